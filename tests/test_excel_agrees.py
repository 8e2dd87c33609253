"""Excel's arithmetic and ours agree: the Dashboard of the demonstration, by LibreOffice."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from s117xl.commands import examine
from s117xl.demo.faults import sow
from s117xl.demo.people import invent, tables
from s117xl.demo.show import AS_AT, PEOPLE, SETTINGS
from s117xl.new import write_rows_as_register
from s117xl.register.conditions import Always
from s117xl.register.schema import TABLES
from s117xl.rules.rows import Context
from s117xl.rules.scopes import is_live
from tests.office import needs_libreoffice
from tests.workbook.templates.native import native_figures

pytestmark = needs_libreoffice


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Any], Context, Any]:
    """The figures of the demonstration as LibreOffice computes them, and the same check's own."""
    path: Path = tmp_path_factory.mktemp("demo") / "register.xlsx"
    people = invent(PEOPLE, AS_AT)
    sow(people, AS_AT)
    write_rows_as_register(path, tables(people), AS_AT, SETTINGS)
    loaded, _, derived = examine(path, None, date.today)
    return native_figures(path, PEOPLE), loaded.context(AS_AT), derived


def test_a_figure_that_is_not_nought_is_seen_first(both: tuple[dict[str, Any], Any, Any]) -> None:
    assert both[0]["entitled"] > 200


def test_people_entitled_are_the_live_records(both: tuple[dict[str, Any], Context, Any]) -> None:
    native, context, _ = both
    assert native["entitled"] == is_live(context.rows("Register")).yes.sum()


def test_overdue_reviews_and_how_long(both: tuple[dict[str, Any], Context, Any]) -> None:
    native, _, derived = both
    over = [each.days_over for each in derived if each.days_over]
    assert native["overdue"] == len(over) > 1
    edges = ((1, 30), (31, 90), (91, 180), (181, 99_999))
    counts = [sum(low <= days <= high for days in over) for low, high in edges]
    assert list(native["by_band"].values()) == counts


def test_reviews_due_soon(both: tuple[dict[str, Any], Context, Any]) -> None:
    native, context, derived = both
    days = context.settings.period("due_soon_days")
    due = [date.fromisoformat(each.review_due) for each in derived if each.review_due]
    soon = sum(AS_AT <= day <= AS_AT + timedelta(days=days) for day in due)
    assert native["soon"] == soon > 1


def test_the_day_of_each_review(both: tuple[dict[str, Any], Context, Any]) -> None:
    native, _, derived = both
    ours = [date.fromisoformat(each.review_due) if each.review_due else None for each in derived]
    theirs = [day if isinstance(day, date) else None for day in native["review_due"]]
    assert theirs == ours


def test_required_cells_that_are_blank(both: tuple[dict[str, Any], Context, Any]) -> None:
    native, context, _ = both
    rows = context.rows("Register")
    count = 0
    for field in TABLES["Register"].fields:
        if field.required is not None:
            always = isinstance(field.required, Always)
            needed = np.ones(len(rows), bool) if always else field.required.truth(rows).yes
            blank = int((needed & rows.column(field.key).blank).sum())
            assert native["by_field"][field.key][1] == blank, field.key
            count += blank
    assert native["blank"] == count > 5
