"""Codes of published lists, and how one is read from a cell."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache

from s117xl.law.facts import read_facts


@dataclass(frozen=True, slots=True)
class CodeReading:
    """What a cell says: the code in its normal form, and what is wrong with it.

    `code` is None where the cell has not the shape of such a code. `kind` is None where all is
    well, or one of: shape, district (a council with no social services), abolished, early (not
    yet in use), pseudo (stands for none), unknown (well-shaped and not held here: ask).
    `problem` says it in one sentence.
    """

    code: str | None
    kind: str | None = None
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Ethnicity:
    """An ethnic category and the group that reports count it in."""

    code: str
    label: str
    group: str


ETHNIC_SHAPE = "This is not an ethnic category code; enter one of A to H, J to N, P, R, S, Z or 99."


def tidy_code(cell: str | int | float) -> str:
    """A code in capitals without spaces or unseen characters; Excel's 503.0 is 503."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text = unicodedata.normalize("NFKC", str(cell)).upper()
    return "".join(c for c in text if not c.isspace() and unicodedata.category(c) != "Cf")


def read_ethnic(cell: str | int | float) -> CodeReading:
    """An ethnic category by its code, by our label, or by both (A - White: British)."""
    text = tidy_code(cell)
    found = text if text in all_ethnicities() else _ethnic_labels().get(_letters(text))
    return CodeReading(found) if found else CodeReading(None, "shape", ETHNIC_SHAPE)


@cache
def all_ethnicities() -> dict[str, Ethnicity]:
    """The ethnic categories by code, in the order of the list."""
    data = read_facts("codes")
    return {code: Ethnicity(code, **row) for code, row in data["ethnic"].items()}


@cache
def _ethnic_labels() -> dict[str, str]:
    """Codes by the letters of their labels, with and without the code before the label."""
    labels = {code: _letters(tidy_code(e.label)) for code, e in all_ethnicities().items()}
    return {before + label: code for code, label in labels.items() for before in ("", code)}


def _letters(text: str) -> str:
    return "".join(c for c in text if c.isalnum())
