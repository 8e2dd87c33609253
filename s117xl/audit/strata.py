"""The groups of which each record is one: ten dimensions, and what is not known in each.

Age and prison are of the as-at date; an order is of the as-at date too, or of the day on which the
duty was ended.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from s117xl.law.codes import all_ethnicities
from s117xl.law.sections import all_sections
from s117xl.register.columns import ListColumn, Moments
from s117xl.register.truth import Mask, Truth
from s117xl.rules.rows import ColumnAbsent, Rows
from s117xl.rules.scopes import (
    in_prison,
    is_aftercare,
    is_ended,
    is_live,
    is_open,
    on_conditional_discharge,
    on_cto,
)

UNKNOWN = "not known"
TRANSFERRED_PRISONERS = ("15", "16", "17", "18")

Values = list[str]


def profiles(r: Rows) -> list[dict[str, str]]:
    """For each row of the Register its value in each dimension."""
    values = [_or_unknown(r, find) for find in DIMENSIONS.values()]
    return [dict(zip(DIMENSIONS, row, strict=True)) for row in zip(*values, strict=True)]


def _or_unknown(r: Rows, find: Callable[[Rows], Values]) -> Values:
    try:
        return find(r)
    except ColumnAbsent:
        return [UNKNOWN] * len(r)


def _named(count: int, *named: tuple[Mask, str]) -> Values:
    """For each row the name of the first mask that holds."""
    result: NDArray[np.object_] = np.full(count, UNKNOWN, object)
    for mask, name in reversed(named):
        result[mask] = name
    listed: Values = result.tolist()
    return listed


def _yes_or_no(truth: Truth) -> Values:
    return _named(len(truth), (truth.yes, "yes"), (truth.no, "no"))


def _of_codes(column: ListColumn, group: Callable[[str], str]) -> Values:
    groups = np.array([*map(group, column.values), UNKNOWN], object)
    listed: Values = groups[np.where(column.known, column.codes, -1)].tolist()
    return listed


def _standing(r: Rows) -> Values:
    return _named(len(r), (is_live(r).yes, "live"), (is_ended(r).yes, "ended"))


def _section(r: Rows) -> Values:
    return _of_codes(r.list("section_code"), _section_group)


def _section_group(code: str) -> str:
    section = all_sections().get(code)
    if section is None or section.qualifies == "missing" or section.group == "missing":
        return UNKNOWN
    if code == "03":
        return "section 3"
    if code in TRANSFERRED_PRISONERS:
        return "sections 47 and 48"
    return "Part III" if section.group == "Part III" else "another section"


def _age(r: Rows) -> Values:
    """The age on the as-at date, also of those whose duty was ended before it."""
    reached = {years: r.age_reached("dob", years, 0) for years in (18, 26, 65)}
    return _named(
        len(r), (reached[18].no, "under 18"), (reached[26].no, "18 to 25"),
        (reached[65].no, "26 to 64"), (reached[65].yes, "65 and over"),
    )  # fmt: skip


def _ethnicity(r: Rows) -> Values:
    groups = {code: each.group for code, each in all_ethnicities().items()}
    groups = {code: UNKNOWN if group == "Not known" else group for code, group in groups.items()}
    return _of_codes(r.list("ethnic_category"), lambda code: groups.get(code, UNKNOWN))


def _order(r: Rows) -> Values:
    """The order in force on the as-at date, or on the day on which the duty was ended."""
    ended, end = is_ended(r).yes, r.date("end_date")
    today = r.today
    by_ending = ended & end.known
    day = Moments(np.where(by_ending, end.days, today.days), today.known | by_ending)
    cto, conditional = on_cto(r, day), on_conditional_discharge(r, day)
    return _named(
        len(r), (cto.yes, "community treatment order"),
        (conditional.yes, "conditional discharge"), (cto.no & conditional.no, "neither"),
    )  # fmt: skip


def _prison(r: Rows) -> Values:
    said = r.list("record_status").isin("ACTIVE-PRISON").sure()
    return _yes_or_no(in_prison(r, r.today) | said)


def _accommodation(r: Rows) -> Values:
    own = r.list("accommodation_s117").isin("yes")
    return _yes_or_no(own | _child(r, "Services", _is_home))


def _is_home(service: Rows) -> Truth:
    return is_aftercare(service) & service.list("service_type").isin("accommodation")


def _disputed(r: Rows) -> Values:
    """An open dispute, or funding that is said to be in dispute."""
    funding = r.list("funding_status").isin("in dispute")
    # A blank here is no sign of a dispute while the table of disputes tells.
    return _yes_or_no(funding.sure() | _child(r, "Disputes", is_open))


def _child(r: Rows, table: str, test: Callable[[Rows], Truth]) -> Truth:
    try:
        return r.any(table, test)
    except ColumnAbsent:
        nothing = np.zeros(len(r), np.bool_)
        return Truth(nothing, nothing)


def _recourse(r: Rows) -> Values:
    return _yes_or_no(r.list("nrpf").isin("yes"))


def _led_by(r: Rows) -> Values:
    return _of_codes(r.list("lead_org"), str)


DIMENSIONS: dict[str, Callable[[Rows], Values]] = {
    "Standing": _standing,
    "Section": _section,
    "Age": _age,
    "Ethnicity": _ethnicity,
    "Order": _order,
    "In prison": _prison,
    "No recourse to public funds": _recourse,
    "Accommodation is aftercare": _accommodation,
    "Disputed": _disputed,
    "Led by": _led_by,
}
