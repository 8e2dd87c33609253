"""The wheel holds what an installed s117xl needs, and nothing of the tests."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    folder = tmp_path_factory.mktemp("wheel")
    made = subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--outdir", str(folder), str(ROOT)],
        capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as package:
        assert (
            package.read("s117xl/addin/s117xl.xlam")
            == (ROOT / "workbooks" / "s117xl.xlam").read_bytes()
        )
        return set(package.namelist())


def test_every_file_of_the_package_is_in_it(names: set[str]) -> None:
    tracked = subprocess.run(
        ["git", "-C", str(ROOT), "ls-files", "s117xl"], capture_output=True, text=True, check=True
    ).stdout.split()
    assert tracked
    assert set(tracked) <= names


def test_nothing_of_the_tests_is(names: set[str]) -> None:
    assert [name for name in names if name.startswith(("tests", "benchmarks"))] == []


def test_every_word_template_is_in_it(names: set[str]) -> None:
    kept = {path.name for path in (ROOT / "docx_templates").glob("*.docx")}
    assert kept
    assert {f"s117xl/documents/docx_templates/{name}" for name in kept} <= names
