"""Figures of fairness: overdue reviews among people of different groups."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from s117xl.derived import Derived
from s117xl.law.codes import all_ethnicities
from s117xl.register.truth import Mask
from s117xl.reports.board.counting import NOT_RECORDED, ids
from s117xl.reports.board.model import Block, Figure
from s117xl.rules.rows import ColumnAbsent, Context, Rows
from s117xl.rules.scopes import is_live

AGES = ((0, 18, "Under 18"), (18, 25, "18 to 24"), (25, 40, "25 to 39"), (40, 65, "40 to 64"),
        (65, 200, "65 or over"))  # fmt: skip
LOW, HIGH, LEAST, LEAST_LATE = 0.8, 1.25, 10, 5
"""Outside these ratios a group of so many people is flagged, if so many in all are late."""
QUERY = (
    "Live records of the group whose review is overdue, among those of which it is known "
    "(derived.derive, reports.board.equity.equity)"
)

Group = tuple[str, Mask]


def equity(context: Context, derived: Sequence[Derived]) -> tuple[Block, ...]:
    """Overdue reviews by ethnic group, age, gender and disability; none without live records."""
    try:
        r = context.rows("Register")
        live = is_live(r).yes
    except ColumnAbsent:
        return ()
    if not live.any():
        return ()
    made = (
        _block(r, derived, live, title, groups)
        for title, groups in (
            ("Ethnic group", _ethnic), ("Age", _ages), ("Gender", _genders),
            ("Learning disability or autism", _disability),
        )
    )  # fmt: skip
    return tuple(block for block in made if block)


def _block(
    r: Rows,
    derived: Sequence[Derived],
    live: Mask,
    title: str,
    groups: Callable[[Rows], Iterator[Group]],
) -> Block:
    told = np.array([each.days_over is not None for each in derived], np.bool_)
    late = np.array([bool(each.days_over) for each in derived], np.bool_)
    figures, left = [], live.copy()
    try:
        named = list(groups(r))
    except ColumnAbsent:
        return Block("")
    for name, mask in [*named, (NOT_RECORDED, left)]:
        mine = left & mask
        left &= ~mask
        figures.append(_figure(r, f"equity.{title}.{name}", name, mine, told, late))
    return Block(title, tuple(figures), adds_up=True)


def _figure(r: Rows, key: str, name: str, mine: Mask, told: Mask, late: Mask) -> Figure:
    return Figure(key, name, int((mine & late).sum()), QUERY, of=int((mine & told).sum()),
                  untested=int((mine & ~told).sum()), records=ids(r, mine & late),
                  people=int(mine.sum()))  # fmt: skip


def _ethnic(r: Rows) -> Iterator[Group]:
    column = r.list("ethnic_category")
    groups: dict[str, list[str]] = {}
    for code, each in all_ethnicities().items():
        groups.setdefault(each.group, []).append(code)
    for group, codes in groups.items():
        yield group, column.isin(*codes).yes


def _ages(r: Rows) -> Iterator[Group]:
    for least, most, name in AGES:
        reached = r.age_reached("dob", least, 0)
        yield name, (reached & ~r.age_reached("dob", most, 0)).yes


def _genders(r: Rows) -> Iterator[Group]:
    column = r.list("gender")
    for value in ("female", "male", "indeterminate"):
        yield value.capitalize(), column.isin(value).yes


def _disability(r: Rows) -> Iterator[Group]:
    column = r.several("disability")
    yield "Yes", column.any_of(("learning disability", "autism")).yes
    yield "No", column.any_of(("learning disability", "autism")).no


def ratio(figure: Figure, block: Block) -> float | None:
    """A group's share by that of all groups together; None where either is not known."""
    if any(each.count is None or each.of is None for each in block):
        return None
    whole = sum(each.of or 0 for each in block)
    late = sum(each.count or 0 for each in block)
    if figure.share is None or not late or not whole:
        return None
    return figure.share / (late / whole)


def is_flagged(figure: Figure, block: Block) -> bool:
    """Whether a group of ten people at least differs so far from all that somebody must look."""
    found = ratio(figure, block)
    enough = (figure.of or 0) >= LEAST and sum(each.count or 0 for each in block) >= LEAST_LATE
    return found is not None and enough and not LOW <= found <= HIGH
