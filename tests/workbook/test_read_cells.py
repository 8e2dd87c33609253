"""The cells of a table as calamine gives them, and what it leaves out put back."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from s117xl.workbook import scan_result
from s117xl.workbook.cells import UNCOMPUTED, error_cell
from s117xl.workbook.door import open_package
from tests.ooxml.surgery import operate, replace
from tests.workbook.user_books import (
    PEOPLE,
    SHEET,
    Formatted,
    Formula,
    cells,
    read_book,
    refusal,
    write_book,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "register.xlsx"


def read_one(path: Path, *given: Any, **how: Any) -> list[Any]:
    rows = [[f"V-{number}", cell, None] for number, cell in enumerate(given)]
    return cells(read_book(write_book(path, rows, **how)), "surname")


def test_text_stays_text_and_numbers_numbers(path: Path) -> None:
    given = [
        "9990000018",
        9990000018,
        "NA",
        "None",
        "null",
        "=A1",
        "  a\u00a0",
        "007",
        0.5,
        "\u200b",
    ]
    assert read_one(path, *given) == given


def test_true_beside_1_and_false_beside_0(path: Path) -> None:
    given = [1, True, 0, False, True, 1, "TRUE"]
    found = read_one(path, *given)
    assert found == given
    assert [isinstance(cell, bool) for cell in found] == [isinstance(cell, bool) for cell in given]


def test_a_number_dressed_as_a_date_is_a_date_only_where_it_is_a_day(path: Path) -> None:
    dress = "dd mmm yyyy"
    given = [Formatted(46093, dress), Formatted(9990000018, dress), Formatted(46093, "0")]
    assert read_one(path, *given) == [date(2026, 3, 12), 9990000018, 46093]


@pytest.mark.parametrize(
    "form", ["dd/mm/yyyy;@", "[$-809]dd mmmm yyyy", "mmm-yy", "m/d/yy", "[Red]yyyy-mm-dd"]
)
def test_a_date_in_any_format_of_dates_is_a_date(path: Path, form: str) -> None:
    assert read_one(path, Formatted(46093, form)) == [date(2026, 3, 12)]


@pytest.mark.parametrize("form", ['0 "days"', "[$\u00a3-809]#,##0.00", "0%", "General", "@"])
def test_a_number_in_a_format_of_numbers_is_a_number(path: Path, form: str) -> None:
    assert read_one(path, Formatted(46093, form)) == [46093]


def test_a_day_with_a_time_keeps_it_for_the_reading(path: Path) -> None:
    given = [Formatted(46093 + 1435 / 1440, "dd/mm/yyyy"), Formatted(46093.0, "dd/mm/yyyy hh:mm")]
    assert read_one(path, *given) == [datetime(2026, 3, 12, 23, 55), date(2026, 3, 12)]


def test_times_and_spans_are_no_days(path: Path) -> None:
    given = [Formatted(0.5, "hh:mm"), Formatted(0, "dd/mm/yyyy"), Formatted(1.5, "[h]:mm")]
    assert read_one(path, *given) == [time(12), time(0), timedelta(hours=36)]


def test_excel_s_29_february_1900_comes_as_a_day_of_1900(path: Path) -> None:
    found = read_one(path, Formatted(60, "dd/mm/yyyy"), Formatted(61, "dd/mm/yyyy"))
    assert found[0].year == 1900
    assert found[1] == date(1900, 3, 1)


def test_a_workbook_that_counts_from_1904_gives_the_same_days(path: Path) -> None:
    days = [date(2026, 3, 12), date(1980, 2, 29), date(2000, 1, 1)]
    assert read_one(path, *days, date1904=True) == days
    table = read_book(path)
    assert table.date1904
    assert b'date1904="1"' in open_package(path).read("xl/workbook.xml")


@pytest.mark.parametrize(
    "error", ["#REF!", "#N/A", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!"]
)
def test_an_error_is_never_a_blank(path: Path, error: str) -> None:
    assert read_one(path, "Example", Formula("=1/0", error), "") == [
        "Example",
        error_cell(error),
        "",
    ]


def test_a_formula_with_its_value_gives_the_value(path: Path) -> None:
    given = [Formula('="Exam"&"ple"', "Example"), Formula("=1+1", 2), Formula("=1=1", True)]
    assert read_one(path, *given) == ["Example", 2, True]


def test_a_formula_that_gave_an_empty_text_is_blank(path: Path, tmp_path: Path) -> None:
    write_book(path, [["V-001", Formula('=""'), None]])
    sheet = open_package(path).read(SHEET)
    text = sheet.replace(b'<c r="B2">', b'<c r="B2" t="str">')
    assert text != sheet
    other = operate(path, tmp_path / "empty.xlsx", {SHEET: text})
    assert cells(read_book(other), "surname") == [""]


def test_a_formula_that_was_never_calculated_is_never_a_blank(path: Path, tmp_path: Path) -> None:
    write_book(path, [["V-001", Formula("=1+1", 2), None], PEOPLE[1]])
    other = replace(path, tmp_path / "uncomputed.xlsx", SHEET, "</f><v>2</v>", "</f>")
    assert cells(read_book(other), "surname") == [UNCOMPUTED, "Sample"]


def test_a_row_that_holds_only_broken_cells_is_a_person(path: Path) -> None:
    rows: list[list[Any]] = [PEOPLE[0], [Formula("=1/0", "#REF!")]]
    table = read_book(write_book(path, rows))
    assert cells(table, "register_id") == ["V-001", error_cell("#REF!")]


def test_a_formula_in_place_of_every_value_is_read_by_its_values(path: Path) -> None:
    rows = [
        [Formula('="x"', f"V-{n}"), Formula('="y"', "Example"), Formula("=1", n)] for n in range(9)
    ]
    table = read_book(write_book(path, rows))
    assert cells(table, "register_id") == [f"V-{n}" for n in range(9)]
    assert cells(table, "dob") == list(range(9))


def uncomputed_book(path: Path, tmp_path: Path, rows: int) -> Path:
    write_book(path, [[f"V-{n}", Formula("=1+1", 2), Formula("=1+1", 2)] for n in range(rows)])
    text = open_package(path).read(SHEET).replace(b"</f><v>2</v>", b"</f>")
    return operate(path, tmp_path / "uncomputed.xlsx", {SHEET: text})


def test_formulas_that_were_never_calculated_all_over_are_refused(
    path: Path, tmp_path: Path
) -> None:
    assert "have never been calculated" in refusal(uncomputed_book(path, tmp_path, 600))


def test_a_few_formulas_that_were_never_calculated_are_findings(path: Path, tmp_path: Path) -> None:
    table = read_book(uncomputed_book(path, tmp_path, 20))
    assert cells(table, "dob") == [UNCOMPUTED] * 20


def test_our_own_columns_may_be_uncomputed(path: Path, tmp_path: Path) -> None:
    headings = ("Register id", "Review due by", "Flags")
    write_book(path, [[f"V-{n}", Formula("=1", 2), Formula("=1", 2)] for n in range(600)], headings)
    text = open_package(path).read(SHEET).replace(b"</f><v>2</v>", b"</f>")
    table = read_book(operate(path, tmp_path / "uncomputed.xlsx", {SHEET: text}))
    assert len(table.rows) == 600
    assert table.strangers == ()


def test_too_many_errors_to_keep_are_refused_where_they_are_in_a_column_of_ours(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scan_result, "KEPT", 1)
    rows: list[list[Any]] = [[f"V-{n}", Formula("=1/0", "#REF!"), None] for n in range(3)]
    write_book(path, rows)
    assert "Too many formulas on the sheet Register" in refusal(path)
    table = read_book(write_book(path, rows, ("Register id", "Allocated to", "Date of birth")))
    assert cells(table, "register_id") == ["V-0", "V-1", "V-2"]
