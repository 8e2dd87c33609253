"""A workbook as people leave it: what is in doubt is said with its sheet and cell."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from s117xl.competency.book import Filled, write_competency
from s117xl.competency.model import Competency
from s117xl.competency.read import read_competency
from s117xl.competency.tables import SELF, SUPERVISOR, gaps_headings
from s117xl.refusal import Refused
from s117xl.workbook.areas import column_letters
from tests.competency.people import TODAY, made, only, rated, staff


def places(book: Competency) -> list[tuple[str, str]]:
    return [(note.sheet, note.cell) for note in book.notes]


def said(book: Competency) -> str:
    return "\n".join(note.sentence for note in book.notes)


def cell(ref: str, row: int) -> str:
    return f"{column_letters(list(SELF.columns).index(ref) + 1)}{row}"


def test_an_empty_workbook_reads_with_no_note(tmp_path: Path) -> None:
    book = made(tmp_path / "empty.xlsx", Filled())
    assert (book.people, book.own, book.supervisor, book.notes) == ((), {}, {}, ())
    assert len(book.roles) == 11


def test_what_is_written_is_read(tmp_path: Path) -> None:
    filled = Filled(
        [staff("A", "Manager", "North")], [only("A", C1_P1=0, C6_L3="N/A")], [rated("A")],
        audit={"D3": "Amber"}, settings={"counts": "both", "least": 8, "partnership": "Northshire"},
    )  # fmt: skip
    book = made(tmp_path / "full.xlsx", filled)
    (person,) = book.people
    assert (person.id, person.role, person.team, person.start) == (
        "A", "Manager", "North", date(2024, 4, 1),
    )  # fmt: skip
    assert book.own["a"].rated == {"C1.P1": 0, "C6.L3": "N/A"}
    assert len(book.supervisor["a"].rated) == 52
    assert (book.audit, book.notes) == ({"D3": "Amber"}, ())
    assert (book.settings.counts, book.settings.least) == ("both", 8)
    assert book.settings.partnership == "Northshire"


@pytest.mark.parametrize(
    ("value", "rating"),
    [("2 ", 2), ("met", 2), (3, None), (-1, None), ("n/a ", "N/A"), ("yes", None), (True, None),
     (date(2026, 1, 2), None)],
)  # fmt: skip
def test_a_bad_cell_is_named_and_is_never_a_wrong_rating(
    tmp_path: Path, value: Any, rating: Any
) -> None:
    filled = Filled([staff("A")], [only("A", C2_S1=value, C1_P1=2)])
    book = made(tmp_path / "bad.xlsx", filled)
    assert book.own["a"].rated.get("C2.S1") == rating
    assert places(book) == [("Self", cell("C2.S1", 2))]


def test_n_a_in_small_letters_is_as_good(tmp_path: Path) -> None:
    book = made(tmp_path / "na.xlsx", Filled([staff("A")], [only("A", C1_P1="n/a")]))
    assert (book.own["a"].rated, book.notes) == ({"C1.P1": "N/A"}, ())


def test_somebody_who_is_not_on_staff_does_not_count(tmp_path: Path) -> None:
    book = made(tmp_path / "x.xlsx", Filled([staff("A")], [rated("A"), rated("Z")]))
    assert list(book.own) == ["a"]
    assert places(book) == [("Self", "A3")]
    assert "not on Staff" in said(book)
    assert "Z" not in said(book)


def test_of_two_rows_for_one_person_neither_counts(tmp_path: Path) -> None:
    filled = Filled([staff("A")], (), [rated("A"), rated("a ", all=0)])
    book = made(tmp_path / "x.xlsx", filled)
    assert (book.supervisor, book.supervisor_twice) == ({}, {"a"})
    assert places(book) == [("Supervisor", "A3")]
    assert "A2" in said(book)


def test_ids_and_blanks_on_staff(tmp_path: Path) -> None:
    people = [staff("A"), staff("a", team="East"), staff("", name="No id"), staff("17")]
    book = made(tmp_path / "x.xlsx", Filled([*people, {**staff("x"), "staff_id": 18}]))
    assert [(p.id, p.team) for p in book.people] == [("A", "North"), ("17", "North"),
                                                     ("18", "North")]  # fmt: skip
    assert places(book) == [("Staff", "A3"), ("Staff", "A4")]


def test_dates_after_today_and_no_dates(tmp_path: Path) -> None:
    filled = Filled(
        [staff("A", start=date(2027, 1, 1)), staff("B", start="last year")],
        [{**rated("A"), "rated_on": date(2026, 11, 3)}],
    )
    book = made(tmp_path / "x.xlsx", filled)
    assert places(book) == [("Staff", "F2"), ("Staff", "F3"), ("Self", "C2")]
    assert book.people[1].start is None


def test_a_role_that_nobody_knows_is_counted_and_not_named(tmp_path: Path) -> None:
    filled = Filled([staff("A", "Juggler"), staff("B", ""), staff("C", "social WORKER ")])
    book = made(tmp_path / "x.xlsx", filled)
    assert "2 of the people" in said(book)
    assert "Juggler" not in said(book)


def test_roles_twice_and_without_a_name(tmp_path: Path) -> None:
    rows = [{"role": "Porter", "C1": "Senior"}, {"role": "porter", "C1": "Leader"},
            {"role": "", "C1": "Leader"}, {"role": "Chef", "C1": "boss"}]  # fmt: skip
    book = made(tmp_path / "x.xlsx", Filled(roles=rows))
    assert book.roles == {"porter": {"C1": "Senior"}, "chef": {}}
    assert sorted(places(book)) == [("Roles", "A3"), ("Roles", "A4"), ("Roles", "B5")]


@pytest.mark.parametrize(
    ("key", "value"),
    [("least", 4), ("least", 5.5), ("least", "five"), ("counts", "everybody"), ("least", True),
     ("training_from", 25), ("system_from", 0), ("training_from", "a lot")],
)  # fmt: skip
def test_a_setting_that_cannot_be_used_keeps_its_default(
    tmp_path: Path, key: str, value: Any
) -> None:
    book = made(tmp_path / "x.xlsx", Filled(settings={key: value}))
    assert book.settings == made(tmp_path / "y.xlsx", Filled()).settings
    assert [sheet for sheet, _ in places(book)] == ["Settings"]


def test_a_rating_of_the_audit_that_is_none(tmp_path: Path) -> None:
    book = made(tmp_path / "x.xlsx", Filled(audit={"D1": "orange", "D2": "red"}))
    assert book.audit == {"D2": "Red"}
    assert places(book) == [("Audit link", "D2")]


@pytest.fixture
def opened(tmp_path: Path) -> Any:
    """A workbook of one person in openpyxl, to be changed as a person would."""
    path = tmp_path / "start.xlsx"
    write_competency(path, Filled([staff("A")], [rated("A")], [rated("A")]))
    return openpyxl.load_workbook(path)


def saved(book: Any, tmp_path: Path) -> Competency:
    path = tmp_path / "changed.xlsx"
    book.save(path)
    return read_competency(path, TODAY)


def rename(book: Any, sheet: str, old: str, new: str, *, names_too: bool = False) -> None:
    """Give a column of a sheet's table another heading, as Excel does with its names."""
    (table,) = book[sheet].tables.values()
    for column in table.tableColumns:
        if column.name == old:
            column.name = new
    for head in book[sheet][1]:
        if head.value == old:
            head.value = new
    for name in book.defined_names.values():
        if names_too:
            name.attr_text = name.attr_text.replace(f"{table.name}[{old}]", f"{table.name}[{new}]")


def test_a_heading_that_a_person_has_renamed_is_still_known(opened: Any, tmp_path: Path) -> None:
    rename(opened, "Self", SELF.columns["C1.P1"], "Explaining", names_too=True)
    book = saved(opened, tmp_path)
    assert (book.own["a"].rated["C1.P1"], book.notes) == (2, ())


def test_a_column_that_is_gone_and_a_statement_that_is_none_are_said(
    opened: Any, tmp_path: Path
) -> None:
    rename(opened, "Supervisor", SUPERVISOR.columns["C1.P1"], "C1.P9 Juggles")
    book = saved(opened, tmp_path)
    assert "C1.P1" not in book.supervisor["a"].rated
    assert [note.sheet for note in book.notes] == ["Supervisor", "Supervisor"]
    assert "C1.P1 Explains entitlement is missing" in said(book)
    assert "'C1.P9 Juggles' is no statement" in said(book)


@pytest.mark.parametrize("sheet", ["Self", "Roles", "Settings", "Audit link"])
def test_a_sheet_that_was_deleted_is_said(opened: Any, tmp_path: Path, sheet: str) -> None:
    del opened[sheet]
    book = saved(opened, tmp_path)
    assert sheet in said(book)
    assert len(book.people) == 1


def test_another_workbook_is_refused(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.save(tmp_path / "other.xlsx")
    with pytest.raises(Refused, match=r"other\.xlsx is not a competency workbook"):
        read_competency(tmp_path / "other.xlsx")


def test_the_columns_of_gaps_are_named_once() -> None:
    assert len(set(gaps_headings())) == len(gaps_headings())
