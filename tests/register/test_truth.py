"""Three-valued logic, against a table of it written out by hand."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from s117xl.register.truth import Truth, either

ANSWERS: list[bool | None] = [True, False, None]
PAIRS = list(product(ANSWERS, ANSWERS))
AND = {(a, b): False if False in (a, b) else (None if None in (a, b) else True) for a, b in PAIRS}
OR = {(a, b): True if True in (a, b) else (None if None in (a, b) else False) for a, b in PAIRS}
NOT = {True: False, False: True, None: None}


def truth(answers: list[bool | None]) -> Truth:
    yes = np.array([answer is True for answer in answers])
    return Truth(yes, np.array([answer is False for answer in answers]))


def answers(given: Truth) -> list[bool | None]:
    assert not (given.yes & given.no).any()
    pairs = zip(given.yes.tolist(), given.no.tolist(), strict=True)
    return [True if yes else False if no else None for yes, no in pairs]


FIRST, SECOND = truth([a for a, _ in PAIRS]), truth([b for _, b in PAIRS])


def test_and_is_yes_only_where_both_are_and_no_where_either_is_no() -> None:
    assert answers(FIRST & SECOND) == [AND[pair] for pair in PAIRS]


def test_or_is_yes_where_either_is_and_no_only_where_both_are_no() -> None:
    assert answers(FIRST | SECOND) == [OR[pair] for pair in PAIRS]


def test_the_negation_of_unknown_is_unknown() -> None:
    assert answers(~truth(ANSWERS)) == [NOT[answer] for answer in ANSWERS]


def test_a_mask_with_known_rows_gives_unknown_elsewhere() -> None:
    mask, known = np.array([True, False, True, False]), np.array([True, True, False, False])
    assert answers(Truth.of(mask, known)) == [True, False, None, None]
    assert answers(Truth.of(mask)) == [True, False, True, False]


def test_only_what_is_yes_is_sure() -> None:
    assert answers(truth(ANSWERS).sure()) == [True, False, False]


def test_known_is_yes_or_no() -> None:
    assert truth(ANSWERS).known.tolist() == [True, True, False]


def test_always_is_yes_on_each_row() -> None:
    assert answers(Truth.always(3)) == [True, True, True]
    assert len(Truth.always(3)) == 3


def test_either_joins_any_number_of_answers() -> None:
    assert answers(either([FIRST])) == answers(FIRST)
    assert answers(either([FIRST, SECOND, ~FIRST])) == answers(FIRST | SECOND | ~FIRST)


def test_an_answer_for_many_rows_cannot_be_taken_for_one() -> None:
    with pytest.raises(TypeError, match="use & "):
        bool(FIRST)
