"""A cell of a Trust's list, read as what its column holds; why it cannot be, in words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from s117xl.adopt.values import is_month_first, meaning
from s117xl.law.sections import read_section
from s117xl.register.cells import read_date, read_nhs_number
from s117xl.register.kinds import DATE, NHS_NUMBER
from s117xl.register.plain_text import is_blank, plain_code, tidy
from s117xl.register.written_dates import read_written_date

_SHORT = re.compile(r"\d\.\d{9}e\+?0?9", re.IGNORECASE)
_SERIAL = re.compile(r"\d{5}(?:\.0+)?")
_DAY_FIRST = re.compile(r"(?:1[3-9]|2\d|3[01])[/.\- ]\d{1,2}[/.\- ]\d{2,4}.*")
_TWO_NUMBERS = re.compile(r"\s*(\d{1,2})([/.\- ])(\d{1,2})([/.\- ])(.+)")
_SHORT_YEAR = re.compile(r".*[/.\- ]\d{2}(?:\s+\d{1,2}:.*)?")
_YES = frozenset({"y", "yes", "true", "1", "s117", "117", "entitled", "active"})
_NO = frozenset({"n", "no", "false", "0", "not entitled"})
_YOUNGEST = 10
"""Years. A year of two digits that would make a person younger is of the century before."""


@dataclass(frozen=True, slots=True)
class Read:
    """What a cell says, None where it is blank or cannot be read; `why` where it cannot."""

    value: Any = None
    why: str = ""


NOTHING = Read()


def read_number(cell: Any) -> tuple[str, bool, str]:
    """The digits of an NHS number, whether they can be one, and what is wrong where not."""
    if is_blank(cell):
        return "", False, ""
    text = plain_code(cell)
    if _SHORT.fullmatch(text):
        text = str(int(Decimal(text)))
    text = re.sub(r"\.0+$", "", text)
    value, faults = read_nhs_number(text, NHS_NUMBER)
    if value is not None:
        return str(value), True, ""
    digits = re.sub(r"[ \-]", "", text)
    kept = digits if digits.isascii() and digits.isdigit() and 9 <= len(digits) <= 11 else ""
    return kept, False, faults[0].message


def day_reader(cells: Iterable[Any], *, born_before: date | None = None) -> Callable[[Any], Read]:
    """A function that reads the days of one column.

    Text is taken day first, unless some cell can only have its month first and none its day:
    then month first. Where both stand, what may be two days is not read. `born_before` is for
    days of birth: none lies after it, and a year of two digits is of the likelier century.
    """
    texts = [cell for cell in cells if isinstance(cell, str)]
    american = any(map(is_month_first, texts))
    mixed = american and any(_DAY_FIRST.fullmatch(text.strip()) for text in texts)

    def read(cell: Any) -> Read:
        if is_blank(cell):
            return NOTHING
        found = _day(cell, american=american, mixed=mixed)
        return _as_birth(found, cell, born_before) if born_before and found.value else found

    return read


def _day(cell: Any, *, american: bool, mixed: bool) -> Read:
    if not isinstance(cell, str) or _SERIAL.fullmatch(cell.strip()):
        number = float(cell) if isinstance(cell, str) else cell
        value, faults = read_date(number, DATE)
        return Read(value, "" if value else faults[0].message)
    text = tidy(cell)
    if american and not mixed:
        text = _TWO_NUMBERS.sub(r"\3\2\1\4\5", text)
    day, doubt = read_written_date(text)
    if day is None:
        return Read(None, f"is text that {doubt}")
    if doubt and mixed:
        return Read(None, f"is text, and {doubt}")
    if not date(1901, 1, 1) <= day <= date(2100, 12, 31):
        return Read(None, "is no day that can be meant: check the year")
    return Read(day)


def _as_birth(found: Read, cell: Any, today: date) -> Read:
    day: date = found.value
    short = isinstance(cell, str) and _SHORT_YEAR.fullmatch(cell.strip()) is not None
    if short and day.year > today.year - _YOUNGEST:
        day = _century_before(day)
    return Read(day) if day <= today else Read(None, "is a date of birth that is yet to come")


def _century_before(day: date) -> date:
    try:
        return day.replace(year=day.year - 100)
    except ValueError:  # 29 February 2000 has no match in 1900
        return day.replace(year=day.year - 100, day=28)


def section_reader(heading: str, cells: Iterable[Any]) -> tuple[Callable[[Any], Read], str]:
    """A function that reads the legal statuses of one column, and what bare numbers stand for.

    They are national codes where the heading says code or a number keeps its nought (03), else
    sections of the Act: 37 is code 37 (section 45A) in the one and section 37 in the other.
    """
    texts = {tidy(cell) for cell in cells if not is_blank(cell)}
    coded = "code" in heading.casefold() or any(re.fullmatch(r"0\d", text) for text in texts)

    def read(cell: Any) -> Read:
        if is_blank(cell):
            return NOTHING
        found = read_section(cell)
        act = None if coded else meaning("section_code", "Register", cell)
        code = act.sets.get("section_code") if act else found.code
        return Read(code, "" if code else (found.problem or "cannot be read as a legal status"))

    return read, "national codes" if coded else "sections of the Act"


def read_flag(cell: Any) -> Read:
    """Yes or no, as a list says it of section 117."""
    words = tidy(cell).casefold()
    if not words or words in ("u", "unknown", "not known", "?"):
        return NOTHING
    if words in _YES or words in _NO:
        return Read("yes" if words in _YES else "no")
    return Read(None, "is neither yes nor no")


def read_moment(cell: Any) -> Any:
    """A day and time as its day; any other cell as it is."""
    return cell.date() if isinstance(cell, datetime) else cell
