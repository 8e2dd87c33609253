"""`s117xl kpi`: the figures of a period, kept as a snapshot or made fit to be published."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from s117xl import __version__
from s117xl.commands import Clock, study
from s117xl.insight.disclosure.release import Release, release, require_over
from s117xl.insight.disclosure.rule import FOOTNOTE
from s117xl.insight.equity import DEPRIVATION, equity
from s117xl.insight.kpis.counting import Given
from s117xl.insight.kpis.definitions import DEFINITIONS, all_definitions
from s117xl.insight.kpis.kpi import RED, figures_of
from s117xl.insight.kpis.leaflet import leaflet
from s117xl.insight.kpis.quarters import period_of, read_period
from s117xl.insight.kpis.shown import PRINT, Plain, Report
from s117xl.insight.kpis.snapshots import (
    Snapshot,
    add_snapshot,
    default_file,
    last_hash,
    read_snapshots,
)
from s117xl.load import Loaded, Workbook
from s117xl.refusal import Refused
from s117xl.register.columns import show_day
from s117xl.screen import Progress

NOT_KEPT = (
    "This release is not recorded: publish with --snapshot, so that a later one cannot be held "
    "against it."
)


def report(
    register: Path | Workbook,
    period: str | None,
    today: Clock,
    *,
    as_at: date | None = None,
    publish: bool = False,
    snapshots: Path | None = None,
    fed: Mapping[str, tuple[float, float]] | None = None,
    tell: Callable[[str], None] = lambda _: None,
) -> Report:
    """The figures of a period, of the quarter of the as-at date where none is named.

    Raises Refused: the period has not begun, or is to be published and is not over, or the chain
    of snapshots is broken and earlier releases must be known.
    """
    loaded, context, checked, derived = study(register, as_at, today, tell=tell)
    named = read_period(period) if period else period_of(context.as_at)
    given = Given(context, checked, derived, named, fed)
    if publish:
        require_over(given)
    earlier, notes = _earlier(snapshots, publish)
    tell("counting")
    figures, groups, promises = figures_of(given), equity(given), leaflet(context, checked)
    notes = [*_said_of(given), *notes]
    if publish:
        told = release(figures, groups, promises, named, earlier)
        return _published(loaded, given, told, earlier, notes)
    return Report(
        loaded, given, False, figures, [each.as_json() for each in groups],
        [each.as_json() for each in promises], earlier, [*notes, DEPRIVATION],
    )  # fmt: skip


def _published(
    loaded: Loaded, given: Given, told: Release, earlier: Sequence[Snapshot], notes: Sequence[str]
) -> Report:
    return Report(
        loaded, given, True, told.kpis, told.groups, told.promises, earlier, [*notes, FOOTNOTE]
    )


def _earlier(file: Path | None, publish: bool) -> tuple[list[Snapshot], list[str]]:
    """The snapshots that are held; a broken chain stops a release, and else is said."""
    try:
        return read_snapshots(file) if file else [], []
    except Refused as broken:
        if publish:
            raise
        return [], [f"No trend: {str(broken)[0].lower()}{str(broken)[1:]}"]


def _said_of(given: Given) -> Iterator[str]:
    """To which day the figures speak, and how that came about."""
    end, read = show_day(given.end), show_day(given.now.as_at)
    if given.running:
        yield f"The period still runs: its figures are those up to {end}, and will change."
    elif given.now.as_at > given.end:
        yield (
            f"Figures of a point in time are of {end}, the last day of the period, taken back from "
            f"the register as it stood on {read} by its dates; cells with no date are those of "
            f"{read}."
        )


def kpi(
    file: Path,
    period: str | None,
    *,
    publish: bool,
    snapshot: bool,
    snapshots_file: Path | None,
    form: str,
    as_at: date | None,
    today: Clock,
    approved_by: str = "",
    fed: Mapping[str, tuple[float, float]] | None = None,
) -> bool:
    """Print the figures of a period; whether any of them is Red.

    With `snapshot` they are added to the file of snapshots, once.
    """
    chain = snapshots_file or default_file(file)
    with Progress() as progress:
        made = report(file, period, today, as_at=as_at, publish=publish, snapshots=chain, fed=fed,
                      tell=progress.tell)  # fmt: skip
    notes = list(made.notes)
    if snapshot:
        added = add_snapshot(chain, as_snapshot(made, today(), approved_by))
        said = "is added to" if added else "already stands in"
        notes.append(
            f"The snapshot {said} {chain.name}; the hash of its last line is {last_hash(chain)}."
        )
    elif publish:
        notes.append(NOT_KEPT)
    if publish:
        notes.append(f"Release approved by: {approved_by or 'nobody is recorded'}.")
    made = replace(made, notes=notes)
    PRINT[form](made)
    return any(each.rag == RED for each in made.kpis)


def read_fed(texts: Sequence[str]) -> dict[str, tuple[float, float]]:
    """Figures that a register cannot hold, from texts such as K17=41/43. Raises Refused."""
    return dict(map(_fed, texts))


def _fed(text: str) -> tuple[str, tuple[float, float]]:
    found = re.fullmatch(r"(K\d\d)=(\d+(?:\.\d+)?)/(\d+(?:\.\d+)?)", text.strip())
    takes = [code for code, each in all_definitions().items() if each.outside]
    if not found or found[1] not in takes:
        raise Refused(
            f"--feed is to be such as K17=41/43, for one of {', '.join(takes)}; write it again."
        )
    met, of = (float(each) if "." in each else int(each) for each in found.groups()[1:])
    return found[1], (met, of)


def as_snapshot(made: Report, today: date, approved_by: str = "") -> Snapshot:
    """What is kept of a report: no record's id is among it."""
    period = made.period
    exact = not made.published
    return Snapshot(
        made.given.end.isoformat(), period.name, period.first.isoformat(), period.last.isoformat(),
        __version__, DEFINITIONS, made.loaded.fingerprint(), made.published,
        tuple(each.as_json(with_records=False) for each in made.kpis),
        tuple(made.groups), tuple(_nameless(each) for each in made.promises),
        "" if exact else approved_by, today.isoformat(),
    )  # fmt: skip


def _nameless(promise: Plain) -> Plain:
    return {key: each for key, each in promise.items() if key != "records"}
