"""Documents made for chosen rows: gate, facts, render, proof, and where each went."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from markupsafe import escape

from s117xl.documents.catalogue import COVER_NOTE, EASY_READ, Kind
from s117xl.documents.choosing import Chosen, Unfit
from s117xl.documents.facts import CoverNote, Document, Task
from s117xl.documents.gate import Gate, Stop, charge_stop
from s117xl.documents.gather.contexts import (
    DRAFT,
    Gathered,
    completed,
    gather,
    open_findings,
    task,
    values_at,
)
from s117xl.documents.gather.rows import Row, Source
from s117xl.documents.lint import Wording, lint
from s117xl.documents.shelf import Names, Shelf
from s117xl.documents.statements import required
from s117xl.documents.templates import Templates
from s117xl.documents.values import Blank, Prose
from s117xl.findings import Finding
from s117xl.law.authorities import authority
from s117xl.refusal import Refused
from s117xl.workbook.edits import AppendRows, Formula, Value
from s117xl.workbook.templates.ours import LETTERS

_ON_COVER = ("unlawful", "risk", "overdue", "invalid")
_LONGEST_LINK = 250


@dataclass(frozen=True, slots=True)
class Made:
    """A document that was made.

    `gaps` is how much is to be completed, `doubts` how much the note to the author tells of.
    """

    record: str
    row: str
    file: str
    state: str
    gaps: int = 0
    note_file: str = ""
    doubts: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """A document that was not made, and what holds it back."""

    record: str
    row: str
    stops: tuple[Stop, ...]


@dataclass(slots=True)
class Outcome:
    """What became of each chosen row."""

    kind: Kind
    made: list[Made] = field(default_factory=list)
    held: list[Held] = field(default_factory=list)
    unfit: list[Unfit] = field(default_factory=list)


@dataclass(slots=True)
class Maker:
    """What documents of one kind are made with. `state` is DRAFT or FINAL, as asked."""

    kind: Kind
    source: Source
    templates: Templates
    shelf: Shelf
    state: str = DRAFT
    easy_read: bool | None = None
    tell: Callable[[str], None] = lambda _: None

    def make(self, chosen: Iterable[Chosen | Unfit], listed: Iterable[str] = ()) -> Outcome:
        """A document for each row that nothing holds back. `listed` are names of earlier ones.

        Where anything fails half-way, what was put on the shelf is taken away again.
        """
        outcome, gate = Outcome(self.kind), Gate(self.source)
        names = Names({*self.shelf.taken(), *listed})
        try:
            for number, each in enumerate(chosen, 1):
                if number % 50 == 0:
                    self.tell(f"document {number:,}")
                self._one(each, gate, names, outcome)
        except BaseException:
            self.shelf.clear()
            raise
        return outcome

    def _one(self, each: Chosen | Unfit, gate: Gate, names: Names, outcome: Outcome) -> None:
        if isinstance(each, Unfit):
            outcome.unfit.append(each)
            return
        record = each.owner.text("register_id")
        if why := gate.unfit(self.kind, each.owner):
            outcome.unfit.append(Unfit(record, why))
            return
        own = self.source.id_of(self.kind.table, each.row.number)
        stops = gate.stops(self.kind, each.row, each.owner)
        template = self._template(each.owner)
        gathered = self._gather(template, each)
        stops += charge_stop(self.kind, self._own_words(gathered.context))
        if stops:
            outcome.held.append(Held(record, own, tuple(stops)))
            return
        outcome.made.append(self._write(each, template, gathered, gate, names, record, own))

    def _template(self, owner: Row) -> Kind:
        """The kind whose template is used: the leaflet in Easy Read for who needs it."""
        if self.kind.id != "rights":
            return self.kind
        from s117xl.documents.gather.person import person

        wanted = person(owner).easy_read if self.easy_read is None else self.easy_read
        return EASY_READ if wanted else self.kind

    def _gather(self, template: Kind, each: Chosen) -> Gathered:
        used = self.templates.compiled(template).names
        return gather(template, self.source, each.row, each.owner, self.templates.has_logo, used)

    def _own_words(self, context: Document) -> Iterator[tuple[str, str]]:
        for path in self.kind.own_words:
            for value in values_at(context, path.split(".")):
                yield path.rpartition(".")[2].replace("_", " "), str(value)

    def _write(
        self, each: Chosen, template: Kind, gathered: Gathered, gate: Gate, names: Names,
        record: str, own: str,
    ) -> Made:  # fmt: skip
        context = completed(gathered, self.state)
        data = self._render(template, context, gathered.home)
        name = names.next(record, template.id, own if own != record else "")
        self.shelf.put(f"{name}.docx", data)
        note, doubts = self._cover_note(each, template, gathered, context, gate, f"{name}.docx")
        if note:
            self.shelf.put(f"{name} note for the author.docx", note)
        note_file = f"{name} note for the author.docx" if note else ""
        state = context.document.state
        gaps = len(gathered.missing)
        return Made(record, own, f"{name}.docx", state, gaps, note_file, doubts, each.note)

    def _render(self, template: Kind, context: Document, home: bool) -> bytes:
        compiled = self.templates.compiled(template)
        parts = compiled.render_parts(names_of(context))
        lacking = [
            id for id in required(template.id, home=home,
                                  no_public_funds=context.person.no_public_funds)
            if not carries(parts, getattr(context.say, id))
        ]  # fmt: skip
        if lacking:
            raise Refused(
                f"The template {template.template}.docx does not say what the law asks it to say "
                f"({', '.join(lacking)}); put it in, or run s117xl templates check "
                f"{template.template}.docx"
            )
        return compiled.pack(parts)

    def _cover_note(
        self, each: Chosen, template: Kind, gathered: Gathered, context: Document, gate: Gate,
        file: str,
    ) -> tuple[bytes | None, int]:  # fmt: skip
        """The note to the author, None where there is nothing to tell beside what is missing."""
        findings = [f for f in open_findings(self.source, each.owner) if f.severity in _ON_COVER]
        tasks = tuple(_on_cover(self.kind, finding) for finding in findings)
        wording = tuple(_better(each) for each in self._wording(gathered.context))
        notes = tuple(_notes(self.kind, each, gathered, gate))
        if not (tasks or wording or notes):
            return None, 0
        shared = {
            name: getattr(context, name)
            for name in ("document", "organisation", "person", "say", "missing")
        }
        about = replace(context.document, title=f"{COVER_NOTE.title}: {template.title}")
        note = CoverNote(**{**shared, "document": about}, file=file, tasks=tasks,
                         wording=wording, notes=notes)  # fmt: skip
        compiled = self.templates.compiled(COVER_NOTE)
        data = compiled.pack(compiled.render_parts(names_of(note)))
        return data, len(tasks) + len(wording) + len(notes)

    def _wording(self, context: Document) -> Iterator[Wording]:
        """Words that had better be changed in what officers wrote; the person's own are theirs."""
        own = context.person.voice
        seen: set[tuple[str, str]] = set()
        for text in _prose_in(context):
            for each in lint(text) if text != own else ():
                if (each.id, each.words) not in seen:
                    seen.add((each.id, each.words))
                    yield each


def names_of(context: Any) -> Mapping[str, object]:
    """The context as a template sees it: its facts by name."""
    return {name: getattr(context, name) for name in context.__dataclass_fields__}


def carries(parts: Mapping[str, str], statement: str) -> bool:
    """Whether the rendered text carries a statement, as a whole or over several runs."""
    from s117xl.documents.compiled import visible_text

    if any(escape(statement) in xml for xml in parts.values()):
        return True
    return " ".join(statement.split()) in " ".join(visible_text(parts).split())


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


def letters_edit(outcome: Outcome, made_on: date, shelf: Shelf) -> AppendRows:
    """The lines of the Letters sheet: a document each, with a link."""
    rows: list[list[Value]] = [
        [made_on, outcome.kind.title, made.record, made.row, _link(shelf, made.file),
         made.state]
        for made in outcome.made
    ]  # fmt: skip
    return AppendRows(LETTERS.excel_name, LETTERS.headings, rows)


def _link(shelf: Shelf, name: str) -> Value:
    target = shelf.link(name)
    if not target or len(target) > _LONGEST_LINK:
        return name
    quoted = target.replace('"', '""')
    return Formula(f'HYPERLINK("{quoted}","{name}")', name)
