"""The command as a person meets it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from typer.testing import CliRunner

from s117xl.cli import app
from s117xl.doctor import checks, command
from s117xl.doctor.checks import CHECKS, examine
from s117xl.doctor.diagnosis import VERDICTS, Diagnosis
from s117xl.doctor.machine import Machine
from s117xl.doctor.registry import CannotLook, WindowsRegistry
from tests.doctor.standin import USER, answers, machine_on, put_policy

ALL = ("win32", "darwin", "linux")


def run(machine: Machine, monkeypatch: pytest.MonkeyPatch, *words: str) -> Any:
    monkeypatch.setattr(command, "this_machine", lambda: machine)
    return CliRunner().invoke(app, ["doctor", *words])


@pytest.mark.parametrize("platform", ALL)
def test_a_machine_that_is_fine_is_status_0(
    home: Path, monkeypatch: pytest.MonkeyPatch, platform: str
) -> None:
    result = run(machine_on(platform, home), monkeypatch)
    assert result.exit_code == 0
    assert "0 faults and 0 warnings" in result.stdout


@pytest.mark.parametrize(
    ("change", "verdict"),
    [({"requirements": ["absent>=1"]}, "fault"), ({"free": lambda _: 1}, "warning"),
     ({"requirements": None}, "not known")],
)  # fmt: skip
def test_a_warning_or_a_fault_is_status_1_and_what_is_not_known_is_not(
    linux: Machine, monkeypatch: pytest.MonkeyPatch, change: dict[str, Any], verdict: str
) -> None:
    result = run(replace(linux, **change), monkeypatch)
    assert result.exit_code == (0 if verdict == "not known" else 1)
    assert f" {verdict} " in result.stdout
    assert ("Mend: " if result.exit_code else "To look: ") in result.stdout


def test_a_usage_fault_is_status_2(linux: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run(linux, monkeypatch, "--format", "csv").exit_code == 2


@pytest.mark.parametrize("platform", ALL)
def test_json_has_its_shape(home: Path, monkeypatch: pytest.MonkeyPatch, platform: str) -> None:
    told = json.loads(run(machine_on(platform, home), monkeypatch, "--format", "json").stdout)
    assert set(told) == {"s117xl", "platform", "summary", "diagnoses"}
    assert told["platform"] == platform
    assert set(told["summary"]) == set(VERDICTS)
    assert sum(told["summary"].values()) == len(told["diagnoses"])
    assert all(set(each) == {"name", "verdict", "said", "mend"} for each in told["diagnoses"])
    names = [each["name"] for each in told["diagnoses"]]
    assert len(names) == len(set(names)) >= len(CHECKS)


@pytest.mark.parametrize("platform", ALL)
@pytest.mark.parametrize("spoilt", [False, True])
@pytest.mark.parametrize("form", ["table", "json"])
def test_the_user_is_never_named(
    home: Path, monkeypatch: pytest.MonkeyPatch, platform: str, spoilt: bool, form: str
) -> None:
    machine = spoil(machine_on(platform, home)) if spoilt else machine_on(platform, home)
    result = run(machine, monkeypatch, "--format", form)
    assert USER not in result.stdout.replace("\n", "").lower()
    assert "~" in result.stdout


def spoil(machine: Machine) -> Machine:
    """As much as can be wrong at once."""
    if machine.has_excel_desktop:
        machine.places.addin.write_bytes(b"damaged")
    for name in ("VBAWarnings", "DisableAllAddins"):
        put_policy(machine, r"Excel\Security", name, 4)
    put_policy(machine, r"Excel\Security\Trusted Locations", "AllLocationsDisabled", 1)
    return replace(
        machine, run=answers({}), importable=lambda _: False, version_of=lambda _: None,
        python=machine.python._replace(version=(3, 9, 0), for_excel="elsewhere"),
        here=machine.home / "gone", temp=machine.home / "gone", free=lambda _: 0,
    )  # fmt: skip


@pytest.mark.parametrize("platform", ALL)
def test_whatever_asks_for_something_says_what(home: Path, platform: str) -> None:
    found = examine(spoil(machine_on(platform, home)))
    assert "fault" in {each.verdict for each in found}
    assert [each.name for each in found if each.asks and not each.mend] == []
    assert [each.name for each in found if not each.said.endswith((".", "[server]"))] == []


def test_the_home_folder_is_told_from_its_neighbours(tmp_path: Path) -> None:
    home = tmp_path / "jo"
    text = f"{home} {home}/x {str(home).upper()}/X {home}anna {home}-2 {home}."
    assert checks._shown(text, home) == f"~ ~/x ~/X {home}anna {home}-2 ~."
    assert checks._shown("/tmp/x", Path("/")) == "/tmp/x"


def test_a_check_that_fails_is_not_known_and_the_others_are_made(
    linux: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def odd_thing(machine: Machine) -> Iterator[Diagnosis]:
        raise RuntimeError(f"personal {machine.home}")
        yield

    monkeypatch.setattr(checks, "CHECKS", (odd_thing, *CHECKS))
    first, *others = examine(linux)
    assert (first.name, first.verdict) == ("Odd thing", "not known")
    assert "personal" not in first.said
    assert len(others) >= len(CHECKS)


def test_help_has_an_example() -> None:
    assert "Example: s117xl doctor" in CliRunner().invoke(app, ["doctor", "--help"]).stdout


def test_it_runs_where_no_package_but_those_of_the_command_line_is_there(tmp_path: Path) -> None:
    """The doctor is for the day on which something is missing."""
    program = """
import sys
class Gone:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {
            "lxml", "pandas", "numpy", "xlwings", "xlsxwriter", "openpyxl", "isal",
            "python_calamine", "docx", "rapidfuzz", "govuk_bank_holidays",
        }:
            raise ModuleNotFoundError(name)
sys.meta_path.insert(0, Gone())
sys.argv = ["s117xl", "doctor", "--format", "json"]
from s117xl.cli import main
main()
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False, cwd=tmp_path
    )
    assert done.stderr == ""
    assert done.returncode in (0, 1)
    assert json.loads(done.stdout)["diagnoses"]
    assert list(tmp_path.iterdir()) == []


def test_the_real_command_on_this_machine(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "s117xl", "doctor"],
        capture_output=True, text=True, check=False, cwd=tmp_path,
    )  # fmt: skip
    assert done.returncode in (0, 1)
    assert "Verdict" in done.stdout
    assert re.search(r"\| +s117xl\.doctor\.checks$", done.stderr, re.MULTILINE)
    assert not re.search(r"\| +xlwings$", done.stderr, re.MULTILINE)
    assert "Traceback" not in done.stderr


def stand_in_winreg(monkeypatch: pytest.MonkeyPatch) -> None:
    """A stand-in for the module: one key there, one that is closed."""
    winreg: Any = ModuleType("winreg")
    winreg.HKEY_LOCAL_MACHINE, winreg.HKEY_CURRENT_USER = "HKLM", "HKCU"
    winreg.KEY_READ, winreg.KEY_WOW64_64KEY = 0x20019, 0x100

    class Key:
        def __enter__(self) -> Key:
            return self

        def __exit__(self, *_: object) -> None: ...

    def open_key(_root: str, key: str, _zero: int, rights: int) -> Key:
        assert rights == 0x20119
        if key == "closed":
            raise PermissionError
        if key != "there":
            raise FileNotFoundError
        return Key()

    def query(_key: Key, name: str) -> tuple[object, int]:
        if name != "value":
            raise FileNotFoundError
        return 4, 4

    winreg.OpenKey, winreg.QueryValueEx = open_key, query
    monkeypatch.setitem(sys.modules, "winreg", winreg)


def test_the_registry_tells_absent_from_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in_winreg(monkeypatch)
    registry = WindowsRegistry()
    assert registry.value("HKLM", "there", "value") == 4
    assert registry.value("HKCU", "there", "absent") is None
    assert registry.value("HKCU", "absent", "value") is None
    with pytest.raises(CannotLook):
        registry.value("HKLM", "closed", "value")
