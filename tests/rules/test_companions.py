"""Rows of the same person side by side."""

from __future__ import annotations

from datetime import date

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from s117xl.rules.companions import Beside, pairs
from tests.people import ADMISSION, REVIEW, context, person

PARENTS = st.lists(st.integers(-1, 4), max_size=12)


@given(PARENTS, PARENTS)
def test_pairs_are_all_rows_of_the_same_parent(own: list[int], other: list[int]) -> None:
    left, right = pairs(np.array(own, np.int64), np.array(other, np.int64))
    wanted = {(i, j) for i, a in enumerate(own) for j, b in enumerate(other) if a == b and a >= 0}
    found = list(zip(left.tolist(), right.tolist(), strict=True))
    assert len(found) == len(wanted)
    assert set(found) == wanted


def beside(*reviews: dict[str, object]) -> Beside:
    given = context(Register=[person()], Reviews=reviews, Admissions=[ADMISSION])
    return Beside(given.rows("Reviews"), "Admissions")


def test_a_pair_that_cannot_be_told_leaves_its_row_unknown() -> None:
    stays = beside(REVIEW, REVIEW | {"held": "soon"}, REVIEW | {"register_id": "V-404"})
    held = stays.own(context(Reviews=[REVIEW, REVIEW | {"held": "soon"}]).rows("Reviews").held)
    answer = stays.any(stays.others.admitted < held)
    assert (answer.yes.tolist(), answer.no.tolist()) == (
        [True, False, False],
        [False, False, False],
    )


def test_the_latest_day_of_none_is_known_to_be_none() -> None:
    stays = beside(REVIEW)
    admitted = stays.others.admitted
    none = stays.latest(admitted, admitted < date(2000, 1, 1))
    assert none.known.tolist() == [True]
    assert np.isnat(none.days).tolist() == [True]
    assert stays.latest(admitted, admitted.filled).days.tolist() == [date(2026, 3, 1)]


def test_the_latest_day_for_a_row_of_nobody_is_unknown() -> None:
    stays = beside(REVIEW | {"register_id": "V-404"})
    admitted = stays.others.admitted
    assert stays.latest(admitted, admitted.filled).known.tolist() == [False]
