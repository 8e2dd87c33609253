"""Raw tables made typed, once, at the door: only here is it known what a cell may mean."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from s117xl.register.cells import Reading, plain, reader
from s117xl.register.columns import (
    AnyColumn,
    DateColumn,
    Days,
    Fault,
    ListColumn,
    NumberColumn,
    SeveralColumn,
    TextColumn,
)
from s117xl.register.fields import Field, Table
from s117xl.register.kinds import Code, Date, Kind, Number, OneOf, SeveralOf, Text
from s117xl.register.plain_text import is_blank
from s117xl.register.truth import Mask
from s117xl.workbook.areas import column_letters
from s117xl.workbook.cells import BrokenCell
from s117xl.workbook.raw import RawColumn, RawTable


@dataclass(slots=True)
class TypedTable:
    """One table of the register: its typed columns by field key, and where each row stands."""

    schema: Table
    sheet: str
    rows: Any
    columns: dict[str, AnyColumn]

    def __len__(self) -> int:
        return len(self.rows)

    def address(self, key: str, row: int) -> str:
        """The A1 address of a cell as the sheet stood when it was read."""
        return f"{column_letters(self.columns[key].position)}{self.rows[row]}"

    def address_above(self, key: str) -> str:
        """The A1 address of the cell above the first filled one: the heading, as a rule."""
        above = max(int(self.rows[0]) - 1, 1) if len(self) else 1
        return f"{column_letters(self.columns[key].position)}{above}"


@dataclass(slots=True)
class Register:
    """The typed tables by name, in the order of the schema. A table may be absent."""

    tables: dict[str, TypedTable]

    def __getitem__(self, name: str) -> TypedTable:
        return self.tables[name]


def parse_table(raw: RawTable, schema: Table) -> TypedTable:
    """One typed table. Never raises because of data: a doubt is a fault."""
    columns = {
        key: parse_column(column, schema.field(key), date1904=raw.date1904)
        for key, column in raw.columns.items()
    }
    return TypedTable(schema, raw.sheet, raw.rows, columns)


def parse_column(raw: RawColumn, field: Field, *, date1904: bool = False) -> AnyColumn:
    """One typed column: each distinct cell is read once, then spread over the rows."""
    blank_cells = np.array([is_blank(cell) for cell in raw.cells], np.bool_)
    read = reader(field.kind, date1904=date1904)
    if isinstance(field.kind, Text) and not field.kind.ident:
        # Any cell but a broken one is text, so the others need not be read to be counted.
        values, faults = _read_broken(raw.cells, read)
    else:
        values, faults = _read_all(raw.cells, blank_cells, field.kind, read)
    bad_cells = np.array([value is None for value in values], np.bool_) & ~blank_cells
    common = {
        "field": field,
        "heading": raw.heading,
        "position": raw.position,
        "cells": raw.cells,
        "at": raw.at,
        "blank": blank_cells[raw.at],
        "bad": bad_cells[raw.at],
        "faults": faults,
    }
    return _typed(field.kind, common, values)


def _read_all(
    cells: list[Any], blank: Mask, kind: Kind, read: Callable[[Any], Reading]
) -> tuple[list[Any], dict[int, list[Fault]]]:
    """The value of each cell, None where it is blank or unreadable, and the faults by cell."""
    is_plain = plain(kind)
    values = [cell if is_plain(cell) else None for cell in cells]
    faults: dict[int, list[Fault]] = {}
    for at, empty in enumerate(blank.tolist()):
        if values[at] is None and not empty:
            values[at], found = read(cells[at])
            if found:
                faults[at] = found
    return values, faults


def _read_broken(
    cells: list[Any], read: Callable[[Any], Reading]
) -> tuple[list[Any], dict[int, list[Fault]]]:
    """As `_read_all`, for free text: the cells themselves, but for those that are broken."""
    broken = [at for at, cell in enumerate(cells) if isinstance(cell, BrokenCell)]
    if not broken:
        return cells, {}
    values = [None if isinstance(cell, BrokenCell) else cell for cell in cells]
    return values, {at: read(cells[at])[1] for at in broken}


def _typed(kind: Kind, common: dict[str, Any], values: list[Any]) -> AnyColumn:
    at = common["at"]
    if isinstance(kind, Date):
        return DateColumn(**common, days=_days(values)[at])
    if isinstance(kind, Number):
        numbers = np.array([np.nan if value is None else value for value in values], np.float64)
        return NumberColumn(**common, numbers=numbers[at])
    if isinstance(kind, SeveralOf):
        return _several_column(common, values, kind.values)
    if isinstance(kind, OneOf):
        return _list_column(common, values, kind.values)
    if isinstance(kind, Code):
        found = tuple(dict.fromkeys(value for value in values if value is not None))
        return _list_column(common, values, found)
    if isinstance(kind, Text) and not kind.ident:
        read = reader(kind)
        return TextColumn(**common, read=lambda cell: read(cell)[0])
    return TextColumn(**common, _texts=[value or "" for value in values])


def _days(values: list[Any]) -> Days:
    """The days as numpy counts them. By ordinals, as its own reading of dates is slow."""
    ordinals = (0 if value is None else value.toordinal() for value in values)
    counted = np.fromiter(ordinals, np.int64, len(values))
    days = (counted - date(1970, 1, 1).toordinal()).astype("datetime64[D]")
    days[counted == 0] = np.datetime64("NaT")
    return days


def _list_column(common: dict[str, Any], values: list[Any], names: tuple[str, ...]) -> ListColumn:
    index = {name: number for number, name in enumerate(names)}
    codes = np.array([index.get(value, -1) for value in values], np.int32)[common["at"]]
    return ListColumn(**common, values=names, codes=codes, unknown=index.get("unknown", -2))


def _several_column(
    common: dict[str, Any], values: list[Any], names: tuple[str, ...]
) -> SeveralColumn:
    index = {name: number for number, name in enumerate(names)}
    bits = np.array([sum(1 << index[name] for name in value or ()) for value in values], np.int64)
    first = np.array([index[value[0]] if value else -1 for value in values], np.int32)
    at = common["at"]
    return SeveralColumn(**common, values=names, bits=bits[at], first=first[at])
