"""By which day each duty is done, and whether it still waits, for the rows of its table.

The predicates and the periods are those of the rules, so that a task and a finding agree.
"""

from __future__ import annotations

import numpy as np

from s117xl.register.columns import Moments
from s117xl.register.truth import Truth
from s117xl.rules.accommodation import has_top_up
from s117xl.rules.cto import runs_on
from s117xl.rules.leaving import dated
from s117xl.rules.review_dates import first_review_due, latest_held, none_held, review_due
from s117xl.rules.rows import NAT, Rows
from s117xl.rules.scopes import (
    has_not_died,
    in_prison,
    is_aftercare,
    is_ended,
    is_live,
    is_open,
    is_under_18,
    lacks,
    not_renewed_since,
)

first_review = first_review_due
next_review = review_due
dispute_open = is_open
goes_on = is_live


def never_reviewed(r: Rows) -> Truth:
    """Whether the duty goes on and no review was held since leaving hospital."""
    return is_live(r) & none_held(r)


def reviewed_before(r: Rows) -> Truth:
    """Whether the duty goes on and a review was held since leaving hospital."""
    return is_live(r) & ~none_held(r)


def planned_review(r: Rows) -> Moments:
    """The next day planned for a review, where it is before the last day for it."""
    own = r.date("next_review_due")
    latest = latest_held(r)
    mine = np.where(own.known & ~(own.days <= latest.days), own.days, NAT)
    days = np.fmin(mine, r.first("Reviews", "due", _still_planned).days)
    legal = review_due(r)
    early = ~np.isnat(days) & ~(legal.known & (days >= legal.days))
    return Moments(days, early & latest.known)


def _still_planned(reviews: Rows) -> Truth:
    """Whether a review is neither held nor cancelled, and none was held after its day."""
    latest = latest_held(reviews.parent.rows).days
    own = np.append(latest, NAT)[reviews.context.parents("Reviews")]
    later = Truth.of(~(reviews.date("due").days <= own))
    return lacks(reviews, "held") & lacks(reviews, "cancelled_reason") & later


def order_runs(r: Rows) -> Truth:
    """Whether a community treatment order runs and the duty goes on."""
    return is_live(r) & runs_on(r)


def order_runs_out(r: Rows) -> Moments:
    """The day on which the order ends unless it is extended.

    It is the expiry on record where no renewal reaches beyond it, else a year from the renewal,
    else six months from the start.
    """
    expiry, renewed = r.date("cto_expiry"), r.date("cto_renewed")
    again = renewed.plus_months(r.period("cto_renewal_months"))
    first = r.date("cto_start").plus_months(r.period("cto_first_renewal_months"))
    on_record = Moments(expiry.days, expiry.known & not_renewed_since(r).yes)
    return on_record.or_else(again).or_else(Moments(first.days, first.known & renewed.blank))


def request_waits(r: Rows) -> Truth:
    """Whether the person asked for the duty to end, and has no answer."""
    return r.filled("end_requested_date") & lacks(r, "end_request_answered")


def answer_to_request(r: Rows) -> Moments:
    """The last day for the answer."""
    return r.date("end_requested_date").plus_days(r.period("end_request_answer_days"))


def refund_waits(r: Rows) -> Truth:
    """Whether a refund is due and not paid."""
    return r.list("refund_status").isin("due") & lacks(r, "refund_paid")


def refund(r: Rows) -> Moments:
    """The last day for the refund."""
    return r.date("refund_found").plus_days(r.period("refund_within_days"))


def nearly_adult(r: Rows) -> Truth:
    """Whether the person is under 18 and has no transition plan."""
    owed = ~r.list("record_status").isin("NOT-ENTITLED", "SUPERSEDED", "TRANSFERRED-OUT")
    child = is_under_18(r) & has_not_died(r) & ~is_ended(r)
    return child & owed & lacks(r, "transition_plan_date")


def transition_plan(r: Rows) -> Moments:
    """The day from which a transition plan is expected: 17 and a half by default."""
    return r.birthday("dob", 0, r.period("transition_age_months"))


def release_waits(r: Rows) -> Truth:
    """Whether the person is in prison, and planning for release has not begun."""
    inside = in_prison(r, r.today) | r.list("record_status").isin("ACTIVE-PRISON")
    return is_live(r) & inside & lacks(r, "release_planning_start")


def release_planning(r: Rows) -> Moments:
    """The last day on which planning for release begins."""
    return r.date("prison_release_due").plus_months(-r.period("prison_release_planning_months"))


def follow_up_waits(r: Rows) -> Truth:
    """Whether no contact after a discharge is recorded, which can still be put right."""
    lately = r.date("discharge_date") >= r.context.process_from
    return is_live(r) & lately & lacks(r, "follow_up_72h")


def follow_up(r: Rows) -> Moments:
    """The last day for the contact after discharge."""
    return r.date("discharge_date").plus_days(r.period("follow_up_days"))


def _before_discharge(r: Rows) -> Truth:
    return r.list("record_status").isin("PROSPECTIVE") & lacks(r, "discharge_date")


def council_not_told(r: Rows) -> Truth:
    """Whether the person is in hospital, and adult social care is not known to be told."""
    return _before_discharge(r) & lacks(r, "asc_notified")


def council_told(r: Rows) -> Moments:
    """The day by which adult social care is told."""
    return r.date("detention_start").plus_days(r.period("asc_notified_within_days"))


def planning_not_begun(r: Rows) -> Truth:
    """Whether the person is in hospital, and planning is not known to have begun."""
    return _before_discharge(r) & lacks(r, "planning_start")


def planning_begun(r: Rows) -> Moments:
    """The day by which planning begins."""
    return r.date("detention_start").plus_days(r.period("planning_start_within_days"))


def not_referred(r: Rows) -> Truth:
    """Whether a dispute over ordinary residence is open and was not referred."""
    return is_open(r) & r.list("type").isin("ordinary residence") & lacks(r, "referred")


def referral(r: Rows) -> Moments:
    """The last day for the referral to the Secretary of State."""
    return r.date("raised").plus_months(r.period("or_dispute_referral_months"))


def next_stage(r: Rows) -> Moments:
    """The last day at the stage that the dispute is at."""
    stage, raised = r.date("stage_date"), r.date("raised")
    since = stage.moments.or_else(Moments(raised.days, raised.known & stage.blank))
    return since.plus_days(r.period("dispute_stage_days"))


def _of_a_live_record(r: Rows) -> Truth:
    return r.parent.answer(is_live(r.parent.rows))


def not_agreed(r: Rows) -> Truth:
    """Whether an aftercare service lacks the agreement of one body."""
    lacking = lacks(r, "la_agreed") | lacks(r, "icb_agreed")
    return _of_a_live_record(r) & is_aftercare(r) & lacking


def agreement(r: Rows) -> Moments:
    """The last day for the agreement of both bodies."""
    return r.date("start").plus_days(r.period("funding_agreed_within_days"))


def topped_up(r: Rows) -> Truth:
    """Whether a top-up is paid for a service that goes on."""
    not_stopped = lacks(r, "end") | (r.date("end") > r.as_at)
    return _of_a_live_record(r) & has_top_up(r) & not_stopped


def top_up_review(r: Rows) -> Moments:
    """The last day for the next review of the top-up."""
    agreed, reviewed = r.date("topup_agreement"), r.date("topup_reviewed")
    days = np.fmax(agreed.days, reviewed.days)
    looked_at = dated(Moments(days, ~(agreed.bad | reviewed.bad)))
    return looked_at.plus_months(r.period("topup_review_months"))


def latest_register_review(r: Rows) -> Truth:
    """Whether this is the latest review of the register itself."""
    held = r.date("held")
    if not held.known.any():
        return Truth.of(np.zeros(len(r), np.bool_))
    return Truth.of(held.days == held.days[held.known].max(), held.known)


def next_register_review(r: Rows) -> Moments:
    """The day for the next review of the register."""
    return r.date("next_due").moments
