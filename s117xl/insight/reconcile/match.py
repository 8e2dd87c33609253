"""Each row of a list matched with the register: exactly, by a decision, probably, or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from s117xl.insight.reconcile.blocks import Blocks
from s117xl.insight.reconcile.decisions import DIFFERENT, SAME, Decision, Decisions
from s117xl.insight.reconcile.identity import Identity
from s117xl.insight.reconcile.ours import Ours
from s117xl.insight.reconcile.score import LEAST, Score, conflicts, score

MOST_SHOWN = 5
"""Probable persons that are offered for one row."""
SMALL = 4_000_000
"""Pairs of two lists up to which a shared forename and day of birth is hardly chance."""

_TWICE = "decided to be the same as more than one person of ours"
_WHOSE = "the names or the date of birth are another's: whose number is it?"
BY_NUMBER, BY_DECISION = "NHS number", "decision"


@dataclass(frozen=True, slots=True)
class Sure:
    """A person to whom a row belongs, how that is known, and the reasons."""

    person: int
    how: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person to whom a row probably belongs; `row` is the register's row that fits best."""

    person: int
    row: int
    score: Score


@dataclass(slots=True)
class Matching:
    """What became of each identity of a list, by its place; those in neither are not ours."""

    sure: dict[int, Sure] = field(default_factory=dict)
    probable: dict[int, list[Candidate]] = field(default_factory=dict)


class Matcher:
    """The register made ready to be compared with lists."""

    def __init__(self, ours: Ours, decisions: Decisions | None = None) -> None:
        self._ours = ours
        self._decisions = _by_key(decisions or {})
        self._numbers: dict[str, int] = {}
        for row, each in enumerate(ours.identities):
            if each.valid:
                self._numbers.setdefault(each.digits, row)
        self._blocks = Blocks(ours.identities)

    def match(self, theirs: Sequence[Identity]) -> Matching:
        """What becomes of each of these; the order of either list changes nothing."""
        small = len(theirs) * len(self._ours.identities) <= SMALL
        result = Matching()
        for place, each in enumerate(theirs):
            sure = self._sure(each)
            if sure:
                result.sure[place] = sure
            elif found := self._candidates(each, small):
                result.probable[place] = found
        return result

    def _decided(self, each: Identity, word: str) -> dict[int, Decision]:
        """The persons of whom this was decided for the row."""
        own = self._decisions.get(each.key(), ()) if self._decisions else ()
        return {
            self._ours.persons[self._ours.by_id[d.register_id]]: d
            for d in own
            if d.decision == word and d.register_id in self._ours.by_id
        }

    def _sure(self, each: Identity) -> Sure | None:
        same = self._decided(each, SAME)
        if len(same) == 1:
            ((person, decision),) = same.items()
            return Sure(person, BY_DECISION, (f"decided by {decision.by} on {decision.on}",))
        row = self._numbers.get(each.digits) if each.valid else None
        if row is None or same:
            return None
        person = self._ours.persons[row]
        if person in self._decided(each, DIFFERENT) or self._conflicts(each, person):
            return None
        return Sure(person, BY_NUMBER, ("the same NHS number",))

    def _conflicts(self, each: Identity, person: int) -> bool:
        """Whether the names and days of all the person's records are plainly another's."""
        rows = self._ours.of_person[person]
        return all(conflicts(each, self._ours.identities[row]) for row in rows)

    def _candidates(self, each: Identity, small: bool) -> list[Candidate]:
        apart = self._decided(each, DIFFERENT)
        same = self._decided(each, SAME)
        best: dict[int, Candidate] = {}
        for row in self._blocks.near(each):
            person = self._ours.persons[row]
            if person in apart:
                continue
            found = self._scored(each, row, small, twice=person in same)
            if found and self._better(found, best.get(person)):
                best[person] = found
        ordered = sorted(best.values(), key=lambda found: _order(found, self._ours))
        return ordered[:MOST_SHOWN]

    def _better(self, found: Candidate, before: Candidate | None) -> bool:
        return before is None or _order(found, self._ours) < _order(before, self._ours)

    def _scored(self, each: Identity, row: int, small: bool, *, twice: bool) -> Candidate | None:
        ours, person = self._ours.identities[row], self._ours.persons[row]
        found = score(each, ours, small=small)
        if twice:
            told = (found or Score(0, ())).reasons
            points = found.points if found else 0
            return Candidate(person, row, Score(points, (*told, _TWICE)))
        if each.valid and each.digits == ours.digits:
            found = found or Score(0, ("the same NHS number",))
            return Candidate(person, row, Score(found.points, (*found.reasons, _WHOSE)))
        if found is None or found.points < LEAST:
            return None
        return Candidate(person, row, found)


def _order(found: Candidate, ours: Ours) -> tuple[int, str, int]:
    """The best first; of equals a live record, then the one whose id comes first."""
    live = ("yes", "unknown", "no").index(ours.live[found.row])
    return -found.score.points, f"{live}{ours.ids[found.row]}", ours.address(found.row)


def _by_key(decisions: Decisions) -> dict[str, list[Decision]]:
    found: dict[str, list[Decision]] = {}
    for each in _decided(decisions.values()):
        found.setdefault(each.key, []).append(each)
    return found


def _decided(decisions: Iterable[Decision]) -> Iterable[Decision]:
    return (each for each in decisions if each.decision)
