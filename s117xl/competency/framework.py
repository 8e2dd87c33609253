"""The competency framework as it stands in `framework.toml`: domains, statements and roles."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

LEVELS = ("Practitioner", "Senior", "Leader")
"""From the lowest; each includes the ones before it."""

LEVEL_TITLES = {
    "Practitioner": "Practitioner",
    "Senior": "Senior or specialist practitioner",
    "Leader": "Leader or system role",
}
SCALE = {
    "0": "not met",
    "1": "developing",
    "2": "met",
    "N/A": "does not apply to this person's work",
}
INFERRED = "title inferred"


@dataclass(frozen=True, slots=True)
class Behaviour:
    """What everybody is expected to show in a domain."""

    ref: str
    text: str


@dataclass(frozen=True, slots=True)
class Statement:
    """What a person at a level does. `short` is for the heading of a column."""

    ref: str
    domain: str
    level: str
    short: str
    text: str


@dataclass(frozen=True, slots=True)
class Domain:
    """One of the six. `inferred` says that the published text lost its title.

    `short` is for charts; `audit` are the domains of the annual audit that bear on it;
    `training`, `supervision` and `system` are what a gap proposes.
    """

    ref: str
    short: str
    title: str
    inferred: bool
    pillars: tuple[int, ...]
    core: str
    authority: tuple[str, ...]
    audit: tuple[int, ...]
    training: str
    supervision: str
    system: str
    behaviours: tuple[Behaviour, ...]
    statements: tuple[Statement, ...]

    @property
    def name(self) -> str:
        """The title, and that it is inferred where it is."""
        return f"{self.title} ({INFERRED})" if self.inferred else self.title

    def at(self, level: str) -> tuple[Statement, ...]:
        """The statements of this level alone."""
        return tuple(s for s in self.statements if s.level == level)

    def up_to(self, level: str) -> tuple[Statement, ...]:
        """The statements of this level and of the lower ones."""
        below = LEVELS[: LEVELS.index(level) + 1]
        return tuple(s for s in self.statements if s.level in below)


@dataclass(frozen=True, slots=True)
class Role:
    """A role, and the level that is expected of it in each domain."""

    name: str
    expected: Mapping[str, str]


@cache
def domains() -> dict[str, Domain]:
    """The six domains by ref, C1 to C6."""
    return {ref: _domain(ref, dict(row)) for ref, row in _facts()["domain"].items()}


@cache
def statements() -> dict[str, Statement]:
    """Every statement by ref, in the order of the framework."""
    return {s.ref: s for domain in domains().values() for s in domain.statements}


@cache
def roles() -> tuple[Role, ...]:
    """The roles that the framework is for, with the levels that we propose."""
    by_letter = {level[0]: level for level in LEVELS}
    return tuple(
        Role(name, {ref: by_letter[x] for ref, x in zip(domains(), letters, strict=True)})
        for name, letters in _facts()["roles"].items()
    )


@cache
def audit_domains() -> dict[str, str]:
    """What each domain of the annual audit is about, by its ref: D1 to D9."""
    return {f"D{number}": title for number, title in _facts()["audit"].items()}


def bearing_on(audit: str) -> list[Domain]:
    """The domains on which this domain of the audit bears."""
    return [domain for domain in domains().values() if int(audit[1:]) in domain.audit]


def _domain(ref: str, row: dict[str, Any]) -> Domain:
    behaviours = tuple(Behaviour(f"{ref}.{n}", text) for n, text in row.pop("behaviours").items())
    listed = tuple(_statements(ref, row.pop("statements")))
    lists: dict[str, Any] = {key: tuple(row.pop(key)) for key in ("pillars", "authority", "audit")}
    return Domain(ref=ref, behaviours=behaviours, statements=listed, **lists, **row)


def _statements(ref: str, rows: Mapping[str, list[str]]) -> Iterator[Statement]:
    by_letter = {level[0]: level for level in LEVELS}
    for number, (short, text) in rows.items():
        yield Statement(f"{ref}.{number}", ref, by_letter[number[0]], short, text)


@cache
def _facts() -> dict[str, Any]:
    with Path(__file__).with_name("framework.toml").open("rb") as file:
        return tomllib.load(file)
