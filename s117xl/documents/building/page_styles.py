"""The styles of what stands round the text: header, footer, letterhead."""

from __future__ import annotations

from s117xl.documents.building.elements import Element, el
from s117xl.documents.building.looks import (
    BLUE,
    GREY,
    INK,
    RULE,
    Size,
    border,
    letters,
    spacing,
    style,
)


def page_edges(size: Size) -> list[Element]:
    """What stands at the top and foot of each page."""
    small = min(size.body - 2.5, 11.0)
    top = el("w:pPr", right_tab(), spacing(after=6))
    foot = el("w:pPr", right_tab(), spacing(after=1, line=240))
    rule = el("w:pPr", el("w:pBdr", border("top", RULE, 6, 6)))
    return [
        style("header", top, letters(small, GREY)),
        style("footer", foot, letters(small, INK)),
        style("Footer Rule", rule, based="Footer"),
    ]


def letterhead(size: Size) -> list[Element]:
    """The logo, the names of the two bodies with a rule below, and how to reach them."""
    rule = el("w:pPr", el("w:pBdr", border("bottom", BLUE, 12, 4)), spacing(after=8, line=252))
    return [
        style("Logo", el("w:pPr", el("w:keepNext"), spacing(after=6, line=240))),
        style(
            "Letterhead",
            el("w:pPr", el("w:keepNext"), spacing(after=1, line=252)),
            letters(size.body + 2, BLUE, bold=True),
        ),
        style("Letterhead Rule", rule, based="Letterhead"),
        style("Contact", el("w:pPr", spacing(after=6)), letters(colour=INK)),
    ]


def right_tab() -> Element:
    """A tab stop at the right margin."""
    return el("w:tabs", el("w:tab", w_val="right", w_pos="9412"))
