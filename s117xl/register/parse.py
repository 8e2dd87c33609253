"""Raw tables made typed, once, at the door: only here is it known what a cell may mean."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from s117xl.register.cells import read_cell, tidy
from s117xl.register.columns import (
    AnyColumn,
    Column,
    DateColumn,
    Fault,
    ListColumn,
    NumberColumn,
    SeveralColumn,
    TextColumn,
)
from s117xl.register.fields import Field, Table
from s117xl.register.kinds import Code, Date, Number, OneOf, SeveralOf, Text
from s117xl.register.schema import TABLES
from s117xl.register.truth import Mask
from s117xl.workbook.read import RawColumn, RawTable, RawTables
from s117xl.workbook.cells import BrokenCell


@dataclass(slots=True)
class TypedTable:
    """One table of the register: its typed columns by field key, and where each row stands."""

    schema: Table
    sheet: str
    rows: Any
    columns: dict[str, AnyColumn]
    columns_left: int

    def __len__(self) -> int:
        return len(self.rows)

    def address(self, key: str, row: int) -> str:
        """The A1 address of a cell as the sheet stood when it was read."""
        from s117xl.workbook.areas import column_letters

        return f"{column_letters(self.columns[key].position)}{self.rows[row]}"

    def address_above(self, key: str) -> str:
        """The A1 address of the cell above the first filled one: the heading, as a rule."""
        from s117xl.workbook.areas import column_letters

        above = max(int(self.rows[0]) - 1, 1) if len(self) else 1
        return f"{column_letters(self.columns[key].position)}{above}"


@dataclass(slots=True)
class Register:
    """The typed tables by name, in the order of the schema. A table may be absent."""

    tables: dict[str, TypedTable]

    def __getitem__(self, name: str) -> TypedTable:
        return self.tables[name]


def parse(raw: RawTables) -> Register:
    """The typed tables of a register. Never raises because of data: a doubt is a fault."""
    return Register({name: parse_table(table, TABLES[name]) for name, table in raw.items()})


def parse_table(raw: RawTable, schema: Table) -> TypedTable:
    """One typed table."""
    columns = {key: parse_column(column, schema.field(key)) for key, column in raw.columns.items()}
    return TypedTable(schema, raw.sheet, raw.rows, columns, raw.left)


def parse_column(raw: RawColumn, field: Field) -> AnyColumn:
    """One typed column: each distinct cell is read once, then spread over the rows."""
    blank_cells = np.array([is_blank(cell) for cell in raw.cells], np.bool_)
    values, faults = _read_all(raw.cells, blank_cells, field)
    bad_cells = np.array([value is None for value in values], np.bool_) & ~blank_cells
    blank: Mask = blank_cells[raw.at]
    bad: Mask = bad_cells[raw.at]
    head = (field, raw.heading, raw.position, raw.cells, raw.at, blank, bad, faults)
    return _typed(field, head, values)


def is_blank(cell: Any) -> bool:
    """Whether a cell holds nothing that can be seen."""
    return cell == "" or cell is None or (isinstance(cell, str) and not tidy(cell))


def _read_all(
    cells: list[Any], blank: Mask, field: Field
) -> tuple[list[Any], dict[int, list[Fault]]]:
    values: list[Any] = []
    faults: dict[int, list[Fault]] = {}
    for index, (cell, empty) in enumerate(zip(cells, blank.tolist(), strict=True)):
        if empty:
            values.append(None)
            continue
        value, found = read_cell(cell, field.kind)
        values.append(value)
        if found:
            faults[index] = found
    return values, faults


def _typed(field: Field, head: tuple[Any, ...], values: list[Any]) -> AnyColumn:
    at = head[4]
    kind = field.kind
    if isinstance(kind, Date):
        return DateColumn(*head, days=np.array(values, "datetime64[D]")[at])
    if isinstance(kind, Number):
        numbers = np.array([np.nan if value is None else value for value in values], np.float64)
        return NumberColumn(*head, numbers=numbers[at])
    if isinstance(kind, OneOf):
        return _list_column(head, values, kind.values)
    if isinstance(kind, Code):
        return _list_column(head, values, tuple(dict.fromkeys(v for v in values if v is not None)))
    if isinstance(kind, SeveralOf):
        return _several_column(head, values, kind.values)
    return TextColumn(*head, texts=[value or "" for value in values])


def _list_column(head: tuple[Any, ...], values: list[Any], names: tuple[str, ...]) -> ListColumn:
    index = {name: number for number, name in enumerate(names)}
    codes = np.array([index.get(value, -1) for value in values], np.int32)[head[4]]
    return ListColumn(*head, values=names, codes=codes, unknown=index.get("unknown", -2))


def _several_column(
    head: tuple[Any, ...], values: list[Any], names: tuple[str, ...]
) -> SeveralColumn:
    index = {name: number for number, name in enumerate(names)}
    bits = [sum(1 << index[name] for name in value or ()) for value in values]
    first = [index[value[0]] if value else -1 for value in values]
    at = head[4]
    return SeveralColumn(
        *head, values=names, bits=np.array(bits, np.int64)[at], first=np.array(first, np.int32)[at]
    )


def faulty_cells(column: Column) -> Iterator[tuple[int, Fault]]:
    """Each row whose cell has a fault, with the fault, from the top."""
    if not column.faults:
        return
    wanted = np.isin(column.at, list(column.faults))
    for row in np.flatnonzero(wanted).tolist():
        for fault in column.faults[int(column.at[row])]:
            yield row, fault
