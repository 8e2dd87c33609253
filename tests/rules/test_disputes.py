"""Support goes on during a dispute, and a dispute moves on."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.people import DISPUTE, found, run_rule
from tests.rules.speech import is_plain, spoken

RAISED = date(2026, 2, 28)


def dispute(**changes: Any) -> dict[str, Any]:
    return DISPUTE | changes


@pytest.mark.parametrize("kind", ["ordinary residence", "ICB", "funding split", "care"])
def test_support_paused_in_an_open_dispute_is_found(kind: str) -> None:
    rows = [dispute(type=kind, support_paused="yes")]
    assert found("R076", Disputes=rows) == [("D-001", "support_paused")]


def test_support_that_goes_on_passes() -> None:
    assert found("R076", Disputes=[dispute()]) == []


def test_a_dispute_with_no_stage_is_still_open() -> None:
    rows = [dispute(support_paused="yes", stage=None)]
    assert found("R076", Disputes=rows) == [("D-001", "support_paused")]


@pytest.mark.parametrize("code", ["R076", "R077"])
@pytest.mark.parametrize("end", [{"resolved": date(2026, 6, 20)}, {"stage": "resolved"}])
def test_a_settled_dispute_is_left_alone(code: str, end: dict[str, Any]) -> None:
    rows = [dispute(raised=date(2025, 1, 1), support_paused="yes", **end)]
    assert run_rule(code, Disputes=rows)[0].outcome == "not-applicable"


@pytest.mark.parametrize(
    "changes", [{"support_paused": None}, {"support_paused": "partly"}, {"stage": "court"},
                {"resolved": "soon"}],
)  # fmt: skip
def test_a_pause_that_is_not_known_is_not_tested(changes: dict[str, Any]) -> None:
    outcome, findings = run_rule("R076", Disputes=[dispute(support_paused="yes") | changes])
    assert findings == []
    assert outcome.outcome == "not-run"


@pytest.mark.parametrize(
    ("as_at", "hit"), [(date(2026, 6, 27), 0), (date(2026, 6, 28), 0), (date(2026, 6, 29), 1)]
)
def test_a_residence_dispute_is_referred_within_four_months(as_at: date, hit: int) -> None:
    places = found("R077", Disputes=[dispute(raised=RAISED)], as_at=as_at)
    assert places == [("D-001", "referred")] * hit


def test_four_months_end_on_the_last_day_of_a_shorter_month() -> None:
    rows = [dispute(raised=date(2025, 10, 31))]
    assert found("R077", Disputes=rows, as_at=date(2026, 2, 28)) == []
    assert found("R077", Disputes=rows, as_at=date(2026, 3, 1)) == [("D-001", "referred")]


def test_the_finding_bears_the_day_that_was_missed() -> None:
    (finding,) = run_rule("R077", Disputes=[dispute(raised=RAISED)], as_at=date(2026, 6, 29))[1]
    assert finding.due == "2026-06-28"
    assert "1 day ago" in finding.message


def test_a_shorter_local_period_counts() -> None:
    rows, settings = [dispute(raised=date(2026, 5, 1))], {"or_dispute_referral_months": 1}
    assert found("R077", Disputes=rows, settings=settings) == [("D-001", "referred")]


@pytest.mark.parametrize(
    "changes",
    [{"referred": date(2026, 6, 28)}, {"type": "ICB"}, {"type": "funding split"}, {"type": "care"}],
)
def test_a_referred_or_another_dispute_passes(changes: dict[str, Any]) -> None:
    assert found("R077", Disputes=[dispute(raised=RAISED) | changes]) == []


@pytest.mark.parametrize("changes", [{"raised": None}, {"raised": "spring"}, {"type": None}])
def test_a_dispute_of_unknown_age_or_kind_is_not_tested(changes: dict[str, Any]) -> None:
    outcome, findings = run_rule("R077", Disputes=[dispute(raised=RAISED) | changes])
    assert (findings, outcome.untested) == ([], 1)


def test_every_message_is_a_finished_sentence() -> None:
    texts = spoken(("R076", "R077"), Disputes=[dispute(raised=RAISED, support_paused="yes")])
    assert [text for text in texts if not is_plain(text)] == []


@pytest.mark.parametrize("code", ["R076", "R077", "R079"])
def test_a_day_of_settling_that_cannot_be_read_does_not_settle(code: str) -> None:
    rows = [dispute(raised=date(2025, 1, 1), support_paused="yes", resolved="soon")]
    outcome, findings = run_rule(code, Disputes=rows)
    assert (outcome.outcome, outcome.untested, findings) == ("not-run", 1, [])
