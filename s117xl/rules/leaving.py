"""The day on which a person left hospital, with which the duty began.

It is a discharge, a community treatment order, leave overnight or longer, or a conditional
discharge, on or after the start of the detention (section 117(1); R v Richmond ex p Watson
[1999]; R (CXF) v Central Bedfordshire [2018]). Escorted and day leave is not leaving.
"""

from __future__ import annotations

import numpy as np

from s117xl.register.columns import DateColumn, ListColumn, Moments
from s117xl.rules.rows import NAT, Parent, Rows

OVERNIGHT = "overnight or longer"


def left_hospital(r: Rows | Parent) -> Moments:
    """The first day of leaving hospital: NaT and known where the person has not left.

    Unknown where a cell that might tell of an earlier day cannot be read.
    """
    start: DateColumn = r.detention_start
    days = np.full(len(start), NAT)
    known = np.ones(len(start), np.bool_)
    for way in _ways(r):
        happened = ~np.isnat(way.days)
        days = np.fmin(days, np.where(way.days < start.days, NAT, way.days))
        known &= way.known & ~(happened & start.bad)
    return Moments(np.where(known, days, NAT), known)


def counted_from(r: Rows | Parent) -> Moments:
    """The day from which the first review is counted; not known where there is none.

    It is the discharge, or, for a person who is not discharged, the day of leaving hospital.
    """
    discharged: DateColumn = r.discharge_date
    otherwise = dated(left_hospital(r))
    days = np.where(discharged.blank, otherwise.days, discharged.days)
    return Moments(days, np.where(discharged.blank, otherwise.known, discharged.known))


def dated(moments: Moments) -> Moments:
    """The same days, not known where there is none, so that no comparison takes none for a no."""
    return Moments(moments.days, moments.known & ~np.isnat(moments.days))


def _ways(r: Rows | Parent) -> list[Moments]:
    leave = _overnight(r.leave_start, r.leave_kind)
    return [leave, *(_one(column) for column in (r.discharge_date, r.cto_start, r.cd_start))]


def _one(column: DateColumn) -> Moments:
    return Moments(column.days, ~column.bad)


def _overnight(start: DateColumn, kind: ListColumn) -> Moments:
    overnight = kind.isin(OVERNIGHT)
    days = np.where(overnight.yes, start.days, NAT)
    return Moments(days, start.blank | overnight.no | (overnight.yes & start.known))
