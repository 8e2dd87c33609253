"""The demonstration's workbooks beside the register: whole, scored, and the same each time."""

from __future__ import annotations

import re
import time
from datetime import date
from pathlib import Path

import pytest

from s117xl.audit.command import Scored, as_json, score_audit
from s117xl.audit.read import read_audit
from s117xl.baseline.read import read_baseline
from s117xl.baseline.score import score as score_of_baseline
from s117xl.competency.read import read_competency
from s117xl.competency.score import score as score_of_competency
from s117xl.competency.summary import summarise
from s117xl.competency.training import needs
from s117xl.demo.assessments import NAMES, make_assessments
from s117xl.demo.people import invent, tables
from s117xl.demo.show import AS_AT, PEOPLE, SETTINGS
from s117xl.new import write_rows_as_register
from s117xl.survey.read import read_survey
from s117xl.survey.score import score as score_of_survey
from s117xl.workbook.closed import ClosedWorkbook
from tests.ooxml.validators import assert_opens_clean
from tests.test_cli import s117xl

MOST_SECONDS = 15


def made(folder: Path) -> Scored:
    register = folder / "register.xlsx"
    write_rows_as_register(register, tables(invent(PEOPLE, AS_AT)), AS_AT, SETTINGS)
    return make_assessments(folder, register, SETTINGS, AS_AT)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    made(folder)
    return folder


@pytest.mark.parametrize("name", NAMES)
def test_excel_opens_each_with_no_repair(folder: Path, name: str) -> None:
    assert_opens_clean(folder / name)


def test_the_audit_is_drawn_answered_scored_and_marked(folder: Path) -> None:
    audit = read_audit(folder / "audit.xlsx")
    assert audit.notes == []
    cases = [case for case in audit.cases if case.record]
    assert len(cases) == len([row for row in audit.sample if row["Part"] == "drawn"]) == 29
    assert [bool(case.not_auditable) for case in cases] == [False] * 28 + [True]
    assert all(all(case.answers.values()) for case in cases[:-1])
    assert all(action.id for action in audit.actions)
    carried = [action.carried_from for action in audit.actions if action.carried_from]
    assert carried == ["2024/25, A-002", "2024/25, A-003"]
    assert len(audit.raw["tblEvidence"].rows) > 20


def test_it_shows_answers_of_every_kind_and_what_stops_the_final_report(folder: Path) -> None:
    found = as_json(score_audit(ClosedWorkbook(folder / "audit.xlsx"), lambda: AS_AT,
                                register=folder / "register.xlsx",
                                previous=folder / "audit-last-year.xlsx"))  # fmt: skip
    ratings = {each["ref"]: each["rating"] for each in found["domains"]}
    assert set(ratings.values()) == {"Green", "Amber", "Red"}
    answers = {q["counts_as"] for each in found["domains"] for q in each["questions"]}
    assert answers == {"Yes", "Partial", "No", "N/A", ""}
    changes = {each["change"] for each in found["year_on_year"]}
    assert {"better", "worse", "the same", "not comparable"} <= changes
    assert 1 <= len(found["stops_the_final_report"]) <= 5
    assert found["notes"] == []


def test_last_years_audit_has_no_doubt(folder: Path) -> None:
    assert read_audit(folder / "audit-last-year.xlsx").notes == []


def test_the_baseline_has_a_difference_three_priorities_and_gaps(folder: Path) -> None:
    found = read_baseline(folder / "baseline.xlsx")
    scored = score_of_baseline(found, AS_AT)
    assert found.notes == []
    assert scored.findings
    assert len(scored.priorities) == 3
    assert scored.lowest == ("B3", "B5")
    assert scored.gaps


def test_the_competencies_have_gaps_and_a_team_that_is_withheld(folder: Path) -> None:
    found = read_competency(folder / "competency.xlsx", date(2026, 12, 31))
    scores = score_of_competency(found)
    assert found.notes == ()
    assert len({person.name for person in found.people}) == len(found.people) == 49
    assert needs(scores, found.audit)
    assert any(team.people is None for team in summarise(scores).teams)


def test_the_survey_has_two_years_and_withholds_what_is_small(folder: Path) -> None:
    found = read_survey(ClosedWorkbook(folder / "survey.xlsx"))
    scores = score_of_survey(found)
    assert found.notes == []
    assert (scores.year, scores.previous_year) == ("2025/26", "2024/25")
    assert all(each.responses is not None for each in scores.audiences)
    before = {each.audience: each.themes[0].previous for each in scores.audiences}
    assert before["person"]
    assert before["carer"] is None


def test_they_are_the_same_each_time(folder: Path, tmp_path: Path) -> None:
    made(tmp_path)
    for name in NAMES:
        assert (tmp_path / name).read_bytes() == (folder / name).read_bytes(), name


def test_the_command_makes_them_and_says_what_the_audit_comes_to(tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    began = time.perf_counter()
    result = s117xl("demo", folder)
    took = time.perf_counter() - began
    assert (result.returncode, result.stderr) == (0, "")
    assert took < MOST_SECONDS
    out = " ".join(result.stdout.split())
    assert "audit.xlsx, its cases drawn from the register, scored beside last year's:" in out
    assert re.search(r"D4 Funding decisions and the law: \d+%, suggests Red, rated Red", out)
    assert all((folder / name).exists() for name in NAMES)
    assert {"baseline.xlsx", "competency.xlsx", "survey.xlsx"} <= set(re.findall(r"[\w-]+\.xlsx",
                                                                                out))  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_folder_that_holds_one_of_them_is_left_alone(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"mine")
    result = s117xl("demo", tmp_path)
    assert result.returncode == 2
    assert "holds a demonstration already" in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert (tmp_path / name).read_bytes() == b"mine"
