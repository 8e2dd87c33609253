"""The add-in put into place and taken away: on a Mac, on Windows with a registry stood in for."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from typer.testing import CliRunner

from s117xl.addin.install import install, places, read_addin, remembered, remove
from s117xl.cli import app
from s117xl.refusal import Refused

ADDIN = Path(__file__).parents[2] / "workbooks" / "s117xl.xlam"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("APPDATA", str(tmp_path / "Roaming"))
    return tmp_path


@pytest.fixture
def registry(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """A stand-in for the current user's registry: one key, Software\\s117xl."""
    held: dict[str, str] = {}
    winreg: Any = ModuleType("winreg")
    winreg.HKEY_CURRENT_USER, winreg.REG_SZ = "HKCU", 1

    @contextmanager
    def key(root: str, name: str) -> Any:
        assert (root, name) == ("HKCU", r"Software\s117xl")
        yield name

    def value(_key: Any, name: str) -> tuple[str, int]:
        if name not in held:
            raise FileNotFoundError
        return held[name], 1

    def delete(root: str, name: str) -> None:
        if not held:
            raise FileNotFoundError
        held.clear()

    winreg.CreateKey = winreg.OpenKey = key
    winreg.SetValueEx = lambda _key, name, _zero, _kind, text: held.update({name: text})
    winreg.QueryValueEx, winreg.DeleteKey = value, delete
    monkeypatch.setitem(sys.modules, "winreg", winreg)
    return held


def test_on_windows(home: Path, registry: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    python = home / "Python" / "python.exe"
    python.parent.mkdir()
    python.with_name("pythonw.exe").touch()
    monkeypatch.setattr(sys, "executable", str(python))
    there = home / "Roaming" / "Microsoft" / "Excel" / "XLSTART" / "s117xl.xlam"
    lines = install(read_addin(None), "win32")
    assert there.read_bytes() == ADDIN.read_bytes()
    assert [path.name for path in there.parent.iterdir()] == ["s117xl.xlam"]
    assert registry == {"Python": str(python.with_name("pythonw.exe"))}
    assert remembered() == registry["Python"]
    assert str(there.parent) in lines[0]
    install(read_addin(None), "win32")  # a newer one takes its place
    assert "taken away" in remove("win32")[0]
    assert not there.exists()
    assert remembered() == ""
    assert "nothing to take away" in remove("win32")[0]


def test_on_a_mac(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", '/Users/a "b"/python3')
    install(read_addin(None), "darwin")
    there = places("darwin")
    assert there.script is not None
    assert there.addin.read_bytes() == ADDIN.read_bytes()
    script = there.script.read_text("utf-8")
    assert 'set python to "/Users/a \\"b\\"/python3"' in script
    assert "on pressButton(buttonId)" in script
    remove("darwin")
    assert not there.addin.exists()
    assert not there.script.exists()


def test_elsewhere_the_other_way_is_named() -> None:
    with pytest.raises(Refused, match="check FILE --mark"):
        install(b"", "linux")


def test_what_cannot_be_written_is_told_and_nothing_is_left(
    home: Path, registry: dict[str, str]
) -> None:
    (home / "Roaming").write_text("a file where the folder should be")
    with pytest.raises(Refused, match="close Excel"):
        install(b"x", "win32")
    assert registry == {}


def test_what_is_no_addin_is_refused(tmp_path: Path) -> None:
    text = tmp_path / "x.xlam"
    text.write_text("no")
    for path in (text, tmp_path / "absent.xlam", ADDIN.with_name("register.xlsx")):
        with pytest.raises(Refused, match="no Excel add-in"):
            read_addin(path)


def test_the_commands_say_what_they_do(tmp_path: Path) -> None:
    runner = CliRunner()
    for name in ("install", "remove", "build"):
        assert "Example: s117xl addin" in runner.invoke(app, ["addin", name, "--help"]).stdout
    made = tmp_path / "s117xl.xlam"
    assert runner.invoke(app, ["addin", "build", str(made)]).exit_code == 0
    assert made.read_bytes() == ADDIN.read_bytes()
    ended = runner.invoke(app, ["addin", "install"])
    assert isinstance(ended.exception, Refused)
