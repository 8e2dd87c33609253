"""What changed between two registers, or two checks: people, statuses, cells, findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from s117xl.findings import SEVERITIES, Finding, gravest_first
from s117xl.insight.compare_sides import (
    Side,
    numbers_of,
    persons_of,
    rows_by_id,
    shown_value,
)
from s117xl.register.schema import TABLES

CLOSED = ("ENDED", "SUPERSEDED", "DECEASED", "TRANSFERRED-OUT", "NOT-ENTITLED")
NEW_PERSON, NEW_EPISODE = "new person", "new episode"


@dataclass(frozen=True, slots=True)
class Renamed:
    """A record whose id changed: the NHS number and the start of the detention are the same."""

    old: str
    new: str


@dataclass(frozen=True, slots=True)
class NewRecord:
    """A record that is new; `of` are earlier records of the same person."""

    record: str
    kind: str
    status: str
    of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StatusChange:
    """A record whose status changed. `closed` says that the duty is over by the record."""

    record: str
    old: str
    new: str
    closed: bool


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell that changed; `row` is the child row's id, or the same as `record`."""

    table: str
    record: str
    row: str
    field: str
    heading: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row of a child table that is new or gone."""

    table: str
    record: str
    row: str
    change: str


@dataclass(slots=True)
class Comparison:
    """All that changed. `still` are the findings that both sides have, as the new side has them."""

    old: Side
    new: Side
    renamed: list[Renamed] = field(default_factory=list)
    people_new: list[NewRecord] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    status: list[StatusChange] = field(default_factory=list)
    changed: list[CellChange] = field(default_factory=list)
    rows: list[RowChange] = field(default_factory=list)
    come: list[Finding] = field(default_factory=list)
    ended: list[Finding] = field(default_factory=list)
    still: list[Finding] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def compare_sides(old: Side, new: Side) -> Comparison:
    """What changed from the old side to the new one. Neither is changed."""
    result = Comparison(old, new)
    result.renamed = _renamed(old, new)
    names = {each.old: each.new for each in result.renamed}
    result.gone = [name for name in old.ids if names.get(name, name) not in set(new.ids)]
    result.people_new = list(_new_records(old, new, names))
    for table in TABLES if old.context and new.context else ():
        changes = list(_cells(old, new, table, names))
        result.changed += changes
        if table != "Register":
            result.rows += _rows(old, new, table, names)
    result.status = [_status(each) for each in result.changed if each.field == "record_status"]
    result.changed = [each for each in result.changed if each.field != "record_status"]
    _findings(result, names)
    result.notes = list(_notes(result))
    return result


def _renamed(old: Side, new: Side) -> list[Renamed]:
    """Ids that are gone, each with the one new id of the same number and detention."""
    before, after = numbers_of(old), numbers_of(new)
    lost = [name for name in before if name not in after]
    fresh: dict[tuple[str, str], list[str]] = {}
    for name in after:
        if name not in before and all(after[name]):
            fresh.setdefault(after[name], []).append(name)
    once = Counter(before[name] for name in lost)
    return [
        Renamed(name, fresh[before[name]][0])
        for name in lost
        if once[before[name]] == 1 and len(fresh.get(before[name], ())) == 1
    ]


def _new_records(old: Side, new: Side, names: Mapping[str, str]) -> Iterator[NewRecord]:
    known = {*old.ids, *names.values()}
    persons = persons_of(new)
    before: dict[int, list[str]] = {}
    for name, person in persons.items():
        if name in known and person >= 0:
            before.setdefault(person, []).append(name)
    column, rows = new.column("Register", "record_status"), rows_by_id(new, "Register")
    for name in new.ids:
        if name not in known:
            earlier = tuple(before.get(persons.get(name, -1), ()))
            status = shown_value(column, rows[name]) if name in rows else ""
            yield NewRecord(name, NEW_EPISODE if earlier else NEW_PERSON, status, earlier)


def _cells(old: Side, new: Side, table: str, names: Mapping[str, str]) -> Iterator[CellChange]:
    """The cells of rows that both sides have, and columns that both sides have, that differ."""
    before, after = rows_by_id(old, table), rows_by_id(new, table)
    keys = [f for f in TABLES[table].fields if _compared(old, new, table, f.key)]
    parent = TABLES[table].parent_field
    for name, row in before.items():
        now = names.get(name, name) if table == "Register" else name
        if now not in after:
            continue
        record = _owner(new, table, after[now])
        for each in keys:
            was = shown_value(old.column(table, each.key), row)
            column = new.column(table, each.key)
            value = shown_value(column, after[now])
            if each.key == parent:
                was = names.get(was, was)
            if was != value and column is not None:
                yield CellChange(table, record, now, each.key, column.heading, was, value)


def _owner(side: Side, table: str, row: int) -> str:
    """The register_id to which a row belongs, blank where it belongs to none."""
    parent = "register_id" if table == "Register" else TABLES[table].parent_field
    return shown_value(side.column(table, parent), row) if parent else ""


def _compared(old: Side, new: Side, table: str, key: str) -> bool:
    both = old.column(table, key) is not None and new.column(table, key) is not None
    return both and key != TABLES[table].id_field


def _rows(old: Side, new: Side, table: str, names: Mapping[str, str]) -> Iterator[RowChange]:
    before, after = rows_by_id(old, table), rows_by_id(new, table)
    for one, other, side, change in (
        (after, before, new, "new"),
        (before, after, old, "gone"),
    ):
        for name, row in one.items():
            if name not in other:
                owner = _owner(side, table, row)
                yield RowChange(table, names.get(owner, owner), name, change)


def _status(each: CellChange) -> StatusChange:
    closed = each.new in CLOSED and each.old not in CLOSED
    return StatusChange(each.record, each.old, each.new, closed)


def _findings(result: Comparison, names: Mapping[str, str]) -> None:
    """Sort the findings into come, gone and still, by key; a record's new id is followed."""
    before = {_key_now(f, names): f for f in result.old.findings.values()}
    after = result.new.findings
    result.come = sorted((f for k, f in after.items() if k not in before), key=gravest_first)
    result.ended = sorted((f for k, f in before.items() if k not in after), key=gravest_first)
    result.still = sorted((f for k, f in after.items() if k in before), key=gravest_first)


def _key_now(finding: Finding, names: Mapping[str, str]) -> str:
    if finding.row not in names or finding.table != "Register":
        return finding.key
    start = f"{finding.code}/{finding.row}/"
    return finding.key.replace(start, f"{finding.code}/{names[finding.row]}/", 1)


def counts(result: Comparison) -> dict[str, Any]:
    """How many findings have come, are gone and are still there, by rule and by severity."""
    parts = {"come": result.come, "gone": result.ended, "still": result.still}
    rules = sorted({f.code for found in parts.values() for f in found})
    by_rule = {name: Counter(f.code for f in found) for name, found in parts.items()}
    by_severity = {name: Counter(f.severity for f in found) for name, found in parts.items()}
    return {
        "total": {name: len(found) for name, found in parts.items()},
        "rule": {code: {name: by_rule[name][code] for name in parts} for code in rules},
        "severity": {
            word: {name: by_severity[name][word] for name in parts} for word in SEVERITIES
        },
    }


def _notes(result: Comparison) -> Iterator[str]:
    old, new = result.old, result.new
    if old.as_at > new.as_at:
        yield "The first is as at a later day than the second: see that they are not exchanged."
    if old.as_at != new.as_at:
        yield "The days differ, so some findings have come or gone with time alone."
    if not (old.context and new.context):
        yield "A check that was printed holds no cells: statuses and cells are not compared."
    for each in result.renamed:
        yield (
            f"{each.old} is now {each.new}: the NHS number and the detention are the same; an id "
            "is not to be changed."
        )
    for side in (old, new):
        rows = len(side.table("Register") or ())
        if rows > len(side.ids):
            yield (
                f"{side.name}: {rows - len(side.ids)} rows have no id of their own, and were not "
                "compared."
            )
