"""The note to the author: what must be known of a document, and is not meant for the person."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from s117xl.documents.catalogue import COVER_NOTE, Kind
from s117xl.documents.choosing import Chosen
from s117xl.documents.facts import CoverNote, Document, Task
from s117xl.documents.gate import Gate
from s117xl.documents.gather.contexts import Gathered, open_findings, task
from s117xl.documents.lint import Wording, lint
from s117xl.documents.values import Blank, Prose
from s117xl.findings import Finding
from s117xl.law.authorities import authority

_ON_COVER = ("unlawful", "risk", "overdue", "invalid")


def cover_note(
    kind: Kind, each: Chosen, gathered: Gathered, context: Document, gate: Gate, file: str
) -> CoverNote | None:
    """The facts of the note; None where there is nothing to tell beside what is missing."""
    findings = [f for f in open_findings(gate.source, each.owner) if f.severity in _ON_COVER]
    tasks = tuple(_on_cover(kind, finding) for finding in findings)
    wording = tuple(map(_better, _wording(gathered.context)))
    notes = tuple(_notes(kind, each, gathered, gate))
    if not (tasks or wording or notes):
        return None
    return CoverNote(
        document=replace(context.document, title=f"{COVER_NOTE.title}: {context.document.title}"),
        organisation=context.organisation,
        person=context.person,
        say=context.say,
        missing=context.missing,
        file=file,
        tasks=tasks,
        wording=wording,
        notes=notes,
    )


def points(note: CoverNote) -> int:
    """How much a note tells of."""
    return len(note.tasks) + len(note.wording) + len(note.notes)


def _wording(context: Document) -> Iterator[Wording]:
    """Words that had better be changed in what officers wrote; the person's own are theirs."""
    own = context.person.voice
    seen: set[tuple[str, str]] = set()
    for text in _prose_in(context):
        for each in lint(text) if text != own else ():
            if (each.id, each.words) not in seen:
                seen.add((each.id, each.words))
                yield each


def _prose_in(value: Any) -> Iterator[str]:
    if isinstance(value, Prose):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _prose_in(each)
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            yield from _prose_in(getattr(value, name))


def _on_cover(kind: Kind, finding: Finding) -> Task:
    made = task(finding)
    if finding.code not in kind.mends:
        return made
    return replace(made, do=f"This document puts it right: record its date once it is done. "
                            f"{made.do}")  # fmt: skip


def _better(wording: Wording) -> Task:
    return Task(
        what=f"“{wording.words}”: {wording.why}",
        do=wording.better,
        due=Blank("Due"),
        severity="Wording",
        law="; ".join(authority(id).citation for id in wording.authority),
    )


def _notes(kind: Kind, each: Chosen, gathered: Gathered, gate: Gate) -> Iterator[str]:
    """What the author must know besides."""
    person = gathered.context.person
    yield from gate.doubts(kind, each.row, each.owner)
    if gathered.unprintable:
        headings = ", ".join(gathered.unprintable)
        yield f"Characters that cannot be printed were left out of: {headings}."
    if not kind.is_letter:
        return
    if person.communication and person.communication != "none":
        yield f"Give it in the form that the person needs: {person.communication}."
    if person.needs_interpreter:
        yield f"The person needs an interpreter; language: {person.language or 'not recorded'}."
    if person.living in ("prison", "hospital"):
        yield f"The person lives in {person.living} by the register: check the address."
    if each.owner.several("end_reason")[:1] == ("L6",) and kind.only == "ended":
        yield "The reason is that the person left the country: ask your lawyer before it is sent."
