"""How a cell is read, where it cannot be mistaken."""

from __future__ import annotations

from typing import Any

import pytest

from s117xl.survey.answers import (
    is_as_excel_counts,
    read_about,
    read_answer,
    read_audience,
    seems_to_name,
)


@pytest.mark.parametrize(
    ("cell", "answer"),
    [
        (4, 4), (4.0, 4), ("4", 4), (" 4 ", 4), ("4.0", 4), ("agree", 4), ("Agree ", 4),
        ("AGREE", 4), ("4 - Agree", 4), ("4: agree", 4), ("4 (Agree)", 4), ("5=strongly agree", 5),
        ("Strongly\u00a0agree", 5), ("strongly disagree.", 1), ("neither", 3),
        ("Don\u2019t know", "unsure"), ("not sure", "unsure"), ("PREFER NOT TO SAY", "unsaid"),
        ("", ""), ("   ", ""), (None, ""), ("n/a", ""), ("N/A", ""), ("-", ""),
        (7, None), ("7", None), (0, None), (-4, None), (3.5, None), ("4 strongly disagree", None),
        ("45", None), (True, None), ("yes", None), ("no", None), ("N", None), ("4 or 5", None),
        ("quite good", None), ("#N/A", ""), ("1999-01-01", None), ("9" * 5000, None),
    ],
)  # fmt: skip
def test_an_answer(cell: Any, answer: Any) -> None:
    assert read_answer(cell) == answer
    assert type(read_answer(cell)) is type(answer)


@pytest.mark.parametrize(
    ("cell", "answer", "same"),
    [(4, 4, True), (4.0, 4, True), ("4", 4, True), (" agree  ", 4, True),
     ("Strongly  agree", 5, True),
     ("4 - Agree", 4, False), ("mostly agree", 4, False), ("4.0", 4, False),
     ("Strongly\u00a0agree", 5, False), ("dk", "unsure", True)],
)  # fmt: skip
def test_whether_the_formulas_see_it_too(cell: Any, answer: Any, same: bool) -> None:
    assert is_as_excel_counts(cell, answer) is same


@pytest.mark.parametrize(
    ("cell", "audience"),
    [("Person", "person"), ("service user", "person"), (" CARER ", "carer"),
     ("Family member", "carer"),
     ("Staff", "practitioner"), ("People with a right to aftercare", "person"), ("", ""),
     ("other", "")],
)  # fmt: skip
def test_an_audience(cell: str, audience: str) -> None:
    assert read_audience(cell) == audience


@pytest.mark.parametrize(
    ("cell", "band"),
    [(17, "Under 18"), (18, "18 to 25"), (25, "18 to 25"), (26, "26 to 64"), (64.0, "26 to 64"),
     (65, "65 and over"), ("43", "26 to 64"), ("18-24", "18 to 25"), ("26 \u2013 64", "26 to 64"),
     ("75+", "65 and over"), ("65+", "65 and over"), ("45 to 54 years", "26 to 64"),
     ("under 18", "Under 18"), ("Prefer not to say", ""), ("", ""), ("Not stated", ""),
     ("25-34", None), ("1980", None), ("12/03/1980", None), ("old", None)],
)  # fmt: skip
def test_an_age_is_read_as_its_band_alone(cell: Any, band: str | None) -> None:
    assert read_about("age_band", cell) == band


@pytest.mark.parametrize(
    ("cell", "group"),
    [("White", "White"), ("White British", "White"), ("A", "White"), ("N", "Black"), ("R", "Other"),
     ("Asian or Asian British - Indian", "Asian"), ("Mixed or multiple ethnic groups", "Mixed"),
     ("99", ""), ("Z", ""), ("Cornish", None)],
)  # fmt: skip
def test_an_ethnic_category_is_read_as_its_group_alone(cell: str, group: str | None) -> None:
    assert read_about("ethnic_group", cell) == group


@pytest.mark.parametrize(
    ("cell", "gender"),
    [("Woman", "Female"), ("male", "Male"), ("Non-binary", "Non-binary"), ("other", "Another"),
     ("prefer not to say", ""), ("blue", None)],
)  # fmt: skip
def test_a_gender(cell: str, gender: str | None) -> None:
    assert read_about("gender", cell) == gender


@pytest.mark.parametrize(
    "text",
    ["Ring me on 07700 900123", "write to a.b@example.org", "I live at ZZ99 3VZ", "born 12/03/1980",
     "Dr Example was kind", "my number is 999 000 0018"],
)  # fmt: skip
def test_a_text_that_may_name_somebody(text: str) -> None:
    assert seems_to_name(text)


@pytest.mark.parametrize(
    "text", ["My worker came each week for 3 years.", "The plan was good; section 117 is good."]
)
def test_a_text_that_names_nobody_to_our_knowledge(text: str) -> None:
    assert not seems_to_name(text)
