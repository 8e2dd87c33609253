"""The package: every part typed, reached and well formed; every relationship leads somewhere."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from tests.ooxml.parts import Package, R, rels_owner, repeated

OFFICE = "application/vnd.openxmlformats-officedocument."
EXCEL = "application/vnd.ms-excel."
TYPE_OF_KIND = {
    "worksheet": f"{OFFICE}spreadsheetml.worksheet+xml",
    "chartsheet": f"{OFFICE}spreadsheetml.chartsheet+xml",
    "styles": f"{OFFICE}spreadsheetml.styles+xml",
    "sharedStrings": f"{OFFICE}spreadsheetml.sharedStrings+xml",
    "table": f"{OFFICE}spreadsheetml.table+xml",
    "comments": f"{OFFICE}spreadsheetml.comments+xml",
    "calcChain": f"{OFFICE}spreadsheetml.calcChain+xml",
    "pivotTable": f"{OFFICE}spreadsheetml.pivotTable+xml",
    "pivotCacheDefinition": f"{OFFICE}spreadsheetml.pivotCacheDefinition+xml",
    "pivotCacheRecords": f"{OFFICE}spreadsheetml.pivotCacheRecords+xml",
    "theme": f"{OFFICE}theme+xml",
    "drawing": f"{OFFICE}drawing+xml",
    "chart": f"{OFFICE}drawingml.chart+xml",
    "vmlDrawing": f"{OFFICE}vmlDrawing",
    "threadedComment": f"{EXCEL}threadedcomments+xml",
    "person": f"{EXCEL}person+xml",
    "slicer": f"{EXCEL}slicer+xml",
    "slicerCache": f"{EXCEL}slicerCache+xml",
    "ctrlProp": f"{EXCEL}controlproperties+xml",
    "customXmlProps": f"{OFFICE}customXmlProperties+xml",
    "core-properties": "application/vnd.openxmlformats-package.core-properties+xml",
}
PREFIXES = {"r": R.strip("{}"), "o": "urn:schemas-microsoft-com:office:office"}
# Word and Excel share the names of these kinds, with types of their own.
SHARED_KINDS = {"styles", "comments"}


def check_form(package: Package) -> Iterator[str]:
    """Members stand once, and every XML part can be parsed: the other checks rest on it."""
    for name in repeated(package.members):
        yield f"{name}: stands twice in the package"
    if not package.has("[Content_Types].xml"):
        yield "[Content_Types].xml: missing"
    for name in package.parts:
        if name.endswith((".xml", ".rels", ".vml")):
            try:
                package.tree(name)
            except etree.XMLSyntaxError as error:
                yield f"{name}: not well-formed XML ({error.msg})"


def check_types(package: Package) -> Iterator[str]:
    """Every part has a content type, and those of a known kind have the right one."""
    for name in package.types[1]:
        if not package.has(name):
            yield f"[Content_Types].xml: names {name}, which is missing"
    for name in package.parts:
        if name != "[Content_Types].xml" and not package.type_of(name):
            yield f"{name}: has no content type"
    word = package.has("word/document.xml")
    for source in owners(package):
        for link in package.links(source):
            wanted = TYPE_OF_KIND.get(link.kind)
            if not wanted or not package.has(link) or (word and link.kind in SHARED_KINDS):
                continue
            if package.type_of(link.target) != wanted:
                yield f"{link.target}: has the content type {package.type_of(link.target)}"


def check_links(package: Package) -> Iterator[str]:
    """Relationships have ids of their own and targets that are there; parts are reached."""
    for source in owners(package):
        links, place = package.links(source), source or "the package"
        if source and not package.has(source):
            yield f"{source}: has relationships and is missing"
        for link_id in repeated([link.id for link in links]):
            yield f"{place}: relationship id {link_id} stands twice"
        for link in links:
            if not link.external and not package.has(link) and link.target != "NULL":
                yield f"{place}: relationship {link.id} leads to {link.target}, which is missing"
    for name in sorted(set(package.parts) - reached(package)):
        yield f"{name}: no relationship leads to it"


def check_uses(package: Package) -> Iterator[str]:
    """Every relationship id that a part uses is one of its own."""
    for name in package.parts:
        if name.endswith((".xml", ".vml")) and name != "[Content_Types].xml":
            ids = {link.id for link in package.links(name)}
            for used in sorted(used_ids(package.tree(name)) - ids):
                yield f"{name}: uses relationship {used}, which it has not"


def used_ids(root: etree._Element) -> set[str]:
    """The relationship ids in the attributes of a part; an empty one stands for none."""
    found = root.xpath("//@r:*|//@o:relid", namespaces=PREFIXES)
    return {str(value) for value in found if value} if isinstance(found, list) else set()


def owners(package: Package) -> list[str]:
    """The parts that have relationships, and the empty name for the package."""
    return [rels_owner(name) for name in package.parts if name.endswith(".rels")]


def reached(package: Package) -> set[str]:
    """The parts that relationships lead to, with the parts that hold those."""
    seen = {"[Content_Types].xml"} | {n for n in package.parts if n.endswith(".rels")}
    ahead = [""]
    while ahead:
        targets = {link.target for link in package.links(ahead.pop()) if package.has(link)} - seen
        seen |= targets
        ahead += targets
    return seen
