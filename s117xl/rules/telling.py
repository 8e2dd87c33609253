"""Answers told as findings: where, in which words, how grave."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from string import Formatter

import numpy as np

from s117xl.findings import ACTIONS, SEVERITIES, Finding
from s117xl.register.columns import AnyColumn, DateColumn, Moments, show_day
from s117xl.rules.catalogue import Found, Rule
from s117xl.rules.rows import Rows


def findings_of(rule: Rule, rows: Rows, answers: list[Found]) -> Iterator[Finding]:
    """A finding for each row that an answer found, and for each record that has no row."""
    for name, answer in named(rule, answers):
        yield from _findings(rule, rows, name, answer)
        yield from _gone(rule, rows, answer)
        yield from _elsewhere(rule, answer)


def named(rule: Rule, answers: list[Found]) -> Iterator[tuple[str, Found]]:
    """Each answer with the end of its key: the field, numbered where clauses share one.

    The number is the clause's, whatever else is found, so a key holds from run to run.
    """
    seen: dict[str, int] = {}
    for answer in answers:
        name = answer.field or own_fields(rule)[0]
        seen[name] = seen.get(name, 0) + 1
        yield (name if seen[name] == 1 else f"{name}.{seen[name]}"), answer


def _findings(rule: Rule, rows: Rows, name: str, answer: Found) -> Iterator[Finding]:
    hits = np.flatnonzero(answer.truth.yes).tolist()
    if not hits:
        return
    table = rows.table
    marked = rows.column(answer.field or own_fields(rule)[0])
    template = answer.message or rule.message
    speak = speaker(template, rows, answer)
    fix = answer.fix or rule.fix
    severities = _severities(rule, rows, answer)
    ids = rows.text(table.schema.id_field)
    parents = rows.text(table.schema.parent_field) if table.schema.parent_field else ids
    letters = table.address(marked.field.key, hits[0]).rstrip("0123456789")
    for row in hits:
        severity = severities(row)
        own = ids.text(row)
        yield Finding(
            f"{rule.code}/{own}/{name}",
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


def _elsewhere(rule: Rule, answer: Found) -> Iterator[Finding]:
    """A finding for each thing found outside the tables, named by the sheet that it stands on."""
    for place in answer.elsewhere:
        yield Finding(
            f"{rule.code}/{place.row}/value",
            rule.code,
            rule.severity,
            ACTIONS[rule.severity],
            place.sheet,
            "",
            place.row,
            "value",
            place.sheet,
            place.cell,
            place.heading,
            "",
            place.message,
            rule.fix,
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
        own = next((name for name, mask in masks.items() if mask[row]), severity)
        return max(own, severity, key=SEVERITIES.index)

    return lighter


def _iso(due: Moments | None, row: int) -> str:
    return str(due.days[row]) if due is not None and due.known[row] else ""


def speaker(template: str, rows: Rows, answer: Found) -> Callable[[int], str]:
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
