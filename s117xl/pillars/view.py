"""Where we are, pillar by pillar: what each part of the product has measured, side by side.

Nothing is added up across parts, and nothing stands for what was not measured.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from s117xl.findings import SEVERITIES
from s117xl.pillars.pillars import Pillar, Practice, all_pillars, rules_of

NOT_MEASURED = "not measured"


class RuleOutcome(Protocol):
    """What became of a rule in a check."""

    @property
    def code(self) -> str:
        """Such as R041."""

    @property
    def outcome(self) -> str:
        """found, clean, not-applicable or not-run."""


class RuleFinding(Protocol):
    """One thing that a rule found."""

    @property
    def code(self) -> str:
        """The rule's."""

    @property
    def severity(self) -> str:
        """Such as unlawful."""


class Checked(Protocol):
    """A check of a register: an outcome for each rule, and what was found."""

    @property
    def outcomes(self) -> Iterable[RuleOutcome]:
        """One for each rule."""

    @property
    def findings(self) -> Iterable[RuleFinding]:
        """All of them."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure of the period: its value, None where there is none, and its rating, "" for none."""

    name: str
    value: float | str | None
    rag: str = ""


@dataclass(frozen=True, slots=True)
class PillarLine:
    """A pillar as far as it was measured. A part that was not is None or left out of its mapping.

    `findings` are counts by severity of the pillar's rules, `rules_run` how many of these gave an
    answer and `rules_not_run` how many could not; `audit` are ratings by domain ("" for none yet),
    `competency` shares of staff with a gap by domain (None where withheld), `kpis` figures by
    code, `baseline` agreed ratings by dimension.
    """

    number: int
    name: str
    findings: Mapping[str, int] | None
    rules_run: int
    rules_not_run: int
    audit: Mapping[int, str] | None
    competency: Mapping[int, float | None] | None
    kpis: Mapping[str, Measure] | None
    baseline: Mapping[int, int | None] | None
    practice: Practice | None
    says: Mapping[str, str]

    @property
    def measured(self) -> bool:
        """Whether anything speaks to this pillar."""
        return any(text != NOT_MEASURED for text in self.says.values())


def pillar_view(
    checked: Checked | None = None,
    audit: Mapping[int, str] | None = None,
    competency: Mapping[int, float | None] | None = None,
    kpis: Mapping[str, Measure] | None = None,
    baseline: Mapping[int, int | None] | None = None,
    practice: Practice | None = None,
) -> list[PillarLine]:
    """A line for each pillar, from whatever is at hand; None where a part was not done."""
    return [
        _line(pillar, checked, audit, competency, kpis, baseline, practice)
        for pillar in all_pillars().values()
    ]


def _line(
    pillar: Pillar,
    checked: Checked | None,
    audit: Mapping[int, str] | None,
    competency: Mapping[int, float | None] | None,
    kpis: Mapping[str, Measure] | None,
    baseline: Mapping[int, int | None] | None,
    practice: Practice | None,
) -> PillarLine:
    run, not_run = _rules(pillar, checked)
    findings = _findings(pillar, checked) if run else None
    rated = _part(audit, pillar.audit)
    gaps = _part(competency, pillar.competency)
    figures = _part(kpis, pillar.kpis)
    agreed = _part(baseline, pillar.baseline)
    asked = practice if practice and pillar.number == 2 else None
    says = {
        "register": _say_findings(findings, run, not_run),
        "audit": _say(rated, lambda key, rating: f"D{key} {rating or 'not rated'}"),
        "competency": _say(gaps, _say_gap),
        "kpis": _say(figures, _say_measure),
        "baseline": _say(agreed, lambda key, rating: f"dimension {key}: {rating or 'not rated'}"),
        "practice": _say_practice(asked),
    }
    return PillarLine(pillar.number, pillar.name, findings, run, not_run, rated, gaps, figures,
                      agreed, asked, says)  # fmt: skip


def _rules(pillar: Pillar, checked: Checked | None) -> tuple[int, int]:
    """How many of the pillar's rules gave an answer, and how many could not be run."""
    mine = rules_of(pillar.number)
    outcomes = [each.outcome for each in checked.outcomes if each.code in mine] if checked else []
    not_run = outcomes.count("not-run")
    return len(outcomes) - not_run, not_run


def _findings(pillar: Pillar, checked: Checked | None) -> Mapping[str, int]:
    mine = rules_of(pillar.number)
    found = Counter(f.severity for f in checked.findings if f.code in mine) if checked else {}
    return {severity: found[severity] for severity in SEVERITIES if found.get(severity)}


def _part(given: Mapping[Any, Any] | None, wanted: Iterable[Any]) -> dict[Any, Any] | None:
    """What is given of what the pillar wants, in its order; None for none of it."""
    if given is None:
        return None
    return {key: given[key] for key in wanted if key in given} or None


def _say(part: Mapping[Any, Any] | None, each: Any) -> str:
    return "; ".join(each(*pair) for pair in part.items()) if part else NOT_MEASURED


def _say_findings(findings: Mapping[str, int] | None, run: int, not_run: int) -> str:
    if findings is None:
        return NOT_MEASURED
    counts = ", ".join(f"{count} {severity}" for severity, count in findings.items())
    skipped = f"; {not_run} rules could not be run" if not_run else ""
    return f"{counts or 'nothing found'} by {run} rules{skipped}"


def _say_gap(domain: int, rate: float | None) -> str:
    said = "withheld or not known" if rate is None else f"{rate:.0%} of staff with a gap"
    return f"C{domain} {said}"


def _say_measure(code: str, measure: Measure) -> str:
    value = NOT_MEASURED if measure.value is None else f"{measure.value}"
    rag = f" ({measure.rag})" if measure.rag else ""
    return f"{code} {measure.name}: {value}{rag}"


def _say_practice(practice: Practice | None) -> str:
    if practice is None or not practice.answered:
        return NOT_MEASURED
    most, asked = 2 * practice.answered, len(practice.scores)
    return f"{practice.points} of {most} points; {practice.answered} of {asked} questions answered"


def lines_as_rows(lines: Iterable[PillarLine]) -> Iterator[tuple[str, ...]]:
    """The view as rows for a table in a document: the pillar, then each part as it is said."""
    for line in lines:
        yield f"{line.number}. {line.name}", *line.says.values()
