"""What a register and a Trust's lists say of each other: the whole result, in five lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from s117xl.insight.reconcile.differences import Difference
from s117xl.insight.reconcile.ours import Ours
from s117xl.insight.reconcile.source import SourceList, Unread

DISCHARGED_CODE, CASELOAD_CODE = "R122", "R123"
GHOST_CODE, DIFFERS_CODE = "R124", "R125"


@dataclass(frozen=True, slots=True)
class Matched:
    """A row of a list and the record it belongs to; `records` are all episodes of the person."""

    source: str
    row: int
    record: str
    records: tuple[str, ...]
    how: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Probable:
    """A row and a record that are probably of one person, until somebody decides.

    `key` is the hash by which the decision is kept; `rank` is 1 for the likeliest of a row.
    """

    source: str
    row: int
    record: str
    records: tuple[str, ...]
    score: int
    rank: int
    reasons: tuple[str, ...]
    key: str


@dataclass(frozen=True, slots=True)
class NotOnRegister:
    """A row of nobody on the register. `qualifies` is yes, no or unknown; `rule` is its rule.

    `section` is the national code that the list gives, or blank. `also` are rows of another list
    that are of the same person.
    """

    source: str
    row: int
    qualifies: str
    rule: str
    section: str
    reasons: tuple[str, ...]
    key: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NotInSource:
    """A record that the lists speak of and do not hold. `live` is yes or unknown."""

    record: str
    live: str
    sources: tuple[str, ...]
    reasons: tuple[str, ...]
    rule: str = GHOST_CODE


@dataclass(slots=True)
class Result:
    """The whole result. `undecided` counts rows of lists with a probable match."""

    ours: Ours
    lists: list[SourceList]
    matched: list[Matched] = field(default_factory=list)
    probable: list[Probable] = field(default_factory=list)
    not_on_register: list[NotOnRegister] = field(default_factory=list)
    not_in_source: list[NotInSource] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    live_tested: int = 0

    @property
    def undecided(self) -> int:
        """Rows of lists that wait for a decision."""
        return len({(each.source, each.row) for each in self.probable})

    def missed(self, source: str) -> list[NotOnRegister]:
        """The people missed: a qualifying section, and not on the register."""
        return [
            each
            for each in self.not_on_register
            if each.source == source and each.qualifies == "yes"
        ]


def as_json(result: Result, file: str, as_at: str, version: str) -> dict[str, Any]:
    """The result as plain values: ids and row numbers, and no name but a differing one."""
    return {
        "s117xl": version,
        "as_at": as_at,
        "file": file,
        "sources": [_source(each) for each in result.lists],
        "matched": _plain(result.matched),
        "probable": _plain(result.probable),
        "not_on_register": _plain(result.not_on_register),
        "not_in_source": _plain(result.not_in_source),
        "differences": [
            {**asdict(each), "reasons": list(each.reasons), "rule": DIFFERS_CODE}
            for each in result.differences
        ],
        "unread": _plain(result.unread),
        "summary": summary(result),
        "notes": list(result.notes),
    }


def _source(each: SourceList) -> dict[str, Any]:
    columns = each.columns
    return {
        "source": each.source,
        "file": each.name,
        "sheet": each.sheet,
        "rows": len(each.rows),
        "headings": {columns.heading(name): name for name in columns.at},
    }


def _plain(entries: Sequence[Any]) -> list[dict[str, Any]]:
    return [
        {k: list(v) if isinstance(v, tuple) else v for k, v in asdict(each).items()}
        for each in entries
    ]


def summary(result: Result) -> dict[str, Any]:
    """Counts, each list's own."""
    names = [each.source for each in result.lists]
    return {
        name: {
            "rows": sum(len(one.rows) for one in result.lists if one.source == name),
            "matched": sum(each.source == name for each in result.matched),
            "undecided": len({e.row for e in result.probable if e.source == name}),
            "not_on_register": sum(each.source == name for each in result.not_on_register),
            "qualifies": Counter(
                each.qualifies for each in result.not_on_register if each.source == name
            ),
            "differences": Counter(d.field for d in result.differences if d.source == name),
        }
        for name in names
    } | {"live_records": result.live_tested, "not_in_source": len(result.not_in_source)}
