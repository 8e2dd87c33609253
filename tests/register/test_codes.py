"""Codes of published sets, as people type them and as Excel spoils them."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

import pytest

from s117xl.register.codes import CODE_READERS
from s117xl.register.kinds import Code
from s117xl.register.schema import TABLES


def read(system: str, cell: Any) -> tuple[str | None, list[tuple[str, str, bool]]]:
    value, faults = CODE_READERS[system](cell)
    return value, [(fault.code, fault.severity, fault.unreadable) for fault in faults]


def test_every_set_that_the_schema_names_has_a_reader() -> None:
    named = {
        field.kind.system
        for table in TABLES.values()
        for field in table.fields
        if isinstance(field.kind, Code)
    }
    assert named == set(CODE_READERS)


@pytest.mark.parametrize(
    ("system", "cell", "code"),
    [
        ("section", "03", "03"),
        ("section", 3, "03"),
        ("section", 3.0, "03"),
        ("section", "S.37 /41", "09"),
        ("section", "notional 37", "10"),
        ("section", 99, "99"),
        ("ethnic", "a", "A"),
        ("ethnic", "A - White: British", "A"),
        ("ethnic", 99.0, "99"),
        ("gp", "b86001", "B86001"),
        ("trust", "rxx", "RXX"),
        ("la", "E08000035", "E08000035"),
        ("la", 503.0, "503"),
        ("icb", "qwo", "QWO"),
    ],
)
def test_a_code_is_read_in_its_normal_form(system: str, cell: Any, code: str) -> None:
    assert read(system, cell) == (code, [])


@pytest.mark.parametrize(
    ("system", "cell", "fault"),
    [
        ("section", "117", "R024"),
        ("section", 11, "R024"),
        ("section", "98", "R024"),
        ("section", "no idea", "R024"),
        ("ethnic", "I", "R120"),
        ("gp", "8600", "R118"),
        ("trust", "RXX001", "R119"),
        ("la", "Leeds", "R068"),
        ("la", 101, "R068"),
        ("icb", "X12", "R069"),
    ],
)
def test_what_is_no_code_is_unreadable_under_its_own_rule(
    system: str, cell: Any, fault: str
) -> None:
    assert read(system, cell) == (None, [(fault, "invalid", True)])


@pytest.mark.parametrize("cell", [date(2026, 3, 4), time(3, 7), timedelta(1), True])
@pytest.mark.parametrize("system", CODE_READERS)
def test_a_code_that_excel_took_for_something_else_is_unreadable(system: str, cell: Any) -> None:
    value, faults = read(system, cell)
    assert (value, [unreadable for _, _, unreadable in faults]) == (None, [True])


def test_guardianship_written_as_37_is_read_and_remarked() -> None:
    assert read("section", "s37 guardianship") == ("36", [("R026", "invalid", False)])


def test_a_district_council_is_read_and_remarked() -> None:
    assert read("la", "E07000223") == ("E07000223", [("R068", "invalid", False)])


@pytest.mark.parametrize(
    ("system", "cell", "fault"),
    [("la", "W06000015", "R068"), ("gp", "V81997", "R118"), ("trust", "AB1", "R119")],
)
def test_a_doubtful_code_is_read_and_asked_about(system: str, cell: str, fault: str) -> None:
    assert read(system, cell) == (cell, [(fault, "prompt", False)])


@pytest.mark.parametrize("cell", ["QMJ", "QWO", "E54000071"])
def test_a_board_is_read_whatever_the_day(cell: str) -> None:
    assert read("icb", cell) == (cell, [])


@pytest.mark.parametrize("cell", [" 03", "03\u00a0", "0\u200b3"])
def test_stray_characters_are_taken_out_and_remarked(cell: str) -> None:
    assert read("section", cell) == ("03", [("R133", "invalid", False)])


def test_a_fault_continues_a_sentence_that_begins_with_the_heading() -> None:
    for system, cell in (("section", "117"), ("la", "E07000223"), ("gp", "V81997")):
        for fault in CODE_READERS[system](cell)[1]:
            assert fault.message[0].islower()
            assert not fault.message.endswith(".")
