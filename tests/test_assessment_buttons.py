"""The menu Audit: each button at a closed, an open and a sent workbook, and who is refused."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlwings as xw

from s117xl.actions import ASSESSMENTS, Desk, Said, action, assessment_tables
from s117xl.audit.book import write_audit
from s117xl.audit.command import sample, score_audit
from s117xl.audit.tables import ALL
from s117xl.demo.assessments import NAMES, make_assessments
from s117xl.demo.audits import THIS_YEAR, this_year
from s117xl.demo.people import invent, tables
from s117xl.demo.show import AS_AT, SETTINGS
from s117xl.load import Workbook, known_tables
from s117xl.new import write_rows_as_register
from s117xl.press import press
from s117xl.refusal import Refused
from s117xl.server.desk import answer
from s117xl.server.page import pane_html
from s117xl.server.settings import ServerSettings
from s117xl.workbook.closed import ClosedWorkbook
from s117xl.workbook.wire import MOST_TABLES, SentWorkbook, WireWorkbook
from tests.excel.standin import Excel, grid, open_in_standin
from tests.excel.test_parity import plain
from tests.excel.test_wire import do, sent
from tests.test_marks import cells

TODAY: Callable[[], date] = lambda: AS_AT  # noqa: E731
OURS = ("Sample", "D3 cases", "Evidence", "Action plan", "D1", "D4", "D8")
"""Sheets of the audit in which these buttons write."""
KINDS = {
    "draw_sample": "audit", "score_audit": "audit", "score_baseline": "baseline",
    "score_competency": "competency", "score_survey": "survey",
}  # fmt: skip


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a register, an audit that has no sample yet, and the sister workbooks."""
    folder = tmp_path_factory.mktemp("kept")
    write_rows_as_register(folder / "register.xlsx", tables(invent(120, AS_AT)), AS_AT, SETTINGS)
    make_assessments(folder, folder / "register.xlsx", SETTINGS, AS_AT)
    write_audit(folder / "audit.xlsx", filled=this_year(SETTINGS, AS_AT))
    return folder


@pytest.fixture
def folder(kept: Path, tmp_path: Path) -> Path:
    for path in kept.glob("*.xlsx"):
        shutil.copy(path, tmp_path)
    return tmp_path


def opened(folder: Path, *names: str) -> tuple[xw.Book, Excel]:
    """These workbooks open in one Excel, the last in front."""
    excel = Excel()
    for name in names:
        book, _ = open_in_standin(folder / f"{name}.xlsx", excel)
    return book, excel


def at(workbook: Workbook, register: Path | None = None) -> Desk:
    beside = ClosedWorkbook(register) if register else None
    return Desk(workbook, TODAY, beside=lambda _: beside)


def everything(book: xw.Book) -> list[Any]:
    return [grid(book, sheet.name) for sheet in book.sheets]


def plain_sheets(book: xw.Book) -> dict[str, Any]:
    return {sheet: plain(grid(book, sheet)) for sheet in OURS}


def body(book: xw.Book) -> bytes:
    """What the pane sends of the workbook: the tables that the page names, and no other."""
    known = {*known_tables(), *assessment_tables()}
    whole = sent(book)
    tables = tuple(table for table in whole.tables if table.name in known)
    sent_of_it = whole.model_copy(update={"tables": tables}).model_dump(mode="json")
    return json.dumps({"workbook": sent_of_it, "today": AS_AT.isoformat()}).encode()


# Drawing the sample


def drawn_by_command(folder: Path) -> dict[str, Any]:
    path = folder / "by-command.xlsx"
    shutil.copy(folder / "audit.xlsx", path)
    sample(folder / "register.xlsx", ClosedWorkbook(path), THIS_YEAR, TODAY, as_at=AS_AT)
    return plain_sheets(open_in_standin(path)[0])


def test_the_open_audit_gets_the_sample_that_the_command_draws(folder: Path) -> None:
    wanted = drawn_by_command(folder)
    book, excel = opened(folder, "register", "audit")
    register = everything(xw.Book(impl=excel.books[0]))
    said = press("draw_sample", TODAY)
    assert plain_sheets(book) == wanted
    assert said.lines[0].startswith("12 of the ")
    assert said.lines[-1] == "Drawn from register.xlsx as at 2026-06-30."
    assert book.sheets.active.name == "Sample"
    assert everything(xw.Book(impl=excel.books[0])) == register


@pytest.mark.parametrize("place", ["closed", "sent"])
def test_a_closed_and_a_sent_audit_get_the_same(folder: Path, place: str) -> None:
    wanted = drawn_by_command(folder)
    path = folder / "audit.xlsx"
    book, _ = open_in_standin(path)
    wire = WireWorkbook(sent(book))
    workbook: Workbook = ClosedWorkbook(path) if place == "closed" else wire
    action("draw_sample").run(at(workbook, folder / "register.xlsx"))
    if place == "closed":
        book, _ = open_in_standin(path)
    do(wire.steps, book)
    assert plain_sheets(book) == wanted


def test_without_a_year_in_scope_no_sample_is_drawn(folder: Path) -> None:
    write_audit(folder / "audit.xlsx")
    book, _ = opened(folder, "register", "audit")
    before = everything(book)
    with pytest.raises(Refused, match="the sheet Scope names none; fill in Year that is audited"):
        press("draw_sample", TODAY)
    assert everything(book) == before


def test_without_a_register_beside_it_the_command_is_named(folder: Path) -> None:
    book, _ = opened(folder, "audit", "baseline", "audit-last-year")
    before = everything(book)
    with pytest.raises(Refused, match=r"none is open beside audit-last-year.xlsx.*s117xl sample"):
        press("draw_sample", TODAY)
    with pytest.raises(Refused, match=r"as in Excel on the web.*s117xl sample"):
        answer("draw_sample", body(book))
    assert everything(book) == before


def test_of_two_registers_beside_it_neither_is_taken(folder: Path) -> None:
    shutil.copy(folder / "register.xlsx", folder / "copy.xlsx")
    book, _ = opened(folder, "register", "copy", "audit")
    before = everything(book)
    with pytest.raises(
        Refused, match=r"More than one workbook .*: register.xlsx, copy.xlsx; close"
    ):
        press("draw_sample", TODAY)
    assert everything(book) == before


def test_the_register_is_looked_at_as_on_the_day_of_scope(folder: Path) -> None:
    earlier = this_year(SETTINGS, date(2026, 3, 31))
    write_audit(folder / "audit.xlsx", filled=earlier)
    opened(folder, "register", "audit")
    assert press("draw_sample", TODAY).lines[-1].endswith("as at 2026-03-31.")


def test_an_open_audit_that_takes_nothing_gets_nothing(folder: Path) -> None:
    book, _ = opened(folder, "register", "audit")
    book.sheets["Sample"].impl.ProtectContents = True
    before = everything(book)
    for id in ("draw_sample", "score_audit"):
        with pytest.raises(Refused, match="The sheet Sample is protected"):
            press(id, TODAY)
    assert everything(book) == before


# Scoring the audit


def scored_by_command(folder: Path, register: Path | None) -> dict[str, Any]:
    path = folder / "by-command.xlsx"
    shutil.copy(folder / "audit.xlsx", path)
    score_audit(ClosedWorkbook(path), TODAY, register=register, as_at=AS_AT, mark=True)
    return plain_sheets(open_in_standin(path)[0])


def test_the_open_audit_is_scored_as_the_command_scores_it(folder: Path) -> None:
    wanted = scored_by_command(folder, folder / "register.xlsx")
    book, _ = opened(folder, "register", "audit")
    said = press("score_audit", TODAY)
    assert plain_sheets(book) == wanted
    assert said.lines[0].startswith("Scored, and written beside the answers: ")
    assert "D4 Funding decisions and the law: 60%, suggests Red, rated Red" in said.lines[4]
    assert any(line.startswith("The register speaks to ") for line in said.lines)
    assert said.lines[-1] == "The register's evidence is from register.xlsx."
    assert book.sheets.active.name == "Summary"
    press("score_audit", TODAY)
    assert plain_sheets(book) == wanted


def test_on_the_web_it_is_scored_without_the_register_and_that_is_said(folder: Path) -> None:
    wanted = scored_by_command(folder, None)
    book, _ = opened(folder, "audit")
    made = json.loads(answer("score_audit", body(book)))
    assert made["findings"] == []
    assert made["documents"] == []
    assert made["goes_to"] == {"sheet": "Summary", "cell": "A1"}
    assert "evidence was left out" in made["lines"][-1]
    assert "s117xl score AUDIT --register REGISTER --mark" in made["lines"][-1]
    do(made["steps"], book)
    assert plain_sheets(book) == wanted


def test_nothing_that_is_typed_is_touched(folder: Path) -> None:
    path = folder / "audit.xlsx"

    def typed() -> dict[str, Any]:
        book = ClosedWorkbook(path)
        held = {}
        for table in ALL:
            area = book.tables[table.excel_name].area
            sheet = cells(path, table.sheet)
            for heading in table.typed:
                column = area.left - 1 + table.headings.index(heading)
                rows = sheet[area.top : area.bottom]
                held[table.excel_name, heading] = [row[column] for row in rows if len(row) > column]
        return held

    before = typed()
    for id in ("draw_sample", "score_audit"):
        action(id).run(at(ClosedWorkbook(path), folder / "register.xlsx"))
    after = typed()
    for key, column in before.items():
        if key[0] == "tblActions":  # what is proposed stands below what was typed
            column = [cell for cell in column if cell is not None]
        assert after[key][: len(column)] == column, key


# The sister workbooks


@pytest.mark.parametrize("id", ["score_baseline", "score_competency", "score_survey"])
def test_a_sister_says_the_same_wherever_it_is_and_is_not_written_to(folder: Path, id: str) -> None:
    name = KINDS[id]
    path = folder / f"{name}.xlsx"
    before = path.read_bytes()
    closed = action(id).run(at(ClosedWorkbook(path)))
    book, _ = opened(folder, name)
    held = everything(book)
    live = press(id, TODAY)
    made = json.loads(answer(id, body(book)))
    assert live == closed
    assert (tuple(made["lines"]), made["steps"], made["findings"]) == (closed.lines, [], [])
    assert path.read_bytes() == before
    assert everything(book) == held
    assert len(closed.lines) > 5
    assert not any(line.startswith(("Note", "Could not be read")) for line in closed.lines)


def run_closed(folder: Path, id: str) -> Said:
    return action(id).run(at(ClosedWorkbook(folder / f"{KINDS[id]}.xlsx")))


def test_the_baseline_is_told(folder: Path) -> None:
    lines = run_closed(folder, "score_baseline").lines
    assert lines[0].startswith("Lowest agreed rating: 2, in ")
    assert any(line.startswith("B1 ") and "LA 3, ICB 3, NHS Trust 2; agreed 3 (Amber)" in line
               for line in lines)  # fmt: skip
    assert any(line.startswith("To be known: Not signed yet: NHS Trust") for line in lines)
    assert any(line.startswith("To be mended: Improvement plan, row 8") for line in lines)


def test_the_competencies_name_nobody(folder: Path) -> None:
    lines = run_closed(folder, "score_competency").lines
    text = "\n".join(lines)
    assert lines[0].startswith("People on Staff: 49.")
    staff = [row for row in cells(folder / "competency.xlsx", "Staff") if str(row[0])[:1] == "S"]
    people = [row for row in staff if str(row[0])[1:].isdigit()]
    assert len(people) == 49
    assert not any(str(row[0]) in text or str(row[1]) in text for row in people)
    assert "K. Lund" not in text
    assert "Night" not in text


def test_the_survey_withholds_small_numbers_and_tells_no_text(folder: Path) -> None:
    lines = run_closed(folder, "score_survey").lines
    assert lines[0] == "Counted: the year 2025/26. Of 3 of the 3 audiences enough answered."
    assert "People with a right to aftercare: 46 responses." in lines
    assert "01632" not in "\n".join(lines)


# The wrong workbook


@pytest.mark.parametrize("id", KINDS)
@pytest.mark.parametrize("other", ["register", "audit", "baseline", "competency", "survey"])
def test_a_workbook_of_another_kind_is_told_which_to_open(
    folder: Path, id: str, other: str
) -> None:
    if KINDS[id] == other:
        return
    path = folder / f"{other}.xlsx"
    called = {"register": "a register", "audit": "an audit workbook",
              "baseline": "a baseline workbook", "competency": "a competency workbook",
              "survey": "a survey workbook"}  # fmt: skip
    with pytest.raises(Refused) as refused:
        action(id).run(at(ClosedWorkbook(path), folder / "register.xlsx"))
    assert f"is for {called[KINDS[id]]}, and {other}.xlsx is {called[other]}" in str(refused.value)
    assert f"s117xl new {KINDS[id]} " in str(refused.value)


def test_a_workbook_with_no_table_of_ours_is_none_of_ours() -> None:
    strange = WireWorkbook(SentWorkbook(name="budget.xlsx", tables=()))
    for each in ASSESSMENTS:
        with pytest.raises(Refused, match=r"budget\.xlsx is none of ours"):
            each.run(at(strange))


# The page


def test_the_page_asks_for_the_tables_of_these_workbooks_and_of_none_twice(folder: Path) -> None:
    html = pane_html(ServerSettings(development=True))
    named = html.split('data-tables="', 1)[1].split('"', 1)[0].split()
    assert len(named) == len(set(named)) <= MOST_TABLES
    read = {"tblScope", "tblCases", "tblBRate1", "tblBSettings", "tblStaff", "tblResponses"}
    assert read <= set(named)
    worked_out = {"tblGaps", "tblTraining", "tblBProfile"}  # all formulas: nobody reads them back
    assert not worked_out & set(named)
    for name in NAMES:
        assert set(named) & ClosedWorkbook(folder / name).tables.keys()


def test_in_the_pane_they_are_no_buttons_of_the_register() -> None:
    html = pane_html(ServerSettings(development=True))
    for each in ASSESSMENTS:
        assert f'id="{each.id}" data-needs="workbook"' in html
