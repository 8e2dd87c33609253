"""Planning: begun from admission, with a plan in place at discharge and a named lead."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.people import REVIEW, ending, found, person, run_rule
from tests.rules.sentences import is_whole

CODES = ("R054", "R055", "R057", "R105", "R107", "R108")
BROKEN = "tomorrow or so"
OLD = {"detention_start": date(2025, 1, 1), "discharge_date": date(2025, 6, 29)}
LATER = {"discharge_date": date(2025, 6, 30)}


@pytest.mark.parametrize("code", CODES)
def test_lawful_records_give_nothing(code: str) -> None:
    outcome, findings = run_rule(code, Register=[person(), ending()])
    assert (outcome.outcome, findings) == ("clean", [])


@pytest.mark.parametrize(
    ("code", "changes", "field"),
    [
        ("R054", {"plan_date": None}, "plan_date"),
        ("R054", {"plan_date": date(2026, 1, 16)}, "plan_date"),
        ("R055", {"plan_ref": None}, "plan_ref"),
        ("R055", {"plan_date": None}, "plan_date"),
        ("R055", {"plan_date": None, "plan_ref": "PL-1", "discharge_date": None}, "plan_date"),
        ("R057", {"contingency_plan": "no"}, "contingency_plan"),
        ("R105", {"lead_name": None}, "lead_name"),
        ("R105", {"lead_name": None, "record_status": None}, "lead_name"),
        ("R105", {"lead_left": date(2026, 6, 30)}, "lead_left"),
        ("R107", {"asc_notified": date(2026, 1, 16)}, "asc_notified"),
        ("R107", {"asc_notified": date(2025, 9, 16)}, "asc_notified"),
        ("R107", {"asc_notified": date(2026, 1, 15)}, "asc_notified"),
        ("R107", {"asc_notified": date(2025, 9, 16), "discharge_date": None}, "asc_notified"),
        ("R108", {"planning_start": date(2026, 1, 16)}, "planning_start"),
        ("R108", {"planning_start": date(2025, 9, 16)}, "planning_start"),
    ],
)
def test_finds(code: str, changes: dict[str, Any], field: str) -> None:
    assert found(code, Register=[person(**changes)]) == [("V-001", field)]


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("R054", {"plan_date": date(2026, 1, 15)}),
        ("R054", {"plan_date": date(2026, 1, 14)}),
        ("R057", {"contingency_plan": "yes"}),
        ("R105", {"lead_left": date(2026, 7, 1)}),
        ("R107", {"asc_notified": date(2025, 9, 15)}),
        ("R107", {"asc_notified": date(2025, 8, 1)}),
        ("R107", {"asc_notified": date(2025, 9, 5), "discharge_date": date(2025, 9, 5)}),
        ("R108", {"planning_start": date(2025, 9, 15)}),
    ],
)
def test_passes(code: str, changes: dict[str, Any]) -> None:
    outcome, findings = run_rule(code, Register=[person(**changes)])
    assert (outcome.outcome, findings) == ("clean", [])


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("R054", {"plan_date": BROKEN}),
        ("R054", {"discharge_date": BROKEN}),
        ("R055", {"plan_date": BROKEN, "record_status": None, "plan_ref": None}),
        ("R057", {"contingency_plan": None}),
        ("R057", {"contingency_plan": "unknown"}),
        ("R057", {"contingency_plan": "soon"}),
        ("R107", {"asc_notified": None}),
        ("R107", {"asc_notified": BROKEN}),
        ("R108", {"planning_start": BROKEN}),
        ("R108", {"planning_start": None, "record_status": None}),
    ],
)
def test_cannot_be_told(code: str, changes: dict[str, Any]) -> None:
    outcome, findings = run_rule(code, Register=[person(**changes)])
    assert (outcome.outcome, outcome.untested, findings) == ("not-run", 1, [])


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("R054", {"discharge_date": None, "plan_date": None}),
        ("R054", {"record_status": "PROSPECTIVE", "plan_date": None}),
        ("R055", {"record_status": "NOT-ENTITLED", "plan_ref": None}),
        ("R057", {"record_status": "PROSPECTIVE", "contingency_plan": "no"}),
        ("R107", {"record_status": "NOT-ENTITLED", "asc_notified": date(2026, 1, 16)}),
        ("R108", {"record_status": "NOT-ENTITLED", "planning_start": None}),
    ],
)
def test_not_about(code: str, changes: dict[str, Any]) -> None:
    assert run_rule(code, Register=[person(**changes)])[0].outcome == "not-applicable"


@pytest.mark.parametrize(
    ("code", "changes", "severity"),
    [
        ("R054", {"plan_date": date(2026, 2, 1)}, "risk"),
        ("R054", OLD | {"plan_date": date(2026, 2, 1)}, "info"),
        ("R054", OLD | LATER | {"plan_date": date(2026, 2, 1)}, "risk"),
        ("R054", OLD | {"plan_date": None}, "risk"),
        ("R054", OLD | {"plan_date": None, "record_status": "DECEASED"}, "info"),
        ("R054", {"plan_date": None, "record_status": "DECEASED"}, "risk"),
        ("R107", {"asc_notified": date(2026, 1, 16)}, "risk"),
        ("R107", OLD | {"asc_notified": date(2025, 7, 1)}, "info"),
        ("R107", OLD | LATER | {"asc_notified": date(2025, 7, 1)}, "risk"),
        ("R108", OLD | {"planning_start": date(2025, 7, 1)}, "info"),
    ],
)  # fmt: skip
def test_what_nobody_can_mend_is_for_information(
    code: str, changes: dict[str, Any], severity: str
) -> None:
    findings = run_rule(code, Register=[person(**changes)])[1]
    assert [finding.severity for finding in findings] == [severity]


def test_how_soon_is_local_policy() -> None:
    values = {"asc_notified_within_days": 1, "planning_start_within_days": 4}
    for code in ("R107", "R108"):
        field = "asc_notified" if code == "R107" else "planning_start"
        hit = date(2025, 9, 3) if code == "R107" else date(2025, 9, 6)
        rows = [person(**{field: hit})]
        assert found(code, settings=values, Register=rows) == [("V-001", field)]
        rows = [person(**{field: date(2025, 9, 2)})]
        assert found(code, settings=values, Register=rows) == []


FAULTS: dict[str, list[dict[str, Any]]] = {
    "R054": [{"plan_date": None}, {"plan_date": date(2026, 1, 16)}],
    "R055": [{"plan_date": None, "plan_ref": None}],
    "R057": [{"contingency_plan": "no"}],
    "R105": [{"lead_name": None}, {"lead_left": date(2026, 6, 1)}],
    "R107": [{"asc_notified": date(2026, 1, 16)}, {"asc_notified": date(2025, 9, 16)}],
    "R108": [
        {"planning_start": date(2026, 1, 16)},
        {"planning_start": date(2025, 9, 16)},
    ],
}


@pytest.mark.parametrize("code", FAULTS)
def test_each_message_is_whole(code: str) -> None:
    rows = [person(register_id=f"V-{n}", **change) for n, change in enumerate(FAULTS[code])]
    findings = run_rule(code, Register=rows)[1]
    assert len(findings) >= len(rows)
    assert [f.message for f in findings if not is_whole(f)] == []


LEFT = date(2026, 1, 15)


@pytest.mark.parametrize(
    ("plan", "reviews", "tested"),
    [
        (date(2026, 4, 9), [], 1),
        (date(2026, 4, 10), [], 0),
        (date(2026, 4, 11), [], 0),
        (date(2026, 4, 1), [REVIEW | {"held": date(2026, 4, 1)}], 0),
        (date(2026, 4, 1), [REVIEW | {"held": date(2026, 4, 2)}], 1),
    ],
)
def test_a_plan_that_was_made_anew_at_a_review_does_not_tell_of_the_first(
    plan: date, reviews: list[dict[str, Any]], tested: int
) -> None:
    outcome, findings = run_rule("R054", Register=[person(plan_date=plan)], Reviews=reviews)
    assert (outcome.tested, len(findings)) == (tested, tested)


def test_a_workbook_with_no_reviews_sheet_still_tells_of_a_late_plan() -> None:
    row = person(plan_date=date(2026, 2, 1))
    assert found("R054", Register=[row]) == [("V-001", "plan_date")]


@pytest.mark.parametrize("status", ["ENDED", "DECEASED", "SUPERSEDED", "NOT-ENTITLED"])
def test_nobody_leads_where_the_record_is_closed(status: str) -> None:
    row = person(lead_name=None, record_status=status)
    assert run_rule("R105", Register=[row])[0].outcome == "not-applicable"


def test_a_blank_start_of_planning_is_a_blank_and_no_lateness() -> None:
    row = person(planning_start=None)
    assert run_rule("R108", Register=[row])[0].untested == 1
    assert ("V-001", "planning_start") in found("R200", Register=[row])
