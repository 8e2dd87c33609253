"""The joint-policy checklist: what a joint section 117 policy settles, line by line."""

from __future__ import annotations

from s117xl.documents.building.kit import pick_date, write_here
from s117xl.reports.editable.policy_points import POINTS
from s117xl.reports.editable.shared_blocks import (
    Paper,
    Point,
    purpose,
    rests_on,
    settled,
    sources,
)


def policy() -> bytes:
    """The template of the checklist."""
    return paper().bytes()


def paper() -> Paper:
    """The checklist."""
    draft = Paper("Joint policy checklist", subject="Joint section 117 policy: a checklist")
    purpose(
        draft,
        "Health bodies and councils should have a joint policy on section 117. Hold yours against "
        "this list: is each matter settled, where, and who sees to it?",
    )
    draft.para(draft.law("hsc-2000-003", "audit-s003"))
    about(draft)
    for number, (title, points) in enumerate(POINTS.items(), start=1):
        draft.heading(f"{number}. {title}")
        part(draft, title, points)
    result(draft)
    sources(draft)
    return draft


def about(draft: Paper) -> None:
    """Which policy was looked at, by whom."""
    draft.heading("The policy that was looked at")
    draft.facts(
        [
            (
                "Partners",
                "{{ organisation.council }}; {{ organisation.board }}; {{ organisation.trust }}",
            ),
            ("Policy and version", write_here("Policy and version")),
            ("Looked at by, on", [write_here("Looked at by"), pick_date("Looked at on")]),
            ("Next look by", pick_date("Next look by")),
        ],
        ("What", "Write here"),
    )
    draft.para(
        "**How to answer.** In our policy: a reader finds it there, and it is right. Partly: it is "
        "there, and not all of it or not as the law now stands. Not yet: it is not there. For each "
        "line write where it stands, who owns it, and by when it will be done."
    )


def part(draft: Paper, title: str, points: tuple[Point, ...]) -> None:
    """The lines of one part."""
    draft.grid(
        ["The policy says", "Your answer"],
        [[rests_on(draft, point), settled(f"{title} {number}")]
         for number, point in enumerate(points, start=1)],
        [11.8, 4.8],
        title,
    )  # fmt: skip


def result(draft: Paper) -> None:
    """What comes of it."""
    draft.heading("What comes of this")
    draft.ask(
        "Which lines come first?",
        write_here("Which lines come first", lines=2),
        "Begin with what is not settled and bears on whether decisions are lawful.",
    )
    draft.ask("Who takes them to the Partnership Board, and when?", write_here("To the Board"))
