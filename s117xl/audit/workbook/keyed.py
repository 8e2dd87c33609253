"""The two tables of things by key: the scope with the sign-off, and the settings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from s117xl.audit.tables import AuditTable
from s117xl.audit.workbook.laying import Column, Place, lay, told, write
from s117xl.audit.workbook.looks import cell
from s117xl.workbook.templates.book import Book


class Item(NamedTuple):
    """One thing by its key: what it is called, what to write, what may be typed."""

    key: str
    item: str
    help: str
    bounds: Mapping[str, Any] = {"validate": "any"}
    number: str = "general"
    default: Any = None
    section: str = ""


def lay_items(
    out: Book, sheet: Any, table: AuditTable, columns: Sequence[Column], top: int,
    items: Sequence[Item], values: Mapping[str, Any],
) -> Place:  # fmt: skip
    """Lay the table of the items with their values; where it lies."""
    name = table.headings[0]
    rows = [{name: i.item, "Help": i.help, "Key": i.key, "Default": i.default} for i in items]
    place = Place(top, 0, len(rows))
    lay(out, sheet, table, columns, place, rows, least=26)
    for row, item in enumerate(items, place.first):
        _write(out, sheet, row, item, values.get(item.key), columns)
    return place


def _write(
    out: Book, sheet: Any, row: int, item: Item, value: Any, columns: Sequence[Column]
) -> None:
    """The value in its own number format, with its bounds, and the default likewise."""
    style = cell(out, "typed", item.number, valign="vcenter")
    write(sheet, row, 1, value, style)
    sheet.data_validation(row, 1, row, 1, told(item.item, item.help) | dict(item.bounds))
    if columns[2].heading == "Default":
        write(sheet, row, 2, item.default, cell(out, "told", item.number))
