"""The command: what it prints, what it keeps back, what it leaves alone."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from s117xl.refusal import Refused
from s117xl.survey.command import survey
from tests.survey.forms import form, saved

TODAY = date(2026, 11, 25)
SECRET = "My peer worker made the difference"


def words(text: str, **more: Any) -> dict[str, Any]:
    return {"audience": "Person", "question": "What helps?", "text": text} | more


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    rows = [form(f"R{n}", answer=1 + n % 5, age_band="26 to 64") for n in range(12)]
    return saved(tmp_path / "survey.xlsx", rows, [words(SECRET)])


def told(capsys: pytest.CaptureFixture[str], file: Path, **more: Any) -> dict[str, Any]:
    survey(file, more.get("bring"), "json", more.get("free_text", False), lambda: TODAY)
    result: dict[str, Any] = json.loads(capsys.readouterr().out)
    return result


def test_json_has_audiences_what_was_kept_back_and_warnings(
    workbook: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    result = told(capsys, workbook)
    person = result["audiences"][0]
    assert [each["audience"] for each in result["audiences"]] == ["person", "carer", "practitioner"]
    assert person["responses"] == 12
    assert person["themes"][0] | {"statements": 0, "groups": 0} == {
        "theme": "understood", "title": "Knowing about the right", "n": 12, "mean": 2.75,
        "agree_percent": 33, "previous": None, "statements": 0, "groups": 0,
    }  # fmt: skip
    assert {"audience": "carer"} in result["suppressed"]
    assert {"audience": "person", "by": "Age band", "group": "Under 18"} in result["suppressed"]
    assert result["warnings"] == []
    assert set(result["domain_9"]) == {"D9.2", "D9.3", "D9.4"}


def test_status_says_whether_there_is_anything_to_look_at(
    workbook: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    doubtful = saved(tmp_path / "doubtful.xlsx", [form("R1", L01=7)])
    assert survey(workbook, None, "json", False, lambda: TODAY) is False
    assert survey(doubtful, None, "json", False, lambda: TODAY) is True


@pytest.mark.parametrize("kind", ["json", "table", "csv"])
def test_what_people_wrote_is_told_only_where_it_is_asked_for(
    workbook: Path, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    survey(workbook, None, kind, False, lambda: TODAY)
    captured = capsys.readouterr()
    assert SECRET not in captured.out + captured.err


def test_what_people_wrote_is_told_where_it_is_asked_for(
    workbook: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    result = told(capsys, workbook, free_text=True)
    assert result["audiences"][0]["free_text"] == [{"question": "What helps?", "text": SECRET}]


def test_a_text_is_kept_back_that_may_not_be_used_or_may_name_somebody(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [form(f"R{n}") for n in range(6)]
    texts = [words("one", use="no"), words("call 07700 900123"), words("two"),
             words("call 07700 900124", use="yes"), words("three", audience="Carer")]  # fmt: skip
    result = told(capsys, saved(tmp_path / "survey.xlsx", rows, texts), free_text=True)
    assert [each["text"] for each in result["audiences"][0]["free_text"]] == [
        "call 07700 900124", "two",
    ]  # fmt: skip
    assert result["audiences"][1]["free_text"] == []
    assert [note.split(" texts")[0] for note in result["warnings"]] == [
        "People with a right to aftercare: 2", "Family, friends and carers: 1",
    ]  # fmt: skip


def test_csv_has_a_star_where_nothing_is_shown(
    workbook: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    survey(workbook, None, "csv", False, lambda: TODAY)
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert {row["n"] for row in rows if row["audience"] == "carer"} == {"*"}
    assert {row["n"] for row in rows if row["part"] == "26 to 64"} == {"10"}


def test_the_table_shows_each_theme(workbook: Path, capsys: pytest.CaptureFixture[str]) -> None:
    survey(workbook, None, "table", True, lambda: TODAY)
    out = capsys.readouterr().out
    assert "12  2.75  33 %" in out
    assert SECRET in out


def answers(tmp_path: Path) -> Path:
    path = tmp_path / "answers.csv"
    path.write_text("ID,L01,Comments\n1,agree,Kind words\n2,7,\n", "utf-8")
    return path


def test_answers_are_brought_in_and_a_dated_copy_is_kept(
    workbook: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = workbook.read_bytes()
    result = told(capsys, workbook, bring=answers(tmp_path))
    assert result["imported"]["responses"] == 2
    assert result["imported"]["texts"] == 1
    assert result["audiences"][0]["responses"] == 14
    copies = [path for path in tmp_path.iterdir() if "2026-11-25" in path.name]
    assert [path.read_bytes() for path in copies] == [before]
    assert any("not one of 1 to 5" in note for note in result["warnings"])


def test_no_free_text_is_printed_by_an_import(
    workbook: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    survey(workbook, answers(tmp_path), "table", False, lambda: TODAY)
    captured = capsys.readouterr()
    assert "Kind words" not in captured.out + captured.err


def test_a_file_that_cannot_be_used_leaves_the_workbook_alone(
    workbook: Path, tmp_path: Path
) -> None:
    before = workbook.read_bytes()
    (tmp_path / "bad.csv").write_text("Name\nAda\n", "utf-8")
    with pytest.raises(Refused):
        survey(workbook, tmp_path / "bad.csv", "json", False, lambda: TODAY)
    assert workbook.read_bytes() == before
    assert [path.name for path in tmp_path.glob("*.xlsx")] == ["survey.xlsx"]


def test_a_workbook_that_is_open_elsewhere_is_not_written(workbook: Path, tmp_path: Path) -> None:
    (tmp_path / "~$survey.xlsx").write_bytes(b"x")
    with pytest.raises(Refused, match="is open"):
        survey(workbook, answers(tmp_path), "json", False, lambda: TODAY)
