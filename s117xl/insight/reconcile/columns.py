"""Which column of a Trust's list holds what: the row of headings found, each heading placed."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from s117xl.adopt.headings import SURE, guess, plain
from s117xl.insight.reconcile.lines import Line, Sheet
from s117xl.refusal import Refused

_SEARCHED = 40
"""Rows at the top of a sheet among which the headings are looked for."""

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_OF_REGISTER = {"detention_start": "section_start"}
"""Fields of the Register that a list holds under a name of its own."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The headings of a list: their row, each by its place, and the place of each field."""

    header_row: int
    headings: Mapping[int, str]
    at: Mapping[str, int]
    twice: tuple[str, ...] = ()

    def heading(self, field: str) -> str:
        """The heading under which a field stands."""
        return self.headings[self.at[field]]

    @property
    def unused(self) -> list[str]:
        """Headings that stand for nothing that is compared."""
        placed = set(self.at.values())
        return [text for place, text in self.headings.items() if place not in placed]


@cache
def _names() -> dict[str, str]:
    text = (files("s117xl.insight.reconcile") / "headings.toml").read_text("utf-8")
    return {
        _close(alias): field
        for field, aliases in tomllib.loads(text)["headings"].items()
        for alias in aliases
    }


def _close(heading: str) -> str:
    return plain(heading).replace(" ", "")


@cache
def field_of(heading: str) -> str:
    """The field for which a heading stands, blank where it stands for none."""
    names = _names()
    if found := names.get(_close(heading)):
        return found
    near = guess(_CAMEL.sub(" ", heading), "Register")
    to = near.to if near and near.confidence >= SURE else ""
    to = _OF_REGISTER.get(to, to)
    return to if to in names.values() else ""


def find_list(sheets: Sequence[Sheet], file: str) -> tuple[Sheet, Columns]:
    """The sheet that holds the list, and its headings.

    Raises Refused where no sheet has headings that tell who is meant, or two sheets have.
    """
    found = [(sheet, columns) for sheet in sheets if (columns := _columns(sheet.lines))]
    if not found:
        raise Refused(
            f"{file}: no row of headings was found that tells who is meant; give the list one row "
            "of headings, with NHS number, or with names and date of birth."
        )
    if len(found) > 1:
        names = " and ".join(repr(sheet.name) for sheet, _ in found[:2])
        raise Refused(
            f"{file} holds more than one list (the sheets {names}); save each as a file of its own."
        )
    return found[0]


def _columns(lines: Sequence[Line]) -> Columns | None:
    """The headings among these lines: the row that names the most fields and tells a person."""
    placed = [_place(line) for line in lines[:_SEARCHED] if _all_text(line.cells)]
    usable = [columns for columns in placed if _tells_who(columns.at)]
    return max(usable, key=lambda columns: (len(columns.at), -columns.header_row), default=None)


def _all_text(cells: Sequence[Any]) -> bool:
    return all(isinstance(cell, str) for cell in cells)


def _place(line: Line) -> Columns:
    headings = {
        place: " ".join(cell.split()) for place, cell in enumerate(line.cells) if cell.strip()
    }
    at: dict[str, int] = {}
    twice = []
    for place, text in headings.items():
        field = field_of(text)
        if field and field not in at:
            at[field] = place
        elif field:
            twice.append(text)
    return Columns(line.number, headings, at, tuple(twice))


def _tells_who(at: Mapping[str, int]) -> bool:
    named = "name" in at or "surname" in at
    return "nhs_number" in at or (named and "dob" in at)
