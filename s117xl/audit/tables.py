"""The tables of the audit workbook: their names and headings, for those who build and who read it.

A person types into the columns of `typed`; the others hold formulas, fixed words, or what the
product writes.
"""

from __future__ import annotations

from typing import NamedTuple

DOMAINS = range(1, 10)
ANSWERS = ("Yes", "Partial", "No", "N/A")
RATINGS = ("Green", "Amber", "Red")
ACTION_STATES = ("Open", "Done", "Dropped")
DOMAIN_8_RULES = ("worst group", "weighted mean")
INDICATORS = 6
CASES = 120
"""Rows that the grid of cases has from the start."""


class AuditTable(NamedTuple):
    """A table: its sheet, its Excel name, its headings, and those into which a person types."""

    sheet: str
    excel_name: str
    headings: tuple[str, ...]
    typed: tuple[str, ...] = ()


_REGISTER = ("Register proposes", "Register says", "Differs", "Last year")
_TOLD = ("Good evidence", "Pillar", "Law")


def domain_table(number: int) -> AuditTable:
    """The questions of a domain. Domain 3 is answered by its grid of cases, 9 by evidence alone.

    The first six columns are as wide as those of the rating above them need.
    """
    sheet = f"D{number}"
    headings: tuple[str, ...]
    if number == 3:
        headings = ("Ref", "Critical", "Indicator", "Score", "Comment", "Counts as", "Cases", "Yes",
                    "Partial", "No", "N/A", *_REGISTER, *_TOLD)  # fmt: skip
        return AuditTable(sheet, "tblD3", headings, ("Comment",))
    if number == 9:
        headings = ("Ref", "Critical", "Indicator", "To do", "Evidence", "Register proposes",
                    "Comment", *_REGISTER[1:], *_TOLD)  # fmt: skip
        return AuditTable(sheet, "tblD9", headings, ("Evidence", "Comment"))
    typed = ("Answer", "Evidence", "Why not applicable", "Comment")
    group = ("Group",) if number == 8 else ()
    headings = ("Ref", "Critical", "Question", *typed, "To do", *_REGISTER, *group, *_TOLD,
                "Points")  # fmt: skip
    return AuditTable(sheet, f"tblD{number}", headings, typed)


def rating_table(number: int) -> AuditTable:
    """The one row in which a domain is rated, on its own sheet."""
    headings = ("Score", "Suggested", "Narrative", "Rating", "Why better than suggested",
                "Second name")  # fmt: skip
    return AuditTable(f"D{number}", f"tblRateD{number}", headings, headings[2:])


GROUPS = AuditTable("D8", "tblD8Groups", ("Group", "Suggested", "Part", "Score", "Answered"))
"""The six parts of domain 8, all of it worked out. Group is D8.1 and so on."""

CASE_GRID = AuditTable(
    "D3 cases",
    "tblCases",
    ("Case", "Record", "Stratum", *(f"D3.{n}" for n in range(1, INDICATORS + 1)), "Comment",
     "Not auditable because"),
    (*(f"D3.{n}" for n in range(1, INDICATORS + 1)), "Comment", "Not auditable because"),
)  # fmt: skip
"""A row for each sampled case; `sample` fills the first three columns."""

SCOPE = AuditTable("Scope", "tblScope", ("Item", "Value", "Help", "Key"), ("Value",))
"""Year, as-at date, organisations, methods used, sign-off. Keys: period, as_at, la_name, icb_name,
trust_name, completed, lead_name, lead_role, lead_org; and with yes or no method_files,
method_policies, method_register, method_performance, method_feedback, partner_la, partner_icb,
partner_trust."""

SUMMARY = AuditTable("Summary", "tblSummary", ("Heading", "Text"), ("Text",))
"""Three rows: Areas of strength, Areas for improvement, High-risk issues."""

RESULTS = AuditTable(
    "Summary",
    "tblResults",
    ("Domain", "Title", "Score", "Suggested", "Rating", "To be escalated", "Re-audit from",
     "Re-audit by"),
)  # fmt: skip
"""A row for each domain, D1 to D9, all of it worked out from the other sheets."""

ACTIONS = AuditTable(
    "Action plan",
    "tblActions",
    ("Action id", "Domain", "Action", "Owner", "Due", "RAG", "State", "Progress", "Carried from"),
    ("Domain", "Action", "Owner", "Due", "RAG", "State", "Progress"),
)
"""Domain is D1 to D9. `score` gives an id to an action that has none."""

ESCALATION = AuditTable(
    "Escalation",
    "tblEscalation",
    ("Domain", "Rating", "To be escalated", "Escalated on", "Board minute", "Not escalated because",
     "Re-audit from", "Re-audit by", "Re-audited on", "To do"),
    ("Escalated on", "Board minute", "Not escalated because", "Re-audited on"),
)  # fmt: skip
SAMPLE = AuditTable(
    "Sample",
    "tblSample",
    ("Place", "Record", "Part", "Stratum", "Why", "Weight", "Rank"),
)
"""What was drawn: Part is drawn, reserve or excluded; Why is the reason of an exclusion, a
must-have or an over-sampling; Rank is the SHA-256 in hex."""

DRAW = AuditTable("Sample", "tblDraw", ("Item", "Value"))
"""The draw itself: seed, size, as-at, version, hash of the frame, the frame's size."""

EVIDENCE = AuditTable(
    "Evidence",
    "tblEvidence",
    ("Ref", "What was counted", "Number", "Of", "Not testable", "Per cent", "Proposes", "Records"),
)
"""What the register says to each question."""

PILLARS = AuditTable(
    "Pillars",
    "tblPillars",
    ("Pillar", "Name", "Audit domains", "Ratings", "Poorest rating"),
)
"""The nine pillars with the ratings of their domains, all of it worked out."""

PRACTICE = AuditTable(
    "Pillars",
    "tblPillar2",
    ("Ref", "Question", "Answer", "What shows it"),
    ("Answer", "What shows it"),
)
"""The questions of pillar 2, answered: yes, partly, not yet."""

PREVIOUS = AuditTable(
    "Year on year",
    "tblPrevious",
    ("Ref", "Question", "Last year", "This year", "Change"),
)
SETTINGS = AuditTable(
    "Settings", "tblAuditSettings", ("Setting", "Value", "Default", "Help", "Key"), ("Value",)
)
"""Keys: green_from (0.9), amber_from (0.6), domain_8 (worst group), narrative_characters (20),
double_marked_percent (10), pseudonyms (no)."""

ALL = (
    *(domain_table(n) for n in DOMAINS), *(rating_table(n) for n in DOMAINS), CASE_GRID, SCOPE,
    SUMMARY, RESULTS, GROUPS, ACTIONS, ESCALATION, SAMPLE, DRAW, EVIDENCE, PILLARS, PRACTICE,
    PREVIOUS, SETTINGS,
)  # fmt: skip
