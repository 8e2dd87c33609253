"""`s117xl rollup`: many registers into one workbook."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from s117xl import __version__
from s117xl.commands import Clock
from s117xl.findings import SEVERITIES
from s117xl.insight.rollup.files import registers
from s117xl.insight.rollup.lines import Job, Limits, NotRead, Result
from s117xl.insight.rollup.run import here, on_cluster
from s117xl.insight.rollup.totals import OUTCOMES, Totals, each_once
from s117xl.insight.rollup.workbook import RegionalWorkbook
from s117xl.refusal import Refused
from s117xl.report import write_json
from s117xl.screen import Progress, Screen
from s117xl.workbook.whole import require_absent, require_new_workbook, write_whole

LIMITS = Limits()
_SHOWN = 20


def rollup(
    files: Sequence[Path],
    out: Path,
    cluster: str | None = None,
    processes: int | None = None,
    as_at: date | None = None,
    today: Clock = date.today,
    *,
    form: str = "table",
    ids: bool = False,
    word: Path | None = None,
    limits: Limits = LIMITS,
) -> bool:
    """Check registers, or folders of them, into one workbook; whether anything is to be done.

    That is something to fix or explain in a register, or a register that could not be read. No
    register id leaves a register unless `ids` asks for those of what is unlawful. With `word`
    there is a report too. Raises Refused.
    """
    require_new_workbook(out)
    if word is not None:
        require_word(word)
    jobs = _jobs(registers(files, but=out), as_at, today(), limits, ids)
    run = on_cluster(cluster) if cluster else here(processes)
    not_read: list[NotRead] = []
    kept: list[Totals] = []
    lines: list[Result] = []  # only where a report is to name each register
    with Progress() as progress:

        def write(path: Path) -> None:
            results = _told(each_once(run(jobs)), len(jobs), progress, not_read)
            if word is not None:
                results = _kept(results, lines)
            kept.append(write_results(path, results, ids=ids))

        write_whole(out, write)
    [totals] = kept
    if word is not None:
        from s117xl.insight.rollup.word import region_report

        data = region_report(totals, lines, today())
        write_whole(word, lambda path: _put(path, data))
    if form == "json":
        write_json(as_json(totals, not_read, out), sys.stdout)
    else:
        _show(totals, not_read, out)
    return bool(totals.asks or totals.not_read)


def _kept(results: Iterable[Result], lines: list[Result]) -> Iterator[Result]:
    for result in results:
        lines.append(result)
        yield result


def _put(path: Path, data: bytes) -> None:
    path.write_bytes(data)


def require_word(path: Path) -> None:
    """Refused where the path is not that of a new Word file."""
    if path.suffix.lower() != ".docx":
        raise Refused(f"{path.name} is to be a Word file; give it a name that ends in .docx.")
    require_absent(path)


def _jobs(
    found: Iterable[tuple[str, Path]], as_at: date | None, today: date, limits: Limits, ids: bool
) -> list[Job]:
    day = as_at.isoformat() if as_at else ""
    return [
        Job(name, str(path.absolute()), day, today.isoformat(), limits, ids)
        for name, path in found
    ]  # fmt: skip


def write_results(path: Path, results: Iterable[Result], *, ids: bool) -> Totals:
    """The workbook is there, with the results in their order; what they come to."""
    with RegionalWorkbook(path, ids=ids) as book:
        for result in results:
            if isinstance(result, NotRead):
                book.add_not_read(result)
            else:
                book.add(result)
    return book.totals


def _told(
    results: Iterable[Result], of: int, progress: Progress, not_read: list[NotRead]
) -> Iterator[Result]:
    """The results, each told as it comes, and those that are none kept for the screen."""
    for number, result in enumerate(results, 1):
        progress.tell(f"register {number:,} of {of:,}")
        if isinstance(result, NotRead):
            not_read.append(result)
        yield result


def as_json(totals: Totals, not_read: Sequence[NotRead], out: Path) -> dict[str, Any]:
    """What the registers come to, and which could not be read."""
    return {
        "s117xl": __version__,
        "out": out.name,
        "registers": totals.registers,
        "as_at": {"from": totals.first_day, "to": totals.last_day},
        "totals": {**totals.counts, **{name: totals.severities[name] for name in SEVERITIES}},
        "rules": [
            {
                "code": code,
                "registers": {name: total.outcomes[name] for name in OUTCOMES},
                "tested": total.tested,
                "found": total.found,
                "untested": total.untested,
            }
            for code, total in totals.rules.items()
        ],
        "not_read": [{"name": each.name, "why": each.why} for each in not_read],
    }


def _show(totals: Totals, not_read: Sequence[NotRead], out: Path) -> None:
    screen, counts = Screen(), totals.counts
    screen.say(
        f"{out.name}: {totals.registers:,} registers, {counts['records']:,} records, "
        f"{counts['people']:,} people; {counts['overdue']:,} reviews overdue, "
        f"{counts['undecided']:,} records that do not tell whether the person is entitled."
    )
    found = [f"{totals.severities[name]:,} {name}" for name in SEVERITIES]
    screen.say(f"Findings: {', '.join(found)}; {counts['explained']:,} are explained.")
    if totals.first_day != totals.last_day:
        screen.say(f"The registers are as at {totals.first_day} to {totals.last_day}.")
    if not_read:
        screen.say(f"Not counted: {len(not_read):,}, each with the reason on the sheet Not read.")
    for each in not_read[:_SHOWN]:
        screen.say(f"  {each.name}: {each.why}")
    screen.say("The checks apply recorded law and guidance; they are not legal advice.")
