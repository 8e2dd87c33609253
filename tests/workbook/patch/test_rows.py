"""A sheet is written to in whatever way its XML was written, or refused."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from s117xl.refusal import Refused
from s117xl.workbook.edits import WriteColumn
from s117xl.workbook.patch.markup import UnknownShapeError
from s117xl.workbook.patch.rows import SheetStream
from tests.workbook.patch.books import (
    SHEET,
    change_part,
    column,
    grid,
    make_book,
    parts,
    prefixed,
    run,
    without_column,
)

VALUES = ["one", None, "three & <", "four", "five"]
CELL = re.compile(rb'<c r="([A-Z]+)([0-9]+)"')


def _without_addresses(data: bytes) -> bytes:
    return re.sub(rb'<(c|row) r="[A-Z]*[0-9]+"', rb"<\1", data)


def _single_quoted(data: bytes) -> bytes:
    head, _, rows = data.partition(b"<sheetData>")
    return head + b"<sheetData>" + rows.replace(b'"', b"'")


def _lines(data: bytes) -> bytes:
    return re.sub(rb"(<row|<c |</row>|</sheetData>)", rb"\r\n  \1", data)


def _commented(data: bytes) -> bytes:
    data = data.replace(b"<row", b"<!-- <row r='9'> </row> --><row")
    return data.replace(b'<c r="E', b'<!-- <c r="E3" s="2"/> --><c r="E')


def _cdata(data: bytes) -> bytes:
    trap = b'<is><t><![CDATA[</c></row><c r="E2"/>]]></t></is></c>'
    return re.sub(rb'(<c r="B[0-9]+") t="s">.*?</c>', rb'\1 t="inlineStr">' + trap, data)


def _attributes_about(data: bytes) -> bytes:
    return re.sub(rb'<c (r="E[0-9]+") (s="[0-9]+")/>', rb"<c\n\t\2  \1 />", data)


def _text_like_a_cell(data: bytes) -> bytes:
    trap = b'<is><t>r="E2" c r="E3"></t></is></c>'
    return re.sub(rb'(<c r="B[0-9]+") t="s">.*?</c>', rb'\1 t="inlineStr">' + trap, data)


def _no_blank_cells(data: bytes) -> bytes:
    return re.sub(rb'<c r="[A-Z]+[0-9]+" s="[0-9]+"/>', b"", data)


def _one_row_missing(data: bytes) -> bytes:
    return re.sub(rb'<row r="4".*?</row>', b"", data)


def _last_rows_missing(data: bytes) -> bytes:
    return re.sub(rb'<row r="5".*</row>', b"", data)


def _empty_row(data: bytes) -> bytes:
    return re.sub(rb'<row r="4"(.*?)>.*?</row>', rb'<row r="4"\1/>', data)


def _no_rows(data: bytes) -> bytes:
    return re.sub(rb"<sheetData>.*</sheetData>", b"<sheetData/>", data)


def _marked_utf8(data: bytes) -> bytes:
    return b"\xef\xbb\xbf" + data


def _long_blank_cells(data: bytes) -> bytes:
    return re.sub(rb'(<c r="E[0-9]+" s="[0-9]+")/>', rb"\1></c>", data)


SHAPES = [
    prefixed,
    _without_addresses,
    _single_quoted,
    _lines,
    _commented,
    _cdata,
    _attributes_about,
    _text_like_a_cell,
    _no_blank_cells,
    _one_row_missing,
    _last_rows_missing,
    _empty_row,
    _no_rows,
    _marked_utf8,
    _long_blank_cells,
]


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__.strip("_"))
@pytest.mark.parametrize("also_prefixed", [False, True])
def test_a_column_is_written_whatever_the_shape(
    tmp_path: Path, shape: Callable[[bytes], bytes], also_prefixed: bool
) -> None:
    book = make_book(tmp_path / "register.xlsx")
    change_part(book, SHEET, shape)
    if also_prefixed and shape is not prefixed:
        change_part(book, SHEET, prefixed)
    before = grid(book)
    run(book, WriteColumn("tblRegister", "Flags", VALUES))
    after = grid(book)
    assert [row[4] for row in after[1:6]] == VALUES
    kept = without_column(before, 4)
    assert without_column(after, 4)[: len(kept)] == kept
    once = parts(book)
    run(book, WriteColumn("tblRegister", "Flags", VALUES))
    assert parts(book) == once


@pytest.mark.parametrize("shape", [prefixed, _lines, _single_quoted])
def test_blanking_gives_these_shapes_back_byte_for_byte(
    tmp_path: Path, shape: Callable[[bytes], bytes]
) -> None:
    book = make_book(tmp_path / "register.xlsx")
    change_part(book, SHEET, shape)
    before = parts(book)
    run(book, WriteColumn("tblRegister", "Flags", VALUES))
    run(book, WriteColumn("tblRegister", "Flags", [None] * 5))
    assert parts(book) == before


def test_a_new_cell_takes_the_style_of_its_column_and_stands_in_order(tmp_path: Path) -> None:
    book = make_book(tmp_path / "register.xlsx")
    change_part(book, SHEET, lambda data: data.replace(b'<c r="D4" s="2"/>', b""))
    run(book, WriteColumn("tblRegister", "To do", list("abcde")))
    row = re.search(rb'<row r="4".*?</row>', parts(book)[SHEET])
    assert row
    assert [match[1] for match in CELL.finditer(row[0])] == [b"A", b"B", b"C", b"D", b"E"]
    assert b'<c r="D4" s="2" t="inlineStr">' in row[0]


def test_a_new_cell_stands_before_what_follows_the_cells_of_a_row(tmp_path: Path) -> None:
    book = make_book(tmp_path / "register.xlsx", formatted=False)
    more = b"<extLst><ext uri='c'/></extLst></row>"
    change_part(book, SHEET, lambda data: data.replace(b"</row>", more))
    run(book, WriteColumn("tblRegister", "Flags", VALUES))
    assert b"five</t></is></c>" + more in parts(book)[SHEET]


def test_a_blank_puts_no_cell_where_there_was_none(tmp_path: Path) -> None:
    book = make_book(tmp_path / "register.xlsx", formatted=False)
    before = book.read_bytes()
    run(book, WriteColumn("tblRegister", "Flags", [None] * 5))
    assert book.read_bytes() == before


def test_a_row_where_nothing_changes_keeps_its_exact_bytes(tmp_path: Path) -> None:
    book = make_book(tmp_path / "register.xlsx")
    before = re.findall(rb"<row.*?</row>", parts(book)[SHEET])
    run(book, WriteColumn("tblRegister", "Flags", [None, "x", None, None, None]))
    after = re.findall(rb"<row.*?</row>", parts(book)[SHEET])
    assert [n for n, row in enumerate(before) if row != after[n]] == [2]


def test_the_dimension_grows_to_hold_new_cells(tmp_path: Path) -> None:
    book = make_book(tmp_path / "register.xlsx", formatted=False)
    change_part(book, SHEET, lambda d: re.sub(rb'dimension ref="[^"]*"', b'dimension ref="A1"', d))
    run(book, WriteColumn("tblRegister", "Flags", VALUES))
    assert b'<dimension ref="A1:E6"/>' in parts(book)[SHEET]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'<row r="4"', b'<row r="2"'),
        (b'<row r="4"', b'<row r="four"'),
        (b'<c r="C4"', b'<c r="H4"/><c r="G4"'),
        (b'<c r="C4"', b'<c r="??"'),
        (b"</sheetData>", b"<x:AlternateContent/></sheetData>"),
        (b"</sheetData>", b""),
        (b"</row></sheetData>", b"</sheetData>"),
        (b'encoding="UTF-8"', b'encoding="ISO-8859-1"'),
    ],
)
def test_a_shape_that_is_not_known_is_refused(tmp_path: Path, old: bytes, new: bytes) -> None:
    book = make_book(tmp_path / "register.xlsx", formatted=False)
    change_part(book, SHEET, lambda data: data.replace(old, new))
    before = book.read_bytes()
    with pytest.raises(Refused, match="the sheet Register"):
        run(book, WriteColumn("tblRegister", "Flags", VALUES))
    assert book.read_bytes() == before


def test_a_formula_shared_with_cells_that_stay_is_not_taken_away(tmp_path: Path) -> None:
    book = make_book(tmp_path / "register.xlsx")
    shared = b'<c r="D2" s="2"><f t="shared" ref="D2:E3" si="0">ROW()</f><v>2</v></c>'
    change_part(book, SHEET, lambda data: data.replace(b'<c r="D2" s="2"/>', shared))
    with pytest.raises(Refused, match="D2"):
        run(book, WriteColumn("tblRegister", "To do", VALUES))
    run(
        book,
        WriteColumn("tblRegister", "To do", VALUES),
        WriteColumn("tblRegister", "Flags", VALUES),
    )
    assert column(book, "D") == VALUES


@pytest.mark.parametrize("size", [1, 2, 3, 7, 64, 1000])
def test_a_stream_gives_the_same_rows_in_whatever_pieces_it_comes(size: int) -> None:
    sheet = (
        b"<?xml version='1.0'?><worksheet><!-- <sheetData> --><cols/><sheetData> \n"
        b'<row r="2" ht="3"><c/></row><!-- </sheetData> --><row/><row r=\'7\'/>\n</sheetData><a/>'
        b"</worksheet>"
    )
    pieces = (sheet[at : at + size] for at in range(0, len(sheet), size))
    stream = SheetStream(pieces)
    rows = list(stream.rows())
    assert [row.number for row in rows] == [2, 3, 7]
    given = stream.head + stream.opening + b"".join(row.gap + row.xml for row in rows) + stream.tail
    assert given == sheet


def test_a_sheet_without_rows_has_none() -> None:
    stream = SheetStream(iter([b"<x:worksheet><x:sheetData />", b"<x:a/></x:worksheet>"]))
    assert list(stream.rows()) == []
    assert (stream.prefix, stream.tail) == (b"x:", b"<x:a/></x:worksheet>")


def test_what_is_no_sheet_is_strange() -> None:
    with pytest.raises(UnknownShapeError):
        SheetStream(iter([b"<chartsheet/>"]))
