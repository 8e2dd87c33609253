"""Dates that were written as text: what they may mean, for the message to the person.

They are never taken as dates. `03/04/26` may be two days, and Excel's own formulas do not see
a date in a text; so the cell is a finding until somebody types it as a date.
"""

from __future__ import annotations

import re
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TIME = r"(?:[t ,]+\d{1,2}[:.]\d{2}.*)?"
_YEAR = r"(\d{4}|\d{2})"
_APART = r"[/.\- ]"
_DAY_FIRST = re.compile(rf"(\d{{1,2}}){_APART}(\d{{1,2}}){_APART}{_YEAR}{_TIME}")
_YEAR_FIRST = re.compile(rf"(\d{{4}}){_APART}(\d{{1,2}}){_APART}(\d{{1,2}}){_TIME}")
_IN_WORDS = re.compile(
    rf"(?:[a-z]+,? )?(\d{{1,2}})(?:st|nd|rd|th)?{_APART}([a-z]{{3,9}})[.,]?{_APART}{_YEAR}{_TIME}"
)
_MONTH_ONLY = re.compile(rf"[a-z]{{3,9}}\.?{_APART}{_YEAR}")
# As Excel takes a year of two digits: 29 is 2029, 30 is 1930.
_FIRST_OF_LAST_CENTURY = 30


def read_written_date(text: str) -> tuple[date | None, str]:
    """The day that a text may mean, day before month, and a doubt about it ("" for none).

    Where no day can be made out, None and a phrase that says why ("names no day").
    """
    text = text.casefold()
    if match := _YEAR_FIRST.fullmatch(text):
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
    return year + (1900 if year >= _FIRST_OF_LAST_CENTURY else 2000)


def _day(year: int, month: int, day: int, doubt: str) -> tuple[date | None, str]:
    try:
        return date(year, month, day), doubt
    except ValueError:
        return None, "is no day of the calendar"
