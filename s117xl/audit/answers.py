"""What an auditor typed, read as what it can only mean."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from s117xl.register.plain_text import tidy

_ANSWERS = {
    "Yes": ("yes", "y", "true"),
    "Partial": ("partial", "partly", "partially", "part", "p", "in part"),
    "No": ("no", "n", "false"),
    "N/A": ("n/a", "na", "n.a.", "n a", "not applicable"),
}
_RATINGS = {"Green": ("green", "g"), "Amber": ("amber", "a"), "Red": ("red", "r")}
_READ = {word: answer for answer, words in _ANSWERS.items() for word in words}
_RATED = {word: rating for rating, words in _RATINGS.items() for word in words}


def text_of(cell: Any) -> str:
    """The cell as plain text; a blank is empty."""
    return "" if cell is None or cell == "" else tidy(cell)


def read_answer(cell: Any) -> str | None:
    """Yes, Partial, No, N/A or nothing; None where it can be mistaken."""
    text = text_of(cell).casefold().rstrip(".")
    return "" if not text else _READ.get(text) or _READ.get(f"{text}.")


def read_rating(cell: Any) -> str | None:
    """Green, Amber, Red or nothing; None where it can be mistaken, as with two at once."""
    text = text_of(cell).casefold()
    return "" if not text else _RATED.get(text)


def read_day(cell: Any) -> date | None:
    """A day, None where the cell holds none that is a date of Excel's own."""
    if isinstance(cell, datetime):
        return cell.date()
    return cell if isinstance(cell, date) else None


def is_yes(cell: Any) -> bool:
    """Whether a cell says yes; a blank does not."""
    return read_answer(cell) == "Yes"
