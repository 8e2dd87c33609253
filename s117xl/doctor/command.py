"""The command: every diagnosis on the screen or as JSON, and whether there is something to mend."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import typer

from s117xl import __version__
from s117xl.doctor.checks import examine
from s117xl.doctor.diagnosis import VERDICTS, Diagnosis
from s117xl.doctor.machine import Machine, this_machine

_STYLES = {"fault": "bold white on dark_red", "warning": "yellow4", "not known": "blue"}


def doctor(form: str, machine: Machine | None = None) -> bool:
    """The machine is examined and what was found is told; whether something is to be mended."""
    machine = machine or this_machine()
    found = examine(machine)
    if form == "json":
        typer.echo(_as_json(found, machine.platform))
    else:
        _show(found)
    return any(each.asks for each in found)


def _as_json(found: Sequence[Diagnosis], platform: str) -> str:
    told = {
        "s117xl": __version__,
        "platform": platform,
        "summary": _counts(found),
        "diagnoses": [asdict(each) for each in found],
    }
    return json.dumps(told, indent=2, ensure_ascii=False)


def _counts(found: Sequence[Diagnosis]) -> dict[str, int]:
    counts = Counter(each.verdict for each in found)
    return {verdict: counts[verdict] for verdict in VERDICTS}


def _show(found: Sequence[Diagnosis]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("What")
    table.add_column("Verdict", no_wrap=True)
    table.add_column("In words", overflow="fold")
    for each in found:
        verdict = Text(each.verdict, style=_STYLES.get(each.verdict, ""))
        table.add_row(Text(each.name), verdict, Text(_words(each)))
    console: Any = Console(highlight=False)
    console.print(table)
    console.print(_gist(found), markup=False)


def _words(each: Diagnosis) -> str:
    lead = "Mend" if each.asks else "To look"
    return f"{each.said}\n{lead}: {each.mend}" if each.mend else each.said


def _gist(found: Sequence[Diagnosis]) -> str:
    counts = _counts(found)
    asked = f"{_many(counts['fault'], 'fault')} and {_many(counts['warning'], 'warning')}"
    unseen = f"{counts['not known']} could not be looked at"
    return f"{asked} to mend; {unseen}; {counts['fine']} fine."


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}" + ("" if count == 1 else "s")
