"""Other funding: continuing healthcare, personal health budgets, no recourse to public funds."""

from __future__ import annotations

import re

from s117xl.register.truth import Truth
from s117xl.rules.catalogue import Found, Scope, also, rule
from s117xl.rules.rows import Rows
from s117xl.rules.scopes import LIVE, is_aftercare, is_live, lacks

CONTINUING_HEALTHCARE = re.compile(r"\bchc\b|continuing\s+health\s*care", re.IGNORECASE)

ELIGIBLE = Scope(
    lambda r: is_live(r) & r.list("chc_status").isin("eligible"),
    "No live record has NHS continuing healthcare.",
)
STOPPED_SERVICE = Scope(
    lambda r: is_aftercare(r) & (r.date("end") <= r.as_at) & r.filled("end_reason"),
    "No section 117 service has ended for a reason that is given.",
)
NO_RECOURSE = Scope(lambda r: r.list("nrpf").isin("yes"), "Nobody is without recourse.")


@rule(
    "R089",
    "Continuing healthcare was not considered",
    "prompt",
    scope=LIVE,
    fields=("chc_status", "disability", "accommodation_status"),
    authority=("chc-framework-2022", "audit-s003"),
    pillar=7,
    audit=("D4.5",),
    message="The person has physical needs or lives in a nursing home, and NHS continuing "
    "healthcare was not considered.",
    fix="Consider it for needs that are not aftercare, and record what came of it.",
    owner="ICB decider",
)
def healthcare_not_considered(r: Rows) -> Found:
    complex_needs = r.disability.any_of(("physical",)) | r.accommodation_status.isin("nursing")
    return Found(r.chc_status.isin("not considered") & complex_needs, regardless=True)


@rule(
    "R090",
    "Aftercare taken away when continuing healthcare began",
    "risk",
    scope=ELIGIBLE,
    fields=("chc_status", "chc_date", "record_status", "Services.is_s117", "Services.end"),
    authority=("chc-framework-2022", "mha-117-2"),
    pillar=7,
    message="NHS continuing healthcare was awarded on {chc_date}, and a section 117 service ended "
    "on or after that day: the last on {stopped}.",
    fix="Show that the service was no longer needed, or restore it: the duty goes on beside "
    "continuing healthcare.",
    owner="Council and ICB deciders",
)
def aftercare_taken_away(r: Rows) -> Found:
    stopped = r.any("Services", _stopped_since_award)
    last = r.latest("Services", "end", _stopped_since_award)
    return Found(stopped, facts={"stopped": last}, regardless=True)


def _stopped_since_award(service: Rows) -> Truth:
    stopped: Truth = (service.end >= service.parent.chc_date) & (service.end <= service.as_at)
    return is_aftercare(service) & stopped


@also(
    "R090",
    table="Services",
    scope=STOPPED_SERVICE,
    fields=("end_reason", "end", "is_s117", "Register.chc_status"),
    message="The section 117 service ended on {end}, and the reason given speaks of NHS continuing "
    "healthcare.",
)
def service_ended_for_healthcare(r: Rows) -> Truth:
    reasons = r.text("end_reason")
    spoken = reasons.matches([bool(CONTINUING_HEALTHCARE.search(text)) for text in reasons.texts])
    # Where it was refused it cannot have been the reason.
    refused: Truth = r.parent.chc_status.isin("considered not eligible").sure()
    return spoken & ~refused


@rule(
    "R091",
    "A personal health budget or direct payment was not offered",
    "prompt",
    scope=LIVE,
    fields=("phb_offered",),
    authority=("phb-2019", "mha-117-2c"),
    pillar=7,
    message="Offer of a personal health budget or direct payment: {phb_offered}.",
    fix="Tell the person of the right to ask for one, and record the offer.",
    owner="Named lead",
)
def budget_not_offered(r: Rows) -> Truth:
    return r.list("phb_offered").isin("no", "unknown")


@rule(
    "R093",
    "No record of how the want of recourse was handled",
    "prompt",
    scope=NO_RECOURSE,
    fields=("nrpf_note", "nrpf"),
    authority=("niaa-2002-sch3", "phb-2019", "audit-s003"),
    pillar=6,
    audit=("D7.5",),
    message="The person has no recourse to public funds, and the record does not say how this "
    "was handled.",
    fix="Record that aftercare is given all the same, and how.",
    owner="Named lead",
    speaks_for=("nrpf_note",),
)
def handling_not_recorded(r: Rows) -> Truth:
    return lacks(r, "nrpf_note")
