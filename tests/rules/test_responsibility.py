"""Which council and which Integrated Care Board owe the duty."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from tests.people import ending, found, person, run_rule
from tests.rules.speech import is_plain, spoken

MERGED = date(2026, 4, 1)
LAST_DAY = date(2026, 3, 31)


@pytest.mark.parametrize(("code", "field"), [("R066", "la_code"), ("R067", "icb_code")])
def test_a_blank_body_is_found_and_a_named_one_passes(code: str, field: str) -> None:
    assert found(code, Register=[person(**{field: None})]) == [("V-001", field)]
    assert found(code, Register=[person()]) == []


@pytest.mark.parametrize(("code", "field"), [("R066", "la_code"), ("R067", "icb_code")])
def test_a_body_that_cannot_be_read_is_not_taken_for_a_blank(code: str, field: str) -> None:
    outcome, findings = run_rule(code, Register=[person(**{field: "??"})])
    assert (findings, outcome.untested) == ([], 1)


@pytest.mark.parametrize("field", ["la_code", "transfer_to", "host_la_code", "hospital_la_code"])
@pytest.mark.parametrize("cell", ["E07000032", "nowhere", 7, 1e9, "E08", date(2026, 1, 1)])
def test_a_code_that_is_no_council_of_social_services_is_invalid(field: str, cell: Any) -> None:
    _, findings = run_rule("R068", Register=[person(**{field: cell})])
    assert [(f.field, f.severity) for f in findings] == [(field, "invalid")]


@pytest.mark.parametrize("cell", ["E06000014", "E08000035", "E09000001", "E10000019", "211", 211])
def test_a_council_of_social_services_passes(cell: Any) -> None:
    assert found("R068", Register=[person(la_code=cell)]) == []


def test_a_council_outside_england_is_something_to_confirm() -> None:
    _, findings = run_rule("R068", Register=[person(la_code="W06000015")])
    assert [f.severity for f in findings] == ["prompt"]


def test_a_blank_council_is_not_tested_for_its_code() -> None:
    outcome, findings = run_rule("R068", Register=[person(la_code=None)])
    assert (findings, outcome.outcome, outcome.untested) == ([], "not-run", 1)


@pytest.mark.parametrize(
    ("day", "severities"), [(LAST_DAY, []), (MERGED, ["invalid"]), (date(2026, 5, 1), ["invalid"])]
)
@pytest.mark.parametrize("code", ["QMJ", "E54000028"])
def test_an_abolished_board_is_found_after_its_last_day(
    code: str, day: date, severities: list[str]
) -> None:
    _, findings = run_rule("R069", Register=[person(icb_code=code)], as_at=day)
    assert [f.severity for f in findings] == severities


DIVIDED = date(2023, 4, 1)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("code", "ended", "hits"),
    [
        ("E10000006", DIVIDED - DAY, False),
        ("E10000006", DIVIDED, True),
        ("E10000006", DIVIDED + DAY, True),
        ("E06000063", DIVIDED - DAY, True),
        ("E06000063", DIVIDED, False),
        ("E06000063", DIVIDED + DAY, False),
        ("E08000035", DIVIDED, False),
        ("211", DIVIDED, False),
    ],
)
def test_a_council_must_have_stood_on_the_day_that_counts(
    code: str, ended: date, hits: bool
) -> None:
    expected = [("V-001", "la_code")] if hits else []
    assert found("R068", Register=[ending(la_code=code, end_date=ended)]) == expected


@pytest.mark.parametrize("cell", [None, "soon"])
def test_a_council_that_ended_is_not_tested_without_a_day(cell: Any) -> None:
    outcome, findings = run_rule("R068", Register=[ending(la_code="E10000006", end_date=cell)])
    assert (findings, outcome.untested) == ([], 1)


def test_a_council_that_was_divided_names_both_successors() -> None:
    (finding,) = run_rule("R068", Register=[person(la_code="E10000006")])[1]
    assert "Cumberland or of Westmorland and Furness" in finding.message


def test_a_council_that_is_not_held_is_a_prompt() -> None:
    (finding,) = run_rule("R068", Register=[person(la_code="E06000099")])[1]
    assert (finding.severity, finding.field) == ("prompt", "la_code")


@pytest.mark.parametrize(
    ("day", "severities"), [(LAST_DAY, ["invalid"]), (MERGED, []), (date(2026, 5, 1), [])]
)
def test_a_new_board_is_found_before_its_first_day(day: date, severities: list[str]) -> None:
    _, findings = run_rule("R069", Register=[person(icb_code="E54000071")], as_at=day)
    assert [f.severity for f in findings] == severities


def test_the_message_names_the_successor() -> None:
    (finding,) = run_rule("R069", Register=[person(icb_code="QMJ")])[1]
    assert "West and North London" in finding.message


@pytest.mark.parametrize("ended", [LAST_DAY, MERGED])
def test_an_ended_record_is_tested_on_the_day_it_ended(ended: date) -> None:
    expected = [("V-001", "icb_code")] if ended == MERGED else []
    assert found("R069", Register=[ending(icb_code="QMJ", end_date=ended)]) == expected


@pytest.mark.parametrize(
    ("status", "field"), [("DECEASED", "dod"), ("TRANSFERRED-OUT", "transfer_accepted")]
)
def test_a_record_closed_otherwise_is_tested_on_the_day_it_closed(status: str, field: str) -> None:
    row = person(icb_code="QMJ", record_status=status)
    assert found("R069", Register=[row | {field: LAST_DAY}]) == []
    assert found("R069", Register=[row | {field: MERGED}]) == [("V-001", "icb_code")]


@pytest.mark.parametrize(
    "row",
    [
        ending(icb_code="QMJ", end_date=None),
        ending(icb_code="QMJ", end_date="soon"),
        person(icb_code="QMJ", record_status=None),
        person(icb_code="QMJ", record_status="SUPERSEDED"),
        person(icb_code=None),
    ],
    ids=["no end date", "unreadable end date", "no status", "no day that counts", "no board"],
)
def test_a_board_with_no_known_day_is_not_tested(row: dict[str, Any]) -> None:
    outcome, findings = run_rule("R069", Register=[row])
    assert (findings, outcome.outcome, outcome.untested) == ([], "not-run", 1)


def test_a_board_that_still_stands_needs_no_day() -> None:
    outcome, _ = run_rule("R069", Register=[ending(icb_code="QWO", end_date=None)])
    assert (outcome.outcome, outcome.tested) == ("clean", 1)


def test_a_well_shaped_code_that_is_not_held_is_a_prompt() -> None:
    _, findings = run_rule("R069", Register=[person(icb_code="QZZ")])
    assert [(f.severity, f.field) for f in findings] == [("prompt", "icb_code")]


@pytest.mark.parametrize("cell", ["Leeds", "X12", "E53000001", 42])
def test_a_code_of_another_shape_is_invalid(cell: Any) -> None:
    _, findings = run_rule("R069", Register=[person(icb_code=cell)])
    assert [(f.severity, f.field) for f in findings] == [("invalid", "icb_code")]


def test_a_council_decided_by_the_gp_is_a_prompt() -> None:
    assert found("R131", Register=[person(or_basis="GP address")]) == [("V-001", "or_basis")]
    assert found("R131", Register=[person(or_basis="agreed")]) == []


@pytest.mark.parametrize("cell", [None, "who knows"])
def test_a_basis_that_is_not_known_is_not_tested(cell: Any) -> None:
    outcome, findings = run_rule("R131", Register=[person(or_basis=cell)])
    assert (findings, outcome.untested) == ([], 1)


def test_every_message_is_a_finished_sentence() -> None:
    rows = [
        person(la_code=None, icb_code=None, or_basis="GP address"),
        person(register_id="V-002", la_code="E07000032", icb_code="QMJ"),
        person(register_id="V-003", la_code="W06000015", icb_code="Leeds"),
        ending(register_id="V-004", la_code="town", icb_code="E54000071", end_date=LAST_DAY),
        person(register_id="V-005", icb_code="QZZ", la_code="E10000006"),
        ending(register_id="V-006", la_code="E06000063", end_date=DIVIDED - DAY),
    ]
    texts = spoken(("R066", "R067", "R068", "R069", "R131"), Register=rows)
    assert [text for text in texts if not is_plain(text)] == []


@pytest.mark.parametrize(
    ("code", "key", "cell"), [("R069", "icb_code", "QZZ"), ("R068", "la_code", "E06000099")]
)
def test_a_code_that_is_not_held_is_to_be_confirmed_and_not_replaced(
    code: str, key: str, cell: str
) -> None:
    (finding,) = run_rule(code, Register=[person(**{key: cell})])[1]
    assert finding.fix.startswith("Confirm the code")


def test_a_day_that_closes_another_sort_of_record_does_not_count() -> None:
    assert found("R069", Register=[ending(icb_code="QMJ", end_date=LAST_DAY, dod=MERGED)]) == []
