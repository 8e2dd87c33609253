"""What changed between two registers: people, statuses, cells, findings; and no value unasked."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from s117xl.check import check
from s117xl.insight.compare import Comparison, compare_sides
from s117xl.insight.compare_command import as_json, compare
from s117xl.insight.compare_sides import Side, _ids
from s117xl.new import write_rows_as_register
from s117xl.refusal import Refused
from tests.people import AS_AT, REVIEW, SERVICE, context, ending, person

TODAY: Callable[[], date] = lambda: AS_AT  # noqa: E731
Rows = Sequence[Mapping[str, Any]]
SECOND: dict[str, Any] = {
    "register_id": "V-002", "nhs_number": "9990000026", "la_person_id": "LA-002",
    "surname": "Other",
}  # fmt: skip


def side(name: str, register: Rows, as_at: date = AS_AT, **tables: Rows) -> Side:
    given = context(as_at=as_at, Register=register, **tables)
    found = {f.key: f for f in check(given).findings}
    return Side(name, as_at, "as asked", found, _ids(given), given)


def compared(old: Rows, new: Rows, **more: Any) -> Comparison:
    return compare_sides(side("old.xlsx", old), side("new.xlsx", new, **more))


def test_a_register_and_itself_differ_in_nothing() -> None:
    found = compared([person()], [person()])
    assert not found.people_new + found.status + found.changed + found.rows
    assert not found.gone + found.come + found.ended + found.notes
    assert len(found.still) == len(found.new.findings)


def test_the_order_of_rows_is_no_change() -> None:
    one, two = person(), person(**SECOND)
    found = compared([one, two], [two, one])
    assert not found.changed + found.come + found.ended


def test_a_new_person_and_one_who_is_gone() -> None:
    found = compared([person()], [person(**SECOND)])
    assert [(n.record, n.kind, n.status) for n in found.people_new] == [
        ("V-002", "new person", "ACTIVE")
    ]
    assert found.gone == ["V-001"]


def test_a_new_episode_of_a_person_who_was_there() -> None:
    later = person(register_id="V-009", episode_no=2, detention_start=date(2026, 2, 1))
    found = compared([person()], [person(record_status="SUPERSEDED"), later])
    assert [(n.record, n.kind, n.of) for n in found.people_new] == [
        ("V-009", "new episode", ("V-001",))
    ]
    assert [(s.old, s.new, s.closed) for s in found.status] == [("ACTIVE", "SUPERSEDED", True)]


def test_an_id_that_was_changed_is_followed_and_said() -> None:
    found = compared([person(lead_name=None)], [person(register_id="X-1", lead_name=None)])
    assert [(r.old, r.new) for r in found.renamed] == [("V-001", "X-1")]
    assert not found.gone
    assert not found.people_new + found.come + found.ended
    assert any("V-001 is now X-1" in note for note in found.notes)


def test_an_ending_is_told_as_one() -> None:
    found = compared([person()], [ending()])
    assert [(s.record, s.new, s.closed) for s in found.status] == [("V-001", "ENDED", True)]
    assert as_json(found)["people"]["ended"] == [{"record": "V-001", "status": "ENDED"}]


def test_a_reinstated_record_is_a_change_and_no_ending() -> None:
    (change,) = compared([ending()], [person()]).status
    assert not change.closed


def test_a_cell_that_changed_is_told_with_its_heading() -> None:
    found = compared([person()], [person(team="South team")])
    assert [(c.record, c.field, c.heading, c.old, c.new) for c in found.changed] == [
        ("V-001", "team", "Team", "North team", "South team")
    ]


def test_a_cell_written_in_another_way_is_no_change() -> None:
    register = [person(nhs_number="999 000 0018", postcode="ls14ap", record_status="active")]
    assert not compared([person()], register).changed


def test_children_are_compared_by_their_own_ids() -> None:
    dearer = SERVICE | {"weekly_cost": 300.0}
    old = side("old.xlsx", [person()], Services=[SERVICE], Reviews=[REVIEW])
    new = side("new.xlsx", [person()], Services=[dearer, SERVICE | {"service_id": "S-2"}],
               Reviews=[])  # fmt: skip
    found = compare_sides(old, new)
    assert [(c.table, c.record, c.row, c.field) for c in found.changed] == [
        ("Services", "V-001", "S-001", "weekly_cost")
    ]
    assert {(r.table, r.row, r.change) for r in found.rows} == {
        ("Services", "S-2", "new"), ("Reviews", "RV-001", "gone"),
    }  # fmt: skip


def test_findings_come_and_go_by_key_with_counts() -> None:
    found = compared([person(plan_ref=None)], [person(lead_name=None)])
    assert {f.field for f in found.come} == {"lead_name"}
    assert {f.field for f in found.ended} == {"plan_ref"}
    told = as_json(found)["findings"]["counts"]
    assert told["total"] == {
        "come": len(found.come), "gone": len(found.ended), "still": len(found.still)
    }  # fmt: skip
    assert sum(each["come"] for each in told["rule"].values()) == len(found.come)
    assert sum(each["gone"] for each in told["severity"].values()) == len(found.ended)


def test_days_that_differ_are_said() -> None:
    found = compared([person()], [person()], as_at=date(2027, 6, 30))
    assert found.come
    assert any("with time alone" in note for note in found.notes)
    assert any("exchanged" in n for n in compare_sides(found.new, found.old).notes)


def test_values_are_told_only_where_asked() -> None:
    found = compared([person(lead_name=None)], [person(surname="Secret", dob=date(2027, 1, 1))])
    plain = json.dumps(as_json(found))
    assert not any(word in plain for word in ("Secret", "Example", "2027"))
    assert "Secret" in json.dumps(as_json(found, values=True))


def test_rows_without_an_id_are_said() -> None:
    found = compared([person()], [person(), person(register_id=None)])
    assert any("no id of their own" in note for note in found.notes)


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    old, new = tmp_path / "old.xlsx", tmp_path / "new.xlsx"
    write_rows_as_register(old, {"Register": [person()]}, AS_AT)
    write_rows_as_register(new, {"Register": [person(team=None), person(**SECOND)]}, AS_AT)
    return old, new


@pytest.mark.parametrize("form", ["json", "csv", "table"])
def test_the_command_prints_each_form(
    files: tuple[Path, Path], capsys: pytest.CaptureFixture[str], form: str
) -> None:
    compare(*files, form, None, TODAY)
    told = capsys.readouterr().out
    assert "V-002" in told
    assert "North team" not in told
    if form == "json":
        assert json.loads(told)["old"]["as_at"] == "2026-06-30"
    if form == "csv":
        whats = {row["what"] for row in csv.DictReader(told.splitlines())}
        assert whats >= {"person", "cell", "finding"}


def test_the_status_says_whether_something_is_to_be_done(
    files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    old, new = files
    assert not compare(old, old, "json", None, TODAY)
    assert compare(old, new, "json", None, TODAY)
    capsys.readouterr()


def test_the_day_given_is_that_of_both(
    files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    compare(*files, "json", date(2026, 9, 1), TODAY)
    told = json.loads(capsys.readouterr().out)
    assert {told[name]["as_at"] for name in ("old", "new")} == {"2026-09-01"}


def test_a_printed_check_may_stand_for_a_register(
    files: tuple[Path, Path], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    from s117xl import commands

    commands.check(files[0], None, TODAY, mark=False, out=None, form="json", what_if=False)
    printed = tmp_path / "old.json"
    printed.write_text(capsys.readouterr().out, "utf-8")
    compare(printed, files[1], "json", None, TODAY)
    told = json.loads(capsys.readouterr().out)
    assert [n["record"] for n in told["people"]["new"]] == ["V-002"]
    assert any("holds no cells" in note for note in told["notes"])


@pytest.mark.parametrize("text", ["", "[]", "{}", "not json", '{"findings": [{}], "as_at": "x"}'])
def test_what_is_no_check_is_refused(files: tuple[Path, Path], tmp_path: Path, text: str) -> None:
    path = tmp_path / "odd.json"
    path.write_text(text, "utf-8")
    with pytest.raises(Refused, match="not what a check printed"):
        compare(path, files[1], "json", None, TODAY)


def test_a_file_that_is_no_register_is_refused(files: tuple[Path, Path], tmp_path: Path) -> None:
    with pytest.raises(Refused):
        compare(files[0], tmp_path / "gone.xlsx", "json", None, TODAY)
