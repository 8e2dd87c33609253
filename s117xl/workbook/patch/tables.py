"""The part of a table, given another area."""

from __future__ import annotations

from s117xl.workbook.areas import Area
from s117xl.workbook.patch.markup import (
    Node,
    attribute,
    children,
    root,
    splice,
    with_attribute,
    without_attributes,
)


def with_area(data: bytes, area: Area, totals_row: bool) -> bytes:
    """The table's XML over this area, with nothing filtered out and no memory of a sort."""
    node = root(data)
    # An insert row is the blank row of an empty table: what stands in it would not be data.
    tag = without_attributes(data[node.start : node.inner], b"insertRow", b"insertRowShift")
    changes = [(node.start, node.inner, _with_ref(tag, area))]
    filtered = area._replace(bottom=area.bottom - 1) if totals_row else area
    for part in children(data, node.inner):
        if part.name == b"autoFilter":
            changes.append((part.start, part.end, _unfiltered(data, part, filtered)))
        elif part.name == b"sortState":
            changes.append((part.start, part.end, b""))
    return splice(data, changes)


def _with_ref(tag: bytes, area: Area) -> bytes:
    return tag if attribute(tag, b"ref") == area.a1 else with_attribute(tag, b"ref", area.a1)


def _unfiltered(data: bytes, node: Node, area: Area) -> bytes:
    tag = _with_ref(data[node.start : node.inner], area)
    if node.inner == node.end:
        return tag
    dropped = [
        (part.start, part.end, b"")
        for part in children(data, node.inner)
        if part.name == b"sortState" or (part.name == b"filterColumn" and part.inner < part.close)
    ]
    return tag + splice(data[: node.end], dropped)[node.inner :]
