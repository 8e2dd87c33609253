"""The day of leaving hospital: which ways of leaving count, and what is not known."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pytest

from s117xl.register.columns import Moments
from s117xl.rules.leaving import counted_from, left_hospital
from tests.people import context, person

BROKEN = "tomorrow or so"
UNKNOWN = "unknown"
STILL_IN = {"discharge_date": None}


def day_of(moments: Moments) -> Any:
    """The one day, None where there is none, or that it is not known."""
    if not moments.known[0]:
        return UNKNOWN
    return None if np.isnat(moments.days[0]) else moments.days[0].item()


@pytest.mark.parametrize(
    ("changes", "left", "counted"),
    [
        ({}, date(2026, 1, 15), date(2026, 1, 15)),
        (STILL_IN, None, UNKNOWN),
        (STILL_IN | {"cto_start": date(2026, 2, 1)}, date(2026, 2, 1), date(2026, 2, 1)),
        (STILL_IN | {"cd_start": date(2026, 2, 1)}, date(2026, 2, 1), date(2026, 2, 1)),
        ({"cto_start": date(2026, 2, 1)}, date(2026, 1, 15), date(2026, 1, 15)),
        ({"cto_start": date(2026, 1, 1)}, date(2026, 1, 1), date(2026, 1, 15)),
        ({"cto_start": date(2025, 8, 31)}, date(2026, 1, 15), date(2026, 1, 15)),
        (STILL_IN | {"cto_start": date(2025, 8, 31)}, None, UNKNOWN),
        (STILL_IN | {"cto_start": date(2025, 9, 1)}, date(2025, 9, 1), date(2025, 9, 1)),
        ({"detention_start": None}, date(2026, 1, 15), date(2026, 1, 15)),
        ({"detention_start": BROKEN}, UNKNOWN, date(2026, 1, 15)),
        ({"discharge_date": BROKEN}, UNKNOWN, UNKNOWN),
        ({"cto_start": BROKEN}, UNKNOWN, date(2026, 1, 15)),
        (STILL_IN | {"cto_start": BROKEN}, UNKNOWN, UNKNOWN),
        (STILL_IN | {"detention_start": BROKEN}, None, UNKNOWN),
    ],
)
def test_ways_of_leaving(changes: dict[str, Any], left: Any, counted: Any) -> None:
    rows = context(Register=[person(**changes)]).rows("Register")
    assert (day_of(left_hospital(rows)), day_of(counted_from(rows))) == (left, counted)


@pytest.mark.parametrize(
    ("kind", "left"),
    [("overnight or longer", date(2025, 12, 20)), ("escorted", None), ("day", None),
     (None, UNKNOWN), ("to the shop", UNKNOWN)],
)  # fmt: skip
def test_only_leave_overnight_or_longer_is_leaving(kind: Any, left: Any) -> None:
    changes = STILL_IN | {"leave_start": date(2025, 12, 20), "leave_kind": kind}
    rows = context(Register=[person(**changes)]).rows("Register")
    assert day_of(left_hospital(rows)) == left


def test_each_row_has_its_own_day() -> None:
    people = [person(discharge_date=date(2026, 1, day)) for day in range(1, 20)]
    rows = context(Register=people).rows("Register")
    assert left_hospital(rows).days.tolist() == [date(2026, 1, day) for day in range(1, 20)]
