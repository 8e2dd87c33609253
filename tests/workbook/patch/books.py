"""Workbooks for these tests: made by XlsxWriter, then changed inside as other programs would."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import xlsxwriter

from s117xl.workbook.door import open_package
from s117xl.workbook.edits import Edit
from s117xl.workbook.file import Result, apply

SHEET = "xl/worksheets/sheet1.xml"
FINDINGS = "xl/worksheets/sheet2.xml"
HEADINGS = ("Id", "Name", "Born", "To do", "Flags")


def make_book(path: Path, rows: int = 5, findings: int = 1, formatted: bool = True) -> Path:
    """A workbook with tblRegister (A1:E...) on Register and tblFindings (A3:D...) on Findings.

    With `formatted`, the cells of To do and Flags stand as styled blanks.
    """
    book = xlsxwriter.Workbook(path)
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    ours = book.add_format({"text_wrap": True})
    book.add_format({"italic": True})
    sheet = book.add_worksheet("Register")
    for row in range(1, rows + 1):
        sheet.write_string(row, 0, f"V-{row:03}")
        sheet.write_string(row, 1, f"Invented {row}")
        sheet.write_datetime(row, 2, date(1980, 1, row % 28 + 1), day)
        if formatted:
            sheet.write_blank(row, 3, None, ours)
            sheet.write_blank(row, 4, None, ours)
    columns = [{"header": heading} for heading in HEADINGS]
    sheet.add_table(0, 0, rows, 4, {"name": "tblRegister", "columns": columns})
    _add_findings(book, findings)
    book.close()
    return path


def _add_findings(book: Any, findings: int) -> None:
    sheet = book.add_worksheet("Findings")
    sheet.write_string(0, 0, "What the last check found")
    wrapped = book.add_format({"text_wrap": True, "border": 1})
    columns = [{"header": heading} for heading in ("Key", "Message", "Due", "Go")]
    sheet.add_table(2, 0, 2 + findings, 3, {"name": "tblFindings", "columns": columns})
    for column in range(4):
        sheet.write_blank(3, column, None, wrapped)


def run(path: Path, *edits: Edit, out: Path | None = None) -> Result:
    """Apply edits to the workbook as it now stands."""
    return apply(edits, open_package(path), out)


def parts(path: Path) -> dict[str, bytes]:
    """The unpacked parts of a workbook."""
    with zipfile.ZipFile(path) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def raw_members(path: Path) -> dict[str, bytes]:
    """Each member as it lies in the file: its local header and its packed bytes."""
    data = path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        starts = [info.header_offset for info in archive.infolist()]
        ends = [*sorted(starts)[1:], archive.start_dir]
        end_of = dict(zip(sorted(starts), ends, strict=True))
        return {
            info.filename: data[info.header_offset : end_of[info.header_offset]]
            for info in archive.infolist()
        }


def change_part(path: Path, part: str, change: Callable[[bytes], bytes]) -> None:
    """Write the workbook again with one part changed."""
    add_parts(path, {part: change(parts(path)[part])})


def add_parts(path: Path, new: dict[str, bytes]) -> None:
    """Write the workbook again with these parts added or put in the place of the old."""
    everything = parts(path) | new
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in everything.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 11, 22, 9, 30, 0)), data, 8)


def replace(old: str, new: str) -> Callable[[bytes], bytes]:
    """A change of one piece of text, which must be there."""

    def change(data: bytes) -> bytes:
        assert old.encode() in data, old
        return data.replace(old.encode(), new.encode())

    return change


def prefixed(data: bytes) -> bytes:
    """The XML with `x:` before each of its unprefixed elements."""
    named = re.sub(rb"<(/?)([A-Za-z]+)(?=[\s/>])", rb"<\1x:\2", data)
    return named.replace(b"xmlns=", b"xmlns:x=", 1)


def grid(path: Path, sheet: str = "Register") -> list[tuple[Any, ...]]:
    """The values of a sheet, as openpyxl reads them."""
    book = openpyxl.load_workbook(path)
    return [tuple(row) for row in book[sheet].iter_rows(values_only=True)]


def column(path: Path, letter: str, sheet: str = "Register") -> list[Any]:
    """The values of one column below its first row."""
    book = openpyxl.load_workbook(path)
    return [cell.value for cell in book[sheet][letter][1:]]


def without_column(rows: Sequence[tuple[Any, ...]], *numbers: int) -> list[tuple[Any, ...]]:
    """The rows without these columns, counted from 0."""
    return [tuple(v for n, v in enumerate(row) if n not in numbers) for row in rows]
