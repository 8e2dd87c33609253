"""Reviews: held when due, by both bodies, of a known type, and in order."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from tests.people import AS_AT, REVIEW, ending, found, person, run_rule
from tests.rules.sentences import is_whole

CODES = ("R041", "R042", "R043", "R044", "R045", "R047", "R048", "R051")
BROKEN = "tomorrow or so"
NONE = {"last_review_date": None, "last_review_type": None}
NEVER_LEFT = NONE | {"discharge_date": None}


def one(changes: dict[str, Any] | None = None, *reviews: dict[str, Any]) -> dict[str, Any]:
    """One person and these rows of the Reviews sheet."""
    return {"Register": [person(**changes or {})], "Reviews": [REVIEW | row for row in reviews]}


@pytest.mark.parametrize("code", CODES)
def test_a_lawful_record_gives_nothing(code: str) -> None:
    assert found(code, **one({}, {})) == []


@pytest.mark.parametrize("code", CODES)
def test_a_lawful_ending_gives_nothing(code: str) -> None:
    assert found(code, Register=[ending()], Reviews=[REVIEW | {"kind": "annual"}]) == []


@pytest.mark.parametrize("code", ["R041", "R043", "R044", "R045"])
@pytest.mark.parametrize("status", ["PROSPECTIVE", "ENDED", "DECEASED", "NOT-ENTITLED"])
def test_only_live_records_have_a_review_due(code: str, status: str) -> None:
    outcome, _ = run_rule(code, **one(NONE | {"record_status": status}))
    assert outcome.outcome == "not-applicable"


@pytest.mark.parametrize(
    ("code", "changes", "as_at"),
    [
        ("R041", NONE, date(2026, 4, 16)),
        ("R041", NONE | {"discharge_date": date(2025, 11, 30)}, date(2026, 3, 1)),
        ("R041", NEVER_LEFT | {"cto_start": date(2026, 1, 15)}, date(2026, 4, 16)),
        ("R041", NONE | {"last_review_date": date(2026, 1, 14)}, date(2026, 4, 16)),
        ("R041", NONE | {"record_status": "ACTIVE-DECLINED"}, date(2026, 4, 16)),
        ("R042", {"last_review_date": date(2026, 4, 16)}, AS_AT),
        ("R043", {"last_review_date": date(2026, 4, 10)}, date(2027, 4, 11)),
        ("R045", NEVER_LEFT, AS_AT),
        ("R045", NEVER_LEFT | {"leave_start": date(2026, 1, 1), "leave_kind": "day"}, AS_AT),
        ("R051", {"last_review_date": date(2026, 1, 14)}, AS_AT),
        ("R051", {"end_date": date(2026, 4, 9)}, AS_AT),
    ],
)
def test_finds_on_the_register(code: str, changes: dict[str, Any], as_at: date) -> None:
    assert found(code, as_at=as_at, **one(changes)) == [("V-001", "last_review_date")]


@pytest.mark.parametrize(
    ("code", "changes", "as_at"),
    [
        ("R041", NONE, date(2026, 4, 15)),
        ("R041", NONE, date(2026, 4, 14)),
        ("R041", NONE | {"discharge_date": date(2025, 11, 30)}, date(2026, 2, 28)),
        ("R041", {}, date(2026, 4, 16)),
        ("R042", {"last_review_date": date(2026, 4, 15)}, AS_AT),
        ("R042", NONE, AS_AT),
        ("R043", {"last_review_date": date(2026, 4, 10)}, date(2027, 4, 10)),
        ("R043", {"last_review_date": date(2026, 4, 10)}, date(2027, 4, 9)),
        ("R043", NONE, AS_AT),
        ("R045", NEVER_LEFT | {"cto_start": date(2026, 1, 15)}, AS_AT),
        ("R045", NONE, AS_AT),
        ("R051", {"last_review_date": date(2026, 1, 15)}, AS_AT),
        ("R051", {"end_date": date(2026, 4, 10)}, AS_AT),
    ],
)
def test_passes_on_the_register(code: str, changes: dict[str, Any], as_at: date) -> None:
    outcome, findings = run_rule(code, as_at=as_at, **one(changes))
    assert (outcome.outcome, findings) == ("clean", [])


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("R041", NONE | {"discharge_date": BROKEN}),
        ("R041", NEVER_LEFT),
        ("R041", {"last_review_date": BROKEN}),
        ("R041", NONE | {"record_status": None}),
        ("R042", {"discharge_date": BROKEN}),
        ("R042", {"last_review_date": date(2027, 1, 15)}),
        ("R043", {"last_review_date": BROKEN}),
        ("R044", {"last_review_date": BROKEN}),
        ("R044", NEVER_LEFT),
        ("R045", NEVER_LEFT | {"discharge_date": BROKEN}),
        ("R045", NEVER_LEFT | {"cto_start": BROKEN}),
        ("R045", NEVER_LEFT | {"last_review_date": BROKEN}),
        ("R047", {"last_review_type": "middling"}),
        ("R051", {"last_review_date": BROKEN}),
    ],
)
def test_cannot_be_told(code: str, changes: dict[str, Any]) -> None:
    outcome, findings = run_rule(code, **one(changes))
    assert outcome.untested >= 1
    assert findings == []


def test_a_review_of_the_table_counts_for_the_register() -> None:
    late = date(2026, 4, 16)
    assert found("R041", as_at=late, **one(NONE, {})) == []
    assert found("R041", as_at=late, **one(NONE, {"held": None})) != []
    assert found("R041", as_at=late, **one(NONE, {"held": BROKEN})) == []
    assert found("R043", as_at=date(2027, 4, 11), **one(NONE, {})) != []
    assert found("R043", as_at=date(2027, 4, 11), **one({}, {"held": date(2026, 4, 11)})) == []


@pytest.mark.parametrize(("held", "late"), [(date(2026, 2, 28), False), (date(2026, 3, 1), True)])
def test_three_months_from_the_end_of_november(held: date, late: bool) -> None:
    given = one(NONE | {"discharge_date": date(2025, 11, 30)}, {"held": held})
    assert bool(found("R042", **given)) is late


@pytest.mark.parametrize(
    ("discharged", "severity"), [(date(2025, 6, 30), "risk"), (date(2025, 6, 29), "info")]
)
def test_an_old_first_review_is_for_information(discharged: date, severity: str) -> None:
    given = one({"discharge_date": discharged, "detention_start": date(2025, 1, 1)} | NONE, {})
    assert [f.severity for f in run_rule("R042", **given)[1]] == [severity]


@pytest.mark.parametrize(
    ("left", "severity", "band"),
    [(-1, None, ""), (0, "prompt", "30"), (30, "prompt", "30"), (31, "info", "60"),
     (60, "info", "60"), (61, "info", "90"), (90, "info", "90"), (91, None, "")],
)  # fmt: skip
def test_reviews_due_soon(left: int, severity: str | None, band: str) -> None:
    as_at = date(2027, 4, 10) - timedelta(days=left)
    findings = run_rule("R044", as_at=as_at, **one())[1]
    assert [finding.severity for finding in findings] == ([severity] if severity else [])
    assert all(f"within {band} days" in f.message for f in findings)
    assert [finding.due for finding in findings] == ["2027-04-10"] * len(findings)


def test_a_first_review_may_be_due_soon() -> None:
    assert found("R044", as_at=date(2026, 4, 1), **one(NONE)) == [("V-001", "next_review_due")]


@pytest.mark.parametrize(
    ("code", "row", "field"),
    [
        ("R047", {"type": None}, "type"),
        ("R047", {"type": None, "held": None}, "type"),
        ("R048", {"la_present": "no"}, "la_present"),
        ("R048", {"nhs_present": "no"}, "nhs_present"),
        ("R051", {"held": date(2026, 1, 14)}, "held"),
    ],
)
def test_finds_on_the_reviews_sheet(code: str, row: dict[str, Any], field: str) -> None:
    assert found(code, **one({}, row)) == [("RV-001", field)]


@pytest.mark.parametrize(
    ("code", "row"),
    [
        ("R047", {"type": "middling"}),
        ("R048", {"la_present": None}),
        ("R048", {"la_present": "maybe"}),
        ("R048", {"la_present": "no", "held": None}),
        ("R051", {"held": date(2026, 1, 15)}),
        ("R051", {"held": BROKEN}),
        ("R051", {"held": date(2026, 1, 1), "register_id": "V-404"}),
    ],
)
def test_passes_on_the_reviews_sheet(code: str, row: dict[str, Any]) -> None:
    assert found(code, **one({}, row)) == []


def test_a_last_review_of_no_type_is_found_on_the_register() -> None:
    assert found("R047", **one({"last_review_type": None})) == [("V-001", "last_review_type")]
    assert found("R047", **one(NONE)) == []


def test_a_review_after_the_ending_is_out_of_order() -> None:
    rows = [REVIEW | {"held": day} for day in (date(2026, 5, 29), date(2026, 5, 30))]
    given = {"Register": [ending()], "Reviews": rows}
    assert [f.value for f in run_rule("R051", **given)[1]] == ["30 May 2026"]


def test_a_review_on_overnight_leave_is_in_order() -> None:
    leave = {"leave_start": date(2026, 1, 5), "leave_kind": "overnight or longer"}
    assert found("R051", **one(leave, {"held": date(2026, 1, 5)})) == []
    assert found("R051", **one(leave, {"held": date(2026, 1, 4)})) == [("RV-001", "held")]


FAULTS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "R041": (NONE, {"held": None}),
    "R042": (NONE, {"held": date(2026, 4, 16)}),
    "R043": ({"last_review_date": date(2025, 5, 1), "discharge_date": date(2025, 3, 1),
              "detention_start": date(2025, 1, 1)}, {"held": date(2025, 6, 29)}),
    "R044": ({"last_review_date": date(2025, 7, 1), "discharge_date": date(2025, 3, 1),
              "detention_start": date(2025, 1, 1)}, {"held": date(2025, 6, 29)}),
    "R045": (NEVER_LEFT, {"held": None}),
    "R047": ({"last_review_type": None}, {"type": None}),
    "R048": ({}, {"la_present": "no", "nhs_present": "no"}),
    "R051": ({"last_review_date": date(2026, 1, 1), "end_date": date(2026, 4, 1)}, {}),
}  # fmt: skip


@pytest.mark.parametrize("code", FAULTS)
def test_each_message_is_whole(code: str) -> None:
    findings = run_rule(code, **one(*FAULTS[code]))[1]
    assert findings
    assert [f.message for f in findings if not is_whole(f)] == []


@pytest.mark.parametrize(
    ("began", "severity"), [(date(2025, 6, 29), "info"), (date(2025, 6, 30), "risk")]
)
def test_a_first_review_counted_from_an_order_is_old_by_that_day(
    began: date, severity: str
) -> None:
    row = person(
        discharge_date=None, detention_start=date(2025, 1, 1), detention_end=began,
        cto_start=began, trigger="CTO", **NONE,
    )  # fmt: skip
    given = {"Register": [row], "Reviews": [REVIEW | {"held": date(2025, 12, 1)}]}
    assert [f.severity for f in run_rule("R042", **given)[1]] == [severity]


ALONE = REVIEW | {"review_id": "RV-000", "nhs_present": "no"}


@pytest.mark.parametrize(
    ("status", "later", "severity"),
    [
        ("ACTIVE", {}, "info"),
        ("ACTIVE", {"held": ALONE["held"]}, "risk"),
        ("ACTIVE", {"held": None}, "risk"),
        ("ACTIVE", {"nhs_present": None}, "risk"),
        ("ACTIVE", {"la_present": "no"}, "risk"),
        ("ACTIVE", {"register_id": "V-002"}, "risk"),
        ("ENDED", {"held": None}, "info"),
        ("DECEASED", {"held": None}, "info"),
        (None, {"held": None}, "risk"),
    ],
)
def test_a_review_held_alone_is_put_right_by_a_joint_one(
    status: str | None, later: dict[str, Any], severity: str
) -> None:
    reviews = [ALONE, REVIEW | {"held": date(2026, 5, 1)} | later]
    _, findings = run_rule("R048", Register=[person(record_status=status)], Reviews=reviews)
    assert [f.severity for f in findings if f.row == "RV-000"] == [severity]


def test_a_review_of_which_one_body_is_not_known_is_not_wholly_tested() -> None:
    reviews = [REVIEW | {"nhs_present": None}]
    assert run_rule("R048", Register=[person()], Reviews=reviews)[0].untested == 1
