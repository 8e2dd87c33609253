"""A register opened: its package, its typed tables, its settings, and what we wrote there."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from s117xl.areas import AreaRow
from s117xl.refusal import Refused
from s117xl.register.parse import Register, TypedTable, parse_table
from s117xl.register.schema import TABLES, defined_name
from s117xl.rules.catalogue import all_rules
from s117xl.rules.rows import Context
from s117xl.settings import Settings, read_settings
from s117xl.workbook.areas import column_letters
from s117xl.workbook.closed import ClosedWorkbook
from s117xl.workbook.edits import Edit
from s117xl.workbook.file import Result
from s117xl.workbook.package import Table
from s117xl.workbook.raw import RawTable, RawTables
from s117xl.workbook.read import Wanted
from s117xl.workbook.templates.formulas import OUR_COLUMNS
from s117xl.workbook.templates.ours import EXPLANATIONS, FINDINGS, LETTERS, RUNS
from s117xl.workbook.templates.settings_sheet import AREA_HEADINGS, HEADINGS


class Workbook(Protocol):
    """A workbook wherever it is: a closed file, open in Excel, or sent by Excel on the web."""

    @property
    def name(self) -> str:
        """What the person calls it; no folder."""

    @property
    def digest(self) -> str:
        """A hash in hex of what was read."""

    @property
    def tables(self) -> Mapping[str, Table]:
        """Its Excel tables by name."""

    def read(self, wanted: Sequence[Wanted], tell: Callable[[str], None]) -> Iterable[RawTable]:
        """Each of the wanted tables that it holds; `tell` is told of each sheet."""

    def require_writable(self) -> None:
        """Refused, with the reason, where nothing can be written."""

    def apply(self, edits: Sequence[Edit]) -> Result:
        """Make the edits, all of them or none."""

    def keep_copy(self, folder: str, today: date, keep: int) -> None:
        """Keep a copy of it as it was, once a day, where there is a file to copy."""


@dataclass(slots=True)
class Loaded:
    """A register workbook as it stood when it was read. `ours` are the tables that we write."""

    workbook: Workbook
    raw: RawTables
    register: Register
    settings: Settings
    ours: RawTables
    notes: list[str] = field(default_factory=list)

    def context(self, as_at: date) -> Context:
        """What a check of this register on this day is made with."""
        return Context(self.register, as_at, self.settings, self.seen_ids())

    def seen_ids(self) -> frozenset[str] | None:
        """The register ids that earlier checks saw, None where no check is recorded."""
        if "Runs" not in self.ours:
            return None
        runs = list(records(self.ours["Runs"]))
        ids = (str(run.get("Ids first seen", "")).split(";") for run in runs)
        seen = frozenset(name for part in ids for name in part if name)
        return seen if runs else None

    def fingerprint(self) -> str:
        """A hash of what the tables hold, whatever the file's bytes are."""
        digest = hashlib.sha256()
        for name, table in self.raw.items():
            digest.update(f"{name}:{table.rows.tolist()}".encode())
            for key in sorted(table.columns):
                column = table.columns[key]
                digest.update(repr((key, column.cells)).encode())
                digest.update(column.at.tobytes())
        return digest.hexdigest()[:16]


def load(
    source: Path | Workbook,
    *,
    with_findings: bool = False,
    tell: Callable[[str], None] = lambda _: None,
) -> Loaded:
    """The register in this workbook. Raises Refused where it is none, or cannot be read whole.

    `with_findings` also reads what people typed beside the findings of the last check.
    """
    workbook = ClosedWorkbook(source) if isinstance(source, Path) else source
    _require_register(workbook)
    raw: RawTables = {}
    typed: dict[str, TypedTable] = {}
    ours: RawTables = {}
    for table in workbook.read(_all_wanted(with_findings), tell):
        if schema := TABLES.get(table.name):
            raw[table.name], typed[table.name] = table, parse_table(table, schema)
        else:
            ours[table.name] = table
    _require_headings(workbook, raw["Register"])
    settings = _settings(ours.get("Settings"), ours.get("Areas"))
    notes = [note for table in raw.values() for note in table.notes]
    notes += [*_notes_on_copies(workbook)]
    return Loaded(workbook, raw, Register(typed), settings, ours, notes)


def _require_register(workbook: Workbook) -> None:
    if "tblRegister" not in workbook.tables:
        raise _not_ours(workbook, "it holds no table named tblRegister")


def _require_headings(workbook: Workbook, table: RawTable) -> None:
    if not table.columns:
        raise _not_ours(workbook, f"no heading of the table on the sheet {table.sheet} is known")


def _not_ours(workbook: Workbook, why: str) -> Refused:
    name = workbook.name
    return Refused(
        f"{name} is not a register of ours: {why}. Bring it in "
        f'first, which leaves it as it is: s117xl adopt "{name}" NEW.xlsx'
    )


def _notes_on_copies(workbook: Workbook) -> Iterator[str]:
    """A sheet that is copied in Excel takes its table along, named anew with a number."""
    known = {table.excel_name for table in TABLES.values()}
    for name, table in workbook.tables.items():
        original = name.rstrip("_0123456789")
        if name not in known and original in known:
            yield f"{table.sheet}: its table {name}, a copy of {original}, was not read."


_OURS: Mapping[str, Sequence[str]] = {
    "Settings": HEADINGS,
    "Areas": AREA_HEADINGS,
    "Runs": RUNS.headings,
    "Explanations": EXPLANATIONS.headings,
    "Findings": FINDINGS.headings,
    "Letters": LETTERS.headings,
}


def known_tables() -> list[str]:
    """The Excel names of all tables that are read or written."""
    ours = (*_OURS, "Worklist")
    return [table.excel_name for table in TABLES.values()] + [f"tbl{name}" for name in ours]


def _all_wanted(with_findings: bool) -> list[Wanted]:
    ours = [name for name in _OURS if with_findings or name != "Findings"]
    return [_wanted(key) for key in TABLES] + [_wanted_ours(name) for name in ours]


def _wanted(key: str) -> Wanted:
    table = TABLES[key]
    headings = {f.key: f.heading for f in table.fields}
    names = {f.key: defined_name(key, f.key) for f in table.fields}
    return Wanted(key, table.excel_name, headings, names, frozenset(OUR_COLUMNS))


def _wanted_ours(name: str) -> Wanted:
    return Wanted(name, f"tbl{name}", {h: h for h in _OURS[name]}, {}, frozenset())


def records(table: RawTable) -> Iterator[dict[str, Any]]:
    """The rows of a table, each as its cells by heading."""
    columns = [(name, column.cells, column.at.tolist()) for name, column in table.columns.items()]
    for row in range(len(table.rows)):
        yield {name: cells[at[row]] for name, cells, at in columns}


def _settings(table: RawTable | None, areas: RawTable | None) -> Settings:
    severities = {code: rule.severity for code, rule in all_rules().items()}
    lines = list(_areas(areas)) if areas else []
    if table is None or "Value" not in table.columns:
        return read_settings({}, severities, areas=lines)
    keys = [str(row.get("Key", "")) for row in records(table)]
    values = [row.get("Value", "") for row in records(table)]
    letters = column_letters(table.columns["Value"].position)
    places = [f"{letters}{row}" for row in table.rows.tolist()]
    by_key = (dict(zip(keys, each, strict=True)) for each in (values, places))
    cells, addresses = by_key
    return read_settings(cells, severities, addresses, lines)


def _areas(table: RawTable) -> Iterator[AreaRow]:
    """The lines of the table of areas, each with the address of its first cell."""
    for number, row in zip(table.rows.tolist(), records(table), strict=True):
        cells = (row.get(heading, "") for heading in AREA_HEADINGS)
        yield AreaRow(f"A{number}", *cells)
