"""Local policy: it makes rules stricter or quieter, and what cannot be used is a finding."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from s117xl import commands
from s117xl.check import check
from s117xl.law.periods import all_periods
from s117xl.new import write_rows_as_register
from s117xl.report import as_json
from s117xl.rules.catalogue import all_rules
from s117xl.settings import SETTINGS, Settings, read_settings
from tests.people import AS_AT, context, ending, person
from tests.test_marks import cells

TODAY: Callable[[], date] = lambda: AS_AT  # noqa: E731
CATALOGUE = {code: rule.severity for code, rule in all_rules().items()}
NEVER = {"last_review_date": None, "last_review_type": None}


def read(**cells: Any) -> Settings:
    return read_settings(cells, CATALOGUE)


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ({"first_review_months": 9}, "from 1 to 6"),
        ({"first_review_months": 0}, "from 1 to 6"),
        ({"first_review_months": "three"}, "whole number"),
        ({"first_review_months": 2.5}, "whole number"),
        ({"first_review_months": True}, "whole number"),
        ({"as_at": "today"}, "not a date"),
        ({"holds": "real"}, "not one of"),
        ({"rules_off": "R999"}, "no rule"),
        ({"rules_off": "R001"}, "unlawful"),
        ({"severities": "R041"}, "none of"),
        ({"severities": "R041=grave"}, "none of"),
        ({"severities": "R041=unlawful"}, "none of"),
        ({"severities": "R001=prompt"}, "unlawful"),
        ({"severities": "R999=prompt"}, "no rule"),
        ({"first_reviews": 3}, "no setting"),
        ({"providers": "RXX; Some Trust"}, "no Trust's code"),
    ],
)
def test_a_setting_that_cannot_be_used_is_left_at_its_default(
    cells: dict[str, Any], why: str
) -> None:
    settings = read(**cells)
    assert [why in bad.why for bad in settings.bad] == [True]
    assert settings.differences == ()
    assert settings.period("first_review_months") == 3
    assert (settings.off, settings.severities) == (frozenset(), {})


@pytest.mark.parametrize("months", [1, 6])
def test_a_period_may_be_set_within_its_bounds(months: int) -> None:
    settings = read(first_review_months=months)
    assert settings.period("first_review_months") == months
    assert settings.differences == (f"First review within (months): {months} (default 3)",)


def test_the_default_itself_is_no_difference() -> None:
    assert read(first_review_months=3, severities="R041=overdue").differences == ()


def test_the_good_part_of_a_setting_counts() -> None:
    settings = read(rules_off="r091; R001; R104")
    assert settings.off == {"R091", "R104"}
    assert len(settings.bad) == 1
    assert settings.differences == ("Rules switched off: R091, R104",)


def test_every_setting_of_a_period_can_be_set() -> None:
    for setting in SETTINGS:
        if setting.group == "Periods":
            bounds = all_periods()[setting.key]
            assert bounds.least < bounds.most, setting.key


def found(settings: Settings, *rows: dict[str, Any]) -> tuple[dict[str, str], dict[str, str]]:
    """The severity of each finding by code, and the outcome of each rule."""
    given = context(Register=list(rows), Reviews=[])
    given.settings = settings
    checked = check(given)
    return (
        {f.code: f.severity for f in checked.findings},
        {o.code: f"{o.outcome} {o.reason}".strip() for o in checked.outcomes},
    )


def test_a_rule_that_is_switched_off_is_not_run_and_says_so() -> None:
    row = person(phb_offered="no")
    assert "R091" in found(read(), row)[0]
    findings, outcomes = found(read(rules_off="R091"), row)
    assert "R091" not in findings
    assert outcomes["R091"] == "not-run Switched off in Settings."


def test_a_rule_on_impossible_values_still_keeps_them_from_the_others() -> None:
    row = person(detention_start=date(2026, 3, 1), **NEVER)
    findings, outcomes = found(read(rules_off="R030"), row)
    assert "R030" not in findings
    assert outcomes["R030"] == "not-run Switched off in Settings."
    assert "R041" not in findings


@pytest.mark.parametrize("severity", ["risk", "missing", "invalid", "prompt", "info"])
def test_a_rule_may_be_made_graver_or_lighter(severity: str) -> None:
    settings = read(severities=f"r041={severity}")
    assert found(settings, person(**NEVER))[0]["R041"] == severity
    assert settings.differences == (f"Rules made graver or lighter: R041 is {severity}",)


def test_what_is_lighter_for_a_row_is_not_made_graver() -> None:
    old = ending(follow_up_72h=None)
    assert found(read(), old)[0]["R109"] == "info"
    assert found(read(severities="R109=risk"), old)[0]["R109"] == "info"


def test_what_is_unlawful_stays_so() -> None:
    row = ending(end_la_date=None)
    for setting in ({"rules_off": "R003"}, {"severities": "R003=info"}):
        assert found(read(**setting), row)[0]["R003"] == "unlawful"


@pytest.fixture
def register(tmp_path: Path) -> Path:
    path = tmp_path / "register.xlsx"
    values = {"holds": "invented people", "first_review_months": 9, "rules_off": "R091; R001"}
    write_rows_as_register(path, {"Register": [person(phb_offered="no")]}, AS_AT, values)
    return path


def test_a_bad_setting_is_a_finding_at_its_own_cell(register: Path) -> None:
    loaded, checked, derived = commands.examine(register, None, TODAY)
    bad = {f.heading: f for f in checked.findings if f.code == "R207"}
    assert set(bad) == {"First review within (months)", "Rules switched off"}
    sheet = cells(register, "Settings")
    for finding in bad.values():
        assert (finding.table, finding.sheet, finding.severity) == (
            "Settings",
            "Settings",
            "invalid",
        )
        assert finding.cell.startswith("C")
        assert sheet[int(finding.cell[1:]) - 1][2] in (9, "R091; R001")
    result = as_json(loaded, checked, derived)
    assert result["summary"]["settings"] == ["Rules switched off: R091"]


def test_the_table_of_areas_is_read_and_its_bad_lines_are_found(register: Path) -> None:
    lines = [("LS", "E08000035", "QHM"), ("Leeds", "E08000035", None)]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(register)
    sheet = book["Settings"]
    (top,) = (cell.row for cell in sheet["A"] if cell.value == "Postcode begins")
    for row, line in enumerate(lines, top + 1):
        for column, cell in enumerate(line, 1):
            sheet.cell(row, column, cell)
    book.save(register)
    findings = commands.examine(register, None, TODAY)[1].findings
    assert [f.field for f in findings if f.code == "R075"] == ["icb_code"]
    (bad,) = (f for f in findings if f.code == "R207" and f.heading == "Areas")
    assert (bad.sheet, bad.cell) == ("Settings", f"A{top + 2}")


def test_a_bad_setting_is_written_into_findings_with_a_link(register: Path) -> None:
    commands.check(register, None, TODAY, mark=True, out=None, form="csv", what_if=False)
    assert commands.check(register, None, TODAY, mark=True, out=None, form="csv", what_if=False)


def test_the_findings_workbook_says_what_differs(register: Path, tmp_path: Path) -> None:
    out = tmp_path / "findings.xlsx"
    commands.check(register, None, TODAY, mark=False, out=out, form="csv", what_if=True)
    said = [row[1] for row in cells(out, "About")]
    assert "Rules switched off: R091" in said
    assert any("NOT IN FORCE" in str(text) for text in said)
    assert any("not legal advice" in str(text) for text in said)
