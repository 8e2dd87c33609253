"""Tagged PDF files beside the documents, by LibreOffice or, on Windows, by Word."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from s117xl.refusal import Refused

_AT_ONCE = 40
_SECONDS = 30
# PDF/UA needs tags, the title and the language; LibreOffice 7.4 and later take options as JSON.
_FILTER = (
    'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"},'
    '"PDFUACompliance":{"type":"boolean","value":"true"}}'
)
_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
)
_AS_PDF = 17


def require_converter() -> None:
    """Refused where neither program is on this machine."""
    if _soffice() is None and not _has_word():
        raise Refused(
            "PDF files are made by LibreOffice or, on Windows, by Word, and neither is on this "
            "machine; leave --pdf out, and save as PDF from Word."
        )


def to_pdf(documents: Sequence[Path]) -> None:
    """A PDF of the same name stands beside each document. Raises Refused where one does not."""
    soffice = _soffice()
    for start in range(0, len(documents), _AT_ONCE):
        some = documents[start : start + _AT_ONCE]
        if soffice:
            _by_libreoffice(soffice, some)
        else:
            _by_word(some)
    lacking = sum(not path.with_suffix(".pdf").exists() for path in documents)
    if lacking:
        raise Refused(
            f"{lacking} of the {len(documents)} PDF files could not be made; the Word documents "
            "are there: save them as PDF from Word."
        )


def _soffice() -> str | None:
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return found or next((place for place in _PLACES if Path(place).is_file()), None)


def _by_libreoffice(soffice: str, documents: Sequence[Path]) -> None:
    with tempfile.TemporaryDirectory(prefix="s117xl-") as profile:
        # A profile of its own: a LibreOffice that is open would otherwise swallow the command.
        command = [
            soffice, "--headless", "--norestore",
            f"-env:UserInstallation={Path(profile).as_uri()}", "--convert-to", _FILTER,
            "--outdir", str(documents[0].parent), *map(str, documents),
        ]  # fmt: skip
        try:
            subprocess.run(
                command, check=False, timeout=_SECONDS * (2 + len(documents)),
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            )  # fmt: skip
        except (OSError, subprocess.TimeoutExpired):
            return


def _has_word() -> bool:
    if sys.platform != "win32":
        return False
    import winreg

    try:
        winreg.CloseKey(winreg.OpenKey(winreg.HKEY_CLASSES_ROOT, "Word.Application"))
    except OSError:
        return False
    return True


def _by_word(documents: Sequence[Path]) -> None:
    """Through Word itself, in an instance of its own. Not run on a machine without Word."""
    client: Any = __import__("win32com.client").client
    word = client.DispatchEx("Word.Application")
    try:
        for path in documents:
            opened = word.Documents.Open(os.fspath(path.absolute()), ReadOnly=True)
            opened.ExportAsFixedFormat(
                os.fspath(path.absolute().with_suffix(".pdf")), _AS_PDF, DocStructureTags=True
            )
            opened.Close(False)
    finally:
        word.Quit(False)
