"""When a field is required: one declaration, read by the checks, by Excel and by people.

Each condition is positive: it holds only where the cells that it names are filled and say so.
A blank or unreadable cell therefore never makes another field required, in Python as in
Excel, and the two counts of missing cells agree.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from s117xl.register.truth import Truth

Cell = Callable[[str], str]
"""Gives, for a field key, its Excel reference: one cell of a row, or a whole column."""


class Row(Protocol):
    """What a condition asks of the typed columns of a table."""

    def holds(self, field: str, values: tuple[str, ...]) -> Truth:
        """Whether the field holds one of these values."""

    def filled(self, field: str) -> Truth:
        """Whether the field holds anything."""

    def equals(self, field: str, number: float) -> Truth:
        """Whether the field holds this number."""

    def age_reached(self, field: str, years: int, months: int) -> Truth:
        """Whether a person born on this date has this age on the as-at date."""


class Condition(Protocol):
    """A test on one row."""

    @property
    def words(self) -> str:
        """The condition in plain English."""

    def truth(self, row: Row) -> Truth:
        """The answer for each row."""

    def excel(self, cell: Cell) -> str:
        """The same test as an Excel formula."""


@dataclass(frozen=True, slots=True)
class Always:
    """On every row."""

    words: str = "yes"

    def truth(self, row: Row) -> Truth:
        """True throughout; the engine limits it to rows that are filled."""
        raise NotImplementedError("the engine requires such a field on each row")

    def excel(self, cell: Cell) -> str:
        """The condition that always holds."""
        return "TRUE"


@dataclass(frozen=True, slots=True)
class Is:
    """The field holds one of these values."""

    field: str
    values: tuple[str, ...]
    words: str

    def truth(self, row: Row) -> Truth:
        """Whether the field holds one of the values."""
        return row.holds(self.field, self.values)

    def excel(self, cell: Cell) -> str:
        """A sum of comparisons, as AND and OR do not work cell by cell over a column."""
        return "(" + "+".join(f'({cell(self.field)}="{value}")' for value in self.values) + ">0)"


@dataclass(frozen=True, slots=True)
class Filled:
    """The field is not blank."""

    field: str
    words: str

    def truth(self, row: Row) -> Truth:
        """Whether the cell holds anything."""
        return row.filled(self.field)

    def excel(self, cell: Cell) -> str:
        """LEN, as a cell that holds an empty text is blank too."""
        return f"(LEN({cell(self.field)})>0)"


@dataclass(frozen=True, slots=True)
class Blank:
    """The field is blank."""

    field: str
    words: str

    def truth(self, row: Row) -> Truth:
        """Whether the cell is blank."""
        return ~row.filled(self.field)

    def excel(self, cell: Cell) -> str:
        """The opposite of filled."""
        return f"(LEN({cell(self.field)})=0)"


@dataclass(frozen=True, slots=True)
class WholeShare:
    """A percent field says 100: the cell holds 1 or 100."""

    field: str
    words: str

    def truth(self, row: Row) -> Truth:
        """Whether the share is 100 per cent."""
        return row.equals(self.field, 100)

    def excel(self, cell: Cell) -> str:
        """Excel holds 100 % as 1; a person may have typed 100 in a plain cell."""
        ref = cell(self.field)
        return f"((({ref}=1)+({ref}=100))>0)"


@dataclass(frozen=True, slots=True)
class Reached:
    """At the as-at date the person is this old or older (`dob` holds the date of birth)."""

    years: int
    months: int
    words: str
    field: str = "dob"

    def truth(self, row: Row) -> Truth:
        """Whether the age is reached on the as-at date."""
        return row.age_reached(self.field, self.years, self.months)

    def excel(self, cell: Cell) -> str:
        """As `truth`, with the birthday that Settings gives a person born on 29 February."""
        day = _birthday(cell(self.field), self.years, self.months)
        return f"IF(ISNUMBER({cell(self.field)}),{day}<=s117_as_at,FALSE)"


@dataclass(frozen=True, slots=True)
class Under:
    """At the as-at date the person is younger than this."""

    years: int
    words: str
    field: str = "dob"

    def truth(self, row: Row) -> Truth:
        """Whether the age is not yet reached on the as-at date."""
        return ~row.age_reached(self.field, self.years, 0)

    def excel(self, cell: Cell) -> str:
        """The opposite of reached, where the date of birth is a date."""
        day = _birthday(cell(self.field), self.years, 0)
        return f"IF(ISNUMBER({cell(self.field)}),{day}>s117_as_at,FALSE)"


@dataclass(frozen=True, slots=True)
class All:
    """Each of these holds."""

    parts: tuple[Condition, ...]
    words: str

    def truth(self, row: Row) -> Truth:
        """The parts joined by and."""
        result = self.parts[0].truth(row)
        for part in self.parts[1:]:
            result = result & part.truth(row)
        return result

    def excel(self, cell: Cell) -> str:
        """A product, cell by cell."""
        return "(" + "*".join(f"({part.excel(cell)})" for part in self.parts) + ">0)"


@dataclass(frozen=True, slots=True)
class Either:
    """At least one of these holds."""

    parts: tuple[Condition, ...]
    words: str

    def truth(self, row: Row) -> Truth:
        """The parts joined by or."""
        result = self.parts[0].truth(row)
        for part in self.parts[1:]:
            result = result | part.truth(row)
        return result

    def excel(self, cell: Cell) -> str:
        """A sum, cell by cell."""
        return "((" + "+".join(f"({part.excel(cell)})" for part in self.parts) + ")>0)"


def _birthday(ref: str, years: int, months: int) -> str:
    """The Excel formula for the day on which the age is reached."""
    last = f"DATE(YEAR({ref})+{years},MONTH({ref})+{months + 1},0)"
    if not months:
        # DATE turns 29 February into 1 March in a common year.
        day = f"DATE(YEAR({ref})+{years},MONTH({ref}),DAY({ref}))"
        return f'IF((s117_set_leap_birthday="28 February")*({day}>{last}),{last},{day})'
    # The corresponding date rule: where the month has no such day, its last day.
    day = f"DATE(YEAR({ref})+{years},MONTH({ref})+{months},DAY({ref}))"
    return f"IF({day}>{last},{last},{day})"
