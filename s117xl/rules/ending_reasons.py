"""Ending reasons: what was given as the reason, and what was so when the duty ended.

None of these shows by itself that the need has gone (Code of Practice, chapter 33).
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from s117xl.register.truth import Truth
from s117xl.rules.catalogue import Found, Scope, rule
from s117xl.rules.exclusion import settled
from s117xl.rules.rows import Rows
from s117xl.rules.scopes import (
    ENDED,
    in_prison,
    is_aftercare,
    is_ended,
    lacks,
    on_conditional_discharge,
)
from s117xl.rules.wording import Counted, count, days_between

NOT_LAWFUL_ALONE = tuple(f"X{number}" for number in range(1, 19))
OTHER = "X99"

# Somebody held for hours, or admitted in an emergency, is informal or under section 2 in all
# but name: none of these is a new qualifying detention.
INFORMAL_OR_ASSESSMENT = ("01", "02", "04", "05", "06")
NOT_KNOWN = "99"


@rule(
    "R007",
    "Ended for a reason that is not lawful alone",
    "risk",
    scope=ENDED,
    fields=("end_reason",),
    authority=("code-33-21", "code-33-22", "lgo-06-b-16774"),
    pillar=9,
    audit=("D6.3",),
    message="Ended for {first}, which does not by itself show that the need has gone.",
    fix="Decide on the person's needs (reason L1 or L5), or reinstate the entry.",
    owner="Council and ICB deciders",
)
def ended_for_unlawful_reason(r: Rows) -> Found:
    # The reason that decided stands first, and others only add to it; but where every other
    # is of this kind too, it does not matter which of them stands first.
    given = r.several("end_reason")
    none_better = given.only((*NOT_LAWFUL_ALONE, OTHER)) & given.any_of(NOT_LAWFUL_ALONE)
    first = np.array([*given.values, ""], object)[given.first]
    return Found(given.first_in(NOT_LAWFUL_ALONE) | none_better, facts={"first": first})


@rule(
    "R008",
    "Ended with no reason, or for another one that is not explained",
    "risk",
    scope=ENDED,
    fields=("end_reason", "end_rationale"),
    authority=("code-33-20", "audit-s003", "local-camden"),
    pillar=9,
    audit=("D6.3",),
    message="The record is ended and gives no reason from the list.",
    fix="Choose the reason that decided and explain it; if there is none, reinstate the entry.",
    owner="Council and ICB deciders",
    speaks_for=("end_reason",),
)
def ended_without_reason(r: Rows) -> Iterator[Found]:
    least = r.period("rationale_characters")
    yield Found(lacks(r, "end_reason"), "end_reason", regardless=True)
    yield Found(
        r.end_reason.first_in((OTHER,))
        & (lacks(r, "end_rationale") | r.end_rationale.length_under(least)),
        "end_rationale",
        {"least": count(least, "character")},
        message="Ended for another reason (X99), explained in fewer than {least}.",
        regardless=True,
    )


OF_ENDED_RECORDS = Scope(
    lambda r: is_aftercare(r) & r.parent.answer(is_ended(r.parent.rows)),
    "No section 117 service belongs to a record that is ENDED.",
)


@rule(
    "R009",
    "Aftercare goes on after the duty ended",
    "risk",
    table="Services",
    scope=OF_ENDED_RECORDS,
    fields=("end", "is_s117", "Register.end_date", "Register.record_status"),
    authority=("mha-117-2",),
    pillar=9,
    audit=("D6.1",),
    message="The record is ended, and this section 117 service has no end.",
    fix="Give the service its end, or take off the section 117 mark from the day the duty "
    "ended; if aftercare is still needed, reinstate the entry.",
    owner="Named lead",
)
def service_after_ending(r: Rows) -> Iterator[Found]:
    ended = r.parent.end_date
    later = r.end > ended
    endless = Truth(r.end.blank, later.no)
    yield Found(endless, "end", regardless=True)
    yield Found(
        later,
        "end",
        {"ended": ended, "days": Counted(days_between(ended, r.end), "day")},
        message="The record ended on {ended}, and this section 117 service on {end}, {days} later.",
        regardless=True,
    )


@rule(
    "R014",
    "Ended while a conditional discharge was in force",
    "risk",
    scope=ENDED,
    fields=("end_date", "trigger", "cd_start", "cd_end"),
    authority=("mha-117-2", "mha-42-73"),
    pillar=9,
    audit=("D6.1",),
    message="Ended on {end_date}, while the conditional discharge of {cd_start} was in force.",
    fix="Show why the need had gone although conditions were thought needed, or reinstate it.",
    owner="Council and ICB deciders",
)
def ended_during_conditional_discharge(r: Rows) -> Found:
    return Found(on_conditional_discharge(r, r.end_date), regardless=True)


@rule(
    "R015",
    "Ended in prison, or because of it",
    "risk",
    scope=ENDED,
    fields=("end_date", "end_reason", "prison_name", "prison_start", "prison_released"),
    authority=("code-33-10", "worcestershire-2023-49", "audit-s003"),
    pillar=9,
    audit=("D8.5.4",),
    message="Ended on {end_date}, while the person was in prison (from {prison_start}).",
    fix="Keep the person on the register and plan for release: reinstate the entry.",
    owner="Council and ICB deciders",
)
def ended_in_prison(r: Rows) -> Iterator[Found]:
    there, given = in_prison(r, r.end_date), r.end_reason.any_of(("X10",))
    yield Found(settled(there, given), "end_date", regardless=True)
    yield Found(
        settled(given, there),
        "end_reason",
        message="Prison is given as a reason for the ending ({end_reason}).",
        regardless=True,
    )


@rule(
    "R016",
    "Ended during an informal or section 2 stay in hospital, or because of it",
    "risk",
    scope=ENDED,
    fields=("end_date", "end_reason", "Admissions.admitted", "Admissions.discharged",
            "Admissions.legal_status"),
    authority=("code-33-21", "worcestershire-2023"),
    pillar=9,
    audit=("D6.3",),
    message="Ended on {end_date}, while the person was in hospital informally or for assessment.",
    fix="Decide on the person's needs after leaving hospital, or reinstate the entry.",
    owner="Council and ICB deciders",
)  # fmt: skip
def ended_as_inpatient(r: Rows) -> Iterator[Found]:
    there = r.any("Admissions", _in_hospital_at_ending)
    given = r.end_reason.any_of(("X6",))
    yield Found(settled(there, given), "end_date", regardless=True)
    yield Found(
        settled(given, there),
        "end_reason",
        message="Readmission is given as a reason for the ending ({end_reason}).",
        regardless=True,
    )


def _in_hospital_at_ending(stay: Rows) -> Truth:
    ended = stay.parent.end_date
    still_in = stay.discharged.empty | (stay.discharged > ended)
    during: Truth = (stay.admitted <= ended) & still_in
    status = stay.list("legal_status")
    informal = status.isin(*INFORMAL_OR_ASSESSMENT)
    return during & Truth(informal.yes, informal.no & ~status.isin(NOT_KNOWN).yes)


@rule(
    "R019",
    "Ended for losing touch, with no informed refusal on record",
    "risk",
    scope=ENDED,
    fields=("end_reason", "declined_date", "declined_informed"),
    authority=("code-33-23",),
    pillar=2,
    audit=("D6.3",),
    message="Ended because the person declined or lost touch ({end_reason}); the record shows no "
    "informed refusal, with its date.",
    fix="Reinstate the entry and offer help again; a refusal does not show that the need has gone.",
    owner="Council and ICB deciders",
)
def ended_without_informed_refusal(r: Rows) -> Found:
    not_shown = lacks(r, "declined_date") | lacks(r, "declined_informed")
    said_no = r.declined_informed.isin("no", "unknown")
    return Found(r.end_reason.any_of(("X8",)) & (not_shown | said_no), regardless=True)
