"""Who the person is: numbers, codes, the date of death."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from s117xl.check import run
from s117xl.rules.catalogue import all_rules
from s117xl.settings import Settings
from tests.people import (
    ADMISSION,
    AS_AT,
    LAWFUL,
    LAWFUL_ENDING,
    REVIEW,
    context,
    found,
    person,
    run_rule,
)
from tests.rules.speech import is_plain, spoken

NUMBER = "9434765919"
DIED = date(2026, 6, 1)
REAL = {"holds": "real people"}
DAY = timedelta(days=1)

BAD_NUMBERS = [
    "9434765918",
    "943476591",
    "94347659199",
    "1111111111",
    "0000000000",
    "9.43E+09",
    "x",
]


def severities(code: str, **given: Any) -> list[tuple[str, str]]:
    return [(finding.field, finding.severity) for finding in run_rule(code, **given)[1]]


@pytest.mark.parametrize("cell", BAD_NUMBERS)
def test_a_number_that_nobody_has_is_invalid(cell: str) -> None:
    assert severities("R110", Register=[person(nhs_number=cell)]) == [("nhs_number", "invalid")]


@pytest.mark.parametrize("cell", [NUMBER, "943 476 5919", 9434765919, 9434765919.0, "4010232137"])
def test_a_right_number_passes_in_any_shape(cell: Any) -> None:
    assert found("R110", Register=[person(nhs_number=cell)], settings=REAL) == []


@pytest.mark.parametrize(
    ("holds", "severity"),
    [
        ("real people", [("nhs_number", "invalid")]),
        ("", [("nhs_number", "prompt")]),
        ("invented people", []),
    ],
)
def test_a_number_for_tests_is_judged_by_what_the_register_holds(
    holds: str, severity: list[tuple[str, str]]
) -> None:
    given = {"Register": [person()], "settings": {"holds": holds}}
    assert severities("R110", **given) == severity


@pytest.mark.parametrize("cell", [date(2026, 1, 1), datetime(2026, 1, 1, 9), True])
def test_a_number_that_excel_took_for_something_else_is_invalid(cell: Any) -> None:
    assert severities("R110", Register=[person(nhs_number=cell)]) == [("nhs_number", "invalid")]


def test_a_blank_number_is_not_tested() -> None:
    outcome, findings = run_rule("R110", Register=[person(nhs_number=None)], settings=REAL)
    assert (findings, outcome.untested) == ([], 1)


@pytest.mark.parametrize(
    ("number", "reason", "expected"),
    [
        (None, None, [("V-001", "nhs_number")]),
        (None, "refused", []),
        (None, "something", []),
        (NUMBER, None, []),
        ("12", None, []),
    ],
)
def test_a_number_or_a_reason_is_asked_for(
    number: str | None, reason: str | None, expected: list[tuple[str, str]]
) -> None:
    row = person(nhs_number=number, nhs_number_reason=reason)
    assert found("R111", Register=[row]) == expected


DEAD = {"dod": DIED, "next_review_due": None, "write_to": "do not write"}


@pytest.mark.parametrize(
    "status", ["ACTIVE", "ACTIVE-PRISON", "ACTIVE-INPATIENT", "ACTIVE-DECLINED"]
)
def test_a_live_record_of_a_dead_person_is_found_once(status: str) -> None:
    row = person(dod=DIED, record_status=status)
    assert found("R115", Register=[row]) == [("V-001", "record_status")]


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({}, []),
        ({"next_review_due": DIED - DAY}, []),
        ({"next_review_due": DIED}, []),
        ({"next_review_due": DIED + DAY}, ["next_review_due"]),
        ({"write_to": "person"}, ["write_to"]),
        ({"write_to": "representative"}, []),
        ({"next_review_due": DIED + DAY, "write_to": "person"}, ["next_review_due", "write_to"]),
    ],
)
def test_a_closed_record_of_a_dead_person_keeps_nothing_that_writes_to_them(
    changes: dict[str, Any], fields: list[str]
) -> None:
    row = person(record_status="DECEASED") | DEAD | changes
    assert found("R115", Register=[row]) == [("V-001", field) for field in fields]


def test_a_living_person_is_none_of_its_business() -> None:
    assert run_rule("R115", Register=[person()], Reviews=[])[0].outcome == "not-applicable"


@pytest.mark.parametrize("dod", ["last week", AS_AT + DAY])
@pytest.mark.parametrize("status", ["ACTIVE", "DECEASED"])
def test_an_unreadable_or_future_death_shows_no_open_record(dod: Any, status: str) -> None:
    row = person(dod=dod, record_status=status, next_review_due=AS_AT + 2 * DAY)
    assert found("R115", Register=[row]) == []


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"due": DIED + DAY}, [("RV-001", "due")]),
        ({"due": DIED}, []),
        ({"due": DIED + DAY, "held": DIED - DAY}, []),
        ({"due": DIED + DAY, "cancelled_reason": "died"}, []),
        ({"due": None}, []),
        ({"due": DIED + DAY, "register_id": "V-999"}, []),
    ],
)
def test_a_review_still_due_after_the_death_is_found(
    changes: dict[str, Any], expected: list[tuple[str, str]]
) -> None:
    row = person(record_status="DECEASED") | DEAD
    review = REVIEW | {"held": None} | changes
    assert found("R115", Register=[row], Reviews=[review]) == expected


@pytest.mark.parametrize(
    ("dod", "expected"),
    [
        (LAWFUL["detention_start"] - DAY, [("V-001", "dod")]),
        (LAWFUL["detention_start"], []),
        (LAWFUL["detention_start"] + DAY, []),
        (AS_AT - DAY, []),
        (AS_AT, []),
        (AS_AT + DAY, [("V-001", "dod")]),
    ],
)
def test_a_death_lies_between_the_detention_and_today(
    dod: date, expected: list[tuple[str, str]]
) -> None:
    assert found("R116", Register=[person(dod=dod)]) == expected


@pytest.mark.parametrize("changes", [{"dod": "1 May"}, {"detention_start": "?"}])
def test_a_death_beside_an_unreadable_date_is_not_tested(changes: dict[str, Any]) -> None:
    outcome, findings = run_rule("R116", Register=[person(dod=DIED) | changes])
    assert (findings, outcome.untested) == ([], 1)


@pytest.mark.parametrize("field", ["postcode", "or_postcode"])
@pytest.mark.parametrize(
    ("cell", "severity"),
    [
        ("LS1 4AP", None),
        ("ls14ap", None),
        ("ZZ99 3VZ", "prompt"),
        ("ZZ993WZ", "prompt"),
        ("Leeds", "invalid"),
        ("LS1", "invalid"),
        (None, None),
    ],
)
def test_a_postcode_is_judged_by_its_shape(
    field: str, cell: str | None, severity: str | None
) -> None:
    expected = [(field, severity)] if severity else []
    assert severities("R117", Register=[person(**{field: cell})]) == expected


@pytest.mark.parametrize(
    ("code", "field", "cell", "severity"),
    [
        ("R118", "gp_practice_code", "B86001", None),
        ("R118", "gp_practice_code", "86001", "invalid"),
        ("R118", "gp_practice_code", "V81999", "prompt"),
        ("R119", "provider_trust_code", "RXX", None),
        ("R119", "provider_trust_code", "RXX01", None),
        ("R119", "provider_trust_code", "RX", "invalid"),
        ("R119", "provider_trust_code", "QQ1", "prompt"),
        ("R120", "gender", "female", None),
        ("R120", "gender", "F", "invalid"),
        ("R120", "ethnic_category", "J", None),
        ("R120", "ethnic_category", "I", "invalid"),
        ("R120", "record_status", "active", None),
        ("R120", "record_status", "OPEN", "invalid"),
    ],
)
def test_codes_and_lists_are_judged(code: str, field: str, cell: str, severity: str | None) -> None:
    expected = [(field, severity)] if severity else []
    assert severities(code, Register=[person(**{field: cell})]) == expected


@pytest.mark.parametrize(
    ("code", "field", "cell"),
    [
        ("R117", "postcode", "ZZ99 3VZ"),
        ("R118", "gp_practice_code", "V81999"),
        ("R119", "provider_trust_code", "QQ1"),
    ],
)
def test_a_code_to_look_at_leaves_the_others_alone(code: str, field: str, cell: str) -> None:
    rows = [person(), person(register_id="V-002", **{field: cell})]
    assert found(code, Register=rows) == [("V-002", field)]


@pytest.mark.parametrize(
    ("cell", "severities"),
    [("RXX", []), ("rxx", []), ("RYY", ["prompt"]), ("RX", ["invalid"]), (None, [])],
)
def test_a_trust_that_settings_do_not_list_is_asked_about(
    cell: str | None, severities: list[str]
) -> None:
    given = context(Register=[person(provider_trust_code=cell)])
    given.settings = Settings({"providers": "RXX; RZZ"})
    _, findings, _ = run(all_rules()["R119"], given, what_if=False)
    assert [f.severity for f in findings] == severities
    assert all(is_plain(f.message) for f in findings)


@pytest.mark.parametrize("code", ["R118", "R119"])
def test_a_blank_code_is_not_tested(code: str) -> None:
    row = person(gp_practice_code=None, provider_trust_code=None)
    assert run_rule(code, Register=[row])[0].untested == 1


@pytest.mark.parametrize("code", ["R110", "R111", "R115", "R116", "R117", "R118", "R119", "R120"])
@pytest.mark.parametrize("row", [LAWFUL, LAWFUL_ENDING])
def test_a_lawful_record_gives_nothing(code: str, row: dict[str, Any]) -> None:
    given = {"Register": [row], "Reviews": [REVIEW], "Admissions": [ADMISSION]}
    assert found(code, **given) == []


def test_every_message_is_a_finished_sentence() -> None:
    rows = [
        person(nhs_number=cell, register_id=f"V-{number}")
        for number, cell in enumerate(BAD_NUMBERS)
    ]
    rows += [
        person(dod=DIED),
        person(dod=DIED, record_status="DECEASED"),
        person(nhs_number=None, dod=date(2020, 1, 1), postcode="x", gp_practice_code="x"),
        person(gender="x", dod=AS_AT + DAY, postcode="ZZ99 3VZ", provider_trust_code="x"),
    ]
    codes = ["R110", "R111", "R115", "R116", "R117", "R118", "R119", "R120"]
    reviews = [REVIEW | {"register_id": "V-001", "due": AS_AT, "held": None}]
    for holds in ("", "real people"):
        given = {"Register": rows, "Reviews": reviews, "settings": {"holds": holds}}
        assert all(is_plain(text) for text in spoken(codes, **given))


@pytest.mark.parametrize("died", [AS_AT - DAY, AS_AT])
def test_a_live_record_is_open_after_death_on_the_day_itself(died: date) -> None:
    row = person(dod=died, next_review_due=None, write_to=None)
    assert found("R115", Register=[row])[:1] == [("V-001", "record_status")]
