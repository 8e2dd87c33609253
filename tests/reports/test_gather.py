"""Audits, baselines and competencies as people filled them in, told by their reports."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from s117xl.audit.book import Filled as FilledAudit
from s117xl.audit.book import write_audit
from s117xl.audit.command import Scored, score_audit
from s117xl.audit.entries import Action, Escalation, Rating
from s117xl.audit.evidence import Evidence
from s117xl.audit.sample import MARKED_TWICE
from s117xl.audit.score import Scores
from s117xl.audit.score import score as score_of_audit
from s117xl.audit.years import Change
from s117xl.baseline import tables as b
from s117xl.baseline.score import score as score_of_baseline
from s117xl.competency.book import Filled
from s117xl.competency.framework import LEVEL_TITLES
from s117xl.competency.model import Competency
from s117xl.documents.accessible import barriers
from s117xl.documents.compiled import CompiledTemplate, compile_template
from s117xl.documents.making import facts_by_name
from s117xl.reports import score_facts as f
from s117xl.reports.scored.gather_about import as_sentence, listed, sentence, share
from s117xl.reports.scored.gather_audit import audit_facts
from s117xl.reports.scored.gather_baseline import baseline_facts, plan_facts
from s117xl.reports.scored.gather_people import role_profile_facts, supervision_facts
from s117xl.workbook.closed import ClosedWorkbook
from tests.audit.filled import FILLED
from tests.audit.test_score import audit as whole_audit
from tests.baseline.filled import AS_AT, partnership
from tests.competency.people import made, many, rated, staff
from tests.documents.reading import bare_headings, paragraphs, text, whole_text
from tests.reports.scored_samples import REPORTS

TODAY = date(2026, 6, 30)
HOSTILE = '</w:t> & "{{ x }}" {% if %} a\x07b\ud800c <b> =1+1\r\n\u202e[x](y)'
SHOWN = '</w:t> & "{{ x }}" {% if %} abc <b> =1+1'
KINDS = {facts: name for name, (_, facts) in REPORTS.items()}
NAMED = {"la_name": "Northshire Council", "icb_name": "NHS Northshire ICB",
         "trust_name": "Northshire NHS Trust"}  # fmt: skip
_COMPILED: dict[str, CompiledTemplate] = {}


def rendered(facts: f.ScoreReport) -> bytes:
    """The report with these facts, through its own template."""
    name = KINDS[type(facts)]
    if name not in _COMPILED:
        build, kind = REPORTS[name]
        _COMPILED[name] = compile_template(build(), kind, name)
    return _COMPILED[name].render(facts_by_name(facts))


def told(facts: f.ScoreReport) -> str:
    """The whole text of the report, on one line."""
    return " ".join(text(rendered(facts)).split())


def sound(facts: f.ScoreReport, *, tags: bool = False) -> str:
    """The text, of a report in which nothing is wrong; with `tags` people typed some."""
    data = rendered(facts)
    words = text(data)
    assert re.findall(r"\b(?:None of|None|nan|NaN|inf|False|True)\b(?=[,;:)\d])", words) == []
    assert "nan" not in words.split()
    assert "Blank(" not in words
    assert tags or ("{{" not in words and "{%" not in words)
    assert list(bare_headings(data)) == []
    assert [(each.kind, each.place, each.sentence) for each in barriers(data)] == []
    empty = [p for p in paragraphs(data) if not whole_text(p).strip() and b"drawing" not in _xml(p)]
    assert empty == []
    return " ".join(words.split())


def _xml(paragraph: Any) -> bytes:
    from lxml import etree

    return etree.tostring(paragraph._p)


def test_shares_lists_and_sentences() -> None:
    shares = (0.8999, 1.0, 0.58, 0.833333333, 0, None)
    assert [share(score) for score in shares] == [
        "89.9%", "100%", "58%", "83.3%", "0%", "not scored",
    ]  # fmt: skip
    assert [listed([3, 6, 8]), listed([3]), listed([])] == ["3, 6 and 8", "3", ""]
    assert sentence("Due by 05.09.2026, not 99.99.2026.") == (
        "Due by 5 September 2026, not 99.99.2026."
    )
    assert [as_sentence("a milestone"), as_sentence("")] == ["A milestone.", ""]


# The audit


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Callable[[FilledAudit | None], Scored]:
    folder = tmp_path_factory.mktemp("audits")

    def scored(filled: FilledAudit | None) -> Scored:
        path = folder / f"{len(list(folder.iterdir()))}.xlsx"
        write_audit(path, filled=filled)
        return score_audit(ClosedWorkbook(path), lambda: TODAY)

    return scored


@pytest.fixture(scope="module")
def filled(workbook: Callable[[FilledAudit | None], Scored]) -> Scored:
    return workbook(FILLED)


def of(**changes: Any) -> Scored:
    """A whole and good audit with some changes, scored."""
    changed = {name: changes.pop(name) for name in ("summary", "sample", "draw") if name in changes}
    scope = NAMED | changes.pop("scope", {})
    audit = replace(whole_audit(scope=scope, **changes), **changed)
    return Scored(audit, score_of_audit(audit, TODAY), (), (), (), ())


def facts_of(scored: Scored, **more: Any) -> f.AuditReport:
    return audit_facts(scored, TODAY, "FINAL", **more)


def test_a_filled_audit_is_told_with_its_key_figures(filled: Scored) -> None:
    words = sound(facts_of(filled))
    for part in (
        "Annual audit of section 117 aftercare, 2025/26",
        "Overall result: Red (domain 8 is not rated yet).",
        "Domains rated Red 1: domain 4",
        "Domains rated Amber 3: domains 3, 6 and 9",
        "Not rated yet 2: domains 7 and 8",
        "D2 Finding who is entitled, and planning early 83.3% Amber Green",
        "D4 Funding decisions and the law 75% Red Red Board: yes, on 9 December 2025 (minute 12/25)"
        " Again: from 28 February 2026 to 30 May 2026; done on 1 March 2026",
        "D9 Outcomes and learning not scored none Amber Board: no, because: The board agreed",
        "The late ones were in hospital. Agreed by B. Second.",
        "Partial Yes 4, Partial 0, No 1 5 cases of the sample.",
        "Head of finance by 31 January 2026 Overdue Red, open",
        "Green, done",
        "Lead of the audit A. Lead, Head of quality",
        "Completed on 30 November 2025",
        "NHS Trust not confirmed",
        "D8 Red (suggested)",
    ):
        assert part in words, part


def test_a_draft_stays_one_while_anything_is_missing(filled: Scored) -> None:
    facts = facts_of(filled)
    assert facts.document.state == "DRAFT"
    assert facts.missing[:2] == (
        "Scope: Integrated Care Board is not filled in.", "Scope: NHS Trust is not filled in.",
    )  # fmt: skip
    assert facts.missing[2:] == filled.scores.lacks
    assert f"draft: {len(facts.missing)} points" in facts.result.asked[0]


def test_an_empty_audit_is_a_draft_that_says_what_is_missing(
    workbook: Callable[[FilledAudit | None], Scored],
) -> None:
    facts = facts_of(workbook(None))
    words = sound(facts)
    assert facts.document.is_draft
    for part in (
        "Draft. Not to be sent yet.", "Scope: Council is not filled in.",
        "D6: the domain is not rated.", "Overall result: not rated.",
        "Board: not known yet Again: not known yet", "No sample has been drawn.",
        "no register was read for this report none all", "No method is recorded.",
    ):  # fmt: skip
        assert part in words, part
    assert facts.scores_chart.labels == ()
    assert len(facts.result.asked) == 1


def test_a_whole_audit_is_final_and_asks_nothing() -> None:
    facts = facts_of(of())
    words = sound(facts)
    assert (facts.missing, facts.document.state, facts.result.asked) == ((), "FINAL", ())
    assert "Overall result: Green. This" in words
    assert "Nothing: no domain is rated Amber or Red." in words
    assert "DRAFT" not in words
    assert "Northshire NHS Trust yes" in words
    assert audit_facts(of(), TODAY, "").document.state == "DRAFT"


@pytest.mark.parametrize(
    ("ending", "answer", "overall"),
    [
        ("Green", "", "Green (domain 8 is not rated yet)"),
        ("Red", "", "Red"),
        ("Green", "No", "Red (domain 8 is not rated yet)"),
    ],
)
def test_the_overall_result_says_what_is_not_rated(ending: str, answer: str, overall: str) -> None:
    answers = {"D8.2.1": answer} if answer else {}
    scored = of(answers=answers, ratings={"D6": Rating(ending, narrative="x" * 30), "D8": Rating()})
    assert facts_of(scored).result.overall == overall


def test_a_domain_of_which_nothing_is_known_leaves_the_result_open() -> None:
    scored = of(ratings={"D8": Rating()})
    bare = tuple(
        replace(each, suggested="", score=None) if each.ref == "D8" else each
        for each in scored.scores.domains
    )
    result = facts_of(replace(scored, scores=replace(scored.scores, domains=bare))).result
    assert result.overall == "not known yet, as domain 8 is not rated"
    assert result.register == "not rated, not scored"


def poor(ref: str = "D6", **more: Any) -> Scored:
    """An audit in which one domain is Amber and completed on 1 June 2026."""
    return of(ratings={ref: Rating("Amber", narrative="Two of the four lack a decision.")}, **more)


def test_the_board_is_asked_to_act_on_a_poor_domain() -> None:
    asked = facts_of(poor()).result.asked
    assert asked[1:] == (
        "Note that domain 6 is Amber.",
        "Take up domain 6: no day is recorded on which the board did.",
        "See that domain 6 is audited again from 1 September 2026 to 1 December 2026.",
    )
    late = facts_of(poor(), made_on=date(2027, 1, 5))
    assert "Ask why domain 6 is not audited again by 1 December 2026." in late.result.asked
    assert (late.document.date, late.document.law_as_at) == ("5 January 2027", "30 June 2026")


def test_an_escalation_is_told_with_what_it_lacks() -> None:
    day = date(2026, 6, 20)
    for taken, says in (
        (Escalation(day, "4.2"), "yes, on 20 June 2026 (minute 4.2)"),
        (Escalation(None, "4.2"), "yes, but no day is recorded (minute 4.2)"),
        (Escalation(), "due"),
        (Escalation(why_not="It is settled."), "due"),  # nobody may waive that of domain 6
    ):
        domain = facts_of(poor(escalations={"D6": taken})).domains[5]
        assert domain.escalated == says


def test_no_day_of_completion_leaves_the_next_audit_without_days() -> None:
    scored = poor(scope={"completed": ""})
    assert facts_of(scored).domains[5].reaudit == "three to six months after completion"


def before(**ratings: str) -> Scores:
    typed = {ref: Rating(rating, narrative="x" * 30) for ref, rating in ratings.items()}
    return of(ratings=typed, answers={"D1.1": "No"}).scores


def test_the_year_before_stands_beside_this_one() -> None:
    facts = facts_of(poor(), before=before(D6="Green", D2="Red"))
    changes = {each.ref: (each.last, each.now, each.change) for each in facts.years}
    assert changes["D6"] == ("Green, 100%", "Amber, 100%", "worse")
    assert changes["D2"] == ("Red, 100%", "Green, 100%", "better")
    assert changes["D1"] == ("Green, 80%", "Green, 100%", "the same")
    assert [each.name for each in facts.scores_chart.series] == ["This year", "Last year"]
    assert "D6 Ending aftercare Green, 100% Amber, 100% worse" in sound(facts)


def test_without_the_scores_of_then_the_changed_questions_are_told() -> None:
    changes = (
        Change("D1.1", "Is there a policy?", "No", "Yes", "better"),
        Change("D1.2", "And a memorandum?", "Yes", "Yes", "the same"),
    )
    facts = facts_of(replace(of(), changes=changes))
    assert [each.ref for each in facts.years] == ["D1.1"]
    assert "D1.1 Is there a policy? No Yes better" in sound(facts)


def test_carried_and_proposed_actions_are_told_apart() -> None:
    carried = Action("A-1", "D5", "Hold reviews", "Lead", date(2026, 1, 1), "Red", "open", "Begun.",
                     "2024/25, A-9")  # fmt: skip
    proposed = Action("", "D6", "Say what will mend it", "", None, "Amber", "Open")
    odd = Action("", "", "", "", None, "", "DONE")
    facts = facts_of(replace(poor(actions=[carried, odd]), added=(proposed,)))
    assert [each.carried_from for each in facts.carried] == ["2024/25, A-9"]
    assert [each.overdue for each in (*facts.carried, *facts.actions)] == [True, False, False]
    assert "Agree the plan: 1 new action. No owner is named yet for 1." in facts.result.asked
    assert "Ask after 1 action past the date set." in facts.result.asked
    words = sound(facts)
    assert "From the audit 2024/25, A-9" in words
    assert "No domain: An action without words No owner is named by no day" in words


SAMPLE = [
    {"Place": "C001", "Record": "V-001", "Part": "drawn", "Stratum": "live, section 3",
     "Weight": 6.5, "Why": MARKED_TWICE},
    {"Place": "C002", "Record": "V-002", "Part": "drawn", "Stratum": "live, section 3",
     "Weight": 6.5},
    {"Place": "C003", "Record": "V-003", "Part": "Drawn", "Stratum": "in prison", "Weight": "nan"},
    {"Place": "R001", "Record": "V-009", "Part": "reserve"},
    {"Place": "R002", "Record": "V-010", "Part": "reserve"},
    {"Record": "V-077", "Part": "excluded",
     "Why": "Ended on 3 Feb 2024, more than 12 months ago."},
    {"Record": "V-078", "Part": "excluded",
     "Why": "Ended on 9 Mar 2023, more than 12 months ago."},
    {"Record": None, "Part": "excluded", "Why": "Row 12 has no register id that can be read."},
]  # fmt: skip
DRAW = {
    "Seed": "2026", "As at": "2026-03-31", "Cases": 3, "Why this size": "Only three can be read.",
    "Records in the frame": 26, "Hash of the frame": "9f2c", "Note 1": "Nobody was under 18.",
    "Stratum: live, section 3": "13 in the frame, 2 drawn, weight 6.5",
    "Stratum: ended, Part III": "13 in the frame, 0 drawn, counted with ended, section 3",
    "Age: under 18": "0 in the frame, 0 drawn",
}  # fmt: skip


def test_the_sample_is_told_so_that_it_can_be_drawn_again() -> None:
    facts = facts_of(of(sample=SAMPLE, draw=DRAW)).sample
    assert (facts.frame, facts.size, facts.seed, facts.as_at) == ("26", "3", "2026",
                                                                  "31 March 2026")  # fmt: skip
    assert facts.size_reason == "Only three can be read."
    assert (facts.reserve, facts.twice) == ("2, of which none was used", "1")
    assert [(s.name, s.size, s.drawn, s.weight) for s in facts.strata] == [
        ("live, section 3", "13", "2", "6.5"),
        ("ended, Part III (counted with ended, section 3)", "13", "0", ""),
        ("in prison", "not known", "1", "not known"),
    ]
    assert facts.notes == ("Nobody was under 18.",)


def test_what_was_left_out_is_counted_by_reason_and_names_no_record() -> None:
    facts = facts_of(of(sample=SAMPLE, draw=DRAW))
    assert [(each.reason, each.count) for each in facts.sample.excluded] == [
        ("Ended more than 12 months ago.", "2"),
        ("The row has no register id that can be read.", "1"),
    ]
    words = sound(facts)
    assert not any(part in words for part in ("V-07", "2024", "Row 12"))


def test_a_size_by_the_method_needs_no_reason() -> None:
    draw = DRAW | {"Records in the frame": 3, "Why this size": "A tenth."}
    assert facts_of(of(sample=SAMPLE, draw=draw)).sample.size_reason == ""


def test_a_draw_that_somebody_spoiled_is_not_known() -> None:
    spoiled = {"Seed": "x", "As at": "March", "Stratum: a": "many", "Records in the frame": ""}
    facts = facts_of(of(draw=spoiled)).sample
    assert (facts.frame, facts.as_at, facts.strata[0].size) == ("not known", "March", "not known")


def figure(ref: str, **more: Any) -> Evidence:
    return Evidence(ref, "First reviews in time", 68, 80, 12, 85.0, "Partial", ("V-001",), ("R1",),
                    **more)  # fmt: skip


def test_the_register_speaks_beside_the_answers() -> None:
    absent = replace(figure("D5.2"), number=None, of=0, not_testable=0, untestable=True,
                     note="No column of reviews.", proposes="-")  # fmt: skip
    facts = facts_of(replace(of(), evidence=(figure("D5.1"), absent)))
    first, second = facts.domains[4].answers[:2]
    assert "68 of 80 (85 %)" in first.register_says
    assert (first.differs, second.differs) == (True, False)
    assert [(u.ref, u.tested, u.not_testable) for u in facts.untested] == [
        ("D5.1", "80", "12"), ("D5.2", "none", "all"),
    ]  # fmt: skip
    words = sound(facts)
    assert "The register proposes another answer." in words
    assert "V-001" not in words


def test_what_the_workbook_holds_of_the_register_is_told(
    workbook: Callable[[FilledAudit | None], Scored],
) -> None:
    row = {"Ref": "D5.1", "What was counted": "Reviews in time: 31 of 40 (77.5 %). Not testable: 3",
           "Number": 31, "Of": 40, "Not testable": 3, "Proposes": "Partial"}  # fmt: skip
    sure = {**row, "Ref": "D5.2", "Not testable": 0}
    facts = facts_of(workbook(replace(FILLED, evidence=[row, sure])))
    answer = facts.domains[4].answers[0]
    assert (answer.register_says, answer.differs) == ("31 of 40 in time", True)
    (untested,) = facts.untested
    assert (untested.what, untested.tested, untested.not_testable) == ("Reviews in time", "40", "3")


def test_methods_are_told_with_what_was_not_done() -> None:
    facts = facts_of(of(scope={"method_files": "Yes", "method_feedback": "n"}))
    assert facts.methods[0] == "Case files were read: yes"
    assert facts.methods[-1] == "People's own experience was heard: no"
    assert facts.methods[1].endswith(": not recorded")
    other = of(settings={"green_from": 0.85, "domain_8": "weighted mean"})
    thresholds = " ".join(facts_of(other).thresholds)
    assert "Green is suggested from 85% of the points" in thresholds
    assert "goes by the mean of its questions" in thresholds


def test_hostile_texts_of_an_audit_come_out_as_text() -> None:
    scored = poor(
        scope={key: HOSTILE for key in ("period", "lead_name", "lead_role", *NAMED)},
        summary={"Areas of strength": HOSTILE}, evidence=HOSTILE,
        actions=[Action(HOSTILE, HOSTILE, HOSTILE, HOSTILE, None, "Red", HOSTILE, HOSTILE,
                        HOSTILE)],
        escalations={"D6": Escalation(date(2026, 6, 2), HOSTILE)},
        sample=[{"Part": "drawn", "Stratum": HOSTILE, "Weight": HOSTILE},
                {"Part": "excluded", "Why": HOSTILE}],
        draw={"Seed": HOSTILE, "As at": HOSTILE, "Note 1": HOSTILE, f"Stratum: {HOSTILE}": HOSTILE,
              "Why this size": HOSTILE, "Hash of the frame": HOSTILE},
    )  # fmt: skip
    scored.audit.ratings["D6"] = Rating("Amber", HOSTILE, HOSTILE, HOSTILE)
    case = scored.audit.cases[0]
    scored.audit.cases.append(replace(case, case=HOSTILE, not_auditable=HOSTILE))
    words = sound(facts_of(replace(scored, notes=(HOSTILE,))), tags=True)
    assert words.count(SHOWN) > 30


# The baseline and its plan


def baseline_of(found: b.Baseline, previous: b.Baseline | None = None) -> f.BaselineReport:
    return baseline_facts(found, score_of_baseline(found, AS_AT, previous), AS_AT, "FINAL")


def plan_of(found: b.Baseline) -> f.ImprovementPlan:
    return plan_facts(found, score_of_baseline(found, AS_AT), AS_AT, "FINAL")


def complete() -> b.Baseline:
    """The partnership's baseline with nothing left to say."""
    found = partnership()
    found.ratings[5]["NHS Trust"] = b.RatingRow(3)
    last = replace(found.actions[2], officer="Head of training", milestone="Half are trained",
                   measure="All are trained", with_whom="Northshire Voices")  # fmt: skip
    found.actions[2] = last
    return found


def test_a_filled_baseline_is_told_as_a_profile() -> None:
    facts = baseline_of(partnership())
    words = sound(facts)
    for part in (
        "Lowest agreed rating: 2, in Practice and workforce capability, Data quality",
        "B1 Legal compliance 3, established Amber",
        "B5 Data quality and digital infrastructure 1 5 not rated 2 Red",
        "B5 Data quality and digital infrastructure: the partners differ by 4 points"
        " (Council 1, ICB 5).",
        "Not rated by: NHS Trust.",
        "B1.1: Test cases put to 20 staff in March 2026",
        "B1 Legal compliance 2 3 Up by 1.",
        "1. Nobody is charged for aftercare B1 Legal compliance Two repayments last year",
        "Next review 15 September 2026",
        "Northshire Partnership NHS Trust not confirmed",
        "Northshire Voices, a forum of people with lived experience yes",
        "Not signed yet: NHS Trust.",
    ):
        assert part in words, part
    assert facts.document.state == "DRAFT"
    assert facts.missing == ("B5 Data quality and digital infrastructure: no rating by NHS Trust.",)
    assert facts.profile_chart.series[0].values == ("3", "4", "2", "3", "2")
    assert len(facts.alignment) == 18


def test_a_gap_of_the_plan_does_not_stop_the_baseline() -> None:
    found = complete()
    found.actions[2] = b.Action(9, 3, "Train each team")
    assert baseline_of(found).document.state == "FINAL"
    assert plan_of(found).document.state == "DRAFT"
    assert plan_of(complete()).document.state == "FINAL"


def test_an_empty_baseline_is_a_draft_that_says_what_is_missing() -> None:
    facts = baseline_of(b.Baseline())
    words = sound(facts)
    assert facts.document.is_draft
    assert (facts.years, facts.alignment, facts.profile_chart.labels) == ((), (), ())
    for part in (
        "Start: Council is not filled in.", "B3 Practice and workforce capability: no agreed",
        "No dimension is agreed yet.", "No partner has rated it.", "not agreed",
    ):  # fmt: skip
        assert part in words, part


def test_what_could_not_be_read_needs_a_look() -> None:
    found = complete()
    found.notes.append(b.Note("Profile", "C4", "is no rating."))
    found.notes.append(b.Note(b.PLAN.sheet, "F9", "Due is no date."))
    assert "Profile C4: is no rating." in baseline_of(found).warnings
    assert "Improvement plan F9: Due is no date." in plan_of(found).warnings
    assert "Profile C4: is no rating." not in plan_of(found).warnings


def test_a_filled_plan_is_told_with_its_actions() -> None:
    words = sound(plan_of(partnership()))
    for part in (
        "Actions in the plan: 3. With something missing: 1. Overdue: 1.",
        "Made together with people who use services: 2 of 3.",
        "Next looked at: 15 September 2026.",
        "Lead organisation Northshire Partnership NHS Trust",
        "In progress. Overdue",
        "15 June 2026: The first extract is drawn.",
        "Still to be said The accountable officer, a milestone, a measure of success, with whom",
        "Improvement plan, row 9: missing: the accountable officer",
    ):
        assert part in words, part


def test_actions_without_a_priority_or_words_are_not_lost() -> None:
    found = complete()
    found.actions += [
        b.Action(10, None, "Publish the figures", due=date(2026, 1, 2), start=date(2026, 2, 1)),
        b.Action(11, 2, state="Done"),
        b.Action(12, 1, milestone="First meeting", reviews=(b.Progress(None, "Met."),
                                                            b.Progress(date(2026, 6, 1)))),
    ]  # fmt: skip
    facts = plan_of(found)
    (unplaced,) = facts.unplaced
    assert unplaced.overdue
    assert unplaced.lacks.endswith("It is due before it starts.")
    assert any("row 11: it says nothing of what is to be done" in each for each in facts.warnings)
    words = sound(facts)
    assert "On a day not recorded: Met. 1 June 2026: nothing is written" in words
    assert "An action without words" in words


def test_an_empty_plan_is_a_draft_that_says_what_is_missing() -> None:
    facts = plan_of(b.Baseline())
    words = sound(facts)
    assert facts.document.is_draft
    assert "Priorities: no priority is named yet." in words
    assert "Improvement plan: no action is planned yet." in words
    assert "people who use services: no action is planned yet." in words


def test_hostile_texts_of_a_baseline_come_out_as_text() -> None:
    found = complete()
    found.scope |= dict.fromkeys((*b.SCOPE_TEXTS,), HOSTILE)
    found.ratings[1][b.AGREED] = b.RatingRow(4, False, HOSTILE, HOSTILE, HOSTILE)
    found.questions["B1.1"] = b.QuestionNotes({}, HOSTILE)
    found.priorities[0] = b.Priority(1, HOSTILE, "B1", HOSTILE)
    found.actions[0] = b.Action(7, 1, HOSTILE, HOSTILE, HOSTILE, None, None, HOSTILE, HOSTILE, True,
                                HOSTILE, HOSTILE, "", (b.Progress(AS_AT, HOSTILE),))  # fmt: skip
    assert sound(baseline_of(found), tags=True).count(SHOWN) > 10
    assert sound(plan_of(found), tags=True).count(SHOWN) > 10


# The competencies


@pytest.fixture
def book(tmp_path: Path) -> Competency:
    people = [staff("A", "Commissioner"), staff("B", team="", supervisor="")]
    return made(
        tmp_path / "x.xlsx",
        Filled(people, [rated("A", C1_S1=2)], [rated("A", C1_S1=1, C5_P1=None, C6_L1="N/A")],
               settings={"partnership": "Northshire"}),
    )  # fmt: skip


def profiles(book: Competency) -> dict[str, f.RoleProfile]:
    return dict(role_profile_facts(book, TODAY, "FINAL"))


def records(book: Competency) -> dict[str, f.SupervisionRecord]:
    return dict(supervision_facts(book, TODAY, "FINAL"))


def test_a_role_profile_tells_the_levels_and_their_statements(book: Competency) -> None:
    facts = profiles(book)["Commissioner"]
    words = sound(facts)
    assert facts.document.state == "FINAL"
    assert "Role profile: Commissioner" in words
    assert "Northshire Council, Integrated Care Board and NHS Trust" in words
    assert f"C1 Knowing the law and deciding by it {LEVEL_TITLES['Senior']}" in words
    assert "C1.S1 Senior or specialist practitioner" in words
    assert not any(name in words for name in ("Person A", "Sam Lead"))


def test_every_role_of_the_workbook_has_a_profile(book: Competency) -> None:
    assert list(profiles(book)) == list(book.role_names)


def test_a_role_with_nothing_set_is_a_draft(book: Competency) -> None:
    bare = replace(book, roles={"porter": {"C1": "none"}}, role_names=("Porter",))
    facts = profiles(bare)["Porter"]
    assert facts.missing == ("Roles: no level is set for a role in C2, C3, C4, C5, C6.",)
    assert facts.document.is_draft
    words = sound(facts)
    assert "The role asks for no level in this domain." in words


def test_a_supervision_record_tells_standing_and_what_to_talk_about(book: Competency) -> None:
    facts = records(book)["A"]
    words = sound(facts)
    assert facts.document.state == "FINAL"
    for part in (
        "In confidence. For Person A and Sam Lead alone.",
        "Rated by the supervisor on 1 October 2026",
        "cannot be told yet",
        "2 met 1 developing",
        "C1: the role asks for more than is reached yet.",
        "C1: Take one recent decision",
    ):
        assert part in words, part
    assert [each.ref for each in facts.lines if each.is_gap] == ["C1"]
    assert len(facts.questions) == 1


def test_a_person_whom_nobody_has_rated_has_a_draft_that_names_nobody_in_what_is_missing(
    book: Competency,
) -> None:
    facts = records(book)["B"]
    words = sound(facts)
    assert facts.missing == (
        "Staff: Supervisor is not filled in.",
        "Self: the person's own ratings are not there, or do not count.",
        "Supervisor: the supervisor's ratings are not there, or do not count.",
    )
    assert "Rated by the person on Not rated yet" in words
    assert "no team named" in words


def test_ratings_without_a_day_are_not_called_unrated(tmp_path: Path) -> None:
    undated = {**rated("A"), "rated_on": None}
    book = made(tmp_path / "x.xlsx", Filled([staff("A", "Porter")], [undated], [undated]))
    facts = records(book)["A"]
    assert facts.rated_on == "a day that is not recorded"
    assert "Roles: the role on Staff is not there, or has no level." in facts.missing
    assert "Settings: Partnership is not filled in." in facts.missing
    sound(facts)


def test_everybody_of_a_workforce_has_a_record(tmp_path: Path) -> None:
    book = made(tmp_path / "x.xlsx", many(12))
    facts = records(book)
    assert list(facts) == [person.id for person in book.people]
    for each in list(facts.values())[:3]:
        sound(each)


def test_hostile_texts_of_people_come_out_as_text(book: Competency) -> None:
    person = replace(book.people[0], id=HOSTILE, name=HOSTILE, role=HOSTILE, team=HOSTILE,
                     supervisor=HOSTILE)  # fmt: skip
    odd = replace(book, people=(person,), roles={HOSTILE.casefold(): {"C1": "Leader"}},
                  role_names=(HOSTILE,),
                  settings=replace(book.settings, partnership=HOSTILE))  # fmt: skip
    ((_, record),) = supervision_facts(odd, TODAY, "FINAL")
    ((_, profile),) = role_profile_facts(odd, TODAY, "FINAL")
    assert sound(record, tags=True).count(SHOWN) >= 6
    assert sound(profile, tags=True).count(SHOWN) >= 2


def test_the_same_facts_give_the_same_bytes(filled: Scored) -> None:
    every: Sequence[f.ScoreReport] = (facts_of(filled), baseline_of(partnership()))
    again: Sequence[f.ScoreReport] = (facts_of(filled), baseline_of(partnership()))
    assert [rendered(each) for each in every] == [rendered(each) for each in again]
