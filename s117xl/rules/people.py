"""Who is who: rows of one person, and rows that clash with one another.

Everything is told by numbers, one for each row: rows with equal numbers belong together, and
-1 belongs to nothing.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from s117xl.register.columns import Column, DateColumn, TextColumn
from s117xl.register.truth import Mask, Truth
from s117xl.rules.rows import Rows

Groups = NDArray[np.int64]

_FIRST_DAY = np.datetime64("1800-01-01", "D")
_NOT_LETTERS = str.maketrans("", "", " -'.,\u2019")


def people(r: Rows) -> Groups:
    """The person of each row: one valid NHS number, else one council person id.

    A row without a number is of the person to whom its council id belongs elsewhere, unless
    the id stands beside more than one number.
    """
    numbers, ids = same(r.text("nhs_number")), same(r.text("la_person_id"))
    both = (numbers >= 0) & (ids >= 0)
    owner = np.full(int(ids.max(initial=-1)) + 2, -1, np.int64)
    owner[ids[both]] = numbers[both]
    several = ids[both][owner[ids[both]] != numbers[both]]
    owner[several] = -1
    owner[-1] = -1
    alone = np.where(ids >= 0, ids + numbers.max(initial=-1) + 1, -1)
    return np.where(numbers >= 0, numbers, np.where(owner[ids] >= 0, owner[ids], alone))


def same(column: TextColumn) -> Groups:
    """Rows whose texts are equal but for letter case; -1 where there is none to be used."""
    return np.where(column.known, column.same, -1).astype(np.int64)


def same_name(column: TextColumn) -> Groups:
    """Rows whose names are equal but for case, accents, spaces, hyphens and apostrophes."""
    numbers: dict[str, int] = {"": -1}
    each = [numbers.setdefault(plain_name(text), len(numbers)) for text in column.texts]
    return np.where(column.known, np.array([*each, -1], np.int64)[column.at], -1)


def same_day(column: DateColumn) -> Groups:
    """Rows with the same day."""
    days = (column.days - _FIRST_DAY).astype(np.int64)
    return np.where(column.known, days, -1)


def plain_name(name: str) -> str:
    """A name as people compare it: O'Neill, O Neill and o-neill are one."""
    if not name.isascii():
        parts = unicodedata.normalize("NFKD", name)
        name = "".join(part for part in parts if not unicodedata.combining(part))
    return name.casefold().translate(_NOT_LETTERS)


def together(*groups: Groups) -> Groups:
    """Rows that are together in each of these groups; -1 where any of them is."""
    joined = groups[0]
    for group in groups[1:]:
        known = (joined >= 0) & (group >= 0)
        joined = np.where(known, joined * (group.max(initial=0) + 1) + group, -1)
        _, joined = np.unique(joined, return_inverse=True)
        joined = np.where(known, joined, -1).astype(np.int64)
    return joined


class Clash:
    """The rows of each group whose values differ, and for each another row that differs."""

    def __init__(self, groups: Groups, values: Groups) -> None:
        self.known: Mask = (groups >= 0) & (values >= 0)
        self.found: Mask = np.zeros(len(groups), np.bool_)
        self.other: Groups = np.full(len(groups), -1, np.int64)
        self._compare(groups, values)

    def _compare(self, groups: Groups, values: Groups) -> None:
        rows = np.flatnonzero(self.known)
        _, group = np.unique(groups[rows], return_inverse=True)
        first = _first_of(rows, group, len(rows))
        differs = values[rows] != values[first[group]]
        second = _first_of(rows[differs], group[differs], len(rows))
        self.found[rows] = second[group] >= 0
        self.other[rows] = np.where(differs, first[group], second[group])

    @property
    def truth(self) -> Truth:
        """Whether a row differs from another of its group; unknown where it cannot be told."""
        return Truth.of(self.found, self.known)

    def names(self, r: Rows) -> Mapping[int, str]:
        """For each row that clashes, how the other row is called in a message."""
        ids = r.text(r.table.schema.id_field)
        return {
            int(row): name_of(r, ids, int(self.other[row])) for row in np.flatnonzero(self.found)
        }


def _first_of(rows: Groups, group: Groups, count: int) -> Groups:
    """For each group its first row, -1 where it has none. `rows` ascend."""
    first = np.full(count, -1, np.int64)
    first[group[::-1]] = rows[::-1]
    return first


def each_row(r: Rows) -> Groups:
    """A number of its own for each row."""
    return np.arange(len(r), dtype=np.int64)


def name_of(r: Rows, ids: Column, row: int) -> str:
    """How a message calls a row: by its id, or by its place on the sheet where it has none."""
    return ids.shown(row) or f"the record in row {r.table.rows[row]}"
