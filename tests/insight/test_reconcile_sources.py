"""A Trust's list is read whatever program wrote it; what cannot be read is said with its row."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from s117xl.insight.reconcile.columns import field_of
from s117xl.insight.reconcile.source import CASELOAD, DISCHARGES, SourceList, read_source
from s117xl.insight.reconcile.values import day_reader, read_flag, read_number, section_reader
from s117xl.refusal import Refused

DAY = date(2026, 6, 30)
HEAD = "NHS Number,Surname,Forename,DOB,Legal status code,Discharge date"


def text_list(tmp_path: Path, text: str, encoding: str = "utf-8") -> SourceList:
    path = tmp_path / "list.csv"
    path.write_bytes(text.encode(encoding))
    return read_source(path, DISCHARGES, DAY)


def book_list(tmp_path: Path, *sheets: Sequence[Sequence[Any]]) -> SourceList:
    path = tmp_path / "list.xlsx"
    book = xlsxwriter.Workbook(path, {"default_date_format": "dd/mm/yyyy"})
    for grid in sheets:
        sheet = book.add_worksheet()
        for row, cells in enumerate(grid):
            sheet.write_row(row, 0, cells)
    book.close()
    return read_source(path, CASELOAD, DAY)


@pytest.mark.parametrize(("heading", "field"), [
    ("LocalPatientId", "trust_person_id"), ("NHSNumber", "nhs_number"),
    ("PersonBirthDate", "dob"), ("DischDateHospProvSpell", "discharge_date"),
    ("StartDateMHActLegalStatusClass", "section_start"), ("RiO ID", "trust_person_id"),
    ("D.O.B.", "dob"), ("nhs no.", "nhs_number"), ("Patient's name", "name"),
    ("Date admitted", "admitted"), ("S117 flag", "s117_flag"), ("Favourite colour", ""),
    ("Client surname", "surname"), ("Detention start", "section_start"),
])  # fmt: skip
def test_headings_of_trusts_are_known(heading: str, field: str) -> None:
    assert field_of(heading) == field


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_accents_are_read_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    found = text_list(
        tmp_path, f"{HEAD}\n9990000018,Garc\u00eda,Zo\u00eb,04/07/1984,03,01/02/2026\n", encoding
    )
    assert found.rows[0].identity.surname == "garcia"
    assert found.rows[0].values["surname"] == "Garc\u00eda"


@pytest.mark.parametrize("separator", [";", "\t", "|"])
def test_other_separators_are_known(tmp_path: Path, separator: str) -> None:
    text = f"{HEAD}\n9990000018,Osei,Sam,04/07/1984,03,01/02/2026\n".replace(",", separator)
    assert text_list(tmp_path, text).rows[0].identity.surname == "osei"


def test_headings_may_stand_below_a_title(tmp_path: Path) -> None:
    found = text_list(tmp_path, f"Discharges\n\n{HEAD}\n9990000018,Osei,Sam,4/7/84,03,\n")
    assert found.columns.header_row == 3
    assert [row.row for row in found.rows] == [4]


def test_a_row_of_several_lines_keeps_its_number(tmp_path: Path) -> None:
    text = f'{HEAD}\n9990000018,"Osei\nGrant",Sam,4/7/84,03,\n9990000026,Khan,Mo,1/2/90,03,\n'
    assert [row.row for row in text_list(tmp_path, text).rows] == [2, 4]


def test_a_workbook_with_numbers_and_days_is_read(tmp_path: Path) -> None:
    found = book_list(tmp_path, [
        ["NHS no", "Name", "Date of birth", "Team", "Section"],
        [9990000018.0, "Osei, Sam", datetime(1984, 7, 4), "North", 3],
        ["999 000 0026", "Khan, Mo", "04/07/84", "North", "37/41"],
    ])  # fmt: skip
    first, second = found.rows
    assert first.identity.nhs_number == "9990000018"
    assert first.identity.born == second.identity.born == date(1984, 7, 4)
    assert [row.values["section_code"] for row in found.rows] == ["03", "09"]
    assert not found.unread


def test_headings_that_are_repeated_are_no_row(tmp_path: Path) -> None:
    assert len(text_list(tmp_path, f"{HEAD}\n9990000018,A,B,1/2/90,03,\n{HEAD}\n").rows) == 1


def test_every_cell_not_read_is_said_with_row_and_heading(tmp_path: Path) -> None:
    found = text_list(tmp_path, f"{HEAD}\n9.99E+09,Osei,Sam,31/02/1984,117,n/a\n")
    assert [(u.row, u.heading) for u in found.unread] == [
        (2, "DOB"), (2, "Legal status code"), (2, "Discharge date"), (2, "NHS Number"),
    ]  # fmt: skip
    assert len(found.rows) == 1


def test_a_row_that_names_nobody_is_said(tmp_path: Path) -> None:
    found = text_list(tmp_path, f"{HEAD}\n,,Sam,4/7/84,03,\n9990000018,A,B,1/2/90,03,\n")
    assert [(u.row, u.heading) for u in found.unread] == [(2, "")]


def test_a_row_with_an_unquoted_comma_is_not_trusted(tmp_path: Path) -> None:
    found = text_list(tmp_path, f"{HEAD}\n9990000018,Osei,Sam, jr,4/7/84,03,1/2/26\n")
    assert not found.rows
    assert "more cells" in found.unread[0].reason


def test_a_heading_that_stands_twice_is_said(tmp_path: Path) -> None:
    found = text_list(tmp_path, "NHS number,NHS no,Surname\n9990000018,1,Osei\n")
    assert any("NHS no" in note and "already" in note for note in found.notes)


@pytest.mark.parametrize(("cell", "digits", "valid"), [
    ("999 000 0018", "9990000018", True), (9990000018.0, "9990000018", True),
    ("9990000018.0", "9990000018", True), ("'9990000018", "9990000018", True),
    ("9.990000018E+09", "9990000018", True), ("9990000108", "9990000108", False),
    ("999000001", "999000001", False), ("9.99E+09", "", False), ("", "", False),
    ("unknown", "", False), ("999-000-0018", "9990000018", True),
])  # fmt: skip
def test_nhs_numbers_as_excel_leaves_them(cell: Any, digits: str, valid: bool) -> None:
    assert read_number(cell)[:2] == (digits, valid)


def test_a_column_of_months_first_is_seen_as_one() -> None:
    read = day_reader(["12/25/1984", "03/04/1990"])
    assert read("03/04/1990").value == date(1990, 3, 4)


def test_a_column_of_both_kinds_leaves_doubtful_days_unread() -> None:
    read = day_reader(["12/25/1984", "25/12/1984", "03/04/1990"])
    assert read("03/04/1990").value is None
    assert read("03/04/1990").why
    assert read("25/12/1984").value == date(1984, 12, 25)


@pytest.mark.parametrize(("cell", "born"), [
    ("15/07/29", date(1929, 7, 15)), ("15/07/84", date(1984, 7, 15)),
    ("15/07/10", date(2010, 7, 15)), ("15/07/25", date(1925, 7, 15)),
    ("15 Jul 1984", date(1984, 7, 15)), ("30878", date(1984, 7, 15)),
    ("15/07/2027", None), ("1984-07-15T00:00:00", date(1984, 7, 15)),
])  # fmt: skip
def test_days_of_birth_of_every_kind(cell: str, born: date | None) -> None:
    assert day_reader([cell], born_before=DAY)(cell).value == born


def test_a_bare_37_is_a_code_or_a_section_as_its_column_says() -> None:
    coded, what = section_reader("LegalStatusCode", ["37"])
    assert (coded("37").value, what) == ("37", "national codes")
    act, what = section_reader("MHA section", ["37", "3"])
    assert (act("37").value, act("3").value, what) == ("10", "03", "sections of the Act")
    noughts, _ = section_reader("Legal status", ["37", "03"])
    assert noughts("37").value == "37"


def test_a_flag_that_is_neither_is_not_read() -> None:
    assert [read_flag(c).value for c in ("Y", "no", "", "maybe")] == ["yes", "no", None, None]
    assert read_flag("maybe").why


BAD: dict[str, tuple[str, bytes]] = {
    "an empty file": ("a.csv", b""),
    "only spaces": ("a.csv", b" \n \n"),
    "a picture": ("a.csv", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"),
    "a broken workbook": ("a.xlsx", b"PK\x03\x04 and no more"),
    "an old workbook": ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
    "no heading that tells who": ("a.csv", b"Ward,Beds\nOak,12\n"),
    "prose": ("a.csv", b"Dear all, please find the list attached.\n"),
    "headings and no rows": ("a.csv", f"{HEAD}\n".encode()),
}


@pytest.mark.parametrize("what", BAD)
def test_bad_input_is_refused_in_one_sentence(tmp_path: Path, what: str) -> None:
    name, data = BAD[what]
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(Refused) as refused:
        read_source(path, DISCHARGES, DAY)
    assert name in str(refused.value)
    assert "\n" not in str(refused.value)
    assert path.read_bytes() == data


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="There is no file"):
        read_source(tmp_path / "gone.csv", DISCHARGES, DAY)


def test_two_lists_in_one_workbook_are_refused(tmp_path: Path) -> None:
    grid = [["NHS no", "Name"], ["9990000018", "Osei, Sam"]]
    with pytest.raises(Refused, match="more than one list"):
        book_list(tmp_path, grid, grid)
