"""What the register alone cannot tell: these rules wait for another list, or for a field."""

from __future__ import annotations

from s117xl.register.truth import Truth
from s117xl.rules.catalogue import rule
from s117xl.rules.rows import NotRun, Rows

NO_LIST = "No Trust list was given; the register is compared with one by: s117xl reconcile."
NO_AGE = "The register holds no stated age to compare with the date of birth."


@rule(
    "R122",
    "Discharged after a qualifying detention, and not on the register",
    "risk",
    fields=("register_id", "nhs_number"),
    authority=("audit-s003", "code-33-7"),
    pillar=8,
    audit=("D8.5.1",),
    message="A Trust's list of discharges has a person who is not on the register.",
    fix="Check the papers, and enter the person.",
)
def discharged_and_not_held(r: Rows) -> Truth:
    raise NotRun(NO_LIST)


@rule(
    "R123",
    "On a team's caseload after a qualifying detention, and not on the register",
    "risk",
    fields=("register_id", "nhs_number"),
    authority=("audit-s003", "lgo-22-009-742"),
    pillar=8,
    audit=("D8.5.2",),
    message="A community team's caseload has a person who is not on the register.",
    fix="Check the papers, and enter the person.",
)
def on_caseload_and_not_held(r: Rows) -> Truth:
    raise NotRun(NO_LIST)


@rule(
    "R124",
    "On the register, and known to no source",
    "prompt",
    fields=("register_id", "nhs_number"),
    authority=("audit-s003",),
    pillar=8,
    audit=("D8.5.2",),
    message="No list that was given has this person.",
    fix="Find out where the person is and who holds the case; the entry stays.",
)
def known_to_nobody(r: Rows) -> Truth:
    raise NotRun(NO_LIST)


@rule(
    "R125",
    "The register and a Trust's list disagree",
    "prompt",
    fields=("register_id", "nhs_number"),
    authority=("audit-s003",),
    pillar=8,
    audit=("D8.5.2",),
    message="A cell differs from the Trust's list.",
    fix="Find out which is right, and correct the other.",
)
def lists_disagree(r: Rows) -> Truth:
    raise NotRun(NO_LIST)


@rule(
    "R134",
    "A stated age that the date of birth does not bear out",
    "prompt",
    fields=("dob",),
    authority=("frla-1969-9", "data-quality"),
    pillar=8,
    message="The stated age differs from the age worked out.",
    fix="Correct the date of birth or the age.",
)
def age_differs(r: Rows) -> Truth:
    raise NotRun(NO_AGE)
