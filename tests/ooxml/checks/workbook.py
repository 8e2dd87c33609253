"""The workbook part: sheet names, defined names, what is shown first."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from tests.ooxml.areas import parse_cell
from tests.ooxml.book import Book, M
from tests.ooxml.parts import repeated

FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
NAME = re.compile(r"[^\W\d][\w.\\?]*\Z|\\[\w.\\?]*\Z")
ROW_AND_COLUMN = re.compile(r"[rR]\d*([cC]\d*)?\Z|[cC]\d*\Z")
BUILT_IN = "_xlnm."


def check_sheets(book: Book) -> Iterator[str]:
    """Sheets have names that Excel takes, ids of their own, and one of them can be seen."""
    names = [sheet.name for sheet in book.sheets]
    entries = book.root.findall(f"{M}sheets/{M}sheet")
    for name in repeated(names):
        yield f"{book.part}: two sheets are named {name!r}"
    for name in names:
        if fault := sheet_name_fault(name):
            yield f"{book.part}: the sheet name {name!r} {fault}"
    for number in repeated([entry.get("sheetId", "") for entry in entries]):
        yield f"{book.part}: two sheets have the sheetId {number}"
    if all(sheet.state != "visible" for sheet in book.sheets):
        yield f"{book.part}: every sheet is hidden"
    yield from check_views(book)


def sheet_name_fault(name: str) -> str | None:
    """Why Excel refuses a sheet's name, or None."""
    if not 1 <= len(name) <= 31:
        return f"has {len(name)} characters: 1 to 31 are allowed"
    if FORBIDDEN.search(name):
        return "holds one of []:*?/\\"
    if name.startswith("'") or name.endswith("'"):
        return "begins or ends with an apostrophe"
    return "is Excel's own" if name.lower() == "history" else None


def check_views(book: Book) -> Iterator[str]:
    """The tab shown first is there and visible, and sheets are not grouped.

    Excel types into every sheet of a group at once.
    """
    for view in book.root.iterfind(f"{M}bookViews/{M}workbookView"):
        for attribute in ("activeTab", "firstSheet"):
            index = int(view.get(attribute, 0))
            if index >= len(book.sheets):
                yield f"{book.part}: {attribute} {index} is beyond the last sheet"
            elif attribute == "activeTab" and book.sheets[index].state != "visible":
                yield f"{book.part}: activeTab {index} is a hidden sheet"
    views = [(sheet, view) for sheet in book.sheets for view in sheet.all("sheetViews/sheetView")]
    grouped = {sheet.name for sheet, view in views if view.get("tabSelected") in ("1", "true")}
    if len(grouped) > 1:
        yield f"{book.part}: {len(grouped)} sheets are selected at once"


def check_names(book: Book) -> Iterator[str]:
    """Defined names are well formed, stand once in their scope, and clash with no table."""
    tables = {table.name.lower() for table in book.tables}
    for scoped in repeated([f"{n.get('name')} ({n.get('localSheetId', '-')})" for n in book.names]):
        yield f"{book.part}: the defined name {scoped} stands twice"
    for entry in book.names:
        name = entry.get("name", "")
        if fault := name_fault(name):
            yield f"{book.part}: the defined name {name!r} {fault}"
        if name.lower() in tables:
            yield f"{book.part}: the defined name {name} is a table's name too"
        if int(entry.get("localSheetId", 0)) >= len(book.sheets):
            yield f"{book.part}: the defined name {name} is for a sheet that is not there"


def name_fault(name: str) -> str | None:
    """Why Excel refuses a name for an area or a table, or None."""
    bare = name.removeprefix(BUILT_IN)
    if not 1 <= len(name) <= 255:
        return f"has {len(name)} characters: 1 to 255 are allowed"
    if not NAME.match(bare):
        return "holds a character that names may not"
    if parse_cell(bare.upper()) or ROW_AND_COLUMN.match(bare):
        return "looks like a cell"
    return None


def check_strings(book: Book) -> Iterator[str]:
    """Shared strings fit a cell."""
    for index, text in enumerate(book.strings):
        if len(text) > 32_767:
            yield f"shared string {index} has {len(text)} characters, over 32767"


def check_calc_chain(book: Book) -> Iterator[str]:
    """Each entry of the calculation chain is a cell that holds a formula."""
    parts = {
        entry.get("sheetId"): sheet
        for entry, sheet in zip(book.root.iterfind(f"{M}sheets/{M}sheet"), book.sheets, strict=True)
    }
    for part in book.linked(book.part, "calcChain"):
        sheet_id: str | None = None
        for entry in book.tree(part).iterfind(f"{M}c"):
            sheet_id = entry.get("i", sheet_id)
            place = parse_cell(entry.get("r", ""))
            sheet = parts.get(sheet_id)
            cell = sheet.cells(place[0]).get(place[1]) if sheet and place else None
            if cell is None or cell.find(f"{M}f") is None:
                yield f"{part}: {entry.get('r')} of sheet {sheet_id} holds no formula"


STYLE_INDICES = {"fontId": "fonts", "fillId": "fills", "borderId": "borders"}


def check_styles(book: Book) -> Iterator[str]:
    """Cell formats point at fonts, fills, borders, number formats and styles that are there."""
    if book.styles is None:
        return
    formats = {n.get("numFmtId") for n in book.styles.iterfind(f"{M}numFmts/{M}numFmt")}
    for collection in ("cellXfs", "cellStyleXfs"):
        for index, xf in enumerate(book.styles.iterfind(f"{M}{collection}/{M}xf")):
            for fault in xf_faults(book, xf, formats):
                yield f"styles {collection} {index}: {fault}"
    for name in repeated([s.get("name", "") for s in book.styles.iter(f"{M}cellStyle")]):
        yield f"styles: two cell styles are named {name!r}"


def xf_faults(book: Book, xf: etree._Element, formats: set[str | None]) -> Iterator[str]:
    """What one cell format points at and does not find."""
    for attribute, collection in STYLE_INDICES.items():
        if int(xf.get(attribute, 0)) >= max(book.count(collection), 1):
            yield f"{attribute} {xf.get(attribute)} is out of range"
    if int(xf.get("xfId", 0)) >= max(book.count("cellStyleXfs"), 1):
        yield f"xfId {xf.get('xfId')} is out of range"
    number = xf.get("numFmtId", "0")
    if int(number) >= 164 and number not in formats:
        yield f"numFmtId {number} is not defined"
