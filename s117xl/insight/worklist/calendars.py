"""The worklist as calendar files, one for each lead, with nothing of the person in them.

A title holds the register id and the kind of task. What a finding says stays in the register:
a calendar is often shared, and shown on phones.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar, Event

from s117xl import __version__
from s117xl.insight.worklist.days import working_day_from
from s117xl.insight.worklist.tasks import Task
from s117xl.register.columns import show_day

_COUNTED_FROM = date(2000, 1, 1)


def calendar(tasks: Sequence[Task], as_at: date) -> bytes:
    """An iCalendar file with a day for each task. Equal tasks give equal bytes.

    A task stands on its day, or on the working day before it. What is overdue or has no day
    stands on the as-at date, or on the next working day: in the past nobody would see it.
    """
    made = Calendar()
    made.add("prodid", f"-//s117xl//worklist {__version__}//EN")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", "Section 117 worklist")
    seen: dict[str, int] = {}
    for task in tasks:
        made.add_component(_event(task, as_at, seen))
    return bytes(made.to_ical())


def _event(task: Task, as_at: date, seen: dict[str, int]) -> Event:
    day = _stands_on(task, as_at)
    event = Event()
    event.add("uid", _uid(task, seen))
    # The stamp and the sequence come from the as-at date: a later list takes an earlier one's
    # place, and the same list has the same bytes.
    event.add("dtstamp", datetime.combine(as_at, time(), UTC))
    event.add("sequence", (as_at - _COUNTED_FROM).days)
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", title(task))
    event.add("description", _description(task))
    event.add("categories", [f"Section 117 {task.state}"])
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    return event


def title(task: Task) -> str:
    """Register id and kind, and nothing else."""
    return f"{task.record}: {task.kind}" if task.record else task.kind


def _stands_on(task: Task, as_at: date) -> date:
    if task.due is None or task.prompt_by is None or task.days_over:
        return working_day_from(as_at)
    # From the last working day to a due day after it, only the due day itself is left.
    return task.prompt_by if task.prompt_by >= as_at else task.due


def _uid(task: Task, seen: dict[str, int]) -> str:
    """The same for the same task in every list, so that a list taken in again moves it.

    A hash, as an id in a UID would be one more place that tells of the person.
    """
    parts = (task.record, task.table, task.row, task.kind, task.code)
    name = hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32]
    seen[name] = seen.get(name, 0) + 1
    return f"{name}-{seen[name]}@s117xl"


def _description(task: Task) -> str:
    rule = [f"Rule {task.code}."] if task.code else []
    return " ".join((*_day(task), task.fix, *rule, "See the Worklist of the register."))


def _day(task: Task) -> Iterable[str]:
    if task.due is None:
        yield "To be done now."
        return
    yield f"The last day {'was' if task.days_over else 'is'} {show_day(task.due)}."
    if task.prompt_by != task.due and not task.days_over:
        yield "That is no working day; the day does not move."
    if task.days_over:
        yield f"{task.days_over} {'day' if task.days_over == 1 else 'days'} over."
