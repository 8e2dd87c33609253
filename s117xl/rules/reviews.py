"""Reviews: whether they are held when they are due, and by both bodies.

Three months and twelve are the standard of the audit tool and of local policy, not statute.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from s117xl.register.columns import DateColumn, Moments
from s117xl.register.truth import Mask, Truth
from s117xl.rules.catalogue import Found, Scope, also, rule
from s117xl.rules.companions import Beside
from s117xl.rules.exclusion import settled
from s117xl.rules.leaving import counted_from, dated, left_hospital
from s117xl.rules.review_dates import (
    first_review_due,
    initial_held,
    latest_held,
    none_held,
    review_due,
)
from s117xl.rules.rows import Parent, Rows
from s117xl.rules.scopes import LIVE, PLANNED_FOR, is_live, lacks
from s117xl.rules.wording import Counted, days_between

LEAVING = (
    "detention_start",
    "discharge_date",
    "cto_start",
    "leave_start",
    "leave_kind",
    "cd_start",
)
HELD = ("last_review_date", *LEAVING, "Reviews.held")

REVIEW_HELD = Scope(lambda r: r.filled("held"), "No review on the Reviews sheet was held.")
HAS_LAST_REVIEW = Scope(lambda r: r.filled("last_review_date"), "No record has a last review.")


@rule(
    "R041",
    "First review overdue",
    "overdue",
    scope=LIVE,
    fields=HELD,
    authority=("audit-s003",),
    pillar=9,
    audit=("D5.1", "D8.3.1", "D8.3.2", "D8.3.3"),
    message="Left hospital on {left}; the first review was due by {due}; none is recorded; "
    "{days} late.",
    fix="Hold the first review, full and joint, or record the one that was held.",
    owner="Named lead",
)
def first_review_overdue(r: Rows) -> Found:
    due = first_review_due(r)
    facts = {
        "left": counted_from(r),
        "due": due,
        "days": Counted(days_between(due, r.today), "day"),
    }
    return Found(none_held(r) & (due < r.as_at), facts=facts, due=due, regardless=True)


@rule(
    "R042",
    "First review held late",
    "risk",
    scope=PLANNED_FOR,
    fields=(*HELD, "Reviews.kind"),
    authority=("audit-s003",),
    pillar=9,
    audit=("D5.1", "D8.3.1", "D8.3.2"),
    message="Left hospital on {left}; the first review was due by {due} and was held on {held}: "
    "{days} late.",
    fix="Nothing can mend this now: record why it was late and what was done for the person.",
    owner="Named lead",
)
def first_review_late(r: Rows) -> Found:
    due, held = first_review_due(r), initial_held(r)
    late = Counted(days_between(due, held), "day")
    left = counted_from(r)
    facts = {"left": left, "due": due, "held": held, "days": late}
    old = (left < r.context.process_from).yes
    return Found(
        (held > due) & ~none_held(r), facts=facts, due=due, lighter={"info": old}, regardless=True
    )


@rule(
    "R043",
    "Review overdue",
    "overdue",
    scope=LIVE,
    fields=HELD,
    authority=("audit-s003", "local-camden"),
    pillar=9,
    audit=("D5.2", "D8.3.1", "D8.3.2"),
    message="Last reviewed on {held}; the next review was due by {due}; {days} late.",
    fix="Hold the review, or record the one that was held.",
    owner="Named lead",
)
def review_overdue(r: Rows) -> Found:
    due = review_due(r)
    facts = {"held": latest_held(r), "due": due, "days": Counted(days_between(due, r.today), "day")}
    return Found(~none_held(r) & (due < r.as_at), facts=facts, due=due, regardless=True)


@rule(
    "R044",
    "Review due soon",
    "prompt",
    scope=LIVE,
    fields=("next_review_due", *HELD),
    authority=("audit-s003",),
    pillar=9,
    audit=("D8.3.3",),
    message="The next review is due by {due}: {days} left, which is within {band} days.",
    fix="Agree a day with the person and both bodies.",
    owner="Named lead",
)
def review_due_soon(r: Rows) -> Found:
    due = review_due(r)
    left = days_between(r.today, due)
    near, middle, far = sorted(
        r.period(f"due_soon_{name}days") for name in ("near_", "middle_", "")
    )
    band = np.where(left <= near, near, np.where(left <= middle, middle, far))
    return Found(
        Truth.of((left >= 0) & (left <= far), due.known),
        facts={"due": due, "days": Counted(left, "day"), "band": band},
        due=due,
        lighter={"info": left > near},
        regardless=True,
    )


@rule(
    "R045",
    "Never reviewed, and no day from which to count",
    "overdue",
    scope=LIVE,
    fields=HELD,
    authority=("audit-s003",),
    pillar=9,
    audit=("D5.1", "D8.3.1"),
    message="No review is recorded and no day of leaving hospital, so nothing shows that the "
    "first review is in time.",
    fix="Record the day of leaving hospital, and hold the review or record the one held.",
    owner="Named lead",
)
def never_reviewed(r: Rows) -> Found:
    left = left_hospital(r)
    never_left = Truth.of(np.isnat(left.days), left.known)
    return Found(none_held(r) & lacks(r, "discharge_date") & never_left, regardless=True)


@rule(
    "R047",
    "Review of no known type",
    "missing",
    scope=HAS_LAST_REVIEW,
    fields=("last_review_type", "last_review_date"),
    authority=("audit-s003",),
    pillar=9,
    audit=("D8.3.4",),
    message="The record does not say whether the review of {last_review_date} was full or "
    "light-touch.",
    fix="Choose full or light-touch.",
    speaks_for=("last_review_type",),
)
def last_review_without_type(r: Rows) -> Found:
    return Found(lacks(r, "last_review_type"), regardless=True)


@also(
    "R047",
    table="Reviews",
    fields=("type", "held"),
    message="The row does not say whether the review is full or light-touch.",
    speaks_for=("Reviews.type",),
)
def review_without_type(r: Rows) -> Truth:
    return lacks(r, "type")


@rule(
    "R048",
    "Review held without one of the two bodies",
    "risk",
    table="Reviews",
    scope=REVIEW_HELD,
    fields=("la_present", "nhs_present", "held", "Register.record_status"),
    authority=("audit-s003",),
    pillar=3,
    audit=("D5.3",),
    message="The review of {held} was held with nobody from {body}.",
    fix="Review again together, or record how the other body took part.",
    owner="Named lead",
)
def review_not_joint(r: Rows) -> Iterator[Found]:
    council, nhs = r.list("la_present").isin("no"), r.list("nhs_present").isin("no")
    done = {"info": put_right(r, lambda o: o.la_present.isin("yes") & o.nhs_present.isin("yes"))}
    for key, answer, other, body in (
        ("la_present", council, nhs, "the council"),
        ("nhs_present", nhs, council, "the NHS"),
    ):
        answer = settled(answer, other)
        yield Found(answer, key, {"body": body}, lighter=done, regardless=True)


def put_right(r: Rows, fitting: Callable[[Parent], Truth]) -> Mask:
    """Where nothing is left to do: a fitting review was held later, or the record is not live.

    Each row is one of the Reviews sheet.
    """
    reviews = Beside(r, "Reviews")
    later = (reviews.others.held > reviews.own(r.date("held"))) & fitting(reviews.others)
    return reviews.any(later).yes | r.parent.answer(is_live(r.parent.rows)).no


@rule(
    "R051",
    "Review held before leaving hospital or after the ending",
    "invalid",
    scope=HAS_LAST_REVIEW,
    fields=("last_review_date", "end_date", *LEAVING),
    authority=("data-quality",),
    pillar=9,
    audit=("D8.3.1",),
    message="Reviewed on {held}, before the person left hospital on {left}.",
    fix="Correct the date that is wrong; a review of an earlier episode belongs to its own row.",
)
def last_review_out_of_order(r: Rows) -> Iterator[Found]:
    return _out_of_order(r, "last_review_date", left_hospital(r), r.end_date)


@also(
    "R051",
    table="Reviews",
    scope=REVIEW_HELD,
    fields=("held", "Register.end_date", *(f"Register.{key}" for key in LEAVING)),
)
def review_out_of_order(r: Rows) -> Iterator[Found]:
    return _out_of_order(r, "held", left_hospital(r.parent), r.parent.end_date)


def _out_of_order(r: Rows, key: str, left: Moments, ended: DateColumn) -> Iterator[Found]:
    held = r.date(key)
    facts = {"held": held, "left": left, "ended": ended}
    yield Found(held < dated(left), key, facts, regardless=True)
    yield Found(
        held > ended,
        key,
        facts,
        message="Reviewed on {held}, after the duty ended on {ended}.",
        regardless=True,
    )
