"""The register's evidence: counted by hand, question by question, and written beside answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from s117xl.audit.evidence import (
    Evidence,
    by_question,
    evidence,
    figures_by_question,
    per_cent,
    propose,
)
from s117xl.audit.evidence_edits import differs, evidence_edits
from s117xl.audit.evidence_measures import MEASURES
from s117xl.audit.questions import all_questions
from s117xl.audit.tables import domain_table
from s117xl.check import Checked, check
from s117xl.demo.people import invent
from s117xl.derived import derive
from s117xl.register.schema import TABLES
from s117xl.rules.catalogue import all_rules
from s117xl.workbook.edits import WriteColumn, WriteRows
from s117xl.workbook.raw import RawTable, factorise
from tests.people import AS_AT, DISPUTE, REVIEW, SERVICE, context, ending, person

Row = dict[str, Any]
NOBODY: tuple[str, ...] = ()
LAST_YEAR = {
    "detention_start": date(2024, 9, 1), "detention_end": date(2025, 1, 15),
    "discharge_date": date(2025, 1, 15), "or_determined_on": date(2024, 9, 1),
}  # fmt: skip
REGISTER_REVIEW = {
    "review_ref": "Q-001", "held": date(2026, 6, 1), "forum": "Partnership Board",
    "partners": "LA; ICB; Trust", "exceptions_escalated": 0, "themes": "Late reviews",
    "actions": "Two more reviewers by May", "next_due": date(2026, 9, 1),
}  # fmt: skip


def on(day: date, **changes: Any) -> Row:
    """A review of the register."""
    return REGISTER_REVIEW | {"review_ref": f"Q-{day:%y%m%d}", "held": day} | changes


def figures(
    ref: str = "", *, checked: Any = None, settings: Mapping[str, Any] | None = None, **tables: Any
) -> list[Evidence]:
    """The figures of a question, or of all, for a register with these tables."""
    given = context(settings=settings, **({name: [] for name in TABLES} | tables))
    found = check(given)
    questions = {ref: all_questions()[ref]} if ref else all_questions()
    return evidence(given, checked(found) if checked else found, derive(given), questions)


def many(*rows: Row) -> list[Row]:
    """Rows of different people, numbered from V-001."""
    return [
        row | {"register_id": f"V-{n:03}", "nhs_number": None, "nhs_number_reason": "refused",
               "la_person_id": f"LA-{n}", "surname": f"Example{n}"}
        for n, row in enumerate(rows, 1)
    ]  # fmt: skip


@dataclass(frozen=True)
class Case:
    """A register, and by hand: how many are met, of how many, not testable; who is not met."""

    ref: str
    register: list[Row]
    number: int | None
    of: int
    not_testable: int = 0
    proposes: str = "-"
    records: tuple[str, ...] = ()
    children: dict[str, list[Row]] = field(default_factory=dict)


REVIEW_ON = {"last_review_date": None, "last_review_type": None}
CASES = [
    # 6.1: three endings with both decisions, one with none of the board's, one not ended.
    Case("D6.1", many(ending(), ending(), ending(), ending(end_icb_date=None), person()),
         3, 4, 0, "Partial", ("V-004",)),
    # The day of the council's decision cannot be read: whether it decided is not known.
    Case("D6.1", many(ending(), ending(end_la_date="in May")), 1, 1, 1, "Yes"),
    Case("D6.1", many(ending(end_la_date="in May")), None, 0, 1, "-"),
    Case("D6.1", many(person()), None, 0, 0, "-"),
    # The decisions 29 days apart: R005.
    Case("D6.1", many(ending(end_la_date=date(2026, 4, 21))), 0, 1, 0, "No", ("V-001",)),
    Case("D6.2", many(ending(), ending(end_reassessment_date=None)), 1, 2, 0, "No", ("V-002",)),
    Case("D6.3", many(ending(), ending(end_reason="X99", end_rationale="So it is.")), 1, 2, 0,
         "No", ("V-002",)),
    Case("D6.4", many(ending(), ending(end_authorised_by=None)), 1, 2, 0, "No", ("V-002",)),
    Case("D8.5.3", many(ending(), ending(end_rationale=None), ending(end_date=None)), 1, 3, 0,
         "No", ("V-002", "V-003")),
    # 4.3: a blank does not say that nobody was charged.
    Case("D4.3", many(person(), person(charged="yes"), person(charged=None)), 1, 2, 1, "No",
         ("V-002",)),
    Case("D4.3", many(person()), 0, 1, 0, "No", ("V-001",),
         {"Services": [SERVICE | {"charged": "yes"}]}),
    # Charged once, over, and paid back: for information only.
    Case("D4.3", many(person(), person(charged="yes", refund_status="paid", refund_amount=5.0,
         refund_found=date(2026, 5, 1), refund_paid=date(2026, 5, 2))), 1, 1, 0, "Yes"),
    Case("D7.1", many(person(), person(communication_need=None)), 1, 2, 0, "No", ("V-002",)),
    Case("D7.2", many(person(), person(advocacy_type=None),
         person(record_status="DECEASED", dod=date(2026, 5, 1))), 1, 2, 0, "No", ("V-002",)),
    Case("D7.4", many(person(dob=date(2009, 5, 1), cyp_lead="A", ehcp="no", looked_after="no"),
         person(dob=date(2010, 5, 1)), person()), 1, 2, 0, "No", ("V-002",)),
    Case("D7.5", many(person(nrpf="yes", nrpf_note="Given all the same"), person(nrpf="yes"),
         person()), 1, 2, 0, "No", ("V-002",)),
    # Shut out for it: found by R092, which asks of every record.
    Case("D7.5", many(person(record_status="NOT-ENTITLED", status_reason="no recourse to public "
         "funds")), 0, 1, 0, "No", ("V-001",)),
    Case("D8.2.2", many(person(), person(section_code=None), person(detention_start="soon")),
         1, 2, 1, "No", ("V-002",)),
    Case("D8.2.3", many(person(), person(icb_code=None), person(la_code="E07000008")), 1, 3, 0,
         "No", ("V-002", "V-003")),
    Case("D8.2.4", many(person(), person(plan_ref=None)), 1, 2, 0, "No", ("V-002",)),
    Case("D8.2.5", many(person(), person(la_share=0.4), person(la_share=None)), 1, 2, 1, "No",
         ("V-002",), {"Services": [SERVICE]}),
    Case("D8.2.6", many(person(accommodation_s117="yes", accommodation_rationale="So"),
         person(accommodation_s117="yes"), person()), 1, 2, 0, "No", ("V-002",)),
    Case("D8.3.4", many(person(), person(last_review_type=None)), 1, 2, 0, "No", ("V-002",)),
    # 5.1: due 15 April 2026, held on the day, the day after, never; due on the as-at date itself.
    Case("D5.1", many(person(last_review_date=date(2026, 4, 15)),
         person(last_review_date=date(2026, 4, 16)), person(**REVIEW_ON),
         person(**REVIEW_ON | {"discharge_date": date(2026, 3, 30)})),
         1, 3, 0, "No", ("V-002", "V-003")),
    # Due a year ago to the day, and the day before; a discharge that cannot be read.
    Case("D5.1", many(
         person(discharge_date=date(2025, 3, 30), detention_end=None,
                detention_start=date(2025, 1, 1), last_review_date=date(2025, 6, 30)),
         person(discharge_date=date(2025, 3, 29), detention_end=None,
                detention_start=date(2025, 1, 1), last_review_date=date(2025, 6, 28)),
         person(discharge_date="?")), 1, 1, 1, "Yes"),
    # Ended or died before it was due: nobody was late. Superseded: nobody knows.
    Case("D5.1", many(
         person(**REVIEW_ON, record_status="DECEASED", dod=date(2026, 4, 1)),
         person(**REVIEW_ON, record_status="DECEASED", dod=date(2026, 5, 1)),
         person(**REVIEW_ON, record_status="SUPERSEDED"),
         person(record_status="SUPERSEDED")), 1, 2, 1, "No", ("V-002",)),
    # The first review is that of the table, not the last of the Register.
    Case("D5.1", many(person(last_review_date=date(2026, 6, 1))), 1, 1, 0, "Yes", NOBODY,
         {"Reviews": [REVIEW]}),
    # 5.2: a year since 15 January 2025: reviewed 12 months ago, a day more, never; lately out.
    Case("D5.2", many(person(**LAST_YEAR | {"last_review_date": date(2025, 6, 30)}),
         person(**LAST_YEAR | {"last_review_date": date(2025, 6, 29)}),
         person(**LAST_YEAR | REVIEW_ON), person(), ending()), 1, 3, 0, "No", ("V-002", "V-003")),
    Case("D5.2", many(person(**LAST_YEAR | {"last_review_date": "spring"})), None, 0, 1, "-"),
    # 5.3: both, one, one blank, a year ago to the day, planned.
    Case("D5.3", many(person(**LAST_YEAR)), 1, 2, 1, "No", ("V-001",), {"Reviews": [
        REVIEW, REVIEW | {"review_id": "RV-2", "nhs_present": "no"},
        REVIEW | {"review_id": "RV-3", "nhs_present": None},
        REVIEW | {"review_id": "RV-4", "held": date(2025, 6, 30), "nhs_present": "no"},
        REVIEW | {"review_id": "RV-5", "held": None},
    ]}),
    Case("D5.3", many(person()), None, 0, 0, "-"),
    # 8.3.3: the day is known; overdue and flagged; no day, and flagged as such; cannot be read.
    Case("D8.3.3", many(person(), person(last_review_date=date(2025, 1, 1), **LAST_YEAR | {
         "discharge_date": date(2024, 12, 1), "detention_end": date(2024, 12, 1)}),
         person(**REVIEW_ON, discharge_date=None, detention_end=None),
         person(last_review_date="May")), 3, 4, 0, "Partial", ("V-004",)),
    # 8.4: the quarters to 30 June; one of the four has none.
    Case("D8.4.2", many(person()), 1, 2, 1, "No", ("Q-260301",), {"RegisterReviews": [
        on(date(2026, 6, 1)), on(date(2026, 3, 1), partners="LA; Trust"),
        on(date(2025, 12, 1), partners=None), on(date(2025, 6, 30), partners="LA"),
    ]}),
    Case("D8.4.3", many(person()), 1, 1, 1, "Yes", (), {"RegisterReviews": [
        on(date(2026, 6, 1)), on(date(2026, 3, 1), exceptions_escalated=None)]}),
    Case("D8.4.4", many(person()), 1, 2, 0, "No", ("Q-260301",), {"RegisterReviews": [
        on(date(2026, 6, 1)), on(date(2026, 3, 1), themes=None)]}),
    Case("D8.4.5", many(person()), 2, 2, 0, "Yes", (), {"RegisterReviews": [
        on(date(2026, 6, 1)), on(date(2026, 3, 1))]}),
    Case("D8.4.5", many(person()), None, 0, 0, "-"),
    # 8.5.4: kept open; ended in prison; ended long before; prison with no day.
    Case("D8.5.4", many(
         person(record_status="ACTIVE-PRISON", prison_name="HMP", prison_start=date(2026, 3, 1)),
         ending(prison_name="HMP", prison_start=date(2026, 3, 1)), ending(), person(),
         person(prison_name="HMP")), 1, 2, 1, "No", ("V-002",)),
    Case("D8.5.4", many(ending(end_reason="X10")), 0, 1, 0, "No", ("V-001",)),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.ref)
def test_a_figure_is_what_is_counted_by_hand(case: Case) -> None:
    [found] = figures(case.ref, Register=case.register, **case.children)
    assert (found.number, found.of, found.not_testable) == (case.number, case.of, case.not_testable)
    assert (found.proposes, found.records) == (case.proposes, case.records)


# A question with rules and the table of the register's own reviews.

FOUR_QUARTERS = [on(AS_AT - timedelta(days=days)) for days in (10, 100, 190, 280)]
STALE = person(updated_on=date(2026, 3, 1))


@pytest.mark.parametrize(
    ("register", "reviews", "quarters", "rows", "proposes"),
    [
        ([person()], FOUR_QUARTERS, (4, 4, 0), (1, 1, 0), "Yes"),
        # Three of four quarters; all records looked at: the poorer counts.
        ([person()], FOUR_QUARTERS[:3], (3, 4, 0), (1, 1, 0), "Partial"),
        ([STALE], FOUR_QUARTERS, (4, 4, 0), (0, 1, 0), "No"),
        # Nothing recorded in the table: no nought is shown, and the other alone proves no Yes.
        ([person()], [], (None, 0, 2), (1, 1, 0), "-"),
        ([STALE], [], (None, 0, 2), (0, 1, 0), "No"),
        ([person(updated_on=None)], [], (None, 0, 2), (None, 0, 1), "-"),
        ([person(updated_on=None)], FOUR_QUARTERS, (4, 4, 0), (None, 0, 1), "-"),
        ([ending()], FOUR_QUARTERS, (4, 4, 0), (None, 0, 0), "Yes"),
        # A day that cannot be read may lie in any quarter.
        ([person()], [*FOUR_QUARTERS[:3], on(AS_AT, held="March")], (3, 3, 1), (1, 1, 0), "Yes"),
        # The register began in January 2026: two quarters were over before that.
        ([person()], FOUR_QUARTERS[:1], (1, 2, 0), (1, 1, 0), "No"),
    ],
)
def test_the_quarterly_review_is_told_by_its_table_and_by_the_records(
    register: list[Row], reviews: list[Row], quarters: tuple[Any, ...], rows: tuple[Any, ...],
    proposes: str,
) -> None:  # fmt: skip
    if len(reviews) > 1:
        register = [register[0] | {"registered_on": date(2025, 1, 16)}]
    table, rule = figures("D8.4.1", Register=register, RegisterReviews=reviews)
    assert (table.number, table.of, table.not_testable) == quarters
    assert (rule.number, rule.of, rule.not_testable) == rows
    assert (table.rules, rule.rules) == ((), ("R121",))
    said = by_question([table, rule])["D8.4.1"]
    assert said.proposes == proposes
    assert table.sentence in said.words
    assert rule.sentence in said.words


def test_a_quarter_with_no_review_is_named() -> None:
    register = [person(registered_on=date(2025, 1, 16))]
    table, _ = figures("D8.4.1", Register=register, RegisterReviews=FOUR_QUARTERS[:3])
    assert table.records == ("30 Jun 2025 to 30 Sep 2025",)


# What else is said.


def test_what_was_explained_counts_as_not_met_and_is_said() -> None:
    register = many(person(**REVIEW_ON), person())

    def explain(checked: Checked) -> Checked:
        its = (f._replace(explained=f.code == "R041") for f in checked.findings)
        return replace(checked, findings=tuple(its))

    [found] = figures("D5.1", checked=explain, Register=register)
    assert (found.number, found.of, found.explained) == (1, 2, 1)
    assert "Of those not met, explained: 1." in found.sentence
    [found] = figures("D2.3", checked=lambda c: replace(c, findings=tuple(
        f._replace(explained=True) for f in c.findings)),
        Register=many(person(asc_notified=date(2026, 1, 20))))  # fmt: skip
    assert (found.number, found.of, found.explained) == (0, 1, 1)


def test_a_review_that_was_explained_is_told_too() -> None:
    [found] = figures(
        "D5.3", Register=many(person()), Reviews=[REVIEW | {"la_present": "no"}],
        checked=lambda c: replace(c, findings=tuple(
            f._replace(explained=True) for f in c.findings)),
    )  # fmt: skip
    assert (found.number, found.of, found.explained) == (0, 1, 1)


def test_a_process_of_long_ago_is_left_out_whether_it_went_well_or_not() -> None:
    old = {"discharge_date": date(2020, 1, 15), "detention_start": date(2019, 9, 1),
           "detention_end": date(2020, 1, 15)}  # fmt: skip
    [found] = figures("D2.3", Register=many(
        person(), person(**old, asc_notified=date(2019, 9, 3)),
        person(**old, asc_notified=date(2020, 2, 3))))  # fmt: skip
    assert (found.number, found.of, found.apart) == (1, 1, 1)
    assert "Left out, as for information only: 1." in found.sentence


def test_a_rule_that_is_switched_off_proves_nothing() -> None:
    given = context(Register=[person()], **{n: [] for n in TABLES if n != "Register"})
    given.settings = replace(given.settings, off=frozenset({"R101"}))
    [found] = evidence(given, check(given), derive(given), {"D7.1": all_questions()["D7.1"]})
    assert (found.number, found.not_testable, found.proposes) == (None, 0, "-")
    assert "Not run: R101. Switched off in Settings." in found.sentence


def test_a_trust_list_that_was_not_given_is_said_once() -> None:
    lists, own = figures("D8.5.1", Register=[person()])
    assert (lists.number, lists.proposes) == (None, "-")
    assert lists.sentence.count("No Trust list was given") == 1
    assert (own.number, own.not_testable, own.proposes) == (None, 1, "-")
    _, own = figures("D8.5.1", Register=many(
        person(inpatient_checked_on=date(2025, 6, 30)),
        person(inpatient_checked_on=date(2025, 6, 29)), person()))  # fmt: skip
    assert (own.number, own.of, own.not_testable, own.records) == (1, 2, 1, ("V-002",))
    assert by_question([lists, own])["D8.5.1"].proposes == "No"
    assert by_question([lists, replace(own, proposes="Yes")])["D8.5.1"].proposes == "Yes"


@pytest.mark.parametrize("ref", ["D5.1", "D5.2", "D5.3", "D4.2", "D8.4.1", "D8.4.2"])
def test_a_workbook_without_the_table_proves_nothing(ref: str) -> None:
    given = context(Register=[person()])
    first = evidence(given, check(given), derive(given), {ref: all_questions()[ref]})[0]
    assert (first.number, first.proposes) == (None, "-")
    assert "The workbook has no" in first.note


def test_a_register_of_nobody_proves_nothing_anywhere() -> None:
    found = figures(Register=[])
    assert {each.proposes for each in found} == {"-"}
    assert {each.number for each in found} == {None}


def test_lawful_people_give_no_no() -> None:
    people = invent(80, AS_AT)
    found = figures(
        Register=[p.register for p in people],
        **{name: [row for p in people for row in getattr(p, name.lower())]
           for name in ("Services", "Reviews", "Panel", "Disputes", "Admissions")},
    )  # fmt: skip
    assert [(each.ref, each.records) for each in found if each.proposes in ("No", "Partial")] == []
    assert sum(each.proposes == "Yes" for each in found) > 25


def test_yearly_reviews_and_the_rules_on_overdue_ones_agree() -> None:
    people = invent(120, AS_AT + timedelta(days=200))
    rows = [p.register | {"next_review_due": None} for p in people]
    rows = [row for row in rows if row["discharge_date"] < AS_AT - timedelta(days=366)]
    reviews = [r for p in people for r in p.reviews if r["held"] <= AS_AT - timedelta(days=150)]
    rows = [row | {"last_review_date": None, "last_review_type": None} for row in rows]
    given = context(**({n: [] for n in TABLES} | {"Register": rows, "Reviews": reviews}))
    checked = check(given)
    [found] = evidence(given, checked, derive(given), {"D5.2": all_questions()["D5.2"]})
    overdue = {f.record for f in checked.findings if f.code in ("R041", "R043")}
    assert set(found.records) == overdue
    assert overdue


# The catalogue of figures.


def test_every_figure_names_a_question_and_what_counts_it() -> None:
    assert set(figures_by_question()) <= set(all_questions())
    for ref, entries in figures_by_question().items():
        for entry in entries:
            assert set(entry.get("rules", ())) <= set(all_rules()), ref
            assert entry["counted"], ref
            assert entry.get("measure") in {None, *MEASURES}, ref
            assert "measure" in entry or entry["rules"], ref


def test_every_question_to_which_the_domain_says_the_register_speaks_has_a_figure() -> None:
    said = {each.ref: set(each.rules) for each in figures(Register=[person()])}
    by_rule = {
        "D8.2.2": range(27, 30), "D8.2.3": range(66, 72), "D8.2.4": (54, 55), "D8.2.5": (80, 81),
        "D8.2.6": (84,), "D8.3.1": (41, 42), "D8.3.2": (43,), "D8.3.3": (41, 44), "D8.3.4": (47,),
        "D8.4.1": (121,), "D8.5.3": (126,), "D8.5.4": (15,), "D8.5.5": range(94, 98),
        "D6.1": (3, 4, 5), "D6.2": (6,), "D6.3": (8,), "D6.4": (13,), "D7.1": (101,),
        "D7.2": (100,), "D7.4": range(94, 98), "D7.5": (92, 93), "D4.3": (1,), "D4.5": (89,),
        "D5.1": (), "D5.2": (), "D5.3": (), "D8.4.2": (), "D8.4.3": (), "D8.4.4": (), "D8.4.5": (),
    }  # fmt: skip
    for ref, numbers in by_rule.items():
        assert {f"R{n:03}" for n in numbers} <= said[ref], ref


def test_a_question_with_rules_and_no_entry_is_counted_by_them() -> None:
    asked = replace(all_questions()["D8.1.1"], rules=("R105",))
    given = context(Register=many(person(), person(lead_name=None)))
    [found] = evidence(given, check(given), derive(given), {asked.ref: asked})
    assert (found.number, found.of, found.rules) == (1, 2, ("R105",))
    assert found.counted == "Records without this: No named lead, or one who has left"


def test_a_figure_that_only_bears_on_its_question_proposes_nothing() -> None:
    [found] = figures("D1.5", Register=[person()], Disputes=[DISPUTE])
    assert (found.number, found.of, found.proposes) == (1, 1, "-")
    assert "cannot answer it" in found.sentence


# Per cents and proposals.


@pytest.mark.parametrize(
    ("number", "of", "shown", "answer"),
    [
        (0, 0, None, "-"), (0, 5, 0.0, "No"), (9, 10, 90.0, "Yes"), (89, 99, 89.9, "Partial"),
        (6, 10, 60.0, "Partial"), (59, 99, 59.6, "No"), (1, 8, 12.5, "No"), (1, 16, 6.3, "No"),
        (2, 3, 66.7, "Partial"), (27, 30, 90.0, "Yes"), (7, 7, 100.0, "Yes"),
    ],
)  # fmt: skip
def test_per_cents_are_rounded_half_up_and_proposals_go_by_the_share(
    number: int, of: int, shown: float | None, answer: str
) -> None:
    assert per_cent(number, of) == shown
    assert propose(number, of, 0.9, 0.6) == answer


def test_the_thresholds_are_those_given() -> None:
    given = context(Register=many(person(), person(communication_need=None)))
    asked = {"D7.1": all_questions()["D7.1"]}
    [found] = evidence(given, check(given), derive(given), asked, yes_from=0.5, partial_from=0.1)
    assert found.proposes == "Yes"


@given(st.integers(0, 500), st.integers(0, 500))
def test_one_more_that_is_met_never_makes_a_proposal_poorer(met: int, unmet: int) -> None:
    order = ["-", "No", "Partial", "Yes"]
    before = propose(met, met + unmet, 0.9, 0.6)
    assert order.index(propose(met + 1, met + unmet + 1, 0.9, 0.6)) >= order.index(before)


def test_fifty_records_are_shown_and_the_rest_counted() -> None:
    [found] = figures("D7.1", Register=many(*[person(communication_need=None)] * 53))
    assert found.shown().endswith("V-050 and 3 more")
    assert found.shown(lambda record: record[-2:]).startswith("01, 02")


# The audit workbook.


def domain(number: int, *refs: str, count: int = 0) -> dict[str, RawTable]:
    """A domain's table as read, with these refs in its rows from row 7 on."""
    table = domain_table(number)
    columns = {
        heading: factorise(heading, place, list(refs) if heading == "Ref" else [""] * len(refs))
        for place, heading in enumerate(table.headings, 1)
    }
    rows = np.arange(7, len(refs) + 7, dtype=np.int32)
    return {table.excel_name: RawTable(
        table.excel_name, table.sheet, 1, rows, columns, (), 7, count or len(refs))}  # fmt: skip


FOUND = figures(Register=many(ending(), ending(end_reassessment_date=None)))


def column(edits: list[Any], table: str, heading: str) -> list[Any]:
    [edit] = [e for e in edits if isinstance(e, WriteColumn) and e.table == table
              and e.heading == heading]  # fmt: skip
    return list(edit.values)


def test_evidence_stands_beside_the_answers_wherever_the_rows_are() -> None:
    refs = ("D6.2", "D6.9", "d6.1 ", "")
    edits = evidence_edits(FOUND, domain(6, *refs, count=5))
    assert column(edits, "tblD6", "Register proposes") == ["No", None, "Yes", None, None]
    words = column(edits, "tblD6", "Register says")
    assert words[0] == (
        "Ended records with a full reassessment shortly before the ending: 1 of 2 (50 %). "
        "Rules: R006."
    )


def test_only_our_own_columns_are_written() -> None:
    raw = {name: table for n in range(1, 10) for name, table in domain(n, "D1.1").items()}
    edits = evidence_edits(FOUND, raw)
    written = {edit.heading for edit in edits if isinstance(edit, WriteColumn)}
    assert written == {"Register proposes", "Register says"}


def test_the_table_of_evidence_has_a_line_for_each_figure_and_no_nought() -> None:
    name = "tblEvidence"
    raw = {name: RawTable(name, "Evidence", 1, np.arange(0, dtype=np.int32), {}, ())}
    [edit] = evidence_edits(FOUND, raw)
    assert isinstance(edit, WriteRows)
    assert len(edit.rows) == len(FOUND)
    by_ref = {row[0]: row for row in edit.rows}
    assert list(by_ref["D6.2"][2:]) == [1, 2, 0, 50.0, "No", "V-002"]
    assert list(by_ref["D7.5"][2:]) == ["-", "-", 0, "-", "-", None]


@pytest.mark.parametrize(
    ("answer", "proposed", "words"),
    [
        ("Yes", "No", "Auditor: Yes; register: No"), ("Yes", "Yes", ""), ("", "No", ""),
        ("Yes", "-", ""), ("N/A", "No", "Auditor: N/A; register: No"),
        ("Partial", "Yes", "Auditor: Partial; register: Yes"),
    ],
)  # fmt: skip
def test_a_difference_is_said_in_words(answer: str, proposed: str, words: str) -> None:
    assert differs(answer, proposed) == words


# Odd registers.


@pytest.mark.parametrize("table", ["Register", "Services", "Reviews", "RegisterReviews"])
def test_no_column_that_is_gone_stops_the_evidence(table: str) -> None:
    rows = {"Register": person(), "Services": SERVICE, "Reviews": REVIEW,
            "RegisterReviews": REGISTER_REVIEW}  # fmt: skip
    whole = len(figures(**{name: [row] for name, row in rows.items()}))
    for field_ in TABLES[table].fields:
        if field_.key == "register_id":
            continue
        broken = {**rows, table: {**rows[table], field_.key: ...}}
        found = figures(**{name: [row] for name, row in broken.items()})
        assert len(found) == whole


@given(st.data())
@settings(max_examples=40, deadline=None)
def test_whatever_stands_in_the_cells_every_record_is_counted_once(data: st.DataObject) -> None:
    cells = st.sampled_from([None, "?", "yes", "no", 0, date(2026, 2, 28), "ENDED", 1e9])
    keys = st.sampled_from([f.key for f in TABLES["Register"].fields if f.key != "register_id"])
    changed = [
        {data.draw(keys): data.draw(cells) for _ in range(4)} | {"plan_ref": f"P{n}"}
        for n in range(6)
    ]
    rows = [row | {"register_id": f"V-{n}"} for n, row in enumerate(map(ending_or_person, changed))]
    for found in figures(Register=rows, Services=[SERVICE], Reviews=[REVIEW]):
        assert found.of + found.not_testable <= max(6, len(rows))
        assert len(found.records) == found.of - (found.number or 0)
        assert (found.number is None) == (found.of == 0)


def ending_or_person(changes: Row) -> Row:
    """An ended record for every second plan, else a live one, with these cells."""
    return (ending if changes["plan_ref"][-1] in "135" else person)(**changes)
