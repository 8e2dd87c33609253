"""What is expected of a role, domain by domain."""

from __future__ import annotations

from s117xl.documents.building.kit import Draft
from s117xl.reports.scored.blocks import made_with, report, shown, written


def role_profile() -> bytes:
    """The profile."""
    draft = report(
        "Role profile: section 117 competencies",
        "Role profile: {{ role }}",
        "the competency workbook",
    )
    draft.box(
        "This says what the role asks for. It says nothing of any person. A level takes in the "
        "levels below it."
    )
    return written(draft, {"Levels that the role asks for": overview, "Domain by domain": domains})


def overview(draft: Draft) -> None:
    """The level of each domain."""
    draft.table(
        ["Domain", "Expected level"],
        "domain in domains",
        ["{{ domain.ref }} {{ domain.title }}", shown("domain.expected", "Not set")],
        [10.6, 6.0],
        "Expected level in each domain",
    )


def domains(draft: Draft) -> None:
    """What each level means in practice."""
    draft.each("domain", "domains")
    draft.heading("{{ domain.ref }} {{ domain.title }}", 2)
    draft.para("{{ domain.core }}")
    draft.when("domain.behaviours")
    draft.heading("What it looks like", 3)
    draft.bullet_each("behaviour in domain.behaviours", "{{ behaviour }}")
    draft.end()
    draft.when("domain.statements")
    draft.heading("What a person in this role does", 3)
    draft.table(
        ["Ref", "Level", "Statement"],
        "statement in domain.statements",
        ["{{ statement.ref }}", "{{ statement.level }}", "{{ statement.text }}"],
        [2.2, 4.0, 10.4],
        "Statements up to the expected level",
    )
    draft.otherwise()
    draft.when("domain.is_expected")
    draft.para("The statements of this level are not held.")
    draft.otherwise()
    draft.para("The role asks for no level in this domain.")
    draft.end()
    draft.end()
    draft.end()
    made_with(draft)
