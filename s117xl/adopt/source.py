"""Their workbook as plain cells: values, comments, what is hidden, what is a formula."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from s117xl.refusal import Refused
from s117xl.workbook.areas import column_letters
from s117xl.workbook.door import open_package

At = tuple[int, int]
"""A row and a column, both counted from 1."""


@dataclass(slots=True)
class Sheet:
    """One sheet: what its cells hold, by row and column; blank cells are left out.

    `merged` are merged cells over several rows: their address, first row and last row.
    """

    name: str
    cells: dict[At, Any] = field(default_factory=dict)
    comments: dict[At, str] = field(default_factory=dict)
    formulas: frozenset[At] = frozenset()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[str] = frozenset()
    hidden: bool = False
    merged: tuple[tuple[str, int, int], ...] = ()

    def rows(self) -> dict[int, dict[int, Any]]:
        """Every row that holds anything, each as its cells by column, in order."""
        found: dict[int, dict[int, Any]] = {}
        for (row, column), cell in sorted(self.cells.items()):
            found.setdefault(row, {})[column] = cell
        return found


def address(at: At) -> str:
    """A cell as Excel writes it: D7."""
    return f"{column_letters(at[1])}{at[0]}"


def read_source(path: Path) -> list[Sheet]:
    """Every sheet of a workbook that is not ours. The file is only read.

    Raises Refused for what is no workbook that can be read, and for one that holds nothing.
    """
    if "tblRegister" in open_package(path).tables:
        raise Refused(f"{path.name} is a register of ours already; check it as it is.")
    sheets = list(_sheets(path))
    if not any(sheet.cells for sheet in sheets):
        raise Refused(f"{path.name} holds nothing to bring in: every sheet is empty.")
    return sheets


def _sheets(path: Path) -> Iterator[Sheet]:
    from openpyxl import load_workbook
    from openpyxl.worksheet.worksheet import Worksheet
    from python_calamine import CalamineWorkbook

    values = CalamineWorkbook.from_path(str(path))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what openpyxl cannot keep; nothing is saved with it
        book = load_workbook(path)
    for shown in book.worksheets:
        if isinstance(shown, Worksheet):
            yield _sheet(shown, values.get_sheet_by_name(shown.title))


def _sheet(shown: Any, values: Any) -> Sheet:
    sheet = Sheet(
        shown.title,
        hidden_rows=frozenset(n for n, row in shown.row_dimensions.items() if row.hidden),
        hidden_columns=frozenset(c for c, each in shown.column_dimensions.items() if each.hidden),
        hidden=shown.sheet_state != "visible",
        merged=tuple(
            (each.coord, each.min_row, each.max_row)
            for each in shown.merged_cells.ranges
            if each.max_row > each.min_row
        ),
    )
    for row, cells in enumerate(values.to_python(skip_empty_area=False), 1):
        for column, cell in enumerate(cells, 1):
            if not (cell is None or (isinstance(cell, str) and not cell.strip())):
                sheet.cells[row, column] = _plain(cell)
    formulas = set()
    for line in shown.iter_rows():
        for cell in line:
            if cell.comment:
                sheet.comments[cell.row, cell.column] = " ".join(cell.comment.text.split())
            if cell.data_type == "f":
                formulas.add((cell.row, cell.column))
                sheet.cells.setdefault((cell.row, cell.column), f"{cell.value}")
    sheet.formulas = frozenset(formulas)
    return sheet


def _plain(cell: Any) -> Any:
    """A day with no time as a day; a whole number as one."""
    if isinstance(cell, datetime):
        return cell.date() if cell.time() == time() else cell
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    return cell


def shown(cell: Any) -> str:
    """What a cell held, as a person would write it."""
    if isinstance(cell, datetime):
        return f"{cell:%d/%m/%Y %H:%M}"
    return f"{cell:%d/%m/%Y}" if isinstance(cell, date) else str(cell)
