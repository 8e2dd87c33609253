"""Cells that hold something and show no value: never to be taken for a blank."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BrokenCell:
    """A cell with no value. As a text it is what Excel shows.

    `why` continues the sentence "<Heading> ...".
    """

    why: str
    shows: str = ""

    def __str__(self) -> str:
        return self.shows


UNCOMPUTED = BrokenCell("holds a formula that was never calculated: open it in Excel and save it")


def error_cell(text: str) -> BrokenCell:
    """The cell that shows this error of Excel's, such as #REF!."""
    return BrokenCell(f"shows the error {text}: mend the formula or type the value", text)
