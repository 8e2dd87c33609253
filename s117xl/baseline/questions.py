"""What the baseline asks: dimensions, questions and the scale, as questions.toml has them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Level:
    """A level of maturity: 1 to 5, its name, and what it means."""

    number: int
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Dimension:
    """A dimension: its number, title, what it looks at, and its sheet in the workbook."""

    number: int
    title: str
    focus: str
    sheet: str

    @property
    def ref(self) -> str:
        """B1 to B5."""
        return f"B{self.number}"


@dataclass(frozen=True, slots=True)
class Question:
    """A question, what good evidence is, where to look for it, and what it is aligned to.

    `cqc` are the names of quality statements; `audit` the refs of the yearly audit.
    """

    ref: str
    dimension: int
    text: str
    good: str
    sources: tuple[str, ...]
    pillars: tuple[int, ...]
    cqc: tuple[str, ...]
    authority: tuple[str, ...]
    audit: tuple[str, ...]


@cache
def scale() -> dict[int, Level]:
    """The five levels of maturity by number."""
    return {int(n): Level(int(n), **entry) for n, entry in _read()["scale"].items()}


@cache
def quality_statements() -> tuple[str, ...]:
    """The nine statements by which the Care Quality Commission looks at a local authority."""
    return tuple(_read()["cqc"].values())


@cache
def dimensions() -> dict[int, Dimension]:
    """The five dimensions by number."""
    return {int(n): Dimension(int(n), **entry) for n, entry in _read()["dimension"].items()}


@cache
def all_questions() -> dict[str, Question]:
    """The questions by ref, in the printed order."""
    return {ref: _question(ref, entry) for ref, entry in _read()["question"].items()}


@cache
def of_dimension(number: int) -> tuple[Question, ...]:
    """The questions of a dimension, in the printed order."""
    return tuple(q for q in all_questions().values() if q.dimension == number)


@cache
def _read() -> dict[str, Any]:
    with Path(__file__).with_name("questions.toml").open("rb") as file:
        return tomllib.load(file)


def _question(ref: str, entry: dict[str, Any]) -> Question:
    lists = ("sources", "pillars", "authority", "audit")
    return Question(
        ref=ref,
        dimension=int(ref[1]),
        text=entry["text"],
        good=entry["good"],
        cqc=tuple(_read()["cqc"][key] for key in entry["cqc"]),
        **{key: tuple(entry[key]) for key in lists},
    )
