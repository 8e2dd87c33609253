"""A later qualifying detention: the council is decided anew, and the board is not.

A new detention ends the earlier duty of the council, and a fresh one begins where the person
was ordinarily resident just before it (R (Worcestershire) v Secretary of State [2023]). The
board that was first responsible stays so until the aftercare ends (SI 2022/635).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from s117xl.law.bodies import all_boards
from s117xl.law.sections import QUALIFYING
from s117xl.register.columns import ListColumn
from s117xl.register.truth import Truth
from s117xl.rules.catalogue import EVERY_ROW, Found, rule
from s117xl.rules.entitlement import qualifies
from s117xl.rules.leaving import dated
from s117xl.rules.people import people
from s117xl.rules.rows import Rows
from s117xl.rules.scopes import LIVE_STATUSES
from s117xl.rules.status import has_later_episode

WENT_ON = ("SUPERSEDED", *LIVE_STATUSES)
"""What an episode is called whose aftercare had not ended when the next one began."""


class Before:
    """For each row, the same person's qualifying episode before it, told by the start of detention.

    A row of a section that does not qualify has none: section 2 makes no new duty. Of one whose
    section a person must look at it is not known.
    """

    def __init__(self, r: Rows) -> None:
        self._r = r
        starts, who = r.date("detention_start"), people(r)
        qualifying = qualifies(r)
        counts = qualifying.yes & ~r.list("record_status").isin("NOT-ENTITLED").sure().yes
        self.known = starts.known & (who >= 0) & qualifying.known
        rows = np.flatnonzero(self.known & counts)
        rows = rows[np.lexsort((starts.days[rows], who[rows]))]
        self.row = np.full(len(r), -1)
        follows = who[rows[1:]] == who[rows[:-1]]
        follows &= starts.days[rows[1:]] > starts.days[rows[:-1]]
        self.row[rows[1:][follows]] = rows[:-1][follows]

    def went_on(self) -> Truth:
        """Whether there is one, whose aftercare had not ended when the new detention began."""
        status = self._r.list("record_status").isin(*WENT_ON)
        yes, no = (np.append(mask, False)[self.row] for mask in (status.yes, status.no))
        none = self.known & (self.row < 0)
        return Truth(yes & self.known, (no | none) & self.known)

    def equal(self, before: ListColumn, now: ListColumn) -> Truth:
        """Whether a field of the episode before held what one of this row holds."""
        numbers = {value: n for n, value in enumerate(now.values)}
        same = np.array([*(numbers.get(value, -2) for value in before.values), -2])
        known = np.append(before.known, False)[self.row] & now.known
        return Truth.of(same[before.codes][self.row] == now.codes, known)

    def shown(self, key: str) -> Mapping[int, str]:
        """What a field of the episode before shows, for each row that has one."""
        column = self._r.column(key)
        rows = np.flatnonzero(self.row >= 0).tolist()
        return {row: column.shown(int(self.row[row])) for row in rows}


@rule(
    "R073",
    "Detained again, and the council was not decided anew",
    "risk",
    scope=EVERY_ROW,
    fields=("or_determined_on", "detention_start", "episode_no", "record_status", "section_code",
            "nhs_number", "la_person_id", "Admissions.admitted", "Admissions.legal_status",
            "Admissions.kind"),
    authority=("worcestershire-2023", "mha-117-3"),
    pillar=7,
    audit=("D8.2.3",),
    message="Detained again on {detention_start}; the responsible council was decided for the "
    "detention of {or_determined_on}.",
    fix="Decide the council again, by where the person was ordinarily resident just before the "
    "later detention.",
    owner="Council decider",
)  # fmt: skip
def council_not_decided_anew(r: Rows) -> Iterator[Found]:
    before = Before(r)
    repeated = Truth.of(before.row >= 0, before.known)
    yield Found(repeated & (r.or_determined_on < r.detention_start), regardless=True)
    if "Admissions" not in r.context.register.tables:
        return
    again = dated(r.latest("Admissions", "admitted", _new_detention))
    later = (again > r.detention_start) & (again > r.or_determined_on)
    live = r.list("record_status").isin(*LIVE_STATUSES)
    yield Found(
        live & later & ~has_later_episode(r),
        facts={"again": again},
        message="Detained again on {again}, as the Admissions sheet shows; the responsible council "
        "was last decided for the detention of {or_determined_on}.",
        fix="Enter the new episode, and decide the council for it.",
        regardless=True,
    )


def _new_detention(stay: Rows) -> Truth:
    """A recall is left to a lawyer: whether it makes a new duty is disputed."""
    detained: Truth = stay.list("legal_status").isin(*QUALIFYING)
    return detained & stay.list("kind").isin("admission")


@rule(
    "R074",
    "The board was changed at a new detention",
    "risk",
    scope=EVERY_ROW,
    fields=("icb_code", "detention_start", "section_code", "record_status", "nhs_number",
            "la_person_id"),
    authority=("icbreg-2022", "who-pays-2024"),
    pillar=7,
    audit=("D8.2.3",),
    message="The board before this detention was {board}, and the aftercare had not ended; now it "
    "is {icb_code}.",
    fix="Confirm which board is responsible: the one before stays so until the aftercare ends.",
    owner="ICB decider",
)  # fmt: skip
def board_changed(r: Rows) -> Found:
    before = Before(r)
    other = ~_one_board(before, r.list("icb_code"))
    governed = r.governed_by("icbreg-2022", r.detention_start)
    changed = governed & before.went_on() & other
    return Found(changed, facts={"board": before.shown("icb_code")}, regardless=True)


def _one_board(before: Before, codes: ListColumn) -> Truth:
    """Whether the board is the one before, under either of its codes, or took its place."""
    known = np.append(codes.known, False)[before.row] & codes.known
    same = np.zeros(len(codes), np.bool_)
    for row in np.flatnonzero(known & (before.row >= 0)).tolist():
        same[row] = _continues(codes.value(int(before.row[row])), codes.value(row))
    return Truth.of(same, known)


def _continues(earlier: str, later: str) -> bool:
    first, second = all_boards().get(earlier), all_boards().get(later)
    if first is None or second is None:
        return earlier == later
    # A board whose boundary was moved stands under several codes, with one name.
    return first.name == second.name or not set(first.successors).isdisjoint(second.codes)
