"""A register's tables as plain cells, wherever a person has moved them.

Cells come from python-calamine, in a thread of its own, as it works outside Python's lock.
What calamine leaves out, errors and formulas with no value, is put back from `scan`, so
neither is ever taken for a blank.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from s117xl.refusal import Refused
from s117xl.workbook.cells import UNCOMPUTED, BrokenCell, error_cell
from s117xl.workbook.package import Package, Sheet, Table, column_letters
from s117xl.workbook.scan import Scan, require_readable, scan_sheet

_NAMED_COLUMN = re.compile(r"(\w+)\[((?:[^\[\]']|'.)+)\]")


@dataclass(slots=True)
class RawColumn:
    """The distinct cells of one column, and which of them each row holds."""

    heading: str
    position: int
    cells: list[Any]
    at: NDArray[np.int32]


@dataclass(slots=True)
class RawTable:
    """One table: `rows` has Excel's number of each row that holds anything.

    `first_row` is the number of its first data row and `count` how many it has, blank or not.

    `columns` are by field key; `strangers` are headings that are not ours; `notes` are
    sentences about what was seen and left out.
    """

    name: str
    sheet: str
    left: int
    rows: NDArray[np.int32]
    columns: dict[str, RawColumn]
    strangers: tuple[str, ...]
    first_row: int = 2
    count: int = 0
    notes: list[str] = field(default_factory=list)


RawTables = dict[str, RawTable]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A table to read: its Excel name, its headings by field key, and which columns are ours.

    `names` are the defined names of its columns by field key; `ours` are headings that only
    this product writes, which are not read.
    """

    name: str
    excel_name: str
    headings: dict[str, str]
    names: dict[str, str]
    ours: frozenset[str]


def read_tables(
    package: Package, wanted: Sequence[Wanted], tell: Callable[[str], None] = lambda _: None
) -> RawTables:
    """The wanted tables that the package holds, by name.

    Raises Refused where a sheet cannot be read whole: too large, merged cells in a table,
    headings twice, formulas never calculated. `tell` is told of each sheet as it is read.
    """
    from python_calamine import CalamineWorkbook

    found = [(want, package.tables[want.excel_name]) for want in wanted if want.excel_name in package.tables]
    sheets = {sheet.name: sheet for sheet in package.sheets}
    scans = _scan_all(package, [sheets[table.sheet] for _, table in found], found)
    result: RawTables = {}
    with ThreadPoolExecutor(1) as reader:
        book = reader.submit(CalamineWorkbook.from_path, package.path)
        grids = [reader.submit(_grid, book, table.sheet) for _, table in found]
        while found:
            (want, table), grid = found.pop(0), grids.pop(0)
            tell(table.sheet)
            result[want.name] = _table(package, want, table, scans[table.sheet], grid.result())
    return result


def _scan_all(
    package: Package, sheets: Sequence[Sheet], found: Sequence[tuple[Wanted, Table]]
) -> dict[str, Scan]:
    scans = {}
    for sheet, (_, table) in zip(sheets, found, strict=True):
        if sheet.name not in scans:
            scans[sheet.name] = scan_sheet(package, sheet)
        require_readable(scans[sheet.name], table.area)
        _require_unmerged(scans[sheet.name], table)
    return scans


def _require_unmerged(scan: Scan, table: Table) -> None:
    area = table.area
    for merged in scan.merged:
        apart = (
            merged.bottom < area.top
            or merged.top > area.bottom
            or merged.right < area.left
            or merged.left > area.right
        )
        if not apart:
            raise Refused(
                f"Cells {merged.a1} on the sheet {table.sheet} are merged inside the table, so it "
                "cannot be told which row they belong to; unmerge them and fill each cell."
            )


def _grid(book: Any, sheet: str) -> list[list[Any]]:
    from python_calamine import CalamineError

    try:
        rows: list[list[Any]] = book.result().get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    except (CalamineError, OSError, ValueError):
        raise Refused(
            f"The sheet {sheet} cannot be read; open the workbook in Excel and save it again."
        ) from None
    return rows


def _table(
    package: Package, want: Wanted, table: Table, scan: Scan, grid: list[list[Any]]
) -> RawTable:
    area = table.area
    first = area.top + (1 if table.header_row else 0)
    last = area.bottom - (1 if table.totals_row else 0)
    _require_one_heading_each(table)
    keys = field_keys(package, want, table)
    broken = _broken_cells(scan, table, last - first + 1)
    body = grid[first - 1 : last]
    beyond = _rows_below(grid, area)
    grid.clear()
    columns, filled = _columns(table, keys, body, broken, first, want.ours)
    _require_no_second_header(table, body[:1], first)
    del body
    rows = np.flatnonzero(filled)
    for column in columns.values():
        column.at = column.at[rows] if len(rows) < len(filled) else column.at
    strangers = tuple(h for h in table.headings if h not in keys and h not in want.ours)
    notes = _notes(table, scan, beyond, len(filled) - len(rows))
    excel_rows = (rows + first).astype(np.int32)
    return RawTable(
        want.name, table.sheet, area.left, excel_rows, columns, strangers, first, len(filled), notes
    )


def field_keys(package: Package, want: Wanted, table: Table) -> dict[str, str]:
    """The field key of each heading of a table.

    A hidden defined name points at its column however a person has renamed it; where the
    names were lost, the heading itself is looked for, then the key.
    """
    keys: dict[str, str] = {}
    for key, name in want.names.items():
        match = _NAMED_COLUMN.fullmatch(package.names.get(name, ""))
        if match and match[1] == table.name:
            heading = re.sub("'(.)", r"\1", match[2])
            if heading in table.headings:
                keys[heading] = key
    known = set(keys.values())
    plain = {heading.casefold(): key for key, heading in want.headings.items() if key not in known}
    plain |= {key: key for key in want.headings if key not in known}
    for heading in table.headings:
        key = plain.get(heading.strip().casefold())
        if heading not in keys and key is not None and key not in keys.values():
            keys[heading] = key
    return keys


def _require_one_heading_each(table: Table) -> None:
    seen: set[str] = set()
    for number, heading in enumerate(table.headings):
        if heading.casefold() in seen:
            cell = f"{column_letters(table.area.left + number)}{table.area.top}"
            raise Refused(
                f"Two columns of the table on the sheet {table.sheet} have the same heading, the "
                f"second in cell {cell}; rename one of them."
            )
        seen.add(heading.casefold())


def _require_no_second_header(table: Table, first_rows: list[list[Any]], row: int) -> None:
    if not first_rows:
        return
    cells = first_rows[0][table.area.left - 1 : table.area.right]
    same = sum(cell == heading for cell, heading in zip(cells, table.headings, strict=False))
    if same >= 3 and same * 2 >= sum(cell != "" for cell in cells):
        raise Refused(
            f"Row {row} of the sheet {table.sheet} repeats the headings of the table; delete "
            "that row, so that the table has one header row."
        )


def _broken_cells(scan: Scan, table: Table, rows: int) -> dict[tuple[int, int], BrokenCell]:
    inside = [cell for cell in scan.uncomputed if _within(cell, table)]
    if len(inside) > max(1000, rows):
        raise Refused(
            f"The formulas on the sheet {table.sheet} have never been calculated; open the "
            "workbook in Excel, wait until it is calculated, and save it."
        )
    broken = dict.fromkeys(inside, UNCOMPUTED)
    broken |= {cell: error_cell(text) for cell, text in scan.errors.items() if _within(cell, table)}
    return broken


def _within(cell: tuple[int, int], table: Table) -> bool:
    area = table.area
    return area.top < cell[0] <= area.bottom and area.left <= cell[1] <= area.right


def _columns(
    table: Table,
    keys: dict[str, str],
    body: list[list[Any]],
    broken: dict[tuple[int, int], BrokenCell],
    first: int,
    ours: frozenset[str],
) -> tuple[dict[str, RawColumn], NDArray[np.bool_]]:
    count = table.area.bottom - table.area.top - (1 if table.totals_row else 0)
    by_column: dict[int, list[tuple[int, BrokenCell]]] = {}
    for (row, position), cell in broken.items():
        by_column.setdefault(position, []).append((row - first, cell))
    filled = np.zeros(count, np.bool_)
    columns: dict[str, RawColumn] = {}
    for number, heading in enumerate(table.headings):
        if heading in ours:
            continue
        position = table.area.left + number
        values = [row[position - 1] if len(row) >= position else "" for row in body]
        values += [""] * (count - len(values))
        for row, cell in by_column.get(position, ()):
            values[row] = cell
        column = factorise(heading, position, values)
        filled |= _is_filled(column)
        if heading in keys:
            columns[keys[heading]] = column
    return columns, filled


def _is_filled(column: RawColumn) -> NDArray[np.bool_]:
    empty = np.array([cell == "" for cell in column.cells], np.bool_)
    result: NDArray[np.bool_] = ~empty[column.at]
    return result


def factorise(heading: str, position: int, values: list[Any]) -> RawColumn:
    """A column as its distinct cells and an index for each row."""
    distinct = dict.fromkeys(values)
    if True in distinct or False in distinct:
        return _factorise_by_type(heading, position, values)
    index = {cell: number for number, cell in enumerate(distinct)}
    at = np.fromiter(map(index.__getitem__, values), np.int32, len(values))
    return RawColumn(heading, position, list(distinct), at)


def _factorise_by_type(heading: str, position: int, values: list[Any]) -> RawColumn:
    # Python takes TRUE and 1 for equal; Excel does not.
    index: dict[tuple[type, Any], int] = {}
    at = [index.setdefault((type(cell), cell), len(index)) for cell in values]
    return RawColumn(heading, position, [cell for _, cell in index], np.array(at, np.int32))


def _rows_below(grid: list[list[Any]], area: Any) -> list[int]:
    below = []
    for number, row in enumerate(grid[area.bottom :], area.bottom + 1):
        if any(cell != "" for cell in row[area.left - 1 : area.right]):
            below.append(number)
    return below


def _notes(table: Table, scan: Scan, below: list[int], blank: int) -> list[str]:
    notes = []
    if below:
        notes.append(
            f"{table.sheet}: {len(below)} filled rows stand below the table, from row {below[0]}, "
            "and were not checked; drag the corner of the table down over them."
        )
    if blank and blank < table.area.bottom - table.area.top:
        notes.append(f"{table.sheet}: {blank} blank rows in the table were passed over.")
    if scan.hidden_rows:
        notes.append(f"{table.sheet}: {scan.hidden_rows} hidden rows were read like the others.")
    return notes
