"""What each line of the improvement plan still lacks, and what is late."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from s117xl.baseline.tables import CLOSED, MOST_PRIORITIES, Action, Baseline


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A line of the plan: what is missing, whether it is late, and both in words for To do."""

    row: int
    missing: tuple[str, ...]
    overdue: bool
    says: str


def plan_lines(baseline: Baseline, as_at: date) -> Iterator[PlanLine]:
    """The lines of the plan in which anything stands."""
    for action in baseline.actions:
        if is_begun(action):
            yield plan_line(action, as_at)


def is_begun(action: Action) -> bool:
    """Whether a line says anything of what is to be done."""
    return bool(
        action.action or action.lead or action.officer or action.due
        or action.milestone or action.measure
    )  # fmt: skip


def plan_line(action: Action, as_at: date) -> PlanLine:
    """One line, judged on this day."""
    missing = tuple(_missing(action))
    overdue = is_overdue(action, as_at)
    says = [f"Missing: {', '.join(missing)}."] if missing else []
    if action.start and action.due and action.due < action.start:
        says.append("Due before it starts.")
    if overdue and action.due:
        says.append(f"Overdue since {action.due.day} {action.due:%b %Y}.")
    return PlanLine(action.row, missing, overdue, " ".join(says))


def is_overdue(action: Action, as_at: date) -> bool:
    """Whether its day has passed and it is neither done nor dropped."""
    return action.due is not None and action.due < as_at and action.state not in CLOSED


def _missing(action: Action) -> Iterator[str]:
    if action.priority not in range(1, MOST_PRIORITIES + 1):
        yield "the priority"
    named = {
        "the action": action.action,
        "the lead organisation": action.lead,
        "the accountable officer": action.officer,
        "the due date": action.due,
        "a milestone": action.milestone,
        "a measure of success": action.measure,
    }
    yield from (name for name, value in named.items() if not value)
    if action.co_produced and not action.with_whom:
        yield "with whom it was co-produced"
