"""One cell of a rating, an expected level or an audit rating, read as what it can only mean."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any, Literal, NamedTuple

from s117xl.competency.framework import LEVELS
from s117xl.competency.tables import AUDIT_RATINGS, NONE
from s117xl.register.plain_text import is_blank, tidy
from s117xl.workbook.cells import BrokenCell

Rating = Literal[0, 1, 2, "N/A"]

_NOT_APPLICABLE = ("n/a", "na", "n.a.", "not applicable", "does not apply")
_RATINGS: dict[str, Rating] = {
    "0": 0, "not met": 0, "0 not met": 0,
    "1": 1, "developing": 1, "partly met": 1, "partially met": 1, "1 developing": 1,
    "2": 2, "met": 2, "fully met": 2, "2 met": 2,
    **dict.fromkeys(_NOT_APPLICABLE, "N/A"),
}  # fmt: skip
_LEVELS = {
    **{level.casefold(): level for level in LEVELS},
    **{level[0].casefold(): level for level in LEVELS},
    "senior/specialist": "Senior", "specialist": "Senior", "senior or specialist": "Senior",
    "leader/system": "Leader", "system": "Leader", "leader or system": "Leader",
    **dict.fromkeys((NONE, "not expected", "-", *_NOT_APPLICABLE), NONE),
}  # fmt: skip
_AUDIT = {
    **{rating.casefold(): rating for rating in AUDIT_RATINGS},
    **{rating[0].casefold(): rating for rating in AUDIT_RATINGS},
}

# It does not say as what: a note leaves the workbook, and a rating may not.
_READ = "is read, but was not chosen from the list, which Excel's own formulas need"


class Reading(NamedTuple):
    """What a cell was read as, None for nothing, and what is to be said about it, if anything."""

    value: Any
    note: str = ""


def read_rating(cell: Any) -> Reading:
    """A rating of the scale. What cannot be read is no rating, and it is said."""
    if isinstance(cell, float | int) and not isinstance(cell, bool) and cell in (0, 1, 2):
        return Reading(int(cell))
    unread = "is not on the scale 0, 1, 2, N/A; it counts as not rated"
    return _word(cell, _RATINGS, ("N/A",), unread)


def read_level(cell: Any) -> Reading:
    """An expected level, or `none`."""
    unread = f"is none of {', '.join(LEVELS)} and {NONE}; it counts as not set"
    return _word(cell, _LEVELS, (*LEVELS, NONE), unread)


def read_audit_rating(cell: Any) -> Reading:
    """Green, Amber or Red."""
    unread = "is none of Green, Amber and Red; it counts as not rated"
    return _word(cell, _AUDIT, AUDIT_RATINGS, unread)


def read_day(cell: Any, today: date | None) -> Reading:
    """A day, with a note where it is none or lies ahead of `today`."""
    if isinstance(cell, datetime):
        cell = cell.date()
    if isinstance(cell, date):
        late = today is not None and cell > today
        return Reading(cell, "is after today; correct the date" if late else "")
    if isinstance(cell, BrokenCell):
        return Reading(None, cell.why)
    return Reading(None, "" if is_blank(cell) else "is not a date; type it as day/month/year")


def read_text(cell: Any) -> Reading:
    """Plain text, blank for nothing."""
    if isinstance(cell, BrokenCell):
        return Reading("", cell.why)
    return Reading("" if is_blank(cell) else tidy(cell))


def _word(cell: Any, known: dict[str, Any], listed: tuple[str, ...], unread: str) -> Reading:
    if isinstance(cell, BrokenCell):
        return Reading(None, cell.why)
    if is_blank(cell):
        return Reading(None)
    if isinstance(cell, bool | date | time):
        return Reading(None, unread)
    text = tidy(cell).lstrip("'").rstrip(".").casefold() or tidy(cell)
    if text not in known:
        return Reading(None, unread)
    as_listed = isinstance(cell, str) and cell.casefold() in {x.casefold() for x in listed}
    return Reading(known[text], "" if as_listed else _READ)
