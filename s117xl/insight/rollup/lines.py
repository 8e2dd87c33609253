"""What one register comes to: figures alone, or the sentence that says why there are none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class RuleCount(NamedTuple):
    """What became of one rule in one register; the numbers count rows."""

    outcome: str
    tested: int
    found: int
    untested: int


@dataclass(frozen=True, slots=True)
class Limits:
    """How long one register may take, in seconds, and how much memory, in MB."""

    seconds: int = 300
    memory: int = 4096


@dataclass(frozen=True, slots=True)
class Job:
    """One register to be checked. Days are YYYY-MM-DD; `as_at` is blank for the register's own.

    `ids` also asks for the register ids of what is unlawful.
    """

    name: str
    path: str
    as_at: str
    today: str
    limits: Limits = Limits()
    ids: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """The figures of one register.

    `records` are rows of the register and `people` those of them who are owed aftercare by their
    status (ACTIVE and its kinds), each person once. `entitled` and `undecided` count rows: owed
    aftercare by law, and not to be told from the record. `untold` are live rows whose review has
    no day. `severities` leave out what is `explained`. `unlawful` counts findings by rule; `ids`
    are pairs of rule and register id, empty unless they were asked for.
    """

    name: str
    version: str
    sha256: str
    as_at: str
    invented: bool
    records: int
    people: int
    entitled: int
    undecided: int
    overdue: int
    untold: int
    ended: int
    severities: dict[str, int]
    explained: int
    asks: int
    rules: dict[str, RuleCount]
    unlawful: dict[str, int]
    ids: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class NotRead:
    """A register that has no figures, and why, in one sentence without anything personal."""

    name: str
    why: str


Result = Line | NotRead
