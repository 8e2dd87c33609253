"""The form for a full review, first or annual."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from s117xl.documents.building.kit import Draft, choose, pick_date, write_here
from s117xl.documents.building.shared_blocks import (
    IDENTITY,
    YES_NO,
    Fact,
    Section,
    all_signatures,
    bodies,
    communication,
    decided_for,
    known,
    lead,
    opening,
    questions,
    standing,
    told,
    voice,
    write,
    yes_no,
)

OWN_WORDS = "How are things, in {{ person.called }}'s own words?"
KINDS = ("Initial review", "Annual review", "Unscheduled review")


def review() -> bytes:
    """The full review."""
    draft = Draft("Full review", "form", "{{ next_review.kind }} of aftercare (full review)")
    opening(
        draft,
        "The person comes first here: begin with what they say. Council and NHS review together.",
    )
    sections: dict[str, Section] = {
        "The person's view, and the carer's": views,
        "This review": this_review,
        "The plan and what came of it": reality,
        "Tests A and B, asked again": tests_again,
        "Needs": needs,
        "Legal basis, bodies and money": basis,
        "Is an ending thought of?": ending,
        "Outcome": outcome,
        "What the person is told": partial(told, kind="review"),
        "Signatures": all_signatures,
    }
    return write(draft, sections, contents=True)


def views(draft: Draft) -> None:
    """What the person and the carer say."""
    voice(draft, OWN_WORDS)
    questions(
        draft,
        "What goes well? What strengths?",
        "What has been hard?",
        "What should change, or stay?",
        ("Carer", "{{ person.carer }}", "person.has_carer"),
        "What the carer or the advocate says",
        yes_no("Carer's own assessment wanted?"),
    )


def this_review(draft: Draft) -> None:
    """Whose review it is, when, and who was there."""
    known(
        draft,
        *IDENTITY,
        *communication(),
        *lead(),
        ("Type", "**Full** review", None),
        ("Kind", choose("Kind of review", KINDS, "{{ next_review.kind }}"), None),
        *due(),
        ("Held on", pick_date("Held on"), None),
    )
    draft.para("**Who is there.** Where a body is not, say why, and when it takes part.")
    there(draft)


def there(draft: Draft) -> None:
    """Who takes part, both bodies among them."""
    answers = ("There", "There in part", "Wrote or phoned", "Not there", "Nobody")
    who = (
        "The person",
        "Carer or family",
        "Advocate",
        "The council",
        "Integrated Care Board, Trust",
    )
    draft.grid(
        ["Who", "Taking part?", "Name and role, or why not"],
        [[each, choose(f"{each}: taking part", answers), write_here(f"{each}: name")]
         for each in who],
        [5.4, 3.6, 7.6],
        "Who takes part",
        row_headings=True,
    )  # fmt: skip


def due() -> Iterator[Fact]:
    """By when the review is due."""
    yield (
        "Due by",
        "{{ next_review.due }}{% if next_review.overdue %} ({{ next_review.overdue }}){% endif %}",
        "next_review.due",
    )


def reality(draft: Draft) -> None:
    """Whether services began, and what they did for the person."""
    draft.when("aftercare")
    draft.para(
        "Did every service of the plan{% if plan.date %} of {{ plan.date }}{% endif %} start, and "
        "is it as planned?"
    )
    answers = ("Started and as planned", "Started, but changed", "Not started", "Stopped")
    draft.table(
        ["Service and who provides it", "From, and cost", "Did it start?", "What happened"],
        "service in aftercare",
        [
            ["**{{ service.name }}**", "{{ service.provider }}"],
            "{{ service.started }}{% if service.weekly_cost %}\n"
            "{{ service.weekly_cost }}{% endif %}",
            choose("Did it start", answers),
            write_here("What happened"),
        ],
        [5.2, 3.4, 3.4, 4.6],
        "The plan against what happened",
    )
    draft.otherwise()
    draft.para("The register holds no aftercare that is going on. Find out why not.")
    draft.end()
    draft.heading("What came of it for the person", 2)
    towards = ("Towards it", "No change", "Away from it", "Mixed")
    questions(
        draft,
        ("Closer to what the person wants?", choose("Towards outcomes", towards)),
        "How services help, and where not",
        "Early signs, crisis or hospital stay",
        "Medicines: effect and wishes",
        "Crisis plan and numbers: still right?",
    )


def tests_again(draft: Draft) -> None:
    """Both tests for each service, not copied from last time."""
    draft.para(
        "**Test A:** does it meet a need that comes from or is related to the mental disorder? "
        "**Test B:** does it reduce the risk of getting worse, and so of going to hospital again?"
    )
    draft.when("aftercare")
    draft.table(
        ["Service", "On the register", "Test A now", "Test B now", "What follows"],
        "service in aftercare",
        [
            "{{ service.name }}",
            "A: {{ service.meets_need }}\nB: {{ service.reduces_risk }}",
            choose("Test A now", YES_NO),
            choose("Test B now", YES_NO),
            choose("What follows", ("Goes on", "Changes", "Both bodies to look at it")),
        ],
        [4.8, 2.8, 2.8, 2.8, 3.4],
        "Tests A and B, asked again for each service",
    )
    draft.end()
    draft.box(
        "Being well while a service goes on does not by itself show that the need has gone: the "
        "service may be why."
    )


def needs(draft: Draft) -> None:
    """What has changed."""
    questions(
        draft,
        yes_no("Have needs changed?"),
        "New needs, and what meets them",
        "Needs that are not met, and why",
        ("Home", "{{ person.living }}"),
        (
            "Why the home is part of it",
            "{{ plan.home_reason }}",
            "plan.home_is_aftercare",
        ),
        "Does the home suit the person?",
        yes_no("Home needed as aftercare?"),
        "Risks, and risks worth taking",
        "Fit with culture, faith, disability",
    )


def basis(draft: Draft) -> None:
    """Entitlement, bodies and money, looked at again."""
    rows: list[Fact] = [
        *standing(),
        *bodies(),
        *decided_for(),
        ("Cost", "{{ plan.shares }}. Funding: {{ plan.funding }}", None),
        ("NHS continuing healthcare", "{{ plan.healthcare }}", None),
    ]
    known(draft, *rows)
    draft.para(
        "A move, a new GP or a stay in prison does not by itself end the duty of these bodies. A "
        "new detention under one of the sections for aftercare can bring in another council."
    )
    questions(
        draft,
        yes_no("New detention since last review?"),
        yes_no("Order or its conditions changed?"),
        "Doubt about who is responsible",
        "Change in cost or payer",
        yes_no("Has the person paid anything?"),
        yes_no("Continuing healthcare to consider?"),
    )


def ending(draft: Draft) -> None:
    """An ending is never the work of a review alone."""
    draft.para(
        "A review does not end aftercare. An ending takes a full reassessment, a decision of both "
        "bodies, and the person's part in it."
    )
    thought = ("No", "Yes: both bodies to reassess in full")
    questions(
        draft,
        ("Is an ending thought of?", choose("Is an ending thought of", thought)),
        "Why, or why not?",
        "What does the person say to it?",
    )


def outcome(draft: Draft) -> None:
    """What follows from the review."""
    results = ("Continue", "Change", "Ending proposed: full reassessment first")
    questions(
        draft,
        ("Outcome", choose("Outcome of the review", results)),
        "What is not agreed, and by whom",
        ("Next review by", pick_date("Next review by")),
    )
    draft.heading("What is to be done", 2)
    draft.grid(
        ["What", "Who", "By when"],
        [[write_here(f"Action {n}"), write_here(f"Action {n}: who"),
          pick_date(f"Action {n}: by when")] for n in (1, 2, 3)],
        [8.0, 4.8, 3.8],
        "What is to be done",
    )  # fmt: skip
    draft.when("has_reviews")
    draft.heading("Earlier reviews", 2)
    draft.table(
        ["Held on", "Kind", "Who was there", "Outcome", "Recorded"],
        "each in reviews",
        ["{{ each.held }}", "{{ each.kind }}, {{ each.type }}", "{{ each.present }}",
         "{{ each.outcome }}", "{{ each.recorded }}"],
        [3.0, 2.6, 3.6, 2.6, 4.8],
        "Earlier reviews",
    )  # fmt: skip
    draft.end()
