"""Inclusive practice: measures that the register supports, with the partnership's commitments."""

from __future__ import annotations

from s117xl.documents.building.kit import pick_date, write_here
from s117xl.reports.editable.inclusion_measures import MEASURES, Measure
from s117xl.reports.editable.shared_blocks import (
    Paper,
    adoption,
    headings,
    purpose,
    rules_of,
    sources,
)


def inclusion() -> bytes:
    """The template of the measures."""
    return paper().bytes()


def paper() -> Paper:
    """The measures."""
    draft = Paper(
        "Inclusive practice: local measures",
        subject="Inclusive practice in aftercare: our measures",
    )
    purpose(
        draft,
        "A local checklist of what the register can show about inclusive practice, with room for "
        "what {{ organisation.council }}, {{ organisation.board }} and {{ organisation.trust }} "
        "commit themselves to.",
    )
    draft.para(
        "**What this is not.** It is not the published set of culturally competent and inclusive "
        "practice that the section 117 toolkit speaks of, and does not stand in for it. If you "
        "have that text, hold these measures against it."
    )
    draft.para(
        "**What the register cannot show.** How it feels to be met with respect, or who never "
        "asked. Ask people, in their own language, and read their answers beside these figures."
    )
    for title, measures in MEASURES.items():
        draft.heading(title)
        part(draft, title, measures)
    numbers(draft)
    rules_of(draft)
    adoption(draft, ("People with lived experience who took part", write_here("Who took part")))
    sources(draft)
    return draft


def part(draft: Paper, title: str, measures: tuple[Measure, ...]) -> None:
    """The measures of one subject, with room for commitments."""
    draft.grid(
        ["What we look at", "How the register shows it", "Our commitment"],
        [
            [
                [measure.what, draft.cited(*measure.authorities)],
                [*(headings(name, *keys.split()) for name, keys in measure.evidence.items()),
                 *shown(draft, measure)],
                [write_here(f"{title} {number}: commitment", empty="We will"),
                 write_here(f"{title} {number}: owner", empty="Owner"),
                 pick_date(f"{title} {number}: by")],
            ]
            for number, measure in enumerate(measures, start=1)
        ],
        [6.4, 5.8, 4.4],
        title,
    )  # fmt: skip


def shown(draft: Paper, measure: Measure) -> list[str]:
    """The rules and figures that show a measure, where there are any."""
    rules = [f"Rules: {draft.checked_by(*measure.rules.split())}"] if measure.rules else []
    return [*rules, f"Figures: {measure.figures}"] if measure.figures else rules


def numbers(draft: Paper) -> None:
    """How figures on groups are read, so that nobody can be known from them."""
    draft.heading("Reading the figures")
    draft.bullets([
        "Look at each measure by ethnic group, age, gender, disability and place, and ask why it "
        "differs. A difference is a question and not yet an answer.",
        "A blank is not a no. Show how many could not be told, beside each figure.",
        "Hide small numbers in what leaves the Board, and give no percentage of very few people.",
        "Ask those whom a figure is about what they make of it, before you decide what to do.",
    ])  # fmt: skip
    draft.para(draft.law("small-numbers", "uk-gdpr"))
