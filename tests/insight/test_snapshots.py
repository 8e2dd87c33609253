"""Snapshots: added and never changed, chained, and read as trends; the command that keeps them."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from s117xl.findings import SEVERITIES
from s117xl.insight.kpi_command import kpi, report
from s117xl.insight.kpis.definitions import all_definitions
from s117xl.insight.kpis.kpi import Kpi
from s117xl.insight.kpis.shown import as_json
from s117xl.insight.kpis.snapshots import (
    START,
    Snapshot,
    add_snapshot,
    default_file,
    last_hash,
    read_snapshots,
)
from s117xl.insight.kpis.trends import runs, trend
from s117xl.load import load
from s117xl.new import write_rows_as_register
from s117xl.refusal import Refused
from s117xl.register.schema import TABLES
from tests.insight.test_kpis import many
from tests.people import AS_AT, REVIEW, SERVICE

FIGURE = {"code": "K27", "numerator": 9, "denominator": 10, "value": 0.9, "rag": "Amber",
          "version": 1, "cohort": "2026-06-30"}  # fmt: skip
SNAPSHOT = Snapshot("2026-06-30", "2026-Q1", "2026-04-01", "2026-06-30", "0.1", "1", "abc", False,
                    (FIGURE,))  # fmt: skip


@pytest.fixture
def chain(tmp_path: Path) -> Path:
    file = tmp_path / "register.snapshots.jsonl"
    for number in range(3):
        add_snapshot(file, replace(SNAPSHOT, fingerprint=f"f{number}"))
    return file


def test_a_snapshot_is_read_as_it_was_added(tmp_path: Path) -> None:
    file = tmp_path / "s.jsonl"
    assert (read_snapshots(file), last_hash(file)) == ([], START)
    assert add_snapshot(file, SNAPSHOT)
    assert read_snapshots(file) == [SNAPSHOT]


def test_the_same_is_added_once(chain: Path) -> None:
    before = chain.read_bytes()
    assert not add_snapshot(chain, replace(SNAPSHOT, fingerprint="f1", made_on="2026-08-01"))
    assert chain.read_bytes() == before


@pytest.mark.parametrize(
    "other", [{"period": "2026"}, {"as_at": "2026-06-29"}, {"definitions": "2"},
              {"published": True}, {"fingerprint": "new"}],
)  # fmt: skip
def test_another_period_day_meaning_or_register_is_another_line(
    chain: Path, other: dict[str, Any]
) -> None:
    before = chain.read_bytes()
    assert add_snapshot(chain, replace(replace(SNAPSHOT, fingerprint="f1"), **other))
    assert chain.read_bytes().startswith(before), "what was there is untouched"


@pytest.mark.parametrize("change", ["figure", "gone", "swapped", "first gone", "torn", "no line"])
def test_a_chain_that_was_changed_is_said_to_be_in_one_sentence(chain: Path, change: str) -> None:
    lines = chain.read_text("utf-8").splitlines()
    lines = {
        "figure": [lines[0], lines[1].replace('"numerator":9', '"numerator":8'), lines[2]],
        "gone": [lines[0], lines[2]],
        "swapped": [lines[1], lines[0], lines[2]],
        "first gone": lines[1:],
        "torn": [*lines[:2], lines[2][:40]],
        "no line": [lines[0], "", *lines[1:]],
    }[change]
    chain.write_text("\n".join(lines) + "\n", "utf-8")
    with pytest.raises(Refused, match="is broken at line") as refused:
        read_snapshots(chain)
    assert ". " not in str(refused.value)
    before = chain.read_bytes()
    with pytest.raises(Refused):
        add_snapshot(chain, SNAPSHOT)
    assert chain.read_bytes() == before


def test_a_line_made_up_with_a_hash_of_its_own_does_not_fit_the_next(chain: Path) -> None:
    from s117xl.insight.kpis.snapshots import _hash, _plain

    lines = chain.read_text("utf-8").splitlines()
    held = json.loads(lines[1])
    held["snapshot"]["period"] = "2026-Q2"
    held["hash"] = _hash(held["previous"], held["snapshot"])
    chain.write_text("\n".join([lines[0], _plain(held), lines[2]]) + "\n", "utf-8")
    with pytest.raises(Refused, match="at line 3"):
        read_snapshots(chain)


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=20), st.floats(allow_nan=False, allow_infinity=False))
def test_reading_gives_back_what_was_written(
    tmp_path_factory: pytest.TempPathFactory, text: str, number: float
) -> None:
    file = tmp_path_factory.mktemp("chain") / "s.jsonl"
    text = text.encode("utf-8", "ignore").decode()
    snapshot = replace(SNAPSHOT, approved_by=text, kpis=(FIGURE | {"value": number},))
    add_snapshot(file, snapshot)
    add_snapshot(file, replace(snapshot, fingerprint="other"))
    assert read_snapshots(file)[0] == snapshot


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "s.jsonl"
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(Refused, match="cannot be read"):
        read_snapshots(file)


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="cannot be written"):
        add_snapshot(tmp_path / "nowhere" / "s.jsonl", SNAPSHOT)


# Trends.


def shown(code: str = "K27", cohort: str = "2026-09-30", version: int = 1) -> Kpi:
    about = all_definitions()[code]
    return Kpi(code, about.name, 1, 1, 0, 1, None, "", "share", version=version, cohort=cohort)


def quarter(name: str, last: str, value: float, **more: Any) -> Snapshot:
    figure = FIGURE | {"value": value, "cohort": last} | more.pop("figure", {})
    return replace(SNAPSHOT, period=name, last=last, as_at=last, kpis=(figure,), **more)


def test_a_trend_is_in_order_of_time_with_the_latest_snapshot_of_each_period() -> None:
    points = trend(
        [quarter("2026-Q2", "2026-09-30", 0.7), quarter("2026-Q1", "2026-06-30", 0.5),
         quarter("2026-Q1", "2026-06-30", 0.6)], shown(),
    )  # fmt: skip
    assert [(p.period, p.value) for p in points] == [("2026-Q1", 0.6), ("2026-Q2", 0.7)]


def test_figures_of_another_meaning_or_published_are_not_in_the_trend() -> None:
    held = [
        quarter("2026-Q1", "2026-06-30", 0.5, figure={"version": 2}),
        quarter("2026-Q2", "2026-09-30", 0.6, published=True),
    ]
    assert trend(held, shown()) == []
    assert [p.value for p in trend(held, shown(), published=True)] == [0.6]


def test_a_flow_of_a_year_is_not_set_beside_that_of_a_quarter() -> None:
    year = quarter("2026", "2027-03-31", 40, figure={"cohort": "2026-04-01/2027-03-31"})
    one = quarter("2026-Q1", "2026-06-30", 9, figure={"cohort": "2026-04-01/2026-06-30"})
    found = trend([year, one], shown(cohort="2026-07-01/2026-09-30"))
    assert [p.period for p in found] == ["2026-Q1"]


# The command.


@pytest.fixture
def register(tmp_path: Path) -> Path:
    people = [{} for _ in range(40)] + [{"advocacy_offered": None}] * 12
    rows: dict[str, Any] = {name: [] for name in TABLES}
    rows |= {"Register": many(*people), "Reviews": [REVIEW], "Services": [SERVICE]}
    file = tmp_path / "register.xlsx"
    write_rows_as_register(file, rows, AS_AT, {"holds": "invented people", "as_at": AS_AT})
    return file


def run(file: Path, capsys: pytest.CaptureFixture[str], **more: Any) -> Any:
    given_ = {"publish": False, "snapshot": False, "snapshots_file": None, "form": "json",
              "as_at": None, "today": lambda: date(2026, 7, 9)} | more  # fmt: skip
    found = kpi(file, given_.pop("period", "2026-Q1"), **given_)
    out = capsys.readouterr().out
    return found, json.loads(out) if given_["form"] == "json" else out


def test_the_json_stands_alone_and_has_all_figures(
    register: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found, told = run(register, capsys)
    assert found, "one figure is Red"
    assert [each["code"] for each in told["kpis"]] == list(all_definitions())
    assert told["as_at"] == "2026-06-30"
    assert told["period"]["running"] is False
    advocacy = next(each for each in told["kpis"] if each["code"] == "K27")
    assert (advocacy["numerator"], advocacy["denominator"], advocacy["rag"]) == (40, 52, "Red")
    assert len(advocacy["records"]) == 12
    assert not default_file(register).exists()


def test_a_snapshot_is_kept_once_and_gives_the_trend_of_the_next_quarter(
    register: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(register, capsys, snapshot=True)
    held = default_file(register).read_bytes()
    _, told = run(register, capsys, snapshot=True)
    assert default_file(register).read_bytes() == held
    assert any("already stands" in note for note in told["notes"])
    assert b"V-001" not in held
    assert b"records" not in held
    _, later = run(register, capsys, period="2026-Q2", as_at=date(2026, 9, 30))
    advocacy = next(each for each in later["kpis"] if each["code"] == "K27")
    assert [(p["period"], p["numerator"]) for p in advocacy["trend"]] == [("2026-Q1", 40)]


def test_what_is_published_holds_no_id_and_no_small_count(
    register: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, told = run(register, capsys, publish=True)
    text = json.dumps(told)
    assert "V-0" not in text
    assert not {"records", "runs", "sha256", "fingerprint", "file"} & {
        *told, *(key for each in told["kpis"] for key in each)
    }  # fmt: skip
    for each in told["kpis"]:
        for name in ("numerator", "denominator", "not_testable", *each["parts"]):
            figure = each["parts"].get(name) if name in each["parts"] else each[name]
            assert figure is None or (figure >= 5 and figure % 5 == 0), (each["code"], name)
    advocacy = next(each for each in told["kpis"] if each["code"] == "K27")
    assert (advocacy["numerator"], advocacy["denominator"], advocacy["value"]) == (40, 50, 0.8)
    assert any("suppressed" in note for note in told["notes"])
    assert any("not recorded" in note for note in told["notes"])


def test_a_second_release_after_a_correction_is_the_first_once_more(
    register: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    chain = tmp_path / "chain.jsonl"
    _, first = run(register, capsys, publish=True, snapshot=True, snapshots_file=chain,
                   approved_by="A Director")  # fmt: skip
    people = [{} for _ in range(41)] + [{"advocacy_offered": None}] * 13
    rows: dict[str, Any] = {name: [] for name in TABLES} | {"Register": many(*people)}
    corrected = tmp_path / "corrected.xlsx"
    write_rows_as_register(corrected, rows, AS_AT, {"as_at": AS_AT})
    _, again = run(corrected, capsys, publish=True, snapshot=True, snapshots_file=chain)
    keys = ("numerator", "denominator", "value", "not_testable", "rag", "parts", "suppressed")
    assert [[e[k] for k in keys] for e in again["kpis"]] == [
        [e[k] for k in keys] for e in first["kpis"]
    ]
    assert (again["equity"], again["leaflet"]) == (first["equity"], first["leaflet"])
    assert read_snapshots(chain)[0].approved_by == "A Director"


def test_a_period_that_runs_is_said_to_and_is_not_published(
    register: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, told = run(register, capsys, as_at=date(2026, 6, 1))
    assert (told["as_at"], told["period"]["running"]) == ("2026-06-01", True)
    assert "still runs" in told["notes"][0]
    with pytest.raises(Refused, match="still runs"):
        run(register, capsys, as_at=date(2026, 6, 1), publish=True)


def test_a_broken_chain_stops_a_release_and_is_said_otherwise(
    register: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    default_file(register).write_text("{}\n", "utf-8")
    _, told = run(register, capsys)
    assert any("is broken at line 1" in note for note in told["notes"])
    for more in ({"publish": True}, {"snapshot": True}):
        with pytest.raises(Refused, match="is broken at line 1"):
            run(register, capsys, **more)


@pytest.mark.parametrize("form", ["table", "csv"])
@pytest.mark.parametrize("publish", [False, True])
def test_it_is_printed_for_people_and_for_spreadsheets(
    register: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    form: str,
    publish: bool,
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    _, text = run(register, capsys, form=form, publish=publish)
    assert all(code in text for code in all_definitions())
    assert ("suppressed" in text) is publish
    assert "not testable" in text
    assert "V-001" not in text


def test_with_no_period_it_is_the_quarter_of_the_as_at_date(register: Path) -> None:
    made = report(register, None, lambda: date(2026, 7, 9))
    assert made.period.name == "2026-Q1"
    assert as_json(made)["register_as_at"] == "2026-06-30"


def test_the_findings_of_each_check_are_read_from_the_runs_sheet(register: Path) -> None:
    from s117xl import commands

    assert runs(load(register)) == []
    commands.check(register, None, lambda: date(2026, 7, 9), mark=True, out=None, form="json",
                   what_if=False)  # fmt: skip
    (found,) = runs(load(register))
    assert (found.as_at, found.records) == ("2026-06-30", 52)
    assert list(found.counts) == list(SEVERITIES)
    assert found.counts["prompt"] is not None
    assert found.counts["prompt"] >= 12
