"""Which rows documents are made for: by ids, by what a field holds, or all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from s117xl.documents.catalogue import Kind
from s117xl.documents.gather.rows import Row, Source
from s117xl.refusal import Refused
from s117xl.register.columns import ListColumn, TextColumn
from s117xl.register.fields import Field
from s117xl.register.schema import TABLES

LATEST = {"Panel": "panel_date", "Disputes": "raised", "Reviews": "held"}
_ASIDE = "Register"


@dataclass(frozen=True, slots=True)
class Chosen:
    """A row that a document is about, the row of its person, and how it was chosen."""

    row: Row
    owner: Row
    note: str = ""


@dataclass(frozen=True, slots=True)
class Unfit:
    """A row for which no document can be made, by its id, and why."""

    id: str
    reason: str


def by_ids(source: Source, kind: Kind, ids: Sequence[str]) -> Iterator[Chosen | Unfit]:
    """The rows with these ids. Refused where there is no such row, or more than one."""
    for place, id in enumerate(ids, 1):
        table, number = _find(source, kind, id, f"The id given as number {place}")
        yield _chosen(source, kind, table, number)


def by_rows(source: Source, kind: Kind, sheet: str, rows: Iterable[int]) -> list[Chosen | Unfit]:
    """The rows at these Excel row numbers of a sheet. Refused where the sheet has no such rows."""
    table = next((key for key, t in source.context.register.tables.items() if t.sheet == sheet), "")
    if not table or (TABLES[table].parent_field is None and table != _ASIDE):
        raise Refused(
            f"Documents are made for rows of the register; select one or more rows on the sheet "
            f"Register{'' if kind.table == _ASIDE else ' or ' + kind.table}."
        )
    at = {row: place for place, row in enumerate(source.context.register[table].rows.tolist())}
    numbers = [at[row] for row in rows if row in at]
    if not numbers:
        raise Refused(f"No row of the sheet {sheet} is selected; select the rows to write for.")
    found = [_chosen(source, kind, table, number) for number in numbers]
    return list({_place(each): each for each in found}.values())


def _place(chosen: Chosen | Unfit) -> tuple[str, object]:
    if isinstance(chosen, Unfit):
        return "unfit", chosen.id
    return "row", chosen.row.number


def by_fields(source: Source, kind: Kind, wheres: Sequence[str]) -> Iterator[Chosen | Unfit]:
    """Every row of the kind's table whose fields hold what is asked; all where nothing is asked."""
    tests = [_test(source, kind, where) for where in wheres]
    for number in range(len(source.context.rows(kind.table))):
        chosen = _chosen(source, kind, kind.table, number)
        if isinstance(chosen, Unfit):
            if not tests:
                yield chosen
        elif all(_holds(chosen, table, field, wanted) for table, field, wanted in tests):
            yield chosen


def _find(source: Source, kind: Kind, id: str, which: str) -> tuple[str, int]:
    for table in dict.fromkeys((kind.table, _ASIDE, *source.context.register.tables)):
        if TABLES[table].parent_field is None and table != _ASIDE:
            continue
        found = source.rows_of(table, id.strip()) if id.strip() else []
        if len(found) > 1:
            rows = " and ".join(str(source.context.register[table].rows[n]) for n in found[:2])
            raise Refused(
                f"{which} stands more than once on the sheet {table} (rows {rows}); give each row "
                "an id of its own first."
            )
        if found:
            return table, found[0]
    raise Refused(
        f"{which} stands on no row of the register; ids stand in the first column of each sheet."
    )


def _chosen(source: Source, kind: Kind, table: str, number: int) -> Chosen | Unfit:
    """The row for the document: itself, its person's, or its person's latest of the kind."""
    id = source.id_of(table, number)
    named = id or f"row {source.context.register[table].rows[number]} of {table}"
    parent = source.parent_of(table, number)
    if parent < 0:
        return Unfit(named, "the row belongs to no record of the Register")
    owner = source.row(_ASIDE, parent)
    for name, own in ((table, id), (_ASIDE, owner.text("register_id"))):
        if len(source.rows_of(name, own)) != 1 or not own:
            return Unfit(named, f"its id is blank, or stands more than once on the sheet {name}")
    if kind.table == _ASIDE:
        return Chosen(owner, owner)
    if table == kind.table:
        return Chosen(source.row(table, number), owner)
    latest = _latest(source, kind, parent)
    if latest is None:
        return Unfit(named, f"the person has no row on the sheet {kind.table}")
    row = source.row(kind.table, latest)
    used = source.id_of(kind.table, latest)
    if len(source.rows_of(kind.table, used)) != 1:
        return Unfit(named, f"the id of its row on the sheet {kind.table} is blank or used twice")
    return Chosen(row, owner, f"of the sheet {kind.table}, the latest row is used: {used}")


def _latest(source: Source, kind: Kind, parent: int) -> int | None:
    numbers = source.children(kind.table, parent)
    key = LATEST[kind.table]
    return max(
        numbers,
        key=lambda n: (source.row(kind.table, n).date(key) or date.min, n),
        default=None,
    )


def _test(source: Source, kind: Kind, where: str) -> tuple[str, Field, str]:
    name, equals, wanted = where.partition("=")
    if not equals:
        raise Refused("--where is to be FIELD=VALUE, such as --where team=North team.")
    asked = name.strip().casefold()
    for table in dict.fromkeys((kind.table, _ASIDE)):
        if table in source.context.register.tables:
            for field in TABLES[table].fields:
                if asked in (field.key, field.heading.casefold()):
                    return table, field, wanted.strip().casefold()
    raise Refused(
        "--where names a field that neither the sheet of the document nor the Register has; "
        "'s117xl fields' lists them."
    )


def _holds(chosen: Chosen, table: str, field: Field, wanted: str) -> bool:
    row = chosen.owner if table == _ASIDE else chosen.row
    return wanted in {each.casefold() for each in _values(row, field.key)}


def _values(row: Row, key: str) -> Iterator[str]:
    """What a cell may be asked by: as it is shown, in its normal form, or as YYYY-MM-DD."""
    column = row.rows.table.columns.get(key)
    if column is None:
        return
    yield column.shown(row.number).strip()
    if isinstance(column, ListColumn):
        yield column.value(row.number)
    elif isinstance(column, TextColumn):
        yield column.text(row.number)
    elif day := row.date(key):
        yield day.isoformat()
    yield from row.several(key)
