"""Quarters and years of the financial year, and the day to which a figure speaks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from s117xl.law.months import financial_quarter, financial_year, shift_months
from s117xl.refusal import Refused
from s117xl.register.columns import show_day


@dataclass(frozen=True, slots=True)
class Period:
    """A quarter (2026-Q2) or a whole financial year (2026), its first and its last day."""

    name: str
    first: date
    last: date

    @property
    def is_year(self) -> bool:
        """Whether it is a whole year."""
        return "Q" not in self.name

    @property
    def words(self) -> str:
        """`Q2 of 2026/27 (1 Jul 2026 to 30 Sep 2026)`."""
        year = financial_year(self.first)
        which = year if self.is_year else f"{self.name[-2:]} of {year}"
        return f"{which} ({show_day(self.first)} to {show_day(self.last)})"

    def quarters(self) -> Iterator[Period]:
        """The four quarters of a year; of a quarter itself alone."""
        if not self.is_year:
            yield self
            return
        for number in range(1, 5):
            yield read_period(f"{self.name}-Q{number}")

    @property
    def year(self) -> Period:
        """The year in which it lies."""
        return read_period(self.name[:4])


Quarter = Period


def read_period(text: str) -> Period:
    """The period that is named: 2026-Q2 or, for the whole year from April 2026, 2026.

    Raises Refused where it is neither.
    """
    if found := re.fullmatch(r"\s*((?:19|20)\d\d)\s*", text):
        first = date(int(found[1]), 4, 1)
        return Period(found[1], first, shift_months(first, 12) - timedelta(days=1))
    try:
        first, last = financial_quarter(text)
    except Refused:
        raise Refused(
            "The period is neither a quarter nor a year; write it as 2026-Q2 (July to September "
            "2026) or 2026 (April 2026 to March 2027)."
        ) from None
    start = shift_months(first, -3)
    return Period(f"{start.year}-Q{start.month // 3 + 1}", first, last)


def period_of(day: date) -> Period:
    """The quarter in which a day falls."""
    start = shift_months(day, -3)
    return read_period(f"{start.year}-Q{(start.month - 1) // 3 + 1}")
