"""A worksheet's part written again: its head, its rows with strips laid over them, its tail."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from s117xl.workbook.areas import Area
from s117xl.workbook.package import Package, Sheet
from s117xl.workbook.patch import formats
from s117xl.workbook.patch.dxfs import Dxfs
from s117xl.workbook.patch.markup import (
    attribute,
    children,
    opening,
    splice,
    with_attribute,
)
from s117xl.workbook.patch.rows import SheetStream
from s117xl.workbook.patch.strips import Spread, Strip
from s117xl.workbook.patch.survey import around

_BATCH = 1 << 18
_SQREF = re.compile(rb"\ssqref\s*=\s*[\"']([^\"'<]*)[\"']")
# Excel keeps a validation that names another sheet apart from the others.
_LATER_VALIDATION = re.compile(
    rb"<(?:[\w.-]+:)?dataValidation[\s>].*?<(?:[\w.-]+:)?sqref>([^<]*)<", re.DOTALL
)


@dataclass(slots=True)
class SheetWork:
    """What is to be done to one sheet.

    `shown` are rows that must be seen. `moved` has, for each table that changes size, its data
    rows before and after. `bounds` holds all cells as they will be, where that is known.
    """

    sheet: Sheet
    strips: list[Strip] = field(default_factory=list)
    shown: list[range] = field(default_factory=list)
    moved: list[tuple[Area, Area]] = field(default_factory=list)
    bounds: Area | None = None
    laid: list[tuple[list[formats.Laid], list[str]]] = field(default_factory=list)

    @property
    def any(self) -> bool:
        """Whether there is anything to do."""
        return bool(self.strips or self.laid or self.moved)


class SheetPatch:
    """One sheet with its work done; the answers hold once `chunks` is exhausted.

    `changed` is false when the work found everything done; `protected` tells of a sheet that
    Excel would not let a person change.
    """

    def __init__(self, package: Package, work: SheetWork, dxfs: Dxfs | None) -> None:
        self._stream = SheetStream(package.chunks(work.sheet.part))
        self._spread = Spread(self._stream, work.strips, work.shown, package.date1904)
        self._work = work
        self._dxfs = dxfs
        self.changed = self.protected = self.formulas_lost = False

    def chunks(self) -> Iterator[bytes]:
        """Give the part's bytes."""
        stream = self._stream
        yield self._head()
        closed = stream.opening.endswith(b"/>")
        if not closed:
            yield stream.opening
        for batch in self._batches():
            if closed:
                yield stream.opening[:-2].rstrip() + b">"
            closed = False
            yield batch
        if stream.opening.endswith(b"/>"):
            yield stream.opening if closed else b"</" + stream.prefix + b"sheetData>"
        tail = self._tail()
        self.changed = self._spread.changed or tail != stream.tail
        self.formulas_lost = self._spread.formulas_lost
        yield tail

    def _batches(self) -> Iterator[bytes]:
        if not self._work.strips:
            yield from self._stream.unread()
            return
        rows: list[bytes] = []
        size = 0
        for row in self._spread.rows():
            rows.append(row)
            size += len(row)
            if size > _BATCH:
                yield b"".join(rows)
                rows, size = [], 0
        if rows:
            yield b"".join(rows)

    def _head(self) -> bytes:
        """What is before the rows, with a dimension that holds every cell."""
        head = self._stream.head
        start = opening(b"worksheet").search(head)
        for node in children(head, start.end() if start else 0):
            if node.name == b"dimension":
                tag = head[node.start : node.inner]
                area = self._bounds(attribute(tag, b"ref"))
                new = with_attribute(tag, b"ref", area.a1)
                return splice(head, [(node.start, node.inner, new)])
        return head

    def _bounds(self, said: str | None) -> Area:
        bounds = self._work.bounds or Area.from_a1(said or "A1")
        for strip in self._work.strips:
            if strip.style is None and strip.values:
                bounds = around(bounds, Area(strip.first, strip.column, strip.last, strip.column))
        return bounds

    def _tail(self) -> bytes:
        tail = self._stream.tail
        at = formats.after_rows(tail)
        self.protected = any(node.name == b"sheetProtection" for node in children(tail, at))
        for before, after in self._work.moved:
            tail = _with_ranges_moved(tail, before, after)
        if self._dxfs:
            for laid, marks in self._work.laid:
                tail = formats.lay(tail, self._stream.prefix, laid, marks, self._dxfs)
        return tail


def _with_ranges_moved(tail: bytes, before: Area, after: Area) -> bytes:
    """Formats and validations over all of a table's rows, over all of its rows as they now are."""
    changes = []
    for start, end in _range_lists(tail):
        said = tail[start:end].decode("utf-8", "replace")
        new = " ".join(_moved(area, before, after) for area in said.split())
        if new != " ".join(said.split()):
            changes.append((start, end, new.encode()))
    return splice(tail, changes)


def _range_lists(tail: bytes) -> Iterator[tuple[int, int]]:
    """Where the ranges of conditional formats and validations are listed."""
    for node in children(tail, formats.after_rows(tail)):
        if node.name == b"conditionalFormatting":
            yield from (match.span(1) for match in _SQREF.finditer(tail, node.start, node.inner))
        elif node.name == b"dataValidations":
            yield from (match.span(1) for match in _SQREF.finditer(tail, node.start, node.end))
        elif node.name == b"extLst":
            found = _LATER_VALIDATION.finditer(tail, node.start, node.end)
            yield from (match.span(1) for match in found)


def _moved(area: str, before: Area, after: Area) -> str:
    try:
        found = Area.from_a1(area)
    except ValueError:
        return area
    same = (found.top, found.bottom) == (before.top, before.bottom)
    if not same or found.left < before.left or found.right > before.right:
        return area
    return found._replace(bottom=after.bottom).a1
