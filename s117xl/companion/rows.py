"""Which findings of the last check are those of the row that is selected in Excel."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from s117xl.findings import Finding, gravest_first
from s117xl.workbook.areas import parse_cell

if TYPE_CHECKING:
    from s117xl.workbook.live import Spot

NEW_ROWS = "What was typed since the check has not been checked."
BY_NUMBER = (
    "Found by the number of the row: if rows were sorted or moved since the check, check again."
)
ID_TWICE = "More than one row has this id."


class RowFindings(NamedTuple):
    """The findings of a row, gravest first, with a heading and what is to be known about them.

    `row` is the row where they stand now, None where that is not certain.
    """

    heading: str
    findings: tuple[Finding, ...] = ()
    note: str = ""
    row: int | None = None


def findings_at(findings: Sequence[Finding], at: Spot) -> RowFindings:
    """The findings of the row at which a person is.

    A row is known by its own id as it stands now, so they are right after sorting too; a row
    without an id is known by its number alone.
    """
    from s117xl.register.plain_text import plain_code  # late: it loads numpy

    on_sheet = [f for f in findings if f.sheet == at.sheet]
    if not on_sheet:
        return RowFindings(_elsewhere(findings, at.sheet))
    id = plain_code(at.id) if at.id is not None else ""
    if id:
        return _of_id(on_sheet, at, id)
    here = [f for f in on_sheet if _row(f) == at.row and (at.id is None or not f.row)]
    return _told(at, f"row {at.row}", here, BY_NUMBER, None)


def _of_id(findings: Sequence[Finding], at: Spot, id: str) -> RowFindings:
    mine = [f for f in findings if f.row == id]
    if len({_row(f) for f in mine}) == 1:
        return _told(at, f"row {at.row} ({id})", mine, "", at.row)
    here = [f for f in mine if _row(f) == at.row] or mine
    return _told(at, f"row {at.row} ({id})", here, ID_TWICE, None)


def _told(at: Spot, name: str, findings: list[Finding], note: str, row: int | None) -> RowFindings:
    if not findings:
        return RowFindings(f"{at.sheet}, {name}: nothing was found.", (), NEW_ROWS)
    many = "1 finding" if len(findings) == 1 else f"{len(findings)} findings"
    in_order = tuple(sorted(findings, key=gravest_first))
    return RowFindings(f"{at.sheet}, {name}: {many}.", in_order, note, row)


def _elsewhere(findings: Sequence[Finding], sheet: str) -> str:
    sheets = ", ".join(dict.fromkeys(f.sheet for f in findings))
    here = f"No finding stands on the sheet {sheet}. " if sheet else ""
    return f"{here}Select a cell in a row of: {sheets}."


def _row(finding: Finding) -> int:
    return parse_cell(finding.cell)[0]
