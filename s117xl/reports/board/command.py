"""`s117xl report board` and `report evidence`: Word, a page, and the files that are evidence."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from s117xl.commands import Clock
from s117xl.derived import derive
from s117xl.documents.making import facts_by_name
from s117xl.documents.templates import Templated, Templates
from s117xl.insight import kpi_command
from s117xl.insight.kpis.kpi import Kpi
from s117xl.insight.kpis.snapshots import Snapshot, default_file
from s117xl.load import Workbook
from s117xl.refusal import Refused
from s117xl.reports.board.bundle import EvidenceFile, bundle, bundled
from s117xl.reports.board.evidence import evidence_pack
from s117xl.reports.board.figures import Alongside, Past, board_figures
from s117xl.reports.board.gather import board_facts
from s117xl.reports.board.model import BoardFigures
from s117xl.reports.board.publishing import published
from s117xl.settings import Settings
from s117xl.workbook.closed import ClosedWorkbook

HEADINGS = ("File", "Title", "Dated", "Statements", "Owner")
"""Of the list of files that are evidence; the statements stand by key, with ; between them."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a board report is to speak of, and for whom."""

    period: str | None = None
    publish: bool = False
    audit: Path | None = None
    baseline: Path | None = None
    as_at: date | None = None
    state: str = ""
    fed: tuple[str, ...] = ()


def figures_for(
    register: Path | Workbook, asked: Asked, today: Clock
) -> tuple[BoardFigures, Settings]:
    """The figures of a register with the KPIs, the last audit and baseline. Raises Refused."""
    chain = default_file(register) if isinstance(register, Path) else None
    made = kpi_command.report(register, asked.period, today, as_at=asked.as_at,
                              publish=asked.publish, snapshots=chain,
                              fed=kpi_command.read_fed(asked.fed))  # fmt: skip
    given = made.given
    beside = Alongside(
        made.kpis,
        tuple(_past(made.earlier, given.period.first, published=asked.publish)),
        _audit(asked.audit, today),
        _baseline(asked.baseline, today),
        given.period.first,
        released=asked.publish,
    )
    figures = board_figures(made.loaded, given.now, given.checked, derive(given.now), beside)
    return published(figures) if asked.publish else figures, made.loaded.settings


def board_context(register: Path | Workbook, asked: Asked, today: Clock) -> Any:
    """The facts of the board report. Raises Refused."""
    figures, settings = figures_for(register, asked, today)
    return board_facts(figures, settings, figures.as_at, asked.state, asked.publish,
                       made_on=today())  # fmt: skip


def write_evidence(
    report: Templated, register: Path, asked: Asked, out: Path, listed: Path | None,
    templates: Templates, today: Clock,
) -> tuple[Any, list[str]]:  # fmt: skip
    """The pack in a new folder: its index, the files, and their list. Raises Refused."""
    evidence, owners = read_list(listed) if listed else ([], {})
    files = bundled(evidence)
    figures, settings = figures_for(register, asked, today)
    facts = evidence_pack(figures, settings, figures.as_at, asked.state, owners=owners,
                          files=files, made_on=today())  # fmt: skip
    index = templates.compiled(report).render(facts_by_name(facts))
    return facts, bundle(out, files, index)


def read_list(path: Path) -> tuple[list[EvidenceFile], Mapping[str, str]]:
    """The files that a list names, and who owns each statement. Paths begin beside the list."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError, csv.Error):
        raise Refused(
            f"The list {path.name} cannot be read; it is to be a CSV file (UTF-8) with the "
            f"headings {', '.join(HEADINGS)}."
        ) from None
    if rows and not {"File", "Title", "Statements"} <= rows[0].keys():
        raise Refused(f"The list {path.name} lacks a heading of {', '.join(HEADINGS)}.")
    files: list[EvidenceFile] = []
    owners: dict[str, str] = {}
    for number, row in enumerate(rows, start=2):
        keys = tuple(key.strip() for key in (row["Statements"] or "").split(";") if key.strip())
        if owner := (row.get("Owner") or "").strip():
            owners |= dict.fromkeys(keys, owner)
        if row["File"]:
            day = _day(row.get("Dated") or "", path.name, number)
            files.append(EvidenceFile(path.parent / row["File"], row["Title"] or "", day, keys))
    return files, owners


def _day(text: str, name: str, row: int) -> date | None:
    try:
        return date.fromisoformat(text.strip()) if text.strip() else None
    except ValueError:
        raise Refused(
            f"In the list {name}, row {row}: Dated is no day; write it as 2026-03-31."
        ) from None


def _past(earlier: Sequence[Snapshot], first: date, *, published: bool) -> Iterator[Past]:
    """The latest snapshot of each period before this one, in order of time."""
    held = {
        each.period: each
        for each in earlier
        if each.published == published and date.fromisoformat(each.last) < first
    }
    for each in sorted(held.values(), key=lambda one: one.last):
        yield Past(each.period, [_kpi(figure) for figure in each.kpis])


def _kpi(held: Mapping[str, Any]) -> Kpi:
    names = ("code", "name", "numerator", "denominator", "not_testable", "value", "target")
    plain = {name: held[name] for name in names}
    return Kpi(**plain, rag=held["rag"] or "", unit=held["unit"], why=held["why"])


def _audit(file: Path | None, today: Clock) -> Any:
    from s117xl.audit.command import score_audit

    return score_audit(ClosedWorkbook(file), today) if file else None


def _baseline(file: Path | None, today: Clock) -> Any:
    from s117xl.baseline.read import read_baseline
    from s117xl.baseline.score import score

    if file is None:
        return None
    found = read_baseline(file)
    return found, score(found, found.as_at or today())
