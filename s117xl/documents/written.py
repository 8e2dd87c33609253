"""A template as it was written in Word: faults that show only before its tags are moved."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from s117xl.documents.language import Fault

TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
"""A tag, whole: what is printed, a statement or a remark."""
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MARK = re.compile(r"\{[{%#]|[}%#]\}")
_CLOSE = {"{{": "}}", "{%": "%}", "{#": "#}"}
_PLACED = re.compile(r"(\{[{%#])(p|tr|tc|r)\s")
_MERGING = re.compile(r"\{%[-+]?\s*(colspan|cellbg|hm|vm)\b")


def as_written(root: etree._Element) -> Iterator[Fault]:
    """The faults that can be seen only before docxtpl has moved the tags."""
    if next(root.iter(f"{_W}ins", f"{_W}del", f"{_W}moveFrom", f"{_W}moveTo"), None) is not None:
        yield Fault("changes", "", "there are tracked changes; accept or reject them all.")
        return
    for paragraph in root.iter("{*}p"):
        text = _own_text(paragraph)
        if "{" in text or "}" in text:
            yield from _broken(text) or _out_of_place(paragraph, text)


def _own_text(paragraph: etree._Element) -> str:
    """The text of a paragraph, without that of a text box in it."""
    texts = [
        each
        for each in paragraph.iter("{*}t")
        if next(each.iterancestors("{*}p"), None) is paragraph
    ]
    return "".join(each.text or "" for each in texts)


def _broken(text: str) -> list[Fault]:
    """A tag that is opened and not closed in its paragraph, or the other way round."""
    opened, start = "", 0
    for mark in _MARK.finditer(text):
        if not opened and mark[0] in _CLOSE:
            opened, start = mark[0], mark.start()
        elif opened and mark[0] == _CLOSE[opened]:
            opened = ""
        elif opened != "{#":
            return [_unpaired(text[start : mark.end()])]
    return [_unpaired(text[start:])] if opened else []


def _unpaired(text: str) -> Fault:
    tag = text if len(text) < 60 else f"{text[:57]}…"
    return Fault("not closed", tag, f"{tag} is not one whole tag in one paragraph; type it afresh.")


def _out_of_place(paragraph: etree._Element, text: str) -> Iterator[Fault]:
    for found in TAG.finditer(text):
        tag = found[0]
        if _MERGING.match(tag):
            yield Fault("not allowed", tag, f"{tag} changes cells; lay the table out in Word.")
        elif placed := _PLACED.match(tag):
            if placed[1] == "{{" or placed[2] in ("r", "tc"):
                yield Fault("not allowed", tag, f"{tag} is not known here; write it with a space "
                            "after the brackets, or as {%p or {%tr.")  # fmt: skip
            elif not _stands_alone(tag, placed[2], paragraph, text):
                what = "row of a table" if placed[2] == "tr" else "paragraph"
                yield Fault("place", tag, f"{tag} must be all that stands in its {what}.")


def _stands_alone(tag: str, kind: str, paragraph: etree._Element, text: str) -> bool:
    if kind == "p":
        return text.strip() == tag
    row = next(paragraph.iterancestors(f"{_W}tr"), None)
    return row is not None and tag == "".join(t.text or "" for t in row.iter("{*}t")).strip()
