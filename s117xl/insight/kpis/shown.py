"""A report of figures as it is shown: for people, for spreadsheets, for programs."""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from s117xl import __version__
from s117xl.insight.kpis.counting import Given
from s117xl.insight.kpis.definitions import DEFINITIONS
from s117xl.insight.kpis.kpi import Kpi, show
from s117xl.insight.kpis.quarters import Period
from s117xl.insight.kpis.snapshots import Snapshot
from s117xl.insight.kpis.trends import runs, trend
from s117xl.load import Loaded
from s117xl.register.columns import show_day
from s117xl.report import write_json
from s117xl.screen import Screen

INTERNAL = "OFFICIAL-SENSITIVE: exact counts, for the partnership alone. Not for publication."
Plain = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Report:
    """The figures of a period with what belongs to them, as they are shown."""

    loaded: Loaded
    given: Given
    published: bool
    kpis: Sequence[Kpi]
    groups: Sequence[Plain]
    promises: Sequence[Plain]
    earlier: Sequence[Snapshot]
    notes: Sequence[str]

    @property
    def period(self) -> Period:
        """The period."""
        return self.given.period


def as_json(made: Report) -> dict[str, Any]:
    """The report as plain values; where it is published, nothing leads to a record."""
    given, loaded = made.given, made.loaded
    told: dict[str, Any] = {
        "s117xl": __version__,
        "definitions": DEFINITIONS,
        "as_at": given.end.isoformat(),
        "period": {
            "name": made.period.name, "words": made.period.words,
            "first": made.period.first.isoformat(), "last": made.period.last.isoformat(),
            "running": given.running,
        },
        "published": made.published,
        "kpis": [_with_trend(made, each) for each in made.kpis],
        "leaflet": list(made.promises),
        "equity": list(made.groups),
        "notes": list(made.notes),
    }  # fmt: skip
    if made.published:
        return told
    return told | {
        "file": loaded.workbook.name,
        "sha256": loaded.workbook.digest,
        "fingerprint": loaded.fingerprint(),
        "register_as_at": given.now.as_at.isoformat(),
        "runs": [asdict(each) for each in runs(loaded)],
    }


def _with_trend(made: Report, kpi: Kpi) -> dict[str, Any]:
    points = trend(made.earlier, kpi, published=made.published)
    return kpi.as_json(with_records=not made.published) | {
        "trend": [asdict(point) for point in points]
    }


def _print_json(made: Report) -> None:
    write_json(as_json(made), sys.stdout)


_COLUMNS = (
    "code", "name", "numerator", "denominator", "not_testable", "value", "target", "rag", "unit",
    "shown", "why", "note",
)  # fmt: skip


def _print_csv(made: Report) -> None:
    writer = csv.writer(sys.stdout)
    writer.writerow(_COLUMNS)
    for each in made.kpis:
        held = each.as_json(with_records=False)
        writer.writerow(["" if held[name] is None else held[name] for name in _COLUMNS])


def _print_table(made: Report) -> None:
    from rich import box
    from rich.table import Table

    screen = Screen()
    screen.say(f"{made.period.words}, as at {show_day(made.given.end)}.")
    if not made.published:
        screen.say(INTERNAL)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for heading in ("KPI", "What", "Value", "Of", "Not testable", "Rating", "Before"):
        right = heading in ("Value", "Of", "Not testable")
        table.add_column(heading, justify="right" if right else "left", overflow="fold")
    for each in made.kpis:
        table.add_row(*_row(made, each))
    screen.console.print(table)
    for line in _said(made):
        screen.say(line)


def _row(made: Report, kpi: Kpi) -> tuple[str, ...]:
    points = [p for p in trend(made.earlier, kpi, published=made.published)
              if p.period != made.period.name]  # fmt: skip
    before = f"{points[-1].period}: {_value(points[-1].value, kpi)}" if points else ""
    return (
        kpi.code, kpi.name, kpi.shown, _counted(kpi, "denominator"),
        _counted(kpi, "not_testable"), kpi.rag, before,
    )  # fmt: skip


def _value(value: float | None, kpi: Kpi) -> str:
    return "no figure" if value is None else show(value, kpi.unit)


def _counted(kpi: Kpi, name: str) -> str:
    return "suppressed" if name in kpi.suppressed else _number(getattr(kpi, name))


def _number(number: float | None) -> str:
    return "" if number is None else f"{number:,g}"


def _said(made: Report) -> Iterator[str]:
    for each in made.kpis:
        if each.why:
            yield f"{each.code}: {each.why}"
    yield "The rights leaflet, promise by promise:"
    for promise in made.promises:
        yield f"  {promise['promise']} {promise['sentence']}"
    apart = [group for group in made.groups if group["flag"]]
    for group in apart:
        yield (
            f"Differs from all: {group['name']}, {group['dimension']}: {group['group']}, "
            f"{group['ratio']} times the share of all (n = {group['n']})."
        )
    yield from (f"Note: {note}" for note in made.notes)


PRINT: Mapping[str, Callable[[Report], None]] = {
    "json": _print_json,
    "csv": _print_csv,
    "table": _print_table,
}
