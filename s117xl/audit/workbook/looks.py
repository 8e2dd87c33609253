"""How the cells of the audit workbook look: what is typed, told, worked out, and written by us."""

from __future__ import annotations

from typing import Any

from s117xl.workbook.templates.book import Book
from s117xl.workbook.templates.styles import DATE_FORMAT, INK, NAVY, PAPER

LINE = "D5DBE1"
RAG = {"Green": ("1E7145", "FFFFFF"), "Amber": ("FFC845", "3D2B00"), "Red": ("A61B29", "FFFFFF")}
"""Fill and font of each rating; the contrast is at least 5 to 1, and the word stands there too."""

HEADERS = {"typed": NAVY, "told": "4B5563", "worked": "2F5D50", "ours": "111827"}
"""Who fills a column: a person, nobody (it is told), Excel itself, or this product."""

_FORMS: dict[str, dict[str, Any]] = {
    "typed": {"bg_color": "FFFBEB", "border": 1, "border_color": "D6C9A0"},
    "told": {"bottom": 1, "bottom_color": LINE},
    "worked": {"bg_color": "EEF5F1", "bottom": 1, "bottom_color": LINE},
    "ours": {"bg_color": PAPER, "bottom": 1, "bottom_color": LINE},
}
_NUMBERS: dict[str, dict[str, Any]] = {
    "date": {"num_format": DATE_FORMAT, "align": "left"},
    "percent": {"num_format": "0%", "align": "left"},
    "number": {"num_format": "0", "align": "left"},
    "points": {"num_format": "0.0", "align": "left"},
    "general": {"align": "left"},
    "long": {"valign": "top"},
}


def cell(out: Book, form: str, number: str = "", **more: Any) -> Any:
    """The format of a cell of this form: typed, told, worked or ours."""
    look = {"text_wrap": True, "valign": "vcenter", "indent": 1, "font_color": INK}
    return out.styles.get(**look | _FORMS[form] | _NUMBERS.get(number, {}) | more)


def header(out: Book, form: str) -> Any:
    """The format of a heading over cells of this form."""
    return out.styles.get(
        bold=True, font_color="FFFFFF", bg_color=HEADERS[form], text_wrap=True, valign="vcenter",
        indent=1, border=1, border_color="FFFFFF",
    )  # fmt: skip


def colour_ratings(out: Book, sheet: Any, area: tuple[int, int, int, int]) -> None:
    """Green, Amber and Red in their colours wherever a cell of the area says so."""
    for word, (fill, font) in RAG.items():
        _where_equal(out, sheet, area, word, {"bg_color": fill, "font_color": font, "bold": True})


def colour_words(out: Book, sheet: Any, area: tuple[int, int, int, int]) -> None:
    """What is still to be done or differs stands out, and what is done steps back."""
    _where_equal(out, sheet, area, "Critical", {"font_color": RAG["Red"][0], "bold": True})
    _where_equal(out, sheet, area, "Done", {"font_color": "1E7145"})
    look = {"bg_color": "F4B183", "font_color": "4A1F00"}
    sheet.conditional_format(*area, {
        "type": "text", "criteria": "begins with", "value": "Auditor:",
        "format": out.book.add_format(look),
    })  # fmt: skip


def _where_equal(
    out: Book, sheet: Any, area: tuple[int, int, int, int], word: str, look: dict[str, Any]
) -> None:
    rule = {"type": "cell", "criteria": "==", "value": f'"{word}"'}
    sheet.conditional_format(*area, {**rule, "format": out.book.add_format(look)})
