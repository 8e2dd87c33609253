"""The gate: what holds a document back. There is no switch to pass it.

The rules are asked here afresh, whatever Settings says of them: local policy can quieten a rule in
the report, and cannot make a letter lawful. A stop holds back what would carry an unlawful thing
out, never what puts it right.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from s117xl.check import answers
from s117xl.documents.catalogue import Kind
from s117xl.documents.gather.person import death_in_words, died
from s117xl.documents.gather.rows import Row, Source
from s117xl.documents.lint import asks_for_charge
from s117xl.law.authorities import authority
from s117xl.law.reasons import all_reasons
from s117xl.rules.catalogue import Found, Rule, all_rules
from s117xl.rules.rows import ColumnAbsent, Rows
from s117xl.rules.telling import speaker

LAWFUL = ("yes", "legal advice", "records closure")


@dataclass(frozen=True, slots=True)
class Stop:
    """Why a document is not made: the reason, the mend, the law, and the rule if there is one."""

    reason: str
    mend: str
    law: tuple[str, ...]
    code: str = ""

    @property
    def citations(self) -> str:
        """The law in words."""
        return "; ".join(authority(id).citation for id in self.law)


@dataclass(slots=True)
class Gate:
    """The gate for one register: a rule is asked of it once, however many documents are made."""

    source: Source
    rules: dict[str, Rule] = field(default_factory=all_rules)
    _asked: dict[str, list[_Asked]] = field(default_factory=dict)

    def unfit(self, kind: Kind, person: Row) -> str:
        """Why this kind of document is not for this record, or nothing."""
        return _ONLY[kind.only](self.source, person) if kind.only else ""

    def stops(self, kind: Kind, row: Row, person: Row) -> list[Stop]:
        """What holds the document back, before anything is written; nothing where all is well."""
        found = [*self._to_whom(kind, person), *self._reason(kind, person)]
        for code in kind.stops:
            found += self._rule(code, kind, row, person)
        return found

    def doubts(self, kind: Kind, row: Row, person: Row) -> Iterator[str]:
        """The rules of this kind that cannot be tested on this record and do not hold it back."""
        for code in kind.stops:
            if code not in kind.certain and any(
                each.unknown(self.source, kind, row, person) for each in self._answers(code)
            ):
                yield f"{self.rules[code].title}: this cannot be told from the register."

    def _to_whom(self, kind: Kind, person: Row) -> Iterator[Stop]:
        if not kind.is_letter:
            return
        if (found := died(person)) is not None:
            yield Stop(
                f"The person {death_in_words(found)}; no letter goes to somebody who has died.",
                "Close the record. What is still owed, such as a refund, goes to the estate in a "
                "letter of its own.",
                ("register-practice",),
                "R115",
            )
        if person.choice("write_to") == "do not write":
            yield Stop(
                "The record says: do not write.",
                "Speak to the person in the way that they chose, or change Write to on the "
                "Register once they agree.",
                ("register-practice",),
            )

    def _reason(self, kind: Kind, person: Row) -> Iterator[Stop]:
        """An ending needs a reason that carries it; what R007 speaks of is left to that rule."""
        if "R007" not in kind.stops:
            return
        codes = person.several("end_reason")
        if not codes:
            yield Stop(
                "No reason for the ending is recorded, or it cannot be read.",
                self.rules["R008"].fix,
                self.rules["R008"].authority,
                "R008",
            )
        elif all(all_reasons()[code].lawful_alone not in LAWFUL for code in codes) and not any(
            message
            for each in self._answers("R007")
            for message in each.found(self.source, kind, person, person)
        ):
            yield Stop(
                f"The reason for the ending is {all_reasons()[codes[0]].text.lower()}, which does "
                "not stand by itself.",
                self.rules["R007"].fix,
                self.rules["R007"].authority,
                "R007",
            )

    def _rule(self, code: str, kind: Kind, row: Row, person: Row) -> Iterator[Stop]:
        rule = self.rules[code]
        for each in self._answers(code):
            messages = list(each.found(self.source, kind, row, person))
            untold = code in kind.certain and each.unknown(self.source, kind, row, person)
            if untold and not messages:
                messages = [f"It cannot be told whether this is so: {_small(rule.title)}."]
            yield from (Stop(message, rule.fix, rule.authority, code) for message in messages)

    def _answers(self, code: str) -> list[_Asked]:
        if code not in self._asked:
            rule = self.rules[code]
            parts = () if rule.dormant else (rule, *rule.parts)
            self._asked[code] = [_ask(part, self.source) for part in parts]
        return self._asked[code]


@dataclass(slots=True)
class _Asked:
    """A rule, or a part of it, as it answered: None where it could not be asked at all."""

    rule: Rule
    rows: Rows | None
    answers: list[Found] | None

    def found(self, source: Source, kind: Kind, row: Row, person: Row) -> Iterator[str]:
        """What it says of this document's rows."""
        for number in self._its(source, kind, row, person):
            for answer in self.answers or ():
                if answer.truth.yes[number] and not _only_noted(answer, number) and self.rows:
                    yield speaker(answer.message or self.rule.message, self.rows, answer)(number)

    def unknown(self, source: Source, kind: Kind, row: Row, person: Row) -> bool:
        """Whether it cannot be told for one of this document's rows."""
        if self.answers is None:
            return True
        return any(
            not answer.truth.known[number]
            for number in self._its(source, kind, row, person)
            for answer in self.answers
        )

    def _its(self, source: Source, kind: Kind, row: Row, person: Row) -> list[int]:
        """The rows of the rule's table that the document is about: its own, or the person's."""
        if self.rule.table == "Register":
            return [person.number]
        if self.rule.table == kind.table:
            return [row.number]
        return source.children(self.rule.table, person.number)


def _ask(part: Rule, source: Source) -> _Asked:
    try:
        rows = source.context.rows(part.table)
        return _Asked(part, rows, answers(part, rows, part.scope.rows(rows)))
    except ColumnAbsent:
        return _Asked(part, None, None)


def _only_noted(answer: Found, number: int) -> bool:
    """Whether nothing is left to mend, as with a charge that was paid back."""
    if answer.severity == "info":
        return True
    return any(mask[number] for name, mask in answer.lighter.items() if name == "info")


def _small(title: str) -> str:
    return title[:1].lower() + title[1:]


def charge_stop(kind: Kind, texts: Iterator[tuple[str, str]]) -> list[Stop]:
    """A stop for each text of an officer's that asks for a charge; `texts` have their headings."""
    if not kind.own_words:
        return []
    found = ((heading, asks_for_charge(text)) for heading, text in texts)
    return [
        Stop(
            f"What is written under {heading} asks for a charge (“{wording.words}”); nobody may be "
            "charged for aftercare.",
            f"Take the charge out: {wording.better}",
            ("mha-117-2", "stennett-2002"),
            "R001",
        )
        for heading, wording in found
        if wording
    ]


def _ended(source: Source, person: Row) -> str:
    status = person.choice("record_status")
    if status == "ENDED":
        return ""
    return (
        "the record is not ENDED: both bodies decide first, and the decision is recorded on the "
        "Register"
    )


def _ended_before(source: Source, person: Row) -> str:
    if person.choice("record_status") == "ENDED" or person.filled("end_date"):
        return ""
    return "the record shows no ending"


def _charged(source: Source, person: Row) -> str:
    services = (source.row("Services", n) for n in source.children("Services", person.number))
    if (
        person.yes("charged")
        or person.choice("refund_status") in ("due", "paid")
        or any(each.yes("charged") and each.yes("is_s117") for each in services)
    ):
        return ""
    return "the record shows no charge for aftercare"


_ONLY: dict[str, Callable[[Source, Row], str]] = {
    "ended": _ended,
    "ended before": _ended_before,
    "charged": _charged,
}
