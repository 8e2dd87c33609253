"""When a field is required: Excel, as LibreOffice computes it, answers as the checks do."""

from __future__ import annotations

from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from python_calamine import load_workbook

from s117xl.register.conditions import All, Always, Condition, Either, Is, Reached, Under
from s117xl.register.fields import Table
from s117xl.register.kinds import Date, Number, OneOf
from s117xl.register.schema import TABLES
from s117xl.workbook.areas import column_letters
from tests.office import needs_libreoffice, recalculate
from tests.people import AS_AT, context

Row = dict[str, Any]

ONES = [
    (key, condition)
    for key, table in TABLES.items()
    for condition in dict.fromkeys(field.required for field in table.fields)
    if condition is not None and not isinstance(condition, Always)
]
NAMES = [f"{key}: {condition.words}" for key, condition in ONES]

# Born so that an age is reached on the day before the as-at date (30 June 2026), on it, or after.
BIRTHS = [
    *(date(2008, month, day) for month, day in ((6, 29), (6, 30), (7, 1), (12, 29), (12, 31))),
    date(2008, 12, 30), date(2009, 1, 1), date(2008, 2, 29), date(1980, 5, 17), date(2020, 1, 1),
]  # fmt: skip
ODD = ("tbc", None, " ")


def fields_of(condition: Condition) -> list[str]:
    """The fields that a condition reads, each once."""
    if isinstance(condition, All | Either):
        found = [key for part in condition.parts for key in fields_of(part)]
        return list(dict.fromkeys(found))
    return [condition.field]  # type: ignore[attr-defined]


def values_of(table: Table, key: str) -> list[Any]:
    """What may stand in the field's cells: each listed value, the ages, blanks and odd text."""
    kind = table.field(key).kind
    if isinstance(kind, OneOf):
        return [*kind.values, None, "nonsense"]
    if key == "dob":
        return [*BIRTHS, "tbc", None]
    if isinstance(kind, Date):
        return [AS_AT, date(2030, 1, 1), "tbc", None]
    if isinstance(kind, Number):
        return [0, 0.5, 1, 100, 50, None]
    return ["words", None]


def grid(table: Table, condition: Condition) -> list[Row]:
    """Every mixture of the values that the condition reads."""
    keys = fields_of(condition)
    return [
        dict(zip(keys, cells, strict=True))
        for cells in product(*(values_of(table, key) for key in keys))
    ]


def write_grid(sheet: Any, table: Table, condition: Condition, rows: list[Row], form: Any) -> None:
    """The cells of the rows, then the condition cell by cell, then over the whole columns."""
    keys = fields_of(condition)
    for number, row in enumerate(rows):
        for column, key in enumerate(keys):
            value = row[key]
            if isinstance(value, date):
                sheet.write_datetime(number, column, value, form)
            elif value is not None:
                sheet.write(number, column, value)
        letters = {key: f"${column_letters(n)}{number + 1}" for n, key in enumerate(keys, 1)}
        sheet.write_formula(number, len(keys), f"=({condition.excel(letters.__getitem__)})*1")
    last = len(rows)
    areas = {
        key: f"${column_letters(n)}$1:${column_letters(n)}${last}" for n, key in enumerate(keys, 1)
    }
    counted = f"{{=SUM(IFERROR(({condition.excel(areas.__getitem__)})*1,0))}}"
    sheet.write_array_formula(0, len(keys) + 1, 0, len(keys) + 1, counted)


@pytest.fixture(scope="module")
def computed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[list[Any]]]:
    folder = tmp_path_factory.mktemp("conditions")
    path = folder / "conditions.xlsx"
    book = xlsxwriter.Workbook(path)
    book.define_name("s117_as_at", f"=DATE({AS_AT:%Y},{AS_AT.month},{AS_AT.day})")
    form = book.add_format({"num_format": "dd mmm yyyy"})
    for number, (key, condition) in enumerate(ONES):
        sheet = book.add_worksheet(f"C{number}")
        write_grid(sheet, TABLES[key], condition, grid(TABLES[key], condition), form)
    book.close()
    done = load_workbook(str(recalculate(path, folder / "computed")))
    return {
        name: done.get_sheet_by_name(f"C{number}").to_python(skip_empty_area=False)
        for number, name in enumerate(NAMES)
    }


@needs_libreoffice
@pytest.mark.parametrize(("key", "condition"), ONES, ids=NAMES)
def test_excel_requires_a_field_just_where_the_check_does(
    computed: dict[str, list[list[Any]]], key: str, condition: Condition
) -> None:
    rows = grid(TABLES[key], condition)
    truth = condition.truth(context(**{key: rows}).rows(key))
    sheet = computed[f"{key}: {condition.words}"]
    place = len(fields_of(condition))
    excel = [row[place] for row in sheet[: len(rows)]]
    assert [(row, found) for row, found in zip(rows, excel, strict=True)] == [
        (row, float(yes)) for row, yes in zip(rows, truth.yes, strict=True)
    ]
    assert sheet[0][place + 1] == truth.yes.sum()
    assert 0 < truth.yes.sum() < len(rows)


def test_the_grid_holds_the_birthdays_that_matter() -> None:
    ages = [part for _, one in ONES for part in getattr(one, "parts", (one,))]
    assert {part.words for part in ages if isinstance(part, Reached | Under)}
    rows = context(Register=[{"dob": day} for day in BIRTHS]).rows("Register")
    reached = rows.age_reached("dob", 18, 0).yes.tolist()
    assert reached == [True, True, False, False, False, False, False, True, True, False]
    half = rows.age_reached("dob", 17, 6).yes.tolist()
    assert half == [True, True, True, True, False, True, False, True, True, False]


def test_a_status_condition_is_told_by_its_values() -> None:
    ended = next(one for _, one in ONES if isinstance(one, Is) and one.values == ("ENDED",))
    assert ended.excel(lambda key: f"<{key}>") == '((<record_status>="ENDED")>0)'


def test_a_folder_is_made_for_the_computed_copy(tmp_path: Path) -> None:
    assert not (tmp_path / "computed").exists()
