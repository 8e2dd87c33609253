"""Words that several sheets print: the pillars of a domain, the law behind a question."""

from __future__ import annotations

from s117xl.audit.questions import Domain, Question
from s117xl.law.authorities import authority
from s117xl.workbook.templates.figures import PILLARS


def pillars_of(domain: Domain) -> str:
    """The pillars of a domain with their names."""
    if not domain.pillars:
        return "The published audit tool names no pillar for this domain."
    named = "; ".join(f"{number} {PILLARS[number - 1]}" for number in domain.pillars)
    return f"Pillars: {named}."


def law_of(question: Question) -> str:
    """What a question rests on; what a lawyer must still confirm says so."""
    return "; ".join(_cited(id) for id in question.authority)


def _cited(id: str) -> str:
    source = authority(id)
    return source.citation + (" (to be confirmed)" if source.check else "")
