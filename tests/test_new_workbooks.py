"""Each workbook that can be made: kept in the project as the code builds it, and told apart."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from s117xl.new_workbooks import WRITERS
from tests.ooxml.validators import assert_opens_clean
from tests.test_cli import s117xl

KEPT = Path(__file__).parents[1] / "workbooks"


def unpacked(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("kind", WRITERS)
def test_the_kept_workbook_is_what_new_makes(kind: str, tmp_path: Path) -> None:
    made = tmp_path / f"{kind}.xlsx"
    assert s117xl("new", kind, made).returncode == 0
    if kind != "register":  # its figures go by the day on which it is made
        assert unpacked(made) == unpacked(KEPT / f"{kind}.xlsx"), (
            "build it again: s117xl.new_workbooks.build_all"
        )


@pytest.mark.parametrize("kind", WRITERS)
def test_excel_opens_it_with_no_repair(kind: str) -> None:
    assert_opens_clean(KEPT / f"{kind}.xlsx")


def test_a_name_that_is_taken_is_refused(tmp_path: Path) -> None:
    (tmp_path / "audit.xlsx").write_bytes(b"mine")
    result = s117xl("new", "audit", tmp_path / "audit.xlsx")
    assert result.returncode == 2
    assert "exists already" in result.stderr
    assert (tmp_path / "audit.xlsx").read_bytes() == b"mine"


def test_rows_are_for_a_register(tmp_path: Path) -> None:
    result = s117xl("new", "survey", tmp_path / "survey.xlsx", "--rows", tmp_path)
    assert result.returncode == 2
    assert "Rows are for a register" in result.stderr


WRONG = {
    "score": ("score", "register.xlsx"),
    "sample into a register": ("sample", "register.xlsx", "register.xlsx", "--seed", "1"),
    "sample from an audit": ("sample", "audit.xlsx", "audit.xlsx", "--seed", "1"),
    "baseline": ("baseline", "audit.xlsx"),
    "competency": ("competency", "baseline.xlsx"),
    "survey": ("survey", "competency.xlsx"),
    "report audit": ("report", "audit", "baseline.xlsx", "--out", "x.docx"),
    "report baseline": ("report", "baseline", "audit.xlsx", "--out", "x.docx"),
    "report supervision": ("report", "supervision", "audit.xlsx", "--out", "x"),
    "report policy": ("report", "policy", "survey.xlsx", "--out", "x.docx"),
    "no such report": ("report", "poem", "audit.xlsx", "--out", "x.docx"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_workbook_of_another_kind_gets_one_sentence(case: str, tmp_path: Path) -> None:
    words = [str(KEPT / word) if word.endswith(".xlsx") else word for word in WRONG[case]]
    before = {path.name: path.read_bytes() for path in KEPT.iterdir()}
    result = s117xl(*words, cwd=tmp_path)
    assert result.returncode == 2
    assert result.stderr.startswith("s117xl: ")
    assert result.stderr.count("\n") == 1
    assert "Traceback" not in result.stderr
    assert list(tmp_path.iterdir()) == []
    assert {path.name: path.read_bytes() for path in KEPT.iterdir()} == before
