"""What the survey says to domain 9 of the yearly audit, in sentences with figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from s117xl.survey.score import AudienceScore, Scores, ThemeScore
from s117xl.survey.themes import themes

FEEDBACK = "D9.4"
_USED = "Whether it was used is for the auditors to say."


@dataclass(frozen=True, slots=True)
class Domain9:
    """For each indicator to which the survey speaks, its sentences; no figure of too few people."""

    evidence: dict[str, str]


def domain_9(scores: Scores) -> Domain9:
    """The evidence; an indicator is left out where nothing may be said of it."""
    year = f"Survey {scores.year}" if scores.year else "Survey"
    refs = sorted({ref for theme in themes().values() for ref in theme.audit} - {FEEDBACK})
    found = {ref: "; ".join(_lines_of(scores, ref)) for ref in refs}
    evidence = {ref: f"{year}. {lines}." for ref, lines in found.items() if lines}
    if any(each.responses for each in scores.audiences):
        evidence[FEEDBACK] = f"{year}. {' '.join(_overall(scores))} {_USED}"
    return Domain9(evidence)


def _lines_of(scores: Scores, ref: str) -> Iterator[str]:
    for audience in scores.audiences:
        for each in audience.themes:
            if each.figure and ref in themes()[each.theme].audit:
                yield f"{audience.title}, {_told(each)}"


def _overall(scores: Scores) -> Iterator[str]:
    for audience in scores.audiences:
        if audience.responses is None:
            yield f"{audience.title}: fewer than {scores.smallest} answered."
        else:
            yield f"{audience.title}: {audience.responses} answered{_extremes(audience)}."


def _extremes(audience: AudienceScore) -> str:
    """The theme with which they agree most, and the one with which least."""
    told = [each for each in audience.themes if each.figure]
    if not told:
        return ""
    most, least = (choose(told, key=_agreement) for choose in (max, min))
    return f"; most agreement, {_told(most)}; least, {_told(least)}"


def _agreement(each: ThemeScore) -> tuple[int, float]:
    assert each.figure is not None
    return each.figure.agree_percent or 0, each.figure.mean


def _told(each: ThemeScore) -> str:
    figure = each.figure
    assert figure is not None
    return (
        f"{each.title}: {figure.agree_percent} % of answers agree "
        f"(mean {figure.mean:.2f} of 5, {figure.n} people)"
    )
