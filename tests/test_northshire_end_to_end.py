"""Northshire from its own workbook to the board: adopt, check, reconcile, worklist, kpi, report."""

from __future__ import annotations

import json
import warnings
from collections import Counter
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from s117xl.documents.templates import Templates
from s117xl.reports.board.command import Asked, board_context, figures_for
from s117xl.reports.catalogue import report
from s117xl.reports.command import filled
from tests.needs import lack
from tests.people import AS_AT
from tests.reports.test_board import NUMBER, figure_cells, known_numbers
from tests.test_cli import s117xl

SAMPLES = Path(__file__).parents[2] / "shared" / "samples"
DAY = ("--as-at", AS_AT.isoformat())


def told(*words: object) -> dict[str, Any]:
    """What a command prints as JSON."""
    done = s117xl(*words, "--format", "json")
    assert done.returncode in (0, 1), done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    theirs = SAMPLES / "northshire_s117_register.xlsx"
    if not theirs.exists():
        lack("the sample workbook", "put the samples beside the checkout")
    folder = tmp_path_factory.mktemp("northshire")
    done = s117xl("adopt", theirs, folder / "register.xlsx")
    assert done.returncode in (0, 1), done.stderr
    assert s117xl("check", folder / "register.xlsx", "--mark", *DAY).returncode == 1
    return folder


@pytest.fixture(scope="module")
def register(folder: Path) -> Path:
    return folder / "register.xlsx"


@pytest.fixture(scope="module")
def checked(register: Path) -> dict[str, Any]:
    return told("check", register, *DAY)


def rows(register: Path) -> list[dict[str, Any]]:
    """The Register sheet by heading, as openpyxl reads it, and by nothing of ours."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # It says which extensions it does not keep.
        sheet = openpyxl.load_workbook(register, data_only=True)["Register"]
    [table] = [each for each in sheet.tables.values() if each.name == "tblRegister"]
    heads, *cells = sheet[table.ref]
    names = [cell.value for cell in heads]
    found = [dict(zip(names, (cell.value for cell in row), strict=True)) for row in cells]
    return [row for row in found if row["Register id"]]


def asked() -> Asked:
    return Asked(period="2026-Q1", as_at=AS_AT)


def test_the_board_report_says_what_the_register_holds(
    register: Path, checked: dict[str, Any]
) -> None:
    figures, _ = figures_for(register, asked(), lambda: AS_AT)
    statuses = Counter(row["Record status"] for row in rows(register))
    shown = {each.name: each.count for each in figures.statuses}
    named = {name: count for name, count in statuses.items() if name in shown}
    assert len(named) == 3  # Suspended is no status of the register, and a blank is none either.
    assert {name: shown[name] for name in named} == named
    assert sum(count or 0 for count in shown.values()) == sum(statuses.values())
    for rule in figures.unlawful:
        code = rule.name[:4]
        outcome = next(each["outcome"] for each in checked["rules"] if each["code"] == code)
        assert rule.count is not None or outcome in ("not-run", "not-applicable"), code
        assert (rule.count or 0) == sum(each["code"] == code for each in checked["findings"])
    late = [each for each in checked["derived"] if (each["days_over"] or 0) > 0]
    assert sum(each.count or 0 for each in figures.overdue) == len(late)


def test_every_figure_of_the_report_traces_to_a_query(register: Path) -> None:
    figures, _ = figures_for(register, asked(), lambda: AS_AT)
    made = filled(report("board"), board_context(register, asked(), lambda: AS_AT), Templates(None))
    known, cells = known_numbers(figures), list(figure_cells(made))
    assert len(cells) > 100
    for cell in cells:
        for number in NUMBER.findall(cell):
            assert number in known, (number, cell)
    assert all(each.query for each in figures.every())


def test_the_measures_of_the_report_are_those_of_kpi(register: Path) -> None:
    printed = told("kpi", register, "--period", "2026-Q1", *DAY)
    figures, _ = figures_for(register, asked(), lambda: AS_AT)
    by_code = {each["code"]: each for each in printed["kpis"]}
    assert len(by_code) == 38
    for measure in figures.measures:
        assert measure.rag == (by_code[measure.code]["rag"] or ""), measure.code
        count, of = by_code[measure.code]["numerator"], by_code[measure.code]["denominator"]
        if measure.is_share:
            assert (measure.figure.count, measure.figure.of) == (count, of), measure.code
    for each in by_code.values():
        if each["rag"] == "not testable":
            assert each["value"] is None
            assert each["why"]


def test_the_worklist_names_what_the_check_found_overdue(
    register: Path, checked: dict[str, Any], tmp_path: Path
) -> None:
    listed = told("worklist", register, "--word", tmp_path / "lists", *DAY)
    tasks = {task["record"] for task in listed["tasks"]}
    overdue = {
        each["record"]
        for each in checked["findings"]
        if each["severity"] == "overdue" and not each["explained"]
    }
    assert overdue
    assert overdue <= tasks
    assert list((tmp_path / "lists").glob("*.docx"))


def test_reconcile_finds_the_people_missed(register: Path, tmp_path: Path) -> None:
    found = told(
        "reconcile", register,
        "--discharges", SAMPLES / "northshire_trust_discharges.csv",
        "--caseload", SAMPLES / "northshire_cmht_caseload.csv",
        "--out", tmp_path / "results.xlsx", *DAY,
    )  # fmt: skip
    missed = [each for each in found["not_on_register"] if each["qualifies"] == "yes"]
    assert len(missed) == 25
    assert len(found["matched"]) == 134


def test_the_commands_of_the_board_make_whole_files(register: Path, tmp_path: Path) -> None:
    out, page = tmp_path / "board.docx", tmp_path / "board.html"
    done = s117xl("report", "board", register, "--out", out, "--html", page, *DAY)
    assert done.returncode in (0, 1), done.stderr
    assert "<title>" in page.read_text("utf-8")
    pack = s117xl("report", "evidence", register, "--out", tmp_path / "pack", *DAY)
    assert pack.returncode in (0, 1), pack.stderr
    assert {each.name for each in (tmp_path / "pack").iterdir()} == {"index.docx", "index.csv"}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["kpi", "--period", "2026-Q9"], "neither a quarter nor a year"),
        (["kpi", "--period", "2031-Q1"], "had not begun"),
        (["kpi", "--period", "2026-Q2", "--publish", "--as-at", "2026-07-02"], "still runs"),
        (["kpi", "--feed", "K05=1/2"], "K17=41/43"),
    ],
)
def test_what_cannot_be_counted_is_one_sentence(
    register: Path, words: list[str], said: str
) -> None:
    done = s117xl(words[0], register, *words[1:])
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1
    assert said in done.stderr


def test_a_snapshot_is_kept_once_and_shows_in_the_next_report(
    register: Path, tmp_path: Path
) -> None:
    here = tmp_path / "register.xlsx"
    here.write_bytes(register.read_bytes())
    for _ in range(2):
        s117xl("kpi", here, "--period", "2025-Q4", "--snapshot", *DAY)
    lines = (tmp_path / "register.snapshots.jsonl").read_text("utf-8").splitlines()
    assert len(lines) == 1
    figures, _ = figures_for(here, asked(), lambda: AS_AT)
    assert any(each.past for each in figures.measures)
