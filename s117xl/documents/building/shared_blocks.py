"""Blocks that several forms have: who it is, why aftercare is owed, services, rights, signatures.

What the register holds is printed. What it does not hold, a person writes, chooses or picks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from s117xl.documents.building.controls import LONGEST, Control
from s117xl.documents.building.kit import Cell, Draft, choose, pick_date, write_here
from s117xl.documents.statements import all_statements

Fact = tuple[str, Cell, str | None]
Section = Callable[[Draft], None]
Question = str | tuple[str, Cell] | tuple[str, Cell, str | None]

YES_NO = ("Yes", "No", "Not yet known")
AS_KNOWN = ("What", "The register says, or write here")
ANSWERS = (7.8, 8.8)
KNOWN = (6.2, 10.4)

IDENTITY: tuple[Fact, ...] = (
    ("Name", "{{ person.name }}, called {{ person.called }}", None),
    (
        "Date of birth, NHS number",
        "{{ person.dob }}{% if person.age %} (age {{ person.age }}){% endif %}; "
        "{{ person.nhs_number }}",
        None,
    ),
    ("Register and episode", "{{ document.register_id }}, episode {{ entitlement.episode }}", None),
    (
        "Numbers in other records",
        "Council {{ person.council_id }}{% if person.trust_id %}, Trust {{ person.trust_id }}"
        "{% endif %}",
        None,
    ),
)


def printed(fact: str) -> str:
    """The tag that prints a fact."""
    return f"{{{{ {fact} }}}}"


def titled(question: str) -> str:
    """The question as the title of its field: as much of it as Word allows, in whole words."""
    plain = question.replace("**", "").rstrip("?:")
    return plain if len(plain) <= LONGEST else plain[: LONGEST + 1].rpartition(" ")[0]


def held(label: str, fact: str, empty: Control | None = None) -> list[Fact]:
    """Two rows of which one stands: what the register holds, or room for it."""
    room = empty or write_here(titled(label))
    return [(label, printed(fact), fact), (label, room, f"not {fact}")]


def opening(draft: Draft, purpose: str) -> None:
    """What the form is for, and that its answers are to be checked."""
    draft.box(
        f"{purpose} What the register holds is filled in. Check it with the person. Put right "
        "what is wrong, here and in the register."
    )


def write(draft: Draft, sections: Mapping[str, Section], contents: bool = False) -> bytes:
    """The form with its sections, numbered; a long one says first what is in it."""
    names = [f"{number}. {name}" for number, name in enumerate(sections, start=1)]
    if contents:
        draft.para(f"**What is in this form:** {'; '.join(names).replace('. ', ' ')}.")
    for name, section in zip(names, sections.values(), strict=True):
        draft.heading(name)
        section(draft)
    return draft.bytes()


def known(draft: Draft, *rows: Fact) -> None:
    """A table of what the register holds, with room for what it does not."""
    draft.facts(rows, AS_KNOWN, widths=KNOWN)


def questions(draft: Draft, *rows: Question) -> None:
    """A table of questions; one without a field of its own has room to write."""
    draft.facts(map(asked, rows), ("Question", "Answer"), widths=ANSWERS)


def asked(question: Question) -> Fact:
    """The row of a question."""
    if isinstance(question, str):
        return question, write_here(titled(question)), None
    words, answer, *condition = question
    return words, answer, condition[0] if condition else None


def yes_no(question: str) -> tuple[str, Cell]:
    """A question that is answered with yes, no or not yet known."""
    return question, choose(titled(question), YES_NO)


def ask_held(draft: Draft, question: str, fact: str, title: str, hint: str, lines: int = 4) -> None:
    """A question with what the register holds in its field, to be gone on with."""
    draft.when(fact)
    draft.ask(question, write_here(title, lines, printed(fact)), hint)
    draft.otherwise()
    draft.ask(question, write_here(title, lines), hint)
    draft.end()


def voice(draft: Draft, question: str = "What does {{ person.called }} say?") -> None:
    """The person's own words, before all else."""
    ask_held(
        draft,
        question,
        "person.voice",
        "The person's own words",
        "Write the person's own words. Where someone else passes them on, say who.",
    )


def communication() -> Iterator[Fact]:
    """How to talk and write to the person."""
    yield (
        "Language, communication",
        ["{{ person.language }}. Interpreter needed: {{ person.interpreter }}",
         "Communication needs: {{ person.communication }}"],
        None,
    )  # fmt: skip
    yield from held("Reasonable adjustments", "person.adjustments")


def legal_basis(draft: Draft) -> None:
    """Why aftercare is owed, in full, and who has seen the papers."""
    ended = "{% if entitlement.detention_ended %} to {{ entitlement.detention_ended }}{% endif %}"
    rows: list[Fact] = [
        ("Section", "{{ entitlement.section }}", None),
        ("Restricted by order or direction", "{{ entitlement.restricted }}", None),
        ("Detained", f"{{{{ entitlement.detained }}}}{ended}", None),
        ("Hospital", "{{ entitlement.hospital }}", None),
        *held("Left hospital on", "entitlement.left_hospital", pick_date("Left hospital on")),
        ("How aftercare began", "{{ entitlement.trigger }}", None),
        ("Where the evidence is kept", "{{ entitlement.evidence }}", None),
    ]
    seen: list[Fact] = [
        ("Who has seen the papers?", write_here("Who has seen the papers"), None),
        ("Seen on", pick_date("Papers seen on"), None),
    ]
    known(draft, *rows, *standing(), *seen)


def standing() -> Iterator[Fact]:
    """How the entitlement stands today."""
    yield "Entitlement", "{{ entitlement.answer }}. Record: {{ entitlement.status }}", None
    yield "Owed since", "{{ entitlement.since }}", "entitlement.since"
    yield from orders()


def orders() -> Iterator[Fact]:
    """Orders that bear on aftercare, and prison."""
    yield (
        "Community treatment order",
        "{{ entitlement.cto_answer }}{% if entitlement.on_cto and entitlement.cto_expires %} and "
        "expires on {{ entitlement.cto_expires }} unless it is renewed{% endif %}",
        None,
    )
    yield "Conditional discharge", "{{ entitlement.cd_answer }}", None
    yield (
        "Prison",
        "{% if entitlement.prison %}{{ entitlement.prison }}{% else %}In prison{% endif %}"
        "{% if entitlement.release_due %}, release due on {{ entitlement.release_due }}{% endif %}"
        ". The record stays open. Services are lined up in good time for release.",
        "entitlement.in_prison",
    )


def bodies() -> Iterator[Fact]:
    """Which bodies owe it, and why these."""
    yield (
        "Responsible council",
        ["{{ responsible.council }}", "Because: {{ responsible.council_basis }}"],
        None,
    )
    yield (
        "Responsible board",
        ["{{ responsible.board }}", "Because: {{ responsible.board_basis }}"],
        None,
    )


def both_bodies() -> Iterator[Fact]:
    """Which bodies owe it, without the reasons."""
    yield "Responsible", ["{{ responsible.council }}", "{{ responsible.board }}"], None


def decided_for() -> Iterator[Fact]:
    """The detention for which residence was decided."""
    yield "For the detention of", "{{ responsible.decided_for }}", None


def lead() -> Iterator[Fact]:
    """Who leads."""
    yield (
        "Named lead",
        ["{{ responsible.lead }}, {{ responsible.lead_role }}",
         "{{ responsible.team }}, for {{ responsible.lead_body }}"],
        None,
    )  # fmt: skip


def carer() -> Iterator[Fact]:
    """The carer, where one is named, and the carer's own assessment."""
    yield "Carer", "{{ person.carer }}", "person.has_carer"
    yield "May the carer be told?", "{{ person.carer_consent }}", "person.has_carer"
    offered = "Carer assessment offered"
    yield offered, printed("person.carer_assessment"), "person.carer_assessment"
    room = pick_date(offered)
    yield offered, room, "person.has_carer and not person.carer_assessment"
    for question in ("Family or friend who gives care", "May they be told?"):
        yield question, write_here(titled(question)), "not person.has_carer"


def statements(kind: str, also: Sequence[str] = ()) -> Iterator[tuple[str, str | None]]:
    """What a kind of document must say, each with the condition under which it must."""
    for id, each in all_statements().items():
        if kind in each.where or id in also:
            yield printed(f"say.{id}"), None
        elif kind in each.where_home:
            yield printed(f"say.{id}"), "plan.home_is_aftercare"
        elif kind in each.where_no_public_funds:
            yield printed(f"say.{id}"), "person.no_public_funds"


def told(draft: Draft, kind: str, also: Sequence[str] = ()) -> None:
    """What the person is told, and how it was told."""
    draft.para("Read this out or hand it over, in the way that suits the person.")
    draft.bullets(statements(kind, also))
    draft.bullets(
        [
            ("Advocacy here: {{ organisation.advocacy }}", "organisation.advocacy"),
            ("For questions: {{ organisation.contact }}", "organisation.contact"),
        ]
    )
    ways = ("Read out and talked over", "Handed over", "Both", "Not yet: say why in the record")
    how = [choose("How the person was told", ways), pick_date("Told on")]
    draft.grid(["How the person was told", "On"], [how], [10, 6.6])


def signatures(draft: Draft, *others: str) -> None:
    """Room for both bodies, the person and others to sign."""
    draft.para(
        "The person signs to show that they took part; it does not say that they agree with all "
        "of it. Nobody loses aftercare by not signing.",
        kept=True,
    )
    both = ("For the council", "For the Integrated Care Board")
    draft.signature([*both, "{{ person.name }}", *others])


def all_signatures(draft: Draft) -> None:
    """The same, with the carer or advocate."""
    signatures(draft, "Carer or advocate, if they took part")
