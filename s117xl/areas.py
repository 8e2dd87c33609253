"""Which council and which board each place belongs to, as a partnership's own table says.

The table stands below the settings. Councils and boards share no boundaries, and a national
table of postcodes is large, licensed and soon out of date: so each partnership lists the places
that its records name. A place that is not listed is unknown, and what hangs on it is not tested.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from s117xl.law.bodies import Body, all_boards, all_councils, read_icb, read_la

_PLACE = re.compile(r"([A-Z]{1,2})(?:([0-9][0-9A-Z]?)(?: ([0-9])([A-Z]{2})?)?)?")


class AreaRow(NamedTuple):
    """A line of the table: where it stands, and its three cells as read."""

    place: str
    postcode: Any
    council: Any
    board: Any


@dataclass(frozen=True, slots=True)
class Areas:
    """Councils by the beginning of a postcode, and boards by council.

    A body that has two codes stands here under its first.
    """

    councils: Mapping[str, str] = field(default_factory=dict)
    boards: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def council_of(self, postcode: str) -> str:
        """The council of a postcode by its longest beginning that is listed, else blank."""
        listed = (self.councils[part] for part in _beginnings(postcode) if part in self.councils)
        return next(listed, "")


def first_code(code: str, bodies: Mapping[str, Body]) -> str:
    """The code by which a body is compared; one that is not held stands for itself.

    A body whose boundary was moved stands under several codes, with one name.
    """
    if code not in bodies:
        return code
    return next(first for first, body in bodies.items() if body.name == bodies[code].name)


def read_areas(rows: Iterable[AreaRow]) -> tuple[Areas, list[tuple[str, str]]]:
    """The areas, and for each line that cannot be used its place and why. Blank lines are none."""
    councils: dict[str, str] = {}
    boards: dict[str, set[str]] = defaultdict(set)
    faults: list[tuple[str, str]] = []
    for row in rows:
        postcode, council, board = (str(cell or "").strip().upper() for cell in row[1:])
        if not (postcode or council or board):
            continue
        why = _fault(postcode, council, board)
        own = first_code(read_la(council).code or "", all_councils())
        if not why and postcode and councils.setdefault(postcode, own) != own:
            why = "gives a postcode to a second council"
        if why:
            faults.append((row.place, why))
        elif board:
            boards[own].add(first_code(read_icb(board).code or "", all_boards()))
    return Areas(councils, {own: frozenset(each) for own, each in boards.items()}), faults


def _fault(postcode: str, council: str, board: str) -> str:
    if postcode and not _PLACE.fullmatch(postcode):
        return "is not the beginning of a postcode (such as LS, LS1, LS1 4 or LS1 4AP)"
    if read_la(council).kind in ("shape", "district"):
        return "does not name a council with social services by its code"
    if board and read_icb(board).kind == "shape":
        return "does not name an Integrated Care Board by its code"
    if not (postcode or board):
        return "names a council and neither a postcode nor a board"
    return ""


def _beginnings(postcode: str) -> Iterator[str]:
    """A whole postcode, then its sector, district and area: LS1 4AP, LS1 4, LS1, LS."""
    found = _PLACE.fullmatch(postcode)
    if found:
        area, district, sector, unit = found.groups()
        if unit:
            yield postcode
        if sector:
            yield f"{area}{district} {sector}"
        if district:
            yield f"{area}{district}"
        yield area
