"""Scores against a hand-worked sheet, and every threshold on both sides."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

import pytest

from s117xl.audit.entries import Action, Answer, Audit, Case, Escalation, Rating
from s117xl.audit.questions import all_questions, domains, of_domain
from s117xl.audit.score import DomainScore, QuestionScore, Scores, Thresholds, rag, score, worst
from s117xl.audit.tables import DOMAINS
from s117xl.audit.years import carried_forward, proposed, year_on_year

TODAY = date(2026, 6, 30)
DONE = date(2026, 6, 1)
SCOPE: dict[str, Any] = {
    "period": "2025/26", "completed": DONE, "lead_name": "A. Lead", "lead_role": "Auditor",
    "lead_org": "Council", "partner_la": "yes", "partner_icb": "yes", "partner_trust": "yes",
}  # fmt: skip
WORDS = "What was found, and what is being done about it."


def audit(
    answers: dict[str, str] | None = None, *, cases: list[Case] | None = None,
    ratings: dict[str, Rating] | None = None, actions: list[Action] | None = None,
    escalations: dict[str, Escalation] | None = None, scope: dict[str, Any] | None = None,
    settings: dict[str, Any] | None = None, evidence: str = "Seen.",
) -> Audit:  # fmt: skip
    """An audit in which all is answered Yes with evidence and rated Green, and what differs."""
    given = answers or {}
    made = {
        q.ref: Answer(q.ref, given.get(q.ref, "Yes") if q.answered and q.domain != 3 else "",
                      evidence, "Not our case." if given.get(q.ref) == "N/A" else "")
        for q in all_questions().values()
    }  # fmt: skip
    grid = cases if cases is not None else [case(1), case(2)]
    green = {f"D{n}": Rating("Green", narrative=WORDS) for n in DOMAINS}
    return Audit(
        cast(Any, None), made, grid, green | (ratings or {}), SCOPE | (scope or {}), {},
        actions or [], escalations or {}, settings or {}, {}, [],
    )  # fmt: skip


def case(number: int, answers: str = "YYYYYY", why: str = "") -> Case:
    """A case by the letters of its six answers."""
    words = {"Y": "Yes", "P": "Partial", "N": "No", "-": "N/A", " ": ""}
    refs = [question.ref for question in of_domain(3)]
    each = {ref: words[letter] for ref, letter in zip(refs, answers, strict=True)}
    return Case(str(number), f"V-{number:03d}", each, why)


def domain(made: Audit, ref: str) -> DomainScore:
    return next(each for each in score(made, TODAY).domains if each.ref == ref)


def test_a_whole_and_good_audit_is_final_and_green() -> None:
    scores = score(audit(), TODAY)
    assert scores.lacks == ()
    assert scores.final
    assert scores.overall == "Green"
    assert scores.reds == 0
    assert [each.suggested for each in scores.domains] == ["Green"] * 8 + [""]
    assert [each.score for each in scores.domains[:8]] == [1.0] * 8
    assert not any(each.escalate for each in scores.domains)
    assert {each.reaudit_from for each in scores.domains} == {None}


# Worked by hand from domain.md 8.2: Yes 1, Partial 0.5, No 0, N/A left out.
HAND = {
    "D1.1": "Yes", "D1.2": "Partial", "D1.3": "No", "D1.4": "Yes", "D1.5": "N/A",  # 2.5 of 4
    "D2.1": "Yes", "D2.2": "Yes", "D2.3": "Partial", "D2.4": "Yes",  # 3.5 of 4 = 0.875
    "D4.1": "Partial", "D4.2": "Yes", "D4.3": "Yes", "D4.4": "Yes", "D4.5": "Yes",  # 0.9
    "D5.1": "Partial",  # 4.5 of 5 = 0.9, and critical
    "D6.2": "No",  # 3 of 4, and critical
    "D7.1": "No", "D7.2": "No",  # 3 of 5 = 0.6
    "D8.3.1": "No", "D8.3.2": "Partial", "D8.3.3": "Partial",  # group 8.3: 3 of 5 = 0.6
}  # fmt: skip
WORKED = {
    "D1": (0.625, "Amber"), "D2": (0.875, "Amber"), "D4": (0.9, "Green"), "D5": (0.9, "Amber"),
    "D6": (0.75, "Red"), "D7": (0.6, "Amber"), "D8": (28 / 30, "Amber"),
}  # fmt: skip


@pytest.mark.parametrize("ref", WORKED)
def test_a_mixed_audit_scores_as_worked_by_hand(ref: str) -> None:
    found = domain(audit(HAND), ref)
    mean, suggested = WORKED[ref]
    assert found.score == pytest.approx(mean)
    assert found.suggested == suggested


def test_the_case_sample_is_the_mean_over_cases_of_each_indicator() -> None:
    cases = [case(1, "YYYYYY"), case(2, "PYYYYN"), case(3, "YYY-YN"), case(4, "NNNNNN", "lost")]
    found = domain(audit(cases=cases), "D3")
    means = [each.points for each in found.questions]
    assert means == pytest.approx([2.5 / 3, 1, 1, 1, 1, 1 / 3])
    assert [each.cases for each in found.questions] == [3, 3, 3, 2, 3, 3]
    assert [each.counts_as for each in found.questions] == [
        "Partial", "Yes", "Yes", "Yes", "Yes", "No",
    ]  # fmt: skip
    assert found.score == pytest.approx(sum(means) / 6)  # type: ignore[arg-type]


def test_one_case_among_twenty_does_not_turn_the_domain_red() -> None:
    cases = [case(n) for n in range(19)] + [case(20, "NNNNNN")]
    assert domain(audit(cases=cases), "D3").suggested == "Green"


LIMITS = Thresholds()


@pytest.mark.parametrize(
    ("mean", "critical", "suggested"),
    [
        (1.0, "Yes", "Green"), (0.9, "Yes", "Green"), (0.899, "Yes", "Amber"),
        (0.6, "Yes", "Amber"), (0.599, "Yes", "Red"), (0.0, "Yes", "Red"),
        (1.0, "Partial", "Amber"), (1.0, "No", "Red"), (0.3, "Partial", "Red"),
        (1.0, "N/A", "Green"), (None, "", ""),
    ],
)  # fmt: skip
def test_every_threshold_on_both_sides(mean: float | None, critical: str, suggested: str) -> None:
    assert rag(mean, [QuestionScore("D6.1", critical, None, True)], LIMITS) == suggested


def test_a_no_that_is_not_critical_does_not_make_a_domain_red() -> None:
    assert rag(0.9, [QuestionScore("D1.1", "No", 0.0, False)], LIMITS) == "Green"


@pytest.mark.parametrize(
    ("rule", "suggested"), [("worst group", "Red"), ("weighted mean", "Amber"), ("", "Red")]
)
def test_domain_8_is_judged_by_its_groups(rule: str, suggested: str) -> None:
    made = audit({"D8.2.1": "No"}, settings={"domain_8": rule})
    found = domain(made, "D8")
    assert [g.suggested for g in found.groups if g.ref == "D8.2"] == ["Red"]
    assert found.suggested == suggested


def test_thresholds_of_the_workbook_are_used_and_bad_ones_told() -> None:
    assert domain(audit({"D2.3": "Partial"}, settings={"green_from": 0.85}), "D2").suggested == (
        "Green"
    )
    scores = score(audit(settings={"green_from": "high", "amber_from": 2}), TODAY)
    assert scores.thresholds == Thresholds()
    assert len(scores.notes) == 2
    scores = score(audit(settings={"green_from": 0.5, "amber_from": 0.7}), TODAY)
    assert scores.thresholds == Thresholds()


ACTION = Action("A-001", "D2", "Mend it.", "B. Owner", date(2026, 9, 1), "Amber", "Open")


def test_amber_and_red_are_escalated_and_audited_again_in_three_to_six_months() -> None:
    made = audit(HAND, ratings={"D2": Rating("Amber", narrative=WORDS)}, actions=[ACTION])
    found = domain(made, "D2")
    assert found.escalate
    assert (found.reaudit_from, found.reaudit_by) == (date(2026, 9, 1), date(2026, 12, 1))


def test_months_are_calendar_months() -> None:
    made = audit(ratings={"D1": Rating("Red", narrative=WORDS)},
                 scope={"completed": date(2025, 11, 30)})  # fmt: skip
    found = domain(made, "D1")
    assert (found.reaudit_from, found.reaudit_by) == (date(2026, 2, 28), date(2026, 5, 30))


@pytest.mark.parametrize(("ref", "waived"), [("D2", True), ("D6", False), ("D8", False)])
def test_an_escalation_may_be_waived_but_not_in_6_and_8(ref: str, waived: bool) -> None:
    why = Escalation(why_not="Agreed with the board's chair.")
    made = audit(ratings={ref: Rating("Amber", narrative=WORDS)}, escalations={ref: why})
    assert domain(made, ref).escalate is not waived
    told = any("cannot be waived" in text for text in score(made, TODAY).warnings)
    assert told is not waived


def test_a_better_rating_needs_a_reason_and_a_second_name_and_a_worse_one_nothing() -> None:
    red = {"D6.2": "No"}
    bare = domain(audit(red), "D6")
    assert any("better than the Red" in text for text in bare.lacks)
    named = Rating("Amber", "Reassessments were found in paper files.", "C. Second", WORDS)
    action = Action("A-1", "D6", "x", "y", DONE, "Amber", "Open")
    assert domain(audit(red, ratings={"D6": named}, actions=[action]), "D6").lacks == ()
    worse = Rating("Red", narrative=WORDS)
    action = Action("A-1", "D1", "x", "y", DONE, "Red", "Open")
    assert domain(audit(ratings={"D1": worse}, actions=[action]), "D1").lacks == ()


GAPS: dict[str, tuple[Audit, str]] = {
    "a blank answer": (audit({"D1.2": ""}), "not answered yet: D1.2"),
    "no evidence": (audit(evidence=""), "a Yes needs its evidence"),
    "no case": (audit(cases=[]), "D3: not answered yet"),
    "a case half done": (audit(cases=[case(1, "YYY YY")]), "D3 cases: not finished: 1"),
    "no rating": (audit(ratings={"D4": Rating()}), "D4: the domain is not rated"),
    "no narrative": (audit(ratings={"D4": Rating("Amber", narrative="Short.")}),
                     "needs a narrative of at least 20"),
    "no action": (audit(ratings={"D4": Rating("Amber", narrative=WORDS)}), "needs an action"),
    "a partner away": (audit(scope={"partner_icb": "no"}), "not ticked: the Integrated Care Board"),
    "no lead": (audit(scope={"lead_name": ""}), "lead is not named"),
    "no day": (audit(scope={"completed": ""}), "no day of completion"),
    "a day ahead": (audit(scope={"completed": date(2026, 7, 1)}), "no day of completion"),
}  # fmt: skip


@pytest.mark.parametrize("gap", GAPS)
def test_what_is_missing_stops_the_final_report_and_not_the_draft(gap: str) -> None:
    made, says = GAPS[gap]
    scores = score(made, TODAY)
    assert not scores.final
    assert any(says in text for text in scores.lacks)
    assert len(scores.domains) == 9


def test_n_a_needs_its_reason() -> None:
    made = audit({"D7.5": "N/A"})
    assert domain(made, "D7").lacks == ()
    made.answers["D7.5"] = Answer("D7.5", "N/A")
    assert any("N/A needs its reason" in text for text in domain(made, "D7").lacks)


def test_an_audit_again_outside_its_window_is_told() -> None:
    for day, told in ((date(2026, 8, 31), True), (date(2026, 9, 1), False), (date(2026, 12, 1),
                      False), (date(2026, 12, 2), True)):  # fmt: skip
        made = audit(ratings={"D1": Rating("Red", narrative=WORDS)},
                     escalations={"D1": Escalation(DONE, "M1", "", day)})  # fmt: skip
        warnings = score(made, date(2027, 1, 1)).warnings
        assert any("outside its window" in text for text in warnings) is told


def test_an_audit_again_that_was_not_held_is_told_after_its_last_day() -> None:
    made = audit(ratings={"D1": Rating("Red", narrative=WORDS)}, escalations={"D1": Escalation()})
    for today, told in ((date(2026, 12, 1), False), (date(2026, 12, 2), True)):
        assert any("was due by" in text for text in score(made, today).warnings) is told


def test_the_whole_is_the_worse_of_6_and_8_and_the_number_of_reds() -> None:
    made = audit({"D6.1": "No"}, ratings={"D6": Rating("Red", narrative=WORDS),
                                          "D1": Rating("Red", narrative=WORDS)})  # fmt: skip
    scores = score(made, TODAY)
    assert (scores.overall, scores.reds) == ("Red", 2)
    assert worst(["Green", "", "Amber"]) == "Amber"
    assert worst([]) == ""


def years(last: dict[str, str], this: dict[str, str]) -> dict[str, str]:
    both: tuple[Scores, Scores] = score(audit(this), TODAY), score(audit(last), TODAY)
    return {change.ref: change.change for change in year_on_year(*both)}


def test_year_on_year_by_question() -> None:
    changes = years({"D1.1": "No", "D1.2": "Yes", "D1.3": "N/A", "D1.4": ""},
                    {"D1.1": "Yes", "D1.2": "Partial", "D1.3": "Yes", "D1.4": "No"})  # fmt: skip
    assert changes["D1.1"] == "better"
    assert changes["D1.2"] == "worse"
    assert changes["D1.3"] == "not comparable"
    assert changes["D1.4"] == "new"
    assert changes["D1.5"] == "the same"
    assert len(changes) == 68


def test_open_actions_are_carried_forward_once() -> None:
    done = Action("A-002", "D2", "Done.", "x", DONE, "Amber", "Done")
    last = audit(actions=[ACTION, done], scope={"period": "2024/25"})
    (carried,) = carried_forward(audit(), last)
    assert carried.action == ACTION.action
    assert carried.carried_from == "2024/25, A-001"
    assert carried_forward(audit(actions=[carried]), last) == []


def test_an_action_is_proposed_for_each_amber_and_red_that_has_none() -> None:
    made = audit(HAND, ratings={f"D{n}": Rating() for n in DOMAINS}, actions=[ACTION])
    found = {each.domain: each for each in proposed(score(made, TODAY), made.actions)}
    assert found.keys() == {"D1", "D5", "D6", "D7", "D8"}
    assert "D6.2" in found["D6"].action
    assert found["D6"].rag == "Red"


def test_there_are_nine_domains_and_68_questions() -> None:
    assert len(domains()) == 9
    assert len(all_questions()) == 68
    assert sum(question.answered for question in all_questions().values()) == 64
