"""What one pass over a sheet's XML finds out."""

from __future__ import annotations

from dataclasses import dataclass, field

from s117xl.workbook.areas import Area

KEPT = 100_000
"""The most errors, uncomputed formulas and merged areas of a sheet that are kept one by one."""

MOST_ROWS = 600_000
MOST_CELLS = 60_000_000
"""How far a sheet may be used: reading it takes memory for the whole rectangle from A1."""


@dataclass(slots=True)
class Scan:
    """The used extent of a sheet and the cells whose value a reader would lose.

    Rows and columns count from 1. A cell is used if the file has it, even blank. `errors` and
    `uncomputed` hold the first 100,000, and their counts are of all; `beyond` are the columns of
    the others. Of a sheet that is `too_large` only the beginning may have been scanned.
    """

    sheet: str
    last_row: int = 0
    last_column: int = 0
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    error_count: int = 0
    uncomputed: list[tuple[int, int]] = field(default_factory=list)
    uncomputed_count: int = 0
    beyond: set[int] = field(default_factory=set)
    formulas: int = 0
    hidden_rows: int = 0
    merged: list[Area] = field(default_factory=list)
    protected: bool = False
    password: bool = False

    @property
    def too_large(self) -> bool:
        """Whether the rectangle from A1 is more than may be read."""
        return self.last_row > MOST_ROWS or self.last_row * self.last_column > MOST_CELLS

    def reach(self, row: int, column: int) -> None:
        """Hold the used extent to at least this cell."""
        self.last_row = max(self.last_row, row)
        self.last_column = max(self.last_column, column)

    def add_error(self, row: int, column: int, text: str) -> None:
        """Count an error cell, and keep it while there is room."""
        self.error_count += 1
        if len(self.errors) < KEPT:
            self.errors[row, column] = text
        else:
            self.beyond.add(column)

    def add_uncomputed(self, row: int, column: int) -> None:
        """Count a formula cell that holds no value, and keep it while there is room."""
        self.uncomputed_count += 1
        if len(self.uncomputed) < KEPT:
            self.uncomputed.append((row, column))
        else:
            self.beyond.add(column)

    def add_merged(self, area: Area) -> None:
        """Keep a merged area while there is room."""
        if len(self.merged) < KEPT:
            self.merged.append(area)
