"""What a plan and an assessment left on record."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.people import (
    AS_AT,
    LAWFUL,
    LAWFUL_ENDING,
    REVIEW,
    SERVICE,
    ending,
    found,
    person,
    run_rule,
)
from tests.rules.speech import is_plain

DAY = timedelta(1)
BROKEN = "tomorrow or so"
CODES = ("R056", "R058", "R059", "R060", "R061", "R064", "R065", "R106", "R109")


@pytest.mark.parametrize(
    ("code", "key"),
    [("R056", "plan_shared_date"), ("R060", "assessment_date"), ("R064", "person_voice"),
     ("R061", "assessment_la"), ("R061", "assessment_nhs")],
)  # fmt: skip
def test_what_the_record_must_show(code: str, key: str) -> None:
    assert found(code, Register=[person()]) == []
    assert found(code, Register=[person(**{key: None})]) == [("V-001", key)]
    assert found(code, Register=[person(**{key: None, "record_status": "PROSPECTIVE"})]) == []
    assert found(code, Register=[person(**{key: None, "record_status": "NOT-ENTITLED"})]) == []


@pytest.mark.parametrize("key", ["assessment_la", "assessment_nhs"])
def test_both_bodies_assess(key: str) -> None:
    assert found("R061", Register=[person(**{key: "no"})]) == [("V-001", key)]
    assert found("R061", Register=[person(**{key: "perhaps"})]) == []


@pytest.mark.parametrize(
    ("code", "key"), [("R056", "plan_shared_date"), ("R060", "assessment_date")]
)
def test_a_day_that_cannot_be_read_is_not_tested(code: str, key: str) -> None:
    assert run_rule(code, Register=[person(**{key: BROKEN})])[0].untested == 1


@pytest.mark.parametrize(
    ("changes", "hits"),
    [
        ({}, False),
        ({"end": AS_AT + DAY}, False),
        ({"end": AS_AT}, False),
        ({"end": AS_AT - DAY}, True),
        ({"is_s117": "no"}, True),
        ({"is_s117": None}, False),
        ({"end": BROKEN}, False),
        ({"register_id": "V-999"}, True),
    ],
)
def test_a_plan_lists_services(changes: dict[str, Any], hits: bool) -> None:
    expected = [("V-001", "plan_ref")] if hits else []
    assert found("R058", Register=[person()], Services=[SERVICE | changes]) == expected


@pytest.mark.parametrize(
    ("changes", "hits"),
    [
        ({}, False),
        ({"is_s117": None}, True),
        ({"is_s117": "no"}, False),
        ({"is_s117": None, "end": AS_AT + DAY}, True),
        ({"is_s117": None, "end": AS_AT}, True),
        ({"is_s117": None, "end": AS_AT - DAY}, False),
        ({"is_s117": None, "end": BROKEN}, False),
        ({"is_s117": None, "register_id": "V-999"}, False),
    ],
)
def test_a_plan_tells_aftercare_apart(changes: dict[str, Any], hits: bool) -> None:
    expected = [("V-001", "plan_ref")] if hits else []
    assert found("R059", Register=[person()], Services=[SERVICE | changes]) == expected


@pytest.mark.parametrize("code", ["R058", "R059"])
def test_with_no_services_at_all_a_plan_is_not_judged_by_them(code: str) -> None:
    assert run_rule(code, Register=[person()], Services=[])[0].outcome == "not-applicable"
    assert run_rule(code, Register=[person()])[0].outcome == "not-run"
    assert run_rule(code, Register=[ending()], Services=[SERVICE])[0].outcome == "not-applicable"


STOCK = "The person is happy with  the plan."


def crowd(number: int, **changes: Any) -> list[dict[str, Any]]:
    """So many people, each with a council id of their own."""
    own = {"nhs_number": None, "nhs_number_reason": "none issued"}
    return [
        person(register_id=f"V-{n:03}", la_person_id=f"LA-{n}", **own) | changes
        for n in range(number)
    ]


def test_the_same_words_for_five_people() -> None:
    for key in ("person_voice", "end_rationale"):
        others = {"person_voice": None, "end_rationale": None}
        rows = crowd(5, **others | {key: STOCK})
        rows[0][key] = STOCK.upper().replace("  ", " ")
        assert [f for _, f in found("R065", Register=rows)] == [key] * 5
        assert found("R065", Register=rows[:4]) == []


def test_short_answers_and_one_persons_own_words_are_no_copies() -> None:
    assert found("R065", Register=crowd(5, person_voice="See care plan")) == []
    same = crowd(5, person_voice=STOCK, la_person_id="LA-1")
    assert found("R065", Register=same) == []
    nameless = crowd(5, person_voice=STOCK, la_person_id=None)
    assert len(found("R065", Register=nameless)) == 5


@pytest.mark.parametrize(
    ("table", "row", "name", "key"),
    [
        ("Services", SERVICE, "service_id", "link_rationale"),
        ("Reviews", REVIEW, "review_id", "outcomes_recorded"),
    ],
)
def test_the_same_words_in_a_child_table(
    table: str, row: dict[str, Any], name: str, key: str
) -> None:
    people = crowd(5, person_voice=None)
    rows = [row | {"register_id": p["register_id"], name: f"C-{n}"} for n, p in enumerate(people)]
    assert len(found("R065", **{"Register": people, table: rows})) == 5
    one = [each | {"register_id": "V-000"} for each in rows]
    assert found("R065", **{"Register": people, table: one}) == []
    assert found("R065", **{"Register": people, table: [each | {key: None} for each in rows]}) == []


NONE = {"last_review_date": None, "last_review_type": None, "open_case": "none"}


@pytest.mark.parametrize(
    ("changes", "hits"),
    [
        (NONE, True),
        ({"open_case": "none"}, False),
        (NONE | {"last_review_date": date(2026, 1, 14)}, True),
        (NONE | {"open_case": "LA"}, False),
        (NONE | {"open_case": "unknown"}, False),
        (NONE | {"open_case": None}, False),
        (NONE | {"last_review_date": BROKEN}, False),
        (NONE | {"record_status": "ENDED"}, False),
    ],
)
def test_somebody_holds_the_case(changes: dict[str, Any], hits: bool) -> None:
    expected = [("V-001", "open_case")] if hits else []
    assert found("R106", Register=[person(**changes)], Reviews=[]) == expected


@pytest.mark.parametrize(
    ("held", "hits"),
    [(date(2025, 6, 29), True), (date(2025, 6, 30), False), (date(2025, 7, 1), False)],
)
def test_a_review_in_the_last_year_will_do(held: date, hits: bool) -> None:
    long_ago = {"detention_start": date(2023, 9, 1), "discharge_date": date(2024, 1, 15)}
    row = person(**NONE | long_ago | {"last_review_date": held})
    assert found("R106", Register=[row], Reviews=[]) == ([("V-001", "open_case")] if hits else [])


LEFT = date(2026, 1, 15)


@pytest.mark.parametrize(
    ("day", "hits"),
    [
        (LEFT, False),
        (LEFT + 2 * DAY, False),
        (LEFT + 3 * DAY, False),
        (LEFT + 4 * DAY, True),
        (None, True),
        (BROKEN, False),
    ],
)
def test_somebody_sees_the_person_soon(day: Any, hits: bool) -> None:
    expected = [("V-001", "follow_up_72h")] if hits else []
    assert found("R109", Register=[person(follow_up_72h=day)]) == expected


@pytest.mark.parametrize(("ago", "hits"), [(2, False), (3, False), (4, True)])
def test_a_follow_up_has_three_days(ago: int, hits: bool) -> None:
    row = person(discharge_date=AS_AT - ago * DAY, follow_up_72h=None)
    assert found("R109", Register=[row]) == ([("V-001", "follow_up_72h")] if hits else [])


def test_an_old_follow_up_is_for_information() -> None:
    row = ending(follow_up_72h=None)
    assert [f.severity for f in run_rule("R109", Register=[row])[1]] == ["info"]


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("row", [LAWFUL, LAWFUL_ENDING])
def test_a_lawful_record_gives_nothing(code: str, row: dict[str, Any]) -> None:
    assert found(code, Register=[row], Services=[SERVICE], Reviews=[REVIEW]) == []


def test_each_message_is_plain() -> None:
    bare = dict.fromkeys(
        ("plan_shared_date", "assessment_date", "assessment_la", "person_voice", "follow_up_72h")
    )
    rows = [
        person(**bare | NONE),
        person(register_id="V-002", follow_up_72h=LEFT + 4 * DAY),
        *crowd(5, person_voice=STOCK),
    ]
    services = [SERVICE | {"is_s117": None}]
    texts = [
        text
        for code in CODES
        for finding in run_rule(code, Register=rows, Services=services, Reviews=[])[1]
        for text in (finding.message, finding.fix)
    ]
    assert len(texts) == 2 * 19
    assert all(is_plain(text) for text in texts)


@pytest.mark.parametrize(
    ("died", "hits"),
    [(date(2026, 1, 18), False), (date(2026, 1, 19), True), (None, True), (BROKEN, False)],
)
def test_nobody_follows_up_a_person_who_died_before(died: Any, hits: bool) -> None:
    row = person(follow_up_72h=None, dod=died)
    assert bool(found("R109", Register=[row])) is hits


WORDS = st.sampled_from(
    ["x" * 19, "y" * 20, "Y" * 20, "a b " * 5, " A  B " + "a b " * 4, "z" * 21, None]
)
PEOPLE = st.sampled_from(["9990000018", "9990000026", "9990000034", "9990000042", None])


def _copied(entries: list[tuple[str | None, str | None]], many: int) -> list[int]:
    """The numbers of the rows whose words stand with so many people, as one would count them."""
    plain = [" ".join((text or "").casefold().split()) for _, text in entries]
    found = []
    for n, words in enumerate(plain):
        if len(words) >= 20:
            same = [m for m, other in enumerate(plain) if other == words]
            somebody = {entries[m][0] or f"row {m}" for m in same}
            found += [n] if len(somebody) >= many else []
    return found


@given(st.lists(st.tuples(PEOPLE, WORDS), min_size=1, max_size=12))
def test_copied_words_are_counted_by_people(entries: list[tuple[str | None, str | None]]) -> None:
    rows = [
        person(register_id=f"V-{n}", nhs_number=who, la_person_id=None, person_voice=text)
        for n, (who, text) in enumerate(entries)
    ]
    settings = {"copied_narrative_people": 3}
    places = found("R065", Register=rows, Services=[], Reviews=[], settings=settings)
    expected = [(f"V-{n}", "person_voice") for n in _copied(entries, 3)]
    assert sorted(places) == sorted(expected)


@given(st.lists(st.tuples(PEOPLE, WORDS), min_size=1, max_size=12))
def test_copied_words_of_services_are_counted_by_people(
    entries: list[tuple[str | None, str | None]],
) -> None:
    numbers = ["9990000018", "9990000026", "9990000034", "9990000042"]
    rows = [
        person(register_id=f"V-{n}", nhs_number=who, la_person_id=None, person_voice=None)
        for n, who in enumerate(numbers)
    ]
    services = [
        SERVICE | {"service_id": f"S-{n}", "link_rationale": text,
                   "register_id": f"V-{numbers.index(who)}" if who else "V-404"}
        for n, (who, text) in enumerate(entries)
    ]  # fmt: skip
    settings = {"copied_narrative_people": 3}
    places = found("R065", Register=rows, Services=services, Reviews=[], settings=settings)
    assert sorted(places) == sorted((f"S-{n}", "link_rationale") for n in _copied(entries, 3))
