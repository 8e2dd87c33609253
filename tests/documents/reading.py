"""A Word file read back: its text, its headings, what stands under them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import docx
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

CONTROLS = re.compile(r"<w:sdt>|<w:sdt ")


def parts(data: bytes) -> dict[str, str]:
    """Every XML part as text."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {
            name: archive.read(name).decode()
            for name in archive.namelist()
            if name.endswith((".xml", ".rels"))
        }


def opened(data: bytes) -> Any:
    """The document by python-docx."""
    return docx.Document(io.BytesIO(data))


def paragraphs(data: bytes) -> list[Paragraph]:
    """Every paragraph of the main text, in tables and controls too."""
    document = opened(data)
    return [Paragraph(p, document._body) for p in document.element.body.iter(qn("w:p"))]


def whole_text(paragraph: Paragraph) -> str:
    """Its text, with that of inline controls."""
    pieces = []
    for node in paragraph._p.iter(qn("w:t"), qn("w:br"), qn("w:tab")):
        pieces.append(node.text or "" if node.tag == qn("w:t") else "\n")
    return "".join(pieces)


def text(data: bytes) -> str:
    """All text, headers and footers too, a paragraph a line."""
    document = opened(data)
    lines = [whole_text(p) for p in paragraphs(data)]
    for section in document.sections:
        for place in (section.header, section.footer, section.first_page_footer):
            lines += [p.text for p in place.paragraphs]
            lines += [c.text for t in place.tables for row in t.rows for c in row.cells]
    return "\n".join(lines)


def bare_headings(data: bytes) -> Iterator[str]:
    """Headings with nothing under them: before one of the same or a higher level, or the end."""
    body = opened(data).element.body
    blocks = []
    for element in body.iter(qn("w:p"), qn("w:tbl")):
        if element.tag == qn("w:tbl"):
            blocks.append((0, "table"))
            continue
        style = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        name = style.get(qn("w:val")) if style is not None else ""
        level = int(name[-1]) if re.fullmatch("Heading[1-9]", name or "") else 0
        words = "".join(t.text or "" for t in element.iter(qn("w:t"))).strip()
        if words:
            blocks.append((level, words))
    for (level, words), (following, _) in zip(blocks, [*blocks[1:], (1, "")], strict=True):
        if level and following and following <= level:
            yield words


def controls(xml: str) -> int:
    """How many content controls there are."""
    return len(CONTROLS.findall(xml))
