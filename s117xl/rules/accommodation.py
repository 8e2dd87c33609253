"""Accommodation: when it is aftercare, who pays the rent, and top-ups.

Where the place is part of the aftercare it is free, and the reason why it is more than ordinary
housing is written down. An extra cost is a choice that the person made in writing.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from s117xl.register.columns import Moments
from s117xl.register.truth import Truth
from s117xl.rules.catalogue import Found, Scope, also, rule
from s117xl.rules.rows import Rows
from s117xl.rules.scopes import is_aftercare


def is_home(r: Rows) -> Truth:
    """Whether a service is accommodation that is part of the aftercare."""
    return is_aftercare(r) & r.list("service_type").isin("accommodation")


def lives_in_aftercare(r: Rows) -> Truth:
    """Whether the record says that accommodation is part of the aftercare."""
    return r.list("accommodation_s117").isin("yes")


def has_top_up(r: Rows) -> Truth:
    """Whether somebody pays extra: an amount over nought, or a payer with no amount yet."""
    amount = r.number("topup_amount")
    return amount.over(0).sure() | (amount.empty & r.column("topup_payer").filled)


HOME = Scope(is_home, "No accommodation is marked as section 117 aftercare.")
IN_AFTERCARE = Scope(lives_in_aftercare, "No record says that accommodation is aftercare.")
TOPPED_UP = Scope(has_top_up, "No service has a top-up.")


@rule(
    "R084",
    "Accommodation is aftercare with no reason given",
    "risk",
    scope=IN_AFTERCARE,
    fields=("accommodation_rationale", "accommodation_s117"),
    authority=("afework-2013", "mwanza-2010", "mha-117-6", "audit-s003"),
    pillar=7,
    audit=("D4.4", "D8.2.6"),
    message="Accommodation is part of the aftercare, and the record does not say why it is more "
    "than ordinary housing.",
    fix="Record the need from the mental disorder that this accommodation meets, and how.",
    owner="Named lead",
    speaks_for=("accommodation_rationale",),
)
def no_reason_for_home(r: Rows) -> Truth:
    return r.column("accommodation_rationale").empty


@also(
    "R084",
    table="Services",
    scope=HOME,
    fields=("link_rationale", "service_type", "is_s117"),
    message="The accommodation is marked section 117, and the service does not say how it meets "
    "both tests.",
    speaks_for=("Services.link_rationale",),
)
def no_reason_for_service(r: Rows) -> Truth:
    return r.column("link_rationale").empty


@rule(
    "R085",
    "Housing benefit or the person pays for accommodation that is aftercare",
    "risk",
    table="Services",
    scope=HOME,
    fields=("accommodation_paid_by", "service_type", "is_s117"),
    authority=("lgo-20-006-910", "lgo-18-010-781", "stennett-2002"),
    pillar=7,
    message="The accommodation is marked section 117, and the rent is paid by: "
    "{accommodation_paid_by}.",
    fix="Let the two bodies pay the rent, and look at what is owed back.",
    owner="Council and ICB deciders",
)
def rent_paid_otherwise(r: Rows) -> Truth:
    return r.list("accommodation_paid_by").isin("housing benefit", "person")


@rule(
    "R086",
    "A top-up without what makes it lawful",
    "risk",
    table="Services",
    scope=TOPPED_UP,
    fields=(
        "topup_agreement", "no_topup_option", "topup_reviewed", "topup_amount", "topup_payer",
        "end",
    ),
    authority=("si-2014-2670", "cass-annex-a", "mha-117a"),
    pillar=7,
    message="There is a top-up, and no written agreement is recorded.",
    fix="Make the agreement in writing, or take the top-up over.",
    owner="Council and ICB deciders",
    speaks_for=("Services.topup_agreement",),
)  # fmt: skip
def unsound_top_up(r: Rows) -> Iterator[Found]:
    yield Found(r.topup_agreement.empty, "topup_agreement")
    yield Found(
        r.no_topup_option.isin("no"),
        "no_topup_option",
        message="There is a top-up, and no suitable place without one was offered.",
        fix="Offer such a place, or take the top-up over.",
    )
    due = _looked_at(r).plus_months(r.period("topup_review_months"))
    yield Found(
        due < _runs_until(r),
        "topup_reviewed",
        {"due": due},
        due,
        message="The top-up was due for review by {due}.",
        fix="Review the top-up with the payer, and record the day.",
    )


def _looked_at(r: Rows) -> Moments:
    """The day of the agreement or of the last review of the top-up, the later one."""
    days = np.fmax(r.topup_agreement.days, r.topup_reviewed.days)
    return Moments(days, ~np.isnat(days))


def _runs_until(r: Rows) -> Moments:
    """The as-at date, or the day on which the service ended where that is earlier."""
    return Moments(np.fmin(r.today.days, r.end.days), r.today.known)
