"""Responsibility: which council and which Integrated Care Board owe the duty.

The council is the one where the person was ordinarily resident just before the detention
(Mental Health Act 1983, section 117(3)); the board is found by the NHS's own rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

import numpy as np

from s117xl.law.bodies import Body, all_boards, all_councils, successor
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


CONFIRM = "Confirm the code: it is well-shaped, and not among those held here."
ON_THE_DAY = ("record_status", "end_date", "dod", "transfer_accepted")
"""The fields that tell the day on which a record's bodies must have stood."""


@rule(
    "R068",
    "Not the code of a council with social services on the day that counts",
    "invalid",
    fields=(*COUNCILS, *ON_THE_DAY),
    authority=("mha-117-3", "gss-codes"),
    pillar=7,
    audit=("D8.2.3",),
    message="{la_code} ended on {until}, before {day}: it was {successor}.",
    fix="Enter the code of the county, unitary, metropolitan or London council that has the duty "
    "on that day.",
)
def not_a_council(r: Rows) -> Iterator[Found]:
    for key in COUNCILS[1:]:
        yield from faulty(r, key, "R068")
    yield from _not_standing(r, "la_code", all_councils(), "R068")


@rule(
    "R069",
    "Not the code of an Integrated Care Board on the day that counts",
    "invalid",
    fields=("icb_code", *ON_THE_DAY),
    authority=("dd-ods", "icb-2026"),
    pillar=7,
    audit=("D8.2.3",),
    message="{icb_code} ended on {until}, before {day}: it was {successor}.",
    fix="Enter the code that was right on that day, and keep the reason why this board is "
    "responsible.",
)
def not_a_board(r: Rows) -> Iterator[Found]:
    return _not_standing(r, "icb_code", all_boards(), "R069")


def _not_standing(r: Rows, key: str, bodies: Mapping[str, Body], rule: str) -> Iterator[Found]:
    """The faults of the codes themselves, then the bodies that did not stand on the day."""
    codes = r.list(key)
    day, until, since = (
        _day_that_counts(r),
        _each(codes, bodies, "until"),
        _each(codes, bodies, "since"),
    )
    later = np.array([*map(successor, codes.values), ""], object)[codes.codes]
    facts = {"until": until, "since": since, "day": day, "successor": later}
    abolished, early = day > until, day < since
    stood = codes.known & (abolished.no | ~until.known) & (early.no | ~since.known)
    for fault in faulty(r, key, rule):
        truth = Truth(fault.truth.yes, stood & ~fault.truth.yes)
        asked = CONFIRM if fault.severity == "prompt" else None
        yield replace(fault, truth=truth, fix=asked)
    yield Found(Truth(abolished.yes, stood), key, facts, regardless=True)
    yield Found(
        Truth(early.yes, stood),
        key,
        facts,
        message=f"{{{key}}} was not in use before {{since}}; the day that counts is {{day}}.",
        regardless=True,
    )


def _each(codes: ListColumn, bodies: Mapping[str, Body], end: str) -> Moments:
    """For each row the day on which its body began or ended; unknown where neither."""
    each_body = (bodies.get(code) for code in codes.values)
    days: list[date | None] = [getattr(body, end) if body else None for body in each_body]
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
