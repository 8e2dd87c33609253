"""Numbers made into words for messages, only for the rows that a message is made for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from s117xl.register.columns import DateColumn, Moments


@dataclass(frozen=True, slots=True)
class Plain:
    """Numbers without needless noughts: 60 and 33.5."""

    numbers: NDArray[Any]

    def __getitem__(self, row: int) -> str:
        """The number of this row."""
        return f"{self.numbers[row]:g}"


@dataclass(frozen=True, slots=True)
class Counted:
    """Whole numbers with their noun: 1 day, 12 days."""

    numbers: NDArray[Any]
    noun: str

    def __getitem__(self, row: int) -> str:
        """The number of this row and the noun, in the plural where it is not one."""
        number = int(self.numbers[row])
        return f"{number} {self.noun}" + ("" if number == 1 else "s")


def count(number: int, noun: str) -> str:
    """One number with its noun, for a fact that is the same on every row: 28 days."""
    return Counted(np.array([number]), noun)[0]


def days_between(first: DateColumn | Moments, second: DateColumn | Moments) -> NDArray[np.int64]:
    """Days from the first day to the second, of no meaning where either is not known."""
    return (second.days - first.days).astype(np.int64)
