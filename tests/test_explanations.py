"""What people explain: it counts while it holds, is kept, and never covers what is unlawful."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from s117xl import commands
from s117xl.demo.show import SETTINGS
from s117xl.load import Loaded
from s117xl.new import write_rows_as_register
from s117xl.report import summary
from s117xl.workbook.door import open_package
from s117xl.workbook.edits import AppendRows, WriteColumn
from s117xl.workbook.file import apply
from tests.people import AS_AT, ending, person
from tests.test_marks import cells

TODAY: Callable[[], date] = lambda: AS_AT  # noqa: E731
DAY = timedelta(1)
LATE = "R041/V-001/last_review_date"
UNLAWFUL = "R003/V-002/end_la_date"
MISSING = "R064/V-001/person_voice"
NEVER = {"last_review_date": None, "last_review_type": None, "next_review_due": None}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("explained") / "register.xlsx"
    rows = [
        person(**NEVER, person_voice=None),
        ending(register_id="V-002", nhs_number="9990000026", la_person_id="LA-2", end_la_date=None),
    ]
    write_rows_as_register(path, {"Register": rows}, AS_AT, SETTINGS)
    return path


@pytest.fixture
def register(made: Path, tmp_path: Path) -> Path:
    path = Path(shutil.copy(made, tmp_path))
    commands.check(path, None, TODAY, mark=True, out=None, form="csv", what_if=False)
    return path


Said = tuple[Any, Any, Any]
GOOD: Said = ("Booked for next week.", "A. Brennan", AS_AT + 30 * DAY)


def explain(path: Path, said: Mapping[str, Said]) -> None:
    """Type explanations beside findings, as a person would."""
    keys = [row[16] for row in cells(path, "Findings")[1:]]
    assert set(said) <= set(keys)
    package = open_package(path)
    rows = [said.get(str(key), (None, None, None)) for key in keys]
    names = ("Explanation", "Explained by", "Until")
    apply(
        [
            WriteColumn("tblFindings", name, [row[n] for row in rows])
            for n, name in enumerate(names)
        ],
        package,
    )


def counted(path: Path, as_at: date = AS_AT) -> tuple[set[str], dict[str, Any], Loaded]:
    """The keys that count as explained, the summary, and the register as it was read."""
    loaded, checked, _ = commands.examine(path, as_at, TODAY)
    keys = {finding.key for finding in checked.findings if finding.explained}
    return keys, summary(loaded, checked), loaded


def test_an_explanation_counts_and_is_counted_apart(register: Path) -> None:
    before = counted(register)[1]
    explain(register, {LATE: GOOD})
    keys, after, _ = counted(register)
    assert keys == {LATE}
    assert (after["explained"], after["findings"]) == (1, before["findings"])
    assert after["severity"]["overdue"] == before["severity"]["overdue"] - 1
    assert after["action"]["explain"] == before["action"]["explain"] - 1


@pytest.mark.parametrize(
    ("until", "holds"),
    [(AS_AT - DAY, False), (AS_AT, True), (AS_AT + DAY, True)],
)
def test_it_holds_until_its_day_and_that_day(register: Path, until: date, holds: bool) -> None:
    explain(register, {LATE: ("Booked.", "A. Brennan", until)})
    keys, counts, _ = counted(register)
    assert keys == ({LATE} if holds else set())
    assert any("has run out" in note for note in counts["notes"]) is not holds


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ((None, "A. Brennan", AS_AT), "has no reason"),
        (("Booked.", None, AS_AT), "has no name"),
        (("Booked.", "  ", AS_AT), "has no name"),
        (("Booked.", "A. Brennan", None), "has no date until which it holds"),
        (("Booked.", "A. Brennan", "soon"), "has no date until which it holds"),
    ],
)
def test_a_part_that_is_lacking_is_said(register: Path, said: Said, why: str) -> None:
    explain(register, {LATE: said})
    keys, counts, _ = counted(register)
    assert keys == set()
    assert [note for note in counts["notes"] if why in note and LATE in note]


def test_no_note_repeats_what_a_person_wrote(register: Path) -> None:
    explain(register, {UNLAWFUL: GOOD, LATE: ("Private words", "A. Brennan", None)})
    notes = " ".join(counted(register)[1]["notes"])
    assert "Private" not in notes
    assert "Brennan" not in notes


def test_what_is_unlawful_cannot_be_explained_away(register: Path) -> None:
    explain(register, {UNLAWFUL: GOOD})
    keys, counts, _ = counted(register)
    assert keys == set()
    assert [note for note in counts["notes"] if "unlawful" in note and UNLAWFUL in note]


def test_what_is_to_be_mended_cannot_be_explained(register: Path) -> None:
    explain(register, {MISSING: GOOD})
    keys, counts, _ = counted(register)
    assert keys == set()
    assert [note for note in counts["notes"] if "to be mended" in note and MISSING in note]


def test_it_is_kept_when_findings_is_written_anew_and_when_marks_are_taken_out(
    register: Path,
) -> None:
    explain(register, {LATE: GOOD})
    for _ in range(2):
        commands.check(register, None, TODAY, mark=True, out=None, form="csv", what_if=False)
    assert [row[0] for row in cells(register, "Explanations")[1:]] == [LATE]
    row = next(row for row in cells(register, "Findings") if row[16] == LATE)
    assert row[1] == "explained"
    assert row[13:15] == GOOD[:2]
    commands.clear(register, TODAY)
    assert counted(register)[0] == {LATE}


def test_the_latest_line_of_a_key_counts(register: Path) -> None:
    headings = ["Key", "Explanation", "Explained by", "Until"]
    lines = [[LATE, *GOOD], [LATE, "Withdrawn.", "A. Brennan", AS_AT - DAY]]
    apply([AppendRows("tblExplanations", headings, lines)], open_package(register))
    assert counted(register)[0] == set()


def test_an_explained_finding_is_no_risk_mark_and_nothing_to_do(register: Path) -> None:
    explain(register, {LATE: GOOD})
    commands.check(register, None, TODAY, mark=True, out=None, form="csv", what_if=False)
    heading = cells(register, "Register")[0]
    row = dict(zip(heading, cells(register, "Register")[1], strict=True))
    assert "|Last review date=note|" in str(row["Flags"])
    assert "Overdue" not in str(row["To do"])
    assert "Explained: 1." in str(row["To do"])
    assert cells(register, "Runs")[2][11] == 1


RANGE = ["Rule", "Explanation", "Explained by", "Until", "Due from", "Due to"]
DUE = date(2026, 4, 15)


@pytest.mark.parametrize(
    ("first", "last", "holds"),
    [
        (DUE, DUE, True),
        (DUE - DAY, DUE + DAY, True),
        (DUE + DAY, DUE + DAY, False),
        (DUE - DAY, DUE - DAY, False),
    ],
)
def test_one_line_may_cover_a_rule_and_a_range_of_days(
    register: Path, first: date, last: date, holds: bool
) -> None:
    line = ["r041", *GOOD, first, last]
    apply([AppendRows("tblExplanations", RANGE, [line])], open_package(register))
    assert counted(register)[0] == ({LATE} if holds else set())


@pytest.mark.parametrize(
    "line",
    [
        ["R041", *GOOD, None, DUE],
        ["R041", *GOOD, DUE, None],
        ["R041", *GOOD, DUE, DUE - DAY],
        [None, *GOOD, DUE, DUE],
        ["R041", "Booked.", None, AS_AT, DUE, DUE],
    ],
)
def test_a_line_that_names_no_rule_or_range_is_said(register: Path, line: list[Any]) -> None:
    apply([AppendRows("tblExplanations", RANGE, [line])], open_package(register))
    keys, counts, _ = counted(register)
    assert keys == set()
    assert [note for note in counts["notes"] if "Explanations row 2" in note]


def test_a_range_covers_nothing_unlawful_and_no_other_rule(register: Path) -> None:
    wide = [date(2020, 1, 1), date(2030, 1, 1)]
    lines = [["R003", *GOOD, *wide], ["R043", *GOOD, *wide]]
    apply([AppendRows("tblExplanations", RANGE, lines)], open_package(register))
    assert counted(register)[0] == set()


def test_a_range_that_has_run_out_covers_nothing(register: Path) -> None:
    line = ["R041", "Booked.", "A. Brennan", AS_AT - DAY, DUE, DUE]
    apply([AppendRows("tblExplanations", RANGE, [line])], open_package(register))
    assert counted(register)[0] == set()


def test_with_all_explained_there_is_nothing_to_do(tmp_path: Path) -> None:
    path = tmp_path / "register.xlsx"
    tables = {"Register": [person(**NEVER)]}
    write_rows_as_register(path, tables, AS_AT, SETTINGS)
    assert commands.check(path, None, TODAY, mark=True, out=None, form="csv", what_if=False)
    _, checked, _ = commands.examine(path, None, TODAY)
    asked = [f.key for f in checked.findings if f.action in ("fix", "explain")]
    explain(path, dict.fromkeys(asked, GOOD))
    assert not commands.check(path, None, TODAY, mark=False, out=None, form="csv", what_if=False)


def test_what_changed_since_the_last_check_is_counted(register: Path) -> None:
    still = counted(register)[1]
    assert still["changes"] == {"new": 0, "gone": 0, "still": still["findings"]}
    area = open_package(register).tables["tblRegister"].area
    mended = ["Wants to see friends."] * (area.bottom - area.top)
    headings = open_package(register).tables["tblRegister"].headings
    heading = next(h for h in headings if "view" in h.lower())
    apply([WriteColumn("tblRegister", heading, mended)], open_package(register))
    changed = counted(register)[1]["changes"]
    assert (changed["new"], changed["gone"]) == (0, 1)


def test_where_no_check_was_written_nothing_is_compared(made: Path, register: Path) -> None:
    assert counted(made)[1]["changes"] is None
    commands.clear(register, TODAY)
    assert counted(register)[1]["changes"] is None
