"""Disputes: the person's support goes on, and what is not settled moves on."""

from __future__ import annotations

from s117xl.register.truth import Truth
from s117xl.rules.catalogue import Found, rule
from s117xl.rules.rows import Rows
from s117xl.rules.scopes import OPEN
from s117xl.rules.wording import Counted, days_between


@rule(
    "R076",
    "Support is paused while bodies are in dispute",
    "unlawful",
    table="Disputes",
    scope=OPEN,
    fields=("support_paused", "resolved", "stage"),
    authority=("mha-117-2", "care-act-40", "si-2014-2829"),
    pillar=7,
    message="Support is paused while a dispute between bodies is open.",
    fix="Start the support again at once; the bodies settle who pays between themselves.",
    owner="Council and ICB deciders",
)
def support_paused(r: Rows) -> Truth:
    return r.list("support_paused").isin("yes")


@rule(
    "R077",
    "A dispute over ordinary residence was not referred in time",
    "overdue",
    table="Disputes",
    scope=OPEN,
    fields=("referred", "type", "raised", "resolved", "stage"),
    authority=("si-2014-2829", "care-act-40"),
    pillar=7,
    message="Raised on {raised} and not settled; it was due to go to the Secretary of State by "
    "{due}, {late} ago.",
    fix="Refer the dispute to the Secretary of State, and record the day.",
    owner="Council decider",
)
def not_referred(r: Rows) -> Found:
    due = r.raised.plus_months(r.period("or_dispute_referral_months"))
    late = days_between(due, r.today)
    waits = r.type.isin("ordinary residence") & r.referred.empty
    return Found(
        waits & (due < r.as_at), "referred", {"due": due, "late": Counted(late, "day")}, due
    )
