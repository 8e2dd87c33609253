"""Which rows of a sheet are selected and can be seen, from what Excel tells of a selection."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from s117xl.refusal import Refused
from s117xl.workbook.areas import Area

_LAST_ROW = 1_048_576
_LONGEST_ADDRESS = 240
"""Excel leaves out the parts of an address that go beyond 255 letters, and does not say so."""


def blocks(address: str, bodies: Sequence[Area]) -> list[tuple[int, int]]:
    """The first and the last row of each part of the selection that lies in one of the bodies.

    Whole columns are all rows of a body. Refused where the selection has too many parts.
    """
    if len(address) > _LONGEST_ADDRESS:
        raise Refused("The selection has too many parts; select the rows in fewer parts.")
    cut = [
        (max(first, body.top), min(last, body.bottom))
        for first, last in _parts(address)
        for body in bodies
    ]
    return [(first, last) for first, last in cut if first <= last]


def _parts(address: str) -> Iterator[tuple[int, int]]:
    for part in address.split(","):
        rows = [int(number) for number in re.findall("[0-9]+", part)] or [1, _LAST_ROW]
        yield rows[0], rows[-1]


def seen(height: Callable[[int, int], float | None], first: int, last: int) -> Iterator[int]:
    """The rows between these two that can be seen, asked for many at a time.

    Excel tells one height for rows that are alike, none where they differ, and 0 where all are
    hidden, be it by hand or by a filter.
    """
    tall = height(first, last)
    if tall is None and first < last:
        middle = (first + last) // 2
        yield from seen(height, first, middle)
        yield from seen(height, middle + 1, last)
    elif tall != 0:
        yield from range(first, last + 1)
