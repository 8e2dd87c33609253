"""The sheets that people type into: one Excel table each, from the schema."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from s117xl.register.fields import Table
from s117xl.register.schema import defined_name
from s117xl.workbook.templates.book import A3, Book, define_hidden, set_page
from s117xl.workbook.templates.colours import colour_due, colour_table
from s117xl.workbook.templates.formulas import FLAGS, TO_DO
from s117xl.workbook.templates.validations import (
    NOTHING_IS_TYPED,
    WORKED_OUT_BY_EXCEL,
    validation,
)
from s117xl.workbook.templates.worked_out import REVIEW_DUE, worked_out

Row = Mapping[str, Any]
FROZEN = {"Register": 7}
SPARE_ROWS = 1
_WORKED_OUT_WIDTH, _TO_DO_WIDTH, _FLAGS_WIDTH = 14, 90, 7
_FITS_ONE_PAGE = 400  # characters across A3 that can still be read


def headings(table: Table) -> list[str]:
    """All the headings of a table's sheet, ours at the end."""
    derived = [column.heading for column in worked_out(table.key)]
    return [*(field.heading for field in table.fields), *derived, TO_DO, FLAGS]


def add_table_sheet(
    out: Book, table: Table, rows: Sequence[Row], shown: Mapping[str, Sequence[Any]]
) -> None:
    """One sheet with one table, its rows filled.

    A row's values are str, float, bool or date by field key; a text in a date column is written
    as text, as it stands. `shown` are the last values of the worked-out columns by heading.
    """
    sheet = out.book.add_worksheet(table.sheet)
    # XlsxWriter looks for some thirty new functions in each formula; ours are named in full.
    sheet._prepare_formula = _ready
    last = max(len(rows), SPARE_ROWS)
    sheet.add_table(0, 0, last, len(headings(table)) - 1, {
        "name": table.excel_name, "style": "Table Style Light 1", "columns": _columns(out, table),
    })  # fmt: skip
    _set_columns(out, sheet, table)
    _write_rows(out, sheet, table, rows, last)
    _write_ours(out, sheet, table, shown, last)
    _validate(sheet, table, last)
    colour_table(out, sheet, table, headings(table), last)
    if table.key == "Register":
        colour_due(out, sheet, headings(table).index(REVIEW_DUE), last)
    _define_names(out, table)
    _set_page(sheet, table)


def _ready(formula: str, expand_future_functions: bool = False) -> str:
    return formula.removeprefix("=")


def _columns(out: Book, table: Table) -> list[dict[str, Any]]:
    styles = out.styles
    head = {"header_format": styles.header("Ours")}
    derived = worked_out(table.key)
    return [
        *({"header": f.heading, "header_format": styles.header(f.group),
           "format": styles.body(f.kind)} for f in table.fields),
        *({**head, "header": c.heading, "formula": c.formula, "format": styles.derived()}
          for c in derived),
        {**head, "header": TO_DO, "format": styles.ours()},
        {**head, "header": FLAGS, "format": styles.flags()},
    ]  # fmt: skip


def _set_columns(out: Book, sheet: Any, table: Table) -> None:
    """Widths, and an outline that leaves only the essentials of the Register open."""
    folded = [table.key == "Register" and not field.essential for field in table.fields]
    for number, field in enumerate(table.fields):
        options: dict[str, Any] = {"collapsed": number > 0 and folded[number - 1]}
        if folded[number]:
            options = {"level": 1, "hidden": True}
        sheet.set_column(number, number, field.width, out.styles.body(field.kind), options)
    after = len(table.fields)
    ours = [_WORKED_OUT_WIDTH] * len(worked_out(table.key)) + [_TO_DO_WIDTH, _FLAGS_WIDTH]
    for number, width in enumerate(ours, after):
        collapsed = {"collapsed": number == after and folded[-1]}
        sheet.set_column(number, number, width, None, collapsed)
    sheet.outline_settings(visible=True, symbols_below=True, symbols_right=True)
    sheet.set_row(0, 52)


def _write_rows(out: Book, sheet: Any, table: Table, rows: Sequence[Row], last: int) -> None:
    formats = [(field.key, out.styles.body(field.kind)) for field in table.fields]
    for number in range(1, last + 1):
        row = rows[number - 1] if number <= len(rows) else {}
        for column, (key, style) in enumerate(formats):
            _write(sheet, number, column, row.get(key), style)


def _write_ours(
    out: Book, sheet: Any, table: Table, shown: Mapping[str, Sequence[Any]], last: int
) -> None:
    """The worked-out columns with the values that they last showed, then To do and Flags."""
    after, styles = len(table.fields), out.styles
    for column, derived in enumerate(worked_out(table.key), after):
        values = shown.get(derived.heading, ())
        for number in range(1, last + 1):
            value = values[number - 1] if number <= len(values) else ""
            sheet.write_formula(number, column, derived.formula, styles.derived(), _serial(value))
    after += len(worked_out(table.key))
    for number in range(1, last + 1):
        sheet.write_blank(number, after, None, styles.ours())
        sheet.write_blank(number, after + 1, None, styles.flags())


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
    to_do = headings(table).index(TO_DO)
    if worked_out(table.key):
        sheet.data_validation(1, len(table.fields), last, to_do - 1, WORKED_OUT_BY_EXCEL)
    sheet.data_validation(1, to_do, last, to_do + 1, NOTHING_IS_TYPED)


def _define_names(out: Book, table: Table) -> None:
    """A hidden name for each column: Excel keeps it when a person renames or moves the column."""
    for field in table.fields:
        define_hidden(
            out, defined_name(table.key, field.key), f"={table.excel_name}[{field.heading}]"
        )
    for column in worked_out(table.key):
        define_hidden(out, column.name, f"={table.excel_name}[{column.heading}]")


def _set_page(sheet: Any, table: Table) -> None:
    frozen = FROZEN.get(table.key, 2)
    sheet.freeze_panes(1, frozen)
    set_page(sheet, A3)
    sheet.repeat_rows(0)
    sheet.repeat_columns(0, frozen - 1)
    sheet.hide_gridlines(0)
    if sum(field.width for field in table.fields) + _TO_DO_WIDTH < _FITS_ONE_PAGE:
        sheet.fit_to_pages(1, 0)
    else:
        sheet.set_print_scale(60)
