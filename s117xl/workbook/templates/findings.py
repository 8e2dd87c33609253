"""A workbook that holds only findings, for a register that is not to be marked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from s117xl.workbook.templates.styles import DATE_FORMAT, FONT, Styles

_FINDINGS = (
    ("Severity", 11), ("To do", 9), ("Record", 13), ("Table", 12), ("Row", 13), ("Sheet", 12),
    ("Cell", 8), ("Heading", 22), ("Value", 18), ("What is wrong", 60), ("How to mend it", 46),
    ("Due", 13), ("Rule", 8), ("Law", 24), ("Key", 26),
)  # fmt: skip
_RULES = (("Rule", 8), ("What it looks for", 60), ("Outcome", 16), ("Rows tested", 12),
          ("Found", 10), ("Not tested", 12), ("Why", 70))  # fmt: skip
_ABOUT = (("What", 26), ("Said", 120))


def write_findings(
    path: Path,
    as_at: date,
    findings: Sequence[Any],
    outcomes: Sequence[Sequence[Any]],
    about: Sequence[tuple[str, str]],
) -> None:
    """Write the findings, what became of each rule, and what is to be known of the check."""
    import xlsxwriter

    book = xlsxwriter.Workbook(path)
    book.formats[0].set_font_name(FONT)
    book.set_properties(
        {"title": "Section 117 register: findings", "created": datetime(2026, 1, 1)}
    )
    styles = Styles(book)
    rows = [
        (f.severity, "explained" if f.explained else f.action, f.record, f.table, f.row,
         f.sheet, f.cell, f.heading, f.value, f.message,
         f.fix, date.fromisoformat(f.due) if f.due else None, f.code,
         ", ".join(f.authority), f.key)
        for f in findings
    ]  # fmt: skip
    _sheet(book, styles, "Findings", f"Findings as at {as_at.day} {as_at:%b %Y}", _FINDINGS, rows)
    _sheet(book, styles, "Rules", "Every rule, and what became of it", _RULES, outcomes)
    _sheet(book, styles, "About", "About this check", _ABOUT, about)
    book.close()


def _sheet(
    book: Any, styles: Styles, name: str, title: str,
    columns: Sequence[tuple[str, float]], rows: Sequence[Sequence[Any]],
) -> None:  # fmt: skip
    sheet = book.add_worksheet(name)
    sheet.write_string(0, 0, title, styles.title())
    sheet.add_table(2, 0, 2 + max(len(rows), 1), len(columns) - 1, {
        "name": f"tbl{name}", "style": "Table Style Light 1",
        "columns": [{"header": h, "header_format": styles.header("Ours")} for h, _ in columns],
    })  # fmt: skip
    plain, dated = styles.plain(), styles.get(num_format=DATE_FORMAT, align="left", valign="top")
    for number, row in enumerate(rows, 3):
        for column, value in enumerate(row):
            if isinstance(value, date):
                sheet.write_datetime(number, column, value, dated)
            elif isinstance(value, int):
                sheet.write_number(number, column, value, plain)
            elif value not in (None, ""):
                sheet.write_string(number, column, value, plain)
    for column, (_, width) in enumerate(columns):
        sheet.set_column(column, column, width)
    sheet.freeze_panes(3, 0)
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(2)
    sheet.set_header("&L&A&ROFFICIAL-SENSITIVE: PERSONAL")
