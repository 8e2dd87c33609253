"""What a person adds to a workbook in Excel, put into a file as Excel would put it.

On a sheet of its own, `Mine`: a table with a slicer, a pivot, a native chart, a picture, a text
box, sparklines, threaded comments, a note and a check box. On the register: a picture, a text
box and a note. For the workbook: custom XML and a sensitivity label.
"""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

from lxml import etree

from tests.ooxml.book import M
from tests.ooxml.operation import BLOCK, Operation, insert_in_order, written
from tests.ooxml.parts import R
from tests.ooxml.register_additions import add_to_register

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
MS_2007 = "http://schemas.microsoft.com/office/2007/relationships/"
MS_2017 = "http://schemas.microsoft.com/office/2017/10/relationships/"
LABELS = "http://schemas.microsoft.com/office/2020/02/relationships/classificationlabels"
SHEETS = "application/vnd.openxmlformats-officedocument.spreadsheetml."
EXCEL = "application/vnd.ms-excel."
OPEN = "application/vnd.openxmlformats-officedocument."

# Each file of `mine/`: the start of the name it takes, and its content type.
PARTS = {
    "sheet.xml": ("xl/worksheets/sheet", f"{SHEETS}worksheet+xml"),
    "drawing.xml": ("xl/drawings/drawing", f"{OPEN}drawing+xml"),
    "vml.vml": ("xl/drawings/vmlDrawing", f"{OPEN}vmlDrawing"),
    "chart.xml": ("xl/charts/chart", f"{OPEN}drawingml.chart+xml"),
    "comments.xml": ("xl/comments", f"{SHEETS}comments+xml"),
    "threads.xml": ("xl/threadedComments/threadedComment", f"{EXCEL}threadedcomments+xml"),
    "person.xml": ("xl/persons/person", f"{EXCEL}person+xml"),
    "control.xml": ("xl/ctrlProps/ctrlProp", f"{EXCEL}controlproperties+xml"),
    "table.xml": ("xl/tables/table", f"{SHEETS}table+xml"),
    "slicer.xml": ("xl/slicers/slicer", f"{EXCEL}slicer+xml"),
    "slicer_cache.xml": ("xl/slicerCaches/slicerCache", f"{EXCEL}slicerCache+xml"),
    "pivot.xml": ("xl/pivotTables/pivotTable", f"{SHEETS}pivotTable+xml"),
    "pivot_cache.xml": (
        "xl/pivotCache/pivotCacheDefinition",
        f"{SHEETS}pivotCacheDefinition+xml",
    ),
    "pivot_records.xml": (
        "xl/pivotCache/pivotCacheRecords",
        f"{SHEETS}pivotCacheRecords+xml",
    ),
    "custom.xml": ("customXml/item", "application/xml"),
    "custom_props.xml": ("customXml/itemProps", f"{OPEN}customXmlProperties+xml"),
    "label.xml": (
        "docMetadata/LabelInfo",
        "application/vnd.ms-office.classificationlabels+xml",
    ),
}
# What joins them: source, id, type of relationship, target. The ids stand in the files.
LINKS = (
    ("sheet.xml", "rId1", f"{OFFICE}drawing", "drawing.xml"),
    ("sheet.xml", "rId2", f"{OFFICE}vmlDrawing", "vml.vml"),
    ("sheet.xml", "rId3", f"{OFFICE}ctrlProp", "control.xml"),
    ("sheet.xml", "rId4", f"{OFFICE}table", "table.xml"),
    ("sheet.xml", "rId5", f"{MS_2007}slicer", "slicer.xml"),
    ("sheet.xml", "rId6", f"{OFFICE}comments", "comments.xml"),
    ("sheet.xml", "rId7", f"{MS_2017}threadedComment", "threads.xml"),
    ("sheet.xml", "rId8", f"{OFFICE}pivotTable", "pivot.xml"),
    ("drawing.xml", "rId1", f"{OFFICE}image", "picture"),
    ("drawing.xml", "rId2", f"{OFFICE}chart", "chart.xml"),
    ("pivot.xml", "rId1", f"{OFFICE}pivotCacheDefinition", "pivot_cache.xml"),
    ("pivot_cache.xml", "rId1", f"{OFFICE}pivotCacheRecords", "pivot_records.xml"),
    ("custom.xml", "rId1", f"{OFFICE}customXmlProps", "custom_props.xml"),
    ("workbook", "", f"{MS_2017}person", "person.xml"),
    ("workbook", "", f"{OFFICE}customXml", "custom.xml"),
    ("package", "", LABELS, "label.xml"),
)
SLICER_CACHES = "{46BE6895-7355-4a93-B00E-2C351335B9C9}"
X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
X15 = "http://schemas.microsoft.com/office/spreadsheetml/2010/11/main"
WORKBOOK = """
fileVersion fileSharing workbookPr workbookProtection bookViews sheets functionGroups
externalReferences definedNames calcPr oleSize customWorkbookViews pivotCaches smartTagPr
smartTagTypes webPublishing fileRecoveryPr webPublishObjects extLst
"""
ORDER = WORKBOOK.split()


def add_everything(path: Path, out: Path, sheet: str = "Register") -> dict[str, bytes]:
    """`out` is the workbook with all of it added; the parts that hold it, by name.

    Parts of the workbook's own that only name the new ones (the workbook part, the register's
    sheet, relationships, content types) are changed and not among those returned.
    """
    operation = Operation(path)
    picture = operation.free_name("xl/media/image", ".png")
    operation.add(picture, grey_square(), "image/png")
    add_to_register(operation, sheet, picture)
    add_parts(operation, picture)
    return operation.finish(out)


def add_parts(operation: Operation, picture: str) -> None:
    """The sheet `Mine` with all that hangs on it, and what the workbook itself is given."""
    names = {file: operation.free_name(PARTS[file][0], Path(file).suffix) for file in PARTS}
    names |= {"label.xml": "docMetadata/LabelInfo.xml", "picture": picture}
    values = blanks(operation)
    for file, (_, content_type) in PARTS.items():
        operation.add(names[file], written(file, **values), content_type)
    names |= {"workbook": operation.book.part, "package": ""}
    for source, link_id, kind, target in LINKS:
        operation.link(names[source], kind, names[target], link_id)
    name_in_workbook(operation, names, values["cache_id"])


def blanks(operation: Operation) -> dict[str, int]:
    """The numbers that must be free in this workbook."""
    block = operation.free_block()
    ids = [int(table.root.get("id", 0)) for table in operation.book.tables]
    return {
        "shape_block": block,
        "thread_shape": block * BLOCK + 1,
        "note_shape": block * BLOCK + 2,
        "control_shape": block * BLOCK + 3,
        "table_id": max([0, *ids]) + 1,
        "cache_id": operation.free_number("pivotCache", "cacheId"),
    }


def name_in_workbook(operation: Operation, names: dict[str, str], cache_id: int) -> None:
    """The workbook part names the sheet, the pivot's cache, the slicer's cache and its name."""
    root, part = operation.tree(operation.book.part), operation.book.part
    entry = etree.SubElement(collection(root, "sheets"), f"{M}sheet", name="Mine")
    entry.set("sheetId", str(operation.free_number("sheet", "sheetId")))
    entry.set(f"{R}id", operation.link(part, f"{OFFICE}worksheet", names["sheet.xml"]))
    name = etree.Element(f"{M}definedName", name="Slicer_Team")
    name.text = "#N/A"
    collection(root, "definedNames").insert(0, name)
    cache = etree.SubElement(collection(root, "pivotCaches"), f"{M}pivotCache")
    cache.set("cacheId", str(cache_id))
    kind = f"{OFFICE}pivotCacheDefinition"
    cache.set(f"{R}id", operation.link(part, kind, names["pivot_cache.xml"]))
    extension = etree.SubElement(collection(root, "extLst"), f"{M}ext", uri=SLICER_CACHES)
    caches = etree.SubElement(extension, f"{{{X15}}}slicerCaches", nsmap={"x14": X14, "x15": X15})
    slicer = etree.SubElement(caches, f"{{{X14}}}slicerCache")
    kind = f"{MS_2007}slicerCache"
    slicer.set(f"{R}id", operation.link(part, kind, names["slicer_cache.xml"]))


def collection(root: etree._Element, name: str) -> etree._Element:
    """The workbook's collection of that name, made in its place where there was none."""
    found = root.find(M + name)
    if found is None:
        found = etree.Element(M + name)
        insert_in_order(root, found, ORDER)
    return found


def grey_square() -> bytes:
    """A picture of 8 by 8 grey points, as PNG."""
    header = struct.pack(">IIBBBBB", 8, 8, 8, 0, 0, 0, 0)
    points = zlib.compress((b"\0" + b"\x80" * 8) * 8)
    chunks = ((b"IHDR", header), (b"IDAT", points), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(png_chunk(kind, data) for kind, data in chunks)


def png_chunk(kind: bytes, data: bytes) -> bytes:
    """One chunk of a PNG, with its length and checksum."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
