"""A workbook as the lint sees it: its sheets, tables, names, strings and styles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from lxml import etree

from tests.ooxml.areas import Area, parse_area, parse_cell
from tests.ooxml.parts import Package, R

M = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
X14 = "{http://schemas.microsoft.com/office/spreadsheetml/2009/9/main}"
XM = "{http://schemas.microsoft.com/office/excel/2006/main}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(eq=False)
class Sheet:
    """A worksheet; `part` is None for one whose part is missing or is no worksheet."""

    name: str
    state: str
    part: str | None
    root: etree._Element | None

    def all(self, path: str) -> Iterator[etree._Element]:
        """Every element at a path of main-namespace names, such as `cols/col`."""
        if self.root is not None:
            yield from self.root.iterfind("/".join(M + step for step in path.split("/")))

    @cached_property
    def formulas(self) -> list[tuple[etree._Element, etree._Element]]:
        """Each cell that holds a formula, with the formula."""
        found = [] if self.root is None else list(self.root.iter(f"{M}f"))
        return [(cell, f) for f in found if (cell := f.getparent()) is not None]

    @cached_property
    def rows(self) -> dict[int, etree._Element]:
        """The row elements by number; the last where a number stands twice."""
        rows: dict[int, etree._Element] = {}
        number = 0
        for row in self.all("sheetData/row"):
            number = int(row.get("r", number + 1))
            rows[number] = row
        return rows

    def cells(self, row: int) -> dict[int, etree._Element]:
        """The cells of a row by column number."""
        cells: dict[int, etree._Element] = {}
        column = 0
        for cell in self.rows.get(row, ()):
            place = parse_cell(cell.get("r", ""))
            column = place[1] if place else column + 1
            cells[column] = cell
        return cells


@dataclass(eq=False)
class Table:
    """An Excel table, the sheet it stands on, and its columns' names as a person reads them."""

    part: str
    root: etree._Element
    sheet: Sheet
    names: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The name that formulas use."""
        return self.root.get("displayName", "")

    @cached_property
    def area(self) -> Area | None:
        """Header, data and totals; None where it cannot be read."""
        return parse_area(self.root.get("ref", ""))

    def columns(self) -> list[etree._Element]:
        """The tableColumn elements from left to right."""
        return self.root.findall(f"{M}tableColumns/{M}tableColumn")

    def data_rows(self) -> range:
        """The row numbers between the header and the totals."""
        if self.area is None:
            return range(0)
        header = int(self.root.get("headerRowCount", 1))
        return range(
            self.area.top + header, self.area.bottom + 1 - int(self.root.get("totalsRowCount", 0))
        )


class Book(Package):
    """The package of a workbook, with what its parts say about each other."""

    @cached_property
    def part(self) -> str:
        """The name of the workbook part."""
        return (self.linked("", "officeDocument") or ["xl/workbook.xml"])[0]

    @cached_property
    def root(self) -> etree._Element:
        """The workbook element."""
        return self.tree(self.part)

    @cached_property
    def sheets(self) -> list[Sheet]:
        """The sheets in tab order."""
        return [self._sheet(entry) for entry in self.root.iterfind(f"{M}sheets/{M}sheet")]

    def _sheet(self, entry: etree._Element) -> Sheet:
        part = self.target(self.part, entry.get(f"{R}id"))
        root = self.tree(part) if part else None
        if root is not None and root.tag != f"{M}worksheet":
            part = root = None
        return Sheet(entry.get("name", ""), entry.get("state", "visible"), part, root)

    @cached_property
    def tables(self) -> list[Table]:
        """The tables of all sheets."""
        return [
            Table(part, root := self.tree(part), sheet, [unescape(n) for n in column_names(root)])
            for sheet in self.sheets
            if sheet.part
            for part in self.linked(sheet.part, "table")
        ]

    @cached_property
    def names(self) -> list[etree._Element]:
        """The definedName elements."""
        return self.root.findall(f"{M}definedNames/{M}definedName")

    @cached_property
    def strings(self) -> list[str]:
        """The shared strings as a person reads them."""
        parts = self.linked(self.part, "sharedStrings")
        return [rich_text(item) for part in parts for item in self.tree(part).iterfind(f"{M}si")]

    @cached_property
    def styles(self) -> etree._Element | None:
        """The styleSheet element."""
        parts = self.linked(self.part, "styles")
        return self.tree(parts[0]) if parts else None

    def count(self, collection: str) -> int:
        """How many entries a collection of the styles has, such as `cellXfs`."""
        found = self.styles.find(M + collection) if self.styles is not None else None
        return 0 if found is None else sum(1 for child in found if isinstance(child.tag, str))


def column_names(table: etree._Element) -> list[str]:
    """The names of a table's columns, as the part has them."""
    return [c.get("name", "") for c in table.iterfind(f"{M}tableColumns/{M}tableColumn")]


def unescape(text: str) -> str:
    """The text with `_x000a_` and its like as the characters they stand for."""
    return ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)


def rich_text(item: etree._Element) -> str:
    """The text of a string item or of an inline string, phonetic hints left out.

    Spaces at its ends are lost where `xml:space` does not keep them, as in Excel.
    """
    texts = [*item.iterfind(f"{M}t"), *item.iterfind(f"{M}r/{M}t")]
    return "".join(unescape(kept_text(text)) for text in texts)


def kept_text(element: etree._Element) -> str:
    """The text of an element as Excel keeps it."""
    text = element.text or ""
    return text if element.get(SPACE) == "preserve" else text.strip(" \t\r\n")


def shown_text(book: Book, cell: etree._Element) -> str | None:
    """The text of a text cell; None for a cell that holds no text."""
    kind, value = cell.get("t"), cell.findtext(f"{M}v") or ""
    if kind == "s" and value.isdigit() and int(value) < len(book.strings):
        return book.strings[int(value)]
    if kind == "inlineStr":
        inline = cell.find(f"{M}is")
        return None if inline is None else rich_text(inline)
    return unescape(value) if kind == "str" else None
