"""What gaps and a weak audit propose: training, reflective supervision or action on the system.

Training, where many have a gap. Reflective supervision, where anybody has one, or the audit is
weak there. Action on the system, where the audit is Red; where it is Amber and not many have a
gap, so that more knowledge is no answer; and where gaps are so many that they are nobody's own.
It is all worked out from figures that may leave the workbook.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from s117xl.competency.framework import Domain, domains
from s117xl.competency.score import Scores
from s117xl.competency.settings import CompetencySettings
from s117xl.competency.summary import DomainSummary, Summary, summarise
from s117xl.competency.tables import KINDS, WEAK

TRAINING, SUPERVISION, SYSTEM = KINDS


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is proposed for a domain, and why.

    `people` have a gap, of `of` of whom it can be told; `levels` are those with a gap by
    expected level, None where they are withheld; `teams` are those shown in which the share
    reaches the setting. `audit` are the weak domains of the audit with their ratings.
    """

    domain: Domain
    kind: str
    text: str
    why: str
    people: int | None
    of: int | None
    levels: Mapping[str, int | None]
    teams: tuple[str, ...]
    audit: Mapping[str, str]


def needs(scores: Scores, audit_ratings: Mapping[str, str]) -> list[Proposal]:
    """What is proposed, by domain and kind. `audit_ratings` are Green, Amber or Red by D1 to D9."""
    return needs_of(summarise(scores), audit_ratings, scores.settings)


def needs_of(
    summary: Summary, audit_ratings: Mapping[str, str], settings: CompetencySettings
) -> list[Proposal]:
    """The same from figures that are summed already."""
    return [
        proposal
        for ref in domains()
        for proposal in _of_domain(summary, summary.domains[ref], audit_ratings, settings)
    ]


def weak_audit(domain: Domain, ratings: Mapping[str, str]) -> dict[str, str]:
    """The domains of the audit that bear on this one and are Amber or Red."""
    refs = (f"D{number}" for number in domain.audit)
    return {ref: ratings[ref] for ref in refs if ratings.get(ref) in WEAK}


def kinds(
    rate: float | None, gaps: int | None, weak: Mapping[str, str], settings: CompetencySettings
) -> list[str]:
    """Which kinds are proposed. A rate of None is withheld or not known, and is not nought."""
    known = -1.0 if rate is None else rate
    many = known >= settings.training_from
    system = (
        "Red" in weak.values() or (bool(weak) and not many) or known >= settings.system_from
    )  # fmt: skip
    proposed = {TRAINING: many, SUPERVISION: bool(gaps) or bool(weak), SYSTEM: system}
    return [kind for kind in KINDS if proposed[kind]]


def _of_domain(
    summary: Summary,
    mine: DomainSummary,
    ratings: Mapping[str, str],
    settings: CompetencySettings,
) -> list[Proposal]:
    domain, figures = mine.domain, mine.figures
    weak = weak_audit(domain, ratings)
    texts = dict(zip(KINDS, (domain.training, domain.supervision, domain.system), strict=True))
    levels = {level: f.gaps for level, f in mine.levels.items() if f.gaps != 0}
    teams = tuple(_teams(summary, domain.ref, settings.training_from))
    return [
        Proposal(domain, kind, texts[kind], _why(mine, weak), figures.gaps, figures.people,
                 levels, teams, weak)
        for kind in kinds(figures.gap_rate, figures.gaps, weak, settings)
    ]  # fmt: skip


def _teams(summary: Summary, ref: str, least: float) -> list[str]:
    rates = {team.team: team.figures[ref].gap_rate for team in summary.teams}
    return [team for team, rate in rates.items() if rate is not None and rate >= least]


def _why(mine: DomainSummary, weak: Mapping[str, str]) -> str:
    """Sentences on the gaps and on the audit."""
    figures = mine.figures
    if figures.gaps is None:
        gaps = "Too few people are rated to tell how many have a gap."
    else:
        gaps = f"{figures.gaps} of {figures.people} people of whom it can be told have a gap."
    rated = [f"{ref} {rating}" for ref, rating in weak.items()]
    return f"{gaps} Weak in the audit: {', '.join(rated)}." if rated else gaps
