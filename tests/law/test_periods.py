"""The figures, with the room that local policy has."""

from __future__ import annotations

import pytest

from s117xl.law.periods import all_periods, period

UNITS = {"months", "days", "working days", "years", "people", "characters", "reviews", "copies"}


def test_each_period_lies_within_its_own_bounds() -> None:
    for each in all_periods().values():
        assert each.least <= each.value <= each.most, each.name
        assert each.unit in UNITS, each.name
        assert each.authority, each.name
        assert each.note.endswith("."), each.name


@pytest.mark.parametrize(
    ("name", "value", "unit"),
    [
        ("first_review_months", 3, "months"),
        ("review_cycle_months", 12, "months"),
        ("decisions_apart_days", 28, "days"),
        ("reassessment_within_days", 90, "days"),
        ("premature_readmission_days", 90, "days"),
        ("early_ending_months", 12, "months"),
        ("funding_agreed_within_days", 28, "days"),
        ("dispute_stage_days", 28, "days"),
        ("or_dispute_referral_months", 4, "months"),
        ("asc_notified_within_days", 14, "days"),
        ("planning_start_within_days", 14, "days"),
        ("register_update_days", 90, "days"),
        ("full_review_at_least_months", 24, "months"),
        ("cto_first_renewal_months", 6, "months"),
        ("cto_renewal_months", 12, "months"),
        ("prison_release_planning_months", 6, "months"),
        ("end_request_answer_days", 28, "days"),
        ("near_birthday_days", 90, "days"),
        ("process_rules_months", 12, "months"),
        ("rationale_characters", 50, "characters"),
        ("copied_narrative_people", 5, "people"),
        ("transition_age_months", 17 * 12 + 6, "months"),
        ("registered_within_working_days", 5, "working days"),
    ],
)
def test_the_defaults_are_those_of_the_standard(name: str, value: int, unit: str) -> None:
    assert (period(name).value, period(name).unit) == (value, unit)


def test_due_soon_has_three_bands() -> None:
    names = ("due_soon_near_days", "due_soon_middle_days", "due_soon_days")
    assert [period(name).value for name in names] == [30, 60, 90]


def test_local_policy_cannot_move_what_the_act_sets() -> None:
    assert period("cto_first_renewal_months").fixed
    assert period("cto_renewal_months").fixed
    assert period("or_dispute_referral_months").most == 4
    assert period("review_cycle_months").most == 12
    assert not period("first_review_months").fixed
