"""The cells in which a matched record and a Trust's list do not agree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from s117xl.insight.reconcile.identity import plain, same_name
from s117xl.insight.reconcile.ours import Ours
from s117xl.insight.reconcile.source import SourceRow
from s117xl.law.bodies import all_boards
from s117xl.law.sections import QUALIFYING
from s117xl.register.columns import show

DIFFERS, BLANK, UNUSABLE = "differs", "blank on ours", "cannot be used on ours"
LATER = "a later discharge: see whether it is a new episode, which begins a new duty"

EPISODE = {
    "section_code": "section_code",
    "section_start": "detention_start",
    "discharge_date": "discharge_date",
}
"""What belongs to one detention: their field, and the register's."""
_PERSON = {
    "nhs_number": "nhs_number",
    "surname": "surname",
    "forename": "forename",
    "dob": "dob",
    "postcode": "postcode",
    "icb_code": "icb_code",
    "team": "team",
    "trust_person_id": "trust_person_id",
}
_NAMES = ("surname", "forename")

_LOCAL = {
    "trust_person_id": "Trust ids",
    "team": "names of teams",
}
"""What each system may hold in a way of its own."""
_OFTEN, _FEW = 0.5, 20
"""Where they differ on more than this share of at least so many rows, they are of two systems."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One cell: `ours` and `theirs` as a person would write them, `kind` as above."""

    source: str
    row: int
    record: str
    field: str
    heading: str
    ours: str
    theirs: str
    kind: str
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Placed:
    """A row of a list with the row of the register that it is about."""

    theirs: SourceRow
    ours: int


def best_record(ours: Ours, person: int, theirs: SourceRow) -> int:
    """The row of the person's episodes that a row of a list is about.

    It shares the dates of the detention; else it is live; else its discharge is the latest.
    """
    rows = ours.of_person[person]
    return min(rows, key=lambda row: _fit(ours, row, theirs)) if len(rows) > 1 else rows[0]


def _fit(ours: Ours, row: int, theirs: SourceRow) -> tuple[int, int, int, str]:
    left = ours.value("discharge_date", row)
    live = ("yes", "unknown", "no").index(ours.live[row])
    return -_shared(ours, row, theirs), live, -(left or date.min).toordinal(), ours.ids[row]


def _shared(ours: Ours, row: int, theirs: SourceRow) -> int:
    """How many dates of the detention are equal."""
    dates = ("section_start", "discharge_date")
    return sum(
        theirs.values.get(name) is not None
        and theirs.values[name] == ours.value(EPISODE[name], row)
        for name in dates
    )


def differences(ours: Ours, placed: Sequence[Placed]) -> tuple[list[Difference], list[str]]:
    """What differs, in order of list and row, and a sentence for ids that are of two systems."""
    episodes = _episode_rows(ours, placed)
    found: list[Difference] = []
    for place, each in enumerate(placed):
        found += _of_person(ours, each)
        if place in episodes:
            found += _of_episode(ours, each)
    return _without_other_systems(found, placed)


def _of_person(ours: Ours, each: Placed) -> Iterator[Difference]:
    for name, key in _PERSON.items():
        yield from _compared(ours, each, name, key)


def _of_episode(ours: Ours, each: Placed) -> Iterator[Difference]:
    later = _is_later(ours, each)
    for name, key in EPISODE.items():
        reasons = (LATER,) if later and name == "discharge_date" else ()
        yield from _compared(ours, each, name, key, reasons)


def _episode_rows(ours: Ours, placed: Sequence[Placed]) -> set[int]:
    """The rows whose detention is compared: the best of each list for each record.

    A detention that does not qualify is another admission, unless it shares a date with ours; one
    that ended before ours is an earlier one.
    """
    best: dict[tuple[str, int], int] = {}
    for place, each in enumerate(placed):
        if not _is_of_episode(ours, each):
            continue
        key = (each.theirs.source, each.ours)
        if key not in best or _rank(ours, each) > _rank(ours, placed[best[key]]):
            best[key] = place
    return set(best.values())


def _is_of_episode(ours: Ours, each: Placed) -> bool:
    if _shared(ours, each.ours, each.theirs):
        return True
    code = each.theirs.values.get("section_code")
    left, our_left = _left(ours, each)
    earlier = left is not None and our_left is not None and left < our_left
    return code in QUALIFYING and not (earlier and _is_apart(ours, each))


def _is_apart(ours: Ours, each: Placed) -> bool:
    """Whether their detention was over before ours began."""
    left, _ = _left(ours, each)
    began = ours.value("detention_start", each.ours)
    return left is not None and began is not None and left < began


def _rank(ours: Ours, each: Placed) -> tuple[int, int, int]:
    left, _ = _left(ours, each)
    return _shared(ours, each.ours, each.theirs), (left or date.min).toordinal(), -each.theirs.row


def _left(ours: Ours, each: Placed) -> tuple[date | None, date | None]:
    return each.theirs.values.get("discharge_date"), ours.value("discharge_date", each.ours)


def _is_later(ours: Ours, each: Placed) -> bool:
    left, our_left = _left(ours, each)
    began = each.theirs.values.get("section_start")
    if left is None or our_left is None or left <= our_left:
        return False
    return began is None or began >= our_left


def _compared(
    ours: Ours, each: Placed, name: str, key: str, reasons: tuple[str, ...] = ()
) -> Iterator[Difference]:
    theirs, column = each.theirs.values.get(name), ours.column(key)
    if theirs is None or column is None:
        return
    value = ours.value(key, each.ours)
    if value is None:
        kind = BLANK if column.blank[each.ours] else UNUSABLE
        if column.shown(each.ours) == show(theirs):
            return
    elif _agree(key, value, theirs):
        return
    else:
        kind = DIFFERS
    yield Difference(
        each.theirs.source, each.theirs.row, ours.ids[each.ours], key, column.heading,
        column.shown(each.ours), show(theirs), kind, reasons,
    )  # fmt: skip


def _agree(key: str, ours: Any, theirs: Any) -> bool:
    if key in _NAMES:
        return same_name(plain(str(ours)), plain(str(theirs)))
    if key == "icb_code":
        return bool(_board(ours) == _board(theirs))
    return bool(_folded(ours) == _folded(theirs))


def _folded(value: Any) -> Any:
    return value.casefold() if isinstance(value, str) else value


def _board(code: Any) -> Any:
    """A board by all of its codes, as each list may use another one."""
    text = str(code).upper()
    board = all_boards().get(text)
    return board.codes if board else text


def _without_other_systems(
    found: list[Difference], placed: Sequence[Placed]
) -> tuple[list[Difference], list[str]]:
    """The differences but for what hardly ever agrees, of which one sentence tells."""
    notes, dropped = [], set()
    for source in dict.fromkeys(each.theirs.source for each in placed):
        for key, called in _LOCAL.items():
            rows = [e for e in placed if e.theirs.source == source and key in e.theirs.values]
            wrong = sum((d.source, d.field, d.kind) == (source, key, DIFFERS) for d in found)
            if len(rows) >= _FEW and wrong > _OFTEN * len(rows):
                dropped.add((source, key))
                notes.append(
                    f"The {called} of the {source} differ from the register's on {wrong} of "
                    f"{len(rows)} matched rows: they are of another system, and are not listed one "
                    "by one."
                )
    return [d for d in found if (d.source, d.field) not in dropped], notes
