"""The columns of the Register that Excel works out: when aftercare began, and the reviews.

They say what the check says, with no Python, and a test proves it. No structured reference is
short in a file, so what one column has worked out the next one uses.

Text and TRUE are greater than any number in Excel: `x>s117_as_at` is thus true of a date typed
as text as well as of one ahead, and false of a blank. Neither kind of date is used.
"""

from __future__ import annotations

from typing import NamedTuple

from s117xl.register.schema import TABLES

BEGAN = "Aftercare began"
LATEST_REVIEW = "Latest review"
REVIEW_DUE = "Review due by"
CANNOT_TELL = "cannot tell"
LIVE = ("ACTIVE", "ACTIVE-PRISON", "ACTIVE-INPATIENT", "ACTIVE-DECLINED")
_OVERNIGHT = "overnight or longer"
_NEVER = "99999"


class WorkedOut(NamedTuple):
    """A calculated column of the Register: its heading, hidden name and formula."""

    heading: str
    name: str
    formula: str


def worked_out(table: str) -> tuple[WorkedOut, ...]:
    """The calculated columns of a table, from the left."""
    if table != "Register":
        return ()
    return (
        WorkedOut(BEGAN, "s117_began", _told(began())),
        WorkedOut(LATEST_REVIEW, "s117_latest_review", _told(latest_review())),
        WorkedOut(REVIEW_DUE, "s117_review_due", _told(f'IF({_is_live()},{review_due()},"")')),
    )


def _told(formula: str) -> str:
    """The formula with its equals sign; an error in a cell that it needs is no answer."""
    return f'=IFERROR({formula},"{CANNOT_TELL}")'


def _cell(key: str) -> str:
    return _here(TABLES["Register"].field(key).heading)


def _here(heading: str) -> str:
    return f"tblRegister[[#This Row],[{heading}]]"


def _column(key: str) -> str:
    return f"tblReviews[{TABLES['Reviews'].field(key).heading}]"


def _is_live() -> str:
    listed = ",".join(f'"{status}"' for status in LIVE)
    return f"ISNUMBER(MATCH({_cell('record_status')},{{{listed}}},0))"


def began() -> str:
    """The first day of leaving hospital on or after the start of the detention; 0 for none."""
    start, discharged = _cell("detention_start"), _cell("discharge_date")
    orders = [_cell(key) for key in ("cto_start", "cd_start")]
    ahead = ",".join(f"{day}>s117_as_at" for day in (start, discharged, *orders))
    leave, kind = _cell("leave_start"), _cell("leave_kind")
    days = [f"IF(LEN({discharged}),{discharged},{_NEVER})"]
    days += [_since(day, start) for day in orders]
    days.append(f'IF({kind}="{_OVERNIGHT}",{_since(leave, start)},{_NEVER})')
    end = _cell("detention_end")
    disorder = f"AND(LEN({end}),{end}<{start}),{_discharge_too_early()}"
    wrong = f"OR({ahead},{disorder},{_leave_in_doubt(leave, kind)})"
    return f'IF({wrong},"{CANNOT_TELL}",MOD(MIN({",".join(days)}),{_NEVER}))'


def _since(day: str, start: str) -> str:
    return f"IF({day}<MAX({start},1),{_NEVER},{day})"


def _discharge_too_early() -> str:
    """Whether the discharge lies before the start or the end of the detention."""
    day, start, end = (_cell(key) for key in ("discharge_date", "detention_start", "detention_end"))
    return f"AND(LEN({day}),{day}<MAX({start},{end}))"


def _leave_in_doubt(leave: str, kind: str) -> str:
    """Whether there was leave, and it may have been overnight on a day that is not known."""
    unclear = f'OR({kind}<>"{_OVERNIGHT}",{leave}>s117_as_at)'
    return f'AND(LEN({leave}),{kind}<>"escorted",{kind}<>"day",{unclear})'


def latest_review() -> str:
    """The later of the Register's own date and the Reviews table, since leaving; 0 for none."""
    own, since = _cell("last_review_date"), f"N({_here(BEGAN)})"
    held, mine = _column("held"), f"{_column('register_id')},{_cell('register_id')}"
    good = f'COUNTIFS({mine},{held},">0",{held},"<="&s117_as_at)'
    wrong = f'OR({own}>s117_as_at,COUNTIFS({mine},{held},"<>")>{good})'
    in_table = f'_xlfn.MAXIFS({held},{mine},{held},">="&{since})'
    return f'IF({wrong},"{CANNOT_TELL}",MAX(IF({own}<{since},0,{own}),{in_table}))'


def review_due() -> str:
    """The last day for the next review: a cycle after the latest, or the first one."""
    latest, start = _here(LATEST_REVIEW), _here(BEGAN)
    day = _cell("discharge_date")
    wrong = f"OR({day}>s117_as_at,{_discharge_too_early()})"
    counted = f'IF(LEN({day}),IF({wrong},"{CANNOT_TELL}",{day}),{start})'
    first = f"EDATE({counted},s117_first_review_months)"
    never_left = f"AND(LEN({day})=0,N({start})=0)"
    none = f'IF({never_left},"{CANNOT_TELL}",{first})'
    known = f"IF({latest}>0,EDATE({latest},s117_review_cycle_months),{none})"
    return f'IF(ISTEXT({latest}),"{CANNOT_TELL}",{known})'
