"""What a scoring writes back into the audit workbook, as edits; no cell that a person typed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from s117xl.audit import tables
from s117xl.audit.entries import Action, Audit
from s117xl.audit.years import Change
from s117xl.load import records
from s117xl.workbook.edits import AppendRows, Edit, Value, WriteColumn, WriteRows


def year_edits(audit: Audit, changes: Sequence[Change]) -> Iterator[Edit]:
    """The sheet Year on year, and last year's answer beside each question."""
    rows: list[list[Value]] = [[c.ref, c.question, c.last, c.this, c.change] for c in changes]
    yield WriteRows(tables.PREVIOUS.excel_name, tables.PREVIOUS.headings, rows, "Ref")
    last = {change.ref: change.last for change in changes}
    for number in tables.DOMAINS:
        table = tables.domain_table(number)
        if table.excel_name in audit.raw:
            yield WriteColumn(table.excel_name, "Last year", _beside(audit, table, last))


def _beside(audit: Audit, table: tables.AuditTable, values: Mapping[str, str]) -> list[Value]:
    """A value for each row of a table by its ref; None where the row has none."""
    raw = audit.raw[table.excel_name]
    column: list[Value] = [None] * raw.count
    for row, cells in zip(raw.rows.tolist(), records(raw), strict=True):
        column[row - raw.first_row] = values.get(str(cells.get("Ref", "")).strip().upper()) or None
    return column


def action_edits(audit: Audit, added: Sequence[Action]) -> Iterator[Edit]:
    """Ids for actions that have none, and these actions below the others."""
    taken = [int(a.id[2:]) for a in audit.actions if a.id[:2] == "A-" and a.id[2:].isdigit()]
    number = max(taken, default=0)
    table, raw = tables.ACTIONS, audit.raw.get(tables.ACTIONS.excel_name)
    if raw is None:
        return
    ids: list[Value] = [None] * raw.count
    for row, cells in zip(raw.rows.tolist(), records(raw), strict=True):
        own = str(cells.get("Action id") or "")
        if not own and cells.get("Action"):
            number += 1
            own = f"A-{number:03d}"
        ids[row - raw.first_row] = own or None
    if any(ids):
        yield WriteColumn(table.excel_name, "Action id", ids)
    if added:
        rows = [_row(action, number + place) for place, action in enumerate(added, 1)]
        yield AppendRows(table.excel_name, table.headings, rows)


def _row(action: Action, number: int) -> list[Value]:
    return [f"A-{number:03d}", action.domain or None, action.action, action.owner or None,
            action.due, action.rag or None, action.state, action.progress or None,
            action.carried_from or None]  # fmt: skip
