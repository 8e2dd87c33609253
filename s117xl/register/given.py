"""Typed tables made from rows of plain values, with no workbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from s117xl.register.fields import Table
from s117xl.register.parse import TypedTable, parse_table
from s117xl.workbook.read import RawTable, factorise


def table_from_rows(table: Table, rows: Sequence[Mapping[str, Any]]) -> TypedTable:
    """The typed table that a new workbook with these rows would give: row 2 is the first."""
    columns = {
        field.key: factorise(field.heading, place, [_cell(row.get(field.key)) for row in rows])
        for place, field in enumerate(table.fields, 1)
    }
    numbers = np.arange(2, len(rows) + 2, dtype=np.int32)
    return parse_table(RawTable(table.key, table.sheet, 1, numbers, columns, ()), table)


def _cell(value: Any) -> Any:
    return "" if value is None else value
