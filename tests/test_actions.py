"""The buttons: each does what it says at a closed, an open and a sent workbook."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest

from s117xl.actions import ACTIONS, Desk, Selected, action
from s117xl.load import Workbook
from s117xl.new import write_rows_as_register
from s117xl.refusal import Refused
from s117xl.workbook.areas import column_number
from s117xl.workbook.closed import ClosedWorkbook
from s117xl.workbook.live import OpenWorkbook
from s117xl.workbook.wire import WireWorkbook
from tests.excel.standin import open_in_standin
from tests.excel.test_wire import sent
from tests.people import AS_AT, SERVICE, person
from tests.test_marks import cells

TODAY: Callable[[], date] = lambda: AS_AT  # noqa: E731


@pytest.fixture
def register(tmp_path: Path) -> Path:
    path = tmp_path / "register.xlsx"
    rows = [person(plan_ref=None, la_code="E07000032"), person(register_id="V-002")]
    services = [SERVICE | {"charged": "yes"}]
    tables = {"Register": rows, "Services": services}
    write_rows_as_register(path, tables, AS_AT, {"holds": "invented people"})
    return path


@pytest.fixture(params=["closed", "open", "sent"])
def workbook(request: pytest.FixtureRequest, register: Path) -> Workbook:
    if request.param == "closed":
        return ClosedWorkbook(register)
    book, _ = open_in_standin(register)
    return OpenWorkbook(book) if request.param == "open" else WireWorkbook(sent(book))


def run(id: str, workbook: Workbook, selected: Selected | None = None) -> Any:
    return action(id).run(Desk(workbook, TODAY, selected))


def test_ids_are_plain_and_no_two_buttons_share_an_id_or_a_key() -> None:
    ids, keys = [a.id for a in ACTIONS], [a.key for a in ACTIONS]
    assert all(id.replace("_", "").isalnum() and id.isascii() for id in ids)
    assert len(set(ids)) == len(ids)
    assert len(set(keys)) == len(keys)


def test_the_buttons_of_a_group_stand_together() -> None:
    groups = [name for name, _ in groupby(ACTIONS, lambda each: each.group)]
    assert len(set(groups)) == len(groups)


@pytest.mark.parametrize("each", ACTIONS, ids=lambda each: each.id)
def test_every_button_says_what_it_does(each: Any) -> None:
    assert each.label
    assert each.group
    assert each.icon.isalnum()
    assert each.tip.endswith(".")
    assert each.needs in ("register", "selected row", "workbook", "report", "sheets")


def test_an_id_that_is_no_buttons_is_refused() -> None:
    with pytest.raises(Refused, match="no such button"):
        action("__import__('os')")


def test_check_marks_and_says_how_much(workbook: Workbook) -> None:
    said = run("check", workbook)
    assert said.lines[0].startswith("Checked as at 30 June 2026: 1 unlawful, ")
    assert said.lines[-1].endswith("not legal advice.")
    assert said.goes_to == ("Findings", "A1")
    assert said.findings


def test_clear_leaves_no_marks(register: Path) -> None:
    before = cells(register, "Register")
    run("check", ClosedWorkbook(register))
    assert cells(register, "Register") != before
    run("clear", ClosedWorkbook(register))
    assert cells(register, "Register") == before


def test_explain_speaks_of_the_cell_then_of_its_row(workbook: Workbook) -> None:
    said = run("check", workbook)
    (finding,) = (f for f in said.findings if f.field == "la_code" and f.row == "V-001")
    letters = finding.cell.rstrip("0123456789")
    at = Selected(finding.sheet, 2, column_number(letters))
    here = run("explain", workbook, at)
    assert [f.key for f in here.findings] == [finding.key]
    assert here.lines[0] == f"{finding.cell}: 1 finding."
    assert any(
        line.startswith("Law: Mental Health Act 1983, section 117(3).") for line in here.lines
    )
    assert any("To be confirmed by your lawyer" in line for line in here.lines)
    row = run("explain", workbook, at._replace(column=1))
    assert {f.row for f in row.findings} == {"V-001"}
    assert "on its row" in row.lines[0]


def test_explain_says_that_nothing_was_found(workbook: Workbook) -> None:
    said = run("explain", workbook, Selected("Reviews", 2, 1))
    assert said.findings == ()
    assert said.lines[0] == "A2: nothing was found in this cell or on its row."


@pytest.mark.parametrize("at", [None, Selected("Dashboard", 2, 1)])
def test_explain_needs_a_row_of_a_table(workbook: Workbook, at: Selected | None) -> None:
    with pytest.raises(Refused, match="select"):
        run("explain", workbook, at)


@pytest.mark.parametrize(("id", "sheet"), [("worklist", "Worklist"), ("help", "Guide")])
def test_a_button_that_only_goes_somewhere(workbook: Workbook, id: str, sheet: str) -> None:
    assert run(id, workbook).goes_to == (sheet, "A1")


def test_progress_is_told(register: Path) -> None:
    told: list[str] = []
    action("check").run(Desk(ClosedWorkbook(register), TODAY, None, told.append))
    assert "checking" in told
    assert told[-1] == "writing the marks"
