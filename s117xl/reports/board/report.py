"""The board report: one page first, then what stands behind it."""

from __future__ import annotations

from s117xl.documents.building.kit import Draft, write_here
from s117xl.reports.board.behind import data_quality, method, queries
from s117xl.reports.board.blocks import figures, none_or
from s117xl.reports.board.over_time import measures
from s117xl.reports.scored.blocks import listed, made_with, report, shown, written


def board_report() -> bytes:
    """The report."""
    draft = report(
        "Section 117 aftercare: report to the Partnership Board",
        "Section 117 aftercare: report to the Partnership Board, {{ document.period }}",
        "the Settings of the register",
    )
    first_page(draft)
    draft.page_break()
    return written(
        draft,
        {
            "At a glance": at_a_glance,
            "Measures": measures,
            "Overdue reviews by how long": overdue,
            "Unlawful findings and what became of them": unlawful,
            "Exceptions": exceptions,
            "Endings": endings,
            "Disputes": disputes,
            "Children, prison and public funds": groups,
            "Fairness": equity,
            "Audit and baseline": standing,
            "Actions": actions,
            "Data quality": data_quality,
            "Method, and what could not be tested": method,
            "How each figure is counted": queries,
            "Release": release,
        },
    )


def first_page(draft: Draft) -> None:
    """What changed, what is at risk, what is asked."""
    draft.when("internal")
    draft.box("Internal: it holds record ids. It is for those who may see the register.")
    draft.otherwise()
    draft.box("Version for publication. Small counts are withheld; section 13 says how.")
    draft.end()
    draft.heading("What is asked of the board")
    listed(draft, "asked", "No figure that is shown here calls for a decision.")
    draft.heading("What is at risk")
    listed(draft, "at_risk", "Nothing that may be shown here.")
    draft.heading("What changed")
    listed(draft, "changed", "Nothing is known to have changed.")


def at_a_glance(draft: Draft) -> None:
    """The main figures."""
    figures(draft, "headline", "The main figures", with_records=False)


def overdue(draft: Draft) -> None:
    """In bands of days."""
    draft.chart(
        "overdue_chart",
        "bar",
        "Overdue reviews by days over",
        "A bar chart of overdue reviews by days over. {{ overdue_in_words }}",
        series=["Reviews"],
        number="0",
        height_cm=5.5,
    )
    figures(draft, "overdue", "Overdue reviews by days over")
    draft.when("overdue_note")
    draft.para("{{ overdue_note }}")
    draft.end()


def unlawful(draft: Draft) -> None:
    """By rule, and what became of those of the last check."""
    draft.para("What is unlawful breaks the Act or settled case law on the face of the record.")
    figures(draft, "resolution", "Unlawful findings and what became of them")
    draft.heading("By rule", 2)
    none_or(draft, "unlawful", "Unlawful findings by rule",
            "No rule on what is unlawful found anything that may be shown.")  # fmt: skip


def exceptions(draft: Draft) -> None:
    """Risks and what is overdue, by rule."""
    draft.para("These ask to be put right, or explained. What somebody has explained is left out.")
    none_or(draft, "exceptions", "Risks and what is overdue, by rule",
            "No rule found a risk, or anything overdue, that may be shown.")  # fmt: skip


def endings(draft: Draft) -> None:
    """How many, how far they are shown to be lawful, and why."""
    draft.para(
        "An ending is lawful when both bodies are satisfied that the person no longer needs "
        "aftercare. It is shown to be so where rules R002 to R014 find nothing."
    )
    figures(draft, "endings", "Endings")
    draft.heading("By first reason, last 12 months", 2)
    none_or(draft, "reasons", "Endings of the last 12 months by first reason",
            "There is no reason to show.")  # fmt: skip


def disputes(draft: Draft) -> None:
    """Open ones, and how they stand."""
    draft.para("Support goes on while bodies are in dispute.")
    figures(draft, "disputes", "Disputes")
    draft.heading("What they are about", 2)
    none_or(draft, "dispute_kinds", "Open disputes by what they are about",
            "There is no open dispute to show.")  # fmt: skip


def groups(draft: Draft) -> None:
    """Children, people in prison, people without recourse to public funds."""
    for heading, fact, sentence in (
        ("Children and young people", "children", "The duty has no age limit."),
        ("People in prison", "prison", "The duty goes on while a person is in prison."),
        ("No recourse to public funds", "nrpf", "Immigration status never ends the duty."),
    ):
        draft.heading(heading, 2)
        draft.para(sentence)
        figures(draft, fact, heading)


def equity(draft: Draft) -> None:
    """Overdue reviews by group."""
    draft.when("equity")
    draft.para(
        "The ratio is the share of a group by the share of all. It stands out where it is under "
        "0.8 or over 1.25, where the group has ten people and five in all are late."
    )
    draft.table(
        ["Group", "Overdue", "Of", "Share", "Ratio", "Not testable"],
        "group in equity",
        [
            "{{ group.group }}{% if group.flagged %} **(look at this)**{% endif %}",
            "{{ group.late }}",
            "{{ group.people }}",
            shown("group.share", "none"),
            shown("group.ratio", "none"),
            "{{ group.untested }}",
        ],
        [4.0, 3.0, 3.0, 1.9, 1.9, 2.8],
        "Overdue reviews by group",
    )
    draft.otherwise()
    draft.para("There is no live record to look at.")
    draft.end()


def standing(draft: Draft) -> None:
    """The ratings of both."""
    for heading, fact, none in (
        ("The last audit", "audit", "No audit was given for this report."),
        ("The last baseline", "baseline", "No baseline was given for this report."),
    ):
        draft.heading(heading, 2)
        draft.when(f"{fact}.done")
        draft.para(f"{{{{ {fact}.says }}}}")
        draft.table(
            ["What", "Rating", "Score"],
            f"each in {fact}.rated",
            ["{{ each.ref }} {{ each.title }}", "{{ each.rating }}", "{{ each.score }}"],
            [8.8, 4.8, 3.0],
            heading,
        )
        draft.otherwise()
        draft.para(none)
        draft.end()


def actions(draft: Draft) -> None:
    """How many, and each of them in the internal version."""
    draft.when("action_counts")
    figures(draft, "action_counts", "Open actions")
    draft.otherwise()
    draft.para("No action is open in what was given for this report.")
    draft.end()
    draft.when("actions")
    draft.heading("Open actions", 2)
    draft.table(
        ["Action", "Owner and date", "State"],
        "action in actions",
        [
            "{{ action.what }}\n{{ action.source }}",
            shown("action.owner", "No owner is named")
            + "\nby "
            + shown("action.due", "no day")
            + "{% if action.overdue %}\n**Overdue**{% endif %}",
            shown("action.state", "Not recorded"),
        ],
        [8.6, 5.0, 3.0],
        "Open actions, those that are late first",
    )
    draft.end()


def release(draft: Draft) -> None:
    """Who approved it, for publication; and with what it was made."""
    draft.when("internal")
    draft.para("This version is not for publication. Keep it where the register is kept.")
    draft.otherwise()
    draft.ask("Who approved the release?", write_here("Approved by, with role and date"))
    draft.end()
    made_with(draft)
