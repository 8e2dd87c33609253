"""What follows from a register for each person: entitled or not, since when, reviewed by when.

Nothing here is a finding, and nothing is guessed: where a cell that matters is blank or cannot
be read the answer is that nobody knows. Derive after the check has run on the same context, so
that what it found to be impossible is not used.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from s117xl.register.columns import Moments
from s117xl.register.truth import Truth
from s117xl.rules.entitlement import qualifies
from s117xl.rules.leaving import dated, left_hospital
from s117xl.rules.review_dates import first_review_due, review_due
from s117xl.rules.rows import ColumnAbsent, Context, Rows
from s117xl.rules.scopes import is_ended, is_live, lacks, on_cto

LEFT_BY = ("CTO", "conditional discharge")
"""Ways out of hospital that have a first day of their own."""

CLOSED_BY_EVENTS = ("SUPERSEDED", "DECEASED", "TRANSFERRED-OUT")


class Derived(NamedTuple):
    """One row of the Register.

    Days are YYYY-MM-DD, or blank where there is none or it is not known. `entitled` is None
    where a person must decide. `days_over` is 0 where no review is overdue, and None where the
    record does not tell.
    """

    record: str
    entitled: bool | None
    since: str
    first_review_due: str
    review_due: str
    days_over: int | None


def derive(context: Context) -> list[Derived]:
    """One answer for each row of the Register, in its order."""
    r = context.rows("Register")
    entitled = _or_unknown(r, is_entitled)
    since = _or_no_days(r, left_hospital)
    due = _or_no_days(r, review_due)
    live = _or_unknown(r, is_live)
    ids = r.text("register_id")
    return [
        Derived(*row)
        for row in zip(
            [ids.texts[cell] for cell in ids.at.tolist()],
            _answers(entitled),
            _written(Moments(since.days, since.known & entitled.yes)),
            _written(_or_no_days(r, first_review_due)),
            _written(Moments(due.days, due.known & live.yes)),
            _days_over(r, due, live),
            strict=True,
        )
    ]


def is_entitled(r: Rows) -> Truth:
    """Whether the person is owed aftercare on the as-at date (section 117(1) and (2)).

    They were under a qualifying section, have left hospital, and the duty has not ended.
    """
    left = left_hospital(r)
    gone = Truth.of(left.days <= np.datetime64(r.as_at), left.known)
    # A record that says how the person left, and not when, leaves it unknown.
    said = r.trigger.isin(*LEFT_BY).yes & np.isnat(left.days)
    return qualifies(r) & Truth(gone.yes, gone.no & ~said) & ~is_over(r)


def is_over(r: Rows) -> Truth:
    """Whether the duty is over; unknown where it was ended, and the Act was not kept to."""
    closed = r.list("record_status").isin(*CLOSED_BY_EVENTS)
    ended = is_ended(r)
    return closed | (ended & Truth(_ended_jointly(r).yes, np.zeros_like(ended.no)))


def _ended_jointly(r: Rows) -> Truth:
    """Whether both bodies decided, and no community treatment order was in force."""
    decided = ~r.all_rows()
    for key in ("end_la_date", "end_la_decider", "end_icb_date", "end_icb_decider"):
        decided = decided | lacks(r, key)
    return ~decided & ~on_cto(r, r.date("end_date"))


def _or_unknown(r: Rows, test: Callable[[Rows], Truth]) -> Truth:
    try:
        return test(r)
    except ColumnAbsent:
        nothing = np.zeros(len(r), np.bool_)
        return Truth(nothing, nothing)


def _or_no_days(r: Rows, find: Callable[[Rows], Moments]) -> Moments:
    try:
        return dated(find(r))
    except ColumnAbsent:
        return Moments(np.full(len(r), np.datetime64("NaT", "D")), np.zeros(len(r), np.bool_))


def _answers(truth: Truth) -> list[bool | None]:
    return _with_none(truth.yes, ~truth.known)


def _with_none(values: NDArray[Any], unknown: NDArray[np.bool_]) -> list[Any]:
    """The values as Python's own, None where they are not known."""
    cells = values.astype(object)
    cells[unknown] = None
    listed: list[Any] = cells.tolist()
    return listed


def _written(days: Moments) -> list[str]:
    written: list[str] = np.where(days.known, days.days.astype(str), "").tolist()
    return written


def _days_over(r: Rows, due: Moments, live: Truth) -> list[int | None]:
    """Days past the due day; none where no review is due, as the record is not live."""
    over = np.maximum((np.datetime64(r.as_at) - due.days).astype(np.int64), 0)
    unknown = ~live.known | (live.yes & ~due.known)
    return _with_none(np.where(live.yes, over, 0), unknown)
