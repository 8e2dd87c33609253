"""One rule's answer for one record shows the cells, the arithmetic and the answer."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from s117xl.check import check
from s117xl.one_record import account
from s117xl.refusal import Refused
from s117xl.rules.catalogue import all_rules
from tests.people import REVIEW, SERVICE, context, person


def told(code: str, record: str, **tables: Any) -> list[str]:
    """The account of a rule, after a check as a command makes it."""
    given = context(**tables)
    check(given)
    return list(account(all_rules()[code], record, given))


NEVER = person(last_review_date=None, last_review_type=None)


def test_what_was_found_stands_with_its_cells_and_its_period() -> None:
    lines = told("R041", "V-001", Register=[NEVER], Reviews=[])
    assert "As at 30 Jun 2026." in lines
    assert "  Discharge date: 15 Jan 2026" in lines
    assert any(line.startswith("  Found: ") and "15 Apr 2026" in line for line in lines)
    assert any(line.startswith("Counted with 3 months: ") for line in lines)


def test_what_passed_shows_the_days_worked_out() -> None:
    lines = told("R043", "V-001", Register=[person()], Reviews=[REVIEW])
    assert "  Nothing found." in lines
    assert "  Worked out, due: 10 Apr 2027" in lines
    assert "  Reviews, row 2, Held: 10 Apr 2026" in lines


def test_what_cannot_be_tested_says_so() -> None:
    lines = told("R110", "V-001", Register=[person(nhs_number=None)])
    assert any("Cannot be tested" in line for line in lines)


def test_a_cell_that_cannot_be_used_says_so() -> None:
    lines = told("R030", "V-001", Register=[person(discharge_date="soon")])
    assert "  Discharge date: soon (cannot be used)" in lines


def test_blank_cells_stand_together() -> None:
    lines = told("R041", "V-001", Register=[NEVER], Reviews=[])
    assert [line for line in lines if line.startswith("  Blank: Last review date; ")]


def test_a_row_of_another_sort_is_none_of_the_rules_business() -> None:
    lines = told("R003", "V-001", Register=[person()])
    assert "Register, row 2: the rule is not about this row." in lines


@pytest.mark.parametrize("record", ["V-001", "S-001"])
def test_a_child_row_is_found_by_its_own_id_and_by_the_persons(record: str) -> None:
    lines = told("R062", record, Register=[person()], Services=[SERVICE | {"test_a": "no"}])
    assert any(line.startswith("  Found: ") for line in lines)


def test_a_table_that_is_not_there_is_said() -> None:
    lines = told("R062", "V-001", Register=[person()])
    assert "Not run: The workbook has no Services table." in lines


def test_an_unknown_id_is_refused() -> None:
    with pytest.raises(Refused, match="No row of the register has that id"):
        told("R041", "V-999", Register=[person()])


def test_the_day_may_be_another() -> None:
    given = context(Register=[NEVER], Reviews=[])
    given.as_at = date(2026, 4, 15)
    assert "  Nothing found." in list(account(all_rules()["R041"], "V-001", given))
