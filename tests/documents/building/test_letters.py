"""The letters and notices: what each must say, never says, and looks like whatever is blank."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any, get_args, get_origin, get_type_hints

import docx
import pytest
from docx.document import Document
from lxml import etree

from s117xl.documents.building import letters, notices
from s117xl.documents.catalogue import TEMPLATES, Kind
from s117xl.documents.compiled import compile_template, visible_text
from s117xl.documents.facts import Person, Recipient
from s117xl.documents.lint import lint
from s117xl.documents.statements import Statements, required, say
from s117xl.documents.values import Blank
from tests.documents.test_readability import measured

Builder = Callable[[], bytes]
LETTERS: dict[str, Builder] = {
    "decision": letters.decision,
    "ending-letter": letters.ending_letter,
    "reinstatement": letters.reinstatement,
    "refund": letters.refund,
}
NOTICES: dict[str, Builder] = {
    "dispute": notices.dispute,
    "reminder": notices.reminder,
    "cover-note": notices.cover_note,
}
ALL = LETTERS | NOTICES
EACH = pytest.mark.parametrize("name", ALL)
EACH_LETTER = pytest.mark.parametrize("name", LETTERS)

AVOIDED = (
    "expired", "time-limited", "contribute", "automatically", "non-compliant", "not engaging",
    "eligible needs", "refuses", "case closed", "patient", "service user", "client", "transferred",
)  # fmt: skip


@dataclass(frozen=True)
class Filling:
    """What every fact of a kind is filled with; None stands for a Blank with the fact's name."""

    text: str | None = "Known"
    yes: bool = True
    items: int = 2

    def of(self, hint: Any, label: str) -> Any:
        """A value for one fact."""
        if get_origin(hint) is Annotated:
            return self.of(get_args(hint)[0], label)
        if get_origin(hint) is tuple:
            return tuple(self.of(get_args(hint)[0], label) for _ in range(self.items))
        if hint is str:
            return Blank(label) if self.text is None else self.text
        return self.yes if hint is bool else self.group(hint)

    def group(self, group: type) -> Any:
        """A group of facts, each filled."""
        if group is Statements:
            return say("Borset Council", "Borset Board")
        hints = get_type_hints(group, include_extras=True)
        return group(**{name: self.of(hint, name) for name, hint in hints.items()})

    def facts(self, kind: Kind) -> dict[str, Any]:
        """The facts of a kind by name."""
        filled = self.group(kind.facts)
        return {name: getattr(filled, name) for name in get_type_hints(kind.facts)}


FILLINGS = {
    "full": Filling(),
    "no": Filling(yes=False),
    "blank": Filling(text=None, yes=False, items=0),
    "blank yes": Filling(text=None, items=0),
}
FILLED = pytest.mark.parametrize("filling", FILLINGS.values(), ids=FILLINGS)


def rendered(name: str, facts: dict[str, Any]) -> tuple[str, bytes]:
    """The text of a document with these facts, and its file."""
    kind = TEMPLATES[name]
    compiled = compile_template(ALL[name](), kind.facts, name)
    parts = compiled.render_parts(facts)
    return visible_text(parts), compiled.pack(parts)


def text_of(name: str, filling: Filling = FILLINGS["full"], **facts: Any) -> str:
    """The text of a document, with some facts given."""
    return rendered(name, filling.facts(TEMPLATES[name]) | facts)[0]


def panel(decision: str, filling: Filling = FILLINGS["no"]) -> dict[str, Any]:
    """The facts of a decision that went one way only."""
    facts = filling.facts(TEMPLATES["decision"])
    object.__setattr__(facts["panel"], decision, True)
    return facts


def template_text(name: str) -> str:
    part = zipfile.ZipFile(io.BytesIO(ALL[name]())).read("word/document.xml")
    return "\n".join(map(str, etree.fromstring(part).itertext()))


# What they say


@EACH
def test_carries_each_statement_that_it_must(name: str) -> None:
    said = set(re.findall(r"\{\{ say\.(\w+) \}\}", template_text(name)))
    assert said >= set(required(name, home=True, no_public_funds=True))


@EACH
@FILLED
def test_the_statements_reach_the_document_whatever_is_blank(name: str, filling: Filling) -> None:
    facts = filling.facts(TEMPLATES[name])
    text = rendered(name, facts)[0]
    for id in required(name, home=filling.yes, no_public_funds=filling.yes):
        assert getattr(facts["say"], id) in text


@EACH
def test_has_no_word_that_should_be_avoided(name: str) -> None:
    text = text_of(name)
    assert [word for word in AVOIDED if word in text.lower()] == []
    assert lint(text) == []


@EACH
def test_is_plain_to_read(name: str) -> None:
    document = docx.Document(io.BytesIO(rendered(name, FILLINGS["full"].facts(TEMPLATES[name]))[1]))
    sentences = [p.text for p in document.paragraphs if is_text(p)]
    assert measured("\n".join(sentences)).ease >= (65 if name in LETTERS else 60)


@EACH_LETTER
def test_is_signed_for_both_bodies(name: str) -> None:
    text = template_text(name)
    assert "organisation.signed_by }}" in text
    assert "organisation.signed_by_board }}" in text


@EACH_LETTER
def test_tells_a_representative_whom_you_means(name: str) -> None:
    told = "as the representative of Known. From here on, “you” means Known."
    assert told in text_of(name)
    assert "representative" not in text_of(name, FILLINGS["no"])


@EACH_LETTER
@pytest.mark.parametrize(
    ("salutation", "farewell"),
    [("Sir or Madam", "Yours faithfully"), ("Sam", "Yours sincerely")],
)
def test_takes_leave_as_it_greets(name: str, salutation: str, farewell: str) -> None:
    to = Recipient(lines=(), salutation=salutation, is_representative=False)
    text = text_of(name, recipient=to)
    assert f"Dear {salutation}\n" in text
    assert f"{farewell}\n" in text


@pytest.mark.parametrize(
    ("way", "told"),
    [
        ("approved", "agreed to what was asked for"),
        ("in_part", "agreed to a part of what was asked for"),
        ("deferred", "has not said no"),
        ("declined", "did not agree to this request"),
        ("undecided", "No decision is recorded yet"),
    ],
)
def test_a_decision_tells_one_way_only(way: str, told: str) -> None:
    text, file = rendered("decision", panel(way))
    assert told in text
    assert empty_headings(docx.Document(io.BytesIO(file))) == []
    assert ("What happens now" in text) is (way in ("approved", "in_part"))
    assert ("What supports you meanwhile" in text) is (way in ("deferred", "declined"))
    assert ("These people decided" in text) is (way != "undecided")


@pytest.mark.parametrize(("way", "shown"), [("deferred", True), ("declined", False)])
def test_only_what_was_deferred_needs_a_day_to_come_back(way: str, shown: bool) -> None:
    text = rendered("decision", panel(way, FILLINGS["blank"]))[0]
    assert ("[ask_again_by: to be completed]" in text) is shown


def test_an_ending_shows_that_nobody_wrote_why_the_person_took_no_part() -> None:
    text = text_of("ending-letter", FILLINGS["blank"])
    assert "[involved: to be completed]" in text
    assert "[not_involved_because: to be completed]" in text


def test_a_dispute_warns_of_support_that_is_paused() -> None:
    assert "Start it again at once" in text_of("dispute")
    assert "Start it again at once" not in text_of("dispute", FILLINGS["no"])


@FILLED
def test_a_reminder_tells_nothing_of_the_person(filling: Filling) -> None:
    person = Filling(text="Samira").group(Person)
    assert "Samira" not in text_of("reminder", filling, person=person)
    assert "person." not in template_text("reminder")


def test_a_cover_note_names_each_thing_to_complete_once() -> None:
    text = text_of("cover-note", FILLINGS["blank"], file="R-1 plan", missing=("Named lead",))
    assert text.count("Named lead") == 1
    assert "R-1 plan" in text
    assert "Not to be sent" in text


# How they look


@EACH
@FILLED
def test_no_heading_and_no_paragraph_is_empty(name: str, filling: Filling) -> None:
    document = docx.Document(io.BytesIO(rendered(name, filling.facts(TEMPLATES[name]))[1]))
    paragraphs = list(document.element.body.iter("{*}p"))
    assert all("".join(p.itertext()).strip() or p.find(".//{*}drawing") is not None
               for p in paragraphs)  # fmt: skip
    assert empty_headings(document) == []


@EACH
@FILLED
def test_no_label_stands_without_what_it_labels(name: str, filling: Filling) -> None:
    lines = rendered(name, filling.facts(TEMPLATES[name]))[0].split("\n")
    assert [line for line in lines if re.search(r"[(:,;]$|: \.|\(\)|, ,|\w {2}\w", line.strip())
            and not opens_more(line)] == []  # fmt: skip


@EACH
def test_is_the_same_each_time(name: str) -> None:
    assert ALL[name]() == ALL[name]()


@EACH
def test_is_called_as_in_the_catalogue(name: str) -> None:
    assert docx.Document(io.BytesIO(ALL[name]())).core_properties.title == TEMPLATES[name].title


ENDS = ("end", "End Note")
OPENINGS = (
    "The decision rests on this:", "In the words of those who decided:", "You were charged for:",
    "This help goes on, or was offered to you:", "This is where to complain:",
    "This is what we will do:", "Both bodies decided:", "To be completed in the register:",
)  # fmt: skip


def opens_more(line: str) -> bool:
    """Whether the line leads to the list or the text below it."""
    return line.strip().endswith(OPENINGS)


def is_text(paragraph: Any) -> bool:
    return paragraph.style.name in (
        "Normal", "Kept", "List Bullet", "List Number", "Note Box", "Last Box",
    )  # fmt: skip


def empty_headings(document: Document) -> list[str]:
    """The headings that another heading, or the end, follows at once."""
    blocks = [getattr(block, "text", "table") for block in document.iter_inner_content()]
    styles = [getattr(block.style, "name", "") for block in document.iter_inner_content()]
    after = [*styles[1:], "end"]
    return [
        text
        for text, style, then in zip(blocks, styles, after, strict=True)
        if style.startswith("Heading") and (then.startswith("Heading") or then in ENDS)
    ]
