"""Dates that cannot be: what is impossible in itself is not used by any other rule."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np
from numpy.typing import NDArray

from s117xl.register.columns import DateColumn, show_day
from s117xl.register.kinds import Date
from s117xl.register.schema import TABLES
from s117xl.register.truth import Mask, Truth
from s117xl.rules.catalogue import Found, Scope, also, rule
from s117xl.rules.rows import Rows

ACT_IN_FORCE = date(1983, 9, 30)
DISCHARGED = Scope(lambda r: r.filled("discharge_date"), "No discharge date is recorded.")
DETENTION_ENDED = Scope(lambda r: r.filled("detention_end"), "No end of detention is recorded.")


@rule(
    "R030",
    "Discharged before the detention began",
    "invalid",
    scope=DISCHARGED,
    fields=("discharge_date", "detention_start"),
    authority=("mha-117-1", "data-quality"),
    pillar=1,
    message="Discharged on {discharge_date}, before the detention began on {detention_start}.",
    fix="Correct the date that is wrong.",
    spoils=("discharge_date", "detention_start"),
)
def discharged_before_detention(r: Rows) -> Truth:
    return r.date("discharge_date") < r.date("detention_start")


@rule(
    "R031",
    "End of detention out of order",
    "invalid",
    scope=DETENTION_ENDED,
    fields=("detention_end", "detention_start", "discharge_date"),
    authority=("mha-117-1", "data-quality"),
    pillar=1,
    message="The detention ended on {detention_end}, before it began on {detention_start}.",
    fix="Correct the date that is wrong.",
    spoils=("detention_end", "detention_start"),
)
def detention_end_out_of_order(r: Rows) -> Iterator[Found]:
    yield Found(r.detention_end < r.detention_start)
    yield Found(
        r.discharge_date < r.detention_end,
        message="Discharged on {discharge_date}, before the detention ended on {detention_end}.",
        spoils=("detention_end", "discharge_date"),
    )


@rule(
    "R032",
    "Date of an event that has not happened yet",
    "invalid",
    fields=("*",),
    authority=("data-quality",),
    pillar=8,
    message="{heading} is {day}, after the as-at date of {as_at}.",
    fix="Correct the date; enter an event once it has happened.",
    spoils=("*",),
)
def date_ahead(r: Rows) -> Iterator[Found]:
    for key, column in dates(r).items():
        if not (isinstance(column.field.kind, Date) and column.field.kind.ahead):
            facts = {"heading": column.heading, "day": column, "as_at": show_day(r.as_at)}
            yield Found(column > r.as_at, key, facts, regardless=True)


def dates(r: Rows) -> dict[str, DateColumn]:
    """The columns of dates that the table has, by field key."""
    return {key: r.date(key) for key, c in r.table.columns.items() if isinstance(c, DateColumn)}


@rule(
    "R033",
    "Date before the person's birth, or an age that cannot be",
    "invalid",
    fields=("dob", "detention_start", "*"),
    authority=("data-quality",),
    pillar=8,
    message="{heading} is {day}, before the date of birth, {dob}.",
    fix="Correct the date that is wrong.",
    spoils=("*",),
)
def before_birth(r: Rows) -> Iterator[Found]:
    doubted, early = _birth_doubted(r)
    yield Found(
        Truth.of(doubted, r.dob.known),
        "dob",
        {"early": early},
        message="Born on {dob}, after {early} of the record's own dates.",
        fix="Correct the date of birth.",
        regardless=True,
    )
    for key, column in dates(r).items():
        if key != "dob":
            facts = {"heading": column.heading, "day": column}
            yield Found((column < r.dob) & ~Truth.of(doubted), key, facts, regardless=True)
    yield from _ages(r)


def _birth_doubted(r: Rows) -> tuple[Mask, NDArray[np.int64]]:
    """Where most of the dates lie before the birth, so that it is the doubtful one; how many do."""
    born = r.date("dob")
    others = [column for key, column in dates(r).items() if key != "dob"]
    early = sum(((column < born).yes.astype(np.int64) for column in others), np.int64(0))
    filled = sum((column.known.astype(np.int64) for column in others), np.int64(0))
    early = np.broadcast_to(early, len(r))
    return early * 2 > filled, early


def _ages(r: Rows) -> Iterator[Found]:
    least, most = r.period("least_age_years"), r.period("most_age_years")
    start, born = r.date("detention_start"), r.date("dob")
    message = "Born on {dob} and detained on {detention_start}, which is {age}."
    young = (start >= born) & (start < born.age(least))
    facts = {"age": f"under the age of {least}"}
    yield Found(young, "dob", facts, message=message, regardless=True)
    facts = {"age": f"over the age of {most}"}
    old = start >= born.age(most + 1)
    yield Found(old, "dob", facts, message=message, regardless=True)


def child_before_birth(r: Rows) -> Iterator[Found]:
    """The dates of child rows that lie before the birth on the person's own row."""
    born = r.parent.dob
    doubted, _ = _birth_doubted(r.parent.rows)
    sure = r.parent.answer(~Truth.of(doubted))
    for key, column in dates(r).items():
        facts = {"heading": column.heading, "day": column, "dob": born}
        yield Found((column < born) & sure, key, facts, regardless=True)


for _table in TABLES.values():
    if _table.key != "Register":
        also("R032", table=_table.key, fields=("*",), spoils=("*",))(date_ahead)
    if _table.parent_field:
        _fields = ("*", "Register.dob")
        also("R033", table=_table.key, fields=_fields, spoils=("*",))(child_before_birth)


@rule(
    "R034",
    "Detained before the Act was in force",
    "invalid",
    fields=("detention_start",),
    authority=("mha-1983-commencement",),
    pillar=1,
    message="The detention began on {detention_start}; the Mental Health Act 1983 came into force "
    "on 30 Sep 1983.",
    fix="Correct the date.",
    spoils=("detention_start",),
)
def before_the_act(r: Rows) -> Truth:
    return r.date("detention_start") < ACT_IN_FORCE
