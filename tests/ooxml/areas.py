"""Cells and areas of a sheet, as numbers counted from 1."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

ROWS, COLUMNS = 1_048_576, 16_384
CELL = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})\Z")


class Area(NamedTuple):
    """A rectangle of cells, its edges included."""

    top: int
    left: int
    bottom: int
    right: int

    def overlaps(self, other: Area) -> bool:
        """Whether they share a cell."""
        return (
            self.top <= other.bottom
            and other.top <= self.bottom
            and self.left <= other.right
            and other.left <= self.right
        )

    def holds(self, other: Area) -> bool:
        """Whether every cell of the other is in this one."""
        return (
            self.top <= other.top
            and self.left <= other.left
            and self.bottom >= other.bottom
            and self.right >= other.right
        )

    def __str__(self) -> str:
        first, last = address(self.top, self.left), address(self.bottom, self.right)
        return first if first == last else f"{first}:{last}"


@cache
def column_number(letters: str) -> int:
    """1 for A, 27 for AA."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


@cache
def column_letters(number: int) -> str:
    """A for 1, AA for 27."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def address(row: int, column: int) -> str:
    """The A1 name of a cell."""
    return f"{column_letters(column)}{row}"


def parse_cell(text: str) -> tuple[int, int] | None:
    """Row and column of an A1 name that Excel has, or None."""
    found = CELL.match(text)
    if not found:
        return None
    row, column = int(found[2]), column_number(found[1])
    return (row, column) if 1 <= row <= ROWS and column <= COLUMNS else None


def parse_area(text: str) -> Area | None:
    """The area of `A1` or `A1:B2`, or None where it is neither or upside down."""
    first, colon, last = text.partition(":")
    start, end = parse_cell(first), parse_cell(last if colon else first)
    if not start or not end or end[0] < start[0] or end[1] < start[1]:
        return None
    return Area(*start, *end)


def parse_areas(text: str) -> list[Area]:
    """The areas of a list parted by spaces; those that cannot be read are left out."""
    return [area for part in text.split() if (area := parse_area(part))]


def overlaps(areas: Iterable[Area]) -> Iterator[tuple[Area, Area]]:
    """Each pair of areas that share a cell."""
    above: list[Area] = []
    for area in sorted(areas):
        above = [a for a in above if a.bottom >= area.top]
        yield from ((a, area) for a in above if a.overlaps(area))
        above.append(area)
