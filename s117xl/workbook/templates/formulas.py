"""The workbook's own arithmetic: Excel formulas that say what Python says, with no Python.

Each is written for defined names of columns (`s117_dob`), and a test proves that LibreOffice's
answers and ours agree.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby

from s117xl.register.conditions import Always, Condition
from s117xl.register.fields import Field, Table
from s117xl.register.schema import defined_name
from s117xl.workbook.templates.worked_out import BEGAN, LATEST_REVIEW, LIVE, REVIEW_DUE

TO_DO = "To do"
FLAGS = "Flags"
OUR_COLUMNS = (BEGAN, LATEST_REVIEW, REVIEW_DUE, TO_DO, FLAGS)
"""The columns of ours in the tables that people type into; not each table has each."""

LIVE_COUNT = "SUM(COUNTIFS(s117_record_status,{" + ",".join(f'"{s}"' for s in LIVE) + "}))"


def in_columns(table: Table) -> Callable[[str], str]:
    """Names a field's whole column."""
    return lambda key: defined_name(table.key, key)


def known_by(table: Table) -> tuple[str, ...]:
    """The fields of which one at least is filled on each row that holds a record."""
    return (
        ("register_id", "nhs_number", "surname") if table.key == "Register" else (table.id_field,)
    )


def row_is_filled(table: Table) -> str:
    """An array over the rows: which hold anything by which a record is known."""
    cell = in_columns(table)
    return "(" + "+".join(f"LEN({cell(key)})" for key in known_by(table)) + ">0)"


def required_count(table: Table, field: Field) -> str:
    """How many rows require the field (an array formula)."""
    return f"=SUM({row_is_filled(table)}*{_required(table, field)})"


def blank_count(table: Table, field: Field) -> str:
    """How many rows require the field and leave it blank (an array formula)."""
    column = defined_name(table.key, field.key)
    blank = f"(IFERROR(LEN({column}),1)=0)"
    return f"=SUM({row_is_filled(table)}*{_required(table, field)}*{blank})"


def _required(table: Table, field: Field) -> str:
    condition = field.required
    if condition is None or isinstance(condition, Always):
        return "1"
    return f"IFERROR(({condition.excel(in_columns(table))})*1,0)"


def blank_formats(table: Table) -> list[tuple[Condition, list[Field]]]:
    """The required fields by condition, in the order in which a condition first stands."""
    found: dict[str, tuple[Condition, list[Field]]] = {}
    for field in table.fields:
        if field.required is not None:
            key = repr(field.required)
            found.setdefault(key, (field.required, []))[1].append(field)
    return list(found.values())


def runs_of_columns(numbers: list[int]) -> list[tuple[int, int]]:
    """Consecutive numbers as first and last of each run."""
    runs = []
    for _, group in groupby(enumerate(numbers), lambda pair: pair[1] - pair[0]):
        members = [number for _, number in group]
        runs.append((members[0], members[-1]))
    return runs
