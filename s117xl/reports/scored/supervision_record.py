"""The record of a supervision on competencies, for the person and the supervisor alone."""

from __future__ import annotations

from s117xl.documents.building.kit import Draft, choose, pick_date, write_here
from s117xl.reports.scored.blocks import listed, made_with, report, shown, written

WAYS = ("Targeted training", "Reflective supervision", "Change in the system")
ACTIONS = 4


def supervision_record() -> bytes:
    """The record."""
    draft = report(
        "Supervision record: section 117 competencies",
        "Supervision record: section 117 competencies",
        "the competency workbook",
    )
    draft.box(
        "**In confidence.** For {{ name }} and {{ supervisor }} alone. No rating of one person "
        "goes into a report to a board."
    )
    return written(
        draft,
        {
            "Who and when": who,
            "Where you stand": standing,
            "What to look at together": gaps,
            "What to talk about": talk,
            "What you agree": agreed,
        },
    )


def who(draft: Draft) -> None:
    """Both people, and the days of their ratings."""
    draft.facts(
        [
            ("Name and staff id", "{{ name }} ({{ staff_id }})"),
            ("Role and team", "{{ role }}, " + shown("team", "no team named")),
            ("Supervisor", "{{ supervisor }}"),
            ("Rated by the person on", shown("rated_on", "Not rated yet")),
            ("Rated by the supervisor on", shown("supervisor_rated_on", "Not rated yet")),
            ("Date of this supervision", pick_date("Date of this supervision")),
        ],
        header=("What", "Who or when"),
    )


def standing(draft: Draft) -> None:
    """Each domain: expected, reached, and the gap in words."""
    draft.table(
        ["Domain", "Expected", "Reached", "Result"],
        "line in lines",
        [
            "{{ line.ref }} {{ line.title }}",
            shown("line.expected", "Not set"),
            "Own: " + shown("line.own", "not known") + "\nSupervisor: "
            + shown("line.supervisor", "not known"),
            "{% if line.is_gap %}**{{ line.result }}**{% else %}{{ line.result }}{% endif %}",
        ],
        [5.6, 3.2, 4.8, 3.0],
        "Expected and reached level in each domain",
    )  # fmt: skip


def gaps(draft: Draft) -> None:
    """Statements that fall short, and those on which the two differ."""
    draft.heading("Short of what the role asks for", 2)
    rated(draft, "gaps", "No statement falls short.")
    draft.heading("Rated differently", 2)
    rated(draft, "differences", "No statement is rated differently.")


def rated(draft: Draft, among: str, otherwise: str) -> None:
    """Statements with both ratings."""
    draft.when(among)
    draft.para("Both ratings stand side by side:", kept=True)
    draft.table(
        ["Statement", "Own rating", "Supervisor"],
        f"each in {among}",
        ["**{{ each.ref }}** {{ each.text }}", "{{ each.own }}", "{{ each.supervisor }}"],
        [10.0, 3.3, 3.3],
    )
    draft.otherwise()
    draft.para(otherwise)
    draft.end()


def talk(draft: Draft) -> None:
    """Prompts, and reflective questions with room for answers."""
    listed(draft, "prompts", "Nothing stands out. Say what goes well.")
    draft.when("questions")
    draft.heading("To reflect on", 2)
    draft.each("question", "questions")
    draft.ask("{{ question }}", write_here("Reflection", 3))
    draft.end()
    draft.end()


def agreed(draft: Draft) -> None:
    """Actions, and both signatures."""
    draft.para("A gap calls for training, for reflection, or for a change in the system.")
    draft.grid(
        ["Action", "Way", "Who", "By when"],
        [
            [
                write_here(f"Action {number}"),
                choose(f"Way of action {number}", WAYS),
                write_here(f"Who does action {number}"),
                pick_date(f"Action {number} by"),
            ]
            for number in range(1, ACTIONS + 1)
        ],
        [5.6, 3.8, 3.6, 3.6],
        "Agreed actions",
    )
    draft.ask("Next supervision on competencies", pick_date("Next supervision"))
    draft.heading("Signatures", 2)
    draft.signature(["{{ name }}", "{{ supervisor }}"])
    made_with(draft)
