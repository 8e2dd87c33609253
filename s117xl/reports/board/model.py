"""What a figure is: a number with the words that say how it was counted, and what it lacks."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date

FEWER = "fewer than 5"
SUPPRESSED = "suppressed"
NOT_KNOWN = "not known"
NOTHING = "n/a"

Suppress = Callable[[Sequence[int], bool], Sequence[int | None]]
"""Counts that stand together, and whether they add up: those that may be shown, None for others."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of the register. `count` is None where nobody knows, and `why` says so.

    `of` are those among whom it was counted; `untested` records do not tell; `query` says how it
    was counted. A withheld figure has no count, and the words that stand for it.
    """

    key: str
    name: str
    count: int | None
    query: str
    of: int | None = None
    untested: int = 0
    records: tuple[str, ...] = ()
    why: str = ""
    withheld: str = ""
    untested_withheld: bool = False
    people: int | None = None
    """Behind a figure that is no count of them: how many it rests on."""

    @property
    def number(self) -> str:
        """The count as it is printed: never nought for what is not known."""
        if self.withheld:
            return self.withheld
        if self.count is None:
            return NOTHING if self.people == 0 else NOT_KNOWN
        return f"{self.count:,}"

    @property
    def share(self) -> float | None:
        """The part of the whole, None where there is no whole or no count."""
        if self.count is None or not self.of:
            return None
        return self.count / self.of

    @property
    def not_tested(self) -> str:
        """How many records do not tell."""
        return FEWER if self.untested_withheld else f"{self.untested:,}"


@dataclass(frozen=True, slots=True)
class Block:
    """Figures that stand together; where they add up, one that is withheld hides another.

    `of_cells` says that cells are counted and not people.
    """

    title: str
    figures: tuple[Figure, ...] = ()
    adds_up: bool = False
    note: str = ""
    of_cells: bool = False

    def __iter__(self) -> Iterator[Figure]:
        return iter(self.figures)

    def __bool__(self) -> bool:
        return bool(self.figures)

    def get(self, key: str) -> Figure:
        """The figure with this key; a KeyError where there is none."""
        for figure in self.figures:
            if figure.key == key:
                return figure
        raise KeyError(key)


@dataclass(frozen=True, slots=True)
class Measure:
    """A KPI: as a share it is `figure`, else `amount` in `unit`; `target` is in the same scale."""

    code: str
    figure: Figure
    is_share: bool
    amount: float | str | None = None
    target: float | str | None = None
    rag: str = ""
    unit: str = ""
    why: str = ""
    past: tuple[tuple[str, Measure], ...] = ()
    released: bool = False
    """Whether it comes from a release, so that what may not be told is withheld already."""

    @property
    def was(self) -> str:
        """Its rating the last time."""
        return self.past[-1][1].rag if self.past else ""

    @property
    def value(self) -> float | None:
        """The measure as a number, None where there is none or it is withheld."""
        if self.figure.share is not None and self.is_share:
            return self.figure.share
        return float(self.amount) if isinstance(self.amount, int | float) else None


@dataclass(frozen=True, slots=True)
class RunPoint:
    """What one check found, by severity; None where it is not recorded or withheld."""

    on: date
    counts: Mapping[str, int | None]


@dataclass(frozen=True, slots=True)
class Rated:
    """A domain of the audit or a dimension of the baseline, with its rating in words."""

    ref: str
    title: str
    rating: str
    rag: str
    score: str = ""


@dataclass(frozen=True, slots=True)
class Todo:
    """An action of the audit, of the baseline's plan, or of a review of the register."""

    source: str
    what: str
    owner: str
    due: date | None
    state: str
    overdue: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the last audit or baseline stands: when it was completed, and its ratings."""

    done: bool = False
    period: str = ""
    completed: date | None = None
    overall: str = ""
    rated: tuple[Rated, ...] = ()


NONE = Block("")


@dataclass(frozen=True, slots=True)
class BoardFigures:
    """Every figure of a board report. `since` is the first day of the period, `as_at` its last."""

    as_at: date
    since: date
    council: str = ""
    board: str = ""
    trust: str = ""
    invented: bool = False
    published: bool = False
    headline: Block = NONE
    statuses: Block = NONE
    measures: tuple[Measure, ...] = ()
    changed: Block = NONE
    compared_with: date | None = None
    runs: tuple[RunPoint, ...] = ()
    overdue: Block = NONE
    rules: Block = NONE
    severities: Mapping[str, str] = field(default_factory=dict)
    unlawful: Block = NONE
    resolution: Block = NONE
    exceptions: Block = NONE
    endings: Block = NONE
    reasons: Block = NONE
    disputes: Block = NONE
    stages: Block = NONE
    children: Block = NONE
    prison: Block = NONE
    nrpf: Block = NONE
    equity: tuple[Block, ...] = ()
    audit: Standing = Standing()
    baseline: Standing = Standing()
    actions: Block = NONE
    todo: tuple[Todo, ...] = ()
    quality: Block = NONE
    blanks: Block = NONE
    not_run: tuple[tuple[str, str], ...] = ()
    policy: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def blocks(self) -> Iterator[Block]:
        """Each block, those of equity too."""
        for each in fields(self):
            value = getattr(self, each.name)
            if isinstance(value, Block) and value:
                yield value
        yield from self.equity

    def every(self) -> Iterator[Figure]:
        """Each figure, those behind the measures too."""
        for block in self.blocks():
            yield from block
        yield from (each.figure for each in self.measures)


def per_cent(share: float | None, places: int = 1) -> str:
    """`83.3%`, rounded half up; nothing where there is no share."""
    if share is None:
        return ""
    scale = 10**places
    return f"{math.floor(round(share * 100 * scale, 6) + 0.5) / scale:g}%"
