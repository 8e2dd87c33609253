"""Assurance: a register whose cells can be read, with nothing missing and nothing gone."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from s117xl.register.conditions import Always, Condition
from s117xl.register.schema import TABLES
from s117xl.register.truth import Truth
from s117xl.rules.catalogue import EVERY_ROW, RULES, Found, Scope, also, rule
from s117xl.rules.faults import faulty_anywhere
from s117xl.rules.identity import LISTED
from s117xl.rules.rows import ColumnAbsent, NotRun, Rows
from s117xl.rules.scopes import LIVE_STATUSES
from s117xl.rules.wording import Counted

OPEN_RECORDS = Scope(
    lambda r: r.list("record_status").isin("PROSPECTIVE", *LIVE_STATUSES), "Every record is closed."
)
ANY_REGISTER = Scope(Rows.all_rows, "The table has no rows.", rowless=True)


@rule(
    "R121",
    "Record not updated for a quarter",
    "prompt",
    scope=OPEN_RECORDS,
    fields=("updated_on", "record_status"),
    authority=("audit-s003",),
    pillar=8,
    audit=("D8.4.1",),
    message="The record was last updated on {updated_on}, {ago} ago; each is looked at at least "
    "every {most} days.",
    fix="Go through the record, and enter the day on which you did.",
)
def not_updated(r: Rows) -> Found:
    most = r.period("register_update_days")
    ago = (np.datetime64(r.as_at, "D") - r.updated_on.days).astype(np.int64)
    facts = {"ago": Counted(ago, "day"), "most": most}
    return Found(Truth.of(ago > most, r.updated_on.known), facts=facts)


@rule(
    "R132",
    "Cell that is not a plain date",
    "invalid",
    fields=("*",),
    authority=("data-quality",),
    pillar=8,
    message="The cell is not a plain date.",
    fix="Type the date as day/month/year, with no time of day.",
)
def not_a_date(r: Rows) -> Iterator[Found]:
    return faulty_anywhere(r, "R132")


@rule(
    "R133",
    "Stray or look-alike characters in an id or a code",
    "invalid",
    fields=("*",),
    authority=("data-quality",),
    pillar=8,
    message="The cell holds stray characters.",
    fix="Type the id or the code again by hand.",
)
def stray_characters(r: Rows) -> Iterator[Found]:
    return faulty_anywhere(r, "R133")


@rule(
    "R201",
    "Cell that cannot be read",
    "invalid",
    fields=("*",),
    authority=("data-quality",),
    pillar=8,
    message="The cell cannot be read.",
    fix="Correct the cell: until then nothing that depends on it is tested.",
)
def unreadable(r: Rows) -> Iterator[Found]:
    listed = LISTED if r.table.schema.key == "Register" else ()
    return faulty_anywhere(r, "R201", but=listed)


@rule(
    "R200",
    "Required cell that is blank",
    "missing",
    fields=("*",),
    authority=("audit-s003",),
    pillar=8,
    audit=("D8.2",),
    message="{heading} is blank; it is required {when}.",
    fix="Fill the cell in; where the answer is not known, find out who knows.",
)
def required_and_blank(r: Rows) -> Iterator[Found]:
    yield Found(~r.all_rows(), r.table.schema.id_field, regardless=True)
    spoken_for = _spoken_for(r.table.schema.key)
    holds: dict[Condition, Truth] = {}
    for field in r.table.schema.fields:
        column = r.table.columns.get(field.key)
        if field.required is not None and column is not None and column.blank.any():
            if field.required not in holds:
                holds[field.required] = _holds(r, field.required)
            truth = column.empty & holds[field.required]
            for scope in spoken_for.get(field.key, ()):
                truth = truth & ~_or_no(r, scope.rows).sure()
            facts = {"heading": column.heading, "when": _when(field.required)}
            yield Found(truth, field.key, facts, regardless=True)


def _holds(r: Rows, required: Condition) -> Truth:
    return r.all_rows() if isinstance(required, Always) else _or_no(r, required.truth)


def _or_no(r: Rows, test: Callable[[Rows], Truth]) -> Truth:
    """The answer; no where a column that it needs is not there."""
    try:
        return test(r)
    except ColumnAbsent:
        return ~r.all_rows()


def _spoken_for(table: str) -> dict[str, list[Scope]]:
    """For each field of a table the rows for which rules of their own speak for it."""
    scopes: dict[str, list[Scope]] = {}
    for whole in RULES.values():
        for part in (whole, *whole.parts) if whole.in_force else ():
            for name in part.speaks_for:
                owner, _, key = name.rpartition(".")
                if (owner or part.table) == table:
                    about = part.scope if part.table == table else EVERY_ROW
                    scopes.setdefault(key, []).append(about)
    return scopes


def _when(required: Condition) -> str:
    return "on each row" if isinstance(required, Always) else required.words


for _table in TABLES.values():
    if _table.key != "Register":
        for _code, _check in (
            ("R132", not_a_date),
            ("R133", stray_characters),
            ("R200", required_and_blank),
            ("R201", unreadable),
        ):
            also(_code, table=_table.key, fields=("*",))(_check)


@rule(
    "R206",
    "Record that an earlier check saw is gone",
    "risk",
    scope=ANY_REGISTER,
    fields=("register_id",),
    authority=("register-practice",),
    pillar=8,
    message="{record} was on the register at an earlier check and is gone.",
    fix="Restore the record from a copy and close it by its status: entries are never deleted.",
)
def record_gone(r: Rows) -> Found:
    seen = r.context.seen_ids
    if seen is None:
        raise NotRun("No earlier check is recorded.")
    gone = seen.difference(r.text("register_id").texts)
    return Found(~r.all_rows(), absent=tuple(sorted(gone)))
