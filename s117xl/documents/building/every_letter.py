"""What every letter to the person has: whom it greets, how to object, whom to ask, who signs."""

from __future__ import annotations

from s117xl.documents.building.kit import Draft

LEAD = "{{ responsible.lead }}"
LEAD_IN_FULL = (
    LEAD + "{% if responsible.lead_role %}, {{ responsible.lead_role }}{% endif %}"
    "{% if responsible.team %} ({{ responsible.team }}){% endif %}"
)


def greet(draft: Draft) -> None:
    """The salutation, and to whom "you" points where a representative reads."""
    draft.para("Dear {{ recipient.salutation }}")
    draft.when("recipient.is_representative")
    draft.para(
        "We write to you as the representative of {{ person.name }}. From here on, “you” means "
        "{{ person.called }}."
    )
    draft.end()


def immigration(draft: Draft) -> None:
    """That the right does not hang on immigration, for whom it may be in doubt."""
    draft.when("person.no_public_funds")
    draft.para("{{ say.immigration }}")
    draft.end()


def challenge(draft: Draft, heading: str, *, advocate: bool = True, court: bool = False) -> None:
    """Who can help, and each way to object, the nearest first."""
    if advocate:
        draft.heading("Someone to help you")
        draft.para(
            "{{ say.advocacy }}{% if organisation.advocacy %} Advocacy here: "
            "{{ organisation.advocacy }}{% endif %}"
        )
    draft.heading(heading)
    steps = [
        ("Talk to us.", f"{LEAD} can explain this to you, and listen to you."),
        ("Complain.", "{{ say.complaint }}"),
    ]
    if court:
        steps.append(("Go to court.", "{{ say.judicial_review }}"))
    draft.steps(steps)
    council, board = "organisation.complaints_council", "organisation.complaints_board"
    draft.when(f"{council} or {board}")
    draft.para("This is where to complain:")
    draft.bullets(
        [
            (f"to the council: {{{{ {council} }}}}", council),
            (f"to the NHS: {{{{ {board} }}}}", board),
        ]
    )
    draft.end()


def close(draft: Draft, *, crisis: bool = True) -> None:
    """Whom to ask, help in a crisis, and the names of both bodies."""
    draft.heading("Who to ask")
    draft.para(
        f"Your named lead is {LEAD_IN_FULL}. Call "
        "{{ organisation.phone }}{% if organisation.email %}, or write to "
        "{{ organisation.email }}{% endif %}. You can have this letter in Easy Read, in large "
        "print or in another language.",
        kept=True,
    )
    if crisis:
        draft.box(
            "**If you need help now:** {% if organisation.crisis %}{{ organisation.crisis }}"
            "{% else %}Call NHS 111 and choose the mental health option{% endif %}\n"
            "If a life is in danger, call 999.",
            kind="last",
        )
    farewell = (
        '{% if recipient.salutation == "Sir or Madam" %}Yours faithfully{% else %}Yours sincerely'
        "{% endif %}"
    )
    draft.closing(
        farewell,
        ["{{ organisation.signed_by }}", "for {{ organisation.council }}"],
        ["{{ organisation.signed_by_board }}", "for {{ organisation.board }}"],
    )
