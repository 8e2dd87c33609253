"""Figures of the people on the register: who is entitled, heard, informed, and where they live."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from s117xl.areas import first_code
from s117xl.derived import LEFT_BY
from s117xl.insight.kpis.counting import Answer, Figure, Given, count, persons
from s117xl.law.bodies import all_councils
from s117xl.register.columns import Moments
from s117xl.register.truth import Truth
from s117xl.rules.accommodation import is_home, lives_in_aftercare
from s117xl.rules.children import is_near_18
from s117xl.rules.entitlement import qualifies
from s117xl.rules.leaving import left_hospital
from s117xl.rules.review_dates import none_held
from s117xl.rules.rows import ColumnAbsent, Rows
from s117xl.rules.scopes import is_live, lacks

PER = 100_000


def entitled(given: Given) -> Figure:
    """K01: people with a live record, each once."""
    r = given.then.rows("Register")
    return persons(r, is_live(r))


def rate(given: Given) -> Figure:
    """K02: people entitled for every 100,000 of the adults that are given."""
    mine = entitled(given)
    _, adults = given.fed["K02"]
    value = Fraction(int(mine.numerator) * PER, int(adults)) if mine.numerator is not None else None
    return Figure(mine.numerator, adults, mine.not_testable, value, records=mine.records)


def new_entitlements(given: Given) -> Figure:
    """K03: records of a qualifying section whose person left hospital in the period."""
    r = given.now.rows("Register")
    left = left_hospital(r)
    said = r.list("trigger").isin(*LEFT_BY).yes if "trigger" in r.table.columns else False
    undated = np.isnat(left.days) & said
    days = Moments(left.days, left.known & ~np.isnat(left.days))
    inside = given.in_period(days)
    never = left.known & np.isnat(left.days) & ~undated
    return count(r, qualifies(r) & Truth(inside.yes, inside.no & days.known | never))


def advocacy(given: Given) -> Answer:
    """K27: live records that show the offer of an advocate."""
    return _filled(given, "advocacy_offered")


def communication(given: Given) -> Answer:
    """K28: live records that say what the person needs in order to read and be heard."""
    return _filled(given, "communication_need")


def _filled(given: Given, key: str) -> Answer:
    r = given.then.rows("Register")
    return Answer(r, is_live(r), ~lacks(r, key))


def leaflet(given: Given) -> Answer:
    """For the comparison of groups: live records that show the rights leaflet."""
    return _filled(given, "rights_leaflet_date")


def own_view(given: Given) -> Answer:
    """K29: of the live records of people assessed or reviewed, those with the person's view."""
    r = given.then.rows("Register")
    assessed = ~lacks(r, "assessment_date") | ~none_held(r)
    return Answer(r, is_live(r) & assessed, ~lacks(r, "person_voice"))


def transition(given: Given) -> Answer:
    """K32: of the live records of people from 17 and a half to 18, those with a plan for it."""
    r = given.then.rows("Register")
    return Answer(r, is_live(r) & is_near_18(r), ~lacks(r, "transition_plan_date"))


def out_of_area(given: Given) -> Answer:
    """K35: of the live records with accommodation as aftercare, those in another council's area."""
    r = given.then.rows("Register")
    return Answer(r, is_live(r) & _housed(r), ~_same(_council(r, "la_code"),
                                                     _council(r, "host_la_code")))  # fmt: skip


def _housed(r: Rows) -> Truth:
    own = lives_in_aftercare(r)
    try:
        return own | r.any("Services", is_home).sure()
    except ColumnAbsent:
        return own


def _council(r: Rows, key: str) -> NDArray[np.object_]:
    codes = r.list(key)
    names = [*(first_code(code, all_councils()) for code in codes.values), ""]
    return np.array(names, object)[np.where(codes.known, codes.codes, -1)]


def _same(one: NDArray[np.object_], other: NDArray[np.object_]) -> Truth:
    """Whether two councils are one; unknown for a blank, or a three-digit code beside another."""
    pairs = zip(one, other, strict=True)
    known = [bool(a and b) and a.isdigit() == b.isdigit() for a, b in pairs]
    return Truth.of(np.array(one == other, np.bool_), np.array(known, np.bool_))
