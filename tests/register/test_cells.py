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
    YES_NO_UNKNOWN,
    Kind,
    code,
    one_of,
    several_of,
)
from s117xl.register.plain_text import is_blank
from s117xl.workbook.cells import UNCOMPUTED, error_cell

STATUS = one_of("ACTIVE", "ENDED", "ACTIVE-PRISON")
NEEDS = several_of("none", "Easy Read", "large print", "BSL")
LOOK_ALIKES = "АВЕЅІЈКМНОРСТУХаеѕіјорсухΑΒΕΖΗΙΚΜΝΟΡΤΥΧο"  # noqa: RUF001 - Cyrillic, Greek
KINDS = [DATE, IDENT, MONEY, NHS_NUMBER, PERCENT, POSTCODE, TEXT, WHOLE, YES_NO, STATUS, NEEDS]
SYSTEMS = ("ethnic", "gp", "section", "la", "icb", "trust")


def value(cell: Any, kind: Kind, **how: bool) -> Any:
    return reader(kind, **how)(cell)[0]


def codes(cell: Any, kind: Kind) -> list[str]:
    return [fault.code for fault in reader(kind)(cell)[1]]


def message(cell: Any, kind: Kind, **how: bool) -> str:
    [fault] = reader(kind, **how)(cell)[1]
    return fault.message


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


# Yes and no, lists


@pytest.mark.parametrize("cell", [True, "TRUE", "true", "Y", "y", "yes", "Yes ", "YES\u00a0"])
def test_yes_in_all_its_forms(cell: Any) -> None:
    assert reader(YES_NO)(cell) == ("yes", [])


@pytest.mark.parametrize("cell", [False, "FALSE", "N", "n", " no", "No"])
def test_no_in_all_its_forms(cell: Any) -> None:
    assert reader(YES_NO_UNKNOWN)(cell) == ("no", [])


@pytest.mark.parametrize("cell", ["U", "Unknown", " unknown"])
def test_unknown_is_an_answer_only_where_it_is_listed(cell: str) -> None:
    assert value(cell, YES_NO_UNKNOWN) == "unknown"
    assert value(cell, YES_NO) is None


@pytest.mark.parametrize("cell", [1, 0.0, "1", "maybe", "yes?", date(2026, 3, 12)])
def test_what_is_neither_yes_nor_no_is_a_finding(cell: Any) -> None:
    assert value(cell, YES_NO) is None
    assert codes(cell, YES_NO) == ["R201"]
    assert message(cell, YES_NO) == "is not in its list: choose yes or no"


@pytest.mark.parametrize("cell", ["active-prison", "Active-Prison", "  ACTIVE-PRISON\n"])
def test_a_list_is_read_in_any_letter_case(cell: str) -> None:
    assert reader(STATUS)(cell) == ("ACTIVE-PRISON", [])


@pytest.mark.parametrize("cell", ["ACTIVE?", "Y", True, 1.0])
def test_what_is_not_listed_is_a_finding(cell: Any) -> None:
    assert value(cell, STATUS) is None
    assert codes(cell, STATUS) == ["R201"]


@pytest.mark.parametrize(
    "cell", ["BSL; easy read", "bsl,Easy  Read", "BSL;\u00a0EASY READ;", "BSL\nEasy Read"]
)
def test_several_values_are_parted_by_semicolons_commas_or_lines(cell: str) -> None:
    assert reader(NEEDS)(cell) == (("BSL", "Easy Read"), [])


def test_a_value_that_stands_twice_counts_once() -> None:
    assert value("BSL; BSL; none", NEEDS) == ("BSL", "none")


@pytest.mark.parametrize("cell", ["BSL; sign", ";", "BSL and Easy Read", True, 3.0])
def test_one_value_that_is_not_listed_spoils_the_cell(cell: Any) -> None:
    assert value(cell, NEEDS) is None
    assert codes(cell, NEEDS) == ["R201"]


# Numbers


@pytest.mark.parametrize(
    ("cell", "percent"),
    [(0.5, 50), (50, 50), ("50%", 50), ("50 %", 50), ("50", 50), (1, 100), (100, 100), (60, 60)],
)
def test_a_per_cent_is_read_as_excel_or_a_person_writes_it(cell: Any, percent: float) -> None:
    assert reader(PERCENT)(cell) == (percent, [])


@pytest.mark.parametrize(("cell", "percent"), [(0, 0), ("0", 0), (0.07, 7), (0.29, 29), ("1%", 1)])
def test_a_small_per_cent_is_exact(cell: Any, percent: float) -> None:
    assert value(cell, PERCENT) == percent


@pytest.mark.parametrize("cell", ["0.5", "1"])
def test_a_per_cent_in_a_text_that_may_mean_two_things_is_not_guessed(cell: str) -> None:
    assert value(cell, PERCENT) is None
    assert "may mean" in message(cell, PERCENT)


@pytest.mark.parametrize("cell", [100.5, 150, -0.5, -1, "101%", "-5", float("nan"), float("inf")])
def test_a_per_cent_over_100_or_below_nought_is_a_finding(cell: Any) -> None:
    assert value(cell, PERCENT) is None
    assert message(cell, PERCENT) == "is not from 0 to 100"


@pytest.mark.parametrize("cell", ["£1,200.50", "£ 1,200.50", "1200.50", 1200.5, "1,200.5"])
def test_money_is_read_with_its_sign_and_commas(cell: Any) -> None:
    assert reader(MONEY)(cell) == (1200.5, [])


@pytest.mark.parametrize("cell", ["12,50", "50%", "£1.2k", "about 5", "1,2,3", True, time(9, 0)])
def test_what_is_no_sum_is_not_guessed(cell: Any) -> None:
    assert value(cell, MONEY) is None
    assert message(cell, MONEY) == "is not a sum in pounds: type the number alone"


def test_a_sum_beyond_its_bounds_is_told_with_them() -> None:
    assert message(-1, MONEY) == "is not from 0 to 1,000,000"
    assert message(1_000_001, MONEY) == "is not from 0 to 1,000,000"


@pytest.mark.parametrize("cell", [3.0, 3, "3", " 3 "])
def test_a_whole_number_may_come_as_a_float_or_a_text(cell: Any) -> None:
    assert reader(WHOLE)(cell) == (3.0, [])


@pytest.mark.parametrize("cell", [1.5, "1.5"])
def test_a_number_that_is_not_whole_is_a_finding(cell: Any) -> None:
    assert message(cell, WHOLE) == "is not a whole number"


def test_a_number_dressed_as_a_date_is_a_finding() -> None:
    assert value(date(1900, 1, 1), WHOLE) is None
    assert codes(date(1900, 1, 1), WHOLE) == ["R201"]


# Postcodes


@pytest.mark.parametrize(
    "cell",
    ["M1 1AE", "B33 8TH", "CR2 6XH", "DN55 1PT", "W1A 0AX", "EC1A 1BB", "GIR 0AA", "SW1W 0NY"],
)
def test_a_postcode_of_each_shape_is_read(cell: str) -> None:
    assert reader(POSTCODE)(cell) == (cell, [])


@pytest.mark.parametrize("cell", ["ls1 4ap", "LS14AP", " ls1\u00a04ap ", "LS1  4AP", "L S 1 4 A P"])
def test_a_postcode_is_put_into_its_usual_form(cell: str) -> None:
    assert reader(POSTCODE)(cell) == ("LS1 4AP", [])


@pytest.mark.parametrize("cell", ["ZZ99 3VZ", "zz993wz"])
def test_a_pseudo_postcode_is_read_and_told(cell: str) -> None:
    text, [fault] = reader(POSTCODE)(cell)
    assert text.startswith("ZZ99 3")
    assert (fault.code, fault.severity, fault.unreadable) == ("R117", "prompt", False)


@pytest.mark.parametrize("cell", ["LS1", "LS1 4A", "Q1 1AA", "LS1 4CV", "LS1 OAP", "none", 12345.0])
def test_a_wrong_postcode_is_a_finding(cell: Any) -> None:
    assert value(cell, POSTCODE) is None
    assert codes(cell, POSTCODE) == ["R117"]


def test_a_letter_of_another_alphabet_in_a_postcode_is_replaced_and_told() -> None:
    assert value("L\u04051 4AP", POSTCODE) == "LS1 4AP"
    assert codes("L\u04051 4AP", POSTCODE) == ["R133"]


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
