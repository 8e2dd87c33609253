"""A register as a closed file and open in a stand-in for Excel: equal findings, equal cells."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from s117xl import commands
from s117xl.workbook.live import OpenWorkbook
from tests.excel.standin import grid, open_in_standin
from tests.people import AS_AT
from tests.test_marks import cells

TODAY: Callable[[], date] = lambda: AS_AT  # noqa: E731
WRITTEN = ("Register", "Services", "Reviews", "Findings", "Worklist", "Runs", "Explanations")


def test_findings_are_equal(register: Path) -> None:
    _, closed, derived = commands.examine(register, None, TODAY)
    _, opened, too = commands.examine(OpenWorkbook(open_in_standin(register)[0]), None, TODAY)
    assert opened.findings == closed.findings
    assert opened.outcomes == closed.outcomes
    assert too == derived
    assert closed.findings


def test_what_is_written_is_equal(register: Path) -> None:
    book, _ = open_in_standin(register)
    live = OpenWorkbook(book)
    commands.write_marks(*commands.examine(live, None, TODAY), TODAY)
    commands.write_marks(*commands.examine(register, None, TODAY), TODAY)
    for sheet in WRITTEN:
        assert plain(grid(book, sheet)) == plain(cells(register, sheet)), sheet


def plain(rows: Any) -> list[list[Any]]:
    """Cells to compare: blanks alike, days alike, numbers alike; blank ends left out."""
    made = [[_plain(cell) for cell in row] for row in rows]
    for row in made:
        while row and row[-1] == "":
            row.pop()
    while made and not made[-1]:
        made.pop()
    return made


def _plain(cell: Any) -> Any:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date()
    return float(cell) if isinstance(cell, int) else cell
