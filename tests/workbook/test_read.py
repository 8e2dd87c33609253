"""Tables as plain cells, wherever a person has moved them and whatever was done to them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from s117xl.refusal import Refused
from s117xl.workbook.cells import UNCOMPUTED, error_cell
from s117xl.workbook.door import open_package
from s117xl.workbook.read import read_tables
from tests.ooxml.surgery import operate, replace
from tests.workbook.user_books import (
    HEADINGS,
    PEOPLE,
    SHEET,
    TABLE,
    Formatted,
    Formula,
    cells,
    read_book,
    wanted,
    write_book,
)

IDS, SURNAMES, DOBS = (list(column) for column in zip(*PEOPLE, strict=True))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "register.xlsx"


def refusal(path: Path) -> str:
    before = hashlib.sha256(path.read_bytes()).digest()
    with pytest.raises(Refused) as refused:
        read_book(path)
    assert hashlib.sha256(path.read_bytes()).digest() == before
    assert not any(person[1] in str(refused.value) for person in PEOPLE)
    return str(refused.value)


def is_as_it_was(table: Any) -> bool:
    found = [cells(table, key) for key in HEADINGS]
    return found == [IDS, SURNAMES, DOBS]


# Where the table stands


def test_a_plain_table_is_read(path: Path) -> None:
    table = read_book(write_book(path))
    assert is_as_it_was(table)
    assert (table.name, table.sheet, table.left) == ("Register", "Register", 1)
    assert (table.rows.tolist(), table.first_row, table.count) == ([2, 3], 2, 2)
    assert (table.strangers, table.notes, table.date1904) == ((), [], False)


@pytest.mark.parametrize(("top", "left"), [(3, 0), (0, 2), (7, 5), (300, 1)])
def test_a_table_moved_on_its_sheet_is_read_with_excel_s_own_numbers(
    path: Path, top: int, left: int
) -> None:
    table = read_book(write_book(path, top=top, left=left))
    assert is_as_it_was(table)
    assert table.rows.tolist() == [top + 2, top + 3]
    assert [column.position for column in table.columns.values()] == [left + 1, left + 2, left + 3]


@pytest.mark.parametrize("sheet", ["People 2026", "Äußere & <innere>", "It's", "R\u00e9gistre"])
def test_a_sheet_with_another_name_is_read(path: Path, sheet: str) -> None:
    table = read_book(write_book(path, sheet=sheet))
    assert is_as_it_was(table)
    assert table.sheet == sheet


def test_columns_in_another_order_are_read(path: Path) -> None:
    rows = [[dob, register_id, surname] for register_id, surname, dob in PEOPLE]
    table = read_book(write_book(path, rows, ("Date of birth", "Register id", "Surname")))
    assert is_as_it_was(table)
    assert table.columns["surname"].position == 3


def test_a_banner_above_and_a_table_beside_do_no_harm(path: Path) -> None:
    def also(book: Any, page: Any) -> None:
        page.merge_range("A1:C1", "OFFICIAL-SENSITIVE")
        page.add_table("F3:G9", {"name": "tblOther", "columns": [{"header": "Surname"}] * 1})
        page.write("F9", "beside")

    table = read_book(write_book(path, top=2, also=also))
    assert is_as_it_was(table)
    assert table.notes == []


def test_two_tables_on_one_sheet_are_both_read(path: Path) -> None:
    def also(book: Any, page: Any) -> None:
        columns = [{"header": "Service id"}, {"header": "Register id"}]
        data = [["S-1", "V-001"]]
        page.add_table("F2:G3", {"name": "tblServices", "columns": columns, "data": data})

    write_book(path, also=also)
    assert is_as_it_was(read_book(path))
    assert cells(read_book(path, "Services"), "service_id") == ["S-1"]


# Headings


def test_a_renamed_heading_is_found_by_its_hidden_name(path: Path) -> None:
    names = {"surname": "Family name", "dob": "Born"}
    table = read_book(
        write_book(path, headings=("Register id", "Family name", "Born"), names=names)
    )
    assert is_as_it_was(table)
    assert table.columns["dob"].heading == "Born"


@pytest.mark.parametrize(
    ("heading", "escaped"),
    [
        ("Born [date]", "Born '[date']"),
        ("DOB #", "DOB '#"),
        ("Person's", "Person''s"),
        ("Born @ home", "Born '@ home"),
        ("Date\nof birth", "Date\nof birth"),
    ],
)
def test_a_hidden_name_escapes_what_excel_escapes(path: Path, heading: str, escaped: str) -> None:
    book = write_book(path, headings=("Register id", "Surname", heading), names={"dob": escaped})
    assert is_as_it_was(read_book(book))


def test_a_hidden_name_wins_over_a_heading(path: Path) -> None:
    rows = [["V-001", "1980", date(1980, 5, 17)]]
    headings = ("Register id", "Date of birth", "Born")
    table = read_book(write_book(path, rows, headings, names={"dob": "Born"}))
    assert cells(table, "dob") == [date(1980, 5, 17)]
    assert table.strangers == ("Date of birth",)


@pytest.mark.parametrize("name", ["=tblOther[Surname]", "=#REF!", "=Register!$C$2:$C$3"])
def test_a_hidden_name_that_points_elsewhere_leaves_the_heading_to_count(
    path: Path, name: str
) -> None:
    def also(book: Any, page: Any) -> None:
        book.define_name("s117_dob", name)

    assert is_as_it_was(read_book(write_book(path, also=also)))


@pytest.mark.parametrize("heading", ["DATE OF BIRTH", " Date of  birth ", "Date of\nbirth", "dob"])
def test_a_heading_is_known_in_any_letter_case_and_by_its_key(path: Path, heading: str) -> None:
    assert is_as_it_was(read_book(write_book(path, headings=("Register id", "Surname", heading))))


def test_extra_columns_are_left_alone_and_named(path: Path) -> None:
    rows = [[*person, "North", None] for person in PEOPLE]
    table = read_book(write_book(path, rows, (*HEADINGS.values(), "Allocated to", "To do")))
    assert is_as_it_was(table)
    assert table.strangers == ("Allocated to",)
    assert set(table.columns) == set(HEADINGS)


def test_a_missing_column_is_absent(path: Path) -> None:
    rows = [person[:2] for person in PEOPLE]
    table = read_book(write_book(path, rows, ("Register id", "Surname")))
    assert set(table.columns) == {"register_id", "surname"}


def test_a_column_beyond_the_used_cells_is_blank(path: Path) -> None:
    table = read_book(write_book(path, [["V-001"], ["V-002"]]))
    assert cells(table, "dob") == ["", ""]


def test_duplicate_headings_are_refused(path: Path, tmp_path: Path) -> None:
    write_book(path)
    other = replace(path, tmp_path / "twice.xlsx", TABLE, 'name="Date of birth"', 'name="SURNAME"')
    assert "same heading, the second in cell C1" in refusal(other)


def test_a_second_header_row_is_refused(path: Path) -> None:
    write_book(path, [list(HEADINGS.values()), *PEOPLE], top=4)
    assert refusal(path).startswith("Row 6 of the sheet Register repeats the headings")


def test_headings_below_column1_and_so_on_are_refused(path: Path) -> None:
    headings = ("Column1", "Column2", "Column3")
    names = dict(zip(HEADINGS, headings, strict=True))
    write_book(path, [list(HEADINGS.values()), *PEOPLE], headings, names=names)
    assert "repeats the headings" in refusal(path)


def test_a_person_whose_cells_look_like_headings_is_still_a_person(path: Path) -> None:
    rows: list[list[Any]] = [["V-001", "Surname", date(1980, 5, 17)]]
    assert cells(read_book(write_book(path, rows)), "surname") == ["Surname"]


def test_a_table_without_a_header_row_begins_with_its_first_row(path: Path, tmp_path: Path) -> None:
    write_book(path)
    old, new = 'ref="A1:C3" totalsRowShown', 'ref="A2:C3" headerRowCount="0" totalsRowShown'
    table = read_book(replace(path, tmp_path / "headless.xlsx", TABLE, old, new))
    assert is_as_it_was(table)
    assert (table.first_row, table.count) == (2, 2)


# Rows


def test_a_totals_row_is_no_person(path: Path) -> None:
    table = read_book(write_book(path, totals=True))
    assert is_as_it_was(table)
    assert (table.count, table.notes) == (2, [])


def test_a_totals_row_that_was_never_calculated_is_no_person_either(
    path: Path, tmp_path: Path
) -> None:
    write_book(path, totals=True, also=lambda _, page: page.write_formula("B4", "=1/0", None, ""))
    assert is_as_it_was(read_book(path))


def test_blank_rows_inside_are_passed_over_and_told(path: Path) -> None:
    rows: list[list[Any]] = [PEOPLE[0], [None] * 3, [" ", "", "\u00a0"], PEOPLE[1], [None] * 3]
    table = read_book(write_book(path, rows))
    assert is_as_it_was(table)
    assert (table.rows.tolist(), table.count) == ([2, 5], 5)
    assert table.notes == ["Register: 3 rows of the table are blank and were passed over."]


def test_a_row_with_only_another_column_filled_is_no_person(path: Path) -> None:
    rows = [[*person, "North"] for person in PEOPLE] + [[None, None, None, "South"]]
    table = read_book(write_book(path, rows, (*HEADINGS.values(), "Allocated to")))
    assert table.rows.tolist() == [2, 3]


def test_an_empty_table_has_no_rows_and_nothing_to_tell(path: Path) -> None:
    table = read_book(write_book(path, []))
    assert (len(table.rows), table.count, table.notes) == (0, 1, [])
    assert cells(table, "dob") == []


def test_rows_below_the_table_are_told(path: Path) -> None:
    def also(book: Any, page: Any) -> None:
        page.write_row("A4", ["V-003", "Third"])
        page.write_row("A6", ["V-004", "Fourth"])

    table = read_book(write_book(path, also=also))
    assert is_as_it_was(table)
    [note] = table.notes
    assert note.startswith("Register: 2 filled rows stand below the table, from row 4,")


def test_a_table_below_and_notes_at_the_side_are_not_taken_for_rows(path: Path) -> None:
    def also(book: Any, page: Any) -> None:
        page.write("F9", "a note at the side")
        page.add_table("A7:C9", {"name": "tblOther"})
        page.write("B8", "its own")

    assert read_book(write_book(path, also=also)).notes == []


def test_hidden_and_filtered_rows_are_read_and_told(path: Path) -> None:
    def also(book: Any, page: Any) -> None:
        page.set_row(2, None, None, {"hidden": True})

    table = read_book(write_book(path, also=also))
    assert is_as_it_was(table)
    assert table.notes == ["Register: 1 hidden rows were read like the others."]


def test_a_table_drawn_down_to_excel_s_last_row_is_read_as_far_as_it_is_used(
    path: Path, tmp_path: Path
) -> None:
    write_book(path)
    with_all = replace(path, tmp_path / "all.xlsx", TABLE, 'ref="A1:C3"', 'ref="A1:C1048576"')
    table = read_book(with_all)
    assert is_as_it_was(table)
    assert (table.rows.tolist(), table.count) == ([2, 3], 1_048_575)


def test_more_rows_than_one_block_are_read_in_order(path: Path) -> None:
    rows: list[list[Any]] = [
        [f"V-{n}", f"Name {n % 7}", date(1980, 1, 1 + n % 9)] for n in range(300)
    ]
    table = read_book(write_book(path, rows))
    found = zip(*(cells(table, key) for key in HEADINGS), strict=True)
    assert [list(row) for row in found] == rows
    assert len(table.columns["surname"].cells) == 7


# Cells


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


# What cannot be read whole


def merged_book(path: Path, tmp_path: Path, area: str) -> Path:
    merge = f'<mergeCells count="1"><mergeCell ref="{area}"/></mergeCells>'
    write_book(path)
    return replace(path, tmp_path / "merged.xlsx", SHEET, "</sheetData>", f"</sheetData>{merge}")


@pytest.mark.parametrize("area", ["B2:B3", "A1:B1", "C3:D4", "A1:XFD1048576"])
def test_cells_merged_inside_the_table_are_refused_with_their_place(
    path: Path, tmp_path: Path, area: str
) -> None:
    told = refusal(merged_book(path, tmp_path, area))
    assert told.startswith(f"Cells {area} on the sheet Register are merged inside the table")


@pytest.mark.parametrize("area", ["A4:C4", "D1:D3", "E9:F9"])
def test_cells_merged_outside_the_table_do_no_harm(path: Path, tmp_path: Path, area: str) -> None:
    assert is_as_it_was(read_book(merged_book(path, tmp_path, area)))


def test_a_protected_sheet_is_read(path: Path) -> None:
    assert is_as_it_was(read_book(write_book(path, also=lambda _, page: page.protect("secret"))))


def test_a_cell_far_away_on_the_sheet_is_refused(path: Path) -> None:
    write_book(path, also=lambda _, page: page.write("XFD1048576", "stray"))
    assert "is used beyond row 400,000" in refusal(path)


@pytest.mark.parametrize("cell", ['t="s"><v>99999', 't="zz"><v>1', 't="b"><v>x'])
def test_a_sheet_that_calamine_cannot_read_is_refused(
    path: Path, tmp_path: Path, cell: str
) -> None:
    write_book(path, [["V-001", "Example", 7]])
    old, new = '<c r="C2"><v>7', f'<c r="C2" {cell}'
    other = replace(path, tmp_path / "bad.xlsx", SHEET, old, new)
    assert "The sheet Register cannot be read" in refusal(other)


# What it tells, and how it ends


def test_each_sheet_is_told_before_its_table_comes(path: Path) -> None:
    told: list[str] = []
    package = open_package(write_book(path, sheet="People"))
    tables = read_tables(package, [wanted("Services"), wanted("Register")], told.append)
    assert next(tables).name == "Register"
    assert told == ["People"]
    assert list(tables) == []


def test_no_thread_is_left_behind_whether_all_is_read_or_not(path: Path, tmp_path: Path) -> None:
    import threading

    before = threading.active_count()
    read_book(write_book(path))
    refusal(merged_book(path, tmp_path, "B2:B3"))
    assert threading.active_count() == before


@pytest.mark.parametrize("how", [lambda rows: rows, lambda rows: rows[::-1]])
def test_the_order_of_rows_is_the_sheet_s(path: Path, how: Callable[[Any], Any]) -> None:
    rows = how([[f"V-{n}", "Example", None] for n in range(5)])
    found = cells(read_book(write_book(path, rows)), "register_id")
    assert found == [row[0] for row in rows]
    assert len({first < second for first, second in pairwise(found)}) == 1
