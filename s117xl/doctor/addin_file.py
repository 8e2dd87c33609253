"""The add-in in its place: that it is there, is ours, and which Python its buttons start."""

from __future__ import annotations

import hashlib
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from s117xl import __version__
from s117xl.addin.install import KEY, read_addin
from s117xl.doctor.diagnosis import Diagnosis, fault, fine, not_known, warning
from s117xl.doctor.machine import WINDOWS, Machine
from s117xl.doctor.registry import CannotLook

NOT_HERE = "The ribbon is for Excel on Windows and on Macs; it does not run on this system."
_INSTALL = "Run: s117xl addin install"
_TITLE = re.compile(rb"<dc:title>s117xl ([\w.]+)</dc:title>")


def addin(machine: Machine) -> Iterator[Diagnosis]:
    """The add-in, and the Python behind its buttons."""
    name = "Add-in"
    if not machine.has_excel_desktop:
        yield fine(name, NOT_HERE)
        return
    file = machine.places.addin
    if not file.exists():
        yield warning(
            name, f"It is not in {file.parent}, so Excel shows no tab Section 117.", _INSTALL
        )
        return
    try:
        yield _compared(name, file)
    except OSError:
        yield not_known(name, f"{file} may not be read.", "Ask your IT who may read it.")
    yield _python(machine, file)


def _compared(name: str, file: Path) -> Diagnosis:
    there = file.read_bytes()
    if hashlib.sha256(there).digest() == hashlib.sha256(read_addin(None)).digest():
        return fine(name, f"In {file.parent}, and the one that came with s117xl {__version__}.")
    version = _version(file)
    if not version:
        return warning(name, f"{file} is damaged, or is not the add-in of s117xl.", _INSTALL)
    if version != __version__:
        return warning(
            name, f"It is that of s117xl {version}, and s117xl is {__version__}.", _INSTALL
        )
    return fine(
        name,
        f"In {file.parent}, of s117xl {version}, changed since: "
        + ("it carries a signature." if is_signed(file) else "as IT does to name a Python in it."),
    )


def _version(file: Path) -> str:
    """The version that its title names; blank where it has none."""
    try:
        with zipfile.ZipFile(file) as package:
            match = _TITLE.search(package.read("docProps/core.xml"))
    except (zipfile.BadZipFile, KeyError):
        return ""
    return match[1].decode("ascii") if match else ""


def is_signed(file: Path) -> bool:
    """Whether its macros carry a signature; by whom is not looked at."""
    try:
        with zipfile.ZipFile(file) as package:
            return any("vbaProjectSignature" in name for name in package.namelist())
    except (OSError, zipfile.BadZipFile):
        return False


def _python(machine: Machine, file: Path) -> Diagnosis:
    """The Python that a press starts: one that the add-in itself names, else the user's own."""
    name = "Its Python"
    try:
        path = _named_inside(file) or _remembered(machine)
    except (CannotLook, OSError):
        return not_known(name, "Which Python the buttons start may not be read here.", _INSTALL)
    if not path:
        return fault(name, "No Python is written down for the buttons to start.", _INSTALL)
    if not Path(path).exists():
        return fault(name, f"The buttons start {path}, which is not there.", _INSTALL)
    if _same(machine, path):
        return fine(name, f"The buttons start this Python: {path}.")
    return warning(
        name,
        f"The buttons start {path}, and this is {machine.python.for_excel}.",
        "If s117xl is installed in that Python, run its own doctor. To have the buttons start this "
        "one: s117xl addin install",
    )


def _named_inside(file: Path) -> str:
    """What IT wrote into the add-in's own sheet, cell B4; blank where the file cannot say."""
    try:
        from python_calamine import CalamineError, CalamineWorkbook
    except ImportError:
        return ""  # which is a fault of the packages, and is told there
    try:
        rows = CalamineWorkbook.from_path(file).get_sheet_by_name("Settings").to_python(nrows=4)
        return str(rows[3][1])
    except (CalamineError, IndexError):
        return ""


def _remembered(machine: Machine) -> str:
    if machine.platform == WINDOWS:
        return str(machine.registry.value("HKCU", KEY, "Python") or "")
    script = machine.places.script
    if script is None or not script.exists():
        return ""
    match = re.search(r'^\s*set python to "(.*)"$', script.read_text("utf-8"), re.MULTILINE)
    return re.sub(r"\\(.)", r"\1", match[1]) if match else ""


def _same(machine: Machine, path: str) -> bool:
    ours = machine.python.for_excel
    if machine.platform == WINDOWS:
        return path.casefold() == ours.casefold()
    return path == ours
