"""Cells as people and programs leave them: one odd shape, one test."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from s117xl.register.cells import passes_modulus_11, reader
from s117xl.register.kinds import (
    DATE,
    IDENT,
    MONEY,
    NHS_NUMBER,
    PERCENT,
    POSTCODE,
    TEXT,
    WHOLE,
    YES_NO,
    Kind,
    code,
    one_of,
    several_of,
)
from s117xl.register.plain_text import is_blank
from s117xl.workbook.cells import UNCOMPUTED, error_cell
from tests.register.readings import codes, message, value

STATUS = one_of("ACTIVE", "ENDED", "ACTIVE-PRISON")
NEEDS = several_of("none", "Easy Read", "large print", "BSL")
LOOK_ALIKES = "АВЕЅІЈКМНОРСТУХаеѕіјорсухΑΒΕΖΗΙΚΜΝΟΡΤΥΧο"  # noqa: RUF001 - Cyrillic, Greek
KINDS = [DATE, IDENT, MONEY, NHS_NUMBER, PERCENT, POSTCODE, TEXT, WHOLE, YES_NO, STATUS, NEEDS]
SYSTEMS = ("ethnic", "gp", "section", "la", "icb", "trust")


# NHS numbers


@pytest.mark.parametrize(
    "cell",
    [
        "9990000018",
        9990000018.0,
        9990000018,
        "999 000 0018",
        "999\u00a0000\u00a00018",
        "999-000-0018",
        "'9990000018",
        " 9990000018 ",
    ],
)
def test_an_nhs_number_is_read_however_it_is_laid_out(cell: Any) -> None:
    assert reader(NHS_NUMBER)(cell) == ("9990000018", [])


@pytest.mark.parametrize("cell", ["9.99E+09", "9.99e9", "9.99E9", "10E+09"])
def test_an_nhs_number_in_the_short_form_has_lost_digits_and_is_not_guessed(cell: str) -> None:
    assert value(cell, NHS_NUMBER) is None
    assert "has lost digits" in message(cell, NHS_NUMBER)


@pytest.mark.parametrize(("cell", "told"), [("999000001", "9 digits"), (99900000180, "11 digits")])
def test_an_nhs_number_of_another_length_is_counted(cell: Any, told: str) -> None:
    assert value(cell, NHS_NUMBER) is None
    assert told in message(cell, NHS_NUMBER)


@pytest.mark.parametrize("digit", "0123456789")
def test_one_digit_repeated_is_no_nhs_number(digit: str) -> None:
    assert passes_modulus_11(digit * 10)
    assert value(digit * 10, NHS_NUMBER) is None
    assert "repeated" in message(digit * 10, NHS_NUMBER)


def test_an_nhs_number_with_a_wrong_or_swapped_digit_fails() -> None:
    for cell in ("9990000019", "9990000108", "9990000140"):
        assert value(cell, NHS_NUMBER) is None
        assert codes(cell, NHS_NUMBER) == ["R110"]


@pytest.mark.parametrize("base", ["999000014", "999000028", "999000031", "999000045"])
def test_nine_digits_for_which_no_check_digit_exists_fail_with_each(base: str) -> None:
    assert not any(passes_modulus_11(f"{base}{last}") for last in range(10))


@given(st.integers(min_value=0, max_value=999_999_999))
def test_the_check_digit_agrees_with_the_nhs_number_package(number: int) -> None:
    from nhs_number.validate import calculate_checksum

    nine = f"{number:09}"
    good = [last for last in range(10) if passes_modulus_11(f"{nine}{last}")]
    assert good == [last for last in range(10) if last == calculate_checksum(nine)]


@pytest.mark.parametrize("cell", [date(2026, 3, 12), time(9, 0), True, "refused", 9990000018.5])
def test_what_is_no_ten_digits_is_no_nhs_number(cell: Any) -> None:
    assert value(cell, NHS_NUMBER) is None
    assert codes(cell, NHS_NUMBER) == ["R110"]


def test_an_unseen_character_in_an_nhs_number_is_taken_out_and_told() -> None:
    assert value("99900\u200b00018", NHS_NUMBER) == "9990000018"
    assert codes("99900\u200b00018", NHS_NUMBER) == ["R133"]


# Dates


def test_a_date_is_a_date() -> None:
    assert reader(DATE)(date(2026, 3, 12)) == (date(2026, 3, 12), [])
    assert reader(DATE)(datetime(2026, 3, 12)) == (date(2026, 3, 12), [])


def test_five_minutes_to_midnight_counts_for_that_day_and_is_told() -> None:
    day, [fault] = reader(DATE)(datetime(2026, 3, 12, 23, 55))
    assert day == date(2026, 3, 12)
    assert (fault.code, fault.severity, fault.unreadable) == ("R132", "prompt", False)
    assert "time of day" in fault.message


@pytest.mark.parametrize("cell", [46093, 46093.0, 46093.75])
def test_a_serial_number_in_an_unformatted_cell_is_a_date_and_is_told(cell: float) -> None:
    day, [fault] = reader(DATE)(cell)
    assert day == date(2026, 3, 12)
    assert (fault.code, fault.severity) == ("R132", "prompt")


def test_a_serial_number_counts_from_1904_where_the_workbook_does() -> None:
    assert value(46093 - 1462, DATE, date1904=True) == date(2026, 3, 12)
    assert "12 Mar 2026" in message(46093 - 1462, DATE, date1904=True)


@pytest.mark.parametrize("cell", [0, -5, 1, 60, 2024, 3653, 73416, 12032025, 1e300, float("nan")])
def test_a_number_that_is_no_likely_day_is_not_read(cell: float) -> None:
    assert value(cell, DATE) is None
    assert codes(cell, DATE) == ["R132"]


@pytest.mark.parametrize("cell", [float("inf"), float("-inf")])
@pytest.mark.parametrize("date1904", [True, False])
def test_a_number_without_end_is_no_day(cell: float, date1904: bool) -> None:
    assert value(cell, DATE, date1904=date1904) is None


@pytest.mark.parametrize("day", [date(1900, 1, 1), date(9999, 12, 31)])
def test_a_day_that_stands_for_no_date_is_said_to(day: date) -> None:
    assert value(day, DATE) is None
    assert "stands for no date" in message(day, DATE)


@pytest.mark.parametrize("day", [date(1900, 2, 28), date(202, 5, 1), date(2206, 5, 1)])
def test_a_day_in_a_year_that_cannot_be_is_not_read(day: date) -> None:
    assert value(day, DATE) is None
    assert "check the year" in message(day, DATE)


@pytest.mark.parametrize("day", [date(1901, 1, 1), date(1910, 1, 1), date(2100, 12, 31)])
def test_the_first_and_last_days_that_can_be_are_read(day: date) -> None:
    assert reader(DATE)(day) == (day, [])


@pytest.mark.parametrize("cell", ["12.03.25", "3 April 2024", "2026-03-12", "03/04/26"])
def test_a_date_in_a_text_is_never_taken_for_a_date(cell: str) -> None:
    assert value(cell, DATE) is None
    assert "it may mean" in message(cell, DATE)
    assert codes(cell, DATE) == ["R132"]


@pytest.mark.parametrize("cell", ["tbc", "Mar-24", "00/00/0000", "NA", "None", "null", "=A1"])
def test_a_text_that_is_no_date_says_so_and_is_no_blank(cell: str) -> None:
    assert value(cell, DATE) is None
    assert codes(cell, DATE) == ["R132"]
    assert "it may mean" not in message(cell, DATE)


@pytest.mark.parametrize("cell", [time(0, 0), timedelta(days=1, hours=12), True])
def test_a_time_a_span_or_true_is_no_date(cell: Any) -> None:
    assert value(cell, DATE) is None
    assert codes(cell, DATE) == ["R132"]


# Texts, ids and codes


@pytest.mark.parametrize("cell", ["NA", "None", "null", "N/A", "nan", "=SUM(A1)", "-", "+1", "@x"])
def test_text_stays_text(cell: str) -> None:
    assert reader(TEXT)(cell) == (cell, [])
    assert value(cell, IDENT) == cell


@pytest.mark.parametrize(
    ("cell", "text"),
    [(12.0, "12"), (12.5, "12.5"), (True, "TRUE"), (date(2026, 3, 3), "3 Mar 2026")],
)
def test_what_is_no_text_is_shown_as_text(cell: Any, text: str) -> None:
    assert reader(TEXT)(cell) == (text, [])


def test_free_text_keeps_letters_of_other_alphabets() -> None:
    assert reader(TEXT)("Оксана") == ("Оксана", [])


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("V-001 ", "stray spaces"),
        ("\u00a0V-001", "stray spaces"),
        ("V-001\n", "stray spaces"),
        ("'V-001", "an apostrophe"),
        ("V-\u200b001", "characters that cannot be seen"),
        ("V-001\x7f", "characters that cannot be seen"),
        ("V\u2013001", "only look like ours"),
        ("V-\uff10\uff10\uff11", "only look like ours"),
    ],
)
def test_an_id_is_cleaned_and_what_was_odd_is_told(cell: str, words: str) -> None:
    text, [fault] = reader(IDENT)(cell)
    assert text == "V-001"
    assert (fault.code, fault.severity, fault.unreadable) == ("R133", "invalid", False)
    assert words in fault.message


@pytest.mark.parametrize("letter", LOOK_ALIKES)
def test_a_look_alike_letter_in_an_id_is_made_ours_and_told(letter: str) -> None:
    text, [fault] = reader(IDENT)(f"{letter}-1")
    assert text.isascii()
    assert fault.code == "R133"


def test_an_accent_that_was_typed_apart_is_nothing_stray() -> None:
    assert reader(IDENT)("Zoe\u0308-1") == ("Zo\u00eb-1", [])


@pytest.mark.parametrize(("cell", "text"), [(12345.0, "12345"), ("00123", "00123"), ("A 1", "A 1")])
def test_an_id_keeps_its_digits_and_single_spaces(cell: Any, text: str) -> None:
    assert reader(IDENT)(cell) == (text, [])


@pytest.mark.parametrize("cell", [date(2026, 3, 1), datetime(2026, 3, 1, 9), time(9, 0), True])
def test_an_id_that_excel_took_for_a_date_is_a_finding(cell: Any) -> None:
    assert value(cell, IDENT) is None
    assert codes(cell, IDENT) == ["R201"]


def test_a_code_is_read_by_its_set() -> None:
    assert value("s.37/41", code("section")) == value("S37/41", code("section")) is not None
    assert value("\u0410", code("ethnic")) == "A"
    assert "R133" in codes("\u0410", code("ethnic"))


# Cells with no value, and all together


@pytest.mark.parametrize("kind", [*KINDS, *map(code, SYSTEMS)])
@pytest.mark.parametrize("error", ["#REF!", "#N/A", "#VALUE!", "#SPILL!"])
def test_an_error_is_a_finding_and_never_a_blank(kind: Kind, error: str) -> None:
    assert value(error_cell(error), kind) is None
    assert codes(error_cell(error), kind) == ["R201"]
    assert error in message(error_cell(error), kind)


@pytest.mark.parametrize("kind", KINDS)
def test_a_formula_that_was_never_calculated_is_a_finding(kind: Kind) -> None:
    assert value(UNCOMPUTED, kind) is None
    assert "never calculated" in message(UNCOMPUTED, kind)


CELLS = st.one_of(
    st.text(min_size=1),
    st.floats(),
    st.integers(),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
)


@given(CELLS, st.sampled_from([*KINDS, *map(code, SYSTEMS)]))
def test_no_cell_stops_the_reading_and_none_goes_unread_in_silence(cell: Any, kind: Kind) -> None:
    assume(not is_blank(cell))
    found, faults = reader(kind)(cell)
    assert found is not None or faults
    assert found is None or not any(fault.unreadable for fault in faults)
    assert all(fault.message and not fault.message.endswith(".") for fault in faults)
