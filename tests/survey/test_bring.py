"""Answers brought in from a file with headings of its own: all of it is brought in or named."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from s117xl.refusal import Refused
from s117xl.survey.bring import Brought, bring
from s117xl.survey.match import SURE, guess, match_headings
from s117xl.survey.read import Survey, read_survey
from s117xl.survey.themes import statements
from s117xl.workbook.closed import ClosedWorkbook
from tests.ooxml import assert_opens_clean
from tests.survey.forms import form, read, saved, survey_of

TODAY = date(2026, 11, 25)
L01 = statements()["L01"].text


def text_of(*rows: Sequence[Any], delimiter: str = ",") -> str:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue()


def brought(
    tmp_path: Path, *rows: Sequence[Any], encoding: str = "utf-8", **settings: str
) -> Brought:
    path = tmp_path / "answers.csv"
    path.write_bytes(text_of(*rows).encode(encoding))
    return bring(path, survey_of([], **settings), TODAY)


def said(found: Brought, text: str) -> bool:
    return any(text in note for note in found.notes)


@pytest.mark.parametrize(
    ("heading", "to"),
    [
        ("L01", "L01"), ("l01", "L01"), ("L01.", "L01"), (f"L01 - {L01}", "L01"), (L01, "L01"),
        (L01.upper(), "L01"), (f"Q1: {L01}", "L01"), (f"How much do you agree? [{L01}]", "L01"),
        ("I know I have a right to aftercare under section 117", "L01"),
        ("My help after hospital is free.", "L17"), ("I pay nothing for my after-care", "L17"),
        ("Nobody has asked us to pay for aftercare", "C16"), ("Age", "age_band"),
        ("How old are you?", "age_band"), ("ID", "id"), ("Response ID", "id"),
        ("E-mail", "private"),
        ("Your full name", "private"), ("NHS Number", "private"),
        ("Any other comments?", "free_text"),
        ("What helps you most, and what should we do better?", "free_text"),
        ("Start time", "passed"),
    ],
)  # fmt: skip
def test_a_heading_is_known(heading: str, to: str) -> None:
    found, sure = guess(heading, "")
    assert found == to
    assert sure >= SURE


@pytest.mark.parametrize(
    "heading", ["aftercare", "Parking", "L99", "L03 I pay nothing for my aftercare",
                "The folk who matter to me are included", ""],
)  # fmt: skip
def test_a_heading_that_is_not_surely_known_is_not_used(heading: str) -> None:
    assert guess(heading, "")[1] < SURE


def test_a_statement_in_two_columns_is_taken_from_the_surer() -> None:
    one, other = match_headings(
        {1: "I know I have a right to aftercare under section 117", 2: "L01"}
    )
    assert (one.used, other.used) == (False, True)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_any_encoding_that_excel_writes(tmp_path: Path, encoding: str) -> None:
    rows = [["L01", "Comments"], ["Don\u2019t know", "Caf\u00e9 \u00a35"]]
    found = brought(tmp_path, *rows, encoding=encoding)
    assert found.responses[0]["L01"] == "Not sure"
    assert found.words[0]["text"] == "Caf\u00e9 \u00a35"


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_any_delimiter(tmp_path: Path, delimiter: str) -> None:
    path = tmp_path / "answers.csv"
    path.write_text(text_of(["L01", "L02"], [4, 5], delimiter=delimiter), "utf-8")
    (row,) = bring(path, survey_of([]), TODAY).responses
    assert (row["L01"], row["L02"]) == (4, 5)


def test_values_in_other_words(tmp_path: Path) -> None:
    heads = ["id", "L01", "L02", "L03", "L04", "L05", "L06"]
    found = brought(tmp_path, heads, [1, "agree", "4", "Agree ", 7, "n/a", "4 - Agree"])
    row = found.responses[0]
    assert [row[ref] for ref in heads[1:]] == [4, 4, 4, "7", None, 4]
    assert said(found, "none of ours, brought in as they stand, not counted: 1")
    assert said(found, "n/a, taken as not answered: 1")


def test_what_says_who_somebody_is_stays_out(tmp_path: Path) -> None:
    heads = ["Name", "E-mail", "DOB", "L01", "Age"]
    row = ["Ada Example", "ada@example.org", "12/03/1980", "5", "12/03/1980"]
    found = brought(tmp_path, heads, row)
    everything = repr((found.responses, found.words, found.notes))
    assert not {"Ada", "ada@", "1980"} & set(everything.replace("/", " ").split("'"))
    assert "1980" not in everything
    assert said(found, "Column A (Name) may say who somebody is")
    assert said(found, "Age band not on the list, and left blank: 1")


def test_a_column_that_is_like_nothing_is_named(tmp_path: Path) -> None:
    found = brought(
        tmp_path, ["L01", "Parking", "The folk who matter to me are included"], [4, 1, 2]
    )
    assert said(found, "Column B (Parking) is like nothing of this survey")
    assert said(found, "Column C (The folk who matter to me are included) was not brought in; the")
    assert said(found, "head it L05")


def test_ids_repeated_in_the_file_are_said(tmp_path: Path) -> None:
    found = brought(tmp_path, ["ID", "L01"], [1, 4], [2, 5], [1, 4], [2, 1])
    assert [row["id"] for row in found.responses] == ["L-1", "L-2"]
    assert said(found, "repeat a response id with the same answers, not added: 1")
    assert said(found, "repeat a response id with other answers: mend the ids, not added: 1")


def test_two_people_who_answer_alike_are_two(tmp_path: Path) -> None:
    found = brought(tmp_path, ["L01", "L02"], [4, 4], [4, 4])
    assert len({row["id"] for row in found.responses}) == 2


def test_the_audience_of_each_row(tmp_path: Path) -> None:
    rows: list[list[Any]] = [["Who are you?", "L01", "C01"], ["Service user", 4, ""],
            ["Family", "", 3],
            ["Alien", 1, ""], ["", "", 5], ["", 4, 4]]  # fmt: skip
    found = brought(tmp_path, *rows)
    assert [row["audience"] for row in found.responses] == ["Person", "Carer", "Alien", "Carer", ""]
    assert said(found, "Audiences that cannot be told; correct them in Responses: 2")


@pytest.mark.parametrize(
    ("stamp", "year"),
    [("12/05/2026 10:22:01", "2026/27"), ("31/03/2026", "2025/26"), ("2026-04-01T09:00", "2026/27"),
     ("03/04/2026", "S"), ("05/06/2026", "2026/27"), ("25/12/2026", "S"), ("soon", "S"), ("", "S")],
)  # fmt: skip
def test_a_time_stamp_leaves_its_year_alone(tmp_path: Path, stamp: str, year: str) -> None:
    found = brought(tmp_path, ["Completion time", "L01"], [stamp, 4], year="S")
    assert found.responses[0]["year"] == year
    assert said(found, "Dates after today") is (stamp == "25/12/2026")


def test_texts_stand_by_the_alphabet_and_have_no_id(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["id", "L01", "Comments"],
        [1, 4, "zebra"],
        [2, 4, "Apple"],
        [3, 5, ""],
    ]
    found = brought(tmp_path, *rows)
    assert [row["text"] for row in found.words] == ["Apple", "zebra"]
    assert all("id" not in row for row in found.words)


def test_rows_above_the_headings_are_said(tmp_path: Path) -> None:
    found = brought(tmp_path, ["Our survey"], [], ["L01", "L02"], [4, 5])
    assert len(found.responses) == 1
    assert said(found, "Rows above the headings that were passed over: 1.")


def test_cells_under_no_heading_are_said(tmp_path: Path) -> None:
    assert said(
        brought(tmp_path, ["L01"], [4, "stray"]), "Cells under no heading, not brought in: 1"
    )


@pytest.mark.parametrize(
    ("data", "why"),
    [(b"", "No heading"), (b"Name,Age\nAda,4\n", "No heading"), (b'L01,L02\n"4,5\n', "well-formed"),
     (b"L01\n\x81\x8d\n", "not plain text"), (b"L01\n\xff\xfe\x00", "")],
)  # fmt: skip
def test_a_file_that_cannot_be_used_is_refused_and_quotes_nothing(
    tmp_path: Path, data: bytes, why: str
) -> None:
    path = tmp_path / "answers.csv"
    path.write_bytes(data)
    if not why:
        assert bring(path, survey_of([]), TODAY)
        return
    with pytest.raises(Refused, match=why) as refused:
        bring(path, survey_of([]), TODAY)
    assert "Ada" not in str(refused.value)


@pytest.mark.parametrize("name", ["gone.csv", "gone.xlsx", "folder.csv"])
def test_a_file_that_is_not_there_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(Refused):
        bring(tmp_path / name, survey_of([]), TODAY)


def theirs(path: Path) -> Path:
    """A workbook of theirs with a banner, a second sheet, and numbers as Excel holds them."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Form1"
    sheet.append(["Aftercare survey 2026"])
    sheet.append([])
    sheet.append(["ID", "Completion time", L01, "Anything else?"])
    sheet.append([1, date(2026, 5, 12), 4, "Thank you"])
    sheet.append([2, date(2026, 5, 13), "Disagree", None])
    book.create_sheet("Notes").append(["not read"])
    book.save(path)
    return path


def added(survey_path: Path, answers: Path) -> tuple[Brought, Survey]:
    workbook = ClosedWorkbook(survey_path)
    survey = read_survey(workbook)
    found = bring(answers, survey, TODAY)
    if edits := found.edits(survey):
        workbook.apply(edits)
    return found, read(survey_path)


def test_a_workbook_is_brought_in_and_the_survey_opens_clean(tmp_path: Path) -> None:
    path = saved(tmp_path / "survey.xlsx", [form("R1")])
    found, after = added(path, theirs(tmp_path / "theirs.xlsx"))
    assert [each.id for each in after.responses] == ["R1", "L-2026/27-1", "L-2026/27-2"]
    assert after.responses[1].answers == {"L01": 4}
    assert [each.text for each in after.words] == ["Thank you"]
    assert said(found, "Sheets that were not read: Notes.")
    assert after.notes == []
    assert_opens_clean(path)


def test_the_same_file_twice_adds_nothing(tmp_path: Path) -> None:
    path, answers = saved(tmp_path / "survey.xlsx"), theirs(tmp_path / "theirs.xlsx")
    added(path, answers)
    before = path.read_bytes()
    found, _ = added(path, answers)
    assert (found.responses, found.words) == ([], [])
    assert said(found, "there already and were not added again: 2")
    assert path.read_bytes() == before


def test_forms_without_ids_are_known_again_too(tmp_path: Path) -> None:
    path, answers = saved(tmp_path / "survey.xlsx"), tmp_path / "answers.csv"
    answers.write_text(text_of(["L01", "L02"], [4, 4], [4, 4], [1, 5]), "utf-8")
    added(path, answers)
    answers.write_text(text_of(["L01", "L02"], [4, 4], [4, 4], [1, 5], [4, 4]), "utf-8")
    found, after = added(path, answers)
    assert len(found.responses) == 1
    assert len(after.responses) == 4


def test_one_survey_workbook_is_brought_into_another(tmp_path: Path) -> None:
    one = saved(tmp_path / "one.xlsx", [form("A1"), form("A2", "carer", 2)])
    _, after = added(saved(tmp_path / "two.xlsx", [form("B1")]), one)
    assert [each.id for each in after.responses] == ["B1", "L-A1", "C-A2"]
    assert after.responses[2].answers == read(one).responses[1].answers


def test_a_text_that_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    answers = tmp_path / "answers.csv"
    answers.write_text(text_of(["L01", "Comments"], [4, '=HYPERLINK("x")']), "utf-8")
    path = saved(tmp_path / "survey.xlsx")
    added(path, answers)
    cell = openpyxl.load_workbook(path)["Free text"]["D2"]
    assert (cell.data_type, cell.value) == ("s", '=HYPERLINK("x")') or cell.data_type == "inlineStr"
