"""The rows of a table of the baseline, cell by cell; what cannot be read is noted and is None."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, time, timedelta
from typing import Any

from s117xl.baseline.questions import scale
from s117xl.baseline.tables import Note
from s117xl.load import records
from s117xl.register.cells import read_date
from s117xl.register.columns import show_day
from s117xl.register.kinds import Date
from s117xl.register.plain_text import tidy
from s117xl.workbook.areas import column_letters
from s117xl.workbook.cells import BrokenCell
from s117xl.workbook.raw import RawTable

_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
_NUMBER = re.compile(r"([0-9]+)(?:\.0+)?")
_NAMED = re.compile(r"([1-5])?[ .:-]*([a-z ]+)")
_YES_NO = {"yes": True, "y": True, "true": True, "no": False, "n": False, "false": False}


class Row:
    """A row of a table, which reads its cells by heading."""

    def __init__(self, table: RawTable, number: int, cells: dict[str, Any], notes: list[Note]):
        self.table = table
        self.number = number
        self._cells = cells
        self._notes = notes

    def address(self, heading: str) -> str:
        """The cell under a heading, such as C12; the row's number where there is no such column."""
        column = self.table.columns.get(heading)
        return f"{column_letters(column.position)}{self.number}" if column else f"{self.number}"

    def note(self, heading: str, text: str) -> None:
        """Keep what is to be said of a cell."""
        self._notes.append(Note(self.table.sheet, self.address(heading), text))

    def raw(self, heading: str) -> Any:
        """The cell as it stands; a blank is an empty text, and so is one that is broken."""
        cell = self._cells.get(heading, "")
        if isinstance(cell, BrokenCell):
            self.note(heading, f"{heading} {cell.why}.")
            return ""
        return cell

    def text(self, heading: str) -> str:
        """The cell as text: its lines, each tidied."""
        cell = self.raw(heading)
        if isinstance(cell, date):
            return show_day(cell)
        if not isinstance(cell, str):
            return tidy(cell)
        return "\n".join(filter(None, map(tidy, cell.splitlines())))

    def rating(self, heading: str) -> tuple[int | None, bool]:
        """A whole number from 1 to 5, and whether something else stands there."""
        if isinstance(self._cells.get(heading), BrokenCell):
            return None, self.raw(heading) == ""
        cell = self.raw(heading)
        if isinstance(cell, str) and not tidy(cell):
            return None, False
        rating, why = read_rating(cell)
        if why:
            self.note(heading, f"{heading} {why}.")
        return rating, rating is None

    def day(self, heading: str) -> date | None:
        """A day."""
        cell = self.raw(heading)
        if isinstance(cell, str) and not tidy(cell):
            return None
        day, faults = read_date(cell, Date(), date1904=self.table.date1904)
        for fault in faults:
            self.note(heading, f"{heading} {fault.message}.")
        return day if isinstance(day, date) else None

    def yes_no(self, heading: str) -> bool | None:
        """Yes or no."""
        said = self.text(heading)
        answer = _YES_NO.get(said.casefold())
        if said and answer is None:
            self.note(heading, f"{heading} is neither yes nor no: choose one from the list.")
        return answer

    def one_of(self, heading: str, values: Sequence[str]) -> str:
        """A value of a list, whatever its letter case."""
        said = self.text(heading)
        for value in values:
            if value.casefold() == said.casefold():
                return value
        if said:
            self.note(heading, f"{heading} is not in its list: choose {', '.join(values)}.")
        return ""


def rows(table: RawTable | None, notes: list[Note]) -> Iterator[Row]:
    """The rows of a table in which anything stands; none where there is no table."""
    if table is not None:
        for number, cells in zip(table.rows.tolist(), records(table), strict=True):
            yield Row(table, number, cells, notes)


def read_rating(cell: Any) -> tuple[int | None, str]:
    """A rating and what is to be said of its cell; None where it might mean something else."""
    if isinstance(cell, bool | date | time | timedelta):
        return None, "was turned by Excel into a date, a time or TRUE: type a number from 1 to 5"
    if isinstance(cell, int | float):
        if cell in scale():
            return int(cell), ""
        return None, f"is {cell:g}: give a whole number from 1 to 5"
    return _written_rating(tidy(cell).casefold())


def _written_rating(text: str) -> tuple[int | None, str]:
    number = _NUMBERS.get(text) or _named_level(text)
    if match := _NUMBER.fullmatch(text):
        number = int(match[1])
    if number in scale():
        return number, f"was read as {number}: type the number alone, so that Excel counts it too"
    return None, "is not a whole number from 1 to 5"


def _named_level(text: str) -> int | None:
    """The level whose name this is; a number before the name must be its own."""
    match = _NAMED.fullmatch(text)
    for level in scale().values():
        if match and match[2].strip() == level.name.casefold():
            return level.number if match[1] in (None, str(level.number)) else None
    return None
