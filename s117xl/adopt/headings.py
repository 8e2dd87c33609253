"""Which field a heading of theirs stands for, and how sure that is."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from s117xl.register.schema import TABLES

WAYS = ("name", "split", "initial_review", "notes", "nothing")
"""What a column may be brought to besides a field; see aliases.toml."""

SURE = 0.85
"""What is less sure than this is proposed in the map, and not applied."""

_EXACT, _ALIAS, _NEAR = 1.0, 0.95, 0.94


@dataclass(frozen=True, slots=True)
class Guess:
    """A field or a way for a heading, with a confidence from 0 to 1."""

    to: str
    confidence: float


def plain(heading: str) -> str:
    """A heading in small letters and digits, its words apart by one space."""
    return re.sub(r"[^a-z0-9]+", " ", heading.casefold().replace("'", "")).strip()


@cache
def _facts() -> dict[str, Any]:
    return tomllib.loads((files("s117xl.adopt") / "aliases.toml").read_text("utf-8"))


def sheet_hint(name: str) -> str:
    """What the name of a sheet says that it holds: a table, `Ended`, or nothing."""
    words = f" {plain(name)} "
    for table, hints in _facts()["sheets"].items():
        if any(f" {hint} " in words for hint in hints):
            return str(table)
    return ""


@cache
def _names(table: str) -> dict[str, Guess]:
    """Every name of a table's fields, plain, with what it stands for."""
    names: dict[str, Guess] = {}
    for to, aliases in _facts()[table].items() if table in _facts() else ():
        names.update((plain(alias), Guess(to, _ALIAS)) for alias in aliases)
    for field in TABLES[table].fields:
        names[plain(field.heading)] = names[plain(field.key)] = Guess(field.key, _EXACT)
    return names


@cache
def guess(heading: str, table: str) -> Guess | None:
    """The best guess for a heading in a table, None where nothing is near."""
    from rapidfuzz import fuzz, process

    words = plain(heading)
    names = _names(table)
    if not words or words in names:
        return names.get(words)
    near = process.extractOne(words, list(names), scorer=fuzz.token_sort_ratio, score_cutoff=60)
    if near is None:
        return None
    name, score, _ = near
    return Guess(names[name].to, round(_NEAR * score / 100, 2))


def surely(heading: str) -> str:
    """The field for which a heading surely stands in some table, blank where in none."""
    for table in TABLES:
        found = guess(heading, table)
        if found and found.confidence >= SURE:
            return found.to
    return ""


def choose_table(headings: Iterable[str], sheet: str) -> str:
    """The table that a sheet with these headings holds."""
    texts = list(headings)
    hint = sheet_hint(sheet)
    if hint in TABLES:
        return hint
    if hint == "Ended":
        return "Register"

    def fit(table: str) -> tuple[float, bool]:
        found = {g.to for t in texts if (g := guess(t, table)) and g.confidence >= SURE}
        return len(found - {"notes"}), table == "Register"

    return max(TABLES, key=fit)


def assign(headings: dict[int, str], table: str) -> Iterator[tuple[int, Guess | None, bool]]:
    """For each column its guess and whether it is applied: once for each field, the surest."""
    guesses = {column: guess(text, table) for column, text in headings.items()}
    taken: dict[str, int] = {}
    for column, found in sorted(
        guesses.items(), key=lambda each: (-(each[1].confidence if each[1] else 0), each[0])
    ):
        if found and found.to != "notes":
            taken.setdefault(found.to, column)
    for column, found in guesses.items():
        own = found is not None and taken.get(found.to, column) == column
        yield column, found, bool(found and own and found.confidence >= SURE)
