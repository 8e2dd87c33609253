"""`s117xl baseline FILE`: what a baseline workbook comes to, and the year before beside it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from s117xl import __version__
from s117xl.baseline.questions import dimensions
from s117xl.baseline.read import days_ahead, read_baseline
from s117xl.baseline.score import DimensionScore, Scored, score
from s117xl.baseline.tables import AGREED, Baseline, Note
from s117xl.baseline.years import edits, write_years
from s117xl.report import write_json

__all__ = ["as_json", "baseline", "edits", "write_years"]


def baseline(
    file: Path,
    previous: Path | None,
    form: str,
    *,
    as_at: date | None = None,
    today: Callable[[], date] = date.today,
) -> bool:
    """Print what the baseline comes to; whether anything is to be mended.

    The day is the one given, the Settings sheet's, or today. Refused where the file holds no
    baseline, or names more than five priorities.
    """
    found, before = read_baseline(file), read_baseline(previous) if previous else None
    scored = score(found, as_at or found.as_at or today(), before)
    notes = [*found.notes, *days_ahead(found, scored.as_at), *_of_before(before)]
    if form == "json":
        write_json(as_json(found, scored, notes), sys.stdout)
    else:
        _show(found, scored, notes)
    return bool(scored.gaps or notes)


def _of_before(before: Baseline | None) -> list[Note]:
    """What could not be read of the last workbook, as far as the years are compared."""
    if before is None:
        return []
    sheets = {each.sheet for each in dimensions().values()}
    return [
        Note(f"{before.name}, {note.sheet}", note.cell, note.text)
        for note in before.notes
        if note.sheet in sheets
    ]


def as_json(found: Baseline, scored: Scored, notes: Sequence[Note]) -> dict[str, Any]:
    """The result as data. No figure is made of the five ratings."""
    return {
        "s117xl": __version__,
        "as_at": scored.as_at.isoformat(),
        "file": found.name,
        "period": found.scope.get("period", ""),
        "dimensions": [_dimension(found, each) for each in scored.dimensions],
        "lowest": list(scored.lowest),
        "priorities": [
            {"number": p.number, "priority": p.text, "dimension": p.dimension, "why": p.why}
            for p in scored.priorities
        ],
        "actions": [_action(found, line.row, line.says, line.overdue) for line in scored.plan],
        "years": [{"ref": y.ref, "last": y.last, "now": y.now, "change": y.says}
                  for y in scored.years],
        "signed": list(scored.signed),
        "findings": list(scored.findings),
        "warnings": list(scored.warnings),
        "gaps": list(scored.gaps),
        "notes": [note._asdict() for note in notes],
    }  # fmt: skip


def _dimension(found: Baseline, each: DimensionScore) -> dict[str, Any]:
    row = found.row(each.number, AGREED)
    return {
        "ref": each.ref,
        "title": each.title,
        "la": each.ratings["LA"],
        "icb": each.ratings["ICB"],
        "trust": each.ratings["NHS Trust"],
        "agreed": each.agreed,
        "rag": each.rag,
        "differ": each.differ,
        "finding": each.finding,
        "evidence_missing": each.evidence_missing,
        "strengths": row.strengths,
        "risks": row.risks,
        "evidence": row.evidence,
    }


def _action(found: Baseline, row: int, says: str, overdue: bool) -> dict[str, Any]:
    (action,) = [each for each in found.actions if each.row == row]
    return {
        "row": row,
        "priority": action.priority,
        "action": action.action,
        "lead": action.lead,
        "officer": action.officer,
        "due": action.due.isoformat() if action.due else None,
        "state": action.state,
        "co_produced": action.co_produced,
        "to_do": says,
        "overdue": overdue,
    }


def _show(found: Baseline, scored: Scored, notes: Sequence[Note]) -> None:
    from rich.console import Console
    from rich.table import Table

    console = Console(highlight=False, soft_wrap=False)
    table = Table(title=f"{found.name}: baseline as at {scored.as_at.day} {scored.as_at:%b %Y}")
    for heading in ("Ref", "Dimension", "LA", "ICB", "NHS Trust", "Agreed", "RAG", "Last time"):
        table.add_column(heading)
    for each, year in zip(scored.dimensions, scored.years, strict=True):
        ratings = [_said(rating) for rating in (*each.ratings.values(), each.agreed)]
        table.add_row(each.ref, each.title, *ratings, each.rag, _said(year.last))
    console.print(table)
    for line in (scored.says["lowest"], scored.says["priorities"], scored.says["plan"]):
        console.print(line, markup=False)
    parts = {
        "Where partners differ": scored.findings,
        "To be mended": scored.gaps,
        "To be known": scored.warnings,
        "Could not be read": [str(note) for note in notes],
    }
    for heading, lines in parts.items():
        if lines:
            console.print(f"\n[bold]{heading}[/bold]")
        for line in lines:
            console.print(f"  {line}", markup=False)


def _said(rating: int | None) -> str:
    return "-" if rating is None else str(rating)
