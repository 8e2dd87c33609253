"""The command `competency`: what gaps there are and what they propose, with nobody's own scores."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from s117xl.competency.audit_link import read_audit_ratings
from s117xl.competency.framework import domains
from s117xl.competency.model import Competency
from s117xl.competency.read import read_competency
from s117xl.competency.score import score
from s117xl.competency.summary import Figures, Summary, summarise
from s117xl.competency.tables import WITHHELD
from s117xl.competency.training import Proposal, needs_of


def competency(file: Path, audit: Path | None, form: str, today: date | None = None) -> bool:
    """Print the gaps and what they propose; whether anything is to be done.

    `audit` is the workbook of the annual audit, whose ratings count before those on Audit link.
    """
    book = read_competency(file, today)
    warnings = [note.sentence for note in book.notes]
    ratings = dict(book.audit)
    if audit is not None:
        read, said = read_audit_ratings(audit)
        ratings |= read
        warnings += said
    scores = score(book)
    summary = summarise(scores)
    warnings += _thin(summary)
    proposals = needs_of(summary, ratings, scores.settings)
    if form == "json":
        json.dump(as_json(summary, proposals, warnings), sys.stdout, indent=2, ensure_ascii=False)
        sys.stdout.write("\n")
    else:
        _show(file.name, book, summary, proposals, warnings)
    return bool(proposals or warnings)


def as_json(
    summary: Summary, proposals: Sequence[Proposal], warnings: Sequence[str]
) -> dict[str, Any]:
    """All that may leave the workbook. A figure that is withheld is null."""
    return {
        "domains": [
            {"ref": ref, "title": mine.domain.name, **_figures(mine.figures),
             "cannot_tell": mine.cannot_tell}
            for ref, mine in summary.domains.items()
        ],
        "teams": [
            {"team": team.team, "people": team.people, "suppressed": team.people is None,
             "domains": [{"ref": ref, **_figures(f)} for ref, f in team.figures.items()]}
            for team in summary.teams
        ],
        "training": [_proposal(proposal) for proposal in proposals],
        "warnings": list(warnings),
    }  # fmt: skip


def _figures(figures: Figures) -> dict[str, Any]:
    return {
        "people": figures.people,
        "met": figures.met,
        "gap_rate": figures.gap_rate,
        "suppressed": figures.suppressed,
    }


def _proposal(proposal: Proposal) -> dict[str, Any]:
    return {
        "domain": proposal.domain.ref,
        "kind": proposal.kind,
        "proposed": proposal.text,
        "why": proposal.why,
        "people": proposal.people,
        "of": proposal.of,
        "levels": dict(proposal.levels),
        "teams": list(proposal.teams),
        "audit": dict(proposal.audit),
    }


def _thin(summary: Summary) -> Iterable[str]:
    """That there are too few people to say anything, where there are."""
    if all(mine.figures.suppressed for mine in summary.domains.values()):
        yield f"Fewer than {summary.least} people can be told of in any domain; nothing is shown."


def _show(
    name: str,
    book: Competency,
    summary: Summary,
    proposals: Sequence[Proposal],
    warnings: Sequence[str],
) -> None:
    """The same for the eye."""
    from s117xl.screen import Screen

    say = Screen().say
    people = WITHHELD if summary.people is None else str(summary.people)
    say(f"{name}: people on Staff: {people}. The {_raters(book)} ratings decide.")
    for ref in domains():
        mine = summary.domains[ref]
        say(f"{ref} {mine.domain.name}: {_in_words(mine.figures)}")
    for team in summary.teams:
        cells = ", ".join(f"{ref} {_rate(f)}" for ref, f in team.figures.items())
        say(f"Team {team.team}: share with a gap: {cells}")
    for proposal in proposals:
        say(f"{proposal.domain.ref}, {proposal.kind}: {proposal.text} ({proposal.why})")
    for warning in warnings:
        say(f"Note: {warning}")
    say("Nobody's own scores are shown. Groups under "
        f"{summary.least}, and what would give one away, are withheld.")  # fmt: skip


def _raters(book: Competency) -> str:
    words = {"supervisor": "supervisor's", "self": "person's own"}
    return words.get(book.settings.counts, "person's and the supervisor's")


def _in_words(figures: Figures) -> str:
    if figures.suppressed:
        return WITHHELD
    return f"{figures.gaps} of {figures.people} have a gap ({_rate(figures)})"


def _rate(figures: Figures) -> str:
    return WITHHELD if figures.gap_rate is None else f"{figures.gap_rate:.0%}"
