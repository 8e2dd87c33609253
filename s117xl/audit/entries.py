"""An audit as people filled it in, sheet by sheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from s117xl.audit.answers import read_day, text_of
from s117xl.load import Workbook
from s117xl.workbook.raw import RawTables


@dataclass(frozen=True, slots=True)
class Answer:
    """A question as it was answered; blank where it was not, or where it could be mistaken."""

    ref: str
    answer: str = ""
    evidence: str = ""
    why_not: str = ""
    comment: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """A sampled case: its answers by ref, and why it could not be audited, if it could not."""

    case: str
    record: str
    answers: Mapping[str, str]
    not_auditable: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Rating:
    """How the auditors rate a domain."""

    rating: str = ""
    why_better: str = ""
    second_name: str = ""
    narrative: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Action:
    """A row of the action plan. `domain` is D1 to D9; `due` is None where no date is typed."""

    id: str
    domain: str
    action: str
    owner: str
    due: date | None
    rag: str
    state: str
    progress: str = ""
    carried_from: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Escalation:
    """How a rating was taken to the board, or why it was not."""

    escalated_on: date | None = None
    minute: str = ""
    why_not: str = ""
    reaudited_on: date | None = None
    place: str = ""


@dataclass(slots=True)
class Audit:
    """The whole audit as people filled it in.

    `raw` are its tables as they were read; `notes` say what could not be read, and where.
    """

    workbook: Workbook
    answers: dict[str, Answer]
    cases: list[Case]
    ratings: dict[str, Rating]
    scope: dict[str, Any]
    summary: dict[str, str]
    actions: list[Action]
    escalations: dict[str, Escalation]
    settings: dict[str, Any]
    draw: dict[str, Any]
    sample: list[dict[str, Any]]
    practice: dict[str, Any] = field(default_factory=dict)
    raw: RawTables = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def text(self, key: str) -> str:
        """What stands in the scope under this key, as text."""
        return text_of(self.scope.get(key, ""))

    @property
    def completed(self) -> date | None:
        """The day on which the audit was completed."""
        return read_day(self.scope.get("completed"))
