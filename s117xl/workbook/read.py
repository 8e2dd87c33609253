"""A register's tables as plain cells, wherever a person has moved them.

Cells come from python-calamine, in a thread of its own, as it works outside Python's lock.
What calamine leaves out, errors and formulas with no value, is put back from `scan`, so
neither is ever taken for a blank.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from operator import itemgetter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from s117xl.refusal import Refused
from s117xl.workbook.areas import Area
from s117xl.workbook.cells import UNCOMPUTED, BrokenCell, error_cell
from s117xl.workbook.headings import (
    Wanted,
    field_keys,
    require_one_header_row,
    require_one_heading_each,
)
from s117xl.workbook.package import Package, Table
from s117xl.workbook.raw import Gathering, RawColumn, RawTable, RawTables, factorise
from s117xl.workbook.scan import Scan, require_readable, scan_sheet

__all__ = ["RawColumn", "RawTable", "RawTables", "Wanted", "factorise", "read_tables"]

_BLOCK = 1000
"""Rows that are taken at a time: few enough that their cells stay near the processor."""
_MOST_UNCOMPUTED = 1000


def read_tables(
    package: Package, wanted: Sequence[Wanted], tell: Callable[[str], None] = lambda _: None
) -> RawTables:
    """The wanted tables that the package holds, by name.

    Raises Refused where a sheet cannot be read whole: too large, merged cells in a table,
    headings twice, formulas never calculated. `tell` is told of each sheet as it is read.
    """
    from python_calamine import CalamineWorkbook

    reader = ThreadPoolExecutor(1)
    try:
        book = reader.submit(CalamineWorkbook.from_path, package.path)
        coming = []
        for source in _sources(package, wanted):
            # Only a sheet that is known to fit in memory is given to calamine.
            coming.append((source, reader.submit(_sheet, book, source.table.sheet)))
        result: RawTables = {}
        while coming:
            source, sheet = coming.pop(0)
            tell(source.table.sheet)
            result[source.want.name] = _table(source, sheet.result())
        return result
    finally:
        reader.shutdown(cancel_futures=True)


@dataclass(frozen=True, slots=True)
class _Source:
    """A table that was found, with what the scan saw on its sheet.

    `body` is the area of its data rows, as far down as the sheet is used; `count` is the number
    of data rows that the table itself has.
    """

    want: Wanted
    table: Table
    keys: dict[str, str]
    scan: Scan
    body: Area
    count: int
    elsewhere: tuple[Area, ...]
    date1904: bool


def _sources(package: Package, wanted: Sequence[Wanted]) -> Iterator[_Source]:
    sheets = {sheet.name: sheet for sheet in package.sheets}
    scans: dict[str, Scan] = {}
    for want in wanted:
        if table := package.tables.get(want.excel_name):
            require_one_heading_each(table)
            if table.sheet not in scans:
                scans[table.sheet] = scan_sheet(package, sheets[table.sheet])
            yield _source(package, want, table, scans[table.sheet])


def _source(package: Package, want: Wanted, table: Table, scan: Scan) -> _Source:
    require_readable(scan, table.area)
    _require_unmerged(scan, table)
    area = table.area
    first = area.top + table.header_row
    last = area.bottom - table.totals_row
    body = Area(first, area.left, max(min(last, scan.last_row), first - 1), area.right)
    others = tuple(
        other.area
        for other in package.tables.values()
        if other.sheet == table.sheet and other is not table
    )
    keys = field_keys(package, want, table)
    return _Source(want, table, keys, scan, body, last - first + 1, others, package.date1904)


def _require_unmerged(scan: Scan, table: Table) -> None:
    for merged in scan.merged:
        if _meet(merged, table.area):
            raise Refused(
                f"Cells {merged.a1} on the sheet {table.sheet} are merged inside the table, so it "
                "cannot be told which row they belong to; unmerge them and fill each cell."
            )


def _meet(one: Area, other: Area) -> bool:
    return (
        one.top <= other.bottom
        and other.top <= one.bottom
        and one.left <= other.right
        and other.left <= one.right
    )


def _sheet(book: Future[Any], name: str) -> Any:
    from python_calamine import CalamineError

    try:
        return book.result().get_sheet_by_name(name)
    except (CalamineError, OSError, ValueError):
        raise Refused(
            f"The sheet {name} cannot be read; open the workbook in Excel and save it again."
        ) from None


def _table(source: _Source, sheet: Any) -> RawTable:
    table, body, ours = source.table, source.body, source.want.ours
    left = sheet.start[1] + 1 if sheet.start else 1
    rows = sheet.iter_rows() if sheet.start else iter(())
    for _ in islice(rows, body.top - 1):
        pass
    columns = _columns(source, rows, left)
    below = _rows_below(source, rows, left)
    filled = _filled_rows(columns.values(), body.bottom - body.top + 1)
    for column in columns.values():
        column.at = column.at[filled] if len(filled) < len(column.at) else column.at
    strangers = tuple(h for h in table.headings if h not in source.keys and h not in ours)
    return RawTable(
        source.want.name,
        table.sheet,
        table.area.left,
        (filled + body.top).astype(np.int32),
        columns,
        strangers,
        body.top,
        source.count,
        _notes(source, below, source.count - len(filled)),
        source.date1904,
    )


def _columns(source: _Source, rows: Iterator[list[Any]], left: int) -> dict[str, RawColumn]:
    """The known columns; `rows` are then spent as far as the last data row."""
    places = [
        (source.keys[heading], heading, position, Gathering())
        for position, heading in enumerate(source.table.headings, source.body.left)
        if heading in source.keys
    ]
    missing = source.body.bottom - source.body.top + 1
    while block := list(islice(rows, min(_BLOCK, missing))):
        cells = [_column_of(block, position - left) for _, _, position, _ in places]
        if not places[0][3]:
            first = [column[0] for column in cells]
            require_one_header_row(source.want, source.table, source.body.top, first)
        for (_, _, _, gathering), column in zip(places, cells, strict=True):
            gathering.add(column)
        missing -= len(block)
    broken = _broken_cells(source, {position for _, _, position, _ in places})
    columns = {}
    for key, heading, position, gathering in places:
        gathering.add([""] * missing)
        columns[key] = gathering.column(heading, position, broken.get(position, ()))
    return columns
