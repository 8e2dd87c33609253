"""The sheets Roles and Staff: what is expected of whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from s117xl.competency.book_kit import (
    GROUPS,
    NOBODY,
    add_table,
    day,
    define_columns,
    explain_headings,
    page,
    tell,
    typed,
    write,
)
from s117xl.competency.framework import LEVEL_TITLES, LEVELS, domains, roles
from s117xl.competency.tables import EXPECTED, NONE, ROLES, STAFF
from s117xl.workbook.templates.book import A4, MARKING, Book

_SPARE_ROLES = 5
_LEVELS = "; ".join(f"{x}: {LEVEL_TITLES[x].lower()}" for x in LEVELS[1:])
_WIDTHS = {"staff_id": 14, "name": 28, "role": 36, "team": 28, "supervisor": 28, "start": 14}
_HELP = {
    "staff_id": "A number or letters that nobody else has. The sheets Self and Supervisor use it.",
    "name": "As the person is called at work.",
    "role": "A role from the sheet Roles, where what is expected of it stands.",
    "team": "Written alike for everybody in the team: figures by team come from it.",
    "supervisor": "Who rates this person: name or staff id.",
    "start": "The first day in this role, as day/month/year.",
}


def add_roles_sheet(out: Book, rows: Sequence[Mapping[str, Any]] | None) -> None:
    """Roles, with these rows or the ones that we propose."""
    sheet = out.book.add_worksheet(ROLES.sheet)
    if rows is None:
        rows = [{"role": role.name, **role.expected} for role in roles()]
    last = len(rows) + _SPARE_ROLES
    columns = [{"header": "Role", "header_format": out.styles.header("Ours")}]
    columns += [
        {"header": ROLES.columns[ref], "header_format": out.styles.header(GROUPS[ref])}
        for ref in domains()
    ]
    add_table(sheet, ROLES.excel_name, last, columns)
    for number in range(last):
        row = rows[number] if number < len(rows) else {}
        for place, key in enumerate(ROLES.columns):
            write(sheet, number + 1, place, row.get(key), typed(out))
    _validate_roles(sheet, last)
    define_columns(out, ROLES)
    sheet.set_column(0, 0, 38)
    sheet.set_column(1, len(domains()), 17)
    _set_sheet(sheet, 1, NOBODY)


def _validate_roles(sheet: Any, last: int) -> None:
    role = "The levels here are a proposal; set what your partnership expects. Add your own roles."
    sheet.data_validation(1, 0, last, 0, {"validate": "any", **tell("Role", role)})
    for place, (ref, domain) in enumerate(domains().items(), 1):
        about = f"{domain.name}. Each level includes the lower ones. {_LEVELS}; {NONE}: nothing."
        told = tell(f"{ref} expected", about)
        sheet.data_validation(1, place, last, place, {
            **told, "validate": "list", "source": list(EXPECTED), "error_title": ref,
            "error_message": f"Choose one of {', '.join(EXPECTED)}.",
        })  # fmt: skip
        explain_headings(sheet, 0, {place: (ref, f"{domain.name}. {domain.core}")})


def add_staff_sheet(out: Book, rows: Sequence[Mapping[str, Any]], last: int) -> None:
    """Staff with these rows, and blank ones below them."""
    sheet = out.book.add_worksheet(STAFF.sheet)
    style = out.styles.header("Ours")
    add_table(sheet, STAFF.excel_name, last, [
        {"header": name, "header_format": style} for name in STAFF.headings
    ])  # fmt: skip
    looks = {"staff_id": typed(out, num_format="@"), "start": day(out)}
    for number in range(last):
        row = rows[number] if number < len(rows) else {}
        for place, key in enumerate(STAFF.columns):
            write(sheet, number + 1, place, row.get(key), looks.get(key, typed(out)))
    for place, (key, width) in enumerate(_WIDTHS.items()):
        sheet.set_column(place, place, width)
        bounds = _bounds(key) | tell(STAFF.columns[key], _HELP[key])
        sheet.data_validation(1, place, last, place, bounds)
    define_columns(out, STAFF)
    _set_sheet(sheet, 2, MARKING)


def _bounds(key: str) -> dict[str, Any]:
    """What may be typed under a heading of Staff."""
    if key == "staff_id":
        return {
            "validate": "custom", "value": "=COUNTIF(comp_staff_staff_id,A2)=1",
            "error_title": "Staff id", "error_message": "Another row has this id already.",
        }  # fmt: skip
    if key == "role":
        return {
            "validate": "list", "source": f"={ROLES.defined_name('role')}",
            "error_title": "Role", "error_message": "Choose a role, or add it on Roles first.",
        }  # fmt: skip
    if key == "start":
        return {
            "validate": "date", "criteria": "between", "minimum": "=DATE(1950,1,1)",
            "maximum": "=TODAY()", "error_title": "Start",
            "error_message": "Type a date that is not after today, as day/month/year.",
        }  # fmt: skip
    return {"validate": "any"}


def _set_sheet(sheet: Any, frozen: int, marking: str) -> None:
    sheet.set_row(0, 34)
    sheet.freeze_panes(1, frozen)
    sheet.hide_gridlines(2)
    page(sheet, A4, marking=marking)
    sheet.repeat_rows(0)
