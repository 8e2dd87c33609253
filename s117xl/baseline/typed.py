"""What may be typed into the cells of the baseline workbook: lists, bounds, and the help beside."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from s117xl.baseline.questions import scale

_FIRST, _LAST = date(2000, 1, 1), date(2100, 12, 31)


def rating() -> dict[str, Any]:
    """A whole number from 1 to 5, with the scale beside the cell."""
    levels = " ".join(f"{level.number} {level.name}." for level in scale().values())
    return {
        "validate": "list",
        "source": [str(number) for number in scale()],
        "input_title": "Rating, 1 to 5",
        "input_message": f"{levels} Leave it blank while it is not known.",
        "error_title": "Rating",
        "error_message": "Give a whole number from 1 to 5.",
    }


def choice(
    title: str, values: Sequence[str], message: str, *, strict: bool = True
) -> dict[str, Any]:
    """One of a list; other words are let through with a question where it is not strict."""
    return {
        "validate": "list",
        "source": list(values),
        "input_title": title[:32],
        "input_message": message,
        "error_type": "stop" if strict else "warning",
        "error_title": title[:32],
        "error_message": "Choose one from the list."
        if strict
        else "That is not in the list. Keep it?",
    }


def day(title: str, message: str) -> dict[str, Any]:
    """A date of this century."""
    return {
        "validate": "date",
        "criteria": "between",
        "minimum": _FIRST,
        "maximum": _LAST,
        "input_title": title[:32],
        "input_message": message,
        "error_title": title[:32],
        "error_message": "Type a date as day/month/year.",
    }


def told(title: str, message: str) -> dict[str, Any]:
    """Anything; only the help is shown."""
    return {"validate": "any", "input_title": title[:32], "input_message": message[:255]}


def whole(title: str, message: str, least: int, most: int) -> dict[str, Any]:
    """A whole number within bounds."""
    return {
        "validate": "integer",
        "criteria": "between",
        "minimum": least,
        "maximum": most,
        "input_title": title[:32],
        "input_message": message[:255],
        "error_title": title[:32],
        "error_message": f"Type a whole number from {least} to {most}.",
    }


NOTHING: dict[str, Any] = {
    "validate": "custom",
    "value": "=FALSE",
    "input_title": "Nothing is typed here",
    "input_message": "Excel works this out.",
    "error_title": "Nothing is typed here",
    "error_message": "Excel works this out from the other cells.",
}

NO_SIXTH: dict[str, Any] = {
    "validate": "custom",
    "value": "=FALSE",
    "input_title": "No sixth priority",
    "input_message": "Five at most come first. To name another, take one of the five out.",
    "error_title": "No sixth priority",
    "error_message": "Five priorities at most. Take one of the five out first.",
}
