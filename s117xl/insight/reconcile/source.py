"""A Trust's list read: its rows as identities and dates, and what could not be read in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from s117xl.insight.reconcile.columns import Columns, find_list
from s117xl.insight.reconcile.identity import LOST, Identity, identity, split_name
from s117xl.insight.reconcile.lines import Line, read_lines, shown
from s117xl.insight.reconcile.values import (
    Read,
    day_reader,
    read_flag,
    read_moment,
    read_number,
    section_reader,
)
from s117xl.refusal import Refused
from s117xl.register.cells import read_postcode
from s117xl.register.kinds import POSTCODE
from s117xl.register.plain_text import is_blank, plain_code, tidy

DISCHARGES, CASELOAD = "discharges", "caseload"
DAYS = ("dob", "section_start", "admitted", "discharge_date")


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One row of a list. `values` are by field, as read; `shown` as they stood."""

    source: str
    row: int
    identity: Identity
    values: dict[str, Any]
    shown: dict[str, str]


@dataclass(frozen=True, slots=True)
class Unread:
    """A cell, or a whole row where `heading` is blank, that could not be read, and why."""

    source: str
    row: int
    heading: str
    reason: str


@dataclass(slots=True)
class SourceList:
    """A list as read. `columns` say which heading stands for what."""

    source: str
    name: str
    sheet: str
    columns: Columns
    rows: list[SourceRow] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def read_source(path: Path, source: str, as_at: date) -> SourceList:
    """The list in this file: CSV or workbook, any headings.

    Raises Refused where it cannot be read, or no heading in it tells who is meant.
    """
    sheet, columns = find_list(read_lines(path), path.name)
    lines = [line for line in sheet.lines if line.number > columns.header_row]
    found = SourceList(source, path.name, sheet.name, columns)
    _note_headings(found)
    readers = _readers(found, lines, as_at)
    for line in lines:
        if row := _row(found, line, readers):
            found.rows.append(row)
    if not found.rows and not found.unread:
        raise Refused(f"{path.name} holds headings and no rows; export the list again.")
    _note_lost_letters(found)
    return found


Readers = dict[str, Callable[[Any], Read]]


def _readers(found: SourceList, lines: list[Line], as_at: date) -> Readers:
    """A reader for each field that is read by its column."""
    at = found.columns.at
    readers: Readers = {"s117_flag": read_flag, "postcode": _read_postcode}
    for name in DAYS:
        if name in at:
            cells = [read_moment(_cell(line, at[name])) for line in lines]
            readers[name] = day_reader(cells, born_before=as_at if name == "dob" else None)
    if "section_code" in at:
        cells = [_cell(line, at["section_code"]) for line in lines]
        heading = found.columns.heading("section_code")
        readers["section_code"], what = section_reader(heading, cells)
        found.notes.append(f"{found.name}: bare numbers under {heading!r} were read as {what}.")
    return readers


def _cell(line: Line, place: int) -> Any:
    return line.cells[place] if place < len(line.cells) else ""


def _row(found: SourceList, line: Line, readers: Readers) -> SourceRow | None:
    """The row, None where it cannot be told who it is about, which is said."""
    width = max(found.columns.headings) + 1
    if any(not is_blank(cell) for cell in line.cells[width:]):
        _say(found, line, "", "has more cells than there are headings, so none was trusted")
        return None
    if _is_heading_again(found.columns, line):
        return None
    values, as_stood = _values(found, line, readers)
    person = _identity(found, line, values)
    if not person.names_somebody:
        _say(found, line, "", "names nobody: no NHS number, surname or Trust id")
        return None
    return SourceRow(found.source, line.number, person, values, as_stood)


def _is_heading_again(columns: Columns, line: Line) -> bool:
    texts = {" ".join(str(cell).split()) for cell in line.cells} - {""}
    return len(texts) > 1 and texts <= set(columns.headings.values())


def _values(
    found: SourceList, line: Line, readers: Readers
) -> tuple[dict[str, Any], dict[str, str]]:
    values: dict[str, Any] = {}
    as_stood: dict[str, str] = {}
    for name, place in found.columns.at.items():
        cell = read_moment(_cell(line, place))
        if is_blank(cell):
            continue
        as_stood[name] = shown(cell)
        read = readers[name](cell) if name in readers else Read(tidy(shown(cell)))
        if read.why:
            _say(found, line, found.columns.heading(name), read.why)
        elif read.value is not None:
            values[name] = read.value
    return values, as_stood


def _identity(found: SourceList, line: Line, values: dict[str, Any]) -> Identity:
    if "name" in values and "surname" not in values:
        values["surname"], forename = split_name(values["name"])
        values.setdefault("forename", forename)
    digits, valid = "", False
    if "nhs_number" in found.columns.at:
        cell = _cell(line, found.columns.at["nhs_number"])
        digits, valid, why = read_number(cell)
        if why:
            _say(found, line, found.columns.heading("nhs_number"), why)
        values.pop("nhs_number", None)
        values |= {"nhs_number": digits} if valid else {}
    return identity(
        values.get("surname", ""), values.get("forename", ""), digits=digits, valid=valid,
        born=values.get("dob"), postcode=values.get("postcode", ""),
        trust_id=plain_code(values.get("trust_person_id", "")),
    )  # fmt: skip


def _read_postcode(cell: Any) -> Read:
    value, faults = read_postcode(cell, POSTCODE)
    return Read(value, "" if value else faults[0].message)


def _say(found: SourceList, line: Line, heading: str, reason: str) -> None:
    found.unread.append(Unread(found.source, line.number, heading, reason))


def _note_headings(found: SourceList) -> None:
    columns = found.columns
    placed = ", ".join(f"{columns.heading(name)} as {name}" for name in columns.at)
    found.notes.append(f"{found.name}: headings in row {columns.header_row}; read: {placed}.")
    if columns.unused:
        found.notes.append(f"{found.name}: not compared: {', '.join(columns.unused)}.")
    if columns.twice:
        found.notes.append(
            f"{found.name}: {', '.join(columns.twice)} stands for what another column gives "
            "already, and was not read."
        )


def _note_lost_letters(found: SourceList) -> None:
    count = sum(any(LOST in part for part in _names(row.identity)) for row in found.rows)
    if count:
        found.notes.append(
            f"{found.name}: {count} name{'' if count == 1 else 's'} with a ? for a letter that the "
            "export lost; it was taken for any one letter. Ask for the list in UTF-8."
        )


def _names(person: Identity) -> Iterator[str]:
    yield person.surname
    yield person.forename
