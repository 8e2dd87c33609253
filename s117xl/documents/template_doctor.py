"""What is wrong with a Word template, told at each place: as lines, and as comments in a copy."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from s117xl.documents.accessible import barriers
from s117xl.documents.compiled import TemplateFaults, compile_template
from s117xl.documents.lint import lint
from s117xl.documents.package import parts_of
from s117xl.documents.statements import all_statements, required
from s117xl.documents.templates import Templated
from s117xl.law.authorities import authority

AUTHOR = "s117xl"
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_SAYS = re.compile(r"\{\{-?\s*say\.(\w+)\s*-?\}\}")


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing that is wrong: what sort, the words at which it stands, and a sentence.

    `at` is blank where it is about the whole document. `grave` is whether no document could be
    made from the template, or none that is lawful.
    """

    sort: str
    at: str
    text: str
    grave: bool = False


def remarks(data: bytes, kind: Templated, file: str) -> list[Remark]:
    """All that is wrong with a template of this kind, the gravest first.

    Raises Refused where the file is no Word document or could do harm when it is opened.
    """
    parts_of(data, file)
    found = [*_faults(data, kind, file)]
    paragraphs = list(_paragraphs(data))
    found += _statements(paragraphs, kind)
    found += _wording(paragraphs)
    found += (Remark("accessible", each.text, each.sentence) for each in barriers(data))
    return sorted(found, key=lambda each: not each.grave)


def _faults(data: bytes, kind: Templated, file: str) -> Iterator[Remark]:
    try:
        compile_template(data, kind.facts, file)
    except TemplateFaults as faults:
        for each in faults.faults:
            place = "" if each.part in ("", "the text") else f"In {each.part}: "
            yield Remark("tag", each.tag, f"{place}{each.text}", grave=True)


def _statements(paragraphs: list[str], kind: Templated) -> Iterator[Remark]:
    """The statements that the template neither names nor writes out."""
    whole = " ".join(" ".join(paragraphs).split())
    named = set(_SAYS.findall(whole))
    for id in required(kind.template, home=True, no_public_funds=True):
        statement = all_statements()[id]
        if id not in named and statement.text not in whole:
            law = "; ".join(authority(each).citation for each in statement.authority)
            yield Remark(
                "statement",
                "",
                f"Must be said and is not: {statement.text} Put {{{{ say.{id} }}}} where it "
                f"belongs. Law: {law}.",
                grave=True,
            )


def _wording(paragraphs: list[str]) -> Iterator[Remark]:
    for paragraph in paragraphs:
        for each in lint(_TAG.sub(" ", paragraph)):
            grave = each.severity == "stop"
            yield Remark("wording", paragraph, f"“{each.words}”: {each.why} {each.better}", grave)


def _paragraphs(data: bytes) -> Iterator[str]:
    return (paragraph.text for paragraph in _all_paragraphs(_opened(data)))


def _opened(data: bytes) -> Any:
    from docx import Document

    return Document(io.BytesIO(data))


def _all_paragraphs(document: Any) -> Iterator[Any]:
    """Every paragraph of the main text, in tables and content controls too."""
    from docx.oxml.ns import qn
    from docx.text.paragraph import Paragraph

    for element in document.element.body.iter(qn("w:p")):
        yield Paragraph(element, document._body)


def with_comments(data: bytes, found: list[Remark]) -> bytes:
    """A copy of the template with a Word comment at each place; what has none is at the top."""
    document = _opened(data)
    paragraphs = [p for p in _all_paragraphs(document) if p.runs]
    if not paragraphs:
        paragraphs = [document.add_paragraph("(no text)")]
    for each in found:
        place = next((p for p in paragraphs if each.at and _holds(p.text, each.at)), paragraphs[0])
        document.add_comment(place.runs, each.text, author=AUTHOR, initials="s")
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _holds(paragraph: str, words: str) -> bool:
    plain = " ".join(words.split()).rstrip("….")
    return plain in " ".join(paragraph.split())
