"""Each odd file is turned away with one sentence; a sound one is let in. No file is changed."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest

from s117xl.refusal import Refused
from s117xl.workbook.archive_checks import MOST_PARTS
from s117xl.workbook.door import open_package, require_unlocked
from tests.workbook import odd_files as odd

Builder = Callable[[Path], object]


def text(content: str | bytes) -> Builder:
    data = content if isinstance(content, bytes) else content.encode()
    return lambda path: path.write_bytes(data)


def parts(**names: str) -> Builder:
    """A zip whose only part is the one named."""
    return lambda path: odd.write_zip(path, {names["part"]: b"x", "mimetype": b"x"})


def changed(part: str, content: str | bytes) -> Builder:
    return lambda path: odd.make(path, {part: content})


ODD_FILES: dict[str, tuple[Builder, str]] = {
    "empty": (text(""), "is empty"),
    "csv": (text("Id,Born\r\nV-001,03/04/1980\r\n"), "is text"),
    "csv in utf-16": (text("Id\tBorn\r\n".encode("utf-16")), "is text"),
    "csv in the Windows code page": (text(b"Id,Name\r\n1,Ren\xe9e\r\n"), "is text"),
    "pdf": (text(b"%PDF-1.7\n\xff"), "is a PDF"),
    "rtf": (text("{\\rtf1 }"), "is a rich text document"),
    "web page": (text("\ufeff\n<HTML><table></table>"), "is a web page"),
    "xml spreadsheet": (text('<?xml version="1.0"?><Workbook/>'), "is XML"),
    "picture": (text(b"\x89PNG\r\n\x1a\n\0\0"), "is not an Excel workbook"),
    "encrypted": (
        lambda path: odd.ole(path, "EncryptionInfo", "EncryptedPackage"),
        "is protected with a password to open; save a copy without it",
    ),
    "xls": (lambda path: odd.ole(path, "Workbook"), r"\(\.xls\)"),
    "xls of Excel 95": (lambda path: odd.ole(path, "Book"), r"\(\.xls\)"),
    "doc": (lambda path: odd.ole(path, "WordDocument"), r"\(\.doc\)"),
    "other ole": (lambda path: odd.ole(path, "Contents"), "is not an Excel workbook"),
    "xlsb": (parts(part="xl/workbook.bin"), r"\(\.xlsb\)"),
    "docx": (parts(part="word/document.xml"), "is a Word document"),
    "pptx": (parts(part="ppt/presentation.xml"), "is a PowerPoint file"),
    "ods": (parts(part="content.xml"), r"\(\.ods\)"),
    "other zip": (parts(part="readme.txt"), "no workbook in it"),
    "truncated": (odd.truncated, "is cut off"),
    "only a beginning": (text(b"PK\3\4"), "is cut off"),
    "wrong crc": (odd.corrupted, "is damaged"),
    "zip bomb": (odd.zip_bomb, "unpacks to 1,024 MB"),
    "lying bomb": (odd.lying_bomb, "is larger than the file declares"),
    "a ratio beyond belief": (
        changed("xl/media/image1.bmp", bytes(11 << 20)),
        "over 200 times its size",
    ),
    "too many parts": (partial(odd.many_parts, count=MOST_PARTS), "more than 5,000 parts"),
    "two parts of one name": (odd.doubled, "two parts of the same name"),
    "two parts of one name in two cases": (
        changed("XL/Workbook.xml", odd.workbook_xml()),
        "two parts of the same name",
    ),
    "a part outside": (changed("xl/../../evil.xml", "<x/>"), "lies outside"),
    "xml bomb in the workbook": (changed("xl/workbook.xml", odd.BOMB + "<x/>"), "document type"),
    "xml bomb in the strings": (changed(odd.STRINGS, odd.BOMB + "<x>&b;</x>"), "document type"),
    "xml bomb in utf-16": (
        changed(odd.STRINGS, (odd.BOMB + "<x>&b;</x>").encode("utf-16")),
        "document type",
    ),
    "xml bomb behind a comment": (
        changed("xl/styles.xml", f"<?xml version='1.0'?> <!-- <x> --> {odd.BOMB}<x/>"),
        "document type",
    ),
    "xml bomb behind a long comment": (
        changed("xl/styles.xml", f"<!--{'-x' * 40_000}-->{odd.BOMB}<x/>"),
        "document type",
    ),
    "no sheet": (lambda path: odd.make(path, drop=[odd.SHEET]), "'Register' is listed"),
    "no workbook": (lambda path: odd.make(path, drop=["xl/workbook.xml"]), "no workbook in it"),
    "no table part": (
        lambda path: odd.make(path, drop=["xl/tables/t1.xml"]),
        r"xl/tables/t1\.xml is missing",
    ),
    "a workbook that is no xml": (changed("xl/workbook.xml", "<x><y></x>"), "not well-formed"),
    "a table with no area": (changed("xl/tables/t1.xml", odd.table(ref="")), "gives no area"),
}


@pytest.mark.parametrize("name", ODD_FILES)
def test_an_odd_file_gets_one_sentence_and_stays_as_it_is(name: str, tmp_path: Path) -> None:
    build, sentence = ODD_FILES[name]
    path = tmp_path / "Our register.xlsx"
    build(path)
    before, start = _hash(path), time.perf_counter()
    with pytest.raises(Refused, match=sentence) as refusal:
        open_package(path)
    assert time.perf_counter() - start < 10
    assert _hash(path) == before
    _assert_plain(str(refusal.value), tmp_path)


def _assert_plain(sentence: str, folder: Path) -> None:
    """One sentence that begins with the file or the sheet, and names nothing of the machine."""
    assert sentence.startswith(("Our register.xlsx ", "The sheet "))
    assert sentence.endswith(".")
    assert "; " in sentence
    assert str(folder) not in sentence
    assert folder.name not in sentence
    assert not re.search(r"Errno|Traceback|Error|0x[0-9a-f]|<", sentence)


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_no_file_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"There is no file a\.xlsx"):
        open_package(tmp_path / "a.xlsx")
    with pytest.raises(Refused, match=r"There is no file a\.xlsx"):
        open_package(tmp_path / "no folder" / "a.xlsx")
    (tmp_path / "b.xlsx").mkdir()
    with pytest.raises(Refused, match=r"b\.xlsx is a folder"):
        open_package(tmp_path / "b.xlsx")


def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path) -> None:
    path = odd.make(tmp_path / "a.xlsx")
    path.chmod(0)
    with _as_anyone(), pytest.raises(Refused, match="may not be read"):
        open_package(path)


@contextmanager
def _as_anyone() -> Iterator[None]:
    """Root may read anything: be somebody else for a while."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_a_sound_workbook_is_let_in(tmp_path: Path) -> None:
    path = odd.make(tmp_path / "a.xlsx")
    package = open_package(path)
    assert package.sha256 == _hash(path)
    assert not package.has_macros


def test_a_workbook_with_macros_is_let_in_and_says_so(tmp_path: Path) -> None:
    package = open_package(odd.make(tmp_path / "a.xlsm", {"xl/vbaProject.bin": b"x"}))
    assert package.has_macros


def test_a_zip64_workbook_is_let_in(tmp_path: Path) -> None:
    import zipfile

    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in odd.good_parts().items():
            with archive.open(name, "w", force_zip64=True) as member:
                member.write(content if isinstance(content, bytes) else content.encode())
    assert open_package(path).sheets[0].name == "Register"


def test_a_zip_with_zip64_ends_is_let_in_and_a_broken_one_is_not(tmp_path: Path) -> None:
    path = odd.make(tmp_path / "a.xlsx")
    data = path.read_bytes()
    end = data.rindex(b"PK\5\6")
    size, offset = (int.from_bytes(data[end + at : end + at + 4], "little") for at in (12, 16))
    count = int.from_bytes(data[end + 10 : end + 12], "little")
    numbers = [44, 0x2D002D, 0, 0, count, count, size, offset]
    widths = [8, 4, 4, 4, 8, 8, 8, 8]
    record = b"PK\6\6" + b"".join(
        n.to_bytes(w, "little") for n, w in zip(numbers, widths, strict=True)
    )
    locator = b"PK\6\7" + bytes(4) + end.to_bytes(8, "little") + (1).to_bytes(4, "little")
    short_end = data[end : end + 8] + b"\xff" * 12 + data[end + 20 :]
    path.write_bytes(data[:end] + record + locator + short_end)
    assert open_package(path).sheets[0].name == "Register"
    path.write_bytes(data[:end] + b"no such record" * 4 + locator + short_end)
    with pytest.raises(Refused, match="is cut off"):
        open_package(path)


def test_a_list_of_parts_without_end_is_not_read(tmp_path: Path) -> None:
    path = odd.write_zip(tmp_path / "a.xlsx", {f"{n:060}" * 900: b"" for n in range(160)})
    with pytest.raises(Refused, match="far more parts"):
        open_package(path)


@pytest.mark.parametrize("cut", [1, 30, 100, 400, 900])
def test_every_cut_is_refused(cut: int, tmp_path: Path) -> None:
    path = odd.make(tmp_path / "a.xlsx")
    path.write_bytes(path.read_bytes()[:-cut])
    with pytest.raises(Refused):
        open_package(path)


def test_noise_in_the_file_is_refused_or_read_and_never_a_crash(tmp_path: Path) -> None:
    from random import Random

    noise = Random(117)
    path = odd.make(tmp_path / "a.xlsx")
    data = path.read_bytes()
    refused = 0
    for _ in range(100):
        spoilt = bytearray(data)
        spoilt[noise.randrange(len(data))] = noise.randrange(256)
        path.write_bytes(spoilt)
        try:
            open_package(path)
        except Refused:
            refused += 1
    assert refused > 30


ROOT = Path(__file__).parents[2]
_IN_ITS_OWN_PROCESS = """
import resource, sys
from pathlib import Path
from s117xl.refusal import Refused
from s117xl.workbook.door import open_package
from s117xl.workbook.scan import require_readable, scan_sheet
from tests.peak import peak_megabytes
try:
    package = open_package(Path(sys.argv[1]))
    sheet = package.sheets[0]
    require_readable(scan_sheet(package, sheet), package.tables["tblX"].area)
    print("let in")
except Refused as refusal:
    print(refusal)
used = resource.getrusage(resource.RUSAGE_SELF)
print(peak_megabytes(), used.ru_utime + used.ru_stime)
"""

HEAVY: dict[str, tuple[Builder, str]] = {
    "zip bomb": (odd.zip_bomb, "unpacks to 1,024 MB"),
    "lying bomb in the strings": (odd.lying_bomb, "larger than the file declares"),
    "lying bomb in the sheet": (
        lambda path: odd.lying_bomb(path, odd.SHEET),
        "larger than the file declares",
    ),
    "xml bomb in the sheet": (changed(odd.SHEET, odd.BOMB + odd.sheet()), "document type"),
    "a stray cell in the last corner": (
        lambda path: odd.with_rows(path, '<row r="1"><c r="XFD1048576" s="1"/></row>'),
        "used beyond row 600,000",
    ),
    "all rows used": (odd.many_rows, "used beyond row 600,000"),
    "all rows used, with a prefix": (
        lambda path: odd.many_rows(path, "x:"),
        "used beyond row 600,000",
    ),
}


@pytest.mark.skipif(sys.platform == "win32", reason="memory is measured with resource")
@pytest.mark.parametrize("name", HEAVY)
def test_a_heavy_file_is_refused_in_little_time_and_memory(name: str, tmp_path: Path) -> None:
    build, sentence = HEAVY[name]
    path = tmp_path / "a.xlsx"
    build(path)
    command = [sys.executable, "-c", _IN_ITS_OWN_PROCESS, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    said, used = done.stdout.splitlines()
    megabytes, seconds = map(float, used.split())
    assert sentence in said
    assert megabytes < 500
    assert seconds < 10


def test_an_unlocked_workbook_may_be_written(tmp_path: Path) -> None:
    path = odd.make(tmp_path / "a.xlsx")
    before = path.stat().st_mtime_ns
    require_unlocked(path)
    assert path.stat().st_mtime_ns == before


@pytest.mark.parametrize("lock", ["~$a.xlsx", ".~lock.a.xlsx#"])
def test_a_lock_beside_the_file_is_refused_and_the_button_named(lock: str, tmp_path: Path) -> None:
    path = odd.make(tmp_path / "a.xlsx")
    (tmp_path / lock).write_text("Somebody")
    with pytest.raises(Refused, match="press Check on the Section 117 tab") as refusal:
        require_unlocked(path)
    assert lock in str(refusal.value)
    assert "Somebody" not in str(refusal.value)


def test_a_read_only_file_may_not_be_written(tmp_path: Path) -> None:
    path = odd.make(tmp_path / "a.xlsx")
    path.chmod(0o444)
    with pytest.raises(Refused, match="is read-only"):
        require_unlocked(path)


@pytest.mark.skipif(sys.platform == "win32", reason="folders have no mode there")
def test_a_read_only_folder_may_not_be_written(tmp_path: Path) -> None:
    folder = tmp_path / "shared"
    folder.mkdir()
    path = odd.make(folder / "a.xlsx")
    folder.chmod(0o555)
    with pytest.raises(Refused, match=r"The folder of a\.xlsx is read-only"):
        require_unlocked(path)
    folder.chmod(0o755)
