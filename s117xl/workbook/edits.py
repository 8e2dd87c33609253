"""What is to be written into a workbook, as plain values.

The core makes these; three adapters apply them: the closed file (`file`), the open Excel
(`live`) and the wire (JSON). Tables and columns are named as the workbook names them, so an
edit holds whatever a person has moved.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula cell: `text` without the equals sign, `shown` the value that it last gave."""

    text: str
    shown: str | int | float = ""


Value = str | int | float | bool | date | Formula | None
"""What a cell may be given. None is a blank cell; a blank cell keeps its format."""


@dataclass(frozen=True, slots=True)
class WriteColumn:
    """Give one column of a table these values, one for each row of the table, top to bottom."""

    table: str
    heading: str
    values: Sequence[Value]


@dataclass(frozen=True, slots=True)
class WriteRows:
    """Make these the rows of a table of ours; the table grows or shrinks to fit.

    `headings` are the columns written, in the order of each row's values. Columns that a
    person has added to the table keep their cells for rows whose `key` column is unchanged.
    No rows leaves one blank row, as a table needs one.
    """

    table: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Value]]
    key: str | None = None


@dataclass(frozen=True, slots=True)
class AppendRows:
    """Add these rows below the last filled row of an append-only table of ours."""

    table: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Value]]


@dataclass(frozen=True, slots=True)
class Format:
    """One conditional format of ours.

    `formula` is written for the table's first data cell, with no equals sign, and may hold
    `{cell}` (that cell, relative), `{heading}` (the header cell of that column), and
    `{column:Heading}` (the cell of the first data row under that heading, its column fixed).
    `mark` is a piece of text that only this formula holds: it is how the format is known
    again after a person has moved columns or pasted rows. `style` names a differential
    format of the template, in `STYLES` of `workbook.looks`.
    """

    mark: str
    formula: str
    style: str


@dataclass(frozen=True, slots=True)
class LayFormats:
    """Lay our conditional formats afresh over the data rows of a table, and touch no other."""

    table: str
    formats: Sequence[Format]


Edit = WriteColumn | WriteRows | AppendRows | LayFormats
