"""Community treatment orders and conditional discharges: what can follow which section.

A community treatment order follows section 3 or an unrestricted order of Part III (Mental
Health Act 1983, section 17A); a conditional discharge is for restricted patients (sections 42
and 73).
"""

from __future__ import annotations

from collections.abc import Iterator

from s117xl.law.sections import CTO_IMPOSSIBLE, RESTRICTED, all_sections
from s117xl.register.truth import Truth, either
from s117xl.rules.catalogue import Found, Scope, rule
from s117xl.rules.rows import Rows

CTO_DATES = ("cto_start", "cto_expiry", "cto_renewed", "cto_end")
CD_DATES = ("cd_start", "cd_end")
CTO_UNCLEAR = frozenset(code for code, section in all_sections().items() if section.cto == "review")
MAY_BE_RESTRICTED = frozenset(
    code for code, section in all_sections().items() if section.group in ("Part III", "other")
)
"""Orders of a court or the Secretary of State, to which restrictions can be added."""
NOT_TOLD = ("33", "99")
"""Codes that do not tell which order there was: the retired one of 1995, and not known."""


def has_cto(r: Rows) -> Truth:
    """Whether a community treatment order is recorded, in force or not."""
    return either(r.filled(key) for key in CTO_DATES) | r.list("trigger").isin("CTO")


def has_conditional_discharge(r: Rows) -> Truth:
    """Whether a conditional discharge is recorded, in force or not."""
    trigger = r.list("trigger").isin("conditional discharge")
    return either(r.filled(key) for key in CD_DATES) | trigger


CTO = Scope(has_cto, "No community treatment order is recorded.")
CONDITIONAL_DISCHARGE = Scope(has_conditional_discharge, "No conditional discharge is recorded.")


@rule(
    "R036",
    "Community treatment order out of order",
    "invalid",
    scope=CTO,
    fields=("cto_start", "cto_end", "detention_start"),
    authority=("mha-17a", "data-quality"),
    pillar=1,
    message="The community treatment order ended on {cto_end}, before it began on {cto_start}.",
    fix="Correct the date that is wrong.",
    owner="Mental Health Act office",
)
def order_out_of_order(r: Rows) -> Iterator[Found]:
    yield Found(r.cto_end < r.cto_start, "cto_end")
    yield Found(
        r.cto_start < r.detention_start,
        "cto_start",
        message="The community treatment order began on {cto_start}, before the detention of "
        "{detention_start} that it suspends.",
    )


@rule(
    "R037",
    "Community treatment order with a section that cannot have one",
    "invalid",
    scope=CTO,
    fields=("section_code", "trigger", *CTO_DATES),
    authority=("mha-17a",),
    pillar=1,
    message="A community treatment order is recorded with section code {section_code}, from which "
    "none can follow.",
    fix="Enter the section that the order suspends, or take the order out if there was none.",
    owner="Mental Health Act office",
)
def order_impossible(r: Rows) -> Truth:
    section = r.list("section_code")
    impossible, unclear = section.isin(*CTO_IMPOSSIBLE), section.isin(*CTO_UNCLEAR)
    return Truth(impossible.yes, impossible.no & ~unclear.yes)


@rule(
    "R038",
    "Conditional discharge without a restricted order",
    "invalid",
    scope=CONDITIONAL_DISCHARGE,
    fields=("section_code", "restricted", "trigger", *CD_DATES),
    authority=("mha-42-73",),
    pillar=1,
    message="A conditional discharge is recorded with section code {section_code}, which is not a "
    "restricted order.",
    fix="Enter the restricted order, which is usually 09, or take the conditional discharge out.",
    owner="Mental Health Act office",
)
def conditional_discharge_impossible(r: Rows) -> Truth:
    section, restricted = r.list("section_code"), r.list("restricted").isin("yes")
    fitting = section.isin(*RESTRICTED) | (section.isin(*MAY_BE_RESTRICTED) & restricted)
    return Truth(fitting.no & ~section.isin(*NOT_TOLD).yes, fitting.yes)
