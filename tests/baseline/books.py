"""Baseline workbooks as people leave them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from s117xl.baseline.book import write_baseline
from s117xl.baseline.tables import Baseline
from s117xl.workbook.closed import ClosedWorkbook
from s117xl.workbook.edits import WriteColumn, WriteRows
from tests.baseline.filled import partnership


def written(folder: Path, baseline: Baseline | None = None, name: str = "filled.xlsx") -> Path:
    path = folder / name
    write_baseline(path, baseline or partnership())
    return path


def with_column(path: Path, table: str, heading: str, values: Sequence[Any]) -> Path:
    """The workbook with these values in a column of a table."""
    ClosedWorkbook(path).apply([WriteColumn(table, heading, values)])
    return path


def with_rows(
    path: Path, table: str, headings: Sequence[str], rows: Sequence[Sequence[Any]]
) -> Path:
    """The workbook with these rows in a table, which grows or shrinks to fit."""
    ClosedWorkbook(path).apply([WriteRows(table, headings, rows)])
    return path
