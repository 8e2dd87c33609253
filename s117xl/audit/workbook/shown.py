"""What the formulas show when the workbook is first opened, worked out once more in Python.

A program that shows a workbook and works nothing out takes these from the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from s117xl.audit.questions import CASE_SAMPLE, Question, domains, of_domain, of_group
from s117xl.audit.score import POINTS, QuestionScore, Thresholds, rag, worst
from s117xl.audit.tables import ANSWERS, DOMAIN_8_RULES, INDICATORS, RATINGS
from s117xl.audit.workbook.filled import Filled, Row


def text(row: Row, heading: str) -> str:
    """A cell as trimmed text."""
    value = row.get(heading)
    return "" if value is None else str(value).strip()


@dataclass(frozen=True, slots=True)
class Counts:
    """The answers of cases to one indicator."""

    answers: Sequence[str]

    def of(self, word: str) -> int:
        """How many gave this answer."""
        return sum(answer == word for answer in self.answers)

    @property
    def cases(self) -> int:
        """How many cases count: those with yes, partial or no."""
        return sum(answer in POINTS for answer in self.answers)

    @property
    def score(self) -> float | None:
        """The mean over the cases that count."""
        return _mean(POINTS.get(answer) for answer in self.answers)


@dataclass(frozen=True, slots=True)
class Shown:
    """What a workbook that is filled so shows, by these thresholds."""

    filled: Filled
    limits: Thresholds

    def to_do(self, question: Question) -> str:
        """What a question still needs."""
        row = self.filled.answer(question.ref)
        answer = text(row, "Answer")
        if question.answered and answer not in ANSWERS:
            return "Not in the list" if answer else "Answer"
        if answer == "N/A":
            return "Done" if text(row, "Why not applicable") else "Say why"
        if answer in ("", "Yes") and not text(row, "Evidence"):
            return "Evidence"
        return "Done"

    def points(self, question: Question) -> float | None:
        """1, 0.5 or 0 for an answer, a mean for an indicator; None where it is not scored."""
        if question.domain == CASE_SAMPLE:
            return self.counts(question.ref).score
        return POINTS.get(text(self.filled.answer(question.ref), "Answer"))

    def counts(self, ref: str) -> Counts:
        """The answers of the cases to an indicator of domain 3."""
        cases = [case for case in self.filled.cases if case_to_do(case) != "Not auditable"]
        return Counts([text(case, ref) for case in cases])

    def counts_as(self, question: Question) -> str:
        """Yes, Partial, No or N/A as answered; for an indicator, as its mean over cases says."""
        if question.domain != CASE_SAMPLE:
            return text(self.filled.answer(question.ref), "Answer")
        score = self.counts(question.ref).score
        if score is None:
            return ""
        limits = self.limits
        return "Yes" if score >= limits.green else "Partial" if score >= limits.amber else "No"

    def score(self, number: int) -> float | None:
        """The score of a domain."""
        return _mean(self.points(question) for question in of_domain(number))

    def group_score(self, group: str) -> float | None:
        """The score of a part of domain 8, such as "8.1"."""
        return _mean(self.points(question) for question in of_group(group))

    def group_suggested(self, group: str) -> str:
        """The rating that the answers of a part of domain 8 suggest."""
        return self._suggest(of_group(group))

    def suggested(self, number: int) -> str:
        """The rating that a domain's answers suggest."""
        groups = [self.group_suggested(group) for group in domains()[number].groups]
        if not groups:
            return self._suggest(of_domain(number))
        if self.limits.domain_8 == DOMAIN_8_RULES[0]:
            return worst(groups)
        by_mean = rag(self.score(number), (), self.limits)
        return "Amber" if by_mean == "Green" and "Red" in groups else by_mean

    def rating(self, number: int) -> str:
        """The rating that the auditor gave."""
        return text(self.filled.rating(number), "Rating")

    def stands(self, number: int) -> str:
        """The rating that counts: the auditor's, else the suggestion."""
        return self.rating(number) if self.rating(number) in RATINGS else self.suggested(number)

    def escalate(self, number: int) -> str:
        """Whether a domain is to be escalated: Yes, No, or blank where nothing is known yet."""
        if self.stands(number) not in ("Amber", "Red"):
            return "No" if self.stands(number) else ""
        row = self.filled.escalation.get(f"D{number}", {})
        waived = text(row, "Not escalated because") and not domains()[number].high_risk
        return "No" if waived else "Yes"

    @property
    def completed(self) -> date | None:
        """The day on which the audit was completed."""
        day = self.filled.scope.get("completed")
        return day if isinstance(day, date) else None

    def _suggest(self, questions: Sequence[Question]) -> str:
        scores = [
            QuestionScore(q.ref, self.counts_as(q), self.points(q), q.critical) for q in questions
        ]
        return rag(_mean(each.points for each in scores), scores, self.limits)


def case_to_do(case: Row) -> str:
    """What a case still needs."""
    if text(case, "Not auditable because"):
        return "Not auditable"
    answered = sum(bool(text(case, f"D3.{n}")) for n in range(1, INDICATORS + 1))
    if answered == 0 and not (text(case, "Case") or text(case, "Record")):
        return ""
    return "Done" if answered == INDICATORS else f"{INDICATORS - answered} to answer"


def _mean(points: Iterable[float | None]) -> float | None:
    known = [each for each in points if each is not None]
    return round(sum(known) / len(known), 9) if known else None


def or_blank(value: Any) -> Any:
    """The value, or an empty text where there is none."""
    return "" if value is None else value
