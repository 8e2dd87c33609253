"""The rows that a table of ours is to have, as strips down its columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from s117xl.refusal import Refused
from s117xl.workbook.areas import Area, column_letters
from s117xl.workbook.edits import AppendRows, Value, WriteRows
from s117xl.workbook.package import Package, Sheet, Table
from s117xl.workbook.patch import carried
from s117xl.workbook.patch.cells import GONE, CellValue, style_of
from s117xl.workbook.patch.strips import Strip
from s117xl.workbook.patch.survey import Survey, data_rows, overlap, take_survey

LAST_ROW = 1_048_576


class Body(NamedTuple):
    """What becomes of a table: its new area, its strips, and the rows that must be seen.

    `outside` bounds the sheet's cells that are not the table's. `left_over` has what a person
    wrote beside rows that are gone.
    """

    area: Area
    strips: list[Strip]
    shown: range
    outside: Area | None
    left_over: list[dict[str, Value]]


def column_of(table: Table, heading: str) -> int:
    """The number of the table's column under this heading. Refused where there is none."""
    if heading not in table.headings:
        raise Refused(
            f"The table on the sheet {table.sheet} has no column {heading!r}; put the column "
            "back, or rename its heading to that."
        )
    return table.area.left + table.headings.index(heading)


def rewrite(package: Package, sheet: Sheet, table: Table, edit: WriteRows) -> Body:
    """The table with these rows and no others; a person's own columns follow their key."""
    ours = {column_of(table, heading): number for number, heading in enumerate(edit.headings)}
    theirs = [n for n in range(table.area.left, table.area.right + 1) if n not in ours]
    key = column_of(table, edit.key) if edit.key else None
    keep = {*theirs, key} if theirs and key else set(theirs)
    survey = take_survey(package, sheet.part, table, keep)
    rows = edit.rows or [[None] * len(edit.headings)]
    before = data_rows(table)
    after = range(before.start, before.start + len(rows))
    area = _grown(package, table, survey, after.stop - 1, shrinks=True)
    columns = list(zip(*rows, strict=True))
    gone = [GONE] * max(0, before.stop - after.stop)
    strips = [
        Strip(column, after.start, [*columns[number], *gone], survey.styles.get(column, b""))
        for column, number in ours.items()
    ]
    follow = _Followers(package, table, survey, theirs, key)
    keys = columns[ours[key]] if key else None
    strips += [
        Strip(column, after.start, [*cells, *gone], follow.style(column))
        for column, cells in follow.columns(after, keys if edit.rows else None).items()
    ]
    shown = range(after.start, max(before.stop, after.stop))
    return Body(area, strips, shown, survey.outside, follow.left_over(edit.key))


def append(package: Package, sheet: Sheet, table: Table, edit: AppendRows) -> Body:
    """The table with these rows below the last that holds anything."""
    survey = take_survey(package, sheet.part, table, ())
    first = survey.last_filled + 1
    after = range(first, first + len(edit.rows))
    bottom = data_rows(table).stop - 1
    area = _grown(package, table, survey, max(bottom, after.stop - 1), shrinks=False)
    strips = [
        Strip(column_of(table, heading), first, values, survey.styles.get(column, b""))
        for heading, values in zip(edit.headings, zip(*edit.rows, strict=True), strict=True)
        if (column := column_of(table, heading))
    ]
    written = {strip.column for strip in strips}
    grown = [None] * (area.bottom - table.area.bottom)
    strips += [
        Strip(column, table.area.bottom + 1, grown, style)
        for column, style in survey.styles.items()
        if grown and column not in written and table.area.left <= column <= table.area.right
    ]
    return Body(area, strips, after, survey.outside, [])


def _grown(package: Package, table: Table, survey: Survey, bottom: int, shrinks: bool) -> Area:
    """The table's area down to this row of data. Refused where something stands in the way."""
    old = table.area
    if bottom == data_rows(table).stop - 1:
        return old
    if table.totals_row:
        raise Refused(
            f"The table on the sheet {table.sheet} has a totals row, which stands where rows are "
            "to be written; turn it off (Table Design, Total Row) and try again."
        )
    new = old._replace(bottom=bottom)
    if bottom <= old.bottom:
        return new if shrinks else old
    if bottom > LAST_ROW:
        raise Refused(f"The sheet {table.sheet} would need more rows than Excel has.")
    if survey.below and survey.below[0] <= bottom:
        row, column = survey.below
        raise _in_the_way(table, f"cell {column_letters(column)}{row} below it is filled")
    _require_room(package, table, survey, new)
    return new


def _require_room(package: Package, table: Table, survey: Survey, new: Area) -> None:
    added = new._replace(top=table.area.bottom + 1)
    for merged in survey.merged:
        if overlap(merged, added):
            raise _in_the_way(table, f"the cells {merged.a1} below it are merged")
    for other in package.tables.values():
        if other.sheet == table.sheet and other.name != table.name and overlap(other.area, added):
            raise _in_the_way(table, f"another table stands below it at {other.area.a1}")


def _in_the_way(table: Table, what: str) -> Refused:
    return Refused(
        f"The table on the sheet {table.sheet} must grow and {what}; "
        "move that to another sheet and try again."
    )


class _Followers:
    """The cells of a person's own columns, by the key of their row, or by its place."""

    def __init__(
        self, package: Package, table: Table, survey: Survey, theirs: list[int], key: int | None
    ) -> None:
        self._kept, self._theirs, self._key = survey.kept, theirs, key
        self._table = table
        every = [cell for cells in survey.kept.values() for cell in cells.values()]
        self._strings = carried.shared_strings(package, every)
        self._shared = {
            column: carried.shared_formulas(
                (row, cells[column]) for row, cells in survey.kept.items() if column in cells
            )
            for column in theirs
        }
        self._rows: dict[str, list[int]] = {}
        for row in survey.kept if theirs else ():
            self._rows.setdefault(self._key_of(row), []).append(row)

    def columns(self, after: range, keys: Sequence[Value] | None) -> dict[int, list[CellValue]]:
        """The cells of each column for the new rows, top to bottom; taken cells are let go."""
        cells: dict[int, list[CellValue]] = {column: [] for column in self._theirs}
        if not self._theirs:
            return cells
        for place, number in enumerate(after):
            wanted = str(number) if self._key is None else _text(keys[place]) if keys else ""
            rows = self._rows.get(wanted) if wanted else None
            before = rows.pop(0) if rows else None
            for column in self._theirs:
                cells[column].append(self._cell(before, column, number))
        return cells

    def style(self, column: int) -> bytes:
        """The style that most cells of a person's column have, for rows that are new to it."""
        styles = Counter(
            style_of(cells[column]) if column in cells else b"" for cells in self._kept.values()
        )
        return styles.most_common(1)[0][0] if styles else b""

    def left_over(self, key_heading: str | None) -> list[dict[str, Value]]:
        """What was typed in rows that are gone, by heading, with the key and the table's name."""
        left = []
        for row in sorted(row for rows in self._rows.values() for row in rows):
            values = {
                self._table.headings[column - self._table.area.left]: value
                for column in self._theirs
                if (value := self._value(row, column)) is not None
            }
            if values:
                key = {key_heading: self._value(row, self._key)} if key_heading else {}
                left.append({"table": self._table.name, **key, **values})
        return left

    def _cell(self, before: int | None, column: int, after: int) -> CellValue:
        cell = self._kept[before].get(column) if before is not None else None
        if cell is None or before is None:
            return None
        return carried.kept(cell, column, before, after, self._shared[column])

    def _key_of(self, row: int) -> str:
        return str(row) if self._key is None else _text(self._value(row, self._key))

    def _value(self, row: int, column: int | None) -> Value:
        cell = self._kept[row].get(column) if column is not None else None
        return None if cell is None else carried.read_value(cell, self._strings)


def _text(key: Value) -> str:
    if isinstance(key, float) and key.is_integer():
        key = int(key)
    return "" if key is None else str(key)
