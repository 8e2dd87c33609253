"""Cell addresses and areas in A1 notation, as numbers that begin with 1."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_A1 = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")


@lru_cache(maxsize=2048)
def column_letters(number: int) -> str:
    """The letters of a column: 1 is A, 16384 is XFD."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@lru_cache(maxsize=2048)
def column_number(letters: str) -> int:
    """The number of a column: A is 1, XFD is 16384."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


class Area(NamedTuple):
    """A rectangle of cells; its four sides are inside it."""

    top: int
    left: int
    bottom: int
    right: int

    @classmethod
    def from_a1(cls, text: str) -> Area:
        """The area that `A1:EL301`, `$A$1:$B$2` or `A1` names. Raises ValueError otherwise."""
        first, _, last = text.strip().partition(":")
        top, left = parse_cell(first)
        bottom, right = parse_cell(last or first)
        return cls(min(top, bottom), min(left, right), max(top, bottom), max(left, right))

    @property
    def a1(self) -> str:
        """The area as Excel writes it: `A1:EL301`, or `A1` for one cell."""
        first = f"{column_letters(self.left)}{self.top}"
        last = f"{column_letters(self.right)}{self.bottom}"
        return first if first == last else f"{first}:{last}"


def parse_cell(text: str) -> tuple[int, int]:
    """The row and column of `B7`, `$B$7`. Raises ValueError otherwise."""
    if not (match := _A1.fullmatch(text)):
        raise ValueError("not a cell address")
    return int(match[2]), column_number(match[1])
