"""Figures of planning: assessed together, planned by discharge, entered, told, followed up."""

from __future__ import annotations

import numpy as np

from s117xl.insight.kpis.counting import Answer, Given
from s117xl.law.months import working_days_after
from s117xl.register.columns import Moments
from s117xl.register.truth import Truth
from s117xl.rules.entitlement import qualifies
from s117xl.rules.rows import Rows
from s117xl.rules.scopes import is_planned_for, lacks

ENTERED_WITHIN = 5


def joint_assessments(given: Given) -> Answer:
    """K08: of the assessments of the period, those in which both bodies took part."""
    r = given.now.rows("Register")
    both = r.list("assessment_la").isin("yes") & r.list("assessment_nhs").isin("yes")
    return Answer(r, is_planned_for(r) & given.in_period(r.date("assessment_date")), both)


def planned(given: Given) -> Answer:
    """K10: of the discharges of the period, those with a plan dated by that day."""
    r = given.now.rows("Register")
    plan, left = r.date("plan_date"), r.date("discharge_date")
    late = plan > left
    revised = r.date("last_review_date") <= plan
    if "Reviews" in r.context.register.tables:
        revised = revised | r.any("Reviews", _before_plan)
    met = Truth((plan <= left).yes, plan.blank | (late.yes & ~revised.yes))
    return Answer(r, _discharges(given, r), met)


def _before_plan(review: Rows) -> Truth:
    answer: Truth = review.held <= review.parent.plan_date
    return answer


def _discharges(given: Given, r: Rows) -> Truth:
    return is_planned_for(r) & given.in_period(r.date("discharge_date"))


def shared(given: Given) -> Answer:
    """K11: of the plans of the period, those that were shared with the person."""
    r = given.now.rows("Register")
    return Answer(r, _plans(given, r), ~lacks(r, "plan_shared_date"))


def crisis(given: Given) -> Answer:
    """K12: of the plans of the period, those that say what to do in a crisis."""
    r = given.now.rows("Register")
    return Answer(r, _plans(given, r), r.list("contingency_plan").isin("yes"))


def _plans(given: Given, r: Rows) -> Truth:
    return is_planned_for(r) & given.in_period(r.date("plan_date"))


def entered(given: Given) -> Answer:
    """K13: of the qualifying discharges of the period, those entered within five working days."""
    r = given.now.rows("Register")
    left = r.date("discharge_date")
    days = np.where(left.known, left.days, np.datetime64("2000-01-01", "D"))
    due = Moments(working_days_after(days, ENTERED_WITHIN), left.known)
    cohort = qualifies(r) & given.in_period(left)
    return _over(given, Answer(r, cohort, r.date("registered_on") <= due), due, "5 working days")


def told(given: Given) -> Answer:
    """K14: of the discharges of the period, those of which adult social care was told by then."""
    r = given.now.rows("Register")
    met = r.date("asc_notified") <= r.date("discharge_date")
    return Answer(r, _discharges(given, r), met)


def seen(given: Given) -> Answer:
    """K21: of the discharges of the period, those seen within three days; the dead left out."""
    r = given.now.rows("Register")
    due = r.date("discharge_date").plus_days(r.period("follow_up_days"))
    in_time = r.date("follow_up_72h") <= due
    met = Truth(in_time.yes, in_time.no | r.date("follow_up_72h").blank)
    died = ((r.date("dod") <= due) & ~met).sure()
    answer = Answer(r, _discharges(given, r) & ~died, met)
    return _over(given, answer, due, "3 days")


def _over(given: Given, answer: Answer, due: Moments, what: str) -> Answer:
    """Only those whose time is over by the as-at date; the others could still be in time."""
    over = due < given.now.as_at
    left_out = int((answer.cohort.yes & over.no).sum())
    note = f"{left_out} not counted, as the {what} were not over." if left_out else ""
    return Answer(answer.rows, answer.cohort & (over | ~_dated(due)), answer.met, note)


def _dated(due: Moments) -> Truth:
    return Truth.of(due.known)
