"""Where documents go: names from ids alone, nothing overwritten, nothing half-written."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from s117xl.documents.shelf import FolderShelf, MemoryShelf, Names, plain
from s117xl.refusal import Refused


def test_a_name_holds_the_ids_the_kind_and_the_next_number() -> None:
    names = Names({"V-001 decision P-003 v1.docx", "v-001 DECISION p-003 v4.DOCX", "other.docx"})
    assert names.next("V-001", "decision", "P-003") == "V-001 decision P-003 v5"
    assert names.next("V-001", "decision", "P-003") == "V-001 decision P-003 v6"
    assert names.next("V-001", "plan", "") == "V-001 plan v1"


def test_a_note_to_the_author_counts_with_its_document() -> None:
    assert Names({"V-1 plan v2 note for the author.docx"}).next("V-1", "plan") == "V-1 plan v3"


@given(st.text(min_size=1, max_size=80))
def test_an_id_is_a_plain_part_of_a_name_whatever_it_holds(id: str) -> None:
    made = plain(id)
    assert made
    assert all(letter.isascii() and (letter.isalnum() or letter in "._-") for letter in made)
    assert ".." not in made[:2]
    assert len(made) < 60


@given(st.text(min_size=1, max_size=60), st.text(min_size=1, max_size=60))
def test_two_ids_never_become_one(one: str, other: str) -> None:
    assert (plain(one) == plain(other)) == (one == other)


@pytest.mark.parametrize("id", ["../../etc/passwd", "C:\\x", "a/b", "CON", "<b>", "x" * 32767])
def test_a_hostile_id_leads_nowhere_else(tmp_path: Path, id: str) -> None:
    shelf = FolderShelf(tmp_path / "letters")
    name = f"{Names(shelf.taken()).next(id, 'plan')}.docx"
    shelf.put(name, b"x")
    assert [path.name for path in (tmp_path / "letters").iterdir()] == [name]
    assert [path.name for path in tmp_path.iterdir()] == ["letters"]


def test_a_file_that_is_there_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"mine")
    shelf = FolderShelf(tmp_path)
    with pytest.raises(Refused, match="taken"):
        shelf.put("a.docx", b"theirs")
    assert (tmp_path / "a.docx").read_bytes() == b"mine"
    assert [path.name for path in tmp_path.iterdir()] == ["a.docx"]


def test_clearing_takes_away_what_this_run_put_there_and_no_more(tmp_path: Path) -> None:
    (tmp_path / "old.docx").write_bytes(b"old")
    shelf = FolderShelf(tmp_path)
    shelf.put("new.docx", b"new")
    shelf.clear()
    assert [path.name for path in tmp_path.iterdir()] == ["old.docx"]


def test_a_folder_that_was_made_for_nothing_is_gone_again(tmp_path: Path) -> None:
    shelf = FolderShelf(tmp_path / "letters")
    shelf.put("new.docx", b"new")
    shelf.clear()
    assert list(tmp_path.iterdir()) == []


def test_a_link_goes_from_the_workbook_where_it_can(tmp_path: Path) -> None:
    below, aside = tmp_path / "register" / "letters", tmp_path / "letters"
    (tmp_path / "register").mkdir()
    assert FolderShelf(below, tmp_path / "register").link("a.docx") == "letters/a.docx"
    assert FolderShelf(aside, tmp_path / "register").link("a.docx") == str(aside / "a.docx")
    assert MemoryShelf().link("a.docx") == ""


def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(Refused, match="name another"):
        FolderShelf(tmp_path / "file" / "letters")
