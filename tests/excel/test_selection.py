"""The rows of a selection that can be seen, in the stand-in for Excel: no other is written for."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlwings as xw

from s117xl.new import write_rows_as_register
from s117xl.refusal import Refused
from s117xl.workbook.areas import Area
from s117xl.workbook.live import OpenWorkbook
from s117xl.workbook.selection import blocks, seen
from tests.excel.standin import Excel, Range, open_in_standin
from tests.people import AS_AT, person

PEOPLE = 40
LAST = PEOPLE + 1
OPENED = tuple[xw.Book, Excel]


@pytest.fixture
def opened(tmp_path: Path) -> OPENED:
    path = tmp_path / "register.xlsx"
    rows = [person(register_id=f"V-{number:03}", dob=date(1980, 1, 1)) for number in range(PEOPLE)]
    write_rows_as_register(path, {"Register": rows}, AS_AT, {"holds": "invented people"})
    book, excel = open_in_standin(path)
    (table,) = book.sheets["Register"].impl.tables
    top, left, _, right = table.area
    table.area = (top, left, LAST, right)
    return book, excel


def select(opened: OPENED, address: str, sheet: str = "Register") -> OpenWorkbook:
    book, excel = opened
    book.sheets[sheet].activate()
    book.sheets[sheet].range(address).select()
    excel.calls = dict.fromkeys(excel.calls, 0)
    return OpenWorkbook(book)


def hide(opened: OPENED, *rows: int) -> None:
    opened[0].sheets["Register"].impl.hidden.update(rows)


@pytest.mark.parametrize(
    ("address", "rows"),
    [
        ("C5", (5,)),
        ("C5:D7", (5, 6, 7)),
        ("A9,C5:D7,B6:B10", (5, 6, 7, 8, 9, 10)),
        ("3:5", (3, 4, 5)),
        ("A1:A3", (2, 3)),
        ("A1", ()),
        ("A40:A60", (40, 41)),
        ("A60", ()),
        ("B:B", tuple(range(2, LAST + 1))),
    ],
)
def test_the_rows_of_the_table_that_are_selected(
    opened: OPENED, address: str, rows: tuple[int, ...]
) -> None:
    assert select(opened, address).selected_rows(200) == rows


def test_hidden_rows_are_left_out(opened: OPENED) -> None:
    hide(opened, 3, 4, 6, 41)
    assert select(opened, "A2:A8").selected_rows(200) == (2, 5, 7, 8)
    assert select(opened, "A:A").selected_rows(200)[-1] == 40


def test_rows_of_different_heights_can_be_seen(opened: OPENED) -> None:
    opened[0].sheets["Register"].impl.tall.update({3: 30.0, 5: 45.0})
    hide(opened, 4)
    assert select(opened, "A2:A6").selected_rows(200) == (2, 3, 5, 6)


def test_where_all_are_hidden_that_is_refused(opened: OPENED) -> None:
    hide(opened, 3, 4)
    with pytest.raises(Refused, match="are hidden"):
        select(opened, "A3:A4").selected_rows(200)


def test_a_sheet_without_a_table_has_no_rows(opened: OPENED) -> None:
    assert select(opened, "A2:A9", "Guide").selected_rows(200) == ()


def test_a_selection_whose_address_is_cut_off_is_refused(opened: OPENED) -> None:
    book, excel = opened
    workbook = OpenWorkbook(book)
    excel.selection = Range(book.sheets["Register"].impl, *((n, 1, n, 1) for n in range(2, 90, 2)))
    with pytest.raises(Refused, match="too many parts"):
        workbook.selected_rows(200)


def test_excel_is_asked_once_where_rows_are_alike_and_no_more_than_needed(opened: OPENED) -> None:
    _, excel = opened
    select(opened, "A:A").selected_rows(200)
    assert excel.calls["height"] == 1
    hide(opened, *range(2, LAST + 1, 2))
    assert select(opened, "A:A").selected_rows(5) == (3, 5, 7, 9, 11)
    assert excel.calls["height"] < 30


def test_nothing_but_cells_selected_has_no_rows(opened: OPENED) -> None:
    book, excel = opened
    excel.selection = None
    assert OpenWorkbook(book).selected_rows(200) == ()


def test_a_busy_excel_is_told(opened: OPENED) -> None:
    workbook = select(opened, "A2")
    opened[1].editing = True
    with pytest.raises(Refused, match="a cell is being edited"):
        workbook.selected_rows(200)


def test_parts_are_cut_to_the_rows_of_the_table() -> None:
    bodies: list[Any] = [Area(2, 1, 9, 5)]
    assert blocks("$A:$B,$3:$4,$C$12", bodies) == [(2, 9), (3, 4)]


@pytest.mark.parametrize("hidden", [set(), {1}, {5}, {2, 3, 4}, {1, 3, 5}, {1, 2, 3, 4, 5}])
def test_what_is_seen_is_what_has_a_height(hidden: set[int]) -> None:
    def height(first: int, last: int) -> float | None:
        heights = {0.0 if row in hidden else 15.0 for row in range(first, last + 1)}
        return heights.pop() if len(heights) == 1 else None

    assert set(seen(height, 1, 5)) == {1, 2, 3, 4, 5} - hidden
