"""Responsibility: which council and which Integrated Care Board owe the duty.

The council is the one where the person was ordinarily resident just before the detention
(Mental Health Act 1983, section 117(3)); the board is found by the NHS's own rules.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import numpy as np

from s117xl.law.bodies import all_boards, successor
from s117xl.register.columns import ListColumn, Moments
from s117xl.register.truth import Truth
from s117xl.rules.catalogue import Found, rule
from s117xl.rules.faults import faulty
from s117xl.rules.rows import Rows
from s117xl.rules.scopes import LIVE_STATUSES

COUNCILS = ("la_code", "transfer_to", "host_la_code", "hospital_la_code")


@rule(
    "R066",
    "No responsible council",
    "missing",
    fields=("la_code",),
    authority=("mha-117-3",),
    pillar=7,
    audit=("D8.2.3",),
    message="The record names no responsible council.",
    fix="Enter the code of the council where the person was ordinarily resident just before "
    "the detention.",
    speaks_for=("la_code",),
)
def no_council(r: Rows) -> Truth:
    return r.column("la_code").empty


@rule(
    "R067",
    "No responsible Integrated Care Board",
    "missing",
    fields=("icb_code",),
    authority=("mha-117-2", "icbreg-2022"),
    pillar=7,
    audit=("D8.2.3",),
    message="The record names no responsible Integrated Care Board.",
    fix="Enter the code of the board that was responsible when the person was detained.",
    speaks_for=("icb_code",),
)
def no_board(r: Rows) -> Truth:
    return r.column("icb_code").empty


@rule(
    "R068",
    "Not the code of a council with social services",
    "invalid",
    fields=COUNCILS,
    authority=("mha-117-3", "gss-codes"),
    pillar=7,
    audit=("D8.2.3",),
    message="The code is not that of a council with social services.",
    fix="Enter the code of the county, unitary, metropolitan or London council.",
)
def not_a_council(r: Rows) -> Iterator[Found]:
    for key in COUNCILS:
        yield from faulty(r, key, "R068")


@rule(
    "R069",
    "Not the code of an Integrated Care Board on the day that counts",
    "invalid",
    fields=("icb_code", "record_status", "end_date", "dod", "transfer_accepted"),
    authority=("dd-ods", "icb-2026"),
    pillar=7,
    audit=("D8.2.3",),
    message="{icb_code} ended on {until}, before {day}: it was {successor}.",
    fix="Enter the code that was right on that day, and keep the reason why this board is "
    "responsible.",
)
def not_a_board(r: Rows) -> Iterator[Found]:
    codes = r.list("icb_code")
    day, until, since = _day_that_counts(r), _each(codes, "until"), _each(codes, "since")
    held = np.array([code in all_boards() for code in (*codes.values, "")])[codes.codes]
    later = np.array([*map(successor, codes.values), ""], object)[codes.codes]
    facts = {"until": until, "since": since, "day": day, "successor": later}
    abolished, early = day > until, day < since
    in_use = held & (abolished.no | ~until.known) & (early.no | ~since.known)
    for fault in faulty(r, "icb_code", "R069"):
        yield replace(fault, truth=Truth(fault.truth.yes, in_use))
    yield Found(Truth(abolished.yes, in_use), "icb_code", facts, regardless=True)
    yield Found(
        Truth(early.yes, in_use),
        "icb_code",
        facts,
        message="{icb_code} was not in use before {since}; the day that counts is {day}.",
        regardless=True,
    )
    yield Found(
        Truth(codes.known & ~held, in_use),
        "icb_code",
        message="{icb_code} is shaped like a board's code and is not among those held here.",
        fix="Confirm the code with the Organisation Data Service.",
        severity="prompt",
        regardless=True,
    )


def _each(codes: ListColumn, end: str) -> Moments:
    """For each row the day on which its board's code began or ended; unknown where neither."""
    boards = (all_boards().get(code) for code in codes.values)
    days: list[date | None] = [getattr(board, end) if board else None for board in boards]
    each = np.array([*days, None], "datetime64[D]")[codes.codes]
    return Moments(each, ~np.isnat(each))


def _day_that_counts(r: Rows) -> Moments:
    """The as-at date of a record that is open, else the day on which it closed."""
    status = r.list("record_status")
    days = np.full(len(r), np.datetime64("NaT", "D"))
    days[status.isin("PROSPECTIVE", *LIVE_STATUSES).yes] = np.datetime64(r.as_at, "D")
    for name, key in CLOSED_ON.items():
        rows = status.isin(name).yes & r.date(key).known
        days[rows] = r.date(key).days[rows]
    return Moments(days, ~np.isnat(days))


CLOSED_ON = {"ENDED": "end_date", "DECEASED": "dod", "TRANSFERRED-OUT": "transfer_accepted"}


@rule(
    "R131",
    "The council was decided by the GP's address",
    "prompt",
    fields=("or_basis",),
    authority=("mha-117-3", "who-pays-2024"),
    pillar=7,
    message="The responsible council was decided by the GP's address, which counts for boards "
    "alone.",
    fix="Decide the council again by where the person was ordinarily resident just before the "
    "detention.",
)
def council_by_gp(r: Rows) -> Truth:
    return r.list("or_basis").isin("GP address")
