"""The check: every rule run over the typed tables, and an honest account of each.

It changes no table and never raises because of data. Each rule ends with one outcome: `found`,
`clean`, `not-applicable` or `not-run`, the last two with the reason.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from string import Formatter

import numpy as np

from s117xl.findings import ACTIONS, Finding, gravest_first
from s117xl.register.columns import AnyColumn, DateColumn, Moments, TextColumn, show_day
from s117xl.register.truth import Mask, Truth
from s117xl.rules.catalogue import Found, Rule, all_rules
from s117xl.rules.rows import ColumnAbsent, Context, NotRun, Rows

Answer = tuple[Rule, Found]
NOT_ABOUT = "not-applicable"


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
    """The whole result of a check: outcomes in order of code, findings gravest first."""

    as_at: date
    outcomes: tuple[Outcome, ...]
    findings: tuple[Finding, ...]


def check(
    context: Context, *, what_if: bool = False, tell: Callable[[str], None] = lambda _: None
) -> Checked:
    """Every rule's outcome and findings on the context's as-at date.

    `what_if` also runs rules whose law is enacted and not in force. Rules that find a value
    impossible in itself run first, and what they find is not used by the others.
    """
    rules = all_rules()
    outcomes: dict[str, Outcome] = {}
    findings: list[Finding] = []
    first = [rule for rule in rules.values() if any(part.spoils for part in (rule, *rule.parts))]
    spoilt: list[Answer] = []
    for rule in first:
        tell(rule.code)
        outcomes[rule.code], found, answers = run(rule, context, what_if)
        findings += found
        spoilt += answers
    for part, answer in spoilt:
        _spoil(part, answer, context)
    for rule in rules.values():
        if rule.code not in outcomes:
            tell(rule.code)
            outcomes[rule.code], found, _ = run(rule, context, what_if)
            findings += found
    findings.sort(key=gravest_first)
    ordered = tuple(outcomes[code] for code in rules)
    return Checked(context.as_at, ordered, tuple(with_unique_keys(findings)))


def _spoil(part: Rule, answer: Found, context: Context) -> None:
    if answer.severity not in (None, "invalid"):
        return
    spoils = part.spoils if answer.spoils is None else answer.spoils
    for key in spoils if spoils != ("*",) else (answer.field or "",):
        context.rows(part.table).spoil(key, answer.truth.yes)


def run(rule: Rule, context: Context, what_if: bool) -> tuple[Outcome, list[Finding], list[Answer]]:
    """One rule's outcome, its findings and its answers, each with the part that gave it."""
    if rule.dormant and not what_if:
        return Outcome(rule.code, "not-run", rule.dormant, 0, 0), [], []
    outcomes: list[Outcome] = []
    findings: list[Finding] = []
    answers: list[Answer] = []
    for part in (rule, *rule.parts):
        outcome, found, given = _run_part(part, context)
        outcomes.append(outcome)
        findings += found
        answers += ((part, answer) for answer in given)
    return _joined(outcomes), findings, answers


def _run_part(rule: Rule, context: Context) -> tuple[Outcome, list[Finding], list[Found]]:
    try:
        rows = context.rows(rule.table)
        if not len(rows) and not rule.scope.rowless:
            reason = f"The {rule.table} table has no rows."
            return Outcome(rule.code, NOT_ABOUT, reason, 0, 0), [], []
        scope = rule.scope.rows(rows)
        if scope.no.all() and not rule.scope.rowless:
            return Outcome(rule.code, NOT_ABOUT, rule.scope.none, 0, 0), [], []
        answers = list(_answers(rule, rows, scope))
        findings = [finding for answer in answers for finding in _findings(rule, rows, answer)]
        findings += (gone for answer in answers for gone in _gone(rule, rows, answer))
    except ColumnAbsent as absent:
        return Outcome(rule.code, "not-run", str(absent), 0, 0), [], []
    return _outcome(rule, scope, answers), findings, answers


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


def _answers(rule: Rule, rows: Rows, scope: Truth) -> Iterator[Found]:
    result = rule.check(rows)
    founds: Iterable[Found]
    if isinstance(result, Truth):
        founds = (Found(result),)
    else:
        founds = (result,) if isinstance(result, Found) else result
    unusable = _unusable(rule, rows)
    for found in founds:
        truth = scope & found.truth
        if not found.regardless:
            truth = Truth(truth.yes & ~unusable, truth.no & ~unusable)
        found.truth = truth
        yield found


def _unusable(rule: Rule, rows: Rows) -> Mask:
    """Where a field of the rule, in its own table, cannot be used."""
    result = np.zeros(len(rows), np.bool_)
    for key in rule.fields:
        if "." not in key and key != "*":
            result |= rows.column(key).bad
    return result


def _outcome(rule: Rule, scope: Truth, answers: list[Found]) -> Outcome:
    found = sum(int(answer.truth.yes.sum()) + len(answer.absent) for answer in answers)
    in_scope = ~scope.no
    if not in_scope.any() and not found:
        return Outcome(rule.code, NOT_ABOUT, rule.scope.none, 0, 0)
    tested_rows = np.zeros(len(scope), np.bool_)
    for answer in answers:
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


def _findings(rule: Rule, rows: Rows, answer: Found) -> Iterator[Finding]:
    hits = np.flatnonzero(answer.truth.yes).tolist()
    if not hits:
        return
    table = rows.table
    marked = rows.column(answer.field or own_fields(rule)[0])
    template = answer.message or rule.message
    speak = _speaker(template, rows, answer)
    fix = answer.fix or rule.fix
    severities = _severities(rule, rows, answer)
    ids = rows.text(table.schema.id_field)
    parents = rows.text(table.schema.parent_field) if table.schema.parent_field else ids
    letters = table.address(marked.field.key, hits[0]).rstrip("0123456789")
    key_tail = f"/{marked.field.key}"
    for row in hits:
        severity = severities(row)
        own = ids.text(row)
        yield Finding(
            f"{rule.code}/{own}{key_tail}",
            rule.code,
            severity,
            ACTIONS[severity],
            table.schema.key,
            parents.text(row),
            own,
            marked.field.key,
            table.sheet,
            f"{letters}{table.rows[row]}",
            marked.heading,
            marked.shown(row),
            speak(row),
            fix,
            rule.authority,
            _iso(answer.due, row),
            False,
        )


def _gone(rule: Rule, rows: Rows, answer: Found) -> Iterator[Finding]:
    """A finding for each record that has no row, at the heading of the ids."""
    if not answer.absent:
        return
    table = rows.table
    ids = rows.text(table.schema.id_field)
    for record in answer.absent:
        yield Finding(
            f"{rule.code}/{record}/{ids.field.key}",
            rule.code,
            rule.severity,
            ACTIONS[rule.severity],
            table.schema.key,
            record,
            record,
            ids.field.key,
            table.sheet,
            table.address_above(ids.field.key),
            ids.heading,
            "",
            (answer.message or rule.message).format(record=record),
            answer.fix or rule.fix,
            rule.authority,
            "",
            False,
        )


def own_fields(rule: Rule) -> list[str]:
    """The fields of a rule that stand in its own table, in its order."""
    return [key for key in rule.fields if "." not in key and key != "*"]


def _severities(rule: Rule, rows: Rows, answer: Found) -> Callable[[int], str]:
    severity = answer.severity or rule.severity
    masks = dict(answer.lighter)
    if rule.process:
        start = rows.context.process_from
        event = rows.date(rule.process)
        masks["info"] = event.known & (event.days < np.datetime64(start, "D"))
    if not masks:
        return lambda row: severity

    def lighter(row: int) -> str:
        return next((name for name, mask in masks.items() if mask[row]), severity)

    return lighter


def _iso(due: Moments | None, row: int) -> str:
    return str(due.days[row]) if due is not None and due.known[row] else ""


def _speaker(template: str, rows: Rows, answer: Found) -> Callable[[int], str]:
    """A function that makes the message of a row: only what the template names is looked up."""
    names = [name for _, name, _, _ in Formatter().parse(template) if name]
    if not names:
        return lambda row: template
    getters = {name: _getter(name, rows, answer) for name in names}
    return lambda row: template.format_map({name: get(row) for name, get in getters.items()})


def _getter(name: str, rows: Rows, answer: Found) -> Callable[[int], str]:
    if name not in answer.facts:
        column = rows.column(name)
        return lambda row: column.shown(row) or "(blank)"
    fact = answer.facts[name]
    if isinstance(fact, str | int):
        return lambda row: str(fact)
    if isinstance(fact, Moments | DateColumn):
        return lambda row: show_day(fact.days[row].item()) if fact.known[row] else "(unknown)"
    if isinstance(fact, AnyColumn):
        return lambda row: fact.shown(row) or "(blank)"
    return lambda row: str(fact[row])


def with_unique_keys(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings, with a number behind the key of each that another one already has."""
    seen: dict[str, int] = {}
    for finding in findings:
        count = seen.get(finding.key, 0) + 1
        seen[finding.key] = count
        yield finding if count == 1 else finding._replace(key=f"{finding.key}#{count}")


__all__ = ["Checked", "NotRun", "Outcome", "TextColumn", "check", "run", "with_unique_keys"]
