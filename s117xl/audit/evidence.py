"""What the register says to the questions of the audit, beside the auditors' own answers.

Each figure says what was counted, how many are met of how many that could be tested, and of how
many nobody knows. What it proposes is a proposal: a person decides. Where nothing could be tested
it proposes nothing, and shows no nought.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Protocol

from s117xl.audit.evidence_measures import MEASURES, Given
from s117xl.audit.evidence_rules import NOT_SHOWN, Tally, by_rules
from s117xl.check import Checked
from s117xl.derived import Derived
from s117xl.rules.catalogue import all_rules
from s117xl.rules.rows import ColumnAbsent, Context

NOTHING = "-"
"""What stands in place of a figure or a proposal where there is none."""

BEARS_ONLY = "This bears on the question and cannot answer it."
MOST_SHOWN = 50
_POORER = ("No", "Partial", "Yes")


class Asked(Protocol):
    """A question, as far as evidence goes."""

    @property
    def ref(self) -> str:
        """Its ref as printed."""

    @property
    def rules(self) -> tuple[str, ...]:
        """The rules that speak to it."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One figure for a question. `records` are those not met; `per_cent` has one decimal place.

    `number` and `per_cent` are None, and `proposes` is "-", where nothing could be tested. It is
    "-" too where the figure only bears on the question, which `note` then says. `untestable` is
    true where there was something to test and nothing could be; `needed`, where the question is
    not answered without this figure.
    """

    ref: str
    counted: str
    number: int | None
    of: int
    not_testable: int
    per_cent: float | None
    proposes: str
    records: tuple[str, ...]
    rules: tuple[str, ...]
    explained: int = 0
    apart: int = 0
    note: str = ""
    untestable: bool = False
    needed: bool = True

    @property
    def sentence(self) -> str:
        """The figure in words, with all that bears on it."""
        figure = "nothing could be tested"
        if self.number is not None:
            figure = f"{self.number} of {self.of} ({self.per_cent:g} %)"
        parts = [f"{self.counted}: {figure}."]
        if self.not_testable:
            parts.append(f"Not testable: {self.not_testable}, as {NOT_SHOWN}.")
        if self.explained:
            parts.append(f"Of those not met, explained: {self.explained}.")
        if self.apart:
            parts.append(f"Left out, as for information only: {self.apart}.")
        if self.note:
            parts.append(self.note)
        if self.rules:
            parts.append(f"Rules: {', '.join(self.rules)}.")
        return " ".join(parts)

    def shown(self, called: Callable[[str], str] = str) -> str:
        """The records that are not met, the first of them and how many more."""
        first = ", ".join(map(called, self.records[:MOST_SHOWN]))
        more = len(self.records) - MOST_SHOWN
        return f"{first} and {more} more" if more > 0 else first


@dataclass(frozen=True, slots=True)
class Said:
    """All that the register says to one question: what it proposes, and in which words."""

    proposes: str
    words: str


def evidence(
    context: Context,
    checked: Checked,
    derived: Sequence[Derived],
    questions: Mapping[str, Asked],
    *,
    yes_from: float = 0.9,
    partial_from: float = 0.6,
) -> list[Evidence]:
    """A figure, or several, for each question to which the register can speak, in their order.

    The context is the one with which the check was made. From `yes_from` of 1 on a figure proposes
    Yes, from `partial_from` on Partial.
    """
    given = Given(context, checked, derived)
    result = []
    for question in questions.values():
        for figure in _figures(question):
            tally = _tally(given, question, figure)
            rules = _rules(question, figure)
            result.append(_evidence(question.ref, figure, tally, rules, yes_from, partial_from))
    return result


def by_question(figures: Iterable[Evidence]) -> dict[str, Said]:
    """What is said to each question; of several figures the poorest counts.

    One No is enough. Where there is none, a figure that is needed and untestable leaves it open.
    """
    said: dict[str, list[Evidence]] = {}
    for each in figures:
        said.setdefault(each.ref, []).append(each)
    return {
        ref: Said(_poorest(its), " ".join(each.sentence for each in its))
        for ref, its in said.items()
    }


def _poorest(figures: Sequence[Evidence]) -> str:
    proposed = {each.proposes for each in figures}
    if "No" not in proposed and any(each.needed and each.untestable for each in figures):
        return NOTHING
    return next((answer for answer in _POORER if answer in proposed), NOTHING)


@cache
def figures_by_question() -> dict[str, list[dict[str, Any]]]:
    """The entries of evidence.toml by the ref of their question."""
    with Path(__file__).with_name("evidence.toml").open("rb") as file:
        return tomllib.load(file)


def _figures(question: Asked) -> list[dict[str, Any]]:
    """What is counted for a question: as evidence.toml has it, else by the question's rules."""
    if question.ref in figures_by_question():
        return figures_by_question()[question.ref]
    if not question.rules:
        return []
    titles = "; ".join(all_rules()[code].title for code in question.rules)
    return [{"counted": f"Records without this: {titles}", "rules": list(question.rules)}]


def _rules(question: Asked, figure: Mapping[str, Any]) -> tuple[str, ...]:
    own = figure.get("rules", ())
    return tuple(own) if "measure" in figure else tuple(dict.fromkeys((*own, *question.rules)))


def _tally(given: Given, question: Asked, figure: Mapping[str, Any]) -> Tally:
    try:
        if measure := figure.get("measure"):
            return MEASURES[measure](given)
        loosely = bool(figure.get("loosely"))
        return by_rules(
            given.context, given.checked, figure["rules"], question.rules, loosely=loosely
        )
    except ColumnAbsent as absent:
        return Tally(note=str(absent), untestable=True)


def _evidence(
    ref: str, figure: Mapping[str, Any], tally: Tally, rules: tuple[str, ...], yes_from: float,
    partial_from: float,
) -> Evidence:  # fmt: skip
    of = tally.met + len(tally.unmet)
    records = tuple(dict.fromkeys(tally.unmet))
    number = tally.met if of else None
    proposes, note = propose(tally.met, of, yes_from, partial_from), tally.note
    if not figure.get("answers", True):
        proposes, note = NOTHING, f"{note} {BEARS_ONLY}".strip()
    return Evidence(
        ref, figure["counted"], number, of, tally.unknown, per_cent(tally.met, of), proposes,
        records, rules, tally.explained, tally.apart, note,
        not of and bool(tally.unknown or tally.untestable), figure.get("needed", True),
    )  # fmt: skip


def per_cent(number: int, of: int) -> float | None:
    """The share as a per cent to one decimal place, halves rounded up; None of nothing."""
    return (2000 * number + of) // (2 * of) / 10 if of else None


def propose(number: int, of: int, yes_from: float, partial_from: float) -> str:
    """The answer that a figure proposes; "-" where nothing could be tested."""
    if not of:
        return NOTHING
    share = number / of
    return "Yes" if share >= yes_from else "Partial" if share >= partial_from else "No"
