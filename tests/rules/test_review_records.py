"""What a review left on record, and reviews that were called off."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from tests.people import AS_AT, LAWFUL, LAWFUL_ENDING, REVIEW, ending, found, person, run_rule
from tests.rules.speech import is_plain

DAY = timedelta(1)
BROKEN = "tomorrow or so"
CODES = ("R049", "R050", "R052", "R053")


def review(code: str, **changes: Any) -> list[tuple[str, str]]:
    return found(code, Register=[person(next_review_due=None)], Reviews=[REVIEW | changes])


@pytest.mark.parametrize(("code", "key"), [("R049", "outcome"), ("R050", "outcomes_recorded")])
def test_a_review_says_what_came_of_it(code: str, key: str) -> None:
    assert review(code) == []
    assert review(code, **{key: None}) == [("RV-001", key)]
    assert review(code, **{key: None, "held": None}) == []
    assert review(code, **{key: None, "held": BROKEN}) == [("RV-001", key)]


def test_an_outcome_that_cannot_be_read_is_not_tested() -> None:
    reviews = [REVIEW | {"outcome": "carry on"}]
    assert run_rule("R049", Register=[person()], Reviews=reviews)[0].untested == 1


@pytest.mark.parametrize(
    ("planned", "hits"),
    [
        (date(2027, 4, 9), False),
        (date(2027, 4, 10), False),
        (date(2027, 4, 11), True),
        (None, False),
        (BROKEN, False),
    ],
)
def test_the_next_review_is_within_the_cycle(planned: Any, hits: bool) -> None:
    assert review("R052", next_due=planned) == ([("RV-001", "next_due")] if hits else [])
    given = {"Register": [person(next_review_due=planned)], "Reviews": [REVIEW]}
    assert found("R052", **given) == ([("V-001", "next_review_due")] if hits else [])


def test_the_next_review_of_a_closed_record_is_no_matter() -> None:
    row = ending(next_review_due=date(2030, 1, 1))
    assert found("R052", Register=[row], Reviews=[]) == []


def test_with_no_review_held_there_is_nothing_to_count_from() -> None:
    row = person(last_review_date=None, last_review_type=None)
    assert run_rule("R052", Register=[row], Reviews=[])[0].untested == 1


OFF = REVIEW | {
    "held": None,
    "outcome": None,
    "outcomes_recorded": None,
    "next_due": None,
    "cancelled_reason": "Did not want to come",
}


def off(name: str, due: Any, **changes: Any) -> dict[str, Any]:
    return OFF | {"review_id": name, "due": due} | changes


FIRST, SECOND = off("RV-002", date(2026, 5, 1)), off("RV-003", date(2026, 6, 1))


@pytest.mark.parametrize(
    ("reviews", "hits"),
    [
        ([FIRST], []),
        ([FIRST, SECOND], ["RV-003"]),
        ([SECOND, FIRST], ["RV-003"]),
        ([FIRST, SECOND | {"due": None}], ["RV-002"]),
        ([FIRST, SECOND | {"due": BROKEN}], ["RV-002"]),
        ([FIRST, SECOND | {"escalated": date(2026, 6, 2)}], []),
        ([FIRST | {"escalated": date(2026, 6, 2)}, SECOND], []),
        ([FIRST, SECOND | {"cancelled_reason": None}], []),
        ([FIRST, SECOND | {"held": date(2026, 6, 1)}], []),
        ([FIRST, SECOND, REVIEW | {"held": date(2026, 4, 30)}], ["RV-003"]),
        ([FIRST, SECOND, REVIEW | {"held": date(2026, 5, 1)}], []),
        ([FIRST, SECOND, REVIEW | {"held": date(2026, 6, 2)}], []),
        ([FIRST, SECOND | {"register_id": "V-999"}], []),
        ([FIRST, SECOND, off("RV-004", date(2026, 6, 10))], ["RV-004"]),
    ],
)
def test_reviews_called_off_twice_are_told_to_somebody(
    reviews: list[dict[str, Any]], hits: list[str]
) -> None:
    expected = [(name, "escalated") for name in hits]
    assert found("R053", Register=[person()], Reviews=reviews) == expected


def test_a_review_called_off_after_the_duty_ended_is_no_matter() -> None:
    assert found("R053", Register=[ending()], Reviews=[FIRST, SECOND]) == []
    row = person(record_status="OPEN")
    assert run_rule("R053", Register=[row], Reviews=[FIRST, SECOND])[0].untested == 1


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("row", [LAWFUL, LAWFUL_ENDING])
def test_a_lawful_record_gives_nothing(code: str, row: dict[str, Any]) -> None:
    assert found(code, Register=[row], Reviews=[REVIEW]) == []


def test_each_message_is_plain() -> None:
    reviews = [
        REVIEW | {"outcome": None, "outcomes_recorded": None, "next_due": date(2028, 1, 1)},
        off("RV-002", AS_AT),
        off("RV-003", AS_AT),
    ]
    texts = [
        text
        for code in CODES
        for finding in run_rule(
            code, Register=[person(next_review_due=date(2028, 1, 1))], Reviews=reviews
        )[1]
        for text in (finding.message, finding.fix)
    ]
    assert len(texts) == 2 * 5
    assert all(is_plain(text) for text in texts)


@pytest.mark.parametrize(("held", "severity"), [(None, "prompt"), (date(2027, 5, 1), "info")])
def test_a_next_review_that_was_planned_late_is_put_right_by_holding_it(
    held: date | None, severity: str
) -> None:
    reviews = [
        REVIEW | {"next_due": date(2027, 6, 1)},
        REVIEW | {"review_id": "RV-002", "held": held, "next_due": None},
    ]
    _, findings = run_rule("R052", Register=[person(next_review_due=None)], Reviews=reviews)
    assert [f.severity for f in findings if f.row == "RV-001"] == [severity]


@pytest.mark.parametrize(
    ("last", "hits"), [(date(2026, 4, 30), True), (date(2026, 5, 1), False), (None, True)]
)
def test_a_review_that_stands_on_the_register_alone_was_held_too(
    last: date | None, hits: bool
) -> None:
    off = REVIEW | {"held": None, "cancelled_reason": "declined", "due": date(2026, 5, 1)}
    reviews = [off, off | {"review_id": "RV-002"}]
    assert bool(found("R053", Register=[person(last_review_date=last)], Reviews=reviews)) is hits
