"""The check: every rule run over the typed tables, and an honest account of each.

It changes no table and never raises because of data. Each rule ends with one outcome: `found`,
`clean`, `not-applicable` or `not-run`, the last two with the reason.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from s117xl.findings import Finding, gravest_first
from s117xl.register.truth import Mask, Truth
from s117xl.rules.catalogue import Found, Rule, all_rules
from s117xl.rules.rows import ColumnAbsent, Context, Rows
from s117xl.rules.telling import findings_of, with_unique_keys

Answer = tuple[Rule, Found]
NOT_ABOUT = "not-applicable"
SWITCHED_OFF = "Switched off in Settings."
NOT_LAW_YET = "What if, not in force: "
"""How the message of a rule begins whose law is enacted and not in force."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a rule: `tested` and `found` count rows, `untested` rows that could not be."""

    code: str
    outcome: str
    reason: str
    tested: int
    found: int
    untested: int = 0


@dataclass(frozen=True, slots=True)
class Checked:
    """The whole result of a check: outcomes in order of code, findings gravest first.

    `what_if` says that law which is not in force was applied too.
    """

    as_at: date
    outcomes: tuple[Outcome, ...]
    findings: tuple[Finding, ...]
    what_if: bool = False

    @property
    def law_applied(self) -> str:
        """Which law was applied: that in force, or also what is not."""
        if self.what_if:
            return "WHAT IF: law that is enacted and NOT IN FORCE was applied as well."
        return "The law in force."


def check(
    context: Context, *, what_if: bool = False, tell: Callable[[str], None] = lambda _: None
) -> Checked:
    """Every rule's outcome and findings on the context's as-at date.

    `what_if` also runs rules whose law is enacted and not in force. Rules that find a value
    impossible in itself run first, and what they find is not used by the others.
    """
    severities = context.settings.severities
    rules = {code: _tuned(rule, severities.get(code)) for code, rule in all_rules().items()}
    outcomes: dict[str, Outcome] = {}
    findings: list[Finding] = []
    first = [rule for rule in rules.values() if any(part.spoils for part in (rule, *rule.parts))]
    spoilt: list[Answer] = []
    for rule in first:
        tell(rule.code)
        outcomes[rule.code], found, given = run(rule, context, what_if)
        findings += found
        spoilt += given
    for part, answer in spoilt:
        _spoil(part, answer, context)
    for rule in rules.values():
        if rule.code not in outcomes:
            tell(rule.code)
            outcomes[rule.code], found, _ = run(rule, context, what_if)
            findings += found
    findings.sort(key=gravest_first)
    ordered = tuple(outcomes[code] for code in rules)
    return Checked(context.as_at, ordered, tuple(with_unique_keys(findings)), what_if)


def _tuned(rule: Rule, severity: str | None) -> Rule:
    """The rule with the severity that Settings gives it."""
    if severity is None:
        return rule
    parts = tuple(replace(part, severity=severity) for part in rule.parts)
    return replace(rule, severity=severity, parts=parts)


def _spoil(part: Rule, answer: Found, context: Context) -> None:
    if answer.severity not in (None, "invalid"):
        return
    spoils = part.spoils if answer.spoils is None else answer.spoils
    for key in spoils if spoils != ("*",) else (answer.field or "",):
        context.rows(part.table).spoil(key, answer.truth.yes)


def run(rule: Rule, context: Context, what_if: bool) -> tuple[Outcome, list[Finding], list[Answer]]:
    """One rule's outcome, its findings and its answers, each with the part that gave it.

    A rule that is switched off still tells which cells are impossible, so that the others do
    not use them.
    """
    if rule.dormant and not what_if:
        return Outcome(rule.code, "not-run", rule.dormant, 0, 0), [], []
    off = rule.code in context.settings.off
    if off and not any(part.spoils for part in (rule, *rule.parts)):
        return Outcome(rule.code, "not-run", SWITCHED_OFF, 0, 0), [], []
    outcomes: list[Outcome] = []
    findings: list[Finding] = []
    given: list[Answer] = []
    for part in (rule, *rule.parts):
        outcome, found, its = _run_part(part, context)
        outcomes.append(outcome)
        findings += found
        given += ((part, answer) for answer in its)
    if off:
        return Outcome(rule.code, "not-run", SWITCHED_OFF, 0, 0), [], given
    if rule.dormant:
        findings = [f._replace(message=f"{NOT_LAW_YET}{f.message}") for f in findings]
    return _joined(outcomes), findings, given


def _run_part(rule: Rule, context: Context) -> tuple[Outcome, list[Finding], list[Found]]:
    try:
        rows = context.rows(rule.table)
        if not len(rows) and not rule.scope.rowless:
            reason = f"The {rule.table} table has no rows."
            return Outcome(rule.code, NOT_ABOUT, reason, 0, 0), [], []
        scope = rule.scope.rows(rows)
        if scope.no.all() and not rule.scope.rowless:
            return Outcome(rule.code, NOT_ABOUT, rule.scope.none, 0, 0), [], []
        given = answers(rule, rows, scope)
        findings = list(findings_of(rule, rows, given))
    except ColumnAbsent as absent:
        return Outcome(rule.code, "not-run", str(absent), 0, 0), [], []
    return _outcome(rule, scope, given), findings, given


def _joined(parts: list[Outcome]) -> Outcome:
    """The outcome of a rule over several tables: what was found, else clean, with what was not.

    A part that is about no row says so only where every part is.
    """
    names = [part.outcome for part in parts]
    name = min(names, key=("found", "clean", "not-run", "not-applicable").index)
    told = [part.reason for part in parts if name == part.outcome or part.outcome != NOT_ABOUT]
    return Outcome(
        parts[0].code,
        name,
        " ".join(dict.fromkeys(filter(None, told))),
        sum(part.tested for part in parts),
        sum(part.found for part in parts),
        sum(part.untested for part in parts),
    )


def answers(rule: Rule, rows: Rows, scope: Truth) -> list[Found]:
    """What a rule, or a part of one, answers: only on rows of its scope that it can use."""
    result = rule.check(rows)
    founds: Iterable[Found]
    if isinstance(result, Truth):
        founds = (Found(result),)
    else:
        founds = (result,) if isinstance(result, Found) else result
    unusable = _unusable(rule, rows)
    return [_in_scope(found, scope, unusable) for found in founds]


def _in_scope(found: Found, scope: Truth, unusable: Mask) -> Found:
    truth = scope & found.truth
    if not found.regardless:
        truth = Truth(truth.yes & ~unusable, truth.no & ~unusable)
    return replace(found, truth=truth)


def _unusable(rule: Rule, rows: Rows) -> Mask:
    """Where a field of the rule, in its own table, cannot be used."""
    result = np.zeros(len(rows), np.bool_)
    for key in rule.fields:
        if "." not in key and key != "*":
            result |= rows.column(key).bad
    return result


def _count(answer: Found) -> int:
    return int(answer.truth.yes.sum()) + len(answer.absent) + len(answer.elsewhere)


def _outcome(rule: Rule, scope: Truth, given: list[Found]) -> Outcome:
    found = sum(map(_count, given))
    in_scope = ~scope.no
    if not in_scope.any() and not found:
        return Outcome(rule.code, NOT_ABOUT, rule.scope.none, 0, 0)
    tested_rows = np.zeros(len(scope), np.bool_)
    for answer in given:
        tested_rows |= answer.truth.known
    tested = int((tested_rows & in_scope).sum())
    untested = int(in_scope.sum()) - tested
    reason = (
        f"{untested} of {int(in_scope.sum())} {rule.table} rows cannot be tested: "
        "a cell is blank or cannot be read."
    )
    if found:
        return Outcome(rule.code, "found", reason if untested else "", tested, found, untested)
    if not tested:
        return Outcome(rule.code, "not-run", reason, 0, 0, untested)
    return Outcome(rule.code, "clean", reason if untested else "", tested, 0, untested)
