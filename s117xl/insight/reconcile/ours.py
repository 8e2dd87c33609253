"""The register's own rows as identities, the persons they make up, and which are live."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np

from s117xl.insight.reconcile.identity import Identity, identity
from s117xl.insight.reconcile.values import read_number
from s117xl.register.columns import AnyColumn, DateColumn, ListColumn, TextColumn
from s117xl.rules.people import people
from s117xl.rules.rows import ColumnAbsent, Rows
from s117xl.rules.scopes import is_live


@dataclass(slots=True)
class Ours:
    """The Register's rows. `persons` has a number for each row, equal for one person's episodes.

    `live` is yes, no or unknown for each row.
    """

    rows: Rows
    identities: list[Identity]
    ids: list[str]
    persons: list[int]
    live: list[str]
    of_person: dict[int, list[int]] = field(default_factory=dict)
    by_id: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for row, person in enumerate(self.persons):
            self.of_person.setdefault(person, []).append(row)
            self.by_id.setdefault(self.ids[row], row)

    def records(self, person: int) -> tuple[str, ...]:
        """The register ids of a person, each once."""
        return tuple(dict.fromkeys(self.ids[row] for row in self.of_person[person]))

    def column(self, key: str) -> AnyColumn | None:
        """The column of a field, None where the register has none."""
        try:
            return self.rows.column(key)
        except ColumnAbsent:
            return None

    def value(self, key: str, row: int) -> Any:
        """What a cell says in its normal form; None where it is blank or cannot be read."""
        return value_of(self.column(key), row)

    def shown(self, key: str, row: int) -> str:
        """A cell as a person would write it, blank where the register has no such column."""
        column = self.column(key)
        return column.shown(row) if column is not None else ""

    def address(self, row: int) -> int:
        """The number of the row on its sheet."""
        return int(self.rows.table.rows[row])


def value_of(column: AnyColumn | None, row: int) -> Any:
    """The value of a column in one row; None where there is none to be used."""
    if column is None or not column.known[row]:
        return None
    if isinstance(column, DateColumn):
        return column.days[row].item()
    if isinstance(column, ListColumn):
        return column.value(row) or None
    return column.text(row) or None if isinstance(column, TextColumn) else column.shown(row)


def our_rows(rows: Rows) -> Ours:
    """The register as it is compared with other lists."""
    return Ours(
        rows,
        list(_identities(rows)),
        [_id(rows, row) for row in range(len(rows))],
        _persons(rows),
        _live(rows),
    )


def _id(rows: Rows, row: int) -> str:
    shown = value_of(_column(rows, "register_id"), row)
    return str(shown) if shown else f"row {rows.table.rows[row]}"


def _column(rows: Rows, key: str) -> AnyColumn | None:
    try:
        return rows.column(key)
    except ColumnAbsent:
        return None


def _persons(rows: Rows) -> list[int]:
    """The person of each row; a row that tells of none is a person of its own."""
    try:
        found = people(rows).tolist()
    except ColumnAbsent:
        found = [-1] * len(rows)
    return [person if person >= 0 else -1 - row for row, person in enumerate(found)]


def _live(rows: Rows) -> list[str]:
    try:
        truth = is_live(rows)
    except ColumnAbsent:
        return ["unknown"] * len(rows)
    named: list[str] = np.where(truth.yes, "yes", np.where(truth.no, "no", "unknown")).tolist()
    return named


def _identities(rows: Rows) -> Iterator[Identity]:
    columns = {
        key: _column(rows, key)
        for key in ("nhs_number", "surname", "forename", "dob", "postcode", "trust_person_id")
    }
    for row in range(len(rows)):
        values = {key: value_of(column, row) for key, column in columns.items()}
        digits, valid = _number(columns["nhs_number"], values["nhs_number"], row)
        born: date | None = values["dob"]
        yield identity(
            values["surname"] or "", values["forename"] or "", digits=digits, valid=valid,
            born=born, postcode=values["postcode"] or "", trust_id=values["trust_person_id"] or "",
        )  # fmt: skip


def _number(column: AnyColumn | None, value: Any, row: int) -> tuple[str, bool]:
    """The digits of the NHS number; those of one that cannot be right are kept for comparison."""
    if column is None or column.blank[row]:
        return "", False
    digits, valid, _ = (value, True, "") if value else read_number(column.raw(row))
    return digits, valid
