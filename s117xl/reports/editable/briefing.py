"""The practitioner briefing: the law of aftercare in short, each topic with its sources."""

from __future__ import annotations

from s117xl.reports.editable.briefing_topics import TOPICS
from s117xl.reports.editable.myths import MYTHS
from s117xl.reports.editable.shared_blocks import Paper, purpose, sources


def briefing() -> bytes:
    """The template of the briefing."""
    return paper().bytes()


def paper() -> Paper:
    """The briefing."""
    draft = Paper("Practitioner briefing", "note", "Section 117 aftercare: a briefing")
    purpose(
        draft,
        "What everyone who works on aftercare needs to know, for England, by the law as at "
        "{{ document.law_as_at }}.",
    )
    draft.para(
        "**In one breath.** Some detentions in hospital give a right to aftercare. The council and "
        "the Integrated Care Board owe it together, free of charge, for as long as the person "
        "needs it. Only the two of them together can decide that it is no longer needed."
    )
    draft.para(draft.law("mha-117-1", "mha-117-2", "stennett-2002"))
    draft.para(
        "**Whom to ask.** Advice on section 117 here: {{ organisation.contact }}. Advocacy here: "
        "{{ organisation.advocacy }}."
    )
    for title, (points, ids) in TOPICS.items():
        draft.heading(title)
        draft.bullets(points)
        draft.para(draft.law(*ids))
    reforms(draft)
    myths(draft)
    sources(draft)
    return draft


def reforms(draft: Paper) -> None:
    """The Mental Health Act 2025: what is in force, and what is not yet."""
    draft.heading("The Mental Health Act 2025")
    draft.para(
        "It became law on 18 December 2025. It amends the Act of 1983 and does not replace it. "
        "Most of it waits for regulations. Until a part begins, the present law holds: do not work "
        "by what is not in force. When each part begins is to be confirmed by your lawyer."
    )
    draft.table(
        ["Provision, on {{ document.law_as_at }}", "What it changes"],
        "reform in reforms",
        [
            ["{{ reform.citation }}", "**{{ reform.standing|capitalize }}**"],
            "{{ reform.summary }}{% if reform.check %} To be confirmed by your lawyer: "
            "{{ reform.check }}.{% endif %}",
        ],
        [6.6, 10.0],
    )  # fmt: skip


def myths(draft: Paper) -> None:
    """What is often said, and what is right."""
    draft.heading("Common myths")
    draft.grid(
        ["Often said", "What is right, and its authority"],
        [[f"“{said}”", [right, draft.cited(*ids)]] for said, right, ids in MYTHS],
        [4.6, 12.0],
        "Common myths, and what is right",
    )
