"""What may leave the workbook: counts by domain and team, small groups withheld.

A team of fewer than five is withheld whole. As the figures of all staff are given too, a second
team is withheld where what is left over would give the first one away: the withheld ones
together always hold at least two teams and at least five people. The same is done again for
the people of each domain. The workbook's sheet Teams withholds the same cells.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from s117xl.competency.framework import LEVELS, Domain, domains
from s117xl.competency.score import DomainScore, PersonScore, Scores
from s117xl.competency.tables import CANNOT_TELL, GAP, MET


@dataclass(frozen=True, slots=True)
class Figures:
    """A group's figures in a domain. All are None where they are withheld.

    `people` are those of whom it can be told; `gap_rate` is the share of them with a gap.
    """

    people: int | None = None
    met: int | None = None
    gap_rate: float | None = None

    @property
    def suppressed(self) -> bool:
        """Whether the figures are withheld."""
        return self.people is None

    @property
    def gaps(self) -> int | None:
        """How many have a gap."""
        return None if self.people is None or self.met is None else self.people - self.met


@dataclass(frozen=True, slots=True)
class DomainSummary:
    """All staff in a domain, and those of each expected level.

    `cannot_tell` are people of whom something is expected and it cannot be told whether it is met.
    """

    domain: Domain
    figures: Figures
    cannot_tell: int | None
    levels: dict[str, Figures]


@dataclass(frozen=True, slots=True)
class TeamSummary:
    """A team: its size, None where it is withheld, and its figures by domain."""

    team: str
    people: int | None
    figures: dict[str, Figures]


@dataclass(frozen=True, slots=True)
class Summary:
    """All that may leave the workbook. `people` is None where there are fewer than `least`."""

    people: int | None
    least: int
    domains: dict[str, DomainSummary]
    teams: tuple[TeamSummary, ...]


@dataclass(frozen=True, slots=True)
class _Count:
    """How many are told, and how many of them meet what is expected."""

    told: int
    met: int

    def shown(self) -> Figures:
        return Figures(self.told, self.met, round((self.told - self.met) / self.told, 4))


def summarise(scores: Scores) -> Summary:
    """The counts of all staff and of each team, small groups withheld."""
    least, everybody = scores.settings.least, len(scores.people)
    return Summary(
        everybody if everybody >= least else None,
        least,
        {ref: _of_domain(scores, domain) for ref, domain in domains().items()},
        tuple(_teams(scores)),
    )


def withheld(counts: Sequence[int], least: int, already: Collection[int] = ()) -> frozenset[int]:
    """Which of the groups, by place, must not be shown beside their total.

    Those under `least`, those `already` withheld, and the smallest of the others where these are
    only one group or hold fewer than `least` together.
    """
    hidden = {place for place, count in enumerate(counts) if count < least} | set(already)
    shown = [place for place in range(len(counts)) if place not in hidden]
    together = sum(counts[place] for place in hidden)
    if hidden and shown and (len(hidden) == 1 or together < least):
        hidden.add(min(shown, key=counts.__getitem__))
    return frozenset(hidden)


def _of_domain(scores: Scores, domain: Domain) -> DomainSummary:
    mine = [person.domains[domain.ref] for person in scores.people]
    least = scores.settings.least
    total = _count(mine)
    open_ones = sum(score.result == CANNOT_TELL for score in mine)
    levels = _levels(mine, least)
    if total.told < least:
        return DomainSummary(domain, Figures(), None, {})
    return DomainSummary(domain, total.shown(), open_ones, levels)


def _levels(scores: Sequence[DomainScore], least: int) -> dict[str, Figures]:
    """The figures of each level that is expected of anybody of whom it can be told."""
    counts = {x: _count([s for s in scores if s.expected == x]) for x in LEVELS}
    counts = {level: count for level, count in counts.items() if count.told}
    hidden = withheld([count.told for count in counts.values()], least)
    return {
        level: Figures() if place in hidden else count.shown()
        for place, (level, count) in enumerate(counts.items())
    }


def _count(scores: Sequence[DomainScore]) -> _Count:
    met = sum(score.result == MET for score in scores)
    return _Count(met + sum(score.result == GAP for score in scores), met)


def _teams(scores: Scores) -> list[TeamSummary]:
    """Each team, by the order of Staff."""
    least = scores.settings.least
    members = [[p for p in scores.people if p.team == team] for team in scores.teams]
    small = withheld([len(people) for people in members], least)
    cells = {ref: _cells(members, ref, least, small) for ref in domains()}
    return [
        TeamSummary(
            team,
            None if place in small else len(members[place]),
            {ref: figures[place] for ref, figures in cells.items()},
        )
        for place, team in enumerate(scores.teams)
    ]


def _cells(
    members: Sequence[Sequence[PersonScore]], ref: str, least: int, small: frozenset[int]
) -> list[Figures]:
    """The figures of each team in one domain."""
    counts = [_count([person.domains[ref] for person in people]) for people in members]
    hidden = withheld([count.told for count in counts], least, small)
    return [Figures() if n in hidden else count.shown() for n, count in enumerate(counts)]
