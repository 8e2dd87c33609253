"""Which column of a table is which field, and headings that leave it in doubt."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from s117xl.refusal import Refused
from s117xl.workbook.areas import column_letters
from s117xl.workbook.package import Table

_NAMED_COLUMN = re.compile(r"(\w+)\[((?:[^\[\]']|'.)+)\]", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A table to read: its Excel name, its headings by field key, and which columns are ours.

    `names` are the defined names of its columns by field key; `ours` are headings that only
    this product writes, which are not read.
    """

    name: str
    excel_name: str
    headings: dict[str, str]
    names: dict[str, str]
    ours: frozenset[str]


def field_keys(names: Mapping[str, str], want: Wanted, table: Table) -> dict[str, str]:
    """The field key of each heading of a table.

    A hidden defined name points at its column however a person has renamed it; where the
    names were lost, the heading itself is looked for, then the key. `names` are the workbook's
    defined names, with what each refers to.
    """
    keys = _keys_by_name(names, want, table)
    known = set(keys.values())
    plain = {key: key for key in want.headings if key not in known}
    plain |= {_plain(want.headings[key]): key for key in want.headings if key not in known}
    for heading in table.headings:
        if heading not in keys and heading not in want.ours:
            key = plain.pop(_plain(heading), None)
            if key is not None and key not in known:
                keys[heading] = key
                known.add(key)
    return keys


def _keys_by_name(names: Mapping[str, str], want: Wanted, table: Table) -> dict[str, str]:
    keys: dict[str, str] = {}
    for key, name in want.names.items():
        match = _NAMED_COLUMN.fullmatch(names.get(name, ""))
        if match and match[1] == table.name:
            heading = re.sub("'(.)", r"\1", match[2], flags=re.DOTALL)
            if heading in table.headings:
                keys[heading] = key
    return keys


def _plain(heading: str) -> str:
    return " ".join(heading.split()).casefold()


def require_one_heading_each(table: Table) -> None:
    """Raise Refused if two columns of a table have the same heading."""
    seen: set[str] = set()
    for number, heading in enumerate(table.headings):
        if heading.casefold() in seen:
            cell = f"{column_letters(table.area.left + number)}{table.area.top}"
            raise Refused(
                f"Two columns of the table on the sheet {table.sheet} have the same heading, the "
                f"second in cell {cell}; rename one of them."
            )
        seen.add(heading.casefold())


def require_one_header_row(want: Wanted, table: Table, row: int, first_cells: list[Any]) -> None:
    """Raise Refused if the first data row, Excel's number `row`, repeats the headings."""
    headings = {_plain(heading) for heading in (*table.headings, *want.headings.values())}
    filled = [cell for cell in first_cells if cell != ""]
    same = sum(isinstance(cell, str) and _plain(cell) in headings for cell in filled)
    if same >= 3 and same * 2 >= len(filled):
        raise Refused(
            f"Row {row} of the sheet {table.sheet} repeats the headings of the table; delete "
            "that row, so that the table has one header row."
        )
