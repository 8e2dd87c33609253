"""What each question is aligned to, and where each pillar and quality statement is asked about."""

from __future__ import annotations

from collections.abc import Sequence

from s117xl.baseline import book_formulas as formulas
from s117xl.baseline.book_sheet import Form, Formula, Sheet, Value
from s117xl.baseline.questions import Question, all_questions, quality_statements
from s117xl.baseline.score import Scored
from s117xl.baseline.sentences import NOT_AGREED
from s117xl.baseline.tables import ALIGNMENT, PILLARS, STATEMENTS
from s117xl.law.authorities import authority
from s117xl.workbook.templates.book import Book
from s117xl.workbook.templates.figures import PILLARS as PILLAR_NAMES


def add_alignment_sheet(out: Book) -> None:
    """Every question with its pillars, quality statements, audit questions and law."""
    sheet = Sheet(out, ALIGNMENT.sheet, (8, 54, 34, 42, 22, 70))
    sheet.title("Alignment of each question")
    sheet.line(1, "For the evidence pack. The published tool names no pillar and no quality "
               "statement for a question; these are suggestions of this product.")  # fmt: skip
    forms = {heading: Form("fixed") for heading in ALIGNMENT.headings} | {"Ref": Form("strong")}
    sheet.table(3, ALIGNMENT, forms, [_row(question) for question in all_questions().values()])
    sheet.sheet.freeze_panes(4, 1)
    sheet.sheet.repeat_rows(3)


def _row(question: Question) -> list[Value]:
    pillars = "\n".join(f"{n} {PILLAR_NAMES[n - 1]}" for n in question.pillars)
    law = "\n".join(_law(id) for id in question.authority)
    return [question.ref, question.text, pillars, "\n".join(question.cqc),
            ", ".join(question.audit), law]  # fmt: skip


def _law(id: str) -> str:
    source = authority(id)
    return f"{source.citation} ({source.confidence})" if source.check else source.citation


def add_coverage_sheet(out: Book, scored: Scored) -> None:
    """The nine quality statements and the nine pillars, with the ratings that speak to them."""
    sheet = Sheet(out, STATEMENTS.sheet, (48, 40, 62))
    sheet.title("CQC quality statements and pillars")
    sheet.line(1, "The nine quality statements by which the Care Quality Commission looks at a "
               "local authority, and the nine pillars of effective aftercare: which questions "
               "speak to each, and what is agreed for their dimensions.", 2)  # fmt: skip
    asked = all_questions().values()
    statements = [(name, [q for q in asked if name in q.cqc]) for name in quality_statements()]
    pillars = [
        (f"{n} {name}", [q for q in asked if n in q.pillars])
        for n, name in enumerate(PILLAR_NAMES, 1)
    ]
    forms = {"Quality statement": Form("strong"), "Pillar": Form("strong"),
             "Questions": Form("fixed"), "Agreed ratings": Form("worked")}  # fmt: skip
    sheet.table(3, STATEMENTS, forms, [_covered(scored, *each) for each in statements])
    sheet.table(15, PILLARS, forms, [_covered(scored, *each) for each in pillars])


def _covered(scored: Scored, name: str, questions: Sequence[Question]) -> list[Value]:
    numbers = sorted({question.dimension for question in questions})
    agreed = {each.number: each.agreed or NOT_AGREED for each in scored.dimensions}
    shown = "; ".join(f"B{number}: {agreed[number]}" for number in numbers)
    refs = ", ".join(question.ref for question in questions)
    return [name, refs, Formula(formulas.agreed_of(numbers), shown)]
