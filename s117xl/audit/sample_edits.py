"""The sample as edits of the audit workbook: who was drawn, how, and the grid of cases.

An answer that stands in the grid is never moved and never overwritten. Where the grid holds
answers, a sample is written again only if its cases are those of the grid; then the one thing that
may be added is a case of the reserve, for each case that could not be audited.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from s117xl.audit import tables
from s117xl.audit.answers import text_of
from s117xl.audit.sample import Case, Drawn
from s117xl.load import Workbook, records
from s117xl.refusal import Refused
from s117xl.workbook.edits import AppendRows, Edit, Value, WriteColumn, WriteRows
from s117xl.workbook.headings import Wanted
from s117xl.workbook.raw import RawTable, RawTables

Called = Callable[[str], str]
"""How a record is called in the audit workbook: by its id, or by its pseudonym."""

_CASE_HEADINGS = ("Case", "Record", "Stratum")
_STANDS_IN = "takes the place of a case that could not be audited"
_METHOD = (
    "SHA-256 of the seed, a colon and the register id; of each stratum the lowest are drawn. "
    "Strata: live or ended, by group of section; over-sampled and must-have records apart."
)


def audit_tables(workbook: Workbook) -> RawTables:
    """The tables of an audit workbook by Excel name, as plain cells."""
    wanted = [
        Wanted(each.excel_name, each.excel_name, {h: h for h in each.headings}, {}, frozenset())
        for each in tables.ALL
    ]
    return {table.name: table for table in workbook.read(wanted, lambda _: None)}


def sample_edits(drawn: Drawn, raw: RawTables, *, called: Called = str) -> list[Edit]:
    """What writes the sample into an audit workbook whose tables are `raw`.

    Refused where the grid of cases holds answers for other cases.
    """
    grid = _grid(raw)
    held = [row for row in records(grid) if text_of(row.get("Record"))]
    started = any(_is_started(row) for row in records(grid))
    in_grid = {text_of(row.get("Record")) for row in held}
    if started and not {called(case.record) for case in drawn.cases} <= in_grid:
        raise Refused(
            f"The sheet {grid.sheet} holds answers for other cases than this sample; keep it, and "
            "draw the sample into a new audit workbook."
        )
    stand_ins: list[Case] = []
    if started:
        stand_ins = list(_stand_ins(drawn, held, called))
        in_grid |= {called(case.record) for case in stand_ins}
    edits: list[Edit] = [
        WriteRows(tables.SAMPLE.excel_name, tables.SAMPLE.headings,
                  list(_sample_rows(drawn, in_grid if started else set(), called))),
        WriteRows(tables.DRAW.excel_name, tables.DRAW.headings, list(_draw_rows(drawn))),
    ]  # fmt: skip
    return edits + _grid_edits(drawn.cases, stand_ins, grid, started, called)


def _grid(raw: RawTables) -> RawTable:
    name = tables.CASE_GRID.excel_name
    if name not in raw:
        raise Refused(
            f"The workbook has no table {name}; make an audit workbook first: s117xl new audit."
        )
    return raw[name]


def _is_started(row: dict[str, object]) -> bool:
    """Whether a person typed anything into a row of the grid."""
    return any(text_of(row.get(heading)) for heading in tables.CASE_GRID.typed)


def _stand_ins(drawn: Drawn, held: Sequence[dict[str, object]], called: Called) -> Iterator[Case]:
    """A case of the reserve for each that could not be audited and has none in its place yet.

    It is the next of the same stratum, or the next of all where that has none left.
    """
    by_name = {called(case.record): case for case in (*drawn.cases, *drawn.reserve)}
    in_grid = {text_of(row.get("Record")) for row in held}
    short = Counter(case.stratum for case in drawn.cases)
    for row in held:
        case = by_name.get(text_of(row.get("Record")))
        if case and not text_of(row.get("Not auditable because")):
            short[case.stratum] -= 1
    missing = sum(short.values())
    left = [case for case in drawn.reserve if called(case.record) not in in_grid]
    while missing > 0 and left:
        next_one = next((case for case in left if short[case.stratum] > 0), left[0])
        left.remove(next_one)
        short[next_one.stratum] -= 1
        missing -= 1
        yield next_one


def _grid_edits(
    cases: Sequence[Case], stand_ins: Sequence[Case], grid: RawTable, started: bool, called: Called
) -> list[Edit]:
    name = tables.CASE_GRID.excel_name
    if started:
        added = [_grid_row(case, called) for case in stand_ins]
        return [AppendRows(name, _CASE_HEADINGS, added)] if added else []
    rows = [_grid_row(case, called) for case in cases]
    if len(rows) > grid.count:
        return [WriteRows(name, _CASE_HEADINGS, rows)]
    # The grid keeps the rows that it has, with what their other columns hold.
    columns = zip(*rows, strict=True) if rows else ((), (), ())
    return [
        WriteColumn(name, heading, [*column, *[None] * (grid.count - len(column))])
        for heading, column in zip(_CASE_HEADINGS, columns, strict=True)
    ]


def _grid_row(case: Case, called: Called) -> list[Value]:
    return [case.place, called(case.record), case.stratum]


def _sample_rows(drawn: Drawn, in_grid: set[str], called: Called) -> Iterator[list[Value]]:
    for case in drawn.cases:
        yield _sample_row(case, "drawn", case.why, called)
    for case in drawn.reserve:
        used = (_STANDS_IN,) if called(case.record) in in_grid else ()
        yield _sample_row(case, "reserve", (*case.why, *used), called)
    for each in drawn.excluded:
        record = called(each.record) if each.record else None
        yield [None, record, "excluded", None, each.reason, None, None]


def _sample_row(case: Case, part: str, why: Iterable[str], called: Called) -> list[Value]:
    weight = None if case.weight is None else round(case.weight, 6)
    record = called(case.record)
    return [case.place, record, part, case.stratum, "; ".join(why) or None, weight, case.rank]


def _draw_rows(drawn: Drawn) -> Iterator[list[Value]]:
    yield ["Seed", drawn.seed]
    yield ["As at", drawn.as_at]
    yield ["Cases", drawn.size]
    yield ["Why this size", drawn.size_reason or "A tenth of the frame, at least ten."]
    yield ["Records in the frame", drawn.frame_size]
    yield ["Rows excluded", len(drawn.excluded)]
    yield ["In reserve", len(drawn.reserve)]
    yield ["Marked by two people", sum(case.twice for case in drawn.cases)]
    yield ["Hash of the frame", drawn.frame_hash]
    yield ["Version", drawn.version]
    yield ["How it is drawn", _METHOD]
    for number, note in enumerate(drawn.notes, 1):
        yield [f"Note {number}", note]
    for stratum in drawn.strata:
        then = f"counted with {stratum.counted_with}"
        if stratum.weight is not None:
            then = f"weight {stratum.weight:.6g}"
        told = f"{stratum.size} in the frame, {stratum.drawn} drawn, {then}"
        yield [f"Stratum: {stratum.name}", told]
    for margin in drawn.margins:
        told = f"{margin.size} in the frame, {margin.drawn} drawn"
        yield [f"{margin.dimension}: {margin.value}", told]


__all__ = ["Called", "audit_tables", "sample_edits"]
