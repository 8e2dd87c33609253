"""How alike two identities are, from 0 to 100, and why, in words that name no value."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA, JaroWinkler

from s117xl.insight.reconcile.identity import Identity, same_name

LEAST = 77
"""Two rows that score less are not shown as probably one person."""

_SURNAME, _FORENAME, _BORN = 30, 20, 35
_WHOLE = _SURNAME + _FORENAME + _BORN
_ALIKE = 0.86
_ANOTHER_SURNAME = 0.2
_UNKNOWN = {"surname": 0.3, "forename": 0.5, "born": 0.45}

_SAME_POSTCODE, _SAME_AREA, _OTHER_POSTCODE = 8, 2, -3
_NO_POSTCODE = 6
_SAME_BAD_NUMBER, _SLIP_IN_NUMBER, _OTHER_NUMBER = 25, 10, -15
_SAME_TRUST_ID = 10


class Likeness(NamedTuple):
    """A value from 0 (another) to 1 (the same), and how it differs, blank where it does not."""

    value: float
    how: str = ""


class Score(NamedTuple):
    """Points from 0 to 100, and the reasons for them."""

    points: int
    reasons: tuple[str, ...]


SAME = Likeness(1.0)
OTHER = Likeness(0.0)


def score(theirs: Identity, ours: Identity, *, small: bool = True) -> Score | None:
    """The score of two identities, None where it is plain that they are not alike.

    `small` says that the lists are so small that two people hardly share a forename and a day of
    birth by chance.
    """
    extra, told = _numbers(theirs, ours)
    born = like_days(theirs.born, ours.born)
    if born.value == 0 and extra <= 0:
        return None
    surname, forename, swapped = _names(theirs, ours)
    points = (
        _SURNAME * surname.value + _FORENAME * forename.value + _BORN * born.value
    ) * 100 / _WHOLE + extra  # fmt: skip
    place, where = _places(theirs, ours)
    changed = surname.how == "another surname" and forename.value == born.value == 1
    undated = theirs.born is None or ours.born is None
    if changed and small and not where:
        place = _NO_POSTCODE
    if undated and not small and place != _SAME_POSTCODE and extra <= 0:
        return None
    points = max(0, min(100, round(points + place)))
    reasons = (*_told(surname, forename, born, swapped, changed), *told, *where)
    return Score(points, reasons)


def conflicts(theirs: Identity, ours: Identity) -> bool:
    """Whether two or more of surname, forename and date of birth are plainly another's."""
    surname, forename, _ = _names(theirs, ours)
    born = like_days(theirs.born, ours.born)
    others = (surname.how == "another surname", forename.value == 0, born.value == 0)
    return sum(others) >= 2


def _names(theirs: Identity, ours: Identity) -> tuple[Likeness, Likeness, bool]:
    """How alike the surnames and the forenames are, taken crosswise where that fits better."""
    surname = _surnames(theirs, ours)
    forename = like_names(theirs.forename, ours.forename, "forename")
    if surname.value + forename.value >= 1.7:
        return surname, forename, False
    first = like_names(theirs.surname, ours.forename, "surname")
    second = like_names(theirs.forename, ours.surname, "forename")
    known = all((theirs.surname, theirs.forename, ours.surname, ours.forename))
    if known and min(first.value, second.value) >= _ALIKE:
        return first, second, True
    return surname, forename, False


def _surnames(theirs: Identity, ours: Identity) -> Likeness:
    found = like_names(theirs.surname, ours.surname, "surname")
    if found == SAME:
        return found
    one = theirs.surname_parts or (theirs.surname,)
    other = ours.surname_parts or (ours.surname,)
    if (theirs.surname_parts or ours.surname_parts) and set(one) & set(other) - {""}:
        return Likeness(max(0.9, found.value), "one part of a double surname")
    return Likeness(_ANOTHER_SURNAME, "another surname") if found.value == 0 else found


@lru_cache(maxsize=500_000)
def like_names(one: str, other: str, what: str) -> Likeness:
    """How alike two plain names are; an unknown one is neither the same nor another."""
    if not one or not other:
        return Likeness(_UNKNOWN[what], f"no {what} on one side")
    if one == other:
        return SAME
    if same_name(one, other):
        return Likeness(0.98, f"a letter of the {what} is lost")
    if 1 in (len(one), len(other)):
        initial = one[0] == other[0] and what == "forename"
        return Likeness(0.8, "an initial in place of the forename") if initial else OTHER
    alike = JaroWinkler.normalized_similarity(one, other)
    if OSA.distance(one, other, score_cutoff=1) == 1:
        return Likeness(max(alike, 0.92), f"{what} one letter apart")
    return Likeness(alike, f"{what} spelt alike") if alike >= _ALIKE else OTHER


def like_days(one: date | None, other: date | None) -> Likeness:
    """How alike two days of birth are: slips of the hand are looked for."""
    if one is None or other is None:
        return Likeness(_UNKNOWN["born"], "no date of birth on one side")
    return SAME if one == other else _slip(one, other)


@lru_cache(maxsize=500_000)
def _slip(one: date, other: date) -> Likeness:
    same_year = one.year == other.year
    if same_year and (one.day, one.month) == (other.month, other.day):
        return Likeness(0.85, "day and month of birth swapped")
    first, second = f"{one:%d%m%Y}", f"{other:%d%m%Y}"
    wrong = [at for at in range(8) if first[at] != second[at]]
    if len(wrong) == 1:
        return Likeness(0.8, "one digit of the date of birth differs")
    if len(wrong) == 2 and wrong[1] - wrong[0] == 1 and _crossed(first, second, wrong):
        return Likeness(0.85, "two digits of the date of birth swapped")
    return OTHER


def _crossed(first: str, second: str, at: list[int]) -> bool:
    left, right = at
    return first[left] == second[right] and first[right] == second[left]


def _numbers(theirs: Identity, ours: Identity) -> tuple[int, tuple[str, ...]]:
    """What the NHS numbers and the Trust's own ids add."""
    points, reasons = 0, []
    one, other = theirs.digits, ours.digits
    if theirs.trust_id and theirs.trust_id == ours.trust_id:
        points += _SAME_TRUST_ID
        reasons.append("the same Trust id")
    if one and one == other:
        points += 0 if theirs.valid else _SAME_BAD_NUMBER
        reasons.append(
            "the same NHS number" if theirs.valid else "the same NHS number, wrong in both lists"
        )
    elif one and other and theirs.valid and ours.valid:
        points += _OTHER_NUMBER
        reasons.append("another NHS number")
    elif one and other and OSA.distance(one, other, score_cutoff=1) == 1:
        points += _SLIP_IN_NUMBER
        reasons.append(
            "two digits of the NHS number swapped" if sorted(one) == sorted(other)
            else "one digit of the NHS number differs"
        )  # fmt: skip
    return points, tuple(reasons)


def _places(theirs: Identity, ours: Identity) -> tuple[int, tuple[str, ...]]:
    one, other = theirs.postcode, ours.postcode
    if not one or not other:
        return 0, ()
    if one == other:
        return _SAME_POSTCODE, ("the same postcode",)
    if one[:-3] == other[:-3]:
        return _SAME_AREA, ("a postcode near by",)
    return _OTHER_POSTCODE, ("another postcode",)


def _told(
    surname: Likeness, forename: Likeness, born: Likeness, swapped: bool, changed: bool
) -> tuple[str, ...]:
    """The reasons that names and days give, what agrees first."""
    agrees = [
        f"the same {what}"
        for what, found in (("surname", surname), ("forename", forename), ("date of birth", born))
        if found.value == 1 and not swapped
    ]
    other = [found.how for found in (surname, forename, born) if found.how]
    if swapped:
        agrees = ["surname and forename swapped", *(["the same date of birth"] * (born == SAME))]
    elif forename == OTHER:
        twin = surname.value == born.value == 1
        other.append("another forename" + (": may be a twin" if twin else ""))
    if changed:
        other[other.index("another surname")] = "another surname: it may have been changed"
    if born == OTHER:
        other.append("another date of birth")
    return (*agrees, *other)
