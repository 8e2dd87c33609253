"""Registers of which board reports are made in tests: none, a few people, many with faults."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

from s117xl.audit.book import write_audit
from s117xl.audit.command import Scored as AuditScored
from s117xl.audit.command import score_audit
from s117xl.baseline.score import score as score_baseline
from s117xl.commands import study, write_marks
from s117xl.demo.faults import sow
from s117xl.demo.people import invent, tables
from s117xl.load import Loaded
from s117xl.new import write_rows_as_register
from s117xl.reports.board.facts import BoardReport
from s117xl.reports.board.figures import Alongside, Past, board_figures
from s117xl.reports.board.gather import board_facts
from s117xl.reports.board.model import BoardFigures
from s117xl.workbook.closed import ClosedWorkbook
from tests.audit.filled import FILLED
from tests.baseline.filled import partnership
from tests.documents.sources import ORGANISATION
from tests.people import AS_AT, DISPUTE, REVIEW, SERVICE, ending, person

SETTINGS = {**ORGANISATION, "as_at": AS_AT}
KINDS = ("empty", "small", "many")


@dataclass(frozen=True)
class Given:
    """A measure as plain values."""

    code: str
    name: str
    numerator: float | None = None
    denominator: float | None = None
    not_testable: int | None = 0
    value: float | str | None = None
    target: float | str | None = None
    rag: str = ""
    unit: str = "share"
    why: str = ""
    records: Sequence[str] = field(default=())


def kpis(less: int = 0, rag: str = "Amber") -> list[Given]:
    """A few measures of each unit; `less` makes those of an earlier quarter poorer."""
    return [
        Given("K01", "People entitled", 263 - less, unit="count", value=263 - less),
        Given("K02", "Rate", 263, 400000, value=65.8, unit="rate"),
        Given("K05", "First review in time", 40 - less, 52, 3, 0.769, 0.95, rag,
              records=("V-00001",)),
        Given("K06", "Yearly review in date", 230 - less, 242, 6, 0.95, 0.95, "Green"),
        Given("K09", "Joint reviews", 170 - less, 200, 0, 0.85, 0.9, "Amber"),
        Given("K10", "Plan at discharge", 2, 3, 0, 0.667, 1.0, "Red", records=("V-00002",)),
        Given("K18", "Back in hospital", None, 0, 12, None, rag="n/a", why="Nobody to count."),
        Given("K22", "Days of a dispute", 2, None, 0, 79.5, 28, "Red", "days"),
        Given("K34", "Spending", 1234567.8, None, 0, 1234567.8, unit="pounds"),
        Given("K36", "Same home", None, None, 263, None, rag="not testable",
              why="No field holds it."),
    ]  # fmt: skip


def rows_of(kind: str) -> dict[str, list[dict[str, Any]]]:
    """The rows of a register."""
    if kind == "empty":
        return {"Register": []}
    if kind == "small":
        return small()
    people = invent(300, AS_AT)
    sow(people, AS_AT)
    return tables(people)


def small() -> dict[str, list[dict[str, Any]]]:
    """Four people: one lawful, one overdue, one child with blanks, one ended by one body alone."""
    return {
        "Register": [
            person(),
            person(register_id="V-002", nhs_number="9990000026", last_review_date=None,
                   next_review_due=None, surname="Second", nrpf=None),
            person(register_id="V-003", nhs_number="9990000034", surname="Third",
                   dob=date(2008, 9, 1), record_status="ACTIVE-PRISON", ethnic_category=None),
            ending(register_id="V-004", nhs_number="9990000042", surname="Fourth",
                   end_icb_decider=None, end_icb_date=None),
        ],
        "Services": [SERVICE],
        "Reviews": [REVIEW],
        "Disputes": [{**DISPUTE, "support_paused": "yes", "raised": date(2026, 1, 5)}],
    }  # fmt: skip


@cache
def folder() -> Path:
    """A folder for this run of the tests."""
    return Path(tempfile.mkdtemp(prefix="s117xl-board-"))


@cache
def register(kind: str) -> Path:
    """A register of this kind, as a file."""
    path = folder() / f"{kind}.xlsx"
    write_rows_as_register(path, rows_of(kind), AS_AT, SETTINGS)
    return path


@cache
def marked() -> Path:
    """The small register, checked and marked a quarter ago and now, with one fault put right."""
    path = folder() / "marked.xlsx"
    write_rows_as_register(path, small(), AS_AT, SETTINGS)
    for day in (AS_AT - timedelta(days=91), AS_AT - timedelta(days=1)):
        loaded, _, checked, derived = study(path, day, lambda: AS_AT)
        write_marks(loaded, checked, derived, lambda: AS_AT)
    return path


@cache
def audit() -> AuditScored:
    """An audit that people have filled in."""
    path = folder() / "audit.xlsx"
    write_audit(path, filled=FILLED)
    return score_audit(ClosedWorkbook(path), lambda: AS_AT)


def alongside() -> Alongside:
    """Measures, those of two earlier quarters, an audit and a baseline."""
    past = [Past("Q3 of 2025/26", kpis(8)), Past("Q4 of 2025/26", kpis(3, "Green"))]
    base = partnership()
    return Alongside(kpis(), past, audit(), (base, score_baseline(base, AS_AT)))


@cache
def figures(kind: str, *, full: bool = False) -> BoardFigures:
    """The figures of a register, `full` with all that may stand beside it."""
    path = marked() if kind == "marked" else register(kind)
    loaded, context, checked, derived = study(path, None, lambda: AS_AT)
    return board_figures(loaded, context, checked, derived, alongside() if full else None)


@cache
def loaded(kind: str) -> Loaded:
    """The register itself."""
    return study(register(kind), None, lambda: AS_AT)[0]


def facts(kind: str, *, full: bool = False, publish: bool = False, **changes: Any) -> BoardReport:
    """The facts of the report of a register."""
    made = board_facts(figures(kind, full=full), loaded("small").settings, AS_AT, "FINAL", publish)
    return replace(made, **changes)


EVERY = list(product((*KINDS, "marked"), (False, True), (False, True)))
"""Each register, alone and with all beside it, internal and published."""
