"""What a register shows of itself in LibreOffice, read from its own formulas."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from s117xl.register.schema import TABLES
from s117xl.workbook.areas import column_letters
from s117xl.workbook.templates import figures
from s117xl.workbook.templates.tables import headings
from s117xl.workbook.templates.worked_out import BEGAN, LATEST_REVIEW, REVIEW_DUE
from tests.workbook.templates.calc import Grid, Session

LAST_ROW = figures.BY_FIELD.first + len(figures.FIELDS)
DASHBOARD = f"A1:N{LAST_ROW}"
WORKED_OUT = {"began": BEGAN, "latest": LATEST_REVIEW, "review_due": REVIEW_DUE}


def native_figures(path: Path, records: int) -> dict[str, Any]:
    """The figures of the Dashboard, and what the Register works out on each of its rows.

    Keys: entitled, overdue, soon, cannot_tell, blank, completeness; by_band, by_month, by_status,
    last_check as figures by label; by_group, by_pillar, by_field as (required, blank, filled) by
    name, number or field key; began, latest, review_due as lists of day, text or None.
    """
    session = Session(path)
    session.look("Dashboard", DASHBOARD)
    session.look("Register", worked_out_area(records))
    dashboard, rows = session.run()
    return read_dashboard(dashboard) | read_worked_out(rows)


def worked_out_area(records: int) -> str:
    """The worked-out columns of the Register."""
    names = headings(TABLES["Register"])
    first, last = (column_letters(names.index(name) + 1) for name in (BEGAN, REVIEW_DUE))
    return f"{first}2:{last}{records + 1}"


def read_worked_out(rows: Grid) -> dict[str, list[Any]]:
    """The worked-out columns, each as a list of day, text or None."""
    columns = zip(*rows, strict=True)
    return {
        key: [day_or_text(cell) for cell in column]
        for key, column in zip(WORKED_OUT, columns, strict=True)
    }


def day_or_text(cell: Any) -> Any:
    """A serial number as its day; 0 and an empty text are None."""
    if isinstance(cell, float) and cell:
        return date(1899, 12, 30) + timedelta(days=int(cell))
    return cell or None


def read_dashboard(grid: Grid) -> dict[str, Any]:
    """The figures of a Dashboard from its cells."""
    tiles = {tile.key: grid[figures.TILE_ROW + 1][tile.column] for tile in figures.tiles()}
    return tiles | {
        "by_band": _listed(grid, figures.OVERDUE, len(figures.BANDS), 2),
        "by_month": _by_month(grid),
        "by_status": _listed(grid, figures.STATUS, len(figures.STATUSES), 2),
        "last_check": _listed(grid, figures.CHECKED, len(figures.LAST_CHECK), 2),
        "by_group": _shares(grid, figures.BY_GROUP, figures.GROUPS, (2, 3, 4)),
        "by_pillar": _shares(grid, figures.BY_PILLAR, range(1, 10), (2, 3, 4)),
        "by_field": _shares(grid, figures.BY_FIELD, [f.key for f in figures.FIELDS], (5, 7, 8)),
    }


def _listed(grid: Grid, block: figures.Block, count: int, value: int) -> dict[str, Any]:
    rows = grid[block.first : block.first + count]
    return {row[block.column]: row[block.column + value] for row in rows}


def _by_month(grid: Grid) -> dict[str, float]:
    days = _listed(grid, figures.DUE, figures.MONTHS, 1)
    return {f"{day_or_text(day):%Y-%m}": count for day, count in days.items()}


def _shares(
    grid: Grid, block: figures.Block, names: Any, places: tuple[int, ...]
) -> dict[Any, Any]:
    return {
        name: tuple(grid[row][block.column + place] for place in places)
        for row, name in enumerate(names, block.first)
    }


def moved(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    """Each figure that differs, by a dotted name: how far a number moved, or the new text."""
    old, new = flat(before), flat(after)
    assert old.keys() == new.keys()
    return {name: _change(old[name], new[name]) for name in new if old[name] != new[name]}


def _change(old: Any, new: Any) -> Any:
    numbers = isinstance(old, float) and isinstance(new, float)
    return new - old if numbers else new


def flat(figure: Any, name: str = "") -> dict[str, Any]:
    """The counts of a tree of figures by dotted names; shares are left to their own test."""
    if isinstance(figure, dict):
        parts = [
            flat(part, f"{name}.{key}") for key, part in figure.items() if key != "completeness"
        ]
        return {key: value for part in parts for key, value in part.items()}
    if isinstance(figure, tuple):
        return {f"{name}.required"[1:]: figure[0], f"{name}.blank"[1:]: figure[1]}
    return {name[1:]: figure}
