"""The baseline workbook: every sheet, empty or filled in."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from s117xl.baseline.book_alignment import add_alignment_sheet, add_coverage_sheet
from s117xl.baseline.book_dimension import add_dimension_sheet
from s117xl.baseline.book_plan import add_plan_sheet, add_priorities_sheet, add_years_sheet
from s117xl.baseline.book_profile import add_profile_sheet
from s117xl.baseline.book_start import add_settings_sheet, add_sign_off_sheet, add_start_sheet
from s117xl.baseline.score import score
from s117xl.baseline.tables import Baseline
from s117xl.workbook.templates.book import Book
from s117xl.workbook.templates.styles import FONT, Styles

# A fixed day, so that equal inputs give equal bytes.
_MADE = datetime(2026, 1, 1)


def write_baseline(path: Path, filled: Baseline | None = None, as_at: date | None = None) -> None:
    """Write a baseline workbook to `path`, with what `filled` holds.

    `as_at` is the day for which its formulas show their first values, until Excel works them out.
    Raises Refused where `filled` has more than five priorities.
    """
    import xlsxwriter

    filled = filled or Baseline()
    scored = score(filled, as_at or filled.as_at or _MADE.date())
    book = xlsxwriter.Workbook(path, {"default_date_format": "dd mmm yyyy"})
    book.formats[0].set_font_name(FONT)
    book.set_properties({"title": "Section 117 baseline", "created": _MADE})
    book.set_size(28800, 17400)
    out = Book(book, Styles(book))
    add_start_sheet(out, filled, scored)
    for each in scored.dimensions:
        add_dimension_sheet(out, filled, each)
    add_profile_sheet(out, filled, scored)
    add_priorities_sheet(out, filled, scored)
    add_plan_sheet(out, filled, scored)
    add_years_sheet(out, filled, scored)
    add_alignment_sheet(out)
    add_coverage_sheet(out, scored)
    add_sign_off_sheet(out, filled, scored)
    add_settings_sheet(out, filled)
    book.close()
