"""A later detention: the council is decided anew, the board stays, and what section 46 would do."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from s117xl.law.authorities import authority
from s117xl.rules.later_detention import Before
from tests.people import ADMISSION, LAWFUL, LAWFUL_ENDING, context, found, person, run_rule
from tests.rules.speech import is_plain

DAY = timedelta(1)
BROKEN = "tomorrow or so"
AGAIN = date(2026, 3, 1)
OLD = person(record_status="SUPERSEDED", register_id="V-000")
NEW = person(
    detention_start=AGAIN, detention_end=date(2026, 4, 1), discharge_date=date(2026, 4, 1),
    episode_no=2, or_determined_on=AGAIN,
)  # fmt: skip


def of(code: str, before: dict[str, Any], now: dict[str, Any], **more: Any) -> list[str]:
    """The fields in which the later of two episodes is found."""
    rows = [OLD | before, NEW | now]
    return [field for row, field in found(code, Register=rows, **more) if row == "V-001"]


@pytest.mark.parametrize(
    ("before", "now", "hits"),
    [
        ({}, {}, False),
        ({}, {"or_determined_on": AGAIN - DAY}, True),
        ({}, {"or_determined_on": AGAIN + DAY}, False),
        ({}, {"or_determined_on": None}, False),
        ({}, {"or_determined_on": BROKEN}, False),
        ({"nhs_number": "9990000026"}, {"or_determined_on": AGAIN - DAY}, False),
        ({"record_status": "NOT-ENTITLED"}, {"or_determined_on": AGAIN - DAY}, False),
        ({"detention_start": AGAIN}, {"or_determined_on": AGAIN - DAY}, False),
        ({"detention_start": BROKEN}, {"or_determined_on": AGAIN - DAY}, False),
        ({}, {"or_determined_on": AGAIN - DAY, "detention_start": BROKEN}, False),
    ],
)
def test_the_council_is_decided_for_the_later_detention(
    before: dict[str, Any], now: dict[str, Any], hits: bool
) -> None:
    expected = ["or_determined_on"] if hits else []
    assert of("R073", before, now, Admissions=[]) == expected


STAY = ADMISSION | {"admitted": AGAIN, "legal_status": "03", "discharged": None}


@pytest.mark.parametrize(
    ("stay", "changes", "hits"),
    [
        ({}, {}, True),
        ({"admitted": date(2025, 9, 1)}, {}, False),
        ({"admitted": date(2025, 9, 2)}, {}, True),
        ({"admitted": None}, {}, False),
        ({"admitted": BROKEN}, {}, False),
        ({"legal_status": "02"}, {}, False),
        ({"legal_status": None}, {}, False),
        ({"kind": "recall"}, {}, False),
        ({"kind": None}, {}, False),
        ({}, {"or_determined_on": AGAIN - DAY}, True),
        ({}, {"or_determined_on": AGAIN}, False),
        ({}, {"or_determined_on": None}, False),
        ({}, {"detention_start": AGAIN}, False),
        ({}, {"record_status": "ENDED"}, False),
        ({}, {"record_status": "OPEN"}, False),
    ],
)
def test_a_new_detention_among_the_admissions_counts(
    stay: dict[str, Any], changes: dict[str, Any], hits: bool
) -> None:
    given = {"Register": [person(**changes)], "Admissions": [STAY | stay]}
    assert found("R073", **given) == ([("V-001", "or_determined_on")] if hits else [])


def test_where_the_new_episode_is_entered_the_old_one_is_left_alone() -> None:
    rows = [OLD | {"record_status": "ACTIVE"}, NEW]
    stay = STAY | {"register_id": "V-000"}
    assert found("R073", Register=rows, Admissions=[stay]) == []


OTHER_BOARD = {"icb_code": "QE1"}


@pytest.mark.parametrize(
    ("before", "now", "hits"),
    [
        ({}, {}, False),
        ({}, OTHER_BOARD, True),
        ({"record_status": "ACTIVE"}, OTHER_BOARD, True),
        ({"record_status": "ENDED"}, OTHER_BOARD, False),
        ({"record_status": None}, OTHER_BOARD, False),
        ({"nhs_number": "9990000026"}, OTHER_BOARD, False),
        ({"nhs_number": "999"}, OTHER_BOARD, True),
        ({}, {"icb_code": None}, False),
        ({"icb_code": None}, OTHER_BOARD, False),
        ({}, {"icb_code": "E54000054"}, False),
        ({"icb_code": "QMJ"}, {"icb_code": "E54000071"}, False),
        ({"icb_code": "QMJ"}, {"icb_code": "E54000070"}, True),
        ({"icb_code": "QZ9"}, {"icb_code": "QZ9"}, False),
        ({"icb_code": "QZ9"}, {"icb_code": "QZ8"}, True),
    ],
)
def test_the_board_stays(before: dict[str, Any], now: dict[str, Any], hits: bool) -> None:
    assert of("R074", before, now) == (["icb_code"] if hits else [])


@pytest.mark.parametrize(
    ("start", "hits"),
    [(date(2022, 6, 30), False), (date(2022, 7, 1), True), (date(2022, 7, 2), True)],
)
def test_the_board_stays_since_its_regulations(start: date, hits: bool) -> None:
    before = {"detention_start": date(2020, 1, 1)}
    now = OTHER_BOARD | {"detention_start": start}
    assert of("R074", before, now) == (["icb_code"] if hits else [])


def test_the_episode_before_is_the_nearest() -> None:
    first = OLD | {"register_id": "V-00", "detention_start": date(2020, 1, 1)} | OTHER_BOARD
    assert of("R074", {"record_status": "ENDED"}, OTHER_BOARD) == []
    rows = [first, OLD | {"record_status": "ENDED"}, NEW | OTHER_BOARD]
    assert [row for row, _ in found("R074", Register=rows)] == ["V-000"]


LEEDS, BRADFORD = "E08000035", "E08000032"
PLACED = {"la_code": LEEDS, "host_la_code": BRADFORD}


@pytest.mark.parametrize(
    ("before", "now", "hits"),
    [
        (PLACED, {"la_code": BRADFORD}, True),
        (PLACED, {"la_code": LEEDS}, False),
        (PLACED | {"host_la_code": LEEDS}, {"la_code": BRADFORD}, False),
        (PLACED | {"host_la_code": None}, {"la_code": BRADFORD}, False),
        (PLACED | {"la_code": BRADFORD}, {"la_code": BRADFORD}, False),
        (PLACED | {"la_code": None}, {"la_code": BRADFORD}, False),
        (PLACED | {"record_status": "ENDED"}, {"la_code": BRADFORD}, False),
    ],
)
def test_what_if_the_placing_council_stayed(
    before: dict[str, Any], now: dict[str, Any], hits: bool
) -> None:
    rows = [OLD | before, NEW | now]
    _, findings = run_rule("R208", what_if=True, Register=rows)
    assert [(f.row, f.field) for f in findings] == ([("V-001", "la_code")] if hits else [])
    assert run_rule("R208", Register=rows)[0].outcome == "not-run"


@pytest.mark.parametrize(("begun", "hits"), [(AGAIN, True), (AGAIN + DAY, False)])
def test_the_placing_council_stays_from_the_day_its_law_begins(
    monkeypatch: pytest.MonkeyPatch, begun: date, hits: bool
) -> None:
    law = replace(authority("mha-25-46"), in_force_from=begun)
    monkeypatch.setattr("s117xl.rules.rows.authority", lambda _: law)
    rows = [OLD | PLACED, NEW | {"la_code": BRADFORD}]
    assert bool(run_rule("R208", what_if=True, Register=rows)[1]) is hits


@pytest.mark.parametrize("code", ["R073", "R074", "R208"])
@pytest.mark.parametrize("row", [LAWFUL, LAWFUL_ENDING])
def test_a_lawful_record_gives_nothing(code: str, row: dict[str, Any]) -> None:
    assert run_rule(code, what_if=True, Register=[row], Admissions=[])[1] == []


def test_each_message_is_plain() -> None:
    stay = STAY | {"register_id": "V-002"}
    rows = [
        OLD | PLACED,
        NEW | OTHER_BOARD | {"la_code": BRADFORD, "or_determined_on": AGAIN - DAY},
        person(register_id="V-002", nhs_number="9990000026", la_person_id="LA-002"),
    ]
    texts = [
        text
        for code in ("R073", "R074", "R208")
        for finding in run_rule(code, what_if=True, Register=rows, Admissions=[stay])[1]
        for text in (finding.message, finding.fix)
    ]
    assert len(texts) == 2 * 4
    assert all(is_plain(text) for text in texts)


LATER = {"or_determined_on": AGAIN - DAY, "icb_code": "QHM"}


@pytest.mark.parametrize(
    ("before", "now", "hits"),
    [
        ({}, {}, True),
        ({}, {"section_code": "02"}, False),
        ({}, {"section_code": "01"}, False),
        ({}, {"section_code": "31"}, False),
        ({}, {"section_code": None}, False),
        ({"section_code": "02"}, {}, False),
    ],
)
@pytest.mark.parametrize("code", ["R073", "R074"])
def test_only_a_qualifying_detention_makes_a_new_duty(
    code: str, before: dict[str, Any], now: dict[str, Any], hits: bool
) -> None:
    assert bool(of(code, before, LATER | now, Admissions=[])) is hits


def test_a_later_section_that_a_person_must_look_at_is_not_tested() -> None:
    rows = [OLD, NEW | LATER | {"section_code": "31"}]
    assert run_rule("R074", Register=rows)[0].untested == 1


@pytest.mark.parametrize(
    ("earlier", "later"), [("E54000042", "QRL"), ("QRL", "E54000067"), ("E54000042", "E54000067")]
)
def test_a_board_whose_boundary_moved_is_the_same_board(earlier: str, later: str) -> None:
    assert of("R074", {"icb_code": earlier}, {"icb_code": later}) == []


def test_a_workbook_with_no_admissions_still_tells_of_the_register() -> None:
    assert of("R073", {}, LATER) == ["or_determined_on"]


EPISODES = st.lists(
    st.tuples(
        st.sampled_from(["9990000018", "9990000026", "9990000034", None]),
        st.sampled_from([*range(12), None]),
        st.sampled_from(["03", "10", "02", "31", None]),
        st.sampled_from(["SUPERSEDED", "ACTIVE", "ENDED", "NOT-ENTITLED", None]),
        st.sampled_from([LEEDS, BRADFORD, None, "town"]),
    ),
    min_size=1,
    max_size=9,
    unique_by=lambda each: (each[0], each[1] if each[1] is not None else object()),
)


@given(EPISODES)
def test_the_episode_before_is_as_one_would_look_it_up(episodes: list[tuple[Any, ...]]) -> None:
    rows = [
        person(register_id=f"V-{n}", nhs_number=who, la_person_id=None, section_code=section,
               detention_start=None if month is None else date(2020, 1 + month, 3),
               record_status=status, la_code=council, host_la_code=council)
        for n, (who, month, section, status, council) in enumerate(episodes)
    ]  # fmt: skip
    r = context(Register=rows).rows("Register")
    before = Before(r)
    went_on, equal = before.went_on(), before.equal(r.la_code, r.host_la_code)
    for n, (who, month, section, status, _) in enumerate(episodes):
        known = who is not None and month is not None and section not in ("31", None)
        counts = known and section in ("03", "10") and status != "NOT-ENTITLED"
        earlier = [
            (other[1], m)
            for m, other in enumerate(episodes)
            if counts and other[0] == who and other[1] is not None and other[1] < month
            and other[2] in ("03", "10") and other[3] != "NOT-ENTITLED"
        ]  # fmt: skip
        row = max(earlier)[1] if earlier else -1
        assert (bool(before.known[n]), int(before.row[n])) == (known, row)
        then = episodes[row][3] if row >= 0 else "none"
        answer = None if not known or then is None else then in ("SUPERSEDED", "ACTIVE")
        assert (bool(went_on.yes[n]), bool(went_on.no[n])) == (answer is True, answer is False)
        if row >= 0:
            one, other = episodes[row][4], episodes[n][4]
            usable = {one, other} <= {LEEDS, BRADFORD}
            assert (bool(equal.yes[n]), bool(equal.no[n])) == (
                (one == other, one != other) if usable else (False, False)
            )
        else:
            assert not equal.known[n]


@pytest.mark.parametrize(
    ("earlier", "later", "hits"),
    [("QZY", "QZZ", True), ("QZZ", "QZZ", False), ("QZZ", "QWO", True)],
)
def test_a_board_that_is_not_held_is_compared_by_its_code(
    earlier: str, later: str, hits: bool
) -> None:
    assert bool(of("R074", {"icb_code": earlier}, {"icb_code": later})) is hits
