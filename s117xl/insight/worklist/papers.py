"""A file for each lead: calendars and printed lists, numbered, with an index of whose they are.

No name of anybody stands in a file's name. The index tells which lead has which number.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from s117xl.documents.shelf import FolderShelf
from s117xl.insight.worklist.shown import harmless
from s117xl.insight.worklist.tasks import Task, by_lead
from s117xl.insight.worklist.work import Listed
from s117xl.load import Loaded

CALENDARS, LISTS = "calendars-index.csv", "lists-index.csv"


def put_calendars(folder: Path, listed: Listed) -> list[str]:
    """The calendar files stand in the folder; their names, the index last."""
    from s117xl.insight.worklist.calendars import calendar

    return _put(
        folder, CALENDARS, listed, "ics", lambda _, tasks, __: calendar(tasks, listed.as_at)
    )


def put_lists(folder: Path, listed: Listed, loaded: Loaded, beside: Path) -> list[str]:
    """The printed lists stand in the folder; their names, the index last.

    `beside` is the register's folder, from which Settings may name that of Word templates.
    """
    from s117xl.documents.making import facts_by_name
    from s117xl.documents.templates import Templates
    from s117xl.insight.worklist.word import compiled_template, paper

    named = loaded.settings.text("templates_folder")
    own = beside / Path(named).expanduser() if named else None
    compiled = compiled_template(Templates(own))
    file = loaded.workbook.name

    def printed(lead: str, tasks: Sequence[Task], number: int) -> bytes:
        context = paper(lead, tasks, loaded.settings, listed.as_at, days=listed.days,
                        reference=f"{file}, list {number}", notes=listed.notes)  # fmt: skip
        return compiled.render(facts_by_name(context))

    return _put(folder, LISTS, listed, "docx", printed)


def _put(
    folder: Path, index: str, listed: Listed, ending: str,
    make: Callable[[str, Sequence[Task], int], bytes],
) -> list[str]:  # fmt: skip
    """Each file put in its place, all of them or none; nothing is overwritten."""
    shelf, names, lines = FolderShelf(folder), [], []
    try:
        for number, (lead, tasks) in enumerate(by_lead(listed.tasks).items(), 1):
            name = f"worklist-{number}.{ending}"
            shelf.put(name, make(lead, tasks, number))
            names.append(name)
            lines.append((name, lead or "No lead is named", *_teams(tasks), len(tasks)))
        shelf.put(index, _index(lines))
    except BaseException:
        shelf.clear()
        raise
    return [*names, index]


def _teams(tasks: Sequence[Task]) -> Iterator[str]:
    yield "; ".join(dict.fromkeys(task.team for task in tasks if task.team))


def _index(lines: Sequence[Sequence[object]]) -> bytes:
    """Which file is whose, as CSV with the mark that tells Excel that it is UTF-8."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(("File", "Named lead", "Teams", "Tasks"))
    for row in lines:
        writer.writerow([harmless(cell) for cell in row])
    return out.getvalue().encode("utf-8-sig")
