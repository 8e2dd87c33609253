"""The measures of the board report, and how they and the checks went over time."""

from __future__ import annotations

from s117xl.documents.building.kit import Draft
from s117xl.reports.board.blocks import records
from s117xl.reports.scored.blocks import shown


def measures(draft: Draft) -> None:
    """The KPIs in a chart, then each with its target, and trends."""
    draft.when("measures")
    draft.para("A measure is Green from its target on. Not testable are records with a blank.")
    draft.table(
        ["Measure", "Value", "Target", "Rating", "Last time", "Not testable"],
        "measure in measures",
        [
            "**{{ measure.code }}** {{ measure.name }}"
            + records("measure")
            + "{% if measure.why %}\nNote: {{ measure.why }}{% endif %}",
            "{{ measure.value }}{% if measure.counts %}\n{{ measure.counts }}{% endif %}",
            "{{ measure.target }}",
            "{{ measure.rating }}",
            shown("measure.last", "none"),
            "{{ measure.untested }}",
        ],
        [4.8, 2.9, 1.7, 1.9, 2.8, 2.5],
        "Measures of the period",
    )
    draft.chart(
        "measures_chart",
        "bar",
        "Measures that are shares, beside their targets",
        "A bar chart of the measures that are shares and have a target. {{ measures_in_words }}",
        series=["Now"],
        number="0%",
        top=1,
        height_cm=14,
    )
    draft.otherwise()
    draft.para("No measures were worked out for this report.")
    draft.end()
    trends(draft)


def trends(draft: Draft) -> None:
    """Measures over the quarters, then what the checks found over time."""
    draft.when("trends.in_words")
    draft.heading("Over time", 2)
    draft.para("{{ trends.in_words }}")
    draft.end()
    for code, title in (
        ("k05", "K05: first reviews in time"),
        ("k06", "K06: yearly reviews in date"),
        ("k09", "K09: joint reviews"),
        ("k10", "K10: plans at discharge"),
    ):
        alt = f"A line chart over the quarters. {title}. The text above it has the numbers."
        draft.chart(f"trends.{code}", "line", title, alt, series=["Share"], number="0%", top=1.15,
                    height_cm=5.5)  # fmt: skip
    draft.heading("The last checks", 2)
    draft.when("runs")
    draft.chart(
        "runs_chart",
        "line",
        "Findings at each check",
        "A line chart of unlawful, risk and overdue findings at each check. The table below it "
        "has the numbers.",
        series=["Unlawful", "Risk", "Overdue"],
        number="0",
        height_cm=7,
    )
    draft.table(
        ["As at", "Unlawful", "Risk", "Overdue", "Missing"],
        "run in runs",
        [
            "{{ run.on }}",
            "{{ run.unlawful }}",
            "{{ run.risk }}",
            "{{ run.overdue }}",
            "{{ run.missing }}",
        ],
        [5.0, 2.9, 2.9, 2.9, 2.9],
        "Findings at each check",
    )
    draft.otherwise()
    draft.para("No check is written in the register yet.")
    draft.end()
