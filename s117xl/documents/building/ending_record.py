"""The record of an ending: how both bodies came to be satisfied, and how the person comes back."""

from __future__ import annotations

from functools import partial

from s117xl.documents.building.kit import Draft, choose, pick_date, write_here
from s117xl.documents.building.shared_blocks import (
    IDENTITY,
    YES_NO,
    Fact,
    Section,
    both_bodies,
    known,
    lead,
    opening,
    orders,
    questions,
    signatures,
    told,
    voice,
    write,
    yes_no,
)


def ending_record() -> bytes:
    """The record."""
    draft = Draft("Record of an ending", "form")
    opening(
        draft,
        "This records that both bodies, together, are satisfied that {{ person.called }} no longer "
        "needs aftercare, and how they know.",
    )
    sections: dict[str, Section] = {
        "The person's view": view,
        "Who it is": who,
        "The full reassessment": reassessment,
        "Tests A and B for each service": tests,
        "Reasons, and what else was thought of": reasons,
        "Orders and conditions": order_checks,
        "Risk, and what is in place": risk,
        "Decision, notice, and the way back": decision,
        "What the person is told": partial(told, kind="ending-record"),
        "Signatures": signed,
    }
    return write(draft, sections)


def view(draft: Draft) -> None:
    """What the person, the carer and the advocate say to it."""
    voice(draft, "What does {{ person.called }} say to the ending?")
    questions(
        draft,
        ("Person or advocate took part", "{{ ending.involved }}"),
        ("If not, why not", "{{ ending.not_involved_because }}", "not ending.was_involved"),
        ("Asked for by the person on", "{{ ending.requested }}", "ending.requested"),
        "What the carer and the advocate say",
        "What is not agreed, and the answer",
    )


def who(draft: Draft) -> None:
    """Who it is, and what is ended."""
    rows: list[Fact] = [
        *IDENTITY,
        ("Section", "{{ entitlement.section }}", None),
        *both_bodies(),
        *lead(),
        ("Aftercare ends on", "{{ ending.date }}", None),
    ]
    known(draft, *rows)


def reassessment(draft: Draft) -> None:
    """The reassessment that the decision rests on."""
    known(
        draft,
        ("Reassessed in full on", "{{ ending.reassessed }}", None),
        ("What it found", "{{ ending.rationale }}", None),
        ("Who took part for each body", write_here("Who took part for each body"), None),
        ("Each part of life looked at", choose("Each part looked at", YES_NO), None),
        ("Needs that remain", write_here("Needs that remain"), None),
    )


def tests(draft: Draft) -> None:
    """Both tests for every service, those that are over too."""
    draft.para(
        "**Test A:** meets a need that comes from or is related to the mental disorder. "
        "**Test B:** reduces the risk of getting worse, and so of going to hospital again. While "
        "both are Yes for a service, aftercare is still needed."
    )
    draft.when("services")
    draft.table(
        ["Service", "On the register", "Test A now", "Test B now", "How we know"],
        "service in services",
        [
            ["**{{ service.name }}**", "{{ service.provider }}"],
            "A: {{ service.meets_need }}\nB: {{ service.reduces_risk }}"
            "{% if not service.is_open and service.ended %}\nUntil {{ service.ended }}{% endif %}",
            choose("Test A now", YES_NO),
            choose("Test B now", YES_NO),
            write_here("How we know"),
        ],
        [4.9, 2.7, 2.8, 2.8, 3.4],
        "Tests A and B for each service",
    )
    draft.otherwise()
    draft.para("The register holds no section 117 service. Say here what was given, and why none.")
    questions(draft, "What aftercare was given")
    draft.end()


def reasons(draft: Draft) -> None:
    """Why; what was thought of instead; and what is no reason by itself."""
    draft.when("ending.reasons")
    draft.para("The reasons, the one that decided first:")
    draft.bullet_each("reason in ending.reasons", "{{ reason }}")
    draft.otherwise()
    draft.para("No reason is recorded yet.")
    draft.end()
    draft.box(
        "None of these is a reason by itself: time has passed; the person is settled or well; a "
        "team has discharged them; an order or leave is over; they moved, went to prison or came "
        "back to hospital as a voluntary patient; they said no to a service; the cost; what the "
        "person owns."
    )
    questions(
        draft,
        yes_no("Are all of these ruled out?"),
        "Other ways that were considered",
        "Why they were not right",
    )


def order_checks(draft: Draft) -> None:
    """That no order stands in the way."""
    draft.when("entitlement.on_cto")
    draft.box(
        "The register shows a community treatment order in force. While it is, aftercare cannot "
        "end.",
        "warning",
    )
    draft.end()
    rows: list[Fact] = [
        *orders(),
        ("Treatment order ended on", "{{ entitlement.cto_ended }}", "entitlement.cto_ended"),
        (
            "Treatment order ended on",
            pick_date("Treatment order ended on"),
            "entitlement.had_cto and not entitlement.cto_ended",
        ),
        ("Conditional discharge ended on", "{{ entitlement.cd_ended }}", "entitlement.cd_ended"),
        ("Who checked, and how", write_here("Who checked the orders"), None),
        (
            "Conditions that need it?",
            choose("Conditions that need it", YES_NO),
            None,
        ),
    ]
    known(draft, *rows)


def risk(draft: Draft) -> None:
    """What could go wrong, and that what comes next is there already."""
    questions(
        draft,
        "What could go wrong, and its signs",
        "Who sees it, and what they do",
        ("Other help that was offered", "{{ ending.follow_on }}"),
        yes_no("All in place before the last day?"),
        "Home, money, medicines afterwards",
    )


def decision(draft: Draft) -> None:
    """Both deciders, each with their day; how the person was told, and how to come back."""
    rows: list[Fact] = [
        ("For the council", "{{ ending.council_decider }}, on {{ ending.council_date }}", None),
        ("For the board", "{{ ending.board_decider }}, on {{ ending.board_date }}", None),
        (
            "Authorised by",
            "{{ ending.authorised_by }}{% if ending.panel %} (panel {{ ending.panel }}){% endif %}",
            None,
        ),
        (
            "Written notice on",
            "{{ ending.notice }}. By both bodies together: {{ ending.joint_notice }}",
            None,
        ),
        ("Also told, with consent", write_here("Also told, with consent"), None),
    ]
    known(draft, *rows)
    draft.para(
        "**The way back.** If it becomes plain that aftercare ended too early, both bodies start "
        "it again. The person, a carer, a GP or an advocate may ask for that at any time."
    )


def signed(draft: Draft) -> None:
    """The signatures, and that of who authorised it."""
    signatures(draft, "Who authorised it")
