"""A package of parts and relationships, as a .xlsx or .docx holds them."""

from __future__ import annotations

import posixpath
import zipfile
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from lxml import etree

RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


class Link(NamedTuple):
    """A relationship: its kind is the last word of its type, its target a part or an address."""

    id: str
    kind: str
    target: str
    external: bool


class Package:
    """The parts of a file by name, with no leading slash; trees and links are read once."""

    def __init__(self, path: Path | str) -> None:
        with zipfile.ZipFile(path) as file:
            self.members = [info.filename for info in file.infolist() if not info.is_dir()]
            self.parts = {name: file.read(name) for name in self.members}
        self._trees: dict[str, etree._Element] = {}
        self._links: dict[str, list[Link]] = {}

    def tree(self, name: str) -> etree._Element:
        """The root element of an XML part."""
        if name not in self._trees:
            parser = etree.XMLParser(resolve_entities=False, huge_tree=True)
            self._trees[name] = etree.fromstring(self.parts[name], parser)
        return self._trees[name]

    def links(self, name: str) -> list[Link]:
        """The relationships of a part; those of the package for an empty name."""
        if name not in self._links:
            self._links[name] = list(self._read_links(name))
        return self._links[name]

    def _read_links(self, name: str) -> Iterator[Link]:
        folder = posixpath.dirname(name)
        rels = rels_name(name)
        for entry in self.tree(rels).iter(f"{RELATIONSHIPS}Relationship") if self.has(rels) else ():
            target, external = entry.get("Target", ""), entry.get("TargetMode") == "External"
            if not external:
                joined = posixpath.normpath(posixpath.join("/", folder, unquote(target)))
                target = joined.lstrip("/")
            kind = entry.get("Type", "").rpartition("/")[2]
            yield Link(entry.get("Id", ""), kind, target, external)

    def linked(self, name: str, kind: str) -> list[str]:
        """The parts that are there and that this part links to by this kind."""
        return [link.target for link in self.links(name) if link.kind == kind and self.has(link)]

    def target(self, name: str, link_id: str | None) -> str | None:
        """The part that a relationship id of this part leads to, where it is there."""
        found = [link for link in self.links(name) if link.id == link_id and self.has(link)]
        return found[0].target if found else None

    def has(self, part: str | Link) -> bool:
        """Whether the part, or the target of the link, is in the package."""
        return (part if isinstance(part, str) else part.target) in self.parts

    @cached_property
    def types(self) -> tuple[dict[str, str], dict[str, str]]:
        """Content types by extension, and by part name."""
        defaults, overrides = {}, {}
        for entry in self.tree("[Content_Types].xml"):
            if entry.tag == f"{TYPES}Default":
                defaults[entry.get("Extension", "").lower()] = entry.get("ContentType", "")
            elif entry.tag == f"{TYPES}Override":
                overrides[entry.get("PartName", "").lstrip("/")] = entry.get("ContentType", "")
        return defaults, overrides

    def type_of(self, name: str) -> str | None:
        """The content type of a part."""
        defaults, overrides = self.types
        return overrides.get(name, defaults.get(name.rpartition(".")[2].lower()))


def rels_name(name: str) -> str:
    """The part that holds the relationships of this part."""
    folder, base = posixpath.split(name)
    return posixpath.join(folder, "_rels", f"{base}.rels")


def rels_owner(name: str) -> str:
    """The part whose relationships this part holds; empty for the package."""
    folder, base = posixpath.split(name)
    return posixpath.join(posixpath.dirname(folder), base.removesuffix(".rels"))


def repeated(values: list[str]) -> list[str]:
    """The values that stand more than once, letter case apart, in lower case."""
    return [value for value, times in Counter(map(str.lower, values)).items() if times > 1]
