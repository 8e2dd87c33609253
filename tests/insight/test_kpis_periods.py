"""Periods, the day to which a figure speaks, and the register taken back to an earlier day."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from s117xl.check import check
from s117xl.derived import derive
from s117xl.insight.kpis.counting import Given, half_up
from s117xl.insight.kpis.definitions import all_definitions
from s117xl.insight.kpis.kpi import figures_of, kpis
from s117xl.insight.kpis.quarters import Period, period_of, read_period
from s117xl.insight.kpis.rewind import rewound
from s117xl.refusal import Refused
from s117xl.register.schema import TABLES
from tests.insight.test_kpis import LONG_AGO, UNSEEN, disputes, figures, held, many, one, stays
from tests.people import AS_AT, context, ending, person


@pytest.mark.parametrize(
    ("name", "first", "last", "words"),
    [
        ("2026-Q1", date(2026, 4, 1), date(2026, 6, 30), "Q1 of 2026/27"),
        ("2026-Q2", date(2026, 7, 1), date(2026, 9, 30), "Q2 of 2026/27"),
        ("2026-Q3", date(2026, 10, 1), date(2026, 12, 31), "Q3 of 2026/27"),
        ("2026-Q4", date(2027, 1, 1), date(2027, 3, 31), "Q4 of 2026/27"),
        ("2026", date(2026, 4, 1), date(2027, 3, 31), "2026/27"),
        (" 2027q4 ", date(2028, 1, 1), date(2028, 3, 31), "Q4 of 2027/28"),
    ],
)
def test_a_period_is_of_the_financial_year(name: str, first: date, last: date, words: str) -> None:
    period = read_period(name)
    assert (period.first, period.last) == (first, last)
    assert period.words.startswith(words)


@pytest.mark.parametrize("name", ["", "2026-Q5", "2026-Q0", "Q2", "26-Q2", "2026/27", "2026-07"])
def test_what_is_no_period_is_refused_in_one_sentence(name: str) -> None:
    with pytest.raises(Refused, match="write it as 2026-Q2"):
        read_period(name)


def test_a_day_is_in_its_quarter_and_the_quarter_in_its_year() -> None:
    assert period_of(date(2027, 3, 31)).name == "2026-Q4"
    assert period_of(date(2027, 4, 1)).name == "2027-Q1"
    assert period_of(date(2028, 2, 29)).name == "2027-Q4"
    assert read_period("2026-Q4").year == read_period("2026")
    assert [each.name for each in read_period("2026").quarters()] == [
        "2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("number", "places", "rounded"),
    [(0.5, 0, 1), (2.5, 0, 3), (0.9465, 3, 0.947), (0.9464, 3, 0.946), (1, 3, 1), (-0.4, 0, 0)],
)
def test_a_half_is_rounded_up(number: float, places: int, rounded: float) -> None:
    assert half_up(number, places) == rounded


def gathered(period: Period, as_at: date, **tables: Any) -> Given:
    given = context(as_at=as_at, **({name: [] for name in TABLES} | tables))
    return Given(given, check(given), derive(given), period)


def test_a_period_that_runs_ends_with_the_as_at_date_and_says_so() -> None:
    given = gathered(read_period("2026-Q1"), date(2026, 5, 31), Register=[person()])
    assert (given.running, given.end, given.passed) == (
        True, date(2026, 5, 31), date(2026, 5, 30)
    )  # fmt: skip
    closed = gathered(read_period("2026-Q1"), AS_AT, Register=[person()])
    assert (closed.running, closed.end, closed.passed) == (False, AS_AT, AS_AT)


def test_a_period_that_has_not_begun_is_refused() -> None:
    given = context(**({name: [] for name in TABLES} | {"Register": [person()]}))
    with pytest.raises(Refused, match="had not begun"):
        kpis(given, check(given), derive(given), read_period("2026-Q2"))


def test_in_a_period_that_runs_a_review_due_today_is_not_counted_yet() -> None:
    unseen = many(UNSEEN)
    assert one("K05", as_at=date(2026, 4, 15), Register=unseen)[:2] == (0, 0)
    assert one("K05", as_at=date(2026, 4, 16), Register=unseen)[:2] == (0, 1)


def test_the_year_holds_what_its_quarters_hold() -> None:
    people = many(*(
        {"discharge_date": day, "detention_end": day, "plan_date": day} | UNSEEN
        for day in (date(2025, 4, 1), date(2025, 6, 30), date(2025, 9, 30), date(2026, 1, 1),
                    date(2026, 3, 31))
    ), {"detention_start": date(2024, 1, 1), "discharge_date": date(2025, 3, 31),
        "detention_end": date(2025, 3, 31)})  # fmt: skip
    for row in people:
        row["detention_start"] = date(2024, 1, 1)
    whole = figures("2025", Register=people)
    parts = [figures(f"2025-Q{number}", Register=people) for number in range(1, 5)]
    for code in ("K03", "K05", "K10", "K13", "K14"):
        assert whole[code].numerator == sum(part[code].numerator or 0 for part in parts), code
    assert whole["K03"].numerator == 5


# Taken back: a figure of a point in time is of the last day of the period.


def then(*people: dict[str, Any], day: date = date(2026, 3, 31), **tables: Any) -> Any:
    return rewound(
        context(**({name: [] for name in TABLES} | {"Register": list(people)} | tables)), day
    )


@pytest.mark.parametrize(
    ("row", "status"),
    [
        (ending(), "ACTIVE"),
        (ending(end_date=date(2026, 3, 31)), "ENDED"),
        (person(record_status="DECEASED", dod=date(2026, 4, 1)), "ACTIVE"),
        (person(record_status="DECEASED", dod=date(2026, 3, 31)), "DECEASED"),
        (person(record_status="TRANSFERRED-OUT", transfer_accepted=date(2026, 5, 1)), "ACTIVE"),
        (person(record_status="ACTIVE-PRISON", prison_start=date(2026, 5, 1)), "ACTIVE"),
        (person(record_status="ACTIVE-DECLINED", declined_date=date(2026, 3, 1)),
         "ACTIVE-DECLINED"),
        (person(discharge_date=date(2026, 4, 1)), "PROSPECTIVE"),
        (person(discharge_date=date(2026, 3, 31)), "ACTIVE"),
        (person(), "ACTIVE"),
    ],
)  # fmt: skip
def test_a_status_that_came_later_is_taken_back(row: dict[str, Any], status: str) -> None:
    rows = then(row).rows("Register")
    assert rows.list("record_status").isin(status).yes.tolist() == [True]


def test_an_episode_was_going_on_until_the_next_detention() -> None:
    first = person(record_status="SUPERSEDED", episode_no=1)
    later = person(register_id="V-002", episode_no=2, detention_start=date(2026, 5, 1),
                   discharge_date=date(2026, 6, 1))  # fmt: skip
    rows = then(first, later).rows("Register")
    assert len(rows) == 1, "nobody was detained yet"
    assert rows.list("record_status").isin("ACTIVE").yes.all()
    alone = then(first).rows("Register").list("record_status").isin("ACTIVE")
    assert not alone.known.any(), "when it was superseded nobody knows"


def test_what_happened_later_had_not_happened_and_what_it_replaced_is_not_known() -> None:
    rows = then(person(advocacy_offered=date(2026, 4, 1))).rows("Register")
    assert rows.date("advocacy_offered").blank.all()
    assert rows.date("verified_on").bad.all(), "it hides the day of the verification before"
    assert rows.date("last_review_date").bad.all()
    assert rows.date("discharge_date").known.all()
    assert rows.date("next_review_due").known.all(), "it may lie ahead"


def test_a_dispute_and_a_stay_that_began_later_were_not_there() -> None:
    earlier = then(
        person(), Disputes=disputes({}, {"raised": date(2026, 3, 1)}),
        Admissions=stays({"admitted": date(2026, 4, 1)}, {"admitted": date(2026, 3, 31)}),
    )  # fmt: skip
    assert (len(earlier.rows("Disputes")), len(earlier.rows("Admissions"))) == (1, 1)


def test_a_dispute_that_was_settled_later_was_open() -> None:
    settled = {"raised": date(2026, 3, 1), "resolved": date(2026, 5, 1), "stage": "resolved",
               "stage_date": date(2026, 5, 1)}  # fmt: skip
    found = figures("2025-Q4", Register=many({}), Disputes=disputes(settled))
    assert (found["K22"].numerator, found["K22"].value) == (1, 30)


def test_a_refund_that_was_paid_later_was_due() -> None:
    refund = {"charged": "yes", "refund_status": "paid", "refund_amount": 90,
              "refund_found": date(2026, 3, 1), "refund_paid": date(2026, 5, 1)}  # fmt: skip
    assert figures("2025-Q4", Register=many(refund))["K26"].value == 90
    assert figures("2026-Q1", Register=many(refund))["K26"].value == 0


def test_the_people_of_an_earlier_quarter_are_those_of_then() -> None:
    people = many({}, {"discharge_date": date(2026, 4, 2), "detention_end": date(2026, 4, 2)})
    people += many({"register_id": "V-100", "la_person_id": "LA-100"}, like=ending)
    assert figures("2025-Q4", Register=people)["K01"].value == 2
    assert figures("2026-Q1", Register=people)["K01"].value == 2
    assert figures("2025-Q3", Register=people)["K01"].value == 1


def test_a_yearly_review_held_later_does_not_put_right_the_quarter_before() -> None:
    people = many(LONG_AGO | {"last_review_date": date(2026, 4, 10)})
    alone = held({"held": date(2025, 2, 1)})
    assert one("K06", "2025-Q4", Register=people, Reviews=alone) == (0, 0, 1, "not testable")
    both = held({"held": date(2025, 2, 1)}, {"held": date(2026, 4, 10)})
    assert one("K06", "2025-Q4", Register=people, Reviews=both) == (0, 1, 0, "Red")


def test_taking_back_to_the_day_itself_changes_no_figure() -> None:
    people = [*many({}, LONG_AGO, UNSEEN), ending(register_id="V-9", la_person_id="LA-9")]
    given = gathered(read_period("2026-Q1"), AS_AT, Register=people)
    again = gathered(read_period("2026-Q1"), AS_AT, Register=people)
    again.__dict__["then"] = rewound(again.now, AS_AT)
    assert figures_of(again) == figures_of(given)


def test_a_flow_is_the_same_whenever_it_is_counted() -> None:
    people = many({}, {"plan_date": date(2026, 1, 20)} | UNSEEN)
    flows = ("K03", "K10", "K13", "K14", "K21")
    early = figures("2025-Q4", date(2026, 3, 31), Register=many(
        *({"last_review_date": None, "last_review_type": None, "verified_on": None,
           "updated_on": None} | each for each in ({}, {"plan_date": date(2026, 1, 20)})),
    ))  # fmt: skip
    late = figures("2025-Q4", date(2026, 6, 30), Register=people)
    assert [early[code].value for code in flows] == [late[code].value for code in flows]


@pytest.mark.parametrize("period", ["2026-Q1", "2025-Q4"])
def test_no_column_that_is_gone_stops_the_others(period: str) -> None:
    """A figure whose column is not there says so, and each of the others is counted."""
    whole = figures(period, Register=[person()], Reviews=held({}))
    named = {name for each in all_definitions().values() for name in each.fields}
    for key in TABLES["Register"].by_key:
        if key in named:
            found = figures(period, Register=[person(**{key: ...})], Reviews=held({}))
            assert list(found) == list(whole)
            assert all(each.value is not None or each.rag for each in found.values())
