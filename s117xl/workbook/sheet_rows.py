"""The rows of a sheet as calamine gives them, a block at a time, by Excel's own numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from s117xl.workbook.areas import Area

# Few enough rows that their cells are still near the processor when they are gathered.
_BLOCK = 128


class Block:
    """Some rows that stand together; at least one."""

    def __init__(self, rows: list[list[Any]], left: int) -> None:
        self._columns = list(zip(*rows, strict=True))
        self._left = left
        self._count = len(rows)

    def __len__(self) -> int:
        return self._count

    def column(self, position: int) -> Sequence[Any]:
        """The cells of a column, counted from 1; a blank cell is an empty text."""
        index = position - self._left
        return self._columns[index] if 0 <= index < len(self._columns) else [""] * self._count


class SheetRows:
    """A pass over a sheet from its first row to the last that is used."""

    def __init__(self, sheet: Any) -> None:
        # calamine begins with row 1, and with the first column that is used.
        self._left = sheet.start[1] + 1 if sheet.start else 1
        self._rows = sheet.iter_rows() if sheet.start else iter(())
        self._next = 1

    def blocks(self, first: int, last: int) -> Iterator[Block]:
        """The rows from `first` to `last`, or to where the sheet ends."""
        self._take(first - self._next)
        while rows := self._take(min(_BLOCK, last + 1 - self._next)):
            yield Block(rows, self._left)

    def filled_below(self, area: Area, others: Sequence[Area]) -> list[int]:
        """The rows below an area that hold something in its columns, but for other areas."""
        self._take(area.bottom + 1 - self._next)
        columns = slice(max(area.left - self._left, 0), max(area.right - self._left + 1, 0))
        return [
            number
            for number, row in enumerate(self._rows, self._next)
            if (cells := row[columns]).count("") < len(cells)
            and not any(other.top <= number <= other.bottom for other in others)
        ]

    def _take(self, count: int) -> list[list[Any]]:
        rows = list(islice(self._rows, max(count, 0)))
        self._next += max(count, 0)
        return rows
