"""Whether a record keeps a person outside the duty for a reason: yes, no, or not known."""

from __future__ import annotations

from typing import Any

import pytest

from s117xl.register.truth import Truth
from s117xl.rules.exclusion import shut_out_by_ending, shut_out_by_status
from tests.people import context, person

MOVED = "moved"


def told(answer: Truth) -> bool | None:
    """The answer of the only row."""
    return True if answer.yes[0] else False if answer.no[0] else None


@pytest.mark.parametrize(
    ("status", "reason", "answer"),
    [
        ("NOT-ENTITLED", MOVED, True),
        ("TRANSFERRED-OUT", MOVED, True),
        ("PROSPECTIVE", MOVED, True),
        ("ENDED", MOVED, True),
        ("ACTIVE", MOVED, False),
        ("NOT-ENTITLED", "never qualified", False),
        ("NOT-ENTITLED", None, None),
        ("TRANSFERRED-OUT", None, None),
        ("PROSPECTIVE", None, False),
        ("ENDED", None, False),
        ("ACTIVE", None, False),
        ("NOT-ENTITLED", "because", None),
        (None, MOVED, None),
        (None, None, None),
    ],
)
def test_by_the_reason_of_the_status(
    status: str | None, reason: str | None, answer: bool | None
) -> None:
    rows = context(Register=[person(record_status=status, status_reason=reason)]).rows("Register")
    assert told(shut_out_by_status(rows, MOVED)) is answer


@pytest.mark.parametrize(
    ("status", "reasons", "answer"),
    [
        ("ENDED", "X15", True),
        ("ENDED", "X8; X15", True),
        ("TRANSFERRED-OUT", "X15", True),
        ("ENDED", "L1; X15", False),
        ("ENDED", "X8", False),
        ("ENDED", None, None),
        ("ENDED", "none of these", None),
        ("TRANSFERRED-OUT", None, False),
        ("ACTIVE", "X15", False),
        ("ACTIVE", None, False),
        (None, "X15", None),
        (None, None, None),
    ],
)
def test_by_the_reason_of_the_ending(status: Any, reasons: Any, answer: bool | None) -> None:
    rows = context(Register=[person(record_status=status, end_reason=reasons)]).rows("Register")
    assert told(shut_out_by_ending(rows, "X15")) is answer
