from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from s117xl.check import check
from s117xl.derived import derive
from s117xl.explanations import Explanation
from s117xl.insight.worklist import work as working
from s117xl.insight.worklist.days import Countdown, not_held, working_day_from
from s117xl.insight.worklist.duties import DUTIES
from s117xl.insight.worklist.tasks import Group, Task, groups
from s117xl.insight.worklist.work import Listed, leads_and_teams, listed, work
from s117xl.refusal import Refused
from s117xl.rules.catalogue import all_rules
from tests.people import AS_AT, DISPUTE, LAWFUL, SERVICE, context, ending, person

LOADED: Any = SimpleNamespace(ours={}, notes=[])


def made(days: int = 90, *, as_at: date = AS_AT, settings: Any = None, **given: Any) -> Listed:
    tables = {"Register": [person()], "Reviews": [], **given}
    made_with = context(as_at=as_at, settings=settings, **tables)
    checked = check(made_with)
    return listed(LOADED, made_with, checked, derive(made_with), days)


def tasks(kind: str = "", days: int = 90, **given: Any) -> list[Task]:
    return [task for task in made(days, **given).tasks if kind in ("", task.kind)]


def one(kind: str, days: int = 90, **given: Any) -> Task:
    found = tasks(kind, days, **given)
    assert len(found) == 1, found
    return found[0]


def left(day: date, **more: Any) -> Mapping[str, Any]:
    """A person who left hospital on this day and was never reviewed."""
    return person(
        discharge_date=day, detention_end=day, last_review_date=None, last_review_type=None,
        next_review_due=None, follow_up_72h=day, **more,
    )  # fmt: skip


def test_a_lawful_record_reviewed_lately_has_no_task() -> None:
    assert tasks() == []


def test_the_first_review_is_due_three_months_after_leaving() -> None:
    task = one("first review", Register=[left(date(2026, 4, 20))])
    assert (task.due, task.prompt_by) == (date(2026, 7, 20), date(2026, 7, 20))
    assert (task.days_over, task.days_left, task.working_days_left) == (0, 20, 14)
    assert (task.severity, task.state, task.code) == ("prompt", "due", "R041")
    assert (task.record, task.row, task.table) == ("V-001", "V-001", "Register")
    assert (task.lead, task.team) == ("Jo Lead", "North team")
    assert task.what.startswith("Due by 20 Jul 2026.")


def test_due_today_is_not_overdue_and_asks_nothing_yet() -> None:
    task = one("first review", Register=[left(date(2026, 3, 30))])
    assert (task.due, task.days_over, task.days_left, task.state) == (AS_AT, 0, 0, "due")
    assert not task.asks
    assert task.what.startswith("Due today.")


def test_overdue_by_one_day_is_told_in_the_rules_own_words() -> None:
    task = one("first review", Register=[left(date(2026, 3, 29))])
    assert (task.days_over, task.days_left, task.working_days_left) == (1, 0, 0)
    assert (task.severity, task.state) == ("overdue", "overdue")
    assert task.asks
    assert "1 day late" in task.what


def test_the_days_ahead_include_the_last_of_them() -> None:
    register = [left(date(2026, 4, 20))]
    assert tasks("first review", 20, Register=register)
    assert not tasks("first review", 19, Register=register)


@pytest.mark.parametrize(
    ("due", "prompt_by"),
    [
        (date(2026, 4, 3), date(2026, 4, 2)),  # Good Friday
        (date(2026, 4, 6), date(2026, 4, 2)),  # Easter Monday, after the weekend and the Friday
        (date(2026, 12, 28), date(2026, 12, 24)),  # the substitute day for Boxing Day
        (date(2027, 12, 27), date(2027, 12, 24)),  # the substitute day for Christmas
        (date(2026, 8, 30), date(2026, 8, 28)),  # a Sunday
        (date(2026, 8, 31), date(2026, 8, 28)),  # the summer bank holiday
        (date(2026, 7, 1), date(2026, 7, 1)),  # a Wednesday
    ],
)
def test_only_the_prompt_moves_for_weekends_and_holidays(due: date, prompt_by: date) -> None:
    span = Countdown(due - timedelta(days=30), 100).to(due)
    assert (span.due, span.prompt_by) == (due, prompt_by)
    assert span.days_left == 30


def test_working_days_leave_out_easter_and_count_the_due_day() -> None:
    count = Countdown(date(2026, 4, 1), 100)  # the Wednesday before Easter
    assert [count.to(date(2026, 4, day)).working_days_left for day in (1, 2, 3, 6, 7, 8)] == [
        0, 1, 1, 1, 2, 3,
    ]  # fmt: skip


def test_a_list_made_on_a_holiday_is_worked_on_the_next_working_day() -> None:
    assert working_day_from(date(2026, 4, 3)) == date(2026, 4, 7)
    assert working_day_from(date(2026, 4, 7)) == date(2026, 4, 7)


def test_years_without_known_holidays_are_said() -> None:
    assert not_held(date(2026, 12, 31)) == ""
    assert "only weekends" in not_held(date(2099, 1, 1))


def test_the_annual_review_is_due_a_year_after_the_last() -> None:
    task = one("annual review", Register=[person(last_review_date=date(2025, 8, 1),
                                                 discharge_date=date(2025, 1, 15),
                                                 detention_start=date(2024, 9, 1),
                                                 next_review_due=None)])  # fmt: skip
    assert (task.due, task.code) == (date(2026, 8, 1), "R043")
    assert task.prompt_by == date(2026, 7, 31)  # 1 August 2026 is a Saturday


def test_a_review_planned_before_its_last_day_is_a_task_of_its_own() -> None:
    task = one("planned review", Register=[person(next_review_due=date(2026, 8, 3))])
    assert (task.due, task.code, task.severity) == (date(2026, 8, 3), "", "prompt")


def test_a_review_planned_on_the_reviews_sheet_counts_and_a_cancelled_one_does_not() -> None:
    planned = {"review_id": "RV-9", "register_id": "V-001", "kind": "annual", "type": "full",
               "due": date(2026, 7, 9)}  # fmt: skip
    assert one("planned review", Reviews=[planned]).due == date(2026, 7, 9)
    assert not tasks("planned review", Reviews=[{**planned, "cancelled_reason": "Person away"}])
    assert not tasks("planned review", Reviews=[{**planned, "due": date(2026, 4, 1)}])


def test_a_review_planned_after_its_last_day_does_not_hide_it() -> None:
    register = [
        person(
            last_review_date=date(2025, 8, 1),
            next_review_due=date(2026, 9, 1),
            discharge_date=date(2025, 1, 15),
            detention_start=date(2024, 9, 1),
        )
    ]
    assert [task.kind for task in tasks(Register=register)] == ["annual review"]


def test_an_order_runs_out_at_its_expiry() -> None:
    cto = {"cto_start": date(2026, 1, 15), "cto_expiry": date(2026, 7, 14), "trigger": "CTO",
           "discharge_date": None}  # fmt: skip
    task = one("CTO expiry", Register=[person(**cto)])
    assert (task.due, task.code) == (date(2026, 7, 14), "R039")
    assert not tasks("CTO expiry", Register=[person(**cto, cto_end=date(2026, 6, 1))])


def test_an_order_with_no_expiry_runs_out_six_months_on_or_a_year_after_its_renewal() -> None:
    cto = {"cto_start": date(2026, 2, 15), "trigger": "CTO", "discharge_date": None}
    assert one("CTO expiry", Register=[person(**cto)]).due == date(2026, 8, 15)
    renewed = {**cto, "cto_start": date(2025, 2, 15), "cto_renewed": date(2025, 8, 10)}
    detained = {"detention_start": date(2024, 9, 1)}
    assert one("CTO expiry", Register=[person(**renewed, **detained)]).due == date(2026, 8, 10)


def test_an_order_with_no_first_day_has_no_task_as_nobody_knows_when_it_ends() -> None:
    assert not tasks("CTO expiry", Register=[person(trigger="CTO", discharge_date=None)])


def test_a_request_to_end_is_answered_within_28_days() -> None:
    asked = person(end_requested_date=date(2026, 6, 10))
    task = one("end request", Register=[asked])
    assert (task.due, task.code) == (date(2026, 7, 8), "R127")
    late = one("end request", Register=[person(end_requested_date=date(2026, 5, 1))])
    assert (late.days_over, late.severity) == (32, "risk")
    answered = {"end_requested_date": date(2026, 5, 1), "end_request_answered": date(2026, 6, 29)}
    assert not tasks("end request", Register=[person(**answered)])


def test_a_refund_is_paid_within_60_days_of_the_charge_being_found() -> None:
    owed = {"charged": "yes", "refund_status": "due", "refund_amount": 100,
            "refund_found": date(2026, 5, 20)}  # fmt: skip
    assert one("refund", Register=[person(**owed)]).due == date(2026, 7, 19)
    assert not tasks("refund", Register=[person(**owed, refund_paid=date(2026, 6, 2))])


def test_a_transition_plan_is_expected_at_17_and_a_half() -> None:
    task = one("transition plan", Register=[person(dob=date(2009, 2, 14))])
    assert (task.due, task.code) == (date(2026, 8, 14), "R095")
    late = one("transition plan", Register=[person(dob=date(2008, 10, 1))])
    assert late.days_over == 90
    assert "18 on 1 Oct 2026" in late.what
    assert not tasks("transition plan", Register=[person(dob=date(2008, 6, 30))])


def test_planning_for_release_begins_six_months_before() -> None:
    inside = {
        "record_status": "ACTIVE-PRISON",
        "prison_name": "A prison",
        "prison_start": date(2026, 2, 1),
        "prison_release_due": date(2027, 1, 31),
    }
    assert one("release planning", Register=[person(**inside)]).due == date(2026, 7, 31)
    begun = person(**inside, release_planning_start=date(2026, 6, 1))
    assert not tasks("release planning", Register=[begun])


def test_somebody_is_seen_within_three_days_of_discharge() -> None:
    gone = left(date(2026, 6, 29)) | {"follow_up_72h": None}
    assert one("follow-up", Register=[gone]).due == date(2026, 7, 2)
    dead = {**gone, "record_status": "DECEASED", "dod": date(2026, 6, 30)}
    assert not tasks("follow-up", Register=[dead])


def test_a_person_in_hospital_is_planned_for() -> None:
    waiting = person(
        record_status="PROSPECTIVE", detention_start=date(2026, 6, 20), detention_end=None,
        discharge_date=None, trigger=None, asc_notified=None, planning_start=None,
    )  # fmt: skip
    assert one("telling social care", Register=[waiting]).due == date(2026, 7, 4)
    assert one("start of planning", Register=[waiting]).due == date(2026, 7, 4)
    told = waiting | {"asc_notified": date(2026, 6, 21), "planning_start": date(2026, 6, 22)}
    assert not tasks(Register=[told])


def test_a_dispute_moves_on_and_is_referred() -> None:
    disputes = [DISPUTE | {"raised": date(2026, 4, 1), "stage_date": date(2026, 6, 10)}]
    assert one("dispute stage", Disputes=disputes).due == date(2026, 7, 8)
    referral = one("dispute referral", Disputes=disputes)
    assert (referral.due, referral.row, referral.record) == (date(2026, 8, 1), "D-001", "V-001")
    assert referral.lead == "Jo Lead"
    settled = [disputes[0] | {"resolved": date(2026, 6, 20), "stage": "resolved"}]
    assert not tasks(Disputes=settled)


def test_both_bodies_agree_within_28_days() -> None:
    service = SERVICE | {"start": date(2026, 6, 15), "icb_agreed": None}
    assert one("funding agreement", Services=[service]).due == date(2026, 7, 13)
    late = one("funding agreement", Services=[service | {"start": date(2026, 5, 1)}])
    assert (late.days_over, late.severity) == (32, "risk")
    assert not tasks("funding agreement", Register=[ending()], Services=[service])


def test_a_top_up_is_reviewed_within_a_year() -> None:
    service = SERVICE | {
        "topup_amount": 20,
        "topup_payer": "third party",
        "topup_agreement": date(2025, 8, 20),
        "no_topup_option": "yes",
        "topup_reason": "chose dearer place",
        "service_type": "accommodation",
    }
    assert one("top-up review", Services=[service]).due == date(2026, 8, 20)
    assert not tasks("top-up review", Services=[service | {"end": date(2026, 6, 1)}])


def test_the_register_itself_is_reviewed_and_nobody_leads_on_that() -> None:
    reviews = [
        {"review_ref": "Q1", "held": date(2026, 1, 10), "next_due": date(2026, 4, 10)},
        {"review_ref": "Q2", "held": date(2026, 4, 9), "next_due": date(2026, 7, 9)},
    ]
    task = one("register review", RegisterReviews=reviews)
    assert (task.due, task.record, task.lead) == (date(2026, 7, 9), "", "")


def test_what_is_unlawful_has_no_day_and_is_asked_for_now() -> None:
    task = one("unlawful finding", Services=[SERVICE | {"charged": "yes"}])
    assert (task.code, task.due, task.days_left) == ("R001", None, None)
    assert (task.state, task.asks) == ("unlawful", True)


def test_never_reviewed_and_never_known_to_have_left_is_overdue_with_no_day() -> None:
    nowhere = left(AS_AT) | {"discharge_date": None, "trigger": None, "detention_end": None}
    task = one("first review", Register=[nowhere])
    assert (task.code, task.due, task.state) == ("R045", None, "overdue")


def test_what_has_a_duty_is_not_told_twice() -> None:
    late = tasks(Register=[left(date(2026, 3, 1))])
    assert [task.kind for task in late] == ["first review"]


def test_a_rule_that_is_switched_off_makes_no_tasks_and_the_list_says_so() -> None:
    made_with = context(Register=[left(date(2026, 3, 1))], Reviews=[])
    made_with.settings = made_with.settings.__class__(
        made_with.settings.values, off=frozenset({"R041"})
    )
    found = listed(LOADED, made_with, check(made_with), derive(made_with), 90)
    assert found.tasks == []
    assert "Not listed: first review, as R041 is switched off." in found.notes


def test_a_sheet_that_is_not_there_is_said() -> None:
    made_with = context(Register=[person()], Reviews=[])
    found = listed(LOADED, made_with, check(made_with), derive(made_with), 90)
    assert "Not listed: dispute stage. The workbook has no Disputes table." in found.notes


def test_reviews_that_have_no_day_are_counted() -> None:
    register = [person(last_review_date="tbc", next_review_due=None)]
    assert any(note.startswith("1 record has no day") for note in made(Register=register).notes)


def test_an_explained_finding_stays_on_the_list_and_asks_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made_with = context(Register=[left(date(2026, 3, 1))], Reviews=[])
    checked = check(made_with)
    honoured = checked.__class__(
        checked.as_at, checked.outcomes, tuple(f._replace(explained=True) for f in checked.findings)
    )
    key = next(f.key for f in checked.findings if f.code == "R041")
    said = {key: Explanation("Away at sea", "Jo Lead", date(2026, 7, 31))}
    monkeypatch.setattr(working, "explanations", lambda _: said)
    found = work(LOADED, made_with, honoured, derive(made_with), 90)
    assert [(task.kind, task.asks) for task in found] == [
        ("first review", False), ("explanation ends", False),
    ]  # fmt: skip
    assert found[0].what.startswith("Explained for now: see Findings.")
    assert found[1].due == date(2026, 7, 31)


def test_tasks_stand_by_lead_and_team_and_those_of_nobody_last() -> None:
    register = [
        left(date(2026, 4, 20), register_id="V-003", lead_name=None),
        left(date(2026, 5, 20), register_id="V-002", lead_name="A Lead", team="West team"),
        left(date(2026, 4, 20), register_id="V-001", lead_name="A Lead", team="West team"),
        left(date(2026, 4, 21), register_id="V-004", lead_name="A Lead", team="East team"),
    ]
    each = [task for task in tasks(Register=register) if task.kind == "first review"]
    assert [task.record for task in each] == ["V-004", "V-001", "V-002", "V-003"]
    assert groups(each) == [
        Group("A Lead", "East team", "first review", 0, 0, 1),
        Group("A Lead", "West team", "first review", 0, 0, 2),
        Group("", "North team", "first review", 0, 0, 1),
    ]


def test_the_order_of_rows_changes_nothing() -> None:
    register = [left(date(2026, 4, day), register_id=f"V-{day}") for day in range(1, 20)]
    assert tasks(Register=register) == tasks(Register=register[::-1])


@pytest.mark.parametrize("days", [-1, 732])
def test_days_that_make_no_sense_are_refused(days: int) -> None:
    with pytest.raises(Refused):
        made(days)


def test_nothing_ahead_is_listed_for_no_days_but_what_is_due_today() -> None:
    register = [left(date(2026, 3, 30)), left(date(2026, 4, 1), register_id="V-002")]
    assert [task.record for task in tasks("first review", 0, Register=register)] == ["V-001"]


def test_each_duty_names_a_rule_that_there_is() -> None:
    assert {duty.code for duty in DUTIES} - {""} <= set(all_rules())
    assert len({duty.kind for duty in DUTIES}) == len(DUTIES)


def test_a_register_without_the_column_of_leads_still_has_a_list() -> None:
    register = [dict(left(date(2026, 4, 20)), lead_name=...)]
    assert one("first review", Register=register).lead == ""
    assert leads_and_teams(context(Register=[LAWFUL]))["V-001"] == ("Jo Lead", "North team")


def test_here_is_no_clock() -> None:
    folder = Path(working.__file__).parent
    for file in folder.glob("*.py"):
        text = file.read_text("utf-8").replace("today: Clock = date.today", "")
        assert "today()" not in text, file.name
        assert ".now(" not in text, file.name
