"""The sheet Gaps: for each person and domain what is expected, reached and missing, by formula."""

from __future__ import annotations

from typing import Any

from s117xl.competency.book_kit import (
    GROUPS,
    add_table,
    colour_words,
    explain_headings,
    page,
    worked_out,
)
from s117xl.competency.formulas import gaps_formulas
from s117xl.competency.framework import domains
from s117xl.competency.tables import (
    CANNOT_TELL,
    GAP,
    GAP_PARTS,
    GAPS,
    GAPS_HEAD,
    GAPS_SHEET,
    GAPS_TAIL,
    MET,
    NOT_EXPECTED,
    gap_heading,
    gaps_headings,
)
from s117xl.workbook.templates.book import A3, Book

_WIDTHS = {"Staff id": 12, "Name": 26, "Role": 32, "Team": 26, "Rated by": 13}
_WORKINGS = GAPS_TAIL[1:]
_PART_WIDTH, _GAP_WIDTH = 15, 14
_PARTS = {
    "expected": "The level that Roles expects of this person's role.",
    "self": "The highest level that the person's own ratings reach. A level is reached where every "
    "statement of it and of the lower ones is rated 2 or N/A.",
    "self short at": "The lowest level of which the person rates a statement 0 or 1.",
    "supervisor": "The highest level that the supervisor's ratings reach.",
    "supervisor short at": "The lowest level of which the supervisor rates a statement 0 or 1.",
    "differ": "How many statements the person and the supervisor rate differently.",
    GAP: "gap: a statement that is expected is rated 0 or 1. met: the level is reached. cannot "
    "tell: a rating or the expected level is missing.",
}


def add_gaps_sheet(out: Book, rows: int) -> None:
    """Gaps with so many rows of formulas: for the people of Staff, in its order."""
    sheet = out.book.add_worksheet(GAPS_SHEET)
    formulas, names = gaps_formulas(), gaps_headings()
    add_table(sheet, GAPS, rows, [
        {"header": name, "header_format": out.styles.header(_group(name)),
         "formula": formulas[name]} for name in names
    ])  # fmt: skip
    styles = {name: _style(out, name) for name in names}
    for number in range(1, rows + 1):
        for place, name in enumerate(names):
            sheet.write_formula(number, place, formulas[name], styles[name], "")
    _set_columns(sheet, names)
    _explain(sheet, names)
    for ref in domains():
        place = names.index(gap_heading(ref))
        area = (1, place, rows, place)
        colour_words(out, sheet, area, (GAP, MET, CANNOT_TELL, NOT_EXPECTED))
    _set_sheet(sheet)


def _group(name: str) -> str:
    return GROUPS.get(name.partition(" ")[0], "Ours")


def _style(out: Book, name: str) -> Any:
    bold = name.endswith(f" {GAP}")
    center = {} if name in GAPS_HEAD else {"align": "center"}
    plain = {"bg_color": "FFFFFF"} if bold else {}
    return worked_out(out, bottom=1, bottom_color="E4E7EB", **center, **plain)


def _set_columns(sheet: Any, names: list[str]) -> None:
    """The results stay in sight; what they come from is folded away on their left."""
    for place, name in enumerate(names):
        if name in _WORKINGS or name.partition(" ")[2] in GAP_PARTS:
            width = 11 if name in _WORKINGS else _PART_WIDTH
            sheet.set_column(place, place, width, None, {"level": 1, "hidden": True})
        else:
            width = _WIDTHS.get(name, _GAP_WIDTH)
            folds = name.endswith(f" {GAP}")
            sheet.set_column(place, place, width, None, {"collapsed": folds})
    sheet.set_column(len(names), len(names), 3, None, {"collapsed": True})
    sheet.outline_settings(visible=True, symbols_below=True, symbols_right=True)


def _explain(sheet: Any, names: list[str]) -> None:
    texts = {}
    for place, name in enumerate(names):
        ref, _, part = name.partition(" ")
        if ref in domains() and part in _PARTS:
            texts[place] = (name, f"{domains()[ref].short}. {_PARTS[part]}")
    explain_headings(sheet, 0, texts)


def _set_sheet(sheet: Any) -> None:
    sheet.set_row(0, 36)
    sheet.freeze_panes(1, 2)
    sheet.hide_gridlines(2)
    page(sheet, A3)
    sheet.repeat_rows(0)
