"""Typed columns: the values of one field for every row, and what could not be read.

Each column keeps the distinct cells that were read (`cells`) and, for each row, which of them
it holds (`at`), so a value is parsed once however often it stands in the column. Comparisons
give `Truth`: unknown where a cell is blank or cannot be read.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from s117xl.law.months import Leap, add_months, birthday
from s117xl.register.fields import Field
from s117xl.register.truth import Mask, Truth

Days = NDArray[np.datetime64]
Indices = NDArray[np.int32]


@dataclass(slots=True)
class Fault:
    """Why a cell is doubtful: the rule that says so, a sentence, and whether it is unreadable."""

    code: str
    message: str
    severity: str = "invalid"
    unreadable: bool = True


@dataclass(slots=True)
class Column:
    """One field of one table. `blank` and `bad` are masks over the rows.

    `bad` starts as the unreadable cells; the engine adds cells that are impossible in
    themselves. A bad cell answers unknown to every test.
    """

    field: Field
    heading: str
    position: int
    cells: list[Any]
    at: Indices
    blank: Mask
    bad: Mask
    faults: dict[int, list[Fault]] = dataclasses.field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.at)

    @property
    def known(self) -> Mask:
        """Where the cell is filled and can be used."""
        return ~(self.blank | self.bad)

    @property
    def filled(self) -> Truth:
        """Whether the cell holds anything at all, readable or not."""
        return Truth.of(~self.blank)

    @property
    def empty(self) -> Truth:
        """Whether the cell is blank."""
        return Truth.of(self.blank)

    def raw(self, row: int) -> Any:
        """The cell of this row as it was read."""
        return self.cells[self.at[row]]

    def shown(self, row: int) -> str:
        """The cell of this row as a person would write it."""
        return show(self.raw(row))


class _Comparable:
    """What days can do: `days` is datetime64[D], and a day counts where it is `known`."""

    __slots__ = ()

    if TYPE_CHECKING:

        @property
        def days(self) -> Days:
            """The days, NaT where there is none."""

        @property
        def known(self) -> Mask:
            """Where there is a day to be used."""

    def _compare(self, other: DateColumn | Moments | date, name: str) -> Truth:
        if isinstance(other, date):
            return Truth.of(getattr(self.days, name)(np.datetime64(other, "D")), self.known)
        return Truth.of(getattr(self.days, name)(other.days), self.known & other.known)

    def __lt__(self, other: DateColumn | Moments | date) -> Truth:
        return self._compare(other, "__lt__")

    def __le__(self, other: DateColumn | Moments | date) -> Truth:
        return self._compare(other, "__le__")

    def __gt__(self, other: DateColumn | Moments | date) -> Truth:
        return self._compare(other, "__gt__")

    def __ge__(self, other: DateColumn | Moments | date) -> Truth:
        return self._compare(other, "__ge__")

    def plus_months(self, count: int) -> Moments:
        """The corresponding day `count` calendar months later (Interpretation Act 1978)."""
        return Moments(add_months(self.days, count), self.known)

    def plus_days(self, count: int) -> Moments:
        """The day `count` days later."""
        return Moments(self.days + np.timedelta64(count, "D"), self.known)


@dataclass(slots=True)
class DateColumn(_Comparable, Column):
    """Days. `days` is datetime64[D], NaT where blank or unreadable."""

    days: Days = dataclasses.field(default_factory=lambda: np.empty(0, "datetime64[D]"))

    def age(self, years: int, months: int = 0, leap: Leap = "1 March") -> Moments:
        """The day on which a person born on this day reaches the age.

        `leap` is the birthday, in a common year, of a person born on 29 February.
        """
        return Moments(birthday(self.days, years, months, leap), self.known)

    @property
    def moments(self) -> Moments:
        """These days as plain days."""
        return Moments(self.days, self.known)


@dataclass(slots=True)
class Moments(_Comparable):
    """Days that were worked out, known where `known`."""

    days: Days
    known: Mask

    def or_else(self, other: Moments) -> Moments:
        """These days where they are known, the others elsewhere."""
        return Moments(np.where(self.known, self.days, other.days), self.known | other.known)


@dataclass(slots=True)
class ListColumn(Column):
    """One value of a list, or a code. `codes` indexes `values`, -1 where there is none.

    `unknown` is the index of a value that says that nobody knows, or -2.
    """

    values: tuple[str, ...] = ()
    codes: NDArray[np.int32] = dataclasses.field(default_factory=lambda: np.empty(0, np.int32))
    unknown: int = -2

    def isin(self, *names: str) -> Truth:
        """Whether the cell holds one of these values.

        A cell that says `unknown` answers unknown, unless `unknown` is itself asked for.
        """
        wanted = [self.values.index(name) for name in names if name in self.values]
        known = self.known
        if "unknown" not in names:
            known = known & (self.codes != self.unknown)
        return Truth.of(np.isin(self.codes, wanted), known)

    def value(self, row: int) -> str:
        """The value of this row in its normal form, or an empty text."""
        return self.values[self.codes[row]] if self.codes[row] >= 0 else ""


@dataclass(slots=True)
class SeveralColumn(Column):
    """Several values of a list, as bits in `bits`; `first` is the one that stands first."""

    values: tuple[str, ...] = ()
    bits: NDArray[np.int64] = dataclasses.field(default_factory=lambda: np.empty(0, np.int64))
    first: NDArray[np.int32] = dataclasses.field(default_factory=lambda: np.empty(0, np.int32))

    def any_of(self, names: Collection[str]) -> Truth:
        """Whether at least one of these values stands in the cell."""
        return Truth.of((self.bits & self._mask(names)) != 0, self.known)

    def only(self, names: Collection[str]) -> Truth:
        """Whether every value that stands in the cell is one of these."""
        return Truth.of((self.bits & ~self._mask(names)) == 0, self.known)

    def first_in(self, names: Collection[str]) -> Truth:
        """Whether the value that stands first, the one that decided, is one of these."""
        wanted = [self.values.index(name) for name in names]
        return Truth.of(np.isin(self.first, wanted), self.known)

    def _mask(self, names: Collection[str]) -> int:
        return sum(1 << self.values.index(name) for name in names)


@dataclass(slots=True)
class NumberColumn(Column):
    """Numbers: per cents from 0 to 100, pounds, or whole numbers. NaN where there is none."""

    numbers: NDArray[np.float64] = dataclasses.field(default_factory=lambda: np.empty(0))

    def equals(self, number: float) -> Truth:
        """Whether the cell holds this number."""
        return Truth.of(np.abs(self.numbers - number) < 1e-9, self.known)

    def over(self, number: float) -> Truth:
        """Whether the cell holds more than this number."""
        return Truth.of(self.numbers > number, self.known)


@dataclass(slots=True)
class TextColumn(Column):
    """Texts in their normal form, which `read` gives for a cell that is filled and readable.

    They are read when a rule first asks: most columns of free text are only ever looked at for
    being filled.
    """

    read: Callable[[Any], str | None] = str
    _texts: list[str] = dataclasses.field(default_factory=list)

    @property
    def texts(self) -> list[str]:
        """The normal form of each of `cells`; a blank or bad one is empty."""
        if len(self._texts) < len(self.cells):
            self._texts = ["" if cell == "" else self.read(cell) or "" for cell in self.cells]
        return self._texts

    def text(self, row: int) -> str:
        """The text of this row in its normal form, or an empty one."""
        return self.texts[int(self.at[row])]

    @property
    def same(self) -> Indices:
        """A number for each row, equal where the texts are equal but for letter case; -1 none."""
        numbers: dict[str, int] = {"": -1}
        each = [numbers.setdefault(text.casefold(), len(numbers)) for text in self.texts]
        return np.array(each, np.int32)[self.at] if each else np.empty(0, np.int32)

    def length_under(self, count: int) -> Truth:
        """Whether the text is shorter than `count` characters; a blank is unknown."""
        short = np.fromiter((len(text) < count for text in self.texts), np.bool_, len(self.texts))
        return Truth.of(short[self.at], self.known)

    def matches(self, tests: Sequence[bool]) -> Truth:
        """A test made on each distinct text (one answer for each of `texts`), for each row."""
        return Truth.of(np.array(tests, np.bool_)[self.at], self.known)


AnyColumn = DateColumn | ListColumn | SeveralColumn | NumberColumn | TextColumn


def show(cell: Any) -> str:
    """A cell as a person would write it: `3 Feb 2026`, `50`, text as it stands."""
    if cell is None or cell == "":
        return ""
    if isinstance(cell, date):
        return show_day(cell)
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    return str(cell)


MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def show_day(day: date) -> str:
    """`3 Feb 2026`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
