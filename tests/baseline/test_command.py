"""`s117xl baseline`: the table, the JSON, and whether anything is to be mended."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from s117xl.baseline.command import baseline
from s117xl.baseline.tables import AGREED, Action, Baseline, RatingRow, Signature
from tests.baseline.books import written
from tests.baseline.filled import AS_AT, PROTOCOL, partnership


def printed(capsys: pytest.CaptureFixture[str], file: Path, previous: Path | None = None) -> dict:  # type: ignore[type-arg]
    assert baseline(file, previous, "json", as_at=AS_AT)
    found: dict[str, object] = json.loads(capsys.readouterr().out)
    return found


def test_the_json_has_the_profile_and_no_total(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = printed(capsys, written(tmp_path))
    first = found["dimensions"][0]
    assert {key: first[key] for key in ("ref", "la", "icb", "trust", "agreed", "rag", "differ",
                                        "evidence_missing")} == {
        "ref": "B1", "la": 2, "icb": 4, "trust": 3, "agreed": 3, "rag": "Amber", "differ": 2,
        "evidence_missing": False,
    }  # fmt: skip
    assert found["dimensions"][4]["trust"] is None
    assert found["lowest"] == ["B3", "B5"]
    assert [p["number"] for p in found["priorities"]] == [1, 2, 3]
    assert found["warnings"] == ["Not signed yet: NHS Trust."]
    assert found["actions"][1]["co_produced"] is True
    assert not {"total", "mean", "overall"} & set(found)


def test_the_table_says_the_lowest_the_findings_and_what_is_to_be_mended(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert baseline(written(tmp_path), None, "table", as_at=AS_AT)
    out = " ".join(capsys.readouterr().out.split())
    assert "Lowest agreed rating: 2, in Practice and workforce capability" in out
    assert "Where partners differ" in out
    assert "no rating by NHS Trust" in out


def test_the_last_workbook_stands_beside_this_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    last = Baseline(ratings={1: {AGREED: RatingRow(1)}})
    found = printed(capsys, written(tmp_path), written(tmp_path, last, "last.xlsx"))
    assert found["years"][0] == {"ref": "B1", "last": 1, "now": 3, "change": "Up by 2."}


def whole() -> Baseline:
    rows = {who: RatingRow(4) for who in ("LA", "ICB", "NHS Trust")}
    agreed = RatingRow(4, strengths="Strong", risks="Few", evidence=PROTOCOL)
    return replace(
        partnership(),
        ratings={number: {**rows, AGREED: agreed} for number in range(1, 6)},
        actions=[Action(7, n, "Act", "LA", "Head", None, date(2027, 1, 1), "Half", "All")
                 for n in (1, 2, 3)],
        signatures=[Signature(who, "Name", "", date(2026, 5, 1)) for who in rows],
    )  # fmt: skip


def test_a_whole_baseline_leaves_nothing_to_mend(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert not baseline(written(tmp_path, whole()), None, "json", as_at=AS_AT)
    found = json.loads(capsys.readouterr().out)
    assert (found["gaps"], found["warnings"], found["notes"]) == ([], [], [])


def test_two_priorities_are_a_warning_and_not_a_fault(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    two = replace(whole(), priorities=partnership().priorities[:2])
    assert not baseline(written(tmp_path, two), None, "json", as_at=AS_AT)
    found = json.loads(capsys.readouterr().out)
    assert found["warnings"] == ["2 priorities are named; choose three to five."]
