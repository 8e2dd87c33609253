"""The table of years: the last agreed ratings are put in, and nothing that was typed is lost."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from s117xl.baseline.questions import dimensions
from s117xl.baseline.read import read_baseline, require_baseline
from s117xl.baseline.tables import AGREED, PREVIOUS, Baseline
from s117xl.load import Workbook, records
from s117xl.refusal import Refused
from s117xl.register.plain_text import tidy
from s117xl.workbook.cells import BrokenCell
from s117xl.workbook.closed import ClosedWorkbook
from s117xl.workbook.edits import Edit, Value, WriteColumn
from s117xl.workbook.headings import Wanted
from s117xl.workbook.raw import RawTable

_HEADINGS = ("Ref", *PREVIOUS.typed)


def write_years(file: Path, previous: Path, today: date, keep: int = 5) -> None:
    """The last baseline's ratings stand in the table of years of this one, a dated copy kept."""
    workbook = ClosedWorkbook(file)
    wanted = edits(workbook, read_baseline(previous))
    workbook.require_writable()
    workbook.keep_copy("", today, keep)
    workbook.apply(wanted)


def edits(workbook: Workbook, before: Baseline) -> list[Edit]:
    """What fills the blanks of the table of years; a cell that somebody filled in keeps its value.

    Raises Refused where the table or one of its columns is not there.
    """
    require_baseline(workbook)
    numbers = {each.ref: number for number, each in dimensions().items()}
    period = str(before.scope.get("period", "")) or before.name
    periods: list[Value] = []
    agreed: list[Value] = []
    for row in _rows(workbook):
        number = numbers.get(tidy(row["Ref"]).upper(), 0)
        rating = before.row(number, AGREED).rating
        periods.append(_kept(row["Last period"]) or (period if rating else None))
        agreed.append(_kept(row["Last agreed"]) or rating)
    columns = zip(PREVIOUS.typed, (periods, agreed), strict=True)
    return [WriteColumn(PREVIOUS.excel_name, heading, values) for heading, values in columns]


def _kept(cell: Any) -> Value:
    """What somebody filled in; None where nothing that can be kept stands there."""
    if isinstance(cell, BrokenCell) or (isinstance(cell, str) and not tidy(cell)):
        return None
    kept: Value = int(cell) if isinstance(cell, float) and cell.is_integer() else cell
    return kept


def _rows(workbook: Workbook) -> list[dict[str, Any]]:
    """Every row of the table, the blank ones too."""
    wanted = Wanted(
        PREVIOUS.excel_name, PREVIOUS.excel_name, {h: h for h in _HEADINGS}, {}, frozenset()
    )
    found = list(workbook.read([wanted], lambda _: None))
    if not found or any(heading not in found[0].columns for heading in _HEADINGS):
        raise Refused(
            f"{workbook.name} has no table {PREVIOUS.excel_name} with the columns "
            f"{', '.join(_HEADINGS)}, so the last year cannot be put in; mend the headings on the "
            f"sheet {PREVIOUS.sheet}."
        )
    return _by_place(found[0])


def _by_place(table: RawTable) -> list[dict[str, Any]]:
    blank = dict.fromkeys(_HEADINGS, "")
    filled = dict(zip(table.rows.tolist(), records(table), strict=True))
    places = range(table.first_row, table.first_row + table.count)
    return [filled.get(place, blank) for place in places]
