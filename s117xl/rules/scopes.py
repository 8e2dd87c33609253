"""Which records a rule is about."""

from __future__ import annotations

from s117xl.register.columns import DateColumn, Moments
from s117xl.register.truth import Truth
from s117xl.rules.catalogue import EVERY_ROW, Scope
from s117xl.rules.rows import Parent, Rows

LIVE_STATUSES = ("ACTIVE", "ACTIVE-PRISON", "ACTIVE-INPATIENT", "ACTIVE-DECLINED")


def is_live(r: Rows) -> Truth:
    """Whether the duty is being carried out now: any of the ACTIVE statuses."""
    return r.list("record_status").isin(*LIVE_STATUSES)


def is_ended(r: Rows) -> Truth:
    """Whether the record says that the duty was ended."""
    return r.list("record_status").isin("ENDED")


def is_planned_for(r: Rows) -> Truth:
    """Whether planning is due: every status but PROSPECTIVE and NOT-ENTITLED."""
    return ~r.list("record_status").isin("PROSPECTIVE", "NOT-ENTITLED")


def is_under_18(r: Rows) -> Truth:
    """Whether the person is under 18 on the as-at date."""
    return ~r.age_reached("dob", 18, 0)


def on_cto(r: Rows | Parent, day: DateColumn | Moments) -> Truth:
    """Whether a community treatment order is in force on a day of each row.

    It began on or before the day, and has no end or ends after it. An order whose expiry has
    passed with no renewal and no end recorded answers unknown.
    """
    in_force = _lasts(r.cto_start, r.cto_end, day)
    overrun: Truth = r.cto_expiry.filled & (r.cto_expiry < day)
    lapsed = overrun & r.cto_renewed.empty & r.cto_end.empty
    return Truth(in_force.yes & lapsed.no, in_force.no)


def on_conditional_discharge(r: Rows | Parent, day: DateColumn | Moments) -> Truth:
    """Whether a conditional discharge is in force on a day of each row."""
    return _lasts(r.cd_start, r.cd_end, day)


def in_prison(r: Rows | Parent, day: DateColumn | Moments) -> Truth:
    """Whether the person is in prison on a day of each row.

    A prison that is named, with no day on which the stay began, answers unknown.
    """
    stay: Truth = r.prison_start.filled | r.prison_name.filled
    began: Truth = r.prison_start <= day
    over: Truth = r.prison_released.filled & (r.prison_released <= day)
    return stay & began & ~over


def _lasts(start: DateColumn, end: DateColumn, day: DateColumn | Moments) -> Truth:
    """Whether what began on `start` is going on: its last day is not one of it."""
    return start.filled & (start <= day) & (end.empty | (end > day))


def lacks(r: Rows, key: str) -> Truth:
    """Whether a cell is blank; unknown where what it holds cannot be read."""
    column = r.column(key)
    return Truth(column.blank, column.known)


def is_aftercare(r: Rows) -> Truth:
    """Whether a service is marked as section 117 aftercare."""
    return r.list("is_s117").isin("yes")


def is_open(r: Rows) -> Truth:
    """Whether a dispute is open: not resolved by a date nor by its stage."""
    return r.column("resolved").empty & ~r.list("stage").isin("resolved").sure()


LIVE = Scope(is_live, "No record is ACTIVE.")
ENDED = Scope(is_ended, "No record is ENDED.")
PLANNED_FOR = Scope(is_planned_for, "Every record is PROSPECTIVE or NOT-ENTITLED.")
UNDER_18 = Scope(is_under_18, "Nobody is under 18 on the as-at date.")
AFTERCARE = Scope(is_aftercare, "No service is marked as section 117 aftercare.")
OPEN = Scope(is_open, "No dispute is open.")

__all__ = ["AFTERCARE", "ENDED", "EVERY_ROW", "LIVE", "OPEN", "PLANNED_FOR", "UNDER_18"]
