"""Which findings are shown for the selected row, where they are then, and the letters of keys."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from s117xl.companion.errands import go, look
from s117xl.companion.keys import access_key
from s117xl.companion.rows import BY_NUMBER, ID_TWICE, NEW_ROWS, findings_at
from s117xl.findings import Finding
from s117xl.new import write_rows_as_register
from s117xl.refusal import Refused
from s117xl.workbook.live import Spot
from tests.excel.standin import Cell, open_in_standin, run
from tests.people import AS_AT, person


def finding(row: str, cell: str, severity: str = "missing", sheet: str = "Register") -> Finding:
    return Finding(
        f"R001/{row}/dob", "R001", severity, "fix", "Register", row, row, "dob", sheet, cell,
        "Date of birth", "", "A sentence.", "Mend it.", (), "", False,
    )  # fmt: skip


ONE, TWO, GRAVE = finding("V-001", "F2"), finding("V-002", "F3"), finding("V-001", "G2", "unlawful")
ALL = (ONE, TWO, GRAVE)


def at(row: int, id: Any, sheet: str = "Register") -> Spot:
    return Spot("register.xlsx", sheet, row, id)


def quiet(_text: str) -> None:
    """Nobody is told."""


def test_the_findings_of_a_row_are_gravest_first() -> None:
    shown = findings_at(ALL, at(2, "V-001"))
    assert shown.findings == (GRAVE, ONE)
    assert shown.heading == "Register, row 2 (V-001): 2 findings."
    assert shown.note == ""


def test_after_sorting_a_row_is_known_by_its_own_id() -> None:
    shown = findings_at(ALL, at(9, " V-002"))
    assert (shown.findings, shown.row) == ((TWO,), 9)


def test_a_row_in_which_nothing_was_found_may_be_new() -> None:
    shown = findings_at(ALL, at(2, "V-003"))
    assert (shown.findings, shown.note) == ((), NEW_ROWS)


def test_an_id_that_is_a_number_is_the_same_id() -> None:
    assert findings_at([finding("12", "F2")], at(5, 12.0)).findings


def test_where_ids_cannot_be_read_the_row_goes_by_its_number_and_that_is_said() -> None:
    shown = findings_at(ALL, at(2, None))
    assert (shown.findings, shown.note, shown.row) == ((GRAVE, ONE), BY_NUMBER, None)


def test_a_row_with_a_blank_id_is_not_taken_for_the_one_that_stood_there() -> None:
    nameless = finding("", "A2")
    assert findings_at(ALL, at(2, "")).findings == ()
    assert findings_at((*ALL, nameless), at(2, "")).findings == (nameless,)


def test_of_two_rows_with_one_id_the_selected_is_meant() -> None:
    twin = finding("V-001", "F7")
    shown = findings_at((*ALL, twin), at(7, "V-001"))
    assert (shown.findings, shown.note) == ((twin,), ID_TWICE)


def test_a_sheet_without_findings_names_those_that_have_some() -> None:
    shown = findings_at(ALL, at(2, None, "Guide"))
    assert shown.findings == ()
    assert shown.heading.endswith("Select a cell in a row of: Register.")


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("rows") / "register.xlsx"
    rows = [person(), person(register_id="V-002", nhs_number="9990000026")]
    write_rows_as_register(path, {"Register": rows}, AS_AT, {"holds": "invented people"})
    return path


@pytest.fixture
def book(register: Path) -> Any:
    return open_in_standin(register)[0]


def select(book: Any, row: int) -> None:
    book.sheets["Register"].activate()
    book.sheets["Register"].range((row, 3)).select()


def swap(book: Any) -> None:
    """Rows 2 and 3 of the register sorted the other way round."""
    cells = book.sheets["Register"].impl.cells
    for column in {column for _, column in cells}:
        first, second = (2, column), (3, column)
        cells[first], cells[second] = cells.get(second, Cell()), cells.get(first, Cell())


def test_looking_reads_the_id_that_the_row_has_now(book: Any) -> None:
    select(book, 2)
    sight = look(ALL, quiet)
    assert sight is not None
    assert sight.row is not None
    assert sight.row.findings == (GRAVE, ONE)
    swap(book)
    sight = look(ALL, quiet)
    assert sight is not None
    assert sight.row is not None
    assert sight.row.findings == (TWO,)


def test_looking_takes_one_small_read(book: Any) -> None:
    select(book, 2)
    before = dict(book.app.impl.calls)
    look(ALL, quiet)
    assert book.app.impl.calls == before | {"read": before["read"] + 1}


def test_with_the_name_of_the_column_gone_it_goes_by_number(book: Any) -> None:
    book.impl.names.clear()
    select(book, 2)
    sight = look(ALL, quiet)
    assert sight is not None
    assert sight.row is not None
    assert sight.row.note == BY_NUMBER


def test_while_a_cell_is_edited_excel_is_left_alone(book: Any) -> None:
    select(book, 2)
    book.app.impl.editing = True
    assert look(ALL, quiet) is None


def test_with_no_workbook_none_is_named() -> None:
    run()
    sight = look((), quiet)
    assert sight is not None
    assert sight.workbook is None


def test_going_to_a_finding_goes_where_it_stands_now(book: Any) -> None:
    heading = book.sheets["Register"].impl.cells[1, 4].value
    go("register.xlsx", ONE._replace(heading=heading), 3, quiet)
    chosen = book.app.selection
    assert (chosen.sheet.name, chosen.row, chosen.column) == ("Register", 3, 4)
    go("register.xlsx", ONE._replace(heading="gone"), None, quiet)
    assert book.app.selection.address == "$F$2"


def test_a_finding_of_another_workbook_is_not_gone_to(book: Any) -> None:
    assert book
    with pytest.raises(Refused, match=r"of other\.xlsx"):
        go("other.xlsx", ONE, 2, quiet)


@pytest.mark.parametrize(
    ("label", "wished", "taken", "shown"),
    [
        ("Check register", "C", "", ("Check register", 0, "c")),
        ("Explain cell", "L", "", ("Explain cell", 3, "l")),
        ("Clear marks", "X", "", ("Clear marks (X)", 13, "x")),
        ("Decision letter", "DL", "d", ("Decision letter", 9, "l")),
        ("Clear marks", "C", "c", ("Clear marks", 1, "l")),
        ("On", "N", "on", ("On", -1, "")),
    ],
)
def test_a_key_is_a_letter_that_no_other_has(
    label: str, wished: str, taken: str, shown: tuple[str, int, str]
) -> None:
    used = set(taken)
    assert access_key(label, wished, used) == shown
    assert {shown[2]} - {""} <= used
