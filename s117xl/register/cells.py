"""One cell, read as what its column may hold.

`reader` gives the function for a kind. It takes a cell as it came (str, int, float, bool, date,
datetime, time, timedelta or BrokenCell; never blank) and gives its value, None where it cannot
be read, with the faults found. A fault's message continues the sentence "<Heading> ...".
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import partial
from operator import mul
from typing import Any

from s117xl.register.columns import Fault, show_day
from s117xl.register.kinds import (
    Code,
    Date,
    Kind,
    NhsNumber,
    Number,
    OneOf,
    Postcode,
    SeveralOf,
    Text,
)
from s117xl.register.plain_text import plain_code, strange_characters, tidy, tidy_code
from s117xl.register.written_dates import read_written_date
from s117xl.workbook.cells import BrokenCell

Reading = tuple[Any, list[Fault]]

# Nobody on a register was born before the first; no plan reaches beyond the last.
_FIRST_DAY, _LAST_DAY = date(1901, 1, 1), date(2100, 12, 31)
# A bare number below this one's is likelier a year, an age or a slip.
_FIRST_SERIAL_DAY = date(1910, 1, 1)
_PLACEHOLDERS = {date(1900, 1, 1), date(1899, 12, 31), date(1899, 12, 30), date(9999, 12, 31)}
# Both count days from 0; the first also counts a 29 February 1900, which never was.
_EPOCH, _EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)
_MOST_DAYS = 80_000
_POSTCODE = re.compile(
    "(GIR 0AA|[A-PR-UWYZ]([0-9]{1,2}|[A-HK-Y][0-9]([0-9]|[ABEHMNPRVWXY])?|[0-9][A-HJKPSTUW])"
    " [0-9][ABD-HJLNP-UW-Z]{2})"
)
_PLAIN_ID = re.compile("[A-Za-z0-9][A-Za-z0-9/._-]*").fullmatch
_DIGITS = re.compile("[0-9]+")
_SHORT_FORM = re.compile(r"[0-9.]+E\+?[0-9]+", re.IGNORECASE)
_AMOUNT = r"(-?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?)"
_WRITTEN = {
    "percent": re.compile(_AMOUNT + " ?(%?)"),
    "money": re.compile("£? ?" + _AMOUNT),
    "whole number": re.compile(_AMOUNT),
}
_CALLED = {"percent": "per cent", "money": "sum in pounds", "whole number": "whole number"}


def _unreadable(code: str, message: str) -> Reading:
    return None, [Fault(code, message)]


def read_text(cell: Any, kind: Text) -> Reading:
    """Free text tidied; an id also tells of stray characters."""
    if kind.ident:
        return _read_id(cell)
    return (show_day(cell) if isinstance(cell, date) else tidy(cell)), []


def _read_id(cell: Any) -> Reading:
    if isinstance(cell, bool | date | time | timedelta):
        return _unreadable(
            "R201", "was turned by Excel into a date, a time or TRUE: type it as text"
        )
    return tidy_code(cell)


def read_date(cell: Any, kind: Date, *, date1904: bool = False) -> Reading:
    """A day. A time of day is left out and said; text and placeholders are not read.

    `date1904` is for a workbook that counts days from 1904; it bears on bare numbers alone.
    """
    if isinstance(cell, datetime):
        return _day_of(cell)
    if isinstance(cell, date):
        return _plausible(cell)
    if isinstance(cell, bool | time | timedelta):
        return _unreadable("R132", "is not a date: type it as day/month/year")
    if isinstance(cell, int | float):
        return _serial(cell, _EPOCH_1904 if date1904 else _EPOCH)
    return _written(str(cell))


def _day_of(moment: datetime) -> Reading:
    day, faults = _plausible(moment.date())
    if day is not None and moment.time() != time():
        message = f"has a time of day; {show_day(day)} counts"
        faults = [*faults, Fault("R132", message, "prompt", unreadable=False)]
    return day, faults


def _plausible(day: date) -> Reading:
    if day in _PLACEHOLDERS:
        return _unreadable("R132", f"is {show_day(day)}, which stands for no date: leave it blank")
    if not _FIRST_DAY <= day <= _LAST_DAY:
        return _unreadable("R132", f"is {show_day(day)}: check the year")
    return day, []


def _serial(number: float, epoch: date) -> Reading:
    day = epoch + timedelta(days=int(number)) if 0 < number < _MOST_DAYS else epoch
    if not _FIRST_SERIAL_DAY <= day <= _LAST_DAY:
        return _unreadable("R132", "holds a number that is no date: type it as day/month/year")
    message = f"holds the number {number:g}, read as {show_day(day)}: format the cell as a date"
    return day, [Fault("R132", message, "prompt", unreadable=False)]


def _written(text: str) -> Reading:
    day, doubt = read_written_date(tidy(text))
    if day is None:
        return _unreadable("R132", f"is text that {doubt}: type it as day/month/year")
    guess = f"it may mean {show_day(day)}" + (f", but {doubt}" if doubt else "")
    return _unreadable("R132", f"is text, not a date ({guess}): type it as day/month/year")


def read_list(cell: Any, kind: OneOf) -> Reading:
    """The value of the list that the cell means: letter case and spaces are forgiven."""
    if isinstance(cell, bool) and "yes" in kind.values:
        return ("yes" if cell else "no"), []
    text = tidy(cell).casefold()
    if kind.values[:2] == ("yes", "no"):
        text = {"y": "yes", "n": "no", "true": "yes", "false": "no", "u": "unknown"}.get(text, text)
    for value in kind.values:
        if value.casefold() == text:
            return value, []
    return _unreadable("R201", "is not in its list: choose " + _choice(kind.values))


def _choice(values: tuple[str, ...]) -> str:
    if len(values) > 8:
        return "one from the list in the cell"
    return ", ".join(values[:-1]) + " or " + values[-1]


def read_several(cell: Any, kind: SeveralOf) -> Reading:
    """The values of the list that the cell names, in its order, each once.

    They are parted by semicolons, commas or new lines.
    """
    known = {value.casefold(): value for value in kind.values}
    parts = [part for text in re.split("[;,\n]", str(cell)) if (part := tidy(text).casefold())]
    if not parts or any(part not in known for part in parts):
        return _unreadable("R201", "has a value that is not in its list: see the Lists sheet")
    return tuple(dict.fromkeys(known[part] for part in parts)), []


def read_number(cell: Any, kind: Number) -> Reading:
    """A number within the bounds of its kind. A per cent of 1 or less is Excel's: 0.5 is 50 %."""
    if isinstance(cell, str):
        return _written_number(tidy(cell), kind)
    if isinstance(cell, bool | date | time | timedelta):
        return _unreadable("R201", f"is not a {_CALLED[kind.word]}: type the number alone")
    if kind.word == "percent" and 0 <= cell <= 1:
        cell = round(cell * 100, 6)
    return _bounded(cell, kind)


def _written_number(text: str, kind: Number) -> Reading:
    match = _WRITTEN[kind.word].fullmatch(text)
    if not match:
        return _unreadable("R201", f"is not a {_CALLED[kind.word]}: type the number alone")
    number = float(match[1].replace(",", ""))
    if kind.word == "percent" and not match[2] and 0 < number <= 1:
        return _unreadable(
            "R201", f"is text that may mean {number:g}% or {number * 100:g}%: type it with its sign"
        )
    return _bounded(number, kind)


def _bounded(number: float, kind: Number) -> Reading:
    if not kind.least <= number <= kind.most:
        return _unreadable("R201", f"is not from {kind.least:,.0f} to {kind.most:,.0f}")
    if kind.word == "whole number" and number != int(number):
        return _unreadable("R201", "is not a whole number")
    return float(number), []


def read_nhs_number(cell: Any, kind: NhsNumber) -> Reading:
    """Ten digits as text, checked by modulus 11, however Excel holds or lays them out."""
    if isinstance(cell, bool | date | time | timedelta):
        return _unreadable("R110", "is a date, a time or TRUE, not ten digits")
    digits = plain_code(cell).replace(" ", "").replace("-", "")
    if problem := _nhs_problem(digits):
        return _unreadable("R110", problem)
    return digits, strange_characters(cell)


def _nhs_problem(digits: str) -> str:
    if _SHORT_FORM.fullmatch(digits):
        return "has lost digits to Excel's short form: type all ten again"
    if len(digits) != 10 or not _DIGITS.fullmatch(digits):
        return f"has {_count_digits(digits)}, not ten digits"
    if len(set(digits)) == 1:
        return "is one digit repeated, which is issued to nobody"
    if not passes_modulus_11(digits):
        return "does not pass the check digit: a digit is wrong or swapped"
    return ""


def _count_digits(text: str) -> str:
    if _DIGITS.fullmatch(text):
        return f"{len(text)} digit" + ("s" if len(text) != 1 else "")
    return "other characters"


def passes_modulus_11(digits: str) -> bool:
    """Whether the last of ten digits is the check digit of the others (NHS Data Dictionary)."""
    *nine, check = map(int, digits)
    return bool(-sum(map(mul, nine, range(10, 1, -1))) % 11 == check)


def read_postcode(cell: Any, kind: Postcode) -> Reading:
    """A postcode in capitals with one space before its last three characters."""
    text = plain_code(cell).upper().replace(" ", "")
    text = f"{text[:-3]} {text[-3:]}"
    faults = strange_characters(cell)
    if text.startswith("ZZ99 ") and len(text) == 8:
        message = "is a pseudo-postcode: give the real one as soon as it is known"
        return text, [*faults, Fault("R117", message, "prompt", unreadable=False)]
    if not _POSTCODE.fullmatch(text):
        return _unreadable("R117", "is not shaped like a postcode")
    return text, faults


def read_code(cell: Any, kind: Code) -> Reading:
    """A code of the set that its column names."""
    from s117xl.register.codes import CODE_READERS

    return CODE_READERS[kind.system](cell)


_READERS: dict[type[Kind], Callable[[Any, Any], Reading]] = {
    Text: read_text,
    Date: read_date,
    OneOf: read_list,
    SeveralOf: read_several,
    Number: read_number,
    NhsNumber: read_nhs_number,
    Postcode: read_postcode,
    Code: read_code,
}


def reader(kind: Kind, *, date1904: bool = False) -> Callable[[Any], Reading]:
    """The function that reads a cell of this kind; `date1904` as for `read_date`."""
    read = _READERS[type(kind)]
    if isinstance(kind, Date):
        read = partial(read_date, date1904=date1904)

    def read_cell(cell: Any) -> Reading:
        if isinstance(cell, BrokenCell):
            return _unreadable("R201", cell.why)
        return read(cell, kind)

    return read_cell


def plain(kind: Kind) -> Callable[[Any], bool]:
    """A quick test for cells that are their own value and have no fault, as most are."""
    if isinstance(kind, Date):
        return lambda cell: type(cell) is date and _FIRST_DAY <= cell <= _LAST_DAY
    if isinstance(kind, Text) and kind.ident:
        return lambda cell: type(cell) is str and _PLAIN_ID(cell) is not None
    return lambda cell: False
