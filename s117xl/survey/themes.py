"""What the survey asks: audiences, themes, statements, answers, and the lists beside them."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

UNSURE, UNSAID = "unsure", "unsaid"


@dataclass(frozen=True, slots=True)
class Audience:
    """Those who are asked alike. `letter` begins the refs of their statements."""

    key: str
    label: str
    title: str
    letter: str
    free_text: str
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Theme:
    """What several statements are about. `audit` are the indicators of domain 9 it speaks to."""

    key: str
    title: str
    audit: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence to agree or disagree with; to agree is good. `easy` is blank where not for people.

    `heading` is what its column in the workbook is called.
    """

    ref: str
    audience: str
    theme: str
    text: str
    easy: str = ""

    @property
    def heading(self) -> str:
        """The ref and the words, without the full stop."""
        return f"{self.ref} {self.text.rstrip('.')}"


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer that may be given: `key` is 1 to 5, unsure or unsaid."""

    key: str
    label: str
    easy: str
    aliases: tuple[str, ...]

    @property
    def stored(self) -> int | str:
        """What stands in the workbook: the number of the scale, else the words."""
        return int(self.key) if self.key.isdigit() else self.label


@dataclass(frozen=True, slots=True)
class About:
    """A question about who answers, with the coarse list of its values."""

    key: str
    heading: str
    question: str
    values: tuple[str, ...]


@cache
def _facts() -> dict[str, Any]:
    return tomllib.loads((files("s117xl.survey") / "themes.toml").read_text("utf-8"))


@cache
def audiences() -> dict[str, Audience]:
    """The audiences by key, in the order of the file."""
    return {key: Audience(key, **_tuples(row)) for key, row in _facts()["audience"].items()}


@cache
def themes() -> dict[str, Theme]:
    """The themes by key, in the order of the file."""
    return {key: Theme(key, **_tuples(row)) for key, row in _facts()["theme"].items()}


@cache
def statements() -> dict[str, Statement]:
    """Every statement by its ref, in the order of the file."""
    whose = {each.letter: key for key, each in audiences().items()}
    return {ref: Statement(ref, whose[ref[0]], **row) for ref, row in _facts()["statement"].items()}


def statements_of(audience: str, theme: str = "") -> list[Statement]:
    """An audience's statements, of one theme where it is named."""
    return [
        each
        for each in statements().values()
        if each.audience == audience and theme in ("", each.theme)
    ]


@cache
def choices() -> dict[str, Choice]:
    """The answers by key, from strongest agreement down, then the two that are off the scale."""
    return {key: Choice(key, **_tuples(row)) for key, row in _facts()["answer"].items()}


@cache
def about() -> dict[str, About]:
    """The questions about who answers, by key."""
    return {key: About(key, **_tuples(row)) for key, row in _facts()["about"].items()}


@cache
def about_aliases(key: str) -> dict[str, str]:
    """The value for each other wording of it, plain."""
    listed = _facts()["about_aliases"][key].items()
    return {plain(alias): value for value, aliases in listed for alias in aliases}


@cache
def column_aliases() -> dict[str, str]:
    """What a column with this heading, plain, is for."""
    return {plain(alias): role for role, each in _facts()["column"].items() for alias in each}


def plain(text: str) -> str:
    """Small letters and digits, words apart by one space: "Don't know" is "dont know"."""
    text = text.casefold().replace("'", "").replace("\N{RIGHT SINGLE QUOTATION MARK}", "")
    return re.sub(r"[\W_]+", " ", text).strip()


def _tuples(row: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(cell) if isinstance(cell, list) else cell for key, cell in row.items()}
