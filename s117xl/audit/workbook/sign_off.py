"""The Sign-off sheet: what is still open before the report can be final."""

from __future__ import annotations

from typing import Any

from s117xl.audit.workbook.looks import cell, colour_words, header
from s117xl.audit.workbook.page import name_cell, new_sheet, note, set_print
from s117xl.audit.workbook.shown import Shown
from s117xl.audit.workbook.still_open import Check, checks
from s117xl.workbook.edits import Formula
from s117xl.workbook.templates.book import Book

SHEET = "Sign-off"
_TOP = 4
_READY = "Ready to sign: nothing is open."
_HEADINGS = ("What the final report needs", "Still open", "State", "Where")
_WIDTHS = (62, 12, 14, 18)


def add_sign_off_sheet(out: Book, shown: Shown) -> None:
    """A line for each thing that the final report needs, and who signs."""
    open_ones = list(checks(shown))
    area = f"$B${_TOP + 2}:$B${_TOP + 1 + len(open_ones)}"
    count = sum(check.now > 0 for check in open_ones)
    left = f'COUNTIF({area},">0")'
    told = f"{len(open_ones)} things are still open; a draft can be made at any time."
    line = Formula(f'IF({left}=0,"{_READY}",{left}&" of {told}")',
                   f"{count} of {told}" if count else _READY)  # fmt: skip
    sheet = new_sheet(out, SHEET, "Sign-off", line, back=3)
    name_cell(out, "s117_audit_ready", SHEET, "$A$2")
    note(out, sheet, 2, "Whoever signs does so on Scope: the audit lead, the three partners, the "
         "date completed.")  # fmt: skip
    for column, (heading, width) in enumerate(zip(_HEADINGS, _WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(
            _TOP, column, heading, header(out, "told" if column in (0, 3) else "worked")
        )
    for row, check in enumerate(open_ones, _TOP + 1):
        _write(out, sheet, row, check)
    colour_words(out, sheet, (_TOP + 1, 2, _TOP + len(open_ones), 2))
    sheet.freeze_panes(_TOP + 1, 0)
    set_print(sheet, _TOP)


def _write(out: Book, sheet: Any, row: int, check: Check) -> None:
    sheet.write_string(row, 0, check.what, cell(out, "told", valign="vcenter"))
    style = cell(out, "worked", "number", valign="vcenter", bold=True)
    sheet.write_formula(row, 1, f"={check.left}", style, check.now)
    state = f'IF(B{row + 1}=0,"Done","Open")'
    sheet.write_formula(row, 2, f"={state}", cell(out, "worked", valign="vcenter"),
                        "Open" if check.now else "Done")  # fmt: skip
    link = cell(out, "told", valign="vcenter", font_color="0B4F9E", underline=1)
    sheet.write_url(row, 3, f"internal:'{check.sheet}'!A1", link, check.sheet)
    sheet.set_row(row, 24)
