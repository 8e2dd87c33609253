"""An audit workbook as people type into it: cell by cell, into the columns that are theirs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl

from s117xl.audit import tables
from s117xl.audit.book import Filled
from s117xl.audit.tables import AuditTable
from s117xl.load import records
from s117xl.workbook.closed import ClosedWorkbook
from s117xl.workbook.edits import Edit, WriteColumn
from s117xl.workbook.headings import Wanted

Typed = Mapping[str, Any]


def rows_of(path: Path, table: AuditTable) -> list[dict[str, Any]]:
    """Every row of a table, the blank ones too, by heading; a blank is an empty text."""
    return rows_of_all(path, [table])[table.excel_name]


def rows_of_all(
    path: Path, wanted: Iterable[AuditTable] = tables.ALL
) -> dict[str, list[dict[str, Any]]]:
    """The same of these tables by name, as openpyxl reads them; formulas are formulas."""
    places, book = ClosedWorkbook(path).tables, openpyxl.load_workbook(path)
    found = {}
    for table in wanted:
        heads, *rows = book[table.sheet][places[table.excel_name].area.a1]
        names = [str(cell.value) for cell in heads]
        found[table.excel_name] = [
            dict(zip(names, ("" if c.value is None else c.value for c in row), strict=True))
            for row in rows
        ]
    return found


def type_into(path: Path, table: AuditTable, typed: Mapping[int, Typed]) -> None:
    """These cells are typed, by the number of the row in the table, from 0; others stay."""
    book = ClosedWorkbook(path)
    name = table.excel_name
    headings = list(dict.fromkeys(heading for cells in typed.values() for heading in cells))
    wanted = Wanted(name, name, {h: h for h in headings}, {}, frozenset())
    (raw,) = book.read([wanted], lambda _: None)
    held: list[dict[str, Any]] = [{} for _ in range(raw.count)]
    for number, cells in zip(raw.rows.tolist(), records(raw), strict=True):
        held[number - raw.first_row] = cells
    edits: list[Edit] = [
        WriteColumn(name, heading, [
            typed.get(n, {}).get(heading, row.get(heading) or None) for n, row in enumerate(held)
        ])
        for heading in headings
    ]  # fmt: skip
    book.apply(edits)


def row_with(path: Path, table: AuditTable, heading: str, value: str) -> int:
    """The number of the row in which this stands, from 0."""
    return next(n for n, row in enumerate(rows_of(path, table)) if row[heading] == value)


def answer(path: Path, ref: str, **cells: Any) -> None:
    """What is typed beside a question, spaces in a heading as underscores."""
    table = tables.domain_table(int(ref[1:].partition(".")[0]))
    named = {heading.replace("_", " "): cell for heading, cell in cells.items()}
    type_into(path, table, {row_with(path, table, "Ref", ref): named})


def fill(path: Path, filled: Filled) -> None:
    """All that people type in this audit is typed into the workbook, where its rows stand."""
    for table, typed in _all_typed(path, filled):
        if typed:
            type_into(path, table, typed)


def _all_typed(path: Path, filled: Filled) -> Iterator[tuple[AuditTable, dict[int, Typed]]]:
    for number in tables.DOMAINS:
        table = tables.domain_table(number)
        by_ref = {str(row["Ref"]): n for n, row in enumerate(rows_of(path, table))}
        yield table, {n: _own(table, filled.answer(ref)) for ref, n in by_ref.items()}
        yield tables.rating_table(number), {0: filled.rating(number)}
    grid = [_own(tables.CASE_GRID, row) for row in filled.cases]
    yield tables.CASE_GRID, dict(enumerate(grid))
    yield tables.ACTIONS, dict(enumerate(filled.actions))
    yield tables.SCOPE, _by(path, tables.SCOPE, "Key", _values(filled.scope, "Value"))
    yield tables.SUMMARY, _by(path, tables.SUMMARY, "Heading", _values(filled.summary, "Text"))
    yield tables.ESCALATION, _by(path, tables.ESCALATION, "Domain", filled.escalation)


def _values(given: Mapping[str, Any], heading: str) -> dict[str, Typed]:
    return {key: {heading: value} for key, value in given.items()}


def _own(table: AuditTable, row: Typed) -> Typed:
    return {heading: cell for heading, cell in row.items() if heading in table.typed}


def _by(
    path: Path, table: AuditTable, heading: str, given: Mapping[str, Typed]
) -> dict[int, Typed]:
    keys: Sequence[Any] = [row[heading] for row in rows_of(path, table)]
    return {keys.index(key): cells for key, cells in given.items()}


def all_typed(path: Path) -> dict[tuple[str, str], list[Any]]:
    """Every cell into which people type, by table and heading, down to the last that holds any."""
    held = {}
    found = rows_of_all(path)
    for table in tables.ALL:
        rows = found[table.excel_name]
        for heading in table.typed:
            column = [row[heading] for row in rows]
            while column and column[-1] == "":
                column.pop()
            held[table.excel_name, heading] = column
    return held
