"""A register's tables as plain cells, wherever a person has moved them.

Cells come from python-calamine, in a thread of its own, as it works outside Python's lock.
What calamine leaves out, errors and formulas with no value, is put back from `scan`, so
neither is ever taken for a blank.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
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
from s117xl.workbook.sheet_rows import Block, SheetRows

__all__ = ["RawColumn", "RawTable", "RawTables", "Wanted", "factorise", "read_tables"]

_MOST_UNCOMPUTED = 1000


def read_tables(
    package: Package, wanted: Sequence[Wanted], tell: Callable[[str], None] = lambda _: None
) -> Iterator[RawTable]:
    """Each of the wanted tables that the package holds, while calamine reads the next.

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
        while coming:
            source, sheet = coming.pop(0)
            tell(source.table.sheet)
            yield _table(source, sheet.result())
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
    others: tuple[Area, ...]
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
    keys = field_keys(package.names, want, table)
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
    table, body = source.table, source.body
    rows = SheetRows(sheet)
    columns, written = _columns(source, rows)
    below = rows.filled_below(table.area, source.others)
    filled = _filled_rows(columns.values(), _height(body))
    for column in columns.values():
        column.at = column.at[filled] if len(filled) < len(column.at) else column.at
    ours = source.want.ours
    return RawTable(
        source.want.name,
        table.sheet,
        table.area.left,
        (filled + body.top).astype(np.int32),
        columns,
        tuple(h for h in table.headings if h not in source.keys and h not in ours),
        body.top,
        source.count,
        list(_notes(source, below, source.count - len(filled))),
        written,
        source.date1904,
    )


def _height(area: Area) -> int:
    return area.bottom - area.top + 1


def _columns(source: _Source, rows: SheetRows) -> tuple[dict[str, RawColumn], frozenset[str]]:
    """The columns that are wanted, and those of ours under which anything stands."""
    body = source.body
    ours = {
        heading: position
        for position, heading in enumerate(source.table.headings, body.left)
        if heading in source.want.ours
    }
    written: set[str] = set()
    places = {
        source.keys[heading]: (heading, position)
        for position, heading in enumerate(source.table.headings, body.left)
        if heading in source.keys
    }
    gathered = {key: Gathering() for key in places}
    missing = _height(body)
    for block in rows.blocks(body.top, body.bottom):
        if missing == _height(body):
            _require_one_header_row(source, block)
        for key, gathering in gathered.items():
            gathering.add(block.column(places[key][1]))
        for heading in ours.keys() - written:
            cells = block.column(ours[heading])
            if cells.count("") < len(cells):
                written.add(heading)
        missing -= len(block)
    broken = _broken_cells(source, {position for _, position in places.values()})
    for gathering in gathered.values():
        gathering.add([""] * missing)
    columns = {
        key: gathering.column(*places[key], broken.get(places[key][1], ()))
        for key, gathering in gathered.items()
    }
    return columns, frozenset(written)


def _require_one_header_row(source: _Source, block: Block) -> None:
    area = source.body
    cells = [block.column(position)[0] for position in range(area.left, area.right + 1)]
    require_one_header_row(source.want, source.table, area.top, cells)


def _broken_cells(source: _Source, positions: set[int]) -> dict[int, list[tuple[int, BrokenCell]]]:
    """The cells in these columns whose value calamine does not see, by column."""
    scan, body = source.scan, source.body
    uncomputed = [cell for cell in scan.uncomputed if _within(cell, body, positions)]
    if len(uncomputed) > max(_MOST_UNCOMPUTED, _height(body)):
        raise Refused(
            f"The formulas on the sheet {scan.sheet} have never been calculated; open the "
            "workbook in Excel, wait until it is calculated, and save it."
        )
    if scan.beyond & positions:
        raise Refused(
            f"Too many formulas on the sheet {scan.sheet} show an error or have no value to be "
            "told one by one; mend them in Excel, let it calculate, and save the workbook."
        )
    broken: dict[int, list[tuple[int, BrokenCell]]] = {}
    for row, position in uncomputed:
        broken.setdefault(position, []).append((row - body.top, UNCOMPUTED))
    for (row, position), text in scan.errors.items():
        if _within((row, position), body, positions):
            broken.setdefault(position, []).append((row - body.top, error_cell(text)))
    return broken


def _within(cell: tuple[int, int], body: Area, positions: set[int]) -> bool:
    return body.top <= cell[0] <= body.bottom and cell[1] in positions


def _filled_rows(columns: Iterable[RawColumn], count: int) -> NDArray[np.int64]:
    """The rows, counted from 0, in which at least one of these columns holds something."""
    filled = np.zeros(count, np.bool_)
    for column in columns:
        if filled.all():
            break
        holds = [not isinstance(cell, str) or bool(cell.strip()) for cell in column.cells]
        filled |= np.array(holds, np.bool_)[column.at]
    return np.flatnonzero(filled)


def _notes(source: _Source, below: list[int], blank: int) -> Iterator[str]:
    sheet = source.table.sheet
    if below:
        yield (
            f"{sheet}: {len(below)} filled rows stand below the table, from row {below[0]}, "
            "and were not checked; drag the corner of the table down over them."
        )
    if 0 < blank < source.count:
        yield f"{sheet}: {blank} rows of the table are blank and were passed over."
    if source.scan.hidden_rows:
        yield f"{sheet}: {source.scan.hidden_rows} hidden rows were read like the others."
