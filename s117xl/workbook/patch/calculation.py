"""What Excel remembers of a workbook's formulas, kept true after cells have changed."""

from __future__ import annotations

from s117xl.workbook.package import Package, Relation
from s117xl.workbook.patch.markup import (
    TRUE,
    attribute,
    children,
    root,
    splice,
    with_attribute,
)



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


def recalculated(workbook: bytes) -> bytes:
    """The workbook part, told to calculate every formula when it is next opened.

    Excel trusts the figures in a file that it saved itself, so a dashboard that counts cells of
    ours would show what it showed before.
    """
    for node in children(workbook, root(workbook).inner):
        if node.name == b"calcPr":
            tag = workbook[node.start : node.inner]
            if attribute(tag, b"fullCalcOnLoad") in TRUE:
                return workbook
            new = with_attribute(tag, b"fullCalcOnLoad", "1")
            return splice(workbook, [(node.start, node.inner, new)])
    return workbook
