"""The workbook under construction, and what any of its sheets may need."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from s117xl.workbook.templates.styles import Styles

MARKING = "OFFICIAL-SENSITIVE: PERSONAL"
A4, A3 = 9, 8


@dataclass(slots=True)
class Book:
    """XlsxWriter's workbook and its formats."""

    book: Any
    styles: Styles


def define_hidden(out: Book, name: str, formula: str) -> None:
    """A defined name that Excel's name box does not show."""
    out.book.define_name(name, formula)
    out.book.defined_names[-1][3] = True


def set_page(sheet: Any, paper: int, *, landscape: bool = True) -> None:
    """Paper and direction, with the marking at the head and the page at the foot of each page."""
    sheet.set_landscape() if landscape else sheet.set_portrait()
    sheet.set_paper(paper)
    sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
    sheet.set_header(f"&L&A&R{MARKING}")
    sheet.set_footer("&LSection 117 register&RPage &P of &N")
