"""The scores of an audit: points, suggested ratings, and what follows from a rating.

The audit tool gives no number; the points and thresholds are of this product, and Settings of
the workbook holds the thresholds. The ratings, the escalation and the re-audit within three to six
months are the tool's own (authority audit-s003).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from s117xl.audit.entries import Audit, Case
from s117xl.audit.gaps import gaps_of, gaps_of_all
from s117xl.audit.questions import (
    CASE_SAMPLE,
    EVIDENCE_ALONE,
    Domain,
    Question,
    domains,
    of_domain,
    of_group,
)
from s117xl.audit.tables import DOMAIN_8_RULES, DOMAINS, RATINGS
from s117xl.law.months import shift_months

POINTS = {"Yes": 1.0, "Partial": 0.5, "No": 0.0}
REAUDIT_FROM, REAUDIT_BY = 3, 6
_PLACES = 9  # a mean of halves is not to fall short of its threshold by a binary hair


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From where a score is Green and Amber, how domain 8 is judged, how long a narrative is."""

    green: float = 0.9
    amber: float = 0.6
    domain_8: str = DOMAIN_8_RULES[0]
    narrative: int = 20


@dataclass(frozen=True, slots=True)
class QuestionScore:
    """A question: how it counts, its points of 1, and over how many cases.

    `counts_as` is Yes, Partial, No, N/A or nothing.
    """

    ref: str
    counts_as: str
    points: float | None
    critical: bool
    cases: int | None = None


@dataclass(frozen=True, slots=True)
class GroupScore:
    """A part of domain 8."""

    ref: str
    title: str
    score: float | None
    suggested: str


@dataclass(frozen=True, slots=True)
class DomainScore:
    """A domain: its score of 1, the rating that it suggests, and the auditors' own.

    `lacks` are sentences on what stands in the way of the final report. A domain that nobody has
    rated goes by the suggestion. Days are None where nothing is to be audited again, or no day of
    completion is known.
    """

    ref: str
    title: str
    score: float | None
    suggested: str
    rating: str
    answered: int
    asked: int
    questions: tuple[QuestionScore, ...]
    groups: tuple[GroupScore, ...]
    escalate: bool
    waived: str
    reaudit_from: date | None
    reaudit_by: date | None
    lacks: tuple[str, ...]

    @property
    def stands(self) -> str:
        """The rating that counts: the auditors', else the suggestion."""
        return self.rating or self.suggested


@dataclass(frozen=True, slots=True)
class Scores:
    """The whole result. `overall` is the worse of domains 6 and 8; `lacks` stops the final report.

    `warnings` ask for a look and stop nothing.
    """

    domains: tuple[DomainScore, ...]
    overall: str
    reds: int
    lacks: tuple[str, ...]
    warnings: tuple[str, ...]
    thresholds: Thresholds
    notes: tuple[str, ...] = field(default=())

    @property
    def final(self) -> bool:
        """Whether the final report can be made."""
        return not self.lacks


def score(audit: Audit, today: date) -> Scores:
    """The scores of an audit. `today` is the day after which nothing can have been completed."""
    notes = list(audit.notes)
    limits = thresholds(audit.settings, notes)
    completed = audit.completed
    if completed is not None and completed > today:
        notes.append("Scope: the day of completion lies in the future; nothing is counted from it.")
        completed = None
    scored = tuple(_domain(n, audit, limits, completed) for n in DOMAINS)
    by_ref = {each.ref: each for each in scored}
    return Scores(
        scored,
        worst([by_ref["D6"].stands, by_ref["D8"].stands]),
        sum(each.stands == "Red" for each in scored),
        (*(text for each in scored for text in each.lacks), *gaps_of_all(audit, completed)),
        tuple(_warnings(audit, scored, today)),
        limits,
        tuple(notes),
    )


def thresholds(settings: Mapping[str, Any], notes: list[str]) -> Thresholds:
    """The thresholds of the workbook's Settings; one that cannot be used is left at its default."""
    default = Thresholds()
    green = _share(settings, "green_from", default.green, notes)
    amber = _share(settings, "amber_from", default.amber, notes)
    if amber >= green:
        notes.append("Settings: Amber does not begin below Green; the defaults are used.")
        green, amber = default.green, default.amber
    rule = settings.get("domain_8") or default.domain_8
    if rule not in DOMAIN_8_RULES:
        notes.append(f"Settings: Domain 8 is judged by one of {', '.join(DOMAIN_8_RULES)}.")
        rule = default.domain_8
    least = settings.get("narrative_characters", "")
    usable = isinstance(least, int | float) and not isinstance(least, bool) and least >= 0
    return Thresholds(green, amber, rule, int(least) if usable and least != "" else
                      default.narrative)  # fmt: skip


def _share(settings: Mapping[str, Any], key: str, default: float, notes: list[str]) -> float:
    cell = settings.get(key, "")
    if cell in ("", None):
        return default
    if isinstance(cell, int | float) and not isinstance(cell, bool) and 0 < cell <= 1:
        return float(cell)
    notes.append(f"Settings: {key} is to be a share from 0 to 1; the default, {default}, is used.")
    return default


def _domain(number: int, audit: Audit, limits: Thresholds, completed: date | None) -> DomainScore:
    domain = domains()[number]
    questions = tuple(_questions(number, audit, limits))
    points = [each.points for each in questions if each.points is not None]
    mean = _mean(points)
    groups = tuple(_groups(domain, questions, limits))
    suggested = _suggested(number, mean, questions, groups, limits)
    typed, escalation = audit.ratings[f"D{number}"], audit.escalations.get(f"D{number}")
    stands = typed.rating or suggested
    poor = stands in ("Amber", "Red")
    blank = [each.ref for each in questions if not each.counts_as]
    why_not = escalation.why_not if escalation and not domain.high_risk else ""
    return DomainScore(
        f"D{number}", domain.title, mean, suggested, typed.rating,
        sum(bool(each.counts_as) for each in questions), len(questions), questions, groups,
        poor and not why_not, why_not if poor else "",
        shift_months(completed, REAUDIT_FROM) if poor and completed else None,
        shift_months(completed, REAUDIT_BY) if poor and completed else None,
        tuple(gaps_of(domain, audit, blank, suggested, stands, limits.narrative)),
    )  # fmt: skip


def _questions(number: int, audit: Audit, limits: Thresholds) -> Iterator[QuestionScore]:
    for question in of_domain(number):
        if number == CASE_SAMPLE:
            yield _over_cases(question, audit.cases, limits)
        elif number == EVIDENCE_ALONE:
            shown = "Yes" if audit.answers[question.ref].evidence else ""
            yield QuestionScore(question.ref, shown, None, question.critical)
        else:
            answer = audit.answers[question.ref].answer
            yield QuestionScore(question.ref, answer, POINTS.get(answer), question.critical)


def _over_cases(question: Question, cases: Iterable[Case], limits: Thresholds) -> QuestionScore:
    """A question of the case sample: the mean over cases, which counts by the thresholds."""
    answers = [case.answers[question.ref] for case in cases if not case.not_auditable]
    points = [POINTS[answer] for answer in answers if answer in POINTS]
    mean = _mean(points)
    if mean is None:
        counts = "N/A" if answers and set(answers) == {"N/A"} else ""
        return QuestionScore(question.ref, counts, None, question.critical, 0)
    counts = "Yes" if mean >= limits.green else "Partial" if mean >= limits.amber else "No"
    return QuestionScore(question.ref, counts, mean, question.critical, len(points))


def _groups(
    domain: Domain, questions: Sequence[QuestionScore], limits: Thresholds
) -> Iterator[GroupScore]:
    by_ref = {each.ref: each for each in questions}
    for group, title in domain.groups.items():
        its = [by_ref[question.ref] for question in of_group(group)]
        mean = _mean([each.points for each in its if each.points is not None])
        yield GroupScore(f"D{group}", title, mean, rag(mean, its, limits))


def _suggested(
    number: int, mean: float | None, questions: Sequence[QuestionScore],
    groups: Sequence[GroupScore], limits: Thresholds,
) -> str:  # fmt: skip
    if number == EVIDENCE_ALONE:
        return ""
    if not groups:
        return rag(mean, questions, limits)
    if limits.domain_8 == DOMAIN_8_RULES[0]:
        return worst(each.suggested for each in groups)
    by_mean = rag(mean, (), limits)
    any_red = any(each.suggested == "Red" for each in groups)
    return "Amber" if any_red and by_mean == "Green" else by_mean


def rag(mean: float | None, questions: Iterable[QuestionScore], limits: Thresholds) -> str:
    """The rating that a mean suggests; a critical question that is not met makes it poorer."""
    if mean is None:
        return ""
    critical = {each.counts_as for each in questions if each.critical}
    if mean < limits.amber or "No" in critical:
        return "Red"
    return "Amber" if mean < limits.green or "Partial" in critical else "Green"


def worst(ratings: Iterable[str]) -> str:
    """The poorest of some ratings; nothing where there is none."""
    given = [each for each in ratings if each]
    return max(given, key=RATINGS.index, default="")


def _mean(points: Sequence[float]) -> float | None:
    return round(sum(points) / len(points), _PLACES) if points else None


def _warnings(audit: Audit, scored: Sequence[DomainScore], today: date) -> Iterator[str]:
    for each in scored:
        escalation = audit.escalations.get(each.ref)
        number = int(each.ref[1:])
        if escalation is None or each.stands not in ("Amber", "Red"):
            continue
        if escalation.why_not and domains()[number].high_risk:
            yield f"{each.ref}: its escalation cannot be waived; the reason given is not taken."
        escalated, day = (
            on if on and on <= today else None
            for on in (escalation.escalated_on, escalation.reaudited_on)
        )
        if (escalated, day) != (escalation.escalated_on, escalation.reaudited_on):
            yield f"{each.ref}: a day on Escalation lies in the future and does not count."
        if each.escalate and not (escalated and escalation.minute):
            yield f"{each.ref}: to be escalated to the board; no day or minute is recorded."
        if day and each.reaudit_from and each.reaudit_by:
            if not each.reaudit_from <= day <= each.reaudit_by:
                window = f"{each.reaudit_from:%d.%m.%Y} to {each.reaudit_by:%d.%m.%Y}"
                yield f"{each.ref}: audited again outside its window of {window}."
        elif each.reaudit_by and today > each.reaudit_by:
            yield f"{each.ref}: the audit again was due by {each.reaudit_by:%d.%m.%Y}."
    for action in audit.actions:
        if action.state == "Open" and action.due and action.due < today:
            yield f"Action plan: an open action of {action.domain or 'no domain'} is past its date."
