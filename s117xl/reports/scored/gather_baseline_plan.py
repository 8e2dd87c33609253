"""The facts of the improvement plan, from the baseline whose priorities it serves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from s117xl.baseline.plan import PlanLine
from s117xl.baseline.questions import dimensions
from s117xl.baseline.read import days_ahead
from s117xl.baseline.score import Scored
from s117xl.baseline.tables import PLAN, PRIORITIES, SCOPE, Action, Baseline, Priority
from s117xl.documents.values import Prose, line, prose
from s117xl.reports import score_facts as f
from s117xl.reports.scored.gather_about import (
    Making,
    about,
    as_sentence,
    named,
    on,
    sentence,
    unnamed,
)

TITLE = "Improvement plan"
_OF_A_DIMENSION = re.compile(r"B\d ")


def plan_facts(
    found: Baseline,
    scored: Scored,
    as_at: date,
    state: str,
    *,
    made_on: date | None = None,
    invented: bool = False,
) -> f.ImprovementPlan:
    """The facts of the plan. An action that lacks something keeps it a draft; a late one does not.

    What is late is judged by the day of the scores.
    """
    making = Making(as_at, state, made_on, invented)
    period, bodies = scope_names(found)
    missing = (
        *unnamed(period, bodies.council, bodies.board, bodies.trust),
        *map(sentence, _missing(found, scored)),
    )
    planned = _planned(found, scored, bodies)
    numbers = {each.number for each in scored.priorities}
    return f.ImprovementPlan(
        document=about(making, TITLE, period, missing),
        organisation=bodies,
        missing=missing,
        priorities=tuple(
            f.PlannedPriority(
                **priority(each), actions=tuple(a for n, a in planned if n == each.number)
            )
            for each in scored.priorities
        ),
        unplaced=tuple(action for number, action in planned if number not in numbers),
        plan_says=scored.says["plan"],
        warnings=tuple(map(sentence, _warnings(found, scored))),
        co_produced=_co_produced([action for _, action in planned]),
        next_review=on(found.scope.get("next_review")),
    )


def scope_names(found: Baseline) -> tuple[str, f.Partners]:
    """The period and the bodies, as the Start sheet names them."""
    labels = {"la": "Council", "icb": "Integrated Care Board", "trust": "NHS Trust"}
    council, board, trust = (
        named(found.scope.get(key, ""), f"Start: {label}") for key, label in labels.items()
    )
    period = named(found.scope.get("period", ""), "Start: Period")
    return period, f.Partners(council=council, board=board, trust=trust)


def priority(each: Priority) -> dict[str, str]:
    """A priority's facts by name."""
    title = {d.ref: f"{d.ref} {d.title}" for d in dimensions().values()}
    return {
        "number": str(each.number),
        "text": line(each.text),
        "dimension": title.get(each.dimension, ""),
        "why": prose(each.why),
    }


def _missing(found: Baseline, scored: Scored) -> Iterator[str]:
    if not scored.priorities:
        yield f"{PRIORITIES.sheet}: no priority is named yet."
    if not scored.plan:
        yield f"{PLAN.sheet}: no action is planned yet."
    for each in scored.plan:
        if each.missing:
            yield f"{PLAN.sheet}, row {each.row}: missing: {', '.join(each.missing)}."


def _warnings(found: Baseline, scored: Scored) -> Iterator[str]:
    """What needs a look in the plan; what is about a dimension stands in the report."""
    yield from (text for text in scored.warnings if not _OF_A_DIMENSION.match(text))
    begun = {each.row for each in scored.plan}
    for action in found.actions:
        if action.row not in begun:
            yield (
                f"{PLAN.sheet}, row {action.row}: it says nothing of what is to be done, and is "
                "not shown."
            )
    for note in (*found.notes, *days_ahead(found, scored.as_at)):
        if note.sheet in (PRIORITIES.sheet, PLAN.sheet, SCOPE.sheet):
            yield str(note)


def _planned(
    found: Baseline, scored: Scored, bodies: f.Partners
) -> list[tuple[int | None, f.PlannedAction]]:
    """Each action with the number of its priority."""
    lines = {each.row: each for each in scored.plan}
    return [
        (each.priority, _action(each, lines[each.row], bodies))
        for each in found.actions
        if each.row in lines
    ]


def _action(action: Action, its: PlanLine, bodies: f.Partners) -> f.PlannedAction:
    names = {"LA": bodies.council, "ICB": bodies.board, "NHS Trust": bodies.trust}
    return f.PlannedAction(
        action=line(action.action),
        lead=names.get(action.lead, "") or line(action.lead),
        officer=line(action.officer),
        start=on(action.start),
        due=on(action.due),
        milestone=line(action.milestone),
        measure=line(action.measure),
        co_produced=action.co_produced is True,
        with_whom=line(action.with_whom),
        aligned_to=line(action.aligned_to),
        state=action.state,
        overdue=its.overdue,
        progress=_progress(action),
        lacks=_lacks(action, its),
    )


def _progress(action: Action) -> Prose:
    """What each review found, a line each; a review without a day says so."""
    lines = []
    for review in action.reviews:
        day, text = on(review.on), line(review.text)
        if day or text:
            lines.append(f"{day or 'On a day not recorded'}: {text or 'nothing is written'}")
    return prose("\n".join(lines))


def _lacks(action: Action, its: PlanLine) -> str:
    missing = as_sentence(", ".join(its.missing))
    early = action.start and action.due and action.due < action.start
    return f"{missing} It is due before it starts.".strip() if early else missing


def _co_produced(actions: Iterable[f.PlannedAction]) -> str:
    every = list(actions)
    count = sum(action.co_produced for action in every)
    return f"{count} of {len(every)}" if every else "no action is planned yet"
