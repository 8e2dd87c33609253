"""This year's audit beside last year's: what changed by question, and what is carried forward."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from s117xl.audit.entries import Action, Audit
from s117xl.audit.questions import all_questions
from s117xl.audit.score import DomainScore, Scores

_ORDER = ("No", "Partial", "Yes")


@dataclass(frozen=True, slots=True)
class Change:
    """A question in both years. `change` is better, worse, the same, new, or not comparable."""

    ref: str
    question: str
    last: str
    this: str
    change: str


def year_on_year(scores: Scores, before: Scores) -> list[Change]:
    """The change of each question, in the printed order."""
    now, then = _by_ref(scores), _by_ref(before)
    return [
        Change(ref, question.text, then.get(ref, ""), now.get(ref, ""),
               _change(then.get(ref, ""), now.get(ref, "")))
        for ref, question in all_questions().items()
    ]  # fmt: skip


def _by_ref(scores: Scores) -> dict[str, str]:
    return {each.ref: each.counts_as for domain in scores.domains for each in domain.questions}


def _change(last: str, this: str) -> str:
    if last == this:
        return "the same" if last else "not comparable"
    if not last and this:
        return "new"
    if last in _ORDER and this in _ORDER:
        return "better" if _ORDER.index(this) > _ORDER.index(last) else "worse"
    return "not comparable"


def carried_forward(audit: Audit, previous: Audit) -> list[Action]:
    """Last year's open actions that this year's plan does not hold yet."""
    period = previous.text("period") or "last year"
    held = {action.carried_from for action in audit.actions}
    carried = []
    for action in previous.actions:
        origin = action.carried_from or f"{period}, {action.id or action.action[:40]}"
        if action.state == "Open" and origin not in held:
            carried.append(replace(action, id="", carried_from=origin, place=""))
    return carried


def proposed(scores: Scores, planned: Sequence[Action]) -> Iterator[Action]:
    """An action for each Amber and Red domain that has none: what it must mend, for an owner."""
    have = {action.domain for action in planned}
    for domain in scores.domains:
        if domain.stands in ("Amber", "Red") and domain.ref not in have:
            yield Action("", domain.ref, _what(domain), "", None, domain.stands, "Open")


def _what(domain: DomainScore) -> str:
    poor = [each.ref for each in domain.questions if each.counts_as in ("No", "Partial")]
    about = f": {', '.join(poor)}" if poor else ""
    return f"Say what will mend {domain.title}{about}"
