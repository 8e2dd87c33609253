"""The sheet Workings: raw counts, from which Teams and Training are withheld and worked out."""

from __future__ import annotations

from s117xl.competency import workings
from s117xl.competency.book_kit import page, title
from s117xl.competency.tables import WORKINGS_SHEET
from s117xl.workbook.templates.book import A3, Book

_ABOUT = (
    "Nothing is typed here. It holds the counts of small teams: never pass this sheet on. What may "
    "be passed on stands on Teams and Training."
)


def add_workings_sheet(out: Book) -> None:
    """Workings, the last sheet."""
    sheet = out.book.add_worksheet(WORKINGS_SHEET)
    title(out, sheet, "Workings", _ABOUT)
    plain, bold = out.styles.get(), out.styles.get(bold=True, bottom=1, bottom_color="B8C2CC")
    for row, column, text, is_heading in workings.cells():
        if text.startswith("="):
            sheet.write_formula(row - 1, column - 1, text, plain, "")
        elif text.isdecimal():
            sheet.write_number(row - 1, column - 1, int(text), plain)
        else:
            sheet.write_string(row - 1, column - 1, text, bold if is_heading else plain)
    sheet.set_column(0, 0, 9)
    sheet.set_column(1, 1, 34)
    sheet.set_column(2, 40, 12)
    sheet.freeze_panes(4, 2)
    page(sheet, A3)
