"""The KPIs as the report shows them: shares worked out anew from the counts behind them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from s117xl.reports.board.model import SUPPRESSED, Figure, Measure

RAGS = {"g": "Green", "a": "Amber", "r": "Red", "green": "Green", "amber": "Amber", "red": "Red"}
SHARES = ("%", "per cent", "share")
UNITS = {"count": "", "pounds": "£", "rate": "per 100,000"}
"""How the units of the measures are printed; another stands as it is."""


class KpiLike(Protocol):
    """A measure as it was worked out; a count that is not known is None."""

    @property
    def code(self) -> str:
        """Such as K05."""

    @property
    def name(self) -> str:
        """What is measured."""

    @property
    def numerator(self) -> float | None:
        """Those that are counted."""

    @property
    def denominator(self) -> float | None:
        """Those among whom they are counted, None where it is no share."""

    @property
    def not_testable(self) -> int | None:
        """How many records do not tell."""

    @property
    def value(self) -> float | str | None:
        """The measure where it is no share."""

    @property
    def target(self) -> float | str | None:
        """What is aimed at; a share from 0 to 1 or in per cent."""

    @property
    def rag(self) -> str:
        """Green, Amber, Red, or nothing."""

    @property
    def unit(self) -> str:
        """Such as %, days or £."""

    @property
    def why(self) -> str:
        """Why there is no value, or how it was counted."""

    @property
    def records(self) -> Sequence[str]:
        """The ids of the records that it is about."""


Earlier = Sequence[tuple[str, Sequence[KpiLike]]]


def measures(
    kpis: Sequence[KpiLike], past: Earlier = (), *, released: bool = False
) -> tuple[Measure, ...]:
    """Each measure with its value in earlier quarters, the earliest first."""
    before = [(label, {kpi.code: kpi for kpi in mine}) for label, mine in past]
    return tuple(_measure(kpi, before, released) for kpi in kpis)


def _measure(
    kpi: KpiLike, before: Sequence[tuple[str, dict[str, KpiLike]]], released: bool
) -> Measure:
    past = [
        (label, _measure(mine[kpi.code], (), released))
        for label, mine in before
        if kpi.code in mine
    ]
    is_share = kpi.unit.strip().casefold() in SHARES
    return Measure(
        kpi.code,
        figure_of(kpi),
        is_share,
        _amount(kpi, is_share),
        _target(kpi.target, is_share),
        rag(kpi.rag),
        UNITS.get(kpi.unit.strip(), kpi.unit.strip()),
        kpi.why.strip(),
        tuple(past),
        released,
    )


def figure_of(kpi: KpiLike) -> Figure:
    """The counts behind a measure."""
    query = f"{kpi.code} {kpi.name}: {kpi.why or 'as the measure says'} (insight.kpis.kpis)"
    return Figure(f"kpi.{kpi.code}", kpi.name, _whole(kpi.numerator), query,
                  of=_whole(kpi.denominator), untested=int(kpi.not_testable or 0),
                  records=tuple(kpi.records), why=kpi.why, withheld=_withheld(kpi))  # fmt: skip


def _withheld(kpi: KpiLike) -> str:
    """What stands for a value that was withheld before it came here."""
    return SUPPRESSED if "value" in getattr(kpi, "suppressed", ()) else ""


def _whole(number: float | None) -> int | None:
    return None if number is None else round(number)


def _amount(kpi: KpiLike, is_share: bool) -> float | str | None:
    """The value as a number, a fraction too; a share has one of its own without counts alone."""
    if is_share and kpi.denominator is not None:
        return None
    value = kpi.numerator if kpi.value is None and not is_share else kpi.value
    return value if value is None or isinstance(value, str) else float(value)


def _target(target: float | str | None, is_share: bool) -> float | str | None:
    """A target in per cent as a share."""
    if is_share and isinstance(target, int | float) and target > 1:
        return target / 100
    return target


def rag(text: str) -> str:
    """The rating in full."""
    plain = (text or "").strip()
    return RAGS.get(plain.casefold(), plain)
