"""What makes our workbooks look as they are meant to: their font, and LibreOffice for the tests."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from s117xl.doctor.diagnosis import Diagnosis, fine, not_known, warning
from s117xl.doctor.machine import MAC, WINDOWS, Machine
from s117xl.doctor.registry import CannotLook

FONT = "Calibri"
"""That of the workbooks. Written again here, as the doctor must run where xlsxwriter does not."""
ALIKE = "Carlito"
"""As wide as Calibri, letter for letter."""

_FONTS_KEY = r"SOFTWARE\Microsoft\Windows NT\CurrentVersion\Fonts"
_MAC_FOLDERS = (
    "Applications/Microsoft Excel.app/Contents/Resources/DFonts",
    "Library/Fonts",
    "System/Library/Fonts",
)
_OFFICES = {
    WINDOWS: "Program Files/LibreOffice/program/soffice.exe",
    MAC: "Applications/LibreOffice.app/Contents/MacOS/soffice",
}


def fonts(machine: Machine) -> Iterator[Diagnosis]:
    """Whether the workbooks' font is here; without it they work, and look otherwise."""
    name = "Fonts"
    there = _there(machine)
    if there is None:
        yield not_known(name, "The fonts of this machine cannot be listed.")
    elif there:
        as_wide = "" if there == FONT else f", which is as wide as {FONT}"
        yield fine(name, f"The workbooks are written in {FONT}. {there} is there{as_wide}.")
    else:
        yield warning(
            name,
            f"{FONT} is not there: the workbooks work, and columns may look too narrow or wide.",
            f"Install {ALIKE}, which is free and as wide."
            if not machine.has_excel_desktop
            else f"Ask your IT for {FONT}, which comes with Excel.",
        )


def _there(machine: Machine) -> str | None:
    """The font that is there, blank where none is, None where they cannot be listed."""
    if machine.platform == WINDOWS:
        return _on_windows(machine)
    if machine.platform == MAC:
        return FONT if _on_a_mac(machine) else ""
    answer = machine.run(("fc-list", ":", "family"))
    if answer is None or answer.status:
        return None
    families = {each.strip() for line in answer.text.splitlines() for each in line.split(",")}
    return next((font for font in (FONT, ALIKE) if font in families), "")


def _on_windows(machine: Machine) -> str | None:
    try:
        found = [
            machine.registry.value(hive, _FONTS_KEY, f"{FONT} (TrueType)")
            for hive in ("HKLM", "HKCU")
        ]
    except CannotLook:
        return None
    return FONT if any(found) else ""


def _on_a_mac(machine: Machine) -> bool:
    folders = [*(machine.root / each for each in _MAC_FOLDERS), machine.home / "Library" / "Fonts"]
    files = chain.from_iterable(folder.glob(f"{FONT}*") for folder in folders if folder.is_dir())
    return any(file.suffix.lower() in (".ttf", ".ttc", ".otf") for file in files)


def libreoffice(machine: Machine) -> Iterator[Diagnosis]:
    """Whether LibreOffice is here. It is told and never asked for."""
    path = _OFFICES.get(machine.platform)
    there = machine.which("soffice") or (path and (machine.root / path).exists())
    said = "It is there." if there else "It is not there; only the full tests of s117xl need it."
    yield fine("LibreOffice", said)
