"""Invented people for the tests of the competency framework."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from s117xl.competency.book import Filled, write_competency
from s117xl.competency.framework import roles, statements
from s117xl.competency.model import Competency
from s117xl.competency.read import read_competency
from s117xl.demo.staff import drawn_ratings

TODAY = date(2026, 11, 2)
RATED = date(2026, 10, 1)


def staff(id: str, role: str = "Social worker", team: str = "North", **more: Any) -> dict[str, Any]:
    """A row of Staff."""
    return {"staff_id": id, "name": f"Person {id}", "role": role, "team": team,
            "supervisor": "Sam Lead", "start": date(2024, 4, 1), **more}  # fmt: skip


def rated(id: str, *, all: Any = 2, **ratings: Any) -> dict[str, Any]:
    """A row of ratings: the same for every statement, but for those named as C1_P1."""
    row = {"staff_id": id, "rated_on": RATED, **dict.fromkeys(statements(), all)}
    return row | {ref.replace("_", "."): rating for ref, rating in ratings.items()}


def only(id: str, **ratings: Any) -> dict[str, Any]:
    """A row with these ratings alone."""
    by_ref = {ref.replace("_", "."): rating for ref, rating in ratings.items()}
    return {"staff_id": id, "rated_on": RATED, **by_ref}


def made(path: Path, filled: Filled) -> Competency:
    """The workbook written and read again."""
    write_competency(path, filled)
    return read_competency(path, TODAY)


def team(name: str, ids: Iterable[str], **more: Any) -> list[dict[str, Any]]:
    """The people of one team."""
    return [staff(id, team=name, **more) for id in ids]


def many(count: int = 60) -> Filled:
    """A workforce of all roles in teams of every size, with ratings of every kind. No chance."""
    sizes = {"North": 20, "South": 14, "East": 9, "West": 8, "Panel": 5, "Night": 3, "": 1}
    teams = [name for name, size in sizes.items() for _ in range(size)]
    people, own, supervisor = [], [], []
    for number in range(count):
        id = f"S{number:03}"
        role = roles()[number % len(roles())].name
        people.append(staff(id, role, teams[number % len(teams)]))
        if number % 9:
            own.append({"staff_id": id, "rated_on": RATED, **drawn_ratings(f"own {number}", 40)})
        if number % 11:
            row = {"staff_id": id, "rated_on": RATED, **drawn_ratings(f"theirs {number}", 55)}
            supervisor.append(row)
    return Filled(people, own, supervisor, audit={"D1": "Green", "D4": "Red", "D5": "Amber"})


def by_ref(results: Mapping[str, Any]) -> dict[str, Any]:
    """The results of a person's domains by ref."""
    return {ref: score.result for ref, score in results.items()}
