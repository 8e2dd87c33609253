"""The workbook's own arithmetic: Excel formulas that say what Python says, with no Python.

Each is written for defined names of columns (`s117_dob`) or for cells of a row, and a test
proves that LibreOffice's answers and ours agree.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby

from s117xl.register.conditions import Always, Condition
from s117xl.register.fields import Field, Table
from s117xl.register.schema import TABLES, defined_name

REVIEW_DUE = "Review due by"
TO_DO = "To do"
FLAGS = "Flags"
CANNOT_TELL = "cannot tell"

LIVE_COUNT = 'COUNTIFS(s117_record_status,"ACTIVE*")'


def in_row(table: Table) -> Callable[[str], str]:
    """Names a field's cell in the same row of its table, as a calculated column does."""
    return lambda key: f"[@[{table.field(key).heading}]]"


def in_columns(table: Table) -> Callable[[str], str]:
    """Names a field's whole column."""
    return lambda key: defined_name(table.key, key)


def review_due() -> str:
    """The day by which the next review is due, for one row of the Register.

    The latest review held is the later of the Register's own date and the Reviews table's. A
    date typed as text makes it "cannot tell", as it does for the check.
    """
    cell = in_row(TABLES["Register"])
    last, leave = cell("last_review_date"), cell("discharge_date")
    mine = f"tblReviews[Register id],{cell('register_id')}"
    latest = f"MAX(N({last}),_xlfn.MAXIFS(tblReviews[{_held()}],{mine}))"
    began = "MIN({})".format(
        ",".join(f'IF(ISNUMBER({cell(key)}),{cell(key)},99999)' for key in ("cto_start", "cd_start"))
    )
    overnight = (
        f'IF(AND(ISNUMBER({cell("leave_start")}),{cell("leave_kind")}="overnight or longer"),'
        f"{cell('leave_start')},99999)"
    )
    start = f"IF(ISNUMBER({leave}),{leave},MIN({began},{overnight}))"
    held = f"tblReviews[{_held()}]"
    as_text = f'COUNTIFS({mine},{held},"<>")>COUNTIFS({mine},{held},">0")'
    typed = f"OR(ISTEXT({last}),ISTEXT({leave}),{as_text})"
    due = (
        f"IF({latest}>0,EDATE({latest},s117_review_cycle_months),"
        f'IF({start}<99999,EDATE({start},s117_first_review_months),"{CANNOT_TELL}"))'
    )
    live = f'LEFT({cell("record_status")},6)="ACTIVE"'
    return f'=IFERROR(IF({live},IF({typed},"{CANNOT_TELL}",{due}),""),"{CANNOT_TELL}")'


def _held() -> str:
    return TABLES["Reviews"].field("held").heading


def row_is_filled(table: Table) -> str:
    """An array over the rows: which hold anything by which a person is known."""
    cell = in_columns(table)
    keys = ("register_id", "nhs_number", "surname") if table.key == "Register" else (table.id_field,)
    return "(" + "+".join(f"LEN({cell(key)})" for key in keys) + ">0)"


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
