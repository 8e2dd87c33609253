"""What a person has added to a workbook is there, byte for byte, after it is written to."""

from __future__ import annotations

from pathlib import Path

import pytest

from s117xl.workbook.edits import AppendRows, Edit, Format, LayFormats, WriteColumn, WriteRows
from tests.workbook.patch.books import (
    SHEET,
    add_parts,
    change_part,
    make_book,
    parts,
    raw_members,
    replace,
    run,
)

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MICROSOFT = "http://schemas.microsoft.com/office"
LATER = f"{MICROSOFT}/2017/10/relationships"
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(256))
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<{0} xmlns="urn:{0}"/>'

# Each part with the relation, from the sheet or the workbook, that leads to it.
OF_SHEET = {
    "xl/drawings/drawing1.xml": f"{OFFICE}/drawing",
    "xl/drawings/vmlDrawing1.vml": f"{OFFICE}/vmlDrawing",
    "xl/comments1.xml": f"{OFFICE}/comments",
    "xl/threadedComments/threadedComment1.xml": f"{LATER}/threadedComment",
    "xl/pivotTables/pivotTable1.xml": f"{OFFICE}/pivotTable",
    "xl/slicers/slicer1.xml": f"{MICROSOFT}/2007/relationships/slicer",
    "xl/ctrlProps/ctrlProp1.xml": f"{OFFICE}/ctrlProp",
    "xl/printerSettings/printerSettings1.bin": f"{OFFICE}/printerSettings",
}
OF_WORKBOOK = {
    "xl/slicerCaches/slicerCache1.xml": f"{MICROSOFT}/2007/relationships/slicerCache",
    "xl/pivotCache/pivotCacheDefinition1.xml": f"{OFFICE}/pivotCacheDefinition",
    "xl/persons/person.xml": f"{LATER}/person",
    "customXml/item1.xml": f"{OFFICE}/customXml",
}
LOOSE = (
    "xl/media/image1.png",
    "xl/charts/chart1.xml",
    "xl/drawings/_rels/drawing1.xml.rels",
    "customXml/itemProps1.xml",
    "docMetadata/LabelInfo.xml",
)
TAIL = (
    '<drawing r:id="rM0"/><legacyDrawing r:id="rM1"/>'
    '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
    '<mc:Choice Requires="x14" xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9'
    '/main"><controls><control shapeId="1" r:id="rM6" name="Check Box 1"/></controls></mc:Choice>'
    "</mc:AlternateContent>"
)
SPARKLINES = (
    '<extLst><ext uri="{05C60535-1F16-4fd2-B633-F4F36F0B64E0}" xmlns:x14="http://schemas.microsoft'
    '.com/office/spreadsheetml/2009/9/main"><x14:sparklineGroups xmlns:xm="http://schemas.microsoft'
    '.com/office/excel/2006/main"><x14:sparklineGroup><x14:sparklines><x14:sparkline><xm:f>Register'
    "!A2:C2</xm:f><xm:sqref>H2</xm:sqref></x14:sparkline></x14:sparklines></x14:sparklineGroup>"
    "</x14:sparklineGroups></ext></extLst>"
)
EDITS: list[Edit] = [
    WriteColumn("tblRegister", "To do", list("abcde")),
    WriteColumn("tblRegister", "Flags", ["|id=V-001|Born=invalid|", None, None, None, None]),
    WriteRows("tblFindings", ["Key", "Message"], [["k1", "one"], ["k2", "two"]], key="Key"),
    LayFormats("tblRegister", [Format("=invalid|", 'FIND("=invalid|",{column:Flags})', "invalid")]),
]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A workbook to which a person has added one of everything."""
    book = make_book(tmp_path / "register.xlsx")
    everything = [*OF_SHEET, *OF_WORKBOOK, *LOOSE]
    added = {part: XML.format(f"part{n}").encode() for n, part in enumerate(everything)}
    add_parts(book, added | {"xl/media/image1.png": PICTURE})
    _relate(book, "xl/worksheets/_rels/sheet1.xml.rels", OF_SHEET)
    _relate(book, "xl/_rels/workbook.xml.rels", OF_WORKBOOK)
    change_part(book, SHEET, replace("<tableParts", TAIL + "<tableParts"))
    change_part(book, SHEET, replace("</worksheet>", SPARKLINES + "</worksheet>"))
    return book


def _relate(book: Path, rels: str, targets: dict[str, str]) -> None:
    said = "".join(
        f'<Relationship Id="rM{n}" Type="{kind}" Target="/{part}"/>'
        for n, (part, kind) in enumerate(targets.items())
    )
    change_part(book, rels, replace("</Relationships>", said + "</Relationships>"))


def test_every_part_that_is_not_ours_keeps_its_packed_bytes(book: Path) -> None:
    before = raw_members(book)
    result = run(book, *EDITS)
    after = raw_members(book)
    assert list(after) == list(before)
    assert {name for name in before if before[name] != after[name]} == set(result.changed)
    assert set(result.changed) == {
        SHEET,
        "xl/worksheets/sheet2.xml",
        "xl/tables/table2.xml",
        "xl/styles.xml",
    }


def test_the_sheet_still_leads_to_all_that_was_added(book: Path) -> None:
    run(book, *EDITS)
    sheet = parts(book)[SHEET].decode()
    assert TAIL + '<tableParts count="1"' in sheet
    assert sheet.endswith(SPARKLINES + "</worksheet>")


def test_what_was_written_can_be_taken_out_again(book: Path) -> None:
    before = parts(book)
    run(book, *EDITS)
    run(
        book,
        WriteColumn("tblRegister", "To do", [None] * 5),
        WriteColumn("tblRegister", "Flags", [None] * 5),
        WriteRows("tblFindings", ["Key", "Message"], [], key="Key"),
    )
    after = parts(book)
    assert {name for name in before if before[name] != after[name]} == {SHEET, "xl/styles.xml"}
    formats = after[SHEET].index(b"<conditionalF"), after[SHEET].index(b"<pageMargins")
    assert after[SHEET][: formats[0]] + after[SHEET][formats[1] :] == before[SHEET]


def test_adding_a_row_touches_only_its_sheet_and_table(book: Path) -> None:
    result = run(book, AppendRows("tblFindings", ["Key"], [["a"], ["b"]]))
    assert set(result.changed) == {"xl/worksheets/sheet2.xml", "xl/tables/table2.xml"}
