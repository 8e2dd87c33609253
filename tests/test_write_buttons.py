"""Documents from the buttons: in Excel as it is open, and for the pane of Excel on the web."""

from __future__ import annotations

import io
import json
import logging
from base64 import b64decode
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import anyio
import docx
import httpx
import pytest
import xlwings as xw
from fastapi import FastAPI

from s117xl.actions import DOCUMENTS, Desk, Selected, action
from s117xl.documents.making import Maker
from s117xl.documents.shelf import MemoryShelf
from s117xl.documents.templates import Templates, ours
from s117xl.load import Workbook
from s117xl.press import press
from s117xl.refusal import Refused
from s117xl.server.app import create_app
from s117xl.server.desk import answer
from s117xl.server.settings import ServerSettings
from s117xl.workbook.closed import ClosedWorkbook
from s117xl.workbook.live import OpenWorkbook
from s117xl.workbook.wire import WireWorkbook
from s117xl.write import write
from tests.documents.reading import text
from tests.documents.sources import ADDRESS, PANEL
from tests.excel.standin import Excel, grid, open_in_standin
from tests.excel.test_wire import sent
from tests.people import AS_AT, SERVICE, person
from tests.test_write import STOPPED, register

TODAY: Callable[[], date] = lambda: AS_AT  # noqa: E731
SECRETS = ("Example", "Avery", "Mill Lane", "9990000018")
OPENED = tuple[xw.Book, Excel]


def people(count: int) -> list[dict[str, Any]]:
    """So many people, each with an address."""
    return [
        person(**ADDRESS, register_id=f"V-{number:03}", nhs_number=None, la_person_id=None)
        for number in range(1, count + 1)
    ]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the workbook's Settings say that documents go."""
    return tmp_path / "letters"


@pytest.fixture
def four(tmp_path: Path, folder: Path) -> Path:
    """A register of four people, the first with a decision of the panel."""
    return register(
        tmp_path / "register.xlsx", {"documents_folder": str(folder)},
        Register=people(4), Panel=[PANEL], Services=[SERVICE],
    )  # fmt: skip


def select(book: xw.Book, address: str, sheet: str = "Register") -> None:
    book.sheets[sheet].activate()
    book.sheets[sheet].range(address).select()


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*")) if folder.exists() else []


def lines(book: xw.Book) -> list[list[Any]]:
    """The lines of the sheet Letters."""
    return [list(row) for row in grid(book, "Letters")[1:] if any(row)]


def by_command(kind: str, path: Path, out: Path, *ids: str) -> dict[str, bytes]:
    """What the command line makes of a copy of the workbook."""
    copy = out.with_suffix(".xlsx")
    copy.write_bytes(path.read_bytes())
    write(kind, copy, ids, (), out, None, TODAY, every=False, state="", easy_read=None, pdf=False,
          form="text")  # fmt: skip
    return {made.name: made.read_bytes() for made in out.iterdir()}


# At a desk, wherever the workbook is


@pytest.fixture(params=["closed", "open", "sent"])
def workbook(request: pytest.FixtureRequest, four: Path) -> Workbook:
    if request.param == "closed":
        return ClosedWorkbook(four)
    book, _ = open_in_standin(four)
    return OpenWorkbook(book) if request.param == "open" else WireWorkbook(sent(book))


@pytest.mark.parametrize("each", DOCUMENTS, ids=lambda each: each.id)
def test_each_button_makes_its_documents_or_says_for_whom_they_are(each: Any, four: Path) -> None:
    shelf = MemoryShelf()
    desk = Desk(ClosedWorkbook(four), TODAY, Selected("Register", 2, 1, (2, 4)), shelf=shelf)
    for_none = {"write_dispute": "has no row on the sheet Disputes", "write_refund": "no charge",
                "write_reinstatement": "no ending", "write_ending_record": "not ENDED",
                "write_ending_letter": "not ENDED"}  # fmt: skip
    if why := for_none.get(each.id):
        with pytest.raises(Refused, match=why):
            each.run(desk)
        assert shelf.files == {}
        return
    said = each.run(desk)
    assert said.goes_to == ("Letters", "A1")
    assert any(name in said.lines[1] for name in shelf.files)


def test_what_the_buttons_make_is_what_the_command_makes(
    workbook: Workbook, four: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wanted = by_command("rights", four, tmp_path / "by-command", "V-001", "V-003")
    shelf = MemoryShelf()
    at = Selected("Register", 2, 1, (2, 4))
    said = action("write_rights").run(Desk(workbook, TODAY, at, shelf=shelf))
    assert shelf.files == wanted
    assert {"V-001 rights v1.docx", "V-003 rights v1.docx"} <= shelf.files.keys()
    assert said.lines[0] == "Your rights to aftercare: 2 documents made."


def test_one_cell_is_its_row_and_another_sheet_leads_to_its_person(workbook: Workbook) -> None:
    shelf = MemoryShelf()
    desk = Desk(workbook, TODAY, Selected("Panel", 2, 5), shelf=shelf)
    action("write_rights").run(desk)
    action("write_decision").run(desk)
    assert {"V-001 rights v1.docx", "V-001 decision P-001 v1.docx"} <= shelf.files.keys()


@pytest.mark.parametrize(
    "at", [None, Selected("Guide", 2, 1), Selected("Register", 1, 1), Selected("Findings", 2, 1)]
)
def test_without_a_row_it_is_told_to_select_one(workbook: Workbook, at: Selected | None) -> None:
    shelf = MemoryShelf()
    with pytest.raises(Refused, match="select"):
        action("write_rights").run(Desk(workbook, TODAY, at, shelf=shelf))
    assert shelf.files == {}


# In Excel as it is open


@pytest.fixture
def opened(four: Path) -> OPENED:
    return open_in_standin(four)


def test_a_press_writes_for_the_rows_that_can_be_seen(opened: OPENED, folder: Path) -> None:
    book, excel = opened
    book.sheets["Register"].impl.hidden.add(3)
    select(book, "A2:C3,B5")
    said = press("write_rights", TODAY)
    made = [name for name in files(folder) if "note" not in name]
    assert made == ["V-001 rights v1.docx", "V-004 rights v1.docx"]
    assert str(folder) in said.lines[0]
    assert [row[2:4] for row in lines(book)] == [["V-001", "V-001"], ["V-004", "V-004"]]
    assert (excel.selection.sheet.name, excel.selection.row) == ("Letters", 1)
    links = [cell.formula for cell in book.sheets["Letters"].impl.cells.values() if cell.formula]
    assert links[0].startswith(f'=HYPERLINK("{folder / made[0]}"')


def test_a_whole_column_is_all_rows_of_the_table(opened: OPENED, folder: Path) -> None:
    select(opened[0], "C:C")
    press("write_reminder", TODAY)
    assert len([name for name in files(folder) if "note" not in name]) == 4


def test_rows_that_are_hidden_are_not_written_for(opened: OPENED, folder: Path) -> None:
    book, _ = opened
    book.sheets["Register"].impl.hidden.update((3, 4))
    select(book, "A3:A4")
    with pytest.raises(Refused, match="are hidden"):
        press("write_rights", TODAY)
    assert files(folder) == []


def test_only_a_document_asks_excel_for_the_rows(opened: OPENED) -> None:
    book, excel = opened
    for id in ("check", "explain", "worklist"):
        select(book, "A2:A5")
        press(id, TODAY)
    assert excel.calls["height"] == 0


def test_where_no_folder_is_named_they_go_among_the_persons_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "home")
    book, _ = open_in_standin(register(tmp_path / "register.xlsx", Register=people(1)))
    select(book, "A2")
    press("write_rights", TODAY)
    assert "V-001 rights v1.docx" in files(tmp_path / "home" / "Documents" / "Section 117")


def test_a_second_press_gives_the_next_number(opened: OPENED, folder: Path) -> None:
    for _ in range(2):
        select(opened[0], "A2")
        press("write_rights", TODAY)
    assert {"V-001 rights v1.docx", "V-001 rights v2.docx"} <= set(files(folder))


def test_more_rows_than_a_button_takes_are_refused(tmp_path: Path, folder: Path) -> None:
    path = register(tmp_path / "register.xlsx", {"documents_folder": str(folder)},
                    Register=people(201))  # fmt: skip
    book, _ = open_in_standin(path)
    select(book, "A:A")
    with pytest.raises(Refused, match="More than 200 rows are selected"):
        press("write_rights", TODAY)
    assert files(folder) == []
    book.sheets["Register"].impl.hidden.add(100)
    press("write_reminder", TODAY)
    assert len([name for name in files(folder) if "note" not in name]) == 200


def test_where_excel_cannot_be_written_to_no_file_is_left(
    opened: OPENED, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book, _ = opened
    before = [grid(book, sheet.name) for sheet in book.sheets]

    def fail(*_: Any) -> None:
        raise RuntimeError("Excel went away")

    monkeypatch.setattr(OpenWorkbook, "_write", fail)
    select(book, "A2:A3")
    with pytest.raises(RuntimeError):
        press("write_rights", TODAY)
    assert files(folder) == []
    assert [grid(book, sheet.name) for sheet in book.sheets] == before


@pytest.mark.parametrize("change", ["read only", "protected", "editing"])
def test_a_workbook_that_takes_nothing_yields_nothing(
    opened: OPENED, folder: Path, change: str
) -> None:
    book, excel = opened
    select(book, "A2")
    book.impl.ReadOnly = change == "read only"
    book.sheets["Letters"].impl.ProtectContents = change == "protected"
    excel.editing = change == "editing"
    with pytest.raises(Refused):
        press("write_rights", TODAY)
    assert files(folder) == []


# What is stopped, in Excel and at the server


def body(book: xw.Book, *rows: int, **changes: Any) -> bytes:
    """What the pane sends for a press with these rows selected."""
    selected = {"sheet": "Register", "row": rows[0], "column": 1, "rows": rows}
    made = {"workbook": sent(book).model_dump(mode="json"), "today": AS_AT.isoformat(),
            "selected": selected} | changes  # fmt: skip
    return json.dumps(made).encode()


@pytest.mark.parametrize("case", STOPPED)
def test_what_would_be_unlawful_yields_no_document(case: str, tmp_path: Path, folder: Path) -> None:
    kind, tables = STOPPED[case]
    tables = {name: [dict(row) for row in rows] for name, rows in tables.items()}
    tables["Register"][0]["charged"] = "yes" if kind == "refund" else "no"
    path = register(tmp_path / "register.xlsx", {"documents_folder": str(folder)}, **tables)
    book, _ = open_in_standin(path)
    id = f"write_{kind.replace('-', '_')}"
    before = [grid(book, sheet.name) for sheet in book.sheets]
    asked = body(book, 2)
    select(book, "A2")
    for pressed in (lambda: press(id, TODAY), lambda: answer(id, asked)):
        with pytest.raises(Refused, match=r"NOT MADE.*What to do: .*Law: "):
            pressed()
    assert files(folder) == []
    assert [grid(book, sheet.name) for sheet in book.sheets] == before


# At the server


def documents(made: bytes) -> dict[str, bytes]:
    return {each["name"]: b64decode(each["base64"]) for each in json.loads(made)["documents"]}


def test_the_answer_carries_the_documents_and_the_lines(
    opened: OPENED, four: Path, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = answer("write_rights", body(opened[0], 2, 4))
    assert documents(made) == by_command("rights", four, tmp_path / "x", "V-001", "V-003")
    written = [step for step in json.loads(made)["steps"] if step["do"] == "write"]
    assert [step["sheet"] for step in written] == ["Letters"]
    assert [row[2] for row in written[0]["values"]] == ["'V-001", "'V-003"]
    # The workbook names a folder, and no folder of the server's is touched.
    assert files(folder) == []


def test_other_buttons_carry_none(opened: OPENED) -> None:
    assert documents(answer("check", body(opened[0], 2))) == {}


@pytest.mark.parametrize("rows", [tuple(range(2, 203)), (0,), (1_048_577,), (2.5,)])
def test_rows_beyond_all_measure_are_not_taken(opened: OPENED, rows: Any) -> None:
    selected = {"sheet": "Register", "row": 2, "column": 1, "rows": rows}
    with pytest.raises(Refused, match="could not be read"):
        answer("write_rights", body(opened[0], 2, selected=selected))


def test_documents_that_are_too_large_together_are_refused(
    opened: OPENED, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("s117xl.server.desk.MOST_BYTES", 15_000)
    with pytest.raises(Refused, match="select fewer rows"):
        answer("write_rights", body(opened[0], 2, 3, 4))


def own_templates(folder: Path) -> Path:
    """A folder with a leaflet of the organisation's own."""
    folder.mkdir()
    document = docx.Document(io.BytesIO(ours("rights")))
    document.add_paragraph("From the team at the bridge.")
    document.save(str(folder / "rights.docx"))
    return folder


@pytest.mark.parametrize("named", ["templates_folder", "logo"])
def test_no_folder_that_a_workbook_names_is_looked_at(tmp_path: Path, named: str) -> None:
    theirs = own_templates(tmp_path / "theirs")
    settings = {named: str(theirs) if named == "templates_folder" else "logo.png"}
    book, _ = open_in_standin(register(tmp_path / "r.xlsx", settings, Register=people(1)))
    made = answer("write_rights", body(book, 2))
    assert "the bridge" not in text(documents(made)["V-001 rights v1.docx"])
    assert any("of the server are used" in line for line in json.loads(made)["lines"])
    assert "of the server are used" not in answer("check", body(book, 2)).decode()


def test_the_servers_own_templates_are_used(opened: OPENED, tmp_path: Path) -> None:
    settings = ServerSettings(development=True, templates=own_templates(tmp_path / "ours"))
    templates = Templates(settings.templates, settings.logo)
    made = answer("write_rights", body(opened[0], 2), templates)
    assert "From the team at the bridge." in text(documents(made)["V-001 rights v1.docx"])
    assert "of the server are used" not in made.decode()


@pytest.fixture
def server() -> FastAPI:
    return create_app(ServerSettings(development=True))


def ask(server: FastAPI, content: bytes) -> httpx.Response:
    """The answer of the server, all of it in this process."""

    async def post() -> httpx.Response:
        door = httpx.ASGITransport(server, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=door, base_url="http://localhost") as client:
            headers = {"content-type": "application/json"}
            return await client.post("/api/actions/write_rights", content=content, headers=headers)

    # In a thread of its own, as a browser of other tests may have a loop in this one.
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(anyio.run, post).result()


def test_a_fault_half_way_yields_no_documents(
    opened: OPENED, server: FastAPI, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_one, seen = Maker._write, []

    def fail(self: Maker, *given: Any) -> Any:
        seen.append(write_one(self, *given))
        if len(seen) == 2:
            raise ValueError("Avery Example")
        return seen[-1]

    monkeypatch.setattr(Maker, "_write", fail)
    end = ask(server, body(opened[0], 2, 3, 4))
    assert (end.status_code, set(end.json())) == (500, {"told"})
    assert len(seen) == 2
    assert not any(secret in end.text for secret in SECRETS)


def test_the_log_names_nobody(
    opened: OPENED, server: FastAPI, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        assert ask(server, body(opened[0], 2, 3)).json()["documents"]
        assert ask(server, body(opened[0], 1)).status_code == 422
    assert "/api/actions/write_rights 200" in caplog.text
    assert not any(secret in caplog.text for secret in (*SECRETS, "V-001", "rights v1"))


def test_nothing_stays_in_the_server(opened: OPENED, server: FastAPI) -> None:
    first = ask(server, body(opened[0], 2)).json()["documents"]
    assert ask(server, body(opened[0], 2)).json()["documents"] == first
