"""Figures over time: from snapshots, and from the Runs sheet for what checks found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from s117xl.findings import SEVERITIES
from s117xl.insight.kpis.kpi import Kpi
from s117xl.insight.kpis.snapshots import Snapshot
from s117xl.load import Loaded, records


@dataclass(frozen=True, slots=True)
class Point:
    """A figure in one period; None where it could not be told."""

    period: str
    as_at: str
    numerator: float | None
    denominator: float | None
    value: float | None
    rag: str


def trend(snapshots: Iterable[Snapshot], kpi: Kpi, *, published: bool = False) -> list[Point]:
    """The figure in each period before, the latest snapshot of each, in order of time.

    Only figures of the same version of the definition are beside one another, and quarters and
    years apart, as those of a year are four times as many.
    """
    points: dict[str, tuple[str, Point]] = {}
    of_year = _is_year(kpi.cohort)
    for snapshot in snapshots:
        held = snapshot.figure(kpi.code)
        if held is None or snapshot.published != published or held["version"] != kpi.version:
            continue
        if of_year is not None and of_year != _is_year(held["cohort"]):
            continue
        point = Point(snapshot.period, snapshot.as_at, held["numerator"], held["denominator"],
                      held["value"], held["rag"] or "")  # fmt: skip
        points[snapshot.period] = snapshot.last, point
    return [point for _, point in sorted(points.values(), key=lambda each: each[0])]


def _is_year(cohort: str) -> bool | None:
    """Whether a figure is of the flow of a year; None for one of a single day."""
    first, _, last = cohort.partition("/")
    if not last:
        return None
    return (date.fromisoformat(last) - date.fromisoformat(first)).days > 100


@dataclass(frozen=True, slots=True)
class Run:
    """What a check found, by severity, as the Runs sheet holds it."""

    as_at: str
    records: int | None
    counts: dict[str, int | None]


def runs(loaded: Loaded) -> list[Run]:
    """A line for each check that is recorded, in order; a cell that is no number is not told."""
    return list(_runs(loaded))


def _runs(loaded: Loaded) -> Iterator[Run]:
    if "Runs" not in loaded.ours:
        return
    for row in records(loaded.ours["Runs"]):
        day = row.get("As at")
        if isinstance(day, date):
            plain = day.date() if isinstance(day, datetime) else day
            counts = {name: _whole(row.get(name.capitalize())) for name in SEVERITIES}
            yield Run(plain.isoformat(), _whole(row.get("Records")), counts)


def _whole(cell: Any) -> int | None:
    usable = isinstance(cell, int | float) and not isinstance(cell, bool)
    return int(cell) if usable else None
