"""What the Word documents are made of: role profile, supervision record, training needs.

Plain frozen facts; every text is ready to print. A supervision record is about one person and
is for that person and the supervisor alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from s117xl.competency.framework import LEVEL_TITLES, LEVELS, SCALE, Domain, domains
from s117xl.competency.model import Competency
from s117xl.competency.score import DomainScore, Line, PersonScore, Scores
from s117xl.competency.summary import Summary, summarise
from s117xl.competency.tables import CANNOT_TELL, NOT_SET
from s117xl.competency.training import Proposal, needs_of

_TALK = "Look together at the statements that you rate differently: what does each of you see?"
_FIRST = "Rate the statements that are still blank, so that it can be told whether this is met."


@dataclass(frozen=True, slots=True)
class LevelStatements:
    """The statements of one level, each with its ref."""

    level: str
    statements: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class RoleDomain:
    """What is expected of a role in a domain.

    `expected` is the level in full, `none`, or `not set`; `levels` are that level and the lower.
    """

    ref: str
    title: str
    core: str
    expected: str
    behaviours: tuple[tuple[str, str], ...]
    levels: tuple[LevelStatements, ...]


@dataclass(frozen=True, slots=True)
class RoleProfile:
    """A role, with what is expected of it in each domain."""

    role: str
    partnership: str
    domains: tuple[RoleDomain, ...]


@dataclass(frozen=True, slots=True)
class SupervisionLine:
    """One domain of one person, in words."""

    ref: str
    title: str
    expected: str
    own: str
    supervisor: str
    result: str
    differ: int


@dataclass(frozen=True, slots=True)
class RatedStatement:
    """A statement with both ratings in words: `2 met`, `N/A`, or `not rated`."""

    ref: str
    text: str
    own: str
    supervisor: str


@dataclass(frozen=True, slots=True)
class SupervisionRecord:
    """One person's standing, gaps and what to talk about. For supervision alone."""

    person_id: str
    name: str
    role: str
    team: str
    supervisor: str
    rated_on: date | None
    supervisor_rated_on: date | None
    lines: tuple[SupervisionLine, ...]
    gaps: tuple[RatedStatement, ...]
    differences: tuple[RatedStatement, ...]
    prompts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TrainingNeeds:
    """A training needs analysis, which may leave the workbook."""

    partnership: str
    summary: Summary
    proposals: tuple[Proposal, ...]


def role_profile(role: str, expected: Mapping[str, str], partnership: str = "") -> RoleProfile:
    """The profile of a role from its expected levels by domain; one that is missing is not set."""
    lines = (_role_domain(d, expected.get(ref, NOT_SET)) for ref, d in domains().items())
    return RoleProfile(role, partnership, tuple(lines))


def role_profiles(book: Competency) -> list[RoleProfile]:
    """The profile of each role on the sheet Roles."""
    partnership = book.settings.partnership
    return [
        role_profile(name, book.roles[name.casefold()], partnership) for name in book.role_names
    ]


def supervision_record(score: PersonScore, book: Competency) -> SupervisionRecord:
    """The supervision record of one person."""
    person, results = score.person, list(score.domains.values())
    own, theirs = book.own.get(person.key), book.supervisor.get(person.key)
    return SupervisionRecord(
        person.id, person.name, person.role, score.team, person.supervisor,
        own.rated_on if own else None,
        theirs.rated_on if theirs else None,
        tuple(_line(result) for result in results),
        tuple(_rated(line) for result in results for line in result.short),
        tuple(_rated(line) for result in results for line in result.differ),
        tuple(prompt for result in results for prompt in _prompts(result)),
    )  # fmt: skip


def training_needs(scores: Scores, audit_ratings: Mapping[str, str]) -> TrainingNeeds:
    """The figures that may leave the workbook, with what they propose."""
    summary = summarise(scores)
    proposals = needs_of(summary, audit_ratings, scores.settings)
    return TrainingNeeds(scores.settings.partnership, summary, tuple(proposals))


def _role_domain(domain: Domain, expected: str) -> RoleDomain:
    upto = LEVELS[: LEVELS.index(expected) + 1] if expected in LEVELS else ()
    levels = (
        LevelStatements(LEVEL_TITLES[x], tuple((s.ref, s.text) for s in domain.at(x)))
        for x in upto
    )  # fmt: skip
    behaviours = tuple((b.ref, b.text) for b in domain.behaviours)
    expected = LEVEL_TITLES.get(expected, expected)
    return RoleDomain(domain.ref, domain.name, domain.core, expected, behaviours, tuple(levels))


def _line(score: DomainScore) -> SupervisionLine:
    return SupervisionLine(
        score.domain.ref, score.domain.name, score.expected, score.own.reached,
        score.supervisor.reached, score.result, len(score.differ),
    )  # fmt: skip


def _rated(line: Line) -> RatedStatement:
    own, supervisor = (_in_words(rating) for rating in (line.own, line.supervisor))
    return RatedStatement(line.statement.ref, line.statement.text, own, supervisor)


def _in_words(rating: object) -> str:
    if rating is None:
        return "not rated"
    return "N/A" if rating == "N/A" else f"{rating} {SCALE[str(rating)]}"


def _prompts(score: DomainScore) -> list[str]:
    """What to talk about in a domain: its question where there is a gap, and the differences."""
    asked = [score.domain.supervision] if score.short else []
    asked += [_FIRST] if score.result == CANNOT_TELL else []
    asked += [_TALK] if score.differ else []
    return [f"{score.domain.ref}: {prompt}" for prompt in asked]
