"""A figure counted by rules: which records pass them, which do not, and of which nobody knows.

A finding that is for information only (a process of long ago, a fault put right since) says nothing
of its record here: the record is left out, and counted apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from s117xl.check import Checked, answers
from s117xl.findings import Finding
from s117xl.register.truth import Mask, Truth
from s117xl.rules.catalogue import Found, Rule, all_rules
from s117xl.rules.rows import ColumnAbsent, Context, Rows

NOT_SHOWN = "a cell is blank or cannot be read"


@dataclass(slots=True)
class Tally:
    """A figure while it is counted. `unmet` names each unit that is not met.

    `explained` are those of the unmet that people explained; `apart` were left out as they are for
    information only; `note` says why nothing could be counted, or what else there is to know.
    `untestable` is true where a rule or a table that it needs is not there.
    """

    met: int = 0
    unmet: tuple[str, ...] = ()
    unknown: int = 0
    explained: int = 0
    apart: int = 0
    note: str = ""
    untestable: bool = False


@dataclass(slots=True)
class _Sides:
    """For each record what the rules say together."""

    found: Mask
    passed: Mask
    unknown: Mask
    apart: Mask
    reasons: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, count: int) -> _Sides:
        found, passed, unknown, apart = np.zeros((4, count), np.bool_)
        return cls(found, passed, unknown, apart)


def by_rules(
    context: Context, checked: Checked, rules: Sequence[str], others: Sequence[str], *,
    loosely: bool = False,
) -> Tally:  # fmt: skip
    """The records that pass every one of the rules, and in which none of the others found anything.

    Where one of the rules could not be run at all, what it did not find is not known.
    """
    r = context.rows("Register")
    sides = _Sides.of(len(r))
    absent: dict[str, list[str]] = {}
    for code in rules:
        reason = _not_run(checked, code) or _add(context, all_rules()[code], sides, loosely)
        if reason:
            absent.setdefault(reason, []).append(code)
    if loosely:
        sides.unknown &= ~sides.passed
    findings = [f for f in checked.findings if f.code in {*rules, *others}]
    _add_findings(context, findings, sides)
    if absent:
        sides.unknown |= sides.passed
        sides.passed[:] = False
    reasons = [f"Not run: {', '.join(codes)}. {reason}" for reason, codes in absent.items()]
    tally = _tally(r, sides, findings_by_row(context, findings), reasons or sides.reasons)
    tally.untestable = bool(absent)
    return tally


def _not_run(checked: Checked, code: str) -> str:
    """Why the check ran the rule on no row at all, where that hangs on no cell."""
    for outcome in checked.outcomes:
        if outcome.code == code and outcome.outcome == "not-run" and not outcome.untested:
            return outcome.reason
    return ""


def _add(context: Context, rule: Rule, sides: _Sides, loosely: bool) -> str:
    """Add what a rule says of each record; why it could not be run, if it could not."""
    reasons = []
    for part in (rule, *rule.parts):
        try:
            rows = context.rows(part.table)
            scope = part.scope.rows(rows)
            given = answers(part, rows, scope) if len(rows) else []
            parents = _parents(context, part.table)
        except ColumnAbsent as absent:
            reasons.append(str(absent))
            continue
        if (scope.no | (parents < 0)).all():
            sides.reasons.append(part.scope.none)
        _add_part(part, rows, scope, given, parents, sides, loosely)
    return " ".join(reasons) if len(reasons) == len((rule, *rule.parts)) else ""


def _add_part(
    part: Rule, rows: Rows, scope: Truth, given: Sequence[Found], parents: NDArray[np.int64],
    sides: _Sides, loosely: bool,
) -> None:  # fmt: skip
    if not given:
        return
    count = np.any if loosely else np.all
    yes: Mask = np.any([each.truth.yes for each in given], axis=0)
    no: Mask = ~yes & count([each.truth.no for each in given], axis=0)
    about = ~scope.no & ~_too_old(part, rows) & (parents >= 0)
    sides.passed[parents[about & no]] = True
    sides.unknown[parents[about & ~no & ~yes]] = True


def _too_old(part: Rule, rows: Rows) -> Mask:
    """Where the rule is about a process of long ago, which is for information only."""
    if part.process is None:
        return np.zeros(len(rows), np.bool_)
    event = rows.date(part.process)
    old: Mask = event.known & (event.days < np.datetime64(rows.context.process_from, "D"))
    return old


def _add_findings(context: Context, findings: Iterable[Finding], sides: _Sides) -> None:
    for record, its in findings_by_row(context, findings).items():
        if all(finding.severity == "info" for finding in its):
            sides.apart[record] = True
        else:
            sides.found[record] = True


def findings_by_row(context: Context, findings: Iterable[Finding]) -> dict[int, list[Finding]]:
    """The findings by the number of the Register row to which each belongs."""
    places: dict[str, dict[int, int]] = {}
    result: dict[int, list[Finding]] = {}
    for finding in findings:
        if finding.table not in context.register.tables:
            continue
        if finding.table not in places:
            places[finding.table] = dict(_places(context, finding.table))
        row = places[finding.table].get(_row_number(finding.cell), -1)
        if row >= 0:
            result.setdefault(row, []).append(finding)
    return result


def _places(context: Context, table: str) -> Iterator[tuple[int, int]]:
    """Excel's row numbers of a table, each with the number of its Register row."""
    numbers = context.rows(table).table.rows.tolist()
    return zip(numbers, _parents(context, table).tolist(), strict=True)


def _row_number(cell: str) -> int:
    return int(cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") or 0)


def _parents(context: Context, table: str) -> NDArray[np.int64]:
    rows = context.rows(table)
    if table == "Register":
        return np.arange(len(rows), dtype=np.int64)
    if rows.table.schema.parent_field is None:
        return np.full(len(rows), -1, np.int64)
    return context.parents(table)


def _tally(
    r: Rows, sides: _Sides, findings: dict[int, list[Finding]], reasons: Sequence[str]
) -> Tally:
    unknown = sides.unknown & ~sides.found
    met = sides.passed & ~sides.found & ~unknown
    unmet = np.flatnonzero(sides.found).tolist()
    nothing = not (met.any() or unknown.any() or unmet)
    told = [each for each in dict.fromkeys(reasons) if nothing or each.startswith("Not run")]
    return Tally(
        int(met.sum()),
        names(r, unmet),
        int(unknown.sum()),
        sum(_is_explained(findings[row]) for row in unmet),
        int((sides.apart & ~sides.found).sum()),
        " ".join(told),
    )


def _is_explained(findings: Iterable[Finding]) -> bool:
    """Whether each finding that asks for something was explained."""
    return all(finding.explained for finding in findings if finding.severity != "info")


def names(r: Rows, rows: Iterable[int], key: str = "") -> tuple[str, ...]:
    """How each of these rows is called: by an id, its own as a rule, or by its place."""
    column = r.text(key or r.table.schema.id_field)
    return tuple(column.text(row) or f"row {r.table.rows[row]}" for row in rows)
