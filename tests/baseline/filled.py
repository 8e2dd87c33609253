"""A baseline of an invented partnership, worked by hand."""

from __future__ import annotations

from datetime import date

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

AS_AT = date(2026, 6, 30)
PROTOCOL = "Joint protocol, signed 12 January 2026, on the partnership's shared drive"

# LA, ICB, NHS Trust and agreed, by dimension. The partners are 2 apart on B1, 1 on B3 and 4 on B5.
RATINGS = {1: (2, 4, 3, 3), 2: (4, 4, 4, 4), 3: (2, 3, 2, 2), 4: (3, 3, 3, 3), 5: (1, 5, None, 2)}


def ratings(number: int) -> dict[str, RatingRow]:
    la, icb, trust, agreed = RATINGS[number]
    evidence = PROTOCOL if agreed >= 4 else ""
    return {
        "LA": RatingRow(la),
        "ICB": RatingRow(icb),
        "NHS Trust": RatingRow(trust),
        AGREED: RatingRow(
            agreed,
            strengths="A joint board that meets each month, with both bodies in the room.",
            risks="Charges are not checked against the register.\nNo lawyer has read the policy.",
            evidence=evidence,
        ),
    }


def partnership() -> Baseline:
    return Baseline(
        scope={
            "period": "2026/27", "area": "Northshire", "la": "Northshire Council",
            "icb": "NHS Northshire ICB", "trust": "Northshire Partnership NHS Trust",
            "lead": "Head of mental health, Northshire Council",
            "others": "Northshire Voices, a forum of people with lived experience",
            "completed": date(2026, 5, 20), "next_review": date(2026, 9, 15),
        },
        as_at=AS_AT,
        ratings={number: ratings(number) for number in RATINGS},
        questions={
            "B1.1": QuestionNotes(
                {"LA": "Yes, in adult services.", "NHS Trust": "Wards differ."},
                "Test cases put to 20 staff in March 2026",
            ),
            "B5.1": QuestionNotes({"ICB": "One register since 2025."}),
        },
        priorities=[
            Priority(1, "Nobody is charged for aftercare", "B1", "Two repayments last year", "B7"),
            Priority(2, "One register that all three can open", "B5", "The widest gap", "B8"),
            Priority(3, "Every team knows when section 117 applies", "B3", "Rated lowest", "B9"),
        ],
        actions=[
            Action(
                7, 1, "Hold charging against the register each quarter", "LA",
                "Head of income", date(2026, 6, 1), date(2026, 12, 1), "First check in August",
                "No charge found in two checks", False, "", "Care Act", "In progress",
                (Progress(date(2026, 6, 15), "The first extract is drawn."),),
            ),
            Action(
                8, 2, "Give the Trust's teams access", "NHS Trust", "Chief digital officer",
                date(2026, 4, 1), date(2026, 6, 1), "Agreement signed", "All teams have access",
                True, "Northshire Voices", "", "In progress",
            ),
            Action(9, 3, "Train each team", "ICB", "", due=date(2026, 10, 1), co_produced=True),
        ],
        signatures=[
            Signature("LA", "A. Example", "Director of adult services", date(2026, 5, 28)),
            Signature("ICB", "B. Example", "Director of nursing", date(2026, 5, 29)),
        ],
        past={1: Past("2025/26", 2), 2: Past("2025/26", 4), 4: Past("2025/26", 4)},
        name="filled.xlsx",
    )  # fmt: skip
