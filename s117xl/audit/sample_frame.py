"""Who can be drawn for the case sample: the frame, and every other row with its reason.

The frame is every live record and every record that was ended in the twelve months before the
as-at date. A unit is a record, which is one episode: a person with two records in the frame is
there twice, as each episode was planned, reviewed or ended by itself, and it is said.

What is not known counts for a place in the frame and never against it: an ended record with no
day of ending, and a record with no status unless the rest of it shows that no duty is owed. Who
cannot be audited gives way to the reserve; who was left out can never be drawn.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from s117xl.audit.strata import profiles
from s117xl.check import Checked
from s117xl.derived import Derived
from s117xl.law.months import shift_months
from s117xl.refusal import Refused
from s117xl.register.columns import ListColumn, show_day
from s117xl.register.truth import Mask
from s117xl.rules.catalogue import all_rules
from s117xl.rules.people import people
from s117xl.rules.rows import ColumnAbsent, Context, Rows
from s117xl.rules.scopes import is_ended, is_live

ENDED_WITHIN_MONTHS = 12
UNLAWFUL = "something unlawful was found"
RED = "something was found in a domain that was Red last year"


@dataclass(frozen=True, slots=True)
class Member:
    """A record of the frame: its value in each dimension, why it is over-sampled, what to know."""

    record: str
    values: dict[str, str]
    over: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def stratum(self) -> str:
        """Its main stratum: live or ended, and the group of its section."""
        return f"{self.values['Standing']}, {self.values['Section']}"


@dataclass(frozen=True, slots=True)
class Excluded:
    """A row of the register that cannot be drawn, and why. `record` is blank where it has no id."""

    record: str
    reason: str


@dataclass(frozen=True, slots=True)
class Frame:
    """Every row of the Register, in the frame or excluded, in its order."""

    members: tuple[Member, ...]
    excluded: tuple[Excluded, ...]
    as_at: str


def frame(
    context: Context,
    derived: Sequence[Derived],
    checked: Checked,
    *,
    red_domains: Collection[int] = (),
) -> Frame:
    """All that can be drawn on the as-at date of the check, and the rest with its reasons.

    `red_domains` are the domains that the last audit rated Red. Refused where the Register has
    no column of ids, of statuses or of days of ending.
    """
    r = context.rows("Register")
    try:
        reasons = _reasons(r, derived)
        notes = _notes(r, reasons)
        ids = r.text("register_id")
    except ColumnAbsent as absent:
        raise Refused(f"No sample can be drawn: {absent} Put the column back.") from None
    values = profiles(r)
    over = _over_sampled(checked, red_domains)
    members, excluded = [], []
    for row, reason in enumerate(reasons):
        if reason:
            excluded.append(Excluded(ids.text(row), reason))
            continue
        record = ids.text(row)
        members.append(Member(record, values[row], over.get(record, ()), notes[row]))
    return Frame(tuple(members), tuple(excluded), context.as_at.isoformat())


def _reasons(r: Rows, derived: Sequence[Derived]) -> list[str]:
    """Why each row cannot be drawn; nothing where it can."""
    first = shift_months(r.as_at, -ENDED_WITHIN_MONTHS)
    live, ended = is_live(r), is_ended(r)
    long_ago = (ended & (r.date("end_date") < first)).yes
    by_id = _id_reasons(r)
    reasons = []
    for row, each in enumerate(derived):
        reason = by_id[row]
        if not reason and long_ago[row]:
            day = show_day(r.date("end_date").days[row].item())
            reason = f"Ended on {day}, more than {ENDED_WITHIN_MONTHS} months ago."
        elif not reason and not (live.yes[row] or ended.yes[row]):
            reason = _closed(r.list("record_status"), row, each.entitled)
        reasons.append(reason)
    return reasons


def _id_reasons(r: Rows) -> list[str]:
    ids = r.text("register_id")
    same = np.where(ids.known, ids.same, -1)
    used = np.bincount(same[same >= 0], minlength=1)
    reasons = []
    for number, row in zip(same.tolist(), r.table.rows.tolist(), strict=True):
        if number < 0:
            reasons.append(f"Row {row} has no register id that can be read.")
        elif used[number] > 1:
            reasons.append(f"Row {row} shares its register id with another row.")
        else:
            reasons.append("")
    return reasons


def _closed(status: ListColumn, row: int, entitled: bool | None) -> str:
    """The reason of a record that is neither live nor ended; none where its status is unknown."""
    if not status.known[row]:
        return "" if entitled is not False else "It has no status, and shows no duty that is owed."
    owed = ", though the rest of it shows that the duty is owed" if entitled else ""
    return f"The record is {status.value(row)}{owed}."


def _notes(r: Rows, reasons: list[str]) -> list[tuple[str, ...]]:
    drawn_from = np.array([not reason for reason in reasons], np.bool_)
    status, ended = r.list("record_status"), is_ended(r).yes
    undated = ended & ~r.date("end_date").known
    several = _several(r, drawn_from)
    told = (
        (undated, "ended on a day that is not known"),
        (~status.known, "its status is not known"),
        (several, "another record of the same person is in the frame"),
    )
    return [tuple(note for mask, note in told if mask[row]) for row in range(len(r))]


def _several(r: Rows, among: Mask) -> Mask:
    """Where another of these rows is of the same person."""
    try:
        who = np.where(among, people(r), -1)
    except ColumnAbsent:
        return np.zeros(len(r), np.bool_)
    counts = np.bincount(who[who >= 0], minlength=1)
    result: Mask = (who >= 0) & (counts[np.maximum(who, 0)] > 1)
    return result


def _over_sampled(checked: Checked, red_domains: Collection[int]) -> dict[str, tuple[str, ...]]:
    """Why a record is over-sampled, for each that is."""
    red = frozenset(
        code
        for code, rule in all_rules().items()
        if any(_domain(ref) in red_domains for ref in rule.audit)
    )
    why: dict[str, dict[str, None]] = {}
    for finding in checked.findings:
        mine = why.setdefault(finding.record, {})
        if finding.severity == "unlawful":
            mine[UNLAWFUL] = None
        if finding.code in red and finding.action != "note":
            mine[RED] = None
    return {record: tuple(reasons) for record, reasons in why.items() if reasons}


def _domain(ref: str) -> int:
    return int(ref.removeprefix("D").split(".")[0])
