"""The demonstration's baseline: an invented partnership, rated by its three partners."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from s117xl.baseline.tables import (
    AGREED,
    Action,
    Baseline,
    Past,
    Priority,
    Progress,
    QuestionNotes,
    RatingRow,
    Signature,
)

_RATED = {1: (3, 3, 2, 3), 2: (4, 4, 4, 4), 3: (2, 3, 2, 2), 4: (3, 3, 3, 3), 5: (1, 3, 2, 2)}
"""LA, ICB, NHS Trust and what they agree, by dimension."""

_SAYS = {
    1: ("The joint policy names who decides what.", "Two people were charged last year."),
    2: ("A board of all three meets each quarter.", "Its risks have no owner yet."),
    3: ("Every new social worker is trained.", "Ward staff seldom know when section 117 applies."),
    4: ("Discharge is planned with the person.", "Planning begins late on two wards."),
    5: ("One register holds all that is known.", "The Trust cannot open it."),
}
_SHOWN = "Minutes of the board of January and April 2026, on the partnership's shared drive."


def northvale(names: Mapping[str, Any], as_at: date) -> Baseline:
    """The baseline as three partners left it, one of them not having signed."""
    return Baseline(
        scope={
            "period": "2026/27", "area": "Northvale", "la": names["la_name"],
            "icb": names["icb_name"], "trust": names["trust_name"], "lead": "Head of quality",
            "others": "Northvale Voices, a group of people with lived experience",
            "completed": date(2026, 5, 20), "next_review": date(2026, 9, 15),
        },
        as_at=as_at,
        ratings={number: _ratings(number) for number in _RATED},
        questions={
            "B1.1": QuestionNotes({"LA": "Yes, in adult services.", "NHS Trust": "Wards differ."},
                                  "Test cases put to twenty staff in March 2026"),
            "B5.1": QuestionNotes({"ICB": "One register since 2025."}),
        },
        priorities=[
            Priority(1, "Nobody is charged for aftercare", "B1", "Two people were, last year"),
            Priority(2, "Every team knows when section 117 applies", "B3", "The lowest rating"),
            Priority(3, "One register that all three can open", "B5", "The widest gap"),
        ],
        actions=_plan(),
        signatures=[
            Signature("LA", "H. Calder", "Director of adult services", date(2026, 5, 28)),
            Signature("ICB", "T. Ull", "Director of nursing", date(2026, 5, 29)),
        ],
        past={1: Past("2025/26", 2), 2: Past("2025/26", 4), 3: Past("2025/26", 3),
              4: Past("2025/26", 3)},
    )  # fmt: skip


def _ratings(number: int) -> dict[str, RatingRow]:
    la, icb, trust, agreed = _RATED[number]
    strength, risk = _SAYS[number]
    evidence = _SHOWN if agreed >= 4 else ""
    return {
        "LA": RatingRow(la), "ICB": RatingRow(icb), "NHS Trust": RatingRow(trust),
        AGREED: RatingRow(agreed, strengths=strength, risks=risk, evidence=evidence),
    }  # fmt: skip


def _plan() -> list[Action]:
    """Three actions, one of them past its day and one with no officer yet."""
    return [
        Action(7, 1, "Hold charging against the register each quarter", "LA", "Head of income",
               date(2026, 6, 1), date(2026, 12, 1), "First check in August",
               "No charge found in two checks", False, state="In progress",
               reviews=(Progress(date(2026, 6, 15), "The first extract is drawn."),)),
        Action(8, 2, "An hour on section 117 for each ward, with Northvale Voices", "ICB", "",
               date(2026, 7, 1), date(2026, 10, 1), "Two wards by August",
               "Nine in ten know when it applies", True, "Northvale Voices", state="Not started"),
        Action(9, 3, "Give the Trust's teams access", "NHS Trust", "Chief digital officer",
               date(2026, 4, 1), date(2026, 6, 1), "Agreement signed", "All teams have access",
               False, state="In progress"),
    ]  # fmt: skip
