"""Figures of the register's own quality: what is filled of what is required."""

from __future__ import annotations

from collections import Counter

import numpy as np

from s117xl.register.conditions import Always
from s117xl.register.fields import Field
from s117xl.register.schema import TABLES
from s117xl.register.truth import Mask
from s117xl.reports.board.counting import how
from s117xl.reports.board.model import Block, Figure
from s117xl.rules.rows import ColumnAbsent, Context, Rows

FIELDS = tuple(field for field in TABLES["Register"].fields if field.required is not None)
KNOWN_BY = ("register_id", "nhs_number", "surname")
MOST = 10


def filled(context: Context) -> tuple[Block, Block]:
    """Required cells that are filled, by group of fields; and the fields with most blanks."""
    required: Counter[str] = Counter()
    blank: Counter[str] = Counter()
    untested: Counter[str] = Counter()
    fields = []
    rows = context.rows("Register")
    for field in FIELDS:
        counts = _field(rows, field)
        if counts is None:
            continue
        asked, empty, unknown = counts
        required[field.group] += asked
        blank[field.group] += empty
        untested[field.group] += unknown
        fields.append(Figure(f"blank.{field.key}", field.heading, empty, how(required_and_blank),
                             of=asked, untested=unknown))  # fmt: skip
    groups = tuple(
        Figure(f"filled.{name}", name, count - blank[name], how(filled), of=count,
               untested=untested[name])
        for name, count in required.items()
    )  # fmt: skip
    worst = sorted((f for f in fields if f.count), key=lambda f: (-(f.count or 0), f.key))
    return Block("Required cells that are filled", groups, of_cells=True), Block(
        "Fields with most blanks", tuple(worst[:MOST])
    )


def _field(rows: Rows, field: Field) -> tuple[int, int, int] | None:
    """How many rows require the field, leave it blank, and do not tell; None without a column."""
    try:
        held = _held(rows)
        asked, unknown = required_and_blank(rows, field)
        empty = rows.column(field.key).blank
    except ColumnAbsent:
        return None
    return int((asked & held).sum()), int((asked & held & empty).sum()), int((unknown & held).sum())


def required_and_blank(rows: Rows, field: Field) -> tuple[Mask, Mask]:
    """Rows of the Register that hold a record, require the field and leave it blank."""
    if field.required is None or isinstance(field.required, Always):
        return np.ones(len(rows), np.bool_), np.zeros(len(rows), np.bool_)
    truth = field.required.truth(rows)
    return truth.yes, ~truth.known


def _held(rows: Rows) -> Mask:
    """Rows in which anything stands by which a record is known."""
    held = np.zeros(len(rows), np.bool_)
    for key in KNOWN_BY:
        held |= ~rows.column(key).blank
    return held


def all_filled(block: Block) -> Figure:
    """Required cells of the Register that are filled, among all that are required."""
    whole = sum(each.of or 0 for each in block)
    count = sum(each.count or 0 for each in block)
    return Figure("head.filled", "Required cells filled", count if whole else None,
                  how(all_filled), of=whole or None, why="" if whole else "no cell is required",
                  untested=sum(each.untested for each in block))  # fmt: skip
