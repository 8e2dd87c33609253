"""The differential formats of a workbook's styles: looks found there, or added."""

from __future__ import annotations

import re

from s117xl.workbook.looks import Look
from s117xl.workbook.patch.markup import (
    Node,
    attribute,
    attributes,
    children,
    prefix,
    root,
    splice,
    with_attribute,
)

_BEFORE = (b"numFmts", b"fonts", b"fills", b"borders", b"cellStyleXfs", b"cellXfs", b"cellStyles")
_OFF = ("0", "false", "off", "none")
_RGB = re.compile(r"(?:[0-9A-Fa-f]{2})?([0-9A-Fa-f]{6})")


class Dxfs:
    """The differential formats of one styles part; `data` is the part as it now stands."""

    def __init__(self, data: bytes) -> None:
        self._original = data
        self._root = root(data)
        self._prefix = prefix(data, self._root)
        nodes = list(children(data, self._root.inner))
        self._list = next((node for node in nodes if node.name == b"dxfs"), None)
        before = [node.end for node in nodes if node.name in _BEFORE]
        self._place = max(before, default=self._root.inner)
        self._looks = [_look(data, node) for node in self._standing()]
        self._added: list[Look] = []

    def _standing(self) -> list[Node]:
        if self._list is None or self._list.inner == self._list.end:
            return []
        return [n for n in children(self._original, self._list.inner) if n.name == b"dxf"]

    def look(self, index: str | None) -> Look | None:
        """The look of a format, if it is one that a Look can say."""
        if index is None or not index.isdecimal() or int(index) >= len(self._looks):
            return None
        return self._looks[int(index)]

    def index(self, look: Look) -> int:
        """The number of the format that looks so; one is added where there is none."""
        if look not in self._looks:
            self._looks.append(look)
            self._added.append(look)
        return self._looks.index(look)

    @property
    def is_changed(self) -> bool:
        """Whether a look was added."""
        return bool(self._added)

    @property
    def data(self) -> bytes:
        """The styles part, byte for byte as it was unless a look was added."""
        if not self._added:
            return self._original
        new = b"".join(_dxf(look, self._prefix) for look in self._added)
        name = self._prefix + b"dxfs"
        end = b"</" + name + b">"
        count = str(len(self._looks))
        if self._list is None:
            tag = with_attribute(b"<" + name + b">", b"count", count)
            return splice(self._original, [(self._place, self._place, tag + new + end)])
        start, inner, close = self._list[1:4]
        tag = with_attribute(self._original[start:inner], b"count", count)
        if tag.endswith(b"/>"):
            tag, new = tag[:-2].rstrip() + b">", new + end
        return splice(self._original, [(start, inner, tag), (close, close, new)])


def _dxf(look: Look, prefix: bytes) -> bytes:
    marks = ("<p:b/>" if look.bold else "") + ("<p:u/>" if look.underline else "")
    xml = (
        f'<p:dxf><p:font>{marks}<p:color rgb="FF{look.font}"/></p:font>'
        f'<p:fill><p:patternFill><p:bgColor rgb="FF{look.fill}"/></p:patternFill></p:fill></p:dxf>'
    )
    return xml.encode().replace(b"p:", prefix)


def _look(data: bytes, node: Node) -> Look | None:
    """The format as a Look, or None where it says more or less than a Look can."""
    said: dict[str, str] = {}
    for part in _inside(data, node):
        if part.name not in (b"font", b"fill"):
            return None
        said |= _font(data, part) if part.name == b"font" else _fill(data, part)
    fill, font = said.pop("bgColor", ""), said.pop("color", "")
    bold, underline = said.pop("b", ""), said.pop("u", "")
    if said or not fill or not font:
        return None
    return Look(fill, font, bool(bold), bool(underline))


def _font(data: bytes, node: Node) -> dict[str, str]:
    said = {}
    for part in _inside(data, node):
        tag = data[part.start : part.inner]
        if part.name == b"color":
            said["color"] = _rgb(tag)
        elif (attribute(tag, b"val") or "1") not in _OFF:
            said[part.name.decode()] = "on"
    return said


def _fill(data: bytes, node: Node) -> dict[str, str]:
    pattern = next(iter(_inside(data, node)), None)
    if pattern is None or pattern.name != b"patternFill":
        return {"unknown": "fill"}
    kind = attribute(data[pattern.start : pattern.inner], b"patternType") or "solid"
    said = {} if kind == "solid" else {"pattern": kind}
    for part in _inside(data, pattern):
        if part.name == b"bgColor":
            said["bgColor"] = _rgb(data[part.start : part.inner])
    return said


def _inside(data: bytes, node: Node) -> list[Node]:
    return list(children(data, node.inner)) if node.inner < node.end else []


def _rgb(tag: bytes) -> str:
    said = attributes(tag)
    match = _RGB.fullmatch(said.get(b"rgb", ""))
    return match[1].upper() if match and b"tint" not in said else ""
