"""A closed workbook is changed where it must be, and nowhere else."""

from __future__ import annotations

import os
import stat
import zipfile
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from s117xl.refusal import Refused
from s117xl.workbook.door import open_package
from s117xl.workbook.edits import Edit, Formula, LayFormats, Value, WriteColumn, WriteRows
from s117xl.workbook.edits import Format as Mark
from s117xl.workbook.file import apply
from tests.ooxml.validators import assert_opens_clean
from tests.workbook.patch.books import (
    FINDINGS,
    SHEET,
    add_parts,
    change_part,
    column,
    grid,
    make_book,
    parts,
    raw_members,
    replace,
    run,
    without_column,
)

FLAGS = ["|id=V-001|Born=invalid|", None, "<&>]]>", "a\nb ", "é🙂"]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return make_book(tmp_path / "register.xlsx")


def test_values_stand_in_their_column_and_no_other_cell_changes(book: Path) -> None:
    before = grid(book)
    run(book, WriteColumn("tblRegister", "Flags", FLAGS))
    assert column(book, "E") == FLAGS
    assert without_column(grid(book), 4) == without_column(before, 4)


def test_several_columns_of_a_sheet_are_written_together(book: Path) -> None:
    run(
        book,
        WriteColumn("tblRegister", "To do", list("abcde")),
        WriteColumn("tblRegister", "Flags", FLAGS),
    )
    assert column(book, "D") == list("abcde")
    assert column(book, "E") == FLAGS


def test_every_other_member_keeps_its_packed_bytes_and_its_place(book: Path) -> None:
    before = raw_members(book)
    result = run(book, WriteColumn("tblRegister", "Flags", FLAGS))
    after = raw_members(book)
    assert result.changed == (SHEET,)
    assert list(after) == list(before)
    assert {name for name in before if before[name] != after[name]} == {SHEET}


def test_a_changed_member_keeps_its_date(book: Path) -> None:
    change_part(book, SHEET, lambda data: data)
    run(book, WriteColumn("tblRegister", "Flags", FLAGS))
    with zipfile.ZipFile(book) as archive:
        assert archive.getinfo(SHEET).date_time == (2026, 11, 22, 9, 30, 0)


def test_writing_and_then_blanking_gives_the_sheet_back_byte_for_byte(book: Path) -> None:
    before = parts(book)
    run(book, WriteColumn("tblRegister", "Flags", FLAGS))
    assert parts(book) != before
    run(book, WriteColumn("tblRegister", "Flags", [None] * 5))
    assert parts(book) == before


def test_edits_that_find_all_done_leave_the_file_untouched(book: Path) -> None:
    edits = WriteColumn("tblRegister", "Flags", FLAGS), WriteRows("tblFindings", ["Key"], [["k"]])
    run(book, *edits)
    before, told = book.read_bytes(), book.stat()
    result = run(book, *edits)
    assert result.changed == ()
    assert book.read_bytes() == before
    assert (book.stat().st_ino, book.stat().st_mtime_ns) == (told.st_ino, told.st_mtime_ns)


def test_equal_edits_of_equal_files_give_equal_bytes(book: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.xlsx"
    other.write_bytes(book.read_bytes())
    for path in (book, other):
        run(path, WriteColumn("tblRegister", "Flags", FLAGS))
    assert book.read_bytes() == other.read_bytes()


def test_values_of_every_kind_are_read_back(book: Path) -> None:
    values: list[Value] = [3, 2.5, True, date(2026, 11, 22), Formula("1+1", 2)]
    run(book, WriteColumn("tblRegister", "Flags", values))
    written = openpyxl.load_workbook(book)["Register"]
    assert [written[f"E{row}"].value for row in range(2, 7)] == [3, 2.5, True, 46348, "=1+1"]
    shown = openpyxl.load_workbook(book, data_only=True)["Register"]
    assert shown["E6"].value == 2


def test_a_date_in_a_workbook_of_1904_is_counted_from_1904(book: Path) -> None:
    change_part(book, "xl/workbook.xml", replace("<workbookPr ", '<workbookPr date1904="1" '))
    change_part(book, SHEET, lambda data: data.replace(b'r="E2" s="2"', b'r="E2" s="1"'))
    run(book, WriteColumn("tblRegister", "Flags", [date(2026, 11, 22), *[None] * 4]))
    assert openpyxl.load_workbook(book)["Register"]["E2"].value == datetime(2026, 11, 22)


def test_a_copy_is_written_elsewhere_and_the_file_left_alone(book: Path, tmp_path: Path) -> None:
    before = book.read_bytes()
    out = tmp_path / "out.xlsx"
    run(book, WriteColumn("tblRegister", "Flags", FLAGS), out=out)
    assert book.read_bytes() == before
    assert column(out, "E") == FLAGS


def test_a_copy_is_written_elsewhere_even_when_nothing_changes(book: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.xlsx"
    run(book, out=out)
    assert out.read_bytes() == book.read_bytes()


@pytest.mark.skipif(os.name != "posix", reason="file modes are of Unix")
def test_the_file_keeps_its_mode(book: Path) -> None:
    book.chmod(0o640)
    run(book, WriteColumn("tblRegister", "Flags", FLAGS))
    assert stat.S_IMODE(book.stat().st_mode) == 0o640


@pytest.mark.skipif(os.name != "posix", reason="links need rights on Windows")
def test_a_link_stays_a_link(book: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.xlsx"
    link.symlink_to(book)
    run(link, WriteColumn("tblRegister", "Flags", FLAGS))
    assert link.is_symlink()
    assert column(book, "E") == FLAGS


def test_a_failure_leaves_the_file_and_nothing_beside_it(book: Path) -> None:
    change_part(book, SHEET, replace("</sheetData>", "<strange/></sheetData>"))
    before = book.read_bytes()
    with pytest.raises(Refused, match="the sheet Register"):
        run(book, WriteColumn("tblRegister", "Flags", FLAGS))
    assert book.read_bytes() == before
    assert os.listdir(book.parent) == [book.name]


def test_a_file_changed_since_it_was_opened_is_not_overwritten(book: Path) -> None:
    package = open_package(book)
    run(book, WriteColumn("tblRegister", "To do", list("abcde")))
    before = book.read_bytes()
    with pytest.raises(Refused, match="changed"):
        apply([WriteColumn("tblRegister", "Flags", FLAGS)], package)
    assert book.read_bytes() == before
    assert os.listdir(book.parent) == [book.name]


def test_a_file_that_is_open_in_excel_is_refused(book: Path) -> None:
    (book.parent / f"~${book.name}").write_bytes(b"")
    with pytest.raises(Refused):
        run(book, WriteColumn("tblRegister", "Flags", FLAGS))


def test_a_missing_table_or_column_is_refused_by_name(book: Path) -> None:
    with pytest.raises(Refused, match="tblGone"):
        run(book, WriteColumn("tblGone", "Flags", FLAGS))
    with pytest.raises(Refused, match="'Signs'"):
        run(book, WriteColumn("tblRegister", "Signs", FLAGS))


def test_values_must_be_as_many_as_rows(book: Path) -> None:
    with pytest.raises(ValueError, match="1 values for 5 rows"):
        run(book, WriteColumn("tblRegister", "Flags", ["one"]))


def test_a_protected_sheet_is_written_and_told_of(book: Path) -> None:
    change_part(book, SHEET, replace("</sheetData>", '</sheetData><sheetProtection sheet="1"/>'))
    result = run(book, WriteColumn("tblRegister", "Flags", FLAGS))
    assert "Register" in result.notes[0]
    assert b'<sheetProtection sheet="1"/>' in parts(book)[SHEET]


def test_a_signature_that_no_longer_holds_is_told_of(book: Path) -> None:
    add_parts(book, {"_xmlsignatures/sig1.xml": b"<Signature/>"})
    assert "sign" in run(book, WriteColumn("tblRegister", "Flags", FLAGS)).notes[0]


def test_two_edits_of_one_column_are_a_fault_of_the_caller(book: Path) -> None:
    edit = WriteColumn("tblRegister", "Flags", FLAGS)
    with pytest.raises(ValueError, match="two edits"):
        run(book, edit, edit)


def test_directory_records_keep_comments_and_extra_fields(book: Path) -> None:
    everything = parts(book)
    with zipfile.ZipFile(book, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.comment = b"kept"
        for name, data in everything.items():
            info = zipfile.ZipInfo(name, (2026, 1, 2, 3, 4, 6))
            info.comment, info.extra = b"mine", b"\xca\xfe\x02\x00hi"
            archive.writestr(info, data, 8)
    run(book, WriteColumn("tblRegister", "Flags", FLAGS))
    with zipfile.ZipFile(book) as archive:
        assert archive.testzip() is None
        assert archive.comment == b"kept"
        assert {info.comment for info in archive.infolist()} == {b"mine"}
        assert {info.extra for info in archive.infolist()} == {b"\xca\xfe\x02\x00hi"}
    assert column(book, "E") == FLAGS


class _NoSeek:
    """A file that cannot go back, so that sizes are written behind the data."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("wb")

    def write(self, data: bytes) -> int:
        return self._file.write(data)

    def flush(self) -> None:
        self._file.flush()

    def close(self) -> None:
        self._file.close()


@pytest.mark.parametrize("zip64", [False, True])
def test_members_with_sizes_behind_their_data_are_copied_whole(book: Path, zip64: bool) -> None:
    everything = parts(book)
    out = _NoSeek(book)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in everything.items():
            with archive.open(zipfile.ZipInfo(name), "w", force_zip64=zip64) as member:
                member.write(data)
    out.close()
    before = raw_members(book)
    run(book, WriteColumn("tblRegister", "Flags", FLAGS))
    after = raw_members(book)
    assert {name for name in before if before[name] != after[name]} == {SHEET}
    with zipfile.ZipFile(book) as archive:
        assert archive.testzip() is None
    assert column(book, "E") == FLAGS


def test_marking_twice_equals_marking_once_with_all_four_kinds_of_edit(book: Path) -> None:
    edits: list[Edit] = [
        WriteColumn("tblRegister", "Flags", FLAGS),
        WriteRows(
            "tblFindings",
            ["Key", "Message", "Due", "Go"],
            [[f"k{n}", "said", date(2026, 1, n), Formula("ROW()", n)] for n in range(1, 9)],
            key="Key",
        ),
        LayFormats("tblRegister", [Mark("=invalid|", 'FIND("=invalid|",{cell})', "invalid")]),
    ]
    run(book, *edits)
    once = book.read_bytes()
    assert run(book, *edits).changed == ()
    assert book.read_bytes() == once


def test_a_marked_workbook_opens_with_no_repair(book: Path) -> None:
    rows: list[list[Value]] = [
        [f"k{n}", "<said> & so", date(2026, 1, 1), Formula("ROW()", n)] for n in range(1, 9)
    ]
    run(
        book,
        WriteColumn("tblRegister", "Flags", FLAGS),
        WriteRows("tblFindings", ["Key", "Message", "Due", "Go"], rows, key="Key"),
        LayFormats("tblRegister", [Mark("=invalid|", 'FIND("=invalid|",{cell})', "invalid")]),
    )
    assert_opens_clean(book)


def test_the_calculation_chain_goes_when_a_formula_that_it_names_is_gone(book: Path) -> None:
    rows: list[list[Value]] = [[f"k{n}", Formula("ROW()", n)] for n in range(1, 4)]
    run(book, WriteRows("tblFindings", ["Key", "Go"], rows))
    _add_chain(book, ["D4", "D5", "D6"])
    run(book, WriteRows("tblFindings", ["Key", "Go"], rows[:2]))
    after = parts(book)
    assert "xl/calcChain.xml" not in after
    assert b"calcChain" not in after["[Content_Types].xml"]
    assert b"calcChain" not in after["xl/_rels/workbook.xml.rels"]
    assert grid(book, "Findings")[4][3] == "=ROW()"


def test_the_calculation_chain_stays_while_the_formulas_that_it_names_stay(book: Path) -> None:
    rows: list[list[Value]] = [[f"k{n}", Formula("ROW()", n)] for n in range(1, 4)]
    run(book, WriteRows("tblFindings", ["Key", "Go"], rows))
    _add_chain(book, ["D4", "D5", "D6"])
    rows[0][0] = "other"
    result = run(book, WriteRows("tblFindings", ["Key", "Go"], rows))
    assert result.changed == (FINDINGS,)
    assert "xl/calcChain.xml" in parts(book)


def test_a_chain_that_names_other_sheets_is_left_alone_and_so_is_the_workbook(book: Path) -> None:
    rows: list[list[Value]] = [[f"k{n}", Formula("ROW()", n)] for n in range(1, 4)]
    _add_chain(book, ["A1"], sheet=9)
    before = parts(book)
    run(book, WriteRows("tblFindings", ["Key", "Go"], rows))
    run(book, WriteRows("tblFindings", ["Key", "Go"], []))
    after = parts(book)
    assert {name for name in before if before[name] != after.get(name)} <= {FINDINGS}


def _add_chain(book: Path, cells: list[str], sheet: int = 2) -> None:
    """The chain that Excel adds when it saves a workbook with formulas."""
    listed = "".join(f'<c r="{cell}" i="{sheet}"/>' for cell in cells)
    chain = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<calcChain xmlns="http://schemas'
        f'.openxmlformats.org/spreadsheetml/2006/main">{listed}</calcChain>'
    )
    add_parts(book, {"xl/calcChain.xml": chain.encode()})
    change_part(
        book,
        "xl/_rels/workbook.xml.rels",
        replace(
            "</Relationships>",
            '<Relationship Id="rIdC" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
            'relationships/calcChain" Target="calcChain.xml"/></Relationships>',
        ),
    )
    change_part(
        book,
        "[Content_Types].xml",
        replace(
            "</Types>",
            '<Override PartName="/xl/calcChain.xml" ContentType="application/vnd.openxmlformats-'
            'officedocument.spreadsheetml.calcChain+xml"/></Types>',
        ),
    )
