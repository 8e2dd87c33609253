"""The first page in sentences: what changed, what is at risk, what is asked of the board.

Nothing is asked on a figure that may not be shown: whether there is any stays untold.
"""

from __future__ import annotations

from collections.abc import Iterator

from s117xl.documents.gather.rows import in_words
from s117xl.reports.board.model import Block, BoardFigures, Figure, RunPoint
from s117xl.reports.scored.gather_about import listed

MOST_UNLAWFUL, MOST_RISKS = 4, 2
NO_COMPARISON = "No earlier check is written in the register, so nothing can be compared."


def changed(figures: BoardFigures) -> Iterator[str]:
    """What changed: findings, the figures of the last check, entitlement, measures."""
    yield from _findings(figures)
    yield from _last_check(figures)
    yield from _came_and_went(figures)
    yield from _measures(figures)


def _findings(figures: BoardFigures) -> Iterator[str]:
    if not figures.changed:
        yield NO_COMPARISON
        return
    new, gone, still = (each.number for each in figures.changed)
    since = f" of {in_words(figures.compared_with)}" if figures.compared_with else ""
    yield f"Since the last check{since}: new findings {new}, gone {gone}, still there {still}."


def _last_check(figures: BoardFigures) -> Iterator[str]:
    """Unlawful findings at the first check that is shown, and now."""
    before = [point for point in figures.runs if point.on < figures.as_at]
    now = [each for each in figures.resolution if each.key == "unlawful.now"]
    if before and now:
        point = before[-1]
        yield (
            f"Unlawful findings: {_at(point, 'Unlawful')} on {in_words(point.on)}, "
            f"{now[0].number} now."
        )


def _at(point: RunPoint, name: str) -> str:
    count = point.counts.get(name)
    return "a number that is not shown" if count is None else f"{count:,}"


def _came_and_went(figures: BoardFigures) -> Iterator[str]:
    began, ended = _one(figures.headline, "head.began"), _one(figures.endings, "end.period")
    if began and ended:
        yield f"In the period, new entitlements: {began.number}; endings: {ended.number}."


def _measures(figures: BoardFigures) -> Iterator[str]:
    moved = [
        f"{each.code} from {each.was} to {each.rag}"
        for each in figures.measures
        if each.rag and each.was and each.rag != each.was
    ]
    if moved:
        yield f"Ratings of measures: {'; '.join(moved)}."


def at_risk(figures: BoardFigures) -> Iterator[str]:
    """What is unlawful, by rule; then risks by rule; then what waits too long."""
    risks = [f for f in figures.exceptions if figures.severities[f.key[5:]] == "risk"]
    for word, found, most in (("Unlawful", figures.unlawful, MOST_UNLAWFUL),
                              ("Risk", risks, MOST_RISKS)):  # fmt: skip
        known = [each for each in found if each.count]
        for each in known[:most]:
            yield f"{word}: {each.name} ({each.number})."
        if len(known) > most:
            yield f"{word}: other rules found something too; see below."
    late = _one(figures.overdue, "overdue.181")
    if late and late.count:
        yield f"Reviews over 180 days late: {late.number}."


def asked(figures: BoardFigures) -> Iterator[str]:
    """What the board is asked to decide, each by the figure that calls for it."""
    for block, key, sentence in _ASKED:
        found = _one(getattr(figures, block), key)
        if found and found.count:
            yield sentence.format(found.number)
    yield from _of_ratings(figures)
    late = _one(figures.actions, "action.late")
    if late and late.count:
        yield f"Ask the owners of actions that are late ({late.number}) for a new day and a reason."


_ASKED = (
    ("resolution", "unlawful.now",
     "Agree who puts right the unlawful findings ({}), and by when."),
    ("endings", "end.doubt",
     "Look again at endings of the period not shown to be lawful ({}): the duty may go on."),
    ("disputes", "dispute.paused",
     "See to it that support starts again at once where it is paused in a dispute ({})."),
    ("disputes", "dispute.residence",
     "Refer the residence disputes that are over their time ({}) to the Secretary of State."),
    ("overdue", "overdue.181",
     "Ask why reviews are over 180 days late ({}), and agree days for them."),
    ("nrpf", "nrpf.out",
     "Have the records opened again that are shut for want of public funds ({})."),
    ("children", "child.out",
     "Have the records opened again that are shut for being under 18 ({})."),
)  # fmt: skip


def _of_ratings(figures: BoardFigures) -> Iterator[str]:
    red = [each.code for each in figures.measures if each.rag == "Red"]
    if red:
        yield f"Decide what is done on the measures that are Red: {listed(red)}."
    poor = [each.ref for each in figures.audit.rated if each.rag == "Red"]
    if poor:
        yield f"Follow up the domains of the audit that are Red: {listed(poor)}."


def _one(block: Block, key: str) -> Figure | None:
    return next((each for each in block if each.key == key), None)
