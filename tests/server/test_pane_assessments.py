"""The menu Audit in the pane: an audit is scored in Chromium as the command scores its file."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from s117xl.actions import ASSESSMENTS
from s117xl.audit.command import score_audit
from s117xl.demo.assessments import make_assessments
from s117xl.demo.people import invent, tables
from s117xl.demo.show import SETTINGS
from s117xl.new import write_rows_as_register
from s117xl.workbook.closed import ClosedWorkbook
from tests.people import AS_AT
from tests.server.book import book_of
from tests.server.conftest import open_pane
from tests.server.test_pane import (
    MOST_TRIPS,
    everything,
    picture,
    press,
    rows,
    today_is,
    type_in,
    unlike,
)
from tests.test_marks import cells

WRITTEN = ("D1", "D5", "Action plan", "Evidence", "Sample", "Year on year")


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kept")
    write_rows_as_register(folder / "register.xlsx", tables(invent(60, AS_AT)), AS_AT, SETTINGS)
    make_assessments(folder, folder / "register.xlsx", SETTINGS, AS_AT)
    return folder


@pytest.fixture
def page(browser_page: Page) -> Iterator[Page]:
    today_is(browser_page)
    yield browser_page
    browser_page.unroute_all()


def test_an_audit_is_scored_as_the_command_scores_it(
    page: Page, server: str, kept: Path, tmp_path: Path
) -> None:
    path = tmp_path / "audit.xlsx"
    shutil.copy(kept / "audit-last-year.xlsx", path)
    open_pane(page, server, book_of(path))
    trips = press(page, "score_audit")
    assert trips["trips"] <= MOST_TRIPS + trips["bytes"] // 4_000_000
    expect(page.locator("#said-title")).to_have_text("Score audit")
    expect(page.locator("#lines")).to_contain_text("things stop the final report")
    expect(page.locator("#lines")).to_contain_text("evidence was left out")
    expect(page.locator("#problem")).to_be_empty()
    expect(page.locator("#all")).to_be_hidden()
    picture(page, "6-scored")
    score_audit(ClosedWorkbook(path), lambda: AS_AT, mark=True)
    for sheet in WRITTEN:
        assert unlike(rows(page, sheet), cells(path, sheet)) == [], sheet


def test_the_findings_of_a_check_are_not_taken_for_those_of_another_button(
    page: Page, server: str, kept: Path
) -> None:
    open_pane(page, server, book_of(kept / "register.xlsx"))
    type_in(page, "Register", "A2", "")
    press(page, "check")
    shown = page.locator("#findings button").count()
    assert shown
    press(page, "score_survey")
    expect(page.locator("#problem")).to_contain_text("register.xlsx is a register")
    assert page.locator("#findings button").count() == shown


@pytest.mark.parametrize("each", ASSESSMENTS[2:], ids=lambda each: each.id)
def test_a_sister_is_told_and_nothing_is_written(
    page: Page, server: str, kept: Path, each: object
) -> None:
    id = getattr(each, "id", "")
    open_pane(page, server, book_of(kept / f"{id.removeprefix('score_')}.xlsx"))
    before = everything(page)
    press(page, id)
    expect(page.locator("#problem")).to_be_empty()
    assert len(page.locator("#lines p").all()) > 5
    assert not any("Note" in line for line in page.locator("#lines p").all_inner_texts())
    assert everything(page) == before


def test_a_heading_of_the_competencies_that_was_renamed_is_still_found(
    page: Page, server: str, kept: Path
) -> None:
    open_pane(page, server, book_of(kept / "competency.xlsx"))
    press(page, "score_competency")
    wanted = page.locator("#lines p").all_inner_texts()
    at = next(
        f"{chr(65 + column)}{number}"
        for number, row in enumerate(rows(page, "Staff"), 1)
        for column, cell in enumerate(row)
        if cell == "Role"
    )
    type_in(page, "Staff", at, "Job")
    page.evaluate("window.__book.names.comp_staff_role = '=tblStaff[Job]'")  # as Excel does itself
    press(page, "score_competency")
    assert page.locator("#lines p").all_inner_texts() == wanted


def test_the_sample_cannot_be_drawn_there_and_the_command_is_named(
    page: Page, server: str, kept: Path
) -> None:
    open_pane(page, server, book_of(kept / "audit.xlsx"))
    before = everything(page)
    press(page, "draw_sample")
    expect(page.locator("#problem")).to_contain_text("s117xl sample REGISTER AUDIT")
    assert everything(page) == before


@pytest.mark.parametrize(
    ("id", "kind"), [("report_board", "register"), ("report_baseline", "baseline")]
)
def test_a_report_is_offered_and_nothing_is_written(
    page: Page, server: str, kept: Path, id: str, kind: str
) -> None:
    open_pane(page, server, book_of(kept / f"{kind}.xlsx"))
    before = everything(page)
    press(page, id)
    expect(page.locator("#problem")).to_be_empty()
    expect(page.locator("#documents")).to_contain_text(f"{id.removeprefix('report_')} v1.docx")
    assert everything(page) == before
