"""The rights leaflet put to the test, and figures by group, counted by hand."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from s117xl.check import check
from s117xl.documents.statements import all_statements
from s117xl.insight.equity import MEASURES, Group, equity
from s117xl.insight.kpis.definitions import all_definitions
from s117xl.insight.kpis.leaflet import Kept, all_promises, leaflet
from s117xl.insight.kpis.quarters import read_period
from s117xl.register.schema import TABLES
from s117xl.rules.catalogue import all_rules
from tests.insight.test_kpis import LONG_AGO, UNSEEN, figures, many, services
from tests.insight.test_kpis_periods import gathered
from tests.people import AS_AT, REVIEW, context, ending

Row = dict[str, Any]


def promises(*people: Row, **tables: Any) -> dict[str, Kept]:
    given = context(**({name: [] for name in TABLES} | {"Register": list(people)} | tables))
    return {each.promise.id: each for each in leaflet(given, check(given))}


def test_on_a_lawful_register_every_promise_is_kept_or_applies_to_nobody() -> None:
    people = [*many({}), *many({"register_id": "V-9", "la_person_id": "LA-9"}, like=ending)]
    found = promises(*people, Reviews=[REVIEW], Services=services({}, count=1))
    assert {each.result for each in found.values()} == {"kept", "applies to nobody"}
    assert found["home"].result == "applies to nobody"
    assert found["reviews"].sentence == "Kept for all 1."


@pytest.mark.parametrize(
    ("promise", "changes"),
    [
        ("free", {"charged": "yes", "refund_status": "due", "refund_amount": 10}),
        ("reviews", LONG_AGO | UNSEEN),
        ("advocacy", {"advocacy_offered": None, "advocacy_type": None}),
        ("direct_payment", {"phb_offered": "no"}),
        ("plan", {"plan_shared_date": None}),
        ("crisis", {"contingency_plan": "no"}),
        ("accessible", {"rights_leaflet_date": None}),
        ("immigration", {"nrpf": "yes", "nrpf_note": "x", "record_status": "NOT-ENTITLED",
                         "status_reason": "no recourse to public funds"}),
    ],
)  # fmt: skip
def test_a_promise_that_is_broken_for_one_of_two(promise: str, changes: Row) -> None:
    kept = promises(*many({}, changes))[promise]
    assert (kept.result, kept.not_kept, kept.records) == ("not kept", 1, ("V-002",))
    assert kept.sentence.startswith("Not kept for 1 of ")


@pytest.mark.parametrize(
    ("promise", "changes"),
    [
        ("together", {"end_icb_date": None, "end_icb_decider": None}),
        ("lasting", {"end_reason": "X9"}),
        ("decline", {"end_reason": "X8"}),
    ],
)
def test_a_promise_about_the_end_that_is_broken(promise: str, changes: Row) -> None:
    kept = promises(*many({}, changes, like=ending))[promise]
    assert (kept.result, kept.kept, kept.not_kept) == ("not kept", 1, 1)


def test_a_promise_of_which_nobody_knows_is_not_kept_and_not_broken() -> None:
    alone = promises(*many({"contingency_plan": None}))["crisis"]
    assert (alone.result, alone.sentence) == (
        "not testable", "Not testable; of 1 it cannot be told."
    )  # fmt: skip
    beside = promises(*many({}, {"contingency_plan": None}))["crisis"]
    assert beside.sentence == "Kept for all 1 of whom it can be told; of 1 it cannot be told."


def test_a_promise_names_rules_figures_and_statements_that_there_are() -> None:
    for each in all_promises().values():
        assert each.rules
        assert set(each.rules) <= set(all_rules())
        assert set(each.kpis) <= set(all_definitions())
        assert not each.statement or each.statement in all_statements()


# Groups.


def groups(*people: Row, **tables: Any) -> dict[tuple[str, str, str], Group]:
    given = gathered(read_period("2026-Q1"), AS_AT, Register=list(people), **tables)
    return {(g.measure, g.dimension, g.group): g for g in equity(given)}


def test_each_group_is_counted_with_how_many_it_is() -> None:
    found = groups(*many(
        *[{"gender": "female"}] * 3, {"gender": "male"},
        {"gender": "male", "advocacy_offered": None}, {"gender": None},
    ))  # fmt: skip
    women, men, unknown = (found["K27", "Gender", name] for name in ("female", "male", "not known"))
    assert [(g.met, g.n) for g in (women, men, unknown)] == [(3, 3), (1, 2), (1, 1)]
    assert (men.share, men.ratio) == (Fraction(1, 2), Fraction(1, 2) / Fraction(5, 6))
    assert not men.flag, "two are too few to say anything of"


def test_a_group_of_ten_with_a_share_far_off_is_flagged_and_counted_in_k31() -> None:
    late = LONG_AGO | UNSEEN
    people = many(
        *[LONG_AGO | {"ethnic_category": "A"}] * 30, *[late | {"ethnic_category": "M"}] * 4,
        *[LONG_AGO | {"ethnic_category": "M"}] * 6,
    )  # fmt: skip
    found = groups(*people)
    black = next(g for (m, d, _), g in found.items() if (m, d, g.n) == ("K06", "Ethnic group", 10))
    assert (black.met, black.flag) == (6, True)
    kpi = figures(Register=people)["K31"]
    assert kpi.numerator == 1
    assert kpi.denominator == sum(g.compared for g in found.values() if g.measure in (
        "K04", "K05", "K06", "K18"))  # fmt: skip


def test_nine_are_too_few_to_flag_and_whom_nobody_knows_is_no_group() -> None:
    late = LONG_AGO | UNSEEN
    few = many(*[LONG_AGO] * 30, *[late | {"gender": "male"}] * 9)
    assert not groups(*few)["K06", "Gender", "male"].flag
    unknown = many(*[LONG_AGO] * 30, *[late | {"gender": None}] * 12)
    assert not groups(*unknown)["K06", "Gender", "not known"].flag


def test_the_groups_of_each_dimension_hold_everybody_once() -> None:
    people = many(*[{"disability": each} for each in (None, "none", "autism; sensory",
                                                      "learning disability; autism")])  # fmt: skip
    found = groups(*people)
    for measure in MEASURES:
        for dimension in {d for m, d, _ in found if m == measure}:
            mine = [g for (m, d, _), g in found.items() if (m, d) == (measure, dimension)]
            if measure in ("K27", "leaflet"):
                assert sum(g.n + g.not_testable for g in mine) == 4
    assert found["K27", "Autism", "yes"].n == 2
    assert found["K27", "Learning disability", "yes"].n == 1
    assert found["K27", "Autism", "not known"].n == 1
