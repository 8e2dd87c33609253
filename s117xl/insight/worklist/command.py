"""`s117xl worklist`: what is due and overdue, for whom, with calendars and printed lists."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from s117xl.commands import Clock, study
from s117xl.insight.worklist.shown import as_json, show, write_csv
from s117xl.insight.worklist.work import DAYS, Listed, listed
from s117xl.load import Loaded
from s117xl.report import write_json
from s117xl.screen import Progress


def worklist(
    file: Path,
    days: int = DAYS,
    ics: Path | None = None,
    word: Path | None = None,
    form: str = "table",
    as_at: date | None = None,
    today: Clock = date.today,
) -> bool:
    """List what is to be done, make what is asked for; whether anything is wrong today.

    `ics` and `word` are folders for calendar files and printed lists, one for each lead. Raises
    Refused.
    """
    with Progress() as progress:
        loaded, context, checked, derived = study(file, as_at, today, tell=progress.tell)
        progress.tell("listing")
        found = listed(loaded, context, checked, derived, days)
        files = [*_made(loaded, found, file.absolute().parent, ics, word)]
    if form == "json":
        write_json(as_json(loaded, found, files), sys.stdout)
    elif form == "csv":
        write_csv(found, sys.stdout)
    else:
        show(loaded, found, files)
    return any(task.asks for task in found.tasks)


def _made(
    loaded: Loaded, found: Listed, beside: Path, ics: Path | None, word: Path | None
) -> Iterator[str]:
    # Calendars and Word are imported for those alone who ask for them.
    if ics:
        from s117xl.insight.worklist.papers import put_calendars

        yield from put_calendars(ics, found)
    if word:
        from s117xl.insight.worklist.papers import put_lists

        yield from put_lists(word, found, loaded, beside)
