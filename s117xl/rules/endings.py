"""Endings: whether both bodies decided, and the record shows it.

The duty lasts until the Integrated Care Board and the council are both satisfied that the
person no longer needs aftercare (Mental Health Act 1983, section 117(2)).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from s117xl.register.truth import Truth
from s117xl.rules.catalogue import Found, rule
from s117xl.rules.rows import Rows
from s117xl.rules.scopes import ENDED, lacks, on_cto
from s117xl.rules.wording import Counted, count, days_between


@rule(
    "R002",
    "Ended while a community treatment order was in force",
    "unlawful",
    scope=ENDED,
    fields=("end_date", "trigger", "cto_start", "cto_end", "cto_expiry", "cto_renewed"),
    authority=("mha-117-2", "mha-17a"),
    pillar=9,
    audit=("D6.1",),
    message="Ended on {end_date}, while the community treatment order of {cto_start} was in force.",
    fix="Reinstate the entry: the duty cannot end while the order is in force.",
    owner="Council and ICB deciders",
)
def ended_during_cto(r: Rows) -> Found:
    return Found(on_cto(r, r.end_date), regardless=True)


@rule(
    "R003",
    "Ended with no decision of the council",
    "unlawful",
    scope=ENDED,
    fields=("end_la_date", "end_la_decider"),
    authority=("mha-117-2",),
    pillar=1,
    audit=("D6.1",),
    message="The record is ended and shows no {missing} of the council's decision.",
    fix="Record who decided for the council and when; if nobody did, reinstate the entry.",
    owner="Council decider",
    speaks_for=("end_la_date", "end_la_decider"),
)
def ended_without_la(r: Rows) -> Iterator[Found]:
    return _half_missing(r, "end_la_date", "end_la_decider")


@rule(
    "R004",
    "Ended with no decision of the Integrated Care Board",
    "unlawful",
    scope=ENDED,
    fields=("end_icb_date", "end_icb_decider"),
    authority=("mha-117-2",),
    pillar=1,
    audit=("D6.1",),
    message="The record is ended and shows no {missing} of the Integrated Care Board's decision.",
    fix="Record who decided for the board and when; if nobody did, reinstate the entry.",
    owner="ICB decider",
    speaks_for=("end_icb_date", "end_icb_decider"),
)
def ended_without_icb(r: Rows) -> Iterator[Found]:
    return _half_missing(r, "end_icb_date", "end_icb_decider")


def _half_missing(r: Rows, day: str, decider: str) -> Iterator[Found]:
    yield Found(lacks(r, day), day, {"missing": "date"}, regardless=True)
    yield Found(lacks(r, decider), decider, {"missing": "decision-maker"}, regardless=True)


@rule(
    "R005",
    "The two decisions to end were apart, or the ending came first",
    "risk",
    scope=ENDED,
    fields=("end_date", "end_la_date", "end_icb_date"),
    authority=("mha-117-2",),
    pillar=1,
    audit=("D6.1",),
    message="The council decided on {end_la_date} and the Integrated Care Board on {end_icb_date}: "
    "{days} apart, where at most {most} is usual.",
    fix="Show that the decision was truly joint, or decide again together.",
    owner="Council and ICB deciders",
)
def decisions_apart(r: Rows) -> Iterator[Found]:
    most = r.period("decisions_apart_days")
    days = np.abs(days_between(r.end_la_date, r.end_icb_date))
    known = r.end_la_date.known & r.end_icb_date.known
    facts = {"days": Counted(days, "day"), "most": count(most, "day")}
    yield Found(Truth.of(days > most, known), "end_icb_date", facts, regardless=True)
    for key, body in (("end_la_date", "council"), ("end_icb_date", "Integrated Care Board")):
        yield Found(
            r.end_date < r.date(key),
            "end_date",
            message=f"Ended on {{end_date}}, before the {body} decided on {{{key}}}.",
            fix="Correct the dates, or reinstate the entry until both bodies have decided.",
            regardless=True,
        )


@rule(
    "R006",
    "Ended with no full reassessment shortly before",
    "risk",
    scope=ENDED,
    fields=("end_date", "end_reassessment_date"),
    authority=("code-33-20", "audit-s003", "lgo-23-008-538"),
    pillar=9,
    audit=("D6.2",),
    message="Ended on {end_date} with no full reassessment recorded; one within {within} before "
    "the ending is expected.",
    fix="Record the reassessment, or reassess and decide again.",
    owner="Named lead",
    speaks_for=("end_reassessment_date",),
)
def ended_without_reassessment(r: Rows) -> Iterator[Found]:
    within = r.period("reassessment_within_days")
    done, ended = r.end_reassessment_date, r.end_date
    facts = {"within": count(within, "day"), "days": Counted(days_between(done, ended), "day")}
    early, after = done < ended.plus_days(-within), done > ended
    none_done = Truth(done.blank, early.no & after.no)
    yield Found(none_done, "end_reassessment_date", facts, regardless=True)
    yield Found(
        early,
        "end_reassessment_date",
        facts,
        message="Ended on {end_date}, {days} after the full reassessment of "
        "{end_reassessment_date}; one within {within} is expected.",
    )
    yield Found(
        after,
        "end_reassessment_date",
        message="Ended on {end_date}, before the full reassessment of {end_reassessment_date}.",
    )


@rule(
    "R010",
    "Ended without the person or an advocate, and no reason given",
    "risk",
    scope=ENDED,
    fields=("end_person_involved", "end_involvement_reason"),
    authority=("code-33-20",),
    pillar=2,
    audit=("D6.2",),
    message="The record is ended and does not say whether the person or an advocate took part.",
    fix="Record that they took part, or why not; if nobody asked them, decide again with them.",
    owner="Named lead",
    speaks_for=("end_person_involved", "end_involvement_reason"),
)
def ended_without_person(r: Rows) -> Iterator[Found]:
    yield Found(lacks(r, "end_person_involved"), "end_person_involved", regardless=True)
    yield Found(
        r.end_person_involved.isin("no", "unknown") & lacks(r, "end_involvement_reason"),
        "end_involvement_reason",
        message="Part taken by the person or an advocate in the ending: {end_person_involved}; "
        "no reason is given.",
        regardless=True,
    )


@rule(
    "R011",
    "Ended with no written notice to the person",
    "risk",
    scope=ENDED,
    fields=("end_notice_date",),
    authority=("code-33-20", "audit-s003"),
    pillar=2,
    audit=("D6.3",),
    message="The record is ended and shows no written notice to the person.",
    fix="Write to the person with the reasons and how to challenge them, and record the date.",
    owner="Named lead",
    speaks_for=("end_notice_date",),
)
def ended_without_notice(r: Rows) -> Truth:
    return lacks(r, "end_notice_date")


@rule(
    "R013",
    "Ended with no authority of the agreed grade",
    "risk",
    scope=ENDED,
    fields=("end_authorised_by",),
    authority=("audit-s003", "local-camden"),
    pillar=1,
    audit=("D6.4",),
    message="The record is ended and shows nobody who authorised it.",
    fix="Record who authorised the ending, or take it to somebody of the agreed grade.",
    owner="Council and ICB deciders",
    speaks_for=("end_authorised_by",),
)
def ended_without_authority(r: Rows) -> Iterator[Found]:
    yield Found(lacks(r, "end_authorised_by"))
    roles = r.context.settings.authorisers
    if roles:
        agreed = [holds_role(text, roles) for text in r.end_authorised_by.texts]
        yield Found(
            ~r.end_authorised_by.matches(agreed),
            message="Who authorised the ending is not one of the roles that Settings lists.",
        )


def holds_role(text: str, roles: frozenset[str]) -> bool:
    """Whether a text, or a part of it such as `A Name, Director`, is one of the roles."""
    parts = [text, *re.split(r"[,;:()/\n]| [-\u2013] ", text)]
    return any(part.strip().casefold() in roles for part in parts)


@rule(
    "R126",
    "Ended with no reasons or no date",
    "invalid",
    scope=ENDED,
    fields=("end_rationale", "end_date"),
    authority=("audit-s003",),
    pillar=9,
    audit=("D8.5.3",),
    message="The record is ended and gives no reasons for it.",
    fix="Record the day on which the duty ended and why; if nobody decided, reinstate the entry.",
    speaks_for=("end_rationale", "end_date"),
)
def ended_without_reasons_or_date(r: Rows) -> Iterator[Found]:
    yield Found(lacks(r, "end_rationale"), "end_rationale", regardless=True)
    yield Found(
        lacks(r, "end_date"),
        "end_date",
        message="The record is ended and shows no day on which the duty ended.",
        regardless=True,
    )
