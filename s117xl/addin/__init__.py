"""The ribbon of desktop Excel: s117xl.xlam, and what a press of one of its buttons does."""

from __future__ import annotations

import sys
from collections.abc import Sequence

_LONGEST_BOX = 20
"""Lines: a message box has no scroll bar."""


def run(id: str) -> int:
    """Do the action of the button with this id at the open workbook, and say in Excel what came.

    The add-in calls this and nothing else. Never raises: 0 is done, 2 is not done and told.
    """
    # A desktop may start this while Excel waits: what is not needed is imported late.
    from datetime import date

    from s117xl.press import press, reason

    try:
        said = press(id, date.today)
    except Exception as error:
        _say([reason(error)])
        return 2
    if len(said.lines) > 1 or said.goes_to is None:
        _say(said.lines)
    return 0


def _say(lines: Sequence[str]) -> None:
    from s117xl.workbook.live import say

    shown = list(lines[:_LONGEST_BOX])
    if len(lines) > _LONGEST_BOX:
        shown.append(f"And {len(lines) - _LONGEST_BOX} lines more: see the sheet Findings.")
    text = "\n".join(shown)
    if not say(text):
        print(text, file=sys.stderr)  # noqa: T201
