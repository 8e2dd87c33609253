"""The application to the funding panel: need first, then what meets it, then what it costs."""

from __future__ import annotations

from functools import partial

from s117xl.documents.building.kit import Draft, choose, pick_date, write_here
from s117xl.documents.building.shared_blocks import (
    IDENTITY,
    YES_NO,
    Fact,
    Section,
    ask_held,
    both_bodies,
    held,
    known,
    lead,
    opening,
    questions,
    signatures,
    told,
    voice,
    write,
    yes_no,
)

OPTIONS = (
    ("As now", "As it is now"),
    ("No top-up", "No extra payment by anyone"),
    ("Wanted", "What the person would choose"),
    ("Another", "Another option"),
)


def panel_application() -> bytes:
    """The application."""
    draft = Draft("Application to the funding panel", "form")
    opening(
        draft,
        "The panel looks at need. Cost alone is no reason to leave a need unmet, and support does "
        "not wait for the panel: section 6 says what goes on meanwhile.",
    )
    sections: dict[str, Section] = {
        "The person's view and need": need,
        "Who it is for": who,
        "What is asked for, and why": request,
        "Options": options,
        "Outcomes": outcomes,
        "How urgent it is, and what goes on meanwhile": meanwhile,
        "Cost and shares": cost,
        "Fairness and legal advice": fairness,
        "What the person is told": partial(told, kind="panel-application"),
        "Signatures": signatures,
    }
    return write(draft, sections)


def need(draft: Draft) -> None:
    """The person's words, then the need."""
    voice(draft, "What does {{ person.called }} want, in their own words?")
    questions(
        draft,
        "The need, and how it shows",
        "Its link with the mental disorder",
        "What happens if it is not met",
        "What strengths stand beside it",
    )


def who(draft: Draft) -> None:
    """Whose application it is."""
    rows: list[Fact] = [
        *IDENTITY,
        ("Section", "{{ entitlement.section }}", None),
        ("Entitlement", "{{ entitlement.answer }}", None),
        *both_bodies(),
        *lead(),
        ("Panel", "{{ panel.id }}{% if panel.date %}, {{ panel.date }}{% endif %}", None),
    ]
    known(draft, *rows)


def request(draft: Draft) -> None:
    """The request, and the evidence for both tests."""
    ask_held(
        draft,
        "What is asked for?",
        "panel.request",
        "What is asked for",
        "Say what is needed, how much of it, how often and from when. The price comes later.",
        3,
    )
    questions(
        draft,
        (
            "**Test A:** meets a need from or related to the mental disorder",
            [choose("Test A", YES_NO), write_here("Test A: evidence")],
        ),
        (
            "**Test B:** reduces the risk of getting worse, and so of hospital again",
            [choose("Test B", YES_NO), write_here("Test B: evidence")],
        ),
        (
            "Why the home is part of it",
            "{{ plan.home_reason }}",
            "plan.home_is_aftercare",
        ),
    )
    draft.when("aftercare")
    draft.heading("Aftercare that the register holds", 2)
    draft.table(
        ["Service and who provides it", "Test A", "Test B", "Why", "Cost"],
        "service in aftercare",
        ["{{ service.name }}, {{ service.provider }}", "{{ service.meets_need }}",
         "{{ service.reduces_risk }}", "{{ service.why }}",
         "{% if service.weekly_cost %}{{ service.weekly_cost }}{% else %}Not recorded{% endif %}"],
        [5.0, 1.9, 1.9, 4.8, 3.0],
        "Aftercare that the register holds",
    )  # fmt: skip
    draft.end()


def options(draft: Draft) -> None:
    """What else was thought of, one without a top-up among it."""
    draft.para("How far does each option meet the need? Offers have been asked for, not guessed.")
    draft.grid(
        ["Option", "What it is", "Meets the need?", "Cost a week"],
        [[words, write_here(f"{name}: what it is"), write_here(f"{name}: how far"),
          write_here(f"{name}: cost")] for name, words in OPTIONS],
        [4.0, 4.2, 4.2, 4.2],
        "Options",
        row_headings=True,
    )  # fmt: skip


def outcomes(draft: Draft) -> None:
    """What is to come of it."""
    questions(
        draft,
        "What is different for the person then",
        "How it is seen, and by when",
        ("First look at it on", pick_date("First look at it on")),
    )


def meanwhile(draft: Draft) -> None:
    """The urgency and the cover."""
    urgency = ("At once: it cannot wait for a panel", "Before leaving hospital", "Next panel")
    questions(
        draft,
        ("How urgent is it?", choose("How urgent it is", urgency)),
        "Why?",
        ("What goes on meanwhile", "{{ panel.interim }}", "panel.interim"),
        ("What goes on meanwhile", write_here("Support meanwhile"),
         "not panel.interim"),
    )  # fmt: skip


def cost(draft: Draft) -> None:
    """Money, after all that."""
    rows: list[Fact] = [
        ("Cost a week", write_here("Cost a week"), None),
        ("From", pick_date("Funding from"), None),
        *held("Shares for this request", "panel.shares"),
        ("Shares on the plan", "{{ plan.shares }}", "not panel.shares"),
        ("Why one body pays all", "{{ plan.share_reason }}", "plan.share_reason"),
        ("NHS continuing healthcare", "{{ plan.healthcare }}", None),
        ("Paid otherwise, and why", write_here("Paid otherwise, and why"), None),
        ("Direct payment wanted?", write_here("Direct payment wanted?"), None),
    ]
    known(draft, *rows)
    draft.para(
        "There is no charge to the person. NHS continuing healthcare may be considered for other "
        "needs only; it does not stand in for aftercare."
    )


def fairness(draft: Draft) -> None:
    """Equality, advice, and the person's knowledge of it."""
    questions(
        draft,
        "Equality impact of yes and of no",
        "What is done about it",
        ("Legal advice", choose("Legal advice", ("Not needed", "Asked for", "Received"))),
        "The advice, and where it is kept",
        yes_no("Has the person seen this?"),
        "What the carer or the advocate says",
    )
