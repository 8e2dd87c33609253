"""Equity: the same figures for each group of people, beside that of all, with how many they are.

Every person is in one group of each dimension. Deprivation is not compared: no field holds it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from s117xl.audit.strata import UNKNOWN, profiles
from s117xl.insight.kpis.counting import Answer, Asked, Figure, Given, half_up
from s117xl.insight.kpis.measures_endings import lawful_endings
from s117xl.insight.kpis.measures_hospital import back_within
from s117xl.insight.kpis.measures_people import advocacy, leaflet
from s117xl.insight.kpis.measures_reviews import first_reviews, yearly_reviews
from s117xl.rules.rows import ColumnAbsent, Rows

MEASURES: Mapping[str, tuple[str, Asked]] = {
    "K05": ("First review within three months", first_reviews),
    "K06": ("Yearly review in date", yearly_reviews),
    "leaflet": ("Rights leaflet given", leaflet),
    "K27": ("Advocacy offered", advocacy),
    "K04": ("Endings that the record shows to be lawful", lawful_endings),
    "K18": ("Back in hospital within 30 days", back_within(30)),
}
FLAGGED_OVER = ("K04", "K05", "K06", "K18")
"""The figures over which K31 counts groups."""

LEAST = 10
LOW, HIGH = Fraction(4, 5), Fraction(5, 4)
DEPRIVATION = "Deprivation is not testable: no field holds it."

Groups = list[str]


@dataclass(frozen=True, slots=True)
class Group:
    """One group's figure. `n` are those of whom it can be told; `ratio` is to the share of all.

    `share` and `ratio` are None where there is nothing to divide by. `flag` says that a group of
    ten or more differs from all by a fifth below or a quarter above.
    """

    measure: str
    name: str
    dimension: str
    group: str
    met: int
    n: int
    not_testable: int
    share: Fraction | None
    ratio: Fraction | None

    @property
    def flag(self) -> bool:
        """Whether somebody should ask why."""
        return self.compared and self.ratio is not None and not LOW <= self.ratio <= HIGH

    @property
    def compared(self) -> bool:
        """Whether it is a group large enough to say anything of."""
        return self.group != UNKNOWN and self.n >= LEAST and self.ratio is not None

    def as_json(self) -> dict[str, Any]:
        """As plain values."""
        return {
            "measure": self.measure, "name": self.name, "dimension": self.dimension,
            "group": self.group, "n": self.n, "met": self.met, "not_testable": self.not_testable,
            "share": None if self.share is None else half_up(self.share, 3),
            "ratio": None if self.ratio is None else half_up(self.ratio, 2),
            "flag": self.flag,
        }  # fmt: skip


def equity(given: Given) -> list[Group]:
    """Each figure for each group; a figure whose columns are not there has no groups."""
    return [
        group
        for code, (name, ask) in MEASURES.items()
        if (answer := _asked(given, ask)) is not None
        for group in _groups(code, name, answer)
    ]


def _asked(given: Given, ask: Asked) -> Answer | None:
    try:
        return ask(given)
    except ColumnAbsent:
        return None


def _groups(code: str, name: str, answer: Answer) -> Iterator[Group]:
    whole = _share(answer, np.ones(len(answer.rows), np.bool_))
    for dimension, groups in dimensions(answer.rows).items():
        of = np.array(groups, object)
        for group in sorted(set(groups), key=lambda each: (each == UNKNOWN, each)):
            mine: NDArray[np.bool_] = np.array(of == group, np.bool_)
            met, n = _counts(answer, mine)
            unknown = int((answer.unknown & mine).sum())
            if n or unknown:
                part = Fraction(met, n) if n else None
                ratio = part / whole if part is not None and whole else None
                yield Group(code, name, dimension, group, met, n, unknown, part, ratio)


def _counts(answer: Answer, mine: NDArray[np.bool_]) -> tuple[int, int]:
    return int((answer.yes & mine).sum()), int(((answer.yes | answer.no) & mine).sum())


def _share(answer: Answer, mine: NDArray[np.bool_]) -> Fraction | None:
    met, n = _counts(answer, mine)
    return Fraction(met, n) if n else None


def dimensions(r: Rows) -> dict[str, Groups]:
    """For each dimension the group of each record."""
    each = profiles(r)
    found = {
        "Ethnic group": [row["Ethnicity"] for row in each],
        "Age": [row["Age"] for row in each],
        "Gender": _gender(r),
    }
    for name in ("learning disability", "autism"):
        found[name.capitalize()] = _disability(r, name)
    return found


def _gender(r: Rows) -> Groups:
    try:
        column = r.list("gender")
    except ColumnAbsent:
        return [UNKNOWN] * len(r)
    values = np.array([*column.values, UNKNOWN], object)
    listed: Groups = values[np.where(column.known, column.codes, -1)].tolist()
    return listed


def _disability(r: Rows, name: str) -> Groups:
    try:
        truth = r.several("disability").any_of((name,))
    except ColumnAbsent:
        return [UNKNOWN] * len(r)
    return [
        "yes" if yes else "no" if no else UNKNOWN
        for yes, no in zip(truth.yes.tolist(), truth.no.tolist(), strict=True)
    ]


def groups_apart(given: Given) -> Figure:
    """K31: of the groups of ten or more that were compared, those that differ."""
    compared = [g for g in equity(given) if g.measure in FLAGGED_OVER and g.compared]
    flagged = sum(group.flag for group in compared)
    value = flagged if compared else None
    return Figure(flagged, len(compared), len(FLAGGED_OVER), value, why=DEPRIVATION)
