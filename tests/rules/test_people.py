"""Who is who: numbers that are equal for rows of one person."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from s117xl.rules.people import Clash, people, plain_name, together
from tests.people import context, person

A, B = "9434765919", "4010232137"


def numbered(*rows: tuple[str | None, str | None]) -> list[int]:
    made = [person(nhs_number=number, la_person_id=own) for number, own in rows]
    return [int(number) for number in people(context(Register=made).rows("Register"))]


@pytest.mark.parametrize(
    ("rows", "count"),
    [
        ([(A, "1"), (A, "2")], 1),
        ([(A, "1"), (B, "1")], 2),
        ([(None, "1"), (None, "1")], 1),
        ([(None, "x1"), ("bad", "X1 ")], 1),
        ([(None, "1"), (None, "2")], 2),
        ([(A, "1"), (None, "1")], 1),
        ([(A, "1"), (B, "1"), (None, "1")], 3),
        ([(A, None), (None, "1")], 2),
    ],
)
def test_a_person_is_one_number_else_one_council_id(rows: Any, count: int) -> None:
    assert len(set(numbered(*rows))) == count
    assert len(set(numbered(*reversed(rows)))) == count


def test_a_row_that_names_nobody_is_of_nobody() -> None:
    assert numbered((None, None), ("bad", None)) == [-1, -1]


@pytest.mark.parametrize("name", ["O'Neill", "o neill", "O\u2019NEILL", "O-Ne\u00edll", "Oneill."])
def test_a_name_is_compared_by_its_letters(name: str) -> None:
    assert plain_name(name) == "oneill"


def test_rows_are_together_only_where_each_group_says_so() -> None:
    groups = together(np.array([0, 0, 1, -1, 0]), np.array([5, 5, 5, 5, -1]))
    assert groups[0] == groups[1] != groups[2]
    assert groups[3] == groups[4] == -1


def test_each_row_of_a_clash_names_one_that_differs() -> None:
    clash = Clash(np.array([7, 7, 7, 8, -1]), np.array([1, 1, 2, 3, 4]))
    assert clash.other.tolist() == [2, 2, 0, -1, -1]
    assert clash.found.tolist() == [True, True, True, False, False]
    assert clash.known.tolist() == [True, True, True, True, False]
