"""Days to go and days over, calendar and working, counted from the as-at date."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import numpy as np

from s117xl.law.months import holiday_years, previous_working_day, working_days_after


class Span(NamedTuple):
    """How far off a due day is, as a task tells it."""

    due: date | None
    prompt_by: date | None
    days_over: int
    days_left: int | None
    working_days_left: int | None


NO_DAY = Span(None, None, 0, None, None)


class Countdown:
    """Counts from one day. The day itself is not counted and the due day is."""

    def __init__(self, as_at: date, most: int) -> None:
        self.as_at = as_at
        ahead = np.datetime64(as_at, "D") + np.arange(1, most + 1)
        self._working = np.cumsum(previous_working_day(ahead) == ahead)

    def to(self, due: date) -> Span:
        """How far off this day is. A day that has passed has none left."""
        left = (due - self.as_at).days
        working = int(self._working[left - 1]) if left > 0 else 0
        return Span(due, previous_working_day(due), max(-left, 0), max(left, 0), working)


def working_day_from(day: date) -> date:
    """The day itself where it is a working day, else the next working day."""
    return day if previous_working_day(day) == day else working_days_after(day, 1)


def not_held(last: date) -> str:
    """What is to be said where bank holidays up to this day are not held, else nothing."""
    until = holiday_years()[1]
    if last.year <= until:
        return ""
    return f"Bank holidays are known up to {until}; after that only weekends are left out."
