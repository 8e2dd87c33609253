"""The improvement plan: each priority with its actions, and room for the next review."""

from __future__ import annotations

from s117xl.documents.building.kit import Draft, choose, pick_date, write_here
from s117xl.reports.scored.blocks import BODIES, listed, made_with, report, shown, written

NOT_SAID = "Not said"
STATES = ("Not started", "In progress", "Done", "Dropped")


def improvement_plan() -> bytes:
    """The plan."""
    draft = report(
        "Improvement plan for section 117 aftercare",
        "Improvement plan for section 117 aftercare, {{ document.period }}",
        "the baseline workbook",
    )
    draft.box(
        "{{ plan_says }} Made together with people who use services: {{ co_produced }}. Next "
        "looked at: {% if next_review %}{{ next_review }}{% else %}no day is set{% endif %}."
    )
    return written(
        draft,
        {
            "All actions": overview,
            "Priorities and what is done": priorities,
            "Actions beside the priorities": unplaced,
            "What needs a look": lambda d: listed(d, "warnings", "Nothing."),
            "Agreed by joint governance": agreed,
        },
    )


def overview(draft: Draft) -> None:
    """Every action in a line, for who looks at dates and states."""
    draft.when("priorities")
    draft.each("priority", "priorities")
    draft.heading("Priority {{ priority.number }}: {{ priority.text }}", 2)
    draft.when("priority.actions")
    draft.para("{{ priority.dimension }}", kept=True)
    draft.table(
        ["Action", "Accountable officer", "Due", "State"],
        "action in priority.actions",
        [
            shown("action.action", "Without words")
            + "{% if action.co_produced %} (co-produced){% endif %}",
            shown("action.officer", NOT_SAID),
            shown("action.due", NOT_SAID) + "{% if action.overdue %}\n**Overdue**{% endif %}",
            shown("action.state", NOT_SAID),
        ],
        [6.6, 4.0, 3.2, 2.8],
        "Actions of the priority, with officers and dates",
    )
    draft.otherwise()
    draft.para("No action is planned for it yet.")
    draft.end()
    draft.end()
    draft.otherwise()
    draft.para("No priority is named yet. Three to five are asked for.")
    draft.end()


def priorities(draft: Draft) -> None:
    """Each action on a card of its own."""
    draft.when("priorities")
    draft.each("priority", "priorities")
    draft.heading("Priority {{ priority.number }} in full", 2)
    draft.para(
        "**{{ priority.text }}** " + shown("priority.why", "Why it comes first is not said.")
    )
    draft.each("action", "priority.actions")
    card(draft, 3)
    draft.end()
    draft.end()
    draft.otherwise()
    draft.para("There is nothing to show yet.")
    draft.end()


def unplaced(draft: Draft) -> None:
    """Actions that name no priority."""
    draft.when("unplaced")
    draft.para("These actions name none of the priorities:")
    draft.each("action", "unplaced")
    card(draft, 2)
    draft.end()
    draft.otherwise()
    draft.para("Every action belongs to a priority.")
    draft.end()


def card(draft: Draft, level: int) -> None:
    """One action with all that is planned of it, and room for what the next review finds."""
    draft.heading(shown("action.action", "An action without words"), level)
    draft.facts(
        [
            ("Lead organisation", shown("action.lead", NOT_SAID)),
            ("Accountable officer", shown("action.officer", NOT_SAID)),
            (
                "From and until",
                shown("action.start", NOT_SAID) + " to " + shown("action.due", "no day"),
            ),
            ("Milestone", shown("action.milestone", NOT_SAID)),
            ("Measure of success", shown("action.measure", NOT_SAID)),
            (
                "Co-produced",
                "**Yes**, with " + shown("action.with_whom", "whom is not said"),
                "action.co_produced",
            ),
            ("Co-produced", "Not recorded", "not action.co_produced"),
            ("Also serves", "{{ action.aligned_to }}", "action.aligned_to"),
            (
                "State",
                shown("action.state", NOT_SAID) + "{% if action.overdue %}. **Overdue**{% endif %}",
            ),
            ("Still to be said", "{{ action.lacks }}", "action.lacks"),
            ("Progress so far", shown("action.progress", "No review is recorded.")),
            (
                "At the next review",
                [choose("State at the next review", STATES), write_here("Progress found")],
            ),
        ],
        header=("What", "Plan"),
        caption="The action in full",
    )


def agreed(draft: Draft) -> None:
    """Who agreed to it."""
    draft.facts(
        [
            ("Agreed at (board and minute)", write_here("Agreed at")),
            ("Agreed on", pick_date("Agreed on")),
        ],
        header=("What", "Where or when"),
    )
    draft.heading("Signatures", 2)
    draft.signature(BODIES)
    made_with(draft)
