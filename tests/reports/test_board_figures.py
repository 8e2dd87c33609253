"""The figures themselves, counted by hand on a few people."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from s117xl.check import check
from s117xl.derived import derive
from s117xl.reports.board import cases, people, quality
from s117xl.reports.board.equity import equity, is_flagged, ratio
from s117xl.reports.board.figures import quarter_start
from s117xl.reports.board.measures import measures
from s117xl.reports.board.model import FEWER, SUPPRESSED, Block, Figure, per_cent
from s117xl.reports.board.publishing import published, small_counts
from s117xl.rules.rows import Context
from tests.people import AS_AT, DISPUTE, context, ending, person
from tests.reports.board_samples import Given, figures

OTHERS: dict[str, list[dict[str, Any]]] = {
    "Services": [], "Reviews": [], "Panel": [], "Admissions": [], "RegisterReviews": [],
}  # fmt: skip


def made(*rows: dict[str, Any], disputes: Sequence[dict[str, Any]] = ()) -> Context:
    given: dict[str, Any] = {**OTHERS, "Register": list(rows), "Disputes": list(disputes)}
    return context(**given)


def numbers(block: Block) -> dict[str, int | None]:
    return {each.key: each.count for each in block}


def child(**changes: Any) -> dict[str, Any]:
    return person(dob=date(2008, 9, 1), **changes)


def test_the_bands_of_overdue_reviews_are_those_of_the_dashboard() -> None:
    rows = [
        person(register_id=f"V-{n}", last_review_date=day, next_review_due=None)
        for n, day in enumerate((date(2025, 6, 29), date(2025, 5, 31), date(2025, 5, 30)))
    ]
    # They left hospital in 2026, so a review before it does not count: the first was due in April.
    found = made(*rows)
    check(found)
    assert numbers(people.overdue(derive(found))) == {
        "overdue.1": 0, "overdue.31": 3, "overdue.91": 0, "overdue.181": 0,
    }  # fmt: skip


def test_a_review_without_a_day_is_in_no_band() -> None:
    found = made(person(discharge_date=None, last_review_date=None))
    check(found)
    late = people.late_reviews(derive(found))
    assert (late.count, late.untested) == (None, 1)


def test_a_child_without_a_lead_is_counted_and_an_unknown_age_apart() -> None:
    block = people.children(made(child(), child(cyp_lead="P. Quist"), person(dob=None)))
    found = numbers(block)
    assert (found["child.all"], found["child.lead"], found["child.near"]) == (2, 1, 2)
    assert block.get("child.all").untested == 1


def test_want_of_funds_that_is_not_recorded_is_not_a_no() -> None:
    found = people.nrpf(made(person(nrpf="yes"), person(nrpf=None), person(nrpf="unknown")))
    assert found.get("nrpf.all").count == 1
    assert found.get("nrpf.all").untested == 2
    assert found.get("nrpf.blank").count == 2
    assert found.get("nrpf.note").of == 1


def test_an_ending_that_a_rule_speaks_against_is_in_doubt() -> None:
    rows = [ending(), ending(register_id="V-002", end_icb_decider=None, end_icb_date=None)]
    found = made(*rows)
    block = cases.endings(found, check(found), date(2026, 4, 1))
    assert numbers(block) == {
        "end.period": 2, "end.joint": 1, "end.doubt": 1, "end.year": 2, "end.asked": 0,
    }  # fmt: skip
    assert block.get("end.doubt").records == ("V-002",)


def test_an_ending_before_the_period_is_in_the_year_alone() -> None:
    found = made(ending(end_date=date(2026, 3, 31)))
    block = cases.endings(found, check(found), date(2026, 4, 1))
    assert (block.get("end.period").count, block.get("end.year").count) == (0, 1)


def test_an_ending_without_a_day_is_one_that_does_not_tell() -> None:
    found = made(ending(end_date=None), ending())
    figure = cases.endings(found, check(found), date(2026, 4, 1)).get("end.period")
    assert (figure.count, figure.untested) == (1, 1)


def test_disputes_are_counted_by_how_they_stand() -> None:
    rows = [
        {**DISPUTE, "raised": date(2026, 1, 5), "stage_date": date(2026, 1, 5)},
        {**DISPUTE, "dispute_id": "D-2", "interim_funder": None, "raised": date(2026, 6, 20)},
        {**DISPUTE, "dispute_id": "D-3", "stage": "resolved", "resolved": date(2026, 6, 1)},
    ]
    found = made(person(), disputes=rows)
    assert numbers(cases.disputes(found)) == {
        "dispute.open": 2, "dispute.days": 93, "dispute.residence": 1, "dispute.still": 1,
        "dispute.nobody": 1, "dispute.paused": 0,
    }  # fmt: skip


def test_a_table_with_no_row_says_so() -> None:
    figure = cases.disputes(made(person())).get("dispute.open")
    assert (figure.count, figure.why) == (0, "the Disputes table has no row")


def test_a_column_that_is_not_there_gives_no_figure() -> None:
    found = made(person(nrpf=...))
    figure = people.nrpf(found).get("nrpf.all")
    assert figure.count is None
    assert "has no column" in figure.why
    assert figure.number == "not known"


def test_required_cells_are_counted_by_group() -> None:
    groups, blanks = quality.filled(made(person(), person(register_id="V-002", surname=None)))
    surnames = blanks.get("blank.surname")
    assert (surnames.count, surnames.of) == (1, 2)
    identity = groups.get("filled.Identity")
    assert identity.of is not None
    assert identity.count == identity.of - 1


def test_a_group_that_differs_is_flagged() -> None:
    late = [person(register_id=f"L-{n}", gender="male", last_review_date=None) for n in range(12)]
    kept = [person(register_id=f"K-{n}", gender="female") for n in range(12)]
    found = made(*late, *kept)
    check(found)
    (block,) = [b for b in equity(found, derive(found)) if b.title == "Gender"]
    men, women = block.get("equity.Gender.Male"), block.get("equity.Gender.Female")
    assert ratio(men, block) == 2
    assert is_flagged(men, block)
    assert is_flagged(women, block)
    assert sum(each.people or 0 for each in block) == 24


def test_the_period_begins_with_its_quarter() -> None:
    assert quarter_start(AS_AT) == date(2026, 4, 1)
    assert quarter_start(date(2026, 1, 1)) == date(2026, 1, 1)


@pytest.mark.parametrize(
    ("share", "places", "words"),
    [(0.125, 0, "13%"), (0.1235, 1, "12.4%"), (1.0, 1, "100%"), (0.0, 1, "0%"), (None, 1, "")],
)
def test_a_share_is_rounded_half_up(share: float | None, places: int, words: str) -> None:
    assert per_cent(share, places) == words


# Small numbers


@given(st.lists(st.integers(0, 300), min_size=1, max_size=8), st.booleans())
def test_no_count_under_five_is_shown(counts: list[int], adds_up: bool) -> None:
    for count, shown in zip(counts, small_counts(counts, adds_up), strict=True):
        assert shown is None or (shown >= 5 and shown % 5 == 0 and count >= 5)


@given(st.lists(st.integers(0, 300), min_size=2, max_size=8))
def test_one_that_is_withheld_alone_takes_another_along(counts: list[int]) -> None:
    assert small_counts(counts, True).count(None) != 1


def figure(count: int | None, of: int | None = None, **more: Any) -> Figure:
    return Figure("k", "n", count, "q", of=of, **more)


def shown(*given: Figure, adds_up: bool = False) -> list[Figure]:
    from s117xl.reports.board.publishing import _block

    return list(_block(Block("", given, adds_up=adds_up), small_counts))


def test_a_share_needs_enough_on_both_sides() -> None:
    words = [(each.number, each.share) for each in shown(figure(30, 60), figure(58, 60),
                                                         figure(6, 8), figure(2, 60))]  # fmt: skip
    assert words == [("30", 0.5), ("60", None), ("5", None), (FEWER, None)]


def test_ids_and_small_unknowns_are_withheld() -> None:
    (one,) = shown(figure(30, 60, records=("V-1",), untested=3))
    assert (one.records, one.untested, one.not_tested) == ((), 0, FEWER)


def test_no_word_tells_that_a_count_is_nought() -> None:
    hidden = published(figures("empty", full=True))
    for each in hidden.every():
        assert not (each.withheld and each.why)
    disputes = hidden.disputes
    assert [each.number for each in disputes] == [FEWER, SUPPRESSED, *[FEWER] * 4]
    assert not any(re.match(r"\d+ of \d+", why) for _, why in hidden.not_run)
    (nobody,) = [each for each in hidden.measures if each.code == "K18"]
    assert nobody.why == ""


def test_a_count_that_is_not_known_stays_unknown() -> None:
    (one,) = shown(figure(None, why="no column"))
    assert (one.number, one.count) == ("not known", None)


def test_what_rests_on_few_people_is_suppressed() -> None:
    assert [each.number for each in shown(figure(80, people=2), figure(80, people=20))] == [
        SUPPRESSED, "80",
    ]  # fmt: skip


def test_another_rule_on_small_numbers_can_be_given() -> None:
    hidden = published(figures("many"), lambda counts, adds_up: [None] * len(counts))
    assert all(each.count is None for each in hidden.every())
    loose = published(figures("many"), lambda counts, adds_up: list(counts))
    assert all(each.count is None or each.count >= 5 for each in loose.every())


def test_measures_of_a_release_are_left_as_they_are() -> None:
    given = [Given("K22", "Days", 15, None, None, 40.0, 28, "Red", "days", records=("V-1",))]
    (plain,) = measures(given)
    (released,) = measures(given, released=True)
    from s117xl.reports.board.publishing import _measure

    assert _measure(plain, small_counts).figure.withheld == SUPPRESSED
    kept = _measure(released, small_counts)
    assert (kept.amount, kept.rag, kept.figure.records) == (40.0, "Red", ())


def test_measures_go_by_their_counts_and_units() -> None:
    found = {each.code: each for each in figures("many", full=True).measures}
    assert found["K05"].value == pytest.approx(40 / 52)
    assert found["K05"].was == "Green"
    assert found["K34"].unit == "£"
    assert found["K18"].value is None
