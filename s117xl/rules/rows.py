"""What a rule sees: the rows of one table, their parents and their children, and the day.

A column is an attribute by its field key (`r.end_date`). Every test gives a `Truth` with one
answer for each row.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from s117xl.law.authorities import authority
from s117xl.law.months import shift_months
from s117xl.register.columns import (
    AnyColumn,
    DateColumn,
    ListColumn,
    Moments,
    NumberColumn,
    SeveralColumn,
    TextColumn,
)
from s117xl.register.parse import Register, TypedTable
from s117xl.register.truth import Mask, Truth
from s117xl.settings import Settings

NAT = np.datetime64("NaT", "D")

Kind = TypeVar("Kind", bound=AnyColumn)

Day = date
"""As a method of Rows has the name `date`."""


class ColumnAbsent(Exception):  # noqa: N818  (a state of the workbook, not an error)
    """The workbook has no such table or column; the rule is not run, and says so."""


class NotRun(ColumnAbsent):
    """A rule cannot be run at all, for the reason given."""


@dataclass(slots=True)
class Context:
    """What a check is made with: the day, local settings, what earlier checks saw, the tables.

    `seen_ids` are the register ids of earlier checks, None where no check was ever recorded.
    """

    register: Register
    as_at: date
    settings: Settings
    seen_ids: frozenset[str] | None = None
    _rows: dict[str, Rows] = field(default_factory=dict)
    _links: dict[str, NDArray[np.int64]] = field(default_factory=dict)

    @property
    def process_from(self) -> date:
        """The day before which a process that cannot be mended is for information only."""
        return shift_months(self.as_at, -self.settings.period("process_rules_months"))

    def rows(self, table: str) -> Rows:
        """The rows of a table. Raises ColumnAbsent where the workbook has no such table."""
        if table not in self._rows:
            if table not in self.register.tables:
                raise ColumnAbsent(f"The workbook has no {table} table.")
            self._rows[table] = Rows(self, self.register[table])
        return self._rows[table]

    def parents(self, child: str) -> NDArray[np.int64]:
        """For each row of a child table the number of its Register row, -1 where it has none."""
        if child not in self._links:
            self._links[child] = _link(self.rows(child), self.rows("Register"))
        return self._links[child]


def _link(child: Rows, parent: Rows) -> NDArray[np.int64]:
    ids = parent.text("register_id")
    first: dict[str, int] = {}
    for row, name in enumerate(np.array(ids.texts, object)[ids.at].tolist()):
        if name:
            first.setdefault(name, row)
    own = child.text("register_id")
    each = [first.get(name, -1) for name in own.texts]
    return np.array(each, np.int64)[own.at] if each else np.empty(0, np.int64)


class Rows:
    """The rows of one table."""

    def __init__(self, context: Context, table: TypedTable) -> None:
        self.context = context
        self.table = table
        self._columns: dict[str, AnyColumn] = dict(table.columns)

    def __len__(self) -> int:
        return len(self.table)

    def __getattr__(self, key: str) -> Any:
        if key.startswith("_"):
            raise AttributeError(key)
        return self.column(key)

    def column(self, key: str) -> AnyColumn:
        """The column of a field. Raises ColumnAbsent where the table has none."""
        if key not in self._columns:
            heading = self.table.schema.field(key).heading
            raise ColumnAbsent(f"The {self.table.sheet} table has no column {heading!r}.")
        return self._columns[key]

    def date(self, key: str) -> DateColumn:
        """A column of dates."""
        return self._of(DateColumn, key)

    def list(self, key: str) -> ListColumn:
        """A column of a list or of codes."""
        return self._of(ListColumn, key)

    def several(self, key: str) -> SeveralColumn:
        """A column that holds several values of a list."""
        return self._of(SeveralColumn, key)

    def number(self, key: str) -> NumberColumn:
        """A column of numbers."""
        return self._of(NumberColumn, key)

    def text(self, key: str) -> TextColumn:
        """A column of text."""
        return self._of(TextColumn, key)

    def _of(self, kind: type[Kind], key: str) -> Kind:
        column = self.column(key)
        if not isinstance(column, kind):
            raise TypeError(f"{key} is not a {kind.__name__}")
        return column

    @property
    def as_at(self) -> Day:
        """The day on which the register is judged."""
        return self.context.as_at

    @property
    def today(self) -> Moments:
        """The as-at date, for each row."""
        days = np.full(len(self), np.datetime64(self.as_at, "D"))
        return Moments(days, np.ones(len(self), np.bool_))

    def period(self, name: str) -> int:
        """A period of the law or of local policy, in its own unit."""
        return self.context.settings.period(name)

    def governed_by(self, law: str, day: DateColumn | Moments) -> Truth:
        """Whether a law was in force on a day of each row.

        One that has no date yet, which only a what-if asks about, is taken to be in force.
        """
        begun = authority(law).in_force_from
        return day >= begun if begun else Truth.of(day.known, day.known)

    def all_rows(self) -> Truth:
        """Yes on each row."""
        return Truth.always(len(self))

    def spoil(self, key: str, mask: Mask) -> None:
        """Take these cells for unusable from now on; the typed table itself is not changed."""
        column = copy.copy(self.column(key))
        column.bad = column.bad | mask
        self._columns[key] = column

    # What a schema condition asks (register.conditions.Row).

    def holds(self, key: str, values: tuple[str, ...]) -> Truth:
        """Whether a list field holds one of these values."""
        return self.list(key).isin(*values)

    def filled(self, key: str) -> Truth:
        """Whether a field holds anything."""
        return self.column(key).filled

    def equals(self, key: str, number: float) -> Truth:
        """Whether a number field holds this number."""
        return self.number(key).equals(number)

    def age_reached(self, key: str, years: int, months: int) -> Truth:
        """Whether a person born on this date has this age on the as-at date."""
        return self.birthday(key, years, months) <= self.as_at

    def birthday(self, key: str, years: int, months: int = 0) -> Moments:
        """The day on which a person born on this date reaches an age, by local policy."""
        return self.date(key).age(years, months, self.context.settings.leap_birthday)

    # Across tables.

    @property
    def parent(self) -> Parent:
        """The Register row of each of these rows."""
        return Parent(self.context.rows("Register"), self.context.parents(self.table.schema.key))

    def any(self, child: str, test: Callable[[Rows], Truth]) -> Truth:
        """Whether any child row passes; a person with no rows there has none that does."""
        rows = self.context.rows(child)
        answer = test(rows)
        parents = self.context.parents(child)
        yes = self._spread(parents, answer.yes)
        unknown = self._spread(parents, ~answer.known) & ~yes
        return Truth(yes, ~yes & ~unknown)

    def has(self, child: str) -> Truth:
        """Whether the person has any row in the child table."""
        return self.any(child, Rows.all_rows)

    def latest(self, child: str, key: str, where: Callable[[Rows], Truth] | None = None) -> Moments:
        """The last day in a child column, NaT and known where there is none.

        Unknown where a cell that could be later cannot be read.
        """
        return self._outermost(np.fmax, child, key, where)

    def first(self, child: str, key: str, where: Callable[[Rows], Truth] | None = None) -> Moments:
        """The first day in a child column, as `latest` gives the last."""
        return self._outermost(np.fmin, child, key, where)

    def _outermost(
        self, choose: np.ufunc, child: str, key: str, where: Callable[[Rows], Truth] | None
    ) -> Moments:
        rows = self.context.rows(child)
        column = rows.date(key)
        picked = where(rows).yes if where else np.ones(len(rows), np.bool_)
        parents = self.context.parents(child)
        usable = picked & column.known & (parents >= 0)
        days = np.full(len(self), NAT)
        choose.at(days, parents[usable], column.days[usable])
        return Moments(days, ~self._spread(parents, picked & column.bad))

    def _spread(self, parents: NDArray[np.int64], mask: Mask) -> Mask:
        result = np.zeros(len(self), np.bool_)
        result[parents[mask & (parents >= 0)]] = True
        return result


class Parent:
    """The Register rows to which child rows belong: columns by field key, one row for each."""

    def __init__(self, rows: Rows, index: NDArray[np.int64]) -> None:
        self._rows = rows
        self._index = index

    def __getattr__(self, key: str) -> Any:
        if key.startswith("_"):
            raise AttributeError(key)
        return gather(self._rows.column(key), self._index)

    def answer(self, truth: Truth) -> Truth:
        """An answer about Register rows, for the child rows; unknown where there is no parent."""
        yes, no = (np.append(mask, False) for mask in (truth.yes, truth.no))
        return Truth(yes[self._index], no[self._index])

    @property
    def rows(self) -> Rows:
        """The Register rows themselves, one for each person."""
        return self._rows


def gather(column: AnyColumn, index: NDArray[np.int64]) -> AnyColumn:
    """A column's cells in another order; where the index is -1 the cell is unknown."""
    column = column if len(column) else _one_blank(column)
    taken = copy.copy(column)
    taken.at = column.at[index]
    taken.blank = column.blank[index] & (index >= 0)
    taken.bad = column.bad[index] | (index < 0)
    for name in ("days", "codes", "bits", "first", "numbers"):
        if hasattr(column, name):
            setattr(taken, name, getattr(column, name)[index])
    return taken


def _one_blank(column: AnyColumn) -> AnyColumn:
    """A column of no rows with one blank row, for children whose parents are all gone."""
    blank = copy.copy(column)
    blank.cells, blank.at = [""], np.zeros(1, np.int32)
    blank.blank, blank.bad = np.ones(1, np.bool_), np.zeros(1, np.bool_)
    nothing = {"days": NAT, "codes": -1, "bits": 0, "first": -1, "numbers": np.nan, "_texts": ""}
    for name, value in nothing.items():
        if hasattr(column, name):
            setattr(blank, name, [value] if name == "_texts" else np.array([value]))
    return blank
