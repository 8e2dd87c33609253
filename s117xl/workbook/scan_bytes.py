"""A sheet's rows scanned as bytes: quick, for the XML that Excel and most others write.

Tags are found many at a time with numpy, as two or four bytes that stand together; nothing is
done cell by cell but for the few cells that are of interest. Every cell's address is looked at,
as one stray cell decides how much memory a reader would take.
"""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from s117xl.workbook.areas import column_number, parse_cell
from s117xl.workbook.scan_result import Scan

LOOK_AHEAD = 32
"""How many bytes must stand behind a block's end, so that no place near it needs a check."""

Positions = NDArray[np.int64]
Words = NDArray[np.unsignedinteger]

_ADDRESS = len(b'<c r="')
_FILLED = b"</v></c>"
_HIDDEN = re.compile(rb' hidden="(?:1|true)"')
_VALUE = re.compile(rb"<v(?:\s[^>]*)?>([^<]*)<")


class UnusualError(Exception):
    """The XML has a shape that only the general way can read."""


def scan_rows(block: bytes, end: int, scan: Scan) -> None:
    """Fill the scan from the whole rows that end at `end`, with LOOK_AHEAD bytes behind them.

    Raises UnusualError, with the scan then half filled.
    """
    if end < len("<row/>"):
        return
    _count_hidden(block, end, scan)
    cells = _tags(block, end, b"<c")
    if cells.size:
        scan.reach(*_farthest(block, cells))
        _keep_errors(block, end, scan)
        _keep_uncomputed(block, end, cells, scan)


def _find(block: bytes, end: int, word: bytes) -> Positions:
    """Where a word of two or four bytes begins before `end`, in ascending order."""
    size, found = len(word), []
    for shift in range(size):
        words = np.frombuffer(block, f"<u{size}", count=(end - shift) // size, offset=shift)
        found.append(np.flatnonzero(words == int.from_bytes(word, "little")) * size + shift)
    return np.sort(np.concatenate(found), kind="stable")


def _tags(block: bytes, end: int, start: bytes) -> Positions:
    """Where the tags of a name of one letter begin; rich text has `<color>` and `<family>`."""
    found = _find(block, end, start)
    return found[_at(block, found + len(start), 1) < ord("a")]


def _at(block: bytes, places: Positions, size: int) -> Words:
    """The `size` bytes at each place, as little-endian numbers."""
    view = np.ndarray((len(block) - size + 1,), f"<u{size}", block, strides=(1,))
    found: Words = view[places]
    return found


def _farthest(block: bytes, cells: Positions) -> tuple[int, int]:
    """The last row and column of all cells; each must begin `<c r="` and give a plain address."""
    if (_at(block, cells + 2, 4) != int.from_bytes(b' r="', "little")).any():
        raise UnusualError
    letters = [_at(block, cells + _ADDRESS + place, 1) for place in range(3)]
    second = letters[1] >= ord("A")
    third = second & (letters[2] >= ord("A"))
    digits = cells + _ADDRESS + 1 + second + third
    return _last_row(_at(block, digits, 8)), _last_column(letters, second, third)


def _last_column(letters: list[Words], second: NDArray[np.bool_], third: NDArray[np.bool_]) -> int:
    """The last of the columns named by these letters, whose second and third may be digits."""
    count = 3 if third.any() else 2 if second.any() else 1
    longest = (np.ones_like(second), second, third)[count - 1]
    ranks = [letter[longest] for letter in letters[:count]]
    if any(rank.min() < ord("A") or rank.max() > ord("Z") for rank in ranks):
        raise UnusualError
    names = sum(rank.astype(np.int64) << 8 * place for place, rank in enumerate(reversed(ranks)))
    return column_number(int(np.max(names)).to_bytes(count, "big").decode("ascii"))


def _last_row(words: Words) -> int:
    """The greatest of the numbers whose digits begin these words of eight bytes, up to a quote.

    Arithmetic on all bytes of a word at once: `quote` is the highest bit of the byte that holds
    the first quotation mark, `below` covers the bytes before it, `digits` are their values.
    """
    marked = words ^ _each(ord('"'))
    quote = (marked - _each(0x01)) & ~marked & _each(0x80)
    below = ((quote & (~quote + np.uint64(1))) >> np.uint64(7)) - np.uint64(1)
    digits = (words ^ _each(ord("0"))) & below
    too_great = (digits | (digits + _each(6))) & _each(0xF0) & below
    if not quote.all() or not below.all() or too_great.any():
        raise UnusualError
    longest = int(below.max())
    last = int(digits[below == longest].byteswap().max()).to_bytes(8, "big")
    return int("".join(str(digit) for digit in last[: longest.bit_length() // 8]))


def _each(byte: int) -> np.uint64:
    return np.uint64(byte * 0x0101010101010101)


def _count_hidden(block: bytes, end: int, scan: Scan) -> None:
    for hit in _find(block, end, b"den=").tolist():
        if _HIDDEN.match(block, hit - 4):
            scan.hidden_rows += _tag(block, hit).startswith(b"<row")


def _keep_errors(block: bytes, end: int, scan: Scan) -> None:
    for hit in _find(block, end, b'="e"').tolist():
        tag = _tag(block, hit)
        if tag.startswith(b"<c r=") and tag.endswith(b" t"):
            value = _VALUE.search(block, hit, block.find(b"</c>", hit))
            scan.add_error(*_address(tag), value[1].decode("utf-8") if value else "")


def _tag(block: bytes, place: int) -> bytes:
    """The beginning of the tag in which a place stands, or nothing where it stands in a text."""
    start = block.rfind(b"<", 0, place)
    return b"" if b">" in block[start:place] else block[start:place]


def _keep_uncomputed(block: bytes, end: int, cells: Positions, scan: Scan) -> None:
    formulas = _tags(block, end, b"<f")
    scan.formulas += formulas.size
    owners = np.searchsorted(cells, formulas)
    starts, ends = cells[owners - 1], np.append(cells, end)[owners]
    doubtful = ~_filled(block, ends)
    for start, stop in zip(starts[doubtful].tolist(), ends[doubtful].tolist(), strict=True):
        if _is_uncomputed(cell := block[start:stop]):
            scan.add_uncomputed(*_address(cell))


def _filled(block: bytes, ends: Positions) -> NDArray[np.bool_]:
    """Whether a value of at least one character ends at these ends of cells."""
    begins = np.maximum(ends - len(_FILLED), 1)
    closed = _at(block, begins, 8) == int.from_bytes(_FILLED, "little")
    filled: NDArray[np.bool_] = closed & (_at(block, begins - 1, 1) != ord(">"))
    return filled


def _is_uncomputed(cell: bytes) -> bool:
    """Whether a cell with a formula has no value; a formula may have given an empty text."""
    if b"<![" in cell:
        raise UnusualError
    value = _VALUE.search(cell)
    if value and value[1]:
        return False
    return not (b"<v" in cell and b' t="str"' in cell.partition(b">")[0])


def _address(tag: bytes) -> tuple[int, int]:
    return parse_cell(tag.split(b'"', 2)[1].decode("ascii"))
