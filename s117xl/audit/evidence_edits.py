"""The register's evidence as edits of the audit workbook, beside the auditors' answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from s117xl.audit import tables
from s117xl.audit.answers import text_of
from s117xl.audit.evidence import NOTHING, Evidence, Said, by_question
from s117xl.load import records
from s117xl.workbook.edits import Edit, Value, WriteColumn, WriteRows
from s117xl.workbook.raw import RawTable, RawTables

_OURS = ("Register proposes", "Register says")
# Where they differ is said by a formula of the workbook, which follows the auditor's answer.
_LONGEST_CELL = 32_000


def evidence_edits(
    figures: Sequence[Evidence], raw: RawTables, *, called: Callable[[str], str] = str
) -> list[Edit]:
    """What writes the figures into an audit workbook whose tables are `raw`.

    No cell that a person types is written.
    """
    said = by_question(figures)
    edits: list[Edit] = []
    if tables.EVIDENCE.excel_name in raw:
        rows = [_row(each, called) for each in figures]
        edits.append(WriteRows(tables.EVIDENCE.excel_name, tables.EVIDENCE.headings, rows))
    for number in tables.DOMAINS:
        name = tables.domain_table(number).excel_name
        if name in raw and "Ref" in raw[name].columns:
            edits += _beside(name, raw[name], said)
    return edits


def _row(each: Evidence, called: Callable[[str], str]) -> list[Value]:
    """A line of the table of evidence; a dash stands where nothing could be tested."""
    tested = each.number is not None
    return [
        each.ref, _cut(each.sentence), each.number if tested else NOTHING,
        each.of if tested else NOTHING, each.not_testable,
        each.per_cent if tested else NOTHING, each.proposes, _cut(each.shown(called)) or None,
    ]  # fmt: skip


def _beside(name: str, table: RawTable, said: Mapping[str, Said]) -> Iterator[WriteColumn]:
    """Our columns of one domain, each row by its ref wherever it has been moved."""
    columns: dict[str, list[Value]] = {heading: [None] * table.count for heading in _OURS}
    for number, row in zip(table.rows.tolist(), records(table), strict=True):
        ref = text_of(row.get("Ref")).upper()
        if ref not in said:
            continue
        its, place = said[ref], number - table.first_row
        words = (its.proposes, _cut(its.words))
        for heading, value in zip(_OURS, words, strict=True):
            columns[heading][place] = value or None
    for heading, values in columns.items():
        if heading in table.columns:
            yield WriteColumn(name, heading, values)


def differs(answer: str, proposed: str) -> str:
    """Where the auditors answer otherwise than the register proposes: both, in words."""
    if not answer or proposed == NOTHING or answer == proposed:
        return ""
    return f"Auditor: {answer}; register: {proposed}"


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_CELL else f"{text[:_LONGEST_CELL]} ..."
