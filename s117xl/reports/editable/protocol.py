"""The protocol of the funding panel, and of disputes between the bodies."""

from __future__ import annotations

from s117xl.documents.building.kit import choose, write_here
from s117xl.reports.editable.shared_blocks import (
    Paper,
    bullets_with_law,
    headings,
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


def disputes(draft: Paper) -> None:
    """The stages, and what each kind of dispute follows."""
    draft.heading("7. When the bodies differ")
    draft.para(
        "A dispute moves up one stage where it is not settled within {{ periods.dispute_stage }}. "
        "Any body may move it up sooner. Who pays meanwhile is written down on the first day, and "
        "the person is told that nothing stops."
    )
    stages = (
        ("1. Operational managers", "Write down the agreed and the disputed facts, and who pays "
         "meanwhile."),
        ("2. Senior managers", "Meet. Read the law on the point together."),
        ("3. Director and board executive", "Decide, or agree in writing what still divides them."),
        ("4. Legal advice, or the Secretary of State", "Ask for one legal opinion between the "
         "bodies. Two councils that differ on ordinary residence refer it."),
    )  # fmt: skip
    draft.grid(
        ["Stage", "What is done", "Who here", "Within"],
        [[stage, what, write_here(f"Who at stage {stage[0]}"),
          "{{ periods.dispute_stage }}" if stage[0] != "4" else "see below"]
         for stage, what in stages],
        [4.6, 6.2, 3.6, 2.2],
        "Stages of a dispute",
        row_headings=True,
    )  # fmt: skip
    draft.heading("Which way a dispute goes", 2)
    bullets_with_law(
        draft,
        [
            ("**Two councils, on ordinary residence:** one of them leads and meets the needs. "
             "Within {{ periods.or_dispute_referral }} it goes to the Secretary of State. It is "
             "to be confirmed by your lawyer how these months are counted.", "care-act-40",
             "si-2014-2829", "cass-19"),
            ("**Two boards:** by the process of NHS England's guidance, and without delay to "
             "care.", "who-pays-2024", "icbreg-2022"),
            ("**Council and board, on shares or on what is aftercare:** by the stages above. The "
             "Secretary of State does not decide these.", "audit-s003", "disch-2024"),
            ("**A body in Wales or Scotland, recall, revocation, or prison:** a lawyer is asked at "
             "the first stage.", "worcestershire-2023-44", "worcestershire-2023-49"),
        ],
    )  # fmt: skip


def timescales(draft: Paper) -> None:
    """The figures of this partnership, in one place."""
    draft.heading("8. Timescales")
    draft.para(
        "Where Settings of the register hold a figure, it stands here, so that a check of the "
        "register and this protocol say the same."
    )
    draft.grid(
        ["Step", "Within", "Resting on"],
        [
            ["From a complete application to the panel", write_here("Days to the panel"),
             "yours to set"],
            ["From the panel to the person's letter", write_here("Days to the letter"),
             "yours to set"],
            ["Both bodies agree funding, from the start of a service",
             "{{ periods.funding_agreed }}", draft.cited("audit-s003", "register-practice")],
            ["A dispute moves to its next stage", "{{ periods.dispute_stage }}",
             draft.cited("audit-s003", "framework-s000")],
            ["A dispute on residence goes to the Secretary of State",
             "{{ periods.or_dispute_referral }}", draft.cited("si-2014-2829")],
            ["A top-up is looked at again", "{{ periods.topup_review }}",
             draft.cited("si-2014-2670", "cass-annex-a")],
            ["Money that was wrongly charged goes back", "{{ periods.refund_within }}",
             draft.cited("stennett-2002", "register-practice")],
        ],
        [6.8, 3.4, 6.4],
        "Timescales",
    )  # fmt: skip


def records(draft: Paper) -> None:
    """What is kept, and where."""
    draft.heading("9. Records")
    panel_keys = ("request", "decision", "reasons", "reason_category", "la_share", "icb_share",
                  "interim_arrangement", "start_date", "members", "letter_date")  # fmt: skip
    dispute_keys = ("type", "raised", "stage", "stage_date", "interim_funder", "support_paused",
                    "referred", "resolved", "outcome")  # fmt: skip
    draft.para("The clerk enters each decision and each dispute in the register on the same day.")
    kept = {
        "Decision": (headings("Panel", *panel_keys), "R080 R083"),
        "Funding": (headings("Services", "la_agreed", "icb_agreed", "la_share"), "R081 R082"),
        "Dispute": (headings("Disputes", *dispute_keys), "R076 R077 R078 R079"),
    }
    draft.grid(
        ["What", "Headings in the register, and the rules that check them"],
        [[what, [where, f"Checked by {draft.checked_by(*codes.split())}"]]
         for what, (where, codes) in kept.items()],
        [3.2, 13.4],
        "Records of panel and disputes",
        row_headings=True,
    )  # fmt: skip
    draft.ask(
        "Who reads the pattern of decisions and disputes each quarter?",
        choose("Who reads the pattern", ("The Partnership Board", "A group of it", "Not settled")),
        "Look at refusals, waits, reasons and disputes by kind, by area and by who the people are.",
    )
