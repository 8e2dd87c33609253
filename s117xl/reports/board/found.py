"""Figures of what the check found: by rule, what changed, what became of the unlawful."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from s117xl.changes import changes
from s117xl.check import Checked
from s117xl.findings import Finding
from s117xl.load import Loaded, records
from s117xl.reports.board.counting import by_rule, how, of_findings
from s117xl.reports.board.model import Block, Figure, RunPoint
from s117xl.rules.catalogue import all_rules

MOST_RUNS = 8
COUNTED = ("Unlawful", "Risk", "Overdue", "Missing")
EXCEPTIONS = ("risk", "overdue")


def rules(checked: Checked, severities: Mapping[str, str], *wanted: str) -> Block:
    """What the rules of these severities found that nobody has explained, most findings first."""
    known = all_rules()
    mine = {code: known[code].title for code, severity in severities.items() if severity in wanted}
    found = list(by_rule(checked, mine, wanted))
    found.sort(key=lambda f: (wanted.index(severities[code_of(f)]), -(f.count or 0), f.key))
    return Block(f"Findings by rule: {', '.join(wanted)}", tuple(found))


def code_of(figure: Figure) -> str:
    """The code of the rule that a figure is about."""
    return figure.key.removeprefix("rule.")


def severities(loaded: Loaded) -> Mapping[str, str]:
    """The severity of each rule, as Settings tune it."""
    tuned = loaded.settings.severities
    return {code: tuned.get(code, rule.severity) for code, rule in all_rules().items()}


def changed(loaded: Loaded, checked: Checked) -> Block:
    """Findings that are new, gone, and still there since the last check in the workbook."""
    since = changes(loaded, checked)
    if since is None:
        return Block("")
    query = how(changes)
    return Block("Findings since the last check", (
        Figure("changed.new", "New", since.new, query),
        Figure("changed.gone", "Gone", since.gone, query),
        Figure("changed.still", "Still there", since.still, query),
    ))  # fmt: skip


def resolution(loaded: Loaded, checked: Checked) -> Block:
    """Unlawful findings: those of the last check that are gone and still there, and new ones."""
    now = [f for f in checked.findings if f.severity == "unlawful"]
    query = how(resolution)
    figures = [of_findings("unlawful.now", "Unlawful findings now", now, query),
               people_of("unlawful.people", "Records with one at least", now)]  # fmt: skip
    if changes(loaded, checked) is not None:
        before = dict(_unlawful_before(loaded))
        gone = before.keys() - {f.key for f in now}
        figures += [
            of_findings("unlawful.new", "of these, new since the last check",
                        [f for f in now if f.key not in before], query),
            of_findings("unlawful.still", "of these, there at the last check too",
                        [f for f in now if f.key in before], query),
            Figure("unlawful.gone", "Of the last check, put right or gone", len(gone), query,
                   records=tuple(sorted({before[key] for key in gone} - {""}))),
        ]  # fmt: skip
    explained = [f for f in now if f.explained]
    figures.append(of_findings("unlawful.explained", "Explained, and still to be put right",
                               explained, query))  # fmt: skip
    return Block("Unlawful findings and what became of them", tuple(figures))


def people_of(key: str, name: str, findings: Sequence[Finding]) -> Figure:
    """Records that these findings are about, each once."""
    mine = tuple(sorted({f.record for f in findings} - {""}))
    return Figure(key, name, len(mine), how(people_of), records=mine)


def _unlawful_before(loaded: Loaded) -> Iterator[tuple[str, str]]:
    """Key and record of each unlawful finding of the last check."""
    for row in records(loaded.ours["Findings"]):
        if str(row.get("Severity") or "") == "unlawful" and row.get("Key"):
            yield str(row["Key"]), str(row.get("Record") or "")


def runs(loaded: Loaded, as_at: date) -> tuple[RunPoint, ...]:
    """What the last checks found, one for each as-at date up to this one, the earliest first."""
    if "Runs" not in loaded.ours:
        return ()
    by_day = {day: row for row in records(loaded.ours["Runs"]) if (day := _day(row.get("As at")))}
    last = sorted(day for day in by_day if day <= as_at)[-MOST_RUNS:]
    return tuple(RunPoint(day, {n: _count(by_day[day].get(n)) for n in COUNTED}) for day in last)


def _day(cell: Any) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    return cell if isinstance(cell, date) else None


def _count(cell: Any) -> int | None:
    usable = isinstance(cell, int | float) and not isinstance(cell, bool) and cell == int(cell)
    return int(cell) if usable else None
