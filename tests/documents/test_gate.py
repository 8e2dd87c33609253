"""The gate: what holds a document back, and what never does."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from s117xl.documents.catalogue import KINDS, kind
from s117xl.documents.gate import Gate, Stop, charge_stop
from tests.documents.sources import PANEL, source
from tests.people import AS_AT, DISPUTE, SERVICE, ending, person

ENDINGS = ("ending-letter", "ending-record")
MENDS = ("dispute", "review", "light-review", "reinstatement", "refund", "assessment", "reminder")


def stops(id: str, off: tuple[str, ...] = (), **tables: Any) -> list[Stop]:
    """What holds back the document about the first row of its table."""
    made = source(off=off, **tables)
    table = kind(id).table
    return Gate(made).stops(kind(id), made.row(table, 0), made.row("Register", 0))


def codes(id: str, **tables: Any) -> set[str]:
    return {stop.code for stop in stops(id, **tables)}


def panel(**changes: Any) -> dict[str, Any]:
    return PANEL | changes


ON_CTO = {"cto_start": date(2026, 3, 1), "cto_expiry": date(2026, 9, 1)}
UNLAWFUL_ENDINGS: dict[str, dict[str, Any]] = {
    "R002": ON_CTO,
    "R003": {"end_la_date": None},
    "R004": {"end_icb_decider": None},
    "R006": {"end_reassessment_date": None},
    "R007": {"end_reason": "X1"},
    "R092": {"nrpf": "yes", "nrpf_note": "-", "end_reason": "X15"},
    "R097": {"dob": AS_AT - timedelta(days=17 * 365), "end_reason": "X11",
             "status_reason": "under 18"},
}  # fmt: skip


@pytest.mark.parametrize("id", ENDINGS)
@pytest.mark.parametrize("code", UNLAWFUL_ENDINGS)
def test_an_unlawful_ending_holds_back_its_letter_and_its_record(id: str, code: str) -> None:
    assert code in codes(id, Register=[ending(**UNLAWFUL_ENDINGS[code])])


@pytest.mark.parametrize("id", ENDINGS)
def test_a_lawful_ending_is_not_held_back(id: str) -> None:
    assert stops(id, Register=[ending()]) == []


@pytest.mark.parametrize("id", ENDINGS)
def test_an_order_that_may_still_be_in_force_holds_an_ending_back(id: str) -> None:
    lapsed = {"cto_start": date(2024, 2, 1), "cto_expiry": date(2024, 8, 1)}
    (stop,) = stops(id, Register=[ending(**lapsed)])
    assert stop.code == "R002"
    assert "cannot be told" in stop.reason


@pytest.mark.parametrize("id", ENDINGS)
@pytest.mark.parametrize("cell", ["end_la_date", "end_icb_date", "end_date"])
def test_a_date_that_cannot_be_read_holds_an_ending_back(id: str, cell: str) -> None:
    assert stops(id, Register=[ending(**{cell: "tbc"})])


@pytest.mark.parametrize("id", ENDINGS)
@pytest.mark.parametrize("reason", ["X99", "X99; X99", "X3", "X13", None, "nonsense"])
def test_an_ending_needs_a_reason_that_carries_it(id: str, reason: str | None) -> None:
    rationale = "A long account of why, which is well over the fifty letters that are asked for."
    assert stops(id, Register=[ending(end_reason=reason, end_rationale=rationale)])


@pytest.mark.parametrize("reason", ["L1", "L5", "L1; X3", "L6"])
def test_a_reason_that_carries_an_ending_is_let_through(reason: str) -> None:
    assert stops("ending-letter", Register=[ending(end_reason=reason)]) == []


def test_an_ending_is_only_for_records_that_are_ended() -> None:
    made = source(Register=[person()])
    assert "not ENDED" in Gate(made).unfit(kind("ending-letter"), made.row("Register", 0))


UNLAWFUL_DECISIONS: dict[str, dict[str, Any]] = {
    "R001": {"Services": [SERVICE | {"charged": "yes"}]},
    "R076": {"Disputes": [DISPUTE | {"support_paused": "yes"}]},
    "R083": {"Panel": [panel(reason_category="cost only", decision="declined")]},
    "R092": {"Register": [person(nrpf="yes", nrpf_note="-", record_status="NOT-ENTITLED",
                                 status_reason="no recourse to public funds")]},
    "R097": {"Register": [person(dob=AS_AT - timedelta(days=16 * 365), status_reason="under 18",
                                 record_status="NOT-ENTITLED")]},
}  # fmt: skip


@pytest.mark.parametrize("code", UNLAWFUL_DECISIONS)
def test_an_unlawful_decision_is_not_written(code: str) -> None:
    tables = {"Register": [person()], "Panel": [panel()]} | UNLAWFUL_DECISIONS[code]
    assert code in codes("decision", **tables)


def test_a_lawful_decision_is_not_held_back() -> None:
    assert stops("decision", Register=[person()], Panel=[panel()], Services=[SERVICE]) == []


def test_another_request_on_cost_alone_does_not_hold_this_one_back() -> None:
    other = panel(panel_id="P-002", reason_category="cost only")
    assert stops("decision", Register=[person()], Panel=[panel(), other]) == []


def test_the_charge_of_another_person_does_not_hold_this_one_back() -> None:
    other = SERVICE | {"service_id": "S-9", "register_id": "V-002", "charged": "yes"}
    people = [person(), person(register_id="V-002", nhs_number="9990000026")]
    assert stops("plan", Register=people, Services=[other]) == []


def test_a_charge_that_was_paid_back_is_history() -> None:
    paid = person(charged="yes", refund_status="paid", refund_paid=date(2026, 5, 1))
    over = SERVICE | {"charged": "yes", "end": date(2026, 4, 1)}
    assert stops("plan", Register=[paid], Services=[over]) == []


@pytest.mark.parametrize("code", ["R006", "R007", "R083"])
def test_no_setting_lets_a_stop_pass(code: str) -> None:
    if code == "R083":
        tables = {"Register": [person()], "Panel": [panel(reason_category="cost only")]}
        assert code in {s.code for s in stops("decision", off=(code,), **tables)}
    else:
        tables = {"Register": [ending(**UNLAWFUL_ENDINGS[code])]}
        assert code in {s.code for s in stops("ending-letter", off=(code,), **tables)}


LETTERS = [each.id for each in KINDS.values() if each.is_letter]
TABLES_OF_ALL = {"Panel": [panel()], "Disputes": [DISPUTE], "Services": [SERVICE]}


@pytest.mark.parametrize("id", LETTERS)
@pytest.mark.parametrize(
    "change",
    [
        {"dod": date(2026, 5, 1)},
        {"dod": "last month"},
        {"record_status": "DECEASED"},
        {"end_reason": "L2"},
    ],
    ids=["a date", "no date", "a status", "an end reason"],
)
def test_nobody_who_has_died_is_written_to(id: str, change: dict[str, Any]) -> None:
    assert "R115" in codes(id, Register=[ending(**change)], **TABLES_OF_ALL)


@pytest.mark.parametrize("id", LETTERS)
def test_a_person_marked_do_not_write_gets_no_letter(id: str) -> None:
    found = stops(id, Register=[ending(write_to="do not write")], **TABLES_OF_ALL)
    assert any("do not write" in stop.reason for stop in found)


@pytest.mark.parametrize("id", MENDS)
def test_what_puts_an_unlawful_thing_right_is_made(id: str) -> None:
    wrong = ending(**{k: v for each in UNLAWFUL_ENDINGS.values() for k, v in each.items()})
    tables = {
        "Register": [wrong],
        "Panel": [panel(reason_category="cost only")],
        "Disputes": [DISPUTE | {"support_paused": "yes", "interim_funder": "none"}],
        "Services": [SERVICE | {"charged": "yes"}],
    }
    assert stops(id, **tables) == []


def test_a_stop_gives_the_reason_the_law_and_the_mend() -> None:
    (stop,) = stops("ending-letter", Register=[ending(**ON_CTO)])
    assert "1 Mar 2026" in stop.reason
    assert "Reinstate" in stop.mend
    assert "section 117(2)" in stop.citations


def test_a_text_that_asks_for_a_charge_holds_its_document_back() -> None:
    asks = iter([("reasons", "Agreed, and you must pay £40 a week towards it.")])
    (stop,) = charge_stop(kind("decision"), asks)
    assert "must pay" in stop.reason
    assert stop.code == "R001"
    assert charge_stop(kind("decision"), iter([("reasons", "You do not pay for this.")])) == []


def test_what_cannot_be_told_and_does_not_stop_is_a_doubt() -> None:
    made = source(Register=[person()], Panel=[panel()], Services=[SERVICE | {"charged": None}])
    gate, row = Gate(made), made.row("Panel", 0)
    assert gate.stops(kind("decision"), row, made.row("Register", 0)) == []
    doubts = list(gate.doubts(kind("decision"), row, made.row("Register", 0)))
    assert any("Charged for aftercare" in each for each in doubts)


def test_every_stop_of_the_catalogue_is_a_rule_and_every_unlawful_rule_stops_something() -> None:
    from s117xl.rules.catalogue import all_rules

    named = {code for each in KINDS.values() for code in each.stops}
    assert named <= all_rules().keys()
    assert {c for c, rule in all_rules().items() if rule.severity == "unlawful"} <= named
