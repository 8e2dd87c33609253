"""Cells: in order, once each, with indices in range and values of their kind."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from tests.ooxml.areas import Area, address, parse_area, parse_cell
from tests.ooxml.book import Book, M, Sheet, rich_text

LONGEST = 32_767
CODES = {"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"}
CODES |= {"#GETTING_DATA", "#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!", "#CONNECT!", "#BUSY!"}


def check_cells(book: Book) -> Iterator[str]:
    """Every row and cell of every sheet."""
    limits = Limits(book)
    for sheet in book.sheets:
        last = 0
        for row in sheet.all("sheetData/row"):
            number = int(row.get("r", last + 1))
            if number <= last:
                yield f"{sheet.part}: row {number} stands after row {last}"
            last = number
            yield from (f"{sheet.part} {fault}" for fault in row_faults(row, number, limits))
        yield from shared_formula_faults(sheet)
        yield from dimension_faults(sheet)


class Limits:
    """How far the indices in cells may go."""

    def __init__(self, book: Book) -> None:
        self.styles = book.count("cellXfs")
        self.strings = len(book.strings)
        self.metadata = bool(book.linked(book.part, "sheetMetadata"))


def row_faults(row: etree._Element, number: int, limits: Limits) -> Iterator[str]:
    """What is wrong with a row and its cells."""
    if not 1 <= number <= 1_048_576:
        yield f"row {number}: no such row"
    if int(row.get("outlineLevel", 0)) > 7:
        yield f"row {number}: outline level over 7"
    if float(row.get("ht", 0)) > 409.5:
        yield f"row {number}: height over 409.5"
    if int(row.get("s", 0)) >= max(limits.styles, 1):
        yield f"row {number}: style {row.get('s')} is out of range"
    last = 0
    for cell in row:
        if cell.tag != f"{M}c":
            continue
        place = parse_cell(cell.get("r", "")) if "r" in cell.attrib else (number, last + 1)
        if place is None or place[0] != number:
            yield f"{cell.get('r')}: stands in row {number}"
            continue
        if place[1] <= last:
            fault = "stands twice" if place[1] == last else f"stands after {address(number, last)}"
            yield f"{address(*place)}: {fault}"
        last = place[1]
        yield from (f"{address(*place)}: {fault}" for fault in cell_faults(cell, limits))


def cell_faults(cell: etree._Element, limits: Limits) -> Iterator[str]:
    """What is wrong with a cell by itself."""
    style = cell.get("s")
    if style and int(style) >= max(limits.styles, 1):
        yield f"style {style} is out of range"
    if ("cm" in cell.attrib or "vm" in cell.attrib) and not limits.metadata:
        yield "uses metadata, and the workbook has none"
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        yield from inline_faults(cell)
        return
    if cell.find(f"{M}is") is not None:
        yield f"holds an inline string and is of type {kind}"
    value = cell.findtext(f"{M}v")
    if value is not None:
        yield from value_faults(kind, value, limits)
    elif kind == "s":
        yield "is of type s and holds no index"


def inline_faults(cell: etree._Element) -> Iterator[str]:
    """An inline string stands alone in its cell, and fits."""
    inline = cell.find(f"{M}is")
    if inline is None or cell.find(f"{M}v") is not None:
        yield "is of type inlineStr and holds something else"
    elif len(rich_text(inline)) > LONGEST:
        yield f"text of over {LONGEST} characters"


def value_faults(kind: str, value: str, limits: Limits) -> Iterator[str]:
    """The value can be read as what the cell's type says."""
    if kind == "n":
        yield from () if is_number(value or "0") else ("holds no number and is of type n",)
    elif kind == "s":
        if not value.isdigit() or int(value) >= limits.strings:
            yield f"shared string {value} is out of range"
    elif kind == "b":
        yield from () if value in ("0", "1") else ("holds no truth value and is of type b",)
    elif kind == "e":
        yield from () if value in CODES else (f"holds {value!r}, which is no error of Excel's",)
    elif kind == "str":
        yield from () if len(value) <= LONGEST else (f"text of over {LONGEST} characters",)
    elif kind != "d":
        yield f"has the unknown type {kind}"


def is_number(value: str) -> bool:
    """Whether Excel reads the value as a number."""
    try:
        return abs(float(value)) < 1e308 and "_" not in value
    except ValueError:
        return False


def shared_formula_faults(sheet: Sheet) -> Iterator[str]:
    """A cell that shares a formula finds the cell that holds it; array areas can be read."""
    masters: set[str] = set()
    for cell, formula in sheet.formulas:
        if formula.get("t") == "shared":
            if formula.text:
                masters.add(formula.get("si", ""))
            elif formula.get("si", "") not in masters:
                yield f"{sheet.part} {cell.get('r')}: shares formula {formula.get('si')}: not there"
        if formula.get("t") in ("array", "dataTable") and not parse_area(formula.get("ref", "")):
            yield f"{sheet.part} {cell.get('r')}: its array formula has no area"


def dimension_faults(sheet: Sheet) -> Iterator[str]:
    """The dimension, where the sheet states one, holds every cell that is used."""
    for stated in sheet.all("dimension"):
        area, used = parse_area(stated.get("ref", "")), used_area(sheet)
        if area is None or (used and not area.holds(used)):
            yield f"{sheet.part}: the dimension {stated.get('ref')} is smaller than {used}"


def used_area(sheet: Sheet) -> Area | None:
    """The smallest area that holds every cell with a value or a formula."""
    filled = ([cell for cell in row if len(cell)] for row in sheet.all("sheetData/row"))
    ends = [cell.get("r", "") for cells in filled if cells for cell in (cells[0], cells[-1])]
    places = [place for end in ends if (place := parse_cell(end))]
    if not places:
        return None
    rows, columns = zip(*places, strict=True)
    return Area(min(rows), min(columns), max(rows), max(columns))
