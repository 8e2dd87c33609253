"""Figures of groups made fit to be published: whole tables at once, one beside another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import groupby
from typing import Any

from s117xl.insight.disclosure.bounds import Place
from s117xl.insight.disclosure.rule import LEAST_FOR_RATE, percentage
from s117xl.insight.disclosure.tables import TOTAL, Published, publish
from s117xl.insight.equity import HIGH, LOW, Group
from s117xl.insight.kpis.counting import half_up
from s117xl.insight.kpis.kpi import Kpi

Table = Sequence[Group]
"""The groups of one dimension for one figure."""


def published_groups(groups: Iterable[Group], kpis: Mapping[str, Kpi]) -> list[dict[str, Any]]:
    """The groups' figures as plain values, small ones suppressed.

    `kpis` are the figures as they are published: their totals are known, and cannot be hidden
    here. Tables with the same people hide the same groups.
    """
    tables = [list(its) for _, its in groupby(groups, key=lambda g: (g.measure, g.dimension))]
    hidden: dict[tuple[object, ...], set[Place]] = {}
    done: list[Published] = []
    # What one table hides, another with the same people must not show; it may then hide more.
    for _ in range(len(tables) + 1):
        before = {key: set(places) for key, places in hidden.items()}
        done = [_publish(table, kpis, hidden.setdefault(_people(table), set())) for table in tables]
        for table, result in zip(tables, done, strict=True):
            hidden[_people(table)] |= {p for p in result.hidden if p[0] != TOTAL and p[1] == TOTAL}
        if hidden == before:
            break
    return [
        line
        for table, result in zip(tables, done, strict=True)
        for line in _lines(table, result)
    ]  # fmt: skip


def _people(table: Table) -> tuple[object, ...]:
    return (table[0].dimension, *((group.group, group.n) for group in table))


def _publish(table: Table, kpis: Mapping[str, Kpi], hide: set[Place]) -> Published:
    totals = [(TOTAL, 0), (TOTAL, 1)]
    counts = [[group.met, group.n - group.met] for group in table]
    kpi = kpis.get(table[0].measure)
    if kpi is None:
        return publish(counts, hide=hide)
    known = [] if kpi.numerator is None else totals
    out_of_sight = totals if kpi.numerator is None else []
    whole = [(TOTAL, TOTAL)]
    known, out_of_sight = (
        (known, [*out_of_sight, *whole]) if kpi.denominator is None
        else ([*known, *whole], out_of_sight)
    )  # fmt: skip
    return publish(counts, hide=[*hide, *out_of_sight], known=known)


def _lines(table: Table, result: Published) -> Iterable[dict[str, Any]]:
    whole = _share(result, TOTAL, sum(group.n for group in table))
    for row, group in enumerate(table):
        met, n = result.at(row, 0), result.at(row, TOTAL)
        share = _share(result, row, group.n)
        ratio = Fraction(share).limit_denominator(100) / Fraction(whole).limit_denominator(
            100
        ) if share is not None and whole else None  # fmt: skip
        yield {
            "measure": group.measure, "name": group.name, "dimension": group.dimension,
            "group": group.group, "n": n, "met": met, "share": share,
            "ratio": None if ratio is None else half_up(ratio, 2),
            "flag": None if ratio is None else not LOW <= ratio <= HIGH,
            "suppressed": [name for name, each in (("n", n), ("met", met), ("share", share))
                           if each is None],
        }  # fmt: skip


def _share(result: Published, row: int, people: int) -> float | None:
    met, n = result.at(row, 0), result.at(row, TOTAL)
    if met is None or not n or people < LEAST_FOR_RATE:
        return None
    return percentage(met, n)
