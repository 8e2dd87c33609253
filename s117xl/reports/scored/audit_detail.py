"""What stands behind an audit's result: the sample, each question, the method and its limits."""

from __future__ import annotations

from s117xl.documents.building.kit import Draft
from s117xl.reports.scored.blocks import also, listed, shown

ANSWERED = (
    shown("answer.answer", "Not answered")
    + "{% if answer.over_cases %}\n{{ answer.over_cases }}{% endif %}"
    + also("answer.why_not", "Because:")
)
SEEN = (
    shown("answer.evidence", "No evidence is recorded.")
    + also("answer.comment", "Comment:")
    + also("answer.register_says", "Register:")
    + "{% if answer.differs %}\n**The register proposes another answer.**{% endif %}"
)


def sample(draft: Draft) -> None:
    """N, n, seed, strata with weights, exclusions, reserve."""
    draft.when("sample.drawn")
    draft.facts(
        [
            ("Records that could be drawn (N)", "{{ sample.frame }}"),
            ("Cases drawn (n)", "{{ sample.size }}" + also("sample.size_reason", "Because:")),
            ("Register as at", "{{ sample.as_at }}"),
            ("Seed", "{{ sample.seed }}"),
            ("Hash of the frame", "{{ sample.frame_hash }}"),
            ("In reserve", "{{ sample.reserve }}"),
            ("Marked by two people", "{{ sample.twice }}"),
            ("Could not be audited", shown("sample.not_audited", "None")),
        ],
        header=("What", "This audit"),
        caption="How the sample was drawn",
    )
    draft.para(
        "No chance is at work: with the same register, seed and size anybody draws the same cases."
    )
    strata(draft)
    excluded(draft)
    draft.when("sample.notes")
    draft.heading("Notes on the draw", 2)
    draft.bullet_each("note in sample.notes", "{{ note }}")
    draft.end()
    draft.otherwise()
    draft.para("No sample has been drawn.")
    draft.end()


def strata(draft: Draft) -> None:
    """The groups from which cases were drawn."""
    draft.when("sample.strata")
    draft.heading("Groups and weights", 2)
    draft.para("The weight tells for how many records of its group a case stands.")
    draft.table(
        ["Group", "Records", "Drawn", "Weight"],
        "stratum in sample.strata",
        [
            "{{ stratum.name }}",
            "{{ stratum.size }}",
            "{{ stratum.drawn }}",
            shown("stratum.weight", "None drawn"),
        ],
        [8.2, 2.6, 2.4, 3.4],
        "Groups of the sample, with weights",
    )
    draft.end()


def excluded(draft: Draft) -> None:
    """What was left out, and why."""
    draft.heading("Left out of the frame", 2)
    draft.when("sample.excluded")
    draft.para("These records could not be drawn:")
    draft.table(
        ["Reason", "Records"],
        "each in sample.excluded",
        ["{{ each.reason }}", "{{ each.count }}"],
        [13.4, 3.2],
        "Records left out of the frame, by reason",
    )
    draft.otherwise()
    draft.para("No record was left out.")
    draft.end()


def domains_in_full(draft: Draft) -> None:
    """Each domain with its questions."""
    draft.para(
        "The figure from the register stands beside the auditors' answer, never in its place. "
        "Where the two differ, it is said."
    )
    draft.each("domain", "domains")
    draft.heading("{{ domain.ref }} {{ domain.title }}", 2)
    draft.facts(
        [
            ("Rating", "{{ domain.rating }}"),
            (
                "Suggested",
                "{% if domain.suggested %}{{ domain.suggested }}, by a score of {{ domain.score }}"
                "{% else %}Nothing: the domain is not scored{% endif %}",
            ),
            ("Why better than suggested", "{{ domain.why_better }}", "domain.why_better"),
            ("Answered", "{{ domain.answered }}"),
            ("Pillars", shown("domain.pillars", "None named")),
        ],
        header=("What", "This domain"),
        caption="Rating and score of the domain",
    )
    draft.when("domain.parts")
    draft.heading("Its parts", 3)
    draft.table(
        ["Part", "Score", "Suggested"],
        "part in domain.parts",
        ["{{ part.ref }} {{ part.title }}", "{{ part.score }}", shown("part.suggested", "None")],
        [10.2, 3.2, 3.2],
        "Parts of the domain",
    )
    draft.end()
    draft.heading("Its questions", 3)
    draft.table(
        ["Question", "Answer", "Evidence, and what the register shows"],
        "answer in domain.answers",
        [
            "**{{ answer.ref }}**{% if answer.critical %} (critical){% endif %}\n"
            "{{ answer.question }}",
            ANSWERED,
            SEEN,
        ],
        [6.4, 3.2, 7.0],
        "Questions of the domain, with answers and evidence",
    )
    draft.end()


def method(draft: Draft) -> None:
    """How it was done, how ratings are suggested, and what the figures cannot tell."""
    draft.heading("How the audit was done", 2)
    listed(draft, "methods", "No method is recorded.")
    draft.heading("How a rating is suggested", 2)
    draft.para(
        "The audit tool gives no number. The points and thresholds are of this product, and the "
        "workbook's settings can change them."
    )
    listed(draft, "thresholds", "The thresholds are not recorded.")
    draft.heading("What could not be tested", 2)
    draft.when("untested")
    draft.para(
        "For these figures some records hold too little. Such a record counts neither as met nor "
        "as not met."
    )
    draft.table(
        ["Question and figure", "Tested", "Not testable"],
        "figure in untested",
        [
            "**{{ figure.ref }}** {{ figure.what }}",
            "{{ figure.tested }}",
            "{{ figure.not_testable }}",
        ],
        [10.4, 2.6, 3.6],
        "Figures for which records hold too little",
    )
    draft.otherwise()
    draft.para("Every figure could be tested on every record that it is about.")
    draft.end()
    draft.heading("What else needs a look", 2)
    listed(draft, "warnings", "Nothing else.")
