"""How a figure is counted: units that meet it, that do not, and of which nobody knows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from s117xl.audit.evidence_rules import findings_by_row
from s117xl.check import Checked, answers
from s117xl.derived import Derived, derive
from s117xl.insight.kpis.quarters import Period
from s117xl.insight.kpis.rewind import rewound
from s117xl.law.months import shift_months
from s117xl.refusal import Refused
from s117xl.register.columns import DateColumn, Moments
from s117xl.register.truth import Mask, Truth
from s117xl.rules.catalogue import Rule, all_rules
from s117xl.rules.people import people
from s117xl.rules.rows import ColumnAbsent, Context, Rows
from s117xl.rules.scopes import is_live

Numbers = NDArray[np.int64]
YEAR = 12


class Given:
    """What the figures of a period are counted from.

    `now` is the register as it was read, `then` as it stood at `end`: the last day of the period,
    or the as-at date where the period still runs. Raises Refused where it has not begun.
    """

    def __init__(
        self, context: Context, checked: Checked, derived: Sequence[Derived], period: Period,
        fed: Mapping[str, tuple[float, float]] | None = None,
    ) -> None:  # fmt: skip
        if context.as_at < period.first:
            raise Refused(
                f"The period {period.name} had not begun on the as-at date of the register; give "
                "an earlier period or a later day."
            )
        self.now, self.checked, self.period = context, checked, period
        self.fed = fed or {}
        self._derived = derived
        self.end = min(period.last, context.as_at)

    @property
    def running(self) -> bool:
        """Whether the as-at date lies before the last day of the period."""
        return self.end < self.period.last

    @property
    def passed(self) -> date:
        """The last day that is wholly over: of a period that runs the day before the as-at date."""
        return self.end - timedelta(days=1) if self.running else self.end

    @property
    def year_before(self) -> date:
        """The day twelve months before the end."""
        return shift_months(self.end, -YEAR)

    @cached_property
    def then(self) -> Context:
        """The register as it stood at the end."""
        return self.now if self.now.as_at == self.end else rewound(self.now, self.end)

    @cached_property
    def derived_then(self) -> Sequence[Derived]:
        """What followed from it for each record."""
        return self._derived if self.then is self.now else derive(self.then)

    def in_period(self, day: DateColumn | Moments) -> Truth:
        """Whether a day lies in the period, so far as it has run. A blank is no day in it."""
        inside = (day >= self.period.first) & (day <= self.end)
        blank = day.blank if isinstance(day, DateColumn) else np.zeros(len(day.days), np.bool_)
        return Truth(inside.yes, inside.no | blank)

    @cached_property
    def live_records(self) -> int:
        """How many records are ACTIVE at the end, 0 where no column tells."""
        try:
            return int(is_live(self.then.rows("Register")).yes.sum())
        except ColumnAbsent:
            return 0


@dataclass(frozen=True, slots=True)
class Answer:
    """For rows of one table whether each belongs to the cohort, and whether it meets the figure."""

    rows: Rows
    cohort: Truth
    met: Truth
    note: str = ""

    @property
    def yes(self) -> Mask:
        """Those that meet it."""
        return self.cohort.yes & self.met.yes

    @property
    def no(self) -> Mask:
        """Those that do not."""
        return self.cohort.yes & self.met.no

    @property
    def unknown(self) -> Mask:
        """Those of which nobody knows."""
        return ~self.cohort.no & ~self.yes & ~self.no


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure while it is counted.

        `value` is None where there is nothing to count or nothing to be told. `records` are the ids
    XX `rated_unknown` counts
        units that might belong to the part that is rated. `why` says what is not testable.
    """

    numerator: float | None
    denominator: float | None
    not_testable: int
    value: Fraction | float | None
    parts: Mapping[str, float] = field(default_factory=dict)
    people: Mapping[str, int] = field(default_factory=dict)
    records: tuple[str, ...] = ()
    rated_unknown: int = 0
    note: str = ""
    why: str = ""


Measure = Callable[[Given], Figure]
Asked = Callable[[Given], Answer]


def share(answer: Answer, behind: str = "unmet") -> Figure:
    """The share of a cohort that meets a figure, over those of whom it can be told."""
    met, of = int(answer.yes.sum()), int((answer.yes | answer.no).sum())
    return Figure(
        met, of, int(answer.unknown.sum()), Fraction(met, of) if of else None,
        records=ids(answer.rows, answer.yes if behind == "met" else answer.no), note=answer.note,
    )  # fmt: skip


def count(rows: Rows, truth: Truth, note: str = "") -> Figure:
    """How many rows are found; no figure where it can be told of none."""
    found, unknown = int(truth.yes.sum()), int((~truth.known).sum())
    told = bool(truth.known.any()) or not unknown
    return Figure(found if told else None, None, unknown, found if told else None,
                  records=ids(rows, truth.yes), rated_unknown=unknown, note=note)  # fmt: skip


def persons(r: Rows, truth: Truth) -> Figure:
    """How many people are found, each counted once however many records they have."""
    who = each_somebody(r)
    found = set(who[truth.yes].tolist())
    unknown = set(who[~truth.known].tolist()) - found
    told = bool(truth.known.any()) or not unknown
    value = len(found) if told else None
    return Figure(value, None, len(unknown), value, records=ids(r, truth.yes),
                  rated_unknown=len(unknown))  # fmt: skip


def each_somebody(r: Rows) -> Numbers:
    """The person of each Register row; a row whose person cannot be told is somebody apart."""
    try:
        who = people(r)
    except ColumnAbsent:
        who = np.full(len(r), -1, np.int64)
    return np.where(who >= 0, who, np.arange(len(r)) + who.max(initial=-1) + 1)


def ids(rows: Rows, mask: Mask) -> tuple[str, ...]:
    """How the rows of a mask are called: by their record, or by their place where it has no id."""
    key = "register_id" if "register_id" in rows.table.columns else rows.table.schema.id_field
    if key not in rows.table.columns:
        return tuple(f"row {rows.table.rows[row]}" for row in np.flatnonzero(mask).tolist())
    column = rows.text(key)
    named = (
        column.text(row) or f"row {rows.table.rows[row]}" for row in np.flatnonzero(mask).tolist()
    )
    return tuple(dict.fromkeys(named))


def owners(context: Context, table: str) -> Numbers:
    """The number of the Register row of each row of a table, -1 for none."""
    if table == "Register":
        return np.arange(len(context.rows(table)), dtype=np.int64)
    return context.parents(table)


def passes(context: Context, checked: Checked, codes: Iterable[str]) -> Truth:
    """For each Register row whether these rules, as far as they are in force, find nothing.

    What is for information only is not found. Where a rule could not be run nobody knows.
    """
    count_of = len(context.rows("Register"))
    found, unknown = np.zeros((2, count_of), np.bool_)
    wanted = {code: all_rules()[code] for code in codes if all_rules()[code].in_force}
    findings = (f for f in checked.findings if f.code in wanted and f.severity != "info")
    found[list(findings_by_row(context, findings))] = True
    outcomes = {outcome.code: outcome for outcome in checked.outcomes}
    for code, rule in wanted.items():
        outcome = outcomes.get(code)
        if outcome is None or (outcome.outcome == "not-run" and not outcome.untested):
            unknown[:] = True
            continue
        for part in (rule, *rule.parts):
            unknown[_unsure(context, part)] = True
    return Truth(~found & ~unknown, found)


def _unsure(context: Context, part: Rule) -> Numbers:
    """The Register rows of which a rule, or a part of one, cannot tell."""
    rows = context.rows(part.table)
    scope = part.scope.rows(rows)
    given = answers(part, rows, scope) if len(rows) else []
    if not given:
        return np.empty(0, np.int64)
    yes: Mask = np.any([each.truth.yes for each in given], axis=0)
    no: Mask = ~yes & np.all([each.truth.no for each in given], axis=0)
    parents = owners(context, part.table)
    return parents[~scope.no & ~yes & ~no & (parents >= 0)]


def half_up(number: Fraction | float, places: int = 0) -> float:
    """A number rounded half up: 0.5 is 1, where Python would say 0."""
    exact = Fraction(number)
    decimal = Decimal(exact.numerator) / Decimal(exact.denominator)
    return float(decimal.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))
