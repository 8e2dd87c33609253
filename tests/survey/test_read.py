"""A workbook that people filled in: what is read, and what is said with its cell."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from s117xl.refusal import Refused
from s117xl.survey.read import Survey
from s117xl.survey.tables import RESPONSES
from s117xl.workbook.areas import column_letters
from s117xl.workbook.closed import ClosedWorkbook
from s117xl.workbook.edits import WriteRows
from s117xl.workbook.templates.register import write_register
from tests.survey.forms import form, read, saved


def cell(key: str, row: int = 2) -> str:
    return f"{column_letters(list(RESPONSES.headings).index(key) + 1)}{row}"


def survey(tmp_path: Path, *rows: dict[str, Any], **settings: Any) -> Survey:
    return read(saved(tmp_path / "survey.xlsx", rows, **settings))


def said(found: Survey, text: str, at: str = "") -> bool:
    return any(text in note and at in note for note in found.notes)


def test_an_empty_workbook_has_no_responses_and_no_notes(tmp_path: Path) -> None:
    found = survey(tmp_path)
    assert (found.responses, found.words, found.notes) == ([], [], [])


def test_what_is_written_is_read(tmp_path: Path) -> None:
    found = survey(tmp_path, form("R1", "carer", 2, year="2026/27", age_band="18 to 25"))
    (only,) = found.responses
    assert (only.id, only.audience, only.year) == ("R1", "carer", "2026/27")
    assert only.about == {"age_band": "18 to 25", "ethnic_group": "", "gender": ""}
    assert set(only.answers) == {f"C{n:02}" for n in range(1, 18)}
    assert set(only.answers.values()) == {2}
    assert found.notes == []


@pytest.mark.parametrize(
    ("value", "answer", "note"),
    [("agree", 4, ""), ("Agree ", 4, ""), ("4", 4, ""), (7, None, "not one of 1 to 5"),
     ("mostly agree", 4, "left out of Excel's own figures"), ("n/a", None, ""),
     ("very much", None, "not one of 1 to 5")],
)  # fmt: skip
def test_an_answer_in_other_words(tmp_path: Path, value: Any, answer: Any, note: str) -> None:
    found = survey(tmp_path, form("R1", L03=value))
    assert found.responses[0].answers.get("L03") == answer
    assert bool(found.notes) is bool(note)
    assert not note or said(found, note, cell("L03"))


def test_no_note_holds_what_was_typed(tmp_path: Path) -> None:
    named = {"L03": "Ask Marisol", "age_band": "Marisol"}
    found = survey(tmp_path, form("R1") | named, form("R2") | {"audience": "Marisol"})
    assert found.notes
    assert not said(found, "Marisol")


def test_a_repeated_id_is_said_and_counted_once(tmp_path: Path) -> None:
    found = survey(tmp_path, form("R1"), form("R2"), form("r1 ", answer=1))
    assert [each.id for each in found.responses] == ["R1", "R2"]
    assert said(found, "stands above already", "A4")


def test_a_row_with_no_id_is_counted_and_said(tmp_path: Path) -> None:
    found = survey(tmp_path, form(""), form(""))
    assert len(found.responses) == 2
    assert said(found, "there is no response id", "A2, A3")


def test_an_audience_in_other_words_is_understood_and_said(tmp_path: Path) -> None:
    found = survey(tmp_path, form("R1", audience="person") | {"audience": "Service user"})
    assert found.responses[0].audience == "person"
    assert said(found, "read as Person", "B2")


def test_a_blank_audience_is_told_by_the_answers_alone(tmp_path: Path) -> None:
    found = survey(tmp_path, form("R1", "carer") | {"audience": None})
    assert found.responses[0].audience == "carer"
    assert said(found, "told by the answers", "B2")


def test_an_audience_that_cannot_be_told_is_not_counted(tmp_path: Path) -> None:
    found = survey(tmp_path, form("R1") | {"audience": "Other"}, form("R2"))
    assert [each.id for each in found.responses] == ["R2"]
    assert said(found, "the audience cannot be told", "B2")


def test_an_answer_to_a_statement_for_others_is_not_counted(tmp_path: Path) -> None:
    found = survey(tmp_path, form("R1", C05=4))
    assert "C05" not in found.responses[0].answers
    assert said(found, "a statement for others", cell("C05"))


def test_many_cells_with_one_fault_are_one_note(tmp_path: Path) -> None:
    found = survey(tmp_path, *(form(f"R{n}", answer=9) for n in range(30)))
    assert len(found.notes) == 1
    assert f"and {30 * 21 - 8} more" in found.notes[0]


@pytest.mark.parametrize(("value", "smallest"), [(None, 5), (10, 10), (3, 5), ("ten", 5), (21, 5)])
def test_the_smallest_group_is_never_below_five(tmp_path: Path, value: Any, smallest: int) -> None:
    found = survey(tmp_path, smallest=value)
    assert found.smallest == smallest
    assert said(found, "smallest group") is (value not in (None, 10))


def test_several_years_counted_together_are_said(tmp_path: Path) -> None:
    rows = form("R1", year="2025/26"), form("R2", year="2026/27")
    assert said(survey(tmp_path, *rows), "several years")


def test_a_year_of_which_there_is_no_response_is_said(tmp_path: Path) -> None:
    assert said(survey(tmp_path, form("R1", year="2026-27"), year="2026/27"), "No response is of")


def test_texts_have_no_id_and_say_whether_they_may_be_used(tmp_path: Path) -> None:
    words = [
        {"audience": "Carer", "text": " Good. ", "use": use} for use in ("yes", "No", None, "?")
    ]
    found = read(saved(tmp_path / "survey.xlsx", (), words))
    assert [each.use for each in found.words] == [True, False, None, False]
    assert {each.text for each in found.words} == {"Good."}
    assert said(found, "May be used is yes or no", "E5")


def test_a_column_of_their_own_is_said_and_left(tmp_path: Path) -> None:
    found = read(renamed(tmp_path, "L05", "Parking"))
    assert said(found, "1 columns are none of ours")
    assert said(found, "there is no column for L05")


def renamed(tmp_path: Path, key: str, heading: str) -> Path:
    """A workbook in which a column and its hidden name have gone, as in an older version."""
    import openpyxl

    path = saved(tmp_path / "survey.xlsx", [form("R1")])
    book = openpyxl.load_workbook(path)
    sheet = book["Responses"]
    place = list(RESPONSES.headings).index(key) + 1
    sheet.cell(1, place).value = heading
    sheet.tables["tblResponses"].tableColumns[place - 1].name = heading
    del book.defined_names[RESPONSES.name_of(key)]
    book.save(path)
    return path


def test_a_column_that_was_renamed_is_found_by_its_name(tmp_path: Path) -> None:
    import openpyxl

    path = saved(tmp_path / "survey.xlsx", [form("R1")])
    book = openpyxl.load_workbook(path)
    book["Responses"]["G1"] = "Knows"
    book["Responses"].tables["tblResponses"].tableColumns[6].name = "Knows"
    book.defined_names["s117_survey_L01"].attr_text = "tblResponses[Knows]"
    book.save(path)
    assert read(path).responses[0].answers["L01"] == 4


def test_deleted_rows_and_all_rows(tmp_path: Path) -> None:
    path = saved(tmp_path / "survey.xlsx", [form("R1"), form("R2")])
    ClosedWorkbook(path).apply([WriteRows("tblResponses", ["Response id"], [])])
    assert [each.id for each in read(path).responses] == [""]


def test_another_workbook_is_refused_in_one_sentence(tmp_path: Path) -> None:
    write_register(tmp_path / "register.xlsx")
    with pytest.raises(Refused, match="not a survey workbook of ours"):
        read(tmp_path / "register.xlsx")
