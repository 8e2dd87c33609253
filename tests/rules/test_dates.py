"""Dates that cannot be, and what becomes of the rules that would use them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from s117xl.check import check
from s117xl.register.kinds import Date
from s117xl.register.schema import TABLES
from tests.people import (
    ADMISSION,
    AS_AT,
    DISPUTE,
    LAWFUL,
    LAWFUL_ENDING,
    REVIEW,
    SERVICE,
    context,
    found,
    person,
    run_rule,
)
from tests.rules.speech import is_plain, spoken

DAY = timedelta(days=1)
START = LAWFUL["detention_start"]
LEFT = LAWFUL["discharge_date"]
BORN = LAWFUL["dob"]

DATES = [
    (table.key, field.key, field.kind.ahead)
    for table in TABLES.values()
    for field in table.fields
    if isinstance(field.kind, Date)
]
ROWS: dict[str, dict[str, Any]] = {
    "Register": {},
    "Services": SERVICE,
    "Reviews": REVIEW,
    "Disputes": DISPUTE,
    "Admissions": ADMISSION,
    "Panel": {"panel_id": "P-001", "register_id": "V-001"},
    "RegisterReviews": {"review_ref": "Q-001"},
}


def tables(table: str, **cells: Any) -> dict[str, list[dict[str, Any]]]:
    """A lawful register in which one row of one table has these cells."""
    if table == "Register":
        return {"Register": [person(**cells)]}
    return {"Register": [person()], table: [ROWS[table] | cells]}


def fields(code: str, **given: Any) -> list[str]:
    return [field for _, field in found(code, **given)]


@pytest.mark.parametrize(
    ("day", "expected"),
    [(START - DAY, ["discharge_date"]), (START, []), (START + DAY, [])],
)
def test_a_discharge_is_not_before_the_detention(day: date, expected: list[str]) -> None:
    assert fields("R030", Register=[person(discharge_date=day)]) == expected


@pytest.mark.parametrize(
    ("end", "left", "expected"),
    [
        (START - DAY, None, 1),
        (START, None, 0),
        (START + DAY, None, 0),
        (LEFT - DAY, LEFT, 0),
        (LEFT, LEFT, 0),
        (LEFT + DAY, LEFT, 1),
    ],
)
def test_the_end_of_detention_lies_between_its_start_and_the_discharge(
    end: date, left: date | None, expected: int
) -> None:
    row = person(detention_end=end, discharge_date=left)
    assert fields("R031", Register=[row]) == ["detention_end"] * expected


@pytest.mark.parametrize(
    ("code", "changes", "outcome"),
    [
        ("R030", {"discharge_date": None}, "not-applicable"),
        ("R030", {"detention_start": None}, "not-run"),
        ("R030", {"detention_start": "May"}, "not-run"),
        ("R031", {"detention_end": None}, "not-applicable"),
        ("R031", {"detention_start": None, "discharge_date": None}, "not-run"),
        ("R031", {"detention_end": "May"}, "not-run"),
        ("R034", {"detention_start": None}, "not-run"),
        ("R034", {"detention_start": "May"}, "not-run"),
    ],
)
def test_a_blank_or_unreadable_date_is_not_tested(
    code: str, changes: dict[str, Any], outcome: str
) -> None:
    assert run_rule(code, Register=[person(**changes)])[0].outcome == outcome


def of_table(table: str, code: str, day: date) -> list[str]:
    """The fields that a rule finds where each date of a table in its turn is this day."""
    keys = [key for name, key, _ in DATES if name == table]
    id_field = TABLES[table].id_field
    rows = [(LAWFUL | ROWS[table]) | {id_field: key, key: day} for key in keys]
    given = {"Register": [LAWFUL], table: rows}
    return [field for row, field in found(code, **given) if row == field]


@pytest.mark.parametrize("table", TABLES)
def test_a_date_after_today_is_found_unless_it_may_lie_ahead(table: str) -> None:
    events = [key for name, key, ahead in DATES if name == table and not ahead]
    assert sorted(of_table(table, "R032", AS_AT + DAY)) == sorted(events)
    assert of_table(table, "R032", AS_AT) == []


@pytest.mark.parametrize("table", TABLES)
def test_a_date_before_the_birth_is_found_in_every_table(table: str) -> None:
    keys = [key for name, key, _ in DATES if name == table and key != "dob"]
    expected = [] if table == "RegisterReviews" else sorted(keys)
    assert sorted(of_table(table, "R033", BORN - DAY)) == expected
    assert of_table(table, "R033", BORN) == []


def test_a_birth_after_most_dates_is_the_doubtful_one() -> None:
    given = {"Register": [person(dob=date(2026, 6, 1))], "Reviews": [REVIEW]}
    assert fields("R033", **given) == ["dob"]


def test_a_child_of_nobody_has_no_birth_to_be_compared_with() -> None:
    given = tables("Reviews", register_id="V-999", held=date(1950, 1, 1))
    assert fields("R033", **given) == []


def test_an_unknown_birth_is_not_compared() -> None:
    outcome, findings = run_rule("R033", Register=[person(dob=None, plan_date=date(1950, 1, 1))])
    assert (findings, outcome.untested) == ([], 1)


@pytest.mark.parametrize(
    ("born", "expected"),
    [
        (date(2020, 9, 2), ["dob"]),
        (date(2020, 9, 1), []),
        (date(2020, 8, 31), []),
        (date(1914, 9, 2), []),
        (date(1914, 9, 1), ["dob"]),
        (date(1914, 8, 31), ["dob"]),
    ],
)
def test_an_age_at_detention_is_from_5_to_110(born: date, expected: list[str]) -> None:
    assert fields("R033", Register=[person(dob=born)]) == expected


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        (date(1983, 9, 29), ["detention_start"]),
        (date(1983, 9, 30), []),
        (date(1983, 10, 1), []),
    ],
)
def test_the_detention_is_under_the_act(start: date, expected: list[str]) -> None:
    assert fields("R034", Register=[person(detention_start=start)]) == expected


@pytest.mark.parametrize(
    ("changes", "spoilt", "left"),
    [
        ({"discharge_date": START - DAY}, ["R030", "R031"], ["R041"]),
        ({"detention_end": LEFT + DAY}, ["R031"], ["R041"]),
        ({"discharge_date": AS_AT + DAY}, ["R032"], ["R041"]),
    ],
)
def test_no_other_rule_uses_an_impossible_date(
    changes: dict[str, Any], spoilt: list[str], left: list[str]
) -> None:
    row = person(last_review_date=None, last_review_type=None, **changes)
    checked = check(context(Register=[row], Reviews=[], as_at=AS_AT))
    codes = {finding.code for finding in checked.findings}
    assert set(spoilt) <= codes
    assert not codes & set(left)
    outcomes = {outcome.code: outcome for outcome in checked.outcomes}
    assert all(outcomes[code].untested == 1 for code in left)


def test_a_clause_spoils_only_its_own_dates() -> None:
    row = person(detention_end=START - DAY, last_review_date=None, last_review_type=None)
    checked = check(context(Register=[row], Reviews=[]))
    assert {"R031", "R041"} <= {finding.code for finding in checked.findings}


ALL = ["R030", "R031", "R032", "R033", "R034"]


@pytest.mark.parametrize("code", ALL)
@pytest.mark.parametrize("row", [LAWFUL, LAWFUL_ENDING])
def test_a_lawful_record_gives_nothing(code: str, row: dict[str, Any]) -> None:
    children = {"Services": [SERVICE], "Reviews": [REVIEW], "Disputes": [DISPUTE]}
    assert found(code, Register=[row], **children) == []


def test_every_message_is_a_finished_sentence() -> None:
    rows = [
        person(detention_end=LEFT + DAY, plan_date=date(1950, 1, 1), verified_on=AS_AT + DAY),
        person(detention_end=START - DAY, discharge_date=START - DAY),
        person(dob=date(2026, 6, 1)),
        person(dob=date(2024, 9, 1)),
        person(dob=date(1910, 9, 1), detention_start=date(1980, 1, 1)),
        person(dob=date(1910, 9, 1)),
    ]
    reviews = [REVIEW | {"held": date(1950, 1, 1)}, REVIEW | {"held": AS_AT + DAY}]
    assert all(is_plain(text) for text in spoken(ALL, Register=rows, Reviews=reviews))


@pytest.mark.parametrize(
    ("days", "fields_", "early"),
    [
        ((-1, 1), ["plan_date"], 0),
        ((-1, 0), ["plan_date"], 0),
        ((-1, -1), ["dob"], 2),
        ((-1, -1, 1), ["dob"], 2),
        ((-1, -1, 1, 1), ["assessment_date", "plan_date"], 0),
        ((0, 0), [], 0),
        ((-1,), ["dob"], 1),
    ],
)
def test_the_birth_is_doubted_where_more_than_half_the_dates_lie_before_it(
    days: tuple[int, ...], fields_: list[str], early: int
) -> None:
    keys = ("plan_date", "assessment_date", "planning_start", "asc_notified")
    blank = {key: None for key, value in LAWFUL.items() if isinstance(value, date)}
    given = {key: BORN + n * DAY for key, n in zip(keys, days, strict=False)}
    _, findings = run_rule("R033", Register=[LAWFUL | blank | {"dob": BORN} | given])
    assert sorted(f.field for f in findings) == fields_
    if early:
        assert f"after {early} of the record's own dates" in findings[0].message


@pytest.mark.parametrize("days", [0, 1])
def test_a_detention_on_the_day_of_birth_is_an_age_that_cannot_be(days: int) -> None:
    row = person(dob=LAWFUL["detention_start"] - days * DAY)
    assert fields("R033", Register=[row]) == ["dob"]
