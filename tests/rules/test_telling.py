"""A finding as it is told: its key, which must hold from run to run, its place and its words."""

from __future__ import annotations

from datetime import date

from s117xl.check import check
from s117xl.rules.catalogue import Found, all_rules
from s117xl.rules.telling import own_fields, speaker, with_unique_keys
from s117xl.settings import BadSetting, Settings
from tests.people import DISPUTE, SERVICE, context, ending, person, run_rule


def keys(code: str, **given: object) -> list[str]:
    return [finding.key for finding in run_rule(code, **given)[1]]


def test_the_key_is_the_rule_the_row_and_the_field() -> None:
    assert keys("R066", Register=[person(la_code=None)]) == ["R066/V-001/la_code"]
    rows = [SERVICE | {"charged": "yes"}]
    assert keys("R001", Register=[person()], Services=rows) == ["R001/S-001/charged"]


def test_clauses_on_one_field_are_numbered_whatever_else_is_found() -> None:
    end = date(2026, 5, 29)
    late_la = ending(end_la_date=date(2026, 5, 30))
    late_icb = ending(end_icb_date=date(2026, 5, 30))
    both = ending(end_la_date=date(2026, 5, 30), end_icb_date=date(2026, 5, 30))
    assert end == ending()["end_date"]
    assert keys("R005", Register=[late_la]) == ["R005/V-001/end_date"]
    assert keys("R005", Register=[late_icb]) == ["R005/V-001/end_date.2"]
    assert keys("R005", Register=[both]) == ["R005/V-001/end_date", "R005/V-001/end_date.2"]


def test_two_findings_of_one_key_are_told_apart_by_a_number() -> None:
    (finding,) = run_rule("R066", Register=[person(la_code=None)])[1]
    told = [f.key for f in with_unique_keys([finding, finding, finding])]
    assert told == [finding.key, f"{finding.key}#2", f"{finding.key}#3"]
    rows = [person(la_code=None), person(la_code=None)]
    found = [f.key for f in check(context(Register=rows)).findings if f.code == "R066"]
    assert found == ["R066/V-001/la_code", "R066/V-001/la_code#2"]


def test_nothing_is_explained_of_itself() -> None:
    given = context(
        Register=[person(la_code=None)], seen_ids=frozenset({"V-404"}),
        settings={"holds": "real people"},
    )  # fmt: skip
    findings = check(given).findings
    assert {"R206", "R066"} <= {f.code for f in findings}
    assert not any(f.explained for f in findings)


def test_a_finding_stands_in_the_cell_of_its_own_row() -> None:
    rows = [person(), person(register_id="V-002", la_code=None), person(la_code=None)]
    found = run_rule("R066", Register=rows)[1]
    letters = {f.cell.rstrip("0123456789") for f in found}
    assert [f.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") for f in found] == ["3", "4"]
    assert len(letters) == 1
    assert [(f.table, f.sheet, f.record, f.heading) for f in found] == [
        ("Register", "Register", "V-002", "Responsible council"),
        ("Register", "Register", "V-001", "Responsible council"),
    ]


def test_a_child_names_the_record_and_its_own_row() -> None:
    rows = [DISPUTE | {"support_paused": "yes", "register_id": "V-001"}]
    (finding,) = run_rule("R076", Register=[person()], Disputes=rows)[1]
    assert (finding.record, finding.row, finding.due) == ("V-001", "D-001", "")


def test_the_due_day_is_told_as_a_day() -> None:
    never = person(last_review_date=None, last_review_type=None)
    (finding,) = run_rule("R041", Register=[never], Reviews=[])[1]
    assert finding.due == "2026-04-15"
    assert "2026" in finding.message


def test_the_fields_of_another_table_and_of_every_table_are_not_its_own() -> None:
    rules = all_rules()
    assert own_fields(rules["R033"]) == ["dob", "detention_start"]
    assert "Reviews.held" in rules["R041"].fields
    assert not any("." in key for key in own_fields(rules["R041"]))


def test_the_first_own_field_is_marked_where_no_other_is_named() -> None:
    (finding,) = run_rule("R054", Register=[person(plan_date=None)], Reviews=[])[1]
    assert finding.field == "plan_date"
    (finding,) = run_rule("R007", Register=[ending(end_reason="X1")])[1]
    assert finding.field == "end_reason"


def test_the_lighter_of_two_severities_counts() -> None:
    found = run_rule("R044", Register=[person()], Reviews=[], as_at=date(2027, 1, 20))[1]
    assert [f.severity for f in found] == ["info"]


def test_a_day_of_any_column_is_told_in_the_message() -> None:
    (finding,) = run_rule("R032", Register=[person(plan_date=date(2027, 1, 2))])[1]
    assert "2 Jan 2027" in finding.message


def test_a_bad_setting_is_not_explained_of_itself() -> None:
    given = context(Register=[person()])
    given.settings = Settings(bad=(BadSetting("as_at", "As-at date", "is not a date", "C5"),))
    assert [f.explained for f in check(given).findings if f.code == "R207"] == [False]


def test_a_cell_in_a_message_is_told_as_it_stands_and_a_blank_as_blank() -> None:
    rows = context(Register=[person(), person(gender=None)]).rows("Register")
    for facts in ({}, {"gender": rows.column("gender")}):
        speak = speaker("{gender}", rows, Found(rows.all_rows(), facts=facts))
        assert [speak(0), speak(1)] == ["female", "(blank)"]
