"""The result for the eye: counts, who is missed, what waits for a decision, every doubt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from s117xl.insight.reconcile.result import Result
from s117xl.register.columns import show_day

_SHOWN = 20


def show_result(
    result: Result, register: str, day: date, out: Path | None, decisions: Path | None
) -> None:
    """Print the result: ids, rows and reasons, and no name."""
    from s117xl.screen import Screen

    screen = Screen()
    screen.say(f"{register}, as at {show_day(day)}.")
    for line in counted(result):
        screen.say(line)
    _table(screen, "Not on the register", ("Rule", "Row", "Qualifies", "Why"), [
        (e.rule, f"{e.source} {e.row}", e.qualifies, "; ".join((*e.reasons, *e.also)))
        for e in sorted(result.not_on_register, key=lambda e: e.qualifies != "yes")
        if e.qualifies != "no"
    ])  # fmt: skip
    _table(screen, "Probably one person: to be decided", ("Row", "Record", "Score", "Why"), [
        (f"{e.source} {e.row}", e.record, str(e.score), "; ".join(e.reasons))
        for e in result.probable
    ])  # fmt: skip
    _table(screen, "Not read", ("Row", "Heading", "Why"), [
        (f"{e.source} {e.row}", e.heading or "the whole row", e.reason) for e in result.unread
    ])  # fmt: skip
    for note in result.notes:
        screen.say(f"Note: {note}")
    for line in _next_steps(result, out, decisions):
        screen.say(line)


def counted(result: Result) -> Iterator[str]:
    """A sentence for each list, and one for each kind of thing found."""
    for each in result.lists:
        own = [e for e in result.not_on_register if e.source == each.source]
        words = Counter(e.qualifies for e in own)
        matched = sum(e.source == each.source for e in result.matched)
        waiting = len({e.row for e in result.probable if e.source == each.source})
        yield (
            f"{each.name}: {len(each.rows):,} rows; {matched:,} matched, {waiting:,} probable, "
            f"{len(own):,} not on the register (qualifying {words['yes']:,}, not qualifying "
            f"{words['no']:,}, not known {words['unknown']:,})."
        )
    live = sum(e.live == "yes" for e in result.not_in_source)
    yield (
        f"Live records of which the lists speak and which they do not hold: {live:,}; whether live "
        f"is not known: {len(result.not_in_source) - live:,}."
    )
    fields = Counter(e.heading for e in result.differences)
    told = ", ".join(f"{name} {count:,}" for name, count in fields.most_common())
    yield f"Cells that do not agree: {len(result.differences):,}{f' ({told})' if told else ''}."


def _table(screen: Any, title: str, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    if not rows:
        return
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for heading in headings:
        table.add_column(heading, overflow="fold")
    for row in rows[:_SHOWN]:
        table.add_row(*map(Text, row))
    screen.say(f"{title}: {len(rows):,}")
    screen.console.print(table)
    if len(rows) > _SHOWN:
        screen.say(f"and {len(rows) - _SHOWN:,} more: --out or --format json lists them all.")


def _next_steps(result: Result, out: Path | None, decisions: Path | None) -> Iterator[str]:
    if out is not None:
        yield f"{out.name} is made: who is meant stands there. Keep it as you keep the register."
    if result.probable and decisions is not None:
        yield (
            f"What waits for a decision stands in {decisions.name}: write same or different, who "
            "decided and when."
        )
    elif result.probable:
        yield "To decide, and have it remembered: add --decisions FILE.csv (and --out FILE.xlsx)."
    yield "Nothing is merged, and the dates of checking on the register are yours to type."
