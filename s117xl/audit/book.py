"""A new audit workbook: every sheet, from the questions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from s117xl.audit.questions import CASE_SAMPLE, domains
from s117xl.audit.score import thresholds
from s117xl.audit.workbook.cases import add_cases_sheet
from s117xl.audit.workbook.domain import add_domain_sheet
from s117xl.audit.workbook.escalation import add_escalation_sheet
from s117xl.audit.workbook.filled import Filled
from s117xl.audit.workbook.lists import add_lists_sheet
from s117xl.audit.workbook.pillars import add_pillars_sheet
from s117xl.audit.workbook.plan import add_plan_sheet
from s117xl.audit.workbook.scope import add_scope_sheet
from s117xl.audit.workbook.settings_page import add_settings_sheet
from s117xl.audit.workbook.shown import Shown
from s117xl.audit.workbook.sign_off import add_sign_off_sheet
from s117xl.audit.workbook.start import add_start_sheet
from s117xl.audit.workbook.summary import add_summary_sheet
from s117xl.audit.workbook.written import (
    add_evidence_sheet,
    add_previous_sheet,
    add_sample_sheet,
)
from s117xl.workbook.templates.book import Book
from s117xl.workbook.templates.styles import FONT, Styles

__all__ = ["Filled", "write_audit"]

# A fixed day, so that equal inputs give equal bytes.
_MADE = datetime(2026, 1, 1)


def write_audit(
    path: Path, *, values: Mapping[str, Any] | None = None, filled: Filled | None = None
) -> None:
    """Write an audit workbook to `path`, empty or with what `filled` holds.

    `values` are cells of Scope and Settings by key, beside those of `filled`.
    """
    import xlsxwriter

    book = xlsxwriter.Workbook(path, {"default_date_format": "dd mmm yyyy"})
    book.formats[0].set_font_name(FONT)
    book.set_properties({
        "title": "Section 117 annual audit", "author": "s117xl", "created": _MADE,
    })  # fmt: skip
    book.set_size(28800, 17400)
    _add_sheets(Book(book, Styles(book)), _with(filled or Filled(), values or {}))
    book.close()


def _with(filled: Filled, values: Mapping[str, Any]) -> Filled:
    return replace(filled, scope={**values, **filled.scope}, settings={**values, **filled.settings})


def _add_sheets(out: Book, filled: Filled) -> None:
    shown = Shown(filled, thresholds(filled.settings, []))
    add_start_sheet(out, shown)
    add_scope_sheet(out, filled.scope)
    for number, domain in domains().items():
        add_domain_sheet(out, domain, shown)
        if number == CASE_SAMPLE:
            add_cases_sheet(out, shown)
    for add in (add_sample_sheet, add_evidence_sheet, add_summary_sheet, add_plan_sheet,
                add_escalation_sheet, add_previous_sheet, add_pillars_sheet,
                add_sign_off_sheet):  # fmt: skip
        add(out, shown)
    add_settings_sheet(out, filled.settings)
    add_lists_sheet(out)
