"""The score, worked by hand: a profile, differences as findings, evidence, priorities, the plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from s117xl.baseline.plan import plan_line
from s117xl.baseline.score import Scored, score
from s117xl.baseline.tables import AGREED, PARTNERS, Action, Baseline, Past, Priority, RatingRow
from s117xl.refusal import Refused
from tests.baseline.filled import AS_AT, PROTOCOL, partnership

WHOLE = Action(
    7, 1, "Act", "LA", "Head", date(2026, 1, 1), date(2026, 6, 30), "Half", "All", False, "", "",
    "In progress",
)  # fmt: skip


def scored(baseline: Baseline | None = None, previous: Baseline | None = None) -> Scored:
    return score(baseline or partnership(), AS_AT, previous)


def one(*ratings: int | None, agreed: int | None = None, evidence: str = "") -> Baseline:
    rows = {who: RatingRow(rating) for who, rating in zip(PARTNERS, ratings, strict=True)}
    return Baseline(ratings={1: {**rows, AGREED: RatingRow(agreed, evidence=evidence)}})


def test_the_hand_worked_profile() -> None:
    found = scored().dimensions
    assert [(s.ref, s.agreed, s.rag, s.differ, s.finding) for s in found] == [
        ("B1", 3, "Amber", 2, True),
        ("B2", 4, "Green", 0, False),
        ("B3", 2, "Red", 1, True),
        ("B4", 3, "Amber", 0, False),
        ("B5", 2, "Red", 4, True),
    ]
    assert scored().lowest == ("B3", "B5")
    assert [finding[:2] for finding in scored().findings] == ["B1", "B3", "B5"]


def test_no_figure_is_made_of_the_five_ratings() -> None:
    names = set(Scored.__slots__)
    assert not names & {"total", "mean", "score", "overall", "average"}


@pytest.mark.parametrize(
    ("rating", "rag"), [(1, "Red"), (2, "Red"), (3, "Amber"), (4, "Green"), (5, "Green")]
)
def test_red_amber_green(rating: int, rag: str) -> None:
    assert scored(one(3, 3, 3, agreed=rating)).dimensions[0].rag == rag


def test_a_blank_is_neither_red_nor_nought() -> None:
    found = scored(one(None, None, None)).dimensions[0]
    assert (found.agreed, found.rag, found.differ, found.evidence_missing) == (
        None, "not agreed", None, False,
    )  # fmt: skip
    assert scored(Baseline()).lowest == ()


@pytest.mark.parametrize(("least", "finding"), [(1, True), (2, False)])
def test_partners_who_differ_by_one_are_a_finding_unless_settings_lets_it_pass(
    least: int, finding: bool
) -> None:
    baseline = replace(one(3, 4, 3), differ_by=least)
    assert scored(baseline).dimensions[0].finding is finding


def test_two_partners_are_compared_and_the_third_is_asked_for() -> None:
    found = scored(one(2, None, 4)).dimensions[0]
    assert found.differ == 2
    assert found.partners_say.endswith("Not yet rated: ICB.")


@pytest.mark.parametrize(
    ("rating", "evidence", "missing"),
    [(3, "", False), (4, "", True), (5, "n/a", True), (4, "x" * 19, True), (4, "x" * 20, False),
     (5, PROTOCOL, False)],
)  # fmt: skip
def test_a_four_or_five_needs_evidence(rating: int, evidence: str, missing: bool) -> None:
    found = scored(one(3, 3, 3, agreed=rating, evidence=evidence))
    assert found.dimensions[0].evidence_missing is missing
    assert any("no evidence for a" in gap for gap in found.gaps) is missing


def test_agreed_higher_than_every_partner_is_told() -> None:
    found = scored(one(2, 2, 3, agreed=4, evidence=PROTOCOL))
    assert "Higher than any partner" in found.dimensions[0].agreed_says
    assert any("agreed higher" in warning for warning in found.warnings)


def named(count: int) -> Baseline:
    rows = [Priority(n, f"Priority {n}", cell=f"B{n + 6}") for n in range(1, count + 1)]
    return replace(partnership(), priorities=rows)


def test_a_sixth_priority_is_refused_and_says_where() -> None:
    with pytest.raises(Refused, match=r"the sixth is in cell B12 of the sheet Priorities"):
        scored(named(6))


@pytest.mark.parametrize(("count", "warned"), [(0, True), (2, True), (3, False), (5, False)])
def test_fewer_than_three_priorities_are_a_warning(count: int, warned: bool) -> None:
    warnings = scored(named(count)).warnings
    assert any("choose three to five" in warning for warning in warnings) is warned


def test_a_priority_with_no_action_is_told() -> None:
    assert "Priority 4 has no action in the plan." in scored(named(4)).warnings


def test_a_whole_line_of_the_plan_lacks_nothing_on_its_last_day_and_is_late_after_it() -> None:
    assert plan_line(WHOLE, AS_AT).says == ""
    late = plan_line(WHOLE, AS_AT + timedelta(days=1))
    assert (late.overdue, late.says) == (True, "Overdue since 30 Jun 2026.")


@pytest.mark.parametrize("state", ["Done", "Dropped"])
def test_what_is_closed_is_never_late(state: str) -> None:
    assert not plan_line(replace(WHOLE, state=state), date(2027, 1, 1)).overdue


def test_a_line_names_all_that_it_lacks() -> None:
    line = plan_line(Action(9, action="Train", co_produced=True), AS_AT)
    assert line.missing == (
        "the priority", "the lead organisation", "the accountable officer", "the due date",
        "a milestone", "a measure of success", "with whom it was co-produced",
    )  # fmt: skip


def test_due_before_it_starts_is_told() -> None:
    line = plan_line(replace(WHOLE, start=date(2026, 7, 1)), AS_AT)
    assert line.says == "Due before it starts."


def test_year_on_year_from_the_workbooks_own_table() -> None:
    assert [year.says for year in scored().years] == [
        "Up by 1.", "Unchanged.", "Not known for the last time.", "Down by 1.",
        "Not known for the last time.",
    ]  # fmt: skip


def test_year_on_year_with_the_last_workbook_goes_before_what_was_typed() -> None:
    last = Baseline(ratings={1: {AGREED: RatingRow(5)}})
    years = scored(previous=last).years
    assert (years[0].last, years[0].says) == (5, "Down by 2.")
    assert years[1].last is None


def test_what_is_not_agreed_is_no_fall() -> None:
    baseline = Baseline(past={1: Past("2025/26", 4)})
    assert scored(baseline).years[0].says == "Not agreed yet."


def test_a_signature_counts_with_a_name_and_a_day_that_has_come() -> None:
    assert scored().signed == ("LA", "ICB")
    assert score(partnership(), date(2026, 5, 28)).signed == ("LA",)
    assert "Not signed yet: NHS Trust." in scored().warnings


RATING = st.one_of(st.none(), st.integers(1, 5))


@given(RATING, RATING, RATING, RATING)
def test_the_order_of_the_partners_changes_no_difference(
    la: int | None, icb: int | None, trust: int | None, agreed: int | None
) -> None:
    there, back = one(la, icb, trust, agreed=agreed), one(trust, icb, la, agreed=agreed)
    first, second = scored(there).dimensions[0], scored(back).dimensions[0]
    assert (first.differ, first.finding, first.rag) == (second.differ, second.finding, second.rag)
