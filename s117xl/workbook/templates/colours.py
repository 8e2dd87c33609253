"""The conditional formats of a table: our marks first, then what Excel sees with no check."""

from __future__ import annotations

from typing import Any

from s117xl.register.conditions import Always, Condition
from s117xl.register.fields import Field, Table
from s117xl.workbook.areas import column_letters
from s117xl.workbook.templates.book import Book
from s117xl.workbook.templates.formulas import blank_formats, known_by, runs_of_columns
from s117xl.workbook.templates.marks import mark_formats


def colour_table(out: Book, sheet: Any, table: Table, headings: list[str], last: int) -> None:
    """Lay the formats over the rows 2 to `last` + 1."""
    for mark in mark_formats(table):
        criteria = "=" + _placed(mark.formula, headings)
        _lay(out, sheet, (0, len(headings) - 1), last, criteria, mark.style, stop_if_true=True)
    for condition, fields in blank_formats(table):
        _colour_blanks(out, sheet, table, condition, fields, last)


def colour_due(out: Book, sheet: Any, column: int, last: int) -> None:
    """Overdue and due soon, in a column (0 is the first) of days by which something is due."""
    cell = f"${column_letters(column + 1)}2"
    soon = f"{cell}>=s117_as_at,{cell}<=s117_as_at+s117_due_soon_days"
    for style, test in (("overdue", f"{cell}<s117_as_at"), ("soon", soon)):
        _lay(out, sheet, (column, column), last, f"=AND(ISNUMBER({cell}),{test})", style)


def _lay(
    out: Book,
    sheet: Any,
    columns: tuple[int, int],
    last: int,
    criteria: str,
    style: str,
    **more: Any,
) -> None:
    look = {"type": "formula", "criteria": criteria, "format": out.styles.mark(style)}
    sheet.conditional_format(1, columns[0], last, columns[1], look | more)


def _placed(formula: str, headings: list[str]) -> str:
    """A mark's formula for the first data row of a new table, at its first column."""
    text = formula.replace("{cell}", "A2").replace("{heading}", "A$1")
    for number, heading in enumerate(headings, 1):
        text = text.replace(f"{{column:{heading}}}", f"${column_letters(number)}2")
    return text


def _colour_blanks(
    out: Book, sheet: Any, table: Table, condition: Condition, fields: list[Field], last: int
) -> None:
    """One format for all the fields with this condition, known as ours by its last test."""
    letters = {f.key: f"${column_letters(n)}2" for n, f in enumerate(table.fields, 1)}
    needed = "TRUE" if isinstance(condition, Always) else condition.excel(letters.__getitem__)
    filled = "+".join(f"LEN({letters[key]})" for key in known_by(table))
    columns = sorted(table.fields.index(field) for field in fields)
    first = column_letters(columns[0] + 1)
    criteria = f'=AND(LEN({first}2)=0,({filled})>0,({needed})*1,N("required and blank")=0)'
    areas = " ".join(
        f"{column_letters(a + 1)}2:{column_letters(b + 1)}{last + 1}"
        for a, b in runs_of_columns(columns)
    )
    _lay(out, sheet, (columns[0],) * 2, last, criteria, "blank", multi_range=areas)
