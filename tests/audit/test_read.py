"""Audit workbooks as people leave them: read rightly, or with a note that names the place."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from s117xl.audit.book import write_audit
from s117xl.audit.entries import Audit
from s117xl.audit.read import read_audit
from s117xl.audit.score import Scores, score
from s117xl.audit.tables import (
    ACTIONS,
    CASE_GRID,
    DOMAINS,
    ESCALATION,
    SCOPE,
    domain_table,
    rating_table,
)
from s117xl.refusal import Refused
from s117xl.workbook.closed import ClosedWorkbook
from s117xl.workbook.edits import AppendRows
from tests.audit.filled import FILLED
from tests.audit.typing_in import answer, row_with, type_into

TODAY = date(2026, 6, 30)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("made") / "audit.xlsx"
    write_audit(path, filled=FILLED)
    return path


@pytest.fixture
def path(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(made, tmp_path))


def read(path: Path) -> tuple[Audit, Scores]:
    audit = read_audit(path)
    return audit, score(audit, TODAY)


def only_note(path: Path) -> str:
    (note,) = read_audit(path).notes
    return note


def by_openpyxl(path: Path, change: Callable[[Any], None]) -> None:
    book = openpyxl.load_workbook(path)
    change(book)
    book.save(path)


def blank_row(sheet: Any, ref: str) -> None:
    """A question's row is blank, as after Delete."""
    row = next(cell.row for cell in sheet["A"] if cell.value == ref)
    for cell in sheet[row]:
        cell.value = None


def scope(path: Path, key: str, value: Any) -> None:
    type_into(path, SCOPE, {row_with(path, SCOPE, "Key", key): {"Value": value}})


def escalate(path: Path, domain: str, **cells: Any) -> None:
    named = {heading.replace("_", " "): cell for heading, cell in cells.items()}
    type_into(path, ESCALATION, {row_with(path, ESCALATION, "Domain", domain): named})


def test_as_it_is_made_it_has_no_doubt(path: Path) -> None:
    assert read_audit(path).notes == []


# Answers


@pytest.mark.parametrize(
    ("typed", "answered"),
    [
        ("yes ", "Yes"), ("Y", "Yes"), ("YES", "Yes"), (True, "Yes"), ("no.", "No"), ("n", "No"),
        (False, "No"), ("partially", "Partial"), ("in part", "Partial"), ("PARTIAL", "Partial"),
        ("n/a", "N/A"), ("N.A.", "N/A"), ("not applicable", "N/A"), ("\u00a0Yes", "Yes"),
        ("  ", ""), (None, ""),
    ],
)  # fmt: skip
def test_an_answer_in_other_words_is_read(path: Path, typed: Any, answered: str) -> None:
    answer(path, "D1.2", Answer=typed)
    audit, _ = read(path)
    assert audit.answers["D1.2"].answer == answered
    assert audit.notes == []


@pytest.mark.parametrize("typed", ["perhaps", "Yes / No", "yes?", 1, 0.5, date(2026, 1, 1), "✓"])
def test_an_answer_that_can_be_mistaken_is_no_answer_and_is_named(path: Path, typed: Any) -> None:
    answer(path, "D1.2", Answer=typed)
    audit, scores = read(path)
    number = row_with(path, domain_table(1), "Ref", "D1.2")
    top = ClosedWorkbook(path).tables["tblD1"].area.top + 1
    letter = "ABCDEFG"[domain_table(1).headings.index("Answer")]
    assert audit.notes == [
        f"D1!{letter}{top + number}: this cannot be read; choose Yes, Partial, No or N/A."
    ]
    assert audit.answers["D1.2"].answer == ""
    assert scores.domains[0].answered == 4
    assert "D1: not answered yet: D1.2." in scores.lacks


def test_a_formula_that_gives_an_error_is_no_answer(path: Path) -> None:
    answer(path, "D1.2", Answer="#N/A")
    assert read_audit(path).answers["D1.2"].answer in ("", "N/A")


def test_in_the_grid_of_cases_too(path: Path) -> None:
    type_into(path, CASE_GRID, {0: {"D3.1": "y ", "D3.2": "partly"}, 1: {"D3.4": "maybe"}})
    audit, _ = read(path)
    assert audit.cases[0].answers | {} == audit.cases[0].answers
    assert [audit.cases[0].answers[ref] for ref in ("D3.1", "D3.2")] == ["Yes", "Partial"]
    assert audit.cases[1].answers["D3.4"] == ""
    (note,) = audit.notes
    assert note.startswith("D3 cases!G")
    assert "choose Yes, Partial, No or N/A" in note


def test_a_domain_with_no_answer_has_no_score_and_not_nought(path: Path) -> None:
    for number in range(1, 6):
        answer(path, f"D1.{number}", Answer=None)
    _, scores = read(path)
    assert (scores.domains[0].score, scores.domains[0].suggested) == (None, "")


# Rows


def test_a_deleted_row_is_said_and_counts_as_not_answered(path: Path) -> None:
    by_openpyxl(path, lambda book: blank_row(book["D1"], "D1.2"))
    audit, scores = read(path)
    assert "D1: the row of D1.2 is gone, and the question counts as not answered" in audit.notes[0]
    assert scores.domains[0].answered == 4
    assert scores.domains[0].score == 1.0


def test_a_question_of_their_own_is_said_and_not_scored(path: Path) -> None:
    added = [["D1.9", "Is there a choir?", "No"]]
    ClosedWorkbook(path).apply([AppendRows("tblD1", ("Ref", "Question", "Answer"), added)])
    audit, scores = read(path)
    (note,) = audit.notes
    assert note.startswith("D1!A")
    assert "has the ref of no question of the tool; it is not scored" in note
    assert scores.domains[0].score == 1.0


@pytest.mark.parametrize(("second", "answered"), [("Yes", "Yes"), ("No", ""), ("n", "")])
def test_a_doubled_row_counts_once_and_two_answers_count_as_none(
    path: Path, second: str, answered: str
) -> None:
    ClosedWorkbook(path).apply([AppendRows("tblD1", ("Ref", "Answer"), [["d1.2 ", second]])])
    audit, _ = read(path)
    assert audit.answers["D1.2"].answer == answered
    if answered:
        assert audit.notes == []
    else:
        (note,) = audit.notes
        assert "D1.2 stands twice with different answers and counts as not answered" in note
        assert note.count("D1!") == 2


# Ratings


@pytest.mark.parametrize("typed", ["Amber/Red", "Amber Red", "orange", "Green?"])
def test_two_ratings_are_none_and_the_place_is_named(path: Path, typed: str) -> None:
    type_into(path, rating_table(3), {0: {"Rating": typed}})
    audit, scores = read(path)
    (note,) = audit.notes
    assert note.startswith("D3!")
    assert note.endswith("this cannot be read; choose one of Green, Amber and Red.")
    assert "D3: the domain is not rated." in scores.lacks
    assert scores.domains[2].stands == "Amber"  # the suggestion


@pytest.mark.parametrize(("typed", "rating"), [("red ", "Red"), ("A", "Amber"), ("GREEN", "Green")])
def test_a_rating_in_other_words_is_read(path: Path, typed: str, rating: str) -> None:
    type_into(path, rating_table(3), {0: {"Rating": typed}})
    audit, _ = read(path)
    assert (audit.ratings["D3"].rating, audit.notes) == (rating, [])


# Days


@pytest.mark.parametrize("typed", ["soon", "30 November"])
def test_a_completion_that_is_no_day_stops_the_final_report(path: Path, typed: Any) -> None:
    scope(path, "completed", typed)
    audit, scores = read(path)
    assert audit.completed is None
    assert "Scope: no day of completion, or none that can be used." in scores.lacks
    assert scores.domains[3].reaudit_from is None


def test_a_completion_after_today_is_said_and_nothing_is_counted_from_it(path: Path) -> None:
    scope(path, "completed", date(2026, 7, 1))
    _, scores = read(path)
    assert scores.notes == (
        "Scope: the day of completion lies in the future; nothing is counted from it.",
    )
    assert scores.domains[3].reaudit_from is None
    scope(path, "completed", TODAY)
    assert read(path)[1].domains[3].reaudit_from == date(2026, 9, 30)


def test_a_due_day_as_text_is_said_and_the_action_is_not_whole(path: Path) -> None:
    type_into(path, ACTIONS, {0: {"Due": "31st Jan"}})
    audit, scores = read(path)
    assert audit.actions[0].due is None
    assert audit.notes[0].startswith("Action plan!E")
    assert "a date, typed as day/month/year" in audit.notes[0]
    assert "D4: Red needs an action with an owner, a date and a RAG." in scores.lacks


@pytest.mark.parametrize(("day", "in_time"), [
    (date(2026, 2, 27), False), (date(2026, 2, 28), True), (date(2026, 5, 30), True),
    (date(2026, 5, 31), False),
])  # fmt: skip
def test_an_audit_again_outside_its_window_is_said(path: Path, day: date, in_time: bool) -> None:
    escalate(path, "D4", **{"Re-audited on": day})
    _, scores = read(path)
    outside = "D4: audited again outside its window of 28.02.2026 to 30.05.2026."
    assert (outside in scores.warnings) is not in_time


@pytest.mark.parametrize("heading", ["Escalated on", "Re-audited on"])
def test_a_day_of_escalation_after_today_is_said_and_does_not_count(
    path: Path, heading: str
) -> None:
    escalate(path, "D4", **{heading: date(2026, 7, 1)})
    said = [text for text in read(path)[1].warnings if text.startswith("D4")]
    assert said[0] == "D4: a day on Escalation lies in the future and does not count."
    then = {"Escalated on": "no day or minute is recorded",
            "Re-audited on": "the audit again was due by 30.05.2026"}  # fmt: skip
    assert any(then[heading] in text for text in said)


def test_a_day_of_escalation_as_text_is_said(path: Path) -> None:
    escalate(path, "D6", Escalated_on="last Tuesday")
    note = only_note(path)
    assert note.startswith("Escalation!D")
    assert "a date, typed as day/month/year" in note


def test_a_domain_or_a_rag_of_an_action_that_is_none_is_said(path: Path) -> None:
    type_into(path, ACTIONS, {0: {"Domain": "D12", "RAG": "blue"}})
    audit, _ = read(path)
    assert [note.partition(":")[0] for note in audit.notes] == ["Action plan!B6", "Action plan!F6"]
    assert audit.actions[0].domain == ""


# Sheets


@pytest.mark.parametrize(
    "sheet", [*(f"D{n}" for n in DOMAINS if n > 1), "D3 cases", "Scope", "Summary", "Action plan",
              "Escalation", "Settings", "Sample"],
)  # fmt: skip
def test_a_deleted_sheet_is_named_and_the_rest_is_scored(path: Path, sheet: str) -> None:
    by_openpyxl(path, lambda book: book.remove(book[sheet]))
    audit, scores = read(path)
    assert any(note.startswith(f"{sheet}: the table ") for note in audit.notes)
    assert all("take the sheet from a fresh audit workbook" in note for note in audit.notes)
    other = scores.domains[0]
    assert (other.score, other.suggested) == (1.0, "Green")


def test_without_its_first_domain_it_is_still_an_audit(path: Path) -> None:
    by_openpyxl(path, lambda book: book.remove(book["D1"]))
    audit, scores = read(path)
    assert any(note.startswith("D1: the table tblRateD1 is not there") for note in audit.notes)
    assert scores.domains[0].answered == 0
    assert scores.domains[5].score == 1.0


def test_a_workbook_with_no_domain_is_no_audit(path: Path) -> None:
    def remove(book: Any) -> None:
        for number in DOMAINS:
            book.remove(book[f"D{number}"])

    by_openpyxl(path, remove)
    with pytest.raises(Refused, match="is not an audit workbook of ours"):
        read_audit(path)
