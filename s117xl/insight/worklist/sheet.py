"""The worklist as rows of the Worklist sheet, as a check that marks writes it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from s117xl.insight.worklist.tasks import Task
from s117xl.workbook.edits import Value, WriteRows
from s117xl.workbook.templates.ours import WORKLIST


def worklist_edit(tasks: Iterable[Task], link: Callable[[str, str], Value]) -> WriteRows:
    """The whole Worklist sheet anew, by day, what has none first.

    `link` gives the cell that leads to the row with the field of a table.
    """
    ordered = sorted(tasks, key=lambda task: (task.due or date.min, task.record, task.code))
    rows = [_row(task, link("Register", "register_id")) for task in ordered]
    return WriteRows(WORKLIST.excel_name, WORKLIST.headings, rows)


def _row(task: Task, link: Value) -> list[Value]:
    over = task.days_over if task.due else None
    return [task.due, over, task.record or None, link if task.record else None, task.what,
            task.severity, task.lead or None, task.team or None, task.code or None]  # fmt: skip
