"""The managers' commands as they are typed: their status, and what a wrong file is told."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from s117xl.demo.show import make_demo


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "demo"
    make_demo(folder, lambda: date(2026, 6, 30))
    return folder / "register.xlsx"


def run(*words: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "s117xl", *map(str, words)], capture_output=True, text=True
    )


def test_a_worklist_with_something_overdue_ends_with_1(register: Path, tmp_path: Path) -> None:
    done = run("worklist", register, "--ics", tmp_path / "i", "--word", tmp_path / "w")
    assert (done.returncode, done.stderr) == (1, "")
    assert list((tmp_path / "i").glob("*.ics"))
    assert list((tmp_path / "w").glob("*.docx"))


def test_a_register_beside_itself_has_not_changed(register: Path) -> None:
    done = run("compare", register, register)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_folder_is_rolled_up_and_what_is_no_register_is_named(
    register: Path, tmp_path: Path
) -> None:
    out = tmp_path / "region.xlsx"
    done = run("rollup", register.parent, "--out", out)
    assert (done.returncode, done.stderr) == (1, "")
    assert out.exists()
    assert "Not read" in done.stdout


def test_a_list_that_is_not_there_is_one_sentence(register: Path, tmp_path: Path) -> None:
    done = run("reconcile", register, "--discharges", tmp_path / "none.csv")
    assert done.returncode == 2
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert "none.csv" in done.stderr


@pytest.mark.parametrize("command", ["worklist", "reconcile", "compare", "rollup"])
def test_help_says_what_it_does(command: str) -> None:
    done = run(command, "--help")
    assert done.returncode == 0
    assert f"s117xl {command}" in done.stdout
