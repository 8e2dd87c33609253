"""The demonstration's workforce: invented people who are rated in the six competencies."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Any

from s117xl.competency.book import Filled
from s117xl.competency.framework import domains, roles
from s117xl.demo.people import FORENAMES, SURNAMES

_TEAMS = {"North team": 19, "South team": 14, "Forensic team": 8, "Funding panel": 5, "Night": 3}
_RATED = date(2026, 5, 18)
_GOOD, _GOOD_BY_THEMSELVES = 62, 74
"""Of a hundred domains, in how many all goes well: as supervisors see it, as people do."""


def workforce(partnership: str, audit: dict[str, str]) -> Filled:
    """Some fifty people in teams of every size; `audit` are the ratings of the year's audit."""
    staff, own, theirs = [], [], []
    teams = [name for name, size in _TEAMS.items() for _ in range(size)]
    for number, team in enumerate(teams, 1):
        id = f"S{number:03}"
        name = f"{FORENAMES[number * 5 % 32]} {SURNAMES[(number * 11 + number // 32) % 32]}"
        role = roles()[number % len(roles())].name
        staff.append({"staff_id": id, "name": name, "role": role, "team": team,
                      "supervisor": "K. Lund", "start": date(2020 + number % 6, 4, 1)})  # fmt: skip
        if number % 9:
            own.append(_row(id, drawn_ratings(f"own {id}", _GOOD_BY_THEMSELVES)))
        if number % 12:
            theirs.append(_row(id, drawn_ratings(f"supervisor {id}", _GOOD)))
    return Filled(staff, own, theirs, audit=audit, settings={"partnership": partnership})


def _row(id: str, ratings: dict[str, Any]) -> dict[str, Any]:
    return {"staff_id": id, "rated_on": _RATED, **ratings}


def drawn_ratings(seed: str, good: int) -> dict[str, Any]:
    """Ratings that look like chance and never change: each domain good, mixed, bad or open.

    `good` is how many of a hundred domains are good.
    """
    ratings: dict[str, Any] = {}
    for ref, domain in domains().items():
        mood = _number(f"{seed} {ref}", 100)
        for statement in domain.statements:
            roll = _number(f"{seed} {statement.ref}", 100)
            ratings[statement.ref] = _rating(mood, roll, good)
    return {ref: rating for ref, rating in ratings.items() if rating is not None}


def _rating(mood: int, roll: int, good: int) -> Any:
    if mood < good or (mood < 85 and roll < 60):
        return "N/A" if roll % 17 == 0 else 2
    if mood < 92:
        return roll % 3
    return None if roll % 2 else 2


def _number(text: str, below: int) -> int:
    return int(hashlib.sha256(text.encode()).hexdigest(), 16) % below
