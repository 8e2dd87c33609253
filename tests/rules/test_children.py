"""Children and young people: no age limit, and a planned passage to adult services."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.people import ending, found, person, run_rule
from tests.rules.speech import is_plain, spoken

AT_18 = date(2008, 6, 30)  # 18 on the as-at date, 30 June 2026
LED: dict[str, Any] = {"cyp_lead": "CAMHS team", "ehcp": "no", "looked_after": "no"}


def child(dob: date = date(2010, 2, 1), **changes: Any) -> dict[str, Any]:
    return person(dob=dob, **(LED | changes))


@pytest.mark.parametrize("field", ["cyp_lead", "ehcp", "looked_after"])
def test_a_childs_record_says_who_leads_and_what_is_in_place(field: str) -> None:
    assert found("R094", Register=[child() | {field: None}]) == [("V-001", field)]
    assert found("R094", Register=[child()]) == []


@pytest.mark.parametrize(
    ("dob", "hit"), [(date(2008, 6, 29), 0), (AT_18, 0), (date(2008, 7, 1), 1)]
)
def test_a_person_is_a_child_until_the_18th_birthday(dob: date, hit: int) -> None:
    assert found("R094", Register=[child(dob, cyp_lead=None)]) == [("V-001", "cyp_lead")] * hit


@pytest.mark.parametrize("code", ["R094", "R095"])
@pytest.mark.parametrize("dob", [None, "2010ish"])
def test_a_person_of_unknown_age_is_not_tested(code: str, dob: str | None) -> None:
    row = person(dob=dob)
    outcome, findings = run_rule(code, Register=[row])
    assert (findings, outcome.untested) == ([], 1)


@pytest.mark.parametrize(
    ("dob", "hit"),
    [
        (date(2008, 12, 31), 1),  # 17 and a half on 30 June, as there is no 31 June
        (date(2008, 12, 30), 1),
        (date(2009, 1, 1), 0),
        (date(2008, 7, 1), 1),
        (AT_18, 0),
    ],
)
def test_a_transition_plan_is_asked_from_17_and_a_half_to_18(dob: date, hit: int) -> None:
    assert found("R095", Register=[child(dob)]) == [("V-001", "transition_plan_date")] * hit


def test_the_message_names_the_eighteenth_birthday() -> None:
    (finding,) = run_rule("R095", Register=[child(date(2008, 12, 1))])[1]
    assert "1 Dec 2026" in finding.message


def test_with_a_transition_plan_nothing_is_asked() -> None:
    row = child(date(2008, 12, 1), transition_plan_date=date(2026, 6, 1))
    assert run_rule("R095", Register=[row])[0].outcome == "clean"


@pytest.mark.parametrize(
    ("ended", "hit"),
    [
        (date(2026, 2, 1), 0), (date(2026, 2, 2), 1), (date(2026, 5, 3), 1),
        (date(2026, 8, 1), 1), (date(2026, 8, 2), 0),
    ],
)  # fmt: skip
def test_an_ending_within_90_days_of_18_for_age_is_found(ended: date, hit: int) -> None:
    row = ending(dob=date(2008, 5, 3), end_reason="X11", end_date=ended)
    assert found("R096", Register=[row], as_at=date(2026, 9, 1)) == [("V-001", "end_reason")] * hit


@pytest.mark.parametrize("changes", [{"end_reason": "L1"}, {"dob": date(1961, 5, 29)}])
def test_another_ending_is_not_one_for_turning_18(changes: dict[str, Any]) -> None:
    row = ending(dob=date(2008, 5, 3), end_reason="X11", end_date=date(2026, 5, 3))
    assert found("R096", Register=[row | changes]) == []


@pytest.mark.parametrize("reason", ["X11; L1", "L1; X11"])
def test_age_as_one_of_several_reasons_is_found(reason: str) -> None:
    row = ending(dob=date(2008, 5, 3), end_reason=reason, end_date=date(2026, 5, 3))
    assert found("R096", Register=[row]) == [("V-001", "end_reason")]


@pytest.mark.parametrize("field", ["dob", "end_date", "end_reason"])
@pytest.mark.parametrize("cell", [None, "??"])
def test_an_ending_of_unknown_age_day_or_reason_is_not_tested(field: str, cell: str | None) -> None:
    row = ending(dob=date(2008, 5, 3), end_reason="X11", end_date=date(2026, 5, 3))
    outcome, findings = run_rule("R096", Register=[row | {field: cell}])
    assert (findings, outcome.untested) == ([], 1)


@pytest.mark.parametrize("status", ["PROSPECTIVE", "NOT-ENTITLED", "TRANSFERRED-OUT", "ENDED"])
@pytest.mark.parametrize("dob", [date(2010, 2, 1), None])
def test_a_person_shut_out_as_under_18_is_found(status: str, dob: date | None) -> None:
    row = person(dob=dob, record_status=status, status_reason="under 18")
    _, findings = run_rule("R097", Register=[row])
    assert [(f.field, f.severity) for f in findings] == [("status_reason", "unlawful")]


@pytest.mark.parametrize(
    ("ended", "hit"), [(date(2026, 2, 1), 1), (date(2026, 2, 2), 0), (date(2026, 5, 2), 0)]
)
def test_an_ending_for_age_well_before_18_is_found(ended: date, hit: int) -> None:
    row = ending(dob=date(2008, 5, 3), end_reason="X11", end_date=ended)
    assert found("R097", Register=[row]) == [("V-001", "end_reason")] * hit
    assert found("R096", Register=[row]) == [("V-001", "end_reason")] * (1 - hit)


def test_an_age_that_only_adds_to_a_decision_on_the_need_shuts_nobody_out() -> None:
    row = ending(dob=date(2010, 5, 3), end_date=date(2026, 2, 1))
    assert found("R097", Register=[row | {"end_reason": "X8; X11"}]) == [("V-001", "end_reason")]
    assert found("R097", Register=[row | {"end_reason": "L1; X11"}]) == []


@pytest.mark.parametrize("status", ["DECEASED", "NOT-ENTITLED"])
def test_a_child_who_died_or_has_no_right_needs_no_lead(status: str) -> None:
    row = child(date(2010, 2, 1), cyp_lead=None, record_status=status)
    assert run_rule("R094", Register=[row])[0].outcome == "not-applicable"


BORN = date(2008, 2, 29)


@pytest.mark.parametrize(
    ("setting", "as_at", "young"),
    [
        (None, date(2026, 2, 28), True),
        (None, date(2026, 3, 1), False),
        ("1 March", date(2026, 2, 28), True),
        ("28 February", date(2026, 2, 27), True),
        ("28 February", date(2026, 2, 28), False),
    ],
)
def test_the_birthday_of_29_february_is_local_policy(
    setting: str | None, as_at: date, young: bool
) -> None:
    row = child(BORN, cyp_lead=None)
    settings = {"leap_birthday": setting} if setting else {}
    assert bool(found("R094", Register=[row], as_at=as_at, settings=settings)) is young


@pytest.mark.parametrize(
    "row",
    [
        child(),
        child(status_reason="under 18"),
        child(record_status="NOT-ENTITLED", status_reason="never qualified"),
        ending(dob=date(2010, 2, 1)),
    ],
    ids=["served", "served with an old reason", "another reason", "ended lawfully"],
)
def test_a_child_who_is_not_shut_out_for_age_passes(row: dict[str, Any]) -> None:
    assert found("R097", Register=[row]) == []


@pytest.mark.parametrize(
    "row",
    [
        person(record_status=None, status_reason="under 18"),
        person(record_status="NOT-ENTITLED", status_reason=None),
        person(record_status="NOT-ENTITLED", status_reason="young"),
    ],
    ids=["no status", "no reason", "unreadable reason"],
)
def test_a_reason_that_is_not_known_is_not_tested(row: dict[str, Any]) -> None:
    outcome, findings = run_rule("R097", Register=[row])
    assert (findings, outcome.untested) == ([], 1)


def test_every_message_is_a_finished_sentence() -> None:
    rows = [
        person(dob=date(2008, 12, 1)),
        ending(dob=date(2008, 6, 1), end_reason="X11"),
        person(record_status="NOT-ENTITLED", status_reason="under 18"),
    ]
    texts = spoken(("R094", "R095", "R096", "R097"), Register=rows)
    assert [text for text in texts if not is_plain(text)] == []
