"""The bodies that a register names by code: councils, integrated care boards, Trusts, practices.

Councils (by their national code) and boards are held with their dates; of a council's three-digit
code, and of Trusts and practices, only the shape is known here. A well-shaped code that is not
held is something to ask about and never an error.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from s117xl.law.codes import CodeReading, tidy_code
from s117xl.law.facts import read_facts


@dataclass(frozen=True, slots=True)
class Body:
    """A council or a board under its codes, from `since` to `until`, both included.

    No `since` is from the first of them on. `successors` are the codes of those that took its
    area over.
    """

    name: str
    codes: tuple[str, ...]
    since: date | None
    until: date | None
    successors: tuple[str, ...]


COUNCIL_SHAPE = (
    "This is not a council's code; enter three digits (102 to 929), or E06, E08, E09 or E10 "
    "and six digits."
)
DISTRICT = "A district council (E07) has no social services; enter the code of the county council."
COUNCIL_ABROAD = "This code is of a place outside England; confirm it."
COUNCIL_UNKNOWN = "This council's code is not held here; confirm it."
BOARD_SHAPE = "This is not an ICB's code; enter Q and two characters, or E54 and six digits."
BOARD_UNKNOWN = "This ICB code is not held here; confirm it with the Organisation Data Service."
BOARD_EARLY = "This ICB code was not in use before 1 April 2026; enter the code of that time."
TRUST_SHAPE = "This is not a Trust's code; enter the three to five characters of its ODS code."
TRUST_UNKNOWN = "Most Trust codes start with R or T; confirm this one."
PRACTICE_SHAPE = "This is not a practice code; enter a letter and five digits."
PRACTICE_NONE = "This code stands for no practice; enter the practice once it is known."


def read_la(cell: str | int | float) -> CodeReading:
    """A council: the three-digit code or the nine-character code of a social services council.

    Whether it stood on a day is a rule's business.
    """
    text = tidy_code(cell)
    if re.fullmatch(r"[0-9]{3}", text) and 102 <= int(text) <= 929:
        return CodeReading(text)
    if re.fullmatch(r"E(06|08|09|10)[0-9]{6}", text):
        held = text in all_councils()
        return CodeReading(text) if held else CodeReading(text, "unknown", COUNCIL_UNKNOWN)
    if re.fullmatch(r"E07[0-9]{6}", text):
        return CodeReading(text, "district", DISTRICT)
    if re.fullmatch(r"[WSN][0-9]{8}", text):
        return CodeReading(text, "unknown", COUNCIL_ABROAD)
    return CodeReading(None, "shape", COUNCIL_SHAPE)


def read_icb(cell: str | int | float, on: date | None = None) -> CodeReading:
    """An integrated care board as it stood on a day; with no day, whether it is one at all."""
    text = tidy_code(cell)
    board = all_boards().get(text)
    if board is None:
        if re.fullmatch(r"Q[A-Z0-9]{2}|E54[0-9]{6}", text):
            return CodeReading(text, "unknown", BOARD_UNKNOWN)
        return CodeReading(None, "shape", BOARD_SHAPE)
    if on and board.until and on > board.until:
        return CodeReading(text, "abolished", _abolished(board))
    if on and board.since and on < board.since:
        return CodeReading(text, "early", BOARD_EARLY)
    return CodeReading(text)


def read_trust(cell: str | int | float) -> CodeReading:
    """A Trust, or one of its sites, by its ODS code."""
    text = tidy_code(cell)
    if not re.fullmatch(r"[A-Z0-9]{3,5}", text):
        return CodeReading(None, "shape", TRUST_SHAPE)
    if text[0] not in "RT":
        return CodeReading(text, "unknown", TRUST_UNKNOWN)
    return CodeReading(text)


def read_gp(cell: str | int | float) -> CodeReading:
    """A general practice by its code. V81997 to V81999 stand for none."""
    text = tidy_code(cell)
    if not re.fullmatch(r"[A-Z][0-9]{5}", text):
        return CodeReading(None, "shape", PRACTICE_SHAPE)
    if text in ("V81997", "V81998", "V81999"):
        return CodeReading(text, "pseudo", PRACTICE_NONE)
    return CodeReading(text)


def successor(code: str) -> str:
    """What became of a council or a board, in words; nothing where it stands or is not held."""
    for bodies, kind, whom in (
        (all_boards(), "ICB", "confirm with ODS"),
        (all_councils(), "council", "the person's own place decides"),
    ):
        body = bodies.get(code)
        if body and body.until and body.successors:
            names = " or of ".join(bodies[later].name for later in body.successors)
            day = body.until + timedelta(days=1)
            certain = kind == "council" and len(body.successors) == 1
            doubt = "" if certain else f"; {whom}"
            return f"succeeded on {day.day} {day:%B %Y} by the {kind} of {names}{doubt}"
    return ""


@cache
def all_boards() -> dict[str, Body]:
    """Every integrated care board by each of its codes.

    A board whose boundary changed in 2026 has an entry for each of its codes.
    """
    return _by_code(read_facts("boards")["board"])


@cache
def all_councils() -> dict[str, Body]:
    """Every council with social services by each of its national codes."""
    return _by_code(read_facts("councils")["council"])


def _by_code(rows: list[dict[str, Any]]) -> dict[str, Body]:
    bodies = [
        Body(
            name=row["name"],
            codes=tuple(row["codes"]),
            since=row.get("from"),
            until=row.get("to"),
            successors=tuple(row.get("successors", ())),
        )
        for row in rows
    ]
    return {code: body for body in bodies for code in body.codes}


def _abolished(board: Body) -> str:
    return f"This ICB code ended on 31 March 2026: {successor(board.codes[0])}."
