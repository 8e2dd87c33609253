"""The outline of the memorandum of understanding: what each clause is to say."""

from __future__ import annotations

from s117xl.documents.building.kit import write_here
from s117xl.reports.editable.shared_blocks import Paper, Point, rests_on

CLAUSES: dict[str, Point] = {
    "Parties and purpose": (
        "Who signs, for which area and which people, and why.", "hsc-2000-003", "audit-s003"),
    "The duty": (
        "The council and the ICB share it; the memorandum moves it to nobody. What may be done "
        "by one for the other is to be confirmed by your lawyer.", "mha-117-2", "mha-117-2d"),
    "Who does what": (
        "At each step of the pathway: council, ICB, Trust, children's services, housing, "
        "voluntary organisations.", "audit-s003", "code-33-19"),
    "Money": (
        "Shares, budgets, how and when bodies settle up, and that no person is charged.",
        "disch-2024", "stennett-2002", "audit-s003"),
    "Panel and disputes": (
        "The protocol, which applies as if it were written here; care goes on meanwhile.",
        "framework-s000", "care-act-40", "who-pays-2024"),
    "Register": (
        "Owner, who keeps it up to date and by when, who may see it, how it is matched with "
        "discharge and caseload lists.", "code-33-7", "audit-s003"),
    "Information": (
        "What is shared, on which basis, with whom; how people are told; what happens after a "
        "breach.", "uk-gdpr", "hsca-251a"),
    "Staff": (
        "Training, supervision, named leads, and cover when one leaves.", "framework-s000",
        "code-33-19"),
    "Rights and complaints": (
        "Leaflet, advocacy, one answer to a complaint, and what is learned.", "leaflet-s001",
        "mha-130a", "care-act-67", "lga-1974"),
    "Assurance": (
        "The yearly audit, who takes part, what goes to the Board.", "audit-s003"),
    "Term and change": (
        "From when, how it is changed when law changes, how a party leaves, and that aftercare "
        "is not touched when one does.", "mha-117-2"),
}  # fmt: skip
"""Each clause, what it is to say, and what that rests on."""


def memorandum(draft: Paper) -> None:
    """The clauses, with room for each."""
    draft.heading("Part B. Memorandum of understanding: outline")
    draft.para(
        "What each clause is to say stands at the left. Write your own at the right, and have your "
        "lawyers read the whole before anyone signs."
    )
    draft.grid(
        ["Clause", "What it is to say", "Our clause"],
        [[f"{number}. {clause}", rests_on(draft, point), write_here(clause, lines=2)]
         for number, (clause, point) in enumerate(CLAUSES.items(), start=1)],
        [3.2, 8.8, 4.6],
        "Clauses of the memorandum",
        row_headings=True,
    )  # fmt: skip
