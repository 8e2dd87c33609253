"""A stand-in for Excel, in memory: xlwings' own classes over plain grids.

It is no Excel. It does what Excel was seen to do where our code hangs on it: a scalar for one
cell, every number a float, a text that looks like something else taken for it, at most 255
letters in an address, refusals for a protected sheet and while a cell is being edited, formats
counted from the active cell. What only Excel can show stands in docs/excel-checklist.md.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import xlwings as xw
from openpyxl.utils import get_column_letter, range_boundaries

ROWS, COLUMNS = 1_048_576, 16_384
EDITING, REFUSED = -2146777998, -2147352567
ERROR_CODES = {"#DIV/0!": -2146826281, "#N/A": -2146826246, "#NAME?": -2146826259,
               "#NULL!": -2146826288, "#NUM!": -2146826252, "#REF!": -2146826265,
               "#VALUE!": -2146826273}  # fmt: skip
ERROR_TEXTS = {code: text for text, code in ERROR_CODES.items()}


class ComError(Exception):
    """What pywin32 raises: its first argument is the code."""


@dataclass
class Cell:
    """A cell: what it shows, and its formula if it has one."""

    value: Any = None
    formula: str = ""


@dataclass
class Laid:
    """A conditional format as it was laid: its formula, its range, and the active cell then."""

    formula: str
    area: tuple[int, int, int, int]
    active: tuple[int, int]


class Excel:
    """The application. `calls` counts reads and writes of ranges, and heights asked for."""

    name, type, pid = "excel", "desktop", 1

    def __init__(self) -> None:
        self.editing = False
        self.calls = {"read": 0, "write": 0, "height": 0}
        self.screen_updating = True
        self.enable_events = True
        self.display_alerts = True
        self.calculation = "automatic"
        self.status_bar: Any = False
        self.told: list[Any] = []
        self.engine = self
        self.impl = self
        self.apps = [self]
        self.books: Any = Books(self)
        self.selection: Any = None
        self.api = self
        self.ProtectedViewWindows = Views(0)

    def __setattr__(self, name: str, value: Any) -> None:
        if name == "status_bar" and "told" in self.__dict__:
            self.told.append(value)
        super().__setattr__(name, value)

    def activate(self, steal_focus: bool = False) -> None:
        """Come to the front."""

    def busy(self) -> None:
        """Refuse as Excel does while a cell is being edited."""
        if self.editing:
            raise ComError(EDITING, "Exception occurred.")

    @staticmethod
    def prepare_xl_data_element(value: Any, _options: Any) -> Any:
        """A value as xlwings hands it to COM."""
        return "" if value is None else value

    @staticmethod
    def clean_value_data(data: Any, _days: Any, empty: Any, _numbers: Any, errors: bool) -> Any:
        """Values as xlwings hands them on."""

        def clean(value: Any) -> Any:
            if value is None or value == "":
                return empty
            if value in ERROR_TEXTS and isinstance(value, int):
                return ERROR_TEXTS[value] if errors else None
            return value

        rows = data if isinstance(data, tuple | list) else ((data,),)
        return [[clean(cell) for cell in row] for row in rows]


@dataclass
class Views:
    """The windows in Protected View."""

    Count: int


class Books(list[Any]):
    """The open workbooks."""

    def __init__(self, app: Excel) -> None:
        super().__init__()
        self.app = app

    @property
    def active(self) -> Any:
        """The workbook in front."""
        return self[-1]


class Book:
    """An open workbook."""

    def __init__(self, app: Excel, name: str) -> None:
        self.app, self.name = app, name
        self.sheets = Sheets(self)
        self.names = Names()
        self.ReadOnly = False
        self.AutoSaveOn = False
        self.api = self
        app.books.append(self)

    def activate(self) -> None:
        """Come to the front."""

    @property
    def fullname(self) -> str:
        """Never to be asked for: wrong or failing on SharePoint."""
        raise ComError(REFUSED, "fullname was asked for")


class Names(list[Any]):
    """The defined names of a workbook."""

    def snapshot(self) -> list[tuple[str, Any]]:
        """Each name with what it is."""
        return [(each.name, each) for each in self]

    def __call__(self, name: str) -> Name:
        for each in self:
            if each.name == name:
                return each
        raise ComError(REFUSED, "there is no such name")


@dataclass
class Name:
    """A defined name."""

    name: str
    refers_to: str
    book: Book

    @property
    def refers_to_range(self) -> Range:
        """The cells below the heading of a table's column."""
        for sheet in self.book.sheets:
            for table in sheet.tables:
                top, left, bottom, right = table.area
                for column in range(left, right + 1):
                    heading = sheet.cells.get((top, column), Cell()).value
                    if self.refers_to == f"={table.name}[{heading}]":
                        return Range(sheet, (top + 1, column, bottom, column))
        raise ComError(REFUSED, "the name refers to no cells")


class Sheets:
    """The sheets of a workbook."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.all: list[Sheet] = []
        self.front = 0

    def __call__(self, key: Any) -> Sheet:
        return self.all[key - 1] if isinstance(key, int) else next(
            sheet for sheet in self.all if sheet.name == key
        )  # fmt: skip

    def __len__(self) -> int:
        return len(self.all)

    def __iter__(self) -> Iterator[Sheet]:
        return iter(self.all)

    @property
    def active(self) -> Sheet:
        """The sheet in front."""
        return self.all[self.front]


class Sheet:
    """A sheet."""

    def __init__(self, book: Book, name: str) -> None:
        self.book, self.name = book, name
        self.cells: dict[tuple[int, int], Cell] = {}
        self.tables = Tables(self)
        self.laid: list[Laid] = []
        self.hidden: set[int] = set()
        self.tall: dict[int, float] = {}
        self.ProtectContents = False
        self.api = self

    def range(self, first: Any, second: Any = None) -> Range:
        """The range between two cells, or at an address."""
        if isinstance(first, str):
            if len(first) > 255:
                raise ComError(REFUSED, "an address of more than 255 letters")
            return Range(self, *map(_area, first.split(",")))
        if isinstance(first, tuple) and len(first) == 4:
            row, column, rows, columns = first
            return Range(self, (row, column, row + rows - 1, column + columns - 1))
        start = (first.row, first.column) if isinstance(first, Range) else first
        if second is None:
            return Range(self, (*start, *start))
        end = second.area[2:] if isinstance(second, Range) else second
        return Range(self, (*start, *end))

    def activate(self) -> None:
        """Put the sheet in front."""
        self.book.sheets.front = self.book.sheets.all.index(self)


class Range:
    """Some cells of a sheet. Of several areas it tells the first, but for its address, as Excel."""

    max_cells_per_read = max_cells_per_write = None

    def __init__(
        self, sheet: Sheet, area: tuple[int, int, int, int], *others: tuple[int, int, int, int]
    ) -> None:
        self.sheet, self.area, self.others = sheet, area, others
        self.options: dict[str, Any] = {}
        self.api = True

    row = property(lambda self: self.area[0])
    column = property(lambda self: self.area[1])

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        top, left, bottom, right = self.area
        return bottom - top + 1, right - left + 1

    def __len__(self) -> int:
        return self.shape[0] * self.shape[1]

    def __call__(self, row: int, column: int) -> Range:
        at = (self.row + row - 1, self.column + column - 1)
        return Range(self.sheet, (*at, *at))

    @property
    def address(self) -> str:
        """The address as Excel writes it, cut off where it is long."""
        parts = [_address(each) for each in (self.area, *self.others)]
        while len(",".join(parts)) > 255:
            parts.pop()
        return ",".join(parts)

    @property
    def row_height(self) -> float | None:
        """The height of its rows: 0 if all are hidden, None where they differ."""
        app = self.sheet.book.app
        app.busy()
        app.calls["height"] += 1
        sheet, (top, _, bottom, _) = self.sheet, self.area
        told = {*sheet.hidden, *sheet.tall} & {*range(top, bottom + 1)}
        heights = {0.0 if row in sheet.hidden else sheet.tall[row] for row in told}
        if len(told) < bottom - top + 1:
            heights.add(15.0)
        return heights.pop() if len(heights) == 1 else None

    def _read(self, part: str) -> Any:
        self.sheet.book.app.busy()
        self.sheet.book.app.calls["read"] += 1
        top, left, bottom, right = self.area
        rows = tuple(
            tuple(_shown(self.sheet.cells.get((row, column)), part)
                  for column in range(left, right + 1))
            for row in range(top, bottom + 1)
        )  # fmt: skip
        return rows[0][0] if self.shape == (1, 1) else rows

    def _write(self, values: Any) -> None:
        app = self.sheet.book.app
        app.busy()
        app.calls["write"] += 1
        if self.sheet.ProtectContents:
            raise ComError(REFUSED, "The cell or chart is protected.")
        if not isinstance(values, list | tuple):
            values = [[values] * self.shape[1]] * self.shape[0]
        if (len(values), len(values[0])) != self.shape:
            raise ComError(REFUSED, "the shapes differ")
        for down, line in enumerate(values):
            for across, value in enumerate(line):
                self.sheet.cells[self.row + down, self.column + across] = _taken(value)

    raw_value = property(lambda self: self._read("value"), lambda self, v: self._write(v))
    formula = property(lambda self: self._read("formula"), lambda self, v: self._write(v))

    def select(self) -> None:
        """Select the range; its first cell is the active one."""
        if self.sheet is not self.sheet.book.sheets.active:
            raise ComError(REFUSED, "Select method of Range class failed")
        self.sheet.book.app.selection = self

    @property
    def conditional_formats(self) -> Formats:
        """The conditional formats that touch the range."""
        return Formats(self)


class Formats:
    """The conditional formats of a range."""

    def __init__(self, cells: Range) -> None:
        self.cells = cells

    def _mine(self) -> list[Laid]:
        top, left, bottom, right = self.cells.area
        return [
            each for each in self.cells.sheet.laid
            if each.area[0] <= bottom and each.area[2] >= top
            and each.area[1] <= right and each.area[3] >= left
        ]  # fmt: skip

    def __len__(self) -> int:
        return len(self._mine())

    def __call__(self, number: int) -> Format:
        return Format(self.cells.sheet, self._mine()[number - 1])

    def __iter__(self) -> Iterator[Format]:
        return (Format(self.cells.sheet, each) for each in self._mine())

    def add_custom(self, spec: dict[str, Any]) -> Format:
        """Lay a format over the range."""
        at = self.cells.sheet.book.app.selection
        active = (at.row, at.column) if at is not None else (1, 1)
        made = Laid(spec["formula"], self.cells.area, active)
        self.cells.sheet.laid.append(made)
        return Format(self.cells.sheet, made)


@dataclass
class Format:
    """One conditional format."""

    sheet: Sheet
    laid: Laid
    type: str = "custom"

    @property
    def formula1(self) -> str:
        """Its formula."""
        return self.laid.formula

    @property
    def formula(self) -> str:
        """Its formula."""
        return self.laid.formula

    def delete(self) -> None:
        """Take it away."""
        self.sheet.laid.remove(self.laid)


@dataclass
class Tables:
    """The tables of a sheet."""

    sheet: Sheet
    all: list[Any] = field(default_factory=list)

    def __call__(self, key: Any) -> Any:
        return self.all[key - 1] if isinstance(key, int) else next(
            table for table in self.all if table.name == key
        )  # fmt: skip

    def __len__(self) -> int:
        return len(self.all)

    def __iter__(self) -> Iterator[Any]:
        return iter(self.all)


class ListObject:
    """An Excel table."""

    show_headers, show_totals = True, False

    def __init__(self, sheet: Sheet, name: str, area: tuple[int, int, int, int]) -> None:
        self.parent, self.name, self.area = sheet, name, area

    @property
    def range(self) -> Range:
        """Its cells, headings included."""
        return Range(self.parent, self.area)

    @property
    def header_row_range(self) -> Range:
        """Its headings."""
        return Range(self.parent, (self.area[0], self.area[1], self.area[0], self.area[3]))

    def resize(self, cells: Any) -> None:
        """Make it as large as these cells."""
        if self.parent.ProtectContents:
            raise ComError(REFUSED, "The sheet is protected.")
        self.area = cells.impl.area
        for laid in self.parent.laid:
            # Excel lets formats that cover a table's whole column grow with it.
            laid.area = (*laid.area[:2], self.area[2], laid.area[3])


def _area(address: str) -> tuple[int, int, int, int]:
    left, top, right, bottom = range_boundaries(address)
    return top or 1, left or 1, bottom or ROWS, right or COLUMNS


def _address(area: tuple[int, int, int, int]) -> str:
    top, left, bottom, right = area
    if (top, bottom) == (1, ROWS):
        return f"${get_column_letter(left)}:${get_column_letter(right)}"
    if (left, right) == (1, COLUMNS):
        return f"${top}:${bottom}"
    first, last = (f"${get_column_letter(c)}${r}" for c, r in ((left, top), (right, bottom)))
    return first if first == last else f"{first}:{last}"


def _shown(cell: Cell | None, part: str) -> Any:
    if cell is None:
        return "" if part == "formula" else None
    if part == "formula":
        return cell.formula or ("" if cell.value is None else _as_entry(cell.value))
    return cell.value


def _as_entry(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and _misread(value) != value else value


def _taken(value: Any) -> Cell:
    """What Excel makes of what is put into a cell."""
    if isinstance(value, str):
        if value.startswith("'"):
            return Cell(value[1:])
        if value.startswith("="):
            return Cell("Go" if "HYPERLINK" in value else 0.0, value)
        return Cell(None if value == "" else _misread(value))
    if isinstance(value, bool):
        return Cell(value)
    if isinstance(value, int):
        return Cell(float(value))
    if isinstance(value, date) and not isinstance(value, datetime):
        return Cell(datetime(value.year, value.month, value.day))
    return Cell(value)


def _misread(text: str) -> Any:
    """A text as Excel takes it when it is typed: numbers, dates and truths are not left texts."""
    if re.fullmatch(r"[-+]?[0-9]+(\.[0-9]+)?(E[-+]?[0-9]+)?%?", text):
        return float(text.rstrip("%"))
    if re.fullmatch(r"[0-9]{1,2}[/.-][0-9]{1,2}([/.-][0-9]{2,4})?", text):
        return datetime(2026, 1, 1)
    if re.fullmatch(r"(?i)[a-z]{3,9}[- ][0-9]{2,4}", text):
        return datetime(2026, 1, 1)
    if text.casefold() in ("true", "false"):
        return text.casefold() == "true"
    if text[:1] in ("=", "+", "-", "@"):
        return 0.0
    return text


def open_in_standin(path: Path, beside: Excel | None = None) -> tuple[xw.Book, Excel]:
    """A workbook's cells, tables, names and formats as if it were open in Excel.

    It is in front, in the Excel given or else in one of its own.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(path)
        values = openpyxl.load_workbook(path, data_only=True)
    app = beside or Excel()
    opened = Book(app, path.name)
    for name, defined in book.defined_names.items():
        opened.names.append(Name(name, f"={defined.attr_text}", opened))
    for shown in book.worksheets:
        sheet = Sheet(opened, shown.title)
        opened.sheets.all.append(sheet)
        for row in shown.iter_rows():
            for cell in row:
                if cell.value is not None:
                    at = (cell.row, cell.column)
                    sheet.cells[at] = _held(cell.value, values[shown.title].cell(*at).value)
        for table in shown.tables.values():
            left, top, right, bottom = range_boundaries(table.ref)
            sheet.tables.all.append(ListObject(sheet, table.name, (top, left, bottom, right)))
        for laid in shown.conditional_formatting:
            for rule in laid.rules:
                left, top, right, bottom = range_boundaries(str(laid.sqref).split()[0])
                formula = f"={rule.formula[0]}" if rule.formula else ""
                sheet.laid.append(Laid(formula, (top, left, bottom, right), (top, left)))
    app.selection = Range(opened.sheets.all[0], (1, 1, 1, 1))
    run(app)
    return xw.Book(impl=opened), app


def run(*apps: Excel) -> None:
    """Let these be the Excels that are running."""
    engine = apps[0] if apps else Excel()
    engine.apps = list(apps)
    xw.engines.active = xw.main.Engine(impl=engine)


def _held(value: Any, shown: Any) -> Cell:
    if isinstance(value, str) and value.startswith("="):
        return Cell(ERROR_CODES.get(str(shown), shown), value)
    if isinstance(value, bool):
        return Cell(value)
    if isinstance(value, int):
        return Cell(float(value))
    return Cell(ERROR_CODES.get(value, value) if isinstance(value, str) else value)


def grid(book: xw.Book, sheet: str) -> Sequence[Sequence[Any]]:
    """What the cells of a sheet show, from A1 to the last that is used."""
    cells: dict[tuple[int, int], Cell] = book.sheets[sheet].impl.cells
    used = [at for at, cell in cells.items() if cell.value not in (None, "")]
    last = (max((r for r, _ in used), default=0), max((c for _, c in used), default=0))
    return [
        [_shown(cells.get((row, column)), "value") for column in range(1, last[1] + 1)]
        for row in range(1, last[0] + 1)
    ]
