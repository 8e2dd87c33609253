"""What a date that was written as text may mean, for the sentence that asks for it anew."""

from __future__ import annotations

from datetime import date

import pytest

from s117xl.register.written_dates import read_written_date

TWELFTH = date(2025, 3, 12)
SWAPPED = "day and month could be the other way round"


@pytest.mark.parametrize(
    "text",
    ["13.03.25", "13/03/2025", "13-3-25", "13 03 2025", "2025-03-13", "2025/3/13", "2025.03.13"],
)
def test_figures_in_the_usual_orders_are_understood(text: str) -> None:
    assert read_written_date(text) == (date(2025, 3, 13), "")


@pytest.mark.parametrize(
    "text",
    [
        "3 April 2024",
        "3 Apr 24",
        "3rd April 2024",
        "03-APR-2024",
        "3/Apr/2024",
        "Wed, 3 April 2024",
        "Wednesday 3 Apr. 2024",
    ],
)
def test_a_month_in_words_is_understood(text: str) -> None:
    assert read_written_date(text) == (date(2024, 4, 3), "")


@pytest.mark.parametrize("text", ["12/03/2025 23:55", "2025-03-12T23:55:00", "12 Mar 2025, 9.30"])
def test_a_time_behind_the_day_is_left_out(text: str) -> None:
    assert read_written_date(text)[0] == TWELFTH


def test_the_day_comes_before_the_month_and_the_doubt_is_told() -> None:
    assert read_written_date("12.03.25") == (TWELFTH, SWAPPED)
    assert read_written_date("03/04/26") == (date(2026, 4, 3), SWAPPED)


def test_no_doubt_is_told_where_both_orders_are_the_same_day() -> None:
    assert read_written_date("04/04/26") == (date(2026, 4, 4), "")


@pytest.mark.parametrize(
    ("year", "meant"), [("00", 2000), ("29", 2029), ("30", 1930), ("99", 1999)]
)
def test_a_year_of_two_digits_is_what_excel_would_make_of_it(year: str, meant: int) -> None:
    assert read_written_date(f"14/05/{year}")[0] == date(meant, 5, 14)


@pytest.mark.parametrize("text", ["Mar-24", "March 2024", "sept. 2024", "Apr/24"])
def test_a_month_alone_names_no_day(text: str) -> None:
    assert read_written_date(text) == (None, "names no day")


@pytest.mark.parametrize(
    "text", ["00/00/0000", "31/02/2024", "29/02/2025", "04/25/2026", "2025-13-01", "32 May 2025"]
)
def test_a_day_that_never_was_is_no_day_of_the_calendar(text: str) -> None:
    assert read_written_date(text) == (None, "is no day of the calendar")


@pytest.mark.parametrize(
    "text", ["tbc", "n/a", "2024", "3 April", "3 Smarch 2024", "12032025", "?"]
)
def test_what_is_no_date_is_not_made_into_one(text: str) -> None:
    assert read_written_date(text) == (None, "is not a date")
