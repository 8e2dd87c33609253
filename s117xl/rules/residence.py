"""Ordinary residence: on what the choice of the council rests, and what only a map can tell."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from s117xl.areas import first_code
from s117xl.law.bodies import all_boards, all_councils
from s117xl.register.truth import Truth
from s117xl.rules.catalogue import Found, rule
from s117xl.rules.rows import NotRun, Rows
from s117xl.rules.scopes import lacks

NO_POSTCODES = "No table of which council each postcode lies in is configured."
Names = NDArray[np.object_]

NO_AREAS = "No table of which councils lie in which Integrated Care Board's area is configured."


@rule(
    "R070",
    "No basis for the responsible council",
    "prompt",
    fields=("or_basis",),
    authority=("mha-117-3", "cass-19"),
    pillar=7,
    audit=("D8.2.3",),
    message="The record does not say on what basis the responsible council was decided.",
    fix="Record where the person was ordinarily resident immediately before the detention, and "
    "on what basis.",
    speaks_for=("or_basis",),
)
def no_basis(r: Rows) -> Truth:
    return lacks(r, "or_basis")


@rule(
    "R071",
    "Council of the present address, though the person moved after discharge",
    "risk",
    fields=("la_code", "postcode", "or_postcode", "or_basis"),
    authority=("mha-117-3", "cass-19"),
    pillar=7,
    audit=("D8.2.3",),
    message="The responsible council is {la_code}, that of the present address ({postcode}); "
    "before the detention the person lived in the area of {before}.",
    fix="Decide the council again by where the person lived immediately before the detention.",
)
def council_of_new_address(r: Rows) -> Found:
    own, now, before = _council(r), _council_at(r, "postcode"), _council_at(r, "or_postcode")
    return Found(
        _same(own, now) & ~_same(own, before) & ~_settled_otherwise(r),
        "la_code",
        {"before": before},
    )


@rule(
    "R072",
    "Council of the hospital's area",
    "risk",
    fields=("la_code", "hospital_la_code", "or_postcode", "or_basis"),
    authority=("mha-117-3", "worcestershire-2023"),
    pillar=7,
    audit=("D8.2.3",),
    message="The responsible council is {la_code}, where the hospital stands; before the detention "
    "the person lived in the area of {before}.",
    fix="Decide the council again: being detained in a place is not living there.",
)
def council_of_hospital(r: Rows) -> Found:
    own, before = _council(r), _council_at(r, "or_postcode")
    hospital = _council(r, "hospital_la_code")
    return Found(
        _same(own, hospital) & ~_same(own, before) & ~_settled_otherwise(r),
        "la_code",
        {"before": before},
    )


@rule(
    "R075",
    "The council does not lie in the board's area",
    "prompt",
    fields=("la_code", "icb_code"),
    authority=("who-pays-2024", "worcestershire-2023"),
    pillar=7,
    message="The table of areas gives {la_code} another board than {icb_code}.",
    fix="Confirm both; this is right where the person moved or was placed between detentions.",
)
def council_outside_board(r: Rows) -> Found:
    boards = r.context.settings.areas.boards
    if not boards:
        raise NotRun(NO_AREAS)
    own, codes = _council(r), r.list("icb_code")
    board = [*(first_code(code, all_boards()) for code in codes.values), ""]
    pairs = zip(own, np.array(board, object)[codes.codes], strict=True)
    known = codes.known & np.isin(own, list(boards))
    inside = np.fromiter((b in boards.get(la, ()) for la, b in pairs), np.bool_, len(r))
    return Found(Truth.of(~inside, known), "icb_code")


def _council(r: Rows, key: str = "la_code") -> Names:
    """The council of each row under the code by which it is compared, blank for unknown."""
    codes = r.list(key)
    names = [*(first_code(code, all_councils()) for code in codes.values), ""]
    return np.array(names, object)[codes.codes]


def _council_at(r: Rows, key: str) -> Names:
    """The council where a postcode of each row lies. Raises NotRun where no place is listed."""
    areas = r.context.settings.areas
    if not areas.councils:
        raise NotRun(NO_POSTCODES)
    column = r.text(key)
    return np.array([*map(areas.council_of, column.texts), ""], object)[column.at]


def _same(one: Names, other: Names) -> Truth:
    """Whether two councils are one; unknown for a blank, or a three-digit code beside another."""
    pairs = zip(one, other, strict=True)
    known = [bool(a and b) and a.isdigit() == b.isdigit() for a, b in pairs]
    return Truth.of(one == other, np.array(known, np.bool_))


def _settled_otherwise(r: Rows) -> Truth:
    """Whether the council rests on a basis for which the address before does not count."""
    otherwise = r.list("or_basis").isin("sent on discharge", "agreed")
    return Truth.of(otherwise.yes)
