"""Figures of endings: each shown by its record to be lawful."""

from __future__ import annotations

from s117xl.insight.kpis.counting import Answer, Given, passes
from s117xl.insight.kpis.definitions import all_definitions
from s117xl.rules.scopes import is_ended


def lawful_endings(given: Given) -> Answer:
    """K04: of the records ended in the period, those in which no rule on endings finds anything."""
    r = given.now.rows("Register")
    cohort = is_ended(r) & given.in_period(r.date("end_date"))
    # An ending with no day belongs to no period, and each period asks whether it is its own.
    cohort.no &= ~(is_ended(r).yes & r.date("end_date").blank)
    return Answer(r, cohort, passes(given.now, given.checked, all_definitions()["K04"].rules))
