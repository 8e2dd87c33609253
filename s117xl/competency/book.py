"""A new competency workbook, empty or filled: equal input gives equal bytes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from s117xl.competency.book_framework import add_framework_sheet
from s117xl.competency.book_gaps import add_gaps_sheet
from s117xl.competency.book_people import add_roles_sheet, add_staff_sheet
from s117xl.competency.book_ratings import add_ratings_sheet
from s117xl.competency.book_settings import add_settings_sheet
from s117xl.competency.book_start import add_start_sheet
from s117xl.competency.book_teams import add_teams_sheet
from s117xl.competency.book_training import add_audit_link_sheet, add_training_sheet
from s117xl.competency.book_workings import add_workings_sheet
from s117xl.competency.tables import SELF, SUPERVISOR
from s117xl.workbook.templates.book import Book
from s117xl.workbook.templates.styles import FONT, Styles

# A fixed day, so that equal input gives equal bytes.
_MADE = datetime(2026, 1, 1)
_SPARE = 40
"""Blank rows from the start; the tables grow by themselves as people type below."""

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Filled:
    """What a workbook is filled with. Rows are by key: `staff_id`, `role`, or a statement's ref.

    `roles` of None are the ones that we propose; `audit` are ratings by D1 to D9; `settings` are
    by key.
    """

    staff: Sequence[Row] = ()
    own: Sequence[Row] = ()
    supervisor: Sequence[Row] = ()
    roles: Sequence[Row] | None = None
    audit: Mapping[str, str] = field(default_factory=dict)
    settings: Mapping[str, Any] = field(default_factory=dict)


def write_competency(path: Path, filled: Filled | None = None) -> None:
    """Write a competency workbook to `path`, empty or with these rows."""
    import xlsxwriter

    filled = filled or Filled()
    book = xlsxwriter.Workbook(path, {"default_date_format": "dd mmm yyyy"})
    book.formats[0].set_font_name(FONT)
    book.set_properties({"title": "Section 117 workforce competencies", "created": _MADE})
    book.set_size(28800, 17400)
    out = Book(book, Styles(book))
    people = len(filled.staff) + _SPARE
    add_start_sheet(out)
    add_framework_sheet(out)
    add_roles_sheet(out, filled.roles)
    add_staff_sheet(out, filled.staff, people)
    add_ratings_sheet(out, SELF, filled.own, max(people, len(filled.own) + 1))
    add_ratings_sheet(out, SUPERVISOR, filled.supervisor, max(people, len(filled.supervisor) + 1))
    add_gaps_sheet(out, people + _SPARE)
    add_teams_sheet(out)
    add_training_sheet(out)
    add_audit_link_sheet(out, filled.audit)
    add_settings_sheet(out, filled.settings)
    add_workings_sheet(out)
    book.close()
