"""What stands on a sheet before its table is rewritten."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from s117xl.workbook.areas import Area
from s117xl.workbook.package import Package, Table
from s117xl.workbook.patch.cells import CellFinder, is_blank, style_of
from s117xl.workbook.patch.markup import attribute, children
from s117xl.workbook.patch.rows import Row, SheetStream


@dataclass(slots=True)
class Survey:
    """The facts about a table and its sheet that deciding on its new rows needs.

    `styles` are those of the first data row by column; `last_filled` is the last row of the table
    that holds anything, or the row above the data; `below` is the first filled cell below the
    table in its columns; `outside` bounds the cells that are not the table's; `kept` has, by row,
    the cells of the columns that were asked for.
    """

    last_filled: int
    styles: dict[int, bytes] = field(default_factory=dict)
    below: tuple[int, int] | None = None
    outside: Area | None = None
    merged: list[Area] = field(default_factory=list)
    kept: dict[int, dict[int, bytes]] = field(default_factory=dict)


def data_rows(table: Table) -> range:
    """The numbers of a table's rows of data, without its header and totals."""
    first = table.area.top + (1 if table.header_row else 0)
    return range(first, table.area.bottom + (0 if table.totals_row else 1))


def take_survey(package: Package, part: str, table: Table, keep: Collection[int]) -> Survey:
    """Survey a sheet for one of its tables, keeping the cells of the columns `keep`."""
    stream = SheetStream(package.chunks(part))
    finder = CellFinder(stream.prefix)
    survey = Survey(last_filled=data_rows(table).start - 1)
    for row in stream.rows():
        _note_row(survey, row, finder, table, keep)
    survey.merged = _merged(stream.tail)
    return survey


def _note_row(
    survey: Survey, row: Row, finder: CellFinder, table: Table, keep: Collection[int]
) -> None:
    area, data = table.area, data_rows(table)
    if not keep and row.number in data[1:] and finder.all_within(row, area.left, area.right):
        if not is_blank(row.xml):
            survey.last_filled = row.number
        return
    for place in finder.places(row):
        column = place.column
        in_columns = area.left <= column <= area.right
        if not (in_columns and area.top <= row.number <= area.bottom):
            survey.outside = around(survey.outside, Area(row.number, column, row.number, column))
            if not in_columns or row.number < area.top or survey.below:
                continue
        cell = row.xml[place.start : finder.end(row.xml, place)]
        if row.number == data.start:
            survey.styles[column] = style_of(cell)
        if row.number in data and column in keep:
            survey.kept.setdefault(row.number, {})[column] = cell
        if is_blank(cell):
            continue
        if row.number > area.bottom:
            survey.below = row.number, column
        elif row.number in data:
            survey.last_filled = row.number


def _merged(tail: bytes) -> list[Area]:
    closing = tail.find(b">") + 1 if tail.startswith(b"</") else 0
    for node in children(tail, closing):
        if node.name == b"mergeCells":
            refs = (
                attribute(tail[merge.start : merge.inner], b"ref")
                for merge in children(tail, node.inner)
            )
            return [Area.from_a1(ref) for ref in refs if ref]
    return []


def around(one: Area | None, two: Area) -> Area:
    """The smallest area that holds both."""
    if one is None:
        return two
    return Area(
        min(one.top, two.top),
        min(one.left, two.left),
        max(one.bottom, two.bottom),
        max(one.right, two.right),
    )


def overlap(one: Area, two: Area) -> bool:
    """Whether two areas have a cell in common."""
    return (
        one.top <= two.bottom
        and two.top <= one.bottom
        and one.left <= two.right
        and two.left <= one.right
    )
