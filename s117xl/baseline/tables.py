"""The tables of the baseline workbook, and what each of them holds once it has been read.

Those who build the workbook and those who read it both go by these names and headings. A person
types into the columns of `typed`; the others hold formulas, fixed words, or what the product
writes. What is blank is None or an empty text: never nought.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

DIMENSIONS = range(1, 6)
PARTNERS = ("LA", "ICB", "NHS Trust")
AGREED = "Agreed"
MOST_PRIORITIES, FEWEST_PRIORITIES = 5, 3
REVIEWS = range(1, 5)
STATES = ("Not started", "In progress", "Done", "Dropped")
CLOSED = ("Done", "Dropped")


class BaselineTable(NamedTuple):
    """A table: its sheet, its Excel name, its headings, and those into which a person types."""

    sheet: str
    excel_name: str
    headings: tuple[str, ...]
    typed: tuple[str, ...] = ()


def question_table(number: int, sheet: str) -> BaselineTable:
    """The questions of a dimension, with what each partner says and the evidence seen."""
    notes = tuple(f"{partner} notes" for partner in PARTNERS)
    typed = (*notes, "Evidence seen")
    headings = ("Ref", "Question", "Good evidence, and where to look", *typed)
    return BaselineTable(sheet, f"tblBD{number}", headings, typed)


def rating_table(number: int, sheet: str) -> BaselineTable:
    """The ratings of a dimension: a row for each partner and one for what they agree."""
    typed = ("Rating", "Key strengths", "Key risks and gaps", "Evidence for a 4 or 5")
    return BaselineTable(sheet, f"tblBRate{number}", ("Who", *typed, "How"), typed)


SCOPE = BaselineTable("Start", "tblBScope", ("Item", "Value", "Help", "Key"), ("Value",))
"""Keys: SCOPE_KEYS."""
SCOPE_TEXTS = ("period", "area", "la", "icb", "trust", "lead", "others")
SCOPE_DATES = ("completed", "next_review")

PROFILE = BaselineTable(
    "Profile",
    "tblBProfile",
    ("Ref", "Dimension", *PARTNERS, AGREED, "RAG", "Partners differ", "Evidence for a 4 or 5"),
)
PRIORITIES = BaselineTable(
    "Priorities",
    "tblBPriorities",
    ("No.", "Priority", "Dimension", "Why it comes first", "Actions in the plan"),
    ("Priority", "Dimension", "Why it comes first"),
)
PLAN = BaselineTable(
    "Improvement plan",
    "tblBPlan",
    ("Priority", "Action", "Lead organisation", "Accountable officer", "Start", "Due",
     "Milestone", "Measure of success", "Co-produced", "With whom", "Aligned to", "State", "To do",
     *(f"Review {n}{part}" for n in REVIEWS for part in (" on", ": progress"))),
    ("Priority", "Action", "Lead organisation", "Accountable officer", "Start", "Due",
     "Milestone", "Measure of success", "Co-produced", "With whom", "Aligned to", "State",
     *(f"Review {n}{part}" for n in REVIEWS for part in (" on", ": progress"))),
)  # fmt: skip
PREVIOUS = BaselineTable(
    "Year on year",
    "tblBPrevious",
    ("Ref", "Dimension", "Last period", "Last agreed", "Agreed now", "Change"),
    ("Last period", "Last agreed"),
)
ALIGNMENT = BaselineTable(
    "Alignment",
    "tblBAlignment",
    ("Ref", "Question", "Pillars", "CQC quality statements", "Annual audit", "Law and guidance"),
)
STATEMENTS = BaselineTable(
    "CQC and pillars", "tblBStatements", ("Quality statement", "Questions", "Agreed ratings")
)
PILLARS = BaselineTable("CQC and pillars", "tblBPillars", ("Pillar", "Questions", "Agreed ratings"))
SIGN_OFF = BaselineTable(
    "Sign-off",
    "tblBSignOff",
    ("Partner", "Name", "Role", "Signed on", "Comment"),
    ("Name", "Role", "Signed on", "Comment"),
)
SETTINGS = BaselineTable(
    "Settings", "tblBSettings", ("Setting", "Value", "Default", "Help", "Key"), ("Value",)
)
SETTING_BOUNDS = {"differ_by": (1, 4), "evidence_characters": (1, 500)}
"""The numbers among the settings: `differ_by` is how far apart partners are before it is a finding,
`evidence_characters` how many letters say something. `as_at` is the day on which dates are judged,
by default today."""


@dataclass(frozen=True, slots=True)
class RatingRow:
    """A row of ratings. `unread` says that the cell holds something that is no rating."""

    rating: int | None = None
    unread: bool = False
    strengths: str = ""
    risks: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class QuestionNotes:
    """What stands beside a question: each partner's notes, and the evidence seen."""

    partners: dict[str, str] = field(default_factory=dict)
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Priority:
    """One of the few things that the whole system does first; `dimension` is B1 to B5 or blank."""

    number: int
    text: str
    dimension: str = ""
    why: str = ""
    cell: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """What a review of the plan found, and when."""

    on: date | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Action:
    """A line of the plan; `row` is Excel's. `co_produced` is with people who have been there."""

    row: int
    priority: int | None = None
    action: str = ""
    lead: str = ""
    officer: str = ""
    start: date | None = None
    due: date | None = None
    milestone: str = ""
    measure: str = ""
    co_produced: bool | None = None
    with_whom: str = ""
    aligned_to: str = ""
    state: str = ""
    reviews: tuple[Progress, ...] = ()


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed for a partner, and when."""

    partner: str
    name: str = ""
    role: str = ""
    on: date | None = None
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Past:
    """What a dimension was agreed to be the last time, as the table of years says."""

    period: str = ""
    agreed: int | None = None


class Note(NamedTuple):
    """What could not be read, and where; `cell` may be blank. It names no person."""

    sheet: str
    cell: str
    text: str

    def __str__(self) -> str:
        return f"{self.sheet}{f' {self.cell}' if self.cell else ''}: {self.text}"


@dataclass(slots=True)
class Baseline:
    """A baseline as it stands in its workbook. `notes` say what could not be read."""

    scope: dict[str, str | date] = field(default_factory=dict)
    as_at: date | None = None
    differ_by: int = 1
    evidence_characters: int = 20
    ratings: dict[int, dict[str, RatingRow]] = field(default_factory=dict)
    questions: dict[str, QuestionNotes] = field(default_factory=dict)
    priorities: list[Priority] = field(default_factory=list)
    actions: list[Action] = field(default_factory=list)
    signatures: list[Signature] = field(default_factory=list)
    past: dict[int, Past] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    name: str = ""

    def row(self, dimension: int, who: str) -> RatingRow:
        """A row of ratings, a blank one where there is none."""
        return self.ratings.get(dimension, {}).get(who, RatingRow())
