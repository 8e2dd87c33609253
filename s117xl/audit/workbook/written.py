"""The sheets that the product alone writes: the sample, the evidence, the years side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from s117xl.audit.tables import DRAW, EVIDENCE, PREVIOUS, SAMPLE, AuditTable
from s117xl.audit.workbook.filled import Row
from s117xl.audit.workbook.laying import Column, Place, lay, set_widths
from s117xl.audit.workbook.page import new_sheet, note, set_print
from s117xl.audit.workbook.shown import Shown
from s117xl.workbook.templates.book import Book

_TOP = 4


class _Sheet(NamedTuple):
    """A table of ours, what its sheet is called, and how it comes to be filled."""

    table: AuditTable
    title: str
    line: str
    note: str
    columns: Sequence[tuple[str, float, str]]
    frozen: int


_EVIDENCE = _Sheet(
    EVIDENCE,
    "What the register says",
    "Written by: s117xl score AUDIT.xlsx --register REGISTER.xlsx",
    "Counts from a check of the register, beside each question that it speaks to. They propose an "
    "answer; yours counts.",
    (("Ref", 9, ""), ("What was counted", 62, ""), ("Number", 11, "general"), ("Of", 11, "general"),
     ("Not testable", 12, "general"), ("Per cent", 10, "percent"), ("Proposes", 12, ""),
     ("Records", 52, "")),
    1,
)  # fmt: skip
_PREVIOUS = _Sheet(
    PREVIOUS,
    "Year on year",
    "Written by: s117xl score AUDIT.xlsx --previous LAST_YEAR.xlsx",
    "Each question in both years, and what changed.",
    (("Ref", 9, ""), ("Question", 80, ""), ("Last year", 13, ""), ("This year", 13, ""),
     ("Change", 20, "")),
    1,
)  # fmt: skip
_DRAW_COLUMNS = (Column("Item", 26, "ours", bold=True), Column("Value", 34, "ours", "general"))
_GAP = 4
_SAMPLE_COLUMNS = (
    Column("Place", 8, "ours", "number", bold=True),
    Column("Record", 16, "ours"),
    Column("Part", 11, "ours"),
    Column("Stratum", 32, "ours"),
    Column("Why", 44, "ours"),
    Column("Weight", 10, "ours", "general"),
    Column("Rank", 24, "ours"),
)


def add_evidence_sheet(out: Book, shown: Shown) -> None:
    """What the register says to each question."""
    _add(out, _EVIDENCE, shown.filled.evidence)


def add_previous_sheet(out: Book, shown: Shown) -> None:
    """Last year's answers beside this year's."""
    _add(out, _PREVIOUS, shown.filled.previous)


def add_sample_sheet(out: Book, shown: Shown) -> None:
    """The draw on the left, what was drawn to its right, so that both can grow."""
    line = "Written by: s117xl sample REGISTER.xlsx AUDIT.xlsx --seed SEED"
    sheet = new_sheet(out, SAMPLE.sheet, "The sample", line, back=6)
    note(out, sheet, 2, "Anybody with the same register and the same seed draws the same cases. "
         "Where a case cannot be audited, say why on D3 cases and take the next of the "
         "reserve.")  # fmt: skip
    set_widths(sheet, _DRAW_COLUMNS)
    set_widths(sheet, _SAMPLE_COLUMNS, _GAP - 1)
    sheet.set_column(2, 2, 3)
    _lay(out, sheet, DRAW, _DRAW_COLUMNS, 0, shown.filled.draw)
    _lay(out, sheet, SAMPLE, _SAMPLE_COLUMNS, _GAP - 1, shown.filled.sample, filters=True)
    sheet.freeze_panes(_TOP + 1, 0)
    set_print(sheet, _TOP)


def _add(out: Book, plan: _Sheet, rows: Sequence[Row]) -> None:
    sheet = new_sheet(out, plan.table.sheet, plan.title, plan.line, back=len(plan.columns) - 1)
    note(out, sheet, 2, plan.note)
    columns = [
        Column(heading, width, "ours", number, bold=heading == "Ref")
        for heading, width, number in plan.columns
    ]
    set_widths(sheet, columns)
    _lay(out, sheet, plan.table, columns, 0, rows, filters=True)
    sheet.freeze_panes(_TOP + 1, plan.frozen)
    set_print(sheet, _TOP)


def _lay(
    out: Book, sheet: Any, table: AuditTable, columns: Sequence[Column], left: int,
    rows: Sequence[Row], *, filters: bool = False,
) -> None:  # fmt: skip
    place = Place(_TOP, left, max(1, len(rows)))
    lay(out, sheet, table, columns, place, rows, filters=filters)
