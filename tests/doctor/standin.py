"""Stand-ins: a registry that is a table, and machines of each system under a folder of the tests.

They are no Windows and no Mac. They answer as those are documented to; what only the real ones
can show stands in docs/excel-checklist.md.
"""

from __future__ import annotations

import plistlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from s117xl.addin.install import KEY, places, read_addin
from s117xl.doctor.child_programs import RULE
from s117xl.doctor.diagnosis import Diagnosis
from s117xl.doctor.machine import Answer, Machine, Python
from s117xl.doctor.registry import CannotLook

USER = "averyexample"
REQUIREMENTS = ["lxml<7,>=5.3", "xlwings<0.38,>=0.37", "fastapi>=0.115; extra == 'server'"]
_OFFICE = r"SOFTWARE\Microsoft\Office\ClickToRun\Configuration"
_CDN = "http://officecdn.microsoft.com/pr/"
CURRENT = f"{_CDN}492350f6-3a01-4f97-b9c0-c7c6ddf67d60"


@dataclass
class StandInRegistry:
    """A registry that is a table. Names are told apart as Windows does, capitals aside."""

    values: dict[tuple[str, str, str], object] = field(default_factory=dict)
    closed: set[str] = field(default_factory=set)

    def put(self, hive: str, key: str, name: str, value: object) -> None:
        """The value stands there."""
        self.values[hive, key.lower(), name.lower()] = value

    def close(self, piece: str) -> None:
        """Keys with this in their name may not be read."""
        self.closed.add(piece.lower())

    def value(self, hive: str, key: str, name: str) -> object | None:
        """As the real one answers."""
        if any(piece in key.lower() for piece in self.closed):
            raise CannotLook
        return self.values.get((hive, key.lower(), name.lower()))


def registry_of(machine: Machine) -> StandInRegistry:
    """The table behind a machine's registry."""
    assert isinstance(machine.registry, StandInRegistry)
    return machine.registry


def machine_on(platform: str, home: Path) -> Machine:
    """A machine on which everything is fine, the add-in installed. HOME is to be `home`."""
    python = home / "Python" / "python.exe"
    python.parent.mkdir(parents=True, exist_ok=True)
    python.touch()
    quiet = python.with_name("pythonw.exe")
    quiet.touch()
    here = home / "registers"
    here.mkdir(exist_ok=True)
    made = Machine(
        platform=platform,
        python=Python((3, 11, 9), 64, python, str(quiet), Path("/usr"), True),
        home=home,
        here=here,
        temp=here,
        root=home / "disk",
        registry=StandInRegistry(),
        run=answers({}),
        which=lambda _: None,
        importable=lambda _: True,
        version_of={"lxml": "6.1.3", "xlwings": "0.37.8"}.get,
        requirements=REQUIREMENTS,
        free=lambda _: 10**11,
    )
    _SET_UP[platform](made)
    return replace(made, run=answers(_ANSWERS[platform]))


def answers(known: dict[str, Answer | None]) -> Callable[[Sequence[str]], Answer | None]:
    """A stand-in for other programs: each answers by its name, with its last word if that differs.

    One that is not named is not there.
    """

    def run(command: Sequence[str]) -> Answer | None:
        name = Path(command[0]).name
        return known.get(f"{name} {command[-1]}", known.get(name))

    return run


def _windows(machine: Machine) -> None:
    held = registry_of(machine)
    app = r"SOFTWARE\Microsoft\Windows\CurrentVersion\App Paths\excel.exe"
    held.put("HKLM", app, "", r"C:\Program Files\Microsoft Office\root\Office16\EXCEL.EXE")
    held.put("HKLM", _OFFICE, "VersionToReport", "16.0.17928.20156")
    held.put("HKLM", _OFFICE, "Platform", "x64")
    held.put("HKLM", _OFFICE, "UpdateChannel", CURRENT)
    held.put("HKLM", _OFFICE, "ProductReleaseIds", "O365ProPlusRetail,VisioProRetail")
    fonts = r"SOFTWARE\Microsoft\Windows NT\CurrentVersion\Fonts"
    held.put("HKLM", fonts, "Calibri (TrueType)", "calibri.ttf")
    held.put("HKCU", KEY, "Python", machine.python.for_excel)
    _install(machine)


def _mac(machine: Machine) -> None:
    app = machine.root / "Applications" / "Microsoft Excel.app" / "Contents"
    fonts = app / "Resources" / "DFonts"
    fonts.mkdir(parents=True)
    (fonts / "Calibri.ttf").touch()
    set_mac_version(machine, "16.89.1")
    script = places("darwin").script
    assert script is not None
    script.parent.mkdir(parents=True)
    script.write_text(f'on x()\n\tset python to "{machine.python.for_excel}"\nend x\n', "utf-8")
    _install(machine)


def set_mac_version(machine: Machine, version: str) -> None:
    """Excel's Info.plist says so."""
    plist = machine.root / "Applications" / "Microsoft Excel.app" / "Contents" / "Info.plist"
    plist.write_bytes(plistlib.dumps({"CFBundleShortVersionString": version}))


def _install(machine: Machine) -> None:
    file = machine.places.addin
    file.parent.mkdir(parents=True)
    file.write_bytes(read_addin(None))


_SET_UP: dict[str, Callable[[Machine], None]] = {
    "win32": _windows,
    "darwin": _mac,
    "linux": lambda _: None,
}
_ANSWERS: dict[str, dict[str, Answer | None]] = {
    "win32": {},
    "darwin": {
        "xattr": Answer(1, ""),
        "defaults": Answer(1, ""),
        "defaults VisualBasicMacroExecutionState": Answer(0, "EnabledWithoutWarnings\n"),
    },
    "linux": {"fc-list": Answer(0, "Carlito\nDejaVu Sans,DejaVu Sans Light\n")},
}


def put_policy(machine: Machine, key: str, name: str, value: int) -> None:
    """A group policy of Office for this user."""
    top = r"Software\Policies\Microsoft\Office\16.0"
    registry_of(machine).put("HKCU", rf"{top}\{key}", name, value)


def put_choice(machine: Machine, key: str, name: str, value: int) -> None:
    """What the user chose in Excel's Trust Center."""
    registry_of(machine).put("HKCU", rf"Software\Microsoft\Office\16.0\{key}", name, value)


def put_rule(machine: Machine, key: str, value: object) -> None:
    """The rule against programs that Office starts, in one of its places."""
    registry_of(machine).put("HKLM", key, RULE, value)


def only(found: Any, name: str) -> Diagnosis:
    """The one diagnosis of that name."""
    (one,) = [each for each in found if each.name == name]
    assert isinstance(one, Diagnosis)
    return one
