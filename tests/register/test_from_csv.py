"""Rows given as CSV files."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from s117xl.refusal import Refused
from s117xl.register.from_csv import read_csv_cell, read_rows
from s117xl.register.schema import field


def rows(folder: Path, text: str, name: str = "register.csv") -> list[dict[str, Any]]:
    (folder / name).write_bytes(text.encode("utf-8"))
    [found] = read_rows(folder).values()
    return found


def cell(key: str, text: str) -> Any:
    return read_csv_cell(text, field("Register", key))


def test_a_file_gives_its_rows_in_any_order_of_headings(tmp_path: Path) -> None:
    text = "dob,register_id,la_share,charged\n1980-05-17,V-001,50,yes\n,V-002,,\n"
    assert rows(tmp_path, text) == [
        {"dob": date(1980, 5, 17), "register_id": "V-001", "la_share": 0.5, "charged": "yes"},
        {"dob": None, "register_id": "V-002", "la_share": None, "charged": None},
    ]


def test_a_byte_order_mark_and_windows_line_ends_are_welcome(tmp_path: Path) -> None:
    assert rows(tmp_path, "\ufeffregister_id,surname\r\nV-001,Example\r\n") == [
        {"register_id": "V-001", "surname": "Example"}
    ]


def test_each_table_has_its_file_whatever_the_letter_case_of_its_name(tmp_path: Path) -> None:
    (tmp_path / "Register.CSV").write_text("register_id\nV-001\n", "utf-8")
    (tmp_path / "registerreviews.csv").write_text("review_ref\nQ1\n", "utf-8")
    (tmp_path / "notes.txt").write_text("left alone", "utf-8")
    assert list(read_rows(tmp_path)) == ["Register", "RegisterReviews"]


def test_a_quoted_cell_may_hold_commas_and_lines(tmp_path: Path) -> None:
    text = 'register_id,notes\nV-001,"one, two\nthree\u2028four"\n'
    assert rows(tmp_path, text)[0]["notes"] == "one, two\nthree\u2028four"


@pytest.mark.parametrize("odd", ["\u2028", "\x0b", "\x0c", "\x1c", "\u0085"])
def test_a_character_that_only_unicode_takes_for_a_line_end_is_none(
    tmp_path: Path, odd: str
) -> None:
    assert [row["notes"] for row in rows(tmp_path, f"register_id,notes\nV-001,a{odd}b\n")] == [
        f"a{odd}b"
    ]


def test_blank_lines_and_short_lines_do_no_harm(tmp_path: Path) -> None:
    text = "register_id,surname\nV-001\n\n , \nV-002,Example,,\n"
    assert [row["register_id"] for row in rows(tmp_path, text)] == ["V-001", "V-002"]


@pytest.mark.parametrize("text", ["12/03/2026", "20260312", "2026-W11-4", "2026-02-30", "tbc"])
def test_what_is_no_day_is_kept_as_it_stands(text: str) -> None:
    assert cell("dob", text) == text


def test_a_day_before_excel_s_first_is_kept_as_text() -> None:
    assert cell("dob", "1899-12-31") == "1899-12-31"
    assert cell("dob", "1900-01-01") == date(1900, 1, 1)


@pytest.mark.parametrize(("text", "held"), [("50", 0.5), ("0", 0), ("100", 1), ("0.5", 0.005)])
def test_a_per_cent_is_held_as_excel_holds_it(text: str, held: float) -> None:
    assert cell("la_share", text) == held


@pytest.mark.parametrize("text", ["150", "-5", "50%", "nan", "inf", "1e2", "1_0", "\u0665"])
def test_what_is_no_per_cent_is_kept_as_it_stands(text: str) -> None:
    assert cell("la_share", text) == text


@pytest.mark.parametrize(("text", "held"), [("1200.50", 1200.5), (" 12 ", 12), ("-1", -1)])
def test_a_sum_is_a_number(text: str, held: float) -> None:
    assert cell("refund_amount", text) == held


def test_a_text_keeps_its_digits_its_spaces_and_its_sign() -> None:
    assert cell("nhs_number", "9990000018") == "9990000018"
    assert cell("la_person_id", "00123 ") == "00123 "
    assert cell("notes", "=1+1") == "=1+1"
    assert cell("notes", "NA") == "NA"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "is empty"),
        ("register_id,Surname\nV-001,Example\n", "heading 2 is no field of the Register table"),
        ("register_id,register_id\n", "the heading register_id stands twice"),
        ("register_id,surname\nV-001,Example,Avery\n", "line 2, has 3 cells for 2 headings"),
        ('register_id,notes\nV-001,"a\nb"\nV-002,c,d\n', "line 4, has 3 cells"),
        ('register_id,surname\nV-001,"Exam"ple"\n', "line 2, is not well-formed CSV"),
        ('register_id,surname\nV-001,"Example\n', "is not well-formed CSV"),
        ("register_id,notes\nV-001," + "x" * 32768 + "\n", "more than 32,767 characters"),
        ("register_id,notes\nV-001," + "\U0001f600" * 16384 + "\n", "more than 32,767 characters"),
        ("register_id,notes\nV-001,a\uffffb\n", "line 2, holds a character that no workbook"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_in_a_sentence(
    tmp_path: Path, text: str, told: str
) -> None:
    with pytest.raises(Refused, match=r"register\.csv") as refused:
        rows(tmp_path, text)
    assert told in str(refused.value)
    assert "Example" not in str(refused.value)


def test_the_longest_text_that_a_cell_can_hold_is_taken(tmp_path: Path) -> None:
    [row] = rows(tmp_path, f"register_id,notes\nV-001,{'x' * 32767}\n")
    assert len(row["notes"]) == 32767


def test_another_encoding_is_refused(tmp_path: Path) -> None:
    (tmp_path / "register.csv").write_bytes("register_id,surname\nV-001,Zoë\n".encode("cp1252"))
    with pytest.raises(Refused, match="is not UTF-8"):
        read_rows(tmp_path)


def test_a_folder_with_no_such_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"holds none of register\.csv, services\.csv"):
        read_rows(tmp_path)
    with pytest.raises(Refused, match="There is no folder absent"):
        read_rows(tmp_path / "absent")
