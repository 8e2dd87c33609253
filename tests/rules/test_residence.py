"""Where a council comes from: its basis, the addresses, and the board's area."""

from __future__ import annotations

from typing import Any

import pytest

from s117xl.areas import AreaRow, read_areas
from s117xl.check import Outcome, run
from s117xl.findings import Finding
from s117xl.rules.catalogue import all_rules
from s117xl.settings import Settings
from tests.people import LAWFUL, LAWFUL_ENDING, context, found, person, run_rule
from tests.rules.speech import is_plain

LEEDS, BRADFORD, KIRKLEES = "E08000035", "E08000032", "E08000034"
LINES = (("LS", LEEDS, "QWO"), ("BD", BRADFORD, "QWO"), ("HD", KIRKLEES, "E54000054"))
CODES = ("R071", "R072", "R075")
MOVED = {"la_code": BRADFORD, "postcode": "BD1 1AA", "or_postcode": "LS1 4AP"}
HELD = {"la_code": BRADFORD, "hospital_la_code": BRADFORD, "or_postcode": "LS1 4AP"}


def asked(code: str, *, lines: Any = LINES, **changes: Any) -> tuple[Outcome, list[Finding]]:
    given = context(Register=[person(**changes)])
    listed, _ = read_areas(AreaRow(f"A{n}", *line) for n, line in enumerate(lines))
    given.settings = Settings(areas=listed)
    return run(all_rules()[code], given, what_if=False)[:2]


def test_the_council_has_a_basis() -> None:
    assert found("R070", Register=[person(or_basis=None)]) == [("V-001", "or_basis")]
    assert found("R070", Register=[person()]) == []
    assert run_rule("R070", Register=[person(or_basis="hearsay")])[0].untested == 1


@pytest.mark.parametrize(
    ("changes", "hits"),
    [
        (MOVED, True),
        (MOVED | {"or_basis": None}, True),
        (MOVED | {"or_basis": "sent on discharge"}, False),
        (MOVED | {"or_basis": "agreed"}, False),
        (MOVED | {"la_code": LEEDS}, False),
        (MOVED | {"la_code": KIRKLEES}, False),
        (MOVED | {"or_postcode": "BD2 2AA"}, False),
    ],
)
def test_a_council_of_the_present_address_is_found(changes: dict[str, Any], hits: bool) -> None:
    outcome, findings = asked("R071", **changes)
    assert [f.field for f in findings] == (["la_code"] if hits else [])
    assert outcome.tested == 1


@pytest.mark.parametrize(
    ("changes", "hits"),
    [
        (HELD, True),
        (HELD | {"or_basis": None}, True),
        (HELD | {"or_basis": "sent on discharge"}, False),
        (HELD | {"hospital_la_code": LEEDS}, False),
        (HELD | {"or_postcode": "BD2 2AA"}, False),
    ],
)
def test_a_council_of_the_hospital_is_found(changes: dict[str, Any], hits: bool) -> None:
    outcome, findings = asked("R072", **changes)
    assert [f.field for f in findings] == (["la_code"] if hits else [])
    assert outcome.tested == 1


@pytest.mark.parametrize(
    ("changes", "hits"),
    [
        ({"icb_code": "QWO"}, False),
        ({"icb_code": "E54000054"}, False),
        ({"icb_code": "QHM"}, True),
        ({"icb_code": "QHM", "la_code": KIRKLEES}, True),
    ],
)
def test_a_council_outside_the_boards_area_is_asked_about(
    changes: dict[str, Any], hits: bool
) -> None:
    outcome, findings = asked("R075", **changes)
    assert [(f.field, f.severity) for f in findings] == ([("icb_code", "prompt")] if hits else [])
    assert outcome.tested == 1


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("R071", MOVED | {"postcode": None}),
        ("R071", MOVED | {"postcode": "not one"}),
        ("R071", MOVED | {"postcode": "YO1 7HH"}),
        ("R071", MOVED | {"or_postcode": "YO1 7HH"}),
        ("R071", MOVED | {"la_code": "209"}),
        ("R071", MOVED | {"la_code": None}),
        ("R072", HELD | {"hospital_la_code": None}),
        ("R072", HELD | {"hospital_la_code": "209"}),
        ("R072", HELD | {"or_postcode": None}),
        ("R075", {"la_code": "209"}),
        ("R075", {"la_code": "E08000019"}),
        ("R075", {"icb_code": None}),
        ("R075", {"icb_code": "Leeds"}),
    ],
)
def test_what_the_table_does_not_tell_is_not_tested(code: str, changes: dict[str, Any]) -> None:
    outcome, findings = asked(code, **changes)
    assert (findings, outcome.outcome, outcome.untested) == ([], "not-run", 1)


@pytest.mark.parametrize("code", CODES)
def test_with_no_table_a_rule_is_not_run_and_says_so(code: str) -> None:
    outcome, findings = asked(code, lines=())
    assert (outcome.outcome, findings) == ("not-run", [])
    assert outcome.reason.startswith("No table of which council")


@pytest.mark.parametrize("row", [LAWFUL, LAWFUL_ENDING])
def test_a_lawful_record_gives_nothing(row: dict[str, Any]) -> None:
    assert [asked(code, **row)[1] for code in CODES] == [[], [], []]
    assert found("R070", Register=[row]) == []


def test_each_message_is_plain() -> None:
    findings = [
        *asked("R071", **MOVED)[1],
        *asked("R072", **HELD)[1],
        *asked("R075", icb_code="QHM")[1],
        *run_rule("R070", Register=[person(or_basis=None)])[1],
    ]
    assert len(findings) == 4
    assert all(is_plain(text) for f in findings for text in (f.message, f.fix))
