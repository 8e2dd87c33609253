"""Light-touch reviews: each circumstance in which only a full review fits."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.people import ADMISSION, DISPUTE, REVIEW, ending, found, person, run_rule
from tests.rules.sentences import is_whole

BROKEN = "tomorrow or so"
DAY = date(2026, 5, 10)
LAST = REVIEW | {"review_id": "RV-000"}
LIGHT = REVIEW | {"kind": "annual", "type": "light-touch", "held": DAY}
PROBLEM = {"admitted": date(2026, 5, 1), "discharged": date(2026, 5, 3)}


def tables(
    review: dict[str, Any] | None = None,
    changes: dict[str, Any] | None = None,
    admission: dict[str, Any] | None = None,
    dispute: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """A person with a full review in April and a light one in May."""
    return {
        "Register": [person(**changes or {})],
        "Reviews": [LAST, LIGHT | (review or {})],
        "Admissions": [] if admission is None else [ADMISSION | admission],
        "Disputes": [] if dispute is None else [DISPUTE | dispute],
    }


def test_a_light_review_that_fits_gives_nothing() -> None:
    outcome, findings = run_rule("R046", **tables())
    assert (outcome.outcome, findings) == ("clean", [])


def test_full_reviews_and_endings_give_nothing() -> None:
    given = tables({"type": "full"}) | {"Register": [ending()]}
    assert run_rule("R046", **given)[0].outcome == "not-applicable"


@pytest.mark.parametrize(
    ("review", "field"),
    [
        ({"kind": "initial"}, "type"),
        ({"change_of_need": "yes"}, "change_of_need"),
        ({"crisis_since": "yes"}, "crisis_since"),
        ({"funding_change": "yes"}, "funding_change"),
        ({"outcome": "end proposed"}, "outcome"),
        ({"full_requested": "yes"}, "full_requested"),
    ],
)
def test_what_the_row_says(review: dict[str, Any], field: str) -> None:
    assert found("R046", **tables(review)) == [("RV-001", field)]


@pytest.mark.parametrize(
    "review",
    [{"change_of_need": "unknown"}, {"change_of_need": None}, {"crisis_since": BROKEN},
     {"held": None, "full_requested": "yes"}, {"held": BROKEN}],
)  # fmt: skip
def test_what_the_row_does_not_say(review: dict[str, Any]) -> None:
    assert found("R046", **tables(review)) == []


@pytest.mark.parametrize(
    "changes",
    [
        {"cto_start": date(2026, 1, 15)},
        {"cto_start": DAY},
        {"cto_start": date(2026, 1, 15), "cto_end": date(2026, 5, 11)},
        {"cd_start": DAY},
        {"cd_start": date(2026, 1, 15), "cd_end": date(2026, 5, 11)},
        {"dob": date(2008, 5, 11)},
        {"prison_released": DAY},
        {"prison_released": date(2025, 11, 10)},
        {"prison_start": date(2026, 2, 1), "prison_release_due": date(2026, 11, 10)},
    ],
)
def test_what_the_person_was_going_through(changes: dict[str, Any]) -> None:
    assert found("R046", **tables({}, changes)) == [("RV-001", "type")]


@pytest.mark.parametrize(
    "changes",
    [
        {"cto_start": date(2026, 5, 11)},
        {"cto_start": date(2026, 1, 15), "cto_end": DAY},
        {"cto_start": BROKEN},
        {"cd_start": date(2026, 1, 15), "cd_end": DAY},
        {"dob": date(2008, 5, 10)},
        {"dob": None},
        {"prison_released": date(2025, 11, 9)},
        {"prison_released": date(2026, 5, 11)},
        {"prison_start": date(2026, 2, 1), "prison_release_due": date(2026, 11, 11)},
        {"prison_start": date(2026, 2, 1), "prison_release_due": None},
        {"prison_release_due": date(2026, 11, 10)},
    ],
)
def test_what_was_over_or_yet_to_come(changes: dict[str, Any]) -> None:
    assert found("R046", **tables({}, changes)) == []


@pytest.mark.parametrize(
    ("admission", "hits"),
    [
        ({"admitted": date(2026, 4, 10)}, False),
        ({"admitted": date(2026, 4, 11)}, True),
        ({"admitted": DAY}, True),
        ({"admitted": date(2026, 5, 11)}, False),
        ({"admitted": DAY, "kind": "recall"}, True),
        ({"admitted": DAY, "kind": "planned respite"}, False),
        ({"admitted": DAY, "kind": None}, False),
        ({"admitted": BROKEN}, False),
        ({"admitted": DAY, "register_id": "V-404"}, False),
    ],
)
def test_admissions_since_the_review_before(admission: dict[str, Any], hits: bool) -> None:
    expected = [("RV-001", "type")] if hits else []
    assert found("R046", **tables(admission=admission)) == expected


@pytest.mark.parametrize(
    ("dispute", "hits"),
    [
        ({"raised": DAY}, True),
        ({"raised": date(2026, 5, 11)}, False),
        ({"raised": date(2026, 5, 1), "resolved": date(2026, 5, 11), "stage": "resolved"}, True),
        ({"raised": date(2026, 5, 1), "resolved": DAY, "stage": "resolved"}, False),
        ({"raised": date(2026, 5, 1), "stage": "resolved"}, False),
        ({"raised": BROKEN}, False),
    ],
)
def test_disputes_open_on_the_day(dispute: dict[str, Any], hits: bool) -> None:
    expected = [("RV-001", "type")] if hits else []
    assert found("R046", **tables(dispute=dispute)) == expected


LONG_AGO = {"discharge_date": date(2024, 1, 15), "detention_start": date(2023, 9, 1)}
NONE = {"last_review_date": None, "last_review_type": None}


@pytest.mark.parametrize(
    ("full", "day", "hits"),
    [
        (date(2024, 5, 10), date(2026, 5, 9), False),
        (date(2024, 5, 10), date(2026, 5, 10), False),
        (date(2024, 5, 10), date(2026, 5, 11), True),
        (BROKEN, date(2026, 5, 11), False),
    ],
)
def test_the_last_full_review(full: Any, day: date, hits: bool) -> None:
    reviews = [LAST | {"held": full}, LIGHT | {"held": day}]
    given = tables({}, LONG_AGO | NONE) | {"Reviews": reviews}
    assert found("R046", **given) == ([("RV-001", "type")] if hits else [])


def test_the_last_full_review_may_stand_on_the_register_alone() -> None:
    given = tables({}, LONG_AGO) | {"Reviews": [LAST | {"type": "light-touch"}, LIGHT]}
    assert ("RV-001", "type") not in found("R046", **given)
    given = tables({}, LONG_AGO | NONE) | {"Reviews": [LAST | {"type": "light-touch"}, LIGHT]}
    assert ("RV-001", "type") in found("R046", **given)


@pytest.mark.parametrize(
    ("discharged", "hits"), [(date(2024, 5, 10), False), (date(2024, 5, 9), True)]
)
def test_no_full_review_ever(discharged: date, hits: bool) -> None:
    changes = LONG_AGO | NONE | {"discharge_date": discharged}
    given = tables({}, changes) | {"Reviews": [LIGHT]}
    assert found("R046", **given) == ([("RV-001", "type")] if hits else [])


@pytest.mark.parametrize(
    ("discharged", "hits"), [(date(2025, 5, 11), True), (date(2025, 5, 10), False)]
)
def test_the_first_on_record_is_the_first_within_a_year_of_leaving(
    discharged: date, hits: bool
) -> None:
    changes = NONE | {"discharge_date": discharged, "detention_start": date(2024, 9, 1)}
    given = tables({}, changes) | {"Reviews": [LIGHT]}
    assert found("R046", **given) == ([("RV-001", "type")] if hits else [])


def test_a_review_of_an_earlier_episode_is_not_the_one_before() -> None:
    earlier = [LAST | {"held": date(2026, 1, 14)}, LIGHT]
    given = tables({}, NONE) | {"Reviews": earlier}
    assert found("R046", **given) == [("RV-001", "type")]


@pytest.mark.parametrize(
    ("changes", "given", "hits"),
    [
        ({}, {}, True),
        ({"discharge_date": date(2025, 5, 10), "detention_start": date(2024, 9, 1)}, {}, False),
        ({"cto_start": DAY}, {"Reviews": [LAST]}, True),
        ({}, {"Reviews": [LAST]}, False),
        ({"cto_start": DAY}, {"Reviews": [LAST, LIGHT | {"type": "full"}]}, False),
        ({"last_review_date": BROKEN}, {}, False),
        ({}, {"Reviews": [LAST], "Disputes": [DISPUTE | {"raised": DAY}]}, True),
        ({}, {"Reviews": [LAST], "Admissions": [ADMISSION | PROBLEM]}, True),
        ({"cd_start": DAY}, {"Reviews": [LAST]}, True),
        ({"dob": date(2008, 5, 11)}, {"Reviews": [LAST]}, True),
        ({"prison_released": DAY}, {"Reviews": [LAST]}, True),
        (
            {"prison_start": date(2026, 2, 1), "prison_release_due": date(2026, 11, 10)},
            {"Reviews": [LAST]},
            True,
        ),
        (LONG_AGO, {"Reviews": [LAST | {"held": date(2024, 5, 9)}]}, True),
        (LONG_AGO, {"Reviews": [LAST | {"held": date(2024, 5, 10)}]}, False),
        (LONG_AGO, {}, True),
    ],
)
def test_a_light_last_review_that_stands_on_the_register_alone(
    changes: dict[str, Any], given: dict[str, Any], hits: bool
) -> None:
    light = {"last_review_date": DAY, "last_review_type": "light-touch"} | changes
    alone = tables({}, light) | {"Reviews": []} | given
    assert found("R046", **alone) == ([("V-001", "last_review_type")] if hits else [])


@pytest.mark.parametrize("on_register", [True, False])
def test_a_review_on_the_day_of_leaving_is_the_one_before(on_register: bool) -> None:
    left = date(2026, 1, 15)
    changes = {"last_review_date": left} if on_register else NONE
    reviews = [LIGHT] if on_register else [LAST | {"held": left}, LIGHT]
    assert found("R046", **tables({}, changes) | {"Reviews": reviews}) == []


def test_a_last_review_before_leaving_hospital_is_not_the_one_before() -> None:
    given = tables({}, {"last_review_date": date(2026, 1, 14)}) | {"Reviews": [LIGHT]}
    assert found("R046", **given) == [("RV-001", "type")]


def test_a_light_review_of_the_register_is_no_full_one() -> None:
    changes = LONG_AGO | {"last_review_type": "light-touch"}
    given = tables({}, changes) | {"Reviews": [LIGHT]}
    assert ("RV-001", "type") in found("R046", **given)


@pytest.mark.parametrize("earlier", [True, False])
def test_where_the_day_of_leaving_is_not_known_admissions_count_from_a_review_alone(
    earlier: bool,
) -> None:
    changes = NONE | {"detention_start": BROKEN}
    given = tables({}, changes, PROBLEM) | {"Reviews": [LAST, LIGHT] if earlier else [LIGHT]}
    messages = [f.message for f in run_rule("R046", **given)[1]]
    assert any("admitted" in message for message in messages) is earlier


def test_each_message_is_whole() -> None:
    said = {"change_of_need": "yes", "crisis_since": "yes", "funding_change": "yes",
            "outcome": "end proposed", "full_requested": "yes", "kind": "initial"}  # fmt: skip
    troubles = LONG_AGO | NONE | {"cto_start": DAY, "cd_start": DAY, "dob": date(2009, 5, 11),
                                  "prison_released": date(2026, 5, 1)}  # fmt: skip
    given = tables(said, troubles, PROBLEM, {"raised": DAY}) | {"Reviews": [LIGHT | said]}
    findings = run_rule("R046", **given)[1]
    assert len(findings) == 13
    assert [f.message for f in findings if not is_whole(f)] == []


@pytest.mark.parametrize(
    ("later", "status", "severity"),
    [
        ({}, "ACTIVE", "info"),
        ({"type": "light-touch"}, "ACTIVE", "risk"),
        ({"type": None}, "ACTIVE", "risk"),
        ({"held": DAY}, "ACTIVE", "risk"),
        ({"held": None}, "ACTIVE", "risk"),
        ({"held": None}, "DECEASED", "info"),
        ({"held": None}, None, "risk"),
    ],
)
@pytest.mark.parametrize("why", [{"change_of_need": "yes"}, {"kind": "initial"}])
def test_a_light_review_is_put_right_by_a_full_one(
    why: dict[str, Any], later: dict[str, Any], status: str | None, severity: str
) -> None:
    given = tables(why, {"record_status": status})
    given["Reviews"].append(REVIEW | {"review_id": "RV-002", "held": date(2026, 6, 1)} | later)
    findings = run_rule("R046", **given)[1]
    assert {f.severity for f in findings if f.row == "RV-001"} == {severity}


@pytest.mark.parametrize(("status", "severity"), [("ACTIVE", "risk"), ("DECEASED", "info")])
def test_a_light_last_review_of_a_closed_record_is_for_information(
    status: str, severity: str
) -> None:
    row = person(last_review_type="light-touch", cto_start=date(2026, 2, 1), record_status=status)
    given = tables() | {"Register": [row], "Reviews": []}
    assert {f.severity for f in run_rule("R046", **given)[1]} == {severity}


def test_a_light_review_before_it_is_a_review_before_it() -> None:
    given = tables()
    given["Reviews"][0] = LAST | {"type": "light-touch"}
    rows = [(f.row, f.message) for f in run_rule("R046", **given)[1]]
    assert any(row == "RV-000" and "first review" in message for row, message in rows)
    assert not any(row == "RV-001" and "first review" in message for row, message in rows)


def test_an_admission_is_not_told_to_be_since_a_review_that_cannot_be_read() -> None:
    given = tables(admission=PROBLEM)
    assert run_rule("R046", **given)[1] != []
    given["Reviews"][0] = LAST | {"held": BROKEN}
    given["Register"][0] |= NONE
    assert [f for f in run_rule("R046", **given)[1] if "admitted" in f.message] == []
