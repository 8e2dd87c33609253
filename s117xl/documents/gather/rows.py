"""The register as documents read it: rows by their ids, and one row's cells as text to print."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np

from s117xl.check import Checked
from s117xl.derived import Derived
from s117xl.documents.values import Blank, has_unprintable, line, prose
from s117xl.findings import Finding
from s117xl.register.columns import DateColumn, ListColumn, NumberColumn, SeveralColumn, show
from s117xl.register.fields import ALWAYS
from s117xl.register.schema import TABLES
from s117xl.register.schema import field as schema_field
from s117xl.register.truth import Mask
from s117xl.rules.rows import ColumnAbsent, Context, Rows
from s117xl.settings import Settings

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def in_words(day: date) -> str:
    """`3 February 2026`, whatever the language of the machine."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def iso_in_words(day: str) -> str:
    """The same of a YYYY-MM-DD; nothing of nothing."""
    return in_words(date.fromisoformat(day)) if day else ""


@dataclass(slots=True)
class Source:
    """A checked register, as documents read it. `made_on` is the day that documents bear.

    `unprintable` are the headings of cells read so far that hold what no document can print.
    """

    context: Context
    checked: Checked
    derived: Sequence[Derived]
    made_on: date
    unprintable: list[str] = field(default_factory=list)
    _needed: dict[tuple[str, str], Mask] = field(default_factory=dict)
    _indices: dict[str, Any] = field(default_factory=dict)

    @property
    def settings(self) -> Settings:
        """Local policy."""
        return self.context.settings

    def rows_of(self, table: str, id: str) -> list[int]:
        """The rows of a table that bear this id: more than one where it was used twice."""
        return self._by_id(table).get(id, [])

    def id_of(self, table: str, row: int) -> str:
        """The id of a row."""
        return self.context.rows(table).text(TABLES[table].id_field).text(row)

    def parent_of(self, table: str, row: int) -> int:
        """The Register row of a row; -1 where there is none."""
        return row if table == "Register" else int(self.context.parents(table)[row])

    def children(self, table: str, parent: int) -> list[int]:
        """The rows of a child table that belong to a Register row; none where it has no table."""
        if f"children {table}" not in self._indices:
            found: dict[int, list[int]] = defaultdict(list)
            if table in self.context.register.tables:
                for row, own in enumerate(self.context.parents(table).tolist()):
                    found[own].append(row)
            self._indices[f"children {table}"] = found
        return list(self._indices[f"children {table}"].get(parent, ()))

    def findings(self, record: str) -> list[Finding]:
        """What the check found for a record, gravest first."""
        if "findings" not in self._indices:
            found: dict[str, list[Finding]] = defaultdict(list)
            for each in self.checked.findings:
                found[each.record].append(each)
            self._indices["findings"] = found
        return list(self._indices["findings"].get(record, ()))

    def needs(self, table: str, key: str) -> Mask:
        """Where the schema requires a field."""
        if (table, key) not in self._needed:
            rows, required = self.context.rows(table), schema_field(table, key).required
            if required is None:
                mask = np.zeros(len(rows), np.bool_)
            elif required is ALWAYS:
                mask = np.ones(len(rows), np.bool_)
            else:
                mask = _sure(required, rows)
            self._needed[table, key] = mask
        return self._needed[table, key]

    def row(self, table: str, number: int) -> Row:
        """The cells of a row."""
        return Row(self, self.context.rows(table), number)

    def _by_id(self, table: str) -> Mapping[str, list[int]]:
        if f"ids {table}" not in self._indices:
            found: dict[str, list[int]] = defaultdict(list)
            if table in self.context.register.tables:
                column = self.context.rows(table).text(TABLES[table].id_field)
                for row, at in enumerate(column.at.tolist()):
                    found[column.texts[at]].append(row)
            self._indices[f"ids {table}"] = found
        ids: Mapping[str, list[int]] = self._indices[f"ids {table}"]
        return ids


def _sure(required: Any, rows: Rows) -> Mask:
    try:
        mask: Mask = required.truth(rows).yes
    except ColumnAbsent:
        mask = np.zeros(len(rows), np.bool_)
    return mask


@dataclass(slots=True)
class Row:
    """One row. Each method gives a cell ready to print, or a Blank that names its heading."""

    source: Source
    rows: Rows
    number: int

    def text(self, key: str) -> str:
        """A text on one line."""
        cell = self._cell(key)
        return cell if isinstance(cell, Blank) else line(self._printable(key, cell))

    def prose(self, key: str) -> str:
        """A text with its line breaks."""
        cell = self._cell(key)
        return cell if isinstance(cell, Blank) else prose(self._printable(key, cell))

    def lines(self, key: str) -> tuple[str, ...]:
        """The parts of an address: at its line breaks, semicolons or commas."""
        cell = self.prose(key)
        parts = cell.replace(";", "\n").replace(",", "\n").split("\n")
        return tuple(part.strip() for part in parts if part.strip())

    def day(self, key: str) -> str:
        """A day in words."""
        found = self.date(key)
        return self.blank(key) if found is None else in_words(found)

    def date(self, key: str) -> date | None:
        """The day itself, None where there is none to be used."""
        column = self._column(key)
        if not isinstance(column, DateColumn) or not column.known[self.number]:
            return None
        day: date = column.days[self.number].item()
        return day

    def choice(self, key: str) -> str:
        """The value of a list, or the values of one that may hold several, parted by commas."""
        column = self._column(key)
        if isinstance(column, ListColumn) and column.known[self.number]:
            return column.value(self.number) or self.blank(key)
        values = self.several(key)
        return ", ".join(values) if values else self.blank(key)

    def several(self, key: str) -> tuple[str, ...]:
        """The values of a list that may hold several, the one that stands first first."""
        column = self._column(key)
        if not isinstance(column, SeveralColumn) or not column.known[self.number]:
            return ()
        bits, first = int(column.bits[self.number]), int(column.first[self.number])
        values = [v for place, v in enumerate(column.values) if bits >> place & 1]
        return tuple(sorted(values, key=lambda v: column.values.index(v) != first))

    def yes(self, key: str) -> bool:
        """Whether the cell says yes; a blank does not."""
        return self.choice(key) == "yes"

    def yes_no(self, key: str) -> str:
        """Yes, No or Not known; a Blank where the cell is blank."""
        words = {"yes": "Yes", "no": "No", "unknown": "Not known"}
        value = self.choice(key)
        return value if isinstance(value, Blank) else words.get(value, value)

    def amount(self, key: str) -> float | None:
        """A number, None where there is none to be used."""
        column = self._column(key)
        if not isinstance(column, NumberColumn) or not column.known[self.number]:
            return None
        return float(column.numbers[self.number])

    def pounds(self, key: str) -> str:
        """A sum of money."""
        found = self.amount(key)
        return self.blank(key) if found is None else f"£{found:,.2f}"

    def filled(self, key: str) -> bool:
        """Whether the cell holds anything, readable or not."""
        column = self._column(key)
        return column is not None and not column.blank[self.number]

    def blank(self, key: str, *, needed: bool | None = None) -> Blank:
        """What stands for a cell that is blank or cannot be used."""
        table = self.rows.table.schema.key
        if needed is None:
            needed = bool(self.source.needs(table, key)[self.number])
        label = schema_field(table, key).heading
        if self.filled(key):
            label, needed = f"{label} (the cell cannot be read)", True
        return Blank(label, needed=needed)

    def _cell(self, key: str) -> str:
        column = self._column(key)
        if column is None or not column.known[self.number]:
            return self.blank(key)
        return show(column.raw(self.number))

    def _printable(self, key: str, cell: str) -> str:
        if not cell.isprintable() and has_unprintable(cell):
            self.source.unprintable.append(schema_field(self.rows.table.schema.key, key).heading)
        return cell

    def _column(self, key: str) -> Any:
        try:
            return self.rows.column(key)
        except ColumnAbsent:
            return None


def shares(row: Row) -> str:
    """How the two bodies share the cost, as a sentence."""
    la, icb = row.amount("la_share"), row.amount("icb_share")
    if la is None or icb is None:
        needed = bool(row.blank("la_share").needed or row.blank("icb_share").needed)
        return Blank("Council share and ICB share", needed=needed)
    if icb == 0 or la == 0:
        return f"The {'council' if la else 'Integrated Care Board'} pays all of it"
    return f"The council pays {la:g}% and the Integrated Care Board {icb:g}%"
