"""The worklist on the screen, as JSON and as CSV."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, fields
from datetime import date
from typing import Any, TextIO

from s117xl import __version__
from s117xl.insight.worklist.tasks import STATES, Group, Task, groups
from s117xl.insight.worklist.work import Listed
from s117xl.law.months import holiday_years
from s117xl.load import Loaded
from s117xl.register.columns import show_day
from s117xl.screen import Screen

_SHOWN = 20


def as_json(loaded: Loaded, listed: Listed, files: Sequence[str]) -> dict[str, Any]:
    """The whole list, its counts by lead, team and kind, and the files that were made."""
    return {
        "s117xl": __version__,
        "as_at": listed.as_at.isoformat(),
        "file": loaded.workbook.name,
        "sha256": loaded.workbook.digest,
        "days": listed.days,
        "bank_holidays": dict(zip(("from", "to"), holiday_years(), strict=True)),
        "summary": _states(listed.tasks),
        "groups": [group._asdict() for group in groups(listed.tasks)],
        "tasks": [_plain(task) for task in listed.tasks],
        "files": list(files),
        "notes": [*loaded.notes, *listed.notes],
    }


def _states(tasks: Sequence[Task]) -> dict[str, int]:
    states = Counter(task.state for task in tasks)
    return {state: states[state] for state in STATES}


def _plain(task: Task) -> dict[str, Any]:
    days = {"due": task.due, "prompt_by": task.prompt_by}
    written = {name: day.isoformat() if day else None for name, day in days.items()}
    return {**asdict(task), **written, "state": task.state}


def write_csv(listed: Listed, out: TextIO) -> None:
    """A line for each task, the headings first; a cell never begins like a formula."""
    writer = csv.writer(out)
    names = [field.name for field in fields(Task)]
    writer.writerow([*names, "state"])
    for task in listed.tasks:
        cells = _plain(task)
        writer.writerow([harmless(cells[name]) for name in (*names, "state")])


def harmless(cell: Any) -> Any:
    """A text that a spreadsheet would run as a formula, made plain by an apostrophe."""
    starts = ("=", "+", "-", "@", "\t", "\r")
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(starts) else cell


def show(loaded: Loaded, listed: Listed, files: Sequence[str]) -> None:
    """How much of what each lead has, the first tasks, and every doubt."""
    screen = Screen()
    count = _states(listed.tasks)
    day = f"{listed.as_at.day} {listed.as_at:%B %Y}"
    screen.say(
        f"{loaded.workbook.name}, as at {day}: {count['unlawful']:,} unlawful, "
        f"{count['overdue']:,} overdue, {count['due']:,} due within {listed.days} days."
    )
    if listed.tasks:
        screen.console.print(_counted(groups(listed.tasks)))
        screen.console.print(_table(sorted(listed.tasks, key=_gravest)[:_SHOWN]))
    if len(listed.tasks) > _SHOWN:
        screen.say(f"and {len(listed.tasks) - _SHOWN:,} more: --format csv lists them all.")
    for note in (*loaded.notes, *listed.notes):
        screen.say(f"Note: {note}")
    for name in files:
        screen.say(f"Made: {name}")
    screen.say("The checks apply recorded law and guidance; they are not legal advice.")


def _counted(counted: Sequence[Group]) -> Any:
    table = _empty("Named lead", "Team", "Kind", "Unlawful", "Overdue", "Due")
    before: tuple[str, str] | None = None
    for group in counted:
        whose = (group.lead or "No lead is named", group.team or "No team")
        shown = ("", "") if whose == before else whose
        table.add_row(*shown, group.kind, *(str(n or "") for n in group[3:]))
        before = whose
    return table


def _gravest(task: Task) -> tuple[int, date, str]:
    return STATES.index(task.state), task.due or date.min, task.record


def _table(tasks: Sequence[Task]) -> Any:
    table = _empty(
        "State", "Last day", "Do it by", "Working days", "Record", "Kind", "Lead", "Rule"
    )
    for task in tasks:
        due = show_day(task.due) if task.due else "now"
        by = show_day(task.prompt_by) if task.prompt_by and not task.days_over else ""
        left = f"{task.days_over} days over" if task.days_over else task.working_days_left
        left = "" if left is None else str(left)
        table.add_row(task.state, due, by, left, task.record, task.kind, task.lead, task.code)
    return table


def _empty(*headings: str) -> Any:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for heading in headings:
        table.add_column(heading, overflow="fold")
    return table
