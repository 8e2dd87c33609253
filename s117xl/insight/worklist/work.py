"""The worklist of a register, from its check: duties with a day, and what is wrong now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np

from s117xl.check import Checked
from s117xl.derived import Derived
from s117xl.explanations import explanations
from s117xl.findings import Finding
from s117xl.insight.worklist.days import NO_DAY, Countdown, Span, not_held
from s117xl.insight.worklist.duties import DUTIES, Duty
from s117xl.insight.worklist.tasks import Task, in_order
from s117xl.load import Loaded
from s117xl.refusal import Refused
from s117xl.register.columns import show_day
from s117xl.rules.rows import ColumnAbsent, Context, Rows

DAYS = 90
MOST_DAYS = 731
KINDS = {"R045": "first review"}
"""What a finding with no day of its own is about, where it has a duty's name."""

UNLAWFUL, OVERDUE, EXPLAINED = "unlawful finding", "overdue finding", "explanation ends"
_NOW = ("unlawful", "overdue")

Owner = tuple[str, str]


def work(
    loaded: Loaded,
    context: Context,
    checked: Checked,
    derived: Sequence[Derived],
    days: int = DAYS,
) -> list[Task]:
    """What is due within so many days, overdue or unlawful, in order of lead, team and day.

    `derived` tells whose review has no day, which is said in the notes. Raises Refused for a
    number of days that makes no sense.
    """
    return listed(loaded, context, checked, derived, days).tasks


@dataclass(slots=True)
class Listed:
    """The tasks in order, and what is to be known of them."""

    as_at: date
    days: int
    tasks: list[Task] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def listed(
    loaded: Loaded, context: Context, checked: Checked, derived: Sequence[Derived], days: int
) -> Listed:
    """The tasks, with notes on what could not be listed and why."""
    if not 0 <= days <= MOST_DAYS:
        raise Refused(f"The days ahead are to be from 0 to {MOST_DAYS}.")
    making = _Making(context, checked, days)
    for duty in DUTIES:
        making.add_duty(duty)
    making.add_findings()
    making.add_endings_of_explanations(loaded)
    notes = [*making.notes, *filter(None, [not_held(making.last), _no_days(derived)])]
    return Listed(checked.as_at, days, in_order(making.tasks), notes)


def _no_days(derived: Sequence[Derived]) -> str:
    """How many reviews have no day, as the record does not tell."""
    untold = sum(each.days_over is None for each in derived)
    if not untold:
        return ""
    records = "1 record has" if untold == 1 else f"{untold:,} records have"
    return f"{records} no day for a review, as what it is counted from is not known: see Findings."


class _Making:
    """The tasks of one register in the making."""

    def __init__(self, context: Context, checked: Checked, days: int) -> None:
        self.context, self.checked = context, checked
        self.last = checked.as_at + timedelta(days=days)
        self.count = Countdown(checked.as_at, MOST_DAYS)
        self.tasks: list[Task] = []
        self.notes: list[str] = []
        self._owners = leads_and_teams(context)
        self._told = _by_row(checked.findings)
        self._done: set[tuple[str, str]] = set()

    def add_duty(self, duty: Duty) -> None:
        """A task for each row on which the duty waits and its day is near or past."""
        if duty.code in self.context.settings.off:
            self.notes.append(f"Not listed: {duty.kind}, as {duty.code} is switched off.")
            return
        try:
            rows = self.context.rows(duty.table)
            waits, due = duty.waits(rows), duty.due(rows)
        except ColumnAbsent as absent:
            self.notes.append(f"Not listed: {duty.kind}. {absent}")
            return
        near = waits.yes & due.known & (due.days <= np.datetime64(self.last, "D"))
        for row in np.flatnonzero(near).tolist():
            self.tasks.append(self._of_duty(duty, rows, row, due.days[row].item()))

    def _of_duty(self, duty: Duty, rows: Rows, row: int, due: date) -> Task:
        own, record = _ids(rows, row)
        finding = self._told.get((duty.code, own)) if due < self.checked.as_at else None
        if finding:
            self._done.add((duty.code, own))
            return self._of_finding(finding, duty.kind, self.count.to(due), duty.what)
        what = f"{_words(due, self.checked.as_at)} {duty.what}"
        return Task(
            duty.kind, record, duty.table, own, *self.count.to(due), what, duty.what, "prompt",
            *self._owners.get(record, ("", "")), duty.code,
        )  # fmt: skip

    def add_findings(self) -> None:
        """A task for each finding that is unlawful or overdue and has no duty of its own."""
        for finding in self.checked.findings:
            if finding.severity not in _NOW or (finding.code, finding.row) in self._done:
                continue
            kind = UNLAWFUL if finding.severity == "unlawful" else OVERDUE
            due = date.fromisoformat(finding.due) if finding.due else None
            span = self.count.to(due) if due and due <= self.last else NO_DAY
            kind = KINDS.get(finding.code, kind)
            self.tasks.append(self._of_finding(finding, kind, span, finding.fix))

    def _of_finding(self, finding: Finding, kind: str, span: Span, fix: str) -> Task:
        what = f"{finding.message} {finding.fix}"
        if finding.explained:
            what = f"Explained for now: see Findings. {finding.message}"
        return Task(
            kind, finding.record, finding.table, finding.row, *span, what, fix, finding.severity,
            *self._owners.get(finding.record, ("", "")), finding.code, finding.explained,
        )  # fmt: skip

    def add_endings_of_explanations(self, loaded: Loaded) -> None:
        """A task for each explanation that holds no longer than the days ahead."""
        said = explanations(loaded)
        for finding in self.checked.findings:
            until = said[finding.key].until if finding.key in said else None
            if finding.explained and isinstance(until, date) and until <= self.last:
                self.tasks.append(self._explained(finding, until))

    def _explained(self, finding: Finding, until: date) -> Task:
        fix = f"Mend it, or explain it anew: {finding.fix}"
        what = f"What explains {finding.code} holds until {show_day(until)}. {fix}"
        return Task(
            EXPLAINED, finding.record, finding.table, finding.row, *self.count.to(until), what,
            fix, "prompt", *self._owners.get(finding.record, ("", "")), finding.code,
        )  # fmt: skip


def leads_and_teams(context: Context) -> Mapping[str, Owner]:
    """The named lead and the team of each record, blank where the register has none."""
    columns = context.rows("Register").table.columns
    parts = [columns.get(key) for key in ("register_id", "lead_name", "team")]
    count = range(len(context.rows("Register")))
    texts = [[column.shown(row) if column else "" for row in count] for column in parts]
    return {name: (lead.strip(), team.strip()) for name, lead, team in zip(*texts, strict=True)}


def _by_row(findings: Sequence[Finding]) -> Mapping[tuple[str, str], Finding]:
    """The gravest finding of each rule on each row; findings come gravest first."""
    found: dict[tuple[str, str], Finding] = {}
    for finding in findings:
        found.setdefault((finding.code, finding.row), finding)
    return found


def _ids(rows: Rows, row: int) -> tuple[str, str]:
    """The id of a row and of the record that it belongs to."""
    schema = rows.table.schema
    own = rows.text(schema.id_field).text(row)
    if schema.parent_field:
        return own, rows.text(schema.parent_field).text(row)
    return own, own if schema.key == "Register" else ""


def _words(due: date, as_at: date) -> str:
    left = (due - as_at).days
    if left == 0:
        return "Due today."
    verb = "Due by" if left > 0 else "Was due by"
    return f"{verb} {show_day(due)}."
