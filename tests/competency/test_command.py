"""The command prints what may leave the workbook, and nobody's own scores."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from s117xl.competency.book import Filled, write_competency
from s117xl.competency.command import competency
from s117xl.refusal import Refused
from tests.competency.people import TODAY, many, rated, staff
from tests.competency.test_training import audit


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("many") / "many.xlsx"
    write_competency(path, many())
    return path


def printed(path: Path, capsys: pytest.CaptureFixture[str], **more: Any) -> dict[str, Any]:
    capsys.readouterr()
    competency(path, more.get("audit"), "json", TODAY)
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_the_json_has_its_four_parts(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = printed(book, capsys)
    assert list(found) == ["domains", "teams", "training", "warnings"]
    assert [d["ref"] for d in found["domains"]] == ["C1", "C2", "C3", "C4", "C5", "C6"]
    for domain in found["domains"]:
        assert {"ref", "title", "people", "met", "gap_rate", "suppressed"} <= domain.keys()
    small = [team for team in found["teams"] if team["suppressed"]]
    assert [team["team"] for team in small] == ["Panel", "Night", "no team given"]
    for team in small:
        assert team["people"] is None
        for cell in team["domains"]:
            assert (cell["people"], cell["met"], cell["gap_rate"]) == (None, None, None)


@pytest.mark.parametrize("form", ["json", "table"])
def test_nobody_is_named_and_no_small_team_is_counted(
    book: Path, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    assert competency(book, None, form, TODAY)
    text = capsys.readouterr().out
    assert text
    for row in many().staff:
        assert row["staff_id"] not in text
        assert row["name"] not in text
    assert "Sam Lead" not in text


def test_the_audit_given_counts_before_the_one_typed(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = audit(tmp_path / "audit.xlsx", {4: ("Green", "Green"), 8: ("Red", "Red")})
    before, after = printed(book, capsys), printed(book, capsys, audit=path)
    weak = [{ref for p in found["training"] for ref in p["audit"]} for found in (before, after)]
    assert weak == [{"D4", "D5"}, {"D5", "D8"}]
    assert any("no rating for" in warning for warning in after["warnings"])


def test_a_warning_names_a_cell_and_no_value(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "x.xlsx"
    write_competency(path, Filled([staff("Q77")], [rated("Q77", C1_P1="hopeless")]))
    (first, *_) = printed(path, capsys)["warnings"]
    assert first.startswith("Self!D2 ")
    assert "hopeless" not in first


def test_an_empty_workbook_says_that_nothing_can_be_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "empty.xlsx"
    write_competency(path)
    found = printed(path, capsys)
    assert (found["teams"], found["training"]) == ([], [])
    assert all(domain["suppressed"] for domain in found["domains"])
    assert any("Fewer than 5" in warning for warning in found["warnings"])


def test_all_met_and_nothing_in_doubt_asks_for_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "x.xlsx"
    people = [staff(id) for id in "ABCDEF"]
    write_competency(path, Filled(people, (), [rated(id) for id in "ABCDEF"]))
    assert not competency(path, None, "table", TODAY)
    assert "0 of 6 have a gap (0%)" in capsys.readouterr().out


def test_what_is_no_competency_workbook_is_refused(tmp_path: Path) -> None:
    path = audit(tmp_path / "audit.xlsx", {})
    with pytest.raises(Refused, match="not a competency workbook"):
        competency(path, None, "json")
