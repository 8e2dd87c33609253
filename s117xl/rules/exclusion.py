"""Exclusion: how a record says that a living person is kept outside the duty, and why."""

from __future__ import annotations

from s117xl.register.truth import Truth
from s117xl.rules.rows import Rows

BY_NEED = ("L1", "L5")
OUTSIDE = ("PROSPECTIVE", "NOT-ENTITLED", "TRANSFERRED-OUT", "ENDED")


def shut_out_by_status(r: Rows, reason: str) -> Truth:
    """Whether the person is outside the duty for this status reason.

    A blank reason is unknown only where the status asks for one.
    """
    status = r.list("record_status")
    given = r.list("status_reason")
    answer = status.isin(*OUTSIDE) & given.isin(reason)
    asked = status.isin("NOT-ENTITLED", "TRANSFERRED-OUT")
    return Truth(answer.yes, answer.no | (given.empty & ~asked).yes)


def shut_out_by_ending(r: Rows, reason: str) -> Truth:
    """Whether the person is outside the duty and this end reason is among those given.

    Where a decision on the need stands first, it was the one that decided. A blank reason is
    unknown only on a record that is ended.
    """
    status = r.list("record_status")
    given = r.several("end_reason")
    answer = status.isin(*OUTSIDE) & given.any_of((reason,)) & ~given.first_in(BY_NEED)
    return Truth(answer.yes, answer.no | (given.empty & ~status.isin("ENDED")).yes)


def settled(answer: Truth, other: Truth) -> Truth:
    """The answer, with a no only where the other clause of the rule says no as well."""
    return Truth(answer.yes, answer.no & other.no)
