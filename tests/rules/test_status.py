"""Whether what a record says of itself agrees with the rest of it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from s117xl.rules.status import has_later_episode
from tests.people import ADMISSION, AS_AT, LAWFUL, LAWFUL_ENDING, context, found, person, run_rule
from tests.rules.speech import is_plain, spoken

DAY = timedelta(days=1)
STATUS = [("V-001", "record_status")]
STAYED = {"discharge_date": None, "cto_start": None, "cd_start": None, "leave_start": None}


@pytest.mark.parametrize("status", ["NOT-ENTITLED", "PROSPECTIVE"])
@pytest.mark.parametrize(
    ("way", "expected"),
    [
        ({}, []),
        ({"discharge_date": date(2026, 1, 15)}, STATUS),
        ({"cto_start": date(2026, 1, 15)}, STATUS),
        ({"cd_start": date(2026, 1, 15)}, STATUS),
        ({"leave_start": date(2026, 1, 15), "leave_kind": "overnight or longer"}, STATUS),
        ({"leave_start": date(2026, 1, 15), "leave_kind": "day"}, []),
        ({"leave_start": date(2026, 1, 15), "leave_kind": "escorted"}, []),
    ],
)
def test_a_person_who_left_hospital_after_a_qualifying_section_is_counted(
    status: str, way: dict[str, Any], expected: list[tuple[str, str]]
) -> None:
    row = person(record_status=status) | STAYED | way
    assert found("R203", Register=[row]) == expected


@pytest.mark.parametrize("code", ["02", "01", "36"])
def test_another_section_gives_no_right(code: str) -> None:
    assert found("R203", Register=[person(record_status="NOT-ENTITLED", section_code=code)]) == []


@pytest.mark.parametrize(
    "changes",
    [
        {"section_code": "31"},
        {"section_code": None},
        {"section_code": "11"},
        {"discharge_date": "?"},
        {"discharge_date": None, "leave_start": date(2026, 1, 15), "leave_kind": None},
    ],
)
def test_a_doubtful_section_or_leaving_is_not_tested(changes: dict[str, Any]) -> None:
    row = person(record_status="NOT-ENTITLED") | changes
    outcome, findings = run_rule("R203", Register=[row])
    assert (findings, outcome.untested) == ([], 1)


def test_a_live_record_is_counted_already() -> None:
    assert run_rule("R203", Register=[person()])[0].outcome == "not-applicable"


TRANSFER = {
    "record_status": "TRANSFERRED-OUT",
    "status_reason": "accepted by another authority",
    "transfer_to": "E08000032",
    "transfer_accepted": date(2026, 5, 1),
}


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({}, []),
        ({"transfer_accepted": None}, ["transfer_accepted"]),
        ({"transfer_to": None}, ["transfer_to"]),
        ({"status_reason": "moved"}, ["status_reason"]),
        ({"transfer_accepted": None, "transfer_to": None}, ["transfer_accepted", "transfer_to"]),
        ({"transfer_to": "Leeds", "status_reason": "moved"}, ["status_reason"]),
    ],
)
def test_a_transfer_shows_who_accepted_it_and_when(
    changes: dict[str, Any], fields: list[str]
) -> None:
    row = person() | TRANSFER | changes
    assert found("R204", Register=[row]) == [("V-001", field) for field in fields]


def test_a_record_that_stayed_needs_no_acceptance() -> None:
    assert run_rule("R204", Register=[person()])[0].outcome == "not-applicable"


def borne_out(*rows: dict[str, Any], admissions: list[dict[str, Any]] | None = None) -> list[Any]:
    return found("R205", Register=list(rows), Admissions=admissions or [])


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"record_status": "DECEASED"}, STATUS),
        ({"record_status": "DECEASED", "dod": date(2026, 6, 1)}, []),
        ({"record_status": "DECEASED", "dod": "in June"}, []),
        ({"end_date": date(2026, 6, 1)}, STATUS),
        ({"record_status": "ACTIVE-DECLINED", "end_date": date(2026, 6, 1)}, STATUS),
        ({"record_status": "ENDED", "end_date": date(2026, 6, 1)}, []),
        ({"record_status": "ACTIVE-PRISON"}, STATUS),
        ({"record_status": "ACTIVE-PRISON", "prison_start": date(2026, 6, 1)}, []),
        ({"record_status": "ACTIVE-INPATIENT"}, STATUS),
        ({"record_status": None, "end_date": date(2026, 6, 1)}, []),
        ({"record_status": "OPEN", "end_date": date(2026, 6, 1)}, []),
    ],
)
def test_a_status_is_borne_out_by_the_record(
    changes: dict[str, Any], expected: list[tuple[str, str]]
) -> None:
    assert borne_out(person(**changes)) == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"discharged": None}, []),
        ({"discharged": None, "admitted": AS_AT}, []),
        ({"discharged": AS_AT + DAY}, []),
        ({"discharged": AS_AT}, STATUS),
        ({"discharged": None, "admitted": AS_AT + DAY}, STATUS),
        ({}, STATUS),
        ({"discharged": None, "register_id": "V-002"}, STATUS),
        ({"discharged": None, "admitted": None}, []),
        ({"discharged": "soon"}, []),
    ],
)
def test_an_inpatient_has_an_open_admission(
    changes: dict[str, Any], expected: list[tuple[str, str]]
) -> None:
    row = person(record_status="ACTIVE-INPATIENT")
    assert borne_out(row, admissions=[ADMISSION | changes]) == expected


OLD = person(record_status="SUPERSEDED")
NEW = person(register_id="V-002", detention_start=date(2026, 3, 1), episode_no=2)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"record_status": "PROSPECTIVE"}, []),
        ({"detention_start": None}, []),
        ({"episode_no": None}, []),
        ({"detention_start": LAWFUL["detention_start"] + DAY, "episode_no": 1}, []),
        ({"detention_start": LAWFUL["detention_start"], "episode_no": 1}, STATUS),
        ({"detention_start": LAWFUL["detention_start"] - DAY, "episode_no": 1}, STATUS),
        ({"section_code": "02"}, STATUS),
        ({"record_status": "NOT-ENTITLED"}, STATUS),
        ({"nhs_number": "9990000026", "la_person_id": "LA-002"}, STATUS),
        ({"nhs_number": None}, []),
        ({"section_code": "31"}, []),
        ({"section_code": None}, []),
        ({"detention_start": None, "episode_no": None}, []),
    ],
)
def test_a_superseded_record_has_a_later_qualifying_episode(
    changes: dict[str, Any], expected: list[tuple[str, str]]
) -> None:
    assert borne_out(OLD, NEW | changes) == expected
    assert borne_out(NEW | changes, OLD) == expected


@pytest.mark.parametrize(
    "changes",
    [
        {"nhs_number": None, "la_person_id": None},
        {"detention_start": None, "episode_no": None},
    ],
)
def test_a_superseded_record_of_nobody_or_no_time_is_not_tested(changes: dict[str, Any]) -> None:
    outcome, findings = run_rule("R205", Register=[OLD | changes], Admissions=[])
    assert findings == []
    assert outcome.outcome == "clean"  # its other clauses are tested


@pytest.mark.parametrize("code", ["R203", "R204", "R205"])
@pytest.mark.parametrize("row", [LAWFUL, LAWFUL_ENDING])
def test_a_lawful_record_gives_nothing(code: str, row: dict[str, Any]) -> None:
    assert found(code, Register=[row], Admissions=[ADMISSION]) == []


def test_every_message_is_a_finished_sentence() -> None:
    rows = [
        person(record_status="PROSPECTIVE"),
        person() | TRANSFER | {"transfer_accepted": None, "status_reason": "moved"},
        person(record_status="TRANSFERRED-OUT"),
        person(end_date=date(2026, 6, 1)),
        *(person(record_status=name) for name in ("SUPERSEDED", "DECEASED", "ACTIVE-PRISON")),
        person(record_status="ACTIVE-INPATIENT"),
    ]
    texts = spoken(["R203", "R204", "R205"], Register=rows, Admissions=[])
    assert all(is_plain(text) for text in texts)


def test_with_no_admissions_sheet_the_other_statuses_are_still_tested() -> None:
    row = person(record_status="DECEASED")
    assert found("R205", Register=[row]) == [("V-001", "record_status")]
    assert found("R205", Register=[person(record_status="ACTIVE-INPATIENT")]) == []


ENTRIES = st.lists(
    st.tuples(
        st.sampled_from(["9990000018", "9990000026", "9990000034", None]),
        st.sampled_from([*range(5), None]),
        st.sampled_from([1, 2, 3, None]),
        st.sampled_from(["03", "02", "31", None]),
        st.sampled_from(["SUPERSEDED", "NOT-ENTITLED", None]),
    ),
    min_size=1,
    max_size=8,
)


@given(ENTRIES)
def test_a_later_episode_is_as_one_would_look_it_up(entries: list[tuple[Any, ...]]) -> None:
    rows = [
        person(register_id=f"V-{n}", nhs_number=who, la_person_id=None, section_code=section,
               detention_start=None if month is None else date(2020, 1 + month, 3),
               episode_no=number, record_status=status)
        for n, (who, month, number, section, status) in enumerate(entries)
    ]  # fmt: skip
    answer = has_later_episode(context(Register=rows).rows("Register"))
    for n, (who, month, number, _, _) in enumerate(entries):
        others = [e for m, e in enumerate(entries) if m != n and who is not None and e[0] == who]
        counted = [e for e in others if e[3] == "03" and e[4] != "NOT-ENTITLED"]
        later = any(
            (month is not None and e[1] is not None and e[1] > month)
            or (number is not None and e[2] is not None and e[2] > number)
            for e in counted
        )
        doubtful = any(
            e[4] != "NOT-ENTITLED"
            and (e[3] in ("31", None) or (e[3] == "03" and e[1] is None and e[2] is None))
            for e in others
        )
        told = who is not None and (month is not None or number is not None) and not doubtful
        assert (bool(answer.yes[n]), bool(answer.no[n])) == (later, told and not later)
