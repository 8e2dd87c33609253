"""Tables as plain cells: each column as its distinct cells, and which of them each row holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum
from itertools import count
from typing import Any

import numpy as np
from numpy.typing import NDArray


@dataclass(slots=True)
class RawColumn:
    """The distinct cells of one column, and which of them each row holds."""

    heading: str
    position: int
    cells: list[Any]
    at: NDArray[np.int32]


@dataclass(slots=True)
class RawTable:
    """One table: `rows` has Excel's number of each row that holds anything in a known column.

    `first_row` is the number of its first data row and `count` how many it has, blank or not.

    `written` are the headings of ours under which anything stands.

    `columns` are by field key; `strangers` are headings that are not ours; `notes` are
    sentences about what was seen and left out. `date1904` says that its days are counted from
    1904 where a cell holds a bare number.
    """

    name: str
    sheet: str
    left: int
    rows: NDArray[np.int32]
    columns: dict[str, RawColumn]
    strangers: tuple[str, ...]
    first_row: int = 2
    count: int = 0
    notes: list[str] = field(default_factory=list)
    written: frozenset[str] = frozenset()
    date1904: bool = False


RawTables = dict[str, RawTable]


class _Logical(Enum):
    """TRUE and FALSE while they are gathered: Python takes them for equal to 1 and 0."""

    TRUE = "TRUE"
    FALSE = "FALSE"


class Gathering:
    """A column's distinct cells while they are gathered, block by block."""

    __slots__ = ("_blocks", "_numbers")

    def __init__(self) -> None:
        self._numbers: defaultdict[Any, int] = defaultdict(count().__next__)
        self._blocks: list[NDArray[np.int32]] = []

    def add(self, cells: Sequence[Any]) -> None:
        """Take in the cells of the next rows."""
        if not cells:
            return
        if cells.count("") == len(cells):
            # Most columns of a register are blank for most people.
            self._blocks.append(np.full(len(cells), self._numbers[""], np.int32))
            return
        if bool in set(map(type, cells)):
            cells = list(_logicals_apart(cells))
        numbers = map(self._numbers.__getitem__, cells)
        self._blocks.append(np.fromiter(numbers, np.int32, len(cells)))

    def column(
        self, heading: str, position: int, instead: Iterable[tuple[int, Any]] = ()
    ) -> RawColumn:
        """The column; `instead` gives other cells for some rows, counted from 0."""
        at = np.concatenate(self._blocks) if self._blocks else np.empty(0, np.int32)
        for row, cell in instead:
            at[row] = self._numbers[cell]
        cells = list(self._numbers)
        if not self._numbers.keys().isdisjoint(_Logical):
            cells = list(map(_plain, cells))
        return RawColumn(heading, position, cells, at)


def _logicals_apart(cells: Sequence[Any]) -> Iterator[Any]:
    for cell in cells:
        yield (_Logical.TRUE if cell else _Logical.FALSE) if isinstance(cell, bool) else cell


def _plain(cell: Any) -> Any:
    return cell is _Logical.TRUE if isinstance(cell, _Logical) else cell


def factorise(heading: str, position: int, values: list[Any]) -> RawColumn:
    """A column as its distinct cells and an index for each row."""
    gathering = Gathering()
    gathering.add(values)
    return gathering.column(heading, position)
