"""Child rows of the same person, looked at beside each row: a review, the admissions before it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from s117xl.register.columns import DateColumn, Moments
from s117xl.register.truth import Mask, Truth
from s117xl.rules.rows import NAT, Parent, Rows

Indices = NDArray[np.int64]


class Beside:
    """Every pair of a row of `r` and a row of another table (or the same) for the same person.

    `others` are the columns of the second row of each pair, by field key.
    """

    def __init__(self, r: Rows, table: str) -> None:
        self._parents = r.context.parents(r.table.schema.key)
        self._own, index = pairs(self._parents, r.context.parents(table))
        self.others = Parent(r.context.rows(table), index)

    def own(self, days: DateColumn | Moments) -> Moments:
        """Days of the rows of `r`, for each pair."""
        return Moments(days.days[self._own], days.known[self._own])

    def any(self, answer: Truth) -> Truth:
        """Whether any pair of each row of `r` passes: not where it has none, unknown where it
        belongs to no Register row.
        """
        yes = self._where(answer.yes)
        unknown = self._where(~answer.known) | (self._parents < 0)
        return Truth(yes, ~yes & ~unknown)

    def latest(self, days: DateColumn, where: Truth) -> Moments:
        """The last of the days of the others that pass: NaT and known where there is none.

        Unknown where one that cannot be told might be later.
        """
        found = np.full(len(self._parents), NAT)
        picked = where.yes & days.known
        np.fmax.at(found, self._own[picked], days.days[picked])
        return Moments(found, ~self._where(~where.known) & (self._parents >= 0))

    def _where(self, mask: Mask) -> Mask:
        result = np.zeros(len(self._parents), np.bool_)
        result[self._own[mask]] = True
        return result


def pairs(own: Indices, other: Indices) -> tuple[Indices, Indices]:
    """Row numbers of every two rows that have the same parent, one from each table.

    `own` and `other` give each row's parent, -1 where there is none.
    """
    order = np.argsort(other, kind="stable")
    parents = other[order]
    first = np.searchsorted(parents, own, "left")
    counts = np.where(own >= 0, np.searchsorted(parents, own, "right") - first, 0)
    left = np.repeat(np.arange(len(own)), counts)
    step = np.arange(len(left)) - np.repeat(np.cumsum(counts) - counts, counts)
    return left, order[np.repeat(first, counts) + step]
