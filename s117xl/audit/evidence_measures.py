"""Figures that no single rule counts: reviews of a year (K05, K06, K09), and the register's own.

Each is counted over twelve months before the as-at date. A first review counts by the day on which
it fell due and not by the discharge, so that nobody is counted before the review could be late.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from itertools import pairwise

import numpy as np

from s117xl.audit.evidence_rules import Tally, findings_by_row, names
from s117xl.check import Checked
from s117xl.derived import Derived
from s117xl.findings import Finding
from s117xl.law.months import shift_months
from s117xl.register.columns import Moments, show_day
from s117xl.register.truth import Truth, either
from s117xl.rules.leaving import dated, left_hospital
from s117xl.rules.responsibility import CLOSED_ON
from s117xl.rules.review_dates import (
    first_review_due,
    initial_held,
    latest_held,
    none_held,
    review_due,
)
from s117xl.rules.rows import ColumnAbsent, Context, Rows
from s117xl.rules.scopes import in_prison, is_ended, is_live, is_planned_for, lacks

YEAR = 12
QUARTER = 3
NO_REGISTER_REVIEW = "No review of the register is recorded."


class Given:
    """What a measure is worked out from."""

    def __init__(self, context: Context, checked: Checked, derived: Sequence[Derived]) -> None:
        self.context, self.checked, self.derived = context, checked, derived
        self.year_ago = shift_months(context.as_at, -YEAR)

    def findings(self, *codes: str) -> dict[int, list[Finding]]:
        """What these rules found, for information only left out, by number of Register row."""
        found = (f for f in self.checked.findings if f.code in codes and f.severity != "info")
        return findings_by_row(self.context, found)

    def tally(
        self, rows: Rows, cohort: Truth, met: Truth, codes: Sequence[str] = (), note: str = ""
    ) -> Tally:
        """The rows of a cohort counted by whether they are met; what is neither is not known.

        `codes` are the rules by which a row of it may have been explained.
        """
        unmet = np.flatnonzero(cohort.yes & met.no).tolist()
        yes = cohort.yes & met.yes
        unknown = ~cohort.no & ~yes & ~(cohort.yes & met.no)
        explained = self._explained(rows, unmet, codes)
        return Tally(int(yes.sum()), _owners(rows, unmet), int(unknown.sum()), explained, 0, note)

    def _explained(self, rows: Rows, unmet: Sequence[int], codes: Sequence[str]) -> int:
        if not codes:
            return 0
        if rows.table.schema.key == "Register":
            found = self.findings(*codes)
            mine = [found.get(row, []) for row in unmet]
        else:
            ids = rows.text(rows.table.schema.id_field)
            its = [f for f in self.checked.findings if f.code in codes]
            mine = [[f for f in its if f.row == ids.text(row)] for row in unmet]
        return sum(bool(each) and all(f.explained for f in each) for each in mine)


Measure = Callable[[Given], Tally]


def _owners(rows: Rows, numbers: Sequence[int]) -> tuple[str, ...]:
    """The records of these rows; the refs of rows that belong to none."""
    key = "register_id" if "register_id" in rows.table.columns else rows.table.schema.id_field
    return names(rows, numbers, key)


def first_reviews(given: Given) -> Tally:
    """K05: of the first reviews whose day fell in the year, those held by that day."""
    r = given.context.rows("Register")
    due, held, none = first_review_due(r), initial_held(r), none_held(r)
    in_time = held <= due
    in_time = Truth(in_time.yes, in_time.no | (none.yes & due.known))
    fell_due = (due >= given.year_ago) & (due < r.as_at)
    cohort = is_planned_for(r) & fell_due & ~_closed_by(r, due, in_time)
    return given.tally(r, cohort, in_time, ("R041", "R042"))


def _closed_by(r: Rows, due: Moments, in_time: Truth) -> Truth:
    """Whether the duty was over by the day of the first review.

    A new detention has no day of its own on the record: of one who was not reviewed nobody knows.
    """
    status = r.list("record_status")
    closed = either(status.isin(name) & (r.date(key) <= due) for name, key in CLOSED_ON.items())
    superseded = status.isin("SUPERSEDED").yes & ~in_time.yes
    return Truth(closed.yes, closed.no & ~superseded)


def yearly_reviews(given: Given) -> Tally:
    """K06: of the live records a year after leaving hospital, those reviewed within the cycle."""
    r = given.context.rows("Register")
    cohort = is_live(r) & (dated(left_hospital(r)).plus_months(YEAR) <= r.as_at)
    following = dated(latest_held(r)).plus_months(r.period("review_cycle_months"))
    in_date = following >= r.as_at
    in_date = Truth(in_date.yes, in_date.no | none_held(r).yes)
    return given.tally(r, cohort, in_date, ("R041", "R043"))


def joint_reviews(given: Given) -> Tally:
    """K09: of the reviews held in the year, those at which both bodies were present."""
    reviews = given.context.rows("Reviews")
    both = reviews.list("la_present").isin("yes") & reviews.list("nhs_present").isin("yes")
    return given.tally(reviews, _held_this_year(given, reviews), both, ("R048",))


def _held_this_year(given: Given, rows: Rows) -> Truth:
    held = rows.date("held")
    return held.filled & (held > given.year_ago) & (held <= rows.as_at)


def flagged_reviews(given: Given) -> Tally:
    """Of the live records, those whose next review has a day, so that the check flags it."""
    r = given.context.rows("Register")
    dated_ones = np.array([each.days_over is not None for each in given.derived], np.bool_)
    known = review_due(r).known & dated_ones
    flagged = given.findings("R041", "R043", "R045")
    told = np.isin(np.arange(len(r)), list(flagged))
    soon = len(given.findings("R044"))
    note = f"Overdue now: {len(flagged)}; due soon: {soon}."
    return given.tally(r, is_live(r), Truth.of(known | told), note=note)


def kept_in_prison(given: Given) -> Tally:
    """Of the people in prison, those kept open; one ended in prison or for it is not (R015)."""
    r = given.context.rows("Register")
    said = r.list("record_status").isin("ACTIVE-PRISON").sure()
    kept = is_live(r) & (in_prison(r, r.today) | said)
    for_prison = r.several("end_reason").any_of(("X10",)).sure()
    ended = is_ended(r) & (in_prison(r, r.date("end_date")) | for_prison)
    return given.tally(r, kept | ended, Truth(kept.yes, ended.yes), ("R015",))


def compared_with(key: str) -> Measure:
    """Of the live records, those compared with a Trust's list in the year; a blank tells nothing.

    `key` is the field of the day on which a record was compared.
    """

    def compared(given: Given) -> Tally:
        r = given.context.rows("Register")
        return given.tally(r, is_live(r), r.date(key) >= given.year_ago)

    return compared


# The quarterly reviews of the register itself.


def quarters_reviewed(given: Given) -> Tally:
    """Of the quarters of the year, those in which the register as a whole was reviewed.

    A quarter that was over before the first record was entered is not counted.
    """
    rows = given.context.rows("RegisterReviews")
    held, began = rows.date("held"), _began(given.context)
    days = [shift_months(given.context.as_at, -QUARTER * n) for n in range(YEAR // QUARTER + 1)]
    met, unmet = 0, []
    for until, after in pairwise(days):
        if ((held > after) & (held <= until)).yes.any():
            met += 1
        elif began is None or until >= began:
            unmet.append(f"{show_day(after)} to {show_day(until)}")
    # A table that nobody fills in does not say that nothing was reviewed.
    if not len(rows) or held.bad.any():
        note = "A day of a review cannot be read." if len(rows) else NO_REGISTER_REVIEW
        return Tally(met, unknown=len(unmet), note=note)
    return Tally(met, tuple(unmet))


def _began(context: Context) -> date | None:
    """The day on which the first record was entered, where it is known."""
    try:
        entered = context.rows("Register").date("registered_on")
    except ColumnAbsent:
        return None
    days = entered.days[entered.known]
    first: date | None = days.min().item() if len(days) else None
    return first


def register_reviews(test: Callable[[Rows], Truth]) -> Measure:
    """Of the reviews of the register in the year, those that pass the test."""

    def passing(given: Given) -> Tally:
        rows = given.context.rows("RegisterReviews")
        note = "" if len(rows) else NO_REGISTER_REVIEW
        return given.tally(rows, _held_this_year(given, rows), test(rows), note=note)

    return passing


def _several_agencies(rows: Rows) -> Truth:
    partners = rows.several("partners")
    return partners.any_of(("LA",)) & partners.any_of(("ICB",))


def _says_how_many(rows: Rows) -> Truth:
    """A blank is not nought: it does not say that nothing was taken higher."""
    known = rows.number("exceptions_escalated").known
    return Truth(known, np.zeros_like(known))


def _holds(key: str) -> Callable[[Rows], Truth]:
    return lambda rows: ~lacks(rows, key)


MEASURES: dict[str, Measure] = {
    "first reviews": first_reviews,
    "yearly reviews": yearly_reviews,
    "joint reviews": joint_reviews,
    "flagged reviews": flagged_reviews,
    "kept in prison": kept_in_prison,
    "compared with discharges": compared_with("inpatient_checked_on"),
    "compared with caseloads": compared_with("cmht_checked_on"),
    "quarters reviewed": quarters_reviewed,
    "several agencies": register_reviews(_several_agencies),
    "exceptions told": register_reviews(_says_how_many),
    "themes recorded": register_reviews(_holds("themes")),
    "actions recorded": register_reviews(_holds("actions")),
}
