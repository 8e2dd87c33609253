"""Figures of the register itself: complete, and looked at once a quarter."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from s117xl.insight.kpis.counting import Answer, Figure, Given, ids, owners
from s117xl.register.conditions import Always
from s117xl.register.fields import Field
from s117xl.register.truth import Mask
from s117xl.rules.rows import ColumnAbsent, Rows
from s117xl.rules.scopes import is_live


def complete(given: Given) -> Figure:
    """K15: of the cells that the schema requires, those that are filled.

    A cell that cannot be read, or whose column is gone, is counted apart.
    """
    filled = blank = unknown = 0
    r = given.now.rows("Register")
    lacking = np.zeros(len(r), np.bool_)
    for name, table in given.now.register.tables.items():
        rows = given.now.rows(name)
        short = np.zeros(len(rows), np.bool_)
        for field in table.schema.fields:
            required = _required(rows, field)
            full, empty = _cells(rows, field, required)
            filled, blank = filled + int(full.sum()), blank + int(empty.sum())
            unknown += int((required & ~full & ~empty).sum())
            short |= empty
        _mark(given, name, short, lacking)
    of = filled + blank
    value = Fraction(filled, of) if of else None
    return Figure(filled, of, unknown, value, records=ids(r, lacking))


def _required(rows: Rows, field: Field) -> Mask:
    """The rows on which the field is required; a condition that cannot be told asks for nothing."""
    if field.required is None:
        return np.zeros(len(rows), np.bool_)
    if isinstance(field.required, Always):
        return np.ones(len(rows), np.bool_)
    try:
        return field.required.truth(rows).yes
    except ColumnAbsent:
        return np.zeros(len(rows), np.bool_)


def _cells(rows: Rows, field: Field, required: Mask) -> tuple[Mask, Mask]:
    """Of the required cells those that are filled and can be read, and those that are blank."""
    column = rows.table.columns.get(field.key)
    if column is None:
        nothing = np.zeros(len(rows), np.bool_)
        return nothing, nothing
    return required & ~column.blank & ~column.bad, required & column.blank


def _mark(given: Given, name: str, short: Mask, lacking: Mask) -> None:
    if _has_owner(given, name):
        parents = owners(given.now, name)[short]
        lacking[parents[parents >= 0]] = True


def _has_owner(given: Given, name: str) -> bool:
    """Whether the rows of a table belong to records of the Register."""
    table = given.now.register[name]
    return name == "Register" or (
        table.schema.parent_field is not None and table.schema.parent_field in table.columns
    )


def verified(given: Given) -> Answer:
    """K16: of the live records, those verified in the last quarter."""
    r = given.then.rows("Register")
    recent = r.date("verified_on").plus_days(r.period("register_verified_days")) >= given.end
    return Answer(r, is_live(r), recent)
