"""Pictures and other things that hang on the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from s117xl.documents.accessible.barrier import STOP, Barrier
from s117xl.documents.accessible.document import Document, at
from s117xl.documents.accessible.names import DECORATIVE, WP, V, W
from s117xl.documents.accessible.story import Paragraph, text_boxes, within

_FILE_NAME = re.compile(
    r"\s*(?:\S.{0,120}\.(?:png|jpe?g|gif|bmp|tiff?|svg|emf|wmf|webp)"
    r"|(?:image|picture|graphic|chart|diagram|logo|img|dsc)[ _-]?\d*)\s*\Z",
    re.IGNORECASE,
)
_SHAPES = tuple(f"{V}{name}" for name in ("shape", "rect", "oval", "roundrect", "line", "group"))


def picture_barriers(document: Document) -> Iterator[Barrier]:
    """Each picture says in words what it shows, and stands in the line of the text."""
    for paragraph in document.paragraphs:
        for drawing in within(paragraph.element, f"{WP}inline", f"{WP}anchor"):
            if not _holds_text(drawing):
                yield from _described(paragraph, drawing)
                yield from _floating(paragraph, drawing)
        yield from _drawn_the_old_way(paragraph)
        yield from _text_boxes(paragraph)


def _described(paragraph: Paragraph, drawing: etree._Element) -> Iterator[Barrier]:
    said = drawing.find(f"{WP}docPr")
    if said is None or next(said.iter(DECORATIVE), None) is not None:
        return
    text = str(said.get("descr", "")).strip()
    if not text:
        sentence = "Say in the picture's alt text what it shows, or mark it as decorative."
        yield at(paragraph, "alt-text", STOP, sentence)
    elif _FILE_NAME.match(text):
        sentence = "Say in the alt text what the picture shows; the name of a file says nothing."
        yield at(paragraph, "alt-text-file-name", STOP, sentence)


def _floating(paragraph: Paragraph, drawing: etree._Element) -> Iterator[Barrier]:
    if drawing.tag == f"{WP}anchor":
        sentence = "Set the picture in line with the text, so that it is read in its place."
        yield at(paragraph, "floating-picture", STOP, sentence)


def _drawn_the_old_way(paragraph: Paragraph) -> Iterator[Barrier]:
    for old in within(paragraph.element, f"{W}pict", f"{W}object"):
        if next(old.iter(*_SHAPES), None) is not None and not _holds_text(old):
            sentence = (
                "Put this picture or mark in again as a picture with alt text, or as plain text."
            )
            yield at(paragraph, "vml-picture", STOP, sentence)


def _text_boxes(paragraph: Paragraph) -> Iterator[Barrier]:
    for _ in text_boxes(paragraph.element):
        sentence = "Put what stands in this text box into the text; many readers pass over a box."
        yield at(paragraph, "text-box", STOP, sentence)


def _holds_text(drawing: etree._Element) -> bool:
    return next(drawing.iter(f"{W}txbxContent"), None) is not None
