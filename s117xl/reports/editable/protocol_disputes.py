"""Of the protocol: what is done when the bodies differ, by when, and what is kept of it."""

from __future__ import annotations

from s117xl.documents.building.kit import choose, write_here
from s117xl.reports.editable.shared_blocks import Paper, bullets_with_law, headings


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
