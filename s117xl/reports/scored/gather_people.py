"""The facts of role profiles and supervision records, from the competency workbook.

A supervision record is for the person and the supervisor alone; what it lacks is said without
anything that tells who the person is.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from s117xl.competency import word_facts as w
from s117xl.competency.framework import LEVEL_TITLES, domains
from s117xl.competency.model import Competency, Ratings
from s117xl.competency.score import score
from s117xl.competency.tables import (
    CANNOT_TELL,
    GAP,
    NO_TEAM,
    NONE,
    NOT_EXPECTED,
    NOT_SET,
    TWO_ROWS,
)
from s117xl.documents.values import line
from s117xl.reports import score_facts as f
from s117xl.reports.scored.gather_about import Making, about, named, on, unnamed

ROLE_TITLE, RECORD_TITLE = "Role profile", "Supervision record"
BODIES = "Council, Integrated Care Board and NHS Trust"
"""The workbook names the partnership and no body."""
_WORDS = {
    **LEVEL_TITLES,
    CANNOT_TELL: "cannot be told yet",
    NOT_EXPECTED: "nothing is expected",
    TWO_ROWS: "two rows of ratings, so neither counts",
}
UNDATED = "a day that is not recorded"


def role_profile_facts(
    book: Competency,
    as_at: date,
    state: str,
    *,
    made_on: date | None = None,
    invented: bool = False,
) -> Iterator[tuple[str, f.RoleProfile]]:
    """The facts of each role's profile, with the role. It names nobody."""
    making = Making(as_at, state, made_on, invented)
    bodies = _bodies(book)
    for profile in w.role_profiles(book):
        unset = [each.ref for each in profile.domains if each.expected == NOT_SET]
        missing = [*unnamed(bodies.council)]
        missing += [f"Roles: no level is set for a role in {', '.join(unset)}."] if unset else []
        role = line(profile.role)
        yield (
            role,
            f.RoleProfile(
                document=about(making, ROLE_TITLE, "", missing),
                organisation=bodies,
                missing=tuple(missing),
                role=role,
                domains=tuple(map(_role_domain, profile.domains)),
            ),
        )


def _bodies(book: Competency) -> f.Partners:
    council = named(book.settings.partnership, "Settings: Partnership")
    return f.Partners(council=council, board=BODIES, trust="NHS Trust")


def _role_domain(domain: w.RoleDomain) -> f.RoleDomain:
    return f.RoleDomain(
        ref=domain.ref,
        title=domain.title,
        core=domain.core,
        expected=domain.expected,
        is_expected=domain.expected not in (NONE, NOT_SET),
        behaviours=tuple(text for _, text in domain.behaviours),
        statements=tuple(
            f.Statement(ref=ref, level=level.level, text=text)
            for level in domain.levels
            for ref, text in level.statements
        ),
    )


def supervision_facts(
    book: Competency,
    as_at: date,
    state: str,
    *,
    made_on: date | None = None,
    invented: bool = False,
) -> Iterator[tuple[str, f.SupervisionRecord]]:
    """The facts of each person's record, with the staff id."""
    making = Making(as_at, state, made_on, invented)
    bodies = _bodies(book)
    for person in score(book).people:
        record = w.supervision_record(person, book)
        own, theirs = book.own.get(person.person.key), book.supervisor.get(person.person.key)
        yield line(record.person_id), _record(record, own, theirs, making, bodies)


def _record(
    record: w.SupervisionRecord, own: Ratings | None, theirs: Ratings | None, making: Making,
    bodies: f.Partners,
) -> f.SupervisionRecord:  # fmt: skip
    name, role, supervisor = (
        named(text, f"Staff: {label}")
        for label, text in (
            ("Name", record.name), ("Role", record.role), ("Supervisor", record.supervisor)
        )
    )  # fmt: skip
    missing = (*unnamed(bodies.council, name, role, supervisor), *_missing(record, own, theirs))
    return f.SupervisionRecord(
        document=about(making, RECORD_TITLE, "", missing),
        organisation=bodies,
        missing=missing,
        staff_id=line(record.person_id),
        name=name,
        role=role,
        team="" if record.team == NO_TEAM else line(record.team),
        supervisor=supervisor,
        rated_on=_rated_on(own),
        supervisor_rated_on=_rated_on(theirs),
        lines=tuple(map(_line, record.lines)),
        gaps=tuple(map(_rated, record.gaps)),
        differences=tuple(map(_rated, record.differences)),
        prompts=tuple(_prompts(record)),
        questions=tuple(_asked(record)),
    )


def _missing(
    record: w.SupervisionRecord, own: Ratings | None, theirs: Ratings | None
) -> Iterator[str]:
    if record.role and all(each.expected == NOT_SET for each in record.lines):
        yield "Roles: the role on Staff is not there, or has no level."
    if not (own and own.rated):
        yield "Self: the person's own ratings are not there, or do not count."
    if not (theirs and theirs.rated):
        yield "Supervisor: the supervisor's ratings are not there, or do not count."


def _rated_on(ratings: Ratings | None) -> str:
    """When it was rated; nothing where nothing is."""
    if ratings is None or not (ratings.rated or ratings.rated_on):
        return ""
    return on(ratings.rated_on) or UNDATED


def _line(its: w.SupervisionLine) -> f.SupervisionLine:
    expected, own, supervisor, result = (
        _WORDS.get(word, word) for word in (its.expected, its.own, its.supervisor, its.result)
    )
    return f.SupervisionLine(
        ref=its.ref,
        title=its.title,
        expected=expected,
        own=own,
        supervisor=supervisor,
        result=result,
        is_gap=its.result == GAP,
    )


def _rated(statement: w.RatedStatement) -> f.RatedStatement:
    return f.RatedStatement(
        ref=statement.ref,
        text=statement.text,
        own=statement.own,
        supervisor=statement.supervisor,
    )


def _asked(record: w.SupervisionRecord) -> dict[str, str]:
    """The reflective question of each domain that has statements to look at."""
    every = {f"{ref}: {domain.supervision}": ref for ref, domain in domains().items()}
    return {prompt: every[prompt] for prompt in record.prompts if prompt in every}


def _prompts(record: w.SupervisionRecord) -> Iterator[str]:
    """What to talk about; a gap's question stands below, with room for an answer."""
    asked = _asked(record)
    for prompt in record.prompts:
        if prompt in asked:
            yield f"{asked[prompt]}: the role asks for more than is reached yet."
        else:
            yield prompt
