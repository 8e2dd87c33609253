"""Which pairs are worth a look: rows that share something strong, found without comparing all.

Two rows are a pair where they share one of: the day of birth, as written or with day and month
swapped; the sound of both names, in either order, with the year or with the day and month of
birth; the postcode and an initial; the Trust's id; an NHS number but for one slip. Where a day
of birth is missing, the sound of both names is enough.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from s117xl.insight.reconcile.identity import Identity, sound

MOST_IN_BLOCK = 2_000
"""A key that more rows of the register share tells nobody apart, and is passed over."""

Key = tuple[Any, ...]


class Blocks:
    """The rows of the register by everything that they may share with a row of a list."""

    def __init__(self, identities: Sequence[Identity]) -> None:
        self._rows: dict[Key, list[int]] = defaultdict(list)
        for row, each in enumerate(identities):
            for key in _keys_of_ours(each):
                self._rows[key].append(row)
        self.passed_over = sum(len(rows) > MOST_IN_BLOCK for rows in self._rows.values())

    def near(self, theirs: Identity) -> Iterator[int]:
        """Each row of the register that is worth a comparison, once, in their order."""
        found: set[int] = set()
        for key in _keys_of_theirs(theirs):
            rows = self._rows.get(key, ())
            if len(rows) <= MOST_IN_BLOCK:
                found.update(rows)
        return iter(sorted(found))


def _keys_of_ours(each: Identity) -> Iterator[Key]:
    yield from _shared_keys(each)
    if each.born:
        yield "born", each.born
    if each.digits:
        yield "number", each.digits
    # Their row may lack the day of birth, or ours may: each side is looked up in the other.
    if names := _sounds(each):
        yield ("names", *names)
        if not each.born:
            yield ("undated", *names)


def _keys_of_theirs(each: Identity) -> Iterator[Key]:
    yield from _shared_keys(each)
    if each.born:
        yield "born", each.born
        if swapped := _swapped(each.born):
            yield "born", swapped
    if each.digits:
        yield "number", each.digits
        # Two numbers that both pass the check digit are never one slip apart.
        yield from (("number", slip) for slip in _slips(each.digits))
    if names := _sounds(each):
        yield ("undated", *names)
        if not each.born:
            yield ("names", *names)


def _shared_keys(each: Identity) -> Iterator[Key]:
    names = _sounds(each)
    if names and each.born:
        yield ("year", each.born.year, *names)
        yield ("day", each.born.month, each.born.day, *names)
    if each.postcode:
        for initial in {each.surname[:1], each.forename[:1]} - {""}:
            yield "postcode", each.postcode, initial
    if each.trust_id:
        yield "trust", each.trust_id


def _sounds(each: Identity) -> tuple[str, ...]:
    """The sounds of both names in order of the alphabet, none where one is not known."""
    sounds = sorted((sound(each.surname), sound(each.forename)))
    return tuple(sounds) if all(sounds) else ()


def _swapped(born: date) -> date | None:
    return born.replace(month=born.day, day=born.month) if born.day <= 12 else None


def _slips(digits: str) -> Iterable[str]:
    """The number with each two neighbouring digits swapped, and with each digit replaced."""
    for at in range(len(digits) - 1):
        if digits[at] != digits[at + 1]:
            yield digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
    for at, old in enumerate(digits):
        for new in "0123456789":
            if new != old:
                yield digits[:at] + new + digits[at + 1 :]
