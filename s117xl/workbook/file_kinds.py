"""What a file is when it is not an Excel workbook, so that the refusal can say what to do."""

from __future__ import annotations

import mmap
import struct
from pathlib import Path
from typing import BinaryIO

from s117xl.refusal import Refused
from s117xl.workbook.members import Members

_SAVE_AS = "open it in Excel and save it as an Excel workbook (.xlsx)"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_OLE_STREAMS = (
    ("EncryptedPackage", "is protected with a password to open; save a copy without it"),
    ("Workbook", f"is an old Excel workbook (.xls); {_SAVE_AS}"),
    ("Book", f"is an old Excel workbook (.xls); {_SAVE_AS}"),
    ("WordDocument", "is an old Word document (.doc); name the register's workbook instead"),
)
_BEGINNINGS = (
    (b"%PDF", "is a PDF; name the register's workbook instead"),
    (b"{\\rtf", "is a rich text document; name the register's workbook instead"),
    (b"<html", f"is a web page with the name of a workbook; {_SAVE_AS}"),
    (b"<!doctype", f"is a web page with the name of a workbook; {_SAVE_AS}"),
    (b"<table", f"is a web page with the name of a workbook; {_SAVE_AS}"),
    (b"<?xml", f"is XML and no workbook in Excel's present form; {_SAVE_AS}"),
)
_PARTS = (
    ("xl/workbook.bin", f"is a binary workbook (.xlsb); {_SAVE_AS}"),
    ("word/document.xml", "is a Word document; name the register's workbook instead"),
    ("ppt/presentation.xml", "is a PowerPoint file; name the register's workbook instead"),
    ("Index/Document.iwa", "is an Apple Numbers file; export it from Numbers to Excel"),
)
_TEXT = f"is text (such as .csv) and no workbook; {_SAVE_AS}"
_UNKNOWN = "is not an Excel workbook; name the register's workbook (.xlsx) instead"
_CUT_OFF = (
    "is cut off: only a part of it is there; copy or download it again, or use the copy that was "
    "last saved"
)

_END = struct.Struct("<4s8xLL2x")
_END64 = struct.Struct("<4s36xQQ")
# 5,000 parts with long names take about 1 MB; this is what is read at once to list them.
_LONGEST_LIST = 8 << 20


def require_zip(path: Path) -> None:
    """Raise Refused unless the file is a zip with a whole and modest list of members."""
    with path.open("rb") as file:
        head = file.read(1 << 12)
        if not head.startswith(b"PK"):
            raise _refusal(path, _kind(head, file))
        if (length := _list_length(file)) is None:
            raise _refusal(path, _CUT_OFF)
        if length > _LONGEST_LIST:
            raise _refusal(path, "holds far more parts than a workbook; ask for a fresh copy")


def require_workbook(members: Members) -> None:
    """Raise Refused unless the zip holds an Excel workbook of XML parts."""
    if members.find("[Content_Types].xml") and members.find("xl/workbook.xml"):
        return
    for part, what in _PARTS:
        if members.find(part):
            raise _refusal(members.path, what)
    if members.find("content.xml") and members.find("mimetype"):
        raise _refusal(members.path, f"is an OpenDocument file (.ods); {_SAVE_AS}")
    raise _refusal(members.path, "is a zip file with no workbook in it; name the workbook itself")


def _refusal(path: Path, what: str) -> Refused:
    return Refused(f"{path.name} {what}.")


def _kind(head: bytes, file: BinaryIO) -> str:
    if head.startswith(_OLE):
        return _ole_kind(file)
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    for beginning, what in _BEGINNINGS:
        if start.startswith(beginning.lower()):
            return what
    return _TEXT if _is_text(head) else _UNKNOWN


def _ole_kind(file: BinaryIO) -> str:
    """What an OLE file is, by the names of its streams, which stand in it as UTF-16."""
    with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        for stream, what in _OLE_STREAMS:
            if data.find(f"{stream}\0".encode("utf-16-le")) >= 0:
                return what
    return _UNKNOWN


def _is_text(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    return all(byte >= 32 or byte in b"\t\r\n\f" for byte in head)


def _list_length(file: BinaryIO) -> int | None:
    """The length in bytes of a zip's list of members, or None where its end is not there."""
    size = file.seek(0, 2)
    start = file.seek(max(0, size - (1 << 16) - _END.size))
    tail = file.read()
    place = tail.rfind(b"PK\5\6")
    if place < 0 or len(tail) < place + _END.size:
        return None
    _, length, offset = _END.unpack_from(tail, place)
    if length == 0xFFFFFFFF or offset == 0xFFFFFFFF:
        return _list_length64(file, start + place)
    return int(length) if offset + length <= start + place else None


def _list_length64(file: BinaryIO, end: int) -> int | None:
    """The same for a Zip64 file, whose own end record stands just before its locator."""
    file.seek(max(0, end - 20 - 56))
    record = file.read(_END64.size)
    if len(record) < _END64.size or not record.startswith(b"PK\6\6"):
        return None
    return int(_END64.unpack(record)[1])
