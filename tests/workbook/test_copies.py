"""A dated copy is kept each day, and only so many."""

from __future__ import annotations

import os
from datetime import date, timedelta
from pathlib import Path

import pytest

from s117xl.refusal import Refused
from s117xl.workbook.file import keep_copy

DAY = date(2026, 11, 22)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "My [register] v1.xlsx"
    path.write_bytes(b"as it was")
    return path


def test_the_first_copy_of_the_day_is_kept(book: Path, tmp_path: Path) -> None:
    copy = keep_copy(book, tmp_path / "copies" / "of mine", DAY)
    assert copy is not None
    assert copy.name == "My [register] v1 2026-11-22 before check.xlsx"
    assert copy.read_bytes() == b"as it was"
    book.write_bytes(b"marked")
    assert keep_copy(book, copy.parent, DAY) is None
    assert copy.read_bytes() == b"as it was"


def test_the_oldest_copies_go_and_nothing_else_does(book: Path, tmp_path: Path) -> None:
    others = [
        "My [register] v1.xlsx",
        "Other 2026-01-01 before check.xlsx",
        "My [register] v1 2026-01-01 before check.xlsx.bak",
        "My [register] v1 2020 before check.xlsx",
        "My r v1 2026-01-01 before check.xlsx",
        "Copy of My [register] v1 2026-01-01 before check.xlsx",
    ]
    for name in others[1:]:
        (tmp_path / name).write_bytes(b"mine")
    for days in range(8):
        keep_copy(book, tmp_path, DAY + timedelta(days), keep=3)
    left = {path.name for path in tmp_path.iterdir()} - set(others)
    assert left == {f"My [register] v1 2026-11-{day} before check.xlsx" for day in (27, 28, 29)}
    assert set(others) <= set(os.listdir(tmp_path))


def test_a_copy_made_under_an_earlier_date_is_not_the_one_to_go(book: Path, tmp_path: Path) -> None:
    for days in (1, 2, 3):
        keep_copy(book, tmp_path, DAY + timedelta(days), keep=3)
    copy = keep_copy(book, tmp_path, DAY, keep=3)
    assert copy is not None
    assert copy.exists()
    assert len(list(tmp_path.glob("*before check*"))) == 3


def test_none_are_kept_where_none_are_wanted(book: Path, tmp_path: Path) -> None:
    assert keep_copy(book, tmp_path, DAY)
    assert keep_copy(book, tmp_path, DAY, keep=0) is None
    assert os.listdir(tmp_path) == [book.name]


def test_a_folder_that_cannot_be_used_is_named(book: Path, tmp_path: Path) -> None:
    (tmp_path / "copies").write_bytes(b"a file")
    with pytest.raises(Refused, match="folder copies"):
        keep_copy(book, tmp_path / "copies", DAY)
