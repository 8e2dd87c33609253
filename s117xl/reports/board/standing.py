"""Where audit and baseline stand, and the actions that came of them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from datetime import date

from s117xl.audit.command import Scored as AuditScored
from s117xl.audit.entries import Audit
from s117xl.baseline.plan import is_begun, is_overdue
from s117xl.baseline.questions import scale
from s117xl.baseline.score import Scored as BaselineScored
from s117xl.baseline.sentences import NOT_AGREED
from s117xl.baseline.tables import CLOSED, Baseline
from s117xl.documents.values import line
from s117xl.reports.board.counting import how
from s117xl.reports.board.model import Block, Figure, Rated, Standing, Todo
from s117xl.rules.rows import ColumnAbsent, Context

DONE = ("Done", "Dropped")


def audit_standing(scored: AuditScored | None) -> Standing:
    """The ratings of the last audit, by domain."""
    if scored is None:
        return Standing()
    rated = tuple(
        Rated(d.ref, d.title, d.stands or "not rated", d.stands, _share(d.score))
        for d in scored.scores.domains
    )
    return Standing(True, line(scored.audit.text("period")), scored.audit.completed,
                    scored.scores.overall or "not rated", rated)  # fmt: skip


def _share(score: float | None) -> str:
    """Never rounded up past a threshold."""
    if score is None:
        return "not scored"
    return f"{math.floor(round(score * 1000, 6)) / 10:g}%"


def baseline_standing(found: Baseline | None, scored: BaselineScored | None) -> Standing:
    """The agreed ratings of the last baseline, by dimension; they are never added up."""
    if found is None or scored is None:
        return Standing()
    rated = tuple(
        Rated(d.ref, d.title, level(d.agreed), d.rag, str(d.agreed or NOT_AGREED))
        for d in scored.dimensions
    )
    completed, period = found.scope.get("completed"), found.scope.get("period", "")
    return Standing(True, line(str(period)), completed if isinstance(completed, date) else None,
                    "", rated)  # fmt: skip


def level(agreed: int | None) -> str:
    """What an agreed rating means in words."""
    return NOT_AGREED if agreed is None else scale()[agreed].name


def todo(audit: Audit | None, baseline: Baseline | None, context: Context) -> tuple[Todo, ...]:
    """The actions that are open, those that are late first, then by day."""
    found = [*_of_audit(audit, context.as_at), *_of_baseline(baseline, context.as_at)]
    found += _of_register_reviews(context)
    still = [each for each in found if each.state not in DONE]
    still.sort(key=lambda each: (not each.overdue, each.due or date.max, each.source))
    return tuple(still)


def _of_audit(audit: Audit | None, as_at: date) -> Iterator[Todo]:
    for each in audit.actions if audit else ():
        if each.action:
            late = each.due is not None and each.due < as_at and each.state not in DONE
            yield Todo(f"Audit, {each.domain}", line(each.action), line(each.owner), each.due,
                       line(each.state), late)  # fmt: skip


def _of_baseline(baseline: Baseline | None, as_at: date) -> Iterator[Todo]:
    for each in baseline.actions if baseline else ():
        if is_begun(each) and each.state not in CLOSED:
            owner = ", ".join(filter(None, (line(each.lead), line(each.officer))))
            yield Todo("Improvement plan", line(each.action), owner, each.due, line(each.state),
                       is_overdue(each, as_at))  # fmt: skip


def _of_register_reviews(context: Context) -> Iterator[Todo]:
    """The actions of the last review of the register."""
    try:
        rows = context.rows("RegisterReviews")
        held, actions = rows.date("held"), rows.text("actions")
    except ColumnAbsent:
        return
    days = [(held.days[n].item(), n) for n in range(len(rows)) if held.known[n]]
    past = [(day, n) for day, n in days if day <= context.as_at]
    if past and (text := line(actions.text(max(past)[1]))):
        yield Todo("Review of the register", text, "", None, "", False)


def actions(listed: Sequence[Todo]) -> Block:
    """How many actions are open, late, and without an owner or a day."""
    late = sum(each.overdue for each in listed)
    lacking = sum(not each.owner or each.due is None for each in listed)
    if not listed:
        return Block("")
    return Block("Actions", (
        Figure("action.open", "Open", len(listed), how(todo)),
        Figure("action.late", "of these, late", late, how(todo), of=len(listed)),
        Figure("action.lacking", "of these, with no owner or no day", lacking, how(todo),
               of=len(listed)),
    ))  # fmt: skip
