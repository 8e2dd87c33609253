"""Ending reasons: what was given as the reason, and what was so on the day."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.people import ADMISSION, REVIEW, SERVICE, ending, found, person, run_rule
from tests.rules.sentences import is_whole

CODES = ("R007", "R008", "R009", "R014", "R015", "R016", "R019")
ON_REGISTER = tuple(code for code in CODES if code != "R009")
BROKEN = "tomorrow or so"
BEFORE = date(2026, 1, 1)
LONG = "x" * 50
SHORT = "x" * 49
SERVICE_ENDED = SERVICE | {"end": date(2026, 5, 29)}


def tables(**changes: Any) -> dict[str, Any]:
    """One ending, its service ended on the same day, its review, and no admission."""
    services = [changes.pop("service", SERVICE_ENDED)]
    admissions = changes.pop("admissions", [])
    register = [ending(**changes)]
    return {
        "Register": register,
        "Services": services,
        "Admissions": admissions,
        "Reviews": [REVIEW],
    }


@pytest.mark.parametrize("code", CODES)
def test_a_lawful_ending_gives_nothing(code: str) -> None:
    outcome, findings = run_rule(code, **tables())
    assert (outcome.outcome, findings) == ("clean", [])


@pytest.mark.parametrize("code", CODES)
def test_a_live_record_is_not_what_these_rules_are_about(code: str) -> None:
    given = tables() | {"Register": [person()]}
    assert run_rule(code, **given)[0].outcome == "not-applicable"


@pytest.mark.parametrize(
    ("code", "changes", "field"),
    [
        *(("R007", {"end_reason": f"X{n}"}, "end_reason") for n in range(1, 19)),
        ("R007", {"end_reason": "X1; L1"}, "end_reason"),
        ("R007", {"end_reason": "X99; X1"}, "end_reason"),
        ("R008", {"end_reason": None}, "end_reason"),
        ("R008", {"end_reason": "X99", "end_rationale": SHORT}, "end_rationale"),
        ("R008", {"end_reason": "X99", "end_rationale": None}, "end_rationale"),
        ("R008", {"end_reason": "X99; X1", "end_rationale": SHORT}, "end_rationale"),
        ("R014", {"cd_start": date(2024, 1, 15)}, "end_date"),
        ("R014", {"cd_start": date(2026, 5, 29)}, "end_date"),
        ("R014", {"cd_start": date(2024, 1, 15), "cd_end": date(2026, 5, 30)}, "end_date"),
        ("R015", {"prison_start": date(2026, 5, 29)}, "end_date"),
        ("R015", {"prison_start": BEFORE, "prison_released": date(2026, 5, 30)}, "end_date"),
        ("R015", {"end_reason": "X10"}, "end_reason"),
        ("R015", {"end_reason": "L1; X10", "prison_start": BROKEN}, "end_reason"),
        ("R016", {"end_reason": "X6"}, "end_reason"),
        ("R019", {"end_reason": "X8"}, "end_reason"),
        ("R019", {"end_reason": "X8", "declined_date": date(2026, 5, 1)}, "end_reason"),
        ("R019", {"end_reason": "X8", "declined_informed": "yes"}, "end_reason"),
        *(
            ("R019", {"end_reason": "X8", "declined_date": date(2026, 5, 1),
                      "declined_informed": answer}, "end_reason")
            for answer in ("no", "unknown")
        ),
    ],
)  # fmt: skip
def test_finds(code: str, changes: dict[str, Any], field: str) -> None:
    assert found(code, **tables(**changes)) == [("V-001", field)]


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        *(("R007", {"end_reason": f"L{n}"}) for n in range(1, 7)),
        ("R007", {"end_reason": "L1; X1"}),
        ("R007", {"end_reason": "X99"}),
        ("R008", {"end_reason": "X99", "end_rationale": LONG}),
        ("R008", {"end_reason": "L1", "end_rationale": SHORT}),
        ("R014", {"cd_start": date(2026, 5, 30)}),
        ("R014", {"cd_start": date(2024, 1, 15), "cd_end": date(2026, 5, 29)}),
        ("R015", {"prison_start": date(2026, 5, 30)}),
        ("R015", {"prison_start": date(2026, 1, 1), "prison_released": date(2026, 5, 29)}),
        ("R015", {"prison_name": "HMP Example", "prison_released": date(2026, 5, 29)}),
        (
            "R019",
            {"end_reason": "X8", "declined_date": date(2026, 5, 1), "declined_informed": "yes"},
        ),
    ],
)
def test_passes(code: str, changes: dict[str, Any]) -> None:
    outcome, findings = run_rule(code, **tables(**changes))
    assert (outcome.outcome, findings) == ("clean", [])


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("R007", {"end_reason": None}),
        ("R007", {"end_reason": "gone away"}),
        ("R008", {"end_reason": "gone away", "end_rationale": SHORT}),
        ("R014", {"cd_start": BROKEN}),
        ("R014", {"cd_start": date(2024, 1, 15), "end_date": None}),
        ("R015", {"prison_start": BROKEN, "end_reason": None}),
        ("R015", {"prison_name": "HMP Example", "end_reason": None}),
        ("R019", {"end_reason": None}),
        ("R019", {"end_reason": "X8", "declined_date": BROKEN, "declined_informed": "yes"}),
    ],
)
def test_cannot_be_told(code: str, changes: dict[str, Any]) -> None:
    outcome, findings = run_rule(code, **tables(**changes))
    assert (outcome.outcome, outcome.untested, findings) == ("not-run", 1, [])


@pytest.mark.parametrize(
    ("end", "hits"),
    [(None, True), (date(2026, 5, 30), True), (date(2026, 5, 29), False),
     (date(2026, 5, 28), False), (BROKEN, False)],
)  # fmt: skip
def test_services_that_outlast_the_duty(end: Any, hits: bool) -> None:
    expected = [("S-001", "end")] if hits else []
    assert found("R009", **tables(service=SERVICE | {"end": end})) == expected


@pytest.mark.parametrize(
    ("service", "changes", "outcome"),
    [
        ({"is_s117": "no"}, {}, "not-applicable"),
        ({"is_s117": None}, {}, "not-run"),
        ({"end": BROKEN}, {}, "not-run"),
        ({"end": date(2026, 6, 1)}, {"end_date": None}, "not-run"),
        ({"end": date(2026, 6, 1)}, {"end_date": BROKEN}, "not-run"),
        ({"register_id": "V-404"}, {}, "not-run"),
    ],
)
def test_services_of_which_nothing_can_be_said(
    service: dict[str, Any], changes: dict[str, Any], outcome: str
) -> None:
    result, findings = run_rule("R009", **tables(service=SERVICE | service, **changes))
    assert (result.outcome, findings) == (outcome, [])


@pytest.mark.parametrize(
    ("stay", "hits"),
    [
        ({"admitted": date(2026, 5, 29), "discharged": None}, True),
        ({"admitted": date(2026, 5, 1), "discharged": date(2026, 5, 30)}, True),
        ({"admitted": date(2026, 5, 1), "discharged": None, "legal_status": "02"}, True),
        ({"admitted": date(2026, 5, 1), "discharged": None, "legal_status": "05"}, True),
        ({"admitted": date(2026, 5, 1), "discharged": None, "legal_status": "03"}, False),
        ({"admitted": date(2026, 5, 1), "discharged": None, "legal_status": None}, False),
        ({"admitted": date(2026, 5, 1), "discharged": date(2026, 5, 29)}, False),
        ({"admitted": date(2026, 5, 30), "discharged": None}, False),
        ({"admitted": BROKEN, "discharged": None}, False),
        ({"admitted": date(2026, 5, 1), "discharged": BROKEN}, False),
        ({"admitted": date(2026, 5, 1), "discharged": None, "register_id": "V-2"}, False),
    ],
)
def test_stays_in_hospital_on_the_day(stay: dict[str, Any], hits: bool) -> None:
    expected = [("V-001", "end_date")] if hits else []
    assert found("R016", **tables(admissions=[ADMISSION | stay])) == expected


def test_a_stay_of_no_known_status_leaves_the_day_untold() -> None:
    stay = ADMISSION | {"admitted": date(2026, 5, 1), "discharged": None, "legal_status": None}
    outcome, _ = run_rule("R016", **tables(admissions=[stay], end_reason=None))
    assert (outcome.outcome, outcome.untested) == ("not-run", 1)


def test_a_workbook_with_no_admissions_says_so() -> None:
    outcome, _ = run_rule("R016", Register=[ending(end_reason="X6")])
    assert outcome.outcome == "not-run"
    assert "Admissions" in outcome.reason


@pytest.mark.parametrize("length", [20, 200])
def test_how_long_a_rationale_is_is_local_policy(length: int) -> None:
    for text, hits in (("x" * (length - 1), True), ("x" * length, False)):
        given = tables(end_reason="X99", end_rationale=text)
        assert bool(found("R008", settings={"rationale_characters": length}, **given)) is hits


FAULTS: dict[str, dict[str, Any]] = {
    "R007": {"end_reason": "X1; X99"},
    "R008": {"end_reason": "X99", "end_rationale": "Gone."},
    "R009": {"service": SERVICE | {"end": date(2026, 5, 30)}},
    "R014": {"cd_start": date(2024, 1, 15)},
    "R015": {"prison_start": date(2026, 1, 1), "end_reason": "X10"},
    "R016": {"admissions": [ADMISSION | {"discharged": None}], "end_reason": "X6"},
    "R019": {"end_reason": "X8"},
}


@pytest.mark.parametrize("code", FAULTS)
def test_each_message_is_whole(code: str) -> None:
    findings = run_rule(code, **tables(**FAULTS[code]))[1]
    assert findings
    assert [f.message for f in findings if not is_whole(f)] == []


def test_a_conditional_discharge_without_its_first_day_is_not_told() -> None:
    row = ending(trigger="conditional discharge", section_code="09", restricted="yes")
    assert run_rule("R014", Register=[row])[0].untested == 1
    over = row | {"cd_end": date(2026, 5, 29)}
    assert run_rule("R014", Register=[over])[0].outcome == "clean"


def test_prison_with_no_first_day_is_not_told_and_given_as_the_reason_is_found() -> None:
    row = ending(prison_name="HMP Example")
    outcome, findings = run_rule("R015", Register=[row])
    assert (findings, outcome.untested) == ([], 1)
    assert found("R015", Register=[row | {"end_reason": "X10"}]) == [("V-001", "end_reason")]


def test_a_stay_under_a_section_that_is_not_known_is_not_told() -> None:
    stay = ADMISSION | {"admitted": date(2026, 5, 1), "discharged": None, "legal_status": "99"}
    outcome, findings = run_rule("R016", Register=[ending()], Admissions=[stay])
    assert (findings, outcome.untested) == ([], 1)


@pytest.mark.parametrize(("given", "first"), [("X1; L1", "X1"), ("X99; X3", "X99"), ("X3", "X3")])
def test_the_reason_that_stands_first_is_named(given: str, first: str) -> None:
    (finding,) = run_rule("R007", Register=[ending(end_reason=given)])[1]
    assert finding.message.startswith(f"Ended for {first}, ")


def test_an_endless_service_of_a_record_with_no_day_is_told_without_one() -> None:
    (finding,) = run_rule("R009", Register=[ending(end_date=None)], Services=[SERVICE])[1]
    assert is_whole(finding)
