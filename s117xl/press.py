"""A button pressed at the workbook that is open in Excel: by the add-in and by the window."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from s117xl.actions import DOCUMENTS, MOST_AT_ONCE, Action, Desk, Said, Selected, action
from s117xl.refusal import Refused, fault_of_ours
from s117xl.workbook.live import OpenWorkbook, active_workbook


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

        desk = Desk(workbook, today, _selected(workbook, chosen), told, beside=workbook.beside)
        said = chosen.run(desk)
        if said.goes_to:
            workbook.show(*said.goes_to)
    return said


def _selected(workbook: OpenWorkbook, chosen: Action) -> Selected | None:
    """The selected cell; for a document also the rows, which nothing else asks Excel for."""
    at = workbook.selected()
    if at is None or chosen not in DOCUMENTS:
        return Selected(*at) if at else None
    rows = workbook.selected_rows(MOST_AT_ONCE + 1)
    if len(rows) > MOST_AT_ONCE:
        raise Refused(
            f"More than {MOST_AT_ONCE} rows are selected, and a button writes for at most "
            f"{MOST_AT_ONCE} at once; select fewer, or use the command on the closed file: "
            "s117xl write"
        )
    return Selected(*at, rows)


def reason(error: Exception) -> str:
    """Why a button did not do its work, in one sentence that holds no personal value."""
    return str(error) if isinstance(error, Refused) else fault_of_ours(error)
