"""Words that should not stand in what we write about aftercare, and what to write in their place.

The words, and why, are in `lint.toml`. The time is in proportion to the length of the text,
whatever it holds: no pattern has a repetition without a bound, and those of letters give nothing
back (`{1,30}+`), so that each place in the text is tried in a bounded number of ways. A test
counts the ways for every pattern.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

CHARGE = "must-contribute"
"""The entry for texts that ask for a charge, which stops a document."""

_SAME_LENGTH = str.maketrans(
    "\u2018\u2019\u201b\u02bc`\u00b4\u201c\u201d\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "''''''\"\"-------abcdefghijklmnopqrstuvwxyz",
)
_SPACES = re.compile(r"[\u00ad\u200b-\u200f\u2060\ufeff]{1,}+|\s{1,}+")
_BREAK = re.compile(r"\r\n|[\n-\r\x85\u2028\u2029]")
_NAMED = re.compile(r"<([a-z]+)>")


@dataclass(frozen=True, slots=True)
class Wording:
    """One place: the words as written, why not, what to write, and where they stand."""

    id: str
    severity: str
    words: str
    why: str
    better: str
    authority: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the list.

    `stems` are letters of which every match holds some: a line without them is not searched.
    A match is let pass where one of `unless` overlaps it.
    """

    id: str
    severity: str
    why: str
    better: str
    authority: tuple[str, ...]
    stems: tuple[str, ...]
    patterns: tuple[re.Pattern[str], ...]
    unless: tuple[re.Pattern[str], ...]


def lint(text: str) -> list[Wording]:
    """Every place in the text that should be worded otherwise, in the order of the text."""
    plain = _Plain(text)
    found = [
        _wording(entry, plain, start, end)
        for begin, line in plain.lines()
        for entry in entries().values()
        for start, end in _places(entry, line, begin)
    ]
    return sorted(found, key=lambda wording: (wording.start, wording.id))


def asks_for_charge(text: str) -> Wording | None:
    """The first place that asks for a charge for aftercare, or None."""
    plain = _Plain(text)
    entry = entries()[CHARGE]
    for begin, line in plain.lines():
        for start, end in _places(entry, line, begin):
            return _wording(entry, plain, start, end)
    return None


@cache
def entries() -> Mapping[str, Entry]:
    """Every entry by its id, in the order of the file."""
    with Path(__file__).with_name("lint.toml").open("rb") as file:
        rows: dict[str, Any] = tomllib.load(file)
    words = _groups(rows.pop("words"))
    return {id: _entry(id, row, words) for id, row in rows.items()}


def _entry(id: str, row: Mapping[str, Any], words: Mapping[str, str]) -> Entry:
    return Entry(
        id=id,
        severity=row["severity"],
        why=row["why"],
        better=row["better"],
        authority=tuple(row["authority"]),
        stems=tuple(row["stems"]),
        patterns=tuple(_compiled(pattern, words) for pattern in row["patterns"]),
        unless=tuple(_compiled(pattern, words) for pattern in row.get("unless", ())),
    )


def _groups(lists: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Each named list as one group that gives nothing back; a list may name those above it.

    The group goes by the first of its choices that ends at the edge of a word.
    """
    groups: dict[str, str] = {}
    for name, choices in lists.items():
        groups[name] = rf"(?>(?:{_filled('|'.join(choices), groups)})(?!\w))"
    return groups


def _filled(pattern: str, words: Mapping[str, str]) -> str:
    return _NAMED.sub(lambda name: words[name[1]], pattern)


def _compiled(pattern: str, words: Mapping[str, str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_filled(pattern, words)})(?!\w)")


def _places(entry: Entry, line: str, begin: int) -> list[tuple[int, int]]:
    """Where a line holds what the entry says, from `begin`; what overlaps is one place."""
    if not any(stem in line for stem in entry.stems):
        return []
    found = sorted(_spans(entry.patterns, line))
    if not found:
        return []
    excused = _merged(sorted(_spans(entry.unless, line)))
    kept = _merged([span for span in found if not _overlaps(span, excused)])
    return [(begin + start, begin + end) for start, end in kept]


def _spans(patterns: Sequence[re.Pattern[str]], line: str) -> Iterator[tuple[int, int]]:
    for pattern in patterns:
        for match in pattern.finditer(line):
            yield match.span()


def _overlaps(span: tuple[int, int], others: Sequence[tuple[int, int]]) -> bool:
    """Whether one of the others, which are apart and in order, shares a letter with the span."""
    before_its_end = bisect_left(others, (span[1], 0))
    return before_its_end > 0 and others[before_its_end - 1][1] > span[0]


def _merged(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans, which are in order, with those that overlap made into one."""
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _wording(entry: Entry, plain: _Plain, start: int, end: int) -> Wording:
    first, last = plain.in_text(start), plain.in_text(end)
    words = " ".join(plain.text[first:last].split())
    return Wording(
        entry.id, entry.severity, words, entry.why, entry.better, entry.authority, first, last
    )


class _Plain:
    """A text in small letters with plain quotes, dashes and single spaces.

    A line that goes on in a small letter is one with the line before it; any other new line
    stays, and nothing is found or excused across it.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._begins = [0]
        self._shifts = [0]
        self.plain = self._collapsed(text.translate(_SAME_LENGTH))

    def lines(self) -> Iterator[tuple[int, str]]:
        """Each line and where it begins."""
        begin = 0
        for line in self.plain.split("\n"):
            yield begin, line
            begin += len(line) + 1

    def in_text(self, place: int) -> int:
        """The place in the text as it was given."""
        return place + self._shifts[bisect_right(self._begins, place) - 1]

    def _collapsed(self, text: str) -> str:
        pieces: list[str] = []
        at = length = 0
        for run in _SPACES.finditer(text):
            space = self._space(run)
            pieces += (text[at : run.start()], space)
            length += run.start() - at + len(space)
            at = run.end()
            self._begins.append(length)
            self._shifts.append(at - length)
        return "".join(pieces) + text[at:]

    def _space(self, run: re.Match[str]) -> str:
        if not run[0].isspace():
            return ""
        breaks = len(_BREAK.findall(run[0]))
        goes_on = self.text[run.end() : run.end() + 1].islower()
        return " " if not breaks or (breaks == 1 and goes_on) else "\n"
