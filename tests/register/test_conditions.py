"""When a field is required: Excel, as LibreOffice computes it, answers as the checks do."""

from __future__ import annotations

from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from s117xl.register.conditions import All, Always, Condition, Either, Is
from s117xl.register.fields import Table
from s117xl.register.kinds import Date, Number, OneOf
from s117xl.register.schema import TABLES
from s117xl.workbook.areas import column_letters
from tests.office import needs_libreoffice
from tests.people import AS_AT, context
from tests.workbook.templates.calc import Grid, Session

Row = dict[str, Any]

ONES = [
    (key, condition)
    for key, table in TABLES.items()
    for condition in dict.fromkeys(field.required for field in table.fields)
    if condition is not None and not isinstance(condition, Always)
]
NAMES = [f"{key}: {condition.words}" for key, condition in ONES]

DAYS = (AS_AT, date(2026, 2, 28), date(2026, 3, 1))

# Born about 18, and 17 and a half, years before each of these days.
BIRTHS = [
    *(date(2008, 6, day) for day in (29, 30)), date(2008, 7, 1),
    *(date(2008, 12, day) for day in (29, 30, 31)), date(2009, 1, 1),
    *(date(2008, 2, day) for day in (28, 29)), *(date(2008, 3, day) for day in (1, 2)),
    *(date(2008, 8, day) for day in (28, 29, 30, 31)), *(date(2008, 9, day) for day in (1, 2)),
    date(1980, 5, 17), date(2020, 1, 1),
]  # fmt: skip


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


def write_grids(path: Path) -> None:
    """A workbook with a sheet for each condition, judged on the day in Day!A1."""
    book = xlsxwriter.Workbook(path)
    book.define_name("s117_as_at", "=Day!$A$1")
    book.define_name("s117_set_leap_birthday", "=Day!$A$2")
    form = book.add_format({"num_format": "dd mmm yyyy"})
    for number, (key, condition) in enumerate(ONES):
        sheet = book.add_worksheet(f"C{number}")
        write_grid(sheet, TABLES[key], condition, grid(TABLES[key], condition), form)
    book.add_worksheet("Day")
    book.close()


@pytest.fixture(scope="module")
def computed(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[date, str], Grid]:
    """What each sheet shows on each of the days."""
    path = tmp_path_factory.mktemp("conditions") / "conditions.xlsx"
    write_grids(path)
    session = Session(path)
    for as_at in DAYS:
        session.type("Day", "A1", as_at)
        for number, (key, condition) in enumerate(ONES):
            rows, width = len(grid(TABLES[key], condition)), len(fields_of(condition)) + 2
            session.look(f"C{number}", f"A1:{column_letters(width)}{rows}")
    return dict(zip(product(DAYS, NAMES), session.run(), strict=True))


@needs_libreoffice
@pytest.mark.parametrize("as_at", DAYS, ids=str)
@pytest.mark.parametrize(("key", "condition"), ONES, ids=NAMES)
def test_excel_requires_a_field_just_where_the_check_does(
    computed: dict[tuple[date, str], Grid], key: str, condition: Condition, as_at: date
) -> None:
    rows = grid(TABLES[key], condition)
    truth = condition.truth(context(as_at=as_at, **{key: rows}).rows(key))
    sheet = computed[as_at, f"{key}: {condition.words}"]
    place = len(fields_of(condition))
    excel = [row[place] for row in sheet[: len(rows)]]
    assert [(row, found) for row, found in zip(rows, excel, strict=True)] == [
        (row, float(yes)) for row, yes in zip(rows, truth.yes, strict=True)
    ]
    assert sheet[0][place + 1] == truth.yes.sum()
    assert 0 < truth.yes.sum() < len(rows)


@pytest.mark.parametrize(("as_at", "years", "months", "reached", "not_yet"), [
    (DAYS[0], 18, 0, date(2008, 6, 30), date(2008, 7, 1)),
    (DAYS[0], 17, 6, date(2008, 12, 31), date(2009, 1, 1)),
    (DAYS[1], 18, 0, date(2008, 2, 28), date(2008, 2, 29)),
    (DAYS[1], 17, 6, date(2008, 8, 31), date(2008, 9, 1)),
    (DAYS[2], 18, 0, date(2008, 2, 29), date(2008, 3, 2)),
    (DAYS[2], 17, 6, date(2008, 9, 1), date(2008, 9, 2)),
])  # fmt: skip
def test_the_grid_holds_the_last_to_reach_an_age_and_the_first_not_to(
    as_at: date, years: int, months: int, reached: date, not_yet: date
) -> None:
    assert {reached, not_yet} <= set(BIRTHS)
    rows = context(Register=[{"dob": reached}, {"dob": not_yet}], as_at=as_at).rows("Register")
    assert rows.age_reached("dob", years, months).yes.tolist() == [True, False]


def test_a_status_condition_is_told_by_its_values() -> None:
    ended = next(one for _, one in ONES if isinstance(one, Is) and one.values == ("ENDED",))
    assert ended.excel(lambda key: f"<{key}>") == '((<record_status>="ENDED")>0)'
