"""The demonstration's survey: what invented people, carers and practitioners answered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from s117xl.survey.book import Filled
from s117xl.survey.themes import about, audiences, statements_of

YEAR, YEAR_BEFORE = "2025/26", "2024/25"
_COUNTS = {("person", YEAR): 46, ("carer", YEAR): 19, ("practitioner", YEAR): 27,
           ("person", YEAR_BEFORE): 38, ("carer", YEAR_BEFORE): 4,
           ("practitioner", YEAR_BEFORE): 22}  # fmt: skip
_POOR, _GOOD = ("understood", "carers", "promises"), ("recovery", "planned")
_WORDS = (
    ("person", "The gardening group keeps me well.", "yes"),
    ("person", "Tell us sooner when a worker changes.", "yes"),
    ("carer", "I was never offered an assessment of my own.", "yes"),
    ("carer", "Call me on 01632 960123, I am his sister.", "no"),
    ("practitioner", "The joint panel answers within a week now.", "yes"),
    ("practitioner", "We need one form and not three.", ""),
)


def voices(partnership: str) -> Filled:
    """Forms of two years, and what some wrote; last year too few carers answered."""
    texts = [
        {"audience": audiences()[who].label, "year": YEAR, "question": audiences()[who].free_text,
         "text": text, "use": use}
        for who, text, use in _WORDS
    ]  # fmt: skip
    settings = {"year": YEAR, "organisation": partnership, "contact": "01632 960117"}
    return Filled(list(_forms()), texts, settings)


def _forms() -> Iterator[dict[str, Any]]:
    number = 0
    for (audience, year), count in _COUNTS.items():
        for _ in range(count):
            number += 1
            row = {"id": f"R{number:03}", "audience": audiences()[audience].label, "year": year}
            yield row | _about(number) | _answers(number, audience, year)


def _about(number: int) -> dict[str, str]:
    """How they describe themselves; one in eight says nothing."""
    if number % 8 == 0:
        return {}
    return {key: each.values[(number * 5 + number // 7) % len(each.values)]
            for key, each in about().items()}  # fmt: skip


def _answers(number: int, audience: str, year: str) -> dict[str, int | str]:
    """From 1 to 5, better than the year before; some are not sure."""
    answers: dict[str, int | str] = {}
    for place, statement in enumerate(statements_of(audience)):
        turn = (7 * number + 5 * place + number * place) % 11
        lean = (statement.theme in _GOOD) - (statement.theme in _POOR) - (year == YEAR_BEFORE)
        score = (5, 4, 4, 3, 4, 2, 5, 3, 1, 4, 2)[turn] + lean
        answers[statement.ref] = "Not sure" if turn == 8 else max(1, min(5, score))
    return answers
