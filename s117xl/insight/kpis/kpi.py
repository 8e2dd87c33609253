"""The figures of a period: counted, rated, and honest about what cannot be told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from s117xl.check import Checked
from s117xl.derived import Derived
from s117xl.insight.equity import groups_apart
from s117xl.insight.kpis import (
    measures_endings,
    measures_hospital,
    measures_money,
    measures_people,
    measures_planning,
    measures_register,
    measures_reviews,
)
from s117xl.insight.kpis.counting import Asked, Figure, Given, Measure, half_up, share
from s117xl.insight.kpis.definitions import Definition, all_definitions
from s117xl.insight.kpis.quarters import Period
from s117xl.register.schema import field as schema_field
from s117xl.rules.rows import ColumnAbsent, Context

GREEN, AMBER, RED = "Green", "Amber", "Red"
NOT_TESTABLE, NOTHING = "not testable", "n/a"
WORDS = {NOT_TESTABLE, NOTHING}

SHARES: Mapping[str, Asked] = {
    "K04": measures_endings.lawful_endings,
    "K05": measures_reviews.first_reviews,
    "K06": measures_reviews.yearly_reviews,
    "K08": measures_planning.joint_assessments,
    "K09": measures_reviews.joint_reviews,
    "K10": measures_planning.planned,
    "K11": measures_planning.shared,
    "K12": measures_planning.crisis,
    "K13": measures_planning.entered,
    "K14": measures_planning.told,
    "K16": measures_register.verified,
    "K18": measures_hospital.back_within(30),
    "K19": measures_hospital.back_within(90),
    "K20": measures_hospital.detained_again,
    "K21": measures_planning.seen,
    "K27": measures_people.advocacy,
    "K28": measures_people.communication,
    "K29": measures_people.own_view,
    "K30": measures_reviews.carers,
    "K32": measures_people.transition,
    "K33": measures_reviews.prison_reviews,
    "K35": measures_people.out_of_area,
}
OTHERS: Mapping[str, Measure] = {
    "K01": measures_people.entitled,
    "K02": measures_people.rate,
    "K03": measures_people.new_entitlements,
    "K07": measures_reviews.overdue,
    "K15": measures_register.complete,
    "K22": measures_money.disputes,
    "K23": measures_money.unreferred,
    "K24": measures_reviews.light_reviews,
    "K25": measures_money.charged,
    "K26": measures_money.refunds,
    "K31": groups_apart,
    "K34": measures_money.spending,
}


@dataclass(frozen=True, slots=True)
class Kpi:
    """One figure of a period.

    `value` is a share of 1, a count, days, pounds or a rate, None where there is nothing to tell.
    `not_testable` counts the units of which nobody knows. `rag` is Green, Amber, Red, "" where
    nothing is to be reached, `n/a` where there was nothing to count, or `not testable`. `why` says
    what stands in the way. `records` are the ids behind it; they are not to leave the register.
    `cohort` names the days over which it was counted. `suppressed` names what was withheld.
    `people` are those behind pounds. `unfed` says that no field holds it at all.
    """

    code: str
    name: str
    numerator: float | None
    denominator: float | None
    not_testable: int | None
    value: float | None
    target: float | None
    rag: str
    unit: str
    why: str = ""
    records: tuple[str, ...] = ()
    parts: Mapping[str, float | None] = field(default_factory=dict)
    note: str = ""
    version: int = 1
    cohort: str = ""
    suppressed: tuple[str, ...] = ()
    people: Mapping[str, int] = field(default_factory=dict)
    unfed: bool = False

    @property
    def shown(self) -> str:
        """The value as people read it."""
        if "value" in self.suppressed:
            return "suppressed"
        if self.value is None:
            return self.rag if self.rag in WORDS else NOTHING
        return show(self.value, self.unit)

    def as_json(self, *, with_records: bool = True) -> dict[str, Any]:
        """As plain values."""
        figure: dict[str, Any] = {
            "code": self.code, "name": self.name, "numerator": self.numerator,
            "denominator": self.denominator, "not_testable": self.not_testable,
            "value": self.value, "target": self.target, "rag": self.rag or None,
            "unit": self.unit, "shown": self.shown, "why": self.why, "note": self.note,
            "parts": dict(self.parts), "version": self.version, "cohort": self.cohort,
            "unfed": self.unfed,
        }  # fmt: skip
        if with_records:
            return figure | {"records": list(self.records)}
        return figure | {"suppressed": list(self.suppressed)}

    @classmethod
    def from_json(cls, held: Mapping[str, Any]) -> Kpi:
        """The figure that these plain values were made of; it has no records."""
        own = {key: each for key, each in held.items() if key in cls.__slots__}
        own |= {"rag": held["rag"] or "", "suppressed": tuple(held.get("suppressed", ()))}
        return cls(**own)


def show(value: float, unit: str) -> str:
    """A value with its unit: 87.5 %, 12, 28 days, £1,234.50."""
    if unit == "share":
        return f"{half_up(value * 100, 1):g} %"
    if unit == "pounds":
        return f"£{value:,.2f}"
    if unit == "days":
        return f"{value:g} day" + ("" if value == 1 else "s")
    return f"{value:,.1f}" if unit == "rate" else f"{value:,g}"


def kpis(
    context: Context,
    checked: Checked,
    derived: Sequence[Derived],
    period: Period,
    fed: Mapping[str, tuple[float, float]] | None = None,
) -> list[Kpi]:
    """K01 to K38 for a period, in order.

    `fed` are figures that the register cannot hold, each a numerator and a denominator: K17 from
    a comparison with the Trust's list, K38 from the competency workbook; for K02 the denominator,
    how many adults there are, alone is used. Raises Refused where the period has not begun.
    """
    return figures_of(Given(context, checked, derived, period, fed))


def figures_of(given: Given) -> list[Kpi]:
    """The same from what is already gathered."""
    return [_kpi(given, each) for each in all_definitions().values()]


def _kpi(given: Given, about: Definition) -> Kpi:
    try:
        figure = _figure(given, about)
    except ColumnAbsent as absent:
        figure = Figure(None, None, given.live_records, None, why=str(absent))
        return _told(given, about, figure, NOT_TESTABLE, unfed=True)
    return _told(given, about, figure, _rag(about, figure))


def _figure(given: Given, about: Definition) -> Figure:
    if about.outside and about.code not in given.fed:
        raise ColumnAbsent(f"The register does not hold {about.outside}.")
    if about.missing and about.code not in OTHERS:
        raise ColumnAbsent(f"The register cannot tell {about.missing}.")
    if about.code in SHARES:
        return share(SHARES[about.code](given), about.behind)
    if about.code in OTHERS:
        return OTHERS[about.code](given)
    met, of = given.fed[about.code]
    return Figure(met, of, 0, Fraction(met) / Fraction(of) if of else None)


def _told(given: Given, about: Definition, figure: Figure, rag: str, *, unfed: bool = False) -> Kpi:
    why = figure.why or (_why(about, figure) if rag == NOT_TESTABLE else "")
    value = None if figure.value is None else rounded(figure.value, about.unit)
    return Kpi(
        about.code, about.name, figure.numerator, figure.denominator, figure.not_testable, value,
        about.target, rag, about.unit, why, figure.records, figure.parts, figure.note,
        about.version, cohort_of(given, about), people=figure.people, unfed=unfed,
    )  # fmt: skip


def rounded(value: Fraction | float, unit: str) -> float:
    """A value rounded half up: a share to a tenth of a per cent, pounds to a penny."""
    places = {"share": 3, "pounds": 2, "days": 1, "rate": 1}.get(unit, 0)
    number = half_up(value, places)
    return int(number) if unit == "count" else number


def _why(about: Definition, figure: Figure) -> str:
    """Which fields leave it open."""
    names = ", ".join(_heading(name) for name in about.fields)
    if figure.value is None:
        return f"A cell is blank or cannot be read wherever it matters; it needs: {names}."
    return (
        f"Of {figure.rated_unknown} it cannot be told, as a cell is blank or cannot be read; it "
        f"needs: {names}."
    )


def _heading(name: str) -> str:
    table, _, key = name.rpartition(".")
    heading = schema_field(table or "Register", key).heading
    return f"{heading} ({table})" if table else heading


def cohort_of(given: Given, about: Definition) -> str:
    """The days over which a figure is counted: two with the same are of the same people."""
    if about.when == "flow":
        return f"{given.period.first}/{given.end}"
    if about.when == "rolling":
        return f"{given.year_before}/{given.end}"
    return str(given.end)


def _rag(about: Definition, figure: Figure) -> str:
    if figure.value is None:
        return NOT_TESTABLE if figure.not_testable else NOTHING
    if about.target is None:
        return ""
    rated = figure.parts[about.rated] if about.rated else rounded(figure.value, about.unit)
    rag = rate(about, rated)
    # A count that meets its target says nothing while others might belong to it.
    counted = about.unit != "share" or about.rated
    return NOT_TESTABLE if counted and figure.rated_unknown and rag != RED else rag


def rate(about: Definition, value: float) -> str:
    """Green, Amber or Red for a value, "" where nothing is to be reached."""
    if about.target is None or about.amber is None:
        return ""
    if about.better == "lower":
        return GREEN if value <= about.target else AMBER if value <= about.amber else RED
    return GREEN if value >= about.target else AMBER if value >= about.amber else RED
