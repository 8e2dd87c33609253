"""After an ending: notice, early endings, readmission, requests, other help."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from s117xl.law.authorities import authority
from tests.people import (
    ADMISSION,
    AS_AT,
    LAWFUL,
    LAWFUL_ENDING,
    SERVICE,
    ending,
    found,
    person,
    run_rule,
)
from tests.rules.speech import is_plain

DAY = timedelta(1)
BROKEN = "tomorrow or so"
ENDED: date = LAWFUL_ENDING["end_date"]
CODES = ("R012", "R017", "R018", "R020", "R021", "R022", "R127", "R130", "R135")


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({}, []),
        ({"end_notice_date": None}, ["end_notice_date"]),
        ({"end_notice_joint": "no"}, ["end_notice_joint"]),
        ({"end_notice_joint": None}, ["end_notice_joint"]),
        ({"end_notice_date": None, "end_notice_joint": None}, ["end_notice_date"]),
        ({"end_notice_date": BROKEN, "end_notice_joint": "yes"}, []),
        ({"end_notice_date": None, "end_date": None}, []),
        ({"end_notice_date": None, "end_date": BROKEN}, []),
        ({"end_notice_joint": "no", "end_date": BROKEN}, []),
    ],
)
def test_what_if_the_notice_had_to_be_joint(changes: dict[str, Any], fields: list[str]) -> None:
    _, findings = run_rule("R012", what_if=True, Register=[ending(**changes)])
    assert [f.field for f in findings] == fields


def test_the_joint_notice_is_not_the_law_yet() -> None:
    outcome, findings = run_rule("R012", Register=[ending(end_notice_date=None)])
    assert (outcome.outcome, findings) == ("not-run", [])
    assert "section 46" in outcome.reason


@pytest.mark.parametrize(
    ("ended", "hits"),
    [
        (ENDED - DAY, False),
        (ENDED, True),
        (ENDED + DAY, True),
    ],
)
@pytest.mark.parametrize("key", ["end_notice_date", "end_notice_joint"])
def test_the_joint_notice_is_asked_for_from_the_day_its_law_begins(
    monkeypatch: pytest.MonkeyPatch, ended: date, hits: bool, key: str
) -> None:
    begun = replace(authority("mha-25-46"), in_force_from=ENDED)
    monkeypatch.setattr("s117xl.rules.rows.authority", lambda _: begun)
    monkeypatch.setattr("s117xl.rules.catalogue.authority", lambda _: begun)
    row = ending(end_date=ended, **{key: None})
    assert [field for _, field in found("R012", Register=[row])] == ([key] if hits else [])


@pytest.mark.parametrize(
    ("changes", "hits"),
    [
        ({"end_date": date(2025, 1, 14)}, True),
        ({"end_date": date(2025, 1, 15)}, True),
        ({"end_date": date(2025, 1, 16)}, False),
        ({"end_date": date(2024, 1, 15)}, True),
        ({"end_date": date(2024, 1, 14)}, False),
        ({"end_date": date(2025, 1, 15), "end_reason": "L2"}, False),
        ({"end_date": date(2025, 1, 15), "end_reason": "L3"}, False),
        ({"end_date": date(2025, 1, 15), "end_reason": "L4"}, False),
        ({"end_date": date(2025, 1, 15), "end_reason": None}, True),
        ({"end_date": date(2025, 1, 15), "end_reason": "L1; L4"}, True),
        ({"end_date": None}, False),
        ({"end_date": BROKEN}, False),
        ({"end_date": date(2025, 1, 15), "discharge_date": BROKEN}, False),
    ],
)
def test_an_early_ending(changes: dict[str, Any], hits: bool) -> None:
    expected = [("V-001", "end_date")] if hits else []
    assert found("R017", Register=[ending(**changes)]) == expected


def test_an_early_ending_that_cannot_be_told_is_not_tested() -> None:
    assert run_rule("R017", Register=[ending(end_date=None)])[0].untested == 1


@pytest.mark.parametrize(
    ("changes", "hits"),
    [
        ({"admitted": ENDED}, False),
        ({"admitted": ENDED + DAY}, True),
        ({"admitted": ENDED + 90 * DAY}, True),
        ({"admitted": ENDED + 91 * DAY}, False),
        ({"admitted": ENDED + DAY, "legal_status": "03"}, True),
        ({"admitted": ENDED + DAY, "legal_status": "02"}, False),
        ({"admitted": ENDED + DAY, "legal_status": None}, False),
        ({"admitted": ENDED + DAY, "kind": "recall"}, True),
        ({"admitted": ENDED + DAY, "kind": "planned respite"}, False),
        ({"admitted": ENDED + DAY, "kind": "transfer"}, False),
        ({"admitted": None}, False),
        ({"admitted": BROKEN}, False),
        ({"admitted": ENDED + DAY, "register_id": "V-999"}, False),
    ],
)
def test_a_readmission_after_the_ending(changes: dict[str, Any], hits: bool) -> None:
    stay = ADMISSION | {"discharged": None} | changes
    expected = [("V-001", "end_date")] if hits else []
    assert found("R018", Register=[ending()], Admissions=[stay]) == expected


@pytest.mark.parametrize(
    ("changes", "hits"),
    [
        ({"detention_start": ENDED}, False),
        ({"detention_start": ENDED + DAY}, True),
        ({"detention_start": ENDED + 90 * DAY}, True),
        ({"detention_start": ENDED + 91 * DAY}, False),
        ({"detention_start": ENDED + DAY, "section_code": "02"}, False),
        ({"detention_start": BROKEN}, False),
        ({"detention_start": ENDED + DAY, "nhs_number": "9990000026"}, False),
    ],
)
def test_a_new_episode_after_the_ending(changes: dict[str, Any], hits: bool) -> None:
    later = person(register_id="V-002") | changes
    expected = [("V-001", "end_date")] if hits else []
    assert found("R018", Register=[ending(), later], Admissions=[]) == expected


def test_a_readmission_after_an_ending_of_no_known_day_is_not_tested() -> None:
    given = {"Register": [ending(end_date=None)], "Admissions": [ADMISSION]}
    assert run_rule("R018", **given)[0].untested == 1


@pytest.mark.parametrize(("code", "reason"), [("R020", "X9"), ("R021", "X12"), ("R022", "X13")])
def test_a_ground_that_is_not_about_needs(code: str, reason: str) -> None:
    hit = [("V-001", "end_reason")]
    assert found(code, Register=[ending(end_reason=reason)]) == hit
    assert found(code, Register=[ending(end_reason=f"L1; {reason}")]) == hit
    for other in ("L1", "X1", "X99"):
        assert found(code, Register=[ending(end_reason=other)]) == []
    for unusable in (None, "because"):
        assert run_rule(code, Register=[ending(end_reason=unusable)])[0].untested == 1
    assert run_rule(code, Register=[person()])[0].outcome == "not-applicable"


@pytest.mark.parametrize(
    ("asked", "answered", "hits"),
    [
        (AS_AT - 27 * DAY, None, False),
        (AS_AT - 28 * DAY, None, False),
        (AS_AT - 29 * DAY, None, True),
        (date(2026, 3, 1), date(2026, 3, 28), False),
        (date(2026, 3, 1), date(2026, 3, 29), False),
        (date(2026, 3, 1), date(2026, 3, 30), True),
        (date(2026, 3, 1), BROKEN, False),
        (BROKEN, None, False),
    ],
)
def test_a_request_to_end(asked: Any, answered: Any, hits: bool) -> None:
    row = person(end_requested_date=asked, end_request_answered=answered)
    expected = [("V-001", "end_request_answered")] if hits else []
    assert found("R127", Register=[row]) == expected


def test_nobody_asked() -> None:
    assert run_rule("R127", Register=[person()])[0].outcome == "not-applicable"


def test_other_help_is_offered_at_the_ending() -> None:
    assert found("R130", Register=[ending(end_follow_on=None)]) == [("V-001", "end_follow_on")]
    assert found("R130", Register=[ending()]) == []


STOPPED = {"end": date(2026, 6, 1), "end_reason": "The home closed", "ended_by": "provider"}


@pytest.mark.parametrize(
    ("changes", "hits"),
    [
        ({}, True),
        ({"replacement_plan": "A new provider starts the same day."}, False),
        ({"ended_by": "review"}, False),
        ({"ended_by": None}, False),
        ({"is_s117": "no"}, False),
        ({"is_s117": None}, False),
    ],
)
def test_a_provider_that_stops(changes: dict[str, Any], hits: bool) -> None:
    expected = [("S-001", "replacement_plan")] if hits else []
    services = [SERVICE | STOPPED | changes]
    assert found("R135", Register=[person()], Services=services) == expected


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("row", [LAWFUL, LAWFUL_ENDING])
def test_a_lawful_record_gives_nothing(code: str, row: dict[str, Any]) -> None:
    given = {"Register": [row], "Services": [SERVICE], "Admissions": []}
    assert run_rule(code, what_if=True, **given)[1] == []


def test_each_message_is_plain() -> None:
    rows = [
        ending(end_date=date(2024, 6, 1), end_reason="X9; X12; X13", end_follow_on=None),
        person(register_id="V-002", detention_start=date(2024, 6, 2)),
        person(register_id="V-003", end_requested_date=date(2026, 1, 1)),
        person(register_id="V-004", end_requested_date=date(2026, 1, 1),
               end_request_answered=date(2026, 2, 1)),
    ]  # fmt: skip
    stay = ADMISSION | {"admitted": date(2024, 6, 3)}
    given = {"Register": rows, "Services": [SERVICE | STOPPED], "Admissions": [stay]}
    texts = [
        text
        for code in CODES[1:]
        for finding in run_rule(code, **given)[1]
        for text in (finding.message, finding.fix)
    ]
    assert len(texts) == 2 * 10
    assert all(is_plain(text) for text in texts)


def test_the_first_readmission_is_the_one_named() -> None:
    stays = [
        ADMISSION | {"admission_id": f"A-00{n}", "admitted": day, "discharged": None}
        for n, day in enumerate((date(2026, 6, 20), date(2026, 6, 2)))
    ]
    (finding,) = run_rule("R018", Register=[ending()], Admissions=stays)[1]
    assert "on 2 Jun 2026, 4 days later" in finding.message


@pytest.mark.parametrize(
    ("reason", "hits"), [("L1", True), ("L2", False), ("L3", False), ("L4", False), (None, True)]
)
def test_other_help_is_offered_where_somebody_decided(reason: str | None, hits: bool) -> None:
    row = ending(end_reason=reason, end_follow_on=None)
    assert found("R130", Register=[row]) == ([("V-001", "end_follow_on")] if hits else [])
