"""Bad input to the whole command: one clear sentence or a correct result, quickly, and no harm."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from s117xl.demo.show import SETTINGS
from s117xl.new import write_rows_as_register
from tests.ooxml.surgery import operate
from tests.people import AS_AT, LAWFUL, REVIEW, SERVICE
from tests.workbook import odd_files

SHEET = "xl/worksheets/sheet1.xml"
TABLE = "xl/tables/table1.xml"
SECONDS = 10
MEGABYTES = 500

Make = Callable[[Path, Path], Path]


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register of one lawful person, marked by nobody."""
    path = tmp_path_factory.mktemp("good") / "register.xlsx"
    rows = {"Register": [LAWFUL], "Services": [SERVICE], "Reviews": [REVIEW]}
    write_rows_as_register(path, rows, AS_AT, SETTINGS)
    return path


def changed(good: Path, out: Path, part: str, change: Callable[[str], str]) -> Path:
    with zipfile.ZipFile(good) as archive:
        before = archive.read(part).decode()
    after = change(before)
    assert after != before
    operate(good, out, {part: after.encode()})
    return out


def not_a_zip(good: Path, out: Path) -> Path:
    out.write_bytes(b"\x00\x01 nothing that anybody knows")
    return out


def truncated(good: Path, out: Path) -> Path:
    out.write_bytes(good.read_bytes()[: good.stat().st_size // 2])
    return out


def encrypted(good: Path, out: Path) -> Path:
    return odd_files.ole(out, "EncryptionInfo", "EncryptedPackage")


def old_xls(good: Path, out: Path) -> Path:
    return odd_files.ole(out, "Workbook")


def csv_renamed(good: Path, out: Path) -> Path:
    out.write_text("register_id,surname\nV-001,Example\n")
    return out


def empty_file(good: Path, out: Path) -> Path:
    out.touch()
    return out


def zip_bomb(good: Path, out: Path) -> Path:
    return odd_files.zip_bomb(out)


def xml_bomb(good: Path, out: Path) -> Path:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    return changed(good, out, SHEET, lambda xml: xml.replace("<worksheet", bomb + "<worksheet", 1))


def no_such_sheet(good: Path, out: Path) -> Path:
    with zipfile.ZipFile(good) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if name != SHEET}
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out


def no_table(good: Path, out: Path) -> Path:
    return changed(good, out, TABLE, lambda xml: xml.replace("tblRegister", "tblOther"))


def duplicate_headings(good: Path, out: Path) -> Path:
    return changed(good, out, TABLE, lambda xml: xml.replace('name="Forename"', 'name="Surname"'))


def row_xml(xml: str, number: int) -> str:
    found = re.search(rf'<row r="{number}".*?</row>', xml, re.DOTALL)
    assert found
    return found[0]


def two_header_rows(good: Path, out: Path) -> Path:
    def change(xml: str) -> str:
        header = row_xml(xml, 1)
        again = re.sub(r'(<c r="[A-Z]+)1"', r'\g<1>2"', header).replace('<row r="1"', '<row r="2"')
        return xml.replace(row_xml(xml, 2), again)

    return changed(good, out, SHEET, change)


def a_million_rows(good: Path, out: Path) -> Path:
    def change(xml: str) -> str:
        more = "".join(f'<row r="{n}"><c r="A{n}"/></row>' for n in range(3, 1_048_577))
        return xml.replace("</sheetData>", more + "</sheetData>")

    return changed(good, out, SHEET, change)


def merged_cells(good: Path, out: Path) -> Path:
    merge = '<mergeCells count="1"><mergeCell ref="B2:D2"/></mergeCells>'
    return changed(
        good,
        out,
        SHEET,
        lambda xml: re.sub(
            "<(conditionalFormatting|dataValidations)", merge + r"<\1", xml, count=1
        ),
    )


def formulas_never_calculated(good: Path, out: Path) -> Path:
    def change(xml: str) -> str:
        row = row_xml(xml, 2)
        cell = re.compile(r'<c r="([A-Z]+2)"( s="\d+")?(?: t="\w+")?><v>[^<]*</v></c>')
        return xml.replace(row, cell.sub(r'<c r="\1"\2><f>NOW()</f></c>', row))

    return changed(good, out, SHEET, change)


REFUSED: dict[str, tuple[Make, str]] = {
    "not a zip": (not_a_zip, "workbook"),
    "truncated": (truncated, "damaged|cut|incomplete|broken|whole"),
    "encrypted": (encrypted, "password"),
    "an .xls": (old_xls, "xls"),
    "a .csv renamed": (csv_renamed, "text|CSV"),
    "an empty file": (empty_file, "empty"),
    "a zip bomb": (zip_bomb, "unpack|large"),
    "an XML bomb": (xml_bomb, "document type"),
    "no such sheet": (no_such_sheet, "Register"),
    "no table of ours": (no_table, "adopt"),
    "duplicate headings": (duplicate_headings, "heading"),
    "two header rows": (two_header_rows, "Row 2|header"),
    "1,048,576 used rows": (a_million_rows, "row"),
    "merged cells in the table": (merged_cells, "B2:D2"),
}


def measured(path: Path, *words: str) -> tuple[int, str, str]:
    """The command's status and output; it must be quick and small, and leave the file alone."""
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    start = time.monotonic()
    script = (
        "import runpy, sys\nfrom tests.peak import peak_megabytes\n"
        "try:\n    runpy.run_module('s117xl', run_name='__main__')\n"
        "finally:\n"
        "    open(sys.argv[-1] + '.peak', 'w').write(str(peak_megabytes()))\n"
    )
    peak = path.with_name(path.name + ".peak")
    run = subprocess.run(
        [sys.executable, "-c", script, "check", *words, str(path)],
        capture_output=True, text=True, check=False, timeout=60, cwd=Path(__file__).parents[1],
    )  # fmt: skip
    assert time.monotonic() - start < SECONDS * (2 if os.environ.get("CI") else 1)
    assert float(peak.read_text()) < MEGABYTES
    peak.unlink()
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before
    return run.returncode, run.stdout, run.stderr


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_in_one_clear_sentence(name: str, good: Path, tmp_path: Path) -> None:
    make, word = REFUSED[name]
    path = make(good, tmp_path / "odd.xlsx")
    status, out, told = measured(path, "--mark")
    assert (status, out) == (2, "")
    assert re.search(word, told), told
    assert told.startswith("s117xl: ")
    assert told.count("\n") == 1
    assert "Traceback" not in told
    assert str(tmp_path) not in told
    assert list(tmp_path.iterdir()) == [path]


def test_an_empty_table_is_checked_and_nothing_applies(tmp_path: Path) -> None:
    path = tmp_path / "empty.xlsx"
    write_rows_as_register(path, {}, AS_AT, SETTINGS)
    status, out, told = measured(path)
    assert (status, told) == (0, "")
    assert "0 records" in out


def test_a_protected_sheet_is_read_like_any_other(good: Path, tmp_path: Path) -> None:
    lock = '</sheetData><sheetProtection password="CC1A" sheet="1" objects="1" scenarios="1"/>'
    out = changed(good, tmp_path / "p.xlsx", SHEET, lambda xml: xml.replace("</sheetData>", lock))
    assert measured(out)[0] == 0


def test_dates_of_1904_are_the_same_days(good: Path, tmp_path: Path) -> None:
    def back(match: re.Match[str]) -> str:
        return f"{match[1]}{int(match[2]) - 1462}{match[3]}"

    def change(xml: str) -> str:
        row = row_xml(xml, 2)
        return xml.replace(row, re.sub(r"(<v>)(\d{5})(</v>)", back, row))

    shifted = changed(good, tmp_path / "shifted.xlsx", SHEET, change)
    for number in ("2", "3", "14"):
        part = f"xl/worksheets/sheet{number}.xml"
        with zipfile.ZipFile(shifted) as archive:
            xml = archive.read(part).decode()
        new = re.sub(r"(<v>)(4[56]\d{3})(</v>)", back, xml)
        if new != xml:
            operate(shifted, tmp_path / "next.xlsx", {part: new.encode()})
            (tmp_path / "next.xlsx").replace(shifted)
    out = changed(
        shifted, tmp_path / "1904.xlsx", "xl/workbook.xml",
        lambda xml: xml.replace("<workbookPr ", '<workbookPr date1904="1" ', 1),
    )  # fmt: skip
    status, printed, told = measured(out)
    assert (status, told) == (0, ""), printed
    assert "30 June 2026" in printed


def test_formulas_in_place_of_every_value_are_told_when_never_calculated(
    good: Path, tmp_path: Path
) -> None:
    out = formulas_never_calculated(good, tmp_path / "formulas.xlsx")
    status, printed, told = measured(out)
    assert (status == 1 and "R201" in printed) or (status == 2 and "calculate" in told)


def test_formulas_in_place_of_every_value_are_read_by_what_they_gave(
    good: Path, tmp_path: Path
) -> None:
    def change(xml: str) -> str:
        row = row_xml(xml, 2)
        number = re.compile(r'(<c r="[A-Z]+2"(?: s="\d+")?)><v>(\d+(?:\.\d+)?)</v></c>')
        return xml.replace(row, number.sub(r"\1><f>1*\2</f><v>\2</v></c>", row))

    out = changed(good, tmp_path / "formulas.xlsx", SHEET, change)
    assert measured(out)[0] == 0
