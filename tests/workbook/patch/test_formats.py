"""Our conditional formats are laid and known again, and a person's own stay theirs."""

from __future__ import annotations

import re
from pathlib import Path

import openpyxl
import pytest

from s117xl.refusal import Refused
from s117xl.workbook.edits import Format, LayFormats, WriteColumn
from s117xl.workbook.looks import STYLES
from tests.workbook.patch.books import SHEET, change_part, make_book, parts, prefixed, replace, run

KINDS = ("unlawful", "missing", "invalid")
LAY = LayFormats(
    "tblRegister",
    [
        Format(f'"="&"{kind}|"', f'FIND({{heading}}&"="&"{kind}|",{{column:Flags}})>0', kind)
        for kind in KINDS
    ],
)
MINE = (
    '<conditionalFormatting sqref="A1:A3"><cfRule type="cellIs" dxfId="0" priority="1" '
    'operator="equal"><formula>1</formula></cfRule></conditionalFormatting>'
)
SPARK = '<extLst><ext uri="{05C60535-1F16-4fd2-B633-F4F36F0B64E0}" xmlns:x14="urn:x"/></extLst>'


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return make_book(tmp_path / "register.xlsx")


def rules(path: Path) -> list[tuple[str, int, str]]:
    """The rules on Register: where, priority, formula, by priority."""
    sheet = openpyxl.load_workbook(path)["Register"]
    found = [
        (str(area.sqref), rule.priority, rule.formula[0])
        for area in sheet.conditional_formatting
        for rule in area.rules
    ]
    return sorted(found, key=lambda rule: rule[1])


def ours(*priorities: int) -> list[tuple[str, int, str]]:
    return [
        ("A2:E6", priority, f'FIND(A$1&"="&"{kind}|",$E2)>0')
        for priority, kind in zip(priorities, KINDS, strict=True)
    ]


def test_formats_lie_over_the_rows_of_the_table_with_their_looks(book: Path) -> None:
    run(book, LAY)
    assert rules(book) == ours(1, 2, 3)
    sheet = openpyxl.load_workbook(book)["Register"]
    laid = [rule.dxf for area in sheet.conditional_formatting for rule in area.rules]
    assert [dxf.fill.bgColor.rgb for dxf in laid] == [f"FF{STYLES[kind].fill}" for kind in KINDS]
    assert [dxf.font.color.rgb for dxf in laid] == [f"FF{STYLES[kind].font}" for kind in KINDS]
    assert [bool(dxf.font.b) for dxf in laid] == [True, False, False]
    assert [dxf.font.u for dxf in laid] == [None, None, "single"]


def test_laying_twice_changes_nothing(book: Path) -> None:
    run(book, LAY)
    assert run(book, LAY).changed == ()


def test_a_look_that_the_styles_hold_is_used_again(book: Path) -> None:
    run(book, LAY)
    styles = parts(book)["xl/styles.xml"]
    change_part(book, SHEET, lambda d: re.sub(rb"<conditionalF.*</conditionalFormatting>", b"", d))
    result = run(book, LAY)
    assert result.changed == (SHEET,)
    assert parts(book)["xl/styles.xml"] == styles


def test_a_look_as_excel_and_libreoffice_write_it_is_known(book: Path) -> None:
    look = STYLES["invalid"]
    dxf = (
        f'<dxf><font><b val="0"/><i val="0"/><u val="single"/><color rgb="{look.font}"/></font>'
        f'<fill><patternFill patternType="solid"><fgColor rgb="FF{look.fill}"/>'
        f'<bgColor rgb="FF{look.fill}"/></patternFill></fill></dxf>'
    )
    bordered = dxf.replace("</dxf>", "<border/></dxf>")
    change_part(
        book,
        "xl/styles.xml",
        replace('<dxfs count="0"/>', f'<dxfs count="2">{bordered}{dxf}</dxfs>'),
    )
    run(book, LayFormats("tblRegister", LAY.formats[2:]))
    assert b'dxfId="1"' in parts(book)[SHEET]
    assert b'<dxfs count="2">' in parts(book)["xl/styles.xml"]


def test_styles_without_a_list_of_looks_are_given_one(book: Path) -> None:
    change_part(book, "xl/styles.xml", replace('<dxfs count="0"/>', ""))
    run(book, LAY)
    assert b'</cellStyles><dxfs count="3"><dxf>' in parts(book)["xl/styles.xml"]
    assert rules(book) == ours(1, 2, 3)


def test_a_person_s_formats_stay_byte_for_byte_below_ours(book: Path) -> None:
    change_part(
        book, "xl/styles.xml", replace('<dxfs count="0"/>', '<dxfs count="1"><dxf/></dxfs>')
    )
    change_part(
        book, SHEET, replace("<pageMargins", MINE.replace('y="1"', 'y="9"') + "<pageMargins")
    )
    run(book, LAY)
    assert MINE.replace('y="1"', 'y="9"').encode() in parts(book)[SHEET]
    assert [rule[1] for rule in rules(book)] == [1, 2, 3, 9]


def test_a_person_s_formats_make_room_when_they_hold_our_priorities(book: Path) -> None:
    change_part(
        book, "xl/styles.xml", replace('<dxfs count="0"/>', '<dxfs count="1"><dxf/></dxfs>')
    )
    change_part(book, SHEET, replace("<pageMargins", MINE + "<pageMargins"))
    run(book, LAY)
    assert rules(book) == [*ours(1, 2, 3), ("A1:A3", 4, "1")]


def test_a_rule_that_a_person_put_above_ours_stays_above(book: Path) -> None:
    run(book, LAY)
    for old, new in (("3", "4"), ("2", "3"), ("1", "2")):
        change_part(book, SHEET, replace(f'priority="{old}"', f'priority="{new}"'))
    change_part(book, SHEET, replace("<pageMargins", MINE + "<pageMargins"))
    change_part(book, SHEET, replace('sqref="A2:E6"', 'sqref="A2:E5"'))
    run(book, LAY)
    assert rules(book) == [("A1:A3", 1, "1"), *ours(2, 3, 4)]


def test_fragments_that_pasting_made_become_one_again(book: Path) -> None:
    run(book, LAY)
    whole = parts(book)[SHEET]
    element = re.search(rb"<conditionalF.*</conditionalFormatting>", whole)
    assert element
    again = re.sub(
        rb'priority="(.)"', lambda m: b'priority="%d"' % (int(m[1]) + 3), element[0]
    ).replace(b"A2:E6", b"A6:E6")
    split = element[0].replace(b"A2:E6", b"A2:E3 A5:E5") + again
    change_part(book, SHEET, lambda data: data.replace(element[0], split))
    run(book, LAY)
    assert parts(book)[SHEET] == whole


def test_a_person_s_rule_in_one_element_with_ours_stays(book: Path) -> None:
    run(book, LAY)
    rule = '<cfRule type="expression" priority="7"><formula>A2="ours?"</formula></cfRule>'
    change_part(book, SHEET, replace("</conditionalFormatting>", rule + "</conditionalFormatting>"))
    change_part(book, SHEET, replace('sqref="A2:E6"', 'sqref="A2:E5"'))
    run(book, LAY)
    assert rules(book) == [*ours(1, 2, 3), ("A2:E5", 7, 'A2="ours?"')]


def test_formats_go_when_none_are_to_lie_but_only_those_that_hold_a_mark(book: Path) -> None:
    run(book, LAY)
    change_part(book, SHEET, replace('"missing|"', '"theirs|"'.replace('"', '"')))
    run(book, LAY)
    assert len(rules(book)) == 4


def test_formats_stand_in_the_order_of_the_schema(book: Path) -> None:
    before = (
        '<sheetProtection sheet="1"/><mergeCells count="1"><mergeCell ref="H1:I1"/></mergeCells>'
    )
    after = '<dataValidations count="1"><dataValidation sqref="H9"/></dataValidations>'
    change_part(book, SHEET, replace("<pageMargins", before + after + "<pageMargins"))
    change_part(book, SHEET, replace("</worksheet>", SPARK + "</worksheet>"))
    run(book, LAY)
    tail = parts(book)[SHEET].decode().partition("</sheetData>")[2]
    assert tail.startswith(before + '<conditionalFormatting sqref="A2:E6">')
    assert "</conditionalFormatting>" + after in tail
    assert tail.endswith(SPARK + "</worksheet>")


def test_formats_follow_the_rows_that_other_edits_leave(book: Path) -> None:
    run(book, LAY, WriteColumn("tblRegister", "To do", list("abcde")))
    assert rules(book) == ours(1, 2, 3)


def test_formats_are_laid_in_a_prefixed_sheet_and_styles(book: Path) -> None:
    change_part(book, SHEET, prefixed)
    change_part(book, "xl/styles.xml", prefixed)
    run(book, LAY)
    assert rules(book) == ours(1, 2, 3)
    assert run(book, LAY).changed == ()


def test_a_heading_that_is_gone_is_refused(book: Path) -> None:
    change_part(book, "xl/tables/table1.xml", replace('name="Flags"', 'name="Marks"'))
    with pytest.raises(Refused, match="'Flags'"):
        run(book, LAY)


def test_a_workbook_without_styles_is_refused(book: Path) -> None:
    change_part(
        book, "xl/_rels/workbook.xml.rels", replace("relationships/styles", "relationships/s")
    )
    with pytest.raises(Refused, match="styles"):
        run(book, LAY)
