"""When reviews were held, and when the next is due."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from s117xl.register.columns import Moments
from s117xl.rules.review_dates import (
    first_review_due,
    initial_held,
    latest_held,
    latest_was_light,
    none_held,
    review_due,
)
from s117xl.rules.rows import Rows
from tests.people import REVIEW, Row, context, person
from tests.rules.test_leaving import BROKEN, UNKNOWN, day_of

NONE = {"last_review_date": None, "last_review_type": None}
Finder = Callable[[Rows], Moments]


def rows_of(changes: dict[str, Any], held: Sequence[Any] = (), **review: Any) -> Rows:
    """The Register with one person, discharged 15 Jan 2026, and reviews held on these days."""
    reviews: list[Row] = [REVIEW | review | {"held": day} for day in held]
    return context(Register=[person(**changes)], Reviews=reviews).rows("Register")


@pytest.mark.parametrize(
    ("changes", "held", "latest"),
    [
        ({}, [], date(2026, 4, 10)),
        (NONE, [], None),
        (NONE, [date(2026, 2, 1), date(2026, 3, 1)], date(2026, 3, 1)),
        ({}, [date(2026, 4, 9)], date(2026, 4, 10)),
        ({}, [date(2026, 4, 11)], date(2026, 4, 11)),
        ({}, [None], date(2026, 4, 10)),
        ({}, [BROKEN], UNKNOWN),
        ({"last_review_date": BROKEN}, [date(2026, 4, 11)], UNKNOWN),
        ({"last_review_date": date(2026, 1, 15)}, [], date(2026, 1, 15)),
        ({"last_review_date": date(2026, 1, 14)}, [], None),
        (NONE, [date(2026, 1, 14)], None),
        ({"detention_start": BROKEN, "last_review_date": date(2026, 1, 14)}, [], date(2026, 1, 14)),
    ],
)
def test_the_latest_review(changes: dict[str, Any], held: list[Any], latest: Any) -> None:
    assert day_of(latest_held(rows_of(changes, held))) == latest


@pytest.mark.parametrize(
    ("changes", "held", "kind", "initial"),
    [
        ({}, [], "annual", date(2026, 4, 10)),
        (NONE, [], "annual", UNKNOWN),
        (NONE, [date(2026, 2, 1), date(2026, 3, 1)], "annual", date(2026, 2, 1)),
        (NONE, [date(2027, 1, 14)], "annual", date(2027, 1, 14)),
        (NONE, [date(2027, 1, 15)], "annual", UNKNOWN),
        (NONE, [date(2028, 1, 15)], "initial", date(2028, 1, 15)),
        ({}, [date(2028, 1, 15)], "initial", date(2028, 1, 15)),
    ],
)
def test_the_first_review(
    changes: dict[str, Any], held: list[Any], kind: str, initial: Any
) -> None:
    assert day_of(initial_held(rows_of(changes, held, kind=kind))) == initial


@pytest.mark.parametrize(
    ("discharged", "due"),
    [
        (date(2025, 11, 29), date(2026, 2, 28)),
        (date(2025, 11, 30), date(2026, 2, 28)),
        (date(2026, 1, 31), date(2026, 4, 30)),
        (None, UNKNOWN),
        (BROKEN, UNKNOWN),
    ],
)
def test_the_first_review_is_due_three_calendar_months_on(discharged: Any, due: Any) -> None:
    rows = rows_of(NONE | {"discharge_date": discharged})
    assert day_of(first_review_due(rows)) == due
    assert day_of(review_due(rows)) == due


@pytest.mark.parametrize(
    ("changes", "held", "due"),
    [
        ({}, [], date(2027, 4, 10)),
        ({"last_review_date": date(2028, 2, 29)}, [], date(2029, 2, 28)),
        ({}, [date(2026, 5, 1)], date(2027, 5, 1)),
        ({"discharge_date": BROKEN}, [], date(2027, 4, 10)),
        ({}, [BROKEN], UNKNOWN),
    ],
)
def test_the_next_review_is_due_a_year_after_the_last(
    changes: dict[str, Any], held: list[Any], due: Any
) -> None:
    assert day_of(review_due(rows_of(changes, held))) == due


def test_periods_are_local_policy() -> None:
    values = {"first_review_months": 1, "review_cycle_months": 6}
    people = [person(), person(register_id="V-002", **NONE)]
    rows = context(settings=values, Register=people, Reviews=[]).rows("Register")
    assert review_due(rows).days.tolist() == [date(2026, 10, 10), date(2026, 2, 15)]


DAYS = st.dates(date(2025, 9, 1), date(2027, 12, 31))


@settings(max_examples=40, deadline=None)
@given(st.lists(DAYS, max_size=4), DAYS, st.booleans())
def test_one_more_review_never_makes_the_next_due_sooner(
    held: list[date], more: date, known: bool
) -> None:
    changes = {} if known else NONE
    before, after = (review_due(rows_of(changes, days)) for days in (held, [*held, more]))
    assert after.days[0] >= before.days[0]


@settings(max_examples=20, deadline=None)
@given(st.permutations([date(2026, 2, 1), date(2026, 3, 1), date(2026, 4, 1)]))
def test_the_order_of_rows_changes_nothing(held: list[date]) -> None:
    rows = rows_of(NONE, held)
    assert day_of(latest_held(rows)) == date(2026, 4, 1)
    assert day_of(initial_held(rows)) == date(2026, 2, 1)


@pytest.mark.parametrize(
    ("changes", "held", "kind", "light"),
    [
        ({}, [], "full", False),
        ({"last_review_type": "light-touch"}, [], "full", True),
        ({"last_review_type": "light-touch"}, [date(2026, 4, 10)], "full", True),
        ({"last_review_type": "light-touch"}, [date(2026, 4, 11)], "full", False),
        ({}, [date(2026, 4, 11)], "light-touch", True),
        ({}, [date(2026, 4, 11)], None, None),
        ({}, [None], "light-touch", False),
        ({"last_review_type": None}, [], "full", None),
        (NONE, [], "full", None),
    ],
)
def test_the_type_of_the_latest_review(
    changes: dict[str, Any], held: list[Any], kind: Any, light: bool | None
) -> None:
    answer = latest_was_light(rows_of(changes, held, type=kind))
    assert (bool(answer.yes[0]), bool(answer.no[0])) == (light is True, light is False)


def test_a_review_of_nobody_says_nothing_of_anybody() -> None:
    orphan = REVIEW | {"register_id": "V-404", "held": date(2026, 6, 1), "type": "light-touch"}
    rows = context(Register=[person()], Reviews=[orphan]).rows("Register")
    assert latest_was_light(rows).no.tolist() == [True]
    assert day_of(latest_held(rows)) == date(2026, 4, 10)


def test_a_review_of_nobody_that_cannot_be_read_leaves_the_last_person_alone() -> None:
    rows = [person(last_review_date=None, last_review_type=None)]
    reviews = [REVIEW | {"held": "soon", "register_id": "V-404"}]
    r = context(Register=rows, Reviews=reviews).rows("Register")
    assert latest_held(r).known.tolist() == [True]
    assert none_held(r).yes.tolist() == [True]
