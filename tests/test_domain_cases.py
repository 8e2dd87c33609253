"""The test cases of the domain: one person or situation each, all rules run together.

Each case varies a lawful record so that it has its own fault alone. It says which codes must be
found; no other unlawful code may be.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pytest

from s117xl.check import NOT_LAW_YET, check
from s117xl.derived import derive
from s117xl.findings import Finding
from s117xl.register.schema import TABLES
from tests.people import (
    ADMISSION,
    AS_AT,
    DISPUTE,
    REVIEW,
    SERVICE,
    context,
    ending,
    person,
)

YESTERDAY = AS_AT - timedelta(days=1)
Row = dict[str, Any]


def whole(**tables: Any) -> dict[str, Any]:
    """These tables, and every other table of the register with no rows."""
    return {name: [] for name in TABLES} | tables


@dataclass(frozen=True)
class Case:
    """One case: the rows, the codes that must be found, those that must not be, the duty."""

    name: str
    register: Row | list[Row]
    codes: set[str] = field(default_factory=set)
    never: set[str] = field(default_factory=set)
    entitled: bool | None = None
    as_at: date = AS_AT
    what_if: bool = False
    children: dict[str, list[Row]] = field(default_factory=dict)

    @property
    def tables(self) -> dict[str, Any]:
        rows = self.register if isinstance(self.register, list) else [self.register]
        return whole(Register=rows, **self.children)


def in_hospital(**changes: Any) -> Row:
    """A person still in hospital: no discharge, nothing that follows from it."""
    return person(
        discharge_date=None, detention_end=None, last_review_date=None, last_review_type=None,
        follow_up_72h=None, **changes,
    )  # fmt: skip


def first_review(held: date) -> tuple[Row, dict[str, list[Row]]]:
    """A person who left hospital on 30 November 2025, and whose first review was on this day."""
    left = date(2025, 11, 30)
    row = person(
        detention_end=left, discharge_date=left, plan_date=date(2025, 11, 20),
        plan_shared_date=date(2025, 11, 21), assessment_date=date(2025, 11, 1),
        follow_up_72h=date(2025, 12, 2), last_review_date=held,
    )  # fmt: skip
    return row, {"Reviews": [REVIEW | {"held": held, "due": date(2026, 2, 28)}]}


IN_TIME, LATE = first_review(date(2026, 2, 28)), first_review(date(2026, 3, 1))
FIRST_EPISODE = person(
    record_status="SUPERSEDED", la_code="E08000036", icb_code="QWO",
    detention_start=date(2022, 1, 3), detention_end=date(2022, 5, 2),
    or_determined_on=date(2022, 1, 3), discharge_date=date(2022, 5, 2),
    asc_notified=date(2022, 1, 4), planning_start=date(2022, 1, 5),
    assessment_date=date(2022, 3, 1), plan_date=date(2022, 4, 20),
    plan_shared_date=date(2022, 4, 21), rights_leaflet_date=date(2022, 4, 21),
    advocacy_offered=date(2022, 2, 1), registered_on=date(2022, 5, 3),
    follow_up_72h=date(2022, 5, 3), last_review_date=date(2025, 7, 1),
    next_review_due=None,
)  # fmt: skip
SECOND_EPISODE = person(register_id="V-002", episode_no=2, la_code="E08000032", icb_code="QWO")

CASES = [
    Case("1 section 2 alone, on the register as active",
         person(section_code="02"), {"R023"}, entitled=False),
    Case("1 section 2 alone, marked as not entitled",
         person(section_code="02", record_status="NOT-ENTITLED", status_reason="never qualified"),
         never={"R023", "R203"}, entitled=False),
    Case("2 one day under section 3, then informal, then home",
         person(section_code="s3", detention_end=date(2025, 9, 2)),
         never={"R023", "R031"}, entitled=True),
    Case("3 an escorted day trip",
         in_hospital(record_status="PROSPECTIVE", trigger="leave", leave_start=date(2026, 6, 1),
                     leave_kind="escorted"),
         never={"R203", "R029", "R041"}, entitled=False),
    Case("4 leave of four weeks to a trial flat",
         in_hospital(trigger="leave", leave_start=date(2026, 6, 1),
                     leave_kind="overnight or longer"),
         never={"R023", "R029", "R041"}, entitled=True),
    Case("5 ended while a community treatment order is in force",
         ending(cto_start=date(2024, 1, 15), cto_expiry=date(2026, 7, 15),
                cto_renewed=date(2025, 7, 15), trigger="CTO"), {"R002"}),
    Case("6 order ended yesterday, duty today, the board did not decide",
         ending(cto_start=date(2024, 1, 15), cto_end=YESTERDAY, trigger="CTO", end_date=AS_AT,
                end_icb_date=None, end_icb_decider=None), {"R004"}, {"R002", "R003"}),
    Case("6 order ended yesterday, duty today, the council did not decide",
         ending(cto_start=date(2024, 1, 15), cto_end=YESTERDAY, trigger="CTO", end_date=AS_AT,
                end_la_date=None, end_la_decider=None), {"R003"}, {"R002", "R004"}),
    Case("7 guardianship typed as section 37",
         person(section_code="s37 guardianship"), {"R026", "R023"}, entitled=False),
    Case("7 guardianship by its code", person(section_code="36"), {"R023"}, entitled=False),
    Case("8 returned to prison, and closed for that",
         ending(section_code="47/49", restricted="yes", trigger="prison return",
                prison_name="HMP Example", prison_start=date(2026, 5, 1), end_reason="X10"),
         {"R015"}, {"R023"}),
    Case("9 section 45A, limitation direction ended", person(section_code="38"),
         never={"R023", "R024", "R025"}, entitled=True),
    Case("10 detained again from a placement: a new council, the same board",
         [FIRST_EPISODE, SECOND_EPISODE], never={"R113", "R112", "R068", "R069", "R205"}),
    Case("11 the same under law that is enacted and not in force: the first council stays",
         [FIRST_EPISODE | {"host_la_code": "E08000032"}, SECOND_EPISODE], {"R208"}, {"R113"},
         what_if=True),
    Case("11 the same under the law in force",
         [FIRST_EPISODE | {"host_la_code": "E08000032"}, SECOND_EPISODE], never={"R208"}),
    Case("12 a child of 16 with no lead",
         person(dob=date(2010, 1, 20), ehcp="no", looked_after="no"), {"R094"}, {"R033"},
         entitled=True),
    Case("13 ended on turning 18",
         ending(dob=date(2008, 5, 20), end_reason="X11"), {"R096"}, {"R097"}),
    Case("13 ended for age before turning 18",
         ending(dob=date(2008, 6, 20), end_reason="X11"), {"R096"}, {"R097"}),
    Case("13 shut out for age long before 18",
         ending(dob=date(2009, 6, 20), end_reason="X11"), {"R097"}, {"R096"}),
    Case("14 refused for want of recourse to public funds",
         person(nrpf="yes", nrpf_note="Told that nothing could be done",
                record_status="NOT-ENTITLED", status_reason="no recourse to public funds"),
         {"R092"}),
    Case("14 ended for immigration status", ending(nrpf="yes", nrpf_note="x", end_reason="X15"),
         {"R092"}),
    Case("15 a charge on a section 117 service", person(), {"R001"},
         children={"Services": [SERVICE | {"charged": "yes"}]}),
    Case("16 first review on the last day", IN_TIME[0], never={"R041", "R042"},
         children=IN_TIME[1]),
    Case("16 first review a day late", LATE[0], {"R042"}, {"R041"}, children=LATE[1]),
    Case("17 the first review is light-touch", person(last_review_type="light-touch"), {"R046"},
         children={"Reviews": [REVIEW | {"type": "light-touch"}]}),
    Case("18 ended as settled and discharged to the GP", ending(end_reason="X1; X3"), {"R007"}),
    Case("20 ended on an informal readmission", ending(end_reason="X6"), {"R016"},
         children={"Admissions": [ADMISSION | {"admitted": date(2026, 5, 20),
                                               "discharged": None}]}),
    Case("20 ended while an informal patient", ending(), {"R016"},
         children={"Admissions": [ADMISSION | {"admitted": date(2026, 5, 20),
                                               "discharged": date(2026, 6, 10)}]}),
    Case("21 an NHS number of ones, which passes the check digit",
         person(nhs_number="1111111111"), {"R110"}),
    Case("22 a board that had been abolished",
         person(icb_code="QMJ", verified_on=date(2026, 4, 20), updated_on=date(2026, 4, 20)),
         {"R069"}, as_at=date(2026, 5, 1)),
    Case("23 two active episodes",
         [person(), person(register_id="V-002", episode_no=2)], {"R113"}),
    Case("24 shares of 60 and 30", person(la_share=60, icb_share=30), {"R080"}),
    Case("24 shares of 60 and 30 on a service", person(), {"R080"},
         children={"Services": [SERVICE | {"la_share": 0.6, "icb_share": 0.3}]}),
    Case("25 the person declines and stays on the register",
         person(record_status="ACTIVE-DECLINED", declined_date=date(2026, 5, 1),
                declined_informed="yes"), never={"R019", "R205"}, entitled=True),
    Case("25 ended because the person declined, with no informed choice",
         ending(end_reason="X8"), {"R019"}),
    Case("26 dead and still active", person(dod=date(2026, 6, 1)), {"R115"}),
    Case("27 on remand under section 48, found not guilty, left hospital",
         person(section_code="18"), never={"R023", "R024"}, entitled=True),
    Case("27 the same by the words of the Act", person(section_code="s48"),
         never={"R023", "R024"}, entitled=True),
    Case("28 limitation direction ended, notional section 37",
         person(section_code="notional 37"), never={"R023", "R024", "R026", "R113"},
         entitled=True),
    Case("29 a residence dispute on day 125, not referred", person(), {"R077"}, {"R076"},
         children={"Disputes": [DISPUTE | {"raised": AS_AT - timedelta(days=125)}]}),
    Case("29 support paused for a dispute", person(), {"R076"}, {"R077"},
         children={"Disputes": [DISPUTE | {"support_paused": "yes"}]}),
    Case("30 a district council", person(la_code="E07000032"), {"R068"}),
]  # fmt: skip


def findings(as_at: date = AS_AT, what_if: bool = False, **tables: Any) -> tuple[Finding, ...]:
    return check(context(as_at=as_at, **tables), what_if=what_if).findings


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_case_gives_its_codes_and_no_other_unlawful_one(case: Case) -> None:
    given = findings(case.as_at, case.what_if, **case.tables)
    codes = {finding.code for finding in given}
    unlawful = {finding.code for finding in given if finding.severity == "unlawful"}
    assert case.codes <= codes
    assert not case.never & codes
    assert unlawful <= case.codes


@pytest.mark.parametrize(
    "case", [case for case in CASES if case.entitled is not None], ids=lambda case: case.name
)
def test_a_case_is_entitled_or_not(case: Case) -> None:
    (derived,) = derive(context(as_at=case.as_at, **case.tables))
    assert derived.entitled is case.entitled


@pytest.mark.parametrize(
    ("code", "severity"),
    [("R092", "unlawful"), ("R001", "unlawful"), ("R015", "risk"), ("R002", "unlawful")],
)
def test_the_cases_that_name_a_severity_have_it(code: str, severity: str) -> None:
    case = next(case for case in CASES if code in case.codes)
    given = findings(case.as_at, **case.tables)
    assert {finding.severity for finding in given if finding.code == code} == {severity}


def test_what_is_not_law_yet_bears_a_watermark() -> None:
    (case,) = (case for case in CASES if case.what_if)
    given = findings(what_if=True, **case.tables)
    told = [f.message for f in given if f.code == "R208"]
    assert told
    assert all(text.startswith(NOT_LAW_YET) for text in told)
    assert not any(f.message.startswith(NOT_LAW_YET) for f in given if f.code != "R208")


def test_two_active_episodes_are_found_on_both_rows() -> None:
    rows = [person(), person(register_id="V-002", episode_no=2)]
    places = {finding.row for finding in findings(**whole(Register=rows)) if finding.code == "R113"}
    assert places == {"V-001", "V-002"}


ENDED_SERVICE = SERVICE | {
    "end": date(2026, 5, 29),
    "end_reason": "The duty ended",
    "ended_by": "duty ended",
}


@pytest.mark.parametrize(
    "tables",
    [
        {"Register": [person()]},
        {"Register": [person()], "Services": [SERVICE], "Reviews": [REVIEW]},
        {"Register": [ending()]},
        {"Register": [ending()], "Services": [ENDED_SERVICE], "Reviews": [REVIEW]},
    ],
    ids=[
        "a record",
        "a record with its children",
        "19 an ending",
        "19 an ending with its children",
    ],
)
def test_a_full_and_lawful_record_gives_nothing_to_fix_or_explain(
    tables: dict[str, Any],
) -> None:
    given = findings(**whole(**tables))
    assert [(f.code, f.field, f.message) for f in given if f.action != "note"] == []
