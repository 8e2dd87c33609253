"""The menu Reports: each button at a closed and a sent workbook, and who is refused."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from s117xl.actions import REPORTS, Action, Desk
from s117xl.demo.assessments import make_assessments
from s117xl.demo.people import invent, tables
from s117xl.demo.show import AS_AT, SETTINGS
from s117xl.documents.shelf import MemoryShelf
from s117xl.documents.templates import Templates
from s117xl.new import write_rows_as_register
from s117xl.refusal import Refused
from s117xl.reports.catalogue import REPORTS as MADE
from s117xl.server.desk import answer
from s117xl.workbook.closed import ClosedWorkbook
from tests.documents.reading import text
from tests.excel.standin import open_in_standin
from tests.excel.test_wire import sent

TODAY: Callable[[], date] = lambda: AS_AT  # noqa: E731
BY_ID = {each.id: each for each in REPORTS}


def named(each: Action) -> str:
    """The report that a button makes, as the command names it."""
    return each.command.split()[1]


def about(each: Action) -> str:
    return MADE[named(each)].about.replace("figures", "register")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("kept")
    write_rows_as_register(made / "register.xlsx", tables(invent(60, AS_AT)), AS_AT, SETTINGS)
    make_assessments(made, made / "register.xlsx", SETTINGS, AS_AT)
    return made


def test_there_is_a_button_for_each_report_that_needs_no_list() -> None:
    assert {named(each) for each in REPORTS} == set(MADE) - {"evidence"}
    for each in REPORTS:
        assert each.command.split()[2].lower() == about(each)


@pytest.mark.parametrize("each", REPORTS, ids=lambda each: each.id)
def test_the_report_is_made_from_the_workbook_in_front(each: Action, folder: Path) -> None:
    path = folder / f"{about(each)}.xlsx"
    workbook, before = ClosedWorkbook(path), path.read_bytes()
    shelf = MemoryShelf()
    said = each.run(Desk(workbook, TODAY, shelf=shelf, templates=Templates()))
    assert said.lines[0].startswith(f"{each.label}: {len(shelf.files)} made")
    assert "not legal advice" in said.lines[-1]
    assert shelf.files
    assert all("{{" not in text(data) for data in list(shelf.files.values())[:2])
    assert path.read_bytes() == before


def test_without_a_shelf_it_goes_to_the_persons_own_folder(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    for id in ("report_board", "report_baseline"):
        workbook = ClosedWorkbook(folder / f"{about(BY_ID[id])}.xlsx")
        said = BY_ID[id].run(Desk(workbook, TODAY))
        assert str(tmp_path / "Documents" / "Section 117") in said.lines[0]
    names = {each.name for each in (tmp_path / "Documents" / "Section 117").iterdir()}
    assert names == {"board v1.docx", "baseline v1.docx"}


def test_the_audit_report_draws_on_the_register_beside_it(folder: Path) -> None:
    audit, register = (ClosedWorkbook(folder / f"{name}.xlsx") for name in ("audit", "register"))
    made = []
    for beside in (None, register):
        shelf = MemoryShelf()
        BY_ID["report_audit"].run(
            Desk(audit, TODAY, shelf=shelf, templates=Templates(), beside=lambda _, b=beside: b)
        )
        made += map(text, shelf.files.values())
    assert made[0] != made[1]


@pytest.mark.parametrize("id", ["report_board", "report_audit", "report_supervision"])
def test_from_excel_on_the_web_the_documents_come_with_the_answer(id: str, folder: Path) -> None:
    book, _ = open_in_standin(folder / f"{about(BY_ID[id])}.xlsx")
    body = {"workbook": json.loads(sent(book).model_dump_json()), "today": AS_AT.isoformat()}
    told: dict[str, Any] = json.loads(answer(id, json.dumps(body).encode()))
    assert told["steps"] == []
    assert told["documents"]
    assert base64.b64decode(told["documents"][0]["base64"])[:2] == b"PK"


@pytest.mark.parametrize("id", ["report_board", "report_audit", "report_baseline"])
def test_another_workbook_is_refused_in_one_sentence(id: str, folder: Path) -> None:
    with pytest.raises(Refused, match="is a survey workbook"):
        BY_ID[id].run(Desk(ClosedWorkbook(folder / "survey.xlsx"), TODAY, shelf=MemoryShelf()))
