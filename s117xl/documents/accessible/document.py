"""One document as the checks see it, and the barriers that lie in it as a whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from s117xl.documents.accessible.barrier import STOP, WARN, Barrier
from s117xl.documents.accessible.formats import OFF, Formats
from s117xl.documents.accessible.names import DC, W
from s117xl.documents.accessible.package import Package
from s117xl.documents.accessible.story import Paragraph, Run, Story, read_stories

LANGUAGE = "en-GB"
_NO_TITLE = re.compile(
    r"\s*(?:(?:word )?document ?\d*|untitled|.*\.(?:docx?|dotx?|rtf|pdf))?\s*\Z", re.IGNORECASE
)
_SHOWN = 40


@dataclass(slots=True, eq=False)
class Document:
    """The stories of a document, how its text looks, its title and its settings."""

    stories: list[Story]
    formats: Formats
    title: str
    settings: etree._Element | None

    @property
    def body(self) -> Story:
        """What is neither header, footer nor note."""
        return self.stories[0]

    @property
    def paragraphs(self) -> Iterator[Paragraph]:
        """Every paragraph of every story."""
        for story in self.stories:
            yield from story.paragraphs


def read_document(data: bytes) -> Document:
    """The document in a .docx; Refused where it is none."""
    package = Package(data)
    styles, theme = (next(iter(package.beside_body(kind)), None) for kind in ("styles", "theme"))
    settings = next(iter(package.beside_body("settings")), None)
    core = package.core_properties()
    title = "" if core is None else core.findtext(f"{DC}title") or ""
    return Document(read_stories(package), Formats(styles, theme), title, settings)


def beginning(text: str) -> str:
    """The first letters of a text, for the screen."""
    plain = " ".join(text.split())
    return plain if len(plain) <= _SHOWN else f"{plain[:_SHOWN]}..."


def at(paragraph: Paragraph, kind: str, severity: str, sentence: str) -> Barrier:
    """A barrier at a paragraph."""
    return Barrier(kind, severity, paragraph.place, beginning(paragraph.text), sentence)


def seen_runs(paragraph: Paragraph) -> list[Run]:
    """The runs of which something is seen."""
    return [run for run in paragraph.runs if run.text.strip()]


def title_barriers(document: Document) -> Iterator[Barrier]:
    """The document has a title of its own, which a screen reader says first."""
    if _NO_TITLE.match(document.title):
        sentence = "Write the document's title in its properties (File, Info, Title)."
        yield Barrier("title", STOP, "the properties", beginning(document.title), sentence)


def language_barriers(document: Document) -> Iterator[Barrier]:
    """The document is in British English, and so is what does not say otherwise on purpose."""
    whole = document.formats.document_language()
    if whole != LANGUAGE:
        sentence = (
            f"Set the language of the default style to {LANGUAGE}, so that it is read aloud well."
        )
        yield Barrier("language", STOP, "the styles", whole, sentence)
    for paragraph in document.paragraphs:
        yield from _language_of(paragraph, document.formats, whole)


def _language_of(paragraph: Paragraph, formats: Formats, whole: str) -> Iterator[Barrier]:
    """Another English is never meant; another language is where a style says so."""
    for run in seen_runs(paragraph):
        language = formats.language(run)
        if language in (LANGUAGE, whole) or not any(map(str.isalpha, run.text)):
            continue
        if language.lower().startswith("en"):
            sentence = f"Set the language of this text to {LANGUAGE}."
            yield at(paragraph, "language-of-text", STOP, sentence)
            return
        if formats.language_is_direct(run):
            sentence = (
                f"Set the language of this text to {LANGUAGE}, or give it a style of its own "
                f"where it is meant to be {language}."
            )
            yield at(paragraph, "language-of-text", WARN, sentence)
            return


def hyphenation_barriers(document: Document) -> Iterator[Barrier]:
    """Word divides no words at the ends of lines by itself."""
    if document.settings is None:
        return
    found = document.settings.find(f"{W}autoHyphenation")
    if found is not None and found.get(f"{W}val") not in OFF:
        sentence = "Switch automatic hyphenation off (Layout, Hyphenation, None)."
        yield Barrier("hyphenation", STOP, "the settings", "", sentence)
