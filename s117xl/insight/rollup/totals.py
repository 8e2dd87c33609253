"""The figures of all registers together, added up one register at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from s117xl.insight.rollup.lines import Line, NotRead, Result
from s117xl.rules.catalogue import all_rules

COUNTED = ("records", "people", "entitled", "undecided", "overdue", "untold", "ended", "explained")
OUTCOMES = ("found", "clean", "not-applicable", "not-run")


@dataclass(slots=True)
class RuleTotal:
    """One rule over all registers: registers by outcome, rows tested, found and not tested."""

    outcomes: Counter[str] = field(default_factory=Counter)
    tested: int = 0
    found: int = 0
    untested: int = 0


@dataclass(slots=True)
class Totals:
    """What is kept of the registers: sums, and no list of them."""

    registers: int = 0
    not_read: int = 0
    asks: int = 0
    invented: int = 0
    first_day: str = ""
    last_day: str = ""
    counts: Counter[str] = field(default_factory=Counter)
    severities: Counter[str] = field(default_factory=Counter)
    rules: dict[str, RuleTotal] = field(
        default_factory=lambda: {code: RuleTotal() for code in sorted(all_rules())}
    )

    def add(self, line: Line) -> None:
        """One register more."""
        self.registers += 1
        self.asks += line.asks
        self.invented += line.invented
        self.first_day = min(filter(None, (self.first_day, line.as_at)))
        self.last_day = max(self.last_day, line.as_at)
        self.counts.update({name: getattr(line, name) for name in COUNTED})
        self.severities.update(line.severities)
        for code, rule in line.rules.items():
            total = self.rules[code]
            total.outcomes[rule.outcome] += 1
            total.tested += rule.tested
            total.found += rule.found
            total.untested += rule.untested


def each_once(results: Iterable[Result]) -> Iterator[Result]:
    """The results, a register with the bytes of an earlier one only named, so as to count once."""
    first: dict[str, str] = {}
    for result in results:
        if isinstance(result, Line):
            same = first.setdefault(result.sha256, result.name)
            if same != result.name:
                result = NotRead(result.name, f"It is the very file {same}, and counts once.")
        yield result
