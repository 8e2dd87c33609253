"""Addresses in A1 notation."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from s117xl.workbook.areas import Area, column_letters, column_number, parse_cell


@pytest.mark.parametrize(
    ("number", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"), (703, "AAA")]
)
def test_columns_have_letters(number: int, letters: str) -> None:
    assert column_letters(number) == letters
    assert column_number(letters) == number


@given(st.integers(1, 16_384))
def test_letters_and_numbers_are_the_same_columns(number: int) -> None:
    assert column_number(column_letters(number)) == number


def test_the_last_column_is_xfd() -> None:
    assert column_letters(16_384) == "XFD"


@pytest.mark.parametrize("text", ["A1:EL301", "B2", "XFD1048576"])
def test_an_area_is_written_as_it_was_read(text: str) -> None:
    assert Area.from_a1(text).a1 == text


def test_an_area_may_be_fixed_with_dollars_or_turned_round() -> None:
    assert Area.from_a1("$B$9:$A$2") == Area(top=2, left=1, bottom=9, right=2)


@pytest.mark.parametrize("text", ["", "A", "1", "A1:", "AAAA1", "Sheet!A1", "A:A"])
def test_what_is_no_area_is_an_error(text: str) -> None:
    if text == "A1:":
        assert Area.from_a1(text).a1 == "A1"
    else:
        with pytest.raises(ValueError, match="not a cell address"):
            Area.from_a1(text)


def test_a_cell_is_a_row_and_a_column() -> None:
    assert parse_cell("$C$7") == (7, 3)
