"""Cells that hold choices, amounts or postcodes: one odd shape, one test."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest

from s117xl.register.cells import reader
from s117xl.register.kinds import (
    MONEY,
    PERCENT,
    POSTCODE,
    WHOLE,
    YES_NO,
    YES_NO_UNKNOWN,
    one_of,
    several_of,
)
from tests.register.readings import codes, message, value

STATUS = one_of("ACTIVE", "ENDED", "ACTIVE-PRISON")
NEEDS = several_of("none", "Easy Read", "large print", "BSL")


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
