"""Entitlement: whether the papers show a detention that gives the right to aftercare.

The right arises from detention under section 3, a hospital order under section 37, or a
direction under section 45A, 47 or 48, on leaving hospital (Mental Health Act 1983, section
117(1)).
"""

from __future__ import annotations

from collections.abc import Iterator

from s117xl.law.sections import FOR_REVIEW, QUALIFYING, UNKNOWN
from s117xl.register.truth import Truth
from s117xl.rules.catalogue import Found, also, rule
from s117xl.rules.faults import faulty
from s117xl.rules.rows import Rows
from s117xl.rules.scopes import LIVE, on_cto


def qualifies(r: Rows) -> Truth:
    """Whether the section gives the right; unknown where a person must look at the papers."""
    codes = r.list("section_code")
    doubtful = codes.isin(*FOR_REVIEW, *UNKNOWN).yes
    answer = codes.isin(*QUALIFYING)
    return Truth(answer.yes, answer.no & ~doubtful)


@rule(
    "R023",
    "Live record whose section gives no right to aftercare",
    "invalid",
    scope=LIVE,
    fields=("section_code", "record_status"),
    authority=("mha-117-1",),
    pillar=1,
    message="Section code {section_code} gives no right to section 117 aftercare by itself, and "
    "the record is {record_status}.",
    fix="Check the detention papers for the qualifying section before telling the person "
    "anything; if there never was one, set the status to NOT-ENTITLED with the evidence.",
    owner="Mental Health Act office",
)
def not_qualifying(r: Rows) -> Truth:
    return ~qualifies(r)


@rule(
    "R024",
    "Section code that is no national code",
    "invalid",
    fields=("section_code",),
    authority=("dd-legal-status",),
    pillar=1,
    message="The section code is no national code.",
    fix="Enter the two-digit national code for the section under which the person was detained.",
    owner="Mental Health Act office",
)
def section_unreadable(r: Rows) -> Iterator[Found]:
    return faulty(r, "section_code", "R024")


@also("R024", table="Admissions", fields=("legal_status",))
def legal_status_unreadable(r: Rows) -> Iterator[Found]:
    return faulty(r, "legal_status", "R024")


@rule(
    "R025",
    "Section that a person must look at",
    "prompt",
    fields=("section_code",),
    authority=("mha-117-1", "dd-legal-status"),
    pillar=1,
    message="Whether section code {section_code} gives the right to aftercare depends on the "
    "order itself.",
    fix="Look at the order, and enter the code of the section that it took effect as.",
    owner="Mental Health Act office",
)
def section_for_review(r: Rows) -> Truth:
    return r.list("section_code").isin(*FOR_REVIEW)


@rule(
    "R026",
    "Guardianship entered as section 37",
    "invalid",
    fields=("section_code",),
    authority=("mha-117-1",),
    pillar=1,
    message="The section code is guardianship, entered as section 37.",
    fix="Enter 36 if it was guardianship, or 10 if it was a hospital order.",
    owner="Mental Health Act office",
)
def guardianship_as_37(r: Rows) -> Iterator[Found]:
    return faulty(r, "section_code", "R026")


@rule(
    "R027",
    "No section, or not known",
    "missing",
    fields=("section_code",),
    authority=("mha-117-1", "audit-s003"),
    pillar=1,
    audit=("D8.2.2",),
    message="The section under which the person was detained is not recorded.",
    fix="Ask the Mental Health Act office for the detention papers and enter the code.",
    speaks_for=("section_code",),
)
def section_missing(r: Rows) -> Iterator[Found]:
    yield Found(r.section_code.empty)
    yield Found(
        r.section_code.isin(*UNKNOWN),
        message="The section code {section_code} says that the section is not known.",
    )


@rule(
    "R028",
    "No start of detention",
    "missing",
    fields=("detention_start",),
    authority=("mha-117-3", "audit-s003"),
    pillar=1,
    audit=("D8.2.2",),
    message="The day on which the detention began is not recorded; which council and board are "
    "responsible depends on it.",
    fix="Enter the day from the detention papers.",
    speaks_for=("detention_start",),
)
def detention_start_missing(r: Rows) -> Truth:
    return ~r.filled("detention_start")


@rule(
    "R029",
    "No date of leaving hospital",
    "missing",
    scope=LIVE,
    fields=("discharge_date", "record_status", "trigger", "leave_start", "cto_start", "cto_end",
            "cto_expiry", "cto_renewed"),
    authority=("mha-117-1", "audit-s003"),
    pillar=5,
    audit=("D8.2.2",),
    message="The record is {record_status} and has no discharge date, and no leave or community "
    "treatment order explains it.",
    fix="Enter the day on which the person left hospital.",
    speaks_for=("discharge_date",),
)  # fmt: skip
def discharge_date_missing(r: Rows) -> Truth:
    on_leave = r.list("trigger").isin("leave", "CTO") | r.filled("leave_start")
    return ~(r.filled("discharge_date") | on_leave | on_cto(r, r.today))
