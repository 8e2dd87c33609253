"""The register workbook: its sheets, what may be typed, how it folds and prints, who owns it."""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from lxml import etree

from s117xl.register.kinds import OneOf
from s117xl.register.schema import TABLES, defined_name
from s117xl.workbook.looks import STYLES
from s117xl.workbook.templates.book import MARKING
from s117xl.workbook.templates.build import build_all
from s117xl.workbook.templates.figures import TILE_ROW, tiles
from s117xl.workbook.templates.formulas import FLAGS, TO_DO
from s117xl.workbook.templates.ours import OURS
from s117xl.workbook.templates.register import write_register
from s117xl.workbook.templates.styles import GREY, GROUP_COLOURS, INK, PAPER
from s117xl.workbook.templates.tables import FROZEN, headings
from s117xl.workbook.templates.worked_out import worked_out
from tests.ooxml import assert_opens_clean
from tests.workbook.templates.test_colours import ROWS

COMMITTED = Path(__file__).parents[3] / "workbooks" / "register.xlsx"
SHEETS = ["Register", "Services", "Reviews", "Panel", "Disputes", "Admissions", "RegisterReviews",
          "Findings", "Worklist", "Dashboard", "Explanations", "Runs", "Letters", "Settings",
          "Lists", "Guide"]  # fmt: skip
MAIN = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    (register,) = build_all(tmp_path_factory.mktemp("empty"))
    return register


@pytest.fixture(scope="module")
def book(empty: Path) -> Any:
    with warnings.catch_warnings():
        warnings.filterwarnings(
            "ignore", ".* extension is not supported"
        )  # the data bars of the Dashboard
        return openpyxl.load_workbook(empty)


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def typed_cells() -> Iterator[tuple[str, int]]:
    """Each column of each table that people type into: sheet and number."""
    for key, table in TABLES.items():
        for number in range(1, len(table.fields) + 1):
            yield key, number


def validation(sheet: Any, cell: str) -> Any:
    (found,) = [v for v in sheet.data_validations.dataValidation if cell in v.sqref]
    return found


def test_the_workbook_in_the_project_is_the_one_that_the_code_builds(empty: Path) -> None:
    built, kept = parts(empty), parts(COMMITTED)
    assert list(built) == list(kept)
    assert [name for name in built if built[name] != kept[name]] == []


def test_equal_inputs_give_equal_bytes(tmp_path: Path) -> None:
    paths = [tmp_path / "one.xlsx", tmp_path / "two.xlsx"]
    for path in paths:
        write_register(path, ROWS, settings={"la_name": "Northshire Council"})
    assert paths[0].read_bytes() == paths[1].read_bytes()


def test_the_sheets_stand_in_their_order_and_none_is_hidden_or_protected(book: Any) -> None:
    assert book.sheetnames == SHEETS
    assert {sheet.sheet_state for sheet in book} == {"visible"}
    assert not any(sheet.protection.sheet for sheet in book)


def test_each_table_has_its_name_and_the_headings_of_the_schema(book: Any) -> None:
    for key, table in TABLES.items():
        (found,) = book[key].tables.values()
        assert found.displayName == table.excel_name
        assert found.column_names == headings(table)
        assert found.column_names[-2:] == [TO_DO, FLAGS]
    for ours in OURS:
        (found,) = book[ours.sheet].tables.values()
        assert (found.displayName, found.column_names) == (ours.excel_name, ours.headings)


@pytest.mark.parametrize("key", TABLES)
def test_each_field_says_what_to_type(book: Any, key: str) -> None:
    for number, field in enumerate(TABLES[key].fields, 1):
        found = validation(book[key], book[key].cell(2, number).coordinate)
        assert found.promptTitle == field.heading
        assert found.prompt == field.help
        assert found.showInputMessage


@pytest.mark.parametrize("key", TABLES)
def test_a_list_comes_from_the_lists_sheet_and_holds_the_values_of_the_schema(
    book: Any, key: str
) -> None:
    for number, field in enumerate(TABLES[key].fields, 1):
        found = validation(book[key], book[key].cell(2, number).coordinate)
        assert (found.type == "list") == isinstance(field.kind, OneOf), field.key
        if isinstance(field.kind, OneOf):
            assert listed(book, found.formula1) == list(field.kind.values)


def listed(book: Any, name: str) -> list[str]:
    sheet, area = book.defined_names[name].attr_text.split("!")
    assert sheet == "Lists"
    return [row[0].value for row in book["Lists"][area.replace("$", "")]]


@pytest.mark.parametrize("key", TABLES)
def test_the_columns_of_ours_refuse_typing(book: Any, key: str) -> None:
    for number in range(len(TABLES[key].fields) + 1, len(headings(TABLES[key])) + 1):
        found = validation(book[key], book[key].cell(2, number).coordinate)
        assert (found.type, found.formula1, found.errorStyle) == ("custom", "FALSE", None)
        assert found.showErrorMessage


@pytest.mark.parametrize("key", TABLES)
def test_a_hidden_name_leads_to_each_column(book: Any, key: str) -> None:
    table = TABLES[key]
    names = {defined_name(key, field.key): field.heading for field in table.fields}
    names |= {column.name: column.heading for column in worked_out(key)}
    for name, heading in names.items():
        found = book.defined_names[name]
        assert (found.attr_text, found.hidden) == (f"{table.excel_name}[{heading}]", True)


def test_the_as_at_date_and_the_periods_are_hidden_names(book: Any) -> None:
    for name in ("s117_as_at", "s117_first_review_months", "s117_due_soon_days"):
        assert book.defined_names[name].hidden


@pytest.mark.parametrize("key", TABLES)
def test_a_sheet_prints_on_a3_across_with_its_headings_and_its_ids(book: Any, key: str) -> None:
    sheet, frozen = book[key], FROZEN.get(key, 2)
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (8, "landscape")
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.print_title_cols == f"$A:${'ABCDEFGH'[frozen - 1]}"
    assert sheet.freeze_panes == f"{'ABCDEFGH'[frozen]}2"
    assert sheet.auto_filter.ref is None  # the table has its own
    assert next(iter(sheet.tables.values())).autoFilter is not None


def test_only_the_essentials_of_the_register_are_open(empty: Path) -> None:
    open_ones = {number for number, level, hidden in columns(empty) if not hidden}
    folded = {number for number, level, hidden in columns(empty) if hidden and level == "1"}
    fields = TABLES["Register"].fields
    essential = {number for number, field in enumerate(fields, 1) if field.essential}
    ours = set(range(len(fields) + 1, len(headings(TABLES["Register"])) + 1))
    assert open_ones == essential | ours
    assert folded == set(range(1, len(fields) + 1)) - essential


def columns(path: Path) -> Iterator[tuple[int, str | None, bool]]:
    """Number, outline level and hidden of each column of the Register."""
    root = etree.fromstring(parts(path)["xl/worksheets/sheet1.xml"])
    for col in root.iterfind("m:cols/m:col", MAIN):
        for number in range(int(col.get("min", "")), int(col.get("max", "")) + 1):
            yield number, col.get("outlineLevel"), col.get("hidden") == "1"


def test_a_fold_is_marked_where_it_can_be_opened(empty: Path) -> None:
    root = etree.fromstring(parts(empty)["xl/worksheets/sheet1.xml"])
    marked = {int(c.get("min", "")) for c in root.iterfind("m:cols/m:col[@collapsed='1']", MAIN)}
    hidden = [hides for _, _, hides in columns(empty)]
    ends = {n + 2 for n, (now, after) in enumerate(pairwise(hidden)) if now and not after}
    assert marked == ends


@pytest.mark.parametrize("key", TABLES)
def test_headings_have_the_colour_of_their_group(book: Any, key: str) -> None:
    for number, field in enumerate(TABLES[key].fields, 1):
        cell = book[key].cell(1, number)
        expected = GROUP_COLOURS.get(field.group, GROUP_COLOURS["Identity"])
        assert cell.fill.start_color.rgb == f"FF{expected}", field.heading
        assert cell.font.color.rgb == "FFFFFFFF"


def luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def pairs() -> Iterator[tuple[str, str, str]]:
    yield from ((name, look.fill, look.font) for name, look in STYLES.items())
    yield from ((group, colour, "FFFFFF") for group, colour in GROUP_COLOURS.items())
    yield from ((tile.key, PAPER, tile.colour) for tile in tiles())
    yield from (("flags", PAPER, GREY), ("ours", PAPER, INK), ("labels", "FFFFFF", "4B5563"))


@pytest.mark.parametrize(("name", "fill", "font"), list(pairs()))
def test_letters_can_be_read_on_their_ground(name: str, fill: str, font: str) -> None:
    assert contrast(fill, font) >= 4.5


def test_each_page_bears_the_marking_and_the_guide_says_it(book: Any) -> None:
    for sheet in book:
        assert sheet.oddHeader.right.text == MARKING, sheet.title
    words = [cell.value for row in book["Guide"] for cell in row if cell.value]
    assert MARKING in words
    assert (book["Guide"].page_setup.fitToWidth, book["Guide"].page_setup.fitToHeight) in (
        (1, 1),
        (None, None),
    )


def test_each_chart_says_in_words_what_it_shows(empty: Path) -> None:
    drawing = etree.fromstring(parts(empty)["xl/drawings/drawing1.xml"])
    told = [e.get("descr") for e in drawing.iter() if e.tag.endswith("}cNvPr")]
    assert len(told) == 4
    assert all(text and text.startswith("Chart: ") for text in told)


def test_values_of_charts_start_at_nought_and_shares_end_at_one(empty: Path) -> None:
    charts = [part for name, part in parts(empty).items() if name.startswith("xl/charts/chart")]
    assert [re.findall(rb'<c:min val="([^"]+)"', part) for part in charts] == [[b"0"]] * 4
    most = sorted(re.findall(rb'<c:max val="([^"]+)"', part) for part in charts)
    assert most == [[], [], [b"1"], [b"1"]]


def test_the_properties_name_nobody(book: Any) -> None:
    found = book.properties
    assert found.title == "Section 117 register"
    named = [found.creator, found.lastModifiedBy, found.keywords, found.description, found.subject]
    assert not any(named)


def test_the_file_holds_no_macro_and_no_link_to_the_outside(empty: Path) -> None:
    names = parts(empty)
    assert not [name for name in names if "vba" in name.lower() or "external" in name.lower()]
    assert not [name for name, part in names.items() if b'TargetMode="External"' in part]


def test_the_tiles_stand_where_the_figures_say(book: Any) -> None:
    for tile in tiles():
        cell = book["Dashboard"].cell(TILE_ROW + 2, tile.column + 1)
        assert cell.value == tile.formula


def test_excel_opens_the_empty_register_with_no_repair(empty: Path) -> None:
    assert_opens_clean(empty)


def test_excel_opens_a_filled_register_with_no_repair(tmp_path: Path) -> None:
    path = tmp_path / "filled.xlsx"
    write_register(path, ROWS, settings={"la_name": "Northshire Council", "due_soon_days": 60})
    assert_opens_clean(path)
