"""What Excel works out on each row of the Register is what the check works out."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from s117xl.check import check
from s117xl.register.columns import Moments
from s117xl.rules.leaving import left_hospital
from s117xl.rules.review_dates import latest_held, review_due
from s117xl.rules.rows import Context
from s117xl.rules.scopes import LIVE_STATUSES
from s117xl.workbook.templates.register import write_register
from s117xl.workbook.templates.settings_sheet import FIRST_ROW, settings_by_group
from s117xl.workbook.templates.worked_out import CANNOT_TELL
from tests.office import needs_libreoffice
from tests.people import AS_AT, REVIEW, context, person
from tests.workbook.templates.calc import Session
from tests.workbook.templates.native import read_worked_out, worked_out_area

pytestmark = needs_libreoffice

Row = dict[str, Any]
NOT_LEFT = {"discharge_date": None, "detention_end": None, "last_review_date": None}
OLD = {"detention_start": date(2020, 1, 1), "detention_end": None, "last_review_date": None}


def old(**changes: Any) -> Row:
    """A person detained in 2020, never reviewed."""
    return person(**OLD | changes)


# A name, a person, the days on which the Reviews table has reviews, and what is then shown.
CASES: list[tuple[str, Row, list[Any], Any]] = [
    ("discharge and no review", old(discharge_date=date(2025, 3, 10)), [], date(2025, 6, 10)),
    ("discharged on 30 November", old(discharge_date=date(2025, 11, 30)), [], date(2026, 2, 28)),
    ("before a leap February", old(discharge_date=date(2023, 11, 30)), [], date(2024, 2, 29)),
    ("discharged on 29 February", old(discharge_date=date(2024, 2, 29)), [], date(2024, 5, 29)),
    ("discharged on 31 August", old(discharge_date=date(2025, 8, 31)), [], date(2025, 11, 30)),
    ("a year from 29 February", old(discharge_date=date(2023, 1, 1),
     last_review_date=date(2024, 2, 29)), [], date(2025, 2, 28)),
    ("a later one on Reviews", old(discharge_date=date(2023, 1, 1),
     last_review_date=date(2025, 2, 3)), [date(2025, 9, 1), date(2024, 1, 1)], date(2026, 9, 1)),
    ("a later one on the Register", old(discharge_date=date(2023, 1, 1),
     last_review_date=date(2025, 12, 3)), [date(2025, 9, 1)], date(2026, 12, 3)),
    ("only on Reviews", old(discharge_date=date(2023, 1, 1)), [date(2025, 9, 1)], date(2026, 9, 1)),
    ("last review is text", old(discharge_date=date(2023, 1, 1), last_review_date="12/3/25"), [],
     CANNOT_TELL),
    ("a review held is text", old(discharge_date=date(2023, 1, 1),
     last_review_date=date(2025, 2, 3)), ["June"], CANNOT_TELL),
    ("a review lies ahead", old(discharge_date=date(2023, 1, 1)), [date(2026, 7, 1)], CANNOT_TELL),
    ("a review on the as-at date", old(discharge_date=date(2023, 1, 1)), [AS_AT],
     date(2027, 6, 30)),
    ("discharge is text", old(discharge_date="tbc"), [], CANNOT_TELL),
    ("discharge is text, yet reviewed", old(discharge_date="tbc"), [date(2025, 9, 1)],
     date(2026, 9, 1)),
    ("discharge lies ahead", old(discharge_date=date(2026, 7, 1)), [], CANNOT_TELL),
    ("discharged before detained", old(discharge_date=date(2019, 3, 10)), [], CANNOT_TELL),
    ("discharged before its end", old(discharge_date=date(2025, 3, 10),
     detention_end=date(2025, 4, 1)), [], CANNOT_TELL),
    ("reviewed before leaving", old(discharge_date=date(2026, 5, 1),
     last_review_date=date(2026, 4, 30)), [], date(2026, 8, 1)),
    ("reviewed on leaving", old(discharge_date=date(2026, 5, 1)), [date(2026, 5, 1)],
     date(2027, 5, 1)),
    ("a CTO alone", old(**NOT_LEFT, cto_start=date(2026, 1, 31)), [], date(2026, 4, 30)),
    ("a CTO of text", old(**NOT_LEFT, cto_start="last May"), [], CANNOT_TELL),
    ("a CTO of an earlier detention", old(**NOT_LEFT, cto_start=date(2019, 1, 31)), [],
     CANNOT_TELL),
    ("a conditional discharge", old(**NOT_LEFT, cd_start=date(2026, 2, 1)), [], date(2026, 5, 1)),
    ("overnight leave", old(**NOT_LEFT, leave_start=date(2026, 2, 1),
     leave_kind="overnight or longer"), [], date(2026, 5, 1)),
    ("escorted leave", old(**NOT_LEFT, leave_start=date(2026, 2, 1), leave_kind="escorted"), [],
     CANNOT_TELL),
    ("leave of no known kind", old(**NOT_LEFT, leave_start=date(2026, 2, 1)), [], CANNOT_TELL),
    ("leave, then reviewed, then discharged", old(discharge_date=date(2026, 5, 1),
     leave_start=date(2026, 2, 1), leave_kind="overnight or longer"), [date(2026, 3, 1)],
     date(2027, 3, 1)),
    ("never left", old(**NOT_LEFT), [], CANNOT_TELL),
    ("never left, yet reviewed", old(**NOT_LEFT), [date(2026, 3, 1)], date(2027, 3, 1)),
    ("in prison", old(discharge_date=date(2025, 3, 10), record_status="ACTIVE-PRISON"), [],
     date(2025, 6, 10)),
    ("ended", old(discharge_date=date(2025, 3, 10), record_status="ENDED"), [], None),
    ("no status", old(discharge_date=date(2025, 3, 10), record_status=None), [], None),
    ("a status in small letters", old(discharge_date=date(2025, 3, 10), record_status="active"),
     [], date(2025, 6, 10)),
]  # fmt: skip
NAMES = [case[0] for case in CASES]


def as_tables(people: list[tuple[Row, list[Any]]]) -> dict[str, list[Row]]:
    """The tables of these people and their reviews, with ids of their own."""
    rows = [row | {"register_id": f"V-{number}"} for number, (row, _) in enumerate(people)]
    reviews = [
        REVIEW | {"review_id": f"R-{number}-{day}", "register_id": f"V-{number}", "held": day}
        for number, (_, days) in enumerate(people)
        for day in days
    ]
    return {"Register": rows, "Reviews": reviews}


def shown(folder: Path, tables: dict[str, list[Row]]) -> dict[str, list[Any]]:
    """What LibreOffice shows in the worked-out columns."""
    path = folder / "register.xlsx"
    write_register(path, tables, settings={"as_at": AS_AT})
    session = Session(path)
    session.look("Register", worked_out_area(len(tables["Register"])))
    return read_worked_out(session.run()[0])


def worked_out_by_python(tables: dict[str, list[Row]]) -> dict[str, list[Any]]:
    """What the check works out, with the dates left out that it finds impossible."""
    made: Context = context(**tables)
    check(made)
    r = made.rows("Register")
    due = written(review_due(r))
    status = r.list("record_status").isin(*LIVE_STATUSES).yes
    return {
        "began": written(left_hospital(r)),
        "latest": written(latest_held(r)),
        "review_due": [
            (day or CANNOT_TELL) if live else None for day, live in zip(due, status, strict=True)
        ],
    }


def written(moments: Moments) -> list[Any]:
    """Days, None where there is none, and the words where it is not known."""
    return [
        (None if np.isnat(day) else day.item()) if known else CANNOT_TELL
        for day, known in zip(moments.days.astype("datetime64[D]"), moments.known, strict=True)
    ]


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Any]]:
    tables = as_tables([(row, days) for _, row, days, _ in CASES])
    return shown(tmp_path_factory.mktemp("worked_out"), tables)


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_the_day_by_which_a_review_is_due(seen: dict[str, list[Any]], case: Any) -> None:
    assert seen["review_due"][NAMES.index(case[0])] == case[3]


def test_each_case_is_what_the_check_works_out(seen: dict[str, list[Any]]) -> None:
    tables = as_tables([(row, days) for _, row, days, _ in CASES])
    expected = worked_out_by_python(tables)
    for column, values in seen.items():
        assert dict(zip(NAMES, values, strict=True)) == dict(
            zip(NAMES, expected[column], strict=True)
        ), column


def some_people(count: int) -> list[tuple[Row, list[Any]]]:
    """Invented people whose dates are as often blank, text, ahead or out of order as good."""
    chance = random.Random(117)
    keys = ("detention_start", "detention_end", "discharge_date", "cto_start", "cd_start",
            "leave_start", "last_review_date")  # fmt: skip
    kinds = ("escorted", "day", "overnight or longer", None)

    def day() -> Any:
        if chance.random() < 0.4:
            return None
        if chance.random() < 0.08:
            return "spring"
        return date(2024, 1, 1) + timedelta(days=chance.randrange(1000))

    return [
        (
            person(**{key: day() for key in keys}, leave_kind=chance.choice(kinds)),
            [found for found in (day(), day()) if found is not None],
        )
        for _ in range(count)
    ]


def test_any_dates_give_what_the_check_gives(tmp_path: Path) -> None:
    people = some_people(300)
    tables = as_tables(people)
    seen, expected = shown(tmp_path, tables), worked_out_by_python(tables)
    for column, values in seen.items():
        pairs = zip(people, values, expected[column], strict=True)
        assert [pair for pair in pairs if differs(*pair[1:])] == [], column
    assert len(set(map(str, seen["review_due"]))) > 100


def differs(native: Any, python: Any) -> bool:
    """Where nobody left and the start of the detention is doubtful, Excel too is doubtful."""
    return native != python and (native, python) != (CANNOT_TELL, None)


def test_the_periods_of_the_settings_are_used_within_their_bounds(tmp_path: Path) -> None:
    tables = as_tables([
        (old(discharge_date=date(2025, 3, 10)), []),
        (old(discharge_date=date(2023, 3, 10)), [date(2026, 1, 31)]),
    ])  # fmt: skip
    path = tmp_path / "register.xlsx"
    write_register(path, tables, settings={"as_at": AS_AT})
    session = Session(path)
    for first, cycle in ((2, 6), (99, 6.5)):
        session.type("Settings", value_of("first_review_months"), first)
        session.type("Settings", value_of("review_cycle_months"), cycle)
        session.look("Register", worked_out_area(2))
    local, beyond = (read_worked_out(grid)["review_due"] for grid in session.run())
    assert local == [date(2025, 5, 10), date(2026, 7, 31)]
    assert beyond == [date(2025, 6, 10), date(2027, 1, 31)]


def value_of(key: str) -> str:
    """The cell of Settings into which a person types the value."""
    keys = [setting.key for setting in settings_by_group()]
    return f"C{FIRST_ROW + 1 + keys.index(key)}"
