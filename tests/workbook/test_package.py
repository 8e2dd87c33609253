"""A workbook's sheets, tables and names are found however its parts are named and written."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from s117xl.refusal import Refused
from s117xl.workbook.package import Area, Package, Sheet, Table, unescape
from tests.workbook import odd_files as odd

RELS = "xl/_rels/workbook.xml.rels"
SHEET_RELS = "xl/worksheets/_rels/sheet1.xml.rels"
TABLE = "xl/tables/t1.xml"


def opened(tmp_path: Path, **changes: str) -> Package:
    """The small sound workbook with changed parts: w, r, s, t stand for the parts above."""
    names = {"w": "xl/workbook.xml", "r": RELS, "s": SHEET_RELS, "t": TABLE}
    parts = {names[key]: content for key, content in changes.items()}
    return Package(odd.make(tmp_path / "a.xlsx", parts))


def test_a_workbook_has_sheets_and_tables(tmp_path: Path) -> None:
    package = opened(tmp_path)
    assert package.sheets == (Sheet("Register", odd.SHEET, "visible"),)
    area = Area(1, 1, 3, 2)
    assert package.tables == {
        "tblX": Table("tblX", "Register", TABLE, area, ("Id", "Born"), True, False)
    }


def test_a_workbook_of_xlsxwriter_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(path, {"date_1904": True})
    columns = [{"header": "Date\nof birth"}, {"header": '"a" & <b>'}]
    sheet = book.add_worksheet("Ours & theirs")
    sheet.add_table("B2:C5", {"name": "tblRegister", "columns": columns, "total_row": True})
    book.add_worksheet("Kept").hide()
    book.add_worksheet("Deep").very_hidden()
    book.define_name("s117_dob", "=tblRegister[Date of birth]")
    book.define_name("Kept!local", "=Kept!$A$1")
    book.close()
    package = Package(path)
    assert [(s.name, s.state) for s in package.sheets] == [
        ("Ours & theirs", "visible"),
        ("Kept", "hidden"),
        ("Deep", "veryHidden"),
    ]
    found = package.tables["tblRegister"]
    assert found.headings == ("Date\nof birth", '"a" & <b>')
    assert (found.area.a1, found.totals_row, found.sheet) == ("B2:C5", True, "Ours & theirs")
    assert package.names == {"s117_dob": "tblRegister[Date of birth]"}
    assert package.date1904


@pytest.mark.parametrize(
    ("escaped", "plain"),
    [
        ("Date_x000a_of birth", "Date\nof birth"),
        ("_x0041_", "A"),
        ("_x005F_x0041_", "_x0041_"),
        ("_xD83D__xDE42_", "🙂"),
        ("_xZZZZ_ x000a", "_xZZZZ_ x000a"),
    ],
)
def test_escapes_are_read_as_the_characters_they_stand_for(escaped: str, plain: str) -> None:
    assert unescape(escaped) == plain


def test_a_heading_keeps_its_line_break(tmp_path: Path) -> None:
    package = opened(tmp_path, t=odd.table(headings=("Date_x000a_of", "a&#10;b")))
    assert package.tables["tblX"].headings == ("Date\nof", "a\nb")


def test_targets_may_be_absolute(tmp_path: Path) -> None:
    package = opened(
        tmp_path,
        r=odd.relations(("rId1", "worksheet", "/xl/worksheets/sheet1.xml")),
        s=odd.relations(("rId1", "table", "/xl/tables/t1.xml")),
    )
    assert package.tables["tblX"].sheet == "Register"


def test_case_of_targets_does_not_matter_and_parts_keep_their_own(tmp_path: Path) -> None:
    package = opened(tmp_path, r=odd.relations(("rId1", "worksheet", "Worksheets/SHEET1.xml")))
    assert package.sheets[0].part == odd.SHEET


def test_backslashes_in_names_of_members_are_slashes(tmp_path: Path) -> None:
    parts = {name.replace("/", "\\"): content for name, content in odd.good_parts().items()}
    package = Package(odd.write_zip(tmp_path / "a.xlsx", parts))
    assert package.sheets[0].part == odd.SHEET
    assert package.read(odd.SHEET)


def test_prefixes_and_the_strict_form_are_read(tmp_path: Path) -> None:
    strict = odd.prefixed(odd.workbook_xml()).replace(odd.MAIN, odd.STRICT)
    strict = strict.replace(odd.OFFICE, "http://purl.oclc.org/ooxml/officeDocument/relationships")
    package = opened(tmp_path, w=strict, t=odd.prefixed(odd.table()))
    assert package.sheets[0].name == "Register"
    assert package.tables["tblX"].headings == ("Id", "Born")


def test_a_part_in_utf_16_is_read(tmp_path: Path) -> None:
    xml = "<?xml version='1.0' encoding='utf-16'?>" + odd.workbook_xml()
    path = odd.make(tmp_path / "a.xlsx", {"xl/workbook.xml": xml.encode("utf-16")})
    assert Package(path).sheets[0].name == "Register"


def test_a_chart_sheet_is_no_worksheet(tmp_path: Path) -> None:
    sheets = '<sheet name="Register" r:id="rId1"/><sheet name="Chart" r:id="rId2"/>'
    package = opened(
        tmp_path,
        w=odd.workbook_xml(sheets=sheets),
        r=odd.relations(
            ("rId1", "worksheet", "worksheets/sheet1.xml"),
            ("rId2", "chartsheet", "chartsheets/sheet1.xml"),
        ),
    )
    assert [sheet.name for sheet in package.sheets] == ["Register"]


@pytest.mark.parametrize(("value", "expected"), [("1", True), ("true", True), ("0", False)])
def test_the_1904_calendar_is_known(value: str, expected: bool, tmp_path: Path) -> None:
    package = opened(tmp_path, w=odd.workbook_xml(f'<workbookPr date1904="{value}"/>'))
    assert package.date1904 is expected


def test_a_table_may_have_no_header_row(tmp_path: Path) -> None:
    xml = odd.table().replace("<table ", '<table headerRowCount="0" totalsRowCount="1" ')
    table = opened(tmp_path, t=xml).tables["tblX"]
    assert (table.header_row, table.totals_row) == (False, True)


def test_a_sheet_that_is_listed_and_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="'Register' is listed in"):
        opened(tmp_path, r=odd.relations(("rId1", "worksheet", "worksheets/gone.xml")))
    with pytest.raises(Refused, match="'Register' is listed in"):
        opened(tmp_path, r=odd.relations())


def test_links_to_the_world_outside_are_no_parts(tmp_path: Path) -> None:
    rels = odd.relations(("rId9", "hyperlink", "https://example.org/table.xml"))
    package = opened(tmp_path, s=rels.replace("Target=", 'TargetMode="External" Target='))
    assert package.relations(odd.SHEET) == ()
    assert package.tables == {}


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
@pytest.mark.parametrize("size", [0, 1, 999, 3_000_000])
def test_a_part_is_read_as_it_was_written(method: int, size: int, tmp_path: Path) -> None:
    content = bytes(number * number % 251 for number in range(min(size, 5000))) * (size // 5000 + 1)
    path = odd.make(tmp_path / "a.xlsx")
    with zipfile.ZipFile(path, "a", method) as archive:
        archive.writestr("xl/media/a.bin", content)
    package = Package(path)
    pieces = list(package.chunks("xl/media/a.bin", 1000))
    assert b"".join(pieces) == content == package.read("XL/Media/A.bin")
    assert all(len(piece) <= 1000 for piece in pieces)


def test_a_zip_written_as_a_stream_is_read(tmp_path: Path) -> None:
    class Stream(io.RawIOBase):
        """A file that cannot be wound back, so that sizes stand behind the data."""

        def __init__(self) -> None:
            self.data = b""

        def writable(self) -> bool:
            return True

        def write(self, data: object) -> int:
            self.data += bytes(data)  # type: ignore[call-overload]
            return len(data)  # type: ignore[arg-type]

    stream = Stream()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in odd.good_parts().items():
            archive.writestr(name, content)
    path = tmp_path / "a.xlsx"
    path.write_bytes(stream.data)
    assert Package(path).tables["tblX"].area.a1 == "A1:B3"


def test_a_packing_that_excel_does_not_use_is_refused(tmp_path: Path) -> None:
    path = odd.make(tmp_path / "a.xlsx", drop=[odd.SHEET])
    with zipfile.ZipFile(path, "a", zipfile.ZIP_LZMA) as archive:
        archive.writestr(odd.SHEET, odd.sheet())
    with pytest.raises(Refused, match="Excel does not use"):
        Package(path).read(odd.SHEET)


def test_a_small_part_that_is_huge_is_refused_before_it_is_parsed(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="too large to be what it says it is"):
        opened(tmp_path, t=odd.table() + " " * (33 << 20))
