"""Where an entry may stand, and the requirements that many fields share."""

from __future__ import annotations

from s117xl.register.conditions import Is

RECORD_STATUSES = (
    "PROSPECTIVE",
    "ACTIVE",
    "ACTIVE-PRISON",
    "ACTIVE-INPATIENT",
    "ACTIVE-DECLINED",
    "ENDED",
    "SUPERSEDED",
    "DECEASED",
    "NOT-ENTITLED",
    "TRANSFERRED-OUT",
)
TRIGGERS = (
    "discharge",
    "leave",
    "CTO",
    "conditional discharge",
    "prison return",
    "absolute discharge",
)


def statuses_but(*left_out: str) -> tuple[str, ...]:
    """Each record status but these: conditions are positive, so that a blank requires nothing."""
    return tuple(status for status in RECORD_STATUSES if status not in left_out)


IN_AFTERCARE = Is(
    "record_status",
    statuses_but("PROSPECTIVE", "NOT-ENTITLED"),
    "unless the record is PROSPECTIVE or NOT-ENTITLED",
)
ENDED = Is("record_status", ("ENDED",), "if the record is ENDED")
