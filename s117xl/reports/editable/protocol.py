"""The protocol of the funding panel, and of disputes between the bodies."""

from __future__ import annotations

from s117xl.reports.editable.protocol_disputes import disputes, records, timescales
from s117xl.reports.editable.shared_blocks import (
    Paper,
    bullets_with_law,
    purpose,
    roles,
    signed,
    sources,
    to_settle,
)


def protocol() -> bytes:
    """The template of the protocol."""
    return paper().bytes()


def paper() -> Paper:
    """The protocol."""
    draft = Paper("Panel and dispute protocol", subject="Section 117 panel and dispute protocol")
    purpose(
        draft,
        "This protocol says how {{ organisation.council }} and {{ organisation.board }} decide "
        "together on the funding of aftercare, and how they settle what they differ on.",
    )
    principles(draft)
    panel(draft)
    applications(draft)
    deciding(draft)
    urgent(draft)
    reasons(draft)
    disputes(draft)
    timescales(draft)
    records(draft)
    signed(draft)
    sources(draft)
    return draft


def principles(draft: Paper) -> None:
    """What always holds."""
    draft.heading("1. What always holds")
    bullets_with_law(
        draft,
        [
            ("**Care goes on, whoever pays.** The duty is owed to the person. No question between "
             "bodies refuses, delays or pauses support.", "mha-117-2", "fox-1993"),
            ("**Need decides.** A service is aftercare where it meets a need that comes from or "
             "relates to the mental disorder, and lowers the risk of getting worse and so of "
             "hospital.", "mha-117-6"),
            ("**Nothing is decided on cost alone.** Cost may choose between ways that meet the "
             "need equally well; it never settles whether the need is met.", "framework-s000",
             "mha-117-6"),
            ("**Aftercare is free of charge.** The panel does not ask what a person owns, earns "
             "or was awarded.", "stennett-2002", "tinsley-2017"),
            ("**Two bodies, one decision.** Neither decides for the other, and the panel does not "
             "end aftercare: that takes a reassessment and a joint decision of its own.",
             "mha-117-2", "code-33-20"),
        ],
    )  # fmt: skip


def panel(draft: Paper) -> None:
    """Who sits on it, and when it may decide."""
    draft.heading("2. The panel")
    draft.para("Write names or posts. Each member has a deputy with the same authority.")
    roles(
        draft,
        [
            ("Chair", "experienced in section 117, and from neither budget that is asked"),
            ("Council", "may commit the council's money"),
            ("Integrated Care Board", "may commit the board's money"),
            ("NHS Trust", "a clinician; advises on need and risk, and does not vote on money"),
            ("Lived experience", "advises on how decisions read and feel; sees no names"),
            ("Clerk", "receives applications, keeps the record, sends the letters"),
        ],
        "Members of the panel",
    )
    draft.para("What else the partnership settles about the panel:")
    to_settle(
        draft,
        [
            ("How often does it meet?", "Every two weeks."),
            ("Quorum", "The chair, and one member of each body who may commit its money. Without "
             "both there is no decision."),
            ("Who is out of the room?", "Whoever leads the person's care, or has an interest in a "
             "provider."),
            ("Who gives legal advice?", "A named lawyer, before a refusal that rests on law."),
        ],
    )  # fmt: skip


def applications(draft: Paper) -> None:
    """What an application shows."""
    draft.heading("3. What comes to the panel")
    draft.para(
        "An application is complete when it shows these things. The clerk asks for what is missing "
        "at once, and does not send the form back for the sake of form."
    )
    draft.bullets([
        "The need, in plain words, and how the service meets tests A and B.",
        "What the person says about it, and the carer and advocate where they took part.",
        "The ways that were considered, and, for accommodation, a place at no extra cost to "
        "anyone.",
        "What is to come of it, and when that is looked at.",
        "What it costs, and which shares are proposed.",
        "Whether it is urgent, and what supports the person until there is a decision.",
        "What it means for equality, and whether a continuing healthcare question arises.",
    ])  # fmt: skip
    draft.para(draft.law("mha-117-6", "si-2014-2670", "chc-framework-2022", "audit-s003"))


def deciding(draft: Paper) -> None:
    """How it comes to a decision."""
    draft.heading("4. How the panel decides")
    draft.steps([
        ("Is the need clear?", "Where it is not, the panel says what is to be found out, by whom "
         "and by when. Support meanwhile is agreed in the same breath."),
        ("Are both tests met?", "The panel looks at the evidence. It does not assess the person "
         "anew."),
        ("Which way meets the need?", "It looks at all the ways that do, and at what the person "
         "prefers. Between equally good ones it may look at cost."),
        ("Who pays which share?", "The shares are set down. Where they are not agreed, the service "
         "starts all the same, and the question goes to section 7."),
        ("From when, and until which look?", "A start is set. A look at the service is no end "
         "date: aftercare has none."),
    ])  # fmt: skip
    draft.para(
        "The panel may agree, agree in part, put off with a date, or decline with reasons by need. "
        "A person may ask again at any time, with or without new evidence."
    )
    draft.para(draft.law("mha-117-2", "mha-117-6", "framework-s000"))


def urgent(draft: Paper) -> None:
    """What is done between meetings, and meanwhile."""
    draft.heading("5. Urgent decisions and support meanwhile")
    draft.bullets([
        "Urgent is what cannot wait for the next meeting without harm, a longer stay in hospital, "
        "or the loss of a home or place.",
        "One member of each body who may commit its money decides, by telephone or in writing. "
        "The clerk records it, and the next meeting hears of it.",
        "Each application names who pays until there is a decision. Where it does not, the body "
        "named here pays, and the bodies settle up afterwards.",
    ])  # fmt: skip
    draft.para("For the partnership to settle:", kept=True)
    to_settle(
        draft,
        [
            ("An urgent decision within", "The next working day."),
            ("Who pays until then?", "Both bodies in equal shares, without prejudice."),
        ],
    )
    draft.para(draft.law("mha-117-2", "code-33-10", "who-pays-2024"))


def reasons(draft: Paper) -> None:
    """What is written, and what the person hears."""
    draft.heading("6. Reasons, and the letter")
    draft.para(
        "Each decision has reasons by need: which need, what the evidence was, how it will be met. "
        "The person gets a letter that says what was decided and why, who decided, what happens "
        "meanwhile, how to ask again, who can help, and how to complain or go to court. It is in a "
        "form that the person can use."
    )
    draft.para(draft.law("framework-s000", "lga-1974", "judicial-review", "ais-dcb1605"))
