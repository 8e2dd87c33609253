"""A table of counts made fit to be published: what is hidden first, and what for its sake."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from s117xl.insight.disclosure.bounds import ENDLESS, Limits, Place, room
from s117xl.insight.disclosure.rule import SMALLEST, could_be, rounded

TOTAL = -1
ENOUGH = 2
"""A small count that is hidden could have at least this many other values."""


@dataclass(frozen=True, slots=True)
class Published:
    """A table with its totals by place: rounded counts, None where one is suppressed."""

    cells: Mapping[Place, int | None]

    def at(self, row: int, column: int) -> int | None:
        """The published count of a cell or of a total."""
        return self.cells[row, column]

    @property
    def hidden(self) -> frozenset[Place]:
        """The places that are suppressed."""
        return frozenset(place for place, count in self.cells.items() if count is None)


def publish(
    counts: Sequence[Sequence[int]],
    *,
    least: int = SMALLEST,
    hide: Collection[Place] = (),
    known: Collection[Place] = (),
) -> Published:
    """The table with its totals, small counts hidden and others where they would tell of one.

    Counts below `least` are small; `hide` are places to be hidden besides. `known` are places that
    are published elsewhere and cannot be hidden here. Each row has the same number of counts.
    """
    table = _Table(counts, least, frozenset(known))
    table.hidden |= {p for p in (*table.small(), *hide) if p not in table.known}
    while table.hide_lone() or table.hide_for_telling():
        pass
    return Published(
        {
            place: None if place in table.hidden else rounded(count)
            for place, count in table.true.items()
        }
    )


class _Table:
    """A table while it is decided what to hide."""

    def __init__(
        self, counts: Sequence[Sequence[int]], least: int, known: frozenset[Place]
    ) -> None:
        self.true = dict(with_totals(counts))
        self.least, self.known = least, known
        self.hidden: set[Place] = set()
        self.lines = [tuple(line) for line in _lines(len(counts), len(counts[0]))]

    def small(self) -> list[Place]:
        """The places of small counts."""
        return [place for place, count in self.true.items() if count < self.least]

    def hide_lone(self) -> bool:
        """Whether a second count was hidden in some line that hides one alone."""
        changed = False
        for line in self.lines:
            lone = [place for place in line if place in self.hidden]
            if len(lone) == 1 and (second := self._next(line)) is not None:
                self.hidden.add(second)
                changed = True
        return changed

    def hide_for_telling(self) -> bool:
        """Whether one more was hidden, as sums and differences came too near to a small count."""
        limits = self.limits()
        for place in self.small():
            if place in self.known or room(self.true, limits, place, ENOUGH) >= ENOUGH:
                continue
            for lines in ([x for x in self.lines if place in x], self.lines):
                around = [other for line in lines for other in line]
                if (more := self._next(around)) is not None:
                    self.hidden.add(more)
                    return True
        return False

    def _next(self, places: Sequence[Place]) -> Place | None:
        """The place to hide next: the smallest count, a cell before a total; None where none is."""
        free = [p for p in places if p not in self.hidden and p not in self.known]
        return min(free, key=lambda p: (p.count(TOTAL), self.true[p], p), default=None)

    def limits(self) -> Limits:
        """What each number can be for somebody who knows which are small and which are not."""
        return {place: self._limit(place, count) for place, count in self.true.items()}

    def _limit(self, place: Place, count: int) -> tuple[int, int]:
        if place in self.hidden or (place in self.known and count < SMALLEST):
            return (0, self.least - 1) if count < self.least else (self.least, ENDLESS)
        return could_be(rounded(count))


def with_totals(counts: Sequence[Sequence[int]]) -> Iterator[tuple[Place, int]]:
    """Every cell and every total of a table, by its place."""
    for row, line in enumerate(counts):
        yield from (((row, column), count) for column, count in enumerate(line))
        yield (row, TOTAL), sum(line)
    for column in range(len(counts[0])):
        yield (TOTAL, column), sum(line[column] for line in counts)
    yield (TOTAL, TOTAL), sum(map(sum, counts))


def _lines(rows: int, columns: int) -> Iterator[list[Place]]:
    """The lines that add up: each row and each column with its total, and the two of totals."""
    across, down = [*range(columns), TOTAL], [*range(rows), TOTAL]
    yield from ([(row, column) for column in across] for row in down)
    yield from ([(row, column) for row in down] for column in across)
