"""What each figure means: read once from definitions.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

DEFINITIONS = "2026.1"
"""The edition of the definitions as a whole; each figure has a version of its own besides."""


@dataclass(frozen=True, slots=True)
class Definition:
    """One figure.

    `when` is flow, stock, rolling or reading. `target` and `amber` are None where nothing is to
    be reached; `rated` names the part that is rated, "" for the value itself. `outside` and
    `missing` say what the register does not hold. `behind` says which of a cohort are named: the
    unmet, or the met where these are what is to be looked at.
    """

    code: str
    name: str
    numerator: str
    denominator: str
    when: str
    unit: str
    pillar: int
    rules: tuple[str, ...]
    authority: tuple[str, ...]
    fields: tuple[str, ...]
    version: int
    target: float | None = None
    amber: float | None = None
    better: str = "higher"
    rated: str = ""
    outside: str = ""
    missing: str = ""
    behind: str = "unmet"


@cache
def all_definitions() -> Mapping[str, Definition]:
    """Every figure by its code, in order."""
    text = (files("s117xl.insight.kpis") / "definitions.toml").read_text("utf-8")
    return {code: _definition(code, row) for code, row in tomllib.loads(text).items()}


def _definition(code: str, row: Mapping[str, Any]) -> Definition:
    lists = {key: tuple(cell) for key, cell in row.items() if isinstance(cell, list)}
    return Definition(code, **{**row, **lists})
