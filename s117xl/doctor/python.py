"""The Python that s117xl runs in, and the window that it can open."""

from __future__ import annotations

from collections.abc import Iterator

from s117xl.doctor.diagnosis import Diagnosis, fault, fine, warning
from s117xl.doctor.machine import MAC, WINDOWS, Machine

_OLDEST = (3, 11)
_WINDOW_MENDS = {
    WINDOWS: "Run Python's installer again, choose Modify, and tick tcl/tk and IDLE.",
    MAC: "Install Python from python.org, or the package python-tk of Homebrew.",
}


def python(machine: Machine) -> Iterator[Diagnosis]:
    """Its version, its bits, where it stands, and on Windows the one that opens no console."""
    ours = machine.python
    version = ".".join(map(str, ours.version))
    said = f"Python {version}, {ours.bits}-bit, {_place(machine)}, at {ours.executable}."
    name = "Python"
    if ours.version < _OLDEST:
        yield fault(name, said, "Install Python 3.11 or later, and s117xl into it.")
    elif ours.bits < 64:
        yield warning(
            name, said, "Install a 64-bit Python: large registers need more memory than 32 give."
        )
    elif _from_store(machine):
        # docs.python.org, "Using Python on Windows", known issues of the Microsoft Store package.
        yield warning(
            name,
            f"{said} It is from the Microsoft Store, and what it writes to your profile may go to "
            "a copy of its own, where Excel does not look.",
            "Install Python from python.org, and s117xl into it.",
        )
    elif machine.platform == WINDOWS and not ours.executable.with_name("pythonw.exe").exists():
        yield warning(
            name,
            f"{said} There is no pythonw.exe beside it, so each button opens a black window too.",
            "Make the environment anew with a Python from python.org, which has one.",
        )
    else:
        yield fine(name, said)


def _place(machine: Machine) -> str:
    return "in an environment of its own" if machine.python.in_environment else "for all programs"


def _from_store(machine: Machine) -> bool:
    return machine.platform == WINDOWS and "WindowsApps" in str(machine.python.base)


def window(machine: Machine) -> Iterator[Diagnosis]:
    """Whether s117xl's own window can open: it is drawn with tkinter."""
    name = "The window"
    if not machine.has_excel_desktop:
        yield fine(name, "It works beside an open Excel, which does not run on this system.")
    elif all(map(machine.importable, ("tkinter", "_tkinter"))):
        yield fine(name, "tkinter is there: s117xl's own window can open.")
    else:
        yield warning(
            name,
            "This Python has no tkinter, so s117xl's own window cannot open.",
            _WINDOW_MENDS[machine.platform],
        )
