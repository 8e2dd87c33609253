"""One side of a comparison: a register, or what a check of one printed as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from s117xl.commands import study
from s117xl.findings import Finding
from s117xl.load import Loaded, load, records
from s117xl.refusal import Refused
from s117xl.register.columns import AnyColumn
from s117xl.register.parse import TypedTable
from s117xl.rules.people import people
from s117xl.rules.rows import ColumnAbsent, Context


@dataclass(slots=True)
class Side:
    """What one side holds. `context` is None where only the result of a check is known."""

    name: str
    as_at: date
    day_from: str
    findings: dict[str, Finding]
    ids: tuple[str, ...]
    context: Context | None = None

    def table(self, name: str) -> TypedTable | None:
        """A table of the register, None where there is none."""
        return self.context.register.tables.get(name) if self.context else None

    def column(self, table: str, key: str) -> AnyColumn | None:
        """A column of a table, None where there is none."""
        held = self.table(table)
        return held.columns.get(key) if held else None


def read_side(path: Path, as_at: date | None, today: Callable[[], date]) -> Side:
    """A side, studied on the day given, else on its own.

    Its own day is that of Settings, else that of the last check written into it, else today.
    """
    if path.suffix.lower() == ".json":
        return _printed(path)
    loaded = load(path, with_findings=True)
    day, whence = _own_day(loaded, as_at, today)
    _, context, checked, _ = study(loaded.workbook, day, today)
    return Side(
        loaded.workbook.name, context.as_at, whence,
        {finding.key: finding for finding in checked.findings},
        _ids(context), context,
    )  # fmt: skip


def _own_day(loaded: Loaded, as_at: date | None, today: Callable[[], date]) -> tuple[date, str]:
    if as_at:
        return as_at, "as asked"
    if loaded.settings.as_at:
        return loaded.settings.as_at, "its Settings"
    runs = records(loaded.ours["Runs"]) if "Runs" in loaded.ours else ()
    days = [run["As at"] for run in runs if isinstance(run.get("As at"), date)]
    return (days[-1], "its last check") if days else (today(), "today")


def _ids(context: Context) -> tuple[str, ...]:
    try:
        column = context.rows("Register").text("register_id")
    except ColumnAbsent:
        return ()
    ids = (column.text(row) for row in range(len(column)))
    return tuple(dict.fromkeys(filter(None, ids)))


def _printed(path: Path) -> Side:
    """What `check --format json` printed. Raises Refused where it is not that."""
    try:
        held: dict[str, Any] = json.loads(path.read_text("utf-8-sig"))
        findings = [Finding(**{**f, "authority": tuple(f["authority"])}) for f in held["findings"]]
        ids = dict.fromkeys(str(each["record"]) for each in held["derived"] if each["record"])
        day = date.fromisoformat(held["as_at"])
    except OSError:
        raise Refused(f"There is no file {path.name} that can be read; check its name.") from None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise Refused(
            f"{path.name} is not what a check printed; make it with: s117xl check FILE --format "
            "json, or give the register itself."
        ) from None
    return Side(path.name, day, "the check", {f.key: f for f in findings}, tuple(ids))


def numbers_of(side: Side) -> dict[str, tuple[str, str]]:
    """For each register id the person's NHS number and the start of the detention, where read."""
    table = side.table("Register")
    found: dict[str, tuple[str, str]] = {}
    for row, name in _rows_by_id(side, "Register", "register_id"):
        if table is not None:
            values = [
                shown_value(table.columns.get(key), row)
                for key in ("nhs_number", "detention_start")
            ]
            found.setdefault(name, (values[0], values[1]))
    return found


def persons_of(side: Side) -> dict[str, int]:
    """For each register id a number that is equal for episodes of one person."""
    if side.context is None:
        return {}
    try:
        numbers = people(side.context.rows("Register")).tolist()
    except ColumnAbsent:
        return {}
    return {name: numbers[row] for row, name in _rows_by_id(side, "Register", "register_id")}


def rows_by_id(side: Side, table: str) -> dict[str, int]:
    """The first row of each id of a table."""
    held = side.table(table)
    found: dict[str, int] = {}
    if held is not None:
        for row, name in _rows_by_id(side, table, held.schema.id_field):
            found.setdefault(name, row)
    return found


def _rows_by_id(side: Side, table: str, key: str) -> list[tuple[int, str]]:
    column = side.column(table, key)
    if column is None:
        return []
    return [(row, name) for row in range(len(column)) if (name := shown_value(column, row))]


def shown_value(column: AnyColumn | None, row: int) -> str:
    """A cell as it counts: its value written in one way, or as it stands where it is not read."""
    if column is None:
        return ""
    read = getattr(column, "value", None) or getattr(column, "text", None)
    value = read(row) if read and column.known[row] else ""
    return str(value) or column.shown(row)
