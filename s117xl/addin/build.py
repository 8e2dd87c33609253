"""s117xl.xlam made from text: a workbook with one sheet of settings, the VBA, and the ribbon.

Equal texts give equal bytes: nothing in the file holds a time, a name or a path of the machine,
and its parts are not compressed, which each zlib does in a way of its own.
"""

from __future__ import annotations

import hashlib
import io
import tempfile
import zipfile
from datetime import datetime
from importlib import resources
from pathlib import Path
from typing import Any

import xlsxwriter

from s117xl import __version__
from s117xl.addin.ribbon import ribbon_xml
from s117xl.refusal import Refused

MODULE = "Buttons"
_BOOK = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
_ADDIN = b"application/vnd.ms-excel.addin.macroEnabled.main+xml"
_RIBBON_PART = "customUI/customUI14.xml"
_RIBBON_LINK = (
    b'<Relationship Id="rIdRibbon" Type="http://schemas.microsoft.com/office/2007/relationships/'
    b'ui/extensibility" Target="customUI/customUI14.xml"/></Relationships>'
)
_NO_TIME = (1980, 1, 1, 0, 0, 0)
_SAYS = (
    "s117xl: the buttons of the tab Section 117",
    "For IT. Full path of pythonw.exe where s117xl is installed, for everybody who is given this "
    "add-in; left blank, each user's own is taken, as set by: s117xl addin install",
)


def vba_source() -> str:
    """The VBA of the add-in, as it stands beside this module."""
    return resources.files("s117xl.addin").joinpath(f"{MODULE}.bas").read_text("utf-8")


def xlam(python: str = "") -> bytes:
    """The add-in as a file. `python` is the interpreter for all users, blank for each one's own.

    Raises Refused where pyOpenVBA, which writes the VBA, is not installed.
    """
    return _as_addin(_workbook(_vba_project(), python))


def write_xlam(file: Path, python: str = "") -> str:
    """The add-in written to a new or an older file of its name, its sha256 beside it; the sha256.

    Raises Refused where it cannot be written.
    """
    if file.suffix.lower() != ".xlam":
        raise Refused(f"{file.name} is to be an Excel add-in; give it a name that ends in .xlam.")
    made = xlam(python)
    digest = hashlib.sha256(made).hexdigest()
    try:
        file.write_bytes(made)
        file.with_name(f"{file.name}.sha256").write_text(f"{digest}  {file.name}\n", "utf-8")
    except OSError:
        raise Refused(f"{file.name} cannot be written there; choose another folder.") from None
    return digest


def _vba_project() -> bytes:
    """vbaProject.bin with our one module, source only: Excel compiles it when it is opened."""
    try:
        from pyopenvba import ExcelFile
    except ImportError:
        raise Refused(
            "Building the add-in needs pyOpenVBA: pip install pyOpenVBA. The command 'addin "
            "install' does not: it takes the add-in that came with s117xl."
        ) from None
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made.xlam"
        with ExcelFile.create_new(path) as made:
            project = made.vba_project()
            project.delete_module("Module1")
            project.add_module(MODULE, vba_source().replace("\n", "\r\n"))
            made.save(path)
        with ExcelFile(path) as saved:
            return bytes(saved.vba_project_bytes())


def _workbook(vba: bytes, python: str) -> bytes:
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    book.set_properties(
        {"title": f"s117xl {__version__}", "author": "s117xl", "created": datetime(2026, 1, 1)}
    )
    book.add_vba_project(io.BytesIO(vba), is_stream=True)
    book.set_vba_name("ThisWorkbook")
    sheet: Any = book.add_worksheet("Settings")
    sheet.set_vba_name("Sheet1")
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column("A:A", 12)
    sheet.set_column("B:B", 80, wrapped)
    strong = book.add_format({"bold": True})
    title, for_it = _SAYS
    sheet.write_string("A1", title, strong)
    sheet.write_string("B2", for_it)
    sheet.write_string("A4", "Python", strong)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.write_string("B4", python)
    book.close()
    return made.getvalue()


def _as_addin(workbook: bytes) -> bytes:
    """The workbook with an add-in's type, and the ribbon."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as source, zipfile.ZipFile(made, "w") as out:
        for name in source.namelist():
            part = source.read(name)
            if name == "[Content_Types].xml":
                part = part.replace(_BOOK, _ADDIN)
            elif name == "_rels/.rels":
                part = part.replace(b"</Relationships>", _RIBBON_LINK)
            _add(out, name, part)
        _add(out, _RIBBON_PART, ribbon_xml())
    return made.getvalue()


def _add(out: zipfile.ZipFile, name: str, part: bytes) -> None:
    info = zipfile.ZipInfo(name, _NO_TIME)
    info.create_system = 0  # a file made on Windows equals one made elsewhere
    out.writestr(info, part)
