"""What stands in the way of the final report; the draft can always be made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from s117xl.audit.answers import is_yes
from s117xl.audit.entries import Action, Audit
from s117xl.audit.questions import CASE_SAMPLE, EVIDENCE_ALONE, Domain, of_domain
from s117xl.audit.tables import RATINGS


def gaps_of(
    domain: Domain, audit: Audit, blank: Sequence[str], suggested: str, stands: str, least: int
) -> Iterator[str]:
    """What a domain lacks. `blank` are the questions with no answer, `least` a narrative's length.

    `stands` is the rating that counts.
    """
    ref, typed = f"D{domain.number}", audit.ratings[f"D{domain.number}"]
    if blank:
        yield f"{ref}: not answered yet: {', '.join(blank)}."
    yield from _case_gaps(domain.number, audit)
    yield from _answer_gaps(domain.number, audit)
    if not typed.rating:
        yield f"{ref}: the domain is not rated."
    elif suggested and RATINGS.index(typed.rating) < RATINGS.index(suggested):
        given = (("the reason", typed.why_better), ("a second name", typed.second_name))
        if wanted := [name for name, text in given if not text]:
            yield (
                f"{ref}: {typed.rating} is better than the {suggested} that the answers suggest; "
                f"{' and '.join(wanted)} must be given."
            )
    if stands in ("Amber", "Red"):
        if len(typed.narrative) < max(least, 1):
            yield f"{ref}: {stands} needs a narrative of at least {least} characters."
        if not any(_is_whole(each) for each in audit.actions if each.domain == ref):
            yield f"{ref}: {stands} needs an action with an owner, a date and a RAG."


def _is_whole(action: Action) -> bool:
    return bool(action.action and action.owner and action.due and action.rag)


def _case_gaps(number: int, audit: Audit) -> Iterator[str]:
    if number != CASE_SAMPLE:
        return
    open_ones = [
        case.case or case.record
        for case in audit.cases
        if not case.not_auditable and not all(case.answers.values())
    ]
    if open_ones:
        shown = ", ".join(open_ones[:5]) + (" and more" if len(open_ones) > 5 else "")
        yield f"D3 cases: not finished: {shown}."


def _answer_gaps(number: int, audit: Audit) -> Iterator[str]:
    if number in (CASE_SAMPLE, EVIDENCE_ALONE):
        return
    answers = [audit.answers[question.ref] for question in of_domain(number)]
    if bare := [each.ref for each in answers if each.answer == "Yes" and not each.evidence]:
        yield f"D{number}: a Yes needs its evidence: {', '.join(bare)}."
    if bare := [each.ref for each in answers if each.answer == "N/A" and not each.why_not]:
        yield f"D{number}: N/A needs its reason: {', '.join(bare)}."


def gaps_of_all(audit: Audit, completed: date | None) -> Iterator[str]:
    """What the audit as a whole lacks."""
    partners = {"partner_la": "the council", "partner_icb": "the Integrated Care Board",
                "partner_trust": "the NHS Trust"}  # fmt: skip
    away = [name for key, name in partners.items() if not is_yes(audit.scope.get(key))]
    if away:
        yield f"Scope: the audit is a joint one; not ticked: {', '.join(away)}."
    if not audit.text("lead_name"):
        yield "Scope: the audit's lead is not named."
    if completed is None:
        yield "Scope: no day of completion, or none that can be used."
