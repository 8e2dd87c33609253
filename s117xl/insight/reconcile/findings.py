"""The result told as findings of R122 to R125, and what became of each of those rules."""

from __future__ import annotations

from collections.abc import Iterator

from s117xl.check import Outcome
from s117xl.findings import Finding, gravest_first
from s117xl.insight.reconcile.differences import DIFFERS, Difference
from s117xl.insight.reconcile.missed import RULE_OF
from s117xl.insight.reconcile.result import (
    DIFFERS_CODE,
    GHOST_CODE,
    NotOnRegister,
    Result,
)
from s117xl.insight.reconcile.source import CASELOAD, DISCHARGES
from s117xl.register.columns import AnyColumn
from s117xl.rules.catalogue import all_rules
from s117xl.rules.telling import with_unique_keys
from s117xl.workbook.areas import column_letters

CALLED = {DISCHARGES: "the list of discharges", CASELOAD: "the caseload"}


def findings_of(result: Result) -> list[Finding]:
    """A finding for each person missed, each record in no list and each cell that differs.

    What waits for a decision, or for somebody who knows the section, is none; the outcomes count
    it. A person missed has no record: the finding is at the heading of the ids, and its key holds
    a hash.
    """
    found = [*_missed(result), *_ghosts(result), *_differing(result)]
    return sorted(with_unique_keys(found), key=gravest_first)


def outcomes_of(result: Result) -> list[Outcome]:
    """What became of R122 to R125: a rule whose list was not given is not run, and says so."""
    given = {each.source: each for each in result.lists}
    outcomes = [_missed_outcome(result, source, source in given) for source in RULE_OF]
    ghosts = [each for each in result.not_in_source if each.live == "yes"]
    unknown = len(result.not_in_source) - len(ghosts)
    tested = result.live_tested - unknown
    outcomes.append(_outcome(GHOST_CODE, tested, len(ghosts), unknown, "the record status"))
    wrong = sum(each.kind == DIFFERS for each in result.differences)
    outcomes.append(
        _outcome(DIFFERS_CODE, len(result.matched), wrong, result.undecided, "a decision")
    )
    return outcomes


def _missed_outcome(result: Result, source: str, given: bool) -> Outcome:
    code = RULE_OF[source]
    if not given:
        return Outcome(code, "not-run", f"{CALLED[source].capitalize()} was not given.", 0, 0)
    rows = sum(len(each.rows) for each in result.lists if each.source == source)
    waiting = len({each.row for each in result.probable if each.source == source})
    unknown = sum(
        each.source == source and each.qualifies == "unknown" for each in result.not_on_register
    )
    lost = sum(each.source == source and not each.heading for each in result.unread)
    untested = waiting + unknown + lost
    found = len(result.missed(source))
    return _outcome(code, rows - waiting - unknown, found, untested, "a section or a decision")


def _outcome(code: str, tested: int, found: int, untested: int, lacks: str) -> Outcome:
    reason = f"{untested} could not be tested: {lacks} is wanting." if untested else ""
    if found:
        return Outcome(code, "found", reason, tested, found, untested)
    if tested:
        return Outcome(code, "clean", reason, tested, 0, untested)
    name = "not-run" if untested else "not-applicable"
    return Outcome(code, name, reason or "There is nothing to compare.", 0, 0, untested)


def _missed(result: Result) -> Iterator[Finding]:
    """At the heading of the ids, as there is no row yet."""
    column = result.ours.column("register_id")
    at = result.ours.rows.table.address_above("register_id") if column is not None else ""
    for each in result.not_on_register:
        if each.qualifies == "yes":
            key = f"{each.key[:16]}/register_id"
            where = f"{each.source} row {each.row}"
            yield _finding(each.rule, key, column, ("", where), at, _missed_message(each))


def _missed_message(each: NotOnRegister) -> str:
    also = f" Also: {', '.join(each.also)}." if each.also else ""
    return (
        f"Row {each.row} of {CALLED[each.source]} is of a person who is not on the register; "
        f"{'; '.join(each.reasons)}.{also}"
    )


def _ghosts(result: Result) -> Iterator[Finding]:
    column = result.ours.column("register_id")
    for each in result.not_in_source:
        if each.live == "yes":
            message = f"The record is live, and the person is {each.reasons[0]}."
            key, at = f"{each.record}/register_id", _cell(result, column, each.record)
            yield _finding(
                GHOST_CODE, key, column, (each.record, each.record), at, message, each.record
            )


def _differing(result: Result) -> Iterator[Finding]:
    for each in result.differences:
        if each.kind == DIFFERS:
            column = result.ours.column(each.field)
            key, at = (
                f"{each.record}/{each.field}.{each.source}",
                _cell(result, column, each.record),
            )
            whose = (each.record, each.record)
            yield _finding(DIFFERS_CODE, key, column, whose, at, _differs_message(each), each.ours)


def _differs_message(each: Difference) -> str:
    more = f"; {each.reasons[0]}" if each.reasons else ""
    return (
        f"{each.heading} is {each.ours} here and {each.theirs} in row {each.row} of "
        f"{CALLED[each.source]}{more}."
    )


def _cell(result: Result, column: AnyColumn | None, record: str) -> str:
    if column is None:
        return ""
    row = result.ours.by_id[record]
    return f"{column_letters(column.position)}{result.ours.address(row)}"


def _finding(
    code: str,
    key: str,
    column: AnyColumn | None,
    whose: tuple[str, str],
    cell: str,
    message: str,
    value: str = "",
) -> Finding:
    """A finding of a rule; `whose` are its record and its row."""
    rule = all_rules()[code]
    return Finding(
        f"{code}/{key}", code, rule.severity, rule.action, "Register", *whose,
        column.field.key if column else "register_id", "Register", cell,
        column.heading if column else "", value, message, rule.fix, rule.authority, "", False,
    )  # fmt: skip
