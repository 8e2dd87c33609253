"""A workbook as a package of parts: its sheets, tables and names, and the bytes of any part.

Nothing here changes a file. `door.open_package` makes a Package once it has looked at the file
for what would do harm; use that, not the class.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote
from xml.etree.ElementTree import Element, ParseError, fromstring

from s117xl.refusal import Refused
from s117xl.workbook.areas import Area, column_letters, column_number, parse_cell
from s117xl.workbook.members import Members, plain_name

__all__ = [
    "Area",
    "Package",
    "Relation",
    "Sheet",
    "Table",
    "column_letters",
    "column_number",
    "parse_cell",
    "unescape",
]

# The parts parsed whole are small; a register's largest, its styles, is under 1 MB.
_LARGEST_TREE = 32 << 20
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_TRUE = frozenset(("1", "true", "on"))


class Sheet(NamedTuple):
    """A worksheet: `part` is like `xl/worksheets/sheet1.xml`; `state` visible or (very) hidden."""

    name: str
    part: str
    state: str


class Table(NamedTuple):
    """An Excel table: `name` is what formulas call it, `area` includes header and totals rows."""

    name: str
    sheet: str
    part: str
    area: Area
    headings: tuple[str, ...]
    header_row: bool
    totals_row: bool


class Relation(NamedTuple):
    """What one part says of another; `kind` is the last word of its type, like `worksheet`."""

    id: str
    kind: str
    target: str


class Package:
    """A workbook's parts, as the file was when it was opened; `sha256` is its hash in hex."""

    def __init__(self, path: Path, members: Members | None = None) -> None:
        self.path = path
        with path.open("rb") as file:
            self.sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        self._members = members or Members(path)
        self.parts = tuple(plain_slashes(info.filename) for info in self._members.infos)
        self._read_workbook()
        self.tables = {table.name: table for sheet in self.sheets for table in self._tables(sheet)}

    def read(self, part: str) -> bytes:
        """All the bytes of a part."""
        return b"".join(self.chunks(part))

    def chunks(self, part: str, size: int = 1 << 20) -> Iterator[bytes]:
        """The bytes of a part, in pieces of at most `size`; Refused where it is damaged.

        An XML part with a document type is refused: no workbook has one, and entities that
        unfold without end hide there.
        """
        pieces = self._members.chunks(part, size)
        if not plain_name(part).endswith((".xml", ".rels")):
            return pieces
        return self._guarded(part, pieces)

    def damaged(self, part: str, fault: str) -> Refused:
        """The refusal for a part with this fault."""
        return self._members.damaged(part, fault)

    def has(self, part: str) -> bool:
        """Whether the file holds a part of this name."""
        return self._members.find(part) is not None

    def size(self, part: str) -> int:
        """The unpacked size of a part in bytes, as declared; `chunks` holds it to that."""
        info = self._members.find(part)
        return info.file_size if info else 0

    def tree(self, part: str) -> Element:
        """The XML of a small part, without namespaces."""
        if self.size(part) > _LARGEST_TREE:
            raise self.damaged(part, "is too large to be what it says it is")
        try:
            return _without_namespaces(fromstring(self.read(part)))
        except (ParseError, LookupError, ValueError):
            raise self.damaged(part, "is not well-formed XML") from None

    def relations(self, part: str) -> tuple[Relation, ...]:
        """What a part points at inside the file; targets are names of parts. "" is the root."""
        folder, name = posixpath.split(part)
        rels = posixpath.join(folder, "_rels", f"{name}.rels")
        if not self.has(rels):
            return ()
        return tuple(
            Relation(rel.get("Id", ""), rel.get("Type", "").rpartition("/")[2], target)
            for rel in self.tree(rels).iter("Relationship")
            if rel.get("TargetMode") != "External"
            and (target := self._stored_name(_target(folder, rel.get("Target", ""))))
        )

    def table_relations(self, sheet: Sheet) -> tuple[Relation, ...]:
        """The relations of a sheet to its tables."""
        return tuple(rel for rel in self.relations(sheet.part) if rel.kind == "table")

    @property
    def workbook_part(self) -> str:
        """The name of the workbook part, in most files `xl/workbook.xml`."""
        for relation in self.relations(""):
            if relation.kind == "officeDocument":
                return relation.target
        return "xl/workbook.xml"

    @property
    def has_macros(self) -> bool:
        """Whether the workbook holds VBA; it is only ever read, never run."""
        return any(plain_name(part).endswith("vbaproject.bin") for part in self.parts)

    def _read_workbook(self) -> None:
        part = self.workbook_part
        root = self.tree(part)
        targets = {rel.id: rel for rel in self.relations(part)}
        self.sheets = tuple(
            Sheet(element.get("name", ""), self._sheet_part(element, targets), state)
            for element in root.iter("sheet")
            if (state := element.get("state", "visible")) and self._is_worksheet(element, targets)
        )
        self.names = {
            element.get("name", ""): element.text or ""
            for element in root.iter("definedName")
            if element.get("localSheetId") is None
        }
        settings = root.find("workbookPr")
        self.date1904 = settings is not None and settings.get("date1904") in _TRUE

    @staticmethod
    def _is_worksheet(element: Element, targets: dict[str, Relation]) -> bool:
        relation = targets.get(element.get("id", ""))
        return relation is None or relation.kind == "worksheet"

    def _sheet_part(self, element: Element, targets: dict[str, Relation]) -> str:
        relation = targets.get(element.get("id", ""))
        if relation is None or not self.has(relation.target):
            raise Refused(
                f"The sheet {element.get('name', '')!r} is listed in {self.path.name} and is not "
                "in the file; open it in Excel, let Excel repair it, and save it under a new name."
            )
        return relation.target

    def _tables(self, sheet: Sheet) -> Iterator[Table]:
        for relation in self.table_relations(sheet):
            root = self.tree(relation.target)
            try:
                yield _table(root, sheet.name, relation.target)
            except ValueError:
                raise self.damaged(relation.target, "gives no area") from None

    def _stored_name(self, part: str) -> str:
        info = self._members.find(part)
        return plain_slashes(info.filename) if info else part

    def _guarded(self, part: str, pieces: Iterator[bytes]) -> Iterator[bytes]:
        held: list[bytes] = []
        for piece in pieces:
            held.append(piece)
            if sum(map(len, held)) >= _LONGEST_PROLOGUE:
                break
        head = b"".join(held)[:_LONGEST_PROLOGUE]
        if head and not _prologue_is_plain(head):
            raise Refused(
                f"{self.path.name} holds a document type in its part {part}, which no workbook "
                "of Excel's has and which can be used to do harm; ask whoever sent it for a fresh "
                "copy, saved from Excel."
            )
        yield from held
        yield from pieces


_LONGEST_PROLOGUE = 1 << 16
_PROLOGUE = re.compile(rb"(?:\xef\xbb\xbf)?(?:\s++|<\?.*?\?>|<!--.*?-->)*+(?=<[^!?])", re.DOTALL)


def _prologue_is_plain(head: bytes) -> bool:
    if head[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in head[:4]:
        head = head.replace(b"\0", b"").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
    return _PROLOGUE.match(head) is not None


def plain_slashes(name: str) -> str:
    """The name of a zip member as the name of a part."""
    return name.replace("\\", "/").lstrip("/")


def unescape(text: str) -> str:
    """Text with Excel's `_x000a_` escapes made into the characters that they stand for."""
    if "_x" not in text:
        return text
    plain = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    return plain.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _without_namespaces(root: Element) -> Element:
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
        if any("}" in name for name in element.attrib):
            plain = {name.rpartition("}")[2]: value for name, value in element.attrib.items()}
            element.attrib = plain | {k: v for k, v in element.attrib.items() if "}" not in k}
    return root


def _target(folder: str, target: str) -> str:
    path = unquote(target.replace("\\", "/"))
    return posixpath.normpath(posixpath.join("/", folder, path)).lstrip("/")


def _table(root: Element, sheet: str, part: str) -> Table:
    return Table(
        name=root.get("displayName", root.get("name", "")),
        sheet=sheet,
        part=part,
        area=Area.from_a1(root.get("ref", "")),
        headings=tuple(unescape(column.get("name", "")) for column in root.iter("tableColumn")),
        header_row=root.get("headerRowCount", "1") != "0",
        totals_row=root.get("totalsRowCount", "0") != "0",
    )
