"""What a button is, what it works at, and what it says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from s117xl.documents.shelf import Shelf
from s117xl.documents.templates import Templates
from s117xl.findings import Finding
from s117xl.load import Workbook
from s117xl.workbook.areas import column_letters


class Selected(NamedTuple):
    """The cell that is selected: its sheet, its row and its column, both counted from 1.

    `rows` are all rows of the selection that can be seen, where more than that cell is selected.
    """

    sheet: str
    row: int
    column: int
    rows: tuple[int, ...] = ()

    @property
    def cell(self) -> str:
        """The cell as Excel writes it."""
        return f"{column_letters(self.column)}{self.row}"


@dataclass(frozen=True, slots=True)
class Desk:
    """What an action works at. `tell` is told what is being done.

    `shelf` is where documents go and `templates` what they are made with; where they are not
    given, the Settings sheet says. `beside` gives another workbook that is open and holds the
    table named, None where there is none or it cannot be reached.
    """

    workbook: Workbook
    today: Callable[[], date]
    selected: Selected | None = None
    tell: Callable[[str], None] = lambda _: None
    shelf: Shelf | None = None
    templates: Templates | None = None
    beside: Callable[[str], Workbook | None] = lambda _: None


@dataclass(frozen=True, slots=True)
class Said:
    """What an action says when it is done, the first line the gist, and where it takes the person.

    `findings` are those that it speaks of; `people` has the named lead and the team of each record.
    Documents that were made are on the desk's shelf.
    """

    lines: tuple[str, ...]
    goes_to: tuple[str, str] | None = None
    findings: tuple[Finding, ...] = ()
    people: Mapping[str, tuple[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Action:
    """One button. `icon` is the name of a picture of Excel's own; `key` the letters of its key tip.

    `needs` is what must be there: a register, a selected row of one, another workbook of ours, the
    workbook that a report is about, or only its sheets. `command` does the same on a closed file,
    blank where there is none.
    """

    id: str
    group: str
    label: str
    icon: str
    tip: str
    key: str
    needs: str
    run: Callable[[Desk], Said]
    command: str = ""


class Menu(NamedTuple):
    """A group whose actions stand in one menu: its picture, what it is for, its key tip."""

    icon: str
    tip: str
    key: str
