"""Three-valued answers for many rows at once: yes, no, unknown.

Strong Kleene logic over two masks. It is written here once so that no rule can take a blank
date for a no: plain comparisons of missing dates give False, and their negation True.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]


class Truth:
    """An answer for each row: `yes`, `no`, or neither (unknown). Both masks are of one length."""

    __slots__ = ("no", "yes")

    def __init__(self, yes: Mask, no: Mask) -> None:
        self.yes = yes
        self.no = no

    @classmethod
    def of(cls, mask: Mask, known: Mask | None = None) -> Truth:
        """Yes where `mask` holds, no where it does not, unknown where not `known`."""
        if known is None:
            return cls(mask, ~mask)
        return cls(mask & known, ~mask & known)

    @classmethod
    def always(cls, count: int) -> Truth:
        """Yes on each of `count` rows."""
        return cls(np.ones(count, np.bool_), np.zeros(count, np.bool_))

    @property
    def known(self) -> Mask:
        """Where the answer is yes or no."""
        return self.yes | self.no

    def __len__(self) -> int:
        return len(self.yes)

    def __and__(self, other: Truth) -> Truth:
        return Truth(self.yes & other.yes, self.no | other.no)

    def __or__(self, other: Truth) -> Truth:
        return Truth(self.yes | other.yes, self.no & other.no)

    def __invert__(self) -> Truth:
        return Truth(self.no, self.yes)

    def __bool__(self) -> bool:
        raise TypeError("an answer for many rows has no single truth: use & | ~")

    def sure(self) -> Truth:
        """Yes where it is yes, else no: for what must not fire on an unknown, and says so."""
        return Truth(self.yes, ~self.yes)


def either(answers: Iterable[Truth]) -> Truth:
    """The answers joined by or; at least one answer is given."""
    first, *rest = answers
    for answer in rest:
        first = first | answer
    return first
