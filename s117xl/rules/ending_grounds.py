"""Grounds that are about something other than the person's needs: place, funding, cost."""

from __future__ import annotations

from s117xl.register.truth import Truth
from s117xl.rules.catalogue import rule
from s117xl.rules.rows import Rows
from s117xl.rules.scopes import ENDED


@rule(
    "R020",
    "Ended because the person moved",
    "risk",
    scope=ENDED,
    fields=("end_reason",),
    authority=("mha-117-3",),
    pillar=7,
    audit=("D6.3",),
    message="A move or a new GP is given as a reason for the ending ({end_reason}).",
    fix="Reinstate the entry: the duty stays with the same council when the person moves.",
    owner="Council and ICB deciders",
)
def ended_for_moving(r: Rows) -> Truth:
    return r.several("end_reason").any_of(("X9",))


@rule(
    "R021",
    "Ended because other funding began",
    "risk",
    scope=ENDED,
    fields=("end_reason",),
    authority=("chc-framework-2022", "mha-117-2"),
    pillar=7,
    audit=("D6.3",),
    message="Other funding is given as a reason for the ending ({end_reason}).",
    fix="Reinstate the entry: NHS continuing healthcare and other funding do not end the duty.",
    owner="Council and ICB deciders",
)
def ended_for_other_funding(r: Rows) -> Truth:
    return r.several("end_reason").any_of(("X12",))


@rule(
    "R022",
    "Ended for want of money",
    "risk",
    scope=ENDED,
    fields=("end_reason",),
    authority=("framework-s000", "mha-117-2"),
    pillar=7,
    audit=("D6.3",),
    message="Cost or want of funding is given as a reason for the ending ({end_reason}).",
    fix="Reinstate the entry: what a person needs decides, and not what it costs.",
    owner="Council and ICB deciders",
)
def ended_for_cost(r: Rows) -> Truth:
    return r.several("end_reason").any_of(("X13",))
