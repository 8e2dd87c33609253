"""What the audit asks: domains and questions, as questions.toml has them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

EVIDENCE_ALONE = 9
"""The domain whose indicators are shown by evidence, with no yes or no."""

CASE_SAMPLE = 3
"""The domain that is answered case by case."""


@dataclass(frozen=True, slots=True)
class Domain:
    """A domain: its number, title, pillars, and the heading of its narrative.

    `groups` are the titles of its parts by number ("8.1"); only domain 8 has any. `high_risk`
    is said of the domains whose escalation nobody may waive.
    """

    number: int
    title: str
    pillars: tuple[int, ...]
    high_risk: bool
    narrative: str
    groups: dict[str, str]


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its ref as printed, what good evidence is, and what speaks to it.

    `answered` is false for the indicators of domain 9, which are shown by evidence alone.
    """

    ref: str
    domain: int
    group: str | None
    text: str
    good: str
    critical: bool
    pillars: tuple[int, ...]
    authority: tuple[str, ...]
    rules: tuple[str, ...]
    kpis: tuple[str, ...]
    answered: bool
    competency: tuple[int, ...]


@cache
def domains() -> dict[int, Domain]:
    """The nine domains by number."""
    return {int(number): _domain(int(number), entry) for number, entry in _read()["domain"].items()}


@cache
def all_questions() -> dict[str, Question]:
    """The questions by ref, in the printed order."""
    return {ref: _question(ref, entry) for ref, entry in _read()["question"].items()}


@cache
def of_domain(number: int) -> tuple[Question, ...]:
    """The questions of a domain, in the printed order."""
    return tuple(q for q in all_questions().values() if q.domain == number)


@cache
def of_group(group: str) -> tuple[Question, ...]:
    """The questions of a part of domain 8, such as "8.1"."""
    return tuple(q for q in all_questions().values() if q.group == group)


@cache
def _read() -> dict[str, Any]:
    with Path(__file__).with_name("questions.toml").open("rb") as file:
        return tomllib.load(file)


def _domain(number: int, entry: dict[str, Any]) -> Domain:
    return Domain(
        number=number,
        title=entry["title"],
        pillars=tuple(entry["pillars"]),
        high_risk=entry["high_risk"],
        narrative=entry["narrative"],
        groups=entry.get("groups", {}),
    )


def _question(ref: str, entry: dict[str, Any]) -> Question:
    numbers = ref.removeprefix("D").split(".")
    domain = int(numbers[0])
    return Question(
        ref=ref,
        domain=domain,
        group=".".join(numbers[:2]) if len(numbers) == 3 else None,
        text=entry["text"],
        good=entry["good"],
        critical=entry["critical"],
        pillars=domains()[domain].pillars,
        authority=tuple(entry["authority"]),
        rules=tuple(entry["rules"]),
        kpis=tuple(entry["kpis"]),
        answered=domain != EVIDENCE_ALONE,
        competency=tuple(entry["competency"]),
    )
