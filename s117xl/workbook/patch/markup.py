"""XML as bytes: elements found and attributes changed where they stand, all else kept.

A part that a person's Excel wrote goes back byte for byte but for what is changed, so nothing
here parses a tree and writes it out again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

TRUE = frozenset(("1", "true", "on"))
_TOKEN = re.compile(
    rb"<(?:!--.*?-->|!\[CDATA\[.*?\]\]>|\?.*?\?>"
    rb"|(/?)([^\s/<>!?\"'=]+)((?:[^<>\"'/]++|/(?!>)|\"[^\"]*\"|'[^']*')*+)(/?)>)",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(rb"\s+([^\s=/>]+)\s*=\s*(\"[^\"]*\"|'[^']*')")
_REFERENCE = re.compile(r"&(?:#x([0-9A-Fa-f]+)|#([0-9]+)|(amp|lt|gt|quot|apos));")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}


class UnknownShapeError(Exception):
    """The XML has a shape that is not known here, so it is not to be written to."""


class Node(NamedTuple):
    """An element: `start` to `inner` is its start tag, `close` to `end` its end tag.

    An element with no end tag has `inner`, `close` and `end` equal. `name` has no prefix.
    """

    name: bytes
    start: int
    inner: int
    close: int
    end: int


def children(data: bytes, start: int = 0) -> Iterator[Node]:
    """Give the elements from `start` on, one level deep, up to the end tag of their parent."""
    depth = 0
    opened = start, start
    name = b""
    for token in _TOKEN.finditer(data, start):
        if token[2] is None:
            continue
        if token[1]:
            depth -= 1
            if depth < 0:
                return
            if depth == 0:
                yield Node(name, *opened, token.start(), token.end())
        elif token[4]:
            if depth == 0:
                end = token.end()
                yield Node(local(token[2]), token.start(), end, end, end)
        else:
            if depth == 0:
                name, opened = local(token[2]), token.span()
            depth += 1
    if depth:
        raise UnknownShapeError("an element is not closed")


def child(data: bytes, name: bytes, start: int = 0) -> Node | None:
    """The first element of this name among those that `children` gives."""
    return next((node for node in children(data, start) if node.name == name), None)


def tag_end(data: bytes, start: int = 0) -> int:
    """Where the start tag ends that begins at `start`."""
    match = _TOKEN.match(data, start)
    if match is None:
        raise UnknownShapeError("a tag cannot be read")
    return match.end()


def root(data: bytes) -> Node:
    """The root element of a part. Raises UnknownShapeError where there is none."""
    for node in children(data):
        return node
    raise UnknownShapeError("the part is empty")


def local(name: bytes) -> bytes:
    """A name without its prefix."""
    return name.rpartition(b":")[2]


def prefix(data: bytes, node: Node) -> bytes:
    """The prefix of an element with its colon, or nothing."""
    name = data[node.start + 1 : node.inner].split(None, 1)[0].rstrip(b"/>")
    return name[: -len(node.name)]


def attributes(tag: bytes) -> dict[bytes, str]:
    """The attributes of a start tag, with entities resolved."""
    return {name: text(value[1:-1]) for name, value in _ATTRIBUTE.findall(tag)}


def attribute(tag: bytes, name: bytes) -> str | None:
    """One attribute of a start tag, with entities resolved."""
    return attributes(tag).get(name)


def with_attribute(tag: bytes, name: bytes, value: str) -> bytes:
    """The start tag with an attribute given this value, the others where they were."""
    given = b'"' + escaped(value).replace(b'"', b"&quot;") + b'"'
    for match in _ATTRIBUTE.finditer(tag):
        if match[1] == name:
            return tag[: match.start(2)] + given + tag[match.end(2) :]
    at = len(tag) - (2 if tag.endswith(b"/>") else 1)
    return tag[:at].rstrip() + b" " + name + b"=" + given + tag[at:]


def without_attributes(tag: bytes, *names: bytes) -> bytes:
    """The start tag without these attributes."""
    return _ATTRIBUTE.sub(lambda match: b"" if match[1] in names else match[0], tag)


def text(data: bytes) -> str:
    """Character data with entities and character references resolved."""
    plain = data.decode("utf-8", "replace")
    return _REFERENCE.sub(_resolved, plain) if "&" in plain else plain


def inner_text(data: bytes, node: Node) -> str:
    """The text of an element that holds text alone, with CDATA read as text."""
    return "".join(
        piece[9:-3].decode("utf-8", "replace") if piece.startswith(b"<![CDATA[") else text(piece)
        for piece in _TEXT.findall(data, node.inner, node.close)
        if not piece.startswith((b"<!--", b"<?"))
    )


_TEXT = re.compile(rb"<!\[CDATA\[.*?\]\]>|<!--.*?-->|<\?.*?\?>|[^<]+", re.DOTALL)


def escaped(value: str) -> bytes:
    """Text as character data in UTF-8."""
    plain = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return plain.encode("utf-8", "replace")


def _resolved(match: re.Match[str]) -> str:
    if match[3]:
        return _NAMED[match[3]]
    try:
        return chr(int(match[1], 16) if match[1] else int(match[2]))
    except (ValueError, OverflowError):
        return "\N{REPLACEMENT CHARACTER}"


@lru_cache(maxsize=64)
def opening(name: bytes) -> re.Pattern[bytes]:
    """A pattern for the start tag of an element, whatever its prefix."""
    return re.compile(rb"<((?:[\w.-]+:)?)" + name + rb"(?=[\s/>])[^<>]*>")


def splice(data: bytes, changes: list[tuple[int, int, bytes]]) -> bytes:
    """The data with each (start, end) replaced; what goes to one place keeps its order."""
    pieces: list[bytes] = []
    at = 0
    for start, end, new in sorted(changes, key=lambda change: change[:2]):
        pieces += (data[at:start], new)
        at = end
    pieces.append(data[at:])
    return b"".join(pieces)
