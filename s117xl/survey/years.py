"""The financial year of a time stamp: of when a form was sent, no more than that is kept."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from s117xl.register.plain_text import tidy
from s117xl.register.written_dates import read_written_date

_APRIL = 4


def day_of(cell: Any) -> date | None:
    """The day of a date or a time stamp; None where it may be two days of different years."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    day, doubt = read_written_date(tidy(cell)) if isinstance(cell, str) else (None, "")
    if day and doubt:
        turned = date(day.year, day.day, day.month)
        return day if financial_year(turned) == financial_year(day) else None
    return day


def financial_year(day: date) -> str:
    """The year from April in which a day lies: 2026/27."""
    first = day.year - (day.month < _APRIL)
    return f"{first}/{(first + 1) % 100:02}"
