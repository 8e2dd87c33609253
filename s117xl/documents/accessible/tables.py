"""Tables, which a screen reader reads cell by cell under the headings of the first row."""

from __future__ import annotations

from collections.abc import Iterator

from s117xl.documents.accessible.barrier import STOP, Barrier
from s117xl.documents.accessible.document import Document, beginning
from s117xl.documents.accessible.formats import OFF
from s117xl.documents.accessible.names import W
from s117xl.documents.accessible.story import Cell, Table

_MERGED = ("gridSpan", "vMerge", "hMerge")


def table_barriers(document: Document) -> Iterator[Barrier]:
    """Each table of the document, and each of its cells."""
    for story in document.stories:
        for table in story.tables:
            for check in (_nested, _described, _headed, _even, _merged, _empty):
                yield from check(table)


def _nested(table: Table) -> Iterator[Barrier]:
    if table.inside is not None:
        sentence = "Take this table out of the cell that holds it; make it a table of its own."
        yield Barrier("nested-table", STOP, table.inside.place, _first_text(table), sentence)


def _described(table: Table) -> Iterator[Barrier]:
    said = (
        table.element.find(f"{W}tblPr/{W}tblCaption"),
        table.element.find(f"{W}tblPr/{W}tblDescription"),
    )
    if not any(each is not None and str(each.get(f"{W}val", "")).strip() for each in said):
        sentence = "Say in the table's properties, under Alt text, what it shows."
        yield Barrier("table-description", STOP, table.place, _first_text(table), sentence)


def _headed(table: Table) -> Iterator[Barrier]:
    """The first row is marked as the one with the headings, and each has words."""
    if not table.rows:
        return
    mark = table.row_elements[0].find(f"{W}trPr/{W}tblHeader")
    if mark is None or mark.get(f"{W}val") in OFF:
        sentence = "Mark the first row as the header row (Table Layout, Repeat Header Rows)."
        yield Barrier("header-row", STOP, table.place, _first_text(table), sentence)


def _even(table: Table) -> Iterator[Barrier]:
    counts = [len(row) for row in table.rows]
    for number, count in enumerate(counts, 1):
        if count != counts[0]:
            sentence = "Give every row as many cells as the header row has."
            text = beginning(" ".join(_text(cell) for cell in table.rows[number - 1]))
            yield Barrier("uneven-row", STOP, f"{table.place}, row {number}", text, sentence)


def _merged(table: Table) -> Iterator[Barrier]:
    for cell in _cells(table):
        if _is_merged(cell):
            sentence = "Split this merged cell, so that each heading has its own cells."
            yield Barrier("merged-cell", STOP, cell.place, beginning(_text(cell)), sentence)


def _empty(table: Table) -> Iterator[Barrier]:
    for cell in _cells(table):
        if is_empty(cell) and not _is_merged(cell):
            sentence = (
                "Write the heading of this column; a cell is not there to make space."
                if cell.row == 0
                else "Write in this cell what is so, such as none or not recorded."
            )
            yield Barrier("empty-cell", STOP, cell.place, "", sentence)


def is_empty(cell: Cell) -> bool:
    """Whether nothing stands in the cell; a control, even one to be filled, is something."""
    return (
        not cell.in_control
        and not cell.tables
        and all(paragraph.is_empty for paragraph in cell.paragraphs)
        and cell.element.find(f".//{W}sdt") is None
    )


def _is_merged(cell: Cell) -> bool:
    properties = cell.element.find(f"{W}tcPr")
    if properties is None:
        return False
    found = [each for name in _MERGED if (each := properties.find(f"{W}{name}")) is not None]
    return any(each.tag != f"{W}gridSpan" or each.get(f"{W}val") != "1" for each in found)


def _cells(table: Table) -> Iterator[Cell]:
    for row in table.rows:
        yield from row


def _first_text(table: Table) -> str:
    return beginning(next((text for cell in _cells(table) if (text := _text(cell).strip())), ""))


def _text(cell: Cell) -> str:
    return " ".join(paragraph.text for paragraph in cell.paragraphs)
