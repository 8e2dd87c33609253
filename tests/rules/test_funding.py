"""Charging, the two statutory tests, and who pays how much."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.people import SERVICE, found, person, run_rule
from tests.rules.speech import is_plain, spoken


def service(**changes: Any) -> dict[str, Any]:
    return SERVICE | changes


ON_SERVICE = [("S-001", "charged")]
ON_RECORD = [("V-001", "charged")]


@pytest.mark.parametrize(
    ("row", "changes", "expected"),
    [
        ({}, {}, []),
        ({}, {"charged": "yes"}, ON_SERVICE),
        ({}, {"charged": "yes", "is_s117": "no"}, []),
        ({}, {"charged": "unknown"}, []),
        ({"charged": "yes"}, {}, ON_RECORD),
        ({"charged": "yes"}, {"charged": "yes"}, ON_SERVICE),
        ({"charged": "yes"}, {"charged": "yes", "is_s117": "no"}, ON_RECORD),
        ({"charged": "yes"}, {"charged": None}, ON_RECORD),
        ({"charged": "yes"}, {"charged": "yes", "register_id": "V-002"}, ON_SERVICE + ON_RECORD),
        ({"charged": "unknown"}, {}, []),
    ],
)
def test_a_charge_for_aftercare_is_found_once(
    row: dict[str, Any], changes: dict[str, Any], expected: list[tuple[str, str]]
) -> None:
    assert found("R001", Register=[person(**row)], Services=[service(**changes)]) == expected


def test_a_charge_is_found_with_no_services_at_all() -> None:
    charged = person(charged="yes")
    assert found("R001", Register=[charged]) == ON_RECORD
    assert found("R001", Register=[charged], Services=[]) == ON_RECORD


def test_a_charge_that_was_paid_back_is_for_information() -> None:
    def severities(**changes: Any) -> list[str]:
        row = person(charged="yes", **changes)
        return [f.severity for f in run_rule("R001", Register=[row])[1]]

    assert severities(refund_status="due") == ["unlawful"]
    assert severities(refund_status="paid") == ["unlawful"]
    assert severities(refund_status="paid", refund_paid=date(2026, 6, 1)) == ["info"]


def test_each_half_of_the_charge_rule_is_accounted_for() -> None:
    outcome, _ = run_rule("R001", Register=[person(), person()], Services=[service()])
    assert (outcome.outcome, outcome.tested, outcome.reason) == ("clean", 3, "")
    outcome, _ = run_rule("R001", Register=[person()], Services=[service(charged=...)])
    assert outcome.outcome == "not-run"
    assert "Charged" in outcome.reason


@pytest.mark.parametrize("cell", [None, "sometimes"])
def test_a_charge_that_is_not_known_is_not_tested(cell: Any) -> None:
    outcome, findings = run_rule(
        "R001", Register=[person(charged=cell)], Services=[service(charged=cell)]
    )
    assert (findings, outcome.outcome, outcome.untested) == ([], "not-run", 2)


TESTS = pytest.mark.parametrize(("code", "field"), [("R062", "test_a"), ("R063", "test_b")])


@TESTS
@pytest.mark.parametrize(("cell", "hit"), [("yes", 0), ("no", 1), ("unknown", 1), (None, 1)])
def test_a_statutory_test_that_is_not_yes_is_found(
    code: str, field: str, cell: str | None, hit: int
) -> None:
    services = [service(**{field: cell})]
    assert found(code, Register=[person()], Services=services) == [("S-001", field)] * hit


@TESTS
def test_the_statutory_tests_are_about_aftercare_alone(code: str, field: str) -> None:
    outcome, _ = run_rule(code, Services=[service(is_s117="no", **{field: "no"})])
    assert outcome.outcome == "not-applicable"


@TESTS
def test_a_statutory_test_that_cannot_be_read_is_not_tested(code: str, field: str) -> None:
    outcome, findings = run_rule(code, Services=[service(**{field: "perhaps"})])
    assert (findings, outcome.untested) == ([], 1)


@TESTS
@pytest.mark.parametrize("cell", [None, "perhaps"])
def test_a_service_that_may_not_be_aftercare_is_not_tested(
    code: str, field: str, cell: str | None
) -> None:
    outcome, findings = run_rule(code, Services=[service(is_s117=cell, **{field: "no"})])
    assert (findings, outcome.untested) == ([], 1)


@pytest.mark.parametrize(
    ("la", "icb", "hit"),
    [
        (0.5, 0.5, 0), (60, 30, 1), (0.6, 0.3, 1), (1, 0, 0), ("60 %", "40%", 0),
        (33.3, 66.7, 0), (0.333, 0.667, 0), (50, 49.5, 0), (50, 49.4, 1), (50, 50.5, 0),
        (50, 50.6, 1), (0.5, 0.505, 0), (0, 0, 1),
    ],
)  # fmt: skip
def test_shares_make_100_give_or_take_a_half(la: Any, icb: Any, hit: int) -> None:
    shares = {"la_share": la, "icb_share": icb}
    assert found("R080", Register=[person(**shares)]) == [("V-001", "icb_share")] * hit
    assert found("R080", Services=[service(**shares)]) == [("S-001", "icb_share")] * hit


@pytest.mark.parametrize("shares", [{"la_share": None}, {"icb_share": "half"}, {"la_share": 160}])
def test_a_share_that_is_not_known_is_not_tested(shares: dict[str, Any]) -> None:
    outcome, findings = run_rule("R080", Register=[person(**shares)], Services=[service(**shares)])
    assert (findings, outcome.untested) == ([], 2)


def test_the_shares_of_other_services_do_not_matter() -> None:
    assert found("R080", Services=[service(is_s117="no", la_share=60, icb_share=30)]) == []


def test_the_message_gives_the_shares_as_people_write_them() -> None:
    (finding,) = run_rule("R080", Services=[service(la_share=0.6, icb_share=0.3)])[1]
    assert {"60", "30", "90"} <= set(finding.message.split())


def test_every_message_is_a_finished_sentence() -> None:
    services = [
        service(charged="yes", test_a="no", test_b=None, la_share=0.333, icb_share=0.5),
        service(service_id="S-002", test_a="unknown", test_b="unknown"),
    ]
    rows = [person(register_id="V-002", charged="yes", la_share=60, icb_share=30)]
    texts = spoken(("R001", "R062", "R063", "R080"), Register=rows, Services=services)
    assert [text for text in texts if not is_plain(text)] == []


REFUNDED = {"charged": "yes", "refund_status": "paid", "refund_paid": date(2026, 6, 1)}


@pytest.mark.parametrize(
    ("row", "end", "severity"),
    [
        (REFUNDED, date(2026, 6, 30), "info"),
        (REFUNDED, date(2026, 7, 1), "unlawful"),
        (REFUNDED, None, "unlawful"),
        (REFUNDED, "soon", "unlawful"),
        (REFUNDED | {"refund_paid": None}, date(2026, 5, 1), "unlawful"),
        (REFUNDED | {"refund_status": "due"}, date(2026, 5, 1), "unlawful"),
    ],
)
def test_a_charge_that_is_over_and_paid_back_is_for_information(
    row: dict[str, Any], end: Any, severity: str
) -> None:
    services = [service(charged="yes", end=end)]
    _, findings = run_rule("R001", Register=[person(**row)], Services=services)
    assert [(f.row, f.severity) for f in findings] == [("S-001", severity)]


@pytest.mark.parametrize(
    ("changes", "hits"),
    [
        ({"record_status": "NOT-ENTITLED", "section_code": "02"}, False),
        ({"record_status": "NOT-ENTITLED", "section_code": None}, False),
        ({"record_status": "NOT-ENTITLED", "section_code": "03"}, True),
        ({"record_status": "ENDED", "section_code": "02"}, True),
        ({"record_status": None, "section_code": None}, True),
        ({"record_status": "lost"}, True),
    ],
)
def test_who_was_never_entitled_may_have_been_charged(changes: dict[str, Any], hits: bool) -> None:
    row = person(charged="yes", **changes)
    assert found("R001", Register=[row], Services=[]) == (ON_RECORD if hits else [])
