"""One rule's answer for one record: the cells it looked at, what it worked out, what it says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from s117xl.check import answers
from s117xl.law.periods import all_periods
from s117xl.refusal import Refused
from s117xl.register.columns import DateColumn, Moments, show_day
from s117xl.register.schema import TABLES
from s117xl.rules.catalogue import Found, Rule
from s117xl.rules.rows import ColumnAbsent, Context, Rows
from s117xl.rules.telling import own_fields, speaker
from s117xl.settings import Settings


@dataclass(slots=True)
class Asked:
    """Settings that remember which periods a rule asked them for."""

    settings: Settings
    periods: dict[str, int]

    def period(self, name: str) -> int:
        """The period, remembered."""
        self.periods[name] = self.settings.period(name)
        return self.periods[name]

    def __getattr__(self, name: str) -> Any:
        return getattr(self.settings, name)


def account(rule: Rule, record: str, context: Context) -> Iterator[str]:
    """Lines about a record, given by its register id or by the id of a child row.

    The context is one that a check was made with, so that cells which are impossible in
    themselves are left out here too. Raises Refused where no table has such an id.
    """
    if not any(_rows_of(record, context.rows(name)) for name in context.register.tables):
        raise Refused("No row of the register has that id; ids stand in each table's first column.")
    asked = Asked(context.settings, {})
    context.settings = asked  # type: ignore[assignment]
    yield f"As at {show_day(context.as_at)}."
    for part in (rule, *rule.parts):
        yield from _part(part, record, context)
    for name, value in asked.periods.items():
        yield f"Counted with {value} {all_periods()[name].unit}: {all_periods()[name].note}"


def _part(part: Rule, record: str, context: Context) -> Iterator[str]:
    try:
        rows = context.rows(part.table)
        scope = part.scope.rows(rows)
        found = answers(part, rows, scope)
    except ColumnAbsent as absent:
        yield f"Not run: {absent}"
        return
    its = _rows_of(record, rows)
    if not its and part.table != "Register":
        yield f"{rows.table.sheet}: no row of this record."
    for row in its:
        place = f"{rows.table.sheet}, row {rows.table.rows[row]}"
        if scope.no[row]:
            yield f"{place}: the rule is not about this row."
            continue
        yield f"{place}:"
        yield from _cells([*_own(part, rows, row), *_others(part, rows, row, context)])
        yield from _said(part, rows, row, found)


def _rows_of(record: str, rows: Rows) -> list[int]:
    schema = rows.table.schema
    keys = filter(None, (schema.id_field, schema.parent_field))
    ids = [rows.text(key) for key in keys]
    return [row for row in range(len(rows)) if any(i.text(row) == record for i in ids)]


def _cells(cells: list[tuple[str, str]]) -> Iterator[str]:
    """The cells that hold something, a line each, then the blank ones together."""
    yield from (f"  {heading}: {shown}" for heading, shown in cells if shown)
    blank = [heading for heading, shown in cells if not shown]
    if blank:
        yield f"  Blank: {'; '.join(blank)}"


def _own(part: Rule, rows: Rows, row: int) -> Iterator[tuple[str, str]]:
    for key in own_fields(part):
        column = rows.column(key)
        yield column.heading, column.shown(row) + (" (cannot be used)" if column.bad[row] else "")


def _others(part: Rule, rows: Rows, row: int, context: Context) -> Iterator[tuple[str, str]]:
    """The cells of other tables that the rule looks at: of the record's own rows there."""
    record = rows.text(rows.table.schema.parent_field or rows.table.schema.id_field).text(row)
    for name in part.fields:
        table, _, key = name.rpartition(".")
        if table in TABLES and key != "*" and table != part.table:
            other = context.rows(table)
            for at in _rows_of(record, other):
                column = other.column(key)
                place = f"{other.table.sheet}, row {other.table.rows[at]}, {column.heading}"
                yield place, column.shown(at)


def _said(part: Rule, rows: Rows, row: int, found: list[Found]) -> Iterator[str]:
    for answer in found:
        if answer.truth.yes[row]:
            yield f"  Found: {speaker(answer.message or part.message, rows, answer)(row)}"
    if any(answer.truth.yes[row] for answer in found):
        return
    unknown = [answer for answer in found if not answer.truth.known[row]]
    yield (
        "  Cannot be tested: a cell that it needs is blank or cannot be read."
        if unknown
        else "  Nothing found."
    )
    for name, day in _days(found, row).items():
        yield f"  Worked out, {name}: {day}"


def _days(found: list[Found], row: int) -> dict[str, str]:
    """The days that the rule worked out for this row, by name."""
    days: dict[str, str] = {}
    for answer in found:
        facts = {**answer.facts, **({"due": answer.due} if answer.due is not None else {})}
        for name, fact in facts.items():
            if isinstance(fact, Moments | DateColumn) and not np.isnat(fact.days[row]):
                days[name.replace("_", " ")] = show_day(fact.days[row].item())
    return days
