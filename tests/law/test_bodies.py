"""Councils, integrated care boards, Trusts and practices by their codes."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from s117xl.law.bodies import (
    Body,
    all_boards,
    all_councils,
    read_gp,
    read_icb,
    read_la,
    read_trust,
    successor,
)

BEFORE, AFTER = date(2026, 3, 31), date(2026, 4, 1)


@pytest.mark.parametrize(
    ("cell", "code", "kind"),
    [
        ("503", "503", None),
        (503, "503", None),
        (503.0, "503", None),
        ("102", "102", None),
        ("929", "929", None),
        ("e06000001", "E06000001", None),
        (" E08000001 ", "E08000001", None),
        ("E09 000 001", "E09000001", None),
        ("E10000019", "E10000019", None),
        ("E10000001", "E10000001", "unknown"),
        ("E07000001", "E07000001", "district"),
        ("W06000001", "W06000001", "unknown"),
        ("101", None, "shape"),
        ("930", None, "shape"),
        ("٣٣٣", None, "shape"),
        ("E0600001", None, "shape"),
        ("E05000001", None, "shape"),
        ("Northshire", None, "shape"),
        (50.5, None, "shape"),
    ],
)
def test_a_council_is_known_by_the_shape_of_its_code(
    cell: str | int | float, code: str | None, kind: str | None
) -> None:
    reading = read_la(cell)
    assert (reading.code, reading.kind) == (code, kind)
    assert (reading.problem is None) == (kind is None)


def test_the_153_councils_are_held_and_each_that_ended_has_its_successors() -> None:
    councils = all_councils()
    standing = {id(body) for body in councils.values() if _stands(body, AFTER)}
    assert len(standing) == 153
    for body in councils.values():
        assert bool(body.successors) == bool(body.until)
        for later in body.successors:
            assert councils[later].since == (body.until or date.min) + timedelta(days=1)
    assert "2023 by the council of Somerset" in successor("E10000027")


def test_the_boards_of_2022_and_of_2026_are_all_held() -> None:
    boards = all_boards()
    assert sum(code.startswith("Q") for code in boards) == 42
    assert len({id(board) for board in boards.values() if _stands(board, AFTER)}) == 37
    names = {board.name for board in boards.values() if _stands(board, AFTER)}
    assert len(names) == 36
    assert len({board.name for board in boards.values() if _stands(board, BEFORE)}) == 42


def _stands(board: Body, on: date) -> bool:
    begun = board.since is None or board.since <= on
    return begun and (board.until is None or on <= board.until)


ABOLISHED = ["QHG", "QUE", "QM7", "QH8", "QJG", "QMM", "QXU", "QNX", "QNQ", "QU9", "QMJ", "QRV"]


@pytest.mark.parametrize("code", ABOLISHED)
def test_an_abolished_board_stands_until_the_day_and_names_its_successor(code: str) -> None:
    assert read_icb(code, BEFORE).kind is None
    reading = read_icb(code, AFTER)
    assert (reading.code, reading.kind) == (code, "abolished")
    for later in all_boards()[code].successors:
        assert all_boards()[later].name in (reading.problem or "")
        assert read_icb(later, AFTER).kind is None
    assert "confirm with ODS" in successor(code)


def test_no_other_board_was_abolished() -> None:
    ended = {c for c, b in all_boards().items() if b.until and c.startswith("Q")}
    assert ended == set(ABOLISHED)


def test_a_board_whose_boundary_changed_keeps_its_name_under_a_new_code() -> None:
    assert read_icb("QRL", AFTER).kind is None
    assert read_icb("E54000042", AFTER).kind == "abolished"
    assert "Hampshire and Isle of Wight" in successor("E54000042")


@pytest.mark.parametrize(
    ("cell", "on", "kind"),
    [
        ("qmj ", BEFORE, None),
        ("E54000071", AFTER, None),
        ("E54000071", BEFORE, "early"),
        ("QZZ", AFTER, "unknown"),
        ("E54000099", AFTER, "unknown"),
        ("QMJ", None, None),
        ("E54000071", None, None),
        ("QZZ", None, "unknown"),
        ("Q1", AFTER, "shape"),
        ("NHS Northshire ICB", AFTER, "shape"),
        (12, AFTER, "shape"),
    ],
)
def test_a_board_is_read_as_it_stood_on_the_day(
    cell: str | int, on: date | None, kind: str | None
) -> None:
    assert read_icb(cell, on).kind == kind


def test_a_standing_or_unknown_board_has_no_successor() -> None:
    assert successor("QKS") == successor("QZZ") == ""


@pytest.mark.parametrize(
    ("cell", "code", "kind"),
    [
        ("A81001", "A81001", None),
        ("a81001 ", "A81001", None),
        ("V81997", "V81997", "pseudo"),
        ("V81999", "V81999", "pseudo"),
        ("A8100", None, "shape"),
        ("81001A", None, "shape"),
    ],
)
def test_a_practice_is_a_letter_and_five_digits(
    cell: str, code: str | None, kind: str | None
) -> None:
    assert (read_gp(cell).code, read_gp(cell).kind) == (code, kind)


@pytest.mark.parametrize(
    ("cell", "code", "kind"),
    [
        ("RV5", "RV5", None),
        ("rv501", "RV501", None),
        ("TAD", "TAD", None),
        ("NQT", "NQT", "unknown"),
        ("RV", None, "shape"),
        ("RV5012", None, "shape"),
        ("R-5", None, "shape"),
    ],
)
def test_a_trust_has_three_to_five_characters(
    cell: str, code: str | None, kind: str | None
) -> None:
    assert (read_trust(cell).code, read_trust(cell).kind) == (code, kind)


@given(st.one_of(st.text(max_size=12), st.integers(), st.floats()))
def test_any_cell_gives_a_code_unless_its_shape_is_wrong(cell: str | int | float) -> None:
    for reading in (read_la(cell), read_icb(cell, AFTER), read_trust(cell), read_gp(cell)):
        assert (reading.code is None) == (reading.kind == "shape")
        assert (reading.problem is None) == (reading.kind is None)
