"""The pane from end to end: Chromium, the running server, and a stand-in for Office.js."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from s117xl import commands
from s117xl.actions import ACTIONS
from s117xl.new import write_rows_as_register
from tests.excel.test_parity import WRITTEN
from tests.people import AS_AT, SERVICE, person
from tests.server.book import book_of
from tests.server.conftest import open_pane, until
from tests.server.node import node_file
from tests.test_marks import cells

PICTURES = os.environ.get("S117XL_PICTURES")
"""A folder for pictures of the pane, for a person to look at."""

MOST_TRIPS = 6
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def picture(page: Page, name: str) -> None:
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)


@pytest.fixture(scope="session")
def thousand_book(thousand: Path) -> str:
    return book_of(thousand)


@pytest.fixture
def axe() -> str:
    return node_file("axe-core/axe.min.js").read_text("utf-8")


@pytest.fixture
def pane(browser_page: Page, server: str, thousand_book: str) -> Iterator[Page]:
    """The pane over the register of 1,000 people; an error on the page fails the test."""
    errors: list[str] = []

    def note(error: Any) -> None:
        errors.append(str(error))

    browser_page.on("pageerror", note)
    today_is(browser_page)
    open_pane(browser_page, server, thousand_book)
    yield browser_page
    browser_page.remove_listener("pageerror", note)
    browser_page.unroute_all()
    assert errors == []


def press(page: Page, id: str) -> dict[str, int]:
    """A button pressed and its work awaited; the round trips to Excel and to the server."""
    requests: list[str] = []

    def note(request: Any) -> None:
        requests.append(request.url)

    page.on("request", note)
    page.evaluate("window.__office.syncs = 0; window.__office.bytes = 0")
    menu = page.locator(f"details:not([open]):has(#{id}) > summary")
    if menu.count():
        menu.click()
    page.click(f"#{id}")
    expect(page.locator(f"#{id}")).to_have_attribute("aria-disabled", "false", timeout=60_000)
    page.remove_listener("request", note)
    made = page.evaluate("({syncs: window.__office.syncs, bytes: window.__office.bytes})")
    return {"trips": made["syncs"] + len(requests), "bytes": made["bytes"]}


def rows(page: Page, sheet: str) -> list[list[Any]]:
    """The cells of a sheet of the stand-in, from A1."""
    held = json.loads(page.evaluate(
        "name => JSON.stringify(window.__book.sheets.find((each) => each.name === name).cells)",
        sheet,
    ))  # fmt: skip
    found: dict[tuple[int, int], Any] = {}
    for at, cell in held.items():
        letters, number = re.fullmatch(r"([A-Z]+)(\d+)", at).groups()  # type: ignore[union-attr]
        column = 0
        for letter in letters:
            column = column * 26 + ord(letter) - 64
        found[int(number), column] = cell.get("formula") or cell["value"]
    found = {at: cell for at, cell in found.items() if cell != ""}
    height, width = (max((at[n] for at in found), default=0) for n in (0, 1))
    return [[found.get((r, c), "") for c in range(1, width + 1)] for r in range(1, height + 1)]


def unlike(ours: list[list[Any]], theirs: Sequence[Sequence[Any]]) -> list[tuple[Any, Any]]:
    """The cells that differ; a formula, which the stand-in does not compute, is passed over."""
    pairs = [
        (_plain(cell), _plain(other))
        for row, line in zip_longest(ours, theirs, fillvalue=())
        for cell, other in zip_longest(row, line)
    ]
    return [(a, b) for a, b in pairs if a != b and not str(a).startswith("=")]


def _plain(cell: Any) -> Any:
    """A cell to compare: a day as Excel's number, numbers alike, blanks alike."""
    if isinstance(cell, date):
        moment = cell if isinstance(cell, datetime) else datetime.combine(cell, time())
        return (moment - datetime(1899, 12, 30)) / timedelta(days=1)
    if cell is None:
        return ""
    return float(cell) if isinstance(cell, int) else cell


def type_in(page: Page, sheet: str, cell: str, value: Any) -> Any:
    """A person's typing: the cell holds the value; what it held before."""
    return page.evaluate(
        """([sheet, cell, value]) => {
             const { cells } = window.__book.sheets.find((each) => each.name === sheet);
             const before = cells[cell]?.value ?? "";
             cells[cell] = { ...cells[cell], value };
             return before;
           }""",
        [sheet, cell, value],
    )


def today_is(page: Page) -> None:
    page.clock.set_fixed_time(f"{AS_AT.isoformat()}T09:00:00")


def typed_cells(page: Page) -> list[list[Any]]:
    """The Register's cells without the two columns that are ours."""
    return [row[:-2] for row in rows(page, "Register")]


def test_every_action_has_its_button_and_its_place_in_the_ribbon(pane: Page) -> None:
    shown = pane.locator("#actions button").all()
    assert [each.get_attribute("id") for each in shown] == [each.id for each in ACTIONS]
    assert [each.text_content() for each in shown] == [each.label for each in ACTIONS]
    assert pane.evaluate("Object.keys(window.__pressed)") == [each.id for each in ACTIONS]
    picture(pane, "1-opened")
    for menu in pane.locator("summary").all():
        menu.click()
    assert all(each.is_visible() for each in shown)
    picture(pane, "5-menu")


def test_check_click_correct_check_again_and_clear(
    pane: Page, thousand: Path, tmp_path: Path
) -> None:
    before = typed_cells(pane)
    trips = press(pane, "check")
    assert trips["trips"] <= MOST_TRIPS + trips["bytes"] // 4_000_000
    expect(pane.locator("#lines")).to_contain_text("8 unlawful")
    picture(pane, "2-checked")
    assert typed_cells(pane) == before

    # The same as the closed file is given by the command line.
    closed = tmp_path / "closed.xlsx"
    closed.write_bytes(thousand.read_bytes())
    commands.write_marks(*commands.examine(closed, None, lambda: AS_AT), lambda: AS_AT)
    assert len(rows(pane, "Findings")) > 2_000
    for sheet in WRITTEN:
        assert unlike(rows(pane, sheet), cells(closed, sheet)) == [], sheet

    # A finding is clicked, and the person stands at its cell.
    pane.select_option("#severity", "invalid")
    first = pane.locator("#findings button").first
    said = first.locator(".where").inner_text()
    row_id, heading = said.split(", ", 1)
    first.click()
    until(pane, "window.__book.active === 'Register' && window.__book.cell !== 'A1'")
    cell = pane.evaluate("window.__book.cell")
    _, number = re.fullmatch(r"([A-Z]+)(\d+)", cell).groups()  # type: ignore[union-attr]
    grid = rows(pane, "Register")
    assert row_id in grid[int(number) - 1]
    expect(pane.locator("#row-count")).to_contain_text(f"Register, row {number}: ")
    picture(pane, "3-clicked")

    # The cell is corrected, as the sheet's heading and the finding ask, and checked again.
    count = pane.locator("#findings button").count()
    message = first.locator(".message").inner_text()
    held = type_in(pane, "Register", cell, "")
    assert held != ""
    press(pane, "check")
    pane.select_option("#severity", "invalid")
    assert pane.locator("#findings button").count() == count - 1
    assert message not in pane.locator("#findings").inner_text()
    assert heading

    type_in(pane, "Register", cell, held)
    trips = press(pane, "clear")
    assert trips["trips"] <= MOST_TRIPS + trips["bytes"] // 4_000_000
    expect(pane.locator("#all")).to_be_hidden()
    assert typed_cells(pane) == before
    assert all(row[-2:] == ["", ""] for row in rows(pane, "Register")[1:])


def marked(page: Page, sheet: str = "Register") -> bool:
    return any(str(row[-1]).startswith("|id=") for row in rows(page, sheet))


def everything(page: Page) -> list[list[list[Any]]]:
    names = page.evaluate("window.__book.sheets.map(({ name }) => name)")
    return [rows(page, name) for name in names]


@pytest.fixture
def small(browser_page: Page, server: str, tmp_path: Path) -> Iterator[Page]:
    """The pane over a register of two people, one of them named in HTML."""
    path = tmp_path / "register.xlsx"
    evil = '<img src=x onerror="document.title=1">'
    people = [
        person(la_code="E07000032", forename=evil, lead_name=evil, team="=1+1", plan_ref=None),
        person(register_id="V-002", nhs_number="9990000026", lead_name=None, team="North"),
    ]
    services = [SERVICE | {"charged": "yes"}]
    tables = {"Register": people, "Services": services}
    write_rows_as_register(path, tables, AS_AT, {"holds": "invented people"})
    today_is(browser_page)
    open_pane(browser_page, server, book_of(path))
    yield browser_page
    browser_page.unroute_all()


def test_html_in_a_name_is_shown_as_text(small: Page) -> None:
    press(small, "check")
    shown = small.locator("#lead option").all_inner_texts()
    assert '<img src=x onerror="document.title=1">' in shown
    assert small.locator("img").count() == 0
    assert small.title() == "Section 117"


def test_a_text_like_a_formula_is_written_as_text(small: Page) -> None:
    press(small, "check")
    formulas = [
        cell
        for row in rows(small, "Worklist") + rows(small, "Findings")
        for cell in row
        if str(cell).startswith("=") and "HYPERLINK" not in str(cell)
    ]
    assert formulas == ["=1+1"] * len(formulas)
    held = small.evaluate(
        "Object.values(window.__book.sheets.find(({ name }) => name === 'Worklist').cells)"
        ".filter((cell) => cell.value === '=1+1')"
    )
    assert held
    assert not any(cell.get("formula") for cell in held)


def test_findings_are_filtered_by_severity_lead_and_team(small: Page) -> None:
    press(small, "check")
    count = small.locator("#findings button").count()
    small.select_option("#team", label="North")
    assert 0 < small.locator("#findings button").count() < count
    small.select_option("#team", label="All")
    small.select_option("#lead", label="Nobody named")
    assert 0 < small.locator("#findings button").count() < count
    small.select_option("#severity", "unlawful")
    expect(small.locator("#count")).to_contain_text("0 shown")
    small.select_option("#lead", label="All")
    expect(small.locator("#findings .tag").first).to_have_text("unlawful")


def test_a_finding_is_found_after_the_rows_were_sorted(small: Page) -> None:
    press(small, "check")
    finding = small.locator("#findings button", has_text="V-001, ").first
    small.evaluate(
        """() => {
             const { cells } = window.__book.sheets.find(({ name }) => name === "Register");
             for (const at of Object.keys(cells).filter((each) => /^[A-Z]+2$/.test(each))) {
               const below = at.replace(/2$/, "3");
               [cells[at], cells[below]] = [cells[below] ?? { value: "" }, cells[at]];
             }
           }"""
    )
    finding.click()
    until(small, "window.__book.active === 'Register' && /[A-Z]3$/.test(window.__book.cell)")
    expect(small.locator("#row-count")).to_contain_text("Register, row 3: ")


def test_a_row_that_is_gone_is_told(small: Page) -> None:
    press(small, "check")
    type_in(small, "Register", "A2", "V-777")
    small.locator("#findings button", has_text="V-001, ").first.click()
    expect(small.locator("#problem")).to_contain_text("The row V-001 is no longer where it was")


def test_explain_speaks_of_the_selected_cell(small: Page) -> None:
    press(small, "check")
    small.locator("#findings button", has_text="Responsible council").first.click()
    until(small, "window.__book.active === 'Register' && window.__book.cell !== 'A2'")
    press(small, "explain")
    expect(small.locator("#said-title")).to_have_text("Explain cell")
    expect(small.locator("#lines")).to_contain_text("Law: ")


@pytest.mark.parametrize(("id", "sheet"), [("worklist", "Worklist"), ("help", "Guide")])
def test_going_to_a_sheet_sends_no_persons_cell(small: Page, id: str, sheet: str) -> None:
    sent: list[str] = []
    small.on("request", lambda request: sent.append(request.post_data or ""))
    trips = press(small, id)
    assert small.evaluate("window.__book.active") == sheet
    assert trips["trips"] <= MOST_TRIPS
    assert sent
    assert "V-001" not in "".join(sent)


def test_a_press_in_the_ribbon_does_the_same(small: Page) -> None:
    small.evaluate("""() => new Promise((done) => window.__pressed.check({ completed: done }))""")
    assert marked(small)


def test_the_keyboard_is_enough(small: Page) -> None:
    small.keyboard.press("Tab")
    assert small.evaluate("document.activeElement.id") == "check"
    small.keyboard.press("Enter")
    expect(small.locator("#said")).to_be_focused(timeout=20_000)
    small.locator("#findings button").first.focus()
    small.keyboard.press("Enter")
    until(small, "window.__book.active !== 'Findings'")
    assert small.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def refusal(page: Page) -> str:
    """What is told when a check is pressed and not done; the workbook is as it was."""
    before = everything(page)
    press(page, "check")
    assert everything(page) == before
    return page.locator("#problem").inner_text()


def test_a_protected_sheet_is_named(small: Page) -> None:
    small.evaluate("window.__book.sheets.find(({ name }) => name === 'Services').protected = true")
    assert "The sheet Services is protected" in refusal(small)


def test_a_cell_that_is_being_edited_is_told(small: Page) -> None:
    small.evaluate("window.__office.editing = true")
    assert "A cell is being edited" in refusal(small)


def test_what_failed_half_way_is_put_back(small: Page) -> None:
    press(small, "check")
    type_in(small, "Services", "A2", "S-9")
    small.evaluate("window.__office.failAt = 5")  # the fifth round trip writes
    told = refusal(small)
    assert "GeneralException" in told
    assert small.evaluate("window.__office.failed > 0")


def test_a_change_while_the_button_is_at_work_writes_nothing(small: Page) -> None:
    small.route("**/api/actions/check", lambda route: (type_in(small, "Register", "A2", "V-5"),
                                                       route.continue_()))  # fmt: skip
    press(small, "check")
    assert "was changed while the button was at work" in small.locator("#problem").inner_text()
    assert not marked(small)


def test_a_workbook_with_longer_texts_is_read_in_smaller_parts(small: Page) -> None:
    long = "A long sentence. " * 1_800
    for row in range(2, 152):
        type_in(small, "Explanations", f"D{row}", long)
    small.evaluate(
        "window.__book.sheets.find((each) => each.name === 'Explanations')"
        ".tables[0].area = 'A1:H151'"
    )
    trips = press(small, "check")
    assert small.locator("#problem").inner_text() == ""
    assert trips["bytes"] > 4_000_000
    assert marked(small)


def test_a_workbook_beyond_what_excel_takes_is_told(small: Page) -> None:
    small.evaluate("window.__office.most = 2_000")
    assert "too large for Excel on the web" in refusal(small)


def test_a_fault_of_the_server_is_told_kindly(small: Page) -> None:
    small.route("**/api/actions/check", lambda route: route.fulfill(status=502, body="<html>Bad"))
    assert "cannot do this at the moment" in refusal(small)
    picture(small, "4-problem")
    small.unroute("**/api/actions/check")
    press(small, "check")
    assert small.locator("#problem").inner_text() == ""
    assert marked(small)


def test_a_lost_connection_is_survived(small: Page) -> None:
    lost: list[Route] = []

    def lose_once(route: Route) -> None:
        lost.append(route)
        if len(lost) == 1:
            route.abort("connectionreset")
        else:
            route.continue_()

    small.route("**/api/actions/check", lose_once)
    press(small, "check")
    assert len(lost) == 2
    assert marked(small)


def test_where_the_connection_stays_lost_that_is_told(small: Page) -> None:
    small.route("**/api/actions/check", lambda route: route.abort("internetdisconnected"))
    assert "The server could not be reached, so nothing was changed." in refusal(small)


def test_a_workbook_that_is_no_register_is_told(small: Page) -> None:
    small.evaluate("window.__book.sheets.forEach((sheet) => (sheet.tables = []))")
    assert "is not a register of ours" in refusal(small)


def test_the_pane_is_accessible(pane: Page, axe: str) -> None:
    for id in (None, "check", "explain", "write_rights"):
        if id:
            press(pane, id)
        pane.evaluate(axe)
        found = pane.evaluate("kinds => axe.run({ runOnly: kinds })", WCAG)
        assert [(each["id"], each["nodes"][0]["html"]) for each in found["violations"]] == []
        assert found["passes"]


def test_axe_finds_what_is_wrong(pane: Page, axe: str) -> None:
    pane.evaluate("document.querySelector('#check').setAttribute('style', 'color: #eee')")
    pane.evaluate("document.querySelector('label').remove()")
    press(pane, "check")
    pane.evaluate("document.querySelector('label[for=severity]')?.remove()")
    pane.evaluate(axe)
    found = pane.evaluate("axe.run()")
    assert {"select-name"} <= {each["id"] for each in found["violations"]}
