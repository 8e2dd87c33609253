"""The workbook: it opens clean, and its formulas say what Python says."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from s117xl.survey.counts_sheet import THEME_TOP
from s117xl.survey.read import Survey
from s117xl.survey.score import Scores, score
from s117xl.survey.tables import ALL, RESPONSES
from s117xl.survey.themes import audiences, statements, statements_of, themes
from s117xl.survey.themes_sheet import FIRST, MEND
from s117xl.workbook.door import open_package
from tests.office import needs_libreoffice, recalculate
from tests.ooxml import assert_opens_clean
from tests.survey.forms import form, mixed_forms, read, saved

SHEETS = ["Start", "Questions", "Easy Read", "Responses", "Themes", "Counts", "Free text",
          "Settings"]  # fmt: skip
WORDS = [{"audience": "Person", "question": "What helps?", "text": "My peer worker."}]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("filled")
    return saved(folder / "survey.xlsx", mixed_forms(), WORDS, year="2026/27", contact="The team")


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return saved(tmp_path_factory.mktemp("empty") / "survey.xlsx")


def test_its_sheets_and_tables(empty: Path) -> None:
    package = open_package(empty)
    assert [sheet.name for sheet in package.sheets] == SHEETS
    for table in ALL:
        assert package.tables[table.excel_name].headings == tuple(table.headings.values())


def test_an_empty_one_opens_clean(empty: Path) -> None:
    assert_opens_clean(empty)


def test_a_filled_one_opens_clean(filled: Path) -> None:
    assert_opens_clean(filled)


def test_equal_inputs_give_equal_bytes(filled: Path, tmp_path: Path) -> None:
    again = saved(
        tmp_path / "survey.xlsx", mixed_forms(), WORDS, year="2026/27", contact="The team"
    )
    assert again.read_bytes() == filled.read_bytes()


def test_every_statement_is_printed_for_its_audience_and_for_easy_read(empty: Path) -> None:
    book = openpyxl.load_workbook(empty)
    printed = {cell.value for row in book["Questions"].iter_rows() for cell in row}
    easy = {cell.value for row in book["Easy Read"].iter_rows() for cell in row}
    assert {each.text for each in statements().values()} <= printed
    assert {each.easy for each in statements_of("person")} <= easy


def test_each_form_begins_on_a_page_of_its_own(empty: Path) -> None:
    sheet = openpyxl.load_workbook(empty)["Questions"]
    titles = [cell.row for (cell,) in sheet.iter_rows(max_col=1) if cell.font.size == 18]
    breaks = {each.id for each in sheet.row_breaks.brk}
    assert len(titles) == 3
    assert {row - 1 for row in titles[1:]} <= breaks


def test_the_chart_has_words_for_those_who_do_not_see_it(empty: Path) -> None:
    with zipfile.ZipFile(empty) as package:
        drawing = package.read("xl/drawings/drawing1.xml").decode()
    (told,) = re.findall(r'descr="([^"]+)"', drawing)
    assert "The figures stand in the table above" in told


def test_each_answer_is_chosen_from_a_list(empty: Path) -> None:
    sheet = openpyxl.load_workbook(empty)["Responses"]
    lists = [rule for rule in sheet.data_validations.dataValidation if rule.type == "list"]
    covered = {area.min_col for rule in lists for area in rule.sqref.ranges}
    places = [number for number, key in enumerate(RESPONSES.headings, 1) if key in statements()]
    assert set(places) <= covered


def test_the_committed_workbook_is_as_the_code_builds_it(empty: Path) -> None:
    committed = Path(__file__).parents[2] / "workbooks" / "survey.xlsx"
    if committed.exists():
        assert committed.read_bytes() == empty.read_bytes(), "build the workbooks again"


def shown_themes(path: Path) -> list[list[Any]]:
    """The figures of Themes, a line for each theme and one for the responses."""
    sheet = openpyxl.load_workbook(path, data_only=True)["Themes"]
    first, last = FIRST + 1, FIRST + 1 + len(themes())
    return [list(row[1:10]) for row in sheet.iter_rows(first, last, values_only=True)]


def worked_out(scores: Scores) -> list[list[Any]]:
    """The same as Python works them out; a mean to two places, a share to a hundredth."""
    lines: list[list[Any]] = [[] for _ in range(len(themes()) + 1)]
    few = f"fewer than {scores.smallest}"
    for audience in scores.audiences:
        for line, theme in zip(lines, audience.themes, strict=False):
            figure = theme.figure
            line += (
                [figure.n, figure.mean, (figure.agree_percent or 0) / 100] if figure else [few] * 3
            )
        lines[-1] += [few if audience.responses is None else audience.responses, None, None]
    return lines


def same(theirs: list[list[Any]], ours: list[list[Any]]) -> bool:
    """Whether the figures agree, within what rounding takes."""
    pairs = [pair for rows in zip(theirs, ours, strict=True) for pair in zip(*rows, strict=True)]
    return all(
        abs(one - other) < 0.00501 if isinstance(one, int | float) else one == other
        for one, other in pairs
    )


def test_what_the_file_shows_before_it_is_calculated_is_right(filled: Path, empty: Path) -> None:
    for path in (filled, empty):
        assert same(shown_themes(path), worked_out(score(read(path))))


@needs_libreoffice
def test_the_formulas_say_what_python_says(filled: Path, tmp_path: Path) -> None:
    theirs = shown_themes(recalculate(filled, tmp_path))
    assert theirs[0][0] > 10
    assert "fewer than 5" in theirs[0]
    assert same(theirs, worked_out(score(read(filled))))


@needs_libreoffice
def test_a_higher_limit_and_all_years(tmp_path: Path) -> None:
    path = saved(tmp_path / "survey.xlsx", mixed_forms(), smallest=12)
    theirs = shown_themes(recalculate(path, tmp_path / "out"))
    assert "fewer than 12" in theirs[0]
    assert same(theirs, worked_out(score(read(path))))


@needs_libreoffice
def test_no_figure_is_shown_while_an_id_is_repeated(tmp_path: Path) -> None:
    rows = [form(f"R{n}") for n in range(4)] + [form("R1")]
    theirs = shown_themes(recalculate(saved(tmp_path / "survey.xlsx", rows), tmp_path / "out"))
    assert {cell for line in theirs for cell in line} <= {MEND, None}


@needs_libreoffice
def test_the_chart_has_no_bar_for_too_few_people(filled: Path, tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(recalculate(filled, tmp_path), data_only=True)["Counts"]
    rows = sheet.iter_rows(THEME_TOP + 2, values_only=True)
    bars = {audience: value for audience, _, _, _, _, _, value, *_ in rows}
    assert bars["Practitioner"] == "#N/A"
    assert 0 <= bars["Person"] <= 1


def test_rows_of_one_audience_are_counted_for_it_alone(filled: Path) -> None:
    survey: Survey = read(filled)
    assert {each.audience for each in survey.responses} == set(audiences())
