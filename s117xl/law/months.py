"""Calendar months, ages, working days and quarters, for one day or for a whole column.

A month is a calendar month (Interpretation Act 1978, Schedule 1). A period of months ends on
the day with the same number, or, where the last month has none, on that month's last day
(Dodds v Walker [1981] 1 WLR 1027). The first day is not counted and the last day is.

A column is a numpy array of `datetime64[D]`, in which NaT is a day that is not known; what
is computed from NaT is NaT.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache
from typing import Literal, overload

import numpy as np
from numpy.typing import NDArray

from s117xl.refusal import Refused

Days = NDArray[np.datetime64]
Leap = Literal["1 March", "28 February"]


def shift_months(day: date, months: int) -> date:
    """The corresponding day so many months later, for one day."""
    return _one(add_months(_column(day), months))


@overload
def add_months(days: date, months: int) -> date: ...
@overload
def add_months(days: Days, months: int | NDArray[np.int64]) -> Days: ...
def add_months(days: date | Days, months: int | NDArray[np.int64]) -> date | Days:
    """The corresponding day so many months later; fewer than none is earlier.

    Count on from the first day of all and not from an answer: 29 February, once brought back
    to 28 February, would not return.
    """
    if isinstance(days, date):
        return shift_months(days, int(months))
    day = days.astype("datetime64[D]")
    month = day.astype("datetime64[M]")
    target = month + np.asarray(months).astype("timedelta64[M]")
    last = (target + 1).astype("datetime64[D]") - 1
    later: Days = np.minimum(target.astype("datetime64[D]") + (day - month), last)
    return later


@overload
def birthday(dob: date, years: int, months: int = 0, leap: Leap = "1 March") -> date: ...
@overload
def birthday(
    dob: Days, years: int | NDArray[np.int64], months: int = 0, leap: Leap = "1 March"
) -> Days: ...
def birthday(
    dob: date | Days,
    years: int | NDArray[np.int64],
    months: int = 0,
    leap: Leap = "1 March",
) -> date | Days:
    """The day at whose start a person reaches an age (Family Law Reform Act 1969, section 9).

    In a year that has no 29 February, a person born on it has a birthday on `leap`. An age
    with months in it, such as 17 and a half, ends on the corresponding day of its month.
    """
    if isinstance(dob, date):
        return _one(birthday(_column(dob), years, months, leap))
    day = add_months(dob, np.asarray(years) * 12 + months)
    if months or leap == "28 February":
        return day
    return day + (_leap_day(dob) & ~_leap_day(day))


@overload
def age_on(dob: date, day: date, leap: Leap = "1 March") -> int: ...
@overload
def age_on(dob: Days, day: date | Days, leap: Leap = "1 March") -> NDArray[np.float64]: ...
def age_on(dob: date | Days, day: date | Days, leap: Leap = "1 March") -> int | NDArray[np.float64]:
    """Whole years lived; NaN where a day is not known; below nought before birth."""
    if isinstance(dob, date):
        return int(age_on(_column(dob), day, leap)[0])
    then = _column(day) if isinstance(day, date) else day.astype("datetime64[D]")
    unknown = np.isnat(dob) | np.isnat(then)
    gap = then.astype("datetime64[Y]") - dob.astype("datetime64[Y]")
    years = np.where(unknown, 0, gap.astype(np.int64))
    early = birthday(dob, years, leap=leap) > then
    return np.where(unknown, np.nan, years - early)


@overload
def working_days_after(days: date, count: int) -> date: ...
@overload
def working_days_after(days: Days, count: int) -> Days: ...
def working_days_after(days: date | Days, count: int) -> date | Days:
    """The day that is so many working days on; the first day is not counted.

    Working days are Monday to Friday without the bank holidays of England. For years outside
    `holiday_years` only the weekends are known.
    """
    if isinstance(days, date):
        return _one(working_days_after(_column(days), count))
    day = days.astype("datetime64[D]")
    later: Days = np.busday_offset(day, count, roll="preceding", busdaycal=_calendar())
    return later


@overload
def previous_working_day(days: date) -> date: ...
@overload
def previous_working_day(days: Days) -> Days: ...
def previous_working_day(days: date | Days) -> date | Days:
    """The day itself where it is a working day, else the last working day before it.

    A legal period does not move for a weekend. This is for the prompt alone.
    """
    return working_days_after(days, 0)


def holiday_years() -> tuple[int, int]:
    """The first and the last year whose bank holidays are held."""
    years = [day.year for day in _holidays()]
    return min(years), max(years)


def financial_quarter(name: str) -> tuple[date, date]:
    """The first and the last day of a quarter: 2026-Q2 is July to September 2026.

    The year is that in which the financial year begins, so 2026-Q4 ends on 31 March 2027.
    """
    found = re.fullmatch(r"\s*((?:19|20)\d\d)-?Q([1-4])\s*", name, re.IGNORECASE)
    if not found:
        raise Refused("The period is not a quarter; write it as 2026-Q2 (July to September 2026).")
    first = shift_months(date(int(found[1]), 4, 1), 3 * (int(found[2]) - 1))
    return first, shift_months(first, 3) - timedelta(days=1)


def financial_year(day: date) -> str:
    """The financial year, 1 April to 31 March, in which a day falls: 2025/26."""
    first = shift_months(day, -3).year
    return f"{first}/{(first + 1) % 100:02d}"


def _leap_day(days: Days) -> NDArray[np.bool_]:
    month = days.astype("datetime64[M]")
    is_february = (month.astype(np.int64) % 12) == 1
    found: NDArray[np.bool_] = is_february & ((days - month) == np.timedelta64(28, "D"))
    return found


def _column(day: date) -> Days:
    return np.array([day], dtype="datetime64[D]")


def _one(days: Days) -> date:
    day: date = days.astype("datetime64[D]")[0].item()
    return day


@cache
def _calendar() -> np.busdaycalendar:
    return np.busdaycalendar(holidays=np.array(_holidays(), dtype="datetime64[D]"))


@cache
def _holidays() -> tuple[date, ...]:
    from govuk_bank_holidays.bank_holidays import BankHolidays

    held = BankHolidays(use_cached_holidays=True)
    return tuple(h["date"] for h in held.get_holidays(division=held.ENGLAND_AND_WALES))
