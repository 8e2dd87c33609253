"""Headings, by which a reader who does not see the page finds the way."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from s117xl.documents.accessible.barrier import STOP, Barrier
from s117xl.documents.accessible.document import Document, at, seen_runs
from s117xl.documents.accessible.formats import Formats
from s117xl.documents.accessible.names import W
from s117xl.documents.accessible.story import Paragraph, Table

LONG = 10
"""A document with more paragraphs and tables than this needs a heading."""

_SHORT = 80
_NO_HEADING = re.compile(r"[.,;!]['\")]*\s*\Z")
_OTHER_ROLES = frozenset({"title", "subtitle", "caption", "signature", "list paragraph"})


def heading_barriers(document: Document) -> Iterator[Barrier]:
    """There are headings, each says something, and none skips a level."""
    headings = [
        (level, paragraph)
        for paragraph in document.body.paragraphs
        if (level := document.formats.heading_level(paragraph)) and not paragraph.is_tag
    ]
    yield from _none_at_all(document, bool(headings))
    yield from _skipped(headings)
    for _, paragraph in headings:
        if not paragraph.text.strip():
            sentence = "Write the heading, or give this paragraph another style."
            yield at(paragraph, "empty-heading", STOP, sentence)


def _none_at_all(document: Document, has_headings: bool) -> Iterator[Barrier]:
    blocks = [
        block
        for block in document.body.blocks
        if isinstance(block, Table) or (block.text.strip() and not block.is_tag)
    ]
    titled = any(
        "title" in document.formats.style_names(block)
        for block in blocks
        if isinstance(block, Paragraph)
    )
    if len(blocks) > LONG and not has_headings and not titled:
        sentence = "Give each part of the document a heading, with the styles Heading 1, Heading 2."
        yield Barrier("no-heading", STOP, document.body.label, "", sentence)


def _skipped(headings: Sequence[tuple[int, Paragraph]]) -> Iterator[Barrier]:
    before = 0
    for level, paragraph in headings:
        if level > before + 1:
            sentence = f"Make this a Heading {before + 1}: no level may be left out above it."
            yield at(paragraph, "skipped-level", STOP, sentence)
        before = level


def false_heading_barriers(document: Document) -> Iterator[Barrier]:
    """No short line of bold text stands where a heading should."""
    blocks = [
        block
        for block in document.body.blocks
        if isinstance(block, Table) or not (block.is_tag or block.is_empty)
    ]
    for block, after in pairwise(blocks):
        if isinstance(block, Table) or not _looks_like_heading(block, document.formats):
            continue
        if isinstance(after, Table) or not _looks_like_heading(after, document.formats):
            sentence = (
                "Give this line a heading style; or, if it is no heading, a style of its own."
            )
            yield at(block, "false-heading", STOP, sentence)


def _looks_like_heading(paragraph: Paragraph, formats: Formats) -> bool:
    """Whether it is short, its bold is put on by hand, and its style has no role of its own."""
    runs = seen_runs(paragraph)
    text = paragraph.text.strip()
    if not runs or len(text) > _SHORT or _NO_HEADING.search(text):
        return False
    if formats.heading_level(paragraph) or _OTHER_ROLES & set(formats.style_names(paragraph)):
        return False
    if paragraph.element.find(f"{W}pPr/{W}numPr") is not None:
        return False
    return all(formats.is_on(run, "b") and not formats.style_is_bold(run) for run in runs)
