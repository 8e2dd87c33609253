"""A register whose cells can be read, with nothing missing and nothing gone."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from s117xl.check import check
from s117xl.register.conditions import Always
from s117xl.register.kinds import Date, Text
from s117xl.register.schema import TABLES
from s117xl.rules.catalogue import all_rules
from s117xl.workbook.cells import UNCOMPUTED
from tests.people import (
    ADMISSION,
    AS_AT,
    DISPUTE,
    LAWFUL,
    LAWFUL_ENDING,
    REVIEW,
    SERVICE,
    context,
    ending,
    found,
    person,
    run_rule,
)
from tests.rules.speech import is_plain, spoken

DAY = timedelta(days=1)
CHILDREN = {"Services": [SERVICE], "Reviews": [REVIEW], "Disputes": [DISPUTE]}
PANEL = {
    "panel_id": "P-001",
    "register_id": "V-001",
    "panel_date": date(2026, 1, 9),
    "request": "Support worker, five hours a week.",
    "decision": "approved",
    "reasons": "Both tests are met.",
    "reason_category": "needs met",
    "la_share": 0.5,
    "icb_share": 0.5,
    "start_date": date(2026, 1, 15),
    "members": "Council and board",
}
QUARTER = {
    "review_ref": "Q-001",
    "held": date(2026, 4, 20),
    "forum": "Section 117 board",
    "partners": "LA; ICB; Trust",
    "exceptions_escalated": 2,
    "themes": "Late first reviews",
    "actions": "Named leads by June",
    "next_due": date(2026, 7, 20),
}
WHOLE: dict[str, list[dict[str, Any]]] = {
    "Register": [LAWFUL],
    **CHILDREN,
    "Panel": [PANEL],
    "Admissions": [ADMISSION],
    "RegisterReviews": [QUARTER],
}
"""A lawful row in each table."""


def changed(table: str, **cells: Any) -> dict[str, list[dict[str, Any]]]:
    """The whole register with these cells in the row of one table."""
    return WHOLE | {table: [WHOLE[table][0] | cells]}


def one_each(table: str, keys: list[str], cell: Any) -> dict[str, list[dict[str, Any]]]:
    """The whole register with as many rows in one table, each of which has the cell once.

    The id of a row is the field whose cell it is, but for the cell of the id itself.
    """
    id_field = TABLES[table].id_field
    rows = [WHOLE[table][0] | {id_field: key} | {key: cell} for key in keys]
    return WHOLE | {table: rows}


@pytest.mark.parametrize(
    ("updated", "expected"),
    [
        (AS_AT - 91 * DAY, [("V-001", "updated_on")]),
        (AS_AT - 90 * DAY, []),
        (AS_AT - 89 * DAY, []),
    ],
)
def test_an_open_record_is_updated_within_a_quarter(updated: date, expected: list[Any]) -> None:
    for status in ("ACTIVE", "PROSPECTIVE"):
        row = person(updated_on=updated, record_status=status)
        assert found("R121", Register=[row]) == expected


def test_a_local_period_for_updates_holds() -> None:
    given = {"Register": [person(updated_on=AS_AT - 40 * DAY)]}
    assert found("R121", **given) == []
    assert found("R121", **given, settings={"register_update_days": 30}) != []


@pytest.mark.parametrize("status", ["ENDED", "DECEASED", "SUPERSEDED", "NOT-ENTITLED"])
def test_a_closed_record_rests(status: str) -> None:
    row = person(updated_on=date(2020, 1, 1), record_status=status)
    assert run_rule("R121", Register=[row])[0].outcome == "not-applicable"


@pytest.mark.parametrize("cell", [None, "May"])
def test_an_unknown_update_is_not_tested(cell: Any) -> None:
    outcome, findings = run_rule("R121", Register=[person(updated_on=cell)])
    assert (findings, outcome.untested) == ([], 1)


# Cells that cannot be read.


@pytest.mark.parametrize(
    ("cell", "severity"),
    [
        (date(2026, 1, 5), None),
        (None, None),
        (datetime(2026, 1, 5, 14, 30), "prompt"),
        (46027, "prompt"),
        ("5 January 2026", "invalid"),
        ("03/04/26", "invalid"),
        ("soon", "invalid"),
        (date(1900, 1, 1), "invalid"),
        (True, "invalid"),
    ],
)
def test_a_date_is_a_plain_day(cell: Any, severity: str | None) -> None:
    findings = run_rule("R132", **changed("Register", plan_date=cell))[1]
    expected = [("plan_date", severity)] if severity else []
    assert [(finding.field, finding.severity) for finding in findings] == expected


@pytest.mark.parametrize("table", TABLES)
def test_text_in_any_date_is_found(table: str) -> None:
    keys = [field.key for field in TABLES[table].fields if isinstance(field.kind, Date)]
    given = one_each(table, keys, "not a day")
    assert found("R132", **given) == [(key, key) for key in keys]


@pytest.mark.parametrize("cell", [" V-001", "V-001 ", "V-\u200b001", "\u0412-001"])
@pytest.mark.parametrize("table", ["Register", "Services"])
def test_stray_characters_in_an_id_are_found(table: str, cell: str) -> None:
    given = changed(table, register_id=cell)
    assert [field for _, field in found("R133", **given)] == ["register_id"]


def test_stray_characters_in_a_code_are_found_and_in_a_name_are_not() -> None:
    given = changed("Register", la_code=" E08000035", surname=" Example")
    assert found("R133", **given) == [("V-001", "la_code")]


@pytest.mark.parametrize(
    ("table", "field", "cell"),
    [
        ("Register", "trigger", "went home"),
        ("Register", "end_reason", "L1; L9"),
        ("Register", "episode_no", 1.5),
        ("Register", "la_share", "half"),
        ("Register", "la_share", 101),
        ("Register", "nrpf", "maybe"),
        ("Services", "weekly_cost", "a lot"),
        ("Services", "is_s117", "partly"),
        ("Reviews", "kind", "yearly"),
        ("RegisterReviews", "partners", "LA; Police"),
        ("Register", "surname", UNCOMPUTED),
        ("Register", "nhs_number", UNCOMPUTED),
    ],
)
def test_a_cell_that_is_not_of_its_type_is_found(table: str, field: str, cell: Any) -> None:
    given = changed(table, **{field: cell})
    assert [field for _, field in found("R201", **given)] == [field]


@pytest.mark.parametrize("cell", [UNCOMPUTED, "\u00a7 nonsense"])
@pytest.mark.parametrize("table", TABLES)
def test_no_unreadable_cell_is_passed_over(table: str, cell: Any) -> None:
    keys = [
        field.key
        for field in TABLES[table].fields
        if cell is UNCOMPUTED or not isinstance(field.kind, Text)
    ]
    own = [key if key != TABLES[table].id_field else "" for key in keys]
    findings = check(context(**one_each(table, keys, cell))).findings
    told = [(f.row, f.field) for f in findings if f.table == table and f.severity == "invalid"]
    assert sorted(set(told) & set(zip(own, keys, strict=True))) == sorted(
        zip(own, keys, strict=True)
    )


def test_one_rule_speaks_for_a_value_that_is_not_listed() -> None:
    for field in ("gender", "record_status", "ethnic_category"):
        given = changed("Register", **{field: "??"})
        assert found("R201", **given) == []
        assert found("R120", **given) == [("V-001", field)]


def test_each_cell_of_a_column_has_its_own_words() -> None:
    rows = [person(plan_date="soon"), person(plan_date=True), person()]
    findings = run_rule("R132", Register=rows)[1]
    assert len({finding.message for finding in findings}) == 2
    assert [finding.cell[-1] for finding in findings] == ["2", "3"]


# Required cells.


def missing(table: str, **cells: Any) -> list[str]:
    return [field for _, field in found("R200", **changed(table, **cells))]


SPOKEN_FOR = {
    key if "." in key else f"{part.table}.{key}"
    for rule in all_rules().values()
    for part in (rule, *rule.parts)
    for key in part.speaks_for
}


def test_every_rule_speaks_for_a_field_that_is_required() -> None:
    for name in SPOKEN_FOR:
        table, key = name.split(".")
        assert TABLES[table].field(key).required is not None, name


@pytest.mark.parametrize("cell", [None, "  "])
@pytest.mark.parametrize("table", TABLES)
def test_a_blank_in_a_field_that_each_row_needs_is_found(table: str, cell: str | None) -> None:
    keys = [
        field.key
        for field in TABLES[table].fields
        if isinstance(field.required, Always) and f"{table}.{field.key}" not in SPOKEN_FOR
    ]
    blanks = [field for _, field in found("R200", **one_each(table, keys, cell))]
    assert sorted(blanks) == sorted(keys)


@pytest.mark.parametrize("table", TABLES)
def test_a_blank_in_a_field_that_may_be_blank_passes(table: str) -> None:
    keys = [field.key for field in TABLES[table].fields if field.required is None]
    assert found("R200", **one_each(table, keys, None)) == []


@pytest.mark.parametrize(
    ("table", "cells", "expected"),
    [
        ("Register", {"write_to": "representative"}, ["representative_address"]),
        ("Register", {"leave_start": date(2026, 1, 2)}, ["leave_kind"]),
        ("Register", {"nrpf": "unknown"}, []),
        ("Register", {"charged": "yes"}, ["refund_amount", "refund_found"]),
        ("Register", {"funding_status": None}, ["funding_status"]),
        ("Register", {"funding_status": None, "record_status": "PROSPECTIVE"}, []),
        ("Register", {"funding_status": None, "record_status": "??"}, []),
        ("Register", {"funding_status": "??"}, []),
        ("Services", {"end": date(2026, 6, 1)}, ["end_reason", "ended_by"]),
        ("Services", {"is_s117": "no", "link_rationale": None}, []),
        ("Services", {"link_rationale": None}, ["link_rationale"]),
        ("Reviews", {"held": None, "next_due": None}, []),
        ("Reviews", {"next_due": None}, ["next_due"]),
        ("Panel", {"interim_arrangement": None}, []),
        ("Panel", {"decision": "deferred"}, ["interim_arrangement"]),
    ],
)
def test_a_condition_decides_what_is_required(
    table: str, cells: dict[str, Any], expected: list[str]
) -> None:
    assert missing(table, **cells) == expected


@pytest.mark.parametrize("field", ["section_code", "detention_start", "nhs_number"])
def test_a_rule_of_its_own_speaks_for_some_blanks(field: str) -> None:
    assert missing("Register", **{field: None}) == []


def test_a_rule_speaks_only_for_the_rows_that_it_is_about() -> None:
    assert missing("Register", discharge_date=None) == []
    assert missing("Register", discharge_date=None, record_status="SUPERSEDED") == [
        "discharge_date"
    ]


def test_a_column_that_is_not_there_requires_nothing() -> None:
    assert missing("Register", team=...) == []
    assert missing("Register", record_status=..., funding_status=None) == []


def test_each_blank_cell_is_a_finding_of_its_own() -> None:
    rows = [person(team=None), person(register_id="V-002", team=None, verified_by=None), person()]
    expected = [("V-001", "team"), ("V-002", "team"), ("V-002", "verified_by")]
    assert sorted(found("R200", Register=rows)) == expected


# Records that are gone.


def test_a_record_that_an_earlier_check_saw_is_missed_at_the_heading() -> None:
    given = {"Register": [person()], "seen_ids": frozenset({"V-001", "V-007", "V-002"})}
    outcome, findings = run_rule("R206", **given)
    assert (outcome.outcome, outcome.found) == ("found", 2)
    assert [(f.record, f.row, f.field, f.cell) for f in findings] == [
        ("V-002", "V-002", "register_id", "A1"),
        ("V-007", "V-007", "register_id", "A1"),
    ]
    assert findings[0].key == "R206/V-002/register_id"


def test_an_empty_register_misses_everyone() -> None:
    assert len(found("R206", Register=[], seen_ids=frozenset({"V-001"}))) == 1
    assert run_rule("R206", Register=[], seen_ids=frozenset())[0].outcome == "not-applicable"


def test_nobody_is_missed_where_all_are_there() -> None:
    outcome, _ = run_rule("R206", Register=[person()], seen_ids=frozenset({"V-001"}))
    assert outcome.outcome == "clean"


def test_without_an_earlier_check_the_rule_is_not_run() -> None:
    outcome, _ = run_rule("R206", Register=[person()])
    assert (outcome.outcome, outcome.reason) == ("not-run", "No earlier check is recorded.")


ALL = ["R121", "R132", "R133", "R200", "R201", "R206"]


@pytest.mark.parametrize("code", ALL)
@pytest.mark.parametrize("row", [LAWFUL, LAWFUL_ENDING])
def test_a_lawful_record_gives_nothing(code: str, row: dict[str, Any]) -> None:
    assert found(code, **(WHOLE | {"Register": [row]})) == []


def test_every_message_is_a_finished_sentence() -> None:
    rows = [
        person(updated_on=date(2026, 1, 1), team=None, plan_date="soon", la_code=" E08000035"),
        ending(end_follow_on=None, trigger="??"),
    ]
    texts = spoken(ALL, Register=rows, seen_ids=frozenset({"V-009"}))
    assert all(is_plain(text) for text in texts)
