"""How figures are counted: a test over the rows of a table, and never a blank as a nought."""

from __future__ import annotations

import inspect
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import numpy as np

from s117xl.check import Checked
from s117xl.findings import Finding
from s117xl.register.truth import Mask, Truth
from s117xl.reports.board.model import Figure
from s117xl.rules.rows import ColumnAbsent, Context, Rows

NOT_RECORDED = "Not recorded, or not to be read"

Test = Callable[[Rows], Truth]


def how(counter: Callable[..., object]) -> str:
    """How it is counted: the first line of what the function says of itself, and its name."""
    said = (inspect.getdoc(counter) or "").partition("\n")[0].rstrip(".")
    module = counter.__module__.removeprefix("s117xl.")
    return f"{said} ({module}.{counter.__name__})"


def counted(
    context: Context, table: str, key: str, name: str, test: Test, among: Test | None = None
) -> Figure:
    """How many rows pass, among those of which `among` is true, and how many do not tell.

    A row that may or may not be among them is one that does not tell.
    """
    query = how(test) if among is None else f"{how(test)}, among: {how(among)}"
    try:
        rows = context.rows(table)
        scope = among(rows) if among else rows.all_rows()
        answer = scope & test(rows)
    except ColumnAbsent as absent:
        return Figure(key, name, None, query, why=str(absent))
    untested = int((~answer.known).sum())
    whole = int(scope.yes.sum()) if among else None
    if not len(rows):
        return Figure(key, name, 0, query, of=whole, why=f"the {table} table has no row")
    if untested == int((~scope.no).sum()) > 0:
        why = f"no row of {table} tells"
        return Figure(key, name, None, query, of=whole, untested=untested, why=why)
    return Figure(key, name, int(answer.yes.sum()), query, of=whole, untested=untested,
                  records=ids(rows, answer.yes))  # fmt: skip


def ids(rows: Rows, mask: Mask) -> tuple[str, ...]:
    """The register ids of these rows, each once, in order."""
    column = rows.text("register_id")
    found = {column.texts[at] for at in column.at[mask].tolist()} - {""}
    return tuple(sorted(found))


def by_value(
    context: Context, table: str, key: str, among: Test, values: Sequence[tuple[str, str]]
) -> Iterator[Figure]:
    """Rows by what a list field holds, a figure for each value, then one for all others."""
    query = f"Rows by {key}, among: {how(among)}"
    try:
        rows = context.rows(table)
        scope, column = among(rows).yes, rows.list(key)
    except ColumnAbsent as absent:
        yield Figure(f"{key}.none", "All", None, query, why=str(absent))
        return
    known = np.zeros(len(rows), np.bool_)
    whole = int(scope.sum())
    for value, name in values:
        mask = scope & column.isin(value).yes
        known |= mask
        yield Figure(f"{key}.{value}", name, int(mask.sum()), query, of=whole,
                     records=ids(rows, mask))  # fmt: skip
    rest = scope & ~known
    yield Figure(f"{key}.unknown", NOT_RECORDED, int(rest.sum()), query, of=whole,
                 records=ids(rows, rest))  # fmt: skip


def by_rule(
    checked: Checked, rules: Mapping[str, str], severities: Sequence[str]
) -> Iterator[Figure]:
    """Findings of these severities by rule, with the rows that the rule could not test.

    What is explained is left out, but for the unlawful. `rules` are titles by code.
    """
    query = f"{how(by_rule)}: {', '.join(severities)}"
    found: dict[str, list[Finding]] = defaultdict(list)
    for finding in asked(checked.findings):
        if finding.severity in severities:
            found[finding.code].append(finding)
    for outcome in checked.outcomes:
        if outcome.code in rules:
            mine, is_run = found[outcome.code], outcome.outcome != "not-run"
            records = tuple(sorted({f.record for f in mine} - {""}))
            yield Figure(f"rule.{outcome.code}", f"{outcome.code} {rules[outcome.code]}",
                         len(mine) if is_run else None, query, untested=outcome.untested,
                         records=records, why="" if is_run else outcome.reason)  # fmt: skip


def asked(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings that nobody has explained, and all that are unlawful."""
    return (f for f in findings if not f.explained or f.severity == "unlawful")


def of_findings(key: str, name: str, findings: Iterable[Finding], query: str) -> Figure:
    """How many findings there are, on which records."""
    mine = list(findings)
    records = tuple(sorted({f.record for f in mine} - {""}))
    return Figure(key, name, len(mine), query, records=records)
