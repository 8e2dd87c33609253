"""The lint passes what is good, and names each fault that is put into it."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape

import pytest

from tests.ooxml.lint import lint
from tests.ooxml.samples import good_document, good_workbook
from tests.ooxml.surgery import operate, replace

SHEET, OTHER = "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"
BOOK, TABLE, TABLE_2 = "xl/workbook.xml", "xl/tables/table1.xml", "xl/tables/table2.xml"
STYLES, NOTES, BODY = "xl/styles.xml", "xl/comments1.xml", "word/document.xml"
DRAWING, VML = "xl/drawings/drawing1.xml", "xl/drawings/vmlDrawing1.vml"
TYPES, RELS = "[Content_Types].xml", "xl/worksheets/_rels/sheet1.xml.rels"


class Damage(NamedTuple):
    """What is wrong after `old` becomes `new` in a part, and a piece of what the lint says."""

    fault: str
    part: str
    old: str
    new: str
    said: str


CELLS = [
    Damage("a cell stands twice", SHEET, '<c r="C2">', '<c r="B2">', "B2: stands twice"),
    Damage("cells out of order", SHEET, 'r="C3"', 'r="E3"', "D3: stands after E3"),
    Damage("rows out of order", SHEET, '<row r="3"', '<row r="6"', "row 4 stands after row 6"),
    Damage("a row stands twice", SHEET, '<row r="3"', '<row r="2"', "row 2 stands after row 2"),
    Damage("a cell in a strange row", SHEET, 'r="C3"', 'r="C9"', "C9: stands in row 3"),
    Damage("a style too high", SHEET, '<c r="C2">', '<c r="C2" s="3">', "C2: style 3 is out"),
    Damage("a string too high", SHEET, "<v>11</v>", "<v>15</v>", "F6: shared string 15"),
    Damage("no number", SHEET, '"C3"><v>5', '"C3"><v>five', "holds no number"),
    Damage("no truth value", SHEET, 't="b"><v>1', 't="b"><v>yes', "F3: holds no truth value"),
    Damage("no error", SHEET, 't="b"><v>1', 't="e"><v>#OOPS!', "no error of Excel's"),
    Damage("an unknown type", SHEET, 't="b"', 't="bool"', "F3: has the unknown type bool"),
    Damage(
        "an inline string of type s", SHEET, "<v>11</v>", "<is><t>x</t></is>", "F6: holds an in"
    ),
    Damage("an inline string that is none", SHEET, 't="b"', 't="inlineStr"', "F3: is of type inl"),
    Damage("text too long", SHEET, 't="b"><v>1', f't="str"><v>{"x" * 32768}', "F3: text of over"),
    Damage("metadata and no part", SHEET, '<c r="C2">', '<c r="C2" cm="1">', "C2: uses metadata"),
    Damage("a high row", SHEET, '<row r="6"', '<row r="6" ht="500"', "row 6: height over"),
    Damage("a deep row", SHEET, '<row r="6"', '<row r="6" outlineLevel="8"', "row 6: outline"),
    Damage("a small dimension", SHEET, 'ref="A1:G6"', 'ref="A1:D6"', "dimension A1:D6 is smaller"),
    Damage(
        "a shared formula with no master", SHEET, "<f>_", '<f t="shared" si="1"/><f>_', "F4: sh"
    ),
]
SHEET_PARTS = [
    Damage(
        "parts out of order", SHEET, "<sheetData>", '<mergeCells/><sheetData foo="">', "stands af"
    ),
    Damage("a part twice", SHEET, "<cols>", "<cols/><cols>", "cols stands twice"),
    Damage("an unknown part", SHEET, "<cols>", "<colours/><cols>", "unknown part colours"),
    Damage("a wrong count", SHEET, 'mergeCells count="1"', 'mergeCells count="2"', "counts 2 and"),
    Damage("a table uncounted", SHEET, 'tableParts count="1"', 'tableParts count="0"', "counts 0"),
    Damage("a pane on frozen cells", SHEET, 'topLeftCell="B2"', 'topLeftCell="A2"', "begins at A2"),
    Damage("a lost pane", SHEET, 'xSplit="1" ', "", "activePane bottomRight is not there"),
    Damage("a wide column", SHEET, 'width="30.71', 'width="300.71', "over 255 wide"),
    Damage("a deep column", SHEET, 'outlineLevel="1"/>', 'outlineLevel="8"/>', "level over 7"),
    Damage("columns that overlap", SHEET, 'min="6"', 'min="2"', "columns 2 to 7 stand after 2"),
    Damage("merges that overlap", OTHER, '"C2:D2"', '"C1:C2"', "the merges C1:D1 and C1:C2 over"),
    Damage("a merge of one cell", OTHER, '"C2:D2"', '"C2"', "the merge C2 is no area"),
    Damage("a link on nothing", SHEET, '<hyperlink ref="F2"', '<hyperlink ref=""', "stands on ''"),
    Damage("a long footer", OTHER, "Page ", "Page " * 60, "oddFooter is over 255"),
    Damage(
        "grouped sheets", OTHER, "<sheetView ", '<sheetView tabSelected="1" ', "selected at once"
    ),
]
BOOKS = [
    Damage(
        "all sheets hidden", BOOK, "<sheet ", '<sheet state="hidden" ', "activeTab 0 is a hidden"
    ),
    Damage(
        "a sheet name twice", BOOK, "Lists &amp; more", "REGISTER", "sheets are named 'register'"
    ),
    Damage("a long sheet name", BOOK, "Lists &amp; more", "L" * 32, "has 32 characters"),
    Damage("a sheet name with a slash", BOOK, "Lists &amp; more", "A/B", "holds one of"),
    Damage("a sheet name with an apostrophe", BOOK, "Lists &amp; more", "'A", "an apostrophe"),
    Damage("a sheet id twice", BOOK, 'sheetId="2"', 'sheetId="1"', "have the sheetId 1"),
    Damage(
        "a tab beyond the last", BOOK, "<workbookView ", '<workbookView activeTab="2" ', "beyond"
    ),
    Damage("a name with a space", BOOK, "s117_days", "s117 days", "a character that names may not"),
    Damage("a name like a cell", BOOK, "s117_days", "DAY117", "'DAY117' looks like a cell"),
    Damage("a name like R1C1", BOOK, "s117_days", "R1C1", "'R1C1' looks like a cell"),
    Damage("a name twice", BOOK, "s117_days", "S117_TEAM", "s117_team (-) stands twice"),
    Damage("a name that is a table's", BOOK, "s117_days", "TBLREGISTER", "is a table's name too"),
    Damage("a name for no sheet", BOOK, 's117_days"', 's117_days" localSheetId="2"', "not there"),
    Damage("an empty name", BOOK, "tblRegister[Days]", "", "s117_days: formula is empty"),
    Damage(
        "a font too high", STYLES, 'numFmtId="164" fontId="0"', 'numFmtId="164" fontId="7"', "fontI"
    ),
    Damage(
        "a number format too high", STYLES, '<xf numFmtId="164"', '<xf numFmtId="165"', "165 is no"
    ),
    Damage("a style twice", STYLES, '"Hyperlink"', '"NORMAL"', "styles are named 'normal'"),
]
TABLES = [
    Damage(
        "a header that differs", TABLE, 'name="Days"', 'name="days "', "C1 differs from the column"
    ),
    Damage(
        "a header of two lines as one", TABLE, "&#xA;", " ", "B1 differs from the column's name"
    ),
    Damage(
        "a header that is a number", SHEET, 't="s"><v>2<', "><v>2<", "C1 of 'Days' holds no text"
    ),
    Damage("a column twice", TABLE, 'name="Id"', 'name="DAYS"', "columns are named 'days'"),
    Damage("a column id twice", TABLE, '<tableColumn id="1"', '<tableColumn id="2"', "the id 2"),
    Damage("a wrong column count", TABLE, 'Columns count="4"', 'Columns count="5"', "counts 5 col"),
    Damage("a column too few", TABLE, '<tableColumn id="1" name="Id"/>', "", "4 wide and has 3"),
    Damage("no row for data", TABLE, 'ref="A1:D4"', 'ref="A1:D1"', "no row for data"),
    Damage("a filter elsewhere", TABLE, 'Filter ref="A1:D4"', 'Filter ref="A1:D3"', "on A1:D3 and"),
    Damage("a merge in a table", TABLE_2, 'ref="A1:A3"', 'ref="A1:C3"', "filtered inside a table"),
    Damage("an id twice", TABLE_2, 'id="2"', 'id="1"', "2 tables have the id 1"),
    Damage(
        "two names in one table", TABLE, ' name="tblR', ' name="R', "name and displayName differ"
    ),
    Damage(
        "a name like a cell",
        TABLE_2,
        'displayName="tblLists"',
        'displayName="TBL1"',
        "the name looks like a cell",
    ),
    Damage(
        "a format too high", TABLE, 'name="Id"', 'name="Id" dataDxfId="1"', "dataDxfId 1 is out"
    ),
    Damage("a formula of its own", SHEET, "[Days]]*2", "[Days]]*3", "D2 differs from the formula"),
    Damage(
        "a table not on its sheet",
        OTHER,
        '<tablePart r:id="rId2"',
        '<tablePart r:id="rId1"',
        "once",
    ),
]
FORMATS = [
    Damage("a style too high", SHEET, 'dxfId="0"', 'dxfId="1"', "dxfId 1 is out of range"),
    Damage("a priority twice", SHEET, 'priority="2"', 'priority="1"', "have the priority 1"),
    Damage("no operator", SHEET, ' operator="greaterThan"', "", "cellIs has no operator"),
    Damage("a strange operator", SHEET, '"greaterThan"', '"more"', "unknown operator 'more'"),
    Damage("half a range", SHEET, '"greaterThan"', '"between"', "1 formulas and needs 2"),
    Damage("an unknown type", SHEET, '"expression"', '"formula"', "unknown type 'formula'"),
    Damage("no area", SHEET, 'ing sqref="B2:B4"', 'ing sqref="B2:"', "stands on 'B2:'"),
    Damage(
        "a table in a format", SHEET, '"o",B2', '"o",tblRegister[Days]', "only in cells and names"
    ),
]
VALIDATIONS = [
    Damage("a long list", SHEET, "North,South", "N" * 251, "the list has 256 characters"),
    Damage("an empty list", SHEET, "North,South,East", "", "the list is empty"),
    Damage("a long title", SHEET, 'Title="Team"', f'Title="{"T" * 33}"', "promptTitle is over 32"),
    Damage("a long prompt", SHEET, "Choose one", "C" * 256, "prompt is over 255"),
    Damage("a long error", SHEET, "Not a team", "N" * 226, "error is over 225"),
    Damage("no formula", SHEET, "<formula1>0</formula1>", "", "whole has no formula1"),
    Damage("half a range", SHEET, "<formula2>9</formula2>", "", "has no formula2"),
    Damage("an unknown type", SHEET, 'type="whole"', 'type="integer"', "unknown type 'integer'"),
    Damage(
        "two on a cell", SHEET, 'sqref="C2:C4"><formula1>', 'sqref="B4:C4"><formula1>', "overlap"
    ),
]
COMMENTS = [
    Damage("two on a cell", NOTES, 'ref="A3"', 'ref="A2"', "two comments on A2"),
    Damage("no such author", NOTES, 'authorId="0"', 'authorId="1"', "has the author 1: out of"),
    Damage("no shape", VML, "<x:Row>2<", "<x:Row>7<", "the comment on A3 has no shape"),
    Damage("two shapes with an id", VML, '_s1026"', '_s1025"', "have the id _x0000_s1025"),
    Damage("no target", RELS, "comments1.xml", "comments9.xml", "comments9.xml, which is missing"),
]
PACKAGES = [
    Damage("no content type", TYPES, "/xl/comments1", "/xl/comments2", "names xl/comments2.xml"),
    Damage("a wrong content type", TYPES, "comments+xml", "styles+xml", "has the content type"),
    Damage("an id twice", RELS, 'Id="rId2"', 'Id="rId1"', "relationship id rid1 stands twice"),
    Damage(
        "an id unknown", SHEET, 'Drawing r:id="rId2"', 'Drawing r:id="rId7"', "uses relationship"
    ),
    Damage("broken XML", BOOK, "</workbook>", "</book>", "not well-formed XML"),
]
FORMULAS = [
    ("=1+1", "begins with an equals sign"),
    ('IF(A2="x,1,2)', "cannot be read from character 7"),
    ("IF(A2,1", "do not pair"),
    ("SUM(1)+2)", "do not pair"),
    ("SUM(1;2)", "parts arguments with a semicolon"),
    ("SUM(1,2)+", "ends with an operator"),
    ("1+" * 4096 + "1", "has 8193 characters"),
    (f'LEN("{"x" * 256}")', "a text of over 255 characters"),
    ("(" * 65 + "1" + ")" * 65, "is nested 65 deep"),
    ("MAXIFS(C2:C4,B2:B4,1)", "has MAXIFS, which a file holds as _xlfn.MAXIFS"),
    ("_xlfn.FILTER(C2:C4,B2:B4)", "a file holds as _xlfn._xlws.FILTER"),
    ("_xlfn.SUM(C2:C4)", "which a file holds as SUM"),
    ("SUM(tblRegistr[Days])", "names the table tblRegistr"),
    ("SUM(tblRegister[Daze])", "names the column 'Daze'"),
    ("SUM(tblRegister[Cost & team's\nname])", "names the column \"Cost & team's"),
    ("tblRegister[@Days]", "has @ in brackets"),
    ("[[#This Row],[Days]]", "brackets with no table before them"),
    ("Sheet9!A1", "names the sheet 'Sheet9'"),
    ("'No such'!A1", "names the sheet 'No such'"),
]
GOOD_FORMULAS = [
    "SUM(tblRegister[Cost & team''s\nname])",
    "SUM(tblRegister[[#Headers],[Id]:[Days]])",
    "COUNTA(tblRegister[])+ROWS(tblRegister[#All])",
    "'Lists & more'!$A$2&Register!$A:$A&Register!2:3",
    'IF(A2="say ""no"";","{",{1,2;3,4})',
    'SUM( -A2:B3 C2:C4 )%+1.5E-3+.5+#REF!+s117_days+COUNTIF(A2:A4,"<>")',
    "_xlfn.LET(_xlpm.x,1,_xlpm.x+NETWORKDAYS.INTL(1,2))",
    "[1]Sheet1!A1+'[1]My sheet'!A1",
    "N(tblRegister[[#This Row],[Days]])",
]


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook with no fault."""
    return good_workbook(tmp_path_factory.mktemp("good") / "good.xlsx")


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A document with no fault."""
    return good_document(tmp_path_factory.mktemp("good") / "good.docx")


def test_the_good_are_passed(workbook: Path, document: Path) -> None:
    assert lint(workbook) == []
    assert lint(document) == []


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(damage, id=f"{subject}-{damage.fault.replace(' ', '_')}")
        for subject, damages in {
            "cells": CELLS,
            "sheet": SHEET_PARTS,
            "workbook": BOOKS,
            "table": TABLES,
            "format": FORMATS,
            "validation": VALIDATIONS,
            "comment": COMMENTS,
            "package": PACKAGES,
        }.items()
        for damage in damages
    ],
)
def test_a_fault_is_named(damage: Damage, workbook: Path, tmp_path: Path) -> None:
    bad = replace(workbook, tmp_path / "bad.xlsx", damage.part, damage.old, damage.new)
    said = lint(bad)
    assert any(damage.said in complaint for complaint in said), said


FORMULA = '_xlfn.MAXIFS(C2:C4,B2:B4,"North")'


@pytest.mark.parametrize(("formula", "said"), FORMULAS, ids=[said for _, said in FORMULAS])
def test_a_formula_that_excel_takes_out_is_named(
    formula: str, said: str, workbook: Path, tmp_path: Path
) -> None:
    bad = replace(workbook, tmp_path / "bad.xlsx", SHEET, FORMULA, escape(formula))
    complaints = lint(bad)
    assert any(f"{SHEET} F4: formula" in c and said in c for c in complaints), complaints


@pytest.mark.parametrize("formula", GOOD_FORMULAS)
def test_a_formula_that_excel_takes_is_passed(formula: str, workbook: Path, tmp_path: Path) -> None:
    good = replace(workbook, tmp_path / "good.xlsx", SHEET, FORMULA, escape(formula))
    assert lint(good) == []


def test_a_hidden_workbook_is_named(workbook: Path, tmp_path: Path) -> None:
    one = replace(workbook, tmp_path / "1.xlsx", BOOK, '"Register"', '"Register" state="hidden"')
    two = replace(one, tmp_path / "2.xlsx", BOOK, 'sheetId="2"', 'sheetId="2" state="veryHidden"')
    assert f"{BOOK}: every sheet is hidden" in lint(two)


def test_tables_that_overlap_are_named(workbook: Path, tmp_path: Path) -> None:
    ids = 'Id="rId3"', 'Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    link = f'{ids[1]}relationships/table" Target="../tables/table2.xml"/><Relationship {ids[0]}'
    both = replace(workbook, tmp_path / "1.xlsx", RELS, ids[0], link)
    part = '<tablePart r:id="rId3"/>'
    both = replace(both, tmp_path / "2.xlsx", SHEET, part, f'{part}<tablePart r:id="rId9"/>')
    assert f"{SHEET}: the tables A1:A3 and A1:D4 overlap" in lint(both)


def test_65531_links_are_too_many(workbook: Path, tmp_path: Path) -> None:
    links = "".join(f'<hyperlink ref="A{n}" location="A1"/>' for n in range(1, 65_532))
    bad = replace(workbook, tmp_path / "bad.xlsx", SHEET, "<hyperlinks>", f"<hyperlinks>{links}")
    assert f"{SHEET}: 65532 hyperlinks, over 65530" in lint(bad)


def test_a_calculation_chain_that_points_at_no_formula_is_named(
    workbook: Path, tmp_path: Path
) -> None:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    chain = f'<calcChain xmlns="{space}"><c r="F4" i="1"/><c r="C2"/></calcChain>'
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/calcChain"
    link = f'<Relationship Id="rId99" Type="{kind}" Target="calcChain.xml"/></Relationships>'
    rels = "xl/_rels/workbook.xml.rels"
    bad = replace(workbook, tmp_path / "1.xlsx", rels, "</Relationships>", link)
    content = "application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml"
    over = f'<Override PartName="/xl/calcChain.xml" ContentType="{content}"/></Types>'
    bad = replace(bad, tmp_path / "2.xlsx", TYPES, "</Types>", over)
    bad = operate(bad, tmp_path / "3.xlsx", {"xl/calcChain.xml": chain.encode()})
    assert lint(bad) == ["xl/calcChain.xml: C2 of sheet 1 holds no formula"]


def test_a_part_that_nothing_leads_to_is_named(workbook: Path, tmp_path: Path) -> None:
    bad = operate(workbook, tmp_path / "bad.xlsx", {"xl/media/lost.xml": b"<lost/>"})
    assert "xl/media/lost.xml: no relationship leads to it" in lint(bad)


def test_a_part_with_no_content_type_is_named(workbook: Path, tmp_path: Path) -> None:
    bad = operate(workbook, tmp_path / "bad.xlsx", {"xl/media/image1.tiff": b"II"})
    assert "xl/media/image1.tiff: has no content type" in lint(bad)


def test_what_is_no_package_is_said(tmp_path: Path) -> None:
    (tmp_path / "no.xlsx").write_bytes(b"PK and no more")
    assert lint(tmp_path / "no.xlsx") == ["not a zip file, or a damaged one"]


CELL_OF_WORD = "<w:t>Date</w:t></w:r></w:p>"
BOOKMARK = '<w:bookmarkStart w:id="1" w:name="A"/><w:bookmarkEnd w:id="1"/>'
DOCUMENTS = [
    Damage("a mark left over", BODY, "Date", "{{ date }}", "template mark {{"),
    Damage("a mark split over runs", BODY, "Date", "{</w:t></w:r><w:r><w:t>% x %}", "mark {%"),
    Damage("a cell with no paragraph", BODY, CELL_OF_WORD, f"{CELL_OF_WORD}<w:tbl/>", "end with"),
    Damage("a table with no row", BODY, CELL_OF_WORD, f"{CELL_OF_WORD}<w:tbl/>", "a tbl has no tr"),
    Damage("a bookmark twice", BODY, "<w:t>Date", f"<w:t/>{BOOKMARK * 2}<w:t>Date", "the id 1"),
    Damage(
        "no such note", BODY, "<w:t>Date", '<w:commentReference w:id="4"/><w:t>Date', "4 is not"
    ),
]


@pytest.mark.parametrize("damage", DOCUMENTS, ids=[d.fault.replace(" ", "_") for d in DOCUMENTS])
def test_a_fault_in_a_document_is_named(damage: Damage, document: Path, tmp_path: Path) -> None:
    bad = replace(document, tmp_path / "bad.docx", damage.part, damage.old, damage.new)
    said = lint(bad)
    assert any(damage.said in complaint for complaint in said), said


def test_two_pictures_with_an_id_are_named(document: Path, tmp_path: Path) -> None:
    space = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
    picture = f'<w:drawing><wp:inline xmlns:wp="{space}"><wp:docPr id="1"/></wp:inline></w:drawing>'
    bad = replace(document, tmp_path / "bad.docx", BODY, "<w:t>Date", f"{picture * 2}<w:t>Date")
    assert lint(bad) == ["two pictures have the docPr id 1"]
