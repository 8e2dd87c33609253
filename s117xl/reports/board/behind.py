"""What stands behind the board report: data quality, method, and what could not be tested."""

from __future__ import annotations

from s117xl.documents.building.kit import Draft
from s117xl.reports.board.blocks import figures, none_or
from s117xl.reports.scored.blocks import listed


def data_quality(draft: Draft) -> None:
    """Records by status, cells that are filled, and the fields with most blanks."""
    draft.heading("Records by status", 2)
    none_or(draft, "statuses", "Records by status", "There is no record to show.",
            with_records=False)  # fmt: skip
    draft.heading("Required cells that are filled", 2)
    draft.chart(
        "quality_chart",
        "bar",
        "Required cells that are filled",
        "A bar chart of the required cells that are filled, by group of fields. "
        "{{ quality_in_words }}",
        series=["Filled"],
        number="0.0%",
        top=1,
        height_cm=8,
    )
    draft.para("Cells are counted here, and not people.")
    none_or(draft, "quality", "Required cells that are filled, by group of fields",
            "No cell is required.")  # fmt: skip
    draft.heading("Fields with most blanks", 2)
    none_or(draft, "blanks", "Required cells that are blank, by field",
            "No required cell is blank, or none that may be shown.")  # fmt: skip


def method(draft: Draft) -> None:
    """The day, the law, what is withheld, and what nobody can tell."""
    draft.para(
        "Each figure is counted in the register as it stood on {{ document.law_as_at }}. A blank "
        "is never counted as a nought or as a no. What a record does not tell is counted apart."
    )
    draft.when("disclosure")
    draft.heading("What is withheld", 2)
    draft.bullet_each("rule in disclosure", "{{ rule }}")
    draft.end()
    draft.heading("Figures that some records do not tell", 2)
    none_or(draft, "untested", "Figures that some records do not tell",
            "Every figure that may be shown could be tested on each record.",
            with_records=False)  # fmt: skip
    draft.heading("Rules that gave no answer", 2)
    listed(draft, "not_run", "Every rule gave an answer.")
    draft.heading("Local policy", 2)
    listed(draft, "policy", "Settings are as they come: no period or rule is changed.")
    draft.when("notes")
    draft.heading("Notes of the check", 2)
    draft.bullet_each("note in notes", "{{ note }}")
    draft.end()


def queries(draft: Draft) -> None:
    """Each figure with the question that was put to the register, and the function that asks it."""
    draft.para("The name in brackets is that of the function that counts.")
    draft.table(
        ["Figures", "How they are counted"],
        "each in queries",
        ["{{ each.what }}", "{{ each.query }}"],
        [6.0, 10.6],
        "How each figure is counted",
    )


__all__ = ["data_quality", "figures", "method", "queries"]
