"""Every check, in the order in which a person mends: Python, Excel, the ribbon, the rest."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from s117xl.doctor.addin_file import addin
from s117xl.doctor.child_programs import child_programs
from s117xl.doctor.diagnosis import Diagnosis, not_known
from s117xl.doctor.excel import excel
from s117xl.doctor.folders import folders
from s117xl.doctor.looks import fonts, libreoffice
from s117xl.doctor.machine import Machine
from s117xl.doctor.macros import macros
from s117xl.doctor.packages import packages, server, xlwings
from s117xl.doctor.python import python, window
from s117xl.doctor.trust import mark_of_the_web, trusted_folder

Check = Callable[[Machine], Iterator[Diagnosis]]

CHECKS: tuple[Check, ...] = (
    python, packages, excel, xlwings, addin, mark_of_the_web, trusted_folder, macros,
    child_programs, window, folders, fonts, libreoffice, server,
)  # fmt: skip
"""A later check is a function here, and nothing else changes."""


def examine(machine: Machine) -> list[Diagnosis]:
    """What every check found. Never raises; the home folder, which has a name in it, is ~."""
    found = (diagnosis for check in CHECKS for diagnosis in _made(check, machine))
    return [_without_home(diagnosis, machine.home) for diagnosis in found]


def _made(check: Check, machine: Machine) -> Iterator[Diagnosis]:
    try:
        yield from check(machine)
    except Exception as error:  # the doctor must speak of the rest on the oddest of machines
        name = check.__name__.replace("_", " ").capitalize()
        yield not_known(
            name,
            f"It could not be looked at ({type(error).__name__}); that is a fault of s117xl's.",
            "Please report it.",
        )


def _without_home(diagnosis: Diagnosis, home: Path) -> Diagnosis:
    said, mend = (_shown(text, home) for text in (diagnosis.said, diagnosis.mend))
    return replace(diagnosis, said=said, mend=mend)


def _shown(text: str, home: Path) -> str:
    if home.parent == home:
        return text
    forms = "|".join(re.escape(form) for form in {str(home), str(home.resolve()), home.as_posix()})
    # Windows does not tell capitals apart. /home/jo is not the beginning of /home/joanna.
    return re.sub(rf"(?:{forms})(?![\w-])", "~", text, flags=re.IGNORECASE)
