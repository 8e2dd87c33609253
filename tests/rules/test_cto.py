"""Community treatment orders that run on, prison, and law that came or would come in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from s117xl.law.authorities import authority
from tests.people import AS_AT, LAWFUL, LAWFUL_ENDING, ending, found, person, run_rule
from tests.rules.speech import is_plain

DAY = timedelta(1)
BROKEN = "tomorrow or so"
CODES = ("R035", "R039", "R040", "R098", "R099", "R128")


def of(code: str, **changes: Any) -> list[str]:
    """The fields in which a person with these changes is found."""
    return [field for _, field in found(code, Register=[person(**changes)])]


@pytest.mark.parametrize("section", ["34", "37", "38"])
@pytest.mark.parametrize(
    ("start", "hits"),
    [
        (date(1997, 9, 30), True),
        (date(1997, 10, 1), False),
        (date(1997, 10, 2), False),
        (None, False),
        (BROKEN, False),
    ],
)
def test_a_hospital_direction_is_not_older_than_its_section(
    section: str, start: Any, hits: bool
) -> None:
    expected = ["detention_start"] if hits else []
    assert of("R035", section_code=section, detention_start=start) == expected


def test_another_section_may_be_older() -> None:
    assert of("R035", detention_start=date(1990, 1, 1)) == []


ON = {"cto_start": date(2025, 12, 30)}


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"cto_start": date(2025, 12, 29)}, ["cto_renewed"]),
        ({"cto_start": date(2025, 12, 30)}, []),
        ({"cto_start": date(2025, 12, 31)}, []),
        ({"cto_start": date(2025, 12, 29), "cto_end": AS_AT}, []),
        ({"cto_start": date(2025, 12, 29), "cto_end": AS_AT + DAY}, ["cto_renewed"]),
        ({"cto_start": date(2025, 12, 29), "cto_end": BROKEN}, []),
        ({"cto_start": BROKEN}, []),
        ({"cto_start": date(2024, 1, 1), "cto_renewed": date(2025, 6, 29)}, ["cto_renewed"]),
        ({"cto_start": date(2024, 1, 1), "cto_renewed": date(2025, 6, 30)}, []),
        ({"cto_start": date(2024, 1, 1), "cto_renewed": date(2025, 7, 1)}, []),
        ({"cto_start": date(2024, 1, 1), "cto_renewed": BROKEN}, []),
        (ON | {"cto_expiry": AS_AT - DAY}, ["cto_expiry"]),
        (ON | {"cto_expiry": AS_AT}, []),
        (ON | {"cto_expiry": AS_AT + DAY}, []),
        (ON | {"cto_expiry": BROKEN}, []),
        (ON | {"cto_expiry": AS_AT - DAY, "cto_renewed": AS_AT - DAY}, []),
        ({"cto_start": date(2025, 12, 29), "cto_expiry": AS_AT - DAY}, ["cto_renewed"]),
    ],
)
def test_an_order_is_renewed_or_over(changes: dict[str, Any], fields: list[str]) -> None:
    assert of("R039", **changes) == fields


def test_a_record_without_an_order_has_none_to_renew() -> None:
    assert run_rule("R039", Register=[person()])[0].outcome == "not-applicable"


@pytest.mark.parametrize(
    ("changes", "hits"),
    [
        (ON | {"section_code": "01"}, True),
        (ON, False),
        ({"section_code": "01", "cto_start": AS_AT}, True),
        ({"section_code": "01", "cto_start": AS_AT + DAY}, False),
        (ON | {"section_code": "01", "cto_end": AS_AT}, False),
        (ON | {"section_code": "01", "cto_end": AS_AT + DAY}, True),
        (ON | {"section_code": None}, False),
        (ON | {"section_code": "zz"}, False),
        (ON | {"section_code": "01", "cto_expiry": AS_AT - DAY}, False),
    ],
)
def test_nobody_on_an_order_is_informal(changes: dict[str, Any], hits: bool) -> None:
    assert of("R040", **changes) == (["section_code"] if hits else [])


INSIDE = {"prison_name": "HMP Example", "prison_start": date(2026, 1, 1)}
RELEASED = INSIDE | {"prison_released": AS_AT}


@pytest.mark.parametrize(
    ("changes", "hits"),
    [
        (INSIDE, False),
        (INSIDE | {"prison_release_due": date(2026, 12, 29)}, True),
        (INSIDE | {"prison_release_due": date(2026, 12, 30)}, True),
        (INSIDE | {"prison_release_due": date(2026, 12, 31)}, False),
        (INSIDE | {"prison_release_due": AS_AT - DAY}, True),
        (INSIDE | {"prison_release_due": AS_AT, "release_planning_start": AS_AT}, False),
        (INSIDE | {"prison_release_due": BROKEN}, False),
        ({"prison_name": "HMP Example", "prison_release_due": AS_AT}, False),
        (INSIDE | {"prison_start": AS_AT + DAY, "prison_release_due": AS_AT + 2 * DAY}, False),
        (RELEASED, True),
        (RELEASED | {"prison_released": AS_AT + DAY}, False),
        (RELEASED | {"prison_released": date(2025, 12, 30)}, True),
        (RELEASED | {"prison_released": date(2025, 12, 29)}, False),
        (RELEASED | {"prison_released": date(2025, 12, 31)}, True),
        (RELEASED | {"release_planning_start": date(2026, 3, 1)}, False),
        (RELEASED | {"prison_released": BROKEN}, False),
        (RELEASED | {"record_status": "ENDED"}, False),
    ],
)
def test_release_is_planned_for(changes: dict[str, Any], hits: bool) -> None:
    assert of("R098", **changes) == (["release_planning_start"] if hits else [])


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        (INSIDE, []),
        (INSIDE | {"prison_name": None}, ["prison_name"]),
        (INSIDE | {"prison_start": None}, []),
        (INSIDE | {"prison_released": date(2025, 12, 31)}, ["prison_start"]),
        (INSIDE | {"prison_released": date(2026, 1, 1)}, []),
        (INSIDE | {"prison_released": date(2026, 1, 2)}, []),
        (INSIDE | {"prison_released": BROKEN}, []),
        (INSIDE | {"prison_start": BROKEN, "prison_name": None}, ["prison_name"]),
    ],
)
def test_prison_dates_agree(changes: dict[str, Any], fields: list[str]) -> None:
    assert of("R099", **changes) == fields


@pytest.mark.parametrize(
    ("changes", "hits"),
    [
        ({"cd_dol": "yes", "cd_start": date(2026, 2, 17)}, True),
        ({"cd_dol": "yes", "cd_start": date(2026, 2, 18)}, False),
        ({"cd_dol": "yes", "cd_start": date(2026, 2, 19)}, False),
        ({"cd_dol": "yes", "cd_start": None}, False),
        ({"cd_dol": "yes", "cd_start": BROKEN}, False),
        ({"cd_dol": "no", "cd_start": date(2026, 2, 17)}, False),
        ({"cd_dol": None, "cd_start": date(2026, 2, 17)}, False),
    ],
)
def test_conditions_may_deprive_of_liberty_since_the_reform(
    changes: dict[str, Any], hits: bool
) -> None:
    assert of("R128", **changes) == (["cd_dol"] if hits else [])


DETAINED = {"detention_end": None, "discharge_date": None, "record_status": "PROSPECTIVE"}


@pytest.mark.parametrize(
    ("changes", "hits"),
    [
        ({"detention_start": date(2026, 3, 29)}, True),
        ({"detention_start": date(2026, 3, 30)}, False),
        ({"detention_start": date(2026, 3, 31)}, False),
        ({"detention_start": None}, False),
        ({"detention_start": BROKEN}, False),
        ({"detention_start": date(2026, 3, 29), "section_code": "10"}, False),
        ({"detention_start": date(2026, 3, 29), "detention_end": AS_AT}, False),
    ],
)
def test_what_if_the_first_period_were_three_months(changes: dict[str, Any], hits: bool) -> None:
    row = person(**DETAINED | changes)
    _, findings = run_rule("R129", what_if=True, Register=[row])
    assert [f.field for f in findings] == (["detention_start"] if hits else [])
    assert run_rule("R129", Register=[row])[0].outcome == "not-run"


def test_the_new_periods_count_from_the_day_their_law_begins(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    begun = replace(authority("mha-25-29"), in_force_from=date(2026, 1, 1))
    monkeypatch.setattr("s117xl.rules.rows.authority", lambda _: begun)
    for start, hits in ((date(2025, 12, 31), False), (date(2026, 1, 1), True)):
        row = person(**DETAINED | {"detention_start": start})
        assert bool(run_rule("R129", what_if=True, Register=[row])[1]) is hits


@pytest.mark.parametrize("code", ["R122", "R123", "R124", "R125"])
def test_what_needs_a_trust_list_is_not_run_and_says_so(code: str) -> None:
    outcome, findings = run_rule(code, Register=[person()])
    assert (outcome.outcome, findings) == ("not-run", [])
    assert outcome.reason.startswith("No Trust list")


def test_no_stated_age_is_held() -> None:
    assert run_rule("R134", Register=[person()])[0].outcome == "not-run"


@pytest.mark.parametrize("code", [*CODES, "R129"])
@pytest.mark.parametrize("row", [LAWFUL, LAWFUL_ENDING])
def test_a_lawful_record_gives_nothing(code: str, row: dict[str, Any]) -> None:
    assert run_rule(code, what_if=True, Register=[row])[1] == []


def test_each_message_is_plain() -> None:
    rows = [
        person(section_code="37", detention_start=date(1990, 1, 1), **INSIDE,
               prison_released=date(2025, 12, 31)),
        person(cto_start=date(2025, 1, 1), section_code="01"),
        person(cto_start=date(2025, 1, 1), cto_renewed=date(2025, 6, 1)),
        person(**ON, cto_expiry=AS_AT - DAY),
        person(**INSIDE | {"prison_name": None}, prison_release_due=AS_AT),
        person(cd_dol="yes", cd_start=date(2026, 1, 1)),
        ending(**DETAINED | {"detention_start": date(2026, 1, 1)}),
    ]  # fmt: skip
    texts = [
        text
        for code in (*CODES, "R129")
        for finding in run_rule(code, what_if=True, Register=rows)[1]
        for text in (finding.message, finding.fix)
    ]
    assert len(texts) == 2 * 11
    assert all(is_plain(text) for text in texts)


@pytest.mark.parametrize(
    ("expiry", "renewed", "fields"),
    [
        (AS_AT, date(2026, 1, 5), []),
        (AS_AT - DAY, date(2026, 1, 5), ["cto_expiry"]),
        (AS_AT - DAY, date(2026, 4, 29), []),
        (AS_AT - DAY, date(2026, 4, 28), ["cto_expiry"]),
        (AS_AT - 400 * DAY, date(2025, 4, 29), ["cto_renewed"]),
        (AS_AT + DAY, date(2025, 4, 29), []),
    ],
)
def test_an_expiry_that_was_moved_on_tells_when_the_order_ran_out(
    expiry: date, renewed: date, fields: list[str]
) -> None:
    dates = {"cto_start": date(2024, 10, 1), "cto_expiry": expiry, "cto_renewed": renewed}
    assert of("R039", detention_start=date(2024, 1, 1), **dates) == fields


def test_an_order_that_ran_out_after_its_renewal_is_not_known_to_be_in_force() -> None:
    row = person(
        section_code="01", cto_start=date(2025, 1, 15), cto_renewed=date(2025, 7, 10),
        cto_expiry=date(2026, 1, 15),
    )  # fmt: skip
    assert run_rule("R040", Register=[row])[0].untested == 1
    assert found("R040", Register=[row | {"cto_expiry": AS_AT}]) == [("V-001", "section_code")]


@pytest.mark.parametrize(
    ("changes", "hits"),
    [
        ({}, True),
        ({"prison_release_due": date(2027, 1, 1)}, False),
        ({"release_planning_start": date(2026, 6, 1)}, False),
        ({"prison_released": AS_AT - 300 * DAY}, False),
        ({"prison_start": AS_AT + DAY}, False),
        ({"record_status": "ACTIVE"}, False),
    ],
)
def test_the_status_tells_of_prison_where_no_day_does(changes: dict[str, Any], hits: bool) -> None:
    inside = {"record_status": "ACTIVE-PRISON", "prison_release_due": date(2026, 7, 20)}
    fields = of("R098", **(inside | changes))
    assert fields == (["release_planning_start"] if hits else [])


@pytest.mark.parametrize(
    "changes", [{"prison_release_due": date(2026, 7, 20)}, {"record_status": "ACTIVE-PRISON"}]
)
def test_a_release_that_is_due_or_the_status_puts_a_record_in_question(
    changes: dict[str, Any],
) -> None:
    row = person(**changes)
    assert run_rule("R098", Register=[row])[0].outcome != "not-applicable"
