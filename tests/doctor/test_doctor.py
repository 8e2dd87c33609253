"""The doctor on three systems, whose registry, disk and programs are stood in for."""

from __future__ import annotations

import getpass
import json
import plistlib
from collections.abc import Sequence
from dataclasses import replace
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from s117xl.addin.build import write_xlam
from s117xl.addin.install import KEY, Places, read_addin
from s117xl.cli import app
from s117xl.doctor import checks
from s117xl.doctor.checks import CHECKS, examine
from s117xl.doctor.child_programs import GROUP_POLICY, LOCAL, MANAGED, RULE
from s117xl.doctor.command import doctor
from s117xl.doctor.diagnosis import VERDICTS, Diagnosis
from s117xl.doctor.machine import Answer, Machine, Python, this_machine
from s117xl.doctor.registry import CannotLook
from s117xl.doctor.requirements import read

POLICY, USER = r"Software\Policies\Microsoft\Office\16.0", r"Software\Microsoft\Office\16.0"
SECURITY = r"\Excel\Security"
CLICK = r"SOFTWARE\Microsoft\Office\ClickToRun\Configuration"
APP = r"SOFTWARE\Microsoft\Windows\CurrentVersion\App Paths\excel.exe"
FONTS = r"SOFTWARE\Microsoft\Windows NT\CurrentVersion\Fonts"


class StandinRegistry:
    """A stand-in for the Windows registry. `closed` are the keys that may not be read."""

    def __init__(self, held: dict[tuple[str, str, str], Any]) -> None:
        self.held, self.closed = held, set[str]()

    def value(self, hive: str, key: str, name: str) -> object | None:
        if key in self.closed:
            raise CannotLook
        return self.held.get((hive, key, name))


EXCEL: dict[tuple[str, str, str], Any] = {
    ("HKLM", APP, ""): r"C:\Program Files\Microsoft Office\root\Office16\EXCEL.EXE",
    ("HKLM", CLICK, "VersionToReport"): "16.0.18925.20158",
    ("HKLM", CLICK, "Platform"): "x64",
    ("HKLM", CLICK, "ProductReleaseIds"): "O365ProPlusRetail",
    ("HKLM", CLICK, "UpdateChannel"):
        "http://officecdn.microsoft.com/pr/55336b82-a18d-4dd6-b5f6-9e5095c314a6",
    ("HKLM", FONTS, "Calibri (TrueType)"): "calibri.ttf",
}  # fmt: skip


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = tmp_path / "zebedee"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("APPDATA", str(home / "Roaming"))
    return home


def machine(platform: str, home: Path, **parts: Any) -> Machine:
    """A machine on which all is well."""
    python = home / "Python" / "pythonw.exe"
    python.parent.mkdir(exist_ok=True)
    python.touch()
    python.with_name("python.exe").touch()
    registry = StandinRegistry(EXCEL | {("HKCU", KEY, "Python"): str(python)})
    made = Machine(
        platform=platform,
        python=Python((3, 12, 4), 64, python.with_name("python.exe"), str(python), home, True),
        home=home, here=home, temp=home, root=home / "disk", registry=registry,
        run=lambda command: answers(command), which=lambda name: f"/usr/bin/{name}",
        importable=lambda name: True,
        version_of=lambda name: {"xlwings": "0.37.8"}.get(name) or _version(name),
        requirements=metadata.requires("s117xl"), free=lambda folder: 10**12,
    )  # fmt: skip
    install(made)
    return replace(made, **parts)


def _version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def answers(command: Sequence[str]) -> Answer | None:
    """What the programs of a Mac and of Linux answer where all is well."""
    program = Path(command[0]).name
    return {
        "fc-list": Answer(0, "Calibri\nCarlito,Carlito Regular\n"),
        "xattr": Answer(1, ""),
        "defaults": Answer(1, ""),
    }.get(program)


def install(made: Machine) -> None:
    if not made.has_excel_desktop:
        return
    to: Places = made.places
    to.addin.parent.mkdir(parents=True, exist_ok=True)
    to.addin.write_bytes(read_addin(None))
    if to.script:
        to.script.parent.mkdir(parents=True, exist_ok=True)
        to.script.write_text(f'\tset python to "{made.python.for_excel}"\n')
        contents = made.root / "Applications" / "Microsoft Excel.app" / "Contents"
        fonts = contents / "Resources" / "DFonts"
        fonts.mkdir(parents=True, exist_ok=True)
        (fonts / "Calibri.ttf").touch()
        with (contents / "Info.plist").open("wb") as file:
            plistlib.dump({"CFBundleShortVersionString": "16.90.1"}, file)


def found(made: Machine) -> dict[str, Diagnosis]:
    return {each.name: each for each in examine(made)}


def with_registry(home: Path, **held: Any) -> Machine:
    """A Windows machine whose registry also holds these: hive, key and name parted by `|`."""
    made = machine("win32", home)
    extra = {tuple(place.split("|")): value for place, value in held.items()}
    made.registry.held.update(extra)  # type: ignore[attr-defined]
    return made


@pytest.mark.parametrize("platform", ["win32", "darwin", "linux"])
def test_where_all_is_well_nothing_is_asked_and_no_name_is_told(home: Path, platform: str) -> None:
    each = list(found(machine(platform, home)).values())
    assert [d for d in each if d.asks] == []
    assert {d.verdict for d in each} <= {"fine", "not known"}
    assert "zebedee" not in " ".join(d.said + d.mend for d in each).casefold()
    assert all(d.said.endswith(".") for d in each if "http" not in d.said and "pip " not in d.said)


def test_what_cannot_be_looked_at_is_not_called_fine(home: Path) -> None:
    made = with_registry(home)
    made.registry.closed = {GROUP_POLICY, LOCAL, MANAGED}  # type: ignore[attr-defined]
    assert found(made)["ASR rule"].verdict == "not known"
    permission = found(machine("darwin", home))["Permission"]
    assert permission.verdict == "not known"
    assert "Automation" in permission.mend


@pytest.mark.parametrize(
    ("place", "value", "name", "verdict"),
    [
        (f"HKLM|{GROUP_POLICY}|{RULE}", "1", "ASR rule", "fault"),
        (f"HKLM|{GROUP_POLICY}|{RULE}", "6", "ASR rule", "warning"),
        (f"HKLM|{GROUP_POLICY}|{RULE}", "2", "ASR rule", "fine"),
        (f"HKLM|{GROUP_POLICY}|{RULE}", "0", "ASR rule", "fine"),
        (f"HKLM|{LOCAL}|{RULE}", 1, "ASR rule", "fault"),
        (f"HKLM|{MANAGED}|ASRRules", f"a=0|{RULE.upper()}=1", "ASR rule", "fault"),
        (f"HKCU|{POLICY}{SECURITY}|VBAWarnings", 4, "Macro policy", "warning"),
        (f"HKCU|{POLICY}{SECURITY}|VBAWarnings", 3, "Macro policy", "warning"),
        (f"HKCU|{USER}{SECURITY}|VBAWarnings", 2, "Macro policy", "fine"),
        (f"HKCU|{USER}{SECURITY}|VBAWarnings", 1, "Macro policy", "fine"),
        (f"HKCU|{USER}{SECURITY}|VBAWarnings", 9, "Macro policy", "not known"),
        (f"HKCU|{POLICY}\\Common|VBAOff", 1, "Macro policy", "fault"),
        (f"HKCU|{POLICY}{SECURITY}|DisableAllAddins", 1, "Add-in policy", "fault"),
        (f"HKCU|{POLICY}{SECURITY}|RequireAddinSig", 1, "Add-in policy", "warning"),
        (f"HKCU|{POLICY}{SECURITY}\\Trusted Locations|AllLocationsDisabled", 1,
         "Trusted folder", "fault"),
        (f"HKCU|{POLICY}\\Common\\Security\\Trusted Locations|Allow User Locations", 0,
         "Trusted folder", "not known"),
        (f"HKLM|{APP}|", "", "Excel", "warning"),
        (f"HKLM|{CLICK}|VersionToReport", "", "Excel", "warning"),
        (f"HKLM|{CLICK}|ProductReleaseIds", "ProPlusRetail", "Excel", "warning"),
        (f"HKLM|{CLICK}|ProductReleaseIds", "Standard2021Volume", "Excel", "fine"),
        (f"HKLM|{FONTS}|Calibri (TrueType)", "", "Fonts", "warning"),
        (f"HKCU|{KEY}|Python", "", "Its Python", "fault"),
        (f"HKCU|{KEY}|Python", r"C:\gone\pythonw.exe", "Its Python", "fault"),
    ],
)  # fmt: skip
def test_each_answer_of_windows_has_its_verdict(
    home: Path, place: str, value: Any, name: str, verdict: str
) -> None:
    each = found(with_registry(home, **{place: value}))[name]
    assert each.verdict == verdict
    assert bool(each.mend) or not each.asks


def test_macros_off_and_no_trusted_folder_is_a_fault(home: Path) -> None:
    made = with_registry(home, **{
        f"HKCU|{POLICY}{SECURITY}|VBAWarnings": 4,
        f"HKCU|{POLICY}{SECURITY}\\Trusted Locations|AllLocationsDisabled": 1,
    })  # fmt: skip
    each = found(made)["Macro policy"]
    assert each.verdict == "fault"
    assert "python -m s117xl" in each.mend


def test_the_add_in_is_compared_with_ours(home: Path) -> None:
    made = machine("win32", home)
    made.places.addin.unlink()
    assert found(made)["Add-in"].verdict == "warning"
    made.places.addin.write_bytes(b"PK not a workbook")
    assert "damaged" in found(made)["Add-in"].said
    write_xlam(made.places.addin, str(made.python.executable))
    each = found(made)
    assert each["Add-in"].verdict == "fine"
    assert each["Its Python"].verdict == "warning"  # it names another than this


def test_the_mark_of_the_web_is_seen_on_both(home: Path) -> None:
    made = machine("win32", home)
    mark = Path(f"{made.places.addin}:Zone.Identifier")  # on Windows a stream of the file's own
    mark.write_text("[ZoneTransfer]\nZoneId=3\n")
    assert found(made)["Mark of the web"].verdict == "warning"
    mark.write_text("[ZoneTransfer]\nZoneId=1\n")
    assert found(made)["Mark of the web"].verdict == "fine"
    mac = machine("darwin", home, run=lambda command: Answer(0, "0083;5f;Safari;"))
    assert found(mac)["Mark of the web"].verdict == "warning"


@pytest.mark.parametrize(
    ("said", "verdict"),
    [("1", "fault"), ("DisabledWithoutWarnings", "fault"), ("EnabledWithoutWarnings", "fine")],
)
def test_the_macros_of_a_mac(home: Path, said: str, verdict: str) -> None:
    def run(command: Sequence[str]) -> Answer | None:
        asked = "VisualBasicEntirelyDisabled" if said == "1" else "VisualBasicMacroExecutionState"
        return Answer(0, f"{said}\n") if command[-1] == asked else answers(command)

    assert found(machine("darwin", home, run=run))["Macro policy"].verdict == verdict


def test_python_and_its_packages(home: Path) -> None:
    made = machine("win32", home)
    old = replace(made, python=made.python._replace(version=(3, 10, 1)))
    assert found(old)["Python"].verdict == "fault"
    narrow = replace(made, python=made.python._replace(bits=32))
    assert found(narrow)["Python"].verdict == "warning"
    absent = replace(made, version_of=lambda name: None if name == "lxml" else "999")
    assert "lxml is not installed." in found(absent)["Packages"].said
    assert found(absent)["Packages"].verdict == "fault"
    assert found(replace(made, requirements=None))["Packages"].verdict == "not known"
    no_tk = replace(made, importable=lambda name: name != "_tkinter")
    assert found(no_tk)["The window"].verdict == "warning"
    no_com = replace(made, importable=lambda name: name != "win32api")
    assert found(no_com)["xlwings"].verdict == "fault"


def test_every_requirement_of_ours_can_be_read() -> None:
    lines = metadata.requires("s117xl")
    assert lines
    assert all(read(line).name for line in lines if 'extra == "test"' not in line)


def test_folders_and_room(home: Path) -> None:
    made = machine("win32", home)
    gone = home / "gone"
    assert found(replace(made, here=gone))["Current folder"].verdict == "warning"
    assert found(replace(made, temp=gone))["Temporary folder"].verdict == "fault"
    assert found(replace(made, free=lambda _: 1000))["Disk space"].verdict == "warning"
    assert not list(home.glob("s117xl-probe*"))


def test_a_check_that_fails_does_not_stop_the_rest(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def odd(_: Machine) -> Any:
        raise ValueError("zebedee")

    monkeypatch.setattr(checks, "CHECKS", (odd, *CHECKS))
    each = list(examine(machine("linux", home)))
    assert each[0].verdict == "not known"
    assert "zebedee" not in each[0].said
    assert len(each) > 5


def test_the_command_tells_and_its_status_says_whether_to_mend(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert doctor("table", machine("win32", home)) is False
    assert "0 faults and 0 warnings to mend" in capsys.readouterr().out
    blocked = with_registry(home, **{f"HKLM|{GROUP_POLICY}|{RULE}": "1"})
    assert doctor("table", blocked) is True
    told = capsys.readouterr().out
    assert "fault" in told
    assert "Mend: " in told
    assert doctor("json", blocked) is True
    made = json.loads(capsys.readouterr().out)
    assert list(made["summary"]) == list(VERDICTS)
    assert made["summary"]["fault"] == 1


def test_on_this_very_machine_it_speaks_and_names_nobody() -> None:
    ended = CliRunner().invoke(app, ["doctor", "--format", "json"])
    assert ended.exit_code in (0, 1)
    told = json.loads(ended.stdout)
    assert len(told["diagnoses"]) == len(list(examine(this_machine())))
    if len(getpass.getuser()) > 4:
        assert getpass.getuser() not in ended.stdout


def test_a_form_that_it_has_not_is_a_usage_fault() -> None:
    assert CliRunner().invoke(app, ["doctor", "--format", "csv"]).exit_code == 2
