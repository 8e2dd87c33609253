"""Invented people for tests: a full and lawful record, and ways to vary it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from s117xl.check import Outcome, run
from s117xl.findings import Finding
from s117xl.register.parse import Register, parse_table
from s117xl.register.schema import TABLES
from s117xl.rules.catalogue import all_rules
from s117xl.rules.rows import Context
from s117xl.settings import Settings
from s117xl.workbook.read import RawTable, factorise

AS_AT = date(2026, 6, 30)

Row = Mapping[str, Any]

LAWFUL: dict[str, Any] = {
    "register_id": "V-001",
    "nhs_number": "9990000018",
    "la_person_id": "LA-001",
    "surname": "Example",
    "forename": "Avery",
    "dob": date(1980, 5, 17),
    "gender": "female",
    "ethnic_category": "A",
    "language": "English",
    "interpreter_needed": "no",
    "communication_need": "none",
    "postcode": "LS1 4AP",
    "write_to": "person",
    "accommodation_status": "settled",
    "gp_practice_code": "B86001",
    "nrpf": "no",
    "record_status": "ACTIVE",
    "episode_no": 1,
    "section_code": "03",
    "restricted": "no",
    "detention_start": date(2025, 9, 1),
    "detention_end": date(2026, 1, 15),
    "detention_hospital": "RXX01",
    "discharge_date": date(2026, 1, 15),
    "trigger": "discharge",
    "entitlement_evidence_ref": "EV-001",
    "or_postcode": "LS1 4AP",
    "or_basis": "ordinarily resident before detention",
    "or_determined_on": date(2025, 9, 1),
    "la_code": "E08000035",
    "icb_code": "QWO",
    "icb_basis": "GP at detention",
    "provider_trust_code": "RXX",
    "asc_notified": date(2025, 9, 3),
    "planning_start": date(2025, 9, 5),
    "assessment_date": date(2025, 12, 1),
    "assessment_la": "yes",
    "assessment_nhs": "yes",
    "plan_date": date(2026, 1, 10),
    "plan_ref": "PL-001",
    "plan_shared_date": date(2026, 1, 12),
    "contingency_plan": "yes",
    "person_voice": "Wants to go back to the allotment and see friends.",
    "advocacy_offered": date(2025, 10, 1),
    "advocacy_type": "IMHA",
    "rights_leaflet_date": date(2026, 1, 12),
    "rights_leaflet_format": "standard",
    "lead_name": "Jo Lead",
    "lead_role": "Care coordinator",
    "lead_org": "Trust",
    "team": "North team",
    "open_case": "both",
    "last_review_date": date(2026, 4, 10),
    "last_review_type": "full",
    "next_review_due": date(2027, 4, 10),
    "funding_status": "agreed",
    "la_share": 0.5,
    "icb_share": 0.5,
    "accommodation_s117": "no",
    "charged": "no",
    "chc_status": "not relevant",
    "phb_offered": "yes",
    "verified_on": date(2026, 6, 1),
    "verified_by": "Jo Lead",
    "updated_on": date(2026, 6, 1),
    "registered_on": date(2026, 1, 16),
    "follow_up_72h": date(2026, 1, 17),
}
"""A person whose record is full and lawful on AS_AT: nothing to fix or explain."""

LAWFUL_ENDING: dict[str, Any] = {
    **LAWFUL,
    "record_status": "ENDED",
    "end_date": date(2026, 5, 29),
    "end_reason": "L1",
    "end_rationale": "Reassessed in full with the person; both bodies are satisfied that no "
    "aftercare need remains, and other support is in place.",
    "detention_start": date(2023, 9, 1),
    "detention_end": date(2024, 1, 15),
    "discharge_date": date(2024, 1, 15),
    "asc_notified": date(2023, 9, 3),
    "planning_start": date(2023, 9, 5),
    "assessment_date": date(2023, 12, 1),
    "or_determined_on": date(2023, 9, 1),
    "advocacy_offered": date(2023, 10, 1),
    "plan_date": date(2024, 1, 10),
    "plan_shared_date": date(2024, 1, 12),
    "rights_leaflet_date": date(2024, 1, 12),
    "registered_on": date(2024, 1, 16),
    "follow_up_72h": date(2024, 1, 17),
    "end_reassessment_date": date(2026, 5, 6),
    "end_la_decider": "A Director",
    "end_la_date": date(2026, 5, 20),
    "end_icb_decider": "B Director",
    "end_icb_date": date(2026, 5, 20),
    "end_person_involved": "yes",
    "end_authorised_by": "Director of Adult Social Services",
    "end_panel_ref": "P-001",
    "end_notice_date": date(2026, 5, 21),
    "end_notice_joint": "yes",
    "end_follow_on": "Care Act assessment offered; GP and crisis line explained.",
}
"""A person for whom the duty was ended lawfully, with all the evidence."""

SERVICE: dict[str, Any] = {
    "service_id": "S-001",
    "register_id": "V-001",
    "service_name": "Support worker",
    "service_type": "care at home",
    "is_s117": "yes",
    "test_a": "yes",
    "test_b": "yes",
    "link_rationale": "Support with routines lost to psychosis; prevents relapse.",
    "provider": "Acorn Support",
    "start": date(2026, 1, 15),
    "la_share": 0.5,
    "icb_share": 0.5,
    "la_agreed": date(2026, 1, 10),
    "icb_agreed": date(2026, 1, 10),
    "charged": "no",
    "weekly_cost": 210.0,
}

REVIEW: dict[str, Any] = {
    "review_id": "RV-001",
    "register_id": "V-001",
    "kind": "initial",
    "type": "full",
    "due": date(2026, 4, 15),
    "held": date(2026, 4, 10),
    "la_present": "yes",
    "nhs_present": "yes",
    "person_present": "yes",
    "change_of_need": "no",
    "outcome": "continue",
    "outcomes_recorded": "Back at the allotment twice a week; sleeping well.",
    "next_due": date(2027, 4, 10),
}

DISPUTE: dict[str, Any] = {
    "dispute_id": "D-001",
    "register_id": "V-001",
    "type": "ordinary residence",
    "raised": date(2026, 6, 10),
    "stage": "operational",
    "stage_date": date(2026, 6, 10),
    "interim_funder": "LA",
    "support_paused": "no",
}

ADMISSION: dict[str, Any] = {
    "admission_id": "A-001",
    "register_id": "V-001",
    "admitted": date(2026, 3, 1),
    "legal_status": "01",
    "discharged": date(2026, 3, 9),
    "kind": "admission",
}


def person(**changes: Any) -> dict[str, Any]:
    """The lawful record with these fields changed; None leaves the cell blank."""
    return LAWFUL | changes


def ending(**changes: Any) -> dict[str, Any]:
    """The lawful ending with these fields changed."""
    return LAWFUL_ENDING | changes


def register(**tables: Sequence[Row]) -> Register:
    """Typed tables from rows of cells as Excel would give them; every schema column is there.

    A field named in `without` of a row... is left out by giving the table a tuple of rows whose
    first row has the key with the value `...` (Ellipsis): then the column itself is missing.
    """
    return Register({name: _table(name, rows) for name, rows in tables.items()})


def _table(name: str, rows: Sequence[Row]) -> Any:
    schema = TABLES[name]
    keys = [f.key for f in schema.fields if not any(row.get(f.key, "") is ... for row in rows)]
    columns = {
        key: factorise(schema.field(key).heading, place, [_cell(row.get(key)) for row in rows])
        for place, key in enumerate(keys, 1)
    }
    import numpy as np

    raw = RawTable(name, schema.sheet, 1, np.arange(2, len(rows) + 2, dtype=np.int32), columns, ())
    return parse_table(raw, schema)


def _cell(value: Any) -> Any:
    return "" if value is None else value


def context(
    *, as_at: date = AS_AT, settings: Mapping[str, Any] | None = None,
    seen_ids: frozenset[str] | None = None, **tables: Sequence[Row],
) -> Context:  # fmt: skip
    """What a check is made with, from rows. 999 numbers are right unless `holds` says otherwise."""
    values = {"holds": "invented people"} | dict(settings or {})
    return Context(register(**tables), as_at, Settings(values), seen_ids)


def run_rule(code: str, *, what_if: bool = False, **given: Any) -> tuple[Outcome, list[Finding]]:
    """One rule's outcome and findings on these tables (`Register=[person()]`, ...).

    No other rule runs, so nothing is spoilt beforehand; `check(context(...))` runs them all.
    """
    outcome, findings, _ = run(all_rules()[code], context(**given), what_if)
    return outcome, findings


def found(code: str, **given: Any) -> list[tuple[str, str]]:
    """Where one rule finds something: (row id, field) of each finding."""
    return [(finding.row, finding.field) for finding in run_rule(code, **given)[1]]
