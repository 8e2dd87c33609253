"""The report on a baseline: a profile of five dimensions, and never one figure for the whole."""

from __future__ import annotations

from s117xl.documents.building.kit import Draft, pick_date
from s117xl.reports.scored.blocks import (
    BODIES,
    listed,
    made_with,
    report,
    shown,
    written,
    year_on_year,
)


def baseline_report() -> bytes:
    """The report."""
    draft = report(
        "Baseline of section 117 aftercare",
        "Baseline of section 117 aftercare, {{ document.period }}",
        "the baseline workbook",
    )
    first_page(draft)
    draft.page_break()
    return written(
        draft,
        {
            "Profile": profile,
            "Where the partners differ": differences,
            "Dimension by dimension": dimensions,
            "Priorities": priorities,
            "Year on year": lambda d: year_on_year(
                d, "There is no earlier baseline to compare with."
            ),
            "Pillars and quality statements": alignment,
            "Method and limits": method,
            "Sign-off": sign_off,
        },
    )


def first_page(draft: Draft) -> None:
    """The lowest, the profile in words, and what comes first."""
    draft.box("**In short:** {{ lowest }}")
    draft.heading("At a glance")
    draft.table(
        ["Dimension", "Agreed", "Rating"],
        "dimension in dimensions",
        [
            "{{ dimension.ref }} {{ dimension.title }}",
            "{{ dimension.agreed }}{% if dimension.level %}, {{ dimension.level }}{% endif %}",
            "{{ dimension.rag }}",
        ],
        [8.6, 4.8, 3.2],
        "Agreed rating of each dimension",
    )
    draft.heading("What comes first")
    draft.when("priorities")
    draft.bullet_each("priority in priorities", "**{{ priority.number }}.** {{ priority.text }}")
    draft.otherwise()
    draft.para("No priority is named yet.")
    draft.end()


def profile(draft: Draft) -> None:
    """The chart, with its numbers by partner."""
    draft.para(
        "Each partner rates each dimension from 1 to 5, and then they agree on one rating. The "
        "ratings are not added up: a high one does not make good a low one."
    )
    draft.chart(
        "profile_chart",
        "radar",
        "Ratings by dimension, from 0 in the middle to 5 at the edge",
        "A radar chart of the ratings by dimension. {{ in_words }}",
        series=["Agreed", "Council", "ICB", "NHS Trust"],
        number="0",
        top=5,
        height_cm=10.5,
    )
    draft.table(
        ["Dimension", "Council", "ICB", "NHS Trust", "Agreed", "Rating"],
        "dimension in dimensions",
        [
            "{{ dimension.ref }} {{ dimension.title }}",
            "{{ dimension.council }}",
            "{{ dimension.board }}",
            "{{ dimension.trust }}",
            "**{{ dimension.agreed }}**",
            "{{ dimension.rag }}",
        ],
        [5.2, 2.3, 2.1, 2.3, 2.3, 2.4],
        "Ratings of each dimension by each partner, and as agreed",
    )


def differences(draft: Draft) -> None:
    """Each difference that is a finding."""
    draft.when("findings")
    draft.para("A difference is a finding of its own: the partners see their work differently.")
    draft.bullet_each("finding in findings", "{{ finding }}")
    draft.otherwise()
    draft.para("No difference between the partners is a finding.")
    draft.end()


def dimensions(draft: Draft) -> None:
    """Strengths, risks and evidence of each."""
    draft.para("Strengths, risks and evidence are those on which the partners agreed.")
    draft.each("dimension", "dimensions")
    draft.heading("{{ dimension.ref }} {{ dimension.title }}", 2)
    draft.when("dimension.focus")
    draft.para("{{ dimension.focus }}")
    draft.end()
    draft.facts(
        [
            (
                "Agreed",
                "{{ dimension.agreed }}{% if dimension.level %}, {{ dimension.level }} "
                "({{ dimension.rag }}){% endif %}",
            ),
            ("Partners", shown("dimension.partners_say", "No partner has rated it.")),
            ("Key strengths", shown("dimension.strengths", "Nothing is written.")),
            ("Key risks and gaps", shown("dimension.risks", "Nothing is written.")),
            ("Evidence", shown("dimension.evidence", "None is recorded.")),
        ],
        header=("What", "This dimension"),
        caption="Rating, strengths, risks and evidence",
        widths=(4.2, 12.4),
    )
    draft.end()


def priorities(draft: Draft) -> None:
    """Five at most, in order of weight."""
    draft.when("priorities")
    draft.para("Five priorities are the most that can come first. The plan says who does what.")
    draft.table(
        ["Priority", "Dimension", "Why it comes first"],
        "priority in priorities",
        [
            "**{{ priority.number }}.** {{ priority.text }}",
            shown("priority.dimension", "Not said"),
            shown("priority.why", "Not said"),
        ],
        [6.2, 3.8, 6.6],
        "Priorities in order of weight",
    )
    draft.otherwise()
    draft.para("No priority is named yet. Three to five are asked for.")
    draft.end()


def alignment(draft: Draft) -> None:
    """What the same ratings say of the pillars and of the regulator's statements."""
    draft.when("alignment")
    draft.para("The ratings are those of the dimensions whose questions speak to it.")
    draft.table(
        ["Pillar or statement", "Questions", "Agreed ratings"],
        "each in alignment",
        [
            "{{ each.name }}\n{{ each.kind }}",
            shown("each.questions", "None"),
            shown("each.ratings", "None"),
        ],
        [7.2, 5.0, 4.4],
        "Pillars and quality statements, with the ratings that speak to them",
    )
    draft.otherwise()
    draft.para("Nothing is agreed yet that could be shown by pillar.")
    draft.end()


def method(draft: Draft) -> None:
    """What a rating means in colours, and what needs a look."""
    draft.para(
        "A rating of 1 or 2 counts as Red, 3 as Amber, 4 or 5 as Green. This reading is of this "
        "product. From a 4 on, evidence is asked for."
    )
    draft.heading("What needs a look", 2)
    listed(draft, "warnings", "Nothing.")


def sign_off(draft: Draft) -> None:
    """Who took part, and room to sign."""
    draft.facts(
        [
            ("Lead", shown("lead", "Not named")),
            ("Completed on", "{{ completed }}", "completed"),
            ("Completed on", pick_date("Completed on"), "not completed"),
            ("Next review", "{{ next_review }}", "next_review"),
            ("Next review", pick_date("Next review"), "not next_review"),
        ],
        header=("What", "Who or when"),
    )
    draft.para("The baseline is done jointly by three partners.")
    draft.table(
        ["Partner", "Took part"],
        "partner in signed",
        ["{{ partner.partner }}", "{{ partner.took_part }}"],
        [11.6, 5.0],
        "Partners who took part",
    )
    draft.heading("Signatures", 2)
    draft.signature(BODIES)
    made_with(draft)
