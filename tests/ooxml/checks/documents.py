"""Word documents: what Word repairs, and template marks that were left over."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from tests.ooxml.parts import Package, repeated

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
MARKS = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
STORIES = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml\Z")


def check_document(package: Package) -> Iterator[str]:
    """Every story of the document: its body, headers, footers, notes and comments."""
    stories = [name for name in package.parts if STORIES.match(name)]
    for number in repeated([n for name in stories for n in picture_ids(package.tree(name))]):
        yield f"two pictures have the docPr id {number}"
    for name in stories:
        for check in (mark_faults, cell_faults, bookmark_faults):
            yield from (f"{name}: {fault}" for fault in check(package.tree(name)))
    yield from reference_faults(package)


def picture_ids(root: etree._Element) -> list[str]:
    """The ids of the pictures and charts, but for what stands in for them in old versions."""
    return [
        str(element.get("id"))
        for element in root.iter(f"{WP}docPr")
        if not any(above.tag == FALLBACK for above in element.iterancestors())
    ]


def mark_faults(root: etree._Element) -> Iterator[str]:
    """No template mark is left in a paragraph, however it is split over runs."""
    for paragraph in root.iter(f"{W}p"):
        text = "".join(t.text or "" for t in paragraph.iter(f"{W}t", f"{W}instrText"))
        if found := MARKS.search(text):
            yield f"a template mark {found[0]} was left over"


def cell_faults(root: etree._Element) -> Iterator[str]:
    """Every table has rows, every row cells, and every cell ends with a paragraph."""
    for outer, inner in (("tbl", "tr"), ("tr", "tc")):
        for element in root.iter(W + outer):
            if element.find(f".//{W}{inner}") is None:
                yield f"a {outer} has no {inner}"
    for cell in root.iter(f"{W}tc"):
        if not len(cell) or cell[-1].tag != f"{W}p":
            yield "a table cell does not end with a paragraph"


def bookmark_faults(root: etree._Element) -> Iterator[str]:
    """Bookmarks have names and ids of their own."""
    starts = list(root.iter(f"{W}bookmarkStart"))
    for attribute in ("id", "name"):
        for value in repeated([str(start.get(W + attribute)) for start in starts]):
            yield f"two bookmarks have the {attribute} {value}"


REFERENCES = {
    "commentReference": ("comments", "comment", "id"),
    "footnoteReference": ("footnotes", "footnote", "id"),
    "endnoteReference": ("endnotes", "endnote", "id"),
}


def reference_faults(package: Package) -> Iterator[str]:
    """What the body refers to by id is there."""
    body = "word/document.xml"
    for reference, (kind, item, attribute) in REFERENCES.items():
        there = {
            entry.get(W + attribute)
            for part in package.linked(body, kind)
            for entry in package.tree(part).iter(W + item)
        }
        for element in package.tree(body).iter(W + reference):
            if element.get(f"{W}id") not in there:
                yield f"{body}: {reference} {element.get(f'{W}id')} is not there"
