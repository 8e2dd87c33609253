"""Tables: Excel repairs one whose words differ from its cells, or that meets another."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from tests.ooxml.areas import address, overlaps, parse_area
from tests.ooxml.book import Book, M, Table, shown_text, unescape
from tests.ooxml.checks.workbook import name_fault
from tests.ooxml.parts import R, repeated

DXF_IDS = (
    "headerRowDxfId",
    "dataDxfId",
    "totalsRowDxfId",
    "headerRowBorderDxfId",
    "tableBorderDxfId",
    "totalsRowBorderDxfId",
)


def check_tables(book: Book) -> Iterator[str]:
    """Every table by itself, then all of them together."""
    for table in book.tables:
        for check in (name_faults, shape_faults, column_faults, filter_faults, style_faults):
            yield from (f"{table.part} {table.name}: {f}" for f in check(book, table))
        for cells in (header_faults, total_faults, formula_faults):
            yield from (f"{table.part} {table.name}: {f}" for f in cells(book, table))
    for name in repeated([table.name for table in book.tables]):
        yield f"two tables are named {name}"
    for number, times in Counter(table.root.get("id") for table in book.tables).items():
        if times > 1:
            yield f"{times} tables have the id {number}"
    yield from area_faults(book)


def name_faults(book: Book, table: Table) -> Iterator[str]:
    """The table has a name that Excel takes, and its sheet counts it among its own."""
    if fault := name_fault(table.name):
        yield f"the name {fault}"
    if table.root.get("name") != table.name:
        yield "name and displayName differ"
    ids = [part.get(f"{R}id") for part in table.sheet.all("tableParts/tablePart")]
    targets = [book.target(table.sheet.part or "", link_id) for link_id in ids]
    if targets.count(table.part) != 1:
        yield "is not once among the tableParts of its sheet"


def shape_faults(book: Book, table: Table) -> Iterator[str]:
    """The area can be read, has a row of data, and is as wide as the columns are many."""
    if table.area is None:
        yield f"the area {table.root.get('ref')!r} cannot be read"
        return
    if not table.data_rows():
        yield f"the area {table.area} has no row for data"
    width, columns = table.area.right - table.area.left + 1, len(table.columns())
    stated = table.root.find(f"{M}tableColumns")
    if columns != width:
        yield f"the area {table.area} is {width} wide and has {columns} columns"
    if stated is not None and stated.get("count", str(columns)) != str(columns):
        yield f"counts {stated.get('count')} columns and has {columns}"


def column_faults(book: Book, table: Table) -> Iterator[str]:
    """Columns have ids and names of their own."""
    for name in repeated(table.names):
        yield f"two columns are named {name!r}"
    for number in repeated([column.get("id", "") for column in table.columns()]):
        yield f"two columns have the id {number}"
    for name in table.names:
        if not 1 <= len(name) <= 255:
            yield f"a column's name has {len(name)} characters: 1 to 255 are allowed"


def filter_faults(book: Book, table: Table) -> Iterator[str]:
    """The filter covers the header and the data, and not the totals."""
    own = table.root.find(f"{M}autoFilter")
    if own is None or table.area is None:
        return
    wanted = table.area._replace(
        bottom=table.area.bottom - int(table.root.get("totalsRowCount", 0))
    )
    if parse_area(own.get("ref", "")) != wanted:
        yield f"its filter stands on {own.get('ref')} and not on {wanted}"
    for column in own.iterfind(f"{M}filterColumn"):
        if int(column.get("colId", 0)) >= len(table.columns()):
            yield f"its filter is on column {column.get('colId')}, which it has not"


def style_faults(book: Book, table: Table) -> Iterator[str]:
    """The differential formats that the table uses are there."""
    limit = book.count("dxfs")
    for element in (table.root, *table.columns()):
        for attribute in DXF_IDS:
            if attribute in element.attrib and int(element.get(attribute, 0)) >= limit:
                yield f"{attribute} {element.get(attribute)} is out of range"


def header_faults(book: Book, table: Table) -> Iterator[str]:
    """Each header cell holds text, and the same text as the table's own name for the column."""
    if table.area is None or table.root.get("headerRowCount") == "0":
        return
    cells = table.sheet.cells(table.area.top)
    for offset, name in enumerate(table.names):
        place = address(table.area.top, table.area.left + offset)
        cell = cells.get(table.area.left + offset)
        text = None if cell is None else shown_text(book, cell)
        if text is None:
            yield f"the header {place} of {name!r} holds no text"
        elif text != name:
            yield f"the header {place} differs from the column's name {name!r}"


def total_faults(book: Book, table: Table) -> Iterator[str]:
    """Labels in the totals row are the same in the cells."""
    if table.area is None or not int(table.root.get("totalsRowCount", 0)):
        return
    cells = table.sheet.cells(table.area.bottom)
    for offset, column in enumerate(table.columns()):
        label = column.get("totalsRowLabel")
        cell = cells.get(table.area.left + offset)
        if label and (cell is None or shown_text(book, cell) != unescape(label)):
            place = address(table.area.bottom, table.area.left + offset)
            yield f"the total {place} differs from its label"


def formula_faults(book: Book, table: Table) -> Iterator[str]:
    """A cell of a calculated column holds that column's formula, or none.

    Excel marks one that differs as an exception; in a file of ours it is a slip.
    """
    for offset, column in enumerate(table.columns()):
        wanted = column.findtext(f"{M}calculatedColumnFormula")
        if not wanted or table.area is None:
            continue
        for row in table.data_rows():
            cell = table.sheet.cells(row).get(table.area.left + offset)
            own = None if cell is None else cell.findtext(f"{M}f")
            if own and squeezed(own) != squeezed(wanted) and "[" in wanted:
                place = address(row, table.area.left + offset)
                yield f"{place} differs from the formula of its column"


def squeezed(formula: str) -> str:
    """The formula with no spaces outside brackets and texts, to compare it by."""
    return re.sub(r'("[^"]*"|\[[^\]]*\])|\s+', lambda m: m[1] or "", formula).lower()


def area_faults(book: Book) -> Iterator[str]:
    """No two tables meet, nor does a table meet a merge or a filter of the sheet's own."""
    for sheet in book.sheets:
        areas = [t.area for t in book.tables if t.sheet is sheet and t.area]
        for one, other in overlaps(areas):
            yield f"{sheet.part}: the tables {one} and {other} overlap"
        others = [*sheet.all("mergeCells/mergeCell"), *sheet.all("autoFilter")]
        for other_area in [a for o in others if (a := parse_area(o.get("ref", "")))]:
            for area in areas:
                if area.overlaps(other_area):
                    yield f"{sheet.part}: {other_area} is merged or filtered inside a table"
