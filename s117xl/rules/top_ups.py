"""Top-ups and refunds: what the person paid and should not have paid."""

from __future__ import annotations

from collections.abc import Iterator

from s117xl.register.truth import Truth
from s117xl.rules.accommodation import TOPPED_UP
from s117xl.rules.catalogue import Found, rule
from s117xl.rules.rows import Rows
from s117xl.rules.scopes import is_aftercare, lacks
from s117xl.rules.wording import Counted, days_between


@rule(
    "R087",
    "A top-up because the rate is too low",
    "risk",
    table="Services",
    scope=TOPPED_UP,
    fields=("topup_reason", "topup_amount", "topup_payer"),
    authority=("si-2014-2670", "cass-annex-a", "lgo-24-020-477"),
    pillar=7,
    message="There is a top-up because the rate that the bodies pay is too low, and not by choice.",
    fix="Pay what a suitable place costs, stop the top-up, and pay back what was paid.",
    owner="Council and ICB deciders",
)
def rate_too_low(r: Rows) -> Truth:
    return r.list("topup_reason").isin("rate too low")


@rule(
    "R088",
    "Charges found, and no refund recorded",
    "prompt",
    fields=("refund_status", "refund_paid", "refund_found", "charged", "Services.charged",
            "Services.is_s117"),
    authority=("stennett-2002", "richards-2017", "lgo-18-010-781"),
    pillar=7,
    message="The person was charged for aftercare, and the record does not say whether a refund "
    "is due.",
    fix="Work out what was paid, pay it back, and record the amount and the day.",
    owner="Council and ICB deciders",
    speaks_for=("refund_status",),
)  # fmt: skip
def no_refund(r: Rows) -> Iterator[Found]:
    charged = _was_charged(r)
    yield Found(charged & lacks(r, "refund_status"), "refund_status", regardless=True)
    due = r.refund_found.plus_days(r.period("refund_within_days"))
    owed = r.refund_status.isin("due") & r.refund_paid.empty
    yield Found(
        owed & (due < r.as_at),
        "refund_paid",
        {"due": due, "days": Counted(days_between(due, r.today), "day")},
        due,
        message="The charges were found on {refund_found}; the refund was due by {due}; {days} "
        "late.",
        regardless=True,
    )
    yield Found(
        r.refund_status.isin("paid") & lacks(r, "refund_paid"),
        "refund_paid",
        message="The refund is recorded as paid, with no day.",
        fix="Record the day on which it was paid.",
        regardless=True,
    )


def _was_charged(r: Rows) -> Truth:
    charged = r.list("charged").isin("yes")
    if "Services" not in r.context.register.tables:
        return charged
    return charged | r.any("Services", lambda s: is_aftercare(s) & s.list("charged").isin("yes"))
