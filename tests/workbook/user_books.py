"""Small register workbooks as people leave them: moved, renamed, filtered, half broken."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from s117xl.refusal import Refused
from s117xl.register.schema import TABLES, defined_name
from s117xl.workbook.door import open_package
from s117xl.workbook.headings import Wanted
from s117xl.workbook.raw import RawTable
from s117xl.workbook.read import read_tables
from s117xl.workbook.templates.formulas import OUR_COLUMNS

HEADINGS = {"register_id": "Register id", "surname": "Surname", "dob": "Date of birth"}
PEOPLE: list[list[Any]] = [
    ["V-001", "Example", date(1980, 5, 17)],
    ["V-002", "Sample", date(1990, 6, 1)],
]
SHEET = "xl/worksheets/sheet1.xml"
TABLE = "xl/tables/table1.xml"


@dataclass(frozen=True)
class Formula:
    """A formula and the value that Excel left with it; None leaves none."""

    text: str
    value: Any = None


@dataclass(frozen=True)
class Formatted:
    """A number in a number format."""

    number: float
    form: str


def write_book(
    path: Path,
    rows: Sequence[Sequence[Any]] = PEOPLE,
    headings: Sequence[str] = tuple(HEADINGS.values()),
    *,
    top: int = 0,
    left: int = 0,
    sheet: str = "Register",
    table: str = "tblRegister",
    names: Mapping[str, str] | None = None,
    totals: bool = False,
    date1904: bool = False,
    also: Callable[[Any, Any], None] = lambda book, sheet: None,
) -> Path:
    """A workbook with one table, its headings at row `top` and column `left`, counted from 0.

    `names` gives hidden names to columns: field keys with what the name holds in brackets.
    `also` may write more; it is given the book and the sheet.
    """
    import xlsxwriter

    book = xlsxwriter.Workbook(path, {"date_1904": date1904, "strings_to_numbers": False})
    page = book.add_worksheet(sheet)
    last = top + max(len(rows), 1) + totals
    columns: list[dict[str, Any]] = [{"header": heading} for heading in headings]
    if totals:
        columns[0]["total_string"] = "Total"
    area = (top, left, last, left + len(headings) - 1)
    page.add_table(*area, {"name": table, "columns": columns, "total_row": totals})
    for number, row in enumerate(rows, top + 1):
        for place, cell in enumerate(row, left):
            write_cell(book, page, number, place, cell)
    for key, text in (names or {}).items():
        book.define_name(defined_name("Register", key), f"={table}[{text}]")
    also(book, page)
    book.close()
    return path


def write_cell(book: Any, page: Any, row: int, column: int, cell: Any) -> None:
    """Write one cell as its Python type says."""
    if isinstance(cell, bool):
        page.write_boolean(row, column, cell)
    elif isinstance(cell, date):
        form = book.add_format({"num_format": "dd mmm yyyy"})
        page.write_datetime(row, column, cell, form)
    elif isinstance(cell, Formatted):
        page.write_number(row, column, cell.number, book.add_format({"num_format": cell.form}))
    elif isinstance(cell, Formula):
        page.write_formula(row, column, cell.text, None, "" if cell.value is None else cell.value)
    elif isinstance(cell, int | float):
        page.write_number(row, column, cell)
    elif cell:
        page.write_string(row, column, cell)


def wanted(key: str) -> Wanted:
    """A table of the schema, as `load` asks for it."""
    schema = TABLES[key]
    headings = {field.key: field.heading for field in schema.fields}
    names = {field.key: defined_name(key, field.key) for field in schema.fields}
    return Wanted(key, schema.excel_name, headings, names, frozenset(OUR_COLUMNS))


def read_book(path: Path, key: str = "Register") -> RawTable:
    """The one table of this kind in such a workbook."""
    [table] = read_tables(open_package(path), [wanted(key)])
    return table


def cells(table: RawTable, key: str) -> list[Any]:
    """The cells of a column, row by row."""
    column = table.columns[key]
    return [column.cells[at] for at in column.at.tolist()]


def is_as_it_was(table: RawTable) -> bool:
    """Whether a table holds PEOPLE, and nothing else under HEADINGS."""
    found = zip(*(cells(table, key) for key in HEADINGS), strict=True)
    return [list(row) for row in found] == PEOPLE


def refusal(path: Path) -> str:
    """The sentence with which a workbook is refused: it names no person, and the file is whole."""
    before = path.read_bytes()
    with pytest.raises(Refused) as refused:
        read_book(path)
    assert path.read_bytes() == before
    assert not any(person[1] in str(refused.value) for person in PEOPLE)
    return str(refused.value)
