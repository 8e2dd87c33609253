"""The sheet of a domain: its rating on top, its questions below."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from s117xl.audit.questions import EVIDENCE_ALONE, Domain, of_domain
from s117xl.audit.tables import GROUPS, domain_table, rating_table
from s117xl.audit.workbook import first_words, formulas, sentences
from s117xl.audit.workbook.columns import group_columns, question_columns, rating_columns
from s117xl.audit.workbook.laying import Place, lay, set_widths
from s117xl.audit.workbook.looks import colour_ratings, colour_words
from s117xl.audit.workbook.page import name_cell, new_sheet, note, set_print
from s117xl.audit.workbook.rows import question_row
from s117xl.audit.workbook.shown import Shown, or_blank
from s117xl.audit.workbook.still_open import lacks_name
from s117xl.audit.workbook.words import pillars_of
from s117xl.workbook.edits import Formula
from s117xl.workbook.templates.book import Book

RATING_TOP = 5
_SPARE = 20  # rows below a table in which ratings and words are still coloured
_SHOWN_ON_PAPER = "Last year"


def add_domain_sheet(out: Book, domain: Domain, shown: Shown) -> None:
    """The sheet D1 to D9 of this domain."""
    number = domain.number
    progress = Formula(sentences.progress(number), first_words.progress(shown, number))
    title = f"Domain {number}. {domain.title}"
    sheet = new_sheet(out, f"D{number}", title, progress, back=5)
    name_cell(out, f"s117_audit_progress_D{number}", f"D{number}", "$A$2")
    note(out, sheet, 2, pillars_of(domain))
    set_widths(sheet, question_columns(number))
    top = _add_rating(out, sheet, domain, shown)
    if number == 8:
        top = _add_groups(out, sheet, domain, shown, top)
    _add_questions(out, sheet, number, shown, top)


def _add_rating(out: Book, sheet: Any, domain: Domain, shown: Shown) -> int:
    """The rating with the sentence of what it lacks; the row below both."""
    number, table = domain.number, rating_table(domain.number)
    score = formulas.mean(f"tblD{number}", "Score" if number == 3 else "Points")
    row: dict[str, Any] = dict(shown.filled.rating(number))
    row["Score"] = Formula(
        '""' if number == EVIDENCE_ALONE else score, or_blank(shown.score(number))
    )
    row["Suggested"] = Formula(formulas.suggested(number), shown.suggested(number))
    about = f"Rating of the domain. Narrative: {domain.narrative.lower()}."
    if number == EVIDENCE_ALONE:
        about += " Nothing is suggested: the auditors rate this domain themselves."
    note(out, sheet, RATING_TOP - 1, about, strong=True)
    place = Place(RATING_TOP, 0, 1)
    widths = [column.width for column in question_columns(number)[:6]]
    lay(out, sheet, table, rating_columns(), place, [row], widths=widths, least=44)
    lacks = Formula(sentences.rating_lacks(number), first_words.rating_lacks(shown, number))
    note(out, sheet, place.last + 1, lacks, strong=True)
    name_cell(out, lacks_name(number), f"D{number}", f"$A${place.last + 2}")
    colour_ratings(out, sheet, (place.first, 1, place.last, 3))
    return place.last + 3


def _add_groups(out: Book, sheet: Any, domain: Domain, shown: Shown, top: int) -> int:
    """The six parts of domain 8 with their scores; the row below them."""
    rule = 'IF(s117_audit_domain_8="weighted mean","The suggestion comes from the mean of all '
    rule += 'questions; with a Red part it is Amber at best.","The suggestion is that of the '
    rule += 'poorest part.")'
    note(out, sheet, top, Formula(rule, "The suggestion is that of the poorest part."))
    rows = [_group_row(shown, group, title) for group, title in domain.groups.items()]
    place = Place(top + 1, 0, len(rows))
    widths = [column.width for column in question_columns(8)[: len(GROUPS.headings)]]
    lay(out, sheet, GROUPS, group_columns(), place, rows, widths=widths)
    colour_ratings(out, sheet, (place.first, 1, place.last, 1))
    return place.last + 2


def _group_row(shown: Shown, group: str, title: str) -> Mapping[str, Any]:
    count = sum(question.group == group for question in of_domain(8))
    answered = sum(shown.to_do(q) in formulas.ANSWERED for q in of_domain(8) if q.group == group)
    return {
        "Group": f"D{group}",
        "Suggested": Formula(formulas.group_suggested(), shown.group_suggested(group)),
        "Part": title,
        "Score": Formula(formulas.group_score(), or_blank(shown.group_score(group))),
        "Answered": Formula(formulas.group_answered(count), f"{answered} of {count} answered"),
    }


def _add_questions(out: Book, sheet: Any, number: int, shown: Shown, top: int) -> None:
    table, columns = domain_table(number), question_columns(number)
    rows = [question_row(question, shown) for question in of_domain(number)]
    place = Place(top, 0, len(rows))
    lay(out, sheet, table, columns, place, rows, filters=number == 8, least=36)
    sheet.set_row(3, 8)
    colour_words(out, sheet, (place.first, 1, place.last + _SPARE, len(columns) - 1))
    sheet.freeze_panes(2, 3)
    sheet.set_zoom(90)
    last = table.headings.index(_SHOWN_ON_PAPER)
    sheet.print_area(0, 0, place.last, last)
    set_print(sheet, place.top)
