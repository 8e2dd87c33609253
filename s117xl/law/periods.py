"""How long, how often and how many: each figure with its source and the room for local policy."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from s117xl.law.facts import read_facts


@dataclass(frozen=True, slots=True)
class Period:
    """A figure in its own `unit`, which local policy may set from `least` to `most`."""

    name: str
    value: int
    unit: str
    authority: tuple[str, ...]
    least: int
    most: int
    note: str
    in_force_from: date | None = None
    in_force_to: date | None = None

    @property
    def fixed(self) -> bool:
        """Whether local policy has no choice."""
        return self.least == self.most


def period(name: str) -> Period:
    """The period with this name; a KeyError where there is none."""
    return all_periods()[name]


@cache
def all_periods() -> dict[str, Period]:
    """Every period by its name, in the order of the file."""
    rows = read_facts("periods")
    return {
        name: Period(name, **{**row, "authority": tuple(row["authority"])})
        for name, row in rows.items()
    }
