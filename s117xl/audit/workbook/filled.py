"""What stands in an audit workbook from the start, where it is not to be empty."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Row = Mapping[str, Any]
"""A row's cells by heading; what is left out is blank."""


@dataclass(frozen=True, slots=True)
class Filled:
    """The cells of a workbook that is not empty.

    `settings` and `scope` are by key. An answer is its row's cells by heading, or the answer
    alone ("Yes"); in domain 9 the text alone is the evidence. `ratings` are by the number of the
    domain, as a row or the rating alone. `summary` is by heading, `escalation` by domain ("D6"),
    `practice` by ref ("P2.1").
    The others are rows.
    """

    settings: Mapping[str, Any] = field(default_factory=dict)
    scope: Mapping[str, Any] = field(default_factory=dict)
    answers: Mapping[str, str | Row] = field(default_factory=dict)
    cases: Sequence[Row] = ()
    ratings: Mapping[int, str | Row] = field(default_factory=dict)
    summary: Mapping[str, str] = field(default_factory=dict)
    actions: Sequence[Row] = ()
    escalation: Mapping[str, Row] = field(default_factory=dict)
    sample: Sequence[Row] = ()
    draw: Sequence[Row] = ()
    evidence: Sequence[Row] = ()
    previous: Sequence[Row] = ()
    practice: Mapping[str, Row] = field(default_factory=dict)

    def answer(self, ref: str) -> Row:
        """The typed cells of a question's row."""
        return _row(self.answers.get(ref, {}), "Evidence" if ref.startswith("D9.") else "Answer")

    def rating(self, domain: int) -> Row:
        """The typed cells of a domain's rating."""
        return _row(self.ratings.get(domain, {}), "Rating")


def _row(given: str | Row, heading: str) -> Row:
    return {heading: given} if isinstance(given, str) else given
