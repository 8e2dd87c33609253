"""A machine of each system, on which everything is fine."""

from __future__ import annotations

from pathlib import Path

import pytest

from s117xl.doctor.machine import Machine
from tests.doctor.standin import USER, machine_on


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = tmp_path / "Users" / USER
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("APPDATA", str(home / "AppData" / "Roaming"))
    return home


@pytest.fixture
def windows(home: Path) -> Machine:
    return machine_on("win32", home)


@pytest.fixture
def mac(home: Path) -> Machine:
    return machine_on("darwin", home)


@pytest.fixture
def linux(home: Path) -> Machine:
    return machine_on("linux", home)
