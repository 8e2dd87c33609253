"""A baseline workbook read: other words, deleted rows, other workbooks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from s117xl.baseline.cells import read_rating
from s117xl.baseline.read import days_ahead, known_tables, read_baseline
from s117xl.baseline.score import score
from s117xl.baseline.tables import AGREED, Baseline, BaselineTable, RatingRow
from s117xl.refusal import Refused
from s117xl.workbook.closed import ClosedWorkbook
from s117xl.workbook.templates.register import write_register
from tests.baseline.books import with_column, with_rows, written
from tests.baseline.filled import AS_AT, partnership

RATE, SHEET = "tblBRate1", "1 Legal compliance"


def said(baseline: Baseline) -> list[str]:
    return [str(note) for note in baseline.notes]


def test_what_was_written_is_read_again(tmp_path: Path) -> None:
    assert read_baseline(written(tmp_path)) == partnership()


def test_an_empty_workbook_holds_nothing_and_nothing_is_noted(tmp_path: Path) -> None:
    found = read_baseline(written(tmp_path, Baseline(), "empty.xlsx"))
    assert found.notes == []
    assert not any([found.scope, found.questions, found.priorities, found.actions])
    assert all(row == RatingRow() for rows in found.ratings.values() for row in rows.values())


@pytest.mark.parametrize(
    ("cell", "rating"),
    [("4", 4), ("4 ", 4), ("four", 4), ("Four", 4), ("4.0", 4), ("Embedded", 4),
     ("4 - Embedded", 4), ("4. embedded", 4), ("\u00a04", 4)],
)  # fmt: skip
def test_other_words_that_cannot_be_mistaken_are_read_and_told(cell: str, rating: int) -> None:
    found, why = read_rating(cell)
    assert found == rating
    assert f"was read as {rating}" in why


@pytest.mark.parametrize("cell", [4, 4.0])
def test_a_number_is_read_with_nothing_to_say(cell: float) -> None:
    assert read_rating(cell) == (4, "")


@pytest.mark.parametrize(
    "cell",
    [6, 0, -1, 3.5, "6", "3.5", "3/4", "3-4", "3 or 4", "3 - Embedded", "good", "n/a", "?", True,
     date(2026, 4, 3), datetime(2026, 4, 5), 1e300, float("inf")],
)  # fmt: skip
def test_what_may_mean_something_else_is_no_rating(cell: Any) -> None:
    rating, why = read_rating(cell)
    assert rating is None
    assert why


def test_ratings_that_cannot_be_read_are_noted_with_sheet_and_cell(tmp_path: Path) -> None:
    path = with_column(written(tmp_path), RATE, "Rating", [6, 3.5, "four", "n/a"])
    found = read_baseline(path)
    assert said(found) == [
        f"{SHEET} B7: Rating is 6: give a whole number from 1 to 5.",
        f"{SHEET} B8: Rating is 3.5: give a whole number from 1 to 5.",
        f"{SHEET} B9: Rating was read as 4: type the number alone, so that Excel counts it too.",
        f"{SHEET} B10: Rating is not a whole number from 1 to 5.",
    ]
    one = score(found, AS_AT).dimensions[0]
    assert list(one.ratings.values()) == [None, None, 4]
    assert one.partners_say == "Not a whole number from 1 to 5: LA, ICB."
    assert one.agreed_says.startswith("Missing: what was agreed is not a whole number")


def test_a_question_that_was_deleted_and_one_that_was_added(tmp_path: Path) -> None:
    headings = ("Ref", "LA notes")
    rows = [("B1.1", "Yes"), ("b1.2 ", "Partly"), ("B1.3", ""), ("B1.4", ""), ("B1.9", "Ours"),
            ("B1.1", "Again")]  # fmt: skip
    found = read_baseline(with_rows(written(tmp_path), "tblBD1", headings, rows))
    assert found.questions["B1.2"].partners == {"LA": "Partly"}
    assert said(found) == [
        f"{SHEET} A22: is no question of this dimension, so the row was not read.",
        f"{SHEET} A23: B1.1 stands here a second time; the first row counts.",
        f"{SHEET}: the table of questions has no row B1.5.",
    ]


def test_a_partners_row_that_was_deleted_is_not_taken_for_agreement(tmp_path: Path) -> None:
    rows = [("LA", 3), ("ICB", 3), ("Agreed", 3)]
    found = read_baseline(with_rows(written(tmp_path), RATE, ("Who", "Rating"), rows))
    assert said(found) == [f"{SHEET}: the table of ratings has no row NHS Trust."]
    assert score(found, AS_AT).dimensions[0].partners_say.endswith("Not yet rated: NHS Trust.")


def test_two_rows_of_one_partner_count_for_neither(tmp_path: Path) -> None:
    found = read_baseline(
        with_column(written(tmp_path), RATE, "Who", ["LA", "la ", "NHS Trust", "Agreed"])
    )
    assert found.row(1, "LA") == RatingRow(unread=True)
    assert f"{SHEET} A8: LA has two rows; leave the one that counts." in said(found)


@pytest.mark.parametrize(
    ("cell", "answer"), [("yes ", True), ("Y", True), (True, True), ("NO", False), ("", None)]
)
def test_co_produced_in_other_words(tmp_path: Path, cell: Any, answer: bool | None) -> None:
    path = with_column(written(tmp_path), "tblBPlan", "Co-produced", [cell] + [None] * 14)
    found = read_baseline(path)
    assert found.notes == []
    assert found.actions[0].co_produced is answer


def test_cells_of_the_plan_that_cannot_be_read(tmp_path: Path) -> None:
    path = written(tmp_path)
    odd = {"Co-produced": "partially", "Due": "30/09/26", "State": "halfway", "Priority": "soon"}
    for heading, value in odd.items():
        with_column(path, "tblBPlan", heading, [value] + [None] * 14)
    found = read_baseline(path)
    action = found.actions[0]
    assert (action.co_produced, action.due, action.state, action.priority) == (None, None, "", None)
    assert [note.cell for note in found.notes] == ["A7", "F7", "I7", "L7"]
    assert "it may mean 30 Sep 2026" in said(found)[1]


def test_a_sixth_priority_in_the_table_is_refused(tmp_path: Path) -> None:
    rows = [(n, f"Priority {n}") for n in range(1, 7)]
    found = read_baseline(with_rows(written(tmp_path), "tblBPriorities", ("No.", "Priority"), rows))
    with pytest.raises(Refused, match=r"^filled.xlsx names more than five .* cell B12 "):
        score(found, AS_AT)


def typed_below(path: Path, cell: str) -> Path:
    book = openpyxl.load_workbook(path)
    book["Priorities"][cell] = "A sixth"
    book.save(path)
    return path


def test_a_sixth_priority_below_the_table_is_refused_where_all_five_are_taken(
    tmp_path: Path,
) -> None:
    five = [replace(partnership().priorities[0], number=n) for n in range(1, 6)]
    path = typed_below(written(tmp_path, replace(partnership(), priorities=five)), "B14")
    with pytest.raises(Refused, match="cell B14 of the sheet Priorities"):
        score(read_baseline(path), AS_AT)


def test_a_priority_below_a_table_with_free_rows_is_told(tmp_path: Path) -> None:
    found = read_baseline(typed_below(written(tmp_path), "B13"))
    assert len(found.priorities) == 3
    assert said(found) == [
        "Priorities B13: stands below the five rows of the table and was not read; move it into a "
        "free row."
    ]


def test_a_priority_with_no_words_is_told(tmp_path: Path) -> None:
    path = with_column(written(tmp_path), "tblBPriorities", "Priority", ["One", "", "", "", ""])
    found = read_baseline(path)
    assert [priority.number for priority in found.priorities] == [1]
    assert [note.cell for note in found.notes] == ["B8", "B9"]


def test_the_dimension_of_a_priority_in_other_words(tmp_path: Path) -> None:
    names = ["b1", "5", "Practice and workforce capability", "Everything", ""]
    path = with_column(written(tmp_path), "tblBPriorities", "Dimension", names)
    found = read_baseline(path)
    assert [priority.dimension for priority in found.priorities] == ["B1", "B5", "B3"]
    assert [note.cell for note in found.notes] == ["C10"]


def test_settings_out_of_bounds_keep_the_default(tmp_path: Path) -> None:
    path = with_column(written(tmp_path), "tblBSettings", "Value", ["soon", 9, 30])
    found = read_baseline(path)
    assert (found.as_at, found.differ_by, found.evidence_characters) == (None, 1, 30)
    assert [note.cell for note in found.notes] == ["B5", "B6"]


def test_days_that_have_not_come_are_told() -> None:
    notes = days_ahead(partnership(), date(2026, 5, 28))
    assert [str(note) for note in notes] == [
        "Sign-off: ICB: a day after 28 May 2026 has not come yet.",
        "Improvement plan: row 7: a day after 28 May 2026 has not come yet.",
    ]


def older(path: Path) -> Path:
    """A workbook of a version that had no fifth dimension and no evidence of strengths."""
    book = openpyxl.load_workbook(path)
    del book["5 Data and digital"]
    sheet = book["2 Governance"]
    table = sheet.tables["tblBRate2"]
    table.tableColumns[2].name = "Good points"
    sheet["C6"] = "Good points"
    book.save(path)
    return path


def test_an_older_versions_workbook_says_what_it_does_not_hold(tmp_path: Path) -> None:
    found = read_baseline(older(written(tmp_path)))
    assert found.row(2, AGREED).rating == 4
    assert said(found) == [
        "2 Governance: its table has no column Key strengths, which was therefore not read.",
        "5 Data and digital: its table tblBRate5 is not there, so nothing of it was read.",
        "5 Data and digital: its table tblBD5 is not there, so nothing of it was read.",
    ]
    assert score(found, AS_AT).dimensions[4].rag == "not agreed"


ODD: list[Any] = [True, 1e300, -1, date(2026, 1, 1), "x" * 5000, "=1+1", " ", "\u200b", 0.5]


@pytest.mark.parametrize("table", known_tables(), ids=lambda table: table.excel_name)
def test_odd_cells_in_any_column_are_read_or_noted_and_never_stop_it(
    tmp_path: Path, table: BaselineTable
) -> None:
    path = written(tmp_path)
    area = ClosedWorkbook(path).tables[table.excel_name].area
    for shift, heading in enumerate(table.typed):
        values = [ODD[(row + shift) % len(ODD)] for row in range(area.bottom - area.top)]
        with_column(path, table.excel_name, heading, values)
    assert score(read_baseline(path), AS_AT).dimensions


def test_another_workbook_is_refused_in_one_sentence(tmp_path: Path) -> None:
    write_register(tmp_path / "register.xlsx")
    with pytest.raises(Refused, match=r"^register.xlsx is not a baseline .* new baseline FILE$"):
        read_baseline(tmp_path / "register.xlsx")
