"""Every action of the buttons, declared once: the ribbon, the task pane and the companion show it.

An action works at a desk: a workbook, wherever it is, with the cell that is selected in it. It
writes through the workbook and says in words what it did; where it takes the person is part of
what it says, as each place shows a cell in its own way.
"""

from __future__ import annotations

from s117xl.actions.assessments import ASSESSMENTS, assessment_tables
from s117xl.actions.checking import (
    ADVICE,
    check_register,
    explain_cell,
    show_guide,
    show_worklist,
    take_marks_out,
)
from s117xl.actions.desk import Action, Desk, Menu, Said, Selected
from s117xl.actions.documents import DOCUMENTS, MOST_AT_ONCE
from s117xl.actions.reports import REPORTS
from s117xl.refusal import Refused

__all__ = [
    "ACTIONS",
    "ADVICE",
    "ASSESSMENTS",
    "DOCUMENTS",
    "MENUS",
    "MOST_AT_ONCE",
    "REPORTS",
    "Action",
    "Desk",
    "Menu",
    "Said",
    "Selected",
    "action",
    "assessment_tables",
    "show_guide",
]  # fmt: skip

MENUS = {
    "Documents": Menu("FileNew", "Make a Word document for a person.", "D"),
    "Audit": Menu("AcceptTask", "Draw the audit's sample; score the audit, the baseline, the "
                  "competencies or the survey in front.", "A"),
    "Reports": Menu("ChartInsert", "Make a report in Word for the partnership.", "R"),
}  # fmt: skip

ACTIONS = (
    Action("check", "Check", "Check register", "DataValidation",
           "Check every record and mark what is missing, invalid, overdue or unlawful. No cell "
           "that you typed is changed.", "C", "register", check_register, "check FILE --mark"),
    Action("clear", "Check", "Clear marks", "Clear",
           "Take our marks, findings and worklist out again. Explanations are kept.", "X",
           "register", take_marks_out, "clear FILE"),
    Action("explain", "Check", "Explain cell", "Info",
           "Say what was found at the selected cell, what to do about it, and by which law.", "E",
           "selected row", explain_cell, "explain CODE --file FILE --record ID"),
    Action("worklist", "Check", "Worklist", "NewTask",
           "Go to the list of what is due and overdue.", "W", "sheets", show_worklist),
    *DOCUMENTS,
    *ASSESSMENTS,
    *REPORTS,
    Action("help", "Help", "Guide", "Help",
           "Go to the guide: how the register works, who does what, what the colours mean.",
           "G", "sheets", show_guide),
)  # fmt: skip
"""Every button, in order. A later action is a line here, and nothing else changes."""


def action(id: str) -> Action:
    """The action with this id. Refused where there is none: ids come from outside."""
    for each in ACTIONS:
        if each.id == id:
            return each
    raise Refused("There is no such button in this version of s117xl; install the add-in anew.")
