"""Where s117xl writes: whether it may, and whether there is room."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from s117xl.doctor.diagnosis import Diagnosis, fault, fine, not_known, warning
from s117xl.doctor.machine import Machine

_ROOM = 500_000_000
"""Bytes: a large register, its dated copies, and what Excel itself needs."""


def folders(machine: Machine) -> Iterator[Diagnosis]:
    """The current folder, the temporary folder, and where Excel opens add-ins from."""
    yield _current(machine.here)
    yield _temporary(machine.temp)
    if machine.has_excel_desktop:
        yield _start_folder(machine.places.addin.parent)
    yield _room(machine)


def _current(folder: Path) -> Diagnosis:
    name = "Current folder"
    if _can_write(folder):
        return fine(name, f"Files can be written in {folder}.")
    return warning(
        name,
        f"Nothing can be written in {folder}.",
        "Keep the register where you may write: marks, and the dated copy, go beside it.",
    )


def _temporary(folder: Path) -> Diagnosis:
    name = "Temporary folder"
    if _can_write(folder):
        return fine(name, f"Files can be written in {folder}.")
    return fault(
        name,
        f"Nothing can be written in {folder}.",
        "Ask your IT for a temporary folder (TEMP on Windows, TMPDIR elsewhere) that you may use.",
    )


def _start_folder(folder: Path) -> Diagnosis:
    name = "Excel's start-up folder"
    there = next(each for each in (folder, *folder.parents) if each.is_dir())
    if _can_write(there):
        return fine(name, f"Files can be written in {there}.")
    return warning(
        name,
        f"Nothing can be written in {there}, so s117xl addin install cannot put the add-in there.",
        f"Ask your IT to put s117xl.xlam in {folder}.",
    )


def _can_write(folder: Path) -> bool:
    """Whether a file can be made there. It is: one byte, and gone again at once."""
    try:
        with tempfile.NamedTemporaryFile(dir=folder, prefix="s117xl-probe-") as probe:
            probe.write(b" ")
            probe.flush()
    except OSError:
        return False
    return True


def _room(machine: Machine) -> Diagnosis:
    name = "Disk space"
    try:
        free = min(machine.free(folder) for folder in (machine.here, machine.temp))
    except OSError:
        return not_known(name, "How much room there is cannot be told here.")
    said = f"{free / 1_000_000:,.0f} MB are free."
    if free < _ROOM:
        return warning(name, said, "Free some: a check with --mark writes the file anew beside it.")
    return fine(name, said)
