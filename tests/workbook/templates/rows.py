"""An invented register in which each required field is required, and filled, on some row."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from tests.people import AS_AT, LAWFUL, REVIEW, ending, person

TRANSFERRED = person(
    register_id="V-004", surname="Fourth", record_status="TRANSFERRED-OUT", status_reason="moved",
    transfer_to="E08000032", transfer_accepted=date(2026, 5, 1), nhs_number=None,
    nhs_number_reason="not yet traced", last_review_date=None, last_review_type=None,
)  # fmt: skip
DECLINED = person(
    register_id="V-005", surname="Fifth", record_status="ACTIVE-DECLINED",
    declined_date=date(2026, 3, 2), declined_informed="yes", write_to="representative",
    representative_address="1 Test Street", nrpf="yes", nrpf_note="Support goes on",
    leave_start=date(2025, 12, 20), leave_kind="day", carer_name="A Carer", carer_consent="yes",
    carer_assessment_offered=date(2026, 1, 5), la_share=1, icb_share=0,
    split_rationale="Agreed by both", accommodation_s117="yes",
    accommodation_rationale="Supervised housing meets the need", charged="yes",
    refund_status="due", refund_amount=120.5, refund_found=date(2026, 4, 1),
    last_review_date=date(2026, 5, 4),
)  # fmt: skip
CHILD = person(
    register_id="V-003", surname="Third", dob=date(2008, 11, 2), cyp_lead="A Lead", ehcp="no",
    looked_after="no", transition_plan_date=date(2026, 5, 1), last_review_date=date(2026, 6, 1),
    detention_start=date(2023, 9, 1), detention_end=date(2024, 1, 15),
    discharge_date=date(2024, 1, 15),
)  # fmt: skip
ENDED = ending(register_id="V-002", surname="Second", end_person_involved="no",
               end_involvement_reason="Did not answer three invitations")  # fmt: skip

NEW = {"register_id": "V-006"}

PEOPLE: list[dict[str, Any]] = [LAWFUL, ENDED, CHILD, TRANSFERRED, DECLINED, NEW]
ROWS = {"Register": PEOPLE, "Reviews": [REVIEW]}
SETTINGS = {"as_at": AS_AT, "la_name": "Northshire Council"}


def days_ago(days: int) -> date:
    """A day before the as-at date."""
    return AS_AT - timedelta(days=days)
