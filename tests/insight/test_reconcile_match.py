"""Who is matched, who is only probable, and that nothing but a number or a person merges two."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from s117xl.insight.reconcile.columns import Columns
from s117xl.insight.reconcile.decisions import Decision
from s117xl.insight.reconcile.findings import findings_of, outcomes_of
from s117xl.insight.reconcile.identity import identity
from s117xl.insight.reconcile.reconciling import reconcile_lists
from s117xl.insight.reconcile.result import Result
from s117xl.insight.reconcile.source import CASELOAD, DISCHARGES, SourceList, SourceRow
from s117xl.register.cells import passes_modulus_11
from tests.people import context, person

BORN = date(1980, 5, 17)
THEIRS: dict[str, Any] = {
    "nhs_number": "9990000018", "surname": "Example", "forename": "Avery", "dob": BORN,
    "section_code": "03", "section_start": date(2025, 9, 1), "discharge_date": date(2026, 1, 15),
}  # fmt: skip


def row(number: int, source: str = DISCHARGES, **changes: Any) -> SourceRow:
    values = {k: v for k, v in (THEIRS | changes).items() if v is not None}
    digits = values.get("nhs_number", "")
    valid = bool(digits) and passes_modulus_11(digits)
    who = identity(
        values.get("surname", ""), values.get("forename", ""), digits=digits, valid=valid,
        born=values.get("dob"), postcode=values.get("postcode", ""),
    )  # fmt: skip
    return SourceRow(source, number, who, values, {k: str(v) for k, v in values.items()})


def listed(*rows: SourceRow) -> SourceList:
    columns = Columns(1, {0: "NHS number"}, {"nhs_number": 0})
    return SourceList(rows[0].source, "list.csv", "", columns, list(rows))


def result(
    register: Sequence[Mapping[str, Any]],
    *rows: SourceRow,
    decisions: Sequence[Decision] = (),
) -> Result:
    lists = [
        listed(*own) for source in (DISCHARGES, CASELOAD)
        if (own := [r for r in rows if r.source == source])
    ]  # fmt: skip
    decided = {(d.key, d.register_id): d for d in decisions}
    return reconcile_lists(context(Register=register).rows("Register"), lists, decided)


def outcome(*args: Any, **more: Any) -> tuple[list[str], list[str], int]:
    found = result(*args, **more)
    return (
        [m.record for m in found.matched],
        [p.record for p in found.probable],
        len(found.not_on_register),
    )


def test_the_same_number_matches_and_nothing_else_is_asked() -> None:
    found = result([person()], row(2))
    assert [(m.record, m.how, m.reasons) for m in found.matched] == [
        ("V-001", "NHS number", ("the same NHS number",))
    ]
    assert not found.probable + found.not_on_register + found.differences


NOT_MERGED: dict[str, dict[str, Any]] = {
    "everything the same and no number": {"nhs_number": None},
    "a typing slip in the surname": {"nhs_number": None, "surname": "Exampel"},
    "names swapped": {"nhs_number": None, "surname": "Avery", "forename": "Example"},
    "digits of the number swapped": {"nhs_number": "9990000108"},
    "a digit of the number wrong": {"nhs_number": "9990000016"},
    "digits of the day swapped": {"nhs_number": None, "dob": date(1980, 5, 17).replace(year=1908)},
    "day and month swapped": {"nhs_number": None, "dob": date(1980, 5, 7)},
    "a changed surname": {"nhs_number": None, "surname": "Marsh"},
    "a number of another's": {"nhs_number": "9990000018", "surname": "Marsh", "forename": "Jo",
                              "dob": date(1951, 1, 1)},
}  # fmt: skip


@pytest.mark.parametrize("slip", NOT_MERGED)
def test_what_is_only_alike_is_offered_and_never_merged(slip: str) -> None:
    born = date(1980, 7, 5) if slip == "day and month swapped" else BORN
    theirs = row(2, **NOT_MERGED[slip])
    assert outcome([person(dob=born)], theirs) == ([], ["V-001"], 0)


TWINS = [
    person(),
    person(register_id="V-002", nhs_number="9990000026", la_person_id="LA-002", forename="Blake"),
]


def test_a_twin_with_a_number_is_matched_to_the_right_one() -> None:
    assert outcome(TWINS, row(2, nhs_number="9990000026", forename="Blake")) == (["V-002"], [], 0)


def test_a_twin_without_a_number_is_offered_with_both_the_likelier_first() -> None:
    found = result(TWINS, row(2, nhs_number=None, forename="Blake", postcode="LS1 4AP"))
    assert not found.matched
    assert [(p.record, p.rank) for p in found.probable] == [("V-002", 1), ("V-001", 2)]
    assert "another forename: may be a twin" in found.probable[1].reasons


def test_a_twin_who_is_not_on_the_register_is_not_matched_to_the_other() -> None:
    theirs = row(2, nhs_number="9990000034", forename="Casey", postcode="LS1 4AP")
    assert outcome(TWINS, theirs) == ([], [], 1)


def test_an_accent_and_a_lost_letter_match_and_do_not_differ() -> None:
    register = [person(surname="Zieli\u0144ska")]
    for surname in ("Zielinska", "ZIELI\u0143SKA", "Zieli?ska"):
        assert not result(register, row(2, surname=surname)).differences


def test_a_number_wrong_in_both_lists_is_only_probable() -> None:
    found = result([person(nhs_number="9990000108")], row(2, nhs_number="9990000108"))
    assert not found.matched
    assert "the same NHS number, wrong in both lists" in found.probable[0].reasons


def test_the_episodes_of_one_person_are_one_and_the_dates_choose() -> None:
    old = person(record_status="SUPERSEDED", detention_start=date(2020, 1, 1),
                 discharge_date=date(2020, 6, 1))  # fmt: skip
    new = person(register_id="V-002")
    found = result([old, new], row(2), row(3, section_start=date(2020, 1, 1),
                                          discharge_date=date(2020, 6, 1)))  # fmt: skip
    assert [(m.row, m.record) for m in found.matched] == [(2, "V-002"), (3, "V-001")]
    assert all(m.records == ("V-001", "V-002") for m in found.matched)
    assert not found.differences


def test_a_decision_merges_and_says_who_decided() -> None:
    theirs = row(2, nhs_number=None, surname="Exampel")
    same = Decision(theirs.identity.key(), "V-001", "same", "Jo Clerk", "2026-06-01")
    found = result([person()], theirs, decisions=[same])
    assert [(m.record, m.how) for m in found.matched] == [("V-001", "decision")]
    assert found.matched[0].reasons == ("decided by Jo Clerk on 2026-06-01",)


def test_a_decision_keeps_apart_even_where_the_number_is_the_same() -> None:
    for theirs in (row(2), row(2, nhs_number=None)):
        apart = Decision(theirs.identity.key(), "V-001", "different", "Jo Clerk", "2026-06-01")
        assert outcome([person()], theirs, decisions=[apart]) == ([], [], 1)


def test_a_row_decided_to_be_two_people_stays_to_be_decided() -> None:
    theirs = row(2, nhs_number=None)
    both = [Decision(theirs.identity.key(), f"V-00{n}", "same", "Jo", "2026-06-01") for n in (1, 2)]
    found = result(TWINS, theirs, decisions=both)
    assert not found.matched
    assert {p.record for p in found.probable} == {"V-001", "V-002"}


def test_a_decision_that_fits_nothing_is_said() -> None:
    lost = Decision("0" * 64, "V-001", "same", "Jo", "2026-06-01")
    assert any("1 decision " in note for note in result([person()], row(2), decisions=[lost]).notes)


STRANGER: dict[str, Any] = {"nhs_number": "9990000026", "surname": "Marsh", "forename": "Lee",
                            "dob": date(1971, 2, 3)}  # fmt: skip


@pytest.mark.parametrize(("code", "qualifies"), [
    ("03", "yes"), ("10", "yes"), ("02", "no"), ("01", "no"), ("36", "no"), ("31", "unknown"),
    ("99", "unknown"), (None, "unknown"),
])  # fmt: skip
def test_a_stranger_counts_as_missed_where_the_section_qualifies(
    code: str | None, qualifies: str
) -> None:
    found = result([person()], row(2, **STRANGER, section_code=code))
    assert [(n.qualifies, n.rule) for n in found.not_on_register] == [(qualifies, "R122")]
    assert [f.code for f in findings_of(found) if f.code == "R122"] == ["R122"] * (
        qualifies == "yes"
    )


def test_a_caseload_learns_the_section_from_the_discharges() -> None:
    quiet = row(9, CASELOAD, **STRANGER, section_code=None, s117_flag="no")
    found = result([person()], row(2, **STRANGER), quiet)
    assert [(n.source, n.qualifies, n.rule) for n in found.not_on_register] == [
        ("discharges", "yes", "R122"), ("caseload", "yes", "R123"),
    ]  # fmt: skip
    assert found.not_on_register[1].also == ("discharges row 2",)


def test_what_is_only_probably_the_same_leaves_the_section_unknown() -> None:
    quiet = row(9, CASELOAD, **STRANGER | {"nhs_number": None}, section_code=None)
    found = result([person()], row(2, **STRANGER), quiet)
    assert found.not_on_register[1].qualifies == "unknown"


def test_a_caseload_speaks_of_every_live_record() -> None:
    register = [person(), person(register_id="V-002", nhs_number="9990000026", la_person_id="B"),
                person(register_id="V-003", nhs_number="9990000034", la_person_id="C",
                       record_status="ENDED"),
                person(register_id="V-004", nhs_number="9990000042", la_person_id="D",
                       record_status=None)]  # fmt: skip
    found = result(register, row(2, CASELOAD))
    assert [(n.record, n.live) for n in found.not_in_source] == [
        ("V-002", "yes"), ("V-004", "unknown"),
    ]  # fmt: skip
    assert [f.record for f in findings_of(found) if f.code == "R124"] == ["V-002"]


def test_discharges_speak_only_of_the_days_that_they_cover() -> None:
    register = [
        person(register_id=f"V-{year}", la_person_id=f"L{year}", nhs_number=number,
               discharge_date=date(year, 1, 15))
        for year, number in ((2019, "9990000026"), (2024, "9990000034"))
    ]  # fmt: skip
    days = (date(2023, 1, 1), date(2026, 1, 1))
    lists = [row(n, **STRANGER, discharge_date=day) for n, day in enumerate(days, 2)]
    assert [n.record for n in result(register, *lists).not_in_source] == ["V-2024"]


def test_a_probable_match_is_no_ghost() -> None:
    assert not result([person()], row(2, CASELOAD, nhs_number=None)).not_in_source


def test_what_differs_is_told_field_by_field() -> None:
    theirs = row(2, surname="Exampel", dob=date(1980, 5, 18), section_code="10",
                 discharge_date=date(2026, 1, 16))  # fmt: skip
    found = result([person()], theirs)
    assert [(d.field, d.ours, d.theirs, d.kind) for d in found.differences] == [
        ("surname", "Example", "Exampel", "differs"),
        ("dob", "17 May 1980", "18 May 1980", "differs"),
        ("section_code", "03", "10", "differs"),
        ("discharge_date", "15 Jan 2026", "16 Jan 2026", "differs"),
    ]
    assert {(f.code, f.severity) for f in findings_of(found)} == {("R125", "prompt")}


def test_a_blank_of_ours_is_told_and_is_no_disagreement() -> None:
    found = result([person(discharge_date=None)], row(2))
    assert [(d.field, d.kind) for d in found.differences] == [("discharge_date", "blank on ours")]
    assert not findings_of(found)


def test_a_later_qualifying_detention_is_told_as_a_new_episode() -> None:
    later = row(3, section_start=date(2026, 3, 1), discharge_date=date(2026, 5, 1))
    found = result([person()], later)
    (told,) = [d for d in found.differences if d.field == "discharge_date"]
    assert "new episode" in told.reasons[0]


def test_another_admission_that_does_not_qualify_is_no_difference() -> None:
    later = row(3, section_code="01", section_start=date(2026, 3, 1),
                discharge_date=date(2026, 5, 1))  # fmt: skip
    assert not result([person()], later).differences


def test_an_earlier_detention_is_no_difference() -> None:
    earlier = row(3, section_start=date(2019, 3, 1), discharge_date=date(2019, 5, 1))
    assert not result([person()], row(2), earlier).differences
    assert not result([person()], earlier).differences


def test_a_rule_whose_list_was_not_given_is_not_run() -> None:
    outcomes = {o.code: o.outcome for o in outcomes_of(result([person()], row(2)))}
    assert outcomes == {"R122": "clean", "R123": "not-run", "R124": "clean", "R125": "clean"}


def test_a_finding_of_somebody_missed_shows_nothing_of_them() -> None:
    found = findings_of(result([person()], row(2, **STRANGER)))
    (finding,) = [f for f in found if f.code == "R122"]
    told = " ".join(map(str, finding)).casefold()
    assert (finding.record, finding.row, finding.value) == ("", "discharges row 2", "")
    assert not any(value in told for value in ("marsh", "9990000026", "1971"))


SOME = [
    person(register_id=f"V-{n:03}", nhs_number=number, la_person_id=f"LA-{n}", surname=surname,
           forename=forename, dob=date(1950 + 7 * n, 1 + n, 2 + n))
    for n, (number, surname, forename) in enumerate([
        ("9990000018", "Osei", "Sam"), ("9990000026", "Khan", "Mo"), ("9990000034", "Grant", "Jo"),
        ("9990000042", "O'Neill", "Una"),
    ])
]  # fmt: skip
EXPORT = [
    row(n, CASELOAD, nhs_number=p["nhs_number"], surname=p["surname"], forename=p["forename"],
        dob=p["dob"])
    for n, p in enumerate(SOME, 2)
]  # fmt: skip
WORN = [row(r.row, CASELOAD, **r.values | {"nhs_number": None, "section_code": None})
        for r in EXPORT]  # fmt: skip


def test_a_register_against_itself_is_all_matched() -> None:
    found = result(SOME, *EXPORT)
    assert len(found.matched) == len(SOME)
    assert not found.probable + found.not_on_register + found.not_in_source


@settings(max_examples=25, deadline=None)
@given(st.randoms(use_true_random=False), st.lists(st.integers(0, 1), min_size=4, max_size=4))
def test_the_order_of_rows_changes_nothing(chance: random.Random, which: list[int]) -> None:
    rows = [(EXPORT, WORN)[pick][n] for n, pick in enumerate(which)]
    register = list(SOME)
    before = result(register, *rows)
    chance.shuffle(rows)
    chance.shuffle(register)
    after = result(register, *rows)
    for name in ("matched", "probable", "not_on_register", "not_in_source", "differences"):
        assert set(getattr(before, name)) == set(getattr(after, name))


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(["same", "different", ""]), min_size=4, max_size=4))
def test_what_is_decided_stays_decided(words: list[str]) -> None:
    decisions = [
        Decision(theirs.identity.key(), ours["register_id"], word, "Jo", "2026-06-01")
        for theirs, ours, word in zip(WORN, SOME, words, strict=True)
    ]
    for _ in range(2):
        found = result(SOME, *WORN, decisions=decisions)
        assert len(found.matched) == words.count("same")
        assert len(found.not_on_register) == words.count("different")
        assert found.undecided == words.count("")
