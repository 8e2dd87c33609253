"""Agreements on funding, and disputes that stand still."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from tests.people import (
    AS_AT,
    DISPUTE,
    LAWFUL,
    LAWFUL_ENDING,
    SERVICE,
    found,
    person,
    run_rule,
)
from tests.rules.speech import is_plain

DAY = timedelta(1)
BROKEN = "tomorrow or so"
PANEL = {
    "panel_id": "P-001",
    "register_id": "V-001",
    "panel_date": date(2026, 2, 1),
    "request": "Supported flat",
    "decision": "declined",
    "reasons": "The panel gave its reasons.",
    "reason_category": "needs met",
    "members": "Three members",
}
CODES = ("R078", "R079", "R081", "R082", "R083")


def dispute(code: str, **changes: Any) -> list[tuple[str, str]]:
    return found(code, Register=[person()], Disputes=[DISPUTE | changes])


def service(code: str, changes: dict[str, Any], **record: Any) -> list[tuple[str, str]]:
    return found(code, Register=[person(**record)], Services=[SERVICE | changes])


@pytest.mark.parametrize(
    ("changes", "hits"),
    [
        ({"stage_date": AS_AT - 27 * DAY}, False),
        ({"stage_date": AS_AT - 28 * DAY}, False),
        ({"stage_date": AS_AT - 29 * DAY}, True),
        ({"stage_date": None, "raised": AS_AT - 28 * DAY}, False),
        ({"stage_date": None, "raised": AS_AT - 29 * DAY}, True),
        ({"stage_date": None, "raised": None}, False),
        ({"stage_date": BROKEN, "raised": AS_AT - 99 * DAY}, False),
        ({"stage_date": AS_AT - 29 * DAY, "resolved": AS_AT}, False),
        ({"stage_date": AS_AT - 29 * DAY, "stage": "resolved"}, False),
    ],
)
def test_a_dispute_moves_on(changes: dict[str, Any], hits: bool) -> None:
    assert dispute("R078", **changes) == ([("D-001", "stage_date")] if hits else [])


def test_a_dispute_without_a_day_is_not_tested() -> None:
    given = [DISPUTE | {"stage_date": None, "raised": None}]
    assert run_rule("R078", Register=[person()], Disputes=given)[0].untested == 1


@pytest.mark.parametrize(
    ("changes", "hits"),
    [
        ({}, False),
        ({"interim_funder": "none"}, True),
        ({"interim_funder": None}, True),
        ({"interim_funder": "both"}, False),
        ({"interim_funder": "somebody"}, False),
        ({"interim_funder": "none", "resolved": AS_AT}, False),
    ],
)
def test_somebody_pays_meanwhile(changes: dict[str, Any], hits: bool) -> None:
    assert dispute("R079", **changes) == ([("D-001", "interim_funder")] if hits else [])


START = date(2026, 1, 15)


@pytest.mark.parametrize("key", ["la_agreed", "icb_agreed"])
@pytest.mark.parametrize(
    ("agreed", "hits"),
    [
        (START - DAY, False),
        (START + 27 * DAY, False),
        (START + 28 * DAY, False),
        (START + 29 * DAY, True),
        (None, True),
        (BROKEN, False),
    ],
)
def test_both_bodies_agree_in_time(key: str, agreed: Any, hits: bool) -> None:
    assert service("R081", {key: agreed}) == ([("S-001", key)] if hits else [])


@pytest.mark.parametrize(
    ("start", "severity"),
    [
        (AS_AT - 29 * DAY, "risk"),
        (AS_AT - 28 * DAY, "missing"),
        (AS_AT - 27 * DAY, "missing"),
        (None, "missing"),
        (BROKEN, "missing"),
    ],
)
def test_an_agreement_not_given_yet_is_missing_until_it_is_late(start: Any, severity: str) -> None:
    changes = {"start": start, "la_agreed": None}
    _, findings = run_rule("R081", Register=[person()], Services=[SERVICE | changes])
    assert [(f.field, f.severity) for f in findings] == [("la_agreed", severity)]


def test_a_service_that_is_no_aftercare_needs_no_joint_agreement() -> None:
    assert service("R081", {"la_agreed": None, "is_s117": "no"}) == []


@pytest.mark.parametrize(
    ("changes", "hits"),
    [
        ({}, False),
        ({"la_share": 1, "icb_share": 0}, True),
        ({"la_share": 0, "icb_share": 1}, True),
        ({"la_share": 0.99, "icb_share": 0.01}, False),
        ({"la_share": 1, "icb_share": 0, "split_rationale": "Agreed by both bodies."}, False),
        ({"la_share": 0, "icb_share": 1, "split_rationale": "Agreed by both bodies."}, False),
        ({"la_share": None, "icb_share": None}, False),
        ({"la_share": "most", "icb_share": 0}, False),
    ],
)
def test_one_body_pays_all(changes: dict[str, Any], hits: bool) -> None:
    expected = [("V-001", "split_rationale")] if hits else []
    assert found("R082", Register=[person(**changes)], Services=[]) == expected


@pytest.mark.parametrize(
    ("changes", "record", "fields"),
    [
        ({}, {}, []),
        ({"la_share": 1, "icb_share": 0}, {}, ["la_share"]),
        ({"la_share": 0, "icb_share": 1}, {}, ["icb_share"]),
        ({"la_share": 1, "icb_share": 0}, {"split_rationale": "Agreed by both."}, []),
        ({"la_share": 0, "icb_share": 1}, {"split_rationale": "Agreed by both."}, []),
        ({"la_share": 1, "icb_share": 0, "is_s117": "no"}, {}, []),
        ({"la_share": 1, "icb_share": 0, "register_id": "V-999"}, {}, []),
        ({"la_share": None}, {}, []),
    ],
)
def test_one_body_pays_for_a_service(
    changes: dict[str, Any], record: dict[str, Any], fields: list[str]
) -> None:
    assert service("R082", changes, **record) == [("S-001", field) for field in fields]


@pytest.mark.parametrize(
    ("category", "hits"), [("cost only", True), ("needs met", False), (None, False), ("x", False)]
)
def test_a_panel_decides_on_needs(category: str | None, hits: bool) -> None:
    rows = [PANEL | {"reason_category": category}]
    expected = [("P-001", "reason_category")] if hits else []
    assert found("R083", Register=[person()], Panel=rows) == expected


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("row", [LAWFUL, LAWFUL_ENDING])
def test_a_lawful_record_gives_nothing(code: str, row: dict[str, Any]) -> None:
    given = {"Services": [SERVICE], "Disputes": [DISPUTE], "Panel": [PANEL]}
    assert found(code, Register=[row], **given) == []


def test_each_message_is_plain() -> None:
    services = [
        SERVICE | {"la_agreed": None, "icb_agreed": START + 40 * DAY, "la_share": 1},
        SERVICE | {"service_id": "S-002", "start": AS_AT, "la_agreed": None},
    ]
    disputes = [DISPUTE | {"stage_date": date(2026, 5, 1), "interim_funder": "none"}]
    panel = [PANEL | {"reason_category": "cost only"}]
    texts = [
        text
        for code in CODES
        for finding in run_rule(
            code,
            Register=[person(la_share=1)],
            Services=services,
            Disputes=disputes,
            Panel=panel,
        )[1]
        for text in (finding.message, finding.fix)
    ]
    assert len(texts) == 2 * 8
    assert all(is_plain(text) for text in texts)
