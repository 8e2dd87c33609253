"""Whether Excel trusts the add-in where it stands: its folder, and where it came from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from s117xl.doctor.addin_file import NOT_HERE
from s117xl.doctor.diagnosis import Diagnosis, fault, fine, not_known, warning
from s117xl.doctor.machine import WINDOWS, Machine
from s117xl.doctor.office_policy import TRUSTED, folders_trusted, who_set
from s117xl.doctor.registry import CannotLook

WAYS_ROUND = (
    "Use s117xl's own window (python -m s117xl) or the add-in for Excel on the web, which have the "
    "same buttons"
)
_ZONE = re.compile(r"^\s*ZoneId\s*=\s*([34])", re.MULTILINE)
"""The internet and restricted sites; 0 to 2 are this machine, the intranet and trusted sites."""
_UNBLOCK = (
    "Run s117xl addin install, which writes it afresh; or in its Properties tick Unblock, which "
    "your IT may have to do."
)


def mark_of_the_web(machine: Machine) -> Iterator[Diagnosis]:
    """Whether the add-in is marked as from the internet, whose macros Excel blocks."""
    name = "Mark of the web"
    if not machine.has_excel_desktop:
        yield fine(name, NOT_HERE)
        return
    file = machine.places.addin
    if not file.exists():
        yield not_known(name, "The add-in is not installed, so there is nothing to look at.")
        return
    windows = machine.platform == WINDOWS
    marked = _marked_on_windows(file) if windows else _marked_on_a_mac(machine, file)
    if marked is None:
        yield not_known(name, "Whether the add-in is marked as downloaded may not be read here.")
    elif marked:
        said = "The add-in is marked as from the internet, and Excel may block its buttons."
        mend = _UNBLOCK if windows else "Run s117xl addin install, which writes it afresh."
        yield warning(name, said, mend)
    else:
        yield fine(name, "The add-in is not marked as from the internet.")


def _marked_on_windows(file: Path) -> bool | None:
    try:
        # Windows keeps it in a stream of the file's own; other systems would see another file.
        mark = Path(f"{file}:Zone.Identifier").read_text("utf-8", errors="replace")
    except FileNotFoundError:
        return False
    except OSError:
        return None
    return bool(_ZONE.search(mark))


def _marked_on_a_mac(machine: Machine, file: Path) -> bool | None:
    answer = machine.run(("/usr/bin/xattr", "-p", "com.apple.quarantine", str(file)))
    return None if answer is None else answer.status == 0


def trusted_folder(machine: Machine) -> Iterator[Diagnosis]:
    """Whether XLSTART is a trusted location, as it is unless somebody switched that off."""
    name = "Trusted folder"
    if not machine.has_excel_desktop:
        yield fine(name, NOT_HERE)
    elif machine.platform == WINDOWS:
        yield _on_windows(name, machine)
    else:
        yield fine(name, "Excel for Mac keeps no list of trusted folders.")


def _on_windows(name: str, machine: Machine) -> Diagnosis:
    try:
        trusted = folders_trusted(machine)
        by = who_set(machine, TRUSTED, "AllLocationsDisabled")
    except CannotLook:
        return not_known(
            name,
            "Excel's settings of trust may not be read here.",
            "Look in Excel under File, Options, Trust Center, Trusted Locations.",
        )
    if trusted is None:
        return not_known(
            name,
            "Only folders that a policy names are trusted, and those are not looked at here.",
            "Ask your IT whether XLSTART is one of them.",
        )
    if not trusted:
        return fault(
            name,
            f"Trusted locations are switched off ({by}), so Excel does not trust XLSTART.",
            f"{WAYS_ROUND}; or ask your IT to sign the add-in and trust its publisher.",
        )
    return fine(name, "XLSTART is a trusted location, as Excel sets it up.")
