"""Documents from the pane: rows selected, a button pressed, a file saved and opened again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import pytest
from playwright.sync_api import Page, expect

from s117xl.write import write
from tests.documents.sources import ADDRESS, PANEL
from tests.people import AS_AT, SERVICE, person
from tests.server.book import book_of
from tests.server.conftest import open_pane
from tests.server.test_pane import (
    MOST_TRIPS,
    WCAG,
    everything,
    picture,
    press,
    rows,
    today_is,
    type_in,
)
from tests.server.test_pane import axe as axe
from tests.test_write import register

PEOPLE = 210


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register of many people, the third charged for aftercare, the fourth with a decision."""
    people = [
        person(**ADDRESS, register_id=f"V-{number:03}", nhs_number=None, la_person_id=None)
        for number in range(1, PEOPLE + 1)
    ]
    folder = tmp_path_factory.mktemp("documents")
    return register(
        folder / "register.xlsx",
        {"documents_folder": "C:/Letters", "templates_folder": str(folder)},
        Register=people,
        Services=[SERVICE | {"register_id": "V-003", "charged": "yes"}],
        Panel=[PANEL | {"register_id": "V-004"}],
    )


@pytest.fixture(scope="module")
def book(closed: Path) -> str:
    return book_of(closed)


@pytest.fixture
def pane(browser_page: Page, server: str, book: str) -> Iterator[Page]:
    errors: list[str] = []

    def note(error: Any) -> None:
        errors.append(str(error))

    browser_page.on("pageerror", note)
    today_is(browser_page)
    open_pane(browser_page, server, book)
    yield browser_page
    browser_page.remove_listener("pageerror", note)
    browser_page.unroute_all()
    assert errors == []


def select(page: Page, address: str | None, hidden: tuple[int, ...] = ()) -> None:
    page.evaluate(
        """([address, hidden]) => {
             const { sheets } = window.__book;
             const cell = /^[A-Z]+[0-9]+/.exec(address ?? "A2")?.[0] ?? "A1";
             Object.assign(window.__book, { active: "Register", selected: address, cell });
             sheets.find(({ name }) => name === "Register").hidden = hidden;
           }""",
        [address, hidden],
    )


def offered(page: Page) -> list[str]:
    return page.locator("#files a").all_inner_texts()


def save(page: Page, name: str, folder: Path) -> Path:
    with page.expect_download() as waited:
        page.get_by_role("link", name=name, exact=True).click()
    assert waited.value.suggested_filename == name
    waited.value.save_as(folder / name)
    return folder / name


def letters(page: Page) -> list[list[Any]]:
    return rows(page, "Letters")[1:]


def test_rows_are_selected_and_their_documents_saved_and_opened(
    pane: Page, closed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = rows(pane, "Register")
    select(pane, "A2:C3,F5", hidden=(3,))
    trips = press(pane, "write_rights")
    assert pane.locator("#problem").inner_text() == ""
    assert trips["trips"] <= MOST_TRIPS
    made = [name for name in offered(pane) if "note" not in name]
    assert made == ["V-001 rights v1.docx", "V-004 rights v1.docx"]
    expect(pane.locator("#said-title")).to_have_text("Rights leaflet")
    expect(pane.locator("#lines")).to_contain_text("2 documents made")
    expect(pane.locator("#lines")).to_contain_text("templates and the logo of the server are used")
    picture(pane, "6-documents")

    saved = save(pane, "V-004 rights v1.docx", tmp_path)
    text = "\n".join(each.text for each in docx.Document(str(saved)).paragraphs)
    assert "section 117" in text.lower()
    assert [row[1:5] for row in letters(pane)] == [
        ["Your rights to aftercare", "V-001", "V-001", "V-001 rights v1.docx"],
        ["Your rights to aftercare", "V-004", "V-004", "V-004 rights v1.docx"],
    ]
    assert rows(pane, "Register") == before
    assert pane.evaluate("window.__book.active") == "Letters"

    copy = tmp_path / "copy.xlsx"
    copy.write_bytes(closed.read_bytes())
    write("rights", copy, ["V-001", "V-004"], (), tmp_path / "out", None, lambda: AS_AT,
          every=False, state="", easy_read=None, pdf=False, form="text")  # fmt: skip
    for name in offered(pane):
        assert save(pane, name, tmp_path).read_bytes() == (tmp_path / "out" / name).read_bytes()


def test_all_are_saved_at_once(pane: Page) -> None:
    select(pane, "A2,A5")
    press(pane, "write_rights")
    saved: list[str] = []
    pane.on("download", lambda download: saved.append(download.suggested_filename))
    with pane.expect_event("download", lambda _: len(saved) == len(offered(pane))):
        pane.click("#save-all")
    assert saved == offered(pane)


def test_a_decision_is_about_the_latest_row_of_the_person(pane: Page) -> None:
    select(pane, "B5")
    press(pane, "write_decision")
    assert "V-004 decision P-001 v1.docx" in offered(pane)


def test_documents_are_replaced_and_their_addresses_let_go(pane: Page) -> None:
    select(pane, "A2")
    press(pane, "write_rights")
    before = pane.locator("#files a").first.get_attribute("href")
    select(pane, "A3")
    press(pane, "write_rights")
    assert not [name for name in offered(pane) if not name.startswith("V-002")]
    assert pane.evaluate("href => fetch(href).then(() => true, () => false)", before) is False


def test_the_keyboard_is_enough(pane: Page) -> None:
    select(pane, "A2")
    pane.focus("summary")
    pane.keyboard.press("Enter")
    pane.focus("#write_rights")
    pane.keyboard.press("Enter")
    expect(pane.locator("#said")).to_be_focused(timeout=20_000)
    pane.keyboard.press("Tab")
    assert pane.evaluate("document.activeElement.download") == "V-001 rights v1.docx"
    with pane.expect_download():
        pane.keyboard.press("Enter")


def test_a_check_leaves_the_documents_where_they_are(pane: Page) -> None:
    select(pane, "A2")
    press(pane, "write_rights")
    made = offered(pane)
    press(pane, "check")
    assert offered(pane) == made
    expect(pane.locator("#documents")).to_be_visible()


def test_the_documents_are_accessible(pane: Page, axe: str) -> None:
    select(pane, "A2:A3")
    press(pane, "write_rights")
    pane.evaluate(axe)
    found = pane.evaluate("kinds => axe.run({ runOnly: kinds })", WCAG)
    assert [(each["id"], each["nodes"][0]["html"]) for each in found["violations"]] == []


def refusal(page: Page, id: str = "write_rights") -> str:
    """What is told; no document is offered, and the workbook is as it was."""
    before = everything(page)
    press(page, id)
    assert everything(page) == before
    assert offered(page) == []
    expect(page.locator("#documents")).to_be_hidden()
    return page.locator("#problem").inner_text()


def test_an_earlier_document_is_not_taken_for_one_of_this_press(pane: Page) -> None:
    select(pane, "A2")
    press(pane, "write_rights")
    assert offered(pane)
    select(pane, "A1")
    assert "No row of the sheet Register is selected" in refusal(pane)


def test_what_is_unlawful_is_told_with_the_law(pane: Page) -> None:
    select(pane, "A4")
    told = refusal(pane, "write_plan")
    assert "NOT MADE (R001)" in told
    assert "Law: " in told
    picture(pane, "7-stopped")


def test_what_is_told_is_brought_into_view(pane: Page) -> None:
    pane.set_viewport_size({"width": 350, "height": 400})
    select(pane, "A4")
    refusal(pane, "write_plan")
    expect(pane.locator("#problem")).to_be_in_viewport()
    pane.set_viewport_size({"width": 350, "height": 900})


def test_of_several_rows_what_may_be_made_is_made(pane: Page) -> None:
    select(pane, "A3:A4")
    press(pane, "write_plan")
    assert {name[:5] for name in offered(pane)} == {"V-002"}
    expect(pane.locator("#lines")).to_contain_text("V-003: NOT MADE (R001)")
    assert [row[2] for row in letters(pane)] == ["V-002"]


def test_more_rows_than_a_button_takes_are_not_sent(pane: Page) -> None:
    sent: list[str] = []
    pane.on("request", lambda request: sent.append(request.url))
    select(pane, "A:A")
    assert "210 rows are selected, and a button writes for at most 200" in refusal(pane)
    assert sent == []
    select(pane, "A:A", hidden=tuple(range(12, PEOPLE + 2)))
    press(pane, "write_reminder")
    assert len([name for name in offered(pane) if "note" not in name]) == 10


def test_rows_that_are_hidden_are_told(pane: Page) -> None:
    select(pane, "A4:A6", hidden=(4, 5, 6))
    assert "are hidden" in refusal(pane)


def test_what_is_no_cells_is_told(pane: Page) -> None:
    select(pane, None)
    assert "Something else than cells is selected" in refusal(pane)


def test_explain_asks_for_no_rows(pane: Page) -> None:
    sent: list[Any] = []
    pane.on("request", lambda request: sent.append(json.loads(request.post_data or "{}")))
    select(pane, "A2:A209")
    press(pane, "explain")
    assert pane.locator("#problem").inner_text() == ""
    assert [each["selected"]["rows"] for each in sent] == [[]]


def test_where_the_writing_fails_no_document_is_offered(pane: Page) -> None:
    select(pane, "A2:A3")
    pane.evaluate("window.__office.failAt = window.__office.syncs + 5")
    told = refusal(pane)
    assert "GeneralException" in told


def test_a_change_while_the_button_is_at_work_leaves_no_document(pane: Page) -> None:
    def change(route: Any) -> None:
        type_in(pane, "Letters", "A2", "mine")
        route.continue_()

    pane.route("**/api/actions/write_rights", change)
    select(pane, "A2")
    press(pane, "write_rights")
    assert "was changed while the button was at work" in pane.locator("#problem").inner_text()
    assert offered(pane) == []


@pytest.mark.parametrize("status", [500, 502, 503])
def test_a_fault_of_the_server_leaves_no_document(pane: Page, status: int) -> None:
    pane.route("**/api/actions/write_rights",
               lambda route: route.fulfill(status=status, body="<html>Bad"))  # fmt: skip
    select(pane, "A2")
    assert "cannot do this at the moment" in refusal(pane)


def test_a_protected_sheet_leaves_no_document(pane: Page) -> None:
    pane.evaluate("window.__book.sheets.find(({ name }) => name === 'Letters').protected = true")
    select(pane, "A2")
    assert "The sheet Letters is protected" in refusal(pane)


def test_the_log_names_nobody(pane: Page, log: Path) -> None:
    select(pane, "A2")
    press(pane, "write_rights")
    told = log.read_text("utf-8")
    assert "/api/actions/write_rights 200" in told
    assert not any(secret in told for secret in ("Example", "Avery", "V-001", "rights v1"))
