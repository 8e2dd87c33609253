"""The tables of ours are rewritten and added to, and what a person put there is kept."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from s117xl.refusal import Refused
from s117xl.workbook.door import open_package
from s117xl.workbook.edits import AppendRows, Formula, WriteColumn, WriteRows
from tests.workbook.patch.books import (
    FINDINGS,
    add_parts,
    change_part,
    grid,
    make_book,
    parts,
    replace,
    run,
)

TABLE = "xl/tables/table2.xml"
OURS = ("Key", "Message", "Due")


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return make_book(tmp_path / "register.xlsx")


def findings(*keys: str) -> WriteRows:
    return WriteRows("tblFindings", OURS, [[key, f"of {key}", 5] for key in keys], key="Key")


def body(path: Path) -> list[tuple[Any, ...]]:
    """The rows below the table's header, as wide as the table."""
    return [row[:4] for row in grid(path, "Findings")[3:]]


def write_mine(book: Path, row: int, cell: bytes) -> None:
    """Put a person's cell in the column Go, D, of a row of Findings."""
    pattern = re.compile(b'<c r="D%d"[^>]*?/>' % row)
    assert pattern.search(parts(book)[FINDINGS])
    change_part(book, FINDINGS, lambda data: pattern.sub(lambda _: cell, data))


def test_rows_are_written_and_the_table_grows(book: Path) -> None:
    run(book, findings("a", "b", "c"))
    assert body(book) == [(k, f"of {k}", 5, None) for k in "abc"]
    assert open_package(book).tables["tblFindings"].area.a1 == "A3:D6"
    assert b'<autoFilter ref="A3:D6"/>' in parts(book)[TABLE]
    assert b'<dimension ref="A1:D6"/>' in parts(book)[FINDINGS]
    assert grid(book, "Findings")[0][0] == "What the last check found"


def test_rows_shrink_with_nothing_left_behind(book: Path) -> None:
    run(book, findings("a"))
    once = parts(book)
    run(book, findings("a", "b", "c"))
    run(book, findings("a"))
    assert parts(book) == once


def test_no_rows_leave_one_blank_row_with_its_styles(book: Path) -> None:
    before = parts(book)
    run(book, findings("a", "b"))
    run(book, findings())
    assert parts(book) == before


def test_rows_take_the_styles_of_the_first_row(book: Path) -> None:
    change_part(book, FINDINGS, replace('r="B4" s="3"', 'r="B4" s="2"'))
    run(book, findings("a", "b", "c"))
    xml = parts(book)[FINDINGS].decode()
    assert re.findall(r'<c r="([A-D])6" s="(\d)"', xml) == [*zip("ABCD", "3233", strict=True)]


def test_cells_beside_the_table_stay_where_they_are(book: Path) -> None:
    run(book, findings("a", "b", "c"))
    change_part(
        book,
        FINDINGS,
        lambda d: re.sub(rb'(<row r="6">.*?)</row>', rb'\1<c r="F6"><v>7</v></c></row>', d),
    )
    run(book, findings("z"))
    assert grid(book, "Findings")[5][5] == 7
    assert body(book)[0][0] == "z"
    assert b'<dimension ref="A1:F6"/>' in parts(book)[FINDINGS]
    run(book, findings("a", "b", "c", "d"))
    assert grid(book, "Findings")[5] == ("c", "of c", 5, None, None, 7)


def test_a_person_s_column_follows_the_key_of_its_row(book: Path) -> None:
    run(book, findings("a", "b", "c"))
    write_mine(book, 5, b'<c r="D5" s="1" t="inlineStr"><is><t>mine of b</t></is></c>')
    result = run(book, findings("c", "x", "b", "a"))
    assert [row[3] for row in body(book)] == [None, None, "mine of b", None]
    assert b'<c r="D6" s="1" t="inlineStr"><is><t>mine of b</t></is></c>' in parts(book)[FINDINGS]
    assert result.left_over == ()


def test_what_was_written_beside_a_key_that_is_gone_is_given_back(book: Path) -> None:
    run(book, findings("a", "b"))
    write_mine(book, 4, b'<c r="D4"><v>4.5</v></c>')
    write_mine(book, 5, b'<c r="D5" t="inlineStr"><is><r><t>mi</t></r><r><t>ne</t></r></is></c>')
    result = run(book, findings("a"))
    assert result.left_over == ({"table": "tblFindings", "Key": "b", "Go": "mine"},)
    assert body(book) == [("a", "of a", 5, 4.5)]


def test_all_is_given_back_when_no_finding_is_left(book: Path) -> None:
    run(book, findings("a"))
    write_mine(book, 4, b'<c r="D4" t="b"><v>1</v></c>')
    result = run(book, findings())
    assert result.left_over == ({"table": "tblFindings", "Key": "a", "Go": True},)
    assert body(book) == [(None, None, None, None)]


def test_keys_that_excel_made_shared_strings_are_known_again(book: Path) -> None:
    run(book, findings("a", "b"))
    write_mine(book, 5, b'<c r="D5" t="s"><v>1</v></c>')
    shared = parts(book)["xl/sharedStrings.xml"]
    texts = re.findall(rb"<si>", shared)
    strange = (
        b"<si><r><t>a</t></r></si><si/><si><t>b</t><rPh sb='0' eb='1'><t>B</t></rPh></si></sst>"
    )
    add_parts(book, {"xl/sharedStrings.xml": shared.replace(b"</sst>", strange)})
    for row, key in ((4, 0), (5, 2)):
        cell = b'<c r="A%d" s="3" t="s"><v>%d</v></c>' % (row, len(texts) + key)
        pattern = re.compile(b'<c r="A%d".*?</c>' % row)
        change_part(book, FINDINGS, lambda d, p=pattern, c=cell: p.sub(c, d))  # type: ignore[misc]
    result = run(book, findings("b", "a"))
    assert result.left_over == ()
    assert [(row[0], row[3]) for row in body(book)] == [("b", "Invented 1"), ("a", None)]


def test_a_person_s_formulas_move_as_excel_would_move_them(book: Path) -> None:
    run(book, findings("a", "b"))
    formula = "C5*2+$C$5+SUM(C5:C$9)+LOG10(2)&amp;&quot;C5&quot;+tbl[C5]"
    write_mine(book, 5, f'<c r="D5"><f>{formula}</f><v>1</v></c>'.encode())
    run(book, findings("b"))
    moved = 'C4*2+$C$5+SUM(C4:C$9)+LOG10(2)&"C5"+tbl[C5]'
    assert openpyxl.load_workbook(book)["Findings"]["D4"].value == "=" + moved


def test_a_person_s_filled_down_formula_is_made_whole_in_each_row(book: Path) -> None:
    run(book, findings("a", "b", "c"))
    write_mine(book, 4, b'<c r="D4"><f t="shared" ref="D4:D6" si="0">C4+1</f><v>6</v></c>')
    write_mine(book, 5, b'<c r="D5"><f t="shared" si="0"/><v>6</v></c>')
    write_mine(book, 6, b'<c r="D6"><f t="shared" si="0"/><v>6</v></c>')
    run(book, findings("c", "b", "x"))
    assert [row[3] for row in body(book)] == ["=C4+1", "=C5+1", None]
    assert b"shared" not in parts(book)[FINDINGS]


def test_new_rows_take_the_style_that_most_of_a_person_s_cells_have(book: Path) -> None:
    run(book, findings("a", "b", "c"))
    write_mine(book, 4, b'<c r="D4" s="1"><v>1</v></c>')
    run(book, findings("a", "x"))
    assert re.findall(r'<c r="D[45]" s="(\d)"', parts(book)[FINDINGS].decode()) == ["1", "3"]


def test_an_empty_table_s_insert_row_becomes_data(book: Path) -> None:
    change_part(book, TABLE, replace('totalsRowShown="0"', 'insertRow="1" totalsRowShown="0"'))
    run(book, findings("a"))
    assert b"insertRow" not in parts(book)[TABLE]


def test_without_a_key_a_person_s_column_stays_by_its_place(book: Path) -> None:
    edit = WriteRows("tblFindings", OURS, [["a", "x", 1], ["b", "y", 2]])
    run(book, edit)
    write_mine(book, 5, b'<c r="D5"><v>8</v></c>')
    run(book, WriteRows("tblFindings", OURS, [["c", "x", 1], ["d", "y", 2]]))
    assert [row[3] for row in body(book)] == [None, 8]


def test_a_filter_cannot_hide_new_findings(book: Path) -> None:
    run(book, findings("a", "b"))
    change_part(
        book,
        TABLE,
        replace(
            '<autoFilter ref="A3:D5"/>',
            '<autoFilter ref="A3:D5"><filterColumn colId="0"><filters><filter val="b"/></filters>'
            '</filterColumn><filterColumn colId="1" hiddenButton="1"/></autoFilter>'
            '<sortState ref="A4:D5"><sortCondition ref="A4:A5"/></sortState>',
        ),
    )
    change_part(book, FINDINGS, replace('<row r="4"', '<row r="4" hidden="1" ht="15"'))
    run(book, findings("z", "b"))
    table = parts(book)[TABLE]
    kept = b'<autoFilter ref="A3:D5"><filterColumn colId="1" hiddenButton="1"/></autoFilter>'
    assert kept in table
    assert b"sortState" not in table
    assert b"hidden" not in parts(book)[FINDINGS]
    assert b' ht="15"' not in parts(book)[FINDINGS]


def test_formats_and_validations_over_all_rows_grow_and_shrink_with_them(book: Path) -> None:
    tail = (
        '<conditionalFormatting sqref="B4 F4"><cfRule type="expression" priority="1"><formula>TRUE'
        "</formula></cfRule></conditionalFormatting><dataValidations count='1'>"
        '<dataValidation sqref="C4:D4 A1" type="whole"><formula1>1</formula1></dataValidation>'
        "</dataValidations><pageMargins"
    )
    later = (
        '<extLst><ext><x14:dataValidations><x14:dataValidation type="list"><x14:formula1><xm:f>'
        "Lists!A1</xm:f></x14:formula1><xm:sqref>D4</xm:sqref></x14:dataValidation>"
        "</x14:dataValidations></ext></extLst></worksheet>"
    )
    change_part(book, FINDINGS, replace("<pageMargins", tail))
    change_part(book, FINDINGS, replace("</worksheet>", later))
    before = parts(book)[FINDINGS]
    run(book, findings("a", "b", "c"))
    grown = parts(book)[FINDINGS]
    assert b'<conditionalFormatting sqref="B4:B6 F4">' in grown
    assert b'<dataValidation sqref="C4:D6 A1"' in grown
    assert b"<xm:sqref>D4:D6</xm:sqref>" in grown
    run(book, findings())
    assert parts(book)[FINDINGS] == before


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("</sheetData>", '<row r="6"><c r="B6"><v>1</v></c></row></sheetData>', "B6"),
        ("<pageMargins", '<mergeCells><mergeCell ref="C5:E5"/></mergeCells><pageMargins', "C5:E5"),
    ],
)
def test_what_stands_below_is_not_overwritten(book: Path, old: str, new: str, named: str) -> None:
    change_part(book, FINDINGS, replace(old, new))
    before = book.read_bytes()
    with pytest.raises(Refused, match=f"Findings.*{named}"):
        run(book, findings("a", "b", "c"))
    assert book.read_bytes() == before
    run(book, findings("a"))


def test_blank_cells_below_and_filled_ones_beside_are_no_obstacle(book: Path) -> None:
    rows = '<row r="5"><c r="B5" s="1"/><c r="F5"><v>1</v></c></row></sheetData>'
    change_part(book, FINDINGS, replace("</sheetData>", rows))
    run(book, findings("a", "b"))
    assert grid(book, "Findings")[4] == ("b", "of b", 5, None, None, 1)


def test_a_totals_row_is_not_written_over(book: Path) -> None:
    change_part(book, TABLE, replace('totalsRowShown="0"', 'totalsRowCount="1"'))
    change_part(book, TABLE, replace('ref="A3:D4"', 'ref="A3:D5"'))
    with pytest.raises(Refused, match="totals row"):
        run(book, findings("a", "b"))


def test_rows_are_added_below_the_last_filled_one(book: Path) -> None:
    first = AppendRows("tblFindings", OURS, [["a", "b", date(2026, 11, 22)]])
    run(book, first)
    assert open_package(book).tables["tblFindings"].area.a1 == "A3:D4"
    run(book, first)
    run(book, AppendRows("tblFindings", ("Due", "Key"), [[7, "k"]]))
    assert [row[0] for row in body(book)] == ["a", "a", "k"]
    assert body(book)[2] == ("k", None, 7, None)
    assert open_package(book).tables["tblFindings"].area.a1 == "A3:D6"
    assert b'<c r="B6" s="3"/>' in parts(book)[FINDINGS]


def test_a_column_is_written_and_rows_are_added_at_once(book: Path) -> None:
    run(book, WriteRows("tblFindings", OURS, [["a", "b", None], [None] * 3, [None] * 3]))
    column = WriteColumn("tblFindings", "Key", ["id", None, None])
    run(book, column, AppendRows("tblFindings", OURS, [["new", "c", None]]))
    assert [row[0] for row in body(book)] == ["id", "new", None]


def test_adding_no_rows_changes_nothing(book: Path) -> None:
    before = book.read_bytes()
    assert run(book, AppendRows("tblFindings", OURS, [])).changed == ()
    assert book.read_bytes() == before


def test_a_formula_cell_has_its_last_value(book: Path) -> None:
    run(book, WriteRows("tblFindings", ("Key", "Go"), [["a", Formula('"G"&"o"', "Go")]]))
    assert b'<f>"G"&amp;"o"</f><v>Go</v>' in parts(book)[FINDINGS]


def test_rows_of_different_lengths_are_a_fault_of_the_caller(book: Path) -> None:
    with pytest.raises(ValueError, match="zip"):
        run(book, WriteRows("tblFindings", OURS, [["a", "b", 1], ["a"]]))
