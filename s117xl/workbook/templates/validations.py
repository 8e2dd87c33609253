"""What may be typed into a field's cells, and what Excel tells the person who types."""

from __future__ import annotations

from typing import Any

from s117xl.register.fields import Field, Table
from s117xl.register.kinds import Date, NhsNumber, Number, OneOf
from s117xl.register.schema import defined_name
from s117xl.workbook.areas import column_letters

NOTHING_IS_TYPED = {
    "validate": "custom",
    "value": "=FALSE",
    "input_title": "Written by Check",
    "input_message": "Nothing is typed here. Check writes it and Clear marks takes it out.",
    "error_title": "Written by Check",
    "error_message": "This column is written by Check. Type in the others, then press Check.",
}
WORKED_OUT_BY_EXCEL = {
    **NOTHING_IS_TYPED,
    "input_title": "Worked out by Excel",
    "input_message": "Nothing is typed here. Excel works it out from the dates of this row and "
    "of the Reviews sheet.",
    "error_title": "Worked out by Excel",
    "error_message": "Excel works this column out. Correct the dates from which it comes.",
}


def validation(table: Table, field: Field) -> dict[str, Any]:
    """The data validation of a field's cells: its list or bounds, and what to type."""
    told = {
        "input_title": field.heading[:32],
        "input_message": field.help[:255],
        "error_title": field.heading[:32],
    }
    return told | _bounds(table, field)


def _bounds(table: Table, field: Field) -> dict[str, Any]:
    kind = field.kind
    if isinstance(kind, OneOf):
        return _one_of(table, field)
    if isinstance(kind, Date):
        return _date_bounds(kind)
    if isinstance(kind, Number):
        return _number_bounds(kind)
    if isinstance(kind, NhsNumber):
        return _ten_digits(table, field)
    if field.key == table.id_field:
        return _used_once(table, field)
    return {"validate": "any"}


def list_name(table: Table, field: Field) -> str:
    """The defined name of a field's list on the Lists sheet."""
    if isinstance(field.kind, OneOf) and field.kind.values[:2] == ("yes", "no"):
        return "list_" + "_".join(field.kind.values)
    return f"list_{table.key}_{field.key}"


def _one_of(table: Table, field: Field) -> dict[str, Any]:
    return {
        "validate": "list",
        "source": f"={list_name(table, field)}",
        "error_message": "Choose from the list, or leave it blank if nobody knows yet.",
    }


def _date_bounds(kind: Date) -> dict[str, Any]:
    told = "" if kind.ahead else " that is not after today"
    return {
        "validate": "date",
        "criteria": "between",
        "minimum": "=DATE(1910,1,1)",
        "maximum": "=DATE(2100,12,31)" if kind.ahead else "=TODAY()",
        "error_message": f"Type a date{told}, as day/month/year.",
    }


def _number_bounds(kind: Number) -> dict[str, Any]:
    if kind.word == "percent":
        return {
            "validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 1,
            "error_message": "Type a per cent from 0 to 100.",
        }  # fmt: skip
    whole = kind.word == "whole number"
    return {
        "validate": "integer" if whole else "decimal",
        "criteria": ">=",
        "value": 0,
        "error_message": "Type a whole number." if whole else "Type the pounds as a number.",
    }


def _ten_digits(table: Table, field: Field) -> dict[str, Any]:
    return {
        "validate": "custom",
        "value": f'=LEN(SUBSTITUTE({_first_cell(table, field)}," ",""))=10',
        "error_type": "warning",
        "error_message": "An NHS number has ten digits. Go on with this one?",
    }


def _used_once(table: Table, field: Field) -> dict[str, Any]:
    column = defined_name(table.key, field.key)
    return {
        "validate": "custom",
        "value": f"=COUNTIF({column},{_first_cell(table, field)})=1",
        "error_message": "This id is used already. Each row needs its own.",
    }


def _first_cell(table: Table, field: Field) -> str:
    return f"{column_letters(table.fields.index(field) + 1)}2"
