"""Who is entitled, since when, and when the next review is due."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from s117xl.check import check
from s117xl.derived import Derived, derive
from tests.people import REVIEW, context, ending, person

BROKEN = "tomorrow or so"
NONE = {"last_review_date": None, "last_review_type": None}
STILL_IN = NONE | {"discharge_date": None, "record_status": "PROSPECTIVE"}
LEAVE = {"leave_start": date(2026, 2, 1)}


def one(row: dict[str, Any], **given: Any) -> Derived:
    """What is derived for one row."""
    tables = {"Reviews": []} | given
    return derive(context(Register=[row], **tables))[0]


@pytest.mark.parametrize(
    ("changes", "entitled", "since"),
    [
        # Domain cases 1 to 4: section 2 alone; one day under section 3, then informal; an
        # escorted day out; leave to a trial flat.
        ({"section_code": "02"}, False, ""),
        ({"detention_end": date(2025, 9, 2)}, True, "2026-01-15"),
        (STILL_IN | LEAVE | {"leave_kind": "escorted"}, False, ""),
        (STILL_IN | LEAVE | {"leave_kind": "overnight or longer", "record_status": "ACTIVE"}, True,
         "2026-02-01"),
        # 7, 8, 9, 12, 25, 27, 28: guardianship; returned to prison; a limitation direction that
        # ended; a child; help declined; section 48; a notional section 37.
        ({"section_code": "36"}, False, ""),
        ({"section_code": "15", "record_status": "ACTIVE-PRISON", "trigger": "prison return"}, True,
         "2026-01-15"),
        ({"section_code": "38"}, True, "2026-01-15"),
        ({"dob": date(2010, 1, 1)}, True, "2026-01-15"),
        ({"record_status": "ACTIVE-DECLINED"}, True, "2026-01-15"),
        ({"section_code": "18"}, True, "2026-01-15"),
        ({"section_code": "10"}, True, "2026-01-15"),
        # Other ways of leaving, and a day that is still to come.
        (STILL_IN | {"cto_start": date(2026, 2, 1), "record_status": "ACTIVE"}, True, "2026-02-01"),
        (STILL_IN | {"cd_start": date(2026, 2, 1), "record_status": "ACTIVE"}, True, "2026-02-01"),
        (LEAVE | {"leave_kind": "overnight or longer", "leave_start": date(2026, 1, 2)}, True,
         "2026-01-02"),
        (STILL_IN, False, ""),
        ({"discharge_date": date(2026, 6, 30)}, True, "2026-06-30"),
        ({"discharge_date": date(2026, 7, 1)}, False, ""),
        # The status cannot take away what the facts give.
        ({"record_status": "NOT-ENTITLED"}, True, "2026-01-15"),
        ({"record_status": "PROSPECTIVE"}, True, "2026-01-15"),
        ({"record_status": "SUPERSEDED"}, False, ""),
        ({"record_status": "DECEASED"}, False, ""),
        ({"record_status": "TRANSFERRED-OUT"}, False, ""),
        # What a person must decide: also a way out of hospital with no day of its own.
        (STILL_IN | {"trigger": "CTO", "record_status": "ACTIVE"}, None, ""),
        (STILL_IN | {"trigger": "conditional discharge", "record_status": "ACTIVE"}, None, ""),
        ({"section_code": "31"}, None, ""),
        ({"section_code": "99"}, None, ""),
        ({"section_code": None}, None, ""),
        ({"section_code": "117"}, None, ""),
        ({"section_code": "02", "discharge_date": BROKEN}, False, ""),
        ({"discharge_date": BROKEN}, None, ""),
        ({"record_status": None}, None, ""),
        (STILL_IN | LEAVE, None, ""),
    ],
)  # fmt: skip
def test_entitlement(changes: dict[str, Any], entitled: bool | None, since: str) -> None:
    answer = one(person(**changes))
    assert (answer.record, answer.entitled, answer.since) == ("V-001", entitled, since)


@pytest.mark.parametrize(
    ("changes", "entitled"),
    [
        ({}, False),
        ({"end_icb_date": None}, None),
        ({"end_la_decider": None}, None),
        ({"end_icb_date": BROKEN}, None),
        ({"cto_start": date(2024, 1, 15)}, None),
        ({"cto_start": date(2024, 1, 15), "cto_end": date(2026, 5, 29)}, False),
        ({"end_la_date": None, "section_code": "02"}, False),
    ],
)
def test_an_ending_against_the_act_does_not_end_entitlement(
    changes: dict[str, Any], entitled: bool | None
) -> None:
    assert one(ending(**changes)).entitled is entitled


@pytest.mark.parametrize(
    ("changes", "as_at", "expected"),
    [
        ({}, date(2026, 6, 30), ("2026-04-15", "2027-04-10", 0)),
        (NONE, date(2026, 4, 15), ("2026-04-15", "2026-04-15", 0)),
        (NONE, date(2026, 4, 16), ("2026-04-15", "2026-04-15", 1)),
        ({}, date(2027, 4, 11), ("2026-04-15", "2027-04-10", 1)),
        (NONE | {"discharge_date": BROKEN}, date(2026, 6, 30), ("", "", None)),
        ({"last_review_date": BROKEN}, date(2026, 6, 30), ("2026-04-15", "", None)),
        ({"record_status": None}, date(2026, 6, 30), ("2026-04-15", "", None)),
        (STILL_IN, date(2026, 6, 30), ("", "", 0)),
        (NONE | {"record_status": "DECEASED"}, date(2026, 6, 30), ("2026-04-15", "", 0)),
    ],
)
def test_reviews(changes: dict[str, Any], as_at: date, expected: tuple[str, str, Any]) -> None:
    answer = one(person(**changes), as_at=as_at)
    assert (answer.first_review_due, answer.review_due, answer.days_over) == expected


def test_a_review_of_the_table_counts() -> None:
    assert one(person(**NONE), Reviews=[REVIEW]).review_due == "2027-04-10"


def test_what_the_check_found_impossible_is_not_used() -> None:
    given = context(Register=[person(detention_start=date(1970, 1, 1))], Reviews=[])
    assert derive(given)[0].entitled is True
    check(given)
    assert derive(given)[0].entitled is None


@pytest.mark.parametrize("key", ["discharge_date", "last_review_date", "section_code"])
def test_a_column_that_is_not_there_leaves_the_answer_unknown(key: str) -> None:
    answer = one(person(**{key: ...}))
    assert None in (answer.entitled, answer.days_over)


def test_a_workbook_with_no_reviews_sheet_leaves_the_next_review_unknown() -> None:
    answer = derive(context(Register=[person()]))[0]
    assert (answer.entitled, answer.first_review_due, answer.days_over) == (
        True,
        "2026-04-15",
        None,
    )


def test_an_empty_register_gives_nothing() -> None:
    assert derive(context(Register=[], Reviews=[REVIEW])) == []
