"""The scores of the baseline, the competencies and the survey in words, a line for each thing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from s117xl.baseline.score import DimensionScore
from s117xl.baseline.score import Scored as Baseline
from s117xl.competency.summary import Figures, Summary
from s117xl.competency.tables import WITHHELD
from s117xl.competency.training import Proposal
from s117xl.survey.score import Figure
from s117xl.survey.score import Scores as Survey


def baseline_said(scored: Baseline) -> Iterator[str]:
    """The profile, the gist first: lowest ratings, differences, what is to be mended."""
    says = scored.says
    yield from (says[key] for key in ("lowest", "findings", "priorities", "plan", "signed"))
    yield from (_dimension(each) for each in scored.dimensions)
    yield from (f"Partners differ: {text}" for text in scored.findings)
    yield from (f"To be mended: {text}" for text in scored.gaps)
    yield from (f"To be known: {text}" for text in scored.warnings)


def _dimension(each: DimensionScore) -> str:
    rated = ", ".join(f"{who} {rating or '-'}" for who, rating in each.ratings.items())
    return f"{each.ref} {each.title}: {rated}; agreed {each.agreed or '-'} ({each.rag})."


def competency_said(summary: Summary, proposals: Sequence[Proposal]) -> Iterator[str]:
    """The counts of all staff by domain and what is proposed; teams stand on the sheet Teams."""
    people = WITHHELD if summary.people is None else f"{summary.people:,}"
    yield f"People on Staff: {people}. What is proposed: {len(proposals)}."
    for ref, mine in summary.domains.items():
        yield f"{ref} {mine.domain.name}: {_gaps(mine.figures)}."
    for each in proposals:
        yield f"{each.domain.ref}, {each.kind}: {each.text} ({each.why})"
    yield (
        f"Nobody's own scores are shown. Groups under {summary.least}, and what would give one "
        "away, are withheld."
    )


def _gaps(figures: Figures) -> str:
    if figures.people is None:
        return WITHHELD
    return f"{figures.gaps} of {figures.people} have a gap"


def survey_said(scores: Survey) -> Iterator[str]:
    """The figures by audience and theme."""
    told = sum(each.responses is not None for each in scores.audiences)
    year = f"the year {scores.year}" if scores.year else "all rows"
    yield f"Counted: {year}. Of {told} of the {len(scores.audiences)} audiences enough answered."
    for each in scores.audiences:
        title = each.title
        if each.responses is None:
            yield f"{title}: {WITHHELD}, as fewer than {scores.smallest} answered."
            continue
        yield f"{title}: {each.responses} responses."
        yield from (f"{title}, {t.title}: {_figure(t.figure)}." for t in each.themes)


def _figure(figure: Figure | None) -> str:
    if figure is None:
        return WITHHELD
    agree = "" if figure.agree_percent is None else f", {figure.agree_percent} % agree"
    return f"{figure.n} people, mean {figure.mean:.2f} of 5{agree}"
