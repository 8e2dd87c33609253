"""The command `reconcile`: a register against a Trust's lists, printed and, if asked, written."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from s117xl import __version__
from s117xl.commands import study
from s117xl.insight.reconcile.decisions import (
    Decision,
    Decisions,
    read_decisions,
    write_decisions,
)
from s117xl.insight.reconcile.findings import findings_of
from s117xl.insight.reconcile.reconciling import reconcile_lists
from s117xl.insight.reconcile.result import Result, as_json
from s117xl.insight.reconcile.show import show_result
from s117xl.insight.reconcile.source import CASELOAD, DISCHARGES, SourceList, read_source
from s117xl.refusal import Refused
from s117xl.report import write_csv, write_json
from s117xl.workbook.whole import require_new_workbook, write_whole


def reconcile(
    file: Path,
    discharges: Path | None,
    caseload: Path | None,
    decisions: Path | None,
    form: str,
    out: Path | None,
    as_at: date | None,
    today: Callable[[], date],
) -> bool:
    """Print what the register and the lists say of each other; whether anything is to be done.

    `out` is a new workbook of the results. `decisions` is read, and what waits for a decision is
    added to it with the decision blank. The register is only read.
    """
    if discharges is None and caseload is None:
        raise Refused("Nothing is given to compare with: add --discharges FILE or --caseload FILE.")
    if out is not None:
        require_new_workbook(out)
    decided = read_decisions(decisions) if decisions else {}
    loaded, context, _, _ = study(file, as_at, today)
    day = context.as_at
    result = reconcile_lists(
        context.rows("Register"), list(_lists(discharges, caseload, day)), decided
    )
    if out is not None:
        from s117xl.insight.reconcile.results_book import write_results

        name = loaded.workbook.name
        write_whole(out, lambda path: write_results(path, result, decided, name, day))
    if decisions is not None:
        keep_undecided(decisions, decided, result)
    if form == "json":
        write_json(as_json(result, loaded.workbook.name, day.isoformat(), __version__), sys.stdout)
    elif form == "csv":
        write_csv(findings_of(result), sys.stdout)
    else:
        show_result(result, loaded.workbook.name, day, out, decisions)
    return is_anything_to_do(result)


def is_anything_to_do(result: Result) -> bool:
    """Whether people are missed, pairs undecided, or cells of a list not read."""
    missed = any(each.qualifies == "yes" for each in result.not_on_register)
    return missed or bool(result.probable or result.unread)


def _lists(discharges: Path | None, caseload: Path | None, day: date) -> Iterator[SourceList]:
    if discharges is not None:
        yield read_source(discharges, DISCHARGES, day)
    if caseload is not None:
        yield read_source(caseload, CASELOAD, day)


def keep_undecided(path: Path, decided: Decisions, result: Result) -> None:
    """The file of decisions, with each undecided pair added; no decision is touched."""
    waiting = {
        (each.key, each.record): Decision(
            each.key, each.record, "", seen=f"{each.source} row {each.row}, score {each.score}"
        )
        for each in result.probable
    }
    made = {pair: each for pair, each in decided.items() if each.decision}
    if waiting | made != dict(decided) or not path.exists():
        write_decisions(path, (waiting | made).values())
