"""Terms of reference of the Partnership Board, with an outline of the memorandum."""

from __future__ import annotations

from s117xl.documents.building.kit import choose, write_here
from s117xl.reports.editable.memorandum import memorandum
from s117xl.reports.editable.shared_blocks import (
    Paper,
    bullets_with_law,
    purpose,
    roles,
    signed,
    sources,
    to_settle,
)

STANDING_ITEMS = (
    "What the last meeting decided, and whether it was done",
    "A person's experience, told by them or with their consent",
    "The register: numbers, overdue reviews, what is unlawful or at risk, what could not be tested",
    "Endings since the last meeting, and aftercare given again",
    "Panel: decisions, waits, reasons; disputes by stage and age",
    "Charges found, and money paid back",
    "Complaints, decisions of an ombudsman, what was learned",
    "Equality: who waits longer, who is missing from the figures",
    "Training and competency, by team and never by person",
    "Law: what has changed, what begins when, who acts",
    "Risks and actions, each with an owner and a date",
)
"""What each meeting goes through."""


def board_terms() -> bytes:
    """The template of the terms."""
    return paper().bytes()


def paper() -> Paper:
    """The terms, and the outline of the memorandum."""
    draft = Paper(
        "Partnership Board: terms of reference",
        subject="Section 117 Partnership Board: terms of reference",
    )
    purpose(
        draft,
        "Part A sets up the Board by which {{ organisation.council }}, {{ organisation.board }} "
        "and {{ organisation.trust }} see to aftercare together. Part B outlines the memorandum of "
        "understanding between them.",
    )
    draft.heading("Part A. Terms of reference")
    tasks(draft)
    members(draft)
    meetings(draft)
    year(draft)
    reporting(draft)
    information(draft)
    memorandum(draft)
    signed(draft)
    sources(draft)
    return draft


def tasks(draft: Paper) -> None:
    """What the Board is for."""
    draft.heading("1. What the Board is for", 2)
    draft.para(
        "The Board makes sure that everyone who is entitled is known, has a plan and reviews, pays "
        "nothing, and is not let go without a joint decision. It:"
    )
    bullets_with_law(
        draft,
        [
            ("holds the joint policy, the protocols and the memorandum, and keeps them up to date.",
             "hsc-2000-003", "audit-s003"),
            ("answers for one register, and reviews it at least each quarter with all partners.",
             "code-33-7", "audit-s003"),
            ("sees what is unlawful or at risk, and that it is put right.", "mha-117-2",
             "stennett-2002", "audit-s003"),
            ("watches joint assessments, plans before discharge, and reviews.", "code-33-10",
             "code-33-11", "audit-s003"),
            ("sees that funding follows need, and that disputes do not hold up care.",
             "framework-s000", "disch-2024"),
            ("looks at every ending, and asks whether it was joint, reasoned and authorised.",
             "mha-117-2", "code-33-20", "audit-s003"),
            ("holds the yearly audit, the baseline and the training programme.", "audit-s003",
             "baseline-s002", "framework-s000"),
            ("learns from people with lived experience, carers and complaints.", "framework-s000",
             "leaflet-s001"),
        ],
    )  # fmt: skip
    draft.para(
        "The Board decides on no person's case. It does not take the duty from the council or the "
        "Integrated Care Board: each stays answerable for it."
    )
    draft.para(draft.law("mha-117-2", "mha-117-2d"))


def members(draft: Paper) -> None:
    """Who sits on it."""
    draft.heading("2. Members", 2)
    draft.para("A member may decide for the organisation that sent them, and sends a deputy.")
    roles(
        draft,
        [
            ("Chair", "in turn from the council and the ICB, for a year at a time"),
            ("Council: adult social care", "director or deputy"),
            ("Council: children's services", "for people under 18, and becoming 18"),
            ("Integrated Care Board", "executive or deputy, with authority over money"),
            ("NHS Trust", "executive or medical lead; Mental Health Act office"),
            ("People with lived experience", "at least two, paid for their time and supported"),
            ("Carer", "at least one"),
            ("Advocacy", "from the services that give it here"),
            ("Housing, and voluntary organisations", "as the partnership decides"),
            ("In attendance", "lawyer; finance; register administrator; audit lead"),
        ],
        "Members of the Board",
    )


def meetings(draft: Paper) -> None:
    """How it meets and decides."""
    draft.heading("3. Meetings and decisions", 2)
    to_settle(
        draft,
        [
            ("How often?", "Every quarter at least, and sooner where something unlawful is found."),
            ("Quorum", "The chair or deputy, and one member each of council, ICB and Trust; no "
             "decision without both the council and the ICB."),
            ("How does it decide?", "By agreement. Where there is none, by the dispute protocol, "
             "from its third stage."),
            ("Papers", "Seven days before, in plain words, and in a form that each member can "
             "use."),
            ("Conflicts of interest", "Declared at the start, and the member stays out of the "
             "item."),
            ("Groups under the Board", "An operational group each month; the funding panel; an "
             "audit group while the audit runs."),
        ],
    )  # fmt: skip
    draft.para("**What each meeting goes through.** Strike out nothing without a reason.")
    draft.bullets(STANDING_ITEMS)


def year(draft: Paper) -> None:
    """What comes when."""
    draft.heading("4. The Board's year", 2)
    draft.para("Write the month beside each; then the year can be planned.")
    rows = [
        ("Each quarter", "Review of the register with all partners; what is out of line goes "
         "up, and becomes an action", "audit-s003"),
        ("Each year", "The audit, by council, ICB and Trust together, with a sample of cases",
         "audit-s003"),
        ("{{ periods.reaudit_from }} to {{ periods.reaudit_by }} after it",
         "Re-audit of what was Amber or Red, against a plan with an end date", "audit-s003"),
        ("Each year", "The baseline, and three to five priorities", "baseline-s002"),
        ("Each year", "Competency of staff, and the training programme", "framework-s000"),
        ("Each year, and when law changes", "Policy, protocols, memorandum, these terms",
         "hsc-2000-003"),
        ("Each year", "An open report to the public, with small numbers hidden",
         "small-numbers"),
    ]  # fmt: skip
    draft.grid(
        ["When", "What", "Month here"],
        [[when, [what, draft.cited(id)], write_here(f"Month {number}", empty="Month")]
         for number, (when, what, id) in enumerate(rows, start=1)],
        [4.2, 9.4, 3],
        "The Board's year",
    )  # fmt: skip


def reporting(draft: Paper) -> None:
    """To whom it answers, and what goes up."""
    draft.heading("5. To whom the Board answers", 2)
    draft.facts(
        [
            ("In the council", write_here("The Board answers to, in the council")),
            ("In the Integrated Care Board", write_here("The Board answers to, in the ICB")),
            ("In the Trust", write_here("The Board answers to, in the Trust")),
            ("Links, such as safeguarding", write_here("Links to other boards")),
        ],
        ("Where", "Body or post"),
    )  # fmt: skip
    draft.para("These go up the same day, and do not wait for a meeting:")
    draft.bullets([
        "anything that the register shows as unlawful, such as a charge, or an ending by one body",
        "support that is refused or paused while bodies differ",
        "harm, or a death, where aftercare may have failed",
        "an Amber or Red result of the audit on endings or on the register",
    ])  # fmt: skip
    draft.para(draft.law("mha-117-2", "stennett-2002", "audit-s003"))


def information(draft: Paper) -> None:
    """What the Board sees of people."""
    draft.heading("6. What the Board sees of people", 2)
    draft.para(
        "Papers hold numbers and no names. Figures that leave the Board follow a rule on small "
        "numbers. A story is told by the person, or with consent, and so that nobody else can be "
        "known from it."
    )
    draft.ask(
        "Which rule on small numbers do you use?",
        choose(
            "Rule on small numbers",
            ("Below five hidden, others to the nearest five", "Our own: see the policy"),
        ),
    )
    draft.para(draft.law("uk-gdpr", "small-numbers"))
