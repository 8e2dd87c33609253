"""The audit workbook: whole, the same each time, and with formulas that count as we do by hand."""

from __future__ import annotations

import re
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from s117xl.audit import tables
from s117xl.audit.book import Filled, write_audit
from s117xl.audit.questions import all_questions, domains, of_domain
from s117xl.audit.read import read_audit
from s117xl.audit.score import score
from s117xl.audit.workbook import scope, settings_page
from s117xl.workbook.areas import column_letters
from s117xl.workbook.closed import ClosedWorkbook
from s117xl.workbook.door import open_package
from s117xl.workbook.edits import AppendRows, WriteColumn, WriteRows
from tests.audit.filled import FILLED, GROUPS, INDICATORS, SCORES
from tests.office import needs_libreoffice, recalculate
from tests.ooxml.validators import assert_opens_clean
from tests.workbook.templates.calc import Session

SHEETS = [
    "Start", "Scope", "D1", "D2", "D3", "D3 cases", "D4", "D5", "D6", "D7", "D8", "D9", "Sample",
    "Evidence", "Summary", "Action plan", "Escalation", "Year on year", "Pillars", "Sign-off",
    "Settings", "Lists",
]  # fmt: skip
FILLS = {"empty": None, "filled": FILLED}


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("empty") / "audit.xlsx"
    write_audit(path)
    return path


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("filled") / "audit.xlsx"
    write_audit(path, filled=FILLED)
    return path


@pytest.fixture(scope="module")
def computed(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The filled workbook's figures as LibreOffice works them out."""
    copy = recalculate(filled, tmp_path_factory.mktemp("computed"))
    return openpyxl.load_workbook(copy, data_only=True)


def rows_of(book: Any, path: Path, table: tables.AuditTable) -> list[dict[str, Any]]:
    """The rows of a table, each as its cells by heading; a blank is an empty text."""
    area = open_package(path).tables[table.excel_name].area
    cells = book[table.sheet][area.a1]
    rows = [["" if cell.value is None else cell.value for cell in row] for row in cells[1:]]
    return [dict(zip(table.headings, row, strict=True)) for row in rows]


def test_every_sheet_is_there_and_lists_are_hidden(empty: Path) -> None:
    book = openpyxl.load_workbook(empty)
    assert book.sheetnames == SHEETS
    assert [sheet.title for sheet in book if sheet.sheet_state != "visible"] == ["Lists"]


@pytest.mark.parametrize("table", tables.ALL, ids=lambda table: table.excel_name)
def test_every_table_has_its_name_sheet_and_headings(empty: Path, table: Any) -> None:
    found = open_package(empty).tables[table.excel_name]
    assert (found.sheet, tuple(found.headings)) == (table.sheet, table.headings)


def test_no_table_is_unknown_and_what_is_typed_is_a_heading(empty: Path) -> None:
    assert set(open_package(empty).tables) == {table.excel_name for table in tables.ALL}
    assert all(set(table.typed) <= set(table.headings) for table in tables.ALL)


@pytest.mark.parametrize("number", tables.DOMAINS)
def test_a_domain_has_exactly_its_questions(empty: Path, number: int) -> None:
    book = openpyxl.load_workbook(empty)
    rows = rows_of(book, empty, tables.domain_table(number))
    assert [row["Ref"] for row in rows] == [question.ref for question in of_domain(number)]
    asked = [row.get("Question") or row["Indicator"] for row in rows]
    assert asked == [question.text for question in of_domain(number)]
    critical = [row["Critical"] == "Critical" for row in rows]
    assert critical == [question.critical for question in of_domain(number)]


@pytest.mark.parametrize("name", FILLS)
def test_equal_inputs_give_equal_bytes(tmp_path: Path, name: str) -> None:
    paths = tmp_path / "one.xlsx", tmp_path / "two.xlsx"
    for path in paths:
        write_audit(path, filled=FILLS[name])
    assert paths[0].read_bytes() == paths[1].read_bytes()


@pytest.mark.parametrize("name", FILLS)
def test_it_opens_with_nothing_to_repair(tmp_path: Path, name: str) -> None:
    write_audit(tmp_path / "audit.xlsx", filled=FILLS[name])
    assert_opens_clean(tmp_path / "audit.xlsx")


def test_it_names_no_person(empty: Path) -> None:
    properties = openpyxl.load_workbook(empty).properties
    assert (properties.title, properties.creator) == ("Section 117 annual audit", "s117xl")
    assert properties.lastModifiedBy in (None, "", "s117xl")


def test_an_empty_audit_is_read_with_no_note(empty: Path) -> None:
    audit = read_audit(empty)
    assert audit.notes == []
    assert not any(answer.answer or answer.evidence for answer in audit.answers.values())
    assert (audit.cases, audit.actions) == ([], [])
    assert all(each.suggested == "" for each in score(audit, date(2026, 7, 1)).domains)


def test_a_filled_audit_is_read_with_no_note(filled: Path) -> None:
    assert read_audit(filled).notes == []


def test_what_is_chosen_has_a_list_and_every_typed_question_cell_says_what_to_write(
    empty: Path,
) -> None:
    book = openpyxl.load_workbook(empty)
    for number in (1, 2, 4, 5, 6, 7, 8):
        sheet, table = book[f"D{number}"], tables.domain_table(number)
        area = open_package(empty).tables[table.excel_name].area
        for heading in table.typed:
            cell = sheet.cell(area.top + 1, area.left + table.headings.index(heading)).coordinate
            [bounds] = [
                each for each in sheet.data_validations.dataValidation if cell in each.cells
            ]
            assert 0 < len(bounds.prompt) < 256
            assert (bounds.type == "list") == (heading == "Answer")


def test_each_sheet_prints_on_a4_as_wide_as_one_page(empty: Path) -> None:
    for sheet in openpyxl.load_workbook(empty):
        if sheet.sheet_state == "visible":
            assert str(sheet.page_setup.paperSize) == "9", sheet.title
            assert sheet.page_setup.fitToWidth in (None, 1), sheet.title
            assert sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.title
            assert sheet.page_setup.orientation == (
                "portrait" if sheet.title == "Start" else "landscape"
            )


def test_question_rows_grow_while_somebody_types(empty: Path) -> None:
    with zipfile.ZipFile(empty) as package:
        sheet = package.read("xl/worksheets/sheet3.xml").decode()
    row = open_package(empty).tables["tblD1"].area.top + 1
    [tag] = re.findall(rf'<row r="{row}"[^>]*>', sheet)
    assert " ht=" in tag
    assert "customHeight" not in tag


def test_every_formula_is_short_enough_for_excel(filled: Path) -> None:
    formulas = [
        cell.value for sheet in openpyxl.load_workbook(filled) for row in sheet.iter_rows()
        for cell in row if isinstance(cell.value, str) and cell.value.startswith("=")
    ]  # fmt: skip
    assert len(formulas) > 300
    assert max(map(len, formulas)) < 8192


def test_the_chart_says_in_words_what_it_shows(empty: Path) -> None:
    with zipfile.ZipFile(empty) as package:
        drawing = package.read("xl/drawings/drawing1.xml").decode()
    assert 'descr="Chart: Score of each domain' in drawing


@needs_libreoffice
def test_the_domains_score_as_worked_out_by_hand(computed: Any, filled: Path) -> None:
    for number in tables.DOMAINS:
        [row] = rows_of(computed, filled, tables.rating_table(number))
        score_by_hand, suggested = SCORES[f"D{number}"]
        assert row["Score"] == (pytest.approx(score_by_hand) if number < 9 else "")
        assert row["Suggested"] == suggested


@needs_libreoffice
def test_the_parts_of_domain_8_score_as_worked_out_by_hand(computed: Any, filled: Path) -> None:
    rows = rows_of(computed, filled, tables.GROUPS)
    assert {row["Group"]: (row["Score"], row["Suggested"]) for row in rows} == GROUPS
    assert [row["Answered"] for row in rows][:2] == ["5 of 5 answered", "6 of 6 answered"]


@needs_libreoffice
def test_an_indicator_is_the_mean_over_the_cases_that_can_be_audited(
    computed: Any, filled: Path
) -> None:
    rows = rows_of(computed, filled, tables.domain_table(3))
    headings = ("Cases", "Yes", "Partial", "No", "N/A", "Score", "Counts as")
    assert {row["Ref"]: tuple(row[h] for h in headings) for row in rows} == INDICATORS


@needs_libreoffice
def test_each_sheet_says_how_far_it_is_and_what_its_rating_lacks(computed: Any) -> None:
    assert computed["D2"]["A2"].value == (
        "3 of 4 answered. Score 83%, suggested Amber. Rated Green."
    )
    assert computed["D3"]["A2"].value.startswith("3 of 5 cases audited, 1 could not be audited.")
    assert computed["D7"]["A2"].value == (
        "5 of 5 answered. Missing: 1 x evidence for a Yes. Missing: 1 x reason for an N/A. "
        "Score 100%, suggested Green. Not rated yet."
    )
    assert computed["D9"]["A2"].value == "1 of 4 have evidence. Rated Amber."
    lacks = {f"D{number}": str(computed[f"D{number}"]["A8"].value) for number in tables.DOMAINS}
    assert lacks["D1"] == lacks["D5"] == "The rating lacks nothing."
    assert lacks["D2"].startswith("The rating is better than suggested")
    assert lacks["D4"] == "Amber and Red need a narrative of at least 20 letters. "
    assert lacks["D8"] == "Choose a rating: Green, Amber or Red."


@needs_libreoffice
def test_what_the_file_shows_at_first_is_what_is_worked_out(computed: Any, filled: Path) -> None:
    """But for what depends on the day on which it is opened."""
    for sheet in openpyxl.load_workbook(filled, data_only=True):
        for row in sheet.iter_rows():
            for cell in row:
                found = computed[sheet.title][cell.coordinate].value
                if (sheet.title, cell.coordinate) != ("Action plan", "A2"):
                    first, then = (value or "" for value in (cell.value, found))
                    close = isinstance(first, float | int) and then == pytest.approx(first)
                    assert close or first == then, (sheet.title, cell.coordinate)


@needs_libreoffice
def test_excel_and_python_agree(computed: Any, filled: Path) -> None:
    results = rows_of(computed, filled, tables.RESULTS)
    ours = score(read_audit(filled), date.today())
    for row, domain in zip(results, ours.domains, strict=True):
        assert row["Domain"] == domain.ref
        assert row["Score"] == ("" if domain.score is None else pytest.approx(domain.score))
        assert (row["Suggested"], row["Rating"]) == (domain.suggested, domain.rating)
        assert row["To be escalated"] == ("Yes" if domain.escalate else "No")
        days = [day_of(row[h]) for h in ("Re-audit from", "Re-audit by")]
        assert days == [domain.reaudit_from, domain.reaudit_by]
    overall = f"Overall: {ours.overall}. {ours.reds} Red, "
    assert computed["Summary"]["A2"].value.startswith(overall)


def day_of(value: Any) -> date | None:
    return value.date() if value else None


@needs_libreoffice
def test_audits_again_fall_three_to_six_calendar_months_on(computed: Any, filled: Path) -> None:
    """Completed on 30 November 2025: from 28 February, by 30 May 2026."""
    rows = {row["Domain"]: row for row in rows_of(computed, filled, tables.ESCALATION)}
    window = [day_of(rows["D3"][h]) for h in ("Re-audit from", "Re-audit by")]
    assert window == [date(2026, 2, 28), date(2026, 5, 30)]
    assert {ref: row["To do"] for ref, row in rows.items()} == {
        "D1": "Nothing", "D2": "Nothing", "D3": "Escalate to the board", "D4": "Done",
        "D5": "Nothing", "D6": "Give the board minute", "D7": "Nothing",
        "D8": "Escalate to the board", "D9": "Audit again by 30 May 2026",
    }  # fmt: skip


@needs_libreoffice
def test_pillars_show_the_ratings_of_their_domains(computed: Any, filled: Path) -> None:
    rows = {row["Pillar"]: row for row in rows_of(computed, filled, tables.PILLARS)}
    assert rows[1]["Ratings"] == "D1 Green, D2 Green, D8 Red"
    assert (rows[3]["Audit domains"], rows[3]["Poorest rating"]) == ("No audit domain", "")
    assert rows[5]["Poorest rating"] == "Amber"
    named = {ref for row in rows.values() for ref in row["Audit domains"].split(", ")}
    assert named - {"No audit domain"} == {f"D{number}" for number in domains()} - {"D6"}


@needs_libreoffice
def test_sign_off_counts_what_is_open(computed: Any) -> None:
    sheet = computed["Sign-off"]
    found = [sheet.cell(row, 2).value for row in range(6, 16)]
    assert found == [2, 4, 2, 2, 1 + 1, 3, 3, 1, 1, 0]
    assert sheet["A2"].value.startswith("9 of 10 things are still open")


class Typist:
    """Types into one workbook and looks; a cell is named by table, row from 0, and heading."""

    def __init__(self, path: Path) -> None:
        self.tables = open_package(path).tables
        self.session = Session(path)

    def type(self, table: tables.AuditTable, row: int, heading: str, value: Any) -> None:
        self.session.type(table.sheet, self._cell(table, row, heading), value)

    def look(self, table: tables.AuditTable, row: int, heading: str) -> None:
        self.session.look(table.sheet, self._cell(table, row, heading))

    def saw(self) -> list[Any]:
        return [grid[0][0] for grid in self.session.run()]

    def _cell(self, table: tables.AuditTable, row: int, heading: str) -> str:
        area = self.tables[table.excel_name].area
        column = area.left + table.headings.index(heading)
        return f"{column_letters(column)}{area.top + 1 + row}"


def setting(key: str) -> int:
    """The row of a setting."""
    return [item.key for item in settings_page.ITEMS].index(key)


@needs_libreoffice
def test_settings_move_the_suggestions_and_one_that_cannot_be_used_does_not(filled: Path) -> None:
    at = Typist(filled)
    eight, one = tables.rating_table(8), tables.rating_table(2)
    at.type(tables.SETTINGS, setting("domain_8"), "Value", "weighted mean")
    at.look(eight, 0, "Suggested")  # 88 % would be Amber by itself
    at.type(tables.SETTINGS, setting("green_from"), "Value", 0.8)
    at.look(eight, 0, "Suggested")  # Green by the mean, but a part is Red
    at.look(one, 0, "Suggested")  # 83 %, nothing critical
    at.type(tables.SETTINGS, setting("green_from"), "Value", 9)
    at.look(one, 0, "Suggested")  # no share: the default holds
    at.type(tables.SETTINGS, setting("green_from"), "Value", 0.5)
    at.look(one, 0, "Suggested")  # Green would begin below Amber: both defaults hold
    assert at.saw() == ["Amber", "Amber", "Green", "Amber", "Amber"]


@needs_libreoffice
def test_na_leaves_the_score_a_blank_does_not_count_and_a_no_does(filled: Path) -> None:
    at = Typist(filled)
    table, rating = tables.domain_table(1), tables.rating_table(1)
    for value in ("N/A", None, "No", "yes ", "perhaps"):
        at.type(table, 0, "Answer", value)
        at.look(rating, 0, "Score")
        at.look(table, 0, "To do")
    assert at.saw() == [
        1.0, "Say why", 1.0, "Answer", 0.8, "Done", 1.0, "Done", 1.0, "Not in the list",
    ]  # fmt: skip


@needs_libreoffice
def test_a_critical_no_is_red_and_a_critical_partial_amber(filled: Path) -> None:
    at = Typist(filled)
    table, rating = tables.domain_table(6), tables.rating_table(6)
    for value in ("No", "Partial", "Yes"):
        at.type(table, 0, "Answer", value)
        at.look(rating, 0, "Suggested")
    assert at.saw() == ["Red", "Amber", "Green"]


@needs_libreoffice
def test_a_ref_that_is_not_asked_or_stands_twice_is_not_scored(filled: Path) -> None:
    at = Typist(filled)
    table, rating = tables.domain_table(1), tables.rating_table(1)
    at.type(table, 0, "Answer", "No")
    at.type(table, 0, "Ref", "D1.9")
    at.look(table, 0, "To do")
    at.look(rating, 0, "Score")
    at.type(table, 0, "Ref", "D1.2")
    at.look(table, 0, "To do")
    at.look(table, 1, "To do")
    at.type(table, 0, "Answer", "Yes")
    at.look(table, 0, "To do")
    at.look(table, 1, "To do")
    twice = "Ref stands twice"
    assert at.saw() == ["Not in this audit", 1.0, twice, twice, "Done", twice]


@needs_libreoffice
def test_a_rating_better_than_suggested_asks_for_a_reason_and_a_second_name(filled: Path) -> None:
    at = Typist(filled)
    rating = tables.rating_table(2)
    for heading, value in (("Second name", "C. Third"), ("Why better than suggested", "Seen since"),
                           ("Rating", "Red"), ("Narrative", "Nobody had told the ward at all."),
                           ("Rating", "Greenish")):  # fmt: skip
        at.type(rating, 0, heading, value)
        at.session.look("D2", "A8")
    better = "The rating is better than suggested: write why, and who else agrees. "
    nothing = "The rating lacks nothing."
    assert at.saw() == [
        better, nothing, "Amber and Red need a narrative of at least 20 letters. ", nothing,
        "The rating must be Green, Amber or Red.",
    ]  # fmt: skip


@needs_libreoffice
def test_an_answer_unlike_the_registers_is_said_in_words(filled: Path) -> None:
    at = Typist(filled)
    table = tables.domain_table(5)
    at.look(table, 0, "Differs")
    at.type(table, 0, "Answer", "Partial")
    at.look(table, 0, "Differs")
    assert at.saw() == ["Auditor: Yes; register: Partial", ""]


@needs_libreoffice
def test_one_case_among_twenty_does_not_turn_a_domain_red(tmp_path: Path) -> None:
    """19 of 20 cases: 95 %, which is Green although the question is critical."""
    answers = {f"D3.{n}": "Yes" for n in range(1, 7)}
    cases = [{"Case": n, "Record": f"V-{n}", **answers} for n in range(1, 21)]
    cases[7] = {**cases[7], "D3.1": "No"}
    write_audit(tmp_path / "audit.xlsx", filled=Filled(cases=cases))
    at = Typist(tmp_path / "audit.xlsx")
    at.look(tables.domain_table(3), 0, "Score")
    at.look(tables.rating_table(3), 0, "Suggested")
    at.type(tables.CASE_GRID, 8, "D3.1", "No")
    at.type(tables.CASE_GRID, 9, "D3.1", "No")
    at.look(tables.rating_table(3), 0, "Suggested")  # 85 %: in part, and critical
    assert at.saw() == [pytest.approx(0.95), "Green", "Amber"]


@needs_libreoffice
def test_a_day_of_completion_that_has_not_come_counts_for_nothing(filled: Path) -> None:
    at = Typist(filled)
    row = [item.key for item in scope.ITEMS].index("completed")
    at.type(tables.SCOPE, row, "Value", date(2099, 1, 1))
    at.look(tables.ESCALATION, 2, "Re-audit by")
    at.look(tables.ESCALATION, 8, "To do")
    assert at.saw() == ["", "Fill in the date completed on Scope"]


def test_more_cases_than_the_grid_has_rows_are_all_there(tmp_path: Path) -> None:
    cases = [{"Case": n, "Record": f"V-{n}"} for n in range(1, 151)]
    write_audit(tmp_path / "audit.xlsx", filled=Filled(cases=cases))
    assert len(read_audit(tmp_path / "audit.xlsx").cases) == 150


def test_values_fill_scope_and_settings_by_key(tmp_path: Path) -> None:
    path = tmp_path / "audit.xlsx"
    write_audit(path, values={"period": "2025/26", "green_from": 0.95, "domain_8": "weighted mean"})
    audit = read_audit(path)
    assert audit.text("period") == "2025/26"
    assert audit.settings["green_from"] == 0.95
    assert score(audit, date(2026, 7, 1)).thresholds.domain_8 == "weighted mean"


def test_every_question_can_be_answered(tmp_path: Path) -> None:
    answers = {ref: {"Answer": "Yes", "Evidence": "seen"} for ref in all_questions()}
    write_audit(tmp_path / "audit.xlsx", filled=Filled(answers=answers))
    scores = score(read_audit(tmp_path / "audit.xlsx"), date(2026, 7, 1))
    assert [each.answered for each in scores.domains] == [5, 4, 0, 5, 5, 4, 5, 30, 4]


def test_what_the_product_writes_finds_room_and_leaves_it_whole(tmp_path: Path) -> None:
    path = tmp_path / "audit.xlsx"
    write_audit(path, filled=FILLED)
    workbook = ClosedWorkbook(path)
    cases = open_package(path).tables["tblCases"].area
    ours = (tables.EVIDENCE, tables.SAMPLE, tables.DRAW, tables.PREVIOUS)
    workbook.apply([
        *(WriteRows(t.excel_name, t.headings, [[f"{t.sheet} {n}"] * len(t.headings)
                                               for n in range(40)]) for t in ours),
        WriteColumn("tblD4", "Last year", ["Yes"] * len(of_domain(4))),
        WriteColumn("tblCases", "Stratum", ["ended"] * (cases.bottom - cases.top)),
        AppendRows("tblCases", ("Case", "Record"), [["R1", "V-900"]]),
        AppendRows("tblActions", ("Domain", "Action"), [["D1", "Write the policy"]]),
    ])  # fmt: skip
    audit = read_audit(path)
    assert [each.action for each in audit.actions][-1] == "Write the policy"
    assert audit.actions[-1].place == "Action plan!C8"
    assert audit.notes == []
    assert_opens_clean(path)


def test_a_case_from_the_reserve_stands_right_below_the_last(tmp_path: Path) -> None:
    path = tmp_path / "audit.xlsx"
    write_audit(path, filled=FILLED)
    workbook = ClosedWorkbook(path)
    workbook.apply([AppendRows("tblCases", ("Case", "Record"), [["R1", "V-900"]])])
    last = open_package(path).tables["tblCases"].area.top + len(FILLED.cases)
    assert read_audit(path).cases[-1].place == f"D3 cases!A{last + 1}"
