"""The workbook: it opens clean, equal input gives equal bytes, and it can be worked with."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from s117xl.competency.book import Filled, write_competency
from s117xl.competency.framework import domains, statements
from s117xl.competency.tables import (
    READ,
    SELF,
    SUPERVISOR,
    CompetencyTable,
    done_key,
    gaps_headings,
    heading,
)
from s117xl.workbook.areas import column_letters
from tests.competency.people import many
from tests.ooxml import assert_opens_clean

SHEETS = ["Start", "Framework", "Roles", "Staff", "Self", "Supervisor", "Gaps", "Teams", "Training",
          "Audit link", "Settings", "Workings"]  # fmt: skip


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("empty") / "competency.xlsx"
    write_competency(path)
    return path


@pytest.fixture(scope="module")
def book(empty: Path) -> Any:
    return openpyxl.load_workbook(empty)


def test_the_empty_workbook_opens_clean(empty: Path) -> None:
    assert_opens_clean(empty)


def test_a_full_workbook_opens_clean(tmp_path: Path) -> None:
    path = tmp_path / "full.xlsx"
    write_competency(path, many())
    assert_opens_clean(path)


@pytest.mark.parametrize("filled", [None, many()], ids=["empty", "full"])
def test_equal_input_gives_equal_bytes(tmp_path: Path, filled: Filled | None) -> None:
    paths = [tmp_path / "one.xlsx", tmp_path / "two.xlsx"]
    for path in paths:
        write_competency(path, filled)
    assert paths[0].read_bytes() == paths[1].read_bytes()


def test_the_sheets_stand_in_their_order_and_none_is_hidden_or_protected(book: Any) -> None:
    assert book.sheetnames == SHEETS
    assert {sheet.sheet_state for sheet in book} == {"visible"}
    assert not any(sheet.protection.sheet for sheet in book)


def test_each_table_has_its_headings(book: Any) -> None:
    for table in READ:
        found = book[table.sheet].tables[table.excel_name]
        assert found.column_names == table.headings
    assert book["Gaps"].tables["tblGaps"].column_names == gaps_headings()


@pytest.mark.parametrize("table", [SELF, SUPERVISOR], ids=lambda table: table.sheet)
def test_a_heading_and_its_cells_tell_the_statement_in_full(
    book: Any, table: CompetencyTable
) -> None:
    sheet = book[table.sheet]
    for ref, statement in statements().items():
        letters = column_letters(list(table.columns).index(ref) + 1)
        assert sheet[f"{letters}1"].value == heading(statement)
        told = {v.sqref: v for v in sheet.data_validations.dataValidation if cells(v, letters)}
        assert [statement.text in v.prompt for v in told.values()] == [True, True]
        (listed,) = [v for v in told.values() if v.type == "list"]
        assert listed.formula1 == '"0,1,2,N/A"'


def cells(validation: Any, letters: str) -> bool:
    return re.match(rf"{letters}\d", str(validation.sqref)) is not None


@pytest.mark.parametrize("table", [SELF, SUPERVISOR], ids=lambda table: table.sheet)
def test_each_domain_folds_by_itself(book: Any, table: CompetencyTable) -> None:
    sheet, keys = book[table.sheet], list(table.columns)
    level = {}
    for letters, dimension in sheet.column_dimensions.items():
        for number in range(dimension.min, dimension.max + 1):
            level[number] = dimension.outlineLevel
        assert letters
    for ref, domain in domains().items():
        assert {level[keys.index(s.ref) + 1] for s in domain.statements} == {1}
        assert level[keys.index(done_key(ref)) + 1] == 0


@pytest.mark.parametrize(
    ("sheet", "pane"),
    [("Self", "C2"), ("Supervisor", "C2"), ("Gaps", "C2"), ("Staff", "C2"), ("Roles", "B2")],
)
def test_headings_and_names_stay_in_sight(book: Any, sheet: str, pane: str) -> None:
    assert book[sheet].freeze_panes == pane


def test_a_hidden_name_leads_to_each_column_that_is_filled_in(book: Any) -> None:
    for table in READ[:-1]:
        for key in table.typed:
            name = book.defined_names[table.defined_name(key)]
            assert name.attr_text == f"{table.excel_name}[{table.columns[key]}]"
            assert name.hidden


def test_the_chart_says_what_it_shows(empty: Path) -> None:
    with zipfile.ZipFile(empty) as package:
        drawings = [package.read(n) for n in package.namelist() if n.startswith("xl/drawings/dr")]
        charts = [n for n in package.namelist() if n.startswith("xl/charts/chart")]
    assert len(charts) == 1
    (drawing,) = drawings
    assert b'descr="Chart: Share of staff with a gap, by domain. The figures stand' in drawing


def test_the_framework_is_there_to_be_read(book: Any) -> None:
    text = "\n".join(str(c.value) for row in book["Framework"].iter_rows() for c in row if c.value)
    for domain in domains().values():
        for part in (*domain.behaviours, *domain.statements):
            assert part.ref in text
            assert part.text in text
    assert text.count("title inferred") == 3


def test_pages_are_marked_and_numbered(book: Any) -> None:
    for sheet in book:
        assert "Page" in str(sheet.oddFooter.right.text)
        marked = sheet.title in ("Start", "Staff", "Self", "Supervisor", "Gaps", "Workings")
        assert ("PERSONAL" in str(sheet.oddHeader.right.text)) == marked
        assert sheet.page_setup.paperSize in (8, 9)


def test_rows_of_headings_repeat_on_each_page(book: Any) -> None:
    for name in ("Staff", "Self", "Supervisor", "Gaps", "Training"):
        assert book[name].print_title_rows == "$1:$1"
