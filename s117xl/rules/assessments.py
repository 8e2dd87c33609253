"""Assessments: made, and made by both bodies."""

from __future__ import annotations

from collections.abc import Iterator

from s117xl.register.truth import Truth
from s117xl.rules.catalogue import Found, rule
from s117xl.rules.rows import Rows
from s117xl.rules.scopes import PLANNED_FOR, lacks

BODIES = {"assessment_la": "the council", "assessment_nhs": "the NHS"}


@rule(
    "R060",
    "No assessment",
    "risk",
    scope=PLANNED_FOR,
    fields=("assessment_date",),
    authority=("audit-s003", "code-33-11"),
    pillar=2,
    audit=("D3.1",),
    message="The record shows no assessment of the person's aftercare needs.",
    fix="Record the assessment that was made; if there was none and the record is open, assess "
    "the person's needs jointly.",
    owner="Named lead",
    speaks_for=("assessment_date",),
)
def no_assessment(r: Rows) -> Truth:
    return lacks(r, "assessment_date")


@rule(
    "R061",
    "Assessment by one body alone",
    "risk",
    scope=PLANNED_FOR,
    fields=("assessment_la", "assessment_nhs"),
    authority=("audit-s003", "mha-117-2"),
    pillar=2,
    audit=("D3.1",),
    message="The record does not show that {body} took part in the assessment.",
    fix="Record that it took part; if it did not and the record is open, assess again together.",
    owner="Named lead",
    speaks_for=("assessment_la", "assessment_nhs"),
)
def one_body_assessed(r: Rows) -> Iterator[Found]:
    for key, body in BODIES.items():
        absent = lacks(r, key) | r.list(key).isin("no")
        yield Found(absent, key, {"body": body}, regardless=True)
