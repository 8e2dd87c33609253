"""A cell is read where it can mean one thing only; the rest is said and is never a rating."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from s117xl.competency.ratings import read_audit_rating, read_day, read_level, read_rating
from s117xl.workbook.cells import error_cell


@pytest.mark.parametrize("cell", [0, 1, 2, 0.0, 1.0, 2.0])
def test_a_number_of_the_scale_is_a_rating(cell: float) -> None:
    assert read_rating(cell) == (int(cell), "")


@pytest.mark.parametrize("cell", ["N/A", "n/a"])
def test_not_applicable_from_the_list_says_nothing(cell: str) -> None:
    assert read_rating(cell) == ("N/A", "")


@pytest.mark.parametrize("cell", ["", "  ", None, "\u00a0", "\u200b"])
def test_a_blank_is_no_rating_and_nothing_is_said(cell: Any) -> None:
    assert read_rating(cell) == (None, "")


@pytest.mark.parametrize(
    ("cell", "rating"),
    [
        ("2 ", 2), ("2", 2), (" 1", 1), ("'0", 0), ("met", 2), ("Met.", 2), ("MET", 2),
        ("not met", 0), ("developing", 1), ("Partly  met", 1), ("partially met", 1),
        ("2\u00a0", 2), ("n/a ", "N/A"), ("NA", "N/A"), ("not applicable", "N/A"), ("2 met", 2),
    ],
)  # fmt: skip
def test_other_words_are_read_where_they_cannot_be_mistaken(cell: str, rating: object) -> None:
    value, note = read_rating(cell)
    assert value == rating
    assert "list" in note


@pytest.mark.parametrize(
    "cell",
    [3, -1, 1.5, 2.0001, True, False, "3", "-1", "yes", "y", "no", "1-2", "1/2", "2?", "good",
     "½", "I", "two", date(2026, 2, 1), datetime(2026, 1, 2, 3, 4), error_cell("#REF!"),
     error_cell("#N/A"), float("nan"), 1e300, "x" * 40_000],
)  # fmt: skip
def test_anything_else_is_no_rating_and_it_is_said(cell: Any) -> None:
    value, note = read_rating(cell)
    assert value is None
    assert note


def test_no_note_says_what_stands_in_the_cell() -> None:
    for cell in ("2 ", "met", "3", 3, "hopeless"):
        assert str(cell).strip() not in read_rating(cell).note.replace("0, 1, 2, N/A", "")


@pytest.mark.parametrize(
    ("cell", "level", "said"),
    [
        ("Practitioner", "Practitioner", False), ("senior", "Senior", False),
        ("Leader ", "Leader", True), ("S", "Senior", True), ("Senior/Specialist", "Senior", True),
        ("none", "none", False), ("n/a", "none", True), ("-", "none", True), ("", None, False),
        ("head of service", None, True), (2, None, True), (True, None, True),
    ],
)  # fmt: skip
def test_an_expected_level_is_read(cell: Any, level: str | None, said: bool) -> None:
    value, note = read_level(cell)
    assert (value, bool(note)) == (level, said)


@pytest.mark.parametrize(
    ("cell", "rating", "said"),
    [("Red", "Red", False), ("amber ", "Amber", True), ("G", "Green", True), ("", None, False),
     ("orange", None, True), (1, None, True), (error_cell("#REF!"), None, True)],
)  # fmt: skip
def test_an_audit_rating_is_read(cell: Any, rating: str | None, said: bool) -> None:
    value, note = read_audit_rating(cell)
    assert (value, bool(note)) == (rating, said)


TODAY = date(2026, 11, 2)


@pytest.mark.parametrize(
    ("cell", "day", "said"),
    [
        (date(2026, 11, 2), date(2026, 11, 2), False), (date(2026, 11, 3), date(2026, 11, 3), True),
        (datetime(2026, 10, 1, 9), date(2026, 10, 1), False), ("", None, False),
        ("1/10/26", None, True), (45000.0, None, True), (error_cell("#REF!"), None, True),
    ],
)  # fmt: skip
def test_a_day_is_read(cell: Any, day: date | None, said: bool) -> None:
    value, note = read_day(cell, TODAY)
    assert (value, bool(note)) == (day, said)
