"""A document as its reader meets it: stories of paragraphs and tables, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from s117xl.documents.accessible.names import MATHS, UNSEEN, W
from s117xl.documents.accessible.package import Package

_STORIES = {
    "header": "header",
    "footer": "footer",
    "footnotes": "footnotes",
    "endnotes": "endnotes",
}
_TAGS = re.compile(r"\{%.{0,500}?%\}", re.DOTALL)
_WHOLE_TAG = re.compile(r"\s*\{%[-+]?p\b.{0,500}?%\}\s*\Z", re.DOTALL)
_ROW_TAG = re.compile(r"\{%[-+]?tr\b")
_LETTERS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_CONTENT = tuple(
    f"{W}{name}"
    for name in (
        "drawing", "pict", "object", "sym", "ptab", "fldChar", "fldSimple", "separator",
        "continuationSeparator", "footnoteRef", "endnoteRef", "footnoteReference",
        "endnoteReference", "pgNum", "sdt",
    )
)  # fmt: skip


@dataclass(slots=True, eq=False)
class Run:
    """A stretch of text with one look. `text` is what is read: no tag of a template."""

    element: etree._Element
    paragraph: Paragraph
    text: str = ""


@dataclass(slots=True, eq=False)
class Paragraph:
    """A paragraph; `cell` is the table cell that holds it, if one does."""

    element: etree._Element
    story: Story
    place: str
    cell: Cell | None
    runs: list[Run] = field(default_factory=list)
    is_tag: bool = False
    """Whether it is a template's tag alone, which is gone from what is made."""

    @property
    def text(self) -> str:
        """What is read."""
        return "".join(run.text for run in self.runs)

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all stands in it: no text, picture, field, control or page break."""
        if self.is_tag or self.text.strip():
            return False
        inner = self.element.iter(*_CONTENT, MATHS, f"{W}br", f"{W}sectPr")
        return not any(each.tag != f"{W}br" or each.get(f"{W}type") == "page" for each in inner)


@dataclass(slots=True, eq=False)
class Cell:
    """A table cell, with its row and column counted from 0."""

    element: etree._Element
    table: Table
    row: int
    column: int
    place: str
    paragraphs: list[Paragraph] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    in_control: bool = False


@dataclass(slots=True, eq=False)
class Table:
    """A table without the rows that are a template's tags."""

    element: etree._Element
    story: Story
    place: str
    inside: Cell | None
    row_elements: list[etree._Element] = field(default_factory=list)
    rows: list[list[Cell]] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Story:
    """The body, a header, a footer or the notes. `blocks` are what stands in no table."""

    kind: str
    label: str
    root: etree._Element
    paragraphs: list[Paragraph] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    blocks: list[Paragraph | Table] = field(default_factory=list)
    numbered: int = 0


def read_stories(package: Package) -> list[Story]:
    """The body first, then its headers, footers and notes."""
    body = package.body()
    stories = [read_story("body", "the body", body)]
    for kind, label in _STORIES.items():
        roots = package.beside_body(kind)
        for number, root in enumerate(roots, 1):
            stories.append(
                read_story(kind, label if len(roots) == 1 else f"{label} {number}", root)
            )
    return stories


def read_story(kind: str, label: str, root: etree._Element) -> Story:
    """One story with all its paragraphs and tables in the order of reading."""
    story = Story(kind, label, root)
    _read_into(story, root, None)
    return story


def _read_into(story: Story, container: etree._Element, cell: Cell | None) -> None:
    for element in within(container, f"{W}p", f"{W}tbl"):
        if element.tag == f"{W}p":
            _add_paragraph(story, element, cell)
        else:
            _add_table(story, element, cell)


def letters(element: etree._Element, name: str = "t") -> str:
    """All the text below in elements of this name, without a look at what it is for."""
    return "".join(each.text or "" for each in element.iter(f"{W}{name}"))


def within(container: etree._Element, *tags: str) -> Iterator[etree._Element]:
    """The nearest elements below with these tags, through controls and insertions."""
    for child in container:
        if child.tag in tags:
            yield child
        elif child.tag not in UNSEEN:
            yield from within(child, *tags)


def _add_paragraph(story: Story, element: etree._Element, cell: Cell | None) -> None:
    story.numbered += cell is None
    place = cell.place if cell else f"{story.label}, paragraph {story.numbered}"
    paragraph = Paragraph(element, story, place, cell)
    _fill_runs(paragraph)
    story.paragraphs.append(paragraph)
    (cell.paragraphs if cell else story.blocks).append(paragraph)
    for box in text_boxes(element):
        _read_box(story, box, place)


def _read_box(story: Story, box: etree._Element, place: str) -> None:
    """Its paragraphs count as read, and not as blocks of the story around it."""
    inside = read_story(story.kind, f"{place}, text box", box)
    story.paragraphs += inside.paragraphs
    story.tables += inside.tables


def text_boxes(paragraph: etree._Element) -> Iterator[etree._Element]:
    """The contents of the text boxes that hang on a paragraph."""
    return within(paragraph, f"{W}txbxContent")


def _add_table(story: Story, element: etree._Element, inside: Cell | None) -> None:
    place = f"{story.label}, table {len(story.tables) + 1}"
    table = Table(element, story, place, inside)
    story.tables.append(table)
    (inside.tables if inside else story.blocks).append(table)
    for row in within(element, f"{W}tr"):
        if not _ROW_TAG.search(letters(row)):
            _add_row(table, row)


def _add_row(table: Table, row: etree._Element) -> None:
    cells: list[Cell] = []
    number = len(table.rows)
    table.rows.append(cells)
    table.row_elements.append(row)
    for column, element in enumerate(within(row, f"{W}tc")):
        place = f"{table.place}, row {number + 1}, column {column + 1}"
        cell = Cell(element, table, number, column, place, in_control=_in_control(element))
        cells.append(cell)
        _read_into(table.story, element, cell)


def _in_control(cell: etree._Element) -> bool:
    above = cell.getparent()
    return above is not None and above.tag == f"{W}sdtContent"


def _fill_runs(paragraph: Paragraph) -> None:
    """Give each run its text, less the letters that belong to a template's tags."""
    elements = list(within(paragraph.element, f"{W}r"))
    written = [_written(element) for element in elements]
    whole = "".join(written)
    paragraph.is_tag = bool(_WHOLE_TAG.match(whole))
    kept = _without_tags(whole)
    at = 0
    for element, text in zip(elements, written, strict=True):
        shown = "".join(kept[at : at + len(text)])
        at += len(text)
        paragraph.runs.append(Run(element, paragraph, shown))


def _written(run: etree._Element) -> str:
    if is_hidden(run):
        return ""
    return "".join(
        (child.text or "") if child.tag == f"{W}t" else _LETTERS.get(str(child.tag), "")
        for child in run
    )


def is_hidden(run: etree._Element) -> bool:
    """Whether Word shows the run to nobody."""
    vanish = run.find(f"{W}rPr/{W}vanish")
    return vanish is not None and vanish.get(f"{W}val") not in ("0", "false", "off")


def _without_tags(text: str) -> list[str]:
    kept = list(text)
    if "{%" in text:
        for tag in _TAGS.finditer(text):
            kept[tag.start() : tag.end()] = [""] * (tag.end() - tag.start())
    return kept
