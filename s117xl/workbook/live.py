"""The workbook that is open in Excel, read and written through Excel itself.

The one module that imports xlwings. It works from the open handle and never from a path, which
is wrong or missing on SharePoint. One read and one write for each table.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from itertools import islice
from typing import Any, NamedTuple

import xlwings as xw

from s117xl.refusal import Refused
from s117xl.workbook.areas import Area
from s117xl.workbook.edits import Edit, Formula
from s117xl.workbook.file import Result
from s117xl.workbook.grids import Block, Grid, Lay, Resize, Step, plan, read_grid, tidy, typed
from s117xl.workbook.headings import Wanted
from s117xl.workbook.looks import STYLES
from s117xl.workbook.package import Table
from s117xl.workbook.patch.formats import formula_at
from s117xl.workbook.raw import RawTable
from s117xl.workbook.selection import blocks, seen

_BUSY = {-2146777998, -2147418111, -2147417846}
"""What COM answers while a cell is being edited or a dialog is open (VBA_E_IGNORE,
RPC_E_CALL_REJECTED, RPC_E_SERVERCALL_RETRYLATER)."""
_PATIENCE = 300
"""Times that a busy Excel is asked before the person is told: a second or so."""


class OpenWorkbook:
    """A workbook that is open in Excel."""

    def __init__(self, book: xw.Book) -> None:
        self._book = book
        self._digest = hashlib.sha256()
        with _in_words():
            self._tables = {table.name: table for table in _tables(book)}

    @property
    def name(self) -> str:
        """What Excel's title bar calls it."""
        return str(self._book.name)

    @property
    def digest(self) -> str:
        """A sha256 in hex of the cells that were read."""
        return self._digest.hexdigest()

    @property
    def tables(self) -> Mapping[str, Table]:
        """Its Excel tables by name."""
        return self._tables

    def read(self, wanted: Sequence[Wanted], tell: Callable[[str], None]) -> Iterator[RawTable]:
        """Each of the wanted tables that it holds; `tell` is told of each sheet."""
        with _in_words():
            names = {name.name: str(name.refers_to).lstrip("=") for name in self._book.names}
            for want in wanted:
                if table := self._tables.get(want.excel_name):
                    tell(table.sheet)
                    grid = self._grid(table)
                    self._digest.update(repr((table.name, table.headings, grid.rows)).encode())
                    yield read_grid(want, grid, names)

    def require_writable(self) -> None:
        """Refused where Excel could not write: read-only, or a sheet of a table protected."""
        with _in_words():
            if _ask(self._book, "ReadOnly", "read_only"):
                raise Refused(
                    f"{self.name} is open for reading only; save it under a name of your own or "
                    "ask whoever has it open to close it, then press the button again."
                )
            for sheet in sorted({table.sheet for table in self._tables.values()}):
                if _ask(self._book.sheets[sheet], "ProtectContents", "protect_contents"):
                    raise Refused(
                        f"The sheet {sheet} is protected; take the protection off (Review, "
                        "Unprotect Sheet), then press the button again."
                    )

    def apply(self, edits: Sequence[Edit]) -> Result:
        """Make the edits through Excel. Where it fails half-way, what was written is put back.

        Excel's settings are as they were afterwards, whatever happens.
        """
        with _in_words():
            wanted = {edit.table for edit in edits}
            grids = {
                name: self._grid(table, formulas=True)
                for name, table in self._tables.items()
                if name in wanted
            }
            planned = plan(edits, grids)
            notes = tuple(self._notes())
            # Once writing has begun, a cell that a person starts to edit is waited for.
            with self._book.app.properties(screen_updating=False, enable_events=False), _asking(0):
                self._make(planned.steps)
                self._tables = {table.name: table for table in _tables(self._book)}
        return Result((), planned.left_over, notes)

    def keep_copy(self, folder: str, today: date, keep: int) -> None:
        """Nothing: an open workbook is saved, or not, by the person."""

    def show(self, sheet: str, cell: str) -> None:
        """Take the person to a cell."""
        with _in_words():
            self._book.sheets[sheet].activate()
            self._book.sheets[sheet].range(cell).select()

    def selected(self) -> tuple[str, int, int] | None:
        """The sheet, row and column of the cell that is selected, None where none is."""
        with _in_words():
            chosen = self._book.app.selection
            return (chosen.sheet.name, chosen.row, chosen.column) if chosen else None

    def selected_rows(self, most: int) -> tuple[int, ...]:
        """The first rows, at most so many, of a table that are selected and can be seen.

        Refused where there are some and none can be seen, as with rows that a filter hides.
        """
        with _in_words():
            chosen = self._book.app.selection
            if chosen is None:
                return ()
            sheet = chosen.sheet
            bodies = [_body(table) for table in self._tables.values() if table.sheet == sheet.name]

            def height(first: int, last: int) -> float | None:
                return sheet.range((first, 1), (last, 1)).row_height

            parts = blocks(chosen.address, bodies)
            rows = {row for part in parts for row in islice(seen(height, *part), most)}
        if parts and not rows:
            raise Refused("The rows that are selected are hidden; show them, or select others.")
        return tuple(sorted(rows)[:most])

    def beside(self, table: str) -> OpenWorkbook | None:
        """The other workbook open in this Excel that holds a table of this name, None without one.

        Refused where there are several: which is meant is for the person to say.
        """
        with _in_words():
            books = [OpenWorkbook(each) for each in self._book.app.books if each.name != self.name]
        found = [book for book in books if table in book.tables]
        if len(found) > 1:
            names = ", ".join(book.name for book in found)
            raise Refused(
                f"More than one workbook with the table {table} is open beside {self.name}: "
                f"{names}; close all but the one that is meant, then press the button again."
            )
        return found[0] if found else None

    @contextmanager
    def telling(self) -> Iterator[Callable[[str], None]]:
        """A function that shows in the status bar what is being done; it is put back at the end."""
        app = self._book.app

        def tell(text: str) -> None:
            app.status_bar = f"s117xl: {text} …"

        with app.properties(status_bar="s117xl …"):
            yield tell

    def _grid(self, table: Table, *, formulas: bool = False) -> Grid:
        """The cells of a table; with `formulas`, those that hold one with it."""
        area = _body(table)
        cells = self._range(table.sheet, area)
        rows = cells.options(ndim=2, err_to_str=True).value
        if formulas:
            texts: Any = cells.formula
            texts = texts if isinstance(texts, list | tuple) else ((texts,),)
            rows = [
                [_with_formula(cell, text) for cell, text in zip(row, line, strict=True)]
                for row, line in zip(rows, texts, strict=True)
            ]
        return Grid(table, rows)

    def _range(self, sheet: str, area: Area) -> xw.Range:
        return self._book.sheets[sheet].range((area.top, area.left), (area.bottom, area.right))

    def _make(self, steps: Sequence[Step]) -> None:
        done: list[tuple[xw.Range, Any]] = []
        try:
            for step in steps:
                if isinstance(step, Block):
                    self._write(step, done)
                elif isinstance(step, Resize):
                    self._resize(step)
                else:
                    self._lay(step)
        except BaseException:  # whatever it is, nothing is left half-written
            for cells, before in reversed(done):
                cells.formula = before
            raise

    def _write(self, block: Block, done: list[tuple[xw.Range, Any]]) -> None:
        height, width = len(block.values), len(block.values[0])
        area = Area(block.row, block.column, block.row + height - 1, block.column + width - 1)
        cells = self._range(block.sheet, area)
        done.append((cells, cells.formula))
        cells.value = [[typed(value) for value in row] for row in block.values]

    def _resize(self, step: Resize) -> None:
        table = self._book.sheets[step.table.sheet].tables[step.table.name]
        table.resize(self._range(step.table.sheet, step.table.area))

    def _lay(self, step: Lay) -> None:
        """Our formats over all of a table's rows; whatever a person laid stays as it is.

        Where each stands once they are left alone: pasting is what splits and doubles them.
        """
        cells = self._range(step.table.sheet, _body(step.table))
        marks = [each.mark for each in step.edit.formats]
        laid = cells.conditional_formats
        ours = [
            number for number, each in enumerate(laid)
            if any(mark in str(each.formula1 or "") for mark in marks)
        ]  # fmt: skip
        if len(ours) == len(marks):
            return
        for number in reversed(ours):
            laid[number].delete()
        with self._standing_at(step.table.sheet, cells[0, 0]):
            for each in step.edit.formats:
                look = STYLES[each.style]
                laid.add_custom(
                    f"={formula_at(step.table, cells.row, each.formula)}",
                    fill_color=f"#{look.fill}",
                    font_color=f"#{look.font}",
                    font_bold=look.bold,
                )

    @contextmanager
    def _standing_at(self, sheet: str, cell: xw.Range) -> Iterator[None]:
        """With this cell selected: Excel counts a format's references from the active cell."""
        before = self._book.sheets.active, self._book.app.selection
        self._book.sheets[sheet].activate()
        cell.select()
        try:
            yield
        finally:
            before[0].activate()
            if before[1] is not None:
                before[1].select()

    def _notes(self) -> Iterator[str]:
        if _ask(self._book, "AutoSaveOn", "autosave_on"):
            yield (
                "The workbook saves itself as it changes, and others may be in it too: what they "
                "changed after the button was pressed is not in this check."
            )


def active_workbook() -> OpenWorkbook:
    """The workbook in front in Excel. Refused with the reason where there is none to be had."""
    with _in_words():
        app = xw.apps.active
        if app is None:
            raise Refused("Excel is not open; open the register in it, and press the button again.")
        books = app.books
        if len(books) == 0:
            views = getattr(getattr(app, "api", None), "ProtectedViewWindows", None)
            if getattr(views, "Count", 0):
                raise Refused(
                    "The workbook is in Protected View; press Enable Editing at the top, then "
                    "press the button again."
                )
            raise Refused("No workbook is open in Excel; open the register first.")
        return OpenWorkbook(books.active)


class Spot(NamedTuple):
    """Where a person is in Excel: the workbook in front, the sheet and the row that is selected.

    `id` is what the row's cell in its column of ids holds now, "" where that is blank; None where
    the row is in no table, or the column cannot be found. The sheet is "" where no cell is
    selected.
    """

    workbook: str
    sheet: str = ""
    row: int = 0
    id: Any = None


def spot(id_columns: Mapping[str, str]) -> Spot | None:
    """Where the person is, in a few small reads; None where no workbook is open.

    `id_columns` has, for a sheet, the defined name of its column of ids. Raises Refused, at once,
    where Excel is busy.
    """
    with _in_words(), _asking(1):
        app = xw.apps.active
        if app is None or len(app.books) == 0:
            return None
        book, chosen = app.books.active, app.selection
        if chosen is None:
            return Spot(book.name)
        sheet, row = chosen.sheet.name, chosen.row
        ids = _named(book, id_columns.get(sheet))
        if ids is None or not ids.row <= row < ids.row + ids.shape[0]:
            return Spot(book.name, sheet, row)
        return Spot(book.name, sheet, row, tidy(ids[row - ids.row, 0].value))


def say(text: str) -> bool:
    """The text shown in a box of Excel's own; whether an Excel was there to show it."""
    try:
        if xw.apps.active is None:
            return False
        xw.apps.active.alert(text, "s117xl")
    except Exception:  # whatever it is, the text is then told elsewhere
        return False
    return True


def _named(book: xw.Book, name: str | None) -> xw.Range | None:
    """The cells that a defined name stands for; None where it has gone, or its column has."""
    if name is None:
        return None
    try:
        return book.names[name].refers_to_range
    except Exception as error:
        if _is_busy(error):
            raise
        return None


def _tables(book: xw.Book) -> Iterator[Table]:
    for sheet in book.sheets:
        for table in sheet.tables:
            cells = table.range
            height, width = cells.shape
            area = Area(cells.row, cells.column, cells.row + height - 1, cells.column + width - 1)
            first: Any = table.header_row_range
            headings = first.options(ndim=1).value if table.show_headers else ()
            yield Table(
                table.name, sheet.name, "", area, tuple(map(_heading, headings)),
                bool(table.show_headers), bool(table.show_totals),
            )  # fmt: skip


def _with_formula(cell: Any, text: Any) -> Any:
    """A text may begin with an equals sign too; only of a formula does Excel show another thing."""
    holds_one = isinstance(text, str) and text.startswith("=") and text != cell
    return Formula(text[1:], cell) if holds_one else cell


def _heading(cell: Any) -> str:
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def _body(table: Table) -> Area:
    area = table.area
    return area._replace(top=area.top + table.header_row, bottom=area.bottom - table.totals_row)


def _ask(thing: Any, windows: str, mac: str) -> Any:
    """A property that xlwings does not give, by its name in each Excel; None where unknown."""
    for name in (windows, mac):
        try:
            found = getattr(thing.api, name)
        except Exception as error:  # each Excel says in a way of its own that it has none such
            if _is_busy(error):
                raise
            continue
        return found.get() if hasattr(found, "get") else found
    return None


@contextmanager
def _in_words() -> Iterator[None]:
    """Excel's own refusals as one sentence each."""
    try:
        with _asking(_PATIENCE):
            yield
    except Refused:
        raise
    except xw.XlwingsError:
        raise Refused(
            "Excel cannot be reached from here: it runs on Windows and on Macs; check the closed "
            "file instead: s117xl check FILE --mark"
        ) from None
    except Exception as error:
        if _is_busy(error):
            raise Refused(
                "Excel is busy: a cell is being edited or a window waits for an answer; press "
                "Enter or Esc in Excel, then press the button again."
            ) from None
        raise


def _is_busy(error: Exception) -> bool:
    codes = (*error.args[:1], getattr(error, "hresult", None))
    return bool(_BUSY.intersection(codes)) or type(error).__name__ == "ExcelBusyError"


@contextmanager
def _asking(times: int) -> Iterator[None]:
    """A busy Excel is asked so often and no more; 0 is until it answers, as xlwings does itself.

    On Windows alone: a Mac's Excel waits of its own.
    """
    windows: Any = sys.modules.get("xlwings._xlwindows")
    if windows is None:
        yield
        return
    before = windows.N_COM_ATTEMPTS
    windows.N_COM_ATTEMPTS = times
    try:
        yield
    finally:
        windows.N_COM_ATTEMPTS = before
