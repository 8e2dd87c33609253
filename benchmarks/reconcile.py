"""Measures how well and how quickly two lists are matched, on invented pairs whose truth is known.

    python -m benchmarks.reconcile            1,000 and 10,000 people against as many
    python -m benchmarks.reconcile --all      100,000 against 100,000 as well

Of the people of the one list 70 in 100 are on the other, with slips such as people make; the rest
of the other list are strangers, twins of the first among them. Each line gives what is matched
outright (precision, recall over all true pairs), what is matched or offered for a decision, how
many pairs of the offered are right, how many true pairs score enough and were never looked at (the
loss by blocking), and the seconds on one core, the making of the blocks with them. A second table
has no NHS number on the other list at all, which is the hardest that can come.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

from s117xl.insight.reconcile.identity import Identity, identity
from s117xl.insight.reconcile.match import MOST_SHOWN, SMALL, Matcher, Matching
from s117xl.insight.reconcile.ours import Ours
from s117xl.insight.reconcile.score import LEAST, score
from s117xl.register.cells import passes_modulus_11

SIZES = (1_000, 10_000)
LARGEST = 100_000
SHARED = 0.7
_PARTS = re.findall(
    "[a-z]+",
    "ab al an ar as ba be bo bra ca chi da de do el fa fen gar gre ha hol in ja ka kel la len lo "
    "ma mar mo na ne oli pa pen qui ra ro sa sho ta thor un va ver wa wes yo za zi",
)
_ENDS = re.findall("[a-z]+", "er son ton ley man wick ford well ski ova ham by ez iu ah")


class Person(NamedTuple):
    """Names and numbers before they are made into an identity."""

    surname: str
    forename: str
    born: date
    number: str
    postcode: str


@dataclass(frozen=True, slots=True)
class Measured:
    """Counts of one run."""

    people: int
    pairs: int
    outright: int
    outright_right: int
    found: int
    offered: int
    offered_right: int
    unseen: int
    seconds: float


def invent(count: int, chance: random.Random) -> list[Person]:
    """So many people. Names are as uneven as they are in life: few are common, many are rare."""
    surnames = _names(max(400, count // 12), chance, _ENDS)
    forenames = _names(600, chance, ["a", "o", "ie", "en", "is", "ah", ""])
    numbers = _numbers(chance)
    first = date(1935, 1, 1)
    return [
        Person(
            _drawn(surnames, chance), _drawn(forenames, chance),
            first + timedelta(days=chance.randrange(27_000)), next(numbers),
            f"LN{chance.randrange(1, 30)} {chance.randrange(10)}{_letters(chance)}",
        )
        for _ in range(count)
    ]  # fmt: skip


def _names(count: int, chance: random.Random, ends: Sequence[str]) -> list[str]:
    found: dict[str, None] = {}
    while len(found) < count:
        parts = chance.choices(_PARTS, k=chance.randrange(1, 4))
        found["".join(parts).capitalize() + chance.choice(ends)] = None
    return list(found)


def _drawn(names: Sequence[str], chance: random.Random) -> str:
    return names[int(len(names) * chance.random() ** 2.2)]


def _letters(chance: random.Random) -> str:
    return "".join(chance.choices("ABDEFGHJLNPQRSTUWXYZ", k=2))


def _numbers(chance: random.Random) -> Iterator[str]:
    """Valid NHS numbers of the range for tests, and of others beyond its 90,909."""
    seen: set[str] = set()
    while True:
        number = f"{chance.randrange(4_000_000_000, 9_999_999_999):010}"
        if number not in seen and passes_modulus_11(number):
            seen.add(number)
            yield number


def _typed(text: str, chance: random.Random) -> str:
    """A name with a slip: a letter doubled, dropped, replaced, or two swapped."""
    at = chance.randrange(max(1, len(text) - 1))
    slip = chance.randrange(4)
    if slip == 0:
        return text[: at + 1] + text[at:]
    if slip == 1 and len(text) > 3:
        return text[:at] + text[at + 1 :]
    if slip == 2 and at + 1 < len(text):
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    return text[:at] + chance.choice("aeiourstln") + text[at + 1 :]


def _other_day(born: date, chance: random.Random) -> date:
    """A day of birth with a slip."""
    if chance.random() < 0.4 and born.day <= 12:
        return born.replace(day=born.month, month=born.day)
    digits = list(f"{born:%d%m%Y}")
    for _ in range(30):
        at = chance.choice((0, 1, 3, 6, 7))
        changed = [*digits]
        changed[at] = chance.choice("0123456789")
        try:
            day = date(int("".join(changed[4:])), int("".join(changed[2:4])),
                       int("".join(changed[:2])))  # fmt: skip
        except ValueError:
            continue
        if day != born and 1930 < day.year < 2020:
            return day
    return born


Slip = Callable[[Person, random.Random, Sequence[Person]], Person]
SLIPS: tuple[tuple[float, Slip], ...] = (
    (0.15, lambda p, c, _: p._replace(number="")),
    (0.03, lambda p, c, _: p._replace(number=_swapped(p.number, c))),
    (0.005, lambda p, c, others: p._replace(number=c.choice(others).number)),
    (0.05, lambda p, c, _: p._replace(surname=_typed(p.surname, c))),
    (0.04, lambda p, c, _: p._replace(forename=_typed(p.forename, c))),
    (0.02, lambda p, c, _: p._replace(surname=p.forename, forename=p.surname)),
    (0.04, lambda p, c, _: p._replace(born=_other_day(p.born, c))),
    (0.03, lambda p, c, others: p._replace(surname=c.choice(others).surname)),
    (0.15, lambda p, c, others: p._replace(postcode=c.choice(others).postcode)),
    (0.10, lambda p, c, _: p._replace(postcode="")),
)  # fmt: skip
"""How often each slip is made; several may fall on one person."""


def _swapped(number: str, chance: random.Random) -> str:
    if not number:
        return number
    at = chance.randrange(9)
    return number[:at] + number[at + 1] + number[at] + number[at + 2 :]


def worn(person: Person, chance: random.Random, others: Sequence[Person]) -> Person:
    """The person as another list may have them."""
    for often, slip in SLIPS:
        if chance.random() < often:
            person = slip(person, chance, others)
    return person


def as_identity(person: Person) -> Identity:
    """The person as they are compared."""
    number = person.number
    return identity(
        person.surname, person.forename, digits=number,
        valid=bool(number) and passes_modulus_11(number), born=person.born,
        postcode=person.postcode,
    )  # fmt: skip


def lists(size: int, seed: int) -> tuple[list[Identity], list[tuple[Identity, int]]]:
    """Ours, and theirs each with the place of the same person in ours, or -1."""
    chance = random.Random(seed)
    people = invent(size + round(size * (1 - SHARED)), chance)
    ours, strangers = people[:size], people[size:]
    shared = chance.sample(range(size), round(size * SHARED))
    theirs = [(worn(ours[at], chance, people), at) for at in shared]
    for number, stranger in enumerate(strangers):
        twin = ours[chance.randrange(size)] if number % 50 == 0 else None
        each = stranger if twin is None else twin._replace(
            forename=stranger.forename, number=stranger.number
        )  # fmt: skip
        theirs.append((worn(each, chance, people), -1))
    chance.shuffle(theirs)
    return [as_identity(each) for each in ours], [(as_identity(each), at) for each, at in theirs]


def register_of(identities: Sequence[Identity]) -> Ours:
    """The identities as a register of one record for each person."""
    count = len(identities)
    ids = [f"V-{number:06}" for number in range(count)]
    return Ours(None, list(identities), ids, list(range(count)), ["yes"] * count)  # type: ignore[arg-type]


def measure(size: int, *, numbers: bool, seed: int = 117) -> Measured:
    """Match two lists of this size; `numbers` says whether theirs has NHS numbers."""
    ours, theirs = lists(size, seed)
    given = [each if numbers else replace(each, digits="", valid=False) for each, _ in theirs]
    truth = [at for _, at in theirs]
    register = _Addressed(register_of(ours))
    start = time.perf_counter()
    matching = Matcher(register).match(given)  # type: ignore[arg-type]
    seconds = time.perf_counter() - start
    outright_right = sum(truth[at] == sure.person for at, sure in matching.sure.items())
    offered = sum(map(len, matching.probable.values()))
    right = sum(
        any(c.person == truth[at] for c in found) for at, found in matching.probable.items()
    )
    return Measured(
        size, sum(at >= 0 for at in truth), len(matching.sure), outright_right,
        outright_right + right, offered, right, _unseen(ours, given, truth, matching), seconds,
    )  # fmt: skip


def _unseen(
    ours: Sequence[Identity], given: Sequence[Identity], truth: Sequence[int], matching: Matching
) -> int:
    """True pairs that would score enough, and are not among what was found."""
    small = len(ours) * len(given) <= SMALL
    count = 0
    for place, (each, at) in enumerate(zip(given, truth, strict=True)):
        shown = [c.person for c in matching.probable.get(place, ())]
        if at >= 0 and place not in matching.sure and at not in shown and len(shown) < MOST_SHOWN:
            found = score(each, ours[at], small=small)
            count += bool(found and found.points >= LEAST)
    return count


class _Addressed:
    """A register without a sheet: a row's address is its place."""

    def __init__(self, ours: Ours) -> None:
        self._ours = ours

    def __getattr__(self, name: str) -> object:
        return getattr(self._ours, name)

    def address(self, row: int) -> int:
        """The place of the row."""
        return row


def _line(each: Measured) -> str:
    precision = each.outright_right / each.outright if each.outright else 1.0
    return (
        f"{each.people:>8,}  {each.pairs:>7,}  {precision:>9.4f}  "
        f"{each.outright_right / each.pairs:>7.4f}  {each.found / each.pairs:>8.4f}  "
        f"{each.offered:>8,}  {each.offered_right / max(each.offered, 1):>9.4f}  "
        f"{each.unseen:>6}  {each.seconds:>7.1f}"
    )


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("--all", action="store_true", help="100,000 against 100,000 as well")
    sizes = (*SIZES, LARGEST) if parser.parse_args().all else SIZES
    for numbers in (True, False):
        print("With NHS numbers" if numbers else "No NHS number on their list")
        print(
            "  people    pairs  precision   recall   or shown   offered  of which  unseen  seconds"
        )
        print("                   outright  outright  for deciding            right")
        for size in sizes:
            print(_line(measure(size, numbers=numbers)), flush=True)


if __name__ == "__main__":
    main()
