"""Rows that are high enough for their text, and grow while somebody types.

XlsxWriter marks each height that it is given as fixed by a person, and Excel then never fits
the row again. Without that mark Excel takes the height as its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from textwrap import wrap
from typing import Any

_LINE, _MARGIN, _INDENT = 15.0, 6.0, 2.0
_LETTERS = 1.12  # letters of running text on the width of one digit


def let_rows_grow(sheet: Any) -> None:
    """From now on a row that `fit` sets on this sheet is not marked as fixed."""
    growing: set[int] = set()
    sheet.growing, plain = growing, sheet._xml_start_tag_unencoded

    def start_tag(tag: str, attributes: Iterable[tuple[str, Any]] = ()) -> None:
        given = list(attributes)
        if tag == "row" and given[0][1] - 1 in growing:
            given = [pair for pair in given if pair[0] != "customHeight"]
        plain(tag, given)

    sheet._xml_start_tag_unencoded = start_tag


def fit(sheet: Any, row: int, texts: Iterable[tuple[str, float]], least: float = 0) -> None:
    """Make the row high enough for these texts, each in a column of its width."""
    lines = max((lines_of(text, width) for text, width in texts), default=1)
    sheet.set_row(row, max(least, _LINE * lines + _MARGIN))
    sheet.growing.add(row)


def lines_of(text: str, width: float) -> int:
    """How many lines a text takes in a column of this width."""
    letters = max(1, int((width - _INDENT) * _LETTERS))
    return sum(len(wrap(line, letters)) or 1 for line in text.splitlines()) or 1
