"""One cell, read as what its column may hold.

`READERS` has a function for each kind. Each takes the cell as it came (str, int, float, bool,
date, datetime, time or BrokenCell; never blank) and gives its value, None where it cannot be
read, with the faults found. A fault's message continues the sentence "<Heading> ...".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
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
from s117xl.register.written_dates import read_written_date
from s117xl.workbook.cells import BrokenCell

Reading = tuple[Any, list[Fault]]

# Excel can show days from 1 March 1900 without its leap-year fault; the Act is of 1983 and
# nobody on a register was born before this.
_FIRST_SERIAL, _LAST_SERIAL = 3654, 73415  # 1 January 1910, 31 December 2100
_PLACEHOLDERS = {date(1900, 1, 1), date(1899, 12, 31), date(1899, 12, 30), date(9999, 12, 31)}
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad\u202a-\u202e]")
_SPACES = re.compile(r"\s+")
_LOOK_ALIKES = str.maketrans("АВЕКМНОРСТУХаеорсухІіЈ", "ABEKMHOPCTYXaeopcyxIiJ")
_POSTCODE = re.compile(
    "(GIR 0AA|[A-PR-UWYZ]([0-9]{1,2}|[A-HK-Y][0-9]([0-9]|[ABEHMNPRVWXY])?|[0-9][A-HJKPSTUW])"
    " [0-9][ABD-HJLNP-UW-Z]{2})"
)


def tidy(cell: Any) -> str:
    """The cell as plain text: no outer or repeated spaces, no invisible characters."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text = str(cell)
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
    return _SPACES.sub(" ", text).strip()


def tidy_code(cell: Any) -> Reading:
    """The cell as a code or id; R133 where stray spaces or look-alike letters were taken out."""
    text = tidy(cell)
    plain = text.translate(_LOOK_ALIKES) if not text.isascii() else text
    if isinstance(cell, str) and plain != cell.removeprefix("'"):
        return plain, [Fault("R133", "holds " + _stray(cell, text, plain), unreadable=False)]
    return plain, []


def _stray(cell: str, text: str, plain: str) -> str:
    if plain != text:
        return "letters of another alphabet that look like ours: type it again"
    if _INVISIBLE.search(cell):
        return "characters that cannot be seen: type it again"
    return "stray spaces: type it again without them"


def _unreadable(code: str, message: str) -> Reading:
    return None, [Fault(code, message)]


def read_text(cell: Any, kind: Text) -> Reading:
    """Free text tidied; an id also tells of stray characters."""
    if kind.ident:
        return tidy_code(cell)
    if isinstance(cell, date):
        return show_day(cell), []
    return tidy(cell), []


def read_date(cell: Any, kind: Date) -> Reading:
    """A day. A time of day is left out and said; text and placeholders are not read."""
    if isinstance(cell, datetime):
        return _day_of(cell)
    if isinstance(cell, date):
        return _plausible(cell)
    if isinstance(cell, bool | time | timedelta):
        return _unreadable("R132", "is not a date: type it as day/month/year")
    if isinstance(cell, int | float):
        return _serial(cell)
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
    if not 1900 < day.year < 2101:
        return _unreadable("R132", f"is {show_day(day)}: check the year")
    return day, []


def _serial(number: float) -> Reading:
    if not _FIRST_SERIAL <= number <= _LAST_SERIAL:
        return _unreadable("R132", "holds a number that is no date: type it as day/month/year")
    day = date(1899, 12, 30) + timedelta(days=int(number))
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
    """The values of the list that the cell names, in its order, parted by semicolons or commas."""
    known = {value.casefold(): value for value in kind.values}
    parts = [part.strip().casefold() for part in re.split("[;,\n]", tidy(cell)) if part.strip()]
    if not parts or any(part not in known for part in parts):
        return _unreadable("R201", "has a value that is not in its list: see the Lists sheet")
    return tuple(known[part] for part in parts), []


def read_number(cell: Any, kind: Number) -> Reading:
    """A number within the bounds of its kind. A per cent of 1 or less is Excel's: 0.5 is 50 %."""
    if isinstance(cell, bool | date | time | timedelta):
        return _unreadable("R201", f"is not a {kind.word}")
    number = cell if isinstance(cell, int | float) else _number_in(tidy(cell))
    if number is None:
        return _unreadable("R201", f"is not a {kind.word}: type the number alone")
    if kind.word == "percent" and not isinstance(cell, str) and 0 <= number <= 1:
        number = round(number * 100, 6)
    if kind.word == "whole number" and number != int(number):
        return _unreadable("R201", "is not a whole number")
    if not kind.least <= number <= kind.most:
        return _unreadable("R201", f"is not from {kind.least:g} to {kind.most:g}")
    return float(number), []


def _number_in(text: str) -> float | None:
    match = re.fullmatch(r"£? ?(-?[0-9][0-9,]*(?:\.[0-9]+)?) ?%?", text)
    return float(match[1].replace(",", "")) if match else None


def read_nhs_number(cell: Any, kind: NhsNumber) -> Reading:
    """Ten digits as text, checked by modulus 11; a float or a number dressed as a date is one."""
    if isinstance(cell, date):
        cell = cell.toordinal() - date(1899, 12, 30).toordinal()
    text = tidy(cell)
    digits = re.sub("[ -]", "", text.translate(_LOOK_ALIKES).removeprefix("'"))
    if re.fullmatch(r"[0-9.]+E\+?[0-9]+", digits, re.IGNORECASE):
        return _unreadable("R110", "has lost digits to Excel's short form: type all ten again")
    if not re.fullmatch("[0-9]{10}", digits):
        return _unreadable("R110", f"has {_count_digits(digits)}, not ten digits")
    if len(set(digits)) == 1:
        return _unreadable("R110", "is one digit repeated, which is issued to nobody")
    if not passes_modulus_11(digits):
        return _unreadable("R110", "does not pass the check digit: a digit is wrong or swapped")
    return digits, []


def _count_digits(text: str) -> str:
    if re.fullmatch("[0-9]+", text):
        return f"{len(text)} digit" + ("s" if len(text) != 1 else "")
    return "other characters"


def passes_modulus_11(digits: str) -> bool:
    """Whether the tenth digit is the check digit of the other nine (NHS Data Dictionary)."""
    from nhs_number import is_valid

    return bool(is_valid(digits))


def read_postcode(cell: Any, kind: Postcode) -> Reading:
    """A postcode in capitals with one space before its last three characters."""
    text = tidy(cell).upper().replace(" ", "")
    text = f"{text[:-3]} {text[-3:]}"
    if text.startswith("ZZ99 ") and len(text) == 8:
        message = "is a pseudo-postcode: give the real one as soon as it is known"
        return text, [Fault("R117", message, "prompt", unreadable=False)]
    if not _POSTCODE.fullmatch(text):
        return _unreadable("R117", "is not shaped like a postcode")
    return text, []


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


def read_cell(cell: Any, kind: Kind) -> Reading:
    """The value of a cell that is not blank, and its faults."""
    if isinstance(cell, BrokenCell):
        return _unreadable("R201", cell.why)
    return _READERS[type(kind)](cell, kind)
