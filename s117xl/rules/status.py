"""Status: whether what the record says of itself agrees with the rest of it.

An entry is closed by a decision, or because another record took its place, and never by a
word in a cell.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from s117xl.register.truth import Mask, Truth
from s117xl.rules.catalogue import Found, Scope, rule
from s117xl.rules.entitlement import qualifies
from s117xl.rules.leaving import left_hospital
from s117xl.rules.people import Groups, people
from s117xl.rules.rows import Rows
from s117xl.rules.scopes import is_live

NOT_COUNTED = Scope(
    lambda r: r.list("record_status").isin("NOT-ENTITLED", "PROSPECTIVE"),
    "No record is NOT-ENTITLED or PROSPECTIVE.",
)
TRANSFERRED = Scope(
    lambda r: r.list("record_status").isin("TRANSFERRED-OUT"), "No record is TRANSFERRED-OUT."
)


@rule(
    "R203",
    "Left hospital after a qualifying section, and not counted as entitled",
    "risk",
    scope=NOT_COUNTED,
    fields=(
        "record_status",
        "section_code",
        "discharge_date",
        "cto_start",
        "cd_start",
        "leave_start",
        "leave_kind",
        "detention_start",
    ),
    authority=("mha-117-1", "mha-117-2", "watson-1999"),
    pillar=1,
    message="The record is {record_status}, while section code {section_code} gives the right to "
    "aftercare and the person has left hospital.",
    fix="Set the status to ACTIVE, or record why there never was a right to aftercare.",
    owner="Council and ICB deciders",
)
def left_and_not_counted(r: Rows) -> Truth:
    left = left_hospital(r)
    return qualifies(r) & Truth.of(~np.isnat(left.days), left.known)


@rule(
    "R204",
    "Transferred out with nobody shown to have taken the duty over",
    "risk",
    scope=TRANSFERRED,
    fields=("record_status", "transfer_accepted", "transfer_to", "status_reason"),
    authority=("mha-117-3",),
    pillar=7,
    message="The record is TRANSFERRED-OUT and shows no written acceptance with its date.",
    fix="Record who accepted the duty in writing and when; until then the record stays ACTIVE.",
    owner="Council decider",
    speaks_for=("transfer_accepted", "transfer_to"),
)
def transferred_to_nobody(r: Rows) -> Iterator[Found]:
    yield Found(r.transfer_accepted.empty, "transfer_accepted", regardless=True)
    yield Found(
        r.transfer_to.empty,
        "transfer_to",
        message="The record is TRANSFERRED-OUT and does not name the authority that accepted it.",
        regardless=True,
    )
    yield Found(
        r.status_reason.isin("moved"),
        "status_reason",
        message="The record is TRANSFERRED-OUT because the person moved; the duty does not move "
        "with the person.",
        fix="Set the status to ACTIVE, unless another authority accepted the duty in writing.",
        regardless=True,
    )


@rule(
    "R205",
    "Status that the rest of the record does not bear out",
    "invalid",
    fields=(
        "record_status",
        "dod",
        "end_date",
        "prison_start",
        "nhs_number",
        "la_person_id",
        "section_code",
        "detention_start",
        "episode_no",
        "Admissions.admitted",
        "Admissions.discharged",
    ),
    authority=("register-practice", "worcestershire-2023"),
    pillar=8,
    message="The record is {record_status} and {lack}.",
    fix="Correct the status, or add what is missing.",
)
def status_not_borne_out(r: Rows) -> Iterator[Found]:
    status = r.list("record_status")
    clauses = (
        (status.isin("SUPERSEDED") & ~has_later_episode(r), "no later qualifying episode is held"),
        (status.isin("DECEASED") & r.dod.empty, "has no date of death"),
        (is_live(r) & r.end_date.filled, "has a date on which the duty ended"),
        (status.isin("ACTIVE-PRISON") & r.prison_start.empty, "has no start of prison"),
    )
    for truth, lack in clauses:
        yield Found(truth, "record_status", {"lack": lack}, regardless=True)
    if "Admissions" in r.context.register.tables:
        nowhere = status.isin("ACTIVE-INPATIENT") & ~_in_hospital(r)
        facts = {"lack": "no open admission is held"}
        yield Found(nowhere, "record_status", facts, regardless=True)


def _in_hospital(r: Rows) -> Truth:
    """Whether the person has an admission that began and is not known to be over."""
    day = r.as_at
    return r.any(
        "Admissions",
        lambda a: (a.admitted <= day) & (a.discharged.empty | (a.discharged > day)),
    )


def has_later_episode(r: Rows) -> Truth:
    """Whether the same person has a later record whose section qualifies.

    Later is told by the start of detention, or by the number of the episode. Unknown where
    the person, or what another of their records is, cannot be told.
    """
    person = people(r)
    counts = qualifies(r) & ~r.list("record_status").isin("NOT-ENTITLED").sure()
    starts, episodes = _starts(r), r.number("episode_no").numbers
    dated = ~(np.isnan(starts) & np.isnan(episodes))
    later = _beaten(person, counts.yes, starts) | _beaten(person, counts.yes, episodes)
    doubtful = _another(person, ~counts.no & ~(counts.yes & dated))
    known = (person >= 0) & dated & ~doubtful
    return Truth(later, known & ~later)


def _starts(r: Rows) -> NDArray[np.float64]:
    column = r.date("detention_start")
    return np.where(column.known, column.days.astype(np.int64), np.nan)


def _beaten(person: Groups, counts: Mask, values: NDArray[np.float64]) -> Mask:
    """Where a row of the same person that counts has a greater value."""
    most = np.full(int(person.max(initial=-1)) + 2, -np.inf)
    rows = counts & (person >= 0) & ~np.isnan(values)
    np.maximum.at(most, person[rows], values[rows])
    beaten: Mask = (most[person] > values) & (person >= 0)
    return beaten


def _another(person: Groups, doubtful: Mask) -> Mask:
    """Where another row of the same person is doubtful."""
    rows = doubtful & (person >= 0)
    count = np.bincount(person[rows], minlength=int(person.max(initial=-1)) + 2)
    others: Mask = count[person] - rows > 0
    return others
