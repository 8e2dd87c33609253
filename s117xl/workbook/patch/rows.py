"""The XML of a worksheet as a stream: what is before its rows, its rows, what is after them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from s117xl.workbook.patch.markup import UnknownShapeError, attribute, children, opening

_DECLARED = re.compile(rb"(?:\xef\xbb\xbf)?<\?xml[^>]*?encoding\s*=\s*[\"']([\w.-]+)[\"']")
_LONGEST_HEAD = 64 << 20
_LONGEST_GAP = 1 << 20


class Row(NamedTuple):
    """A row's number, what stands before it (nothing, as a rule), and its XML.

    `plain` is false where comments or CDATA may stand among the cells.
    """

    number: int
    gap: bytes
    xml: bytes
    plain: bool


class SheetStream:
    """A worksheet's XML, read once from front to back.

    `head` ends before the start tag of `sheetData`, which is `opening`; `prefix` is `x:` where
    the sheet's elements have one. Once `rows` is exhausted, `tail` begins with what closes the
    rows, and is all of it for `<sheetData/>`.
    """

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._buffer = b""
        self._at = 0
        self._odd = False
        self.tail = b""
        self._read_head()
        self._close = b"</" + self.prefix + b"row>"
        self._next = re.compile(
            rb"(?P<gap>(?:\s++|<!--.*?-->)*+)"
            rb"(?:(?P<tag><" + self.prefix + rb"row(?:\s+r=\"(?P<number>[0-9]{1,7})\")?"
            rb"(?:(?=[\s/>])[^<>]*?)(?P<empty>/?)>)|</" + self.prefix + rb"sheetData\s*>)",
            re.DOTALL,
        )

    def rows(self) -> Iterator[Row]:
        """Give the rows, top to bottom. UnknownShapeError at what is no row or out of order."""
        number = 0
        while not self.opening.endswith(b"/>"):
            match = self._upcoming()
            if match["tag"] is None:
                break
            before, number = number, _number(match, number)
            if number <= before:
                raise UnknownShapeError("its rows are out of order")
            gap, xml = match["gap"], self._take(match)
            yield Row(number, gap, xml, not (self._odd and _is_odd(xml)))
        self.tail = self._buffer[self._at :] + b"".join(self._chunks)
        self._buffer = b""

    def unread(self) -> Iterator[bytes]:
        """Give the XML of the rows as it stands, without looking into it."""
        if self.opening.endswith(b"/>"):
            return
        close = b"</" + self.prefix + b"sheetData"
        while (end := self._buffer.find(close, self._at)) < 0:
            seam = max(self._at, len(self._buffer) - len(close))
            yield self._buffer[self._at : seam]
            self._at = seam
            if not self._more():
                raise UnknownShapeError("its rows are not closed")
        yield self._buffer[self._at : end]
        self._at = end
        self.tail = self._buffer[self._at :] + b"".join(self._chunks)
        self._buffer = b""

    def _read_head(self) -> None:
        self._more()
        declared = _DECLARED.match(self._buffer)
        if declared and declared[1].lower() not in (b"utf-8", b"us-ascii"):
            raise UnknownShapeError("it is not in UTF-8")
        while not (found := self._find_opening()):
            if len(self._buffer) > _LONGEST_HEAD or not self._more():
                raise UnknownShapeError("it has no place for rows")
        self.head = self._buffer[: found.start()]
        self.opening, self.prefix = found[0], found[1]
        self._at = found.end()

    def _find_opening(self) -> re.Match[bytes] | None:
        for match in opening(b"sheetData").finditer(self._buffer):
            before = self._buffer[: match.start()]
            if before.count(b"<!--") == before.count(b"-->"):
                return match
        return None

    def _more(self) -> bool:
        """True when more of the sheet is at hand; what was given is let go."""
        piece = next(self._chunks, b"")
        seam = self._buffer[-4:] + piece
        self._odd = self._odd or _is_odd(seam)
        self._buffer = self._buffer[self._at :] + piece
        self._at = 0
        return bool(piece)

    def _upcoming(self) -> re.Match[bytes]:
        """What comes next: a row's start tag, or the end of the rows."""
        while not (match := self._next.match(self._buffer, self._at)):
            if len(self._buffer) - self._at > _LONGEST_GAP or not self._more():
                raise UnknownShapeError("it holds something among its rows that is not a row")
        return match

    def _take(self, match: re.Match[bytes]) -> bytes:
        """The XML of the row that begins at this match; the stream then stands behind it."""
        start, inner = (at - match.start() for at in (match.start("tag"), match.end()))
        end = inner if match["empty"] else self._row_end(start, inner)
        xml = self._buffer[self._at + start : self._at + end]
        self._at += end
        return xml

    def _row_end(self, start: int, inner: int) -> int:
        """Where the row ends, counted, as `start` and `inner` are, from where the stream is."""
        while True:
            end = self._buffer.find(self._close, self._at + inner)
            if end >= 0 and not (self._odd and _is_odd(self._buffer[self._at + start : end])):
                return end + len(self._close) - self._at
            if end >= 0 and (end := self._odd_row_end(start)) >= 0:
                return end
            if not self._more():
                raise UnknownShapeError("a row is not closed")

    def _odd_row_end(self, start: int) -> int:
        try:
            return next(children(self._buffer, self._at + start)).end - self._at
        except UnknownShapeError:
            return -1


def _is_odd(xml: bytes) -> bool:
    """Whether an end tag of a row in this XML may be no end tag, or may not be found."""
    return b"<!" in xml or b"row >" in xml


def _number(match: re.Match[bytes], before: int) -> int:
    """The number of a row: what it says, or one more than the row before it."""
    if match["number"]:
        return int(match["number"])
    said = attribute(match["tag"], b"r")
    if said is not None and not said.isdecimal():
        raise UnknownShapeError("a row has no number")
    return before + 1 if said is None else int(said)
