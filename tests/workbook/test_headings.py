"""Which column is which field, whatever its heading has become."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.ooxml.surgery import replace
from tests.workbook.user_books import (
    HEADINGS,
    PEOPLE,
    TABLE,
    cells,
    is_as_it_was,
    read_book,
    refusal,
    write_book,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "register.xlsx"


def test_a_renamed_heading_is_found_by_its_hidden_name(path: Path) -> None:
    names = {"surname": "Family name", "dob": "Born"}
    table = read_book(
        write_book(path, headings=("Register id", "Family name", "Born"), names=names)
    )
    assert is_as_it_was(table)
    assert table.columns["dob"].heading == "Born"


@pytest.mark.parametrize(
    ("heading", "escaped"),
    [
        ("Born [date]", "Born '[date']"),
        ("DOB #", "DOB '#"),
        ("Person's", "Person''s"),
        ("Born @ home", "Born '@ home"),
        ("Date\nof birth", "Date\nof birth"),
    ],
)
def test_a_hidden_name_escapes_what_excel_escapes(path: Path, heading: str, escaped: str) -> None:
    book = write_book(path, headings=("Register id", "Surname", heading), names={"dob": escaped})
    assert is_as_it_was(read_book(book))


def test_a_hidden_name_wins_over_a_heading(path: Path) -> None:
    rows = [["V-001", "1980", date(1980, 5, 17)]]
    headings = ("Register id", "Date of birth", "Born")
    table = read_book(write_book(path, rows, headings, names={"dob": "Born"}))
    assert cells(table, "dob") == [date(1980, 5, 17)]
    assert table.strangers == ("Date of birth",)


@pytest.mark.parametrize("name", ["=tblOther[Surname]", "=#REF!", "=Register!$C$2:$C$3"])
def test_a_hidden_name_that_points_elsewhere_leaves_the_heading_to_count(
    path: Path, name: str
) -> None:
    def also(book: Any, page: Any) -> None:
        book.define_name("s117_dob", name)

    assert is_as_it_was(read_book(write_book(path, also=also)))


@pytest.mark.parametrize("heading", ["DATE OF BIRTH", " Date of  birth ", "Date of\nbirth", "dob"])
def test_a_heading_is_known_in_any_letter_case_and_by_its_key(path: Path, heading: str) -> None:
    assert is_as_it_was(read_book(write_book(path, headings=("Register id", "Surname", heading))))


def test_extra_columns_are_left_alone_and_named(path: Path) -> None:
    rows = [[*person, "North", None] for person in PEOPLE]
    table = read_book(write_book(path, rows, (*HEADINGS.values(), "Allocated to", "To do")))
    assert is_as_it_was(table)
    assert table.strangers == ("Allocated to",)
    assert set(table.columns) == set(HEADINGS)


def test_a_missing_column_is_absent(path: Path) -> None:
    rows = [person[:2] for person in PEOPLE]
    table = read_book(write_book(path, rows, ("Register id", "Surname")))
    assert set(table.columns) == {"register_id", "surname"}


def test_a_column_beyond_the_used_cells_is_blank(path: Path) -> None:
    table = read_book(write_book(path, [["V-001"], ["V-002"]]))
    assert cells(table, "dob") == ["", ""]


def test_duplicate_headings_are_refused(path: Path, tmp_path: Path) -> None:
    write_book(path)
    other = replace(path, tmp_path / "twice.xlsx", TABLE, 'name="Date of birth"', 'name="SURNAME"')
    assert "same heading, the second in cell C1" in refusal(other)


def test_a_second_header_row_is_refused(path: Path) -> None:
    write_book(path, [list(HEADINGS.values()), *PEOPLE], top=4)
    assert refusal(path).startswith("Row 6 of the sheet Register repeats the headings")


def test_headings_below_column1_and_so_on_are_refused(path: Path) -> None:
    headings = ("Column1", "Column2", "Column3")
    names = dict(zip(HEADINGS, headings, strict=True))
    write_book(path, [list(HEADINGS.values()), *PEOPLE], headings, names=names)
    assert "repeats the headings" in refusal(path)


def test_a_person_whose_cells_look_like_headings_is_still_a_person(path: Path) -> None:
    rows: list[list[Any]] = [["V-001", "Surname", date(1980, 5, 17)]]
    assert cells(read_book(write_book(path, rows)), "surname") == ["Surname"]


def test_a_table_without_a_header_row_begins_with_its_first_row(path: Path, tmp_path: Path) -> None:
    write_book(path)
    old, new = 'ref="A1:C3" totalsRowShown', 'ref="A2:C3" headerRowCount="0" totalsRowShown'
    table = read_book(replace(path, tmp_path / "headless.xlsx", TABLE, old, new))
    assert is_as_it_was(table)
    assert (table.first_row, table.count) == (2, 2)
