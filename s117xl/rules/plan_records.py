"""What a plan left on record: shared, with services, in the person's own words, carried out."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from s117xl.register.columns import TextColumn
from s117xl.register.truth import Truth
from s117xl.rules.catalogue import EVERY_ROW, Found, Scope, also, rule
from s117xl.rules.leaving import dated
from s117xl.rules.people import Groups, people
from s117xl.rules.planning import DISCHARGED
from s117xl.rules.review_dates import latest_held, none_held
from s117xl.rules.reviews import HELD
from s117xl.rules.rows import Rows
from s117xl.rules.scopes import LIVE, PLANNED_FOR, is_aftercare, is_live, lacks
from s117xl.rules.wording import Counted, count, days_between

LEAST_CHARACTERS = 20
"""A shorter text is a stock answer and no narrative."""

SERVED = Scope(
    lambda r: is_live(r) & Truth.of(np.full(len(r), len(r.context.rows("Services")) > 0)),
    "No record is ACTIVE, or the Services table has no rows.",
)


@rule(
    "R056",
    "Plan not shared with the person",
    "risk",
    scope=PLANNED_FOR,
    fields=("plan_shared_date",),
    authority=("code-33-13", "lgo-23-008-538"),
    pillar=2,
    message="The record does not show that the aftercare plan was shared with the person.",
    fix="Give the person the plan in a form that they can use, and record the day; on a closed "
    "record, record the day on which it was given.",
    owner="Named lead",
    speaks_for=("plan_shared_date",),
)
def plan_not_shared(r: Rows) -> Truth:
    return lacks(r, "plan_shared_date")


@rule(
    "R058",
    "Plan with no services",
    "risk",
    scope=SERVED,
    fields=("plan_ref", "record_status", "Services.is_s117", "Services.end"),
    authority=("code-33-7", "lgo-22-008-927"),
    pillar=2,
    message="No section 117 service that is going on is listed for this person.",
    fix="List the services that the person has as aftercare; if there are none, review the need.",
    owner="Named lead",
)
def plan_without_services(r: Rows) -> Found:
    going_on = r.any("Services", lambda s: is_aftercare(s) & _not_over(s))
    return Found(~going_on, regardless=True)


@rule(
    "R059",
    "Plan that does not tell aftercare from other services",
    "prompt",
    scope=SERVED,
    fields=("plan_ref", "record_status", "Services.is_s117", "Services.end"),
    authority=("audit-s003", "hsc-2000-003"),
    pillar=7,
    audit=("D4.1",),
    message="Of a service that is going on it is not said whether it is section 117 aftercare.",
    fix="Say of each service whether it is section 117 aftercare.",
    owner="Named lead",
)
def services_not_told_apart(r: Rows) -> Found:
    return Found(r.any("Services", lambda s: s.is_s117.empty & _not_over(s)), regardless=True)


def _not_over(service: Rows) -> Truth:
    result: Truth = service.end.empty | (service.end >= service.as_at)
    return result


@rule(
    "R064",
    "The person's own view is missing",
    "missing",
    scope=PLANNED_FOR,
    fields=("person_voice",),
    authority=("audit-s003", "code-33-13"),
    pillar=2,
    audit=("D3.3",),
    message="The record does not show the person's own view.",
    fix="Record what the person says, in their words or as a summary: ask them or, on a closed "
    "record, take it from the papers.",
    owner="Named lead",
    speaks_for=("person_voice",),
)
def no_voice(r: Rows) -> Truth:
    return lacks(r, "person_voice")


@rule(
    "R065",
    "The same words for many people",
    "prompt",
    scope=EVERY_ROW,
    fields=("person_voice", "end_rationale"),
    authority=("register-practice",),
    pillar=2,
    message="{people} people have the same words here.",
    fix="Write what is so for this person.",
    owner="Named lead",
)
def same_words(r: Rows) -> Iterator[Found]:
    who = _each_somebody(people(r))
    for key in ("person_voice", "end_rationale"):
        yield _same_words(r, key, who)


@also("R065", table="Services", fields=("link_rationale",))
def same_words_for_services(r: Rows) -> Found:
    return _same_words(r, "link_rationale", _each_persons(r))


@also("R065", table="Reviews", fields=("outcomes_recorded",))
def same_words_for_reviews(r: Rows) -> Found:
    return _same_words(r, "outcomes_recorded", _each_persons(r))


def _each_persons(r: Rows) -> Groups:
    parents = r.context.parents(r.table.schema.key)
    return _each_somebody(np.append(people(r.parent.rows), -1)[parents])


def _each_somebody(who: Groups) -> Groups:
    """The same numbers, with one of its own for each row whose person cannot be told."""
    return np.where(who >= 0, who, np.arange(len(who)) + who.max(initial=0) + 1)


def _same_words(r: Rows, key: str, who: Groups) -> Found:
    column = r.text(key)
    words = _alike(column)
    pairs = np.unique(np.stack([words, who]), axis=1)
    number = np.bincount(pairs[0][pairs[0] >= 0], minlength=int(words.max(initial=-1)) + 2)[words]
    many = (words >= 0) & (number >= r.period("copied_narrative_people"))
    return Found(Truth.of(many, column.known), key, {"people": number}, regardless=True)


def _alike(column: TextColumn) -> NDArray[np.int64]:
    """A number for each row, equal where the words are; -1 where there is no narrative.

    The cells are taken as read: tidying thousands of narratives that differ would be half the work.
    """
    numbers: dict[str, int] = {}
    each = []
    for cell in column.cells:
        plain = " ".join(cell.casefold().split()) if isinstance(cell, str) else ""
        short = len(plain) < LEAST_CHARACTERS
        each.append(-1 if short else numbers.setdefault(plain, len(numbers)))
    return np.where(column.known, np.array([*each, -1], np.int64)[column.at], -1)


@rule(
    "R106",
    "Nobody holds the person's case, and nobody reviewed it",
    "risk",
    scope=LIVE,
    fields=("open_case", *HELD),
    authority=("audit-s003", "local-camden"),
    pillar=3,
    audit=("D8.5.2",),
    message="Neither the council nor the Trust has an open case, and no review was held in the "
    "last {months}.",
    fix="Name who holds the case, and review the person's aftercare.",
    owner="Council and ICB deciders",
)
def nobodys_case(r: Rows) -> Found:
    cycle = r.period("review_cycle_months")
    lapsed = none_held(r) | (dated(latest_held(r)).plus_months(cycle) < r.as_at)
    facts = {"months": count(cycle, "month")}
    return Found(r.open_case.isin("none") & lapsed, facts=facts, regardless=True)


@rule(
    "R109",
    "No follow-up soon after leaving hospital",
    "prompt",
    scope=DISCHARGED,
    fields=("follow_up_72h", "discharge_date", "dod"),
    authority=("nhs-72-hours",),
    pillar=5,
    message="Discharged on {discharge_date}; somebody was to see the person by {due}, and no "
    "such contact is recorded.",
    fix="Record the contact; if there was none and the record is open, see the person now.",
    owner="Named lead",
    process="discharge_date",
)
def no_follow_up(r: Rows) -> Iterator[Found]:
    due = r.discharge_date.plus_days(r.period("follow_up_days"))
    died: Truth = (r.dod <= due).sure()
    yield Found(r.follow_up_72h.empty & (due < r.as_at) & ~died, facts={"due": due}, due=due)
    yield Found(
        r.follow_up_72h.filled & (r.follow_up_72h > due),
        facts={"due": due, "days": Counted(days_between(due, r.follow_up_72h), "day")},
        due=due,
        message="Discharged on {discharge_date}; somebody was to see the person by {due} and did "
        "on {follow_up_72h}, {days} late.",
        fix="Nothing can mend this now: record why it was late.",
    )
