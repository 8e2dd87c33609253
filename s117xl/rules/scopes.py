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


def has_not_died(r: Rows) -> Truth:
    """Whether the record does not say that the person has died; a blank status does not say so."""
    return ~r.list("record_status").isin("DECEASED").sure()


def is_under_18(r: Rows) -> Truth:
    """Whether the person is under 18 on the as-at date."""
    return ~r.age_reached("dob", 18, 0)


RENEWED_AHEAD_MONTHS = 2
"""A renewal is made in the last two months before the expiry (section 20A(4))."""


def on_cto(r: Rows | Parent, day: DateColumn | Moments) -> Truth:
    """Whether a community treatment order is in force on a day of each row.

    It began on or before the day, and has no end or ends after it. An order whose expiry has
    passed with no renewal after it and no end recorded answers unknown, and so does one that
    the record speaks of without its first day.
    """
    said = r.cto_expiry.filled | r.cto_renewed.filled | r.trigger.isin("CTO").sure()
    in_force = _lasts(r.cto_start, r.cto_end, day, said)
    overrun: Truth = r.cto_expiry.filled & (r.cto_expiry < day)
    lapsed = overrun & not_renewed_since(r) & r.cto_end.empty
    return Truth(in_force.yes & lapsed.no, in_force.no)


def not_renewed_since(r: Rows | Parent) -> Truth:
    """Whether no renewal of the order reaches beyond the expiry that is recorded.

    Either none is recorded, or the expiry was moved on when the order was last renewed.
    """
    ahead: Moments = r.cto_renewed.plus_months(RENEWED_AHEAD_MONTHS)
    moved_on: Truth = r.cto_expiry > ahead
    never: Truth = r.cto_renewed.empty
    return never | moved_on


def on_conditional_discharge(r: Rows | Parent, day: DateColumn | Moments) -> Truth:
    """Whether a conditional discharge is in force on a day of each row.

    One that the record speaks of without its first day answers unknown.
    """
    said = r.trigger.isin("conditional discharge").sure()
    return _lasts(r.cd_start, r.cd_end, day, said)


def in_prison(r: Rows | Parent, day: DateColumn | Moments) -> Truth:
    """Whether the person is in prison on a day of each row.

    A prison that is named, with no day on which the stay began, answers unknown.
    """
    stay: Truth = r.prison_start.filled | r.prison_name.filled
    began: Truth = r.prison_start <= day
    over: Truth = r.prison_released.filled & (r.prison_released <= day)
    return stay & began & ~over


def _lasts(start: DateColumn, end: DateColumn, day: DateColumn | Moments, said: Truth) -> Truth:
    """Whether what began on `start` is going on: its last day is not one of it.

    `said` is whether the record speaks of it; with no first day nobody knows.
    """
    not_over = end.empty | (end > day)
    lasts = start.filled & (start <= day) & not_over
    undated = start.blank & said.yes & ~not_over.no
    return Truth(lasts.yes, lasts.no & ~undated)


def lacks(r: Rows, key: str) -> Truth:
    """Whether a cell is blank; unknown where what it holds cannot be read."""
    column = r.column(key)
    return Truth(column.blank, column.known)


def is_aftercare(r: Rows) -> Truth:
    """Whether a service is marked as section 117 aftercare."""
    return r.list("is_s117").isin("yes")


def is_open(r: Rows) -> Truth:
    """Whether a dispute is open: not resolved by a date nor by its stage."""
    return lacks(r, "resolved") & ~r.list("stage").isin("resolved").sure()


LIVE = Scope(is_live, "No record is ACTIVE.")
ENDED = Scope(is_ended, "No record is ENDED.")
PLANNED_FOR = Scope(is_planned_for, "Every record is PROSPECTIVE or NOT-ENTITLED.")
AFTERCARE = Scope(is_aftercare, "No service is marked as section 117 aftercare.")
SOMEBODY = Scope(has_not_died, "Every record is DECEASED.")
OFFERED = Scope(
    lambda r: is_planned_for(r) & has_not_died(r),
    "Every record is PROSPECTIVE, NOT-ENTITLED or DECEASED.",
)
OPEN = Scope(is_open, "No dispute is open.")

__all__ = ["AFTERCARE", "ENDED", "EVERY_ROW", "LIVE", "OFFERED", "OPEN", "PLANNED_FOR", "SOMEBODY"]
