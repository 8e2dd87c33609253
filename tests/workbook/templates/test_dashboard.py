"""Every figure of the Dashboard moves as it should when one cell changes, and no other does."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from s117xl.register.conditions import Always
from s117xl.register.schema import TABLES
from s117xl.rules.scopes import LIVE_STATUSES
from s117xl.workbook.areas import column_letters
from s117xl.workbook.door import open_package
from s117xl.workbook.edits import AppendRows
from s117xl.workbook.file import apply
from s117xl.workbook.templates import figures
from s117xl.workbook.templates.figures import FIELDS
from s117xl.workbook.templates.formulas import known_by
from s117xl.workbook.templates.ours import RUNS
from s117xl.workbook.templates.register import write_register
from s117xl.workbook.templates.worked_out import LIVE
from tests.office import needs_libreoffice
from tests.people import AS_AT, context
from tests.workbook.templates.calc import Cell, Session
from tests.workbook.templates.native import DASHBOARD, flat, moved, read_dashboard
from tests.workbook.templates.rows import PEOPLE, ROWS, SETTINGS, days_ago

pytestmark = needs_libreoffice

REGISTER = TABLES["Register"]
Figures = dict[str, Any]
Moves = dict[str, Any]


class Change(NamedTuple):
    """A cell of a row (0 is the first) and its new value."""

    row: int
    key: str
    value: Cell
    table: str = "Register"

    @property
    def cell(self) -> str:
        return cell_of(self.table, self.row, self.key)

    def __str__(self) -> str:
        return f"{self.table}-{self.row}-{self.key}-{self.value}"


def cell_of(table: str, row: int, key: str) -> str:
    number = list(TABLES[table].by_key).index(key)
    return f"{column_letters(number + 1)}{row + 2}"


def filled_row(key: str) -> int:
    """The first person for whom the field is required and filled."""
    rows = enumerate(zip(REQUIRED[key], PEOPLE, strict=True))
    return next(number for number, (need, row) in rows if need and row.get(key) is not None)


def required_of(people: list[dict[str, Any]]) -> dict[str, list[bool]]:
    """For each field, on which rows the schema's own conditions require it, as the check says."""
    rows = context(Register=people).rows("Register")
    return {
        field.key: [True] * len(people)
        if isinstance(field.required, Always)
        else field.required.truth(rows).yes.tolist()
        for field in FIELDS
    }


def counted(people: list[dict[str, Any]]) -> Figures:
    """Required and blank cells by field, group, pillar and in all, counted in Python."""
    people = [row for row in people if any(row.get(key) for key in known_by(REGISTER))]
    needed = required_of(people)
    by_field: dict[Any, tuple[float, float, str]] = {}
    groups = {name: (0.0, 0.0, "") for name in figures.GROUPS}
    pillars = {number: (0.0, 0.0, "") for number in range(1, 10)}
    for field in FIELDS:
        required = needed[field.key]
        blank = [
            need and row.get(field.key) is None for need, row in zip(required, people, strict=True)
        ]
        by_field[field.key] = (float(sum(required)), float(sum(blank)), "")
        for sums, name in ((groups, field.group), (pillars, field.pillar)):
            sums[name] = (sums[name][0] + sum(required), sums[name][1] + sum(blank), "")
    total = sum(blank for _, blank, _ in by_field.values())
    return {"blank": total, "by_group": groups, "by_pillar": pillars, "by_field": by_field}


REQUIRED = required_of(PEOPLE)
BLANKED = [Change(filled_row(field.key), field.key, None) for field in FIELDS]

AT_FIRST = counted(PEOPLE)
# A new line lacks these but its id, and an NHS number and the reason for having none.
ALWAYS = sum(isinstance(field.required, Always) for field in FIELDS)

# What makes fields required, or no longer.
SWITCHED = [
    Change(1, "end_person_involved", "yes"),
    Change(2, "dob", date(1990, 1, 1)),
    Change(4, "write_to", "person"),
    Change(4, "nrpf", "no"),
    Change(4, "leave_start", None),
    Change(4, "carer_name", None),
    Change(4, "la_share", 0.5),
    Change(4, "accommodation_s117", "no"),
    Change(4, "charged", "no"),
    Change(4, "last_review_date", None),
    Change(4, "record_status", "SUPERSEDED"),
    Change(5, "register_id", None),
    Change(5, "record_status", "ENDED"),
    Change(5, "charged", "yes"),
]

# What leaves the counts of required and blank cells as they were, and what it moves.
MOVED: list[tuple[Change, Moves]] = [
    (Change(0, "last_review_date", days_ago(366)), {}),  # the Reviews table has a later one
    (Change(0, "held", days_ago(366), "Reviews"), {}),  # the Register has a later one
    (Change(0, "held", date(2026, 5, 20), "Reviews"),
     {"by_month.2027-04": -1.0, "by_month.2027-05": 1.0}),
    (Change(0, "held", "next week", "Reviews"), {"by_month.2027-04": -1.0, "cannot_tell": 1.0}),
    (Change(0, "register_id", "V-003", "Reviews"), {}),
    (Change(2, "last_review_date", date(2025, 7, 1)), {"soon": 1.0, "by_month.2026-07": 1.0}),
    (Change(2, "last_review_date", date(2025, 6, 30)), {"soon": 1.0, "by_month.2026-06": 1.0}),
    (Change(2, "last_review_date", date(2025, 6, 29)),
     {"overdue": 1.0, "by_month.2026-06": 1.0, "by_band.1 to 30 days": 1.0}),
    (Change(2, "last_review_date", date(2025, 5, 31)),
     {"overdue": 1.0, "by_band.1 to 30 days": 1.0}),
    (Change(2, "last_review_date", date(2025, 5, 30)),
     {"overdue": 1.0, "by_band.31 to 90 days": 1.0}),
    (Change(2, "last_review_date", date(2025, 4, 1)),
     {"overdue": 1.0, "by_band.31 to 90 days": 1.0}),
    (Change(2, "last_review_date", date(2025, 3, 31)),
     {"overdue": 1.0, "by_band.91 to 180 days": 1.0}),
    (Change(2, "last_review_date", date(2025, 1, 1)),
     {"overdue": 1.0, "by_band.91 to 180 days": 1.0}),
    (Change(2, "last_review_date", date(2024, 12, 31)),
     {"overdue": 1.0, "by_band.over 180 days": 1.0}),
    (Change(2, "last_review_date", date(2025, 8, 31)), {"soon": 1.0, "by_month.2026-08": 1.0}),
    (Change(2, "last_review_date", date(2025, 9, 28)), {"soon": 1.0, "by_month.2026-09": 1.0}),
    (Change(2, "last_review_date", date(2025, 9, 29)), {"by_month.2026-09": 1.0}),
    (Change(2, "last_review_date", "tbc"), {"cannot_tell": 1.0}),
    (Change(2, "last_review_date", date(2023, 12, 1)),  # before leaving: the first is still due
     {"overdue": 1.0, "by_band.over 180 days": 1.0}),
    *((Change(2, "last_review_date", date(2025, month, 15)), {f"by_month.2026-{month:02}": 1.0})
      for month in (10, 11, 12)),
    *((Change(2, "last_review_date", date(2026, month, 15)), {f"by_month.2027-{month:02}": 1.0})
      for month in (1, 2, 3, 4)),
    (Change(0, "register_id", "V-900"), {}),  # the review is then nobody's; the own date serves
    (Change(0, "dob", date(1950, 1, 1)), {}),
    (Change(0, "notes", "A note"), {}),
]  # fmt: skip
STATUS_CHANGES = [(2, status) for status in figures.STATUSES if status != "ACTIVE"]


RUN = {"Run": 1, "As at": AS_AT, "Records": 5, "Unlawful": 6, "Risk": 7, "Overdue": 8,
       "Missing": 9, "Invalid": 10}  # fmt: skip


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("dashboard") / "register.xlsx"
    write_register(path, ROWS, settings=SETTINGS)
    return path


@pytest.fixture(scope="module")
def seen(book: Path) -> dict[str, Figures]:
    """The Dashboard before any change, after each change alone, and after all was put back."""
    session = Session(book)
    session.look("Dashboard", DASHBOARD)
    for change in changes():
        session.type(change.table, change.cell, change.value)
        session.look("Dashboard", DASHBOARD)
        session.type(change.table, change.cell, ROWS[change.table][change.row].get(change.key))
    session.look("Dashboard", DASHBOARD)
    for heading, value in RUN.items():
        letter = column_letters(RUNS.headings.index(heading) + 1)
        session.type("Runs", f"{letter}2", value)
    session.look("Dashboard", DASHBOARD)
    names = ["before", *map(str, changes()), "after", "checked"]
    return dict(zip(names, map(read_dashboard, session.run()), strict=True))


def changes() -> list[Change]:
    statuses = [Change(row, "record_status", status) for row, status in STATUS_CHANGES]
    return list(dict.fromkeys([*BLANKED, *SWITCHED, *(change for change, _ in MOVED), *statuses]))


def test_the_first_look_finds_figures_that_are_not_nought(seen: dict[str, Figures]) -> None:
    first = seen["before"]
    assert (first["entitled"], first["blank"]) == (3, ALWAYS + 1)
    assert sum(first["by_month"].values()) == 2
    assert first["by_status"]["ENDED"] == 1


def test_putting_each_cell_back_puts_each_figure_back(seen: dict[str, Figures]) -> None:
    assert moved(seen["before"], seen["after"]) == {}


def test_completeness_begins_as_python_counts_it(seen: dict[str, Figures]) -> None:
    assert moved(AT_FIRST, {key: seen["before"][key] for key in AT_FIRST}) == {}


@pytest.mark.parametrize("change", BLANKED, ids=str)
def test_a_blank_moves_its_field_its_group_its_pillar_and_the_total(
    seen: dict[str, Figures], change: Change
) -> None:
    expected = expected_counts(change)
    assert expected[f"by_field.{change.key}.blank"] == 1
    assert moved_counts(seen, change) == expected


@pytest.mark.parametrize("change", SWITCHED, ids=str)
def test_what_makes_fields_required_moves_them_and_no_other(
    seen: dict[str, Figures], change: Change
) -> None:
    expected = expected_counts(change)
    assert any(name.endswith(".required") for name in expected)
    assert moved_counts(seen, change) == expected


def expected_counts(change: Change) -> Moves:
    people = [dict(row) for row in PEOPLE]
    people[change.row][change.key] = change.value
    return moved(AT_FIRST, counted(people))


def moved_counts(seen: dict[str, Figures], change: Change) -> Moves:
    before, after = ({key: seen[name][key] for key in AT_FIRST} for name in ("before", str(change)))
    return moved(before, after)


@pytest.mark.parametrize(("change", "expected"), MOVED, ids=str)
def test_a_review_moves_the_tile_the_band_and_the_month_that_it_should(
    seen: dict[str, Figures], change: Change, expected: Moves
) -> None:
    assert moved(seen["before"], seen[str(change)]) == expected


@pytest.mark.parametrize(("row", "status"), STATUS_CHANGES)
def test_a_status_moves_its_own_count_and_who_is_entitled(
    seen: dict[str, Figures], row: int, status: str
) -> None:
    after = seen[str(Change(row, "record_status", status))]
    found = moved(seen["before"], after)
    assert found["by_status.ACTIVE"] == -1
    assert found[f"by_status.{status}"] == 1
    assert found.get("entitled", 0) == (0 if status in LIVE_STATUSES else -1)


def test_each_figure_is_moved_by_some_change(seen: dict[str, Figures]) -> None:
    moves = [moved(seen["before"], figure) for figure in seen.values()]
    still = set(flat(seen["before"])) - {name for move in moves for name in move}
    assert still == set()


def test_the_share_that_is_filled_follows_from_the_counts(seen: dict[str, Figures]) -> None:
    for figure in seen.values():
        shares = [*figure["by_group"].values(), *figure["by_pillar"].values(),
                  *figure["by_field"].values()]  # fmt: skip
        for required, blank, share in shares:
            assert share == (pytest.approx(1 - blank / required) if required else "n/a")
        required = sum(share[0] for share in figure["by_field"].values())
        assert figure["completeness"] == pytest.approx(1 - figure["blank"] / required)


def test_live_means_what_it_means_to_the_rules() -> None:
    assert LIVE == LIVE_STATUSES


def test_each_field_of_the_register_that_may_be_required_is_listed() -> None:
    assert [f.key for f in FIELDS] == [f.key for f in REGISTER.fields if f.required is not None]


def test_a_check_moves_the_figures_of_the_last_check_and_no_other(
    seen: dict[str, Figures],
) -> None:
    found = moved(seen["before"], seen["checked"])
    told = {f"last_check.{heading}": value for heading, value in RUN.items() if heading != "Run"}
    assert found == told | {"last_check.As at": float((AS_AT - date(1899, 12, 30)).days)}


def test_of_several_checks_the_last_is_shown(book: Path, tmp_path: Path) -> None:
    runs = [RUN, RUN | {"Run": 2, "Risk": 70}]
    rows = [[run.get(heading) for heading in RUNS.headings] for run in runs]
    checked = tmp_path / "checked.xlsx"
    package = open_package(book)
    apply([AppendRows(RUNS.excel_name, RUNS.headings, rows)], package, checked)
    session = Session(checked)
    session.look("Dashboard", DASHBOARD)
    assert read_dashboard(session.run()[0])["last_check"]["Risk"] == 70


def test_before_any_check_it_says_so_once(seen: dict[str, Figures]) -> None:
    assert list(seen["before"]["last_check"].values()) == ["no check yet", *[""] * 6]
