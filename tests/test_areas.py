"""Which council and board a place belongs to, as a partnership's own table says."""

from __future__ import annotations

import pytest

from s117xl.areas import AreaRow, Areas, read_areas

LEEDS, BRADFORD = "E08000035", "E08000032"


def areas(*rows: tuple[object, object, object]) -> tuple[Areas, list[tuple[str, str]]]:
    return read_areas(AreaRow(f"A{number}", *row) for number, row in enumerate(rows, 50))


@pytest.mark.parametrize(
    ("postcode", "council"),
    [
        ("LS1 4AP", BRADFORD),
        ("LS1 4AQ", "E10000019"),
        ("LS1 5AA", LEEDS),
        ("LS11 4AP", "211"),
        ("LS2 4AP", "211"),
        ("L1 4AP", ""),
        ("BD1 1AA", ""),
        ("GIR 0AA", ""),
        ("", ""),
    ],
)
def test_the_longest_beginning_that_is_listed_counts(postcode: str, council: str) -> None:
    listed, faults = areas(
        ("LS", 211, ""), ("ls1", LEEDS, ""), ("LS1 4", "E10000019", ""), ("LS1 4AP", BRADFORD, "")
    )
    assert faults == []
    assert listed.council_of(postcode) == council


def test_a_council_may_lie_in_several_boards_each_under_its_first_code() -> None:
    listed, faults = areas(("", LEEDS, "QWO"), ("", LEEDS, "E54000054"), ("LS", LEEDS, "QHM"))
    assert faults == []
    assert listed.boards == {LEEDS: frozenset({"QWO", "QHM"})}


def test_a_council_with_two_codes_is_one() -> None:
    listed, faults = areas(("S70", "E08000038", ""), ("S71", "E08000016", ""))
    assert (faults, set(listed.councils.values())) == ([], {"E08000016"})


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (("Leeds", LEEDS, ""), "beginning of a postcode"),
        (("LS14AP", LEEDS, ""), "beginning of a postcode"),
        (("LS1", "Leeds", ""), "does not name a council"),
        (("LS1", "", ""), "does not name a council"),
        (("LS1", "E07000032", ""), "does not name a council"),
        (("LS1", LEEDS, "West Yorkshire"), "Integrated Care Board"),
        (("", LEEDS, ""), "neither a postcode nor a board"),
    ],
)
def test_a_line_that_cannot_be_used_is_told_with_its_place(
    row: tuple[object, object, object], why: str
) -> None:
    listed, faults = areas(("", "", ""), row)
    assert (listed.councils, listed.boards) == ({}, {})
    assert [(place, why in told) for place, told in faults] == [("A51", True)]


def test_a_postcode_of_two_councils_is_told() -> None:
    listed, faults = areas(("LS1", LEEDS, ""), ("LS1", LEEDS, ""), ("LS1", BRADFORD, ""))
    assert [place for place, _ in faults] == ["A52"]
    assert listed.council_of("LS1 1AA") == LEEDS


@pytest.mark.parametrize("code", ["QRL", "E54000042", "E54000067"])
def test_a_board_whose_boundary_moved_is_one_board(code: str) -> None:
    listed, _ = areas(("", LEEDS, code))
    assert listed.boards == {LEEDS: frozenset({"QRL"})}
