"""Accommodation that is aftercare, its rent, and top-ups."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.people import SERVICE, found, person, run_rule
from tests.rules.speech import is_plain, spoken

HOME: dict[str, Any] = SERVICE | {
    "service_type": "accommodation",
    "accommodation_paid_by": "LA and ICB",
}
TOP_UP: dict[str, Any] = HOME | {
    "topup_amount": 40,
    "topup_payer": "third party",
    "topup_agreement": date(2025, 6, 30),
    "topup_reason": "chose dearer place",
    "no_topup_option": "yes",
}


@pytest.mark.parametrize(
    ("said", "reason", "hit"),
    [("yes", None, 1), ("yes", "Staffed day and night against relapse", 0), ("no", None, 0)],
)
def test_accommodation_as_aftercare_has_its_reason(said: str, reason: str | None, hit: int) -> None:
    rows = [person(accommodation_s117=said, accommodation_rationale=reason)]
    assert found("R084", Register=rows) == [("V-001", "accommodation_rationale")] * hit


@pytest.mark.parametrize(
    ("changes", "hit"),
    [
        ({}, 0),
        ({"link_rationale": None}, 1),
        ({"link_rationale": None, "service_type": "transport"}, 0),
        ({"link_rationale": None, "is_s117": "no"}, 0),
    ],
)
def test_a_service_of_accommodation_says_how_it_meets_the_tests(
    changes: dict[str, Any], hit: int
) -> None:
    assert found("R084", Services=[HOME | changes]) == [("S-001", "link_rationale")] * hit


@pytest.mark.parametrize("cell", [None, "perhaps"])
def test_accommodation_that_may_not_be_aftercare_is_not_tested(cell: str | None) -> None:
    row = person(accommodation_s117=cell, accommodation_rationale=None)
    home = HOME | {"is_s117": cell, "link_rationale": None}
    outcome, findings = run_rule("R084", Register=[row], Services=[home])
    assert (findings, outcome.untested) == ([], 2)


@pytest.mark.parametrize(
    ("changes", "hit"),
    [
        ({}, 0),
        ({"accommodation_paid_by": "housing benefit"}, 1),
        ({"accommodation_paid_by": "person"}, 1),
        ({"accommodation_paid_by": "person", "is_s117": "no"}, 0),
        ({"accommodation_paid_by": "person", "service_type": "transport"}, 0),
    ],
)
def test_the_two_bodies_pay_the_rent_of_aftercare(changes: dict[str, Any], hit: int) -> None:
    places = found("R085", Services=[HOME | changes])
    assert places == [("S-001", "accommodation_paid_by")] * hit


@pytest.mark.parametrize("cell", [None, "the bank"])
def test_rent_paid_by_nobody_known_is_not_tested(cell: str | None) -> None:
    outcome, findings = run_rule("R085", Services=[HOME | {"accommodation_paid_by": cell}])
    assert (findings, outcome.untested) == ([], 1)


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({}, []),
        ({"topup_agreement": None}, ["topup_agreement"]),
        ({"topup_agreement": None, "topup_amount": 0.5}, ["topup_agreement"]),
        ({"topup_agreement": None, "topup_amount": 0}, []),
        ({"no_topup_option": "no"}, ["no_topup_option"]),
        ({"topup_agreement": date(2025, 6, 29)}, ["topup_reviewed"]),
        ({"topup_agreement": date(2024, 1, 1), "topup_reviewed": date(2025, 6, 30)}, []),
        ({"topup_agreement": date(2024, 1, 1), "topup_reviewed": date(2025, 6, 29)},
         ["topup_reviewed"]),
        ({"topup_agreement": None, "topup_reviewed": date(2025, 6, 29)},
         ["topup_agreement", "topup_reviewed"]),
        ({"topup_amount": None, "topup_agreement": None}, ["topup_agreement"]),
    ],
)  # fmt: skip
def test_a_top_up_has_an_agreement_a_choice_and_a_yearly_review(
    changes: dict[str, Any], fields: list[str]
) -> None:
    assert found("R086", Services=[TOP_UP | changes]) == [("S-001", field) for field in fields]


@pytest.mark.parametrize(
    ("as_at", "hit"), [(date(2026, 6, 29), 0), (date(2026, 6, 30), 0), (date(2026, 7, 1), 1)]
)
def test_a_top_up_is_reviewed_within_twelve_months(as_at: date, hit: int) -> None:
    assert found("R086", Services=[TOP_UP], as_at=as_at) == [("S-001", "topup_reviewed")] * hit


@pytest.mark.parametrize(
    ("end", "hit"), [(date(2025, 6, 29), 0), (date(2025, 6, 30), 0), (date(2025, 7, 1), 1)]
)
def test_a_top_up_is_reviewed_only_while_the_service_runs(end: date, hit: int) -> None:
    rows = [TOP_UP | {"topup_agreement": date(2024, 6, 30), "end": end}]
    assert found("R086", Services=rows) == [("S-001", "topup_reviewed")] * hit


@pytest.mark.parametrize(
    "changes", [{"topup_amount": 0}, {"topup_amount": None, "topup_payer": None}]
)
def test_where_nobody_pays_extra_there_is_no_top_up(changes: dict[str, Any]) -> None:
    rows = [TOP_UP | {"topup_agreement": None} | changes]
    assert run_rule("R086", Services=rows)[0].outcome == "not-applicable"


@pytest.mark.parametrize("field", ["topup_amount", "topup_agreement", "topup_reviewed", "end"])
def test_a_top_up_that_cannot_be_read_is_not_tested(field: str) -> None:
    rows = [TOP_UP | {"no_topup_option": "no", field: "some"}]
    outcome, findings = run_rule("R086", Services=rows)
    assert findings == []
    assert outcome.outcome in ("not-run", "not-applicable")


def test_a_choice_that_is_blank_is_not_taken_for_none() -> None:
    assert found("R086", Services=[TOP_UP | {"no_topup_option": None}]) == []


def test_every_message_is_a_finished_sentence() -> None:
    services = [
        TOP_UP | {"topup_agreement": None, "no_topup_option": "no", "link_rationale": None},
        TOP_UP | {"service_id": "S-002", "topup_agreement": date(2024, 1, 1)},
        HOME | {"service_id": "S-003", "accommodation_paid_by": "person"},
    ]
    rows = [person(accommodation_s117="yes")]
    texts = spoken(("R084", "R085", "R086"), Register=rows, Services=services)
    assert [text for text in texts if not is_plain(text)] == []
