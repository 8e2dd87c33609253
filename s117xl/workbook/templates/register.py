"""A new register workbook: every sheet, from the schema."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from s117xl.register.schema import TABLES
from s117xl.workbook.templates.book import Book
from s117xl.workbook.templates.dashboard import add_dashboard_sheet
from s117xl.workbook.templates.guide import add_guide_sheet
from s117xl.workbook.templates.lists import add_lists_sheet
from s117xl.workbook.templates.ours import OURS, add_our_sheet
from s117xl.workbook.templates.settings_sheet import add_settings_sheet
from s117xl.workbook.templates.styles import FONT, Styles
from s117xl.workbook.templates.tables import Row, add_table_sheet
from s117xl.workbook.templates.worked_out import REVIEW_DUE

# A fixed day, so that equal inputs give equal bytes.
_MADE = datetime(2026, 1, 1)


def write_register(
    path: Path,
    rows: Mapping[str, Sequence[Row]] | None = None,
    *,
    settings: Mapping[str, Any] | None = None,
    reviews_due: Sequence[Any] = (),
    extra: Callable[[Book], None] | None = None,
) -> None:
    """Write a register workbook to `path`, with these rows by table and settings by key.

    `reviews_due` are the values that the column "Review due by" last showed, row by row. `extra`
    may add a sheet at the end.
    """
    import xlsxwriter

    rows = rows or {}
    book = xlsxwriter.Workbook(path, {"default_date_format": "dd mmm yyyy"})
    book.formats[0].set_font_name(FONT)
    book.set_properties({"title": "Section 117 register", "created": _MADE})
    book.set_size(28800, 17400)
    out = Book(book, Styles(book))
    for key, table in TABLES.items():
        add_table_sheet(out, table, rows.get(key, ()), {REVIEW_DUE: reviews_due})
    for ours in OURS[:2]:
        add_our_sheet(out, ours)
    add_dashboard_sheet(out)
    for ours in OURS[2:]:
        add_our_sheet(out, ours)
    add_settings_sheet(out, settings or {})
    add_lists_sheet(out)
    add_guide_sheet(out)
    if extra:
        extra(out)
    book.close()
