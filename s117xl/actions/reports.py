"""The buttons of the menu Reports: a report in Word about the workbook in front.

Each imports what it works with when it is pressed, so that every other press begins as quickly.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from s117xl.actions.assessments import REGISTER, require
from s117xl.actions.desk import Action, Desk, Said
from s117xl.refusal import Refused

if TYPE_CHECKING:
    from s117xl.documents.shelf import Shelf
    from s117xl.documents.templates import Templates


def make_report(id: str, label: str, about: str, desk: Desk) -> Said:
    """The report is in the folder for documents, or in the task pane's list.

    The audit's draws on the register that is open beside it, where there is one.
    """
    from s117xl.documents.shelf import FolderShelf
    from s117xl.reports import command
    from s117xl.reports.catalogue import report

    workbook, made = require(desk, about, label), report(id)
    beside = command.Beside(register=desk.beside(REGISTER) if about == "audit" else None)
    desk.tell("reading")
    contexts = list(command.contexts(made, workbook, beside, desk.today))
    if not contexts:
        raise Refused(f"{label}: the workbook names nobody yet, so there is nothing to make.")
    shelf, templates = _places(desk, about)
    desk.tell("making the report")
    names = command.put(made, contexts, templates, shelf)
    where = f" in the folder {shelf.folder}" if isinstance(shelf, FolderShelf) else ""
    lacking = dict.fromkeys(line for _, context in contexts for line in context.missing)
    return Said((
        f"{label}: {len(names)} made{where}.",
        *(f"To be completed, until then it is a draft: {line}" for line in lacking),
        "Read it before it is used. It is not legal advice.",
    ))  # fmt: skip


def _places(desk: Desk, about: str) -> tuple[Shelf, Templates]:
    """Where it goes and what it is made with: as the register's Settings say, else as given."""
    from s117xl.actions.documents import own_folder
    from s117xl.documents.templates import Templates
    from s117xl.load import load
    from s117xl.settings import Settings
    from s117xl.write import own_templates

    if desk.shelf and desk.templates:
        return desk.shelf, desk.templates
    register = desk.workbook if about == "register" else None
    settings = load(register).settings if register else Settings({})
    own = own_templates(settings, register) if register else Templates()
    return desk.shelf or own_folder(settings), desk.templates or own


REPORTS = tuple(
    Action(f"report_{id.replace('-', '_')}", "Reports", label, icon, tip, key, "report",
           partial(make_report, id, label, about), f"report {id} {about.upper()} --out {out}")
    for id, label, about, icon, key, out, tip in (
        ("board", "Board report", "register", "ChartInsert", "RB", "F.docx",
         "The quarter for the Partnership Board: what is asked, what is at risk, the figures."),
        ("audit", "Audit report", "audit", "ReviewAcceptChange", "RA", "F.docx",
         "The audit in front as a report for the board, with its actions and its sign-off."),
        ("baseline", "Baseline report", "baseline", "ChartTypeBarInsertGallery", "RL", "F.docx",
         "The profile of the baseline in front, where partners differ, the priorities."),
        ("improvement-plan", "Improvement plan", "baseline", "NewTask", "RI", "F.docx",
         "The priorities of the baseline in front and their actions, with leads and dates."),
        ("training", "Training programme", "register", "AddressBook", "RT", "F.docx",
         "A training programme for the partners to complete and agree."),
        ("role-profile", "Role profiles", "competency", "AddressBook", "RR", "FOLDER",
         "What each role is expected to be able to do. It names nobody."),
        ("supervision", "Supervision records", "competency", "ReviewNewComment", "RS", "FOLDER",
         "A record for each person on the staff, for them and their supervisor alone."),
        ("briefing", "Practitioner briefing", "register", "Info", "RE", "F.docx",
         "The law, the common myths and what to do, for those who practise."),
        ("policy", "Joint policy", "register", "DocumentTemplate", "RP", "F.docx",
         "A joint policy for the council and the Integrated Care Board to complete and agree."),
        ("protocol", "Funding protocol", "register", "CompareAndCombine", "RD", "F.docx",
         "A protocol on funding, the panel and disputes, to be completed and agreed."),
        ("board-terms", "Board terms", "register", "FormControlEditBox", "RM", "F.docx",
         "Terms of reference for the Partnership Board, with the outline of a memorandum."),
        ("pathway", "Pathway", "register", "Redo", "RW", "F.docx",
         "The pathway from admission to ending: each step, who does it and by when."),
        ("inclusion", "Inclusive practice", "register", "ContentsAndIndex", "RN", "F.docx",
         "Standards of practice that leaves nobody out, to be completed and agreed."),
    )
)  # fmt: skip
"""A button for each report but the evidence pack, which needs a list of files."""
