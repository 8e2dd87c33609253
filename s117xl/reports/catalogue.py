"""Every report, declared once: which workbook it is about, its template, its facts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from s117xl.documents.catalogue import TEMPLATES
from s117xl.documents.templates import Templated
from s117xl.refusal import Refused
from s117xl.reports import score_facts
from s117xl.reports.board.evidence_facts import EvidencePack
from s117xl.reports.board.evidence_report import evidence_index
from s117xl.reports.board.facts import BoardReport
from s117xl.reports.board.report import board_report
from s117xl.reports.editable.catalogue import BUILDERS as EDITABLE_BUILDERS
from s117xl.reports.editable.catalogue import EDITABLES
from s117xl.reports.scored.audit_report import audit_report
from s117xl.reports.scored.baseline_report import baseline_report
from s117xl.reports.scored.improvement_plan import improvement_plan
from s117xl.reports.scored.role_profile import role_profile
from s117xl.reports.scored.supervision_record import supervision_record


@dataclass(frozen=True, slots=True)
class Report:
    """One report. `about` is the workbook that is given: register, audit, baseline, competency,
    or figures for a register with its KPIs."""

    id: str
    title: str
    template: str
    facts: type
    about: str
    tip: str
    build: Callable[[], bytes]


SCORED = (
    Report("audit", "Annual audit", "report-audit", score_facts.AuditReport, "audit",
           "The audit's ratings, escalations, actions and sample, for the board.", audit_report),
    Report("baseline", "Baseline", "report-baseline", score_facts.BaselineReport, "baseline",
           "The profile of the baseline, where partners differ, the priorities.", baseline_report),
    Report("improvement-plan", "Improvement plan", "report-improvement-plan",
           score_facts.ImprovementPlan, "baseline",
           "The priorities and their actions, with leads, dates and measures.", improvement_plan),
    Report("role-profile", "Role profile", "report-role-profile", score_facts.RoleProfile,
           "competency", "What each role is expected to be able to do.", role_profile),
    Report("supervision", "Supervision record", "report-supervision",
           score_facts.SupervisionRecord, "competency",
           "A record for each person and their supervisor alone.", supervision_record),
)  # fmt: skip
FIGURES = (
    Report("board", "Board report", "report-board", BoardReport, "figures",
           "The quarter for the Partnership Board: what changed, what is at risk, the figures.",
           board_report),
    Report("evidence", "Evidence pack", "report-evidence", EvidencePack, "figures",
           "What speaks to each of the CQC's quality statements, and the files bundled.",
           evidence_index),
)  # fmt: skip
EDITABLE = tuple(
    Report(each.id, each.title, each.template, each.facts, "register", each.tip,
           EDITABLE_BUILDERS[each.template])
    for each in EDITABLES.values()
)  # fmt: skip
REPORTS: Mapping[str, Report] = {each.id: each for each in (*FIGURES, *SCORED, *EDITABLE)}
"""The reports by id. A new one is an entry here, its facts, its template."""


def all_templates() -> dict[str, Templated]:
    """Every Word template by the name of its file: of documents, then of reports."""
    return {**TEMPLATES, **{each.template: each for each in REPORTS.values()}}


def report(id: str) -> Report:
    """The report with this id. Refused where there is none."""
    if id not in REPORTS:
        raise Refused(f"There is no report {id}; these can be made: {', '.join(REPORTS)}.")
    return REPORTS[id]
