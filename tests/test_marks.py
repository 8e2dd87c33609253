"""Marks in a closed register: they say what was found, and they come out without a trace."""

from __future__ import annotations

import shutil
import tempfile
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from s117xl import commands
from s117xl.demo.faults import sow
from s117xl.demo.people import invent, tables
from s117xl.demo.show import SETTINGS
from s117xl.explanations import kept_cells
from s117xl.findings import SEVERITIES
from s117xl.load import OUR_COLUMNS, load
from s117xl.marks import mark_edits
from s117xl.new import write_rows_as_register
from s117xl.workbook.door import open_package
from s117xl.workbook.edits import WriteColumn
from s117xl.workbook.file import apply
from tests.ooxml import assert_opens_clean
from tests.ooxml.additions import add_everything
from tests.people import AS_AT

TODAY: Callable[[], date] = lambda: AS_AT  # noqa: E731


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register of thirty invented people with faults sown, not yet checked."""
    path = tmp_path_factory.mktemp("made") / "register.xlsx"
    people = invent(300, AS_AT)
    sow(people, AS_AT)
    write_rows_as_register(path, tables(people[:30]), AS_AT, SETTINGS)
    return path


@pytest.fixture
def register(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(made, tmp_path))


def mark(path: Path) -> None:
    assert commands.check(path, None, TODAY, mark=True, out=None, form="csv", what_if=False)


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def cells(path: Path, sheet: str) -> list[tuple[object, ...]]:
    book = CalamineWorkbook.from_path(path)
    return [tuple(row) for row in book.get_sheet_by_name(sheet).to_python()]


def typed_cells(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every cell of the sheets that people type into, but for our columns at the end."""
    names = ("Services", "Reviews", "Panel", "Disputes", "Admissions", "RegisterReviews")
    found = {}
    for name in ("Register", *names):
        rows = cells(path, name)
        kept = [n for n, heading in enumerate(rows[0]) if heading not in OUR_COLUMNS]
        found[name] = [tuple(row[n] for n in kept) for row in rows]
    return found | {name: cells(path, name) for name in ("Settings", "Lists", "Guide")}


def test_each_row_says_in_words_what_is_wrong(register: Path) -> None:
    mark(register)
    head, *rows = cells(register, "Register")
    to_do, flags = head.index("To do"), head.index("Flags")
    for row in rows:
        assert bool(row[to_do]) == bool(row[flags])
        if row[flags]:
            assert str(row[flags]).startswith(f"|id={row[0]}|")
    assert sum(bool(row[to_do]) for row in rows) >= 10


def test_findings_and_worklist_are_tables_with_links(register: Path) -> None:
    mark(register)
    area = open_package(register).tables["tblFindings"].area
    assert area.a1 == f"A1:Q{len(cells(register, 'Findings'))}"
    links = CalamineWorkbook.from_path(register).get_sheet_by_name("Findings")
    assert {row[3] for row in links.to_python()[1:]} == {"Go"}
    assert b"HYPERLINK(" in parts(register)["xl/worksheets/sheet8.xml"]
    assert len(cells(register, "Worklist")) > 5


def test_the_worst_comes_first(register: Path) -> None:
    mark(register)
    severities = [row[0] for row in cells(register, "Findings")[1:]]
    assert severities[0] == "unlawful"
    assert severities == sorted(severities, key=SEVERITIES.index)


def test_marking_twice_equals_marking_once(register: Path) -> None:
    mark(register)
    once = register.read_bytes()
    mark(register)
    assert register.read_bytes() == once


def test_clearing_leaves_every_part_that_is_not_ours_as_it_was(register: Path, made: Path) -> None:
    mark(register)
    commands.clear(register, TODAY)
    before, after = parts(made), parts(register)
    assert before.keys() == after.keys()
    changed = {name for name in before if before[name] != after[name]}
    assert changed <= RUNS


def test_every_typed_cell_is_equal_through_mark_and_clear(register: Path) -> None:
    before = typed_cells(register)
    mark(register)
    assert typed_cells(register) == before
    commands.clear(register, TODAY)
    assert typed_cells(register) == before


def test_what_a_person_added_is_kept_as_bytes(register: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine.xlsx"
    added = add_everything(register, mine)
    mark(mine)
    assert {name: parts(mine)[name] for name in added} == added
    assert_opens_clean(mine)
    commands.clear(mine, TODAY)
    assert {name: parts(mine)[name] for name in added} == added
    assert_opens_clean(mine)


def test_every_state_opens_clean(register: Path) -> None:
    assert_opens_clean(register)
    mark(register)
    assert_opens_clean(register)
    commands.clear(register, TODAY)
    assert_opens_clean(register)


def test_a_dated_copy_is_kept_the_first_time_each_day(register: Path, made: Path) -> None:
    mark(register)
    commands.clear(register, TODAY)
    copies = [path for path in register.parent.iterdir() if path != register]
    assert [path.read_bytes() for path in copies] == [made.read_bytes()]


def test_a_deleted_entry_is_found_by_the_next_check(register: Path) -> None:
    mark(register)
    before = commands.examine(register, None, TODAY)[1]
    assert not [f for f in before.findings if f.code == "R206"]
    people = invent(300, AS_AT)[1:30]
    fewer = register.with_name("fewer.xlsx")
    write_rows_as_register(fewer, tables(people), AS_AT, SETTINGS)
    loaded = load(register)
    later = load(fewer)
    later.ours["Runs"] = loaded.ours["Runs"]
    found = commands.run_check(later.context(AS_AT)).findings
    assert [f.record for f in found if f.code == "R206"] == ["V-00001"]


def test_an_explanation_survives_the_next_mark_and_the_clearing(register: Path) -> None:
    mark(register)
    findings = cells(register, "Findings")[1:]
    key, others = findings[0][16], [None] * (len(findings) - 1)
    package = open_package(register)
    said = {"Explanation": "Agreed with the board.", "Explained by": "A. Brennan"}
    typed = [WriteColumn("tblFindings", name, [text, *others]) for name, text in said.items()]
    apply([*typed, WriteColumn("tblFindings", "Until", [date(2026, 12, 31), *others])], package)
    mark(register)
    assert [row[13:15] for row in cells(register, "Findings") if row[16] == key] == [
        ("Agreed with the board.", "A. Brennan")
    ]
    commands.clear(register, TODAY)
    assert [row[0] for row in cells(register, "Explanations")[1:]] == [key]


def test_a_deleted_entry_is_written_to_findings_though_it_has_no_row(register: Path) -> None:
    mark(register)
    loaded = load(register)
    fewer = register.with_name("fewer.xlsx")
    write_rows_as_register(fewer, tables(invent(300, AS_AT)[1:30]), AS_AT, SETTINGS)
    later = load(fewer)
    later.ours["Runs"] = loaded.ours["Runs"]
    context = later.context(AS_AT)
    checked = commands.run_check(context)
    later.workbook.apply(mark_edits(later, checked, commands.derive(context)))
    assert [row[2] for row in cells(fewer, "Findings") if row[11] == "R206"] == ["V-00001"]


def test_marks_of_an_earlier_check_go_when_the_fault_is_mended(register: Path) -> None:
    mark(register)
    flags = open_package(register).tables["tblServices"].headings.index("Flags")
    assert any("|Charged=" in str(row[flags]) for row in cells(register, "Services")[1:])
    rows = open_package(register).tables["tblServices"].area
    mended = [WriteColumn("tblServices", "Charged", ["no"] * (rows.bottom - rows.top))]
    apply(mended, open_package(register))
    mark(register)
    assert not any("|Charged=" in str(row[flags]) for row in cells(register, "Services")[1:])


def test_an_end_date_that_is_no_date_is_kept_as_it_was_typed(register: Path) -> None:
    mark(register)
    package = open_package(register)
    area = package.tables["tblFindings"].area
    keys = [row[16] for row in cells(register, "Findings")[1:]]
    typed = ["end of the year", *[None] * (area.bottom - area.top - 1)]
    apply([WriteColumn("tblFindings", "Until", typed)], package)
    mark(register)
    assert [row[15] for row in cells(register, "Findings")[1:] if row[16] == keys[0]] == typed[:1]
    commands.clear(register, TODAY)
    assert [row[5] for row in cells(register, "Explanations")[1:]] == typed[:1]


def test_cells_beside_a_finding_that_is_gone_are_kept_as_text() -> None:
    left = [
        {"table": "tblFindings", "Key": "R041/V-001/held", "My notes": "rang them", "Done": None}
    ]
    (edit,) = kept_cells(left)
    assert list(edit.rows) == [
        ["R041/V-001/held", "R041", "V-001", "My notes: rang them", None, None]
    ]


@settings(max_examples=6, deadline=None)
@given(chosen=st.sets(st.integers(0, 80), min_size=1, max_size=12))
def test_marking_then_clearing_is_the_identity(chosen: set[int]) -> None:
    people = invent(300, AS_AT)
    sow(people, AS_AT)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "register.xlsx"
        write_rows_as_register(path, tables([people[n] for n in sorted(chosen)]), AS_AT, SETTINGS)
        before = parts(path)
        commands.check(path, None, TODAY, mark=True, out=None, form="csv", what_if=False)
        commands.clear(path, TODAY)
        after = parts(path)
    assert {name for name in before if before[name] != after[name]} <= RUNS


RUNS = {"xl/worksheets/sheet12.xml", "xl/tables/table11.xml"}
"""The only parts that a mark and a clear leave changed: a line about the check."""
