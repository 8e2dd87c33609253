"""Which parts of a table a cell belongs to, for a table style that speaks of each."""

from __future__ import annotations

from s117xl.documents.accessible.names import W
from s117xl.documents.accessible.story import Cell, Table

_BITS = {
    "firstRow": 0x20,
    "lastRow": 0x40,
    "firstColumn": 0x80,
    "lastColumn": 0x100,
    "noHBand": 0x200,
    "noVBand": 0x400,
}
_CORNERS = (
    ("neCell", "firstRow", "lastCol"),
    ("nwCell", "firstRow", "firstCol"),
    ("seCell", "lastRow", "lastCol"),
    ("swCell", "lastRow", "firstCol"),
)


def regions(cell: Cell) -> list[str]:
    """The parts that the cell belongs to, the one that is heard first at the front."""
    edges = _edges(cell)
    corners = [corner for corner, row, column in _CORNERS if row in edges and column in edges]
    return [*corners, *edges, *_bands(cell), "wholeTable"]


def _edges(cell: Cell) -> list[str]:
    table = cell.table
    stands = {
        "firstRow": cell.row == 0 and _is_set(table, "firstRow"),
        "lastRow": cell.row == len(table.rows) - 1 and _is_set(table, "lastRow"),
        "firstCol": cell.column == 0 and _is_set(table, "firstColumn"),
        "lastCol": cell.column == len(table.rows[cell.row]) - 1 and _is_set(table, "lastColumn"),
    }
    return [edge for edge, holds in stands.items() if holds]


def _bands(cell: Cell) -> list[str]:
    bands = []
    row = cell.row - _is_set(cell.table, "firstRow")
    column = cell.column - _is_set(cell.table, "firstColumn")
    if row >= 0 and not _is_set(cell.table, "noHBand"):
        bands.append(f"band{row % 2 + 1}Horz")
    if column >= 0 and not _is_set(cell.table, "noVBand"):
        bands.append(f"band{column % 2 + 1}Vert")
    return bands


def _is_set(table: Table, name: str) -> bool:
    """What the table says of its own look, in words or, as old files do, in one number."""
    look = table.element.find(f"{W}tblPr/{W}tblLook")
    if look is None:
        return False
    if (said := look.get(f"{W}{name}")) is not None:
        return said in ("1", "true", "on")
    try:
        return bool(int(str(look.get(f"{W}val", "0")), 16) & _BITS[name])
    except ValueError:
        return False
