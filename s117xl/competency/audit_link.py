"""The ratings of the annual audit, read from its workbook, and written onto Audit link."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from s117xl.audit.tables import DOMAINS, AuditTable, rating_table
from s117xl.competency.ratings import read_audit_rating
from s117xl.competency.tables import AUDIT_LINK
from s117xl.load import Workbook, records
from s117xl.refusal import Refused
from s117xl.register.plain_text import is_blank, plain_code
from s117xl.workbook.cells import BrokenCell
from s117xl.workbook.closed import ClosedWorkbook
from s117xl.workbook.edits import WriteColumn
from s117xl.workbook.headings import Wanted


def read_audit_ratings(source: Path | Workbook) -> tuple[dict[str, str], list[str]]:
    """The rating of each audit domain that has one, by D1 to D9, and what is to be said.

    Where the auditors have chosen none, the suggested one stands in, and that is said. Refused
    where the workbook is no audit of ours.
    """
    workbook = ClosedWorkbook(source) if isinstance(source, Path) else source
    tables = {f"D{number}": rating_table(number) for number in DOMAINS}
    if not any(table.excel_name in workbook.tables for table in tables.values()):
        raise Refused(
            f"{workbook.name} is not an audit workbook of ours: it holds no table with a rating; "
            "name the workbook that was made with: s117xl new audit FILE"
        )
    ratings: dict[str, str] = {}
    notes: list[str] = []
    for table in workbook.read([_wanted(ref, table) for ref, table in tables.items()], _silent):
        row = next(iter(records(table)), {})
        _take(table.name, row, ratings, notes)
    missing = [ref for ref in tables if ref not in ratings]
    if missing:
        notes.append(f"The audit has no rating for {', '.join(missing)}; nothing follows from it.")
    return ratings, notes


def write_ratings(workbook: Workbook, ratings: Mapping[str, str]) -> None:
    """The ratings stand on Audit link; where there is none, what stood there stays."""
    if AUDIT_LINK.excel_name not in workbook.tables:
        raise Refused(
            f"{workbook.name} has no table {AUDIT_LINK.excel_name}; take the sheet "
            f"{AUDIT_LINK.sheet} from a new competency workbook."
        )
    (table,) = workbook.read([AUDIT_LINK.wanted()], _silent)
    values: list[Any] = [None] * table.count
    for number, row in zip(table.rows.tolist(), records(table), strict=True):
        ref = plain_code(row.get("domain", "")).upper()
        values[number - table.first_row] = ratings.get(ref, row.get("rating", ""))
    workbook.require_writable()
    workbook.apply([WriteColumn(AUDIT_LINK.excel_name, AUDIT_LINK.columns["rating"], values)])


def _take(ref: str, row: Mapping[str, Any], ratings: dict[str, str], notes: list[str]) -> None:
    """Take the rating of one audit domain, or the suggested one where it is blank."""
    chosen = row.get("rating", "")
    if is_blank(chosen):
        suggested = row.get("suggested", "")
        value = None if isinstance(suggested, BrokenCell) else read_audit_rating(suggested).value
        if value:
            ratings[ref] = value
            notes.append(f"The audit's {ref} has no rating yet; the suggested one is used.")
        return
    value, note = read_audit_rating(chosen)
    if value:
        ratings[ref] = value
    elif note:
        notes.append(f"The audit's rating of {ref} {note}.")


def _wanted(ref: str, table: AuditTable) -> Wanted:
    headings = {"rating": "Rating", "suggested": "Suggested"}
    return Wanted(ref, table.excel_name, headings, {}, frozenset())


def _silent(_: str) -> None:
    """Nobody is told which sheet is read."""
