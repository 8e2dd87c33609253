"""Cells as a worksheet's XML holds them: values made into cells, and cells found in a row."""

from __future__ import annotations

import math
import re
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from s117xl.workbook.areas import column_letters, column_number, parse_cell
from s117xl.workbook.edits import Formula, Value
from s117xl.workbook.patch.markup import (
    Node,
    UnknownShapeError,
    attribute,
    children,
    escaped,
    tag_end,
    without_attributes,
)
from s117xl.workbook.patch.rows import Row

LONGEST_TEXT = 32_767
_SHORT, _MANY = 400, 10_000
_ESCAPES = re.compile("_x[0-9A-Fa-f]{4}_|[\0-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
# What is written as it stands, as nearly all text is: one look in place of five.
_PLAIN = "[^\0-\x20\x7f&<>_\ud800-\udfff\ufffe\uffff]++"
_EASY = re.compile(f"{_PLAIN}(?: {_PLAIN})*+")
_KEEPS_SPACE = re.compile(r"\A\s|\s\Z|[\n\t]|  ")
_FORMULA = re.compile(rb"<(?:[\w.-]+:)?f(?=[\s/>])[^<>]*>")
_CONTENT = re.compile(rb"<(?:[\w.-]+:)?(?:f|is)[\s/>]|<(?:[\w.-]+:)?v(?:\s[^>]*)?>(?!<)")


class Kept(NamedTuple):
    """A cell that moves with its row: its style and type attributes, and what is inside it."""

    tag: bytes
    content: bytes


class Gone(NamedTuple):
    """No cell at all, not even a blank one."""


GONE = Gone()
CellValue = Value | Kept | Gone


class CellWriter:
    """Makes cells in the dialect of one sheet: its prefix, and its workbook's first day."""

    def __init__(self, prefix: bytes, date1904: bool) -> None:
        self._prefix = prefix
        self._cell = b"<" + prefix + b"c"
        self._end = b"</" + prefix + b"c>"
        self._addressed = self._cell + b' r="'
        self._inline = b' t="inlineStr">'
        self._texts: dict[str, bytes] = {}
        self._easy = b"<%bis><%bt>" % (prefix, prefix), b"</%bt></%bis>" % (prefix, prefix)
        self._first_day = date(1904, 1, 1) if date1904 else date(1899, 12, 30)
        self._oldest = date(1904, 1, 1) if date1904 else date(1900, 3, 1)

    def new(self, reference: bytes, style: bytes, value: CellValue) -> bytes:
        """A cell; `style` is its attribute, such as ` s="4"`. A blank with none is nothing."""
        if type(value) is str and (text := self._texts.get(value)):
            return self._addressed + reference + b'"' + style + self._inline + text + self._end
        if isinstance(value, Gone):
            return b""
        if isinstance(value, Kept):
            tag = self._addressed + reference + b'"' + value.tag
            return tag + b">" + value.content + self._end if value.content else tag + b"/>"
        kind, content = self.content(value)
        if not content and not style:
            return b""
        return self._whole(self._addressed + reference + b'"' + style, kind, content)

    def over(self, cell: bytes, value: CellValue) -> bytes:
        """The cell with another value, its style and place kept; unchanged if it says this."""
        if isinstance(value, Kept | Gone):
            raise TypeError("a cell that moves has a style of its own")
        kind, content = self.content(value)
        if not content and is_blank(cell):
            return cell
        tag = cell[: cell.index(b">") + 1]
        if b" t=" in tag or b"m=" in tag:
            tag = without_attributes(tag, b"t", b"cm", b"vm")
        tag = tag[: -2 if tag.endswith(b"/>") else -1].rstrip()
        return self._whole(tag, kind, content)

    def _whole(self, tag: bytes, kind: bytes, content: bytes) -> bytes:
        return tag + kind + b">" + content + self._end if content else tag + b"/>"

    def content(self, value: Value) -> tuple[bytes, bytes]:
        """The type attribute and the inside of a cell with this value; a blank has neither."""
        if value is None or value == "":
            return b"", b""
        if isinstance(value, str):
            return b' t="inlineStr"', self._texts.get(value) or self._remembered(value)
        if isinstance(value, bool):
            return b' t="b"', self._element(b"v", b"1" if value else b"0")
        if isinstance(value, date):
            return self._date(value)
        if isinstance(value, Formula):
            return self._formula(value)
        return b"", self._element(b"v", _number(value))

    def _element(self, name: bytes, inside: bytes) -> bytes:
        name = self._prefix + name
        return b"<" + name + b">" + inside + b"</" + name + b">"

    def _remembered(self, value: str) -> bytes:
        # Most of what is written is said again and again: codes, severities, fixes.
        text = self._text(value)
        if len(text) < _SHORT and len(self._texts) < _MANY:
            self._texts[value] = text
        return text

    def _text(self, value: str) -> bytes:
        if _EASY.fullmatch(value) and len(value) <= LONGEST_TEXT // 2:
            return self._easy[0] + value.encode() + self._easy[1]
        fitted = fit(value)
        space = b' xml:space="preserve"' if _KEEPS_SPACE.search(fitted) else b""
        prefix = self._prefix
        start = b"<" + prefix + b"is><" + prefix + b"t" + space + b">"
        return start + plain(fitted) + b"</" + prefix + b"t></" + prefix + b"is>"

    def _date(self, value: date) -> tuple[bytes, bytes]:
        day = value.date() if isinstance(value, datetime) else value
        if day < self._oldest:
            return b' t="inlineStr"', self._text(value.isoformat())
        serial: int | float = (day - self._first_day).days
        if isinstance(value, datetime):
            past = value.replace(tzinfo=None) - datetime.combine(day, datetime.min.time())
            serial += past / timedelta(days=1)
        return b"", self._element(b"v", _number(serial))

    def _formula(self, value: Formula) -> tuple[bytes, bytes]:
        formula = self._element(b"f", escaped(value.text))
        if not isinstance(value.shown, str):
            return b"", formula + self._element(b"v", _number(value.shown))
        return b' t="str"', formula + self._element(b"v", plain(fit(value.shown)))


def plain(value: str) -> bytes:
    """Text as Excel stores it: control characters as `_x0007_`, and `_x0007_` itself escaped."""
    if _ESCAPES.search(value):
        value = _ESCAPES.sub(_escape, value)
    return escaped(value)


def _escape(match: re.Match[str]) -> str:
    return f"_x005F{match[0]}" if len(match[0]) > 1 else f"_x{ord(match[0]):04X}_"


def fit(value: str) -> str:
    """Text of at most as many UTF-16 units as a cell holds, with an ellipsis where it was cut."""
    value = value.replace("\r\n", "\n")
    if len(value) <= LONGEST_TEXT // 2:
        return value
    units = value.encode("utf-16-le", "surrogatepass")
    if len(units) <= 2 * LONGEST_TEXT:
        return value
    return units[: 2 * (LONGEST_TEXT - 1)].decode("utf-16-le", "ignore") + "…"


def _number(value: int | float) -> bytes:
    if not math.isfinite(value):
        raise ValueError("a cell cannot hold a number that is not finite")
    return repr(value).encode()


def is_blank(cell: bytes) -> bool:
    """Whether a cell's XML holds no value and no formula."""
    return _CONTENT.search(cell) is None


def formula_of(cell: bytes) -> bytes:
    """The start tag of a cell's formula, or nothing."""
    match = _FORMULA.search(cell)
    return match[0] if match else b""


def style_of(cell: bytes) -> bytes:
    """The style attribute of a cell's XML, ready to stand in another's tag, or nothing."""
    style = attribute(cell[: cell.index(b">") + 1], b"s")
    return b"" if style is None else b' s="' + style.encode() + b'"'


class Place(NamedTuple):
    """Where a cell stands in its row's XML, counted in bytes."""

    column: int
    start: int
    node: Node | None = None


class CellFinder:
    """Finds the cells of a row in the dialect of one sheet."""

    def __init__(self, prefix: bytes) -> None:
        self._cell = b"<" + prefix + b"c "
        self._close = b"</" + prefix + b"c>"
        self._addressed = b"<" + prefix + b'c r="'
        self._start = re.compile(re.escape(self._addressed) + rb'([A-Z]{1,3})[0-9]+"')

    def find(self, xml: bytes, reference: bytes) -> tuple[int, int] | None:
        """Where the one cell with this address is, if it is written as Excel writes it."""
        start = xml.rfind(self._addressed + reference + b'"')
        return None if start < 0 else (start, self._end(xml, start))

    def after_last(self, xml: bytes, column: int) -> int | None:
        """Where the last cell of a plain row ends, if it stands left of this column."""
        start = xml.rfind(self._cell)
        match = self._start.match(xml, start) if start >= 0 else None
        if match is None or _column_number(match[1]) >= column:
            return None
        end = self._end(xml, start)
        return end if xml.startswith(b"</", end) else None

    def places(self, row: Row) -> list[Place]:
        """The place of each cell in a row, left to right. UnknownShapeError if not so."""
        xml = row.xml
        found = list(self._start.finditer(xml)) if row.plain else []
        if not row.plain or len(found) != _cell_count(xml, self._cell):
            return _read_places(xml)
        return _in_order([Place(_column_number(match[1]), match.start()) for match in found])

    def end(self, xml: bytes, place: Place) -> int:
        """Where the cell at a place ends."""
        return place.node.end if place.node else self._end(xml, place.start)

    def all_within(self, row: Row, left: int, right: int) -> bool:
        """Whether every cell of a row lies in these columns; false where that is not plain."""
        first = self._start.match(row.xml, tag_end(row.xml))
        at = row.xml.rfind(self._cell)
        last = self._start.match(row.xml, at) if at >= 0 else None
        if not (row.plain and first and last):
            return False
        return left <= _column_number(first[1]) and _column_number(last[1]) <= right

    def _end(self, xml: bytes, start: int) -> int:
        inner = xml.index(b">", start)
        if xml[inner - 1] == _SLASH:
            return inner + 1
        return xml.index(self._close, inner) + len(self._close)


_SLASH = ord("/")


def _cell_count(xml: bytes, spaced: bytes) -> int:
    tag = spaced[:-1]
    return sum(xml.count(tag + after) for after in (b" ", b">", b"/", b"\n", b"\t", b"\r"))


def _read_places(xml: bytes) -> list[Place]:
    found, column = [], 0
    row = next(children(xml))
    if row.inner == row.end:
        return []
    for node in children(xml, row.inner):
        if node.name != b"c":
            continue
        said = attribute(xml[node.start : node.inner], b"r")
        column = column + 1 if said is None else _column(said)
        found.append(Place(column, node.start, node))
    return _in_order(found)


def _column(reference: str) -> int:
    try:
        return parse_cell(reference)[1]
    except ValueError:
        raise UnknownShapeError("a cell has an address that cannot be read") from None


def _in_order(places: list[Place]) -> list[Place]:
    if any(one.column >= two.column for one, two in pairwise(places)):
        raise UnknownShapeError("the cells of a row are out of order")
    return places


def cell_reference(column: int, row: int) -> bytes:
    """The address of a cell as bytes: `B7`."""
    return b"%s%d" % (_letters(column), row)


@lru_cache(maxsize=1024)
def _column_number(letters: bytes) -> int:
    return column_number(letters.decode())


@lru_cache(maxsize=1024)
def _letters(column: int) -> bytes:
    return column_letters(column).encode()
