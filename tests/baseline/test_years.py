"""The last year put into the table of years."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from s117xl.baseline.command import write_years
from s117xl.baseline.read import read_baseline
from s117xl.baseline.tables import AGREED, Baseline, Past, RatingRow
from s117xl.refusal import Refused
from tests.baseline.books import with_rows, written

LAST = Baseline(
    scope={"period": "2024/25"},
    ratings={1: {AGREED: RatingRow(1)}, 3: {AGREED: RatingRow(3)}},
)


def test_blanks_are_filled_and_what_was_typed_stays(tmp_path: Path) -> None:
    now, last = written(tmp_path), written(tmp_path, LAST, "last.xlsx")
    write_years(now, last, date(2026, 6, 30))
    assert read_baseline(now).past == {
        1: Past("2025/26", 2), 2: Past("2025/26", 4), 3: Past("2024/25", 3), 4: Past("2025/26", 4),
    }  # fmt: skip
    assert (tmp_path / "filled 2026-06-30 before check.xlsx").exists()


def test_writing_twice_changes_nothing_more(tmp_path: Path) -> None:
    now, last = written(tmp_path), written(tmp_path, LAST, "last.xlsx")
    write_years(now, last, date(2026, 6, 30))
    once = now.read_bytes()
    write_years(now, last, date(2026, 6, 30))
    assert now.read_bytes() == once


def test_a_row_that_was_deleted_or_renamed_is_left_alone(tmp_path: Path) -> None:
    now = written(tmp_path, replace(LAST, ratings={}))
    with_rows(now, "tblBPrevious", ("Ref",), [("B3",), ("Ours",), ("B1",)])
    write_years(now, written(tmp_path, LAST, "last.xlsx"), date(2026, 6, 30))
    assert read_baseline(now).past == {3: Past("2024/25", 3), 1: Past("2024/25", 1)}


def test_the_last_workbook_must_be_a_baseline(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="There is no file last"):
        write_years(written(tmp_path), tmp_path / "last.xlsx", date(2026, 6, 30))
