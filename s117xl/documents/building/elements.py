"""Word's elements, made short: an element by its prefixed name, a run, a paragraph.

A tag (`{{ … }}`, `{% … %}`) always stands in one run: split over two, it would have to be mended
before every render.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml import etree

Element = etree._Element

SPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "xml": "http://www.w3.org/XML/1998/namespace",
}
ROOT_SPACES = {prefix: uri for prefix, uri in SPACES.items() if prefix != "xml"}

_BOLD = re.compile(r"\*\*(.+?)\*\*")
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")
_BREAK = re.compile(r"([\n\t])")


def el(name: str, /, *children: Element | None, text: str | None = None, **parts: str) -> Element:
    """An element `w:p`; its attribute `w_val` is `w:val`, `descr` has no prefix."""
    made = etree.Element(qualified(name, ":"), nsmap=ROOT_SPACES)
    for key, value in parts.items():
        made.set(qualified(key, "_"), value)
    made.text = text
    made.extend([child for child in children if child is not None])
    return made


def qualified(name: str, mark: str) -> str:
    """The name as lxml wants it: the prefix replaced by its namespace."""
    prefix, found, local = name.partition(mark)
    return f"{{{SPACES[prefix]}}}{local}" if found and prefix in SPACES else name


def val(name: str, value: str | int) -> Element:
    """An element that is only its `w:val`."""
    return el(name, w_val=str(value))


def xml(root: Element) -> bytes:
    """The part as it stands in the file."""
    etree.cleanup_namespaces(root, keep_ns_prefixes=["w", "r", "w14", "mc"])
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def run(text: str, style: str | None = None) -> Element:
    """One run; a line break or tab in the text is Word's own."""
    made = el("w:r", el("w:rPr", val("w:rStyle", style)) if style else None)
    made.extend(list(pieces(text)))
    return made


def pieces(text: str) -> Iterator[Element]:
    """The text as `w:t`, `w:br` and `w:tab`."""
    for part in _BREAK.split(text):
        if part == "\n":
            yield el("w:br")
        elif part == "\t":
            yield el("w:tab")
        elif part:
            yield el("w:t", text=part, xml_space="preserve")


def runs(text: str) -> list[Element]:
    """The text as runs, what stands between `**` and `**` in bold."""
    made = []
    for index, part in enumerate(_BOLD.split(text)):
        refuse_cut_tag(part, text)
        if part:
            made.append(run(part, "Strong" if index % 2 else None))
    return made


def refuse_cut_tag(part: str, text: str) -> None:
    """Raise where a tag is not whole within this run."""
    rest = _TAG.sub("", part)
    if any(mark in rest for mark in ("{{", "}}", "{%", "%}")):
        raise ValueError(f"A tag is cut in two: {text!r}")


def paragraph(
    content: str | Iterable[Element],
    style: str | None = None,
    *,
    before: int | None = None,
    list_number: int | None = None,
    breaks: bool = False,
) -> Element:
    """A paragraph in a style.

    `before` is the space above it in points, if not the style's; `list_number` the list that it
    belongs to, if not the style's; with `breaks` it begins a page.
    """
    inner = runs(content) if isinstance(content, str) else list(content)
    if not inner:
        raise ValueError("A paragraph without text: space belongs to the styles")
    own = [
        val("w:pStyle", style) if style else None,
        el("w:pageBreakBefore") if breaks else None,
        in_list(list_number) if list_number else None,
        el("w:spacing", w_before=str(before * 20)) if before else None,
    ]
    return el("w:p", el("w:pPr", *own) if any(part is not None for part in own) else None, *inner)


def in_list(number: int) -> Element:
    """Membership of a list."""
    return el("w:numPr", val("w:ilvl", 0), val("w:numId", number))


def marker(tag: str) -> Element:
    """A paragraph that is gone once rendered: `{%p if x %}`."""
    return el("w:p", run(tag))


def expression(text: str) -> str:
    """The condition or loop as it may stand in a tag."""
    if any(mark in text for mark in "{}%\n") or not text.strip():
        raise ValueError(f"This cannot stand in a tag: {text!r}")
    return text.strip()
