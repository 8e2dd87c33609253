"""Space that is made with characters, and lines that are hard to follow."""

from __future__ import annotations

import re
from collections.abc import Iterator

from s117xl.documents.accessible.barrier import STOP, WARN, Barrier
from s117xl.documents.accessible.document import Document, at, seen_runs
from s117xl.documents.accessible.story import Cell, Paragraph, Story, Table
from s117xl.documents.accessible.tables import is_empty

# Two spaces after a full stop are a habit of typing; three are layout.
_LAYOUT = re.compile(r"[ \xa0\u2002\u2003]{3}|\t[ \xa0]*\t|\A[ \xa0]*\t\S|\n[ \xa0]*\n")
_JUSTIFIED = frozenset(
    {"both", "distribute", "thaiDistribute", "lowKashida", "mediumKashida", "highKashida"}
)
_SENTENCE_END = re.compile(r"[.!?]['\")]*\s+\S")
_SOME_WORDS = 3


def empty_paragraph_barriers(document: Document) -> Iterator[Barrier]:
    """No paragraph stands empty to make space."""
    for story in document.stories:
        for paragraph in story.paragraphs:
            if paragraph.is_empty and not _may_be_empty(paragraph, story, document):
                sentence = "Delete this empty paragraph; make space with the style's spacing."
                yield at(paragraph, "empty-paragraph", STOP, sentence)


def _may_be_empty(paragraph: Paragraph, story: Story, document: Document) -> bool:
    """Headings and cells have checks of their own; Word itself asks for one after a table."""
    if document.formats.heading_level(paragraph) and story.kind == "body":
        return True
    if paragraph.cell is not None:
        return is_empty(paragraph.cell) or _closes_cell(paragraph, paragraph.cell)
    if story.kind in ("header", "footer") and len(story.blocks) == 1:
        return True
    blocks = story.blocks
    return blocks[-1] is paragraph and len(blocks) > 1 and isinstance(blocks[-2], Table)


def _closes_cell(paragraph: Paragraph, cell: Cell) -> bool:
    return bool(cell.tables) and cell.paragraphs[-1] is paragraph


def layout_barriers(document: Document) -> Iterator[Barrier]:
    """No spaces, tabs or line breaks in a row put text in its place."""
    for paragraph in document.paragraphs:
        if not _contents_list(paragraph, document) and _LAYOUT.search(paragraph.text.rstrip()):
            sentence = "Take out the repeated spaces, tabs or line breaks; use a style or a table."
            yield at(paragraph, "layout-by-spaces", STOP, sentence)


def _contents_list(paragraph: Paragraph, document: Document) -> bool:
    return any(name.startswith("toc ") for name in document.formats.style_names(paragraph))


def justified_barriers(document: Document) -> Iterator[Barrier]:
    """Lines begin at the left and end where they end."""
    for paragraph in document.paragraphs:
        if paragraph.text.strip() and document.formats.alignment(paragraph) in _JUSTIFIED:
            sentence = "Align this text to the left; justified lines have uneven gaps."
            yield at(paragraph, "justified", STOP, sentence)


def capitals_barriers(document: Document) -> Iterator[Barrier]:
    """No line of more than a few words is all in capitals."""
    for paragraph in document.paragraphs:
        if len(paragraph.text.split()) > _SOME_WORDS and _all_capitals(paragraph, document):
            sentence = "Write this in small letters; capitals are hard to read and are spelt out."
            yield at(paragraph, "capitals", WARN, sentence)


def _all_capitals(paragraph: Paragraph, document: Document) -> bool:
    lettered = [run for run in paragraph.runs if any(map(str.isalpha, run.text))]
    return bool(lettered) and all(
        run.text.isupper() or document.formats.is_on(run, "caps") for run in lettered
    )


def italic_barriers(document: Document) -> Iterator[Barrier]:
    """No block of more than a sentence is all in italics."""
    for paragraph in document.paragraphs:
        runs = seen_runs(paragraph)
        sloped = runs and all(document.formats.is_on(run, "i") for run in runs)
        if sloped and _SENTENCE_END.search(paragraph.text):
            sentence = "Set this block upright; a long text in italics is hard to read."
            yield at(paragraph, "italics", WARN, sentence)
