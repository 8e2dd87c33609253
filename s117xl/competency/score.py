"""Who has reached which level in each domain, and where that falls short of what is expected.

A level is reached where every statement of it and of the lower ones that applies is rated 2,
and one at least of its own is. A rating of 0 or 1 decides against a level whatever is blank;
otherwise a blank leaves it open. The workbook's own formulas say the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from s117xl.competency.framework import LEVELS, Domain, Statement, domains
from s117xl.competency.model import Competency, Person, Ratings
from s117xl.competency.ratings import Rating
from s117xl.competency.settings import CompetencySettings
from s117xl.competency.tables import (
    BELOW,
    CANNOT_TELL,
    GAP,
    MET,
    NO_TEAM,
    NONE,
    NOT_EXPECTED,
    NOT_RATED,
    NOT_SET,
    TWO_ROWS,
)

_SHORT: tuple[Rating, ...] = (0, 1)


@dataclass(frozen=True, slots=True)
class Standing:
    """What one rater's ratings come to in a domain.

    `reached` is a level, or why there is none; `short_at` is the lowest level of which a
    statement is rated 0 or 1, blank for none.
    """

    reached: str
    short_at: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A statement with what the person and the supervisor say, None for nothing."""

    statement: Statement
    own: Rating | None
    supervisor: Rating | None


@dataclass(frozen=True, slots=True)
class DomainScore:
    """One person in one domain.

    `expected` is a level, `none` or `not set`; `result` is met, gap, cannot tell or not expected.
    `short` are the statements that make the gap; `differ` are those that the person and the
    supervisor rate differently.
    """

    domain: Domain
    expected: str
    own: Standing
    supervisor: Standing
    result: str
    short: tuple[Line, ...]
    differ: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class PersonScore:
    """One person in all domains. Never to be shown outside the workbook and supervision."""

    person: Person
    team: str
    domains: Mapping[str, DomainScore]

    @property
    def gaps(self) -> list[str]:
        """The refs of the domains with a gap."""
        return [ref for ref, score in self.domains.items() if score.result == GAP]


@dataclass(frozen=True, slots=True)
class Scores:
    """Everybody on Staff, and the settings by which they were scored."""

    people: tuple[PersonScore, ...]
    settings: CompetencySettings

    @property
    def teams(self) -> list[str]:
        """The teams in the order in which they first stand on Staff."""
        return list(dict.fromkeys(score.team for score in self.people))


def score(book: Competency) -> Scores:
    """The scores of everybody on Staff."""
    names: dict[str, str] = {}
    people = []
    for person in book.people:
        team = person.team or NO_TEAM
        team = names.setdefault(team.casefold(), team)
        results = {ref: _score(book, person, domain) for ref, domain in domains().items()}
        people.append(PersonScore(person, team, results))
    return Scores(tuple(people), book.settings)


def _score(book: Competency, person: Person, domain: Domain) -> DomainScore:
    own, supervisor = book.own.get(person.key), book.supervisor.get(person.key)
    standings = {
        "self": _standing(domain, own, twice=person.key in book.own_twice),
        "supervisor": _standing(domain, supervisor, twice=person.key in book.supervisor_twice),
    }
    expected = book.roles.get(person.role.casefold(), {}).get(domain.ref, NOT_SET)
    counts = book.settings.counts
    that_count = [s for name, s in standings.items() if counts in (name, "both")]
    lines = _lines(domain, own, supervisor)
    return DomainScore(
        domain, expected, standings["self"], standings["supervisor"],
        _result(expected, that_count),
        _short(domain, expected, lines, counts),
        tuple(line for line in lines if _differs(line)),
    )  # fmt: skip


def _standing(domain: Domain, ratings: Ratings | None, *, twice: bool) -> Standing:
    if ratings is None:
        return Standing(TWO_ROWS if twice else NOT_RATED)
    return standing(domain, ratings.rated)


def standing(domain: Domain, rated: Mapping[str, Rating]) -> Standing:
    """What these ratings come to in the domain."""
    short_at = next(
        (x for x in LEVELS if any(rated.get(s.ref) in _SHORT for s in domain.at(x))), ""
    )
    reached = [level for level in LEVELS if _reaches(domain, level, rated)]
    if reached:
        return Standing(reached[-1], short_at)
    return Standing(BELOW if short_at == LEVELS[0] else CANNOT_TELL, short_at)


def _reaches(domain: Domain, level: str, rated: Mapping[str, Rating]) -> bool:
    nothing_else = all(rated.get(s.ref) in (2, "N/A") for s in domain.up_to(level))
    return nothing_else and any(rated[s.ref] == 2 for s in domain.at(level))


def _result(expected: str, standings: list[Standing]) -> str:
    if expected == NONE:
        return NOT_EXPECTED
    if expected == NOT_SET:
        return CANNOT_TELL
    level = LEVELS.index(expected)
    if any(s.short_at and LEVELS.index(s.short_at) <= level for s in standings):
        return GAP
    reached = all(s.reached in LEVELS and LEVELS.index(s.reached) >= level for s in standings)
    return MET if reached else CANNOT_TELL


def _lines(domain: Domain, own: Ratings | None, supervisor: Ratings | None) -> list[Line]:
    by = [ratings.rated if ratings else {} for ratings in (own, supervisor)]
    return [Line(s, by[0].get(s.ref), by[1].get(s.ref)) for s in domain.statements]


def _differs(line: Line) -> bool:
    return None not in (line.own, line.supervisor) and line.own != line.supervisor


def _short(domain: Domain, expected: str, lines: list[Line], counts: str) -> tuple[Line, ...]:
    if expected not in LEVELS:
        return ()
    asked = domain.up_to(expected)
    return tuple(line for line in lines if line.statement in asked and _is_short(line, counts))


def _is_short(line: Line, counts: str) -> bool:
    own = counts != "supervisor" and line.own in _SHORT
    return own or (counts != "self" and line.supervisor in _SHORT)
