"""The baseline workbook: its sheets, what may be typed, its charts, and its own formulas."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from lxml import etree

from s117xl.baseline import book_formulas as formulas
from s117xl.baseline.book import write_baseline
from s117xl.baseline.book_profile import evidence_word
from s117xl.baseline.questions import dimensions
from s117xl.baseline.read import known_tables, read_baseline
from s117xl.baseline.score import DimensionScore, score
from s117xl.baseline.tables import AGREED, PARTNERS, PLAN, Action, Baseline
from s117xl.refusal import Refused
from tests.baseline.books import with_column, written
from tests.baseline.filled import AS_AT, PROTOCOL, partnership
from tests.office import needs_libreoffice
from tests.ooxml import assert_opens_clean
from tests.workbook.templates.calc import Session

SHEETS = ["Start", *(each.sheet for each in dimensions().values()), "Profile", "Priorities",
          "Improvement plan", "Year on year", "Alignment", "CQC and pillars", "Sign-off",
          "Settings"]  # fmt: skip
LEGAL = "1 Legal compliance"


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("empty"), Baseline(), "empty.xlsx")


@pytest.fixture(scope="module")
def book(empty: Path) -> Any:
    return openpyxl.load_workbook(empty)


def validation(sheet: Any, cell: str) -> Any:
    (found,) = [v for v in sheet.data_validations.dataValidation if cell in v.sqref]
    return found


def parts(path: Path, under: str) -> dict[str, Any]:
    with zipfile.ZipFile(path) as package:
        names = [name for name in package.namelist() if name.startswith(under)]
        return {name: etree.fromstring(package.read(name)) for name in names}


def test_the_sheets_and_their_order(book: Any) -> None:
    assert book.sheetnames == SHEETS


def test_every_table_that_is_read_is_there_with_its_headings(book: Any) -> None:
    for table in known_tables():
        there = book[table.sheet].tables[table.excel_name]
        assert tuple(column.name for column in there.tableColumns) == table.headings


def test_equal_inputs_give_equal_bytes(tmp_path: Path) -> None:
    one, two = (written(tmp_path, partnership(), name) for name in ("one.xlsx", "two.xlsx"))
    assert one.read_bytes() == two.read_bytes()


def test_a_rating_is_chosen_from_five_with_the_scale_beside_it(book: Any) -> None:
    for each in dimensions().values():
        for row in range(7, 11):
            may = validation(book[each.sheet], f"B{row}")
            assert (may.type, may.formula1) == ("list", '"1,2,3,4,5"')
            assert may.showErrorMessage
            assert "4 Embedded." in may.prompt


def test_a_sixth_priority_cannot_be_typed(book: Any) -> None:
    sheet = book["Priorities"]
    assert sheet.tables["tblBPriorities"].ref == "A6:E11"
    for cell in ("A12", "B12", "E12", "B40"):
        may = validation(sheet, cell)
        assert (may.type, may.formula1, may.showErrorMessage) == ("custom", "FALSE", True)


def test_six_priorities_are_not_written(tmp_path: Path) -> None:
    six = [replace(partnership().priorities[0], number=n) for n in range(1, 7)]
    with pytest.raises(Refused, match="more than five priorities"):
        write_baseline(tmp_path / "six.xlsx", replace(partnership(), priorities=six))


def test_both_charts_say_what_they_show(empty: Path) -> None:
    frames = [frame for drawing in parts(empty, "xl/drawings/drawing").values()
              for frame in drawing.iter("{*}cNvPr")]  # fmt: skip
    assert len(frames) == 2
    assert all("The figures stand in the table" in frame.get("descr") for frame in frames)
    kinds = {chart.tag for root in parts(empty, "xl/charts/chart").values()
             for chart in root.iter("{*}radarChart", "{*}barChart")}  # fmt: skip
    assert len(kinds) == 2


def test_every_sheet_prints_on_a4_with_its_name_and_page(book: Any) -> None:
    for sheet in book:
        assert sheet.page_setup.paperSize == 9
        assert sheet.oddFooter.right.text == "Page &P of &N"


def test_no_formula_makes_one_figure_of_the_dimensions(book: Any) -> None:
    """AVERAGE stands only in the hidden figures of the chart, over the partners of one row."""
    means = [cell for sheet in book for row in sheet.iter_rows() for cell in row
             if isinstance(cell.value, str) and cell.value.startswith("=")
             and ("AVERAGE" in cell.value or "SUM(" in cell.value)]  # fmt: skip
    assert len(means) == 5
    for cell in means:
        assert cell.parent.column_dimensions["K"].hidden
        assert f"$C${cell.row}:$E${cell.row}" in cell.value


def test_rows_in_which_people_type_may_grow_with_what_is_typed(empty: Path) -> None:
    sheet = parts(empty, "xl/worksheets/sheet2.xml")["xl/worksheets/sheet2.xml"]
    rows = {int(row.get("r")): row for row in sheet.iter("{*}row")}
    assert rows[10].get("ht")
    assert rows[10].get("customHeight") is None
    assert rows[12].get("customHeight") == "1"


def test_a_text_that_looks_like_a_formula_stays_a_text(tmp_path: Path) -> None:
    hostile = replace(partnership(), scope={"area": "=1+1"})
    path = written(tmp_path, hostile)
    assert read_baseline(path).scope == {"area": "=1+1"}


@pytest.mark.parametrize("filled", [Baseline(), partnership()], ids=["empty", "filled"])
def test_it_opens_with_no_repair(tmp_path: Path, filled: Baseline) -> None:
    assert_opens_clean(written(tmp_path, filled))


# What the workbook says for itself, computed by LibreOffice, against the score.


def native_dimension(profile: list[Any], says: list[list[Any]]) -> list[Any]:
    return [*profile[2:], *(row[0] for row in says)]


def expected_dimension(baseline: Baseline, each: DimensionScore) -> list[Any]:
    cells = [baseline.row(each.number, who) for who in (*PARTNERS, AGREED)]
    shown: list[Any] = [row.rating or ("?" if row.unread else "") for row in cells]
    differ = {None: "", 0: "no"}.get(each.differ, f"by {each.differ}")
    words = [each.rag, differ, evidence_word(each)]
    return [*shown, *words, each.partners_say, each.agreed_says, each.to_write]


@needs_libreoffice
@pytest.mark.parametrize("filled", [Baseline(), partnership()], ids=["empty", "filled"])
def test_the_workbooks_own_formulas_say_what_the_score_says(
    tmp_path: Path, filled: Baseline
) -> None:
    filled = replace(filled, as_at=AS_AT)
    path = written(tmp_path, filled)
    session = Session(path)
    top = formulas.PROFILE_TOP
    session.look("Profile", f"A{top + 1}:I{top + 5}")
    for each in dimensions().values():
        session.look(each.sheet, "B12:B14")
    session.look("Start", "B23:B27")
    session.look("Year on year", "F6:F10")
    profile, *says, start, years = session.run()
    scored = score(read_baseline(path), AS_AT)
    for found, row, said in zip(scored.dimensions, profile, says, strict=True):
        assert native_dimension(row, said) == expected_dimension(filled, found)
    assert [row[0] for row in start] == list(scored.says.values())
    assert [row[0] for row in years] == [year.says for year in scored.years]


CASES: list[list[Any]] = [
    [1, 1, 1, 1], [1, 2, 3, 2], [5, 5, 5, 5], [4, 4, 4, 4], [2, None, 4, None],
    [None, None, 3, 4], [None, None, None, 5], [6, 3.5, 0, 3], ["good", 4, 4, "n/a"],
    [-1, 2, 5, 6], [3, 3, 4, 5], [1, 5, None, 3.5],
]  # fmt: skip


@needs_libreoffice
@pytest.mark.parametrize("differ_by", [1, 2])
def test_the_sentences_agree_for_ratings_of_every_kind(tmp_path: Path, differ_by: int) -> None:
    """Each case is typed into the first dimension; Python reads the same cells from a file."""
    path = written(tmp_path, replace(Baseline(), as_at=AS_AT, differ_by=differ_by), "cases.xlsx")
    session = Session(path)
    for number, case in enumerate(CASES):
        for row, value in enumerate(case, 7):
            session.type(LEGAL, f"B{row}", value)
        session.type(LEGAL, "C10", "Strong" if number % 2 else None)
        session.type(LEGAL, "E10", PROTOCOL if number % 3 else "n/a")
        session.look("Profile", "A9:I9")
        session.look(LEGAL, "B12:B14")
        session.look("Profile", "B4:B5")
    looked = session.run()
    for number, case in enumerate(CASES):
        profile, says, both = looked[3 * number : 3 * number + 3]
        with_column(path, "tblBRate1", "Rating", case)
        strengths = "Strong" if number % 2 else None
        with_column(path, "tblBRate1", "Key strengths", [None, None, None, strengths])
        evidence = PROTOCOL if number % 3 else "n/a"
        with_column(path, "tblBRate1", "Evidence for a 4 or 5", [None, None, None, evidence])
        found = read_baseline(path)
        scored = score(found, AS_AT)
        expected = expected_dimension(found, scored.dimensions[0])
        assert native_dimension(profile[0], says) == expected, case
        assert [row[0] for row in both] == [scored.says["lowest"], scored.says["findings"]]


LINES = [
    Action(7, 1, "Act", "LA", "Head", date(2026, 1, 1), date(2026, 6, 30), "Half", "All"),
    Action(8, 1, "Act", "LA", "Head", date(2026, 7, 1), date(2026, 6, 29), "Half", "All", True,
           "Forum"),
    Action(9, 2, "Act", due=date(2026, 1, 2), state="Done"),
    Action(10, None, "", "ICB", co_produced=True),
    Action(11, 3, "Act", "LA", "Head", None, date(2026, 6, 29), "Half", "All", True, "",
           state="Dropped"),
    Action(12, 4),
    Action(13, 5, "Act", "LA", "Head", None, date(2026, 3, 5), "Half", "All", False, "", "",
           "Not started"),
]  # fmt: skip


@needs_libreoffice
def test_to_do_agrees_line_by_line(tmp_path: Path) -> None:
    path = written(tmp_path, replace(partnership(), actions=LINES))
    column = "ABCDEFGHIJKLM"[PLAN.headings.index("To do")]
    session = Session(path)
    session.look("Improvement plan", f"{column}7:{column}13")
    session.look("Start", "B26:B26")
    session.look("Priorities", "E7:E11")
    lines, plan, counts = session.run()
    scored = score(read_baseline(path), AS_AT)
    says = {line.row: line.says for line in scored.plan}
    assert [row[0] for row in lines] == [says.get(line.row, "") for line in LINES]
    assert plan[0][0] == scored.says["plan"]
    assert [row[0] for row in counts] == [2, 1, 1, 0, 1]


@needs_libreoffice
def test_too_many_and_too_few_priorities_are_told_by_excel_too(tmp_path: Path) -> None:
    path = written(tmp_path, Baseline(), "count.xlsx")
    session = Session(path)
    for row in range(7, 13):
        session.look("Priorities", "B3:B3")
        session.type("Priorities", f"B{row}", f"Priority {row}" if row < 12 else " ")
    said = [grid[0][0] for grid in session.run()]
    assert said == [
        "Warning: 0 priorities are named; choose three to five.",
        "Warning: 1 priority is named; choose three to five.",
        "Warning: 2 priorities are named; choose three to five.",
        "3 priorities are named.", "4 priorities are named.", "5 priorities are named.",
    ]  # fmt: skip


@needs_libreoffice
def test_a_partners_row_that_was_deleted_or_moved_is_found_or_missed_and_never_guessed(
    tmp_path: Path,
) -> None:
    path = written(tmp_path)
    session = Session(path)
    for row, who in enumerate(("Agreed", "NHS Trust", "ICB", "somebody"), 7):
        session.type(LEGAL, f"A{row}", who)
    session.look("Profile", "C9:F9")
    assert session.run()[0][0] == ["", 3, 4, 2]


def test_what_is_shown_before_excel_computes_is_what_it_will_compute(tmp_path: Path) -> None:
    shown = openpyxl.load_workbook(written(tmp_path), data_only=True)
    scored = score(partnership(), AS_AT)
    assert shown["Start"]["B23"].value == scored.says["lowest"]
    assert shown[LEGAL]["B12"].value == scored.dimensions[0].partners_say
    assert shown["Profile"]["G9"].value == "Amber"


def test_a_blank_rating_is_no_point_of_the_radar(empty: Path) -> None:
    figures = openpyxl.load_workbook(empty, data_only=True)["Profile"]
    assert [figures.cell(9, column).value for column in range(12, 16)] == ["#N/A"] * 4
