"""After an ending, and on the way to one: notice, readmission, requests, other help."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from s117xl.law.sections import QUALIFYING
from s117xl.register.columns import DateColumn, Moments
from s117xl.register.truth import Truth
from s117xl.rules.catalogue import Found, Scope, rule
from s117xl.rules.companions import pairs
from s117xl.rules.leaving import counted_from
from s117xl.rules.people import people
from s117xl.rules.rows import NAT, Rows
from s117xl.rules.scopes import ENDED, is_aftercare, lacks
from s117xl.rules.wording import Counted, count, days_between

NO_DECISION = ("L2", "L3", "L4")
"""Died, superseded, entered in error: the record closed, and nobody decided on needs."""

INFORMAL = "01"

ASKED = Scope(lambda r: r.filled("end_requested_date"), "Nobody asked for the duty to end.")
STOPPED_BY_PROVIDER = Scope(
    lambda r: is_aftercare(r) & r.list("ended_by").isin("provider"),
    "No section 117 service was ended by its provider.",
)


@rule(
    "R012",
    "Ended without a notice given by both bodies together",
    "unlawful",
    scope=ENDED,
    fields=("end_notice_joint", "end_notice_date", "end_date"),
    authority=("mha-25-46",),
    awaits="mha-25-46",
    pillar=2,
    audit=("D6.3",),
    message="Under section 46 of the Mental Health Act 2025 the duty ends by a notice that both "
    "bodies give together, and the record shows {lack}.",
    fix="Give the notice together, and record its date; until then the duty goes on.",
    owner="Council and ICB deciders",
)
def ended_without_joint_notice(r: Rows) -> Iterator[Found]:
    governed = r.governed_by("mha-25-46", r.end_date)
    yield Found(
        governed & lacks(r, "end_notice_date"), "end_notice_date", {"lack": "no notice"},
        regardless=True,
    )  # fmt: skip
    joint = r.end_notice_joint.isin("yes")
    yield Found(
        governed & r.end_notice_date.filled & Truth(~joint.yes, joint.yes),
        "end_notice_joint",
        {"lack": "a notice that was not given together"},
        regardless=True,
    )


@rule(
    "R017",
    "Ended soon after leaving hospital",
    "risk",
    scope=ENDED,
    fields=("end_date", "end_reason", "discharge_date", "detention_start", "cto_start",
            "leave_start", "leave_kind", "cd_start"),
    authority=("code-33-24", "register-practice"),
    pillar=9,
    message="Left hospital on {left}, and the duty ended on {end_date}, within {within}.",
    fix="Have somebody senior look at the decision; if it came too soon, reinstate the entry.",
    owner="Council and ICB deciders",
)  # fmt: skip
def ended_early(r: Rows) -> Found:
    within = r.period("early_ending_months")
    left = counted_from(r)
    early = (r.end_date <= left.plus_months(within)) & (r.end_date >= left)
    decided = ~r.end_reason.first_in(NO_DECISION).sure()
    return Found(
        early & decided, facts={"left": left, "within": count(within, "month")}, regardless=True
    )


@rule(
    "R018",
    "Readmitted soon after the duty ended",
    "risk",
    scope=ENDED,
    fields=("end_date", "nhs_number", "la_person_id", "detention_start", "section_code",
            "Admissions.admitted", "Admissions.kind", "Admissions.legal_status"),
    authority=("code-33-24",),
    pillar=9,
    message="The duty ended on {end_date}, and the person was back in hospital on {back}, {days} "
    "later.",
    fix="Consider whether the ending came too soon; if it did, reinstate the entry.",
    owner="Council and ICB deciders",
)  # fmt: skip
def readmitted_after_ending(r: Rows) -> Iterator[Found]:
    admitted = r.first("Admissions", "admitted", _soon_after_ending)
    yield _back(r, r.any("Admissions", _soon_after_ending), admitted)
    detained = _detained_again(r, r.period("premature_readmission_days"))
    yield _back(r, Truth.of(detained.known, r.end_date.known), detained)


def _back(r: Rows, truth: Truth, day: Moments) -> Found:
    days = Counted(days_between(r.end_date, day), "day")
    return Found(truth, "end_date", {"back": day, "days": days}, regardless=True)


def _soon_after_ending(stay: Rows) -> Truth:
    ended: DateColumn = stay.parent.end_date
    until = ended.plus_days(stay.period("premature_readmission_days"))
    soon: Truth = (stay.admitted > ended) & (stay.admitted <= until)
    mental_health = stay.list("legal_status").isin(INFORMAL, *QUALIFYING)
    return soon & mental_health & stay.list("kind").isin("admission", "recall")


def _detained_again(r: Rows, within: int) -> Moments:
    """For each ended row the start of a qualifying detention of the person within these days."""
    who = people(r)
    own, other = pairs(who, who)
    starts, ends = r.date("detention_start"), r.date("end_date")
    apart = (starts.days[other] - ends.days[own]).astype(np.int64)
    usable = starts.known[other] & ends.known[own] & r.section_code.isin(*QUALIFYING).yes[other]
    soon = usable & (apart > 0) & (apart <= within)
    days = np.full(len(r), NAT)
    np.fmin.at(days, own[soon], starts.days[other[soon]])
    return Moments(days, ~np.isnat(days))


@rule(
    "R127",
    "A person's request to end was not answered in time",
    "risk",
    scope=ASKED,
    fields=("end_request_answered", "end_requested_date"),
    authority=("lgo-23-019-903",),
    pillar=2,
    message="The person asked on {end_requested_date} for the duty to end; an answer was due by "
    "{due}; {days} late.",
    fix="Look at the person's needs with them, decide together, and answer in writing.",
    owner="Named lead",
)
def request_unanswered(r: Rows) -> Iterator[Found]:
    due = r.end_requested_date.plus_days(r.period("end_request_answer_days"))
    waiting = {"due": due, "days": Counted(days_between(due, r.today), "day")}
    yield Found(r.end_request_answered.empty & (due < r.as_at), facts=waiting, due=due)
    yield Found(
        r.end_request_answered.filled & (r.end_request_answered > due),
        facts={"due": due, "days": Counted(days_between(due, r.end_request_answered), "day")},
        due=due,
        message="The person asked on {end_requested_date} for the duty to end; the answer of "
        "{end_request_answered} was due by {due}; {days} late.",
        fix="Nothing can mend this now: record why it was late.",
    )


@rule(
    "R130",
    "Ended with no other help offered",
    "prompt",
    scope=ENDED,
    fields=("end_follow_on", "end_reason"),
    authority=("local-camden",),
    pillar=9,
    message="The record is ended and shows no offer of other help.",
    fix="Offer what the person may have under the Care Act or from the NHS, and record it.",
    owner="Named lead",
    speaks_for=("end_follow_on",),
)
def ended_without_other_help(r: Rows) -> Found:
    decided = ~r.end_reason.first_in(NO_DECISION).sure()
    return Found(lacks(r, "end_follow_on") & decided, regardless=True)


@rule(
    "R135",
    "A provider ended the service, and nothing takes its place",
    "risk",
    table="Services",
    scope=STOPPED_BY_PROVIDER,
    fields=("replacement_plan", "ended_by", "end", "is_s117"),
    authority=("lgo-21-008-501", "mha-117-2"),
    pillar=4,
    message="The provider ended the service, and no replacement or emergency plan is recorded.",
    fix="Arrange what takes its place, and record the plan.",
    owner="Named lead",
    speaks_for=("Services.replacement_plan",),
)
def no_replacement(r: Rows) -> Found:
    return Found(lacks(r, "replacement_plan"), regardless=True)
