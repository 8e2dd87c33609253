"""One figure made fit to be published: counts by the rule, and no share or sum on a few people."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from s117xl.insight.disclosure.rule import (
    LEAST_FOR_RATE,
    SUPPRESSED,
    is_small,
    percentage,
    rounded,
)
from s117xl.insight.disclosure.tables import TOTAL, publish
from s117xl.insight.kpis.counting import half_up
from s117xl.insight.kpis.definitions import Definition, all_definitions
from s117xl.insight.kpis.kpi import Kpi, rate

PER = 100_000
THOUSAND = 1000
Parts = Mapping[str, float | None]


def published_figure(kpi: Kpi) -> Kpi:
    """The figure with what must not be told withheld, and with nothing that leads to a record."""
    about = all_definitions()[kpi.code]
    bare = replace(kpi, records=(), people={}, note="", not_testable=count(kpi.not_testable))
    if kpi.unfed:
        return replace(bare, not_testable=None)
    bare = replace(bare, why=f"Not testable in part: {about.missing}." if about.missing else "")
    told = _BY_UNIT[kpi.unit](kpi, bare)
    return replace(told, rag=_rag(about, told), suppressed=_withheld(kpi, told))


def count(number: float | None) -> int | None:
    """A count by the rule, None where it is small or is none at all."""
    if number is None or is_small(int(number)):
        return None
    return rounded(int(number))


def _share(kpi: Kpi, bare: Kpi) -> Kpi:
    met, of = int(kpi.numerator or 0), int(kpi.denominator or 0)
    table = publish([[met, of - met]])
    part, whole = table.at(0, 0), table.at(0, TOTAL)
    told = part is not None and whole is not None and of >= LEAST_FOR_RATE
    value = percentage(part, whole) if told and part is not None and whole else None
    parts = {name: _within(each, part, met) for name, each in kpi.parts.items()}
    return replace(bare, numerator=part, denominator=whole, value=value, parts=parts)


def _within(part: float | None, shown: int | None, whole: int) -> int | None:
    """A part of a count: hidden too where the count is, or where what is left over is small."""
    if part is None or shown is None:
        return None
    return publish([[int(part), whole - int(part)]]).at(0, 0)


def _count(kpi: Kpi, bare: Kpi) -> Kpi:
    if kpi.parts:
        names = list(kpi.parts)
        table = publish([[int(kpi.parts[name] or 0) for name in names]])
        parts = {name: table.at(0, place) for place, name in enumerate(names)}
        total = table.at(0, TOTAL)
        return replace(bare, numerator=total, value=total, parts=parts)
    number = count(kpi.numerator)
    return replace(bare, numerator=number, value=number, denominator=count(kpi.denominator))


def _rate(kpi: Kpi, bare: Kpi) -> Kpi:
    number = count(kpi.numerator)
    told = number is not None and int(kpi.numerator or 0) >= LEAST_FOR_RATE and kpi.denominator
    value = half_up((number or 0) * PER / (kpi.denominator or 1), 1) if told else None
    return replace(bare, numerator=number, value=value)


def _days(kpi: Kpi, bare: Kpi) -> Kpi:
    told = kpi.value is not None and int(kpi.numerator or 0) >= LEAST_FOR_RATE
    return replace(bare, numerator=count(kpi.numerator),
                   value=half_up(kpi.value or 0) if told else None)  # fmt: skip


def _pounds(kpi: Kpi, bare: Kpi) -> Kpi:
    told = kpi.people.get("", 0) >= LEAST_FOR_RATE
    parts = _pounds_of_groups(kpi) if len(kpi.people) > 1 else _nested(kpi)
    return replace(
        bare, numerator=_thousands(kpi.numerator) if told else None,
        value=_thousands(kpi.value) if told else None,
        parts=parts if told else dict.fromkeys(kpi.parts),
    )  # fmt: skip


def _pounds_of_groups(kpi: Kpi) -> Parts:
    """The pounds of each group with enough people; one withheld alone takes another with it.

    The bodies' parts add up to the whole, and so do those of the sorts of service.
    """
    names = list(kpi.parts)
    bodies, sorts = names[:3], names[3:]
    shown: dict[str, float | None] = {}
    for line in (bodies, sorts):
        numbers = [kpi.people[name] for name in line]
        few = [n for n in numbers if 0 < n < LEAST_FOR_RATE]
        hidden = {name for name, n in zip(line, numbers, strict=True) if n < LEAST_FOR_RATE}
        if few and line is bodies:
            hidden = set(line)
        elif few and len(hidden) == 1:
            others = [name for name in line if name not in hidden]
            hidden |= {min(others, key=lambda name: kpi.people[name])} if others else set()
        shown |= {n: None if n in hidden else _thousands(kpi.parts[n]) for n in line}
    return shown


def _nested(kpi: Kpi) -> Parts:
    """A count of people and how many of them are in its part."""
    names = list(kpi.parts)
    people, old = (int(kpi.parts[name] or 0) for name in names)
    table = publish([[old, people - old]])
    return {names[0]: table.at(0, TOTAL), names[1]: table.at(0, 0)}


def _thousands(pounds: float | None) -> float | None:
    return None if pounds is None else half_up(pounds / THOUSAND) * THOUSAND


_BY_UNIT: Mapping[str, Callable[[Kpi, Kpi], Kpi]] = {
    "share": _share, "count": _count, "rate": _rate, "days": _days, "pounds": _pounds,
}  # fmt: skip


def _rag(about: Definition, told: Kpi) -> str:
    """The rating of what is published; that of the true figure would tell more."""
    if about.target is None:
        return ""
    rated = told.parts.get(about.rated) if about.rated else told.value
    return SUPPRESSED if rated is None else rate(about, rated)


def _withheld(kpi: Kpi, told: Kpi) -> tuple[str, ...]:
    """The names of what stands in the figure and is not published."""
    fields = ["numerator", "value", "not_testable"]
    fields += ["denominator"] if kpi.denominator is not None else []
    names = [name for name in fields if getattr(told, name) is None]
    return (*names, *(name for name, each in told.parts.items() if each is None))


def without(kpi: Kpi, told: Kpi, names: frozenset[str]) -> Kpi:
    """What is told of a figure without these counts: it looks as if they were small.

    That a count is not small would tell of others beside it.
    """
    if not names:
        return told
    parts = {name: None if name in names else each for name, each in told.parts.items()}
    told = replace(told, parts=parts)
    if "denominator" in names:
        told = replace(told, denominator=None)
    if names & {"numerator", "denominator"}:
        told = replace(told, numerator=None, value=None, parts=dict.fromkeys(parts))
    return replace(told, rag=_rag(all_definitions()[kpi.code], told),
                   suppressed=_withheld(kpi, told))  # fmt: skip


def withheld(kpi: Kpi, why: str) -> Kpi:
    """The figure with nothing of it published."""
    parts = dict.fromkeys(kpi.parts)
    bare = replace(
        kpi, numerator=None, denominator=None, not_testable=None, value=None, parts=parts,
        records=(), people={}, note="", why=why, rag=SUPPRESSED,
    )  # fmt: skip
    return replace(bare, suppressed=("numerator", "denominator", "value", "not_testable", *parts))
