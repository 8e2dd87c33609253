"""The sheets that people type into: one Excel table each, from the schema."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from s117xl.register.conditions import Always
from s117xl.register.fields import Field, Table
from s117xl.register.kinds import Date, NhsNumber, Number, OneOf
from s117xl.register.schema import TABLES, defined_name
from s117xl.workbook.areas import column_letters
from s117xl.workbook.templates.formulas import (
    FLAGS,
    REVIEW_DUE,
    TO_DO,
    blank_formats,
    review_due,
    row_is_filled,
    runs_of_columns,
)
from s117xl.workbook.templates.marks import mark_formats
from s117xl.workbook.templates.styles import DATE_FORMAT, Styles

Row = Mapping[str, Any]
FROZEN = {"Register": 7}
_SPARE_ROWS = 1


@dataclass(slots=True)
class Book:
    """The workbook under construction, its formats, and its sheets in order."""

    book: Any
    styles: Styles


def headings(table: Table) -> list[str]:
    """All the headings of a table's sheet, ours at the end."""
    worked_out = [REVIEW_DUE] if table.key == "Register" else []
    return [field.heading for field in table.fields] + worked_out + [TO_DO, FLAGS]


def add_table_sheet(
    out: Book, table: Table, rows: Sequence[Row], shown: Sequence[Any] = ()
) -> None:
    """One sheet with one table, its rows filled.

    A row's values are str, float, bool or date by field key; a text in a date column is written
    as text, as it stands. `shown` are the last values of the worked-out column, row by row.
    """
    sheet = out.book.add_worksheet(table.sheet)
    last = max(len(rows), _SPARE_ROWS)
    sheet.add_table(
        0, 0, last, len(headings(table)) - 1,
        {
            "name": table.excel_name,
            "style": "Table Style Light 1",
            "columns": _columns(out, table),
        },
    )  # fmt: skip
    _set_columns(out, sheet, table)
    _write_rows(out, sheet, table, rows, shown, last)
    _validate(sheet, table, last)
    _colour(out, sheet, table, last)
    _define_names(out, table)
    _set_page(out, sheet, table)


def _columns(out: Book, table: Table) -> list[dict[str, Any]]:
    columns: list[dict[str, Any]] = [
        {"header": f.heading, "header_format": out.styles.header(f.group), "format": out.styles.body(f.kind)}
        for f in table.fields
    ]
    ours = {"header_format": out.styles.header("Ours"), "format": out.styles.ours()}
    if table.key == "Register":
        columns.append({**ours, "header": REVIEW_DUE, "formula": review_due(), "format": _due_format(out)})
    return [*columns, {**ours, "header": TO_DO}, {**ours, "header": FLAGS, "format": _flags_format(out)}]


def _due_format(out: Book) -> Any:
    return out.styles.get(valign="top", num_format=DATE_FORMAT, align="left", bg_color="F4F6F8")


def _flags_format(out: Book) -> Any:
    return out.styles.get(valign="top", font_color="6B7280", bg_color="F4F6F8", font_size=8)


def _set_columns(out: Book, sheet: Any, table: Table) -> None:
    """Widths, and an outline that leaves only the essentials open."""
    folds = table.key == "Register"
    for number, field in enumerate(table.fields):
        tucked = folds and not field.essential
        options = {"level": 1, "hidden": True} if tucked else {}
        if not tucked and folds and number and not table.fields[number - 1].essential:
            options = {"collapsed": True}
        sheet.set_column(number, number, field.width, out.styles.body(field.kind), options)
    after = len(table.fields)
    if folds:
        sheet.set_column(after, after, 14, None, {"collapsed": not table.fields[-1].essential})
        after += 1
    sheet.set_column(after, after, 60)
    sheet.set_column(after + 1, after + 1, 6)
    sheet.outline_settings(visible=True, symbols_below=True, symbols_right=True)
    sheet.set_row(0, 62)


def _write_rows(
    out: Book, sheet: Any, table: Table, rows: Sequence[Row], shown: Sequence[Any], last: int
) -> None:
    formats = [(f.key, out.styles.body(f.kind)) for f in table.fields]
    width = len(formats)
    ours = (out.styles.ours(), _flags_format(out))
    due = _due_format(out)
    for number in range(1, last + 1):
        row = rows[number - 1] if number <= len(rows) else {}
        for column, (key, style) in enumerate(formats):
            _write(sheet, number, column, row.get(key), style)
        after = width
        if table.key == "Register":
            value = shown[number - 1] if number <= len(shown) else ""
            sheet.write_formula(number, width, _expanded(review_due()), due, _serial(value))
            after += 1
        sheet.write_blank(number, after, None, ours[0])
        sheet.write_blank(number, after + 1, None, ours[1])


def _expanded(formula: str) -> str:
    return formula.replace("[@[", "tblRegister[[#This Row],[")


def _serial(value: Any) -> Any:
    return (value - date(1899, 12, 30)).days if isinstance(value, date) else value


def _write(sheet: Any, row: int, column: int, value: Any, style: Any) -> None:
    if value is None or value == "":
        sheet.write_blank(row, column, None, style)
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, style)
    elif isinstance(value, bool):
        sheet.write_boolean(row, column, value, style)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value, style)
    else:
        sheet.write_string(row, column, str(value), style)


def _validate(sheet: Any, table: Table, last: int) -> None:
    for number, field in enumerate(table.fields):
        sheet.data_validation(1, number, last, number, validation(table, field))
    refuse = {
        "validate": "custom",
        "value": "=FALSE",
        "input_title": "Written by Check",
        "input_message": "Nothing is typed here. Check writes it and Clear marks takes it out.",
        "error_title": "Written by Check",
        "error_message": "This column is written by Check. Type in the others, then press Check.",
    }
    first = len(table.fields)
    sheet.data_validation(1, first, last, len(headings(table)) - 1, refuse)


def validation(table: Table, field: Field) -> dict[str, Any]:
    """The data validation of a field's cells: its list or bounds, and what to type."""
    options: dict[str, Any] = {
        "input_title": field.heading[:32],
        "input_message": field.help[:255],
        "error_title": field.heading[:32],
        "validate": "any",
    }
    kind = field.kind
    if isinstance(kind, OneOf):
        message = "Choose from the list, or leave it blank if nobody knows yet."
        options |= {"validate": "list", "source": f"={list_name(table, field)}"}
        options["error_message"] = message
    elif isinstance(kind, Date):
        options |= _date_bounds(kind)
    elif isinstance(kind, Number):
        options |= _number_bounds(kind)
    elif isinstance(kind, NhsNumber):
        options |= {
            "error_type": "warning",
            "error_message": "An NHS number has ten digits. Go on with this one?",
            "validate": "custom",
            "value": f'=LEN(SUBSTITUTE({_first_cell(table, field)}," ",""))=10',
        }
    elif field.key == table.id_field:
        cell = _first_cell(table, field)
        options |= {
            "validate": "custom",
            "value": f"=COUNTIF({defined_name(table.key, field.key)},{cell})=1",
            "error_message": "This id is used already. Each row needs its own.",
        }
    return options


def list_name(table: Table, field: Field) -> str:
    """The defined name of a field's list on the Lists sheet."""
    if isinstance(field.kind, OneOf) and field.kind.values[:2] == ("yes", "no"):
        return "list_" + "_".join(field.kind.values)
    return f"list_{table.key}_{field.key}"


def _first_cell(table: Table, field: Field) -> str:
    return f"{column_letters(table.fields.index(field) + 1)}2"


def _date_bounds(kind: Date) -> dict[str, Any]:
    latest = "=DATE(2100,12,31)" if kind.ahead else "=TODAY()"
    told = "" if kind.ahead else " that is not after today"
    return {
        "validate": "date",
        "criteria": "between",
        "minimum": "=DATE(1910,1,1)",
        "maximum": latest,
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


def _colour(out: Book, sheet: Any, table: Table, last: int) -> None:
    """Our conditional formats: marks first, then what Excel can see with no check."""
    width = len(headings(table))
    for mark in mark_formats(table):
        formula = place(mark.formula, table, 0)
        sheet.conditional_format(
            1, 0, last, width - 1,
            {"type": "formula", "criteria": "=" + formula, "format": out.styles.mark(mark.style), "stop_if_true": True},
        )  # fmt: skip
    numbers = {field.key: number for number, field in enumerate(table.fields)}
    for condition, fields in blank_formats(table):
        _colour_blanks(out, sheet, table, condition, sorted(numbers[f.key] for f in fields), last)
    if table.key == "Register":
        _colour_due(out, sheet, len(table.fields), last)


def _colour_blanks(
    out: Book, sheet: Any, table: Table, condition: Any, columns: list[int], last: int
) -> None:
    letters = {f.key: f"${column_letters(n)}2" for n, f in enumerate(table.fields, 1)}
    needed = "TRUE" if isinstance(condition, Always) else condition.excel(letters.__getitem__)
    filled = "+".join(f"LEN({letters[key]})" for key in _known_by(table))
    first = column_letters(columns[0] + 1)
    formula = f'=AND(LEN({first}2)=0,({filled})>0,({needed})*1,N("required and blank")=0)'
    runs = runs_of_columns(columns)
    area = " ".join(
        f"{column_letters(a + 1)}2:{column_letters(b + 1)}{last + 1}" for a, b in runs
    )
    sheet.conditional_format(
        1, columns[0], last, columns[0],
        {"type": "formula", "criteria": formula, "format": out.styles.mark("blank"), "multi_range": area},
    )  # fmt: skip


def _known_by(table: Table) -> tuple[str, ...]:
    return ("register_id", "nhs_number", "surname") if table.key == "Register" else (table.id_field,)


def _colour_due(out: Book, sheet: Any, column: int, last: int) -> None:
    cell = f"${column_letters(column + 1)}2"
    for style, test in (
        ("overdue", f"{cell}<s117_as_at"),
        ("soon", f"AND({cell}>=s117_as_at,{cell}<=s117_as_at+s117_due_soon_days)"),
    ):
        sheet.conditional_format(
            1, column, last, column,
            {"type": "formula", "criteria": f"=AND(ISNUMBER({cell}),{test})", "format": out.styles.mark(style)},
        )  # fmt: skip


def place(formula: str, table: Table, column: int) -> str:
    """A format's formula for the first data row of a new table, at a column (0 is the first)."""
    text = formula.replace("{cell}", f"{column_letters(column + 1)}2")
    text = text.replace("{heading}", f"{column_letters(column + 1)}$1")
    for number, heading in enumerate(headings(table), 1):
        text = text.replace(f"{{column:{heading}}}", f"${column_letters(number)}2")
    return text


def _define_names(out: Book, table: Table) -> None:
    """A hidden name for each column: Excel keeps it when a person renames or moves the column."""
    for field in table.fields:
        define_hidden(out, defined_name(table.key, field.key), f"={table.excel_name}[{field.heading}]")
    if table.key == "Register":
        define_hidden(out, "s117_review_due", f"={table.excel_name}[{REVIEW_DUE}]")


def define_hidden(out: Book, name: str, formula: str) -> None:
    """A defined name that Excel's name box does not show."""
    out.book.define_name(name, formula)
    out.book.defined_names[-1][3] = True


def _set_page(out: Book, sheet: Any, table: Table) -> None:
    frozen = FROZEN.get(table.key, 2)
    sheet.freeze_panes(1, frozen)
    sheet.set_landscape()
    sheet.set_paper(8)
    sheet.repeat_rows(0)
    sheet.repeat_columns(0, frozen - 1)
    sheet.set_print_scale(60)
    sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    sheet.set_header("&L&A&ROFFICIAL-SENSITIVE: PERSONAL")
    sheet.set_footer("&LSection 117 register&RPage &P of &N")
    sheet.hide_gridlines(0)


def row_test(table: Table) -> str:
    """An array that says which rows are filled."""
    return row_is_filled(table)


__all__ = ["Book", "TABLES", "add_table_sheet", "define_hidden", "headings", "list_name", "place"]
