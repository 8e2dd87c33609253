"""Their rows made into rows of ours, and an account of every cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from s117xl.adopt.layout import Block
from s117xl.adopt.mapping import ColumnMap, Map, SheetMap, ValueMap
from s117xl.adopt.source import At, Sheet, address, shown
from s117xl.adopt.values import (
    DAY_FIRST,
    Meaning,
    as_it_stands,
    is_month_first,
    meaning,
    words_of,
)
from s117xl.register.schema import TABLES
from s117xl.workbook.areas import column_number

Row = dict[str, Any]

PLACED, CHANGED, DOUBTFUL = "placed", "changed", "kept as it stands"
NOTED, NOT_PLACED, HEADING = "in Notes", "not placed", "heading"
LISTED = (CHANGED, DOUBTFUL, NOTED, NOT_PLACED)
"""What the report lists cell by cell; the others are counted."""

_IDS = {"Register": "A", "Panel": "P", "Reviews": "RV", "Services": "S", "Disputes": "D",
        "Admissions": "AD", "RegisterReviews": "RR"}  # fmt: skip
_REVIEW = "initial_review"


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of one cell of theirs, or of a comment on one."""

    sheet: str
    at: At
    old: str
    what: str
    where: str = ""
    new: str = ""
    why: str = ""
    comment: bool = False

    @property
    def cell(self) -> str:
        """The cell as Excel writes it."""
        return address(self.at)


@dataclass(slots=True)
class Brought:
    """The rows of ours by table, and the fate of every cell.

    `first_reviews` are records with the day of their first review, until all have their ids.
    `notes` are sentences about what cannot be told of single cells.
    """

    rows: dict[str, list[Row]] = field(default_factory=dict)
    first_reviews: list[tuple[Row, Any]] = field(default_factory=list)
    fates: list[Fate] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def counts(self) -> Counter[str]:
        """How many cells and comments met each fate."""
        return Counter(fate.what for fate in self.fates)


def bring(sheets: list[Sheet], mapping: Map, blocks: Mapping[str, Block]) -> Brought:
    """Every sheet brought in by the map. Each cell and comment of theirs has one fate."""
    brought = Brought()
    maps = {each.name: each for each in mapping.sheets}
    for sheet in sheets:
        brought.notes += _notes(sheet, blocks.get(sheet.name))
        if sheet.name in maps:
            _Sheet(sheet, maps[sheet.name], blocks[sheet.name], brought).bring()
        else:
            _leave(sheet, brought)
    _number("Register", brought.rows.get("Register", []))
    for record, held in brought.first_reviews:
        review = {"register_id": record["register_id"], "kind": "initial", "held": held}
        brought.rows.setdefault("Reviews", []).append(review)
    for table, rows in brought.rows.items():
        _number(table, rows)
    return brought


def _notes(sheet: Sheet, block: Block | None) -> Iterator[str]:
    """What is hidden on a sheet, and merged cells whose value may stand for several rows."""
    if not sheet.cells:
        return
    if sheet.hidden:
        yield f"The sheet {sheet.name!r} is hidden; it was read like the others."
    if sheet.hidden_columns:
        columns = ", ".join(sorted(sheet.hidden_columns))
        yield f"Hidden columns of {sheet.name!r} were read like the others: {columns}."
    rows = set(block.rows) if block else set()
    for cells, first, last in sheet.merged:
        if len(rows & {*range(first, last + 1)}) > 1:
            yield (
                f"Cells {cells} of {sheet.name!r} are merged: their value was given to the first "
                "row alone; in a copy, unmerge them and fill each row."
            )


def _leave(sheet: Sheet, brought: Brought) -> None:
    for at, cell in sheet.cells.items():
        why = "no table was found on this sheet"
        brought.fates.append(Fate(sheet.name, at, shown(cell), NOT_PLACED, why=why))
    for at, text in sheet.comments.items():
        brought.fates.append(Fate(sheet.name, at, text, NOT_PLACED, comment=True))


def _number(table: str, rows: list[Row]) -> None:
    """An id for each row that has none, never one that another row has."""
    id_field = TABLES[table].id_field
    taken = {str(row.get(id_field, "")) for row in rows}
    free = (
        name for n in range(1, len(rows) * 2 + 2) if (name := f"{_IDS[table]}-{n:04}") not in taken
    )
    for row in rows:
        if not row.get(id_field):
            row[id_field] = next(free)


class _Sheet:
    """One sheet while it is brought in."""

    def __init__(self, sheet: Sheet, mapping: SheetMap, block: Block, brought: Brought) -> None:
        self.sheet, self.mapping, self.block, self.brought = sheet, mapping, block, brought
        self.columns = {column_number(each.column): each for each in mapping.columns}
        self.month_first = any(map(is_month_first, sheet.cells.values()))
        self.values = {
            number: {value.theirs: value for value in column.values}
            for number, column in self.columns.items()
        }

    def bring(self) -> None:
        """Its rows, in their order, then what is around them."""
        table = self.brought.rows.setdefault(self.mapping.table, [])
        lines = self.sheet.rows()
        for number in self.block.rows:
            table.append(self._row(number, lines[number]))
        for number, why in self.block.asides.items():
            for column, cell in lines[number].items():
                self._tell((number, column), cell, NOT_PLACED, why=why)
        for column, cell in lines[self.block.header_row].items():
            self._tell((self.block.header_row, column), cell, HEADING)
        rows = set(self.block.rows)
        for at, text in self.sheet.comments.items():
            if at[0] not in rows:
                fate = Fate(self.sheet.name, at, text, NOT_PLACED, comment=True, why="not on a row")
                self.brought.fates.append(fate)

    def _row(self, number: int, cells: dict[int, Any]) -> Row:
        row: Row = {}
        notes: list[str] = []
        # A column of its own has the first word; what another cell tells besides comes after.
        for column in sorted(cells, key=lambda c: self._tells_more(c, cells[c])):
            self._cell((number, column), cells[column], row, notes)
        for key, value in self.mapping.always.items():
            row.setdefault(key, value)
        for (at, column), text in self.sheet.comments.items():
            if at == number:
                notes.append(f"Comment on {self._heading(column)}: {text}")
                fate = Fate(self.sheet.name, (at, column), text, NOTED, self._note_place(), text,
                            comment=True)  # fmt: skip
                self.brought.fates.append(fate)
        if notes:
            row["notes"] = "; ".join(filter(None, [row.get("notes"), *notes]))
        first_review = row.pop(_REVIEW, "")
        fitting = self._fitting(row)
        if first_review not in (None, ""):
            self.brought.first_reviews.append((fitting, first_review))
        return fitting

    def _tells_more(self, column: int, cell: Any) -> tuple[bool, int]:
        value = self.values.get(column, {}).get(words_of(cell))
        return bool(value and value.apply and len(value.sets) > 1), column

    def _cell(self, at: At, cell: Any, row: Row, notes: list[str]) -> None:
        column = self.columns.get(at[1])
        if column is None or not column.apply or column.to == "nothing":
            self._tell(at, cell, NOT_PLACED, why=_why_not(column))
        elif column.to == "notes":
            self._note(at, cell, notes)
        else:
            self._place(at, cell, column, row, notes)

    def _note(self, at: At, cell: Any, notes: list[str], why: str = "") -> None:
        text = f"{self._heading(at[1])}: {shown(cell)}"
        if self.mapping.table == "Register":
            notes.append(text)
            self._tell(at, cell, NOTED, self._note_place(), text, why)
        else:
            self._tell(at, cell, NOT_PLACED, why="this table has no Notes")

    def _place(self, at: At, cell: Any, column: ColumnMap, row: Row, notes: list[str]) -> None:
        value = self.values[at[1]].get(words_of(cell))
        found = self._meaning(column.to, cell) if value is None else _told(value)
        if found is None or not found.sure:
            proposed = found.sets if found else {}
            self._keep_as_it_stands(at, cell, column, row, notes, proposed)
            return
        free = {k: new for k, new in found.sets.items() if row.get(k) in (None, "", new)}
        told = [key for key in found.sets if key not in free]
        row.update(free)
        why = [found.why]
        if told:
            why.append(f"{_headings(self.mapping.table, told)} was told already by another cell")
        if told and not free:
            self._note(at, cell, notes, "; ".join(filter(None, why)))
            return
        if found.keep and self.mapping.table == "Register":
            notes.append(f"{column.heading}: {shown(cell)}")
            why.append("the words are kept in Notes")
        if at in self.sheet.formulas:
            why.append("a formula: what it last showed")
        new = ", ".join(shown(each) for each in free.values() if each != "")
        same = new == shown(cell) and len(found.sets) == 1
        what, where = PLACED if same else CHANGED, self._place_name(free)
        self._tell(at, cell, what, where, new or "(blank)", "; ".join(filter(None, why)))

    def _meaning(self, to: str, cell: Any) -> Meaning | None:
        if to == _REVIEW:
            found = meaning("held", "Reviews", cell)
            found = replace(found, sets={_REVIEW: found.sets["held"]}) if found else None
        else:
            found = meaning(to, self.mapping.table, cell)
        swapped = self.month_first and found is not None and found.why == DAY_FIRST
        return None if swapped else found

    def _keep_as_it_stands(
        self, at: At, cell: Any, column: ColumnMap, row: Row, notes: list[str],
        proposed: Mapping[str, Any],
    ) -> None:  # fmt: skip
        """A cell that nobody can read goes into its field all the same: the check will say so."""
        to = {"name": "surname", "split": "la_share"}.get(column.to, column.to)
        if row.get(to) not in (None, ""):
            self._note(at, cell, notes, "the field holds something else already")
            return
        row[to] = as_it_stands(cell)
        why = "what it stands for is not known; the check will say what is wrong"
        if proposed:
            told = ", ".join(f"{self._name(key)} {shown(new)}" for key, new in proposed.items())
            why = f"not sure enough to be applied; perhaps: {told}"
        self._tell(at, cell, DOUBTFUL, self._place_name([to]), shown(row[to]), why)

    def _fitting(self, row: Row) -> Row:
        """The row as a cell of ours holds it: a per cent of 50 is 0.5."""
        fields = TABLES[self.mapping.table].by_key
        for key, value in row.items():
            share = fields[key].kind.word == "percent"
            if share and isinstance(value, int | float):
                row[key] = value / 100 if 0 <= value <= 100 else str(value)
        return {key: value for key, value in row.items() if value not in (None, "")}

    def _tell(
        self, at: At, cell: Any, what: str, where: str = "", new: str = "", why: str = ""
    ) -> None:
        hidden = "on a hidden row" if at[0] in self.sheet.hidden_rows and what != PLACED else ""
        why = "; ".join(filter(None, [why, hidden]))
        self.brought.fates.append(Fate(self.sheet.name, at, shown(cell), what, where, new, why))

    def _heading(self, column: int) -> str:
        return self.block.headings.get(column, f"column {column}")

    def _name(self, key: str) -> str:
        return "Held" if key == _REVIEW else _headings(self.mapping.table, [key])

    def _note_place(self) -> str:
        return "Register: Notes" if self.mapping.table == "Register" else ""

    def _place_name(self, keys: Any) -> str:
        keys = list(keys)
        if keys == [_REVIEW]:
            return f"Reviews: {self._name(_REVIEW)}"
        return f"{self.mapping.table}: {_headings(self.mapping.table, keys)}"


def _told(value: ValueMap) -> Meaning:
    """What the map says that a value stands for, which is sure where it is to be applied."""
    return Meaning(value.sets, 1.0 if value.apply else 0.0, value.keep)


def _headings(table: str, keys: list[str]) -> str:
    fields = TABLES[table].by_key
    return ", ".join(fields[key].heading for key in keys)


def _why_not(column: ColumnMap | None) -> str:
    if column is None:
        return "its column is not in the map"
    if column.to == "nothing":
        return "no field was found for its heading" if column.apply is False else "the map says so"
    return "the map only proposes a field for its heading"


def summary(brought: Brought) -> Iterator[str]:
    """What became of the cells, a line each."""
    counts = brought.counts()
    for what in (PLACED, *LISTED):
        if counts[what]:
            yield f"{counts[what]:,} {what}"
