"""The nine pillars, what measures each, and the four questions of the one whose text is known."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

SCALE = ("not yet", "partly", "yes")
"""The answers, by their score from 0."""


@dataclass(frozen=True, slots=True)
class Pillar:
    """A pillar: `audit`, `competency` and `baseline` are numbers of domains and dimensions."""

    number: int
    name: str
    short: str
    audit: tuple[int, ...]
    competency: tuple[int, ...]
    baseline: tuple[int, ...]
    kpis: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A question on a pillar, in our words."""

    ref: str
    pillar: int
    title: str
    text: str
    authority: str


@dataclass(frozen=True, slots=True)
class Practice:
    """The questions of a pillar scored. None is not answered or not understood, and no nought."""

    scores: Mapping[str, int | None]
    notes: tuple[str, ...] = ()

    @property
    def points(self) -> int:
        """The sum of the scores that there are."""
        return sum(score for score in self.scores.values() if score is not None)

    @property
    def answered(self) -> int:
        """How many questions have a score; the most points are twice that."""
        return sum(score is not None for score in self.scores.values())


@cache
def _facts() -> dict[str, Any]:
    return tomllib.loads((files("s117xl.pillars") / "pillars.toml").read_text("utf-8"))


@cache
def all_pillars() -> dict[int, Pillar]:
    """The nine by number."""
    return {int(number): _pillar(int(number), row) for number, row in _facts()["pillar"].items()}


def _pillar(number: int, row: Mapping[str, Any]) -> Pillar:
    lists = {key: tuple(cell) for key, cell in row.items() if isinstance(cell, list)}
    return Pillar(number, row["name"], row["short"], **lists)


@cache
def questions() -> dict[str, Question]:
    """The questions by ref: pillar 2 alone has any."""
    return {ref: Question(ref, **row) for ref, row in _facts()["question"].items()}


@cache
def rules_of(pillar: int) -> frozenset[str]:
    """The codes of the rules that the catalogue counts to a pillar."""
    from s117xl.rules.catalogue import all_rules

    return frozenset(code for code, rule in all_rules().items() if rule.pillar == pillar)


def score_practice(answers: Mapping[str, Any]) -> Practice:
    """The answers by ref, scored; each that cannot be told is named and not guessed."""
    read = {ref: _score(answers.get(ref)) for ref in questions()}
    notes = [
        f"{ref} is answered {', '.join(SCALE[:-1])} or {SCALE[-1]}, or 0 to 2; it was not counted."
        for ref, score in read.items()
        if score is None and str(answers.get(ref) or "").strip()
    ]
    strange = sorted(set(answers) - set(questions()))
    notes += [f"There is no question {ref}; it was not counted." for ref in strange]
    return Practice(read, tuple(notes))


def _score(answer: Any) -> int | None:
    text = " ".join(str("" if answer is None else answer).split()).casefold().rstrip(".")
    text = text.removesuffix(".0")
    words = {word: score for score, word in enumerate(SCALE)} | {
        "y": 2, "partial": 1, "partially": 1, "in part": 1, "no": 0, "n": 0, "not": 0,
    }  # fmt: skip
    if text in ("0", "1", "2"):
        return int(text)
    return None if isinstance(answer, bool) else words.get(text)
