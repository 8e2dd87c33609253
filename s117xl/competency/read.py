"""A competency workbook as people filled it in: typed, with a note for each cell in doubt."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from s117xl.competency.framework import audit_domains, domains, statements
from s117xl.competency.model import Competency, Note, Person, Ratings
from s117xl.competency.ratings import (
    Reading,
    read_audit_rating,
    read_day,
    read_level,
    read_rating,
    read_text,
)
from s117xl.competency.settings import CompetencySettings, read_settings
from s117xl.competency.tables import (
    AUDIT_LINK,
    READ,
    ROLES,
    SELF,
    SETTINGS,
    STAFF,
    SUPERVISOR,
    CompetencyTable,
)
from s117xl.load import Workbook, records
from s117xl.refusal import Refused
from s117xl.register.plain_text import plain_code
from s117xl.workbook.areas import column_letters
from s117xl.workbook.closed import ClosedWorkbook
from s117xl.workbook.raw import RawTable, RawTables


def read_competency(
    source: Path | Workbook,
    today: date | None = None,
    tell: Callable[[str], None] = lambda _: None,
) -> Competency:
    """What people filled in. Refused where it is no competency workbook of ours.

    A date after `today` is noted; None looks at no date.
    """
    workbook = ClosedWorkbook(source) if isinstance(source, Path) else source
    _require_ours(workbook)
    tables = {t.name: t for t in workbook.read([table.wanted() for table in READ], tell)}
    reader = _Reader(tables, today)
    people = reader.people()
    known = frozenset(person.key for person in people)
    own, own_twice = reader.ratings(SELF, known)
    supervisor, supervisor_twice = reader.ratings(SUPERVISOR, known)
    roles, names = reader.roles()
    reader.unknown_roles(people, roles)
    audit, settings = reader.audit(), reader.settings()
    return Competency(
        people, own, supervisor, own_twice, supervisor_twice, roles, names, audit, settings,
        tuple(reader.notes),
    )  # fmt: skip


def _require_ours(workbook: Workbook) -> None:
    for table in (STAFF, SUPERVISOR, SELF):
        if table.excel_name in workbook.tables:
            return
    raise Refused(
        f"{workbook.name} is not a competency workbook of ours: it holds none of the tables "
        "tblStaff, tblSelf and tblSupervisor; make one with: s117xl new competency FILE"
    )


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of a table with the means to say where a cell of it stands."""

    table: RawTable
    number: int
    cells: Mapping[str, Any]

    def at(self, key: str) -> str:
        column = self.table.columns.get(key)
        position = column.position if column else self.table.left
        return f"{column_letters(position)}{self.number}"


class _Reader:
    """The tables while they are read, and the notes that come of it."""

    def __init__(self, tables: RawTables, today: date | None) -> None:
        self.tables = tables
        self.today = today
        self.notes: list[Note] = []
        for table in READ:
            self._look_over(table)

    def _look_over(self, table: CompetencyTable) -> None:
        """Say what of a table is missing, and what is in it that is not of the framework."""
        raw = self.tables.get(table.key)
        if raw is None:
            self._say(table.sheet, "", f"The table {table.excel_name} of the sheet {table.sheet} "
                      "is missing; what it held is not known.")  # fmt: skip
            return
        for note in raw.notes:
            if "blank and were passed over" not in note:
                self._say(raw.sheet, "", note)
        for key in table.typed:
            if key not in raw.columns and key not in ("comment",):
                self._say(raw.sheet, "", f"{raw.sheet}: the column {table.columns[key]} is "
                          "missing; what it held is not known.")  # fmt: skip
        if table in (SELF, SUPERVISOR):
            for heading in raw.strangers:
                self._say(raw.sheet, "", f"{raw.sheet}: the column {heading!r} is no statement of "
                          "the framework; it does not count.")  # fmt: skip

    def _say(self, sheet: str, cell: str, text: str) -> None:
        self.notes.append(Note(sheet, cell, text))

    def _rows(self, table: CompetencyTable) -> Iterator[_Row]:
        raw = self.tables.get(table.key)
        if raw is not None:
            for number, cells in zip(raw.rows.tolist(), records(raw), strict=True):
                yield _Row(raw, number, cells)

    def _read(self, row: _Row, key: str, read: Callable[[Any], Reading]) -> Any:
        """The cell as it reads, with a note where there is something to say."""
        value, note = read(row.cells.get(key, ""))
        if note:
            self._say(row.table.sheet, row.at(key), note)
        return value

    def _text(self, row: _Row, key: str) -> str:
        return str(self._read(row, key, read_text))

    def _id(self, row: _Row) -> str:
        return plain_code(self._text(row, "staff_id"))

    def people(self) -> tuple[Person, ...]:
        """Each person of Staff once, in its order."""
        found: dict[str, Person] = {}
        for row in self._rows(STAFF):
            id = self._id(row)
            if not id:
                self._say(row.table.sheet, row.at("staff_id"), "is blank, so the row does not "
                          "count; give the person an id")  # fmt: skip
            elif id.casefold() in found:
                self._say(row.table.sheet, row.at("staff_id"), "is an id that another row above "
                          "has; this row does not count")  # fmt: skip
            else:
                found[id.casefold()] = self._person(row, id)
        return tuple(found.values())

    def _person(self, row: _Row, id: str) -> Person:
        name, role, team, supervisor = (
            self._text(row, key) for key in ("name", "role", "team", "supervisor")
        )
        start = self._read(row, "start", lambda cell: read_day(cell, self.today))
        return Person(id.casefold(), id, name, role, team, supervisor, start)

    def ratings(
        self, table: CompetencyTable, known: frozenset[str]
    ) -> tuple[dict[str, Ratings], frozenset[str]]:
        """The ratings of the people on Staff, and who of them has two rows."""
        found: dict[str, Ratings] = {}
        first: dict[str, str] = {}
        twice: set[str] = set()
        for row in self._rows(table):
            key, cell = self._id(row).casefold(), row.at("staff_id")
            ratings = self._ratings(row)
            if not key or key not in known:
                why = "is an id that is not on Staff" if key else "is blank"
                self._say(table.sheet, cell, f"{why}; the row does not count")
            elif key in first:
                twice.add(key)
                self._say(table.sheet, cell, "is an id that has another row, in cell "
                          f"{first[key]}; neither counts until one is deleted")  # fmt: skip
            else:
                found[key], first[key] = ratings, cell
        return {key: r for key, r in found.items() if key not in twice}, frozenset(twice)

    def _ratings(self, row: _Row) -> Ratings:
        read = {ref: self._read(row, ref, read_rating) for ref in statements()}
        day = self._read(row, "rated_on", lambda cell: read_day(cell, self.today))
        return Ratings({ref: rating for ref, rating in read.items() if rating is not None}, day)

    def roles(self) -> tuple[dict[str, dict[str, str]], tuple[str, ...]]:
        """The expected levels of each role, and the names of the roles."""
        found: dict[str, dict[str, str]] = {}
        names = []
        for row in self._rows(ROLES):
            name = self._text(row, "role")
            levels = {ref: self._read(row, ref, read_level) for ref in domains()}
            if not name:
                self._say(ROLES.sheet, row.at("role"), "is blank, so the row does not count")
            elif name.casefold() in found:
                self._say(ROLES.sheet, row.at("role"), "is a role that another row above has; "
                          "this row does not count")  # fmt: skip
            else:
                found[name.casefold()] = {k: level for k, level in levels.items() if level}
                names.append(name)
        return found, tuple(names)

    def unknown_roles(self, people: Iterable[Person], roles: Mapping[str, Any]) -> None:
        """Say how many people have a role that is not on Roles."""
        number = sum(person.role.casefold() not in roles for person in people)
        if number:
            text = f"{STAFF.sheet}: {number} of the people have no role, or one that is not on "
            text += f"{ROLES.sheet}; what is expected of them is not known."
            self._say(STAFF.sheet, "", text)

    def audit(self) -> dict[str, str]:
        """The audit ratings that stand on Audit link."""
        found: dict[str, str] = {}
        for row in self._rows(AUDIT_LINK):
            ref = plain_code(self._text(row, "domain")).upper()
            rating = self._read(row, "rating", read_audit_rating)
            if ref not in audit_domains():
                self._say(AUDIT_LINK.sheet, row.at("domain"), "is no domain of the audit")
            elif ref in found or rating is None:
                self._second_rating(row, rating)
            else:
                found[ref] = rating
        return found

    def _second_rating(self, row: _Row, rating: str | None) -> None:
        if rating is not None:
            self._say(AUDIT_LINK.sheet, row.at("rating"), "rates an audit domain a second time; "
                      "the first one counts")  # fmt: skip

    def settings(self) -> CompetencySettings:
        """The settings in force; one that cannot be used is left at its default."""
        rows = list(self._rows(SETTINGS))
        cells = {self._text(row, "key"): row.cells.get("value", "") for row in rows}
        places = {self._text(row, "key"): row.at("value") for row in rows}
        settings, faults = read_settings(cells)
        for key, why in faults.items():
            self._say(SETTINGS.sheet, places[key], why)
        return settings
