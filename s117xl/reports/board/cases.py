"""Figures of endings and of disputes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from statistics import median

import numpy as np

from s117xl.check import Checked, Outcome
from s117xl.law.months import shift_months
from s117xl.law.reasons import all_reasons
from s117xl.register.truth import Truth
from s117xl.reports.board.counting import NOT_RECORDED, by_value, counted, how, ids
from s117xl.reports.board.model import Block, Figure
from s117xl.rules.catalogue import all_rules
from s117xl.rules.rows import ColumnAbsent, Context, Rows
from s117xl.rules.scopes import is_ended, is_open, lacks

TOGETHER = tuple(f"R{number:03}" for number in range(2, 15))
"""The rules that ask whether an ending is lawful and shown to be so."""
ABOUT = ("ordinary residence", "ICB", "funding split", "care")


def ended_between(first: date, last: date) -> Callable[[Rows], Truth]:
    """Endings with a day within a time, both ends included."""

    def ended(r: Rows) -> Truth:
        """Records that are ENDED, with an end date within the time that is named."""
        day = r.date("end_date")
        return is_ended(r) & (day >= first) & (day <= last)

    return ended


def endings(context: Context, checked: Checked, since: date) -> Block:
    """Endings of the period and of twelve months, and how far they are shown to be lawful."""
    year = shift_months(context.as_at, -12)
    quarter, months = (ended_between(day, context.as_at) for day in (since, year))
    return Block("Endings", (
        counted(context, "Register", "end.period", "Ended in the period", quarter),
        counted(context, "Register", "end.joint", "of these, a decision of both is not recorded",
                not_both_decided, quarter),
        in_doubt(context, checked, quarter),
        counted(context, "Register", "end.year", "Ended in the last 12 months", months),
        counted(context, "Register", "end.asked", "Asked for it to end, and not answered",
                request_not_answered),
    ))  # fmt: skip


def not_both_decided(r: Rows) -> Truth:
    """The decider or the day of the council's or of the board's decision is not recorded."""
    keys = ("end_la_decider", "end_la_date", "end_icb_decider", "end_icb_date")
    lacking = ~r.all_rows()
    for key in keys:
        lacking = lacking | lacks(r, key)
    return lacking


def in_doubt(context: Context, checked: Checked, among: Callable[[Rows], Truth]) -> Figure:
    """Endings on which a rule from R002 to R014 found something, explained or not."""
    query = f"{how(in_doubt)}, among: {how(among)}"
    key, name = "end.doubt", "of these, not shown to be lawful"
    try:
        rows = context.rows("Register")
        scope = among(rows)
    except ColumnAbsent as absent:
        return Figure(key, name, None, query, why=str(absent))
    whole, untested = int(scope.yes.sum()), int((~scope.known).sum())
    mine = [outcome for outcome in checked.outcomes if outcome.code in TOGETHER]
    if whole and any(_is_silent(outcome) for outcome in mine):
        return Figure(key, name, None, query, of=whole, untested=whole + untested,
                      why="a rule on endings could not be run")  # fmt: skip
    faulty = {f.record for f in checked.findings if f.code in TOGETHER and f.severity != "info"}
    column = rows.text("register_id")
    found = np.array([column.texts[at] in faulty for at in column.at.tolist()], np.bool_)
    untold = max((outcome.untested for outcome in mine), default=0)
    mask = scope.yes & found
    return Figure(key, name, int(mask.sum()), query, of=whole,
                  untested=untested + min(untold, whole), records=ids(rows, mask))  # fmt: skip


def _is_silent(outcome: Outcome) -> bool:
    """Whether a rule whose law is in force gave no answer."""
    return outcome.outcome == "not-run" and all_rules()[outcome.code].in_force


def request_not_answered(r: Rows) -> Truth:
    """Records of a person who asked for the duty to end, with no day of an answer."""
    return r.column("end_requested_date").filled & r.column("end_request_answered").empty


def reasons(context: Context) -> Block:
    """Endings of twelve months by the reason that stands first."""
    year = shift_months(context.as_at, -12)
    found = tuple(_by_reason(context, ended_between(year, context.as_at)))
    return Block("Endings of the last 12 months by first reason", found, adds_up=True)


def _by_reason(context: Context, among: Callable[[Rows], Truth]) -> Iterator[Figure]:
    query = f"Endings by the reason that stands first, among: {how(among)}"
    try:
        rows = context.rows("Register")
        scope, column = among(rows).yes, rows.several("end_reason")
    except ColumnAbsent:
        return
    whole = int(scope.sum())
    for code, reason in all_reasons().items():
        mask = scope & column.first_in((code,)).yes if code in column.values else scope & False
        yield Figure(f"reason.{code}", f"{code} {reason.text}", int(mask.sum()), query,
                     of=whole, records=ids(rows, mask))  # fmt: skip
    rest = scope & (column.first < 0)
    yield Figure("reason.none", NOT_RECORDED, int(rest.sum()), query, of=whole,
                 records=ids(rows, rest))  # fmt: skip


def disputes(context: Context) -> Block:
    """Disputes between bodies that are open on the as-at date."""
    table = "Disputes"
    return Block("Disputes", (
        counted(context, table, "dispute.open", "Open", is_open),
        days_open(context),
        counted(context, table, "dispute.residence", "Residence, open over the time for referral",
                residence_not_referred, is_open),
        counted(context, table, "dispute.still", "At one stage for too long", stands_still,
                is_open),
        counted(context, table, "dispute.nobody", "Nobody pays meanwhile", nobody_pays, is_open),
        counted(context, table, "dispute.paused", "Support is paused", support_is_paused, is_open),
    ))  # fmt: skip


def days_open(context: Context) -> Figure:
    """The median of the days from raising an open dispute to the as-at date."""
    name, query = "Days open, the one in the middle", how(days_open)
    try:
        rows = context.rows("Disputes")
        still, raised = is_open(rows).yes, rows.date("raised")
    except ColumnAbsent as absent:
        return Figure("dispute.days", name, None, query, why=str(absent))
    usable = still & raised.known
    days = (np.datetime64(context.as_at) - raised.days[usable]).astype(np.int64).tolist()
    untested = int((still & ~raised.known).sum())
    if not days:
        return Figure("dispute.days", name, None, query, untested=untested, people=0)
    return Figure("dispute.days", name, int(median(days) + 0.5), query, untested=untested,
                  people=len(days))  # fmt: skip


def residence_not_referred(r: Rows) -> Truth:
    """Disputes over ordinary residence past the time for referral, with no day of one."""
    due = r.date("raised").plus_months(r.period("or_dispute_referral_months"))
    return r.list("type").isin("ordinary residence") & r.column("referred").empty & (due < r.as_at)


def stands_still(r: Rows) -> Truth:
    """Disputes that reached their stage longer ago than a stage may last."""
    return r.date("stage_date").plus_days(r.period("dispute_stage_days")) < r.as_at


def nobody_pays(r: Rows) -> Truth:
    """Disputes with none as the body that pays meanwhile, or nothing recorded."""
    funder = r.list("interim_funder")
    return funder.isin("none") | funder.empty


def support_is_paused(r: Rows) -> Truth:
    """Disputes in which support to the person is held up."""
    return r.list("support_paused").isin("yes")


def stages(context: Context) -> Block:
    """Open disputes by what they are about."""
    found = tuple(by_value(context, "Disputes", "type", is_open, [(each, each) for each in ABOUT]))
    return Block("Open disputes by what they are about", found, adds_up=True)
