"""Workbooks in many odd shapes, each made on the fly from a few parts written by hand."""

from __future__ import annotations

import re
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"

SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"
BOMB = '<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'

Parts = Mapping[str, bytes | str]


def relations(*targets: tuple[str, str, str]) -> str:
    """A part of relations, each of an id, a kind and a target."""
    inner = "".join(
        f'<Relationship Id="{name}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for name, kind, target in targets
    )
    return f'<Relationships xmlns="{RELS}">{inner}</Relationships>'


def sheet(rows: str = "", before: str = "", after: str = "") -> str:
    """A sheet of these rows."""
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n<worksheet xmlns="{MAIN}">'
        f"{before}<sheetData>{rows}</sheetData>{after}</worksheet>"
    )


def table(ref: str = "A1:B3", headings: Iterable[str] = ("Id", "Born"), name: str = "tblX") -> str:
    """A table part."""
    columns = "".join(
        f'<tableColumn id="{number}" name="{heading}"/>'
        for number, heading in enumerate(headings, 1)
    )
    return (
        f'<table xmlns="{MAIN}" id="1" name="{name}" displayName="{name}" ref="{ref}">'
        f"<tableColumns>{columns}</tableColumns></table>"
    )


def workbook_xml(inner: str = "", sheets: str = "") -> str:
    """A workbook part with the one sheet, Register, unless others are given."""
    sheets = sheets or '<sheet name="Register" sheetId="1" r:id="rId1"/>'
    return (
        f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{inner}<sheets>{sheets}</sheets></workbook>'
    )


def good_parts() -> dict[str, bytes | str]:
    """The parts of a small sound workbook with one table, tblX, on the sheet Register."""
    rows = "".join(
        f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c><c r="B{n}"><v>{n}</v></c></row>'
        for n in (1, 2, 3)
    )
    return {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
        'content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": relations(("rId1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": workbook_xml(),
        "xl/_rels/workbook.xml.rels": relations(
            ("rId1", "worksheet", "worksheets/sheet1.xml"),
            ("rId2", "sharedStrings", "sharedStrings.xml"),
        ),
        STRINGS: f'<sst xmlns="{MAIN}"><si><t>x</t></si></sst>',
        SHEET: sheet(rows, after='<tableParts count="1"><tablePart/></tableParts>'),
        "xl/worksheets/_rels/sheet1.xml.rels": relations(("rId1", "table", "../tables/t1.xml")),
        "xl/tables/t1.xml": table(),
    }


def write_zip(path: Path, parts: Parts, drop: Iterable[str] = ()) -> Path:
    """A zip of these parts, but for the dropped ones."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in parts.items():
            if name not in drop:
                archive.writestr(name, content)
    return path


def make(path: Path, changes: Parts | None = None, drop: Iterable[str] = ()) -> Path:
    """The small sound workbook with some parts changed, added or dropped."""
    return write_zip(path, good_parts() | dict(changes or {}), drop)


def with_rows(path: Path, rows: str, after: str = "") -> Path:
    """The small sound workbook with these rows in its sheet."""
    return make(path, {SHEET: sheet(rows, after=after)})


def truncated(path: Path) -> Path:
    data = make(path).read_bytes()
    path.write_bytes(data[: len(data) * 2 // 3])
    return path


def corrupted(path: Path, part: str = STRINGS) -> Path:
    """A byte of one part's compressed data is changed, so that its CRC fails."""
    make(path)
    with zipfile.ZipFile(path) as archive:
        info = archive.getinfo(part)
    data = bytearray(path.read_bytes())
    data[info.header_offset + 30 + len(part) + info.compress_size // 2] ^= 0x55
    path.write_bytes(data)
    return path


def ole(path: Path, *streams: str) -> Path:
    """A compound file of version 3: a header, a FAT sector, and a directory of these streams."""
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0)
    header += struct.pack("<I", 0xFFFFFFFF) * 108
    fat = struct.pack("<II", 0xFFFFFFFD, 0xFFFFFFFE) + b"\xff" * 504
    directory = b"".join(_entry(name) for name in ("Root Entry", *streams))
    path.write_bytes(header.ljust(512, b"\0") + fat + directory.ljust(512, b"\0"))
    return path


def _entry(name: str) -> bytes:
    text = f"{name}\0".encode("utf-16-le")
    kind = 5 if name == "Root Entry" else 2
    return text.ljust(64, b"\0") + struct.pack("<HBB", len(text), kind, 1) + bytes(60)


def zip_bomb(path: Path) -> Path:
    """About 1 MB that unpacks to 1 GB of shared strings, and says so."""
    return _bomb(path, STRINGS, 1024, declared=1 << 30)


def lying_bomb(path: Path, part: str = STRINGS) -> Path:
    """About 1 MB that unpacks to 1 GB of one part, and declares 50 kB."""
    return _bomb(path, part, 1024, declared=50_000)


def _bomb(path: Path, part: str, megabytes: int, declared: int) -> Path:
    """A part whose member is stored, and then said to be deflated and of the declared size."""
    pack = zlib.compressobj(9, zlib.DEFLATED, -15)
    opening = f'<worksheet xmlns="{MAIN}"><sheetData><row r="1">'.encode()
    first = pack.compress(opening) + pack.flush(zlib.Z_FULL_FLUSH)
    again = pack.compress(b" " * (1 << 20)) + pack.flush(zlib.Z_FULL_FLUSH)
    content = first + again * megabytes + pack.flush()
    make(path, drop=[part])
    with zipfile.ZipFile(path, "a", zipfile.ZIP_STORED) as archive:
        archive.writestr(part, content)
    data = bytearray(path.read_bytes())
    _declare(data, data.rfind(part.encode()) - 46 + 10, declared)
    _declare(data, data.rfind(b"PK\3\4") + 8, declared)
    path.write_bytes(data)
    return path


def _declare(data: bytearray, method: int, size: int) -> None:
    """Write into a header of a zip, from where it names the method."""
    data[method : method + 2] = struct.pack("<H", zipfile.ZIP_DEFLATED)
    data[method + 14 : method + 18] = struct.pack("<I", size)


def doubled(path: Path) -> Path:
    """Two members of one name: readers differ in which they take."""
    make(path)
    with warnings.catch_warnings(), zipfile.ZipFile(path, "a") as archive:
        warnings.simplefilter("ignore")
        archive.writestr(SHEET, sheet())
    return path


def many_parts(path: Path, count: int) -> Path:
    return make(path, {f"xl/media/image{number}.png": b"" for number in range(count)})


def many_rows(path: Path, prefix: str = "") -> Path:
    """1,048,576 used rows, all that a sheet has."""
    row = f'<{prefix}row r="%d"><{prefix}c r="A%d" s="1"/></{prefix}row>'
    rows = "".join([row % (number, number) for number in range(1, 1_048_577)])
    whole = prefixed(sheet("ROWS")) if prefix else sheet("ROWS")
    return make(path, {SHEET: whole.replace("ROWS", rows)})


def prefixed(xml: str) -> str:
    """The same sheet with the prefix x: on every element."""
    return re.sub(r"<(/?)(?![?!/])", r"<\1x:", xml).replace(' xmlns="', ' xmlns:x="')
