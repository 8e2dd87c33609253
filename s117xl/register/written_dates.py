"""Dates that were written as text: what they may mean, for the message to the person.

They are never taken as dates. `03/04/26` may be two days, and Excel's own formulas do not see
a date in a text; so the cell is a finding until somebody types it as a date.
"""

from __future__ import annotations

import re
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY_FIRST = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?")
_IN_WORDS = re.compile(r"(?:[a-z]+,? )?(\d{1,2})(?:st|nd|rd|th)?[ -]([a-z]{3,9})\.?,?[ -](\d{4}|\d{2})")
_MONTH_ONLY = re.compile(r"[a-z]{3,9}\.?[ -](?:\d{4}|\d{2})")


def read_written_date(text: str) -> tuple[date | None, str]:
    """The day that a text may mean, day before month, and a doubt about it ("" for none).

    Where no day can be made out, None and a phrase that says why ("names no day").
    """
    text = text.casefold()
    if match := _ISO.fullmatch(text):
        return _day(int(match[1]), int(match[2]), int(match[3]), "")
    if match := _DAY_FIRST.fullmatch(text):
        first, second = int(match[1]), int(match[2])
        both = first <= 12 and second <= 12 and first != second
        doubt = "day and month could be the other way round" if both else ""
        return _day(_year(match[3]), second, first, doubt)
    if match := _IN_WORDS.fullmatch(text):
        if match[2][:3] in _MONTHS:
            return _day(_year(match[3]), _MONTHS.index(match[2][:3]) + 1, int(match[1]), "")
    elif _MONTH_ONLY.fullmatch(text) and text[:3] in _MONTHS:
        return None, "names no day"
    return None, "is not a date"


def _year(text: str) -> int:
    year = int(text)
    if len(text) == 4:
        return year
    return 1900 + year if year > 50 else 2000 + year


def _day(year: int, month: int, day: int, doubt: str) -> tuple[date | None, str]:
    try:
        return date(year, month, day), doubt
    except ValueError:
        return None, "is no day of the calendar"
