"""Rows across tables: children, and children of nobody."""

from __future__ import annotations

from datetime import date

import numpy as np

from tests.people import ADMISSION, context, person

NOBODYS = ADMISSION | {"admission_id": "A-404", "register_id": "V-404"}


def test_a_child_of_nobody_counts_for_nobody() -> None:
    given = context(Register=[person(), person(register_id="V-002")], Admissions=[NOBODYS])
    r = given.rows("Register")
    for days in (r.latest("Admissions", "admitted"), r.first("Admissions", "admitted")):
        assert np.isnat(days.days).all()
        assert days.known.all()
    assert not r.has("Admissions").yes.any()


def test_the_first_and_the_last_day_of_a_persons_rows() -> None:
    days = (date(2026, 3, 1), date(2026, 5, 1), date(2026, 4, 1))
    stays = [ADMISSION | {"admission_id": f"A-{n}", "admitted": d} for n, d in enumerate(days)]
    r = context(Register=[person()], Admissions=stays).rows("Register")
    assert r.first("Admissions", "admitted").days.tolist() == [date(2026, 3, 1)]
    assert r.latest("Admissions", "admitted").days.tolist() == [date(2026, 5, 1)]


def test_the_cells_of_a_parent_that_is_not_there_are_neither_blank_nor_known() -> None:
    rows = [person(dod=None)]
    parent = context(Register=rows, Admissions=[NOBODYS]).rows("Admissions").parent
    assert parent.dod.blank.tolist() == [False]
    assert parent.dod.known.tolist() == [False]
