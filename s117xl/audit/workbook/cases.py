"""The grid of cases: a row for each sampled case, a column for each indicator of domain 3."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from s117xl.audit.questions import CASE_SAMPLE, Question, of_domain
from s117xl.audit.tables import CASE_GRID, CASES
from s117xl.audit.workbook import first_words, formulas, sentences
from s117xl.audit.workbook.filled import Row
from s117xl.audit.workbook.laying import Column, Place, lay, one_of, set_widths
from s117xl.audit.workbook.looks import cell, colour_words, header
from s117xl.audit.workbook.page import new_sheet, note, set_print
from s117xl.audit.workbook.shown import Shown, case_to_do
from s117xl.workbook.edits import Formula
from s117xl.workbook.templates.book import Book

_ASKED_ROW, _TOP = 3, 4
_COMMENT = "What another auditor should know of this case. Name no person."
_BARRED = (
    "Only if the case cannot be audited: why, such as papers not found. Its answers then count for "
    "nothing, and the next case of the reserve takes its place."
)


def add_cases_sheet(out: Book, shown: Shown) -> None:
    """The grid, with room for 120 cases."""
    progress = Formula(sentences.progress(CASE_SAMPLE), first_words.progress(shown, CASE_SAMPLE))
    sheet = new_sheet(out, CASE_GRID.sheet, "Domain 3. The cases", progress, back=9)
    note(out, sheet, 2, "A row for each case, an answer in each of the six columns: read the "
         "case's assessment, then choose Yes, Partial, No or N/A. D3 adds them up.")  # fmt: skip
    columns = _columns()
    set_widths(sheet, columns)
    _ask(out, sheet)
    place = Place(_TOP, 0, max(CASES, len(shown.filled.cases)))
    lay(out, sheet, CASE_GRID, columns, place, shown.filled.cases, filters=True, least=22)
    _add_to_do(out, sheet, place, shown.filled.cases)
    sheet.freeze_panes(_TOP + 1, 2)
    set_print(sheet, _TOP)
    sheet.repeat_rows(_ASKED_ROW, _TOP)


def _add_to_do(out: Book, sheet: Any, place: Place, cases: Sequence[Row]) -> None:
    """What each case still needs, right beside the table."""
    column = len(CASE_GRID.headings)
    sheet.set_column(column, column, 16)
    sheet.write_string(place.top, column, "To do", header(out, "worked"))
    style = cell(out, "worked")
    for number, row in enumerate(range(place.first, place.last + 1)):
        shown = case_to_do(cases[number]) if number < len(cases) else ""
        sheet.write_formula(row, column, f"={formulas.case_to_do(row + 1)}", style, shown)
    colour_words(out, sheet, (place.first, column, place.last, column))


def _ask(out: Book, sheet: Any) -> None:
    """What each indicator asks, over its column."""
    style = out.styles.get(text_wrap=True, valign="bottom", font_size=9, font_color="374151")
    for column, question in enumerate(of_domain(CASE_SAMPLE), CASE_GRID.headings.index("D3.1")):
        critical = " (critical)" if question.critical else ""
        sheet.write_string(_ASKED_ROW, column, question.text.rstrip(".") + critical, style)
    sheet.set_row(_ASKED_ROW, 76)


def _columns() -> list[Column]:
    return [
        Column("Case", 8, "ours", "general"),
        Column("Record", 14, "ours"),
        Column("Stratum", 26, "ours"),
        *(_indicator(question) for question in of_domain(CASE_SAMPLE)),
        Column("Comment", 34, told=_COMMENT),
        Column("Not auditable because", 24, told=_BARRED),
    ]


def _indicator(question: Question) -> Column:
    told = f"{question.text} Good evidence: {question.good}"
    return Column(question.ref, 16, told=told, bounds=one_of(formulas.ANSWERS))
