"""Funding: aftercare is free, both bodies pay for it, and no dispute holds it up."""

from __future__ import annotations

from s117xl.law.sections import QUALIFYING
from s117xl.register.truth import Mask, Truth
from s117xl.rules.catalogue import Found, Scope, also, rule
from s117xl.rules.rows import Parent, Rows
from s117xl.rules.scopes import AFTERCARE
from s117xl.rules.wording import Plain

SHARES = ("la_share", "icb_share")
TOLERANCE = 0.5


@rule(
    "R001",
    "Charged for aftercare",
    "unlawful",
    table="Services",
    scope=AFTERCARE,
    fields=("charged", "is_s117", "end", "Register.refund_status", "Register.refund_paid"),
    authority=("mha-117-2", "stennett-2002"),
    pillar=7,
    audit=("D4.3",),
    message="The service is section 117 aftercare and the person is charged for it.",
    fix="Stop the charge, pay back what was paid, and record the refund.",
    owner="Council and ICB deciders",
)
def charged_for_service(r: Rows) -> Found:
    over = (r.end <= r.as_at).yes
    paid_back = {"info": over & _paid_back(r.parent)}
    return Found(r.charged.isin("yes"), lighter=paid_back, regardless=True)


@also(
    "R001",
    table="Register",
    scope=Scope(lambda r: ~_never_entitled(r), "Nobody on the register was ever entitled."),
    fields=("charged", "refund_status", "refund_paid", "record_status", "section_code",
            "Services.charged", "Services.is_s117"),
    message="The person was charged for aftercare, and no service on the Services sheet shows "
    "for what.",
    fix="Stop the charge, pay back what was paid, and record the refund and the service.",
)  # fmt: skip
def charged_with_no_service(r: Rows) -> Found:
    charged = r.charged.isin("yes") & ~_service_shows_charge(r)
    return Found(charged, lighter={"info": _paid_back(r)}, regardless=True)


def _paid_back(r: Rows | Parent) -> Mask:
    """Where the charge was paid back: it stays on the record, and nothing is left to mend."""
    paid: Truth = r.refund_status.isin("paid") & r.refund_paid.filled
    return paid.yes


def _never_entitled(r: Rows) -> Truth:
    """Whether the record says that no duty was ever owed, and its section does not gainsay it."""
    out = r.list("record_status").isin("NOT-ENTITLED").sure()
    return out & ~r.list("section_code").isin(*QUALIFYING).sure()


def _service_shows_charge(r: Rows) -> Truth:
    if "Services" not in r.context.register.tables:
        return ~r.all_rows()
    return r.any("Services", lambda s: s.charged.isin("yes") & s.is_s117.isin("yes")).sure()


@rule(
    "R062",
    "Aftercare that is not shown to meet a need from the mental disorder",
    "risk",
    table="Services",
    scope=AFTERCARE,
    fields=("test_a", "is_s117"),
    authority=("mha-117-6",),
    pillar=7,
    message="The service is marked section 117, and whether it meets a need arising from or "
    "related to the mental disorder is {test_a}, not yes.",
    fix="Record how it meets such a need, or take the mark off and fund it another way.",
    owner="Named lead",
    speaks_for=("Services.test_a",),
)
def no_need_from_disorder(r: Rows) -> Truth:
    return ~r.list("test_a").isin("yes").sure()


@rule(
    "R063",
    "Aftercare that is not shown to reduce the risk of readmission",
    "risk",
    table="Services",
    scope=AFTERCARE,
    fields=("test_b", "is_s117"),
    authority=("mha-117-6",),
    pillar=4,
    message="The service is marked section 117, and whether it reduces the risk of "
    "deterioration, and so of readmission, is {test_b}, not yes.",
    fix="Record how it reduces the risk, or take the mark off and fund it another way.",
    owner="Named lead",
    speaks_for=("Services.test_b",),
)
def no_lower_risk(r: Rows) -> Truth:
    return ~r.list("test_b").isin("yes").sure()


@rule(
    "R080",
    "The two shares do not make 100 per cent",
    "invalid",
    table="Services",
    scope=AFTERCARE,
    fields=(*SHARES, "is_s117"),
    authority=("data-quality",),
    pillar=7,
    audit=("D8.2.5",),
    message="The council pays {la} % and the Integrated Care Board {icb} %: together {total} %.",
    fix="Correct the shares so that they make 100 %.",
)
def service_shares(r: Rows) -> Found:
    return _shares(r)


@also("R080", table="Register", fields=SHARES)
def record_shares(r: Rows) -> Found:
    return _shares(r)


def _shares(r: Rows) -> Found:
    la, icb = r.number("la_share"), r.number("icb_share")
    total = la.numbers + icb.numbers
    # A hair of room, as shares are binary fractions in Excel.
    apart = abs(total - 100) > TOLERANCE + 1e-6
    facts = {"la": Plain(la.numbers), "icb": Plain(icb.numbers), "total": Plain(total)}
    return Found(Truth.of(apart, la.known & icb.known), "icb_share", facts)
