"""One pass over a sheet finds its true extent and the cells whose value a reader would lose."""

from __future__ import annotations

import time
from pathlib import Path
from xml.sax.saxutils import escape

import openpyxl
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from s117xl.refusal import Refused
from s117xl.workbook import scan_result
from s117xl.workbook.areas import Area, column_letters
from s117xl.workbook.package import Package
from s117xl.workbook.scan import (
    Scan,
    require_readable,
    scan_by_bytes,
    scan_by_events,
    scan_sheet,
)
from tests.workbook import odd_files as odd

TABLE = Area.from_a1("A1:EL301")


def scanned(path: Path) -> Scan:
    package = Package(path)
    return scan_sheet(package, package.sheets[0])


def scan_of(tmp_path: Path, rows: str, after: str = "") -> Scan:
    """The scan of these rows, which both ways of scanning agree on."""
    package = Package(odd.with_rows(tmp_path / "a.xlsx", rows, after))
    found = scan_sheet(package, package.sheets[0])
    assert found == scan_by_events(package, package.sheets[0])
    return found


def row(number: int, *cells: str, attributes: str = "") -> str:
    return f'<row r="{number}"{attributes}>{"".join(cells)}</row>'


def test_an_empty_sheet_has_nothing(tmp_path: Path) -> None:
    assert scan_of(tmp_path, "") == Scan("Register")
    xml = odd.sheet().replace("<sheetData></sheetData>", "<sheetData/>")
    assert scanned(odd.make(tmp_path / "a.xlsx", {odd.SHEET: xml})) == Scan("Register")


def test_blank_cells_with_a_format_are_used_and_blank_rows_are_not(tmp_path: Path) -> None:
    rows = row(2, '<c r="C2" s="1"/>') + row(9, attributes=' ht="20"') + '<row r="10"/>'
    found = scan_of(tmp_path, rows)
    assert (found.last_row, found.last_column) == (2, 3)


@pytest.mark.parametrize("cell", ["XFD1048576", "ZZ99", "A1048576", "XFD1", "B10"])
def test_a_stray_cell_counts_wherever_it_stands(cell: str, tmp_path: Path) -> None:
    area = Area.from_a1(cell)
    rows = row(1, '<c r="A1"/>', f'<c r="{cell}"/>', '<c r="B1"/>') + row(2, '<c r="AA2"/>')
    found = scan_of(tmp_path, rows)
    assert (found.last_row, found.last_column) == (max(2, area.bottom), max(27, area.right))


def test_errors_are_found_with_their_text(tmp_path: Path) -> None:
    cells = [
        '<c r="A1" t="e"><v>#REF!</v></c>',
        '<c r="B1" s="2" t="e"><f>1/0</f><v>#DIV/0!</v></c>',
        '<c r="C1" t="e"/>',
        '<c r="D1" t="inlineStr"><is><t>not t="e"&gt; #N/A</t></is></c>',
        '<c r="E1" t="s"><v>0</v></c>',
    ]
    found = scan_of(tmp_path, row(1, *cells))
    assert found.errors == {(1, 1): "#REF!", (1, 2): "#DIV/0!", (1, 3): ""}
    assert (found.error_count, found.formulas, found.uncomputed) == (3, 1, [])


def test_formulas_with_no_value_are_found_and_those_that_gave_an_empty_text_are_not(
    tmp_path: Path,
) -> None:
    without = ["<f>A1</f>", "<f>A1</f><v/>", "<f>A1</f><v></v>", '<f t="shared" si="0"/>']
    with_value = ["<f>A1</f><v>5</v>", '<f t="shared" si="0"/><v>0</v>', "<f/><v>1</v>"]
    cells = [f'<c r="{column_letters(n)}1" s="1">{f}</c>' for n, f in enumerate(without, 1)]
    cells += [f'<c r="{column_letters(n)}1">{f}</c>' for n, f in enumerate(with_value, 5)]
    cells += ['<c r="H1" t="str"><f>A1</f><v></v></c>', '<c r="I1" t="str"><f>A1</f><v/></c>']
    cells += ['<c r="J1" t="str"><f>A1</f></c>', '<c r="K1"><f>A1</f><v> 1</v></c>']
    found = scan_of(tmp_path, row(1, *cells) + row(2, '<c r="A2"/>'))
    assert found.uncomputed == [(1, 1), (1, 2), (1, 3), (1, 4), (1, 10)]
    assert (found.formulas, found.uncomputed_count) == (11, 5)


def test_a_formula_at_the_end_of_a_row_and_of_the_sheet_is_seen(tmp_path: Path) -> None:
    rows = row(1, '<c r="A1"><f>B1</f></c>') + row(2, '<c r="A2"><f>B1</f><v>1</v></c>')
    rows += row(3, '<c r="A3"><f>B1</f></c>')
    assert scan_of(tmp_path, rows).uncomputed == [(1, 1), (3, 1)]


def test_rich_text_in_cells_is_no_formula_and_no_cell(tmp_path: Path) -> None:
    rich = '<rPr><color rgb="FF0000"/><family val="2"/><vertAlign val="x"/></rPr><t>x</t>'
    rows = row(1, f'<c r="A1" t="inlineStr"><is><r>{rich}</r></is></c>', '<c r="B1"><f>1</f></c>')
    found = scan_of(tmp_path, rows)
    assert (found.last_column, found.formulas, found.uncomputed) == (2, 1, [(1, 2)])


def test_a_value_in_cdata_is_a_value(tmp_path: Path) -> None:
    rows = row(1, '<c r="A1"><f>B1</f><v><![CDATA[5]]></v></c>')
    assert scan_of(tmp_path, rows).uncomputed == []


def test_hidden_rows_are_counted(tmp_path: Path) -> None:
    cell = '<c r="A1" t="inlineStr"><is><t>hidden="1"</t></is></c>'
    rows = row(1, cell, attributes=' hidden="0"') + row(2, attributes=' s="1" hidden="1" ht="3"')
    rows += row(3, attributes=' hidden="true"') + row(4, attributes=' hidden="false"')
    assert scan_of(tmp_path, rows).hidden_rows == 2


def test_merged_areas_are_listed(tmp_path: Path) -> None:
    after = '<mergeCells count="2"><mergeCell ref="A1:C1"/><mergeCell ref="B5:B9"/></mergeCells>'
    assert scan_of(tmp_path, "", after).merged == [Area.from_a1("A1:C1"), Area.from_a1("B5:B9")]


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ('sheet="1"', (True, False)),
        ('sheet="1" password="CC1A"', (True, True)),
        ('algorithmName="SHA-512" hashValue="x==" sheet="1"', (True, True)),
        ('objects="1"', (False, False)),
    ],
)
def test_protection_is_known(attributes: str, expected: tuple[bool, bool], tmp_path: Path) -> None:
    found = scan_of(tmp_path, "", f"<sheetProtection {attributes}/>")
    assert (found.protected, found.password) == expected


def test_single_quotes_and_attributes_in_another_order_are_read(tmp_path: Path) -> None:
    rows = "<row hidden='1' r='3'><c t='e' r='B3'><v>#N/A</v></c><c s='1' r='C3'><f>1</f></c></row>"
    found = scan_of(tmp_path, rows)
    assert (found.errors, found.uncomputed, found.hidden_rows) == ({(3, 2): "#N/A"}, [(3, 3)], 1)


def test_cells_and_rows_without_addresses_stand_one_after_the_other(tmp_path: Path) -> None:
    error = '<c t="e"><v>#N/A</v></c>'
    rows = f'<row>{error}<c/></row><row r="5"><c/>{error}</row><row><c r="D6"/>{error}</row>'
    found = scan_of(tmp_path, rows)
    assert list(found.errors) == [(1, 1), (5, 2), (6, 5)]
    assert (found.last_row, found.last_column) == (6, 5)


def test_what_is_kept_has_a_limit_and_what_is_counted_has_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scan_result, "KEPT", 3)
    cells = (f'<c r="A{n}" t="e"><v>#N/A</v></c><c r="B{n}"><f>1</f></c>' for n in range(1, 9))
    found = scan_of(tmp_path, "".join(row(n, cell) for n, cell in enumerate(cells, 1)))
    assert (len(found.errors), found.error_count) == (3, 8)
    assert (len(found.uncomputed), found.uncomputed_count) == (3, 8)


@pytest.mark.parametrize(
    "xml",
    [
        odd.sheet('<row r="1"><c r="1A"/></row>'),
        odd.sheet('<row r="1"><c></row>'),
        odd.sheet(after="<mergeCells>"),
        odd.sheet(after='<mergeCell ref="A"/>'),
        odd.sheet('<row r="1"><c r="A1"/></row>').partition("</sheetData>")[0],
        odd.sheet('<row r="1"><c r="A1"/></row>').removesuffix("</worksheet>"),
        "",
    ],
)
def test_broken_xml_is_refused(xml: str, tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"sheet1\.xml is not well-formed XML"):
        scanned(odd.make(tmp_path / "a.xlsx", {odd.SHEET: xml}))


def test_a_damaged_sheet_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="is damaged"):
        scanned(odd.corrupted(tmp_path / "a.xlsx", odd.SHEET))


def test_a_sheet_of_usual_size_is_readable(tmp_path: Path) -> None:
    require_readable(scan_of(tmp_path, row(1, '<c r="A1"/>')), TABLE)
    require_readable(Scan("Register", last_row=400_000, last_column=150), TABLE)


@pytest.mark.parametrize(
    ("scan", "words"),
    [
        (Scan("Register", 1_048_576, 16_384), "used beyond row 600,000"),
        (Scan("Register", 600_001, 1), "used beyond row 600,000"),
        (Scan("Register", 400_000, 151), "column EU and row 400,000"),
        (Scan("Register", 5_000, 16_384), "column XFD and row 5,000"),
    ],
)
def test_a_sheet_that_would_fill_the_memory_is_refused(scan: Scan, words: str) -> None:
    with pytest.raises(
        Refused, match=r"'Register' is used .* its table ends at EL301; delete"
    ) as e:
        require_readable(scan, TABLE)
    assert words in str(e.value)


def test_a_sheet_that_is_too_large_is_not_scanned_to_its_end(tmp_path: Path) -> None:
    first = row(1, '<c r="XFD1048576"/>')
    rest = "".join(row(n, f'<c r="A{n}" s="1"/>') for n in range(2, 60_000))
    rest += row(60_000, attributes=' hidden="1"')
    found = scanned(odd.with_rows(tmp_path / "a.xlsx", first + rest))
    assert found.too_large
    assert found.hidden_rows == 0


def _books(path: Path, rows: int) -> None:
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Register")
    sheet.set_row(2, options={"hidden": True})
    for number in range(rows):
        sheet.write_row(number, 0, ["x", number, None, 'a "b" <c>'])
        sheet.write_formula(number, 5, "=A1", None, "" if number % 7 == 0 else number)
        sheet.write_formula(number, 6, "=1/0", None, "#DIV/0!")
    sheet.merge_range("A1:C1", "x")
    sheet.protect("secret")
    book.close()


@pytest.mark.parametrize("program", ["xlsxwriter", "openpyxl"])
def test_what_usual_programs_write_is_scanned_the_quick_way(program: str, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    _books(path, 3000)
    if program == "openpyxl":
        book = openpyxl.load_workbook(path)
        book.save(path)
    package = Package(path)
    found = scan_by_bytes(package, package.sheets[0])
    assert found == scan_by_events(package, package.sheets[0])
    assert (found.last_row, found.last_column, found.formulas) == (3000, 7, 6000)
    assert (found.hidden_rows, found.protected, found.password) == (1, True, True)
    uncomputed = 6000 if program == "openpyxl" else 429  # openpyxl drops every value
    assert found.uncomputed_count == uncomputed


def test_a_formula_in_place_of_every_value_is_scanned_in_time(tmp_path: Path) -> None:
    letters = [column_letters(n) for n in range(1, 101)]
    rows = "".join(
        row(n, *(f'<c r="{c}{n}"><f>X{n}</f></c>' for c in letters)) for n in range(1, 2001)
    )
    path = odd.with_rows(tmp_path / "a.xlsx", rows)
    start = time.perf_counter()
    found = scanned(path)
    assert time.perf_counter() - start < 5
    assert found.uncomputed_count == found.formulas == 200_000
    assert len(found.uncomputed) == scan_result.KEPT


_TEXTS = st.text(alphabet="ab \"'=<>&#!te/cfv\n", max_size=12)
_ERRORS = st.sampled_from(["#REF!", "#N/A", "#DIV/0!"])
_FORMULAS = st.sampled_from(["<f>A1&gt;1</f>", "<f/>", '<f t="shared" ref="A1:A2" si="0">B1</f>'])
_INNER = st.one_of(
    st.just(("", "")),
    st.integers(0, 99999).map(lambda n: ("", f"<v>{n}</v>")),
    _ERRORS.map(lambda e: (' t="e"', f"<v>{e}</v>")),
    _TEXTS.map(lambda t: (' t="inlineStr"', f"<is><t>{escape(t)}</t></is>")),
    _FORMULAS.map(lambda f: ("", f)),
    _FORMULAS.map(lambda f: ("", f + "<v>1</v>")),
    st.tuples(
        st.sampled_from(["", ' t="str"']), _FORMULAS, st.sampled_from(["<v/>", "<v></v>"])
    ).map(lambda x: (x[0], x[1] + x[2])),
)
_CELL = st.tuples(st.sampled_from(["", ' s="3"']), _INNER)
_ROW = st.tuples(
    st.sampled_from(["", ' hidden="1"', ' hidden="0"', ' ht="15" hidden="true"']),
    st.dictionaries(st.integers(1, 900), _CELL, max_size=6),
)
_ROWS = st.dictionaries(st.integers(1, 1500), _ROW, max_size=12)


def _rows_xml(rows: dict[int, tuple[str, dict[int, tuple[str, tuple[str, str]]]]]) -> str:
    return "".join(
        row(
            number,
            *(
                f'<c r="{column_letters(column)}{number}"{style}{kind}>{inner}</c>'
                if inner
                else f'<c r="{column_letters(column)}{number}"{style}/>'
                for column, (style, (kind, inner)) in cells.items()
            ),
            attributes=attributes,
        )
        for number, (attributes, cells) in rows.items()
    )


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(rows=_ROWS, chunk=st.integers(40, 3000))
def test_both_ways_of_scanning_find_the_same(
    rows: dict[int, tuple[str, dict[int, tuple[str, tuple[str, str]]]]],
    chunk: int,
    tmp_path: Path,
) -> None:
    xml = _rows_xml(rows)
    after = '<mergeCells><mergeCell ref="A1:B2"/></mergeCells><rowBreaks count="1"/>'
    plain = Package(odd.with_rows(tmp_path / "a.xlsx", xml, after))
    found = scan_by_bytes(plain, plain.sheets[0], chunk)
    assert found == scan_by_events(plain, plain.sheets[0])
    whole = odd.prefixed(odd.sheet(xml, after=after))
    assert scanned(odd.make(tmp_path / "b.xlsx", {odd.SHEET: whole})) == found
    cells = [(number, column) for number, (_, cells) in rows.items() for column in cells]
    furthest = (max((r for r, _ in cells), default=0), max((c for _, c in cells), default=0))
    assert (found.last_row, found.last_column) == furthest
