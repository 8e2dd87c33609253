"""The actions of an audit: those carried forward, and the new ones."""

from __future__ import annotations

from datetime import date

from s117xl.audit.command import Scored
from s117xl.audit.entries import Action
from s117xl.documents.values import line, prose
from s117xl.reports import score_facts as f
from s117xl.reports.scored.gather_about import on

_CLOSED = ("done", "dropped")

Actions = tuple[f.AuditAction, ...]


def actions(scored: Scored, day: date) -> tuple[Actions, Actions]:
    """What was carried forward and what is new, with what the scores propose."""
    every = (*scored.audit.actions, *scored.added)
    carried = tuple(_action(each, day) for each in every if each.carried_from)
    return carried, tuple(_action(each, day) for each in every if not each.carried_from)


def _action(action: Action, day: date) -> f.AuditAction:
    is_open = action.state.strip().casefold() not in _CLOSED
    return f.AuditAction(
        id=line(action.id),
        domain=action.domain or "No domain:",
        action=line(action.action),
        owner=line(action.owner),
        due=on(action.due),
        rag=action.rag,
        state=line(action.state),
        overdue=is_open and action.due is not None and action.due < day,
        progress=prose(action.progress),
        carried_from=line(action.carried_from),
    )
