"""The view: each part stands beside the others, and what was not measured says so."""

from __future__ import annotations

from typing import NamedTuple

from s117xl.pillars.pillars import score_practice
from s117xl.pillars.view import NOT_MEASURED, Measure, PillarLine, lines_as_rows, pillar_view


class Outcome(NamedTuple):
    code: str
    outcome: str


class Finding(NamedTuple):
    code: str
    severity: str


class Check(NamedTuple):
    outcomes: tuple[Outcome, ...]
    findings: tuple[Finding, ...] = ()


def line(number: int, lines: list[PillarLine]) -> PillarLine:
    return lines[number - 1]


def test_nothing_measured_is_said_for_each_of_nine() -> None:
    lines = pillar_view()
    assert [each.number for each in lines] == list(range(1, 10))
    assert all(set(each.says.values()) == {NOT_MEASURED} for each in lines)
    assert not any(each.measured for each in lines)


def test_findings_are_counted_by_severity_for_the_rules_of_the_pillar() -> None:
    check = Check(
        (Outcome("R041", "found"), Outcome("R042", "clean"), Outcome("R001", "found")),
        (Finding("R041", "overdue"), Finding("R041", "overdue"), Finding("R001", "unlawful")),
    )
    lines = pillar_view(check)
    assert line(9, lines).findings == {"overdue": 2}
    assert line(7, lines).findings == {"unlawful": 1}
    assert line(9, lines).says["register"] == "2 overdue by 2 rules"


def test_a_clean_pillar_and_one_whose_rules_were_not_run_differ() -> None:
    clean = line(9, pillar_view(Check((Outcome("R041", "clean"),))))
    skipped = line(9, pillar_view(Check((Outcome("R041", "not-run"),))))
    assert clean.findings == {}
    assert clean.says["register"] == "nothing found by 1 rules"
    assert skipped.findings is None
    assert skipped.says["register"] == NOT_MEASURED
    assert skipped.rules_not_run == 1


def test_pillar_3_has_no_audit_even_where_all_domains_are_rated() -> None:
    lines = pillar_view(audit=dict.fromkeys(range(1, 10), "Green"))
    assert line(3, lines).audit is None
    assert line(1, lines).audit == {1: "Green", 2: "Green", 8: "Green"}


def test_a_domain_that_is_not_rated_is_said_and_not_guessed() -> None:
    assert line(7, pillar_view(audit={1: "Red", 4: ""})).says["audit"] == "D1 Red; D4 not rated"


def test_competency_gaps_and_what_is_withheld() -> None:
    lines = pillar_view(competency={1: 0.25, 5: None})
    assert line(7, lines).says["competency"] == (
        "C1 25% of staff with a gap; C5 withheld or not known"
    )


def test_figures_stand_with_their_pillar_alone() -> None:
    lines = pillar_view(kpis={"K10": Measure("Plan at discharge", 88.0, "Red")})
    assert line(5, lines).says["kpis"] == "K10 Plan at discharge: 88.0 (Red)"
    assert sum(each.measured for each in lines) == 1


def test_a_figure_with_no_value_is_not_nought() -> None:
    lines = pillar_view(kpis={"K10": Measure("Plan at discharge", None)})
    assert NOT_MEASURED in line(5, lines).says["kpis"]


def test_the_questions_of_pillar_2_stand_there_alone() -> None:
    lines = pillar_view(practice=score_practice({"P2.1": "yes", "P2.4": "partly"}))
    assert line(2, lines).says["practice"] == "3 of 4 points; 2 of 4 questions answered"
    assert [each.number for each in lines if each.measured] == [2]


def test_the_baseline_stands_by_dimension() -> None:
    assert line(8, pillar_view(baseline={5: 3, 2: None})).says["baseline"] == (
        "dimension 2: not rated; dimension 5: 3"
    )


def test_the_view_makes_nine_rows_of_a_table() -> None:
    rows = list(lines_as_rows(pillar_view()))
    assert len(rows) == 9
    assert {len(row) for row in rows} == {7}
