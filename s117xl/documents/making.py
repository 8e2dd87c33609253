"""Documents made for chosen rows: gate, facts, render, proof, and where each went."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from markupsafe import escape

from s117xl.documents.catalogue import COVER_NOTE, EASY_READ, Kind
from s117xl.documents.choosing import Chosen, Unfit
from s117xl.documents.cover_note import cover_note, points
from s117xl.documents.facts import Document
from s117xl.documents.gate import Gate, Stop, charge_stop
from s117xl.documents.gather.contexts import (
    DRAFT,
    Gathered,
    completed,
    gather,
    values_at,
)
from s117xl.documents.gather.rows import Row, Source
from s117xl.documents.shelf import Names, Shelf
from s117xl.documents.statements import required
from s117xl.documents.templates import Templates
from s117xl.refusal import Refused


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
        made = Made(record, own, f"{name}.docx", context.document.state, len(gathered.missing),
                    note=each.note)  # fmt: skip
        note = cover_note(self.kind, each, gathered, context, gate, made.file)
        if note is None:
            return made
        note_file, doubts = f"{name} note for the author.docx", points(note)
        self.shelf.put(note_file, self._filled(COVER_NOTE, note))
        return replace(made, note_file=note_file, doubts=doubts)

    def _filled(self, template: Kind, context: Document) -> bytes:
        compiled = self.templates.compiled(template)
        return compiled.pack(compiled.render_parts(facts_by_name(context)))

    def _render(self, template: Kind, context: Document, home: bool) -> bytes:
        compiled = self.templates.compiled(template)
        parts = compiled.render_parts(facts_by_name(context))
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


def facts_by_name(context: Any) -> Mapping[str, object]:
    """The context as a template sees it: its facts by name."""
    return {name: getattr(context, name) for name in context.__dataclass_fields__}


def carries(parts: Mapping[str, str], statement: str) -> bool:
    """Whether the rendered text carries a statement, as a whole or over several runs."""
    from s117xl.documents.compiled import visible_text

    if any(escape(statement) in xml for xml in parts.values()):
        return True
    return " ".join(statement.split()) in " ".join(visible_text(parts).split())
