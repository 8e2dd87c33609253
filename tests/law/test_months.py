"""Calendar months, ages, working days and quarters."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from s117xl.law.months import (
    add_months,
    age_on,
    birthday,
    financial_quarter,
    financial_year,
    holiday_years,
    previous_working_day,
    shift_months,
    working_days_after,
)
from s117xl.refusal import Refused

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


def column(*days: str) -> np.ndarray:
    return np.array(days, dtype="datetime64[D]")


@pytest.mark.parametrize(
    ("start", "due"),
    [
        ("2025-11-30", "2026-02-28"),
        ("2025-11-29", "2026-02-28"),
        ("2023-11-30", "2024-02-29"),
        ("2025-08-31", "2025-11-30"),
        ("2025-05-31", "2025-08-31"),
        ("2025-01-31", "2025-04-30"),
        ("2026-02-03", "2026-05-03"),
    ],
)
def test_three_months_end_on_the_same_day_or_the_last_of_the_month(start: str, due: str) -> None:
    assert add_months(date.fromisoformat(start), 3) == date.fromisoformat(due)


def test_ninety_days_are_not_three_months() -> None:
    assert date(2025, 1, 31) + timedelta(days=90) != add_months(date(2025, 1, 31), 3)


def test_years_counted_from_29_february_come_back_to_it() -> None:
    start = date(2024, 2, 29)
    due = [add_months(start, 12 * year) for year in (1, 2, 3, 4)]
    assert due == [date(2025, 2, 28), date(2026, 2, 28), date(2027, 2, 28), date(2028, 2, 29)]


def test_a_legal_period_does_not_move_for_a_weekend() -> None:
    saturday = add_months(date(2026, 2, 15), 3) + timedelta(days=1)
    assert add_months(date(2026, 2, 16), 3) == saturday == date(2026, 5, 16)
    assert saturday.weekday() == 5


def test_an_unknown_day_stays_unknown() -> None:
    days = column("NaT", "2025-11-30")
    assert np.isnat(add_months(days, 3)).tolist() == [True, False]
    assert np.isnat(birthday(days, 18)).tolist() == [True, False]
    assert np.isnan(age_on(days, date(2026, 1, 1))).tolist() == [True, False]
    assert np.isnat(working_days_after(days, 5)).tolist() == [True, False]


def test_columns_of_finer_dates_are_read_as_days() -> None:
    days = np.array(["2025-11-30T23:55"], dtype="datetime64[ns]")
    assert add_months(days, 3).tolist() == [date(2026, 2, 28)]


def test_each_row_may_have_its_own_number_of_months() -> None:
    days = column("2025-11-30", "2025-11-30")
    assert add_months(days, np.array([3, 12])).tolist() == [date(2026, 2, 28), date(2026, 11, 30)]


@given(DAYS, st.integers(-600, 600))
def test_months_agree_with_dateutil(day: date, months: int) -> None:
    assert (
        shift_months(day, months) == add_months(day, months) == day + relativedelta(months=months)
    )


@given(DAYS, DAYS)
def test_ages_agree_with_dateutil_but_on_29_february(dob: date, day: date) -> None:
    dob, day = sorted((dob, day))
    expected = relativedelta(day, dob).years
    assert age_on(dob, day, leap="28 February") == expected
    born_on_leap_day = (dob.month, dob.day) == (2, 29)
    late = born_on_leap_day and (day.month, day.day) == (2, 28) and expected > 0
    assert age_on(dob, day) == expected - (late and day + timedelta(1) == date(day.year, 3, 1))


@given(st.lists(DAYS, min_size=1, max_size=20), st.integers(0, 40))
def test_a_column_gives_what_its_days_give(days: list[date], count: int) -> None:
    whole = np.array(days, dtype="datetime64[D]")
    assert add_months(whole, count).tolist() == [add_months(day, count) for day in days]
    assert birthday(whole, count).tolist() == [birthday(day, count) for day in days]
    assert age_on(whole, days[0]).tolist() == [age_on(day, days[0]) for day in days]


def test_an_age_is_reached_at_the_start_of_the_birthday() -> None:
    dob = date(2008, 5, 10)
    assert birthday(dob, 18) == date(2026, 5, 10)
    assert [age_on(dob, date(2026, 5, day)) for day in (9, 10)] == [17, 18]
    assert age_on(dob, date(2008, 5, 9)) == -1


def test_a_birthday_on_29_february_is_as_set_in_a_common_year() -> None:
    dob = date(2004, 2, 29)
    assert birthday(dob, 18) == date(2022, 3, 1)
    assert birthday(dob, 18, leap="28 February") == date(2022, 2, 28)
    assert birthday(dob, 20) == date(2024, 2, 29)
    assert age_on(dob, date(2022, 2, 28)) == 17
    assert age_on(dob, date(2022, 2, 28), leap="28 February") == 18


def test_seventeen_and_a_half_ends_on_the_corresponding_day() -> None:
    assert birthday(date(2008, 8, 31), 17, 6) == date(2026, 2, 28)
    assert birthday(date(2008, 8, 30), 17, 6) == date(2026, 2, 28)
    assert birthday(date(2008, 2, 29), 17, 6) == date(2025, 8, 29)


HOLIDAYS = {
    2025: "0101 0418 0421 0505 0526 0825 1225 1226",
    2026: "0101 0403 0406 0504 0525 0831 1225 1228",
    2027: "0101 0326 0329 0503 0531 0830 1227 1228",
    2028: "0103 0414 0417 0501 0529 0828 1225 1226",
}


@pytest.mark.parametrize("year", HOLIDAYS)
def test_working_days_leave_out_weekends_and_bank_holidays(year: int) -> None:
    closed = {date(year, int(day[:2]), int(day[2:])) for day in HOLIDAYS[year].split()}
    every = np.arange(f"{year}-01-01", f"{year + 1}-01-01", dtype="datetime64[D]")
    kept = every[previous_working_day(every) == every].tolist()
    assert kept == [day for day in every.tolist() if day.weekday() < 5 and day not in closed]


def test_the_royal_days_are_bank_holidays() -> None:
    assert previous_working_day(date(2022, 9, 19)) == date(2022, 9, 16)
    assert previous_working_day(date(2023, 5, 8)) == date(2023, 5, 5)


def test_the_first_day_is_not_a_working_day_that_counts() -> None:
    assert working_days_after(date(2026, 11, 16), 5) == date(2026, 11, 23)
    assert working_days_after(date(2026, 11, 21), 1) == date(2026, 11, 23)
    assert working_days_after(date(2026, 12, 24), 1) == date(2026, 12, 29)


def test_a_prompt_falls_on_the_working_day_before() -> None:
    assert previous_working_day(date(2026, 12, 28)) == date(2026, 12, 24)
    assert previous_working_day(date(2026, 12, 24)) == date(2026, 12, 24)


def test_bank_holidays_are_held_for_the_years_in_use() -> None:
    first, last = holiday_years()
    assert first <= 2015
    assert last >= 2027


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("2026-Q1", date(2026, 4, 1), date(2026, 6, 30)),
        ("2026-Q2", date(2026, 7, 1), date(2026, 9, 30)),
        ("2026-q3", date(2026, 10, 1), date(2026, 12, 31)),
        ("2026Q4", date(2027, 1, 1), date(2027, 3, 31)),
    ],
)
def test_a_quarter_is_of_the_financial_year(name: str, first: date, last: date) -> None:
    assert financial_quarter(name) == (first, last)


@pytest.mark.parametrize("name", ["2026", "2026-Q5", "Q2", "26-Q2", ""])
def test_what_is_not_a_quarter_is_refused(name: str) -> None:
    with pytest.raises(Refused, match="2026-Q2"):
        financial_quarter(name)


def test_the_financial_year_turns_on_1_april() -> None:
    assert financial_year(date(2026, 3, 31)) == "2025/26"
    assert financial_year(date(2026, 4, 1)) == "2026/27"
    assert financial_year(date(2099, 12, 1)) == "2099/00"
