"""Raw tables made typed."""

from __future__ import annotations

from datetime import date

import numpy as np

from s117xl.register.columns import (
    DateColumn,
    ListColumn,
    NumberColumn,
    SeveralColumn,
    TextColumn,
)
from s117xl.register.parse import Register, TypedTable, parse_table
from s117xl.register.schema import TABLES
from s117xl.workbook.raw import RawTable, factorise

SCHEMA = TABLES["Register"]


def table(date1904: bool = False, **cells: list[object]) -> TypedTable:
    columns = {
        key: factorise(SCHEMA.field(key).heading, number, values)
        for number, (key, values) in enumerate(cells.items(), 3)
    }
    rows = np.array([7, 9], np.int32)
    raw = RawTable("Register", "People", 3, rows, columns, ("Allocated to",), date1904=date1904)
    return parse_table(raw, SCHEMA)


def test_each_kind_of_field_becomes_its_kind_of_column() -> None:
    made = table(
        dob=[date(1980, 5, 17), ""],
        surname=["Example", ""],
        nhs_number=["9990000018", ""],
        postcode=["LS1 4AP", ""],
        la_share=[0.5, ""],
        charged=["no", ""],
        section_code=["03", ""],
        end_reason=["L1", ""],
    )
    kinds = {key: type(column) for key, column in made.columns.items()}
    assert kinds == {
        "dob": DateColumn,
        "surname": TextColumn,
        "nhs_number": TextColumn,
        "postcode": TextColumn,
        "la_share": NumberColumn,
        "charged": ListColumn,
        "section_code": ListColumn,
        "end_reason": SeveralColumn,
    }
    assert all(column.known.tolist() == [True, False] for column in made.columns.values())


def test_a_cell_knows_its_address_on_the_sheet_as_it_was_read() -> None:
    made = table(surname=["Example", ""], dob=["tbc", ""])
    assert (made.sheet, len(made)) == ("People", 2)
    assert [made.address("surname", 0), made.address("dob", 1)] == ["C7", "D9"]
    assert made.address_above("dob") == "D6"


def test_a_column_that_is_absent_stays_absent() -> None:
    assert "dob" not in table(surname=["Example", ""]).columns


def test_a_cell_that_is_read_once_tells_its_fault_on_each_row() -> None:
    dates = table(dob=["tbc", "tbc"]).columns["dob"]
    assert dates.cells == ["tbc"]
    assert dates.at.tolist() == [0, 0]
    assert [fault.code for fault in dates.faults[0]] == ["R132"]
    assert dates.bad.tolist() == [True, True]


def test_a_bare_number_is_a_day_by_the_workbook_s_own_count() -> None:
    for date1904, first in ((False, 46093), (True, 46093 - 1462)):
        dates = table(date1904=date1904, dob=[first, date(2026, 3, 12)]).columns["dob"]
        assert isinstance(dates, DateColumn)
        assert dates.days.tolist() == [date(2026, 3, 12)] * 2


def test_an_empty_table_is_typed_too() -> None:
    columns = {f.key: factorise(f.heading, 1, []) for f in SCHEMA.fields}
    raw = RawTable("Register", "Register", 1, np.empty(0, np.int32), columns, ())
    made = parse_table(raw, SCHEMA)
    assert len(made) == 0
    assert all(len(column) == 0 for column in made.columns.values())
    assert made.address_above("surname").endswith("1")


def test_tables_are_found_by_name() -> None:
    made = table(surname=["Example", ""])
    assert Register({"Register": made})["Register"] is made
