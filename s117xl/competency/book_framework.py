"""The sheet Framework: the whole of it to be read and printed."""

from __future__ import annotations

from math import ceil
from typing import Any

from s117xl.competency.book_kit import GROUPS, page, title
from s117xl.competency.framework import LEVEL_TITLES, LEVELS, Domain, audit_domains, domains
from s117xl.competency.tables import FRAMEWORK_SHEET
from s117xl.law.authorities import authority
from s117xl.workbook.templates.book import A4, Book

_ABOUT = (
    "Six domains. Everybody is expected to show the behaviours; each level includes the lower ones."
)
_LINE = 104  # letters that fit on one line of the wide column
_NEW_PAGE = ("C2", "C3", "C4", "C5", "C6")


def add_framework_sheet(out: Book) -> None:
    """Framework, a page for each domain."""
    sheet = out.book.add_worksheet(FRAMEWORK_SHEET)
    title(out, sheet, "What is expected", _ABOUT)
    sheet.set_column(0, 0, 10)
    sheet.set_column(1, 1, 22)
    sheet.set_column(2, 2, 92)
    row, breaks = 3, []
    for ref, domain in domains().items():
        if ref in _NEW_PAGE:
            breaks.append(row)
        row = _domain(out, sheet, row, domain) + 1
    sheet.freeze_panes(2, 0)
    page(sheet, A4, landscape=False, marking="")
    sheet.fit_to_pages(1, 0)
    sheet.set_h_pagebreaks(breaks)


def _domain(out: Book, sheet: Any, row: int, domain: Domain) -> int:
    """One domain; the row after it."""
    banner = out.styles.header(GROUPS[domain.ref])
    for column, text in enumerate((domain.ref, "Domain", domain.name)):
        sheet.write_string(row, column, text, banner)
    sheet.set_row(row, 20)
    lines = [("", "In short", domain.core)]
    lines += [(b.ref, "Behaviour", b.text) for b in domain.behaviours]
    lines += [(s.ref, LEVEL_TITLES[x], s.text) for x in LEVELS for s in domain.at(x)]
    for line in lines + _beside(domain):
        row += 1
        _line(out, sheet, row, line)
    return row + 1


def _beside(domain: Domain) -> list[tuple[str, str, str]]:
    """What else belongs to a domain: pillars, law, the audit, and what a gap proposes."""
    law = "; ".join(_cited(id) for id in domain.authority)
    audit = "; ".join(f"D{n} {audit_domains()[f'D{n}']}" for n in domain.audit)
    pillars = ", ".join(map(str, domain.pillars))
    return [
        ("", "Pillars", f"{pillars} of the nine."),
        ("", "Law and guidance", f"{law}."),
        ("", "Audit domains", f"{audit}."),
        ("", "Training", domain.training),
        ("", "Supervision", domain.supervision),
        ("", "Action on the system", domain.system),
    ]


def _cited(id: str) -> str:
    law = authority(id)
    return f"{law.citation} (to be confirmed)" if law.check else law.citation


def _line(out: Book, sheet: Any, row: int, cells: tuple[str, str, str]) -> None:
    grey = out.styles.get(valign="vcenter", font_color="595F69", text_wrap=True)
    styles = (out.styles.strong(), grey, out.styles.sentence())
    for column, (text, style) in enumerate(zip(cells, styles, strict=True)):
        sheet.write_string(row, column, text, style)
    lines = max(ceil(len(cells[2]) / _LINE), ceil(len(cells[1]) / 21))
    sheet.set_row(row, 4 + 15 * lines)
