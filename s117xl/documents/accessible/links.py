"""Links and content controls, each of which is read out by its name alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from s117xl.documents.accessible.barrier import STOP, Barrier
from s117xl.documents.accessible.document import Document, at, beginning
from s117xl.documents.accessible.names import W
from s117xl.documents.accessible.story import Paragraph, Story, letters, within

_BARE = re.compile(
    r"(?:please )?(?:click|press|tap|see|read|look|go)? ?(?:here|(?:this|the|our)? ?(?:link|page|"
    r"website|web site|document)|more|read more|more information|more details|find out more|"
    r"learn more|download|details)[.!:]?\Z",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S{1,2000}\Z|[\w-]{1,63}(?:\.[\w-]{1,63}){0,5}\.[a-z]{2,24}(?:/\S{0,2000})?\Z",
    re.IGNORECASE,
)
_LINK_FIELD = re.compile(r"\s*HYPERLINK\b")
_NO_FIELD = ("docPartObj", "docPartList", "bibliography")


def link_barriers(document: Document) -> Iterator[Barrier]:
    """Each link says where it leads."""
    for paragraph in document.paragraphs:
        for text, pictured in _links(paragraph):
            if sentence := _wrong_with(text.strip(), pictured):
                yield at(paragraph, "link-text", STOP, sentence)


def _wrong_with(text: str, pictured: bool) -> str:
    if not text:
        return "" if pictured else "Give this link a text that says where it leads."
    if _BARE.match(text):
        return "Make the link's text say where it leads, for it may be read by itself."
    if _ADDRESS.match(text):
        return "Make the link's text the name of what it leads to, and not its address."
    return ""


def _links(paragraph: Paragraph) -> Iterator[tuple[str, bool]]:
    """The text of each link, and whether it holds a picture."""
    shown = {run.element: run.text for run in paragraph.runs}
    for link in within(paragraph.element, f"{W}hyperlink", f"{W}fldSimple"):
        if link.tag == f"{W}hyperlink" or _LINK_FIELD.match(str(link.get(f"{W}instr"))):
            yield "".join(shown.get(run, "") for run in link.iter(f"{W}r")), _pictured(link)
    yield from _link_fields(paragraph)


def _link_fields(paragraph: Paragraph) -> Iterator[tuple[str, bool]]:
    """The links that are written as a field: begin, its words, separate, the text, end."""
    words, text, pictured, stage = "", "", False, ""
    for run in paragraph.runs:
        mark = run.element.find(f"{W}fldChar")
        if mark is None:
            words += letters(run.element, "instrText") if stage == "begin" else ""
            text += run.text if stage == "separate" else ""
            pictured = pictured or (stage == "separate" and _pictured(run.element))
            continue
        stage = str(mark.get(f"{W}fldCharType"))
        if stage == "end" and _LINK_FIELD.match(words):
            yield text, pictured
        if stage == "begin":
            words, text, pictured = "", "", False


def _pictured(element: etree._Element) -> bool:
    return next(element.iter(f"{W}drawing", f"{W}pict"), None) is not None


def control_barriers(document: Document) -> Iterator[Barrier]:
    """Each content control has a title, which says what to enter."""
    for story in document.stories:
        for number, control in enumerate(_controls(story), 1):
            title = control.find(f"{W}sdtPr/{W}alias")
            if title is None or not str(title.get(f"{W}val", "")).strip():
                place = f"{story.label}, content control {number}"
                text = beginning(letters(control))
                sentence = "Give this content control a title (Developer, Properties)."
                yield Barrier("control-title", STOP, place, text, sentence)


def _controls(story: Story) -> Iterator[etree._Element]:
    """Those that are filled in; the frame of a list of contents is none."""
    for control in story.root.iter(f"{W}sdt"):
        if all(control.find(f"{W}sdtPr/{W}{name}") is None for name in _NO_FIELD):
            yield control
