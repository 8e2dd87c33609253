"""A button pressed at the workbook that is open in Excel: by the add-in and by the window."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from s117xl.actions import Desk, Said, Selected, action
from s117xl.refusal import Refused, fault_of_ours
from s117xl.workbook.live import active_workbook


def press(id: str, today: Callable[[], date], tell: Callable[[str], None] = lambda _: None) -> Said:
    """The action done at the workbook in front, and the person taken to where it leads.

    Excel's status bar and `tell` say what is being done. Raises Refused.
    """
    chosen = action(id)
    workbook = active_workbook()
    with workbook.telling() as in_status_bar:

        def told(text: str) -> None:
            in_status_bar(text)
            tell(text)

        at = workbook.selected()
        said = chosen.run(Desk(workbook, today, Selected(*at) if at else None, told))
        if said.goes_to:
            workbook.show(*said.goes_to)
    return said


def reason(error: Exception) -> str:
    """Why a button did not do its work, in one sentence that holds no personal value."""
    return str(error) if isinstance(error, Refused) else fault_of_ours(error)
