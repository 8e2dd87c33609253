"""Figures of reviews: in time, by both bodies, full where that is called for, with the carer."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from s117xl.check import answers
from s117xl.insight.kpis.counting import (
    YEAR,
    Answer,
    Figure,
    Given,
    Numbers,
    ids,
    share,
)
from s117xl.register.columns import Moments
from s117xl.register.truth import Mask, Truth, either
from s117xl.rules.catalogue import all_rules
from s117xl.rules.leaving import dated, left_hospital
from s117xl.rules.responsibility import CLOSED_ON
from s117xl.rules.review_dates import first_review_due, initial_held, latest_held, none_held
from s117xl.rules.rows import Rows
from s117xl.rules.scopes import in_prison, is_live, is_planned_for, lacks

BANDS = ((30, "0 to 30 days"), (90, "31 to 90 days"), (180, "91 to 180 days"))
OLDEST = "over 180 days"


def first_reviews(given: Given) -> Answer:
    """K05: of the first reviews that fell due in the period, those held by that day.

    Counted by the day on which they fell due and not by the discharge, so that nobody is counted
    before the review could be late.
    """
    r = given.now.rows("Register")
    due, held, none = first_review_due(r), initial_held(r), none_held(r)
    in_time = held <= due
    in_time = Truth(in_time.yes, in_time.no | (none.yes & due.known))
    fell_due = (due >= given.period.first) & (due <= given.passed)
    cohort = is_planned_for(r) & fell_due & ~_closed_by(r, due, in_time)
    return Answer(r, cohort, in_time)


def _closed_by(r: Rows, due: Moments, in_time: Truth) -> Truth:
    """Whether the duty was over by the day of the first review.

    A new detention has no day of its own on the record: of one who was not reviewed nobody knows.
    """
    status = r.list("record_status")
    closed = either(status.isin(name) & (r.date(key) <= due) for name, key in CLOSED_ON.items())
    superseded = status.isin("SUPERSEDED").yes & ~in_time.yes
    return Truth(closed.yes, closed.no & ~superseded)


def yearly_reviews(given: Given) -> Answer:
    """K06: of the live records a year after leaving hospital, those reviewed within the cycle."""
    r = given.then.rows("Register")
    cohort = is_live(r) & (dated(left_hospital(r)).plus_months(YEAR) <= r.as_at)
    return Answer(r, cohort, _reviewed_within(r, r.period("review_cycle_months")))


def _reviewed_within(r: Rows, months: int) -> Truth:
    recent = dated(latest_held(r)).plus_months(months) >= r.as_at
    return Truth(recent.yes, recent.no | none_held(r).yes)


def prison_reviews(given: Given) -> Answer:
    """K33: of the live records of people in prison, those reviewed in the last twelve months.

    One whose first review is not due yet, and was not held, is not counted.
    """
    r = given.then.rows("Register")
    said = r.list("record_status").isin("ACTIVE-PRISON").sure()
    not_yet = none_held(r) & (first_review_due(r) >= r.as_at)
    cohort = is_live(r) & (in_prison(r, r.today) | said) & ~not_yet.sure()
    return Answer(r, cohort, _reviewed_within(r, YEAR))


def overdue(given: Given) -> Figure:
    """K07: live records whose review is overdue, by how many days."""
    r = given.then.rows("Register")
    days = [each.days_over for each in given.derived_then]
    live = is_live(r)
    unknown = int((~live.known).sum()) + sum(
        day is None for day, alive in zip(days, live.yes.tolist(), strict=True) if alive
    )
    late = [day or 0 for day in days]
    found = int(np.count_nonzero(late))
    if not found and unknown and not _any_told(days, live):
        return Figure(None, None, unknown, None)
    return Figure(found, None, unknown, found, _by_age(late),
                  records=ids(r, np.array(late, int) > 0), rated_unknown=unknown)  # fmt: skip


def _any_told(days: list[int | None], live: Truth) -> bool:
    return any(day is not None for day, known in zip(days, live.known, strict=True) if known)


def _by_age(late: list[int]) -> Mapping[str, float]:
    parts = dict.fromkeys([*(name for _, name in BANDS), OLDEST], 0)
    for day in late:
        if day:
            parts[next((name for most, name in BANDS if day <= most), OLDEST)] += 1
    return parts


def joint_reviews(given: Given) -> Answer:
    """K09: of the reviews held in the period, those at which both bodies were present."""
    reviews = given.now.rows("Reviews")
    both = reviews.list("la_present").isin("yes") & reviews.list("nhs_present").isin("yes")
    return Answer(reviews, given.in_period(reviews.date("held")), both)


def light_reviews(given: Given) -> Figure:
    """K24: of the reviews held in the period, the light-touch ones, and those that R046 finds."""
    reviews = given.now.rows("Reviews")
    answer = Answer(reviews, given.in_period(reviews.date("held")),
                    reviews.list("type").isin("light-touch"))  # fmt: skip
    misused, unsure = _misused(given, reviews)
    misused &= answer.yes
    figure = share(answer)
    return Figure(
        figure.numerator, figure.denominator, figure.not_testable, figure.value,
        {"misused": int(misused.sum())}, records=ids(reviews, misused),
        rated_unknown=int((unsure & answer.yes & ~misused).sum()),
    )  # fmt: skip


def _misused(given: Given, reviews: Rows) -> tuple[Mask, Mask]:
    """The reviews that R046 finds, and those of which it cannot tell."""
    rule = all_rules()["R046"]
    numbers = {str(row): place for place, row in enumerate(reviews.table.rows.tolist())}
    found = np.zeros(len(reviews), np.bool_)
    for finding in given.checked.findings:
        if finding.code == "R046" and finding.table == "Reviews" and finding.severity != "info":
            found[numbers[finding.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")]] = True
    if "R046" in given.now.settings.off:
        return found, ~found
    given_by = answers(rule, reviews, rule.scope.rows(reviews)) if len(reviews) else []
    if not given_by:
        return found, found & False
    yes = np.any([each.truth.yes for each in given_by], axis=0)
    no = np.all([each.truth.no for each in given_by], axis=0)
    return found, ~yes & ~no


def carers(given: Given) -> Answer:
    """K30: of the live records with a carer and consent, those whose carer was last there."""
    r = given.then.rows("Register")
    reviews = given.then.rows("Reviews")
    present = reviews.list("carer_present").isin("yes")
    row = _latest_row(r)
    yes, no = (np.append(mask, False)[row] for mask in (present.yes, present.no))
    cohort = is_live(r) & ~lacks(r, "carer_name") & r.list("carer_consent").isin("yes")
    return Answer(r, cohort & ~none_held(r), Truth(yes, no))


def _latest_row(r: Rows) -> Numbers:
    """The number of the row of each person's latest review, -1 where it has no row."""
    held, parents = r.context.rows("Reviews").date("held"), r.context.parents("Reviews")
    latest = latest_held(r)
    rows = np.flatnonzero(held.known & (parents >= 0))
    rows = rows[held.days[rows] == latest.days[parents[rows]]]
    result = np.full(len(r), -1, np.int64)
    result[parents[rows]] = rows
    return result
