"""When each person was last reviewed, and when the next review is due.

A review counts from the day of leaving hospital: one held before it belongs to an earlier
episode or is a mistake (R051), and cannot put off the first review.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from s117xl.register.columns import DateColumn, Moments
from s117xl.register.truth import Mask, Truth
from s117xl.rules.leaving import counted_from, dated, left_hospital
from s117xl.rules.rows import NAT, Rows


def latest_held(r: Rows) -> Moments:
    """The latest review held since leaving hospital: NaT and known where there is none.

    It is the later of `last_review_date` and the Reviews table, unknown where a cell of
    either cannot be read.
    """
    return _held(r, np.fmax)


def earliest_held(r: Rows) -> Moments:
    """The earliest review on record since leaving hospital, as `latest_held`."""
    return _held(r, np.fmin)


def initial_held(r: Rows) -> Moments:
    """The first review after leaving hospital, not known where the record does not show it.

    It is the first that the Reviews table calls initial; where it calls none so, the earliest
    on record, unless that stands so late that an earlier one may not have been entered.
    """
    kinds = r.context.rows("Reviews").list("kind")
    named = dated(_in_table(r, np.fmin, kinds.isin("initial").yes))
    earliest = dated(earliest_held(r))
    second = counted_from(r).plus_months(r.period("review_cycle_months"))
    return named.or_else(Moments(earliest.days, (earliest < second).yes))


def first_review_due(r: Rows) -> Moments:
    """The last day for the first review; not known where the day of leaving is not."""
    return counted_from(r).plus_months(r.period("first_review_months"))


def review_due(r: Rows) -> Moments:
    """The last day for the next review: the first one, or a cycle after the latest held."""
    held = latest_held(r)
    following = dated(held).plus_months(r.period("review_cycle_months"))
    first = first_review_due(r)
    none_held = held.known & np.isnat(held.days)
    return following.or_else(Moments(first.days, first.known & none_held))


def none_held(r: Rows) -> Truth:
    """Whether no review has been held since leaving hospital."""
    held = latest_held(r)
    return Truth.of(np.isnat(held.days), held.known)


def latest_was_light(r: Rows) -> Truth:
    """Whether the latest review was light-touch; unknown where none was held.

    The Register says so where its date is the later or the same, else the row of that review.
    """
    reviews = r.context.rows("Reviews")
    row = _latest_row(r)
    in_table = np.where(row >= 0, reviews.date("held").days[row], NAT) if len(reviews) else NAT
    own = r.date("last_review_date")
    by_register = own.known & ~(in_table > own.days)
    here, there = (
        t.list(k).isin("light-touch") for t, k in ((r, "last_review_type"), (reviews, "type"))
    )
    yes, no = (np.append(mask, False)[row] for mask in (there.yes, there.no))
    return Truth(np.where(by_register, here.yes, yes), np.where(by_register, here.no, no))


def _latest_row(r: Rows) -> NDArray[np.int64]:
    """The number of each person's latest review row, -1 where none was held."""
    held = r.context.rows("Reviews").date("held")
    parents = r.context.parents("Reviews")
    rows = np.flatnonzero(held.known & (parents >= 0))
    rows = rows[np.argsort(held.days[rows], kind="stable")]
    latest = np.full(len(r), -1)
    latest[parents[rows]] = rows
    return latest


def _held(r: Rows, choose: Any) -> Moments:
    """The last or first review held since leaving hospital, from the Register and the table."""
    own = r.date("last_review_date")
    days = np.where(_since(own, left_hospital(r).days), own.days, NAT)
    table = _in_table(r, choose, np.ones(len(r.context.rows("Reviews")), np.bool_))
    return Moments(choose(days, table.days), ~own.bad & table.known)


def _in_table(r: Rows, choose: Any, wanted: Mask) -> Moments:
    """The last or first of the wanted reviews of the table held since leaving hospital."""
    held = r.context.rows("Reviews").date("held")
    parents = r.context.parents("Reviews")
    left = np.append(left_hospital(r).days, NAT)[parents]
    usable = wanted & (parents >= 0) & _since(held, left)
    days = np.full(len(r), NAT)
    choose.at(days, parents[usable], held.days[usable])
    known = np.ones(len(r), np.bool_)
    known[parents[held.bad & (parents >= 0)]] = False
    return Moments(days, known)


def _since(held: DateColumn, left: NDArray[np.datetime64]) -> Mask:
    """Where a review was held and is not known to be before the day of leaving."""
    return held.known & ~(held.days < left)
