"""The sheet of a dimension: the ratings, what they say, and the five questions."""

from __future__ import annotations

from s117xl.baseline import book_formulas as formulas
from s117xl.baseline import typed
from s117xl.baseline.book_sheet import Form, Formula, Sheet
from s117xl.baseline.questions import Question, dimensions, of_dimension
from s117xl.baseline.score import DimensionScore
from s117xl.baseline.tables import (
    AGREED,
    PARTNERS,
    Baseline,
    QuestionNotes,
    question_table,
    rating_table,
)
from s117xl.workbook.templates.book import Book

_WIDTHS = (12, 38, 46, 30, 30, 30, 34)
_RATING_TOP, _SAYS_TOP, _QUESTIONS_TOP = 5, 11, 16
_HOW = {
    "LA": "The council's own view, given before you meet.",
    "ICB": "The board's own view, given before you meet.",
    "NHS Trust": "The Trust's own view, given before you meet.",
    AGREED: "What all three agree. A 4 or 5 needs evidence.",
}
_ABOUT = (
    "First look at the five questions below and write what each partner knows, and the evidence. "
    "Then each partner rates the dimension alone; then you meet and agree one rating. Partners may "
    "differ: that is a finding, so keep each rating as it was given."
)


def add_dimension_sheet(out: Book, filled: Baseline, score: DimensionScore) -> None:
    """The sheet of one dimension."""
    dimension = dimensions()[score.number]
    sheet = Sheet(out, dimension.sheet, _WIDTHS)
    sheet.title(f"Dimension {dimension.number}: {dimension.title}")
    sheet.line(1, dimension.focus)
    sheet.line(2, _ABOUT, 2)
    sheet.heading(4, "The ratings")
    _add_ratings(sheet, filled, score.number)
    sheet.heading(_SAYS_TOP - 1, "What the ratings say")
    number = score.number
    sheet.says(_SAYS_TOP, "Partners", Formula(formulas.partners_say(number), score.partners_say))
    sheet.says(_SAYS_TOP + 1, "Agreed", Formula(formulas.agreed_says(number), score.agreed_says))
    sheet.says(_SAYS_TOP + 2, "In words", Formula(formulas.to_write(number), score.to_write))
    sheet.heading(_QUESTIONS_TOP - 1, "The questions")
    _add_questions(sheet, filled, number)
    sheet.sheet.freeze_panes(1, 0)


def _add_ratings(sheet: Sheet, filled: Baseline, number: int) -> None:
    table = rating_table(number, sheet.name)
    rows = []
    for who in (*PARTNERS, AGREED):
        row = filled.row(number, who)
        rows.append([who, row.rating, row.strengths, row.risks, row.evidence, _HOW[who]])
    forms = {
        "Who": Form("strong"),
        "Rating": Form("rating", typed.rating()),
        "Key strengths": Form("typed", typed.told(
            "Key strengths", "What is good and should be kept. Name no person who is supported.")),
        "Key risks and gaps": Form("typed", typed.told(
            "Key risks and gaps", "What is missing or may go wrong, and why partners differ.")),
        "Evidence for a 4 or 5": Form("typed", typed.told(
            "Evidence for a 4 or 5", "Document, date, and where it is kept. Needed in the row "
            "Agreed for a 4 or 5.")),
        "How": Form("fixed"),
    }  # fmt: skip
    sheet.table(_RATING_TOP, table, forms, rows, least=2)
    sheet.colour_ratings(_RATING_TOP + 1, 1, _RATING_TOP + 4, 1, named=True)


def _add_questions(sheet: Sheet, filled: Baseline, number: int) -> None:
    table = question_table(number, sheet.name)
    rows = [
        _question_row(question, filled.questions.get(question.ref, QuestionNotes()))
        for question in of_dimension(number)
    ]
    notes = "What you know of this, good and bad. Name no person who is supported."
    forms = {
        "Ref": Form("strong"),
        "Question": Form("fixed"),
        "Good evidence, and where to look": Form("fixed"),
        **{f"{p} notes": Form("typed", typed.told(f"{p} notes", notes)) for p in PARTNERS},
        "Evidence seen": Form("typed", typed.told(
            "Evidence seen", "Document, date, and where it is kept.")),
    }  # fmt: skip
    sheet.table(_QUESTIONS_TOP, table, forms, rows, least=4)


def _question_row(question: Question, notes: QuestionNotes) -> list[str]:
    where = f"{question.good}\nLook in: {'; '.join(question.sources)}."
    said = [notes.partners.get(partner, "") for partner in PARTNERS]
    return [question.ref, question.text, where, *said, notes.evidence]
