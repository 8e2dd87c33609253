"""The priorities and the improvement plan of a baseline workbook, read."""

from __future__ import annotations

import re

from s117xl.baseline.cells import Row, rows
from s117xl.baseline.questions import dimensions
from s117xl.baseline.tables import (
    MOST_PRIORITIES,
    PRIORITIES,
    REVIEWS,
    STATES,
    Action,
    Baseline,
    Note,
    Priority,
    Progress,
)
from s117xl.workbook.raw import RawTable

_BELOW = re.compile(r"stand below the table, from row (\d+)")
_NUMBER = re.compile(r"p?(?:riority)? ?([0-9]+)\.?")


def read_priorities(baseline: Baseline, table: RawTable | None) -> None:
    """The priorities that are named, numbered as they are printed; a sixth is kept, to be told."""
    for place, row in enumerate(rows(table, baseline.notes), 1):
        text, why = row.text("Priority"), row.text("Why it comes first")
        dimension = _dimension(row)
        if text:
            number = _priority_number(row, "No.") or place
            cell = row.address("Priority")
            baseline.priorities.append(Priority(number, text, dimension, why, cell))
        elif why or dimension:
            row.note("Priority", "the priority itself is blank, so the row was not read.")
    if table is not None and (below := _row_below(table)):
        _read_below(baseline, below)


def _row_below(table: RawTable) -> int | None:
    """The first filled row below the table, which the reader of tables tells in a sentence."""
    matches = (_BELOW.search(note) for note in table.notes)
    return next((int(match[1]) for match in matches if match), None)


def _read_below(baseline: Baseline, row: int) -> None:
    if len(baseline.priorities) >= MOST_PRIORITIES:
        extra = len(baseline.priorities) + 1
        baseline.priorities.append(Priority(extra, "below the table", cell=f"B{row}"))
    else:
        baseline.notes.append(
            Note(PRIORITIES.sheet, f"B{row}", "stands below the five rows of the table and was not "
                 "read; move it into a free row.")
        )  # fmt: skip


def _dimension(row: Row) -> str:
    """B1 to B5, however the dimension is named."""
    said = row.text("Dimension")
    for each in dimensions().values():
        names = (each.ref, str(each.number), each.title, each.sheet)
        if said.casefold() in {name.casefold() for name in names}:
            return each.ref
    if said:
        row.note("Dimension", "is no dimension of the baseline: choose one from the list.")
    return ""


def _priority_number(row: Row, heading: str) -> int | None:
    said = row.text(heading).casefold()
    match = _NUMBER.fullmatch(said)
    if match and 1 <= int(match[1]) <= MOST_PRIORITIES:
        return int(match[1])
    if said and heading == "Priority":
        row.note(heading, f"is not the number of a priority, 1 to {MOST_PRIORITIES}.")
    return None


def read_actions(baseline: Baseline, table: RawTable | None) -> None:
    """The lines of the plan in which anything stands."""
    for row in rows(table, baseline.notes):
        baseline.actions.append(_action(row))
    if table is not None:
        below = [note for note in table.notes if _BELOW.search(note)]
        baseline.notes += [Note(table.sheet, "", note.partition(": ")[2]) for note in below]


def _action(row: Row) -> Action:
    return Action(
        row.number,
        priority=_priority_number(row, "Priority"),
        action=row.text("Action"),
        lead=row.text("Lead organisation"),
        officer=row.text("Accountable officer"),
        start=row.day("Start"),
        due=row.day("Due"),
        milestone=row.text("Milestone"),
        measure=row.text("Measure of success"),
        co_produced=row.yes_no("Co-produced"),
        with_whom=row.text("With whom"),
        aligned_to=row.text("Aligned to"),
        state=row.one_of("State", STATES),
        reviews=tuple(_reviews(row)),
    )


def _reviews(row: Row) -> list[Progress]:
    """The reviews at which something was said, in order."""
    reviews = [Progress(row.day(f"Review {n} on"), row.text(f"Review {n}: progress"))
               for n in REVIEWS]  # fmt: skip
    while reviews and reviews[-1] == Progress():
        reviews.pop()
    return reviews
