"""One pass over a sheet before it is read: how far it is used, and what a reader would lose.

python-calamine lays out the whole used rectangle in memory and gives an empty text for an error
and for a formula with no value. So each sheet is scanned first: a stray cell far away is refused,
and an error never becomes a blank.
"""

from __future__ import annotations

from collections.abc import Iterator

from s117xl.refusal import Refused
from s117xl.workbook.areas import Area, column_letters
from s117xl.workbook.package import Package, Sheet
from s117xl.workbook.scan_bytes import LOOK_AHEAD, UnusualError, scan_rows
from s117xl.workbook.scan_events import EventScan, MalformedError
from s117xl.workbook.scan_result import MOST_ROWS, Scan

__all__ = ["Scan", "require_readable", "scan_sheet"]

_DATA = b"<sheetData>"
_END = b"</sheetData>"
_CHUNK = 1 << 20
# A full row of Excel's widest and longest cells is larger; nobody has one.
_LONGEST_ROW = 64 << 20
_LONGEST_HEAD = 8 << 20


def scan_sheet(package: Package, sheet: Sheet) -> Scan:
    """What is in a sheet; its XML is then known to be undamaged and of its declared size.

    Ends early once the sheet is larger than `require_readable` allows.
    """
    try:
        try:
            return scan_by_bytes(package, sheet)
        except UnusualError:
            return scan_by_events(package, sheet)
    except MalformedError:
        raise package.damaged(sheet.part, "is not well-formed XML") from None


def require_readable(scan: Scan, table_area: Area) -> None:
    """Raise Refused if reading the sheet that holds this table would take too much memory."""
    if not scan.too_large:
        return
    table = f"its table ends at {table_area.a1.rpartition(':')[2]}"
    if scan.last_row > MOST_ROWS:
        raise Refused(
            f"The sheet {scan.sheet!r} is used beyond row {MOST_ROWS:,}, and {table}; delete the "
            "empty rows below the table, or split the register in two."
        )
    raise Refused(
        f"The sheet {scan.sheet!r} is used as far as column {column_letters(scan.last_column)} "
        f"and row {scan.last_row:,}, and {table}; delete the empty columns to the right of the "
        "table and the empty rows below it, or split the register in two."
    )


def scan_by_bytes(package: Package, sheet: Sheet, chunk_size: int = _CHUNK) -> Scan:
    """The rows by bytes, and what stands before and after them by events.

    Raises UnusualError where the rows are not written as most programs write them.
    """
    scan = Scan(sheet.name)
    events = EventScan(scan)
    chunks = package.chunks(sheet.part, chunk_size)
    rest = _feed_head(events, chunks)
    for chunk in chunks:
        rest += chunk
        if (cut := rest.rfind(b"<row ", 0, -LOOK_AHEAD)) > 0:
            scan_rows(rest, cut, scan)
            rest = rest[cut:]
        if scan.too_large:
            return scan
        if len(rest) > _LONGEST_ROW:
            raise UnusualError
    rows, end, tail = rest.partition(_END)
    scan_rows(rows + bytes(LOOK_AHEAD), len(rows), scan)
    events.feed(end + tail, last=True)
    return scan


def _feed_head(events: EventScan, chunks: Iterator[bytes]) -> bytes:
    """What stands behind the start of the rows, once all before it is fed."""
    head = b""
    for chunk in chunks:
        head += chunk
        before, start, rest = head.partition(_DATA)
        if start:
            events.feed(before + start)
            return rest
        if len(head) > _LONGEST_HEAD:
            break
    raise UnusualError


def scan_by_events(package: Package, sheet: Sheet) -> Scan:
    """The whole sheet by events, however it is written."""
    scan = Scan(sheet.name)
    events = EventScan(scan)
    for chunk in package.chunks(sheet.part, _CHUNK):
        events.feed(chunk)
        if scan.too_large:
            return scan
    events.feed(b"", last=True)
    return scan
