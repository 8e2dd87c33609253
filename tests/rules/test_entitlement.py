"""Whether the papers show a detention that gives the right to aftercare."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from s117xl.rules.orders import CD_DATES, CTO_DATES
from tests.people import ADMISSION, AS_AT, LAWFUL, LAWFUL_ENDING, found, person, run_rule
from tests.rules.speech import is_plain, spoken

DAY = timedelta(days=1)
SECTION = [("V-001", "section_code")]


@pytest.mark.parametrize("code", ["03", "09", 10, "15", "16", "17", "18", "34", "37", "38", "s3"])
def test_a_qualifying_section_passes(code: Any) -> None:
    assert found("R023", Register=[person(section_code=code)]) == []


@pytest.mark.parametrize(
    "code", ["01", "02", "04", "05", "06", "07", "08", "12", "13", "19", "20", "35", "36"]
)
@pytest.mark.parametrize("status", ["ACTIVE", "ACTIVE-DECLINED"])
def test_a_live_record_with_another_section_is_found(code: str, status: str) -> None:
    row = person(section_code=code, record_status=status)
    assert found("R023", Register=[row]) == SECTION


@pytest.mark.parametrize("code", ["14", "31", "32", "33", "99", None, "11"])
def test_a_section_that_a_person_must_look_at_is_not_tested(code: str | None) -> None:
    outcome, findings = run_rule("R023", Register=[person(section_code=code)])
    assert (findings, outcome.untested) == ([], 1)


@pytest.mark.parametrize("status", ["NOT-ENTITLED", "PROSPECTIVE", "ENDED", "DECEASED"])
def test_a_record_that_is_not_live_is_none_of_its_business(status: str) -> None:
    row = person(section_code="02", record_status=status)
    assert run_rule("R023", Register=[row])[0].outcome == "not-applicable"


@pytest.mark.parametrize(
    ("code", "cell", "expected"),
    [
        ("R024", "11", SECTION),
        ("R024", 21, SECTION),
        ("R024", "30", SECTION),
        ("R024", "117", SECTION),
        ("R024", "section 17", SECTION),
        ("R024", "98", SECTION),
        ("R024", "voluntary-ish", SECTION),
        ("R024", "03", []),
        ("R024", "s37/41", []),
        ("R024", None, []),
        ("R025", "14", SECTION),
        ("R025", "31", SECTION),
        ("R025", "32", SECTION),
        ("R025", "33", SECTION),
        ("R025", "34", []),
        ("R025", "03", []),
        ("R026", "s37 guardianship", SECTION),
        ("R026", "Guardianship (s37)", SECTION),
        ("R026", "36", []),
        ("R026", "s37", []),
        ("R027", None, SECTION),
        ("R027", "99", SECTION),
        ("R027", "03", []),
        ("R027", "11", []),
    ],
)
def test_the_section_code_is_judged(code: str, cell: Any, expected: list[tuple[str, str]]) -> None:
    assert found(code, Register=[person(section_code=cell)]) == expected


@pytest.mark.parametrize(("code", "cell"), [("R024", None), ("R025", "11"), ("R026", None)])
def test_a_section_that_says_nothing_is_not_tested(code: str, cell: Any) -> None:
    assert run_rule(code, Register=[person(section_code=cell)])[0].untested == 1


def test_the_legal_status_of_an_admission_is_judged_too() -> None:
    row = ADMISSION | {"legal_status": "11"}
    given = {"Register": [person()], "Admissions": [row]}
    assert found("R024", **given) == [("A-001", "legal_status")]


@pytest.mark.parametrize("status", ["ACTIVE", "ENDED", None])
def test_a_start_of_detention_is_asked_for(status: str | None) -> None:
    row = person(detention_start=None, record_status=status)
    assert found("R028", Register=[row]) == [("V-001", "detention_start")]


@pytest.mark.parametrize("cell", [date(2025, 9, 1), "1 May"])
def test_a_start_that_is_there_is_not_missing(cell: Any) -> None:
    assert found("R028", Register=[person(detention_start=cell)]) == []


ORDER = {"cto_start": date(2026, 1, 15)}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, [("V-001", "discharge_date")]),
        ({"trigger": "conditional discharge"}, [("V-001", "discharge_date")]),
        ({"trigger": "leave"}, []),
        ({"trigger": "CTO"}, []),
        ({"leave_start": date(2026, 1, 15)}, []),
        (ORDER, []),
        (ORDER | {"cto_end": AS_AT + DAY}, []),
        (ORDER | {"cto_end": AS_AT}, [("V-001", "discharge_date")]),
        ({"record_status": "PROSPECTIVE"}, []),
    ],
)
def test_a_discharge_date_is_asked_for_unless_leave_or_an_order_explains_it(
    changes: dict[str, Any], expected: list[tuple[str, str]]
) -> None:
    assert found("R029", Register=[person(discharge_date=None) | changes]) == expected


@pytest.mark.parametrize("cell", [None, "??"])
def test_a_missing_date_beside_an_unknown_trigger_is_not_tested(cell: str | None) -> None:
    outcome, findings = run_rule("R029", Register=[person(discharge_date=None, trigger=cell)])
    assert (findings, outcome.untested) == ([], 1)


# Community treatment orders and conditional discharges.


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"cto_start": date(2026, 1, 15), "cto_end": date(2026, 1, 14)}, ["cto_end"]),
        ({"cto_start": date(2026, 1, 15), "cto_end": date(2026, 1, 15)}, []),
        ({"cto_start": date(2026, 1, 15), "cto_end": date(2026, 1, 16)}, []),
        ({"cto_start": date(2025, 8, 31)}, ["cto_start"]),
        ({"cto_start": date(2025, 9, 1)}, []),
        ({"cto_start": date(2025, 9, 2)}, []),
        ({"cto_start": date(2025, 8, 2), "cto_end": date(2025, 8, 1)}, ["cto_end", "cto_start"]),
    ],
)
def test_an_order_begins_after_the_detention_and_ends_after_it_began(
    changes: dict[str, Any], fields: list[str]
) -> None:
    expected = [("V-001", field) for field in fields]
    assert found("R036", Register=[person(**changes)]) == expected


@pytest.mark.parametrize("changes", [{"cto_end": "?"}, {"detention_start": "?"}])
def test_an_order_with_an_unreadable_date_is_not_tested(changes: dict[str, Any]) -> None:
    row = person(cto_start=date(2025, 8, 1)) | changes
    outcome, findings = run_rule("R036", Register=[row])
    assert (findings, outcome.untested) == ([], 1)


IMPOSSIBLE = ["02", "04", "05", "06", "07", "08", "12", "13", "19", "20", "09", "15", "17", "37"]


@pytest.mark.parametrize("code", IMPOSSIBLE)
def test_an_order_cannot_follow_this_section(code: str) -> None:
    assert found("R037", Register=[person(section_code=code, trigger="CTO")]) == SECTION


@pytest.mark.parametrize("code", ["03", "10", "16", "18", "38"])
def test_an_order_can_follow_this_section(code: str) -> None:
    assert found("R037", Register=[person(section_code=code, trigger="CTO")]) == []


@pytest.mark.parametrize("code", ["14", "31", "32", "33", "34", "99"])
def test_whether_an_order_can_follow_this_section_a_person_must_say(code: str) -> None:
    outcome, findings = run_rule("R037", Register=[person(section_code=code, trigger="CTO")])
    assert (findings, outcome.untested) == ([], 1)


@pytest.mark.parametrize("field", CTO_DATES)
def test_any_date_of_an_order_records_one(field: str) -> None:
    row = person(section_code="02", **{field: date(2026, 2, 1)})
    assert found("R037", Register=[row]) == SECTION


@pytest.mark.parametrize("code", ["R036", "R037", "R038"])
def test_no_order_is_none_of_their_business(code: str) -> None:
    assert run_rule(code, Register=[person()])[0].outcome == "not-applicable"


@pytest.mark.parametrize("code", ["R037", "R038"])
@pytest.mark.parametrize("cell", [None, "11"])
def test_an_order_with_an_unknown_section_is_not_tested(code: str, cell: str | None) -> None:
    row = person(section_code=cell, cto_start=date(2026, 1, 15), cd_start=date(2026, 1, 15))
    outcome, findings = run_rule(code, Register=[row])
    assert (findings, outcome.untested) == ([], 1)


@pytest.mark.parametrize(
    "recorded",
    [{"trigger": "conditional discharge"}] + [{field: date(2026, 1, 15)} for field in CD_DATES],
)
@pytest.mark.parametrize(
    ("code", "restricted", "expected"),
    [
        ("09", "yes", []),
        ("09", "no", []),
        ("15", "yes", []),
        ("17", "yes", []),
        ("37", "yes", []),
        ("31", "yes", []),
        ("31", "no", SECTION),
        ("10", "no", SECTION),
        ("03", "no", SECTION),
        ("03", "yes", SECTION),
        ("02", None, SECTION),
    ],
)
def test_a_conditional_discharge_needs_a_restricted_order(
    recorded: dict[str, Any], code: str, restricted: str | None, expected: list[tuple[str, str]]
) -> None:
    row = person(section_code=code, restricted=restricted) | recorded
    assert found("R038", Register=[row]) == expected


@pytest.mark.parametrize("code", ["33", "99"])
def test_a_conditional_discharge_is_not_judged_by_a_section_that_tells_nothing(code: str) -> None:
    row = person(section_code=code, cd_start=date(2026, 1, 15))
    outcome, findings = run_rule("R038", Register=[row])
    assert (findings, outcome.untested) == ([], 1)


ALL = ["R023", "R024", "R025", "R026", "R027", "R028", "R029", "R036", "R037", "R038"]


@pytest.mark.parametrize("code", ALL)
@pytest.mark.parametrize("row", [LAWFUL, LAWFUL_ENDING])
def test_a_lawful_record_gives_nothing(code: str, row: dict[str, Any]) -> None:
    assert found(code, Register=[row], Admissions=[ADMISSION]) == []


def test_every_message_is_a_finished_sentence() -> None:
    order = {"cto_start": date(2025, 8, 2), "cto_end": date(2025, 8, 1), "cd_start": AS_AT}
    rows = [
        person(section_code="02", **order),
        *(person(section_code=code) for code in ("31", "11", "37 guardianship", None, "99")),
        person(detention_start=None, discharge_date=None),
    ]
    assert all(is_plain(text) for text in spoken(ALL, Register=rows))
