"""A workbook being added to: its own parts, the new ones, and the threads between them."""

from __future__ import annotations

import posixpath
from pathlib import Path
from string import Template

from lxml import etree

from tests.ooxml.book import Book, M
from tests.ooxml.parts import RELATIONSHIPS, TYPES, rels_name
from tests.ooxml.surgery import operate

MINE = Path(__file__).parent / "mine"
IDMAP = "{urn:schemas-microsoft-com:office:office}idmap"
BLOCK = 1024  # how many shape numbers a block of VML shapes has


class Operation:
    """Collects the parts that are new and those that change, then writes the package."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.book = Book(path)
        self.added: dict[str, bytes] = {}
        self.changed: dict[str, etree._Element] = {}

    def finish(self, out: Path) -> dict[str, bytes]:
        """Write the package; the new parts, and those that now hold something new, by name."""
        changed = {name: to_bytes(root) for name, root in self.changed.items()}
        operate(self.path, out, {**changed, **self.added})
        return self.added

    def tree(self, name: str) -> etree._Element:
        """The root of a part, to be changed in place."""
        if name not in self.changed:
            found = self.added.get(name) or self.book.parts.get(name)
            self.changed[name] = etree.fromstring(found or empty_links())
        return self.changed[name]

    def free_name(self, stem: str, ending: str) -> str:
        """The first numbered name that no part has: `xl/tables/table2.xml`."""
        number = 1
        while (name := f"{stem}{number}{ending}") in {**self.book.parts, **self.added}:
            number += 1
        return name

    def add(self, name: str, data: bytes, content_type: str) -> None:
        """Add a part; a picture's type goes by its ending, any other's by its name."""
        self.added[name] = data
        if name.endswith((".png", ".vml")):
            self.type_ending(name.rpartition(".")[2], content_type)
            return
        entry = etree.SubElement(self.tree("[Content_Types].xml"), f"{TYPES}Override")
        entry.attrib.update({"PartName": f"/{name}", "ContentType": content_type})

    def type_ending(self, ending: str, content_type: str) -> None:
        """Parts with this ending have a content type."""
        types = self.tree("[Content_Types].xml")
        if ending not in {entry.get("Extension") for entry in types}:
            entry = etree.Element(f"{TYPES}Default")
            entry.attrib.update({"Extension": ending, "ContentType": content_type})
            types.insert(0, entry)

    def link(self, source: str, kind: str, target: str, link_id: str = "") -> str:
        """Join two parts by a relationship of this full type; its id, a free one if none given."""
        name = rels_name(source)
        links = self.tree(name)
        taken = {entry.get("Id") for entry in links}
        link_id = link_id or next(i for n in range(1, 9_999) if (i := f"rId{n}") not in taken)
        entry = etree.SubElement(links, f"{RELATIONSHIPS}Relationship")
        relative = posixpath.relpath(target, posixpath.dirname(source) or ".")
        entry.attrib.update({"Id": link_id, "Type": kind, "Target": relative})
        if name not in self.book.parts:
            self.added[name] = to_bytes(links)
        return link_id

    def free_block(self) -> int:
        """The first block of VML shape numbers that no drawing has."""
        trees = [self.tree(name) for name in (*self.book.parts, *self.added) if is_vml(name)]
        blocks = [entry.get("data", "0") for root in trees for entry in root.iter(IDMAP)]
        return max([0, *(int(number) for block in blocks for number in block.split(","))]) + 1

    def free_number(self, tag: str, attribute: str) -> int:
        """One more than the highest number that the workbook part gives to such elements."""
        entries = self.tree(self.book.part).iter(M + tag)
        return max([0, *(int(entry.get(attribute, 0)) for entry in entries)]) + 1


def is_vml(name: str) -> bool:
    """Whether the part is an old drawing."""
    return name.endswith(".vml")


def written(name: str, **values: object) -> bytes:
    """A part of `mine/`, with its blanks filled."""
    return Template((MINE / name).read_text(encoding="utf-8")).substitute(values).encode("utf-8")


def to_bytes(root: etree._Element) -> bytes:
    """The part as it goes into the package."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def empty_links() -> bytes:
    """A part that holds relationships, with none in it."""
    return f'<Relationships xmlns="{RELATIONSHIPS.strip("{}")}"/>'.encode()


def insert_in_order(root: etree._Element, child: etree._Element, order: list[str]) -> None:
    """Put a child where the schema has it among its brothers, after those of its own name."""
    rank = order.index(etree.QName(child).localname)
    before = [
        place
        for place, brother in enumerate(root)
        if etree.QName(brother).localname in order[: rank + 1]
    ]
    root.insert(before[-1] + 1 if before else 0, child)
