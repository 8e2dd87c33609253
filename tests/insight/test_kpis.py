"""Each figure worked out by hand on small registers: both ways, on the day, blank, unreadable."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from s117xl.check import check
from s117xl.derived import derive
from s117xl.insight.kpis.definitions import all_definitions
from s117xl.insight.kpis.kpi import OTHERS, SHARES, Kpi, kpis
from s117xl.insight.kpis.markdown import kpis_markdown
from s117xl.insight.kpis.quarters import read_period
from s117xl.law.authorities import all_authorities
from s117xl.pillars.pillars import all_pillars
from s117xl.register.schema import TABLES
from s117xl.rules.catalogue import all_rules
from tests.people import ADMISSION, AS_AT, DISPUTE, REVIEW, SERVICE, context, ending, person

Row = dict[str, Any]
BROKEN = "tomorrow or so"
UNSEEN: Row = {"last_review_date": None, "last_review_type": None}
LONG_AGO: Row = {
    "detention_start": date(2024, 9, 1), "detention_end": date(2025, 1, 15),
    "discharge_date": date(2025, 1, 15), "or_determined_on": date(2024, 9, 1),
    "plan_date": date(2025, 1, 10), "assessment_date": date(2025, 1, 5),
}  # fmt: skip


def many(*changes: Row, like: Any = person) -> list[Row]:
    """A record of another person for each of these changes."""
    return [
        like(**({"register_id": f"V-{n:03}", "la_person_id": f"LA-{n:03}", "nhs_number": None,
                 "nhs_number_reason": "none issued"} | each))
        for n, each in enumerate(changes, 1)
    ]  # fmt: skip


def figures(
    period: str = "2026-Q1", as_at: date = AS_AT, fed: Any = None, **tables: Any
) -> dict[str, Kpi]:
    """All figures of a period for a register with these tables; the others are there, empty."""
    given_ = context(as_at=as_at, **({name: [] for name in TABLES} | tables))
    found = kpis(given_, check(given_), derive(given_), read_period(period), fed)
    return {each.code: each for each in found}


def one(code: str, period: str = "2026-Q1", as_at: date = AS_AT, **tables: Any) -> tuple[Any, ...]:
    """A figure as numerator, denominator, not testable, and rating."""
    kpi = figures(period, as_at, **tables)[code]
    return kpi.numerator, kpi.denominator, kpi.not_testable, kpi.rag


def rows(*changes: Row, like: Row, key: str, count: int = 1) -> list[Row]:
    """Child rows, one for each of these changes, each of the person whose number is its own."""
    return [
        like | {key: f"C-{n}", "register_id": f"V-{min(n, count):03}"} | each
        for n, each in enumerate(changes, 1)
    ]  # fmt: skip


def held(*changes: Row, count: int = 1) -> list[Row]:
    return rows(*changes, like=REVIEW, key="review_id", count=count)


def stays(*changes: Row, count: int = 1) -> list[Row]:
    return rows(*changes, like=ADMISSION, key="admission_id", count=count)


def disputes(*changes: Row) -> list[Row]:
    return rows(*changes, like=DISPUTE, key="dispute_id")


def services(*changes: Row, count: int = 9) -> list[Row]:
    return rows(*changes, like=SERVICE, key="service_id", count=count)


CHILD: Row = {"dob": date(2008, 12, 30), "cyp_lead": "A Lead", "ehcp": "no", "looked_after": "no"}
Q4 = "2025-Q4"
"""January to March 2026, in which the lawful person was discharged."""

CASES: dict[str, tuple[tuple[Any, ...], str, dict[str, Any]]] = {
    # K01: people and not rows; every ACTIVE status; a blank status is nobody's guess.
    "K01 counts each person once": (
        (1, None, 0, ""), "2026-Q1",
        {"Register": [person(), person(register_id="V-002", episode_no=2)]},
    ),
    "K01 counts every ACTIVE status and no other": (
        (4, None, 0, ""), "2026-Q1",
        {"Register": many(*({"record_status": status} for status in (
            "ACTIVE", "ACTIVE-PRISON", "ACTIVE-INPATIENT", "ACTIVE-DECLINED", "PROSPECTIVE",
            "SUPERSEDED", "NOT-ENTITLED")))},
    ),
    "K01 counts apart whom a blank status may hide": (
        (1, None, 1, ""), "2026-Q1", {"Register": many({}, {"record_status": None})},
    ),
    "K01 of nobody but a blank is no nought": (
        (None, None, 1, "not testable"), "2026-Q1", {"Register": many({"record_status": None})},
    ),
    "K01 of an empty register is nought": ((0, None, 0, ""), "2026-Q1", {"Register": []}),
    "K01 counts rows with no number and no council id each for itself": (
        (2, None, 0, ""), "2026-Q1", {"Register": many({"la_person_id": None},
                                                       {"la_person_id": None})},
    ),
    # K03: the first and the last day of the period are in it.
    "K03 holds the first and the last day": (
        (2, None, 0, ""), Q4,
        {"Register": many(*({"discharge_date": day, "detention_end": date(2025, 12, 1)} for day in (
            date(2025, 12, 31), date(2026, 1, 1), date(2026, 3, 31), date(2026, 4, 1))))},
    ),
    "K03 wants a qualifying section, and doubts one that a person must look at": (
        (0, None, 1, ""), Q4, {"Register": many({"section_code": "02"}, {"section_code": "14"})},
    ),
    "K03 does not tell where the day of leaving is unreadable": (
        (None, None, 1, "not testable"), Q4, {"Register": many({"discharge_date": BROKEN})},
    ),
    # K04
    "K04 counts a lawful ending": ((1, 1, 0, "Green"), "2026-Q1", {"Register": many({},
                                                                     like=ending)}),
    "K04 is Red by one ending that fails": (
        (1, 2, 0, "Red"), "2026-Q1",
        {"Register": many({}, {"end_icb_date": None}, like=ending)},
    ),
    "K04 leaves out what ended before": (
        (0, 0, 0, "n/a"), "2026-Q1", {"Register": many({"end_date": date(2026, 3, 31)},
                                                       like=ending)},
    ),
    "K04 cannot tell to which period an ending with no day belongs": (
        (0, 0, 1, "not testable"), "2026-Q1", {"Register": many({"end_date": None}, like=ending)},
    ),
    # K05: by the day on which the review fell due.
    "K05 held on the day it was due": (
        (1, 1, 0, "Green"), "2026-Q1",
        {"Register": many({"last_review_date": date(2026, 4, 15)})},
    ),
    "K05 held a day late": (
        (0, 1, 0, "Red"), "2026-Q1", {"Register": many({"last_review_date": date(2026, 4, 16)})},
    ),
    "K05 not held at all": ((0, 1, 0, "Red"), "2026-Q1", {"Register": many(UNSEEN)}),
    "K05 does not tell by a date that cannot be read": (
        (0, 0, 1, "not testable"), "2026-Q1", {"Register": many({"last_review_date": BROKEN})},
    ),
    "K05 counts by the due day and not by the discharge": (
        (0, 0, 0, "n/a"), Q4, {"Register": many({})},
    ),
    "K05 due on the last day of the period is in it": (
        (0, 1, 0, "Red"), "2026-Q1",
        {"Register": many(UNSEEN | {"discharge_date": date(2026, 3, 30)},
                          UNSEEN | {"discharge_date": date(2026, 4, 1)})},
    ),
    "K05 three months from 30 November end with February": (
        (1, 1, 0, "Green"), Q4,
        {"Register": many({"discharge_date": date(2025, 11, 30),
                           "detention_end": date(2025, 11, 30),
                           "last_review_date": date(2026, 2, 28)})},
    ),
    "K05 leaves out one who died before it was due": (
        (0, 0, 0, "n/a"), "2026-Q1",
        {"Register": many(UNSEEN | {"record_status": "DECEASED", "dod": date(2026, 4, 1)})},
    ),
    # K06
    "K06 reviewed twelve months ago to the day is in date": (
        (1, 1, 0, "Green"), "2026-Q1",
        {"Register": many(LONG_AGO | {"last_review_date": date(2025, 6, 30)})},
    ),
    "K06 reviewed a day longer ago is not": (
        (0, 1, 0, "Red"), "2026-Q1",
        {"Register": many(LONG_AGO | {"last_review_date": date(2025, 6, 29)})},
    ),
    "K06 never reviewed is not": ((0, 1, 0, "Red"), "2026-Q1", {"Register": many(LONG_AGO
                                                                                  | UNSEEN)}),
    "K06 leaves out who left less than a year ago": (
        (0, 0, 0, "n/a"), "2026-Q1",
        {"Register": many(LONG_AGO | {"discharge_date": date(2025, 7, 1)})},
    ),
    "K06 prefers the later of Register and Reviews": (
        (1, 1, 0, "Green"), "2026-Q1",
        {"Register": many(LONG_AGO | {"last_review_date": date(2025, 2, 1)}),
         "Reviews": held({"held": date(2026, 2, 1)})},
    ),
    # K08, K09
    "K08 by both, by one, and not told": (
        (1, 2, 1, "Red"), "2026-Q1",
        {"Register": many(*({"assessment_date": date(2026, 4, 1)} | each for each in (
            {}, {"assessment_nhs": "no"}, {"assessment_la": None})))},
    ),
    "K09 by both, by one, and not told": (
        (1, 2, 1, "Red"), "2026-Q1",
        {"Register": many({}), "Reviews": held({}, {"la_present": "no"}, {"nhs_present": None})},
    ),
    "K09 leaves out a review that was not held": (
        (0, 0, 0, "n/a"), "2026-Q1", {"Register": many({}), "Reviews": held({"held": None})},
    ),
    # K10 to K14
    "K10 on the day, a day late, and none": (
        (1, 3, 0, "Red"), Q4,
        {"Register": many(*({"plan_date": day} | UNSEEN for day in (
            date(2026, 1, 15), date(2026, 1, 16), None)))},
    ),
    "K10 does not tell by a plan that a review replaced": (
        (0, 0, 1, "not testable"), Q4, {"Register": many({"plan_date": date(2026, 5, 1)})},
    ),
    "K11 shared, and not shown to be": (
        (1, 2, 0, "Red"), Q4, {"Register": many({}, {"plan_shared_date": None})},
    ),
    "K12 yes, no, unknown and blank": (
        (1, 2, 2, "Red"), Q4,
        {"Register": many(*({"contingency_plan": each} for each in ("yes", "no", "unknown",
                                                                    None)))},
    ),
    "K13 on the fifth working day, on the sixth, and blank": (
        (1, 2, 1, "Red"), Q4,
        {"Register": many(*({"registered_on": day} for day in (
            date(2026, 1, 22), date(2026, 1, 23), None)))},
    ),
    "K13 does not count Good Friday and Easter Monday": (
        (1, 2, 0, "Red"), "2026-Q1",
        {"Register": many(*({"discharge_date": date(2026, 4, 2), "registered_on": day}
                            for day in (date(2026, 4, 13), date(2026, 4, 14))))},
    ),
    "K13 leaves out a section that gives no right": (
        (0, 0, 0, "n/a"), Q4, {"Register": many({"section_code": "02"})},
    ),
    "K14 by the day, after it, and blank": (
        (1, 2, 1, "Red"), Q4,
        {"Register": many(*({"asc_notified": day} for day in (
            date(2026, 1, 15), date(2026, 1, 16), None)))},
    ),
    # K16
    "K16 92 days ago, 93, and blank": (
        (1, 2, 1, "Red"), "2026-Q1",
        {"Register": many(*({"verified_on": day} for day in (
            date(2026, 3, 30), date(2026, 3, 29), None)))},
    ),
    # K18 to K20: the time is over within the twelve months to the end.
    "K18 back on the thirtieth day, and on the thirty-first": (
        (1, 2, 0, ""), "2026-Q1",
        {"Register": many({}, {}), "Admissions": stays(
            {"admitted": date(2026, 2, 14)}, {"admitted": date(2026, 2, 15)}, count=2)},
    ),
    "K18 leaves out whose thirty days are not over": (
        (0, 1, 0, ""), "2026-Q1",
        {"Register": many({"discharge_date": date(2026, 5, 31)},
                          {"discharge_date": date(2026, 6, 1)}),
         "Admissions": stays({"admitted": date(2026, 6, 29), "register_id": "V-002"})},
    ),
    "K18 counts no planned respite, and no transfer within a day": (
        (0, 1, 0, ""), "2026-Q1",
        {"Register": many({}), "Admissions": stays(
            {"admitted": date(2026, 2, 1), "kind": "planned respite"},
            {"admitted": date(2026, 1, 16), "kind": "transfer"})},
    ),
    "K18 counts a transfer after two days": (
        (1, 1, 0, ""), "2026-Q1",
        {"Register": many({}), "Admissions": stays(
            {"admitted": date(2026, 1, 17), "kind": "transfer"})},
    ),
    "K18 does not tell where the kind of stay is blank": (
        (0, 0, 1, "not testable"), "2026-Q1",
        {"Register": many({}), "Admissions": stays({"admitted": date(2026, 2, 1),
                                                    "kind": None})},
    ),
    "K18 does not take an empty table for nobody": (
        (0, 0, 1, "not testable"), "2026-Q1", {"Register": many({})},
    ),
    "K18 counts a person once for each discharge": (
        (1, 2, 0, ""), "2026-Q1",
        {"Register": [person(), person(register_id="V-002", episode_no=2,
                                       detention_start=date(2026, 2, 1),
                                       discharge_date=date(2026, 3, 2))],
         "Admissions": stays({"admitted": date(2026, 2, 1)})},
    ),
    "K19 back on the ninetieth day, and on the ninety-first": (
        (1, 2, 0, ""), "2026-Q1",
        {"Register": many({}, {}), "Admissions": stays(
            {"admitted": date(2026, 4, 15)}, {"admitted": date(2026, 4, 16)}, count=2)},
    ),
    "K20 under section 3, informal, and by a recall": (
        (1, 3, 0, ""), "2026-Q1",
        {"Register": many(LONG_AGO, LONG_AGO, LONG_AGO), "Admissions": stays(
            *({"admitted": date(2026, 1, 15)} | each for each in (
                {"legal_status": "03"}, {"legal_status": "01"},
                {"legal_status": "03", "kind": "recall"})), count=3)},
    ),
    "K20 by a new episode on the Register": (
        (1, 1, 0, ""), "2026-Q1",
        {"Register": [person(**LONG_AGO | {"record_status": "SUPERSEDED"}),
                      person(register_id="V-002", episode_no=2)]},
    ),
    # K21
    "K21 on the third day, on the fourth, and not at all": (
        (1, 3, 0, "Red"), Q4,
        {"Register": many(*({"follow_up_72h": day} for day in (
            date(2026, 1, 18), date(2026, 1, 19), None)))},
    ),
    "K21 leaves out whose three days are not over, and the dead": (
        (0, 1, 0, "Red"), "2026-Q1",
        {"Register": many(
            *({"discharge_date": day, "follow_up_72h": None} for day in (
                date(2026, 6, 26), date(2026, 6, 27))),
            {"discharge_date": date(2026, 6, 1), "follow_up_72h": None,
             "record_status": "DECEASED", "dod": date(2026, 6, 4)})},
    ),
    # K22, K23
    "K22 counts the open ones": (
        (2, None, 0, "Green"), "2026-Q1",
        {"Register": many({}), "Disputes": disputes(
            {}, {"raised": date(2026, 5, 27)},
            {"resolved": date(2026, 6, 20), "stage": "resolved"})},
    ),
    "K22 of an empty table has no figure": (
        (None, None, 0, "n/a"), "2026-Q1", {"Register": many({})},
    ),
    "K22 tells apart a dispute with no day": (
        (2, None, 1, "Green"), "2026-Q1",
        {"Register": many({}), "Disputes": disputes({}, {"raised": None})},
    ),
    "K23 four months to the day, and a day longer": (
        (1, None, 0, "Red"), "2026-Q1",
        {"Register": many({}), "Disputes": disputes(
            {"raised": date(2026, 2, 28)}, {"raised": date(2026, 2, 27)}),
         "as_at": date(2026, 6, 28)},
    ),
    "K23 referred, of another sort, or settled": (
        (0, None, 0, "Green"), "2026-Q1",
        {"Register": many({}), "Disputes": disputes(*(
            {"raised": date(2026, 1, 2)} | each for each in (
                {"referred": date(2026, 5, 1)}, {"type": "care"},
                {"resolved": date(2026, 3, 1)})))},
    ),
    "K23 finds none and may yet": (
        (0, None, 1, "not testable"), "2026-Q1",
        {"Register": many({}), "Disputes": disputes({}, {"raised": None})},
    ),
    # K24
    "K24 one of two, rightly": (
        (1, 2, 0, "Green"), "2026-Q1",
        {"Register": many(LONG_AGO), "Reviews": held(
            {"kind": "annual"}, {"kind": "annual", "type": "light-touch",
                                 "held": date(2026, 6, 10), "crisis_since": "no",
                                 "funding_change": "no", "full_requested": "no"})},
    ),
    "K24 a first review is no light one": (
        (1, 1, 0, "Red"), "2026-Q1",
        {"Register": many({}), "Reviews": held({"type": "light-touch"})},
    ),
    "K24 does not tell of a review of no sort": (
        (0, 0, 1, "not testable"), "2026-Q1",
        {"Register": many({}), "Reviews": held({"type": None})},
    ),
    # K25, K26
    "K25 counts people and not services": (
        (1, None, 0, "Red"), "2026-Q1",
        {"Register": many({"charged": "yes", "refund_status": "due", "refund_amount": 90}, {}),
         "Services": services({"charged": "yes"}, {"charged": "yes", "register_id": "V-001"})},
    ),
    "K25 finds nobody": ((0, None, 0, "Green"), "2026-Q1", {"Register": many({})}),
    "K25 finds nobody and may yet": (
        (0, None, 1, "not testable"), "2026-Q1", {"Register": many({}, {"charged": "unknown"})},
    ),
    "K26 adds up what is due, and knows no more": (
        (90, None, 1, "Green"), "2026-Q1",
        {"Register": many(
            {"charged": "yes", "refund_status": "due", "refund_amount": 90,
             "refund_found": date(2026, 5, 1)},
            {"charged": "yes", "refund_status": "due", "refund_found": date(2026, 5, 1)},
            {"charged": "yes", "refund_status": "paid", "refund_amount": 50,
             "refund_paid": date(2026, 5, 2)})},
    ),
    "K26 sixty-one days are too long": (
        (90, None, 0, "Red"), "2026-Q1",
        {"Register": many({"charged": "yes", "refund_status": "due", "refund_amount": 90,
                           "refund_found": date(2026, 4, 30)})},
    ),
    "K26 sixty days are not": (
        (90, None, 0, "Green"), "2026-Q1",
        {"Register": many({"charged": "yes", "refund_status": "due", "refund_amount": 90,
                           "refund_found": date(2026, 5, 1)})},
    ),
    # K27 to K30
    "K27 offered, and not shown to be": (
        (1, 2, 0, "Red"), "2026-Q1", {"Register": many({}, {"advocacy_offered": None})},
    ),
    "K28 none is an answer, a blank is not, and gibberish tells nothing": (
        (1, 2, 1, "Red"), "2026-Q1",
        {"Register": many({}, {"communication_need": None},
                          {"communication_need": "smoke signals"})},
    ),
    "K29 there, blank, and of one who was neither assessed nor reviewed": (
        (1, 2, 0, "Red"), "2026-Q1",
        {"Register": many({}, {"person_voice": None}, {"person_voice": None,
                          "assessment_date": None} | UNSEEN)},
    ),
    "K30 at the latest review, where there is consent": (
        (1, 2, 1, "Red"), "2026-Q1",
        {"Register": many(*({"carer_name": "C", "carer_consent": each} for each in (
            "yes", "yes", "no", "unknown"))),
         "Reviews": held(*({"carer_present": each} for each in ("yes", "no", "no", "no")),
                         count=4)},
    ),
    "K30 does not tell by a review that is on the Register alone": (
        (0, 0, 1, "not testable"), "2026-Q1",
        {"Register": many({"carer_name": "C", "carer_consent": "yes"})},
    ),
    # K32, K33
    "K32 from 17 and a half on": (
        (1, 3, 0, "Red"), "2026-Q1",
        {"Register": many(CHILD | {"transition_plan_date": date(2026, 5, 1)}, CHILD,
                          CHILD | {"dob": date(2008, 12, 31)},  # 17 and a half on 30 June too
                          CHILD | {"dob": date(2009, 1, 1)},
                          CHILD | {"dob": date(2008, 6, 30)})},
    ),
    "K32 born on 29 February is 18 on 1 March": (
        (0, 1, 0, "Red"), Q4,
        {"Register": many(CHILD | {"dob": date(2008, 2, 29)}), "as_at": date(2026, 2, 28)},
    ),
    "K33 reviewed, long ago, and too early to be": (
        (1, 2, 0, "Red"), "2026-Q1",
        {"Register": many(*(
            {"record_status": "ACTIVE-PRISON", "prison_name": "HMP", "prison_start": date(
                2026, 5, 1)} | each for each in (
                {}, LONG_AGO | {"last_review_date": date(2025, 6, 1)},
                UNSEEN | {"discharge_date": date(2026, 4, 1)})))},
    ),
    # K34, K35
    "K34 adds up what is going on": (
        (300, None, 1, ""), "2026-Q1",
        {"Register": many({}), "Services": services(
            {"weekly_cost": 100}, {"weekly_cost": 200, "end": AS_AT},
            {"weekly_cost": 400, "end": date(2026, 6, 29)}, {"weekly_cost": None},
            {"weekly_cost": 800, "is_s117": "no"}, {"start": date(2026, 7, 1)}, count=1)},
    ),
    "K35 elsewhere, at home, and blank": (
        (1, 2, 1, ""), "2026-Q1",
        {"Register": many(*({"accommodation_s117": "yes", "host_la_code": each} for each in (
            "E08000032", "E08000035", None)), {"host_la_code": "E08000032"})},
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_a_figure_is_as_worked_out_by_hand(case: str) -> None:
    expected, period, tables = CASES[case]
    assert one(case[:3], period, tables.get("as_at", AS_AT), **{
        name: table for name, table in tables.items() if name != "as_at"
    }) == expected  # fmt: skip


def test_each_figure_that_the_register_feeds_is_worked_out_here() -> None:
    apart = {"K02", "K07", "K15", "K31"}  # below
    assert {case[:3] for case in CASES} | apart == {*SHARES, *OTHERS}


def test_overdue_reviews_are_counted_by_age() -> None:
    changes = [
        LONG_AGO | {"last_review_date": day}
        for day in (
            date(2025, 6, 30), date(2025, 6, 29), date(2025, 5, 31), date(2025, 5, 30),
            date(2025, 4, 1), date(2025, 3, 31), date(2025, 1, 15),
        )
    ]  # fmt: skip
    tables = {name: [] for name in TABLES} | {"Register": many(*changes)}
    kpi = figures(as_at=date(2026, 6, 30), **tables)["K07"]
    assert (kpi.value, kpi.rag) == (6, "Green")
    assert dict(kpi.parts) == {
        "0 to 30 days": 2, "31 to 90 days": 2, "91 to 180 days": 2, "over 180 days": 0
    }  # fmt: skip
    late = many(LONG_AGO | UNSEEN)
    assert figures(as_at=date(2026, 6, 30), Register=late)["K07"].parts["over 180 days"] == 1


def test_required_cells_are_counted_filled_blank_and_unreadable() -> None:
    full = figures(Register=many({}))["K15"]
    blank = figures(Register=many({"surname": None}))["K15"]
    broken = figures(Register=many({"dob": BROKEN}))["K15"]
    gone = figures(Register=many({"dob": ...}))["K15"]
    assert (full.value, full.rag, full.not_testable) == (1, "Green", 0)
    assert (blank.numerator, blank.denominator) == (full.numerator - 1, full.denominator)  # type: ignore[operator]
    assert blank.records == ("V-001",)
    assert (broken.denominator, broken.not_testable) == (full.denominator - 1, 1)  # type: ignore[operator]
    assert gone.denominator == full.denominator - 1  # type: ignore[operator]


def test_what_a_person_need_not_fill_in_is_not_counted() -> None:
    ended = figures(Register=many({}, like=ending))["K15"]
    live = figures(Register=many({}))["K15"]
    assert ended.denominator != live.denominator
    assert (ended.value, live.value) == (1, 1)


@pytest.mark.parametrize("code", ["K02", "K17", "K36", "K37", "K38"])
def test_what_the_register_cannot_hold_is_not_testable_and_says_what_is_missing(code: str) -> None:
    kpi = figures(Register=many({}))[code]
    assert (kpi.numerator, kpi.denominator, kpi.value) == (None, None, None)
    assert (kpi.rag, kpi.shown, kpi.not_testable) == ("not testable", "not testable", 1)
    about = all_definitions()[code]
    assert (about.outside or about.missing) in kpi.why


def test_figures_from_elsewhere_are_taken_where_they_are_given() -> None:
    given_ = {"K02": (0, 200_000), "K17": (49, 50), "K38": (0, 0)}
    found = figures(fed=given_, Register=many({}, {}, {}))
    assert (found["K02"].value, found["K02"].numerator) == (1.5, 3)
    assert (found["K17"].value, found["K17"].rag) == (0.98, "Green")
    assert (found["K38"].value, found["K38"].rag) == (None, "n/a")


def test_a_column_that_is_gone_is_named() -> None:
    kpi = figures(Register=many({"verified_on": ...}))["K16"]
    assert (kpi.value, kpi.rag) == (None, "not testable")
    assert "Verified on" in kpi.why


def test_a_figure_with_nothing_but_blanks_names_the_fields_it_needs() -> None:
    kpi = figures(Register=many({"verified_on": None}))["K16"]
    assert kpi.rag == "not testable"
    assert "Verified on" in kpi.why


def test_a_table_that_is_gone_is_named() -> None:
    given_ = context(Register=many({}))
    found = kpis(given_, check(given_), derive(given_), read_period("2026-Q1"))
    assert {k.code: k.why for k in found}["K09"] == "The workbook has no Reviews table."


def test_deprivation_is_said_not_to_be_compared() -> None:
    assert "Deprivation is not testable" in figures(Register=many({}))["K31"].why


def test_money_is_split_by_the_shares_of_each_service() -> None:
    costs = services(
        {"weekly_cost": 100, "la_share": 0.25, "icb_share": 0.75},
        {"weekly_cost": 50, "la_share": None, "service_type": "transport"}, count=1,
    )  # fmt: skip
    kpi = figures(Register=many({}), Services=costs)["K34"]
    assert (kpi.numerator, kpi.value) == (150, 7821)
    assert dict(kpi.parts) == {
        "council, a week": 25, "ICB, a week": 75, "not split, a week": 50,
        "care at home, a week": 100, "transport, a week": 50,
    }  # fmt: skip


def test_the_median_is_of_the_days_since_each_was_raised() -> None:
    days = disputes(*({"raised": date(2026, 6, day)} for day in (10, 20, 21)))
    assert figures(Register=many({}), Disputes=days)["K22"].value == 10
    assert figures(Register=many({}), Disputes=days[:2])["K22"].value == 15


def test_shares_are_rounded_half_up_and_rated_as_rounded() -> None:
    people = [{"advocacy_offered": None}] * 1 + [{}] * 18
    found = figures(Register=many(*people))["K27"]
    assert (found.value, found.rag) == (0.947, "Amber")  # 94.737 %
    assert found.shown == "94.7 %"


def test_who_does_not_meet_a_share_is_named_and_who_is_back_in_hospital() -> None:
    found = figures(
        Register=many({}, {"advocacy_offered": None}),
        Admissions=stays({"admitted": date(2026, 2, 1)}),
    )
    assert found["K27"].records == ("V-002",)
    assert found["K18"].records == ("V-001",)


def test_the_json_has_the_names_that_must_not_differ() -> None:
    told = figures(Register=many({}))["K05"].as_json()
    names = ["code", "name", "numerator", "denominator", "not_testable", "value", "target", "rag"]
    assert list(told)[:8] == names


@pytest.mark.parametrize("code", all_definitions())
def test_a_definition_names_rules_law_fields_and_pillars_that_there_are(code: str) -> None:
    about = all_definitions()[code]
    assert set(about.rules) <= set(all_rules())
    assert set(about.authority) <= set(all_authorities())
    for name in about.fields:
        table, _, key = name.rpartition(".")
        assert key in TABLES[table or "Register"].by_key
    assert code in all_pillars()[about.pillar].kpis
    assert (about.target is None) == (about.amber is None)


def test_the_definitions_are_k01_to_k38_and_each_has_its_section() -> None:
    assert list(all_definitions()) == [f"K{number:02}" for number in range(1, 39)]
    assert all(f"### {code}\n" in kpis_markdown() for code in all_definitions())


def test_the_page_is_as_the_definitions_say() -> None:
    page = Path(__file__).parents[2] / "docs" / "kpis.md"
    assert page.read_text("utf-8") == kpis_markdown()


PEOPLE = many(
    {}, UNSEEN, LONG_AGO, LONG_AGO | {"last_review_date": date(2025, 6, 1)},
    {"record_status": None}, {"contingency_plan": "unknown", "advocacy_offered": None},
    {"discharge_date": date(2026, 4, 2)}, {"section_code": "14"},
)  # fmt: skip
PEOPLE += [ending(register_id="V-100", la_person_id="LA-100"),
           ending(register_id="V-101", la_person_id="LA-101", nhs_number="9990000026",
                  end_la_date=None)]  # fmt: skip


def told(people: list[Row], **tables: Any) -> list[tuple[Any, ...]]:
    found = figures(Register=people, Services=[SERVICE], Disputes=[DISPUTE], **tables)
    return [
        (k.numerator, k.denominator, k.not_testable, k.value, k.rag, dict(k.parts), set(k.records))
        for k in found.values()
    ]


@settings(max_examples=10, deadline=None)
@given(st.permutations(range(len(PEOPLE))))
def test_the_order_of_rows_changes_nothing(order: list[int]) -> None:
    assert told([PEOPLE[place] for place in order]) == told(PEOPLE)


@settings(max_examples=10, deadline=None)
@given(st.sampled_from(sorted({*SHARES} - {"K15", "K29", "K16", "K27", "K28"})))
def test_somebody_who_is_not_entitled_changes_no_share(code: str) -> None:
    stranger = many({"record_status": "NOT-ENTITLED", "section_code": "02",
                     "status_reason": "never qualified", "register_id": "V-900",
                     "la_person_id": "LA-900"})  # fmt: skip
    with_them, without = (figures(Register=PEOPLE + more)[code] for more in (stranger, []))
    assert with_them == without
