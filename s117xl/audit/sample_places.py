"""How the places of a sample are given out.

1. Minimums: three ended records, and one each of those under 18, in prison, without recourse to
   public funds and disputed, as far as there are any. A record may meet several.
2. Over-sampling: records in which something unlawful was found, or that speak to a domain that
   was Red last year: all of them where they need no more than half of the places that are left.
3. The rest in proportion to the size of each stratum, by largest remainder, less what it has.

The main strata are live or ended, by group of section. Each record is counted in one stratum: that
of the first of over-sampling and the minimums which it meets, else its main one.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from s117xl.audit.sample_frame import Member

LEAST_RESERVE = 3
OVER_SAMPLED = "over-sampled"


@dataclass(frozen=True, slots=True)
class Minimum:
    """So many cases at least of those that belong; `own` says that they are a stratum too."""

    name: str
    least: int
    belongs: Callable[[Member], bool]
    own: bool = True


MINIMUMS = (
    Minimum("under 18", 1, lambda m: m.values["Age"] == "under 18"),
    Minimum("in prison", 1, lambda m: m.values["In prison"] == "yes"),
    Minimum("no recourse to public funds", 1,
            lambda m: m.values["No recourse to public funds"] == "yes"),
    Minimum("disputed", 1, lambda m: m.values["Disputed"] == "yes"),
    Minimum("ended", 3, lambda m: m.values["Standing"] == "ended", own=False),
)  # fmt: skip


def rank(seed: str, record: str) -> str:
    """The rank of a record, as 64 hexadecimal digits: the lower, the sooner it is drawn."""
    return hashlib.sha256(f"{seed}:{record}".encode("utf-8", "surrogatepass")).hexdigest()


def stratum_of(member: Member) -> str:
    """The one stratum in which a record is counted."""
    if member.over:
        return OVER_SAMPLED
    own = (minimum.name for minimum in MINIMUMS if minimum.own and minimum.belongs(member))
    return next(own, member.stratum)


@dataclass(slots=True)
class Choice:
    """Places while they are given out. `why` has the records chosen so far, with the reasons."""

    members: Sequence[Member]
    seed: str
    count: int
    rank: dict[str, str] = field(default_factory=dict)
    stratum: dict[str, str] = field(default_factory=dict)
    by_record: dict[str, Member] = field(default_factory=dict)
    why: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.by_record = {member.record: member for member in self.members}
        self.rank = {record: rank(self.seed, record) for record in self.by_record}
        self.stratum = {m.record: stratum_of(m) for m in self.members}

    @property
    def room(self) -> int:
        """Places that are left."""
        return self.count - len(self.why)

    def meet_minimums(self) -> None:
        """Of each minimum the lowest ranks, those first that stand in no other's stratum."""
        for minimum in MINIMUMS:
            mine = [m for m in self.members if minimum.belongs(m)]
            # A stratum of another kind keeps its own lowest ranks.
            mine.sort(key=lambda m: (_foreign(minimum, m), self.rank[m.record]))
            met = sum(m.record in self.why for m in mine)
            self._take((m.record for m in mine), minimum.least - met, f"at least: {minimum.name}")

    def over_sample(self) -> None:
        """All that are to be over-sampled, in at most half of the places that are left."""
        over = self._ranked(record for record, m in self.by_record.items() if m.over)
        self._take(over, self.room // 2, "")

    def fill(self) -> None:
        """The places that are left, in proportion to the strata less what each has."""
        sizes, have = Counter(self.stratum.values()), self.drawn()
        short = {
            name: max(Fraction(0), Fraction(self.count * size, len(self.members)) - have[name])
            for name, size in sizes.items()
        }
        for name, places in _largest_remainder(self.room, short).items():
            its = self._ranked(r for r, stratum in self.stratum.items() if stratum == name)
            self._take(its, places, "")

    def reserve(self) -> list[str]:
        """Who stands in for a case that cannot be audited: a fifth of each stratum's, three least.

        They come by rank.
        """
        left = self._ranked(record for record in self.by_record if record not in self.why)
        wanted = {name: -(-count // 5) for name, count in self.drawn().items()}
        kept = []
        for record in left:
            if wanted.get(self.stratum[record], 0) > 0:
                wanted[self.stratum[record]] -= 1
                kept.append(record)
        least = max(LEAST_RESERVE, -(-self.count // 5)) if self.count else 0
        more = [record for record in left if record not in set(kept)]
        kept += more[: max(0, least - len(kept))]
        return self._ranked(kept)

    def unmet(self) -> Iterable[str]:
        """What the size leaves no place for, in sentences."""
        for minimum in MINIMUMS:
            mine = [m.record for m in self.members if minimum.belongs(m)]
            met, wanted = sum(r in self.why for r in mine), min(minimum.least, len(mine))
            if met < wanted:
                yield f"The sample is too small for its minimum: {minimum.name}, {met} of {wanted}."

    def drawn(self) -> Counter[str]:
        """How many are chosen of each stratum."""
        return Counter(self.stratum[record] for record in self.why)

    def _ranked(self, records: Iterable[str]) -> list[str]:
        return sorted(records, key=self.rank.__getitem__)

    def _take(self, records: Iterable[str], places: int, why: str) -> None:
        """Choose the first of these that are not chosen, within the places that are left."""
        free = [record for record in records if record not in self.why]
        for record in free[: max(0, min(places, self.room))]:
            self.why[record] = [why] if why else []


def _foreign(minimum: Minimum, member: Member) -> bool:
    """Whether a record that would meet the minimum is counted in another stratum than its own."""
    return stratum_of(member) != (minimum.name if minimum.own else member.stratum)


def _largest_remainder(places: int, shares: Mapping[str, Fraction]) -> dict[str, int]:
    """The places given out in proportion to the shares, whole, the largest remainders first."""
    total = sum(shares.values(), Fraction(0))
    if not places or not total:
        return {}
    exact = {name: places * share / total for name, share in shares.items()}
    given = {name: int(each) for name, each in exact.items()}
    by_remainder = sorted(exact, key=lambda name: (given[name] - exact[name], name))
    for name in by_remainder[: places - sum(given.values())]:
        given[name] += 1
    return given
