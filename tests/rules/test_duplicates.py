"""One row for each episode, one live episode for each person, one id for each row."""

from __future__ import annotations

from datetime import date
from itertools import permutations
from typing import Any

import pytest

from s117xl.register.schema import TABLES
from tests.people import (
    ADMISSION,
    DISPUTE,
    LAWFUL,
    LAWFUL_ENDING,
    REVIEW,
    SERVICE,
    found,
    person,
    run_rule,
)
from tests.rules.speech import is_plain, spoken

A, B = "9434765919", "4010232137"
ELSE = {
    "register_id": "V-002",
    "la_person_id": "LA-002",
    "nhs_number": B,
    "surname": "Other",
    "forename": "Robin",
    "dob": date(1970, 2, 3),
    "postcode": "LS2 7EY",
}
"""What makes the lawful record another person's."""

FIRST = person(nhs_number=A)
SECOND = person(**ELSE)


def both(field: str) -> list[tuple[str, str]]:
    return [("V-001", field), ("V-002", field)]


def test_two_people_do_not_clash() -> None:
    for code in ("R112", "R113", "R114", "R202"):
        assert found(code, Register=[FIRST, SECOND]) == []


def test_one_number_with_two_dates_of_birth_marks_both_rows() -> None:
    row = SECOND | {"nhs_number": A}
    assert found("R112", Register=[FIRST, row]) == both("nhs_number")


def test_one_number_with_one_date_of_birth_passes() -> None:
    row = SECOND | {"nhs_number": A, "dob": LAWFUL["dob"]}
    assert found("R112", Register=[FIRST, row]) == []


@pytest.mark.parametrize(
    ("surname", "forename"),
    [("Example", "Avery"), ("EXAMPLE", "avery"), (" Exam-ple", "Avéry"), ("Exam'ple", "Av ery")],
)
def test_one_name_and_birth_with_two_numbers_marks_both_rows(surname: str, forename: str) -> None:
    row = SECOND | {"surname": surname, "forename": forename, "dob": LAWFUL["dob"]}
    assert found("R112", Register=[FIRST, row]) == both("nhs_number")


@pytest.mark.parametrize("changes", [{"dob": date(1970, 2, 3)}, {"forename": "Robin"}])
def test_people_who_share_a_name_or_a_birthday_pass(changes: dict[str, Any]) -> None:
    row = FIRST | {"register_id": "V-002", "nhs_number": B} | changes
    assert found("R112", Register=[FIRST, row]) == []


@pytest.mark.parametrize("changes", [{"nhs_number": None}, {"nhs_number": "12"}, {"dob": "?"}])
def test_an_unknown_identity_is_not_compared(changes: dict[str, Any]) -> None:
    row = SECOND | {"surname": "Example", "forename": "Avery"} | changes
    outcome, findings = run_rule("R112", Register=[FIRST, row])
    assert (findings, outcome.untested) == ([], 1)


@pytest.mark.parametrize(
    "same",
    [
        {"nhs_number": A},
        {"nhs_number": "943 476 5919", "la_person_id": "LA-001"},
        {"nhs_number": None, "la_person_id": "la-001"},
        {"nhs_number": "12", "la_person_id": "LA-001"},
    ],
    ids=["number", "number and id", "id alone", "id beside a bad number"],
)
@pytest.mark.parametrize("status", ["ACTIVE", "ACTIVE-PRISON"])
def test_two_live_episodes_of_one_person_mark_both_rows(same: dict[str, Any], status: str) -> None:
    row = SECOND | {"record_status": status} | same
    assert found("R113", Register=[FIRST, row]) == both("record_status")


@pytest.mark.parametrize("status", ["SUPERSEDED", "ENDED", "PROSPECTIVE", "??"])
def test_one_live_episode_beside_others_passes(status: str) -> None:
    row = SECOND | {"nhs_number": A, "record_status": status}
    assert found("R113", Register=[FIRST, row]) == []


def test_a_council_id_beside_two_numbers_tells_nobody() -> None:
    rows = [
        FIRST,
        SECOND | {"la_person_id": "LA-001"},
        SECOND | {"register_id": "V-003", "nhs_number": None, "la_person_id": "LA-001"},
    ]
    assert found("R113", Register=rows) == []


def test_a_live_record_of_nobody_is_not_tested() -> None:
    row = person(nhs_number=None, la_person_id=None)
    assert run_rule("R113", Register=[row])[0].untested == 1


ALIKE = {"surname": "Exa'mple", "dob": LAWFUL["dob"], "postcode": "ls14ap"}


def test_a_probable_duplicate_marks_both_rows() -> None:
    assert found("R114", Register=[FIRST, SECOND | ALIKE]) == both("surname")


@pytest.mark.parametrize(
    "changes", [{"surname": "Other"}, {"dob": date(1970, 2, 3)}, {"postcode": "LS2 7EY"}]
)
def test_people_who_differ_in_one_thing_pass(changes: dict[str, Any]) -> None:
    assert found("R114", Register=[FIRST, SECOND | ALIKE | changes]) == []


def test_two_episodes_of_one_person_are_no_duplicate() -> None:
    assert found("R114", Register=[FIRST, SECOND | ALIKE | {"nhs_number": A}]) == []


@pytest.mark.parametrize("changes", [{"postcode": None}, {"postcode": "Leeds"}, {"surname": None}])
def test_a_duplicate_with_a_gap_is_not_tested(changes: dict[str, Any]) -> None:
    outcome, findings = run_rule("R114", Register=[FIRST, SECOND | ALIKE | changes])
    assert (findings, outcome.untested) == ([], 1)


def test_the_order_of_rows_changes_nothing() -> None:
    third = SECOND | ALIKE | {"register_id": "V-003", "nhs_number": "9990000018"}
    for code in ("R112", "R113", "R114"):
        answers = {
            tuple(sorted(found(code, Register=list(rows))))
            for rows in permutations([FIRST, SECOND | ALIKE, third])
        }
        assert len(answers) == 1


CHILDREN = {
    "Services": SERVICE,
    "Reviews": REVIEW,
    "Disputes": DISPUTE,
    "Admissions": ADMISSION,
    "Panel": {"panel_id": "P-001", "register_id": "V-001"},
}


def test_a_register_id_used_twice_marks_both_rows() -> None:
    rows = [FIRST, SECOND | {"register_id": "v-001 "}]
    assert found("R202", Register=rows) == [("V-001", "register_id"), ("v-001", "register_id")]


@pytest.mark.parametrize("table", CHILDREN)
def test_a_child_id_used_twice_marks_both_rows(table: str) -> None:
    row = CHILDREN[table]
    key = TABLES[table].id_field
    assert found("R202", Register=[FIRST], **{table: [row, row]}) == [(row[key], key)] * 2


@pytest.mark.parametrize("table", CHILDREN)
def test_a_child_of_nobody_is_found(table: str) -> None:
    row = CHILDREN[table] | {"register_id": "V-999"}
    expected = [(row[TABLES[table].id_field], "register_id")]
    assert found("R202", Register=[FIRST], **{table: [row]}) == expected
    assert found("R202", Register=[], **{table: [row]}) == expected


@pytest.mark.parametrize("table", CHILDREN)
def test_a_child_with_blank_ids_is_left_to_the_rule_on_blanks(table: str) -> None:
    row = CHILDREN[table] | {"register_id": None, TABLES[table].id_field: None}
    outcome, findings = run_rule("R202", Register=[FIRST], **{table: [row, row]})
    assert (findings, outcome.untested) == ([], 2)


def test_a_review_of_the_register_used_twice_is_found() -> None:
    rows = [{"review_ref": "Q-001"}, {"review_ref": "Q-001"}]
    assert len(found("R202", Register=[FIRST], RegisterReviews=rows)) == 2


def test_both_findings_of_one_id_have_keys_of_their_own() -> None:
    from s117xl.check import check
    from tests.people import context

    findings = check(context(Register=[FIRST, FIRST])).findings
    assert len({finding.key for finding in findings}) == len(findings)


@pytest.mark.parametrize("code", ["R112", "R113", "R114", "R202"])
@pytest.mark.parametrize("row", [LAWFUL, LAWFUL_ENDING])
def test_a_lawful_record_gives_nothing(code: str, row: dict[str, Any]) -> None:
    assert found(code, Register=[row], Services=[SERVICE], Reviews=[REVIEW]) == []


def test_every_message_is_a_finished_sentence() -> None:
    rows = [
        FIRST,
        SECOND | {"nhs_number": A},
        FIRST | {"nhs_number": B, "la_person_id": "LA-003"},
        FIRST | {"register_id": None},
    ]
    orphan = SERVICE | {"register_id": "V-999"}
    texts = spoken(["R112", "R113", "R114", "R202"], Register=rows, Services=[orphan])
    assert all(is_plain(text) for text in texts)


def test_the_closed_record_of_another_person_is_no_second_episode() -> None:
    other = person(
        register_id="V-002", nhs_number="9990000026", la_person_id="LA-002", record_status="ENDED"
    )
    assert found("R113", Register=[person(), other]) == []
    assert found("R113", Register=[other, person()]) == []
