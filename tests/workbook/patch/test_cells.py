"""Values become cells that Excel reads back as they were."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from s117xl.workbook.edits import Formula, Value
from s117xl.workbook.patch.cells import CellWriter, fit, is_blank, plain

WRITER = CellWriter(b"", date1904=False)


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (None, b'<c r="B2" s="1"/>'),
        ("", b'<c r="B2" s="1"/>'),
        (0, b'<c r="B2" s="1"><v>0</v></c>'),
        (-1.5, b'<c r="B2" s="1"><v>-1.5</v></c>'),
        (False, b'<c r="B2" s="1" t="b"><v>0</v></c>'),
        (date(1900, 3, 1), b'<c r="B2" s="1"><v>61</v></c>'),
        (datetime(2026, 11, 22, 18), b'<c r="B2" s="1"><v>46348.75</v></c>'),
        ("a <b>", b'<c r="B2" s="1" t="inlineStr"><is><t>a &lt;b&gt;</t></is></c>'),
        (" a", b'<c r="B2" s="1" t="inlineStr"><is><t xml:space="preserve"> a</t></is></c>'),
        (Formula("A1&B1", "é"), '<c r="B2" s="1" t="str"><f>A1&amp;B1</f><v>é</v></c>'.encode()),
        (Formula("ROW()", 2), b'<c r="B2" s="1"><f>ROW()</f><v>2</v></c>'),
    ],
)
def test_a_value_becomes_a_cell(value: Value, cell: bytes) -> None:
    assert WRITER.new(b"B2", b' s="1"', value) == cell


def test_a_day_before_excels_days_is_written_as_text() -> None:
    assert b"1900-02-28" in WRITER.new(b"A1", b"", date(1900, 2, 28))
    assert b"1903-12-31" in CellWriter(b"", date1904=True).new(b"A1", b"", date(1903, 12, 31))


def test_days_are_counted_from_1904_where_the_workbook_does() -> None:
    assert b"<v>0</v>" in CellWriter(b"", date1904=True).new(b"A1", b"", date(1904, 1, 1))


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_what_is_no_number_is_a_fault_of_the_caller(value: float) -> None:
    with pytest.raises(ValueError, match="not finite"):
        WRITER.new(b"A1", b"", value)


def test_a_blank_with_no_style_is_no_cell() -> None:
    assert WRITER.new(b"A1", b"", None) == b""


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("_x0041_", b"_x005F_x0041_"),
        ("a\x07\rb", b"a_x0007__x000D_b"),
        ("\ud800\uffff", b"_xD800__xFFFF_"),
        ("_x41_ ]]>", b"_x41_ ]]&gt;"),
    ],
)
def test_what_xml_cannot_hold_is_escaped_as_excel_does(text: str, stored: bytes) -> None:
    assert plain(text) == stored


@pytest.mark.parametrize("letter", ["a", "é", "🙂"])
def test_text_too_long_for_a_cell_is_cut_with_an_ellipsis(letter: str) -> None:
    units = len(letter.encode("utf-16-le")) // 2
    fits = letter * (32_767 // units)
    assert fit(fits) == fits
    cut = fit(fits + letter)
    assert cut.endswith("…")
    assert 32_765 <= len(cut.encode("utf-16-le")) // 2 <= 32_767


@pytest.mark.parametrize(
    ("cell", "blank"),
    [
        (b'<c r="A1"/>', True),
        (b'<c r="A1"></c>', True),
        (b"<c><v></v></c>", True),
        (b"<c><v/></c>", True),
        (b"<x:c><x:v>1</x:v></x:c>", False),
        (b"<c><f>A2</f></c>", False),
        (b"<c t='inlineStr'><is><t>a</t></is></c>", False),
    ],
)
def test_a_cell_is_blank_when_it_shows_and_computes_nothing(cell: bytes, blank: bool) -> None:
    assert is_blank(cell) is blank


@pytest.mark.parametrize(
    ("cell", "value", "new"),
    [
        (b'<c r="A1" s="3" t="s"><v>4</v></c>', None, b'<c r="A1" s="3"/>'),
        (b'<c r="A1" s="3" t="s" vm="1"><v>4</v></c>', 5, b'<c r="A1" s="3"><v>5</v></c>'),
        (b"<c r='A1' cm='1' s='3'/>", 5, b"<c r='A1' s='3'><v>5</v></c>"),
        (b'<c r="A1" s="3"></c>', None, b'<c r="A1" s="3"></c>'),
    ],
)
def test_a_cell_keeps_its_style_under_another_value(cell: bytes, value: Value, new: bytes) -> None:
    assert WRITER.over(cell, value) == new
