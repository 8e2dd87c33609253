"""A workbook that was sent as JSON, by Excel on the web: read, and answered with what to write.

It comes as its tables and goes as steps; nothing of it is kept. A cell is null, a truth, a number
or a text; a day is {"day": N}, N being Excel's own count, as JSON has no days and Excel hands a
day over as a bare number. A formula must come with what it shows where we write its row anew: a
person may have a column of their own in a table of ours.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from s117xl.refusal import Refused
from s117xl.workbook.areas import Area
from s117xl.workbook.edits import Edit, Formula
from s117xl.workbook.file import Result
from s117xl.workbook.grids import Block, Grid, Lay, Resize, Step, plan, read_grid, typed
from s117xl.workbook.headings import Wanted
from s117xl.workbook.looks import STYLES
from s117xl.workbook.package import Table
from s117xl.workbook.patch.formats import formula_at
from s117xl.workbook.raw import RawTable

_EPOCH = datetime(1899, 12, 30)


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


MOST_ROWS, MOST_COLUMNS, MOST_TABLES, MOST_NAMES = 100_000, 1_000, 200, 20_000
"""Of one table and of a workbook: far beyond any register, and a bound for the work."""

_Number = Annotated[float, Field(allow_inf_nan=False)]


class SentDay(_Strict):
    """A day, or a moment, as Excel counts it: 1 is 1 January 1900, the last is in the year 9999."""

    day: float = Field(ge=0, lt=2_958_466)


class SentFormula(_Strict):
    """A cell that holds a formula, its equals sign included, and what it shows."""

    formula: str = Field(pattern="^=")
    shown: SentDay | bool | _Number | str | None


SentCell = SentDay | SentFormula | bool | _Number | str | None


class SentTable(_Strict):
    """One Excel table: its place, its headings and the cells of its data rows, one each."""

    name: str
    sheet: str
    top: int = Field(ge=1, le=1_048_576)
    left: int = Field(ge=1, le=16_384)
    headings: tuple[str, ...] = Field(min_length=1, max_length=MOST_COLUMNS)
    headers: bool = True
    totals: bool = False
    rows: tuple[tuple[SentCell, ...], ...] = Field(max_length=MOST_ROWS)

    @model_validator(mode="after")
    def _is_rectangular(self) -> Self:
        if any(len(row) != len(self.headings) for row in self.rows):
            raise ValueError("a row has not one cell for each heading")
        return self


class SentWorkbook(_Strict):
    """What is sent: the workbook's name, its tables, its defined names, the protected sheets."""

    name: str = Field(max_length=255)
    tables: tuple[SentTable, ...] = Field(max_length=MOST_TABLES)
    names: dict[str, str] = Field(default_factory=dict, max_length=MOST_NAMES)
    protected: tuple[str, ...] = ()


class WireWorkbook:
    """A workbook that was sent. `steps` are what the sender is to do, in order."""

    def __init__(self, sent: SentWorkbook) -> None:
        self._sent = sent
        self._grids = {table.name: _grid(table) for table in sent.tables}
        self.steps: list[dict[str, Any]] = []

    @property
    def name(self) -> str:
        """What the person calls it."""
        return self._sent.name

    @property
    def digest(self) -> str:
        """A sha256 in hex of what was sent."""
        return hashlib.sha256(self._sent.model_dump_json().encode()).hexdigest()

    @property
    def tables(self) -> Mapping[str, Table]:
        """Its Excel tables by name."""
        return {name: grid.table for name, grid in self._grids.items()}

    def read(self, wanted: Sequence[Wanted], tell: Callable[[str], None]) -> Iterator[RawTable]:
        """Each of the wanted tables that was sent; `tell` is told of each sheet."""
        names = {name: text.lstrip("=") for name, text in self._sent.names.items()}
        for want in wanted:
            if grid := self._grids.get(want.excel_name):
                tell(grid.table.sheet)
                yield read_grid(want, grid, names)

    def require_writable(self) -> None:
        """Refused where a sheet of a table is protected."""
        for sheet in self._sent.protected:
            if any(table.sheet == sheet for table in self.tables.values()):
                raise Refused(
                    f"The sheet {sheet} is protected; take the protection off (Review, Unprotect "
                    "Sheet), then press the button again."
                )

    def apply(self, edits: Sequence[Edit]) -> Result:
        """Add the steps that make these edits; later edits see what earlier ones wrote."""
        planned = plan(edits, self._grids)
        self.steps += map(_step, planned.steps)
        self._grids = {**self._grids, **planned.grids}
        return Result((), planned.left_over)

    def keep_copy(self, folder: str, today: date, keep: int) -> None:
        """Nothing: the file is where Excel has it, and keeps its own versions."""


def _grid(sent: SentTable) -> Grid:
    height = len(sent.rows) + sent.headers + sent.totals
    area = Area(sent.top, sent.left, sent.top + height - 1, sent.left + len(sent.headings) - 1)
    table = Table(sent.name, sent.sheet, "", area, sent.headings, sent.headers, sent.totals)
    return Grid(table, [[_cell(cell) for cell in row] for row in sent.rows])


def _cell(cell: SentCell) -> Any:
    if isinstance(cell, SentFormula):
        return Formula(cell.formula[1:], _cell(cell.shown))
    return _EPOCH + timedelta(days=cell.day) if isinstance(cell, SentDay) else cell


def _step(step: Step) -> dict[str, Any]:
    if isinstance(step, Block):
        values = [[_sent(typed(value)) for value in row] for row in step.values]
        return {"do": "write", "sheet": step.sheet, "row": step.row, "column": step.column,
                "values": values}  # fmt: skip
    if isinstance(step, Resize):
        return {"do": "resize", "table": step.table.name, "area": step.table.area.a1}
    return _lay(step)


def _sent(value: Any) -> Any:
    if isinstance(value, datetime):
        return {"day": (value - _EPOCH) / timedelta(days=1)}
    return {"day": float((value - _EPOCH.date()).days)} if isinstance(value, date) else value


def _lay(step: Lay) -> dict[str, Any]:
    area = step.table.area
    body = area._replace(
        top=area.top + step.table.header_row, bottom=area.bottom - step.table.totals_row
    )
    formats = [
        {
            "mark": each.mark,
            "formula": f"={formula_at(step.table, body.top, each.formula)}",
            "fill": f"#{STYLES[each.style].fill}",
            "font": f"#{STYLES[each.style].font}",
            "bold": STYLES[each.style].bold,
        }
        for each in step.edit.formats
    ]
    return {"do": "lay", "table": step.table.name, "sheet": step.table.sheet, "area": body.a1,
            "formats": formats}  # fmt: skip
