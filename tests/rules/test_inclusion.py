"""Nobody is shut out; everybody can take part and know their rights."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.people import ending, found, person, run_rule
from tests.rules.speech import is_plain, spoken

GIVEN = date(2026, 1, 12)


@pytest.mark.parametrize("status", ["PROSPECTIVE", "NOT-ENTITLED", "TRANSFERRED-OUT", "ENDED"])
@pytest.mark.parametrize("nrpf", ["yes", "unknown", None])
def test_a_person_shut_out_for_want_of_recourse_is_found(status: str, nrpf: str | None) -> None:
    row = person(record_status=status, nrpf=nrpf, status_reason="no recourse to public funds")
    assert found("R092", Register=[row]) == [("V-001", "status_reason")]


@pytest.mark.parametrize("reason", ["X15", "X15; L1", "X8; X15"])
def test_an_ending_for_immigration_status_is_found(reason: str) -> None:
    row = ending(nrpf="yes", end_reason=reason)
    assert found("R092", Register=[row]) == [("V-001", "end_reason")]


@pytest.mark.parametrize("reason", ["L1; X15", "L5; X15", "L1"])
def test_where_the_need_decided_nobody_is_shut_out(reason: str) -> None:
    assert found("R092", Register=[ending(nrpf="yes", end_reason=reason)]) == []


@pytest.mark.parametrize(
    ("code", "blank"),
    [("R100", "advocacy_offered"), ("R101", "communication_need"), ("R102", "ethnic_category"),
     ("R103", "carer_consent"), ("R104", "rights_leaflet_date")],
)  # fmt: skip
def test_nothing_is_asked_of_a_person_who_has_died(code: str, blank: str) -> None:
    row = person(carer_name="A carer", carer_assessment_offered=date(2026, 1, 1), **{blank: None})
    assert found(code, Register=[row]) == [("V-001", blank)]
    assert found(code, Register=[row | {"record_status": None}])[:1] == (
        [("V-001", blank)] if code in ("R101", "R102", "R103") else []
    )
    died = run_rule(code, Register=[row | {"record_status": "DECEASED"}])
    assert (died[0].outcome, died[1]) == ("not-applicable", [])


@pytest.mark.parametrize(
    "row",
    [
        person(nrpf="yes"),
        person(nrpf="yes", status_reason="no recourse to public funds"),
        person(nrpf="yes", record_status="NOT-ENTITLED", status_reason="never qualified"),
        ending(nrpf="yes"),
        ending(nrpf="no", end_reason="X15"),
    ],
    ids=["served", "served with an old reason", "another reason", "ended lawfully", "no flag"],
)
def test_a_person_who_is_not_shut_out_for_it_passes(row: dict[str, Any]) -> None:
    assert found("R092", Register=[row]) == []


@pytest.mark.parametrize(
    "row",
    [
        person(nrpf="yes", record_status=None, status_reason="no recourse to public funds"),
        person(nrpf="yes", record_status="NOT-ENTITLED", status_reason=None),
        person(nrpf="yes", record_status="NOT-ENTITLED", status_reason="??"),
    ],
    ids=["no status", "no reason", "unreadable reason"],
)
def test_a_reason_that_is_not_known_is_not_tested(row: dict[str, Any]) -> None:
    outcome, findings = run_rule("R092", Register=[row])
    assert (findings, outcome.untested) == ([], 1)


def test_no_recourse_is_unlawful_and_marked_so() -> None:
    row = person(record_status="NOT-ENTITLED", status_reason="no recourse to public funds")
    assert run_rule("R092", Register=[row])[1][0].severity == "unlawful"


@pytest.mark.parametrize(
    ("code", "changes", "fields"),
    [
        ("R100", {"advocacy_offered": None}, ["advocacy_offered"]),
        ("R100", {"advocacy_type": None}, ["advocacy_type"]),
        ("R100", {"advocacy_offered": None, "advocacy_type": None}, ["advocacy_offered"]),
        ("R100", {"advocacy_type": "declined"}, []),
        ("R101", {"communication_need": None}, ["communication_need"]),
        ("R101", {"communication_need": "BSL; large print"}, []),
        ("R101", {"interpreter_needed": None}, []),
        ("R101", {"interpreter_needed": "unknown"}, ["interpreter_needed"]),
        ("R102", {"ethnic_category": None}, ["ethnic_category"]),
        ("R102", {"ethnic_category": "Z"}, ["ethnic_category"]),
        ("R102", {"ethnic_category": 99}, ["ethnic_category"]),
        ("R102", {"ethnic_category": "S"}, []),
        ("R103", {"carer_name": "Sam"}, ["carer_assessment_offered", "carer_consent"]),
        ("R103", {"carer_name": "Sam", "carer_consent": "no"}, ["carer_assessment_offered"]),
        ("R103", {"carer_name": "Sam", "carer_assessment_offered": GIVEN}, ["carer_consent"]),
        ("R103", {"carer_name": "Sam", "carer_assessment_offered": GIVEN,
                  "carer_consent": "unknown"}, ["carer_consent"]),
        ("R103", {"carer_name": "Sam", "carer_assessment_offered": GIVEN,
                  "carer_consent": "yes"}, []),
        ("R104", {"rights_leaflet_date": None}, ["rights_leaflet_date"]),
        ("R104", {"rights_leaflet_format": None}, ["rights_leaflet_format"]),
        ("R104", {"rights_leaflet_date": None, "rights_leaflet_format": None},
         ["rights_leaflet_date"]),
        ("R104", {"rights_leaflet_format": "Easy Read"}, []),
    ],
)  # fmt: skip
def test_what_lets_a_person_take_part_is_recorded(
    code: str, changes: dict[str, Any], fields: list[str]
) -> None:
    assert found(code, Register=[person(**changes)]) == [("V-001", field) for field in fields]


@pytest.mark.parametrize("code", ["R100", "R101", "R102", "R104"])
def test_a_full_record_passes(code: str) -> None:
    assert run_rule(code, Register=[person()])[0].outcome == "clean"


@pytest.mark.parametrize(
    ("code", "field"),
    [
        ("R100", "advocacy_offered"),
        ("R101", "communication_need"),
        ("R102", "ethnic_category"),
        ("R104", "rights_leaflet_date"),
    ],
)
def test_what_cannot_be_read_is_not_tested(code: str, field: str) -> None:
    outcome, findings = run_rule(code, Register=[person(**{field: "??"})])
    assert (findings, outcome.untested) == ([], 1)


def test_a_carers_answer_that_cannot_be_read_is_not_tested() -> None:
    outcome, findings = run_rule("R103", Register=[person(carer_name="Sam", carer_consent="??")])
    assert (findings, outcome.untested) == ([], 1)


@pytest.mark.parametrize("status", ["PROSPECTIVE", "NOT-ENTITLED"])
@pytest.mark.parametrize("code", ["R100", "R104"])
def test_what_comes_with_the_plan_is_not_asked_before_it(code: str, status: str) -> None:
    row = person(record_status=status, advocacy_offered=None, rights_leaflet_date=None)
    assert run_rule(code, Register=[row])[0].outcome == "not-applicable"


def test_with_no_carer_there_is_nobody_to_ask() -> None:
    assert run_rule("R103", Register=[person()])[0].outcome == "not-applicable"


def test_every_message_is_a_finished_sentence() -> None:
    rows = [
        person(record_status="NOT-ENTITLED", status_reason="no recourse to public funds"),
        ending(nrpf="yes", end_reason="X15"),
        person(advocacy_offered=None, rights_leaflet_date=None, carer_name="Sam"),
        person(advocacy_type=None, rights_leaflet_format=None, ethnic_category=99),
        person(communication_need=None, interpreter_needed="unknown"),
    ]
    texts = spoken(("R092", "R100", "R101", "R102", "R103", "R104"), Register=rows)
    assert [text for text in texts if not is_plain(text)] == []
