"""Top-ups, refunds, continuing healthcare, budgets, and want of recourse."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from tests.people import AS_AT, LAWFUL, LAWFUL_ENDING, SERVICE, ending, found, person, run_rule
from tests.rules.speech import is_plain

DAY = timedelta(1)
BROKEN = "tomorrow or so"
TOP_UP = {
    "service_type": "accommodation",
    "topup_amount": 25.0,
    "topup_payer": "person",
    "topup_agreement": date(2026, 1, 10),
    "no_topup_option": "yes",
}
CODES = ("R087", "R088", "R089", "R090", "R091", "R093")


@pytest.mark.parametrize(
    ("changes", "hits"),
    [
        ({"topup_reason": "rate too low"}, True),
        ({"topup_reason": "chose dearer place"}, False),
        ({"topup_reason": None}, False),
        ({"topup_reason": "thrift"}, False),
        ({"topup_reason": "rate too low", "topup_amount": 0, "topup_payer": None}, False),
    ],
)
def test_a_top_up_is_a_choice(changes: dict[str, Any], hits: bool) -> None:
    services = [SERVICE | TOP_UP | changes]
    expected = [("S-001", "topup_reason")] if hits else []
    assert found("R087", Register=[person()], Services=services) == expected


CHARGED = {"charged": "yes"}
DUE = {"charged": "yes", "refund_status": "due"}


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({}, []),
        (CHARGED, ["refund_status"]),
        ({"charged": "unknown"}, []),
        ({"charged": None}, []),
        (CHARGED | {"refund_status": "not due"}, []),
        (DUE | {"refund_found": AS_AT - 59 * DAY}, []),
        (DUE | {"refund_found": AS_AT - 60 * DAY}, []),
        (DUE | {"refund_found": AS_AT - 61 * DAY}, ["refund_paid"]),
        (DUE | {"refund_found": AS_AT - 61 * DAY, "refund_paid": AS_AT}, []),
        (DUE | {"refund_found": None}, []),
        (DUE | {"refund_found": BROKEN}, []),
        (CHARGED | {"refund_status": "paid"}, ["refund_paid"]),
        (CHARGED | {"refund_status": "paid", "refund_paid": AS_AT}, []),
        (CHARGED | {"refund_status": "not due", "refund_found": AS_AT - 61 * DAY}, []),
        (CHARGED | {"refund_status": "perhaps"}, []),
    ],
)
def test_what_was_charged_is_paid_back(changes: dict[str, Any], fields: list[str]) -> None:
    expected = [("V-001", field) for field in fields]
    assert found("R088", Register=[person(**changes)]) == expected
    assert found("R088", Register=[person(**changes)], Services=[SERVICE]) == expected


@pytest.mark.parametrize(
    ("changes", "hits"),
    [(CHARGED, True), (CHARGED | {"is_s117": "no"}, False), ({"charged": "unknown"}, False)],
)
def test_a_charge_on_a_service_counts(changes: dict[str, Any], hits: bool) -> None:
    expected = [("V-001", "refund_status")] if hits else []
    assert found("R088", Register=[person()], Services=[SERVICE | changes]) == expected


PHYSICAL = {"chc_status": "not considered", "disability": "physical"}


@pytest.mark.parametrize(
    ("changes", "hits"),
    [
        (PHYSICAL, True),
        (PHYSICAL | {"disability": "autism; physical"}, True),
        (PHYSICAL | {"disability": "autism"}, False),
        (PHYSICAL | {"disability": None}, False),
        (PHYSICAL | {"disability": "autism", "accommodation_status": "nursing"}, True),
        (PHYSICAL | {"disability": None, "accommodation_status": "nursing"}, True),
        (PHYSICAL | {"chc_status": "considered not eligible"}, False),
        (PHYSICAL | {"chc_status": None}, False),
        (PHYSICAL | {"chc_status": "maybe"}, False),
        (PHYSICAL | {"record_status": "PROSPECTIVE"}, False),
    ],
)
def test_continuing_healthcare_is_considered(changes: dict[str, Any], hits: bool) -> None:
    expected = [("V-001", "chc_status")] if hits else []
    assert found("R089", Register=[person(**changes)]) == expected


AWARDED = {"chc_status": "eligible", "chc_date": date(2026, 5, 1)}


@pytest.mark.parametrize(
    ("services", "record", "hits"),
    [
        ([{"end": date(2026, 4, 30)}], {}, False),
        ([{"end": date(2026, 5, 1)}], {}, True),
        ([{"end": AS_AT}], {}, True),
        ([{"end": AS_AT + DAY}], {}, False),
        ([{"end": None}], {}, False),
        ([{"end": BROKEN}], {}, False),
        ([{"end": date(2026, 5, 1)}, {"service_id": "S-002"}], {}, True),
        ([{"end": date(2026, 5, 1)}, {"service_id": "S-002", "is_s117": "no"}], {}, True),
        ([{"end": date(2026, 5, 1), "is_s117": "no"}], {}, False),
        ([{"end": date(2026, 5, 1)}], {"chc_date": None}, False),
        ([{"end": date(2026, 5, 1)}], {"chc_date": BROKEN}, False),
        ([{"end": date(2026, 5, 1)}], {"chc_status": "considered not eligible"}, False),
        ([{"end": date(2026, 5, 1)}], {"record_status": "DECEASED"}, False),
    ],
)
def test_aftercare_goes_on_beside_continuing_healthcare(
    services: list[dict[str, Any]], record: dict[str, Any], hits: bool
) -> None:
    given = [SERVICE | changes for changes in services]
    expected = [("V-001", "chc_status")] if hits else []
    assert found("R090", Register=[person(**(AWARDED | record))], Services=given) == expected


@pytest.mark.parametrize(
    ("reason", "hits"),
    [
        ("CHC awarded", True),
        ("Moved to continuing healthcare", True),
        ("now under Continuing Health Care", True),
        ("Goal reached", False),
        ("Moved to Achchester", False),
        (None, False),
    ],
)
def test_a_service_does_not_end_for_continuing_healthcare(reason: str | None, hits: bool) -> None:
    services = [SERVICE | {"end": date(2026, 5, 1), "end_reason": reason}]
    expected = [("S-001", "end_reason")] if hits else []
    assert found("R090", Register=[person()], Services=services) == expected


@pytest.mark.parametrize(
    ("offered", "hits"), [("yes", False), ("no", True), ("unknown", True), (None, False)]
)
def test_a_budget_is_offered(offered: str | None, hits: bool) -> None:
    expected = [("V-001", "phb_offered")] if hits else []
    assert found("R091", Register=[person(phb_offered=offered)]) == expected
    assert found("R091", Register=[ending(phb_offered=offered)]) == []


@pytest.mark.parametrize(
    ("changes", "hits"),
    [
        ({"nrpf": "yes"}, True),
        ({"nrpf": "yes", "nrpf_note": "Aftercare is given in full."}, False),
        ({"nrpf": "no"}, False),
        ({"nrpf": "unknown"}, False),
        ({"nrpf": None}, False),
    ],
)
def test_want_of_recourse_is_handled(changes: dict[str, Any], hits: bool) -> None:
    expected = [("V-001", "nrpf_note")] if hits else []
    assert found("R093", Register=[person(**changes)]) == expected


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("row", [LAWFUL, LAWFUL_ENDING])
def test_a_lawful_record_gives_nothing(code: str, row: dict[str, Any]) -> None:
    assert found(code, Register=[row], Services=[SERVICE]) == []


def test_each_message_is_plain() -> None:
    rows = [
        person(**CHARGED, nrpf="yes", phb_offered="no"),
        person(register_id="V-002", **PHYSICAL, **DUE, refund_found=date(2026, 1, 1)),
        person(register_id="V-003", **AWARDED, charged="yes", refund_status="paid"),
    ]
    stopped = {"end": date(2026, 5, 2), "end_reason": "CHC", "register_id": "V-003"}
    services = [SERVICE | stopped, SERVICE | TOP_UP | {"topup_reason": "rate too low"}]
    texts = [
        text
        for code in CODES
        for finding in run_rule(code, Register=rows, Services=services)[1]
        for text in (finding.message, finding.fix)
    ]
    assert len(texts) == 2 * 9
    assert all(is_plain(text) for text in texts)


@pytest.mark.parametrize(
    ("status", "end", "hits"),
    [
        ("eligible", AS_AT, True),
        (None, AS_AT, True),
        ("eligible", AS_AT + DAY, False),
        ("considered not eligible", AS_AT, False),
    ],
)
def test_healthcare_that_was_refused_or_is_to_come_ended_nothing(
    status: str | None, end: date, hits: bool
) -> None:
    services = [SERVICE | {"end": end, "end_reason": "CHC"}]
    row = person(chc_status=status, chc_date=None)
    expected = [("S-001", "end_reason")] if hits else []
    assert found("R090", Register=[row], Services=services) == expected


def test_the_service_that_ended_last_is_named() -> None:
    ends = (date(2026, 5, 2), date(2026, 6, 2), date(2026, 4, 1))
    services = [SERVICE | {"service_id": f"S-{n}", "end": end} for n, end in enumerate(ends)]
    (finding,) = run_rule("R090", Register=[person(**AWARDED)], Services=services)[1]
    assert "2 Jun 2026" in finding.message
