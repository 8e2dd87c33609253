"""A register reconciled with discharges and a caseload. Nothing is written, nothing merged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from s117xl.insight.reconcile.decisions import Decisions
from s117xl.insight.reconcile.differences import Placed, best_record, differences
from s117xl.insight.reconcile.match import Matcher, Matching
from s117xl.insight.reconcile.missed import not_on_register
from s117xl.insight.reconcile.ours import Ours, our_rows
from s117xl.insight.reconcile.result import Matched, NotInSource, Probable, Result
from s117xl.insight.reconcile.source import CASELOAD, DISCHARGES, SourceList
from s117xl.rules.rows import Rows


def reconcile_lists(
    register: Rows, lists: Sequence[SourceList], decisions: Decisions | None = None
) -> Result:
    """What the Register's rows and the lists say of each other.

    Whoever shares an NHS number is matched; who is only alike is probable until it is decided.
    """
    ours = our_rows(register)
    matcher = Matcher(ours, decisions)
    result = Result(ours, list(lists))
    matchings = {}
    placed: list[Placed] = []
    for each in lists:
        matchings[each.source] = matching = matcher.match([row.identity for row in each.rows])
        placed += _place(result, each, matching)
        result.probable += _probable(ours, each, matching)
        result.unread += each.unread
        result.notes += each.notes
    result.not_on_register = not_on_register(lists, matchings)
    result.differences, notes = differences(ours, placed)
    result.notes += [*notes, *_on_decisions(result, decisions or {})]
    result.not_in_source, result.live_tested = _ghosts(result, placed)
    return result


def _place(result: Result, each: SourceList, matching: Matching) -> Iterator[Placed]:
    """Each surely matched row with its record, which is also entered among the matched."""
    ours = result.ours
    for place, sure in sorted(matching.sure.items()):
        theirs = each.rows[place]
        row = best_record(ours, sure.person, theirs)
        result.matched.append(
            Matched(each.source, theirs.row, ours.ids[row], ours.records(sure.person), sure.how,
                    sure.reasons)
        )  # fmt: skip
        yield Placed(theirs, row)


def _probable(ours: Ours, each: SourceList, matching: Matching) -> Iterator[Probable]:
    for place, candidates in sorted(matching.probable.items()):
        theirs = each.rows[place]
        for rank, found in enumerate(candidates, 1):
            row = best_record(ours, found.person, theirs)
            yield Probable(
                each.source, theirs.row, ours.ids[row], ours.records(found.person),
                found.score.points, rank, found.score.reasons, theirs.identity.key(),
            )  # fmt: skip


def _ghosts(result: Result, placed: Sequence[Placed]) -> tuple[list[NotInSource], int]:
    """Live records in no list that would hold them, and how many records the lists speak of."""
    ours = result.ours
    known = {ours.persons[each.ours] for each in placed}
    known |= {ours.persons[ours.by_id[each.record]] for each in result.probable}
    found: dict[str, NotInSource] = {}
    tested: set[str] = set()
    for row, live in enumerate(ours.live):
        sources, why = _speaks(result.lists, ours, row)
        if live == "no" or not sources:
            continue
        tested.add(ours.ids[row])
        if ours.persons[row] not in known:
            unsure = ("the record status is blank or cannot be read",) * (live == "unknown")
            found.setdefault(
                ours.ids[row], NotInSource(ours.ids[row], live, sources, (why, *unsure))
            )
    return list(found.values()), len(tested)


def _speaks(lists: Sequence[SourceList], ours: Ours, row: int) -> tuple[tuple[str, ...], str]:
    """The lists that would hold a live record, and in words why.

    A caseload speaks of all who live under the duty now; a list of discharges only of those who
    were discharged between its first day and its last.
    """
    sources = []
    if any(each.source == CASELOAD for each in lists):
        sources.append(CASELOAD)
    left = ours.value("discharge_date", row)
    span = _span(lists)
    if span and left and span[0] <= left <= span[1]:
        sources.append(DISCHARGES)
    why = {
        (CASELOAD,): "not on the caseload",
        (DISCHARGES,): "not on the list of discharges, which covers the day of discharge",
        (CASELOAD, DISCHARGES): "on neither list",
    }
    return tuple(sources), why.get(tuple(sources), "")


def _span(lists: Sequence[SourceList]) -> tuple[date, date] | None:
    """The first and the last day of discharge on the list of discharges."""
    days = [
        row.values["discharge_date"]
        for each in lists
        if each.source == DISCHARGES
        for row in each.rows
        if "discharge_date" in row.values
    ]
    return (min(days), max(days)) if days else None


def _on_decisions(result: Result, decisions: Decisions) -> Iterator[str]:
    keys = {row.identity.key() for each in result.lists for row in each.rows}
    lost = sum(
        bool(d.decision) and (d.key not in keys or d.register_id not in result.ours.by_id)
        for d in decisions.values()
    )
    if lost:
        yield (
            f"{lost} decision{'' if lost == 1 else 's'} could not be used: the row is not on these "
            "lists as it was, or the record is not on the register."
        )
