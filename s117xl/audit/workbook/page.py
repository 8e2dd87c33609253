"""What every sheet of the audit has: its title, a line that tells how far it is, the way back."""

from __future__ import annotations

from typing import Any

from s117xl.audit.workbook.heights import let_rows_grow
from s117xl.audit.workbook.laying import write
from s117xl.workbook.edits import Formula
from s117xl.workbook.templates.book import A4, Book, define_hidden, set_page

START = "Start"
_TABS = {name: "111827" for name in ("Sample", "Evidence", "Year on year", "Settings")}
"""Dark where the product writes, navy where questions are answered, green for what follows."""

_NAVY, _SOFT = "1F3A5F", "4B5563"


def new_sheet(out: Book, name: str, title: str, line: str | Formula, back: int) -> Any:
    """A sheet with its title, and below it a line; in the column `back` the way to Start."""
    sheet = out.book.add_worksheet(name)
    sheet.set_tab_color(_TABS.get(name, "1F3A5F" if name.startswith("D") else "2F5D50"))
    # XlsxWriter looks for some thirty new functions in each formula; ours are named in full.
    sheet._prepare_formula = _as_it_stands
    let_rows_grow(sheet)
    sheet.hide_gridlines(2)
    sheet.write_string(0, 0, title, out.styles.title())
    sheet.set_row(0, 30)
    soft = out.styles.get(font_color=_SOFT, font_size=12, valign="vcenter")
    write(sheet, 1, 0, line, soft)
    sheet.set_row(1, 20)
    link = out.styles.get(font_color="0B4F9E", underline=1, valign="vcenter")
    if name != START:
        sheet.write_url(0, back, f"internal:'{START}'!A1", link, "Back to Start")
    return sheet


def _as_it_stands(formula: str, expand_future_functions: bool = False) -> str:
    return formula.removeprefix("=")


def set_print(sheet: Any, header_row: int | None = None, *, landscape: bool = True) -> None:
    """A4, as wide as one page, the header row on each page."""
    set_page(sheet, A4, landscape=landscape)
    sheet.set_footer("&LSection 117 annual audit&RPage &P of &N")
    sheet.fit_to_pages(1, 0)
    if header_row is not None:
        sheet.repeat_rows(header_row)


def name_cell(out: Book, name: str, sheet: str, cell: str) -> None:
    """A hidden defined name for one cell, given as $A$2."""
    define_hidden(out, name, f"='{sheet}'!{cell}")


def note(out: Book, sheet: Any, row: int, text: str | Formula, *, strong: bool = False) -> None:
    """A line of running text that reaches over the cells to its right."""
    style = out.styles.get(font_color=_NAVY if strong else _SOFT, bold=strong, valign="vcenter")
    write(sheet, row, 0, text, style)
