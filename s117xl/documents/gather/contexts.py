"""The whole context of a document, gathered for one row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from s117xl.documents import facts
from s117xl.documents.catalogue import Kind
from s117xl.documents.facts import About, Document, Organisation, Task
from s117xl.documents.gather.care import (
    dispute,
    is_home_aftercare,
    next_review,
    panel,
    plan,
    reviews,
    services,
)
from s117xl.documents.gather.checks import full_review_checks
from s117xl.documents.gather.duty import ending, entitlement, refund, responsible
from s117xl.documents.gather.person import person, recipient
from s117xl.documents.gather.rows import Row, Source, in_words, iso_in_words
from s117xl.documents.statements import Statements, say
from s117xl.documents.values import Blank, line
from s117xl.findings import Finding
from s117xl.law.authorities import authority
from s117xl.settings import Settings

DRAFT, FINAL = "DRAFT", "FINAL"


@dataclass(frozen=True, slots=True)
class Gathered:
    """The facts of one document, what must be completed, and what could not be printed.

    `home` is whether accommodation is part of the aftercare.
    """

    context: Document
    missing: tuple[str, ...]
    unprintable: tuple[str, ...]
    home: bool


def gather(
    kind: Kind, source: Source, row: Row, owner: Row, has_logo: bool, used: Iterable[str]
) -> Gathered:
    """The facts for one row; `owner` is the person's row, `used` what the template names.

    What is to be completed is what the template prints, the register requires, and is blank.
    """
    settings = source.settings
    source.unprintable.clear()
    who = person(owner)
    own = services(source, owner.number)
    home = is_home_aftercare(owner, own)
    common: dict[str, Any] = {
        "document": _about(kind, source, row, owner),
        "organisation": organisation(settings, has_logo),
        "person": who,
        "say": _say(settings),
        "missing": (),
    }
    parts = _parts(kind, source, row, owner, own, home)
    missing: list[str] = []
    if issubclass(kind.facts, facts.Letter):
        common["recipient"], missing = recipient(owner, who)
    wanted = {name: parts[name]() for name in kind.facts.__dataclass_fields__ if name in parts}
    context = kind.facts(**common, **wanted)
    missing += (label for label in _blanks(context, used) if label not in missing)
    unprintable = dict.fromkeys(source.unprintable)
    return Gathered(context, tuple(missing), tuple(unprintable), home)


def completed(gathered: Gathered, state: str) -> Document:
    """The context with what is to be completed; then it is a draft, whatever was asked."""
    state = DRAFT if gathered.missing else state
    about = replace(gathered.context.document, state=state, is_draft=state == DRAFT)
    return replace(gathered.context, document=about, missing=gathered.missing)


def _parts(
    kind: Kind, source: Source, row: Row, owner: Row, own: list[facts.Service], home: bool
) -> Mapping[str, Callable[[], Any]]:
    """How each group of facts is gathered, by its name; only those that are wanted are."""
    open_ones = [each for each in own if each.is_open]
    aftercare = [each for each in open_ones if each.is_aftercare]
    others = [each for each in open_ones if not each.is_aftercare]

    # A record of an ending gives the tests of every service, also of those that are over.
    of_ending = [each for each in own if each.is_aftercare]
    listed = of_ending if kind.facts is facts.EndingRecord else open_ones

    def held() -> tuple[facts.Review, ...]:
        return reviews(source, owner.number)

    def checks() -> tuple[facts.Check, ...]:
        return full_review_checks(source, owner)

    return {
        "entitlement": lambda: entitlement(source, owner),
        "responsible": lambda: responsible(owner),
        "plan": lambda: plan(owner, home),
        "services": lambda: tuple(listed),
        "aftercare": lambda: tuple(aftercare),
        "other_services": lambda: tuple(others),
        "next_review": lambda: next_review(source, owner, bool(held())),
        "reviews": held,
        "has_reviews": lambda: bool(held()),
        "checks": checks,
        "full_review_needed": lambda: any(each.against for each in checks()),
        "panel": lambda: panel(row),
        "dispute": lambda: dispute(row),
        "ending": lambda: ending(owner),
        "refund": lambda: refund(source, owner),
        "tasks": lambda: tuple(map(task, open_findings(source, owner))),
    }


def _about(kind: Kind, source: Source, row: Row, owner: Row) -> About:
    record = owner.text("register_id")
    child = row.text(row.rows.table.schema.id_field)
    return About(
        title=kind.title,
        date=in_words(source.made_on),
        state=DRAFT,
        is_draft=True,
        law_as_at=in_words(source.context.as_at),
        register_id=record,
        reference=record if row.rows is owner.rows else f"{record} / {child}",
        invented=source.settings.text("holds") == "invented people",
    )


def organisation(settings: Settings, has_logo: bool) -> Organisation:
    """The bodies that write. What Settings does not name, and letters need, is to be completed."""

    def text(key: str, label: str, *, needed: bool = False) -> str:
        return line(settings.text(key)) or Blank(f"Settings: {label}", needed=needed)

    address = _address(settings.text("address"))
    reach = (("phone", "Telephone: "), ("email", "E-mail: "), ("website", ""))
    lines = [f"{name}{line(settings.text(key))}" for key, name in reach if settings.text(key)]
    council = text("la_name", "Council", needed=True)
    return Organisation(
        council=council,
        board=text("icb_name", "Integrated Care Board", needed=True),
        trust=text("trust_name", "NHS Trust"),
        contact_lines=(*address, *lines),
        address_lines=address,
        phone=text("phone", "Telephone", needed=True),
        email=text("email", "E-mail"),
        website=text("website", "Web page on aftercare"),
        contact=text("contact", "Contact for this register"),
        signed_by=text("signed_by", "Letters are signed by (council)", needed=True),
        signed_by_board=text("signed_by_board", "Letters are signed by (ICB)", needed=True),
        advocacy=text("advocacy", "Advocacy here"),
        crisis=text("crisis", "Help in a crisis"),
        complaints_council=text("complaints_council", "Complaints to the council"),
        complaints_board=text("complaints_board", "Complaints to the NHS"),
        has_logo=has_logo,
        logo_alt=f"Logo of {council or 'the council'}",
    )


def _address(text: str) -> tuple[str, ...]:
    parts = text.replace("\n", ";").split(";")
    return tuple(filter(None, map(line, parts)))


def _say(settings: Settings) -> Statements:
    """The statements; a body that Settings does not name is called by what it is."""
    council = line(settings.text("la_name")) or "the council"
    board = line(settings.text("icb_name")) or "the Integrated Care Board"
    return say(council, board)


def open_findings(source: Source, owner: Row) -> list[Finding]:
    """What the check found for a person and asks to be mended or explained, gravest first."""
    record = owner.text("register_id")
    return [each for each in source.findings(record) if each.action != "note"]


def task(finding: Finding) -> Task:
    """A finding as a task."""
    said = " Explained for now." if finding.explained else ""
    return Task(
        what=f"{line(finding.message)}{said}",
        do=finding.fix,
        due=iso_in_words(finding.due) or Blank("Due"),
        severity=finding.severity.capitalize(),
        law="; ".join(authority(id).citation for id in finding.authority),
    )


def _blanks(context: Any, used: Iterable[str]) -> Iterator[str]:
    """The names of the needed facts that are blank, among those that a template names."""
    for path in used:
        for value in values_at(context, path.split(".")):
            if isinstance(value, Blank) and value.needed:
                yield value.label


def values_at(value: Any, path: list[str]) -> Iterator[Any]:
    """What stands at a path; a list on the way gives one value for each of its items."""
    if isinstance(value, tuple):
        for each in value:
            yield from values_at(each, path)
    elif not path:
        yield value
    else:
        yield from values_at(getattr(value, path[0]), path[1:])
