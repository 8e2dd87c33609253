"""Whatever stands in a table, what is written is read back and nothing else changes."""

from __future__ import annotations

import re
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from s117xl.workbook.door import open_package
from s117xl.workbook.edits import Value, WriteColumn, WriteRows
from tests.workbook.patch.books import SHEET, change_part, run

STRANGE = st.sampled_from(
    [
        "]]>",
        "&amp;",
        '<c r="B2">',
        "_x0041_",
        "_x000a",
        "🙂é",
        "a\tb\nc",
        " x  y ",
        "\x07\x1f",
        "=1",
    ]
)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12) | STRANGE
VALUES = st.none() | TEXT | st.booleans() | st.integers(-(10**9), 10**9) | st.floats(-1e9, 1e9)


@st.composite
def tables(draw: st.DrawFn) -> tuple[int, int, list[list[Value]], list[int]]:
    """The table's place, its values row by row, and the columns to be written."""
    width, height = draw(st.integers(1, 5)), draw(st.integers(1, 6))
    values: list[list[Value]] = draw(
        st.lists(st.lists(VALUES, min_size=width, max_size=width), min_size=height, max_size=height)
    )
    written = draw(st.sets(st.integers(0, width - 1), min_size=1))
    return draw(st.integers(0, 3)), draw(st.integers(0, 30)), values, sorted(written)


def make(path: Path, top: int, left: int, values: list[list[Value]], styled: bool) -> None:
    book = xlsxwriter.Workbook(path)
    grey = book.add_format({"bg_color": "#EEEEEE"})
    sheet = book.add_worksheet("Register")
    for number, row in enumerate(values):
        for column, value in enumerate(row):
            place = top + 1 + number, left + column
            if isinstance(value, bool):
                sheet.write_boolean(*place, value)
            elif isinstance(value, (int, float)):
                sheet.write_number(*place, value)
            elif isinstance(value, str) and value:
                sheet.write_string(*place, value)
            elif styled:
                sheet.write_blank(*place, None, grey)
    headings = [{"header": f"H{n}"} for n in range(len(values[0]))]
    last = top + len(values), left + len(values[0]) - 1
    sheet.add_table(top, left, *last, {"name": "tblRegister", "columns": headings})
    sheet.write_string(top + len(values) + 3, left, "below")
    book.close()


def read(path: Path, top: int, left: int, height: int, width: int) -> list[list[Any]]:
    """The table's cells as calamine reads them, escapes and blanks made plain."""
    sheet = CalamineWorkbook.from_path(path).get_sheet_by_name("Register")
    rows = sheet.to_python(skip_empty_area=False)
    cells = [row[left : left + width] for row in rows[top + 1 : top + 1 + height]]
    return [[plain(cell) for cell in row] for row in cells]


def plain(value: Any) -> Any:
    """One form for what a file cannot tell apart: blanks, line ends, whole numbers."""
    if isinstance(value, str):
        return value.replace("\r\n", "\n") or None
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


def drop_cells(data: bytes) -> bytes:
    """Blank cells and then rows left empty are gone, as some programs leave them out."""
    data = re.sub(rb'<c r="[A-Z]+\d+" s="\d+"/>', b"", data)
    return re.sub(rb"<row [^>]*></row>", b"", data)


@settings(max_examples=60, deadline=None)
@given(tables(), st.data(), st.booleans(), st.booleans())
def test_columns_are_read_back_and_all_else_is_as_it_was(
    table: tuple[int, int, list[list[Value]], list[int]],
    data: st.DataObject,
    styled: bool,
    dropped: bool,
) -> None:
    top, left, values, written = table
    height, width = len(values), len(values[0])
    new = {
        column: data.draw(st.lists(VALUES, min_size=height, max_size=height)) for column in written
    }
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "book.xlsx"
        make(path, top, left, values, styled)
        if dropped:
            change_part(path, SHEET, drop_cells)
        expected = read(path, top, left, height, width)
        expected += [[None] * width] * (height - len(expected))
        run(path, *[WriteColumn("tblRegister", f"H{c}", cells) for c, cells in new.items()])
        after = read(path, top, left, height, width)
        for row in range(height):
            for column in range(width):
                before = plain(new[column][row]) if column in new else expected[row][column]
                assert after[row][column] == before
        below = read(path, top + height + 2, left, 1, 1)
        assert below == [["below"]]
        assert zipfile.ZipFile(path).testzip() is None


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(VALUES, VALUES), max_size=3), st.lists(st.tuples(VALUES, VALUES)))
def test_rows_of_any_number_are_read_back(
    first: list[tuple[Value, Value]], second: list[tuple[Value, Value]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "book.xlsx"
        make(path, 0, 2, [[None, None, None]], styled=True)
        change_part(path, SHEET, lambda data: re.sub(rb'<row r="5".*</row>', b"", data))
        for rows in (first, second):
            run(path, WriteRows("tblRegister", ["H2", "H0"], rows))
        found = read(path, 0, 2, len(second) + 5, 3)
        wanted = [[plain(b), None, plain(a)] for a, b in second]
        found += [[None] * 3] * (len(wanted) - len(found))
        assert found[: len(wanted)] == wanted
        assert not any(any(cell is not None for cell in row) for row in found[len(wanted) :])
        assert open_package(path).tables["tblRegister"].area.bottom == max(2, len(second) + 1)
