"""The sheets Self and Supervisor: one row a person, one column a statement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from s117xl.competency.book_kit import (
    GROUPS,
    add_table,
    day,
    define_columns,
    explain_headings,
    page,
    tell,
    typed,
    worked_out,
    write,
)
from s117xl.competency.formulas import name_on_staff, rated_of
from s117xl.competency.framework import LEVEL_TITLES, SCALE, domains, statements
from s117xl.competency.tables import RATINGS, STAFF, CompetencyTable, done_key
from s117xl.workbook.areas import column_letters
from s117xl.workbook.looks import STYLES, Look
from s117xl.workbook.templates.book import A3, Book
from s117xl.workbook.templates.styles import look_properties

_WIDTHS = {"staff_id": 12, "name": 24, "rated_on": 13, "comment": 44}
_STATEMENT_WIDTH, _DONE_WIDTH = 13, 10
_SCALE = "; ".join(f"{rating} {words}" for rating, words in SCALE.items())
_FROZEN = 2
_HEAT = {
    0: Look("F4B183", "4A1F00", bold=True),
    1: Look("FFE08A", "4A3500"),
    2: Look("D5EBD8", "1B4332"),
    "N/A": Look("E4E7EB", "374151"),
}
_PAGES_END = ("C2", "C4")


def add_ratings_sheet(
    out: Book, table: CompetencyTable, rows: Sequence[Mapping[str, Any]], last: int
) -> None:
    """Self or Supervisor with these rows, and blank ones below them."""
    sheet = out.book.add_worksheet(table.sheet)
    formulas = _formulas(table)
    add_table(sheet, table.excel_name, last, [_column(out, table, key) for key in table.columns])
    styles = {key: _style(out, key) for key in table.columns}
    for number in range(last):
        row = rows[number] if number < len(rows) else {}
        for place, key in enumerate(table.columns):
            if key in formulas:
                sheet.write_formula(number + 1, place, formulas[key], styles[key], "")
            else:
                write(sheet, number + 1, place, row.get(key), styles[key])
    _validate(sheet, table, last)
    _colour(out, sheet, table, last)
    _set_columns(sheet, table)
    define_columns(out, table)
    _set_sheet(sheet, table)


def _formulas(table: CompetencyTable) -> dict[str, str]:
    done = {done_key(ref): rated_of(table, domain) for ref, domain in domains().items()}
    return {"name": name_on_staff(table), **done}


def _column(out: Book, table: CompetencyTable, key: str) -> dict[str, Any]:
    group = GROUPS.get(key.partition(".")[0], "Ours")
    column = {"header": table.columns[key], "header_format": out.styles.header(group)}
    formula = _formulas(table).get(key)
    return column | {"formula": formula} if formula else column


def _style(out: Book, key: str) -> Any:
    if key in statements():
        return typed(out, align="center")
    if key == "name":
        return worked_out(out)
    if key.endswith(".done"):
        return worked_out(out, align="center")
    if key == "rated_on":
        return day(out)
    return typed(out, num_format="@") if key == "staff_id" else typed(out, text_wrap=True)


def _validate(sheet: Any, table: CompetencyTable, last: int) -> None:
    for place, key in enumerate(table.columns):
        if key in statements():
            _validate_statement(sheet, place, key, last)
        elif key in table.typed:
            sheet.data_validation(1, place, last, place, _bounds(table, key))


def _validate_statement(sheet: Any, place: int, ref: str, last: int) -> None:
    statement = statements()[ref]
    told = tell(f"{ref} {LEVEL_TITLES[statement.level]}", statement.text)
    full = tell(told["input_title"], f"{statement.text} {_SCALE}.")
    sheet.data_validation(1, place, last, place, {
        **full, "validate": "list", "source": list(RATINGS), "error_title": ref,
        "error_message": f"Choose {_SCALE}. Leave it blank if it is not rated yet.",
    })  # fmt: skip
    explain_headings(sheet, 0, {place: (told["input_title"], told["input_message"])})


def _bounds(table: CompetencyTable, key: str) -> dict[str, Any]:
    name = table.columns[key]
    if key == "staff_id":
        return {
            **tell(name, "One row for each person. Choose the id that stands on Staff."),
            "validate": "list", "source": f"={STAFF.defined_name('staff_id')}",
            "error_title": name, "error_message": "Put the person on Staff first.",
        }  # fmt: skip
    if key == "rated_on":
        return {
            **tell(name, "The day of these ratings, as day/month/year."),
            "validate": "date", "criteria": "between", "minimum": "=DATE(2000,1,1)",
            "maximum": "=TODAY()", "error_title": name,
            "error_message": "Type a date that is not after today, as day/month/year.",
        }  # fmt: skip
    return {"validate": "any", **tell(name, "What should be said beside the ratings, in short.")}


def _colour(out: Book, sheet: Any, table: CompetencyTable, last: int) -> None:
    """Each rating in its colour; a row that does not count, and a domain not rated to the end."""
    keys = list(table.columns)
    for domain in domains().values():
        first, final = (keys.index(domain.statements[n].ref) for n in (0, -1))
        for rating, look in _HEAT.items():
            value = f'"{rating}"' if isinstance(rating, str) else rating
            cell = f"{column_letters(first + 1)}2"
            test = f"=AND({cell}={value},LEN({cell})>0)"
            _lay(out, sheet, (first, final), last, test, look)
        done, count = final + 1, len(domain.statements)
        cell = f"{column_letters(done + 1)}2"
        test = f'=AND(LEN({cell})>0,{cell}<>"{count} of {count}")'
        _lay(out, sheet, (done, done), last, test, STYLES["blank"])
    wrong = '=OR($B2="not on Staff",LEFT($B2,8)="two rows")'
    _lay(out, sheet, (0, 1), last, wrong, STYLES["invalid"])


def _lay(
    out: Book, sheet: Any, columns: tuple[int, int], last: int, criteria: str, look: Look
) -> None:
    style = out.book.add_format(look_properties(look))
    rule = {"type": "formula", "criteria": criteria, "format": style}
    sheet.conditional_format(1, columns[0], last, columns[1], rule)


def _set_columns(sheet: Any, table: CompetencyTable) -> None:
    """Widths, and one fold for the statements of each domain; its count stays in sight."""
    for place, key in enumerate(table.columns):
        if key in statements():
            sheet.set_column(place, place, _STATEMENT_WIDTH, None, {"level": 1})
        else:
            sheet.set_column(place, place, _WIDTHS.get(key, _DONE_WIDTH))
    sheet.outline_settings(visible=True, symbols_below=True, symbols_right=True)


def _set_sheet(sheet: Any, table: CompetencyTable) -> None:
    sheet.set_row(0, 66)
    sheet.freeze_panes(1, _FROZEN)
    sheet.hide_gridlines(2)
    page(sheet, A3, wide=False)
    sheet.set_print_scale(58)
    sheet.repeat_rows(0)
    sheet.repeat_columns(0, _FROZEN - 1)
    keys = list(table.columns)
    sheet.set_v_pagebreaks([keys.index(done_key(ref)) + 1 for ref in _PAGES_END])
