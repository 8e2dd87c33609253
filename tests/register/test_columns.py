"""Typed columns: what they answer, and that a blank or unreadable cell is never a no."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from s117xl.register.columns import AnyColumn, Column, show
from s117xl.register.parse import parse_column
from s117xl.register.schema import TABLES
from s117xl.register.truth import Truth
from s117xl.workbook.cells import UNCOMPUTED, error_cell
from s117xl.workbook.raw import factorise

REGISTER = TABLES["Register"]
DAY = date(2026, 3, 12)
DAYS: list[Any] = [date(2026, 3, 11), DAY, date(2026, 3, 13), "", "tbc", error_cell("#REF!")]


def column(key: str, cells: Sequence[Any]) -> Any:
    field = REGISTER.field(key)
    return parse_column(factorise(field.heading, 1, list(cells)), field)


def answers(given: Truth) -> str:
    """Y, N or ? for each row."""
    pairs = zip(given.yes.tolist(), given.no.tolist(), strict=True)
    return "".join("Y" if yes else "N" if no else "?" for yes, no in pairs)


def test_a_date_is_compared_with_a_day_and_a_blank_is_unknown() -> None:
    dates = column("dob", DAYS)
    assert answers(dates < DAY) == "YNN???"
    assert answers(dates <= DAY) == "YYN???"
    assert answers(dates > DAY) == "NNY???"
    assert answers(dates >= DAY) == "NYY???"


def test_the_negation_of_a_comparison_leaves_a_blank_unknown() -> None:
    assert answers(~(column("dob", DAYS) < DAY)) == "NYY???"


def test_dates_are_compared_with_dates_row_by_row() -> None:
    later = column("dod", [DAY, DAY, "", DAY, DAY, DAY])
    dates = column("dob", DAYS)
    assert answers(dates < later) == "YN????"
    assert answers(dates.moments >= later) == "NY????"
    assert answers(later.moments > dates) == "YN????"


def test_days_that_were_worked_out_are_known_where_their_dates_are() -> None:
    dates = column("dob", [date(2026, 11, 30), "", "tbc"])
    assert dates.plus_months(3).days[0] == np.datetime64("2027-02-28")
    assert dates.plus_days(90).days[0] == np.datetime64("2027-02-28")
    assert dates.plus_months(3).known.tolist() == [True, False, False]
    assert answers(dates.plus_days(1) > date(2026, 11, 30)) == "Y??"


def test_days_stand_in_for_those_that_are_unknown() -> None:
    first, second = column("dob", [DAY, "", ""]), column("dod", [date(2020, 1, 1), DAY, ""])
    both = first.moments.or_else(second.moments)
    assert both.days[:2].tolist() == [DAY, DAY]
    assert both.known.tolist() == [True, True, False]


def test_a_list_answers_unknown_where_the_cell_says_unknown() -> None:
    charged = column("charged", ["yes", "No", "unknown", "", "perhaps"])
    assert answers(charged.isin("yes")) == "YN???"
    assert answers(~charged.isin("yes")) == "NY???"
    assert answers(charged.isin("unknown")) == "NNY??"
    assert [charged.value(row) for row in range(5)] == ["yes", "no", "unknown", "", ""]


def test_a_code_is_asked_for_by_its_normal_form() -> None:
    sections = column("section_code", ["3", "03", "s3", "", "perhaps"])
    assert answers(sections.isin("03")) == "YYY??"
    assert answers(sections.isin("98")) == "NNN??"


def test_several_values_are_asked_for_together_and_the_first_apart() -> None:
    reasons = column("end_reason", ["L1", "X2; L1", "L1; L1", "", "Z9"])
    assert answers(reasons.any_of({"L1"})) == "YYY??"
    assert answers(reasons.any_of({"X2", "X3"})) == "NYN??"
    assert answers(reasons.only({"L1"})) == "YNY??"
    assert answers(reasons.first_in({"L1"})) == "YNY??"


def test_numbers_are_compared_and_a_blank_is_unknown() -> None:
    shares = column("la_share", [0.5, 50, "50%", 1, "", "half"])
    assert shares.numbers[:4].tolist() == [50, 50, 50, 100]
    assert answers(shares.equals(50)) == "YYYN??"
    assert answers(shares.over(50)) == "NNNY??"


def test_texts_are_the_same_but_for_letter_case_and_a_blank_is_like_none() -> None:
    names = column("surname", ["Example", "EXAMPLE ", "Other", "", " "])
    assert names.same.tolist() == [1, 1, 2, -1, -1]
    assert names.text(1) == "EXAMPLE"
    assert column("surname", []).same.tolist() == []


def test_a_text_is_measured_in_its_normal_form() -> None:
    assert answers(column("surname", ["ab  ", "abc", ""]).length_under(3)) == "YN?"


def test_a_test_of_each_text_is_spread_over_the_rows() -> None:
    names = column("surname", ["b", "a", "b", ""])
    assert answers(names.matches([text == "b" for text in names.texts])) == "YNY?"


def test_filled_and_empty_do_not_ask_whether_a_cell_can_be_read() -> None:
    dates = column("dob", DAYS)
    assert answers(dates.filled) == "YYYNYY"
    assert answers(dates.empty) == "NNNYNN"
    assert dates.known.tolist() == [True, True, True, False, False, False]


def test_true_beside_1_stays_itself() -> None:
    cells = [1.0, True, 0.0, False, "TRUE", True, 1.0]
    names = column("surname", cells)
    assert [names.raw(row) for row in range(7)] == cells
    assert [type(names.raw(row)) for row in range(7)] == [type(cell) for cell in cells]
    assert answers(column("charged", [1.0, True]).isin("yes")) == "?Y"
    assert answers(column("charged", [True, 1.0, False]).isin("yes")) == "Y?N"


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("", ""),
        (None, ""),
        (date(2026, 2, 3), "3 Feb 2026"),
        (datetime(2026, 2, 3, 23, 55), "3 Feb 2026"),
        (9990000018.0, "9990000018"),
        (0.5, "0.5"),
        (True, "TRUE"),
        (error_cell("#REF!"), "#REF!"),
        (UNCOMPUTED, ""),
        (timedelta(hours=1), "1:00:00"),
        (float("nan"), "nan"),
    ],
)
def test_a_cell_is_shown_as_a_person_would_write_it(cell: Any, text: str) -> None:
    assert show(cell) == text
    rows: Column = column("surname", [cell if cell is not None else ""])
    assert rows.shown(0) == text


KEYS = ("dob", "surname", "charged", "section_code", "end_reason", "la_share", "nhs_number")
ANY_CELLS = st.lists(
    st.one_of(
        st.sampled_from(["", " ", "yes", "L1; X2", "tbc", "9990000018", 1.0, True, 0.5]),
        st.dates(),
        st.text(max_size=5),
        st.floats(allow_nan=False),
        st.just(UNCOMPUTED),
    ),
    max_size=12,
)


def seen(rows: AnyColumn, row: int) -> tuple[Any, ...]:
    """All that a column says of a row."""
    cell = rows.raw(row)
    faults = [fault.message for fault in rows.faults.get(int(rows.at[row]), [])]
    values = [getattr(rows, name)[row] for name in ("days", "numbers") if hasattr(rows, name)]
    said = [rows.value(row)] if hasattr(rows, "value") else []
    texts = [rows.text(row)] if hasattr(rows, "text") else []
    known = bool(rows.blank[row]), bool(rows.bad[row]), bool(rows.known[row])
    return type(cell), cell, known, faults, [str(value) for value in values], said, texts


@given(st.sampled_from(KEYS), ANY_CELLS, st.randoms())
def test_the_order_of_rows_changes_nothing_but_their_order(
    key: str, cells: list[Any], random: Any
) -> None:
    order = list(range(len(cells)))
    random.shuffle(order)
    first, second = column(key, cells), column(key, [cells[row] for row in order])
    assert [seen(first, row) for row in order] == [seen(second, row) for row in range(len(cells))]


@given(st.sampled_from(KEYS), ANY_CELLS)
def test_each_row_is_blank_or_bad_or_known(key: str, cells: list[Any]) -> None:
    rows = column(key, cells)
    assert (rows.blank.astype(int) + rows.bad + rows.known == 1).all()
    assert [rows.raw(row) for row in range(len(cells))] == cells
