"""Values laid down the columns of a sheet, row by row as the sheet streams by."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from s117xl.workbook.areas import Area, column_letters
from s117xl.workbook.patch.cells import (
    CellFinder,
    CellValue,
    CellWriter,
    Gone,
    Place,
    cell_reference,
    formula_of,
    style_of,
)
from s117xl.workbook.patch.markup import (
    TRUE,
    UnknownShapeError,
    attribute,
    attributes,
    splice,
    tag_end,
    without_attributes,
)
from s117xl.workbook.patch.rows import Row, SheetStream

_FEW = 4
# A formula over several cells, or what follows the cells of a row.
_UNUSUAL = re.compile(rb" ref=|extLst")
_FORMULA_CELL = re.compile(rb"<(?:[\w.-]+:)?c r=\"([A-Z]+)[^<>]*><(?:[\w.-]+:)?f[\s/>]")


class Strip(NamedTuple):
    """Values for one column from row `first` down.

    With `style` None a cell keeps its own style, and a new one takes that of the strip's first
    row; else each cell gets `style`, an attribute such as ` s="4"`, or nothing for none.
    """

    column: int
    first: int
    values: Sequence[CellValue]
    style: bytes | None = None

    @property
    def last(self) -> int:
        """The number of the last row that has a value."""
        return self.first + len(self.values) - 1


class Spread:
    """Lays strips over one sheet. `formulas_lost` is true once a formula has given way.

    Rows in `shown` lose what hides them, and rows in it that are left with no cell go.
    """

    def __init__(
        self, stream: SheetStream, strips: Sequence[Strip], shown: Sequence[range], date1904: bool
    ) -> None:
        self._stream = stream
        self._writer = CellWriter(stream.prefix, date1904)
        self._finder = CellFinder(stream.prefix)
        self._row_tag = b"<" + stream.prefix + b"row"
        self._row_end = b"</" + stream.prefix + b"row>"
        self._strips = sorted(strips, key=lambda strip: strip[:2])
        _require_apart(self._strips)
        self._styles: dict[int, bytes] = {}
        self._shown = shown
        self._low = min((strip.first for strip in strips), default=1)
        self._high = max((strip.last for strip in strips), default=0)
        self.changed = self.formulas_lost = False

    def rows(self) -> Iterator[bytes]:
        """Give the XML of the rows, those unchanged as they were."""
        upcoming = self._low
        for row in self._stream.rows():
            yield from self._new_rows(upcoming, min(row.number, self._high + 1))
            upcoming = max(upcoming, row.number + 1)
            patched = self._patched(row)
            if patched is not row.xml and patched != row.xml:
                self.changed = True
            yield row.gap + patched if row.gap else patched
        yield from self._new_rows(upcoming, self._high + 1)

    def _values(self, number: int) -> list[tuple[Strip, CellValue]]:
        return [
            (strip, strip.values[number - strip.first])
            for strip in self._strips
            if 0 <= number - strip.first < len(strip.values)
        ]

    def _new_rows(self, first: int, end: int) -> Iterator[bytes]:
        for number in range(first, end):
            cells = b"".join(
                self._new_cell(strip, number, value) for strip, value in self._values(number)
            )
            if cells:
                self.changed = True
                yield self._row_tag + b' r="%d">' % number + cells + self._row_end

    def _new_cell(self, strip: Strip, number: int, value: CellValue) -> bytes:
        style = strip.style
        if style is None:
            if value is None or value == "":
                return b""
            style = self._styles.get(strip.column, b"")
        return self._writer.new(cell_reference(strip.column, number), style, value)

    def _patched(self, row: Row) -> bytes:
        values = self._values(row.number)
        if not values:
            return row.xml
        xml = self._quickly(row, values) if len(values) <= _FEW and row.plain else None
        if xml is None:
            xml = self._wholly(row, values)
        if xml is None:
            xml = self._thoroughly(row, values)
        return as_shown(xml, row.xml) if self._is_shown(row.number) else xml

    def _wholly(self, row: Row, values: list[tuple[Strip, CellValue]]) -> bytes | None:
        """The row when it has no cells but those of the strips, and no formula that is shared."""
        left, right = values[0][0].column, values[-1][0].column
        if right - left + 1 != len(values) or any(strip.style is None for strip, _ in values):
            return None
        if not self._finder.all_within(row, left, right) or _UNUSUAL.search(row.xml):
            return None
        cells = b"".join(self._new_cell(strip, row.number, value) for strip, value in values)
        inner = tag_end(row.xml)
        if row.xml[inner:] == cells + self._row_end:
            return row.xml
        held, holds = (set(_FORMULA_CELL.findall(xml)) for xml in (row.xml, cells))
        self.formulas_lost = self.formulas_lost or not held <= holds
        tag = _spanning(row.xml[:inner], left, right)
        return tag + cells + self._row_end if cells else b""

    def _quickly(self, row: Row, values: list[tuple[Strip, CellValue]]) -> bytes | None:
        """The row with its cells changed, where the place of each is found at the first look."""
        xml: bytes | None = row.xml
        for strip, value in values:
            if xml is None or strip.style is not None:
                return None
            found = self._finder.find(xml, cell_reference(strip.column, row.number))
            if found is None:
                xml = self._appended(xml, row.number, strip, value)
                continue
            start, end = found
            cell = xml[start:end]
            new = self._changed(strip, row.number, cell, value)
            if new is not cell:
                xml = xml[:start] + new + xml[end:]
        return xml

    def _appended(self, xml: bytes, number: int, strip: Strip, value: CellValue) -> bytes | None:
        """The row with a cell put behind its last, where that stands to the left."""
        at = self._finder.after_last(xml, strip.column)
        if at is None:
            return None
        new = self._new_cell(strip, number, value)
        if not new:
            return xml
        inner = tag_end(xml)
        tag = _spanning(xml[:inner], strip.column, strip.column)
        return tag + xml[inner:at] + new + xml[at:]

    def _thoroughly(self, row: Row, values: list[tuple[Strip, CellValue]]) -> bytes:
        """The row with its cells changed, and those that it lacks put in their places."""
        places = self._finder.places(row)
        columns = [place.column for place in places]
        inner = tag_end(row.xml)
        changes: list[tuple[int, int, bytes]] = []
        widened = False
        for strip, value in values:
            at = bisect_left(columns, strip.column)
            if at < len(places) and columns[at] == strip.column:
                start, end = places[at].start, self._finder.end(row.xml, places[at])
                cell = row.xml[start:end]
                changes.append((start, end, self._changed(strip, row.number, cell, value)))
            elif new := self._new_cell(strip, row.number, value):
                start = (
                    self._end_of_cells(row.xml, places) if at == len(places) else places[at].start
                )
                changes.append((start, start, new))
                widened = True
        if any(isinstance(value, Gone) for _, value in values) and not _cells_left(places, changes):
            return b""
        if not widened:
            return splice(row.xml, changes)
        tag = _spanning(row.xml[:inner], values[0][0].column, values[-1][0].column)
        if tag.endswith(b"/>"):
            return tag[:-2].rstrip() + b">" + b"".join(new for *_, new in changes) + self._row_end
        return splice(row.xml, [(0, inner, tag), *changes])

    def _end_of_cells(self, xml: bytes, places: list[Place]) -> int:
        return self._finder.end(xml, places[-1]) if places else tag_end(xml)

    def _changed(self, strip: Strip, number: int, cell: bytes, value: CellValue) -> bytes:
        if strip.style is None:
            if number == strip.first:
                self._styles[strip.column] = style_of(cell)
            new = self._writer.over(cell, value)
        else:
            new = self._writer.new(cell_reference(strip.column, number), strip.style, value)
        if new != cell and (formula := formula_of(cell)):
            self._release(formula, strip.column, number)
            self.formulas_lost = self.formulas_lost or not formula_of(new)
        return new

    def _release(self, formula: bytes, column: int, number: int) -> None:
        """Raises UnknownShapeError where cells that stay draw on the formula of this one."""
        area = attribute(formula, b"ref")
        if area is not None and not self._covers(Area.from_a1(area)):
            cell = f"{column_letters(column)}{number}"
            raise UnknownShapeError(f"the formula in its cell {cell} is shared with other cells")

    def _covers(self, area: Area) -> bool:
        covered = {
            strip.column
            for strip in self._strips
            if strip.first <= area.top and area.bottom <= strip.last
        }
        return covered.issuperset(range(area.left, area.right + 1))

    def _is_shown(self, number: int) -> bool:
        return any(number in rows for rows in self._shown)


def _require_apart(strips: list[Strip]) -> None:
    for one, two in pairwise(strips):
        if one.column == two.column and two.first <= one.last:
            raise ValueError("two edits write to one cell")


def _spanning(tag: bytes, left: int, right: int) -> bytes:
    """The row's start tag without its `spans`, a hint, where cells in these columns belie it."""
    first, _, last = (attribute(tag, b"spans") or "0:0").partition(":")
    if first.isdecimal() and last.isdecimal() and int(first) <= left and right <= int(last):
        return tag
    return without_attributes(tag, b"spans")


def _cells_left(places: list[Place], changes: list[tuple[int, int, bytes]]) -> bool:
    gone = sum(not new for *_, new in changes)
    return len(places) > gone or any(new for *_, new in changes)


def as_shown(xml: bytes, before: bytes) -> bytes:
    """The row without what hides it, and where it changed, without a height fitted to the past."""
    if not xml:
        return xml
    inner = tag_end(xml)
    tag = xml[:inner]
    said = attributes(tag)
    names = [b"hidden"] if said.get(b"hidden") in TRUE else []
    if xml != before and b"ht" in said and said.get(b"customHeight") not in TRUE:
        names.append(b"ht")
    return without_attributes(tag, *names) + xml[inner:] if names else xml
