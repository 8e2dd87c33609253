"""Figures of money and of disputes over it: charges, refunds, spending, what is not settled."""

from __future__ import annotations

from fractions import Fraction
from statistics import median

import numpy as np

from s117xl.audit.evidence_rules import findings_by_row
from s117xl.insight.kpis.counting import Figure, Given, count, each_somebody, ids, passes
from s117xl.register.truth import Mask
from s117xl.rules.rows import Rows
from s117xl.rules.scopes import is_aftercare, is_open

WEEKS = Fraction(5214, 100)
OLD = "over 60 days"
NO_DISPUTES = "The Disputes table has no rows."
UNNAMED = "no sort given"
COUNCIL, BOARD, UNSPLIT = "council, a week", "ICB, a week", "not split, a week"


def disputes(given: Given) -> Figure:
    """K22: the disputes that are open, and the median of the days since each was raised."""
    rows = given.then.rows("Disputes")
    open_ones, raised = is_open(rows), rows.date("raised")
    if not len(rows):
        return Figure(None, None, 0, None, note=NO_DISPUTES)
    days = (np.datetime64(given.end, "D") - raised.days).astype(np.int64)
    told = open_ones.yes & raised.known
    unknown = ~open_ones.known | (open_ones.yes & ~raised.known)
    value = Fraction(str(median(days[told].tolist()))) if told.any() else None
    return Figure(int(open_ones.yes.sum()), None, int(unknown.sum()), value,
                  records=ids(rows, open_ones.yes))  # fmt: skip


def unreferred(given: Given) -> Figure:
    """K23: open disputes over ordinary residence past their day and not referred."""
    rows = given.then.rows("Disputes")
    if not len(rows):
        return Figure(None, None, 0, None, note=NO_DISPUTES)
    due = rows.date("raised").plus_months(rows.period("or_dispute_referral_months"))
    waits = rows.list("type").isin("ordinary residence") & rows.column("referred").empty
    return count(rows, is_open(rows) & waits & (due < given.end))


def charged(given: Given) -> Figure:
    """K25: people of whom R001 finds a charge that was not paid back."""
    r = given.now.rows("Register")
    truth = passes(given.now, given.checked, ["R001"])
    found = (f for f in given.checked.findings if f.code == "R001" and f.severity != "info")
    rows = sorted(findings_by_row(given.now, found))
    who = each_somebody(r)
    people = set(who[rows].tolist())
    unknown = set(who[~truth.known].tolist()) - people
    told = bool(truth.known.any()) or not unknown
    mask = np.isin(np.arange(len(r)), rows)
    value = len(people) if told else None
    return Figure(value, None, len(unknown), value, records=ids(r, mask),
                  rated_unknown=len(unknown))  # fmt: skip


def refunds(given: Given) -> Figure:
    """K26: what is due to people who were charged, for how many, and for how long."""
    r = given.then.rows("Register")
    due = r.list("charged").isin("yes") & r.list("refund_status").isin("due")
    amount, found = r.number("refund_amount"), r.date("refund_found")
    late = found.plus_days(r.period("refund_within_days")) < given.end
    priced = due.yes & amount.known
    unknown = ~due.known | (due.yes & ~amount.known)
    told = bool(priced.any()) or not unknown.any()
    total = float(amount.numbers[priced].sum()) if told else None
    old = due & late
    return Figure(
        total, None, int(unknown.sum()), total,
        {"people": int(due.yes.sum()), OLD: int(old.yes.sum())},
        {"": _people(r, due.yes)}, ids(r, due.yes), int((~old.known).sum()),
    )  # fmt: skip


def _people(r: Rows, mask: Mask) -> int:
    return len(set(each_somebody(r)[mask].tolist()))


def spending(given: Given) -> Figure:
    """K34: pounds a week for aftercare that is going on, by who pays and by sort of service."""
    rows = given.then.rows("Services")
    begun, end = rows.date("start") <= given.end, rows.date("end")
    going_on = is_aftercare(rows) & begun & (end.empty | (end >= given.end))
    cost = rows.number("weekly_cost")
    priced = going_on.yes & cost.known
    unknown = int((~going_on.no & ~priced).sum())
    if not priced.any():
        none = not unknown and len(rows) > 0
        return Figure(0.0 if none else None, None, unknown, 0.0 if none else None)
    weekly = float(cost.numbers[priced].sum())
    groups = _groups(rows, priced)
    return Figure(
        _pence(weekly), None, unknown, Fraction(str(_pence(weekly))) * WEEKS,
        {name: _pence(pounds) for name, (_, pounds) in groups.items()},
        {"": _behind(rows, priced)} | {name: n for name, (n, _) in groups.items()},
        ids(rows, priced),
    )  # fmt: skip


def _groups(rows: Rows, priced: Mask) -> dict[str, tuple[int, float]]:
    """By body and by sort of service: how many people, and the pounds a week.

    What each body pays is told by the shares of those services that have both.
    """
    cost, la, icb = (rows.number(key) for key in ("weekly_cost", "la_share", "icb_share"))
    split = priced & la.known & icb.known
    paid = [float((cost.numbers * share.numbers)[split].sum() / 100) for share in (la, icb)]
    unsplit = priced & ~split
    groups = {
        COUNCIL: (_behind(rows, split), paid[0]),
        BOARD: (_behind(rows, split), paid[1]),
        UNSPLIT: (_behind(rows, unsplit), float(cost.numbers[unsplit].sum())),
    }
    kinds = rows.list("service_type")
    for value in (*kinds.values, UNNAMED):
        mine = priced & (~kinds.known if value == UNNAMED else kinds.isin(value).yes)
        if mine.any():
            groups[f"{value}, a week"] = _behind(rows, mine), float(cost.numbers[mine].sum())
    return groups


def _behind(rows: Rows, mask: Mask) -> int:
    """How many people have these services; one whose record is gone stands for one person."""
    parents = rows.context.parents("Services")[mask]
    who = each_somebody(rows.context.rows("Register"))
    known = parents[parents >= 0]
    return len(set(who[known].tolist())) + int((parents < 0).sum())


def _pence(pounds: float) -> float:
    return round(pounds, 2)
