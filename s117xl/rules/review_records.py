"""What a review left on record: its outcome, the next day, and what became of those called off."""

from __future__ import annotations

import numpy as np

from s117xl.register.truth import Mask, Truth
from s117xl.rules.catalogue import Found, Scope, also, rule
from s117xl.rules.companions import Beside
from s117xl.rules.leaving import dated
from s117xl.rules.review_dates import latest_held
from s117xl.rules.reviews import HELD, REVIEW_HELD, put_right
from s117xl.rules.rows import Rows
from s117xl.rules.scopes import LIVE, is_live, lacks
from s117xl.rules.wording import Counted

CALLED_OFF = Scope(
    lambda r: r.filled("cancelled_reason") & ~r.filled("held"),
    "No review was cancelled or declined.",
)


@rule(
    "R049",
    "Review without an outcome",
    "prompt",
    table="Reviews",
    scope=REVIEW_HELD,
    fields=("outcome", "held"),
    authority=("local-camden", "audit-s003"),
    pillar=9,
    message="The review of {held} shows no outcome.",
    fix="Record whether aftercare goes on, changes, or is proposed to end.",
    owner="Named lead",
    speaks_for=("Reviews.outcome",),
)
def no_outcome(r: Rows) -> Found:
    return Found(lacks(r, "outcome"), regardless=True)


@rule(
    "R050",
    "Review that says nothing of how the person is",
    "prompt",
    table="Reviews",
    scope=REVIEW_HELD,
    fields=("outcomes_recorded", "held"),
    authority=("audit-s003",),
    pillar=9,
    audit=("D5.4",),
    message="The review of {held} records nothing of the person's outcomes and wellbeing.",
    fix="Record what has changed for the person, in their own words where you can.",
    owner="Named lead",
    speaks_for=("Reviews.outcomes_recorded",),
)
def no_wellbeing(r: Rows) -> Found:
    return Found(lacks(r, "outcomes_recorded"), regardless=True)


@rule(
    "R052",
    "Next review planned too late",
    "prompt",
    table="Reviews",
    scope=REVIEW_HELD,
    fields=("next_due", "held"),
    authority=("audit-s003",),
    pillar=9,
    audit=("D5.2",),
    message="Reviewed on {held}, and the next review is planned for {next_due}; the latest day "
    "is {due}.",
    fix="Bring the next review forward.",
    owner="Named lead",
)
def next_review_late(r: Rows) -> Found:
    due = r.date("held").plus_months(r.period("review_cycle_months"))
    done = put_right(r, lambda other: other.held.filled)
    return Found(r.next_due > due, facts={"due": due}, due=due, lighter={"info": done})


@also(
    "R052",
    table="Register",
    scope=LIVE,
    fields=("next_review_due", *HELD),
    message="Last reviewed on {held}, and the next review is planned for {next_review_due}; the "
    "latest day is {due}.",
)
def next_review_late_on_register(r: Rows) -> Found:
    held = dated(latest_held(r))
    due = held.plus_months(r.period("review_cycle_months"))
    return Found(
        r.next_review_due > due, facts={"held": held, "due": due}, due=due, regardless=True
    )


@rule(
    "R053",
    "Reviews called off again and again",
    "risk",
    table="Reviews",
    scope=CALLED_OFF,
    fields=("escalated", "cancelled_reason", "held", "due", "Register.record_status",
            "Register.last_review_date"),
    authority=("register-practice", "audit-s003"),
    pillar=9,
    message="Cancelled or declined, with none held since: {times}. Nobody senior was told.",
    fix="Tell somebody senior, find another way to reach the person, and record the day.",
    owner="Named lead",
)  # fmt: skip
def called_off_again(r: Rows) -> Found:
    parents = r.context.parents("Reviews")
    counted = CALLED_OFF.rows(r).yes & ~_held_since(r).yes & (parents >= 0)
    people = len(r.parent.rows)
    times = np.bincount(parents[counted], minlength=people + 1)
    told = np.bincount(parents[counted & ~r.escalated.blank], minlength=people + 1) > 0
    enough = (times >= r.period("cancelled_reviews")) & ~told
    found = Truth.of(_last(r, counted) & enough[parents]) & r.parent.answer(is_live(r.parent.rows))
    return Found(found, facts={"times": Counted(times[parents], "review")}, regardless=True)


def _held_since(r: Rows) -> Truth:
    """Whether a review of the person was held on or after the day on which this one was due."""
    reviews = Beside(r, "Reviews")
    on_sheet = reviews.any((reviews.others.held >= reviews.own(r.date("due"))).sure())
    on_register: Truth = r.parent.last_review_date >= r.date("due")
    return on_sheet | on_register.sure()


def _last(r: Rows, counted: Mask) -> Mask:
    """The last of each person's counted rows, by the day on which it was due."""
    parents = r.context.parents("Reviews")
    rows = np.flatnonzero(counted)
    days = r.date("due").days[rows].astype(np.int64)  # NaT, the least number, stands first
    rows = rows[np.argsort(days, kind="stable")]
    last = np.full(len(r.parent.rows) + 1, -1)
    last[parents[rows]] = rows
    result = np.zeros(len(r), np.bool_)
    result[last[last >= 0]] = True
    return result
