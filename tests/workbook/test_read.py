"""Tables as plain cells, wherever a person has moved them and whatever was done to them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from s117xl.workbook.door import open_package
from s117xl.workbook.read import read_tables
from tests.ooxml.surgery import replace
from tests.workbook.user_books import (
    HEADINGS,
    PEOPLE,
    SHEET,
    TABLE,
    cells,
    is_as_it_was,
    read_book,
    refusal,
    wanted,
    write_book,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "register.xlsx"


# Where the table stands


def test_a_plain_table_is_read(path: Path) -> None:
    table = read_book(write_book(path))
    assert is_as_it_was(table)
    assert (table.name, table.sheet, table.left) == ("Register", "Register", 1)
    assert (table.rows.tolist(), table.first_row, table.count) == ([2, 3], 2, 2)
    assert (table.strangers, table.notes, table.date1904) == ((), [], False)


@pytest.mark.parametrize(("top", "left"), [(3, 0), (0, 2), (7, 5), (300, 1)])
def test_a_table_moved_on_its_sheet_is_read_with_excel_s_own_numbers(
    path: Path, top: int, left: int
) -> None:
    table = read_book(write_book(path, top=top, left=left))
    assert is_as_it_was(table)
    assert table.rows.tolist() == [top + 2, top + 3]
    assert [column.position for column in table.columns.values()] == [left + 1, left + 2, left + 3]


@pytest.mark.parametrize("sheet", ["People 2026", "Äußere & <innere>", "It's", "R\u00e9gistre"])
def test_a_sheet_with_another_name_is_read(path: Path, sheet: str) -> None:
    table = read_book(write_book(path, sheet=sheet))
    assert is_as_it_was(table)
    assert table.sheet == sheet


def test_columns_in_another_order_are_read(path: Path) -> None:
    rows = [[dob, register_id, surname] for register_id, surname, dob in PEOPLE]
    table = read_book(write_book(path, rows, ("Date of birth", "Register id", "Surname")))
    assert is_as_it_was(table)
    assert table.columns["surname"].position == 3


def test_a_banner_above_and_a_table_beside_do_no_harm(path: Path) -> None:
    def also(book: Any, page: Any) -> None:
        page.merge_range("A1:C1", "OFFICIAL-SENSITIVE")
        page.add_table("F3:G9", {"name": "tblOther", "columns": [{"header": "Surname"}] * 1})
        page.write("F9", "beside")

    table = read_book(write_book(path, top=2, also=also))
    assert is_as_it_was(table)
    assert table.notes == []


def test_two_tables_on_one_sheet_are_both_read(path: Path) -> None:
    def also(book: Any, page: Any) -> None:
        columns = [{"header": "Service id"}, {"header": "Register id"}]
        data = [["S-1", "V-001"]]
        page.add_table("F2:G3", {"name": "tblServices", "columns": columns, "data": data})

    write_book(path, also=also)
    assert is_as_it_was(read_book(path))
    assert cells(read_book(path, "Services"), "service_id") == ["S-1"]


# Rows


def test_a_totals_row_is_no_person(path: Path) -> None:
    table = read_book(write_book(path, totals=True))
    assert is_as_it_was(table)
    assert (table.count, table.notes) == (2, [])


def test_a_totals_row_that_was_never_calculated_is_no_person_either(
    path: Path, tmp_path: Path
) -> None:
    write_book(path, totals=True, also=lambda _, page: page.write_formula("B4", "=1/0", None, ""))
    assert is_as_it_was(read_book(path))


def test_blank_rows_inside_are_passed_over_and_told(path: Path) -> None:
    rows: list[list[Any]] = [PEOPLE[0], [None] * 3, [" ", "", "\u00a0"], PEOPLE[1], [None] * 3]
    table = read_book(write_book(path, rows))
    assert is_as_it_was(table)
    assert (table.rows.tolist(), table.count) == ([2, 5], 5)
    assert table.notes == ["Register: 3 rows of the table are blank and were passed over."]


def test_a_row_with_only_another_column_filled_is_no_person(path: Path) -> None:
    rows = [[*person, "North"] for person in PEOPLE] + [[None, None, None, "South"]]
    table = read_book(write_book(path, rows, (*HEADINGS.values(), "Allocated to")))
    assert table.rows.tolist() == [2, 3]


def test_an_empty_table_has_no_rows_and_nothing_to_tell(path: Path) -> None:
    table = read_book(write_book(path, []))
    assert (len(table.rows), table.count, table.notes) == (0, 1, [])
    assert cells(table, "dob") == []


def test_rows_below_the_table_are_told(path: Path) -> None:
    def also(book: Any, page: Any) -> None:
        page.write_row("A4", ["V-003", "Third"])
        page.write_row("A6", ["V-004", "Fourth"])

    table = read_book(write_book(path, also=also))
    assert is_as_it_was(table)
    [note] = table.notes
    assert note.startswith("Register: 2 filled rows stand below the table, from row 4,")


def test_a_table_below_and_notes_at_the_side_are_not_taken_for_rows(path: Path) -> None:
    def also(book: Any, page: Any) -> None:
        page.write("F9", "a note at the side")
        page.add_table("A7:C9", {"name": "tblOther"})
        page.write("B8", "its own")

    assert read_book(write_book(path, also=also)).notes == []


def test_hidden_and_filtered_rows_are_read_and_told(path: Path) -> None:
    def also(book: Any, page: Any) -> None:
        page.set_row(2, None, None, {"hidden": True})

    table = read_book(write_book(path, also=also))
    assert is_as_it_was(table)
    assert table.notes == ["Register: 1 hidden rows were read like the others."]


def test_a_table_drawn_down_to_excel_s_last_row_is_read_as_far_as_it_is_used(
    path: Path, tmp_path: Path
) -> None:
    write_book(path)
    with_all = replace(path, tmp_path / "all.xlsx", TABLE, 'ref="A1:C3"', 'ref="A1:C1048576"')
    table = read_book(with_all)
    assert is_as_it_was(table)
    assert (table.rows.tolist(), table.count) == ([2, 3], 1_048_575)


def test_more_rows_than_one_block_are_read_in_order(path: Path) -> None:
    rows: list[list[Any]] = [
        [f"V-{n}", f"Name {n % 7}", date(1980, 1, 1 + n % 9)] for n in range(300)
    ]
    table = read_book(write_book(path, rows))
    found = zip(*(cells(table, key) for key in HEADINGS), strict=True)
    assert [list(row) for row in found] == rows
    assert len(table.columns["surname"].cells) == 7


# What cannot be read whole


def merged_book(path: Path, tmp_path: Path, area: str) -> Path:
    merge = f'<mergeCells count="1"><mergeCell ref="{area}"/></mergeCells>'
    write_book(path)
    return replace(path, tmp_path / "merged.xlsx", SHEET, "</sheetData>", f"</sheetData>{merge}")


@pytest.mark.parametrize("area", ["B2:B3", "A1:B1", "C3:D4", "A1:XFD1048576"])
def test_cells_merged_inside_the_table_are_refused_with_their_place(
    path: Path, tmp_path: Path, area: str
) -> None:
    told = refusal(merged_book(path, tmp_path, area))
    assert told.startswith(f"Cells {area} on the sheet Register are merged inside the table")


@pytest.mark.parametrize("area", ["A4:C4", "D1:D3", "E9:F9"])
def test_cells_merged_outside_the_table_do_no_harm(path: Path, tmp_path: Path, area: str) -> None:
    assert is_as_it_was(read_book(merged_book(path, tmp_path, area)))


def test_a_protected_sheet_is_read(path: Path) -> None:
    assert is_as_it_was(read_book(write_book(path, also=lambda _, page: page.protect("secret"))))


def test_a_cell_far_away_on_the_sheet_is_refused(path: Path) -> None:
    write_book(path, also=lambda _, page: page.write("XFD1048576", "stray"))
    assert "is used beyond row 600,000" in refusal(path)


@pytest.mark.parametrize("cell", ['t="s"><v>99999', 't="zz"><v>1', 't="b"><v>x'])
def test_a_sheet_that_calamine_cannot_read_is_refused(
    path: Path, tmp_path: Path, cell: str
) -> None:
    write_book(path, [["V-001", "Example", 7]])
    old, new = '<c r="C2"><v>7', f'<c r="C2" {cell}'
    other = replace(path, tmp_path / "bad.xlsx", SHEET, old, new)
    assert "The sheet Register cannot be read" in refusal(other)


# What it tells, and how it ends


def test_each_sheet_is_told_before_its_table_comes(path: Path) -> None:
    told: list[str] = []
    package = open_package(write_book(path, sheet="People"))
    tables = read_tables(package, [wanted("Services"), wanted("Register")], told.append)
    assert next(tables).name == "Register"
    assert told == ["People"]
    assert list(tables) == []


def test_no_thread_is_left_behind_whether_all_is_read_or_not(path: Path, tmp_path: Path) -> None:
    import threading

    before = threading.active_count()
    read_book(write_book(path))
    refusal(merged_book(path, tmp_path, "B2:B3"))
    assert threading.active_count() == before


@pytest.mark.parametrize("how", [lambda rows: rows, lambda rows: rows[::-1]])
def test_the_order_of_rows_is_the_sheet_s(path: Path, how: Callable[[Any], Any]) -> None:
    rows = how([[f"V-{n}", "Example", None] for n in range(5)])
    found = cells(read_book(write_book(path, rows)), "register_id")
    assert found == [row[0] for row in rows]
    assert len({first < second for first, second in pairwise(found)}) == 1
