"""The open workbook, in a stand-in for Excel: what is refused, and what is put back."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import xlwings as xw

from s117xl import commands
from s117xl.new import write_rows_as_register
from s117xl.refusal import Refused
from s117xl.workbook.edits import Formula, WriteColumn
from s117xl.workbook.grids import typed
from s117xl.workbook.live import OpenWorkbook, active_workbook
from tests.excel import standin
from tests.excel.standin import Cell, Excel, Laid, Views, grid, open_in_standin, run
from tests.people import AS_AT, person

TODAY: Callable[[], date] = lambda: AS_AT  # noqa: E731


@pytest.fixture
def opened(tmp_path: Path) -> tuple[xw.Book, Excel]:
    path = tmp_path / "register.xlsx"
    rows = [person(plan_ref=None), person(register_id="V-002", nhs_number="9990000026")]
    write_rows_as_register(path, {"Register": rows}, AS_AT, {"holds": "invented people"})
    return open_in_standin(path)


def mark(book: xw.Book) -> None:
    commands.write_marks(*commands.examine(OpenWorkbook(book), AS_AT, TODAY), TODAY)


def state(book: xw.Book) -> list[Any]:
    return [grid(book, sheet.name) for sheet in book.sheets]


def test_the_check_marks_the_open_workbook(opened: tuple[xw.Book, Excel]) -> None:
    book, _ = opened
    mark(book)
    row = grid(book, "Register")[1]
    assert any(str(cell).startswith("|id=V-001|") for cell in row)
    assert any("Aftercare plan" in str(cell) or "filed" in str(cell) for cell in row)


def test_marking_twice_equals_marking_once(opened: tuple[xw.Book, Excel]) -> None:
    book, _ = opened
    mark(book)
    once = state(book)
    laid = [len(sheet.impl.laid) for sheet in book.sheets]
    mark(book)
    assert state(book) == once
    assert [len(sheet.impl.laid) for sheet in book.sheets] == laid


def test_a_persons_own_formula_and_text_beside_a_finding_stay(
    opened: tuple[xw.Book, Excel],
) -> None:
    book, _ = opened
    mark(book)
    findings = book.sheets["Findings"].impl
    table = findings.tables.all[0]
    top, left, bottom, right = table.area
    findings.cells[top, right + 1] = Cell("Mine")
    findings.cells[top + 1, right + 1] = Cell(3.0, "=TODAY()-B2")
    findings.cells[top + 2, right + 1] = Cell("=not a formula")
    table.area = (top, left, bottom, right + 1)
    before = [findings.cells[row, right + 1] for row in (top + 1, top + 2)]
    mark(book)
    after = [findings.cells[row, right + 1] for row in (top + 1, top + 2)]
    assert [cell.formula for cell in after] == [cell.formula for cell in before]
    assert after[1] == before[1]


def test_a_read_only_workbook_is_refused_in_one_sentence(opened: tuple[xw.Book, Excel]) -> None:
    book, _ = opened
    book.impl.ReadOnly = True
    before = state(book)
    with pytest.raises(Refused, match="open for reading only"):
        mark(book)
    assert state(book) == before


def test_a_protected_sheet_is_named_and_refused(opened: tuple[xw.Book, Excel]) -> None:
    book, _ = opened
    book.sheets["Services"].impl.ProtectContents = True
    before = state(book)
    with pytest.raises(Refused, match="The sheet Services is protected"):
        mark(book)
    assert state(book) == before


def test_a_cell_that_is_being_edited_is_told_apart(opened: tuple[xw.Book, Excel]) -> None:
    book, app = opened
    app.editing = True
    with pytest.raises(Refused, match="a cell is being edited"):
        mark(book)


def test_editing_that_begins_half_way_leaves_the_cells_as_they_were(
    opened: tuple[xw.Book, Excel], monkeypatch: pytest.MonkeyPatch
) -> None:
    book, app = opened
    before = state(book)
    write = OpenWorkbook._write
    written: list[int] = []

    def interrupted(self: OpenWorkbook, block: Any, done: list[Any]) -> None:
        if len(written) == 2:
            raise RuntimeError("Excel went away")
        written.append(1)
        write(self, block, done)

    monkeypatch.setattr(OpenWorkbook, "_write", interrupted)
    with pytest.raises(RuntimeError):
        mark(book)
    assert written
    assert state(book) == before
    assert (app.screen_updating, app.enable_events, app.status_bar) == (True, True, False)


def test_formats_that_pasting_has_split_are_laid_afresh(opened: tuple[xw.Book, Excel]) -> None:
    book, app = opened
    sheet = book.sheets["Register"].impl
    mine = Laid("=LEN(A1)>3", (2, 1, 9, 9), (2, 1))
    ours = [laid for laid in sheet.laid if "unlawful|" in laid.formula]
    sheet.laid += [mine, Laid(ours[0].formula, (3, 1, 3, 3), (3, 1))]
    before = len(sheet.laid)
    mark(book)
    assert len(sheet.laid) == before - 1
    assert mine in sheet.laid
    (fresh,) = (laid for laid in sheet.laid if "unlawful|" in laid.formula)
    assert fresh.area[:2] == fresh.active == (2, 1)
    assert fresh.formula == ours[0].formula
    assert (app.selection.sheet.name, app.selection.row) == ("Register", 1)


def test_settings_and_the_status_bar_are_put_back(opened: tuple[xw.Book, Excel]) -> None:
    book, app = opened
    workbook = OpenWorkbook(book)
    with workbook.telling() as tell:
        tell("checking")
    assert "s117xl: checking …" in app.told
    assert app.status_bar is False
    with pytest.raises(ZeroDivisionError), workbook.telling():
        raise ZeroDivisionError
    assert app.status_bar is False


def test_a_workbook_that_saves_itself_is_said_to_be_shared(opened: tuple[xw.Book, Excel]) -> None:
    book, _ = opened
    book.impl.AutoSaveOn = True
    loaded, checked, derived = commands.examine(OpenWorkbook(book), AS_AT, TODAY)
    commands.write_marks(loaded, checked, derived, TODAY)
    assert any("others may be in it" in note for note in loaded.notes)


def test_one_read_and_one_write_for_each_table(opened: tuple[xw.Book, Excel]) -> None:
    book, app = opened
    commands.examine(OpenWorkbook(book), AS_AT, TODAY)
    tables = sum(len(sheet.tables) for sheet in book.sheets)
    # A table's headings and its cells; nothing cell by cell.
    assert app.calls["read"] <= 2 * tables
    assert app.calls["write"] == 0


def test_a_column_of_one_cell_is_read_and_written(opened: tuple[xw.Book, Excel]) -> None:
    book, _ = opened
    table = book.sheets["Runs"].tables["tblRuns"]
    table.resize(book.sheets["Runs"].range((1, 1), (2, table.range.shape[1])))
    workbook = OpenWorkbook(book)
    workbook.apply([WriteColumn("tblRuns", "Version", ["0.1"])])
    assert "0.1" in grid(book, "Runs")[1]


def test_the_selected_cell_is_told_and_another_is_shown(opened: tuple[xw.Book, Excel]) -> None:
    book, _ = opened
    workbook = OpenWorkbook(book)
    assert workbook.selected() == ("Register", 1, 1)
    workbook.show("Findings", "B2")
    assert workbook.selected() == ("Findings", 2, 2)


@pytest.mark.parametrize(
    ("text", "put"),
    [
        ("|id=V-001|Date of birth=invalid|", "|id=V-001|Date of birth=invalid|"),
        ("=1+1", "'=1+1"),
        ("@cmd", "'@cmd"),
        ("+44 7700 900000", "'+44 7700 900000"),
        ("-", "'-"),
        ("03/04/26", "'03/04/26"),
        ("Mar-24", "'Mar-24"),
        ("9990000018", "'9990000018"),
        ("0012", "'0012"),
        ("TRUE", "'TRUE"),
        ("'quoted", "''quoted"),
        ("#REF!", "'#REF!"),
        ("Named lead", "Named lead"),
    ],
)
def test_a_text_stays_the_text_that_it_is(
    opened: tuple[xw.Book, Excel], text: str, put: str
) -> None:
    book, _ = opened
    assert typed(text) == put
    workbook = OpenWorkbook(book)
    workbook.apply([WriteColumn("tblRegister", "To do", [text, None])])
    shown = [row for row in grid(book, "Register")[1:3] if text in row]
    assert len(shown) == 1


def test_a_formula_is_put_in_as_one() -> None:
    assert typed(Formula('HYPERLINK("#A1","Go")', "Go")) == '=HYPERLINK("#A1","Go")'
    assert typed(3.5) == 3.5
    assert typed(None) is None


def test_a_busy_excel_is_asked_a_while_before_writing_and_waited_for_in_it(
    opened: tuple[xw.Book, Excel], monkeypatch: pytest.MonkeyPatch
) -> None:
    book, _ = opened
    windows: Any = ModuleType("xlwings._xlwindows")  # stands in for the part for Windows
    windows.N_COM_ATTEMPTS = 0
    monkeypatch.setitem(sys.modules, "xlwings._xlwindows", windows)
    seen: dict[str, set[int]] = {"read": set(), "write": set()}
    for name in seen:
        method = getattr(standin.Range, f"_{name}")

        def noted(self: Any, *args: Any, _name: str = name, _method: Any = method) -> Any:
            seen[_name].add(windows.N_COM_ATTEMPTS)
            return _method(self, *args)

        monkeypatch.setattr(standin.Range, f"_{name}", noted)
    mark(book)
    assert seen["write"] == {0}
    assert max(seen["read"]) == 300
    assert windows.N_COM_ATTEMPTS == 0


def test_an_excel_without_a_property_is_asked_no_further(
    opened: tuple[xw.Book, Excel],
) -> None:
    book, _ = opened

    class Old:
        """The workbook of an old Excel: what it does not know is an error of COM's own."""

        ReadOnly = False

        def __getattr__(self, name: str) -> Any:
            raise standin.ComError(-2147352570, "Unknown name.")

    book.impl.api = Old()
    mark(book)
    assert any(str(cell).startswith("|id=V-001|") for cell in grid(book, "Register")[1])


def test_with_no_excel_or_no_workbook_the_reason_is_told() -> None:
    run()
    with pytest.raises(Refused, match="Excel is not open"):
        active_workbook()
    app = Excel()
    run(app)
    with pytest.raises(Refused, match="No workbook is open"):
        active_workbook()
    app.ProtectedViewWindows = Views(1)
    with pytest.raises(Refused, match="Protected View"):
        active_workbook()


def test_where_there_can_be_no_excel_that_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xw.engines, "active", None)
    with pytest.raises(Refused, match="Windows and on Macs"):
        active_workbook()


def test_the_workbook_in_front_is_taken(opened: tuple[xw.Book, Excel]) -> None:
    assert opened
    assert active_workbook().name == "register.xlsx"
