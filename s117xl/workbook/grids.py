"""Tables as Excel itself hands them over: from the open workbook, or sent by Excel on the web.

A grid is one Excel table with its cells. Reading it gives the same raw table as reading the
closed file does; planning edits over grids gives blocks of cells, which an adapter then writes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time
from typing import Any

import numpy as np

from s117xl.refusal import Refused
from s117xl.workbook.areas import Area
from s117xl.workbook.cells import error_cell
from s117xl.workbook.edits import (
    AppendRows,
    Edit,
    Formula,
    LayFormats,
    Value,
    WriteColumn,
    WriteRows,
)
from s117xl.workbook.headings import (
    Wanted,
    field_keys,
    require_one_header_row,
    require_one_heading_each,
)
from s117xl.workbook.package import Table
from s117xl.workbook.raw import RawColumn, RawTable, factorise

ERRORS = frozenset(
    ("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#SPILL!", "#CALC!",
     "#GETTING_DATA", "#FIELD!", "#BLOCKED!", "#CONNECT!", "#BUSY!", "#UNKNOWN!")
)  # fmt: skip
"""What Excel shows in a cell that has no value; nobody types these."""


@dataclass(frozen=True, slots=True)
class Grid:
    """One Excel table: its place and headings, and the cells of its data rows, top to bottom."""

    table: Table
    rows: Sequence[Sequence[Any]]

    @property
    def top(self) -> int:
        """Excel's number of its first data row."""
        return self.table.area.top + self.table.header_row


@dataclass(frozen=True, slots=True)
class Block:
    """Cells to write, by Excel's own row and column of the first, on one sheet."""

    sheet: str
    row: int
    column: int
    values: Sequence[Sequence[Value]]


@dataclass(frozen=True, slots=True)
class Resize:
    """A table is to end with this row."""

    table: Table
    last_row: int


@dataclass(frozen=True, slots=True)
class Lay:
    """Our conditional formats are to be laid afresh over the data rows of a table."""

    table: Table
    edit: LayFormats


Step = Block | Resize | Lay


@dataclass(frozen=True, slots=True)
class Plan:
    """What an adapter is to do, in order, and what people typed beside rows that go.

    `grids` are the tables as they are to be afterwards.
    """

    steps: tuple[Step, ...]
    left_over: tuple[dict[str, Value], ...]
    grids: Mapping[str, Grid]


def tidy(cell: Any) -> Any:
    """A cell as the closed file gives it: no None, whole days as days, every number a float."""
    if isinstance(cell, Formula):
        return tidy(cell.shown)
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return cell
    if isinstance(cell, datetime):
        plain = cell.replace(tzinfo=None)
        return plain.date() if plain.time() == time() else plain
    if isinstance(cell, int):
        return float(cell)
    if isinstance(cell, str) and cell in ERRORS:
        return error_cell(cell)
    return cell


def read_grid(want: Wanted, grid: Grid, names: Mapping[str, str]) -> RawTable:
    """The raw table of a grid. `names` are the workbook's defined names.

    Raises Refused where two columns have one heading, or the first row repeats the headings.
    """
    table = grid.table
    require_one_heading_each(table)
    keys = field_keys(names, want, table)
    cells = [[tidy(cell) for cell in row] for row in grid.rows]
    if cells:
        require_one_header_row(want, table, grid.top, cells[0])
    columns = {
        keys[heading]: factorise(heading, table.area.left + place, [row[place] for row in cells])
        for place, heading in enumerate(table.headings)
        if heading in keys
    }
    filled = _filled(columns.values(), len(cells))
    for column in columns.values():
        column.at = column.at[filled]
    written = frozenset(
        heading
        for place, heading in enumerate(table.headings)
        if heading in want.ours and any(row[place] != "" for row in cells)
    )
    return RawTable(
        want.name,
        table.sheet,
        table.area.left,
        (np.flatnonzero(filled) + grid.top).astype(np.int32),
        columns,
        tuple(h for h in table.headings if h not in keys and h not in want.ours),
        grid.top,
        len(cells),
        list(_notes(table.sheet, len(cells), int(filled.sum()))),
        written,
    )


def _filled(columns: Iterable[RawColumn], count: int) -> Any:
    filled = np.zeros(count, np.bool_)
    for column in columns:
        holds = [not isinstance(cell, str) or bool(cell.strip()) for cell in column.cells]
        filled |= np.array(holds, np.bool_)[column.at]
    return filled


def _notes(sheet: str, count: int, filled: int) -> Iterator[str]:
    if 0 < count - filled < count:
        yield f"{sheet}: {count - filled} rows of the table are blank and were passed over."


def plan(edits: Sequence[Edit], grids: Mapping[str, Grid]) -> Plan:
    """The edits as steps over these grids, by the Excel name of each table.

    Formats come last, over the rows that the other edits leave. Refused where a table is gone.
    """
    steps: list[Step] = []
    left_over: list[dict[str, Value]] = []
    now = dict(grids)
    for edit in sorted(edits, key=lambda each: isinstance(each, LayFormats)):
        if edit.table not in now:
            raise Refused(
                f"The workbook has no table {edit.table}; if it was deleted, take it from a dated "
                "copy of the workbook."
            )
        grid = now[edit.table]
        if isinstance(edit, WriteColumn):
            now[edit.table], block = _column(grid, edit)
            steps.append(block)
        elif isinstance(edit, LayFormats):
            steps.append(Lay(grid.table, edit))
        elif isinstance(edit, WriteRows):
            now[edit.table], made, left = _rewrite(grid, edit)
            steps += made
            left_over += left
        elif edit.rows:
            now[edit.table], made = _append(grid, edit)
            steps += made
    return Plan(tuple(steps), tuple(left_over), now)


def _column(grid: Grid, edit: WriteColumn) -> tuple[Grid, Block]:
    place = grid.table.headings.index(edit.heading)
    rows = [
        [*row[:place], value, *row[place + 1 :]]
        for row, value in zip(grid.rows, edit.values, strict=True)
    ]
    column = [[value] for value in edit.values]
    block = Block(grid.table.sheet, grid.top, grid.table.area.left + place, column)
    return replace(grid, rows=rows), block


def _rewrite(grid: Grid, edit: WriteRows) -> tuple[Grid, list[Step], list[dict[str, Value]]]:
    """The rows of a table of ours made anew; a person's own columns follow their key."""
    headings = grid.table.headings
    ours = [headings.index(heading) for heading in edit.headings]
    theirs = [place for place in range(len(headings)) if place not in ours]
    kept, left = _theirs_by_key(grid, edit, theirs)
    rows: list[list[Value]] = []
    for values in edit.rows or ([None] * len(ours),):
        row: list[Value] = [None] * len(headings)
        for place, value in zip(ours, values, strict=True):
            row[place] = value
        key = values[edit.headings.index(edit.key)] if edit.key else None
        for place, value in kept.pop(str(key), {}).items() if key else ():
            row[place] = value
        rows.append(row)
    left += [_named(edit, key, headings, cells) for key, cells in kept.items()]
    return _resized(grid, rows), _whole(grid, rows), left


def _theirs_by_key(
    grid: Grid, edit: WriteRows, theirs: Sequence[int]
) -> tuple[dict[str, dict[int, Value]], list[dict[str, Value]]]:
    """What stands in a person's own columns, by the key of the row; without one it is left over."""
    headings = grid.table.headings
    place_of_key = headings.index(edit.key) if edit.key else None
    kept: dict[str, dict[int, Value]] = {}
    left: list[dict[str, Value]] = []
    for row in grid.rows:
        cells = {place: row[place] for place in theirs if row[place] not in (None, "")}
        key = str(row[place_of_key] or "") if place_of_key is not None else ""
        if cells and key and key not in kept:
            kept[key] = cells
        elif cells:
            left.append(_named(edit, key, headings, cells))
    return kept, left


def _named(
    edit: WriteRows, key: str, headings: Sequence[str], cells: Mapping[int, Value]
) -> dict[str, Value]:
    named: dict[str, Value] = {"table": edit.table, edit.key or "Key": key}
    return named | {
        headings[place]: value.shown if isinstance(value, Formula) else value
        for place, value in cells.items()
    }


def _append(grid: Grid, edit: AppendRows) -> tuple[Grid, list[Step]]:
    """Rows put below the last filled one; the table grows where it must."""
    headings = grid.table.headings
    places = [headings.index(heading) for heading in edit.headings]
    used = max((n for n, row in enumerate(grid.rows, 1) if any(c not in (None, "") for c in row)),
               default=0)  # fmt: skip
    new: list[list[Value]] = []
    for values in edit.rows:
        row: list[Value] = [None] * len(headings)
        for place, value in zip(places, values, strict=True):
            row[place] = value
        new.append(row)
    rows = [*map(list, grid.rows[:used]), *new]
    rows += map(list, grid.rows[len(rows) :])
    after = _resized(grid, rows)
    steps: list[Step] = [] if len(rows) == len(grid.rows) else [_end(after)]
    steps.append(Block(grid.table.sheet, grid.top + used, grid.table.area.left, new))
    return after, steps


def _whole(grid: Grid, rows: list[list[Value]]) -> list[Step]:
    """The steps that make these the rows of a table: what is left over below is blanked first."""
    after = _resized(grid, rows)
    blank: list[list[Value]] = [[None] * len(grid.table.headings)] * (len(grid.rows) - len(rows))
    left, sheet = grid.table.area.left, grid.table.sheet
    steps: list[Step] = []
    if blank:
        steps.append(Block(sheet, grid.top + len(rows), left, blank))
    if len(rows) != len(grid.rows):
        steps.append(_end(after))
    return [*steps, Block(sheet, grid.top, left, rows)]


def _end(after: Grid) -> Resize:
    return Resize(after.table, after.table.area.bottom)


def _resized(grid: Grid, rows: list[list[Value]]) -> Grid:
    area: Area = grid.table.area
    bottom = grid.top + max(len(rows), 1) - 1 + grid.table.totals_row
    return replace(grid, table=grid.table._replace(area=area._replace(bottom=bottom)), rows=rows)


_LIKE_SOMETHING_ELSE = re.compile(r"[=+\-@'(.%£$€#]|[^|]*[0-9]|(?:true|false)$", re.IGNORECASE)
_LONGEST_MISREAD = 40
"""No date, number or word of Excel's is longer."""


def typed(value: Value) -> Any:
    """A value as it is put into a cell by typing: a text stays the text that it is.

    Excel takes a text such as 3/4, 0012, =A1 or TRUE for something else, unless it begins with an
    apostrophe, which is then no part of the cell.
    """
    if isinstance(value, Formula):
        return f"={value.text}"
    if not isinstance(value, str):
        return value
    short = len(value) <= _LONGEST_MISREAD and _LIKE_SOMETHING_ELSE.match(value)
    return f"'{value}" if short or value[:1] in tuple("=+-@'") else value
