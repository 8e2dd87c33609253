"""How near somebody who knows the rule can come to a hidden count: by every sum and difference.

A table with its totals is a network: what flows through a row flows out through its columns. Each
number may be anything that its published figure allows. What a hidden one can be at most is found
by pushing more through its place for as long as the others give way, and at least by pushing less.
That is exact for whole numbers. The true table is where the pushing starts.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping

Place = tuple[int, int]
"""Row and column of a number; -1 stands for the total."""

Limits = Mapping[Place, tuple[int, int]]
"""The least and the most that each number can be, by its place."""

ENDLESS = 10**9


def room(true: Mapping[Place, int], limits: Limits, place: Place, enough: int) -> int:
    """How many values a hidden number could have besides the true one, counted up to `enough`.

    `true` and `limits` hold every cell and every total.
    """
    found = 0
    for direction in (1, -1):
        flow = dict(true)
        while found < enough and (step := _push(flow, limits, place, direction)):
            found += step
    return min(found, enough)


def _push(flow: dict[Place, int], limits: Limits, place: Place, direction: int) -> int:
    """Change the number at a place as far as one way round allows; by how much it was changed."""
    least, most = limits[place]
    own = most - flow[place] if direction > 0 else flow[place] - least
    if own <= 0:
        return 0
    way = _way_round(flow, limits, place, direction)
    if way is None:
        return 0
    step = min(own, *(amount for *_, amount in way))
    for other, sign, _ in way:
        flow[other] += sign * step
    flow[place] += direction * step
    return step


def _ends(place: Place) -> tuple[str, str]:
    """From where to where a number flows: source, row, column, sink, and back to the source."""
    row, column = place
    if row < 0 and column < 0:
        return "sink", "source"
    if column < 0:
        return "source", f"row {row}"
    if row < 0:
        return f"column {column}", "sink"
    return f"row {row}", f"column {column}"


Step = tuple[Place, int, int]


def _way_round(
    flow: Mapping[Place, int], limits: Limits, place: Place, direction: int
) -> list[Step] | None:
    """The shortest chain of changes that makes up for a change at a place, None where none does."""
    tail, head = _ends(place)
    start, goal = (head, tail) if direction > 0 else (tail, head)
    came: dict[str, tuple[str, Step] | None] = {start: None}
    waiting = deque([start])
    while waiting:
        node = waiting.popleft()
        if node == goal:
            return _back(came, goal)
        for other, amount in flow.items():
            if other == place:
                continue
            a, b = _ends(other)
            least, most = limits[other]
            if a == node and b not in came and amount < most:
                came[b] = node, (other, 1, most - amount)
                waiting.append(b)
            elif b == node and a not in came and amount > least:
                came[a] = node, (other, -1, amount - least)
                waiting.append(a)
    return None


def _back(came: Mapping[str, tuple[str, Step] | None], goal: str) -> list[Step]:
    steps, node = [], goal
    while (before := came[node]) is not None:
        node, step = before
        steps.append(step)
    return steps
