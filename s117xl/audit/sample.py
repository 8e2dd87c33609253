"""The case sample: which records are audited, so that anybody can draw the same ones again.

There is no random generator. A record's rank is the SHA-256 of the seed, a colon and its register
id; of each stratum the records of the lowest rank are drawn. The order of the rows, the machine
and the version of Python change nothing. How many are drawn of which stratum is in `sample_places`.

A case's weight is the records of its stratum for each case drawn there, so the weights add up to
the frame; a stratum of which nobody is drawn is counted with the one most like it, and that is
said. Where a minimum is met by a record of another stratum, its weight is an approximation.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from s117xl import __version__
from s117xl.audit.sample_frame import Excluded, Frame, Member
from s117xl.audit.sample_places import Choice, rank, stratum_of
from s117xl.audit.strata import DIMENSIONS
from s117xl.refusal import Refused

LEAST_CASES = 10
LEAST_TWICE = 2
MARKED_TWICE = "to be marked by two people"
_LEAST_KEY = 16


@dataclass(frozen=True, slots=True)
class Case:
    """A record that was drawn or stands in reserve. `why` is what else brought it in."""

    place: str
    record: str
    stratum: str
    rank: str
    why: tuple[str, ...] = ()
    weight: float | None = None
    twice: bool = False


@dataclass(frozen=True, slots=True)
class Stratum:
    """How many records it has and how many were drawn; `counted_with` where nobody was."""

    name: str
    size: int
    drawn: int
    weight: float | None
    counted_with: str = ""


@dataclass(frozen=True, slots=True)
class Margin:
    """How many records of the frame, and of the sample, have a value in a dimension."""

    dimension: str
    value: str
    size: int
    drawn: int


@dataclass(frozen=True, slots=True)
class Drawn:
    """The sample with all that is needed to draw it again and to weigh it."""

    seed: str
    as_at: str
    size: int
    frame_size: int
    frame_hash: str
    cases: tuple[Case, ...]
    reserve: tuple[Case, ...]
    excluded: tuple[Excluded, ...]
    strata: tuple[Stratum, ...]
    margins: tuple[Margin, ...]
    size_reason: str = ""
    version: str = __version__
    notes: tuple[str, ...] = ()


def draw(
    frame: Frame,
    seed: str,
    *,
    size: int | None = None,
    size_reason: str = "",
    twice_percent: float = 10,
) -> Drawn:
    """The sample of this frame for this seed. Refused where the size or the seed cannot be used.

    `size` takes the place of the size by the method; a smaller one with no reason is noted.
    """
    seed = seed.strip()
    if not seed:
        raise Refused("Give a seed, such as the year of the audit: the sample is drawn from it.")
    count = _size(len(frame.members), size)
    chosen = Choice(frame.members, seed, count)
    chosen.meet_minimums()
    chosen.over_sample()
    chosen.fill()
    strata = _strata(chosen)
    weights = {each.name: each.weight for each in strata}
    picked = sorted(chosen.why, key=chosen.rank.__getitem__)
    twice = _marked_twice(seed, picked, twice_percent)
    cases = [
        _case(chosen, record, f"C{place:03}", weights, record in twice)
        for place, record in enumerate(picked, 1)
    ]
    reserve = [
        _case(chosen, record, f"R{place:03}", {}, False)
        for place, record in enumerate(chosen.reserve(), 1)
    ]
    return Drawn(
        seed, frame.as_at, count, len(frame.members), frame_hash(frame.members), tuple(cases),
        tuple(reserve), frame.excluded, strata, _margins(frame.members, frozenset(picked)),
        size_reason.strip(),
        notes=(*chosen.unmet(), *_unexplained(len(frame.members), count, size_reason)),
    )  # fmt: skip


def sample_size(count: int) -> int:
    """A tenth of the frame, rounded up, and at least ten; all where there are fewer."""
    return min(count, max(LEAST_CASES, -(-count // 10)))


def frame_hash(members: Iterable[Member]) -> str:
    """A SHA-256 of the ids of the frame, sorted, each with its stratum."""
    rows = sorted([member.record, stratum_of(member)] for member in members)
    return hashlib.sha256(json.dumps(rows, separators=(",", ":")).encode()).hexdigest()


def pseudonym(key: bytes, record: str) -> str:
    """A name for a record that only who holds the key can find again (HMAC-SHA-256, 64 bits).

    Refused where the key is too short to keep anything secret.
    """
    if len(key) < _LEAST_KEY:
        raise Refused(f"The key for pseudonyms is too short; give one of {_LEAST_KEY} bytes.")
    digest = hmac.new(key, record.encode("utf-8", "surrogatepass"), hashlib.sha256)
    return f"P-{digest.hexdigest()[:16]}"


def _size(count: int, size: int | None) -> int:
    if size is not None and size < 1:
        raise Refused("The size of the sample must be 1 or more.")
    return sample_size(count) if size is None else min(size, count)


def _unexplained(count: int, size: int, reason: str) -> Iterator[str]:
    """That a sample is smaller than the method's, and nobody has said why."""
    usual = sample_size(count)
    if size < usual and not reason.strip():
        yield (
            f"The sample of {size} is smaller than the {usual} of the method, and no reason is "
            "given: the audit must record one."
        )


def _case(
    chosen: Choice, record: str, place: str, weights: Mapping[str, float | None], twice: bool
) -> Case:
    """The record as a case, or as one in reserve, which has no weight."""
    member, stratum = chosen.by_record[record], chosen.stratum[record]
    why = [*chosen.why.get(record, ()), *member.over, *member.notes]
    if twice:
        why.append(MARKED_TWICE)
    weight = weights.get(stratum)
    return Case(place, record, stratum, chosen.rank[record], tuple(why), weight, twice)


def _strata(chosen: Choice) -> tuple[Stratum, ...]:
    sizes, drawn = Counter(chosen.stratum.values()), chosen.drawn()
    counted_with = {name: _nearest(name, sizes, drawn) for name in sizes if not drawn[name]}
    standing_for = Counter(sizes)
    for name, other in counted_with.items():
        standing_for[other] += sizes[name]
    return tuple(
        Stratum(
            name, sizes[name], drawn[name],
            standing_for[name] / drawn[name] if drawn[name] else None,
            counted_with.get(name, ""),
        )
        for name in sorted(sizes)
    )  # fmt: skip


def _nearest(name: str, sizes: Mapping[str, int], drawn: Mapping[str, int]) -> str:
    """The stratum with cases that is most like this one: as live or ended, then the largest."""
    standing = name.split(",")[0]
    others = [other for other in sizes if drawn[other]]
    return min(others, key=lambda o: (o.split(",")[0] != standing, -sizes[o], o))


def _marked_twice(seed: str, records: Sequence[str], percent: float) -> frozenset[str]:
    """So many of a hundred cases, and at least two, by a rank of their own."""
    count = max(LEAST_TWICE, -int(-len(records) * percent // 100)) if records else 0
    return frozenset(sorted(records, key=lambda record: rank(f"{seed}:twice", record))[:count])


def _margins(members: Sequence[Member], drawn: frozenset[str]) -> tuple[Margin, ...]:
    margins = []
    for name in DIMENSIONS:
        every = Counter(member.values[name] for member in members)
        mine = Counter(member.values[name] for member in members if member.record in drawn)
        margins += [Margin(name, value, every[value], mine[value]) for value in sorted(every)]
    return tuple(margins)
