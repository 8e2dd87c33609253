"""The command `compare`: what changed between two registers or checks, printed."""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from s117xl import __version__
from s117xl.findings import SEVERITIES, Finding
from s117xl.insight.compare import Comparison, compare_sides, counts
from s117xl.insight.compare_sides import Side, read_side
from s117xl.register.columns import show_day
from s117xl.report import write_json

_SHOWN = 20
_PLAIN = ("key", "code", "severity", "action", "table", "record", "row", "field", "heading", "due",
          "explained")  # fmt: skip
_VALUED = ("value", "message")


def compare(
    old: Path,
    new: Path,
    form: str,
    as_at: date | None,
    today: Callable[[], date],
    *,
    values: bool = False,
) -> bool:
    """Print what changed; whether a record is gone or anything has come that asks for something.

    What a cell held and holds is told only with `values`.
    """
    result = compare_sides(read_side(old, as_at, today), read_side(new, as_at, today))
    if form == "json":
        write_json(as_json(result, values=values), sys.stdout)
    elif form == "csv":
        _write_csv(result, values=values)
    else:
        _show(result, values=values)
    asks = any(f.action in ("fix", "explain") and not f.explained for f in result.come)
    return bool(result.gone) or asks


def as_json(result: Comparison, *, values: bool = False) -> dict[str, Any]:
    """The comparison as plain values; ids and headings alone, unless `values` is asked for."""
    return {
        "s117xl": __version__,
        "old": _side(result.old),
        "new": _side(result.new),
        "people": {
            "new": [_plain(each) for each in result.people_new],
            "gone": [{"record": name, "rule": "R206"} for name in result.gone],
            "ended": [
                {"record": each.record, "status": each.new} for each in result.status if each.closed
            ],
            "renamed": [_plain(each) for each in result.renamed],
        },
        "status": [_plain(each) for each in result.status],
        "changed": [_cell(each, values) for each in result.changed],
        "rows": [_plain(each) for each in result.rows],
        "findings": {
            "come": [_finding(each, values) for each in result.come],
            "gone": [_finding(each, values) for each in result.ended],
            "still": [each.key for each in result.still],
            "counts": counts(result),
        },
        "notes": result.notes,
    }


def _side(side: Side) -> dict[str, Any]:
    return {
        "file": side.name,
        "as_at": side.as_at.isoformat(),
        "as_at_from": side.day_from,
        "records": len(side.ids),
        "findings": len(side.findings),
    }


def _plain(each: Any) -> dict[str, Any]:
    return {k: list(v) if isinstance(v, tuple) else v for k, v in asdict(each).items()}


def _cell(each: Any, values: bool) -> dict[str, Any]:
    return {k: v for k, v in asdict(each).items() if values or k not in ("old", "new")}


def _finding(each: Finding, values: bool) -> dict[str, Any]:
    return {name: getattr(each, name) for name in (*_PLAIN, *(_VALUED if values else ()))}


def _write_csv(result: Comparison, *, values: bool) -> None:
    """One line for each change, whatever it is a change of."""
    writer = csv.writer(sys.stdout)
    writer.writerow(("what", "change", "record", "table", "row", "rule_or_field", "old", "new"))
    for line in _csv_lines(result, values):
        writer.writerow([f"'{c}" if c[:1] in ("=", "+", "-", "@") else c for c in line])


def _csv_lines(result: Comparison, values: bool) -> Iterator[Sequence[str]]:
    for new in result.people_new:
        yield "person", new.kind, new.record, "Register", new.record, "", "", new.status
    for name in result.gone:
        yield "person", "gone", name, "Register", name, "R206", "", ""
    for old in result.renamed:
        yield "person", "renamed", old.new, "Register", old.new, "register_id", old.old, old.new
    for each in result.status:
        change = "ended" if each.closed else "changed"
        yield ("status", change, each.record, "Register", each.record, "record_status", each.old,
               each.new)  # fmt: skip
    for cell in result.changed:
        told = (cell.old, cell.new) if values else ("", "")
        yield "cell", "changed", cell.record, cell.table, cell.row, cell.field, *told
    for row in result.rows:
        yield "row", row.change, row.record, row.table, row.row, "", "", ""
    for change, found in (("come", result.come), ("gone", result.ended)):
        for f in found:
            yield "finding", change, f.record, f.table, f.row, f.code, "", ""


def _show(result: Comparison, *, values: bool) -> None:
    """The same for the eye."""
    from s117xl.screen import Screen

    screen = Screen()
    for side in (result.old, result.new):
        screen.say(
            f"{side.name}: {len(side.ids):,} records, {len(side.findings):,} findings as at "
            f"{show_day(side.as_at)} ({side.day_from})."
        )
    _table(screen, "New records", ("Record", "What", "Status", "Earlier records"),
           [(e.record, e.kind, e.status, ", ".join(e.of)) for e in result.people_new])  # fmt: skip
    _table(screen, "Gone: entries are closed, never deleted (R206)", ("Record",),
           [(name,) for name in result.gone])  # fmt: skip
    _table(screen, "Status changed", ("Record", "Was", "Is"),
           [(e.record, e.old or "(blank)", e.new or "(blank)") for e in result.status])  # fmt: skip
    told = ("Was", "Is") if values else ()
    _table(screen, "Cells changed", ("Record", "Table", "Row", "Heading", *told), [
        (e.record, e.table, e.row, e.heading, *((e.old, e.new) if values else ()))
        for e in result.changed
    ])  # fmt: skip
    _table(screen, "Rows new and gone", ("Record", "Table", "Row", "What"),
           [(e.record, e.table, e.row, e.change) for e in result.rows])  # fmt: skip
    _show_findings(screen, result)
    for note in result.notes:
        screen.say(f"Note: {note}")


def _show_findings(screen: Any, result: Comparison) -> None:
    held = counts(result)
    total = held["total"]
    screen.say(
        f"Findings: {total['come']:,} have come, {total['gone']:,} are gone, {total['still']:,} "
        "are still there."
    )
    for title, part in (("By severity", held["severity"]), ("By rule", held["rule"])):
        names = SEVERITIES if part is held["severity"] else sorted(part)
        _table(screen, title, ("", "Come", "Gone", "Still"), [
            (name, *(f"{part[name][word]:,}" for word in ("come", "gone", "still")))
            for name in names
            if any(part[name].values())
        ], most=200)  # fmt: skip


def _table(
    screen: Any,
    title: str,
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    most: int = _SHOWN,
) -> None:
    if not rows:
        return
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for heading in headings:
        table.add_column(heading, overflow="fold")
    for row in rows[:most]:
        table.add_row(*map(Text, row))
    screen.say(f"{title}: {len(rows):,}")
    screen.console.print(table)
    if len(rows) > most:
        screen.say(f"and {len(rows) - most:,} more: --format json lists them all.")
