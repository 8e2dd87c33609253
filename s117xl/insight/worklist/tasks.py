"""A task: one thing to do for one person on the register, with its day and whose it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from s117xl.findings import SEVERITIES


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do.

    `due` is the legal or local last day, which no weekend moves; `prompt_by` is the last working
    day on or before it. Both are None where the law gives no day: then it is to be done now.
    `code` is the rule that speaks of it, or will once the day has passed; blank where none does.
    `fix` is what to do in words that hold nothing of the record; `what` also tells what is wrong.
    """

    kind: str
    record: str
    table: str
    row: str
    due: date | None
    prompt_by: date | None
    days_over: int
    days_left: int | None
    working_days_left: int | None
    what: str
    fix: str
    severity: str
    lead: str
    team: str
    code: str
    explained: bool = False

    @property
    def state(self) -> str:
        """`unlawful` now, `overdue`, or `due`."""
        if self.severity == "unlawful":
            return "unlawful"
        return "overdue" if self.days_over or self.due is None else "due"

    @property
    def asks(self) -> bool:
        """Whether it is wrong today, and nobody has explained it."""
        return self.state != "due" and not self.explained


STATES = ("unlawful", "overdue", "due")
"""What a task may be, from the gravest."""


class Group(NamedTuple):
    """How many tasks of one kind a lead has in one team, by state."""

    lead: str
    team: str
    kind: str
    unlawful: int
    overdue: int
    due: int


def in_order(tasks: Iterable[Task]) -> list[Task]:
    """By lead and team, those of nobody last; then what is wrong now, then by day."""
    return sorted(tasks, key=_place)


def _place(task: Task) -> tuple[object, ...]:
    return (
        *_named(task.lead),
        *_named(task.team),
        task.due or date.min,
        SEVERITIES.index(task.severity),
        task.record,
        task.kind,
        task.row,
        task.code,
        task.what,
    )


def _named(name: str) -> tuple[bool, str, str]:
    return not name, name.casefold(), name


def by_lead(tasks: Iterable[Task]) -> Mapping[str, Sequence[Task]]:
    """The tasks of each lead, in order; those of nobody under an empty name, last."""
    leads: dict[str, list[Task]] = {}
    for task in in_order(tasks):
        leads.setdefault(task.lead, []).append(task)
    return leads


def groups(tasks: Iterable[Task]) -> list[Group]:
    """How many of each kind, by lead, team and kind."""
    counts: dict[tuple[str, str, str], Counter[str]] = {}
    for task in in_order(tasks):
        counts.setdefault((task.lead, task.team, task.kind), Counter())[task.state] += 1
    ordered = sorted(counts, key=lambda key: (_named(key[0]), _named(key[1]), key[2]))
    return [Group(*key, *(counts[key][state] for state in STATES)) for key in ordered]
