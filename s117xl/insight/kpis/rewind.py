"""The register as it stood on an earlier day, as far as its dates tell.

A figure of a point in time needs the register of that day, and a register is overwritten as life
goes on. What happened later is taken out again. A date that replaced an earlier one (the last
review, the last verification) hides it: there nobody knows. Cells without a date stay.
"""

from __future__ import annotations

import copy
from datetime import date

import numpy as np
from numpy.typing import NDArray

from s117xl.register.columns import AnyColumn, DateColumn, ListColumn
from s117xl.register.kinds import Date
from s117xl.register.parse import Register, TypedTable
from s117xl.register.truth import Mask, Truth
from s117xl.rules.companions import pairs
from s117xl.rules.leaving import left_hospital
from s117xl.rules.people import people
from s117xl.rules.rows import NAT, ColumnAbsent, Context, Rows, gather

REPLACED = frozenset({
    "last_review_date", "verified_on", "updated_on", "plan_date", "plan_shared_date",
    "assessment_date", "or_determined_on", "inpatient_checked_on", "cmht_checked_on",
    "cto_renewed", "stage_date",
})  # fmt: skip
"""Days that are written over the day before them."""

BEGINS = {"Register": "detention_start", "Disputes": "raised", "Admissions": "admitted"}
"""The day before which a row was not there yet."""

UNDONE = {
    "ENDED": "end_date",
    "DECEASED": "dod",
    "TRANSFERRED-OUT": "transfer_accepted",
    "ACTIVE-PRISON": "prison_start",
    "ACTIVE-DECLINED": "declined_date",
}
"""For a status the day on which it began; before it the record was ACTIVE."""


def rewound(context: Context, day: date) -> Context:
    """What a check of the register on an earlier day would have been made with.

    Cells that were found to be impossible stay unusable.
    """
    then = np.datetime64(day, "D")
    tables = {name: _table(context.rows(name), then) for name in context.register.tables}
    return Context(Register(tables), day, context.settings, context.seen_ids)


def _table(rows: Rows, then: np.datetime64) -> TypedTable:
    name = rows.table.schema.key
    columns = {key: _column(rows.column(key), then) for key in rows.table.columns}
    if name == "Register" and "record_status" in columns:
        _undo_status(rows, columns, then)
        _undo_refund(rows, columns, then)
        _trust_reviews(rows, columns, then)
    if name == "Disputes" and "stage" in columns:
        _forget(columns["stage"], _after(rows, "resolved", then) | _after(rows, "stage_date", then))
    kept = np.flatnonzero(~_after(rows, BEGINS[name], then)) if name in BEGINS else None
    if kept is None:
        return TypedTable(rows.table.schema, rows.table.sheet, rows.table.rows, columns)
    columns = {key: gather(column, kept) for key, column in columns.items()}
    return TypedTable(rows.table.schema, rows.table.sheet, rows.table.rows[kept], columns)


def _column(column: AnyColumn, then: np.datetime64) -> AnyColumn:
    taken = copy.copy(column)
    taken.blank, taken.bad = column.blank.copy(), column.bad.copy()
    kind = column.field.kind
    if isinstance(taken, DateColumn) and isinstance(kind, Date) and not kind.ahead:
        later = column.known & (taken.days > then)
        taken.days = np.where(later, NAT, taken.days)
        if column.field.key in REPLACED:
            taken.bad |= later
        else:
            taken.blank |= later
    elif isinstance(taken, ListColumn):
        taken.codes = taken.codes.copy()
    return taken


def _after(rows: Rows, key: str, then: np.datetime64) -> Mask:
    """Where a day is known to be later."""
    try:
        column = rows.date(key)
    except ColumnAbsent:
        return np.zeros(len(rows), np.bool_)
    later: Mask = column.known & (column.days > then)
    return later


def _forget(column: AnyColumn, rows: Mask) -> None:
    column.bad |= rows & ~column.blank


def _undo_status(r: Rows, columns: dict[str, AnyColumn], then: np.datetime64) -> None:
    """The status that each record had, where a date tells since when it has its own."""
    status = columns["record_status"]
    assert isinstance(status, ListColumn)
    now = r.list("record_status")
    for name, key in UNDONE.items():
        _set(status, now.isin(name).yes & _after(r, key, then), "ACTIVE")
    superseded = now.isin("SUPERSEDED").yes
    next_one = _next_detention(r)
    _set(status, superseded & (next_one > then), "ACTIVE")
    _forget(status, superseded & np.isnat(next_one))
    try:
        left = left_hospital(r)
    except ColumnAbsent:
        return
    live = np.array([value.startswith("ACTIVE") for value in status.values] + [False], np.bool_)
    _set(status, live[status.codes] & left.known & (left.days > then), "PROSPECTIVE")


def _trust_reviews(r: Rows, columns: dict[str, AnyColumn], then: np.datetime64) -> None:
    """Where the Reviews table has the last review too, it has those before: nothing is hidden."""
    if "last_review_date" in columns and "Reviews" in r.context.register.tables:
        row = r.any("Reviews", _is_last).yes & _after(r, "last_review_date", then)
        columns["last_review_date"].bad &= ~row
        columns["last_review_date"].blank |= row


def _is_last(review: Rows) -> Truth:
    last = review.parent.last_review_date
    same: Truth = (review.held <= last) & (review.held >= last)
    return same


def _undo_refund(r: Rows, columns: dict[str, AnyColumn], then: np.datetime64) -> None:
    """A refund that was paid later was still due."""
    status = columns.get("refund_status")
    if isinstance(status, ListColumn):
        _set(
            status, r.list("refund_status").isin("paid").yes & _after(r, "refund_paid", then), "due"
        )


def _set(column: ListColumn, rows: Mask, value: str) -> None:
    if value in column.values:
        column.codes[rows] = column.values.index(value)
    else:
        column.bad |= rows


def _next_detention(r: Rows) -> NDArray[np.datetime64]:
    """For each row the start of the same person's next detention, NaT where none is recorded."""
    days = np.full(len(r), NAT)
    try:
        who, starts = people(r), r.date("detention_start")
    except ColumnAbsent:
        return days
    own, other = pairs(who, who)
    later = starts.known[own] & starts.known[other] & (starts.days[other] > starts.days[own])
    np.fmin.at(days, own[later], starts.days[other[later]])
    return days
