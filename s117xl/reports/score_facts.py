"""What a report on scores may say: one typed context for each, each fact described where it stands.

They are worked out elsewhere (the audit, the baseline, the competencies); a report puts them in
order. A rating always stands in words: Green, Amber, Red, or not rated.
"""

from __future__ import annotations

from typing import Annotated

from s117xl.documents.charts import ChartFacts
from s117xl.documents.facts import facts


@facts
class About:
    """The report itself."""

    title: Annotated[str, "what it is, such as Annual audit"]
    reference: Annotated[str, "what stands beside the title at the foot of each page"]
    date: Annotated[str, "the day on which it was made, such as 3 February 2026"]
    state: Annotated[str, "DRAFT or FINAL"]
    is_draft: Annotated[bool, "whether it is a draft"]
    law_as_at: Annotated[str, "the day on whose law it rests"]
    period: Annotated[str, "the period that it is about, such as 2025/26"]
    made_with: Annotated[str, "the product and its version"]
    invented: Annotated[bool, "whether its people and figures are invented"]


@facts
class Partners:
    """The bodies that act together."""

    council: Annotated[str, "the council's name"]
    board: Annotated[str, "the Integrated Care Board's name"]
    trust: Annotated[str, "the NHS Trust's name"]


@facts
class ScoreReport:
    """What every report on scores knows."""

    document: About
    organisation: Partners
    missing: Annotated[tuple[str, ...], "what stands in the way of the final report, a line each"]


@facts
class YearOnYear:
    """A score or a rating, then and now."""

    ref: Annotated[str, "of the domain, dimension or question, such as D6"]
    title: Annotated[str, "its name"]
    last: Annotated[str, "the last time, such as Amber, 72%"]
    now: Annotated[str, "this time"]
    change: Annotated[str, "what became of it, such as better; not known where either is missing"]


# The audit


@facts
class AuditResult:
    """The first page of the audit."""

    overall: Annotated[str, "the poorer rating of domains 6 and 8"]
    ending: Annotated[str, "the rating of domain 6"]
    register: Annotated[str, "the rating of domain 8"]
    reds: Annotated[str, "how many are Red, and which, such as 2: domains 3 and 6"]
    ambers: Annotated[str, "how many are Amber, and which"]
    greens: Annotated[str, "how many are Green, and which"]
    unrated: Annotated[str, "how many are not rated, and which; empty where all are"]
    asked: Annotated[tuple[str, ...], "what is asked of the Partnership Board, a sentence each"]
    in_words: Annotated[str, "the scores of all domains in a sentence, for who cannot see a chart"]


@facts
class AuditAnswer:
    """A question and how it was answered."""

    ref: Annotated[str, "as the audit tool prints it, such as D6.1"]
    question: Annotated[str, "in our words"]
    critical: Annotated[bool, "whether a No makes the domain Red"]
    answer: Annotated[str, "Yes, Partial, No or N/A; empty where it is not answered"]
    over_cases: Annotated[str, "for the case sample: the counts, such as Yes 7, Partial 2, No 1"]
    evidence: Annotated[str, "what was seen"]
    why_not: Annotated[str, "why it does not apply, where the answer is N/A"]
    comment: Annotated[str, "what the auditors add"]
    register_says: Annotated[str, "what the register shows, such as 12 of 80 late (15%)"]
    differs: Annotated[bool, "whether the register proposes another answer"]


@facts
class AuditPart:
    """A part of domain 8."""

    ref: Annotated[str, "such as D8.2"]
    title: Annotated[str, "its name"]
    score: Annotated[str, "such as 72%, or not scored"]
    suggested: Annotated[str, "the rating that its answers suggest"]


@facts
class AuditDomain:
    """A domain of the audit."""

    ref: Annotated[str, "D1 to D9"]
    title: Annotated[str, "its name"]
    high_risk: Annotated[bool, "whether it is one of those that must go to the board when poor"]
    pillars: Annotated[str, "its pillars by number, or none named"]
    answered: Annotated[str, "how many questions are answered, such as 4 of 5"]
    score: Annotated[str, "such as 72%, or not scored"]
    suggested: Annotated[str, "the rating that its answers suggest; else empty"]
    rating: Annotated[str, "the auditors' own, or not rated"]
    is_red: Annotated[bool, "whether it stands as Red"]
    why_better: Annotated[str, "why it is rated better than suggested, and who agreed; else empty"]
    narrative_heading: Annotated[str, "such as Key issues and actions"]
    narrative: Annotated[str, "what the auditors say"]
    escalated: Annotated[str, "such as yes, on 3 March 2026 (minute 4.2); due; not called for"]
    reaudit: Annotated[str, "such as between 3 June and 3 September 2026, or not called for"]
    answers: Annotated[tuple[AuditAnswer, ...], "its questions in the printed order"]
    parts: Annotated[tuple[AuditPart, ...], "the parts of domain 8; else none"]


@facts
class Stratum:
    """A group of records of which cases were drawn."""

    name: Annotated[str, "what its records have in common"]
    size: Annotated[str, "how many records it has"]
    drawn: Annotated[str, "how many were drawn"]
    weight: Annotated[str, "for how many records each case stands, such as 6.5"]


@facts
class Excluded:
    """Records that are not in the sampling frame."""

    reason: Annotated[str, "why not"]
    count: Annotated[str, "how many"]


@facts
class AuditSample:
    """How the cases were drawn, so that anybody can draw the same ones."""

    drawn: Annotated[bool, "whether a sample has been drawn"]
    frame: Annotated[str, "N: how many records could have been drawn"]
    size: Annotated[str, "n: how many were drawn"]
    size_reason: Annotated[str, "why the size differs from the method's; else empty"]
    seed: Annotated[str, "the seed"]
    as_at: Annotated[str, "the day as at which the register was read"]
    frame_hash: Annotated[str, "the hash of the frame"]
    reserve: Annotated[str, "how many stand in reserve, and how many of these were used"]
    not_audited: Annotated[str, "cases that could not be audited, with reasons; else empty"]
    twice: Annotated[str, "how many were marked by two people"]
    strata: Annotated[tuple[Stratum, ...], "the groups"]
    excluded: Annotated[tuple[Excluded, ...], "what was left out, by reason"]
    notes: Annotated[tuple[str, ...], "what else is to be known of the draw"]


@facts
class AuditAction:
    """An action of the audit's plan."""

    id: Annotated[str, "its id, such as A-2026-03"]
    domain: Annotated[str, "D1 to D9"]
    action: Annotated[str, "what is done"]
    owner: Annotated[str, "who answers for it"]
    due: Annotated[str, "by when"]
    rag: Annotated[str, "Green, Amber or Red"]
    state: Annotated[str, "Open, Done or Dropped"]
    overdue: Annotated[bool, "whether it is open and its day has passed"]
    progress: Annotated[str, "what has been done so far"]
    carried_from: Annotated[str, "the audit from which it was carried forward; else empty"]


@facts
class PillarView:
    """A pillar of the framework with the ratings of its domains."""

    number: Annotated[str, "1 to 9"]
    name: Annotated[str, "its name"]
    domains: Annotated[str, "the domains that speak to it, with their ratings, or none"]
    poorest: Annotated[str, "the poorest of these ratings, or none"]


@facts
class NotTestable:
    """A figure of the register for which some records hold too little."""

    ref: Annotated[str, "the question to which it speaks"]
    what: Annotated[str, "what was counted"]
    tested: Annotated[str, "how many records could be tested"]
    not_testable: Annotated[str, "how many could not"]


@facts
class SignOff:
    """A partner's part in the audit."""

    partner: Annotated[str, "the body"]
    took_part: Annotated[str, "yes, or not confirmed"]


@facts
class AuditReport(ScoreReport):
    """The report on an annual audit."""

    result: AuditResult
    domains: Annotated[tuple[AuditDomain, ...], "the nine domains"]
    scores_chart: Annotated[ChartFacts, "the share of points by domain, this year and last"]
    strengths: Annotated[str, "areas of strength, in the auditors' words"]
    improvements: Annotated[str, "areas for improvement"]
    high_risks: Annotated[str, "high-risk issues"]
    sample: AuditSample
    years: Annotated[tuple[YearOnYear, ...], "the domains then and now; none for a first audit"]
    carried: Annotated[tuple[AuditAction, ...], "actions carried forward"]
    actions: Annotated[tuple[AuditAction, ...], "the new actions"]
    pillars: Annotated[tuple[PillarView, ...], "the nine pillars"]
    methods: Annotated[tuple[str, ...], "the methods used, a line each"]
    thresholds: Annotated[tuple[str, ...], "how ratings are suggested, a sentence each"]
    untested: Annotated[tuple[NotTestable, ...], "figures for which records hold too little"]
    warnings: Annotated[tuple[str, ...], "what else needs a look, a sentence each"]
    lead: Annotated[str, "who led the audit, with role and body"]
    completed: Annotated[str, "the day of completion"]
    partners: Annotated[tuple[SignOff, ...], "the council, the board and the Trust"]


# The baseline and its plan


@facts
class BaselineDimension:
    """A dimension of the baseline. It has a rating by each partner and an agreed one, 1 to 5."""

    ref: Annotated[str, "B1 to B5"]
    title: Annotated[str, "its name"]
    focus: Annotated[str, "what it looks at"]
    council: Annotated[str, "the council's rating, or not rated"]
    board: Annotated[str, "the board's"]
    trust: Annotated[str, "the Trust's"]
    agreed: Annotated[str, "the agreed rating, or not agreed"]
    level: Annotated[str, "the agreed level in words, such as established; else empty"]
    rag: Annotated[str, "Green, Amber or Red, or not agreed"]
    partners_say: Annotated[str, "whether the partners agree, as a sentence"]
    finding: Annotated[bool, "whether they differ so far that it is a finding"]
    strengths: Annotated[str, "key strengths"]
    risks: Annotated[str, "key risks and gaps"]
    evidence: Annotated[str, "what shows it"]


@facts
class Priority:
    """A priority of the partnership."""

    number: Annotated[str, "1 to 5, in order of weight"]
    text: Annotated[str, "what comes first"]
    dimension: Annotated[str, "the dimension that it is about"]
    why: Annotated[str, "why it comes first"]


@facts
class Alignment:
    """A pillar, or a statement of the regulator, with the ratings that speak to it."""

    name: Annotated[str, "the pillar or the statement"]
    kind: Annotated[str, "Pillar or CQC quality statement"]
    questions: Annotated[str, "the questions that speak to it, or none"]
    ratings: Annotated[str, "the agreed ratings of their dimensions, or none"]


@facts
class BaselineReport(ScoreReport):
    """The report on a baseline: a profile, and never one figure for the whole."""

    dimensions: Annotated[tuple[BaselineDimension, ...], "the five dimensions"]
    profile_chart: Annotated[
        ChartFacts, "agreed ratings, then each partner's; the labels tell the agreed ones"
    ]
    in_words: Annotated[str, "the agreed ratings in a sentence, for who cannot see a chart"]
    lowest: Annotated[str, "the lowest agreed rating and where it stands, as a sentence"]
    findings: Annotated[tuple[str, ...], "where the partners differ, a sentence each"]
    priorities: Annotated[tuple[Priority, ...], "five at most"]
    warnings: Annotated[tuple[str, ...], "what else needs a look, a sentence each"]
    years: Annotated[tuple[YearOnYear, ...], "the dimensions then and now; none for a first one"]
    alignment: Annotated[tuple[Alignment, ...], "pillars and statements"]
    lead: Annotated[str, "who led it"]
    completed: Annotated[str, "the day of completion"]
    next_review: Annotated[str, "when it is looked at again"]
    signed: Annotated[tuple[SignOff, ...], "who took part"]


@facts
class PlannedAction:
    """An action of the improvement plan."""

    action: Annotated[str, "what is done"]
    lead: Annotated[str, "the lead organisation"]
    officer: Annotated[str, "the accountable officer"]
    start: Annotated[str, "from when"]
    due: Annotated[str, "by when"]
    milestone: Annotated[str, "what is reached on the way"]
    measure: Annotated[str, "by what success is seen"]
    co_produced: Annotated[bool, "whether it was made together with people who use services"]
    with_whom: Annotated[str, "with whom"]
    aligned_to: Annotated[str, "what else it serves"]
    state: Annotated[str, "Not started, In progress, Done or Dropped"]
    overdue: Annotated[bool, "whether it is not closed and its day has passed"]
    progress: Annotated[str, "what each review found, a line each"]
    lacks: Annotated[str, "what the plan still has to say of it, as a sentence; else empty"]


@facts
class PlannedPriority(Priority):
    """A priority with its actions."""

    actions: Annotated[tuple[PlannedAction, ...], "its actions"]


@facts
class ImprovementPlan(ScoreReport):
    """The improvement plan."""

    priorities: Annotated[tuple[PlannedPriority, ...], "five at most"]
    unplaced: Annotated[tuple[PlannedAction, ...], "actions that name none of the priorities"]
    plan_says: Annotated[str, "how many actions there are, and how many are late, in a sentence"]
    warnings: Annotated[tuple[str, ...], "what else needs a look, a sentence each"]
    co_produced: Annotated[str, "how many actions were co-produced, such as 3 of 8"]
    next_review: Annotated[str, "when joint governance looks at it next"]


# The competencies


@facts
class Statement:
    """A statement of the competency framework."""

    ref: Annotated[str, "such as C1.P2"]
    level: Annotated[str, "Practitioner, Senior or specialist, or Leader or system"]
    text: Annotated[str, "what a person at that level does"]


@facts
class RoleDomain:
    """What is expected of a role in a domain."""

    ref: Annotated[str, "C1 to C6"]
    title: Annotated[str, "its name"]
    core: Annotated[str, "what it is about"]
    expected: Annotated[str, "the expected level, none, or not set"]
    is_expected: Annotated[bool, "whether a level is expected"]
    behaviours: Annotated[tuple[str, ...], "what it looks like in practice"]
    statements: Annotated[tuple[Statement, ...], "those of the expected level and of the lower"]


@facts
class RoleProfile(ScoreReport):
    """What is expected of a role."""

    role: Annotated[str, "the role"]
    domains: Annotated[tuple[RoleDomain, ...], "the six domains"]


@facts
class SupervisionLine:
    """How a person stands in a domain."""

    ref: Annotated[str, "C1 to C6"]
    title: Annotated[str, "its name"]
    expected: Annotated[str, "the level that the role asks for"]
    own: Annotated[str, "the level reached by the person's own ratings"]
    supervisor: Annotated[str, "the level reached by the supervisor's ratings"]
    result: Annotated[str, "met, gap, or cannot be told yet, in words"]
    is_gap: Annotated[bool, "whether the role asks for more"]


@facts
class RatedStatement:
    """A statement with both ratings in words."""

    ref: Annotated[str, "of the statement"]
    text: Annotated[str, "the statement"]
    own: Annotated[str, "the person's own rating, or not rated"]
    supervisor: Annotated[str, "the supervisor's"]


@facts
class SupervisionRecord(ScoreReport):
    """The record of a supervision on competencies: for that person and the supervisor alone."""

    staff_id: Annotated[str, "the person's staff id"]
    name: Annotated[str, "the person's name"]
    role: Annotated[str, "the role"]
    team: Annotated[str, "the team"]
    supervisor: Annotated[str, "the supervisor's name"]
    rated_on: Annotated[str, "when the person rated"]
    supervisor_rated_on: Annotated[str, "when the supervisor rated"]
    lines: Annotated[tuple[SupervisionLine, ...], "the six domains"]
    gaps: Annotated[tuple[RatedStatement, ...], "statements that are short of the role's level"]
    differences: Annotated[tuple[RatedStatement, ...], "statements that the two rate differently"]
    prompts: Annotated[tuple[str, ...], "what to talk about, a sentence each"]
    questions: Annotated[tuple[str, ...], "reflective questions, each with room for an answer"]
