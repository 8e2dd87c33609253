"""Reports filled as in real life, with nothing but what must be, with blanks, and with mischief."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from s117xl.documents.charts import ChartFacts, chart_of
from s117xl.documents.values import Blank, Prose
from s117xl.reports import score_facts as f
from s117xl.reports.scored.audit_report import audit_report
from s117xl.reports.scored.baseline_report import baseline_report
from s117xl.reports.scored.improvement_plan import improvement_plan
from s117xl.reports.scored.role_profile import role_profile
from s117xl.reports.scored.supervision_record import supervision_record

REPORTS: dict[str, tuple[Callable[[], bytes], type[f.ScoreReport]]] = {
    "audit-report": (audit_report, f.AuditReport),
    "baseline-report": (baseline_report, f.BaselineReport),
    "improvement-plan": (improvement_plan, f.ImprovementPlan),
    "role-profile": (role_profile, f.RoleProfile),
    "supervision-record": (supervision_record, f.SupervisionRecord),
}
"""Each report: how its template is built, and its facts."""

LABELS = ("One: Green", "Two: Red")
TITLES = (
    "Governance and shared ownership", "Entitlement and early planning", "Quality of assessments",
    "Funding", "Reviews", "Ending aftercare", "Inclusion", "The register", "Outcomes",
)  # fmt: skip
SCORES = (0.9, 0.75, 0.58, None, 0.95, 0.5, 1, 0.71, None)
LAST = (0.8, 0.75, 0.6, 0.7, None, 0.6, 0.9, 0.65, None)
RATINGS = ("Green", "Amber", "Red", "not rated", "Green", "Red", "Green", "Amber", "Amber")
NARRATIVE = Prose(
    "Two of the four endings lack a decision by the board. The panel met late twice.\n"
    "A joint form is in use since May."
)


@dataclass(frozen=True)
class Filling:
    """What every fact is filled with; None stands for a Blank with the fact's name."""

    text: str | None = "Known"
    yes: bool = True
    items: int = 2

    def of(self, hint: Any, label: str) -> Any:
        """A value for one fact."""
        if get_origin(hint) is Annotated:
            return self.of(get_args(hint)[0], label)
        if get_origin(hint) is tuple:
            return tuple(self.of(get_args(hint)[0], label) for _ in range(self.items))
        if hint is ChartFacts:
            name = self.text or Blank("Series")
            return chart_of(LABELS if self.items else (), {name: [1, None]} if self.items else {})
        if hint is str:
            return Blank(label) if self.text is None else self.text
        return self.yes if hint is bool else self.group(hint)

    def group(self, group: type) -> Any:
        """A group of facts, each filled."""
        hints = get_type_hints(group, include_extras=True)
        return group(**{name: self.of(hint, name) for name, hint in hints.items()})


FILLINGS = {
    "full": Filling(),
    "one of each": Filling(items=1, yes=False),
    "minimal": Filling(yes=False, items=0),
    "empty texts": Filling(text="", items=1),
    "blank": Filling(text=None),
    "blank, minimal": Filling(text=None, yes=False, items=0),
    "hostile": Filling(text='</w:t> & "{{ x }}" {% if %} a\x07b\ud800c <b> =1+1 ' + "long " * 80),
}


def filled(kind: type[f.ScoreReport], filling: Filling) -> dict[str, Any]:
    """The facts of a report by name."""
    return by_name(filling.group(kind))


def by_name(report: Any) -> dict[str, Any]:
    return {name: getattr(report, name) for name in get_type_hints(type(report))}


def base(title: str, *missing: str) -> dict[str, Any]:
    """What every report knows."""
    about = f.About(
        title=title, reference="2025/26", date="3 June 2026", state="DRAFT" if missing else "FINAL",
        is_draft=bool(missing), law_as_at="31 March 2026", period="2025/26",
        made_with="s117xl 0.1.0", invented=True,
    )  # fmt: skip
    bodies = f.Partners(
        council="Northvale Council", board="NHS Northvale ICB", trust="Northvale NHS Trust"
    )
    return {"document": about, "organisation": bodies, "missing": missing}


def per_cent(score: float | None) -> str:
    return "not scored" if score is None else f"{score:.0%}"


def audit() -> f.AuditReport:
    """An audit as a partnership might have it."""
    labels = [f"D{n} {TITLES[n - 1]}: {RATINGS[n - 1]}" for n in range(1, 10)]
    chart = chart_of(labels, {"This year": SCORES, "Last year": LAST})
    result = f.AuditResult(
        overall="Red", ending="Red, 50%", register="Amber, 71%", reds="2: domains 3 and 6",
        ambers="3: domains 2, 8 and 9", greens="3: domains 1, 5 and 7",
        unrated="1: domain 4",
        asked=(
            "Note that domains 3 and 6 are Red, and that domain 6 is of high risk.",
            "Agree the five actions of the plan, each with its owner.",
            "Fix a day between 3 September and 3 December 2026 for the audit of both again.",
        ),
        in_words="; ".join(
            f"{label}, {per_cent(score)}" for label, score in zip(labels, SCORES, strict=True)
        ),
    )  # fmt: skip
    return f.AuditReport(
        **base("Annual audit", "D4: not answered yet: D4.2, D4.3.", "D4: the domain is not rated."),
        result=result, domains=tuple(map(domain, range(1, 10))), scores_chart=chart,
        strengths=NARRATIVE, improvements=NARRATIVE, high_risks=NARRATIVE, sample=sample(),
        years=tuple(
            f.YearOnYear(ref=f"D{n}", title=TITLES[n - 1], last=per_cent(LAST[n - 1]),
                         now=per_cent(SCORES[n - 1]), change="better")
            for n in range(1, 10)
        ),
        carried=(action(1, "2024/25"),), actions=(action(2), action(3)),
        pillars=tuple(
            f.PillarView(number=str(n), name="Funding and roles",
                         domains="" if n == 3 else "D1 Green, D4 not rated",
                         poorest="" if n == 3 else "Green")
            for n in range(1, 10)
        ),
        methods=("Case files", "Policies and protocols", "The register"),
        thresholds=("Green from 90%, and no No on a critical question.",
                    "Amber from 60%. Below that, or with a No on a critical question, Red."),
        untested=(f.NotTestable(ref="D5.1", what="First reviews in time", tested="68",
                                not_testable="12"),),
        warnings=("D6: to be escalated to the board; no day or minute is recorded.",),
        lead="R. Stead, Head of Mental Health, Northvale Council", completed="",
        partners=(f.SignOff(partner="Northvale Council", took_part="yes"),
                  f.SignOff(partner="NHS Northvale ICB", took_part="not confirmed")),
    )  # fmt: skip


def domain(n: int) -> f.AuditDomain:
    poor = RATINGS[n - 1] in ("Amber", "Red")
    answers = tuple(
        f.AuditAnswer(
            ref=f"D{n}.{m}", question="Has each ending been decided jointly by both bodies?",
            critical=m == 1, answer=("Yes", "Partial", "No", "N/A", "")[m - 1],
            over_cases="Yes 7, Partial 2, No 1" if n == 3 else "",
            evidence="Minutes of the panel of 12 May." if m < 3 else "",
            why_not="No such case this year." if m == 4 else "", comment="",
            register_says="2 of 14 without a joint decision (14%)" if m == 1 else "",
            differs=m == 1,
        )
        for m in range(1, 6)
    )  # fmt: skip
    part = f.AuditPart(
        ref="D8.1", title="Governance of the register", score="80%", suggested="Amber"
    )
    return f.AuditDomain(
        ref=f"D{n}", title=TITLES[n - 1], high_risk=n in (6, 8),
        pillars="" if n == 6 else "1, 7, 8", answered="4 of 5", score=per_cent(SCORES[n - 1]),
        suggested=RATINGS[n - 1] if SCORES[n - 1] else "", rating=RATINGS[n - 1],
        is_red=RATINGS[n - 1] == "Red", why_better="", narrative_heading="Key issues and actions",
        narrative=NARRATIVE if poor else "", escalated="due" if poor else "not called for",
        reaudit="from 3 September to 3 December 2026" if poor else "not called for",
        answers=answers, parts=(part,) if n == 8 else (),
    )  # fmt: skip


def sample() -> f.AuditSample:
    strata = tuple(
        f.Stratum(name=name, size="40", drawn="4", weight="10")
        for name in ("Live, section 3, 26 to 64", "Ended in the last 12 months", "Under 18")
    )
    return f.AuditSample(
        drawn=True, frame="120", size="12", size_reason="", seed="2026", as_at="31 March 2026",
        frame_hash="9f2c41d07be1a6f2", reserve="5, of which 1 was used",
        not_audited="1: the file could not be found", twice="2", strata=strata,
        excluded=(f.Excluded(reason="ended more than 12 months ago", count="31"),),
        notes=("Nobody of the group Prison could be drawn.",),
    )  # fmt: skip


def action(n: int, carried: str = "") -> f.AuditAction:
    return f.AuditAction(
        id=f"A-{n}", domain="D6", action="Both bodies sign each ending before it takes effect.",
        owner="Director of Commissioning", due="30 September 2026", rag="Red", state="Open",
        overdue=bool(carried), progress="Form agreed." if carried else "", carried_from=carried,
    )  # fmt: skip


DIMENSIONS = ("Legal compliance", "Governance and infrastructure", "Practice and workforce",
              "Pathways and processes", "Data and digital")  # fmt: skip
AGREED = (3, 2, 4, None, 1)
LABELLED = tuple(f"{d}: {n or 'not agreed'}" for d, n in zip(DIMENSIONS, AGREED, strict=True))


def baseline() -> f.BaselineReport:
    """A baseline as a partnership might have it."""
    rags = ("Amber", "Red", "Green", "not agreed", "Red")
    dimensions = tuple(
        f.BaselineDimension(
            ref=f"B{n}", title=DIMENSIONS[n - 1], focus="Whether the duty is met in law.",
            council="3", board="2", trust="not rated",
            agreed=str(AGREED[n - 1] or "not agreed"), level="" if n == 4 else "established",
            rag=rags[n - 1], partners_say="The partners differ by 1 point.", finding=n == 2,
            strengths=NARRATIVE, risks=NARRATIVE if n < 4 else "", evidence="",
        )
        for n in range(1, 6)
    )  # fmt: skip
    return f.BaselineReport(
        **base("Baseline"), dimensions=dimensions,
        profile_chart=chart_of(LABELLED, {
            "Agreed": AGREED, "Council": (3, 3, 4, 2, 1), "ICB": (4, 2, None, 3, 2),
            "NHS Trust": (2, 2, 5, 3, 2)}),
        in_words="Legal compliance 3, Governance and infrastructure 2, Data and digital 1.",
        lowest="Lowest agreed rating: 1, in Data and digital.",
        findings=("B2 Governance and infrastructure: the partners differ by 2 points.",),
        priorities=tuple(f.Priority(number=str(n), text="One register that both bodies use.",
                                    dimension="B5 Data and digital", why="Reviews are missed.")
                         for n in range(1, 4)),
        warnings=("Priority 3 has no action in the plan.",),
        years=(f.YearOnYear(ref="B1", title="Legal compliance", last="2", now="3",
                            change="Up by 1."),),
        alignment=(f.Alignment(name="Assessing needs", kind="CQC quality statement",
                               questions="B1.2, B4.1", ratings="B1 3, B4 not agreed"),),
        lead="R. Stead", completed="3 June 2026", next_review="",
        signed=(f.SignOff(partner="Northvale Council", took_part="yes"),),
    )  # fmt: skip


def plan() -> f.ImprovementPlan:
    """An improvement plan as a partnership might have it."""
    one = f.PlannedAction(
        action="Move all records into one register", lead="Northvale Council",
        officer="Head of Performance", start="1 July 2026", due="30 September 2026",
        milestone="Records of both bodies matched", measure="No record that only one body has",
        co_produced=True, with_whom="the service users' forum", aligned_to="Pillar 8",
        state="In progress", overdue=True,
        progress=Prose("1 August 2026: matched\n1 September 2026: 12 open"), lacks="",
    )  # fmt: skip
    priorities = tuple(
        f.PlannedPriority(number=str(n), text="One register that both bodies use.",
                          dimension="B5 Data and digital", why="Reviews are missed.",
                          actions=(one,) * (3 - n))
        for n in range(1, 4)
    )  # fmt: skip
    return f.ImprovementPlan(
        **base("Improvement plan"), priorities=priorities, unplaced=(),
        plan_says="Actions in the plan: 3. With something missing: 0. Overdue: 3.",
        warnings=(), co_produced="3 of 3", next_review="12 September 2026",
    )  # fmt: skip


DOMAINS = ("Legal literacy and lawful decisions", "Care planned with the person",
           "Working together", "Reviews, prevention and risk", "Funding and panels",
           "Records and assurance")  # fmt: skip


def profile() -> f.RoleProfile:
    """A role as a partnership might have it."""
    says = tuple(
        f.Statement(ref=f"C1.P{n}", level="Practitioner",
                    text="Explains to a person why aftercare is owed, and for how long.")
        for n in range(1, 4)
    )  # fmt: skip
    domains = tuple(
        f.RoleDomain(
            ref=f"C{n}", title=title, core="Knows the duty and applies it.",
            expected="none" if n == 5 else "Practitioner", is_expected=n != 5,
            behaviours=("Names the law behind a decision.",), statements=() if n == 5 else says,
        )
        for n, title in enumerate(DOMAINS, 1)
    )  # fmt: skip
    return f.RoleProfile(**base("Role profile"), role="Social worker", domains=domains)


def supervision() -> f.SupervisionRecord:
    """A supervision as two people might have it."""
    lines = tuple(
        f.SupervisionLine(ref=f"C{n}", title=title, expected="Practitioner", own="Practitioner",
                          supervisor="below Practitioner", result="gap" if n < 3 else "met",
                          is_gap=n < 3)
        for n, title in enumerate(DOMAINS, 1)
    )  # fmt: skip
    rated = f.RatedStatement(
        ref="C1.P2", own="2 met", supervisor="1 developing",
        text="Explains to a person why aftercare is owed, and for how long.",
    )  # fmt: skip
    return f.SupervisionRecord(
        **base("Supervision record"), staff_id="ST-01", name="Jo Example", role="Social worker",
        team="", supervisor="Pat Example", rated_on="3 May 2026", supervisor_rated_on="",
        lines=lines, gaps=(rated, rated), differences=(rated,),
        prompts=("C1: what made a recent decision lawful?",),
        questions=("What did you learn from the last ending that you were part of?",),
    )  # fmt: skip


REAL: dict[str, Callable[[], f.ScoreReport]] = {
    "audit-report": audit, "baseline-report": baseline, "improvement-plan": plan,
    "role-profile": profile, "supervision-record": supervision,
}  # fmt: skip
"""Each report as in real life."""
