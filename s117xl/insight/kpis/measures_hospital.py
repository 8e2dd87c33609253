"""Figures of going back: to a ward within 30 or 90 days, to detention within twelve months.

A discharge counts in the twelve months in which its time ended, so that none is counted before it
is known how it went. People with several discharges count once for each.
"""

from __future__ import annotations

import numpy as np

from s117xl.insight.kpis.counting import YEAR, Answer, Asked, Given, Numbers, each_somebody
from s117xl.law.sections import QUALIFYING
from s117xl.register.columns import Moments
from s117xl.register.truth import Mask, Truth
from s117xl.rules.companions import pairs
from s117xl.rules.entitlement import qualifies
from s117xl.rules.rows import NAT, Rows
from s117xl.rules.scopes import is_planned_for

TRANSFER_GAP = 1
NO_ADMISSIONS = "The Admissions table has no rows: it cannot be told that nobody went back."


def back_within(days: int) -> Asked:
    """The measure of going back to a ward within so many days."""

    def back(given: Given) -> Answer:
        r = given.now.rows("Register")
        until = r.date("discharge_date").plus_days(days)
        return _answer(given, r, until, _admitted(r), Truth.of(r.date("detention_start").known))

    return back


def detained_again(given: Given) -> Answer:
    """K20: of the discharges, those after which the person was detained again in a year."""
    r = given.now.rows("Register")
    until = r.date("discharge_date").plus_months(YEAR)
    return _answer(given, r, until, _detained(r), qualifies(r))


def _answer(given: Given, r: Rows, until: Moments, stays: Truth, episodes: Truth) -> Answer:
    over = (until > given.year_before) & (until <= given.end)
    blank = r.date("discharge_date").blank
    cohort = is_planned_for(r) & Truth(over.yes, over.no | blank)
    by_stay = _after_discharge(r, r.context.rows("Admissions"), "admitted", stays, until)
    by_episode = _after_discharge(r, r, "detention_start", episodes, until)
    met = by_stay | by_episode
    if len(r.context.rows("Admissions")):
        return Answer(r, cohort, met)
    return Answer(r, cohort, Truth(met.yes, met.no & False), NO_ADMISSIONS)


def _after_discharge(r: Rows, events: Rows, key: str, wanted: Truth, until: Moments) -> Truth:
    """Whether a wanted event of the person lies between a row's discharge and a day."""
    who = each_somebody(r)
    own, other = pairs(who, _person_of(r, events, who))
    day, left = events.date(key), r.date("discharge_date")
    start = r.date("detention_start")
    known = day.known[other]
    inside = known & (day.days[other] >= left.days[own]) & (day.days[other] <= until.days[own])
    inside &= ~(day.days[other] <= start.days[own])
    # A stay with no day may lie there; an episode with none, or the row itself, tells nothing.
    undated = ~known & ~((day.blank[other] | (own == other)) & (events is r))
    may_be = inside | undated
    yes = _any(own, inside & wanted.yes[other], len(r))
    unknown = _any(own, may_be & ~wanted.no[other] & ~(inside & wanted.yes[other]), len(r))
    return Truth(yes, ~yes & ~unknown)


def _person_of(r: Rows, events: Rows, who: Numbers) -> Numbers:
    if events is r:
        return who
    parents = r.context.parents(events.table.schema.key)
    return np.append(who, -1)[parents]


def _any(own: Numbers, mask: Mask, length: int) -> Mask:
    result = np.zeros(length, np.bool_)
    result[own[mask]] = True
    return result


def _admitted(r: Rows) -> Truth:
    """Which stays are a going back: no planned respite, and no transfer between wards."""
    stays = r.context.rows("Admissions")
    kind = stays.list("kind")
    moved = kind.isin("transfer") & Truth.of(_gap(r, stays) <= TRANSFER_GAP)
    return ~kind.isin("planned respite") & ~moved


def _gap(r: Rows, stays: Rows) -> Numbers:
    """Days since the person last left a ward before each stay; none where that is not known."""
    who = each_somebody(r)
    mine = _person_of(r, stays, who)
    last = np.full(len(stays), NAT)
    for events, key in ((r, "discharge_date"), (stays, "discharged")):
        own, other = pairs(mine, _person_of(r, events, who))
        left, admitted = events.date(key), stays.date("admitted")
        before = left.known[other] & (left.days[other] <= admitted.days[own])
        before &= (own != other) | (events is r)
        np.fmax.at(last, own[before], left.days[other[before]])
    gap = (stays.date("admitted").days - last).astype(np.int64)
    return np.where(np.isnat(last) | np.isnat(stays.date("admitted").days), 0, gap)


def _detained(r: Rows) -> Truth:
    stays = r.context.rows("Admissions")
    return stays.list("legal_status").isin(*QUALIFYING) & stays.list("kind").isin("admission")
