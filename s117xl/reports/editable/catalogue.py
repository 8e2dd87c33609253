"""Every document for adoption, declared once: its template, its facts, how it is built."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from s117xl.refusal import Refused
from s117xl.reports import facts
from s117xl.reports.editable import (
    board_terms,
    briefing,
    inclusion,
    pathway,
    policy,
    protocol,
    training,
)
from s117xl.reports.editable.shared_blocks import Paper


@dataclass(frozen=True, slots=True)
class EditableKind:
    """One kind of document for adoption; `paper` writes its template anew."""

    id: str
    title: str
    template: str
    facts: type[facts.Editable]
    paper: Callable[[], Paper]
    tip: str


EDITABLES: dict[str, EditableKind] = {
    kind.id: kind
    for kind in (
        EditableKind(
            "policy", "Joint policy checklist", "report-policy", facts.JointPolicyChecklist,
            policy.paper, "What a joint section 117 policy has to settle, each with its law.",
        ),
        EditableKind(
            "protocol", "Panel and dispute protocol", "report-protocol", facts.PanelProtocol,
            protocol.paper, "How the funding panel decides, and how a dispute is settled.",
        ),
        EditableKind(
            "board-terms", "Partnership Board: terms of reference", "report-board-terms",
            facts.BoardTerms, board_terms.paper,
            "Terms of reference of the Partnership Board, and an outline of the memorandum.",
        ),
        EditableKind(
            "training", "Training programme", "report-training", facts.TrainingProgramme,
            training.paper, "Modules by level, exercises, and the needs that ratings show.",
        ),
        EditableKind(
            "briefing", "Practitioner briefing", "report-briefing", facts.PractitionerBriefing,
            briefing.paper, "The law of aftercare in short, with its sources and common myths.",
        ),
        EditableKind(
            "pathway", "Aftercare pathway", "report-pathway", facts.PathwayMap,
            pathway.paper, "From admission to ending: who, by when, and what the register shows.",
        ),
        EditableKind(
            "inclusion", "Inclusive practice: local measures", "report-inclusion",
            facts.InclusionMeasures, inclusion.paper,
            "Measures of inclusive practice that the register supports, with your commitments.",
        ),
    )
}  # fmt: skip
"""The kinds by id. A new document is an entry here, its facts, its module."""

BUILDERS: dict[str, Callable[[], bytes]] = {
    "report-policy": policy.policy,
    "report-protocol": protocol.protocol,
    "report-board-terms": board_terms.board_terms,
    "report-training": training.training,
    "report-briefing": briefing.briefing,
    "report-pathway": pathway.pathway,
    "report-inclusion": inclusion.inclusion,
}
"""How each template is built, by the name of its file."""


def editable(id: str) -> EditableKind:
    """The kind with this id. Refused where there is none."""
    if id not in EDITABLES:
        raise Refused(f"There is no document {id}; these can be made: {', '.join(EDITABLES)}.")
    return EDITABLES[id]


@cache
def named_in(id: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The authorities and the rules that our template of this kind names, in their order."""
    paper = editable(id).paper()
    return tuple(paper.authorities), tuple(paper.rules)
