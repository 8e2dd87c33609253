"""Endings: both decisions, and the evidence for them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from s117xl.rules.endings import holds_role
from tests.people import REVIEW, SERVICE, ending, found, person, run_rule
from tests.rules.sentences import is_whole

CODES = ("R002", "R003", "R004", "R005", "R006", "R010", "R011", "R013", "R126")
BROKEN = "tomorrow or so"
"""What no date column can read."""


@pytest.mark.parametrize("code", CODES)
def test_a_lawful_ending_gives_nothing(code: str) -> None:
    outcome, findings = run_rule(code, Register=[ending()], Services=[SERVICE], Reviews=[REVIEW])
    assert (outcome.outcome, findings) == ("clean", [])


@pytest.mark.parametrize("code", CODES)
def test_a_live_record_is_not_what_these_rules_are_about(code: str) -> None:
    assert run_rule(code, Register=[person()])[0].outcome == "not-applicable"


@pytest.mark.parametrize(
    ("code", "changes", "field"),
    [
        ("R002", {"cto_start": date(2026, 1, 15)}, "end_date"),
        ("R002", {"cto_start": date(2026, 5, 29)}, "end_date"),
        ("R002", {"cto_start": date(2026, 1, 15), "cto_end": date(2026, 5, 30)}, "end_date"),
        ("R002", {"cto_start": date(2025, 1, 15), "cto_expiry": date(2026, 5, 29)}, "end_date"),
        (
            "R002",
            {
                "cto_start": date(2025, 1, 15),
                "cto_expiry": date(2026, 5, 28),
                "cto_renewed": date(2026, 5, 1),
            },
            "end_date",
        ),
        (
            "R002",
            {
                "cto_start": date(2025, 1, 15),
                "cto_expiry": date(2026, 1, 10),
                "cto_renewed": date(2025, 11, 10),
            },
            "end_date",
        ),
        ("R003", {"end_la_date": None}, "end_la_date"),
        ("R003", {"end_la_decider": None}, "end_la_decider"),
        ("R003", {"end_la_decider": " ", "end_la_date": BROKEN}, "end_la_decider"),
        ("R004", {"end_icb_date": None}, "end_icb_date"),
        ("R004", {"end_icb_decider": None}, "end_icb_decider"),
        ("R005", {"end_la_date": date(2026, 4, 21)}, "end_icb_date"),
        ("R005", {"end_la_date": date(2026, 5, 30)}, "end_date"),
        ("R005", {"end_icb_date": date(2026, 5, 30)}, "end_date"),
        ("R005", {"end_icb_date": date(2026, 5, 30), "end_la_date": None}, "end_date"),
        ("R006", {"end_reassessment_date": None}, "end_reassessment_date"),
        ("R006", {"end_reassessment_date": None, "end_date": BROKEN}, "end_reassessment_date"),
        ("R006", {"end_reassessment_date": date(2026, 2, 27)}, "end_reassessment_date"),
        ("R006", {"end_reassessment_date": date(2026, 5, 30)}, "end_reassessment_date"),
        ("R010", {"end_person_involved": None}, "end_person_involved"),
        ("R010", {"end_person_involved": "no"}, "end_involvement_reason"),
        ("R010", {"end_person_involved": "unknown"}, "end_involvement_reason"),
        ("R011", {"end_notice_date": None}, "end_notice_date"),
        ("R013", {"end_authorised_by": None}, "end_authorised_by"),
        ("R126", {"end_rationale": None}, "end_rationale"),
        ("R126", {"end_rationale": None, "end_date": BROKEN}, "end_rationale"),
        ("R126", {"end_date": None}, "end_date"),
    ],
)
def test_finds(code: str, changes: dict[str, Any], field: str) -> None:
    assert found(code, Register=[ending(**changes)]) == [("V-001", field)]


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("R002", {"trigger": "CTO", "cto_end": date(2026, 5, 29)}),
        ("R002", {"cto_start": date(2026, 5, 30)}),
        ("R002", {"cto_start": date(2026, 1, 15), "cto_end": date(2026, 5, 29)}),
        ("R002", {"cto_start": date(2026, 1, 15), "cto_end": date(2026, 5, 28)}),
        ("R005", {"end_la_date": date(2026, 4, 22)}),
        ("R005", {"end_la_date": date(2026, 5, 29), "end_icb_date": date(2026, 5, 29)}),
        ("R006", {"end_reassessment_date": date(2026, 2, 28)}),
        ("R006", {"end_reassessment_date": date(2026, 5, 29)}),
        ("R010", {"end_person_involved": "no", "end_involvement_reason": "Did not wish to."}),
        ("R013", {"end_authorised_by": "Anybody"}),
    ],
)
def test_passes(code: str, changes: dict[str, Any]) -> None:
    outcome, findings = run_rule(code, Register=[ending(**changes)])
    assert (outcome.outcome, findings) == ("clean", [])


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("R002", {"cto_start": BROKEN}),
        ("R002", {"cto_start": date(2026, 1, 15), "cto_end": BROKEN}),
        ("R002", {"cto_start": date(2026, 1, 15), "end_date": None}),
        ("R002", {"cto_start": date(2026, 1, 15), "end_date": BROKEN}),
        ("R002", {"cto_start": date(2025, 1, 15), "cto_expiry": date(2026, 5, 28)}),
        ("R002", {"cto_start": date(2025, 1, 15), "cto_expiry": BROKEN}),
        (
            "R002",
            {
                "cto_start": date(2025, 1, 15),
                "cto_expiry": date(2026, 1, 11),
                "cto_renewed": date(2025, 11, 10),
            },
        ),
        ("R002", {"trigger": "CTO"}),
        ("R002", {"cto_expiry": date(2026, 9, 1)}),
        ("R002", {"cto_renewed": date(2026, 3, 1)}),
        ("R002", {"trigger": "CTO", "cto_end": date(2026, 5, 30)}),
        ("R005", {"end_la_date": None, "end_date": None}),
        ("R005", {"end_la_date": BROKEN, "end_icb_date": BROKEN}),
        ("R006", {"end_reassessment_date": BROKEN}),
        ("R006", {"end_date": None}),
        ("R010", {"end_person_involved": "perhaps"}),
        ("R011", {"end_notice_date": BROKEN}),
        ("R126", {"record_status": "perhaps", "end_date": None, "end_rationale": None}),
    ],
)
def test_cannot_be_told(code: str, changes: dict[str, Any]) -> None:
    outcome, findings = run_rule(code, Register=[ending(**changes)])
    assert (outcome.outcome, outcome.untested, findings) == ("not-run", 1, [])


@pytest.mark.parametrize("code", ["R003", "R004"])
def test_an_unreadable_decision_date_is_neither_there_nor_missing(code: str) -> None:
    key = "end_la_date" if code == "R003" else "end_icb_date"
    assert found(code, Register=[ending(**{key: BROKEN})]) == []


@pytest.mark.parametrize(
    ("days", "apart", "hits"), [(0, 0, False), (0, 1, True), (60, 60, False), (60, 61, True)]
)
def test_how_far_apart_decisions_may_be_is_local_policy(days: int, apart: int, hits: bool) -> None:
    decided = date.fromordinal(date(2026, 5, 20).toordinal() - apart)
    rows = [ending(end_la_date=decided)]
    settings = {"decisions_apart_days": days}
    assert bool(found("R005", Register=rows, settings=settings)) is hits


@pytest.mark.parametrize(
    ("who", "hits"),
    [("Director of adult  social services", False), ("A Name, Head of Service", False),
     ("Deputy Director of Adult Social Services", True), ("A Name", True)],
)  # fmt: skip
def test_authorisers_are_the_roles_of_settings(who: str, hits: bool) -> None:
    settings = {"authorisers": "Director of Adult Social Services; Head of Service"}
    rows = [ending(end_authorised_by=who)]
    assert bool(found("R013", Register=rows, settings=settings)) is hits


def test_a_blank_authoriser_is_found_once_where_roles_are_listed() -> None:
    rows = [ending(end_authorised_by=None)]
    assert found("R013", Register=rows, settings={"authorisers": "Head"}) == [
        ("V-001", "end_authorised_by")
    ]


@pytest.mark.parametrize("text", ["Head", "head", "X (Head)", "Head - X", "X; Head", "X\nHead"])
def test_a_role_may_stand_beside_a_name(text: str) -> None:
    assert holds_role(text, frozenset({"head"}))


FAULTS: dict[str, list[dict[str, Any]]] = {
    "R002": [{"cto_start": date(2026, 1, 15)}],
    "R003": [{"end_la_date": None, "end_la_decider": None}],
    "R004": [{"end_icb_date": None, "end_icb_decider": None}],
    "R005": [{"end_la_date": date(2026, 3, 1)}, {"end_la_date": date(2026, 6, 1)}],
    "R006": [
        {"end_reassessment_date": None},
        {"end_reassessment_date": date(2026, 1, 1)},
        {"end_reassessment_date": date(2026, 6, 1)},
    ],
    "R010": [{"end_person_involved": None}, {"end_person_involved": "no"}],
    "R011": [{"end_notice_date": None}],
    "R013": [{"end_authorised_by": None}],
    "R126": [{"end_rationale": None, "end_date": None}],
}


@pytest.mark.parametrize("code", FAULTS)
def test_each_message_is_whole(code: str) -> None:
    rows = [ending(register_id=f"V-{n}", **change) for n, change in enumerate(FAULTS[code])]
    findings = run_rule(code, Register=rows)[1]
    assert len(findings) >= len(rows)
    assert [f.message for f in findings if not is_whole(f)] == []
