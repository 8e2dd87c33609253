"""A sheet's rows scanned as bytes: quick, for the XML that Excel and most others write.

Tags are found many at a time with numpy, as two or four bytes that stand together; nothing is
done cell by cell but for the few cells that are of interest. Every cell's address is read, as
one stray cell decides how much memory a reader would take.
"""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from s117xl.workbook.areas import parse_cell
from s117xl.workbook.scan_result import Scan

Positions = NDArray[np.int64]
Numbers = NDArray[np.int32]
Bytes = NDArray[np.uint8]

_ADDRESS = len(b'<c r="')
_HIDDEN = re.compile(rb' hidden="(?:1|true)"')
_QUOTE = ord('"')
_LOOK_AHEAD = bytes(len(b'<c r="XFD1048576"'))
_VALUE = re.compile(rb"<v(?:\s[^>]*)?>([^<]*)<")


class Unusual(Exception):
    """The XML has a shape that only the general way can read."""


def scan_rows(block: bytes, scan: Scan) -> None:
    """Fill the scan from whole rows of a sheet. Raises Unusual, with the scan then half filled."""
    data = np.frombuffer(block + _LOOK_AHEAD, np.uint8)
    _count_hidden(block, scan)
    cells = _tags(block, data, b"<c")
    if not cells.size:
        return
    rows, columns = _addresses(data, cells)
    scan.reach(int(rows.max()), int(columns.max()))
    _keep_errors(block, scan)
    formulas = _tags(block, data, b"<f")
    if formulas.size:
        scan.formulas += formulas.size
        found = _uncomputed(block, data, cells, formulas)
        scan.add_uncomputed(zip(rows[found].tolist(), columns[found].tolist(), strict=True))


def find(block: bytes, word: bytes) -> Positions:
    """Where a word of two or four bytes stands, in ascending order."""
    size = len(word)
    found = [
        np.flatnonzero(_words(block, size, shift) == int.from_bytes(word, "little")) * size + shift
        for shift in range(size)
        if len(block) - shift >= size
    ]
    return np.sort(np.concatenate(found)) if found else np.empty(0, np.int64)


def _tags(block: bytes, data: Bytes, start: bytes) -> Positions:
    """Where the tags of a name of one letter begin; rich text has `<color>` and `<family>`."""
    found = find(block, start)
    return found[data[found + len(start)] < ord("a")]


def _words(block: bytes, size: int, shift: int) -> NDArray[np.unsignedinteger]:
    count = (len(block) - shift) // size
    return np.frombuffer(block, f"<u{size}", count=count, offset=shift)


def _addresses(data: Bytes, cells: Positions) -> tuple[Numbers, Numbers]:
    """The rows and columns of all cells; each must begin `<c r="` and give a plain address."""
    for offset, expected in enumerate(b' r="', start=2):
        if not (data[cells + offset] == expected).all():
            raise Unusual
    at = cells + _ADDRESS
    columns = _take(data, at, first=b"A", base=26, most=3)
    rows = _take(data, at, first=b"0", base=10, most=7)
    if not (data[at] == _QUOTE).all() or not columns.all() or not rows.all():
        raise Unusual
    return rows, columns


def _take(data: Bytes, at: Positions, first: bytes, base: int, most: int) -> Numbers:
    """The numbers written in letters or digits at these places, which move on behind them.

    A column's A counts one, a row's 0 nothing.
    """
    numbers = np.zeros(at.size, np.int32)
    worth = np.int32(first == b"A")
    for _ in range(most):
        digits = data[at] - np.uint8(first[0])
        more = digits < base
        if not more.any():
            break
        at += more
        numbers = np.where(more, numbers * base + digits + worth, numbers)
    return numbers


def _count_hidden(block: bytes, scan: Scan) -> None:
    for hit in find(block, b"den=").tolist():
        if _HIDDEN.match(block, hit - 4):
            scan.hidden_rows += _tag(block, hit).startswith(b"<row")


def _tag(block: bytes, place: int) -> bytes:
    """The beginning of the tag in which a place stands, or nothing where it stands in a text."""
    start = block.rfind(b"<", 0, place)
    return b"" if b">" in block[start:place] else block[start:place]


def _keep_errors(block: bytes, scan: Scan) -> None:
    for hit in find(block, b'="e"').tolist():
        tag = _tag(block, hit)
        if tag.startswith(b"<c r=") and tag.endswith(b" t"):
            row, column = parse_cell(tag.split(b'"')[1].decode("ascii"))
            value = _VALUE.search(block, hit, block.find(b"</c>", hit))
            scan.add_error(row, column, value[1].decode("utf-8") if value else "")


def _uncomputed(block: bytes, data: Bytes, cells: Positions, formulas: Positions) -> Positions:
    """Which cells, by their place in `cells`, hold a formula and no value."""
    owners = np.searchsorted(cells, formulas) - 1
    ends = np.append(cells, len(block))[owners + 1]
    values = np.append(_tags(block, data, b"<v"), len(block))
    starts = values[np.searchsorted(values, formulas)]
    absent = starts >= ends
    filled = (data[starts + 2] == ord(">")) & (data[starts + 3] != ord("<"))
    doubtful = np.flatnonzero(~absent & ~filled)
    empty = [i for i in doubtful.tolist() if _is_empty(block, int(cells[owners[i]]), int(starts[i]))]
    return np.sort(np.concatenate((owners[absent], owners[empty])))


def _is_empty(block: bytes, cell: int, value: int) -> bool:
    """Whether a value is empty, and not the empty text that a formula gave."""
    if block.startswith(b"<v><!", value):
        raise Unusual
    found = _VALUE.match(block, value)
    return not (found and found[1]) and b' t="str"' not in block[cell : block.find(b">", cell)]
