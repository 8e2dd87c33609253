"""The engine: outcomes are honest, messages are whole, and order changes nothing."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from s117xl.check import check
from s117xl.demo.faults import FAULTS, sow
from s117xl.demo.people import invent, tables
from s117xl.findings import ACTIONS, SEVERITIES, Finding
from s117xl.law.authorities import all_authorities
from s117xl.register.schema import TABLES
from s117xl.rules.catalogue import all_rules
from tests.people import AS_AT, LAWFUL, REVIEW, SERVICE, context, ending, person, run_rule

EMPTY: dict[str, list[dict[str, object]]] = {name: [] for name in TABLES}


def checked(**given_tables: object) -> list[Finding]:
    """All findings on these tables; the others are there and empty."""
    return list(check(context(**(EMPTY | given_tables))).findings)


def test_a_full_and_lawful_record_gives_nothing_to_fix_or_explain() -> None:
    found = checked(Register=[LAWFUL], Services=[SERVICE], Reviews=[REVIEW])
    assert [f for f in found if f.action != "note"] == []


def test_a_full_and_lawful_ending_gives_nothing_to_fix_or_explain() -> None:
    assert [f for f in checked(Register=[ending()]) if f.action != "note"] == []


def test_no_row_in_scope_is_not_applicable_and_says_why() -> None:
    outcome, found = run_rule("R002", Register=[person()])
    assert (outcome.outcome, outcome.tested, found) == ("not-applicable", 0, [])
    assert outcome.reason


def test_a_missing_column_makes_its_rules_not_run_and_names_it() -> None:
    outcome, _ = run_rule("R002", Register=[ending(cto_start=...)])
    assert outcome.outcome == "not-run"
    assert TABLES["Register"].field("cto_start").heading in outcome.reason


def test_a_missing_table_makes_its_rules_not_run_and_names_it() -> None:
    outcome, _ = run_rule("R080", Register=[person(la_share=..., icb_share=...)])
    assert outcome.outcome == "not-run"


def test_a_row_whose_cell_cannot_be_read_is_counted_and_not_passed() -> None:
    outcome, found = run_rule("R030", Register=[person(discharge_date="tbc")])
    assert (outcome.outcome, outcome.tested, outcome.untested, found) == ("not-run", 0, 1, [])


def test_a_value_that_is_impossible_is_not_used_by_later_rules() -> None:
    row = person(detention_start=date(2026, 3, 1), last_review_date=None, last_review_type=None)
    codes = {f.code for f in checked(Register=[row])}
    assert "R030" in codes
    assert "R041" not in codes


def test_a_dormant_rule_is_not_run_and_says_that_its_law_is_not_in_force() -> None:
    for rule in all_rules().values():
        if rule.dormant:
            outcome, _ = run_rule(rule.code, Register=[ending()])
            assert (outcome.outcome, outcome.reason) == ("not-run", rule.dormant)


def test_every_rule_has_its_law_its_words_and_a_known_severity() -> None:
    known = all_authorities()
    for rule in all_rules().values():
        assert rule.severity in SEVERITIES
        assert rule.authority, rule.code
        assert [name for name in rule.authority if name not in known] == [], rule.code
        assert rule.title, rule.code
        assert rule.fix.endswith("."), rule.code
        assert rule.message.endswith("."), rule.code
        assert 1 <= rule.pillar <= 9, rule.code


def test_every_field_that_a_rule_names_is_in_the_schema() -> None:
    for rule in all_rules().values():
        for name in rule.fields:
            table, _, key = name.rpartition(".")
            if key != "*":
                TABLES[table or rule.table].field(key)


def test_the_rules_of_this_version_are_all_there() -> None:
    runs = (range(1, 12), range(13, 17), range(23, 35), range(36, 39), range(41, 49))
    later = (range(66, 70), range(84, 87), range(94, 98), range(100, 106), range(110, 118))
    single = (19, 51, 54, 55, 57, 62, 76, 77, 80, 92, 107, 108, 120, 121, 126, 131, 132, 133)
    wanted = [number for run in (*runs, *later, single, range(200, 207)) for number in run]
    assert [code for code in (f"R{n:03d}" for n in wanted) if code not in all_rules()] == []


def test_every_finding_is_whole() -> None:
    people = invent(300, AS_AT)
    sow(people, AS_AT)
    for finding in checked(**tables(people)):
        assert finding.action == ACTIONS[finding.severity]
        assert finding.message.endswith((".", "?")), finding.code
        assert not set("{}") & set(finding.message), finding.code
        assert finding.sheet in TABLES
        assert finding.cell, finding.code
        assert finding.fix, finding.code


def test_keys_are_unique_and_the_same_from_run_to_run() -> None:
    people = invent(300, AS_AT)
    sow(people, AS_AT)
    first, second = (checked(**tables(people)) for _ in range(2))
    assert [f.key for f in first] == [f.key for f in second]
    assert max(Counter(f.key for f in first).values()) == 1


def test_coherent_people_give_nothing_to_fix_or_explain() -> None:
    assert [f for f in checked(**tables(invent(300, AS_AT))) if f.action != "note"] == []


def test_each_fault_that_is_sown_is_found() -> None:
    people = invent(300, AS_AT)
    sown = sow(people, AS_AT)
    found = {(f.record, f.code) for f in checked(**tables(people))}
    assert [each for each in sown if (each.record, each.code) not in found] == []
    assert len(sown) == len(FAULTS) > 40


@pytest.fixture(scope="module")
def sown_tables() -> dict[str, list[dict[str, object]]]:
    people = invent(300, AS_AT)
    sow(people, AS_AT)
    return EMPTY | tables(people[:90])


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(order=st.randoms(use_true_random=False))
def test_row_order_changes_nothing(
    sown_tables: dict[str, list[dict[str, object]]], order: object
) -> None:
    shuffled = {name: list(rows) for name, rows in sown_tables.items()}
    for rows in shuffled.values():
        order.shuffle(rows)  # type: ignore[attr-defined]

    def told(found: list[Finding]) -> set[tuple[str, ...]]:
        return {(f.key, f.severity, f.message, f.value) for f in found}

    assert told(checked(**shuffled)) == told(checked(**sown_tables))


@settings(max_examples=25, deadline=None)
@given(left=st.dates(date(2019, 1, 1), date(2026, 6, 1)), after=st.integers(1, 900))
def test_adding_a_review_never_makes_a_case_more_overdue(left: date, after: int) -> None:
    held = min(left + timedelta(days=after), AS_AT)
    row = person(
        discharge_date=left, detention_end=left, detention_start=left - timedelta(days=60),
        last_review_date=None, last_review_type=None, next_review_due=None,
    )  # fmt: skip
    from s117xl.derived import derive

    def days_over(reviews: list[dict[str, object]]) -> int:
        found = derive(context(**(EMPTY | {"Register": [row], "Reviews": reviews})))[0].days_over
        assert found is not None
        return found

    assert days_over([REVIEW | {"held": held, "next_due": None}]) <= days_over([])
