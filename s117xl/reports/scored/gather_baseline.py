"""The facts of the report on a baseline, from the baseline as it was scored."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from s117xl.baseline.questions import (
    Question,
    all_questions,
    dimensions,
    of_dimension,
    quality_statements,
    scale,
)
from s117xl.baseline.read import days_ahead
from s117xl.baseline.score import DimensionScore, Scored
from s117xl.baseline.sentences import NOT_AGREED
from s117xl.baseline.tables import AGREED, PARTNERS, PLAN, Baseline
from s117xl.documents.charts import ChartFacts, chart_of
from s117xl.documents.values import line, prose
from s117xl.pillars.pillars import all_pillars
from s117xl.reports import score_facts as f
from s117xl.reports.scored.gather_about import Making, about, listed, on, sentence, unnamed
from s117xl.reports.scored.gather_baseline_plan import plan_facts, priority, scope_names

__all__ = ["baseline_facts", "plan_facts"]

TITLE = "Baseline"
NOT_RATED = "not rated"
PARTNER_NAMES = dict(zip(PARTNERS, ("Council", "ICB", "NHS Trust"), strict=True))
"""How the columns and the chart call each partner."""


def baseline_facts(
    found: Baseline,
    scored: Scored,
    as_at: date,
    state: str,
    *,
    made_on: date | None = None,
    invented: bool = False,
) -> f.BaselineReport:
    """The facts of the report. With anything of the five dimensions missing it is a draft."""
    making = Making(as_at, state, made_on, invented)
    period, bodies = scope_names(found)
    names = (period, bodies.council, bodies.board, bodies.trust)
    of_plan = f"{PLAN.sheet}, row "
    gaps = [text for text in scored.gaps if not text.startswith(of_plan)]
    missing = (*unnamed(*names), *map(sentence, gaps))
    notes = (*found.notes, *days_ahead(found, scored.as_at))
    return f.BaselineReport(
        document=about(making, TITLE, period, missing),
        organisation=bodies,
        missing=missing,
        dimensions=tuple(_dimension(found, each) for each in scored.dimensions),
        profile_chart=_chart(scored),
        in_words=f"{'; '.join(f'{d.title} {d.agreed or NOT_AGREED}' for d in scored.dimensions)}.",
        lowest=scored.says["lowest"],
        findings=tuple(
            f"{each.ref} {each.title}: {_first_small(_apart(each))}"
            for each in scored.dimensions
            if each.finding
        ),
        priorities=tuple(f.Priority(**priority(each)) for each in scored.priorities),
        warnings=tuple(sentence(str(text)) for text in (*scored.warnings, *notes)),
        years=tuple(_years(scored)),
        alignment=tuple(_alignment(scored)),
        lead=line(str(found.scope.get("lead", ""))),
        completed=on(found.scope.get("completed")),
        next_review=on(found.scope.get("next_review")),
        signed=tuple(_signed(found, scored)),
    )


def _dimension(found: Baseline, each: DimensionScore) -> f.BaselineDimension:
    row = found.row(each.number, AGREED)
    council, board, trust = (str(each.ratings[p] or NOT_RATED) for p in PARTNERS)
    return f.BaselineDimension(
        ref=each.ref,
        title=each.title,
        focus=dimensions()[each.number].focus,
        council=council,
        board=board,
        trust=trust,
        agreed=str(each.agreed or NOT_AGREED),
        level=scale()[each.agreed].name.lower() if each.agreed else "",
        rag=each.rag,
        partners_say=_partners_say(each),
        finding=each.finding,
        strengths=prose(row.strengths),
        risks=prose(row.risks),
        evidence=prose("\n".join(_evidence(found, each.number))),
    )


def _evidence(found: Baseline, number: int) -> Iterator[str]:
    """What shows the agreed rating, then what was seen for each question."""
    if agreed := found.row(number, AGREED).evidence:
        yield agreed
    for question in of_dimension(number):
        notes = found.questions.get(question.ref)
        if notes and notes.evidence:
            yield f"{question.ref}: {notes.evidence}"


def _partners_say(each: DimensionScore) -> str:
    """Whether the partners agree, and who has not rated; nothing where nobody has."""
    absent = [PARTNER_NAMES[who] for who, rating in each.ratings.items() if rating is None]
    if len(absent) == len(PARTNERS):
        return ""
    left = f"Not rated by: {listed(absent)}." if absent else ""
    return " ".join(filter(None, (_apart(each), left)))


def _apart(each: DimensionScore) -> str:
    """How far apart the partners are; nothing for fewer than two of them."""
    if each.differ is None:
        return ""
    if each.differ == 0:
        return "The partners rate alike."
    said = ", ".join(f"{PARTNER_NAMES[who]} {n}" for who, n in each.ratings.items() if n)
    return f"The partners differ by {each.differ} point{'s' if each.differ > 1 else ''} ({said})."


def _first_small(text: str) -> str:
    return f"{text[:1].lower()}{text[1:]}"


def _chart(scored: Scored) -> ChartFacts:
    labels = [f"{each.title}: {each.agreed or NOT_AGREED}" for each in scored.dimensions]
    series = {"Agreed": [each.agreed for each in scored.dimensions]}
    for who, name in PARTNER_NAMES.items():
        series[name] = [each.ratings[who] for each in scored.dimensions]
    return chart_of(labels, series)


def _years(scored: Scored) -> Iterator[f.YearOnYear]:
    """Each dimension then and now; none where no rating of then is known."""
    if all(year.last is None for year in scored.years):
        return
    for each, year in zip(scored.dimensions, scored.years, strict=True):
        yield f.YearOnYear(
            ref=each.ref,
            title=each.title,
            last=str(year.last or ""),
            now=str(year.now or NOT_AGREED),
            change=year.says,
        )


def _alignment(scored: Scored) -> Iterator[f.Alignment]:
    """The pillars and the regulator's statements; none where nothing is agreed."""
    if not any(each.agreed for each in scored.dimensions):
        return
    asked = all_questions().values()
    for number, pillar in all_pillars().items():
        its = [question for question in asked if number in question.pillars]
        yield _aligned(scored, f"{number}. {pillar.name}", "Pillar", its)
    for name in quality_statements():
        its = [question for question in asked if name in question.cqc]
        yield _aligned(scored, name, "CQC quality statement", its)


def _aligned(scored: Scored, name: str, kind: str, questions: list[Question]) -> f.Alignment:
    agreed = {each.number: f"{each.ref} {each.agreed or NOT_AGREED}" for each in scored.dimensions}
    numbers = sorted({question.dimension for question in questions})
    return f.Alignment(
        name=name,
        kind=kind,
        questions=listed(question.ref for question in questions),
        ratings=listed(agreed[number] for number in numbers),
    )


def _signed(found: Baseline, scored: Scored) -> Iterator[f.SignOff]:
    """The partners, each with its signature's word, and who else took part."""
    keys = dict(zip(PARTNERS, ("la", "icb", "trust"), strict=True))
    for who, key in keys.items():
        name = line(str(found.scope.get(key, ""))) or PARTNER_NAMES[who]
        yield f.SignOff(partner=name, took_part="yes" if who in scored.signed else "not confirmed")
    if others := line(str(found.scope.get("others", ""))):
        yield f.SignOff(partner=others, took_part="yes")
