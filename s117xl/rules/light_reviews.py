"""Light-touch reviews, where only a full review fits.

The circumstances are those of good practice under the audit tool; no statute lists them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from s117xl.register.columns import DateColumn, Moments
from s117xl.register.truth import Truth
from s117xl.rules.catalogue import Found, Scope, also, rule
from s117xl.rules.companions import Beside
from s117xl.rules.leaving import counted_from, dated, left_hospital
from s117xl.rules.reviews import put_right
from s117xl.rules.rows import NAT, Parent, Rows
from s117xl.rules.scopes import in_prison, is_live, on_conditional_discharge, on_cto

PERSON = (
    "dob", "detention_start", "discharge_date", "leave_start", "leave_kind", "last_review_date",
    "last_review_type", "trigger", "record_status", "cto_start", "cto_end", "cto_expiry",
    "cto_renewed", "cd_start", "cd_end",
    "prison_name", "prison_start", "prison_release_due", "prison_released",
)  # fmt: skip
ADMISSIONS = ("Admissions.admitted", "Admissions.kind")
DISPUTES = ("Disputes.raised", "Disputes.stage", "Disputes.resolved")

SAID_ON_THE_ROW = {
    "change_of_need": ("yes", "the person's needs had changed"),
    "crisis_since": ("yes", "there had been a crisis or a readmission since the last review"),
    "funding_change": ("yes", "the funding was to change"),
    "outcome": ("end proposed", "an ending was proposed"),
    "full_requested": ("yes", "the person had asked for a full review"),
}
"""What a row of the Reviews sheet says itself: the value, and the sentence."""

LIGHT_REVIEWS = Scope(
    lambda r: r.list("type").isin("light-touch") & r.filled("held"),
    "No review that was held was light-touch.",
)


@rule(
    "R046",
    "Light-touch review where a full one was called for",
    "risk",
    table="Reviews",
    scope=LIGHT_REVIEWS,
    fields=("type", "held", "kind", *SAID_ON_THE_ROW, *ADMISSIONS, *DISPUTES,
            *(f"Register.{key}" for key in PERSON)),
    authority=("audit-s003",),
    pillar=9,
    audit=("D5.5",),
    message="The review of {day} was light-touch, and {why}.",
    fix="Hold a full review.",
    owner="Named lead",
)  # fmt: skip
def light_review_unfit(r: Rows) -> Iterator[Found]:
    done = {"info": put_right(r, lambda other: other.type.isin("full"))}
    for key, (value, why) in SAID_ON_THE_ROW.items():
        said = r.list(key).isin(value)
        yield Found(said, key, {"day": r.held, "why": why}, lighter=done, regardless=True)
    for found in _unfit(Review(r, r.parent, r.held), "type", r.list("kind").isin("initial")):
        yield replace(found, lighter=done)


@also(
    "R046",
    table="Register",
    scope=Scope(
        lambda r: r.list("last_review_type").isin("light-touch") & ~_has_row(r),
        "No light-touch review stands on the Register alone.",
    ),
    fields=(*PERSON, *ADMISSIONS, *DISPUTES, "Reviews.held", "Reviews.type"),
)
def light_last_review_unfit(r: Rows) -> Iterator[Found]:
    closed = {"info": is_live(r).no}
    review = Review(r, r, r.date("last_review_date"))
    for found in _unfit(review, "last_review_type", ~r.all_rows()):
        yield replace(found, lighter=closed)


def _has_row(r: Rows) -> Truth:
    """Whether the last review of the Register has a row of its own on the Reviews sheet."""
    reviews = Beside(r, "Reviews")
    held, day = reviews.others.held, reviews.own(r.date("last_review_date"))
    return reviews.any((held <= day) & (held >= day))


class Review:
    """A light-touch review: its day, the person's Register row, and what came before it."""

    def __init__(self, r: Rows, person: Rows | Parent, day: DateColumn) -> None:
        self.r, self.person, self.day = r, person, day
        self.left = left_hospital(person)
        self.reviews = Beside(r, "Reviews")

    def before(self, *, full: bool = False) -> Moments:
        """The last review before this one in this episode: NaT and known where there is none."""
        held = self.reviews.others.held
        last = self.reviews.latest(held, self._earlier(full))
        own: DateColumn = self.person.last_review_date
        wanted = (own < self.day) & ~(own < dated(self.left)).sure()
        if full:
            wanted = wanted & self.person.last_review_type.isin("full")
        days = np.fmax(last.days, np.where(wanted.yes, own.days, NAT))
        return Moments(days, last.known & (own.blank | wanted.known))

    def _earlier(self, full: bool) -> Truth:
        others = self.reviews.others
        other_episode = (others.held < self.reviews.own(dated(self.left))).sure()
        # A row that is still to be held stands before nothing.
        earlier: Truth = others.held.filled & (others.held < self.reviews.own(self.day))
        earlier = earlier & ~other_episode
        return earlier & others.type.isin("full") if full else earlier

    def since_last(self) -> Moments:
        """The day of the last review before this one, or of leaving hospital."""
        before = self.before()
        known = before.known & (~np.isnat(before.days) | self.left.known)
        return dated(Moments(np.fmax(before.days, self.left.days), known))


def _unfit(review: Review, field: str, initial: Truth) -> Iterator[Found]:
    """What the rest of the register tells of the day of a light-touch review."""
    for truth, why in _reasons(review, initial):
        yield Found(truth, field, {"day": review.day, "why": why}, regardless=True)
    yield from _long_since_full(review, field)


def _reasons(review: Review, initial: Truth) -> Iterator[tuple[Truth, str]]:
    person, day = review.person, review.day
    yield initial | _first_on_record(review), "it was the first review after leaving hospital"
    yield on_cto(person, day), "a community treatment order was in force"
    yield on_conditional_discharge(person, day), "a conditional discharge was in force"
    yield _admitted_since(review), "the person had been admitted since the review before"
    yield _in_dispute(review), "a dispute was open"
    leap = review.r.context.settings.leap_birthday
    yield day < person.dob.age(18, leap=leap), "the person was under 18"
    yield _released(review), "the person had lately been released from prison"
    yield _release_due(review), "release from prison was near"


def _first_on_record(review: Review) -> Truth:
    """Whether no review stands before it; unknown where one may not have been entered."""
    before = review.before()
    none_before = Truth.of(np.isnat(before.days), before.known)
    cycle = review.r.period("review_cycle_months")
    in_first_cycle = review.day < counted_from(review.person).plus_months(cycle)
    return none_before & Truth(in_first_cycle.yes, np.zeros_like(in_first_cycle.no))


def _admitted_since(review: Review) -> Truth:
    stays = Beside(review.r, "Admissions")
    admitted, since = stays.others.admitted, stays.own(review.since_last())
    during = (admitted > since) & (admitted <= stays.own(review.day))
    return stays.any(during & stays.others.kind.isin("admission", "recall"))


def _in_dispute(review: Review) -> Truth:
    disputes = Beside(review.r, "Disputes")
    others, day = disputes.others, disputes.own(review.day)
    unresolved = others.resolved.empty & ~others.stage.isin("resolved").sure()
    return disputes.any((others.raised <= day) & (unresolved | (others.resolved > day)))


def _released(review: Review) -> Truth:
    released: DateColumn = review.person.prison_released
    day = review.day
    months = review.r.period("prison_release_planning_months")
    lately = (released <= day) & (released.plus_months(months) >= day)
    return released.filled & lately


def _release_due(review: Review) -> Truth:
    due: DateColumn = review.person.prison_release_due
    until = review.day.plus_months(review.r.period("prison_release_planning_months"))
    return in_prison(review.person, review.day) & due.filled & (due <= until)


def _long_since_full(review: Review, field: str) -> Iterator[Found]:
    months = review.r.period("full_review_at_least_months")
    full = review.before(full=True)
    facts = {"day": review.day, "full": full, "left": review.left, "months": months}
    yield Found(
        dated(full).plus_months(months) < review.day,
        field,
        facts,
        message="The review of {day} was light-touch, and the last full review, on {full}, was "
        "more than {months} months before.",
        regardless=True,
    )
    never = Truth.of(np.isnat(full.days), full.known)
    yield Found(
        never & (dated(review.left).plus_months(months) < review.day),
        field,
        facts,
        message="The review of {day} was light-touch, and no full review is recorded in the more "
        "than {months} months since the person left hospital on {left}.",
        regardless=True,
    )
