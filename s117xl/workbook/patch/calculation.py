"""What Excel remembers of a workbook's formulas, kept true after cells have changed."""

from __future__ import annotations

from collections.abc import Collection

from s117xl.workbook.package import Package, Relation
from s117xl.workbook.patch.markup import attribute, children, root, splice


def chain_of(package: Package) -> Relation | None:
    """The relation to the part in which Excel keeps the order of its last calculation."""
    relations = package.relations(package.workbook_part)
    return next((relation for relation in relations if relation.kind == "calcChain"), None)


def without_chain(package: Package, chain: Relation) -> dict[str, bytes | None]:
    """The parts that change when the calculation chain goes, which is None here.

    Excel makes the chain anew when it is absent, and offers to repair a file in which it names a
    cell that no longer holds a formula.
    """
    folder, _, name = package.workbook_part.rpartition("/")
    rels = f"{folder}/_rels/{name}.rels".lstrip("/")
    return {
        chain.target: None,
        rels: _without(package.read(rels), b"Id", chain.id),
        "[Content_Types].xml": _without(
            package.read("[Content_Types].xml"), b"PartName", f"/{chain.target}"
        ),
    }


def _without(data: bytes, name: bytes, value: str) -> bytes:
    gone = [
        (node.start, node.end, b"")
        for node in children(data, root(data).inner)
        if (attribute(data[node.start : node.inner], name) or "").lower() == value.lower()
    ]
    return splice(data, gone)


def names_sheet(package: Package, chain: Relation, sheets: Collection[str]) -> bool:
    """Whether the chain names a cell of one of these sheets; a chain that lacks its part, no."""
    if not package.has(chain.target):
        return False
    ids = {
        element.get("sheetId")
        for element in package.tree(package.workbook_part).iter("sheet")
        if element.get("name") in sheets
    }
    # A cell that gives no sheet is on the sheet of the cell before it.
    return any(cell.get("i") in ids for cell in package.tree(chain.target).iter("c"))
