"""The files of dated facts that stand beside this module."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any


@cache
def read_facts(name: str) -> dict[str, Any]:
    """The tables of the TOML file with this name."""
    with Path(__file__).with_name(f"{name}.toml").open("rb") as file:
        return tomllib.load(file)
