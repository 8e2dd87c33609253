"""A release: the figures of a period that is over, made fit to be published.

Two releases must not tell by their difference what each of them hides. So a figure is of fixed
days; what was published for the same days before is repeated as it was, whatever was corrected
since; and a year is not shown beside its quarters where it would tell of one that is not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import inf
from typing import Any

from s117xl.insight.disclosure.figures import published_figure, withheld, without
from s117xl.insight.disclosure.groups import published_groups
from s117xl.insight.disclosure.rule import SMALLEST, could_be
from s117xl.insight.disclosure.tables import ENOUGH, TOTAL, publish
from s117xl.insight.equity import Group
from s117xl.insight.kpis.counting import Given
from s117xl.insight.kpis.definitions import all_definitions
from s117xl.insight.kpis.kpi import Kpi
from s117xl.insight.kpis.leaflet import Kept
from s117xl.insight.kpis.quarters import Period
from s117xl.insight.kpis.snapshots import Snapshot
from s117xl.refusal import Refused

OTHER_MEANING = "Published before for the same days with another meaning."
Plain = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Release:
    """What may be published, as plain values but for the figures themselves."""

    kpis: list[Kpi]
    groups: list[Plain]
    promises: list[Plain]


def require_over(given: Given) -> None:
    """Refused where the period still runs: its days are not fixed yet."""
    if given.running:
        raise Refused(
            f"The period {given.period.name} still runs on the as-at date of the register, and "
            "only a period that is over is published; leave --publish out, or wait for its end."
        )


def release(
    kpis: Sequence[Kpi],
    groups: Iterable[Group],
    promises: Iterable[Kept],
    period: Period,
    earlier: Iterable[Snapshot],
) -> Release:
    """The release of a period, after those that were published `earlier`."""
    before = [snapshot for snapshot in earlier if snapshot.published]
    figures = [_figure(kpi, period, before) for kpi in kpis]
    return Release(
        figures,
        _groups(list(groups), {kpi.code: kpi for kpi in figures}, period, before),
        _promises(promises, period, before),
    )


def _figure(kpi: Kpi, period: Period, before: Sequence[Snapshot]) -> Kpi:
    held = _released(kpi.code, kpi.cohort, before)
    if held is not None:
        again = Kpi.from_json(held[1])
        return again if again.version == kpi.version else withheld(kpi, OTHER_MEANING)
    told = published_figure(kpi)
    if all_definitions()[kpi.code].when != "flow":
        return told
    return without(kpi, told, frozenset(_tells_another(told, period, before)))


def _released(code: str, cohort: str, before: Iterable[Snapshot]) -> tuple[Snapshot, Plain] | None:
    """The first release of a figure for these days, and the figure in it."""
    for snapshot in before:
        held = snapshot.figure(code)
        if held is not None and held["cohort"] == cohort:
            return snapshot, held
    return None


Span = tuple[float, float]
"""The least and the most that a count can be for somebody who reads the releases."""

SMALL: Span = (0, SMALLEST - 1)
NOT_OUT: Span = (0, inf)


def _tells_another(told: Kpi, period: Period, before: Sequence[Snapshot]) -> Iterator[str]:
    """The counts by which the year less its quarters would tell of a quarter that is not shown."""
    year = period if period.is_year else period.year
    for name in ("numerator", "denominator", *told.parts):
        own = _of(told, name)
        if own is None:
            continue
        whole, *quarters = (
            could_be(int(own)) if each == period else _span(told.code, name, each, before)
            for each in (year, *year.quarters())
        )
        if whole not in (SMALL, NOT_OUT) and _too_near(whole, quarters):
            yield name


def _span(code: str, name: str, period: Period, before: Sequence[Snapshot]) -> Span:
    """What the releases tell of a quarter or a year; one that is not out may yet be small."""
    held = _released(code, f"{period.first}/{period.last}", before)
    if held is None:
        return NOT_OUT
    kpi = Kpi.from_json(held[1])
    if (figure := _of(kpi, name)) is not None:
        return could_be(int(figure))
    return SMALL


def _too_near(whole: Span, quarters: Sequence[Span]) -> bool:
    """Whether a small quarter stands alone, or could have fewer than three values."""
    apart = [each for each in quarters if each in (SMALL, NOT_OUT)]
    if len(apart) == 1:
        return apart != [NOT_OUT] or whole[0] - _sums(quarters, NOT_OUT)[1] < SMALLEST
    for quarter in (SMALL, NOT_OUT):
        if quarter in quarters:
            least, most = _sums(quarters, quarter)
            low, high = max(whole[0] - most, 0), min(whole[1] - least, SMALLEST - 1)
            if low < SMALLEST and high - low < ENOUGH:
                return True
    return False


def _sums(quarters: Sequence[Span], but: Span) -> Span:
    """The least and the most of all quarters but one."""
    others = list(quarters)
    others.remove(but)
    return sum(least for least, _ in others), sum(most for _, most in others)


def _of(kpi: Kpi, name: str) -> float | None:
    figure: float | None = kpi.parts[name] if name in kpi.parts else getattr(kpi, name)
    return figure


def _groups(
    groups: list[Group], kpis: Mapping[str, Kpi], period: Period, before: Sequence[Snapshot]
) -> list[Plain]:
    """The groups: those of figures that were published before as they were, the others anew."""
    result: list[Plain] = []
    anew: list[Group] = []
    for measure in dict.fromkeys(group.measure for group in groups):
        held = _snapshot_of(measure, kpis, period, before)
        if held is not None:
            result += (each for each in held.groups if each["measure"] == measure)
        elif not _is_nested(measure, period, before):
            anew += (group for group in groups if group.measure == measure)
    return [*result, *published_groups(anew, kpis)]


def _snapshot_of(
    measure: str, kpis: Mapping[str, Kpi], period: Period, before: Sequence[Snapshot]
) -> Snapshot | None:
    if measure in kpis:
        held = _released(measure, kpis[measure].cohort, before)
        return held[0] if held else None
    return _same_day(period, before)


def _same_day(period: Period, before: Iterable[Snapshot]) -> Snapshot | None:
    return next((each for each in before if each.last == period.last.isoformat()), None)


def _is_nested(measure: str, period: Period, before: Iterable[Snapshot]) -> bool:
    """Whether a quarter of this year, or the year of this quarter, was released by groups."""
    about = all_definitions().get(measure)
    if about is None or about.when != "flow":
        return False
    others = {each.name for each in period.year.quarters()} if period.is_year else {
        period.year.name
    }  # fmt: skip
    return any(each.period in others for each in before)


def _promises(promises: Iterable[Kept], period: Period, before: Sequence[Snapshot]) -> list[Plain]:
    held = _same_day(period, before)
    if held is not None:
        return list(held.promises)
    return [_promise(each).as_json(with_records=False) for each in promises]


def _promise(kept: Kept) -> Kept:
    """A promise with its counts by the rule; that none is broken would tell of a nought."""
    table = publish([[kept.kept or 0, kept.not_kept or 0]])
    met, unmet = table.at(0, 0), table.at(0, 1)
    unknown = publish([[kept.not_testable or 0]]).at(0, TOTAL)
    result = kept.result if met is not None and unmet is not None else "suppressed"
    return replace(kept, result=result, kept=met, not_kept=unmet, not_testable=unknown,
                   explained=0, records=(), note="")  # fmt: skip
