"""The form for a light-touch review: what would call for a full one, and who agrees."""

from __future__ import annotations

from functools import partial

from s117xl.documents.building.kit import Draft, choose, pick_date, write_here
from s117xl.documents.building.reviews import due
from s117xl.documents.building.shared_blocks import (
    IDENTITY,
    YES_NO,
    Section,
    known,
    lead,
    opening,
    questions,
    signatures,
    titled,
    told,
    voice,
    write,
)

OWN_WORDS = "How are things, in {{ person.called }}'s own words?"
KINDS = ("Initial review", "Annual review", "Unscheduled review")


STEADY = (
    "Mental health has been steady",
    "Services go on, and are wanted",
    "Medicines and treatment are settled",
    "Home and money are secure",
    "Crisis plan and numbers are right",
    "Person and carer know whom to call",
)


def light_review() -> bytes:
    """The light-touch review, which any doubt makes a full one."""
    draft = Draft("Light-touch review", "form", "Light-touch review of aftercare")
    opening(draft, "This form is for people who are settled.")
    draft.when("full_review_needed")
    draft.box(
        "The register shows reasons for a full review: see section 3. Hold a full review, and use "
        "its form.",
        "warning",
    )
    draft.end()
    sections: dict[str, Section] = {
        "The person's view": partial(voice, question=OWN_WORDS),
        "Whose review it is": whose,
        "What calls for a full review": checks,
        "Is all steady?": steady,
        "Does the person agree?": agreed,
        "What the person is told": partial(told, kind="light-review"),
        "Signatures": signatures,
    }
    return write(draft, sections)


def whose(draft: Draft) -> None:
    """Whose review it is, and when."""
    known(draft, *IDENTITY, *lead(), *due(), ("Held on", pick_date("Held on"), None))


def checks(draft: Draft) -> None:
    """What would call for a full review, each asked again on the day."""
    draft.table(
        ["Question", "The register says", "Today"],
        "check in checks",
        ["{{ check.question }}", "{{ check.answer }}", choose("Today", YES_NO)],
        [8.4, 5.2, 3.0],
    )
    draft.para("One Yes is enough: stop here and hold a full review.")


def steady(draft: Draft) -> None:
    """That all is steady."""
    draft.grid(
        ["All of this must be so", "Answer", "How we know"],
        [[each, choose(titled(each), YES_NO), write_here("How we know")] for each in STEADY],
        [8.4, 3.0, 5.2],
        row_headings=True,
    )


def agreed(draft: Draft) -> None:
    """That the person agrees, and what follows."""
    draft.tick("I agree to this short review. I may ask for a full one instead, at any time")
    questions(
        draft,
        ("Agreed on", pick_date("Agreed on")),
        ("Outcome", choose("Outcome", ("Continue as it is", "A full review is to be held"))),
        ("Next review by", pick_date("Next review by")),
    )
