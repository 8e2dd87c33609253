"""What the printed worklist may say."""

from __future__ import annotations

from typing import Annotated

from s117xl.documents.facts import facts


@facts
class AboutWorklist:
    """The list itself."""

    title: Annotated[str, "what it is: Section 117 worklist"]
    date: Annotated[str, "the as-at date of the list, such as 3 February 2026"]
    state: Annotated[str, "FINAL: a list is never a draft"]
    is_draft: Annotated[bool, "never"]
    law_as_at: Annotated[str, "the day on whose law the register was judged"]
    reference: Annotated[str, "the register's file and the number of the list"]
    invented: Annotated[bool, "whether the register says that its people are invented"]


@facts
class WorklistBodies:
    """Whose register it is, from Settings."""

    council: Annotated[str, "the council's name"]
    board: Annotated[str, "the Integrated Care Board's name"]


@facts
class WorklistCount:
    """How many tasks of one kind."""

    team: Annotated[str, "the team"]
    kind: Annotated[str, "the kind of task, such as annual review"]
    unlawful: Annotated[str, "how many are unlawful"]
    overdue: Annotated[str, "how many are overdue"]
    due: Annotated[str, "how many are due within the days ahead"]


@facts
class WorklistTask:
    """One task."""

    record: Annotated[str, "the register id; no name"]
    team: Annotated[str, "the team"]
    kind: Annotated[str, "the kind of task, such as annual review"]
    due: Annotated[str, "the last day, such as 3 May 2026; blank where the law gives none"]
    do_by: Annotated[str, "the last working day on or before it, with the name of the day"]
    over: Annotated[str, "how long it is overdue, such as 12 days"]
    left: Annotated[str, "working days left, such as 4"]
    what: Annotated[str, "what to do"]
    rule: Annotated[str, "the code of the rule, blank where none speaks of it yet"]
    explained: Annotated[bool, "whether somebody has explained it for now"]


@facts
class WorklistPaper:
    """A printed worklist for one lead."""

    document: Annotated[AboutWorklist, "the list itself"]
    organisation: Annotated[WorklistBodies, "whose register it is"]
    lead: Annotated[str, "the lead whose list it is; blank where nobody is named"]
    days: Annotated[str, "how many days ahead the list looks"]
    counts: Annotated[tuple[WorklistCount, ...], "how many of what, by team and kind"]
    unlawful: Annotated[tuple[WorklistTask, ...], "what is unlawful"]
    overdue: Annotated[tuple[WorklistTask, ...], "what is overdue"]
    due: Annotated[tuple[WorklistTask, ...], "what is due within the days ahead"]
    notes: Annotated[tuple[str, ...], "what could not be listed, and why"]
    missing: Annotated[tuple[str, ...], "nothing: a list needs no completing"]
