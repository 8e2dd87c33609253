"""The row of a question: what it asks, what was answered, and the formulas beside it."""

from __future__ import annotations

from typing import Any

from s117xl.audit.questions import CASE_SAMPLE, EVIDENCE_ALONE, Question
from s117xl.audit.workbook import formulas
from s117xl.audit.workbook.shown import Shown, or_blank, text
from s117xl.audit.workbook.words import law_of
from s117xl.workbook.edits import Formula

Cells = dict[str, Any]


def question_row(question: Question, shown: Shown) -> Cells:
    """The cells of a question's row by heading."""
    told = {
        "Ref": question.ref,
        "Critical": "Critical" if question.critical else None,
        "Good evidence": question.good,
        "Pillar": ", ".join(map(str, question.pillars)),
        "Law": law_of(question),
    }
    return told | dict(shown.filled.answer(question.ref)) | _own(question, shown)


def _own(question: Question, shown: Shown) -> Cells:
    if question.domain == CASE_SAMPLE:
        return _of_cases(question, shown)
    if question.domain == EVIDENCE_ALONE:
        to_do = Formula(formulas.evidence_to_do("tblD9"), shown.to_do(question))
        return {"Indicator": question.text, "To do": to_do}
    return _answered(question, shown)


def _answered(question: Question, shown: Shown) -> Cells:
    table = f"tblD{question.domain}"
    cells: Cells = {
        "Question": question.text,
        "To do": Formula(formulas.to_do(table), shown.to_do(question)),
        "Points": Formula(formulas.points(table), or_blank(shown.points(question))),
        "Differs": _differs(question, shown, "Answer"),
    }
    return cells | ({"Group": f"D{question.group}"} if question.group else {})


def _of_cases(question: Question, shown: Shown) -> Cells:
    counts = shown.counts(question.ref)
    words = {
        word: Formula(formulas.of_cases(word), counts.of(word))
        for word in ("Yes", "Partial", "No", "N/A")
    }
    return words | {
        "Indicator": question.text,
        "Cases": Formula(formulas.counted_cases(), counts.cases),
        "Score": Formula(formulas.case_score(), or_blank(counts.score)),
        "Counts as": Formula(formulas.counts_as(), shown.counts_as(question)),
        "Differs": _differs(question, shown, "Counts as"),
    }


def _differs(question: Question, shown: Shown, heading: str) -> Formula:
    row = shown.filled.answer(question.ref)
    answer = shown.counts_as(question)
    proposed = text(row, "Register proposes")
    silent = not answer or proposed in ("", "-", answer)
    said = "" if silent else f"Auditor: {answer}; register: {proposed}"
    return Formula(formulas.differs(f"tblD{question.domain}", heading), said)
