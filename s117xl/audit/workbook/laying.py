"""A table laid on a sheet: its headings, rows, lists, and what Excel says of each cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from s117xl.audit.tables import AuditTable
from s117xl.audit.workbook.heights import fit, lines_of
from s117xl.audit.workbook.looks import cell, header
from s117xl.workbook.edits import Formula
from s117xl.workbook.templates.book import Book

EPOCH = date(1899, 12, 30)
"""The day before Excel's first."""

_TITLE, _MESSAGE = 32, 255  # letters that Excel takes


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its width, who fills it (a form of `looks`), and what may be typed.

    A hidden column is for Excel; a folded one opens with the + above it. `told` is Excel's note
    beside a chosen cell; `bounds` is XlsxWriter's data validation.
    """

    heading: str
    width: float
    form: str = "typed"
    number: str = ""
    told: str = ""
    bounds: Mapping[str, Any] | None = None
    hidden: bool = False
    folded: bool = False
    bold: bool = False
    big: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where a table lies: its header row, its first column, and its number of data rows."""

    top: int
    left: int
    rows: int

    @property
    def first(self) -> int:
        """Its first data row."""
        return self.top + 1

    @property
    def last(self) -> int:
        """Its last data row."""
        return self.top + self.rows


def lay(
    out: Book,
    sheet: Any,
    table: AuditTable,
    columns: Sequence[Column],
    place: Place,
    rows: Sequence[Mapping[str, Any]],
    *,
    filters: bool = False,
    widths: Sequence[float] = (),
    least: float = 0,
) -> None:
    """Lay the table with these rows, then blank ones to the end of its place.

    `widths` are those of the sheet's columns, where another table gives them. A row is at least
    as high as `least`, and as high as its texts need.
    """
    if tuple(column.heading for column in columns) != table.headings:
        raise ValueError(f"{table.excel_name} is not laid with its own headings")
    sheet.add_table(place.top, place.left, place.last, place.left + len(columns) - 1, {
        "name": table.excel_name, "style": None, "autofilter": filters,
        "columns": [_as_table_column(out, column, rows) for column in columns],
    })  # fmt: skip
    _set_heights(sheet, columns, place, rows, widths or [c.width for c in columns], least)
    for at, column in enumerate(columns, place.left):
        _fill(out, sheet, column, place, at, [row.get(column.heading) for row in rows])
        _validate(sheet, column, place, at)


def _set_heights(
    sheet: Any, columns: Sequence[Column], place: Place, rows: Sequence[Mapping[str, Any]],
    widths: Sequence[float], least: float,
) -> None:  # fmt: skip
    both = list(zip(columns, widths, strict=True))
    lines = max(lines_of(column.heading, width - 1) for column, width in both)
    sheet.set_row(place.top, 8 + 15 * lines)
    seen = [(c.heading, width) for c, width in both if not (c.hidden or c.folded)]
    for number, row in enumerate(range(place.first, place.last + 1)):
        cells = rows[number] if number < len(rows) else {}
        fit(sheet, row, [(_text(cells.get(heading)), width) for heading, width in seen], least)


def _text(value: Any) -> str:
    shown = value.shown if isinstance(value, Formula) else value
    return shown if isinstance(shown, str) else ""


def set_widths(sheet: Any, columns: Sequence[Column], left: int = 0) -> None:
    """Give the sheet's columns the widths of the table's, and hide those that are hidden."""
    for at, column in enumerate(columns, left):
        folded = {"level": 1, "hidden": True} if column.folded else {"hidden": column.hidden}
        sheet.set_column(at, at, column.width, None, folded)


def _as_table_column(
    out: Book, column: Column, rows: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    """A column whose cells all hold one formula is given it, so that a new row has it too."""
    formulas = {
        value.text if isinstance(value := row.get(column.heading), Formula) else None
        for row in rows
    }
    found = {"header": column.heading, "header_format": header(out, column.form),
             "format": _style(out, column)}  # fmt: skip
    text = formulas.pop() if len(formulas) == 1 else None
    return found | ({"formula": f"={text}"} if text else {})


def _style(out: Book, column: Column) -> Any:
    big = {"font_size": 15, "bold": True, "align": "center", "indent": 0} if column.big else {}
    return cell(out, column.form, column.number, **{"bold": column.bold, **big})


def _fill(
    out: Book, sheet: Any, column: Column, place: Place, at: int, values: Sequence[Any]
) -> None:
    style = _style(out, column)
    for row in range(place.first, place.last + 1):
        number = row - place.first
        write(sheet, row, at, values[number] if number < len(values) else None, style)


def write(sheet: Any, row: int, column: int, value: Any, style: Any) -> None:
    """Write a plain value, a date or a formula; None is a blank cell that keeps its look."""
    if isinstance(value, Formula):
        sheet.write_formula(row, column, f"={value.text}", style, value.shown)
    elif value is None or value == "":
        sheet.write_blank(row, column, None, style)
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, style)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value, style)
    else:
        sheet.write_string(row, column, str(value), style)


def _validate(sheet: Any, column: Column, place: Place, at: int) -> None:
    if column.form in ("worked", "ours"):
        bounds: Mapping[str, Any] = _NOT_TYPED[column.form]
    elif column.form == "typed" and (column.told or column.bounds):
        bounds = told(column.heading, column.told) | dict(column.bounds or {"validate": "any"})
    else:
        return
    sheet.data_validation(place.first, at, place.last, at, bounds)


def told(title: str, message: str) -> dict[str, Any]:
    """Excel's note beside a chosen cell, as data validation."""
    shown = {"input_title": title[:_TITLE], "input_message": message[:_MESSAGE]} if message else {}
    return shown | {"error_title": title[:_TITLE]}


_NOT_TYPED: dict[str, dict[str, Any]] = {
    "worked": {
        "validate": "custom", "value": "=FALSE", "error_title": "Worked out by Excel",
        "error_message": "Excel works this out from what is typed in the yellow cells.",
    },
    "ours": {
        "validate": "custom", "value": "=FALSE", "error_title": "Written by s117xl",
        "error_message": "The sample and score commands write this. Type in the yellow cells.",
    },
}  # fmt: skip


def one_of(name: str, message: str = "Choose from the list.") -> dict[str, Any]:
    """Bounds: a value of the list with this defined name."""
    return {"validate": "list", "source": f"={name}", "error_message": message}


def day(*, ahead: bool = False) -> dict[str, Any]:
    """Bounds: a date, which lies after today only where `ahead`."""
    told_off = "" if ahead else " that is not after today"
    return {
        "validate": "date", "criteria": "between", "minimum": "=DATE(2000,1,1)",
        "maximum": "=DATE(2100,12,31)" if ahead else "=TODAY()",
        "error_message": f"Type a date{told_off}, as day/month/year.",
    }  # fmt: skip
