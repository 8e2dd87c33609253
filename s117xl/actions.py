"""Every action of the buttons, declared once: the ribbon, the task pane and the companion show it.

An action works at a desk: a workbook, wherever it is, with the cell that is selected in it. It
writes through the workbook and says in words what it did; where it takes the person is part of
what it says, as each place shows a cell in its own way.
"""

from __future__ import annotations

import string
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple

from s117xl.commands import clear_marks, examine, write_marks
from s117xl.documents.catalogue import KINDS, Kind
from s117xl.documents.choosing import Chosen, Unfit, by_rows
from s117xl.documents.gather.rows import Source
from s117xl.documents.shelf import FolderShelf, Shelf
from s117xl.documents.templates import Templates
from s117xl.findings import SEVERITIES, Finding
from s117xl.law.authorities import authority
from s117xl.load import Workbook
from s117xl.marks import leads_and_teams
from s117xl.refusal import Refused
from s117xl.report import summary
from s117xl.settings import Settings
from s117xl.workbook.areas import column_letters
from s117xl.write import said as said_of
from s117xl.write import write_documents

MOST_AT_ONCE = 200
ADVICE = "The checks apply recorded law and guidance; they are not legal advice."


class Selected(NamedTuple):
    """The cell that is selected: its sheet, its row and its column, both counted from 1.

    `rows` are all rows of the selection that can be seen, where more than that cell is selected.
    """

    sheet: str
    row: int
    column: int
    rows: tuple[int, ...] = ()

    @property
    def cell(self) -> str:
        """The cell as Excel writes it."""
        return f"{column_letters(self.column)}{self.row}"


@dataclass(frozen=True, slots=True)
class Desk:
    """What an action works at. `tell` is told what is being done.

    `shelf` is where documents go and `templates` what they are made with; where they are not
    given, the Settings sheet says.
    """

    workbook: Workbook
    today: Callable[[], date]
    selected: Selected | None = None
    tell: Callable[[str], None] = lambda _: None
    shelf: Shelf | None = None
    templates: Templates | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """What an action says when it is done, the first line the gist, and where it takes the person.

    `findings` are those that it speaks of; `people` has the named lead and the team of each record.
    Documents that were made are on the desk's shelf.
    """

    lines: tuple[str, ...]
    goes_to: tuple[str, str] | None = None
    findings: tuple[Finding, ...] = ()
    people: Mapping[str, tuple[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Action:
    """One button. `icon` is the name of a picture of Excel's own; `key` the letters of its key tip.

    `needs` is what must be there: a register, a selected row of one, or only its sheets. `command`
    does the same on a closed file, blank where there is none.
    """

    id: str
    group: str
    label: str
    icon: str
    tip: str
    key: str
    needs: str
    run: Callable[[Desk], Said]
    command: str = ""


class Menu(NamedTuple):
    """A group whose actions stand in one menu: its picture, what it is for, its key tip."""

    icon: str
    tip: str
    key: str


MENUS = {
    "Documents": Menu("FileNew", "Make a Word document for a person.", "D"),
    "Reports": Menu("ChartInsert", "Make a report in Word for the partnership.", "R"),
}


def check_register(desk: Desk) -> Said:
    """The register is checked and marked; what was found is told by severity."""
    loaded, checked, derived = examine(desk.workbook, None, desk.today, tell=desk.tell)
    counts = summary(loaded, checked)
    desk.tell("writing the marks")
    write_marks(loaded, checked, derived, desk.today)
    found = [
        f"{counts['severity'][name]:,} {name}" for name in SEVERITIES if counts["severity"][name]
    ]
    lines = [f"Checked as at {checked.as_at.day} {checked.as_at:%B %Y}: "
             + (", ".join(found) if found else "nothing was found") + "."]  # fmt: skip
    if counts["explained"]:
        lines.append(f"Explained, and not counted above: {counts['explained']:,}.")
    if changed := counts["changes"]:
        lines.append(
            f"Since the check before: {changed['new']:,} new, {changed['gone']:,} gone, "
            f"{changed['still']:,} still there."
        )
    if counts["untested"]:
        lines.append(
            f"{counts['untested']:,} tests of single rows could not be made, as a cell is blank or "
            "cannot be read."
        )
    lines += [f"Note: {note}" for note in counts["notes"]]
    lines += [f"Differs from the default: {text}." for text in counts["settings"]]
    goes_to = ("Findings", "A1") if found else None
    return Said((*lines, ADVICE), goes_to, checked.findings, leads_and_teams(loaded))


def take_marks_out(desk: Desk) -> Said:
    """The marks, the findings and the worklist are taken out; nothing that was typed is touched."""
    clear_marks(desk.workbook, desk.today)
    return Said(("The marks are out. Nothing that a person typed was touched.",))


def explain_cell(desk: Desk) -> Said:
    """What was found at the selected cell, else on its row, with what to do and the law."""
    at = desk.selected
    if at is None:
        raise Refused("No cell is selected; select one in a row of the register.")
    loaded, checked, _ = examine(desk.workbook, None, desk.today, tell=desk.tell)
    if not any(table.sheet == at.sheet for table in loaded.raw.values()):
        raise Refused(
            f"The sheet {at.sheet} holds no table that is checked; select a cell in a row of the "
            "register or of another sheet that you fill in."
        )
    row = [
        f for f in checked.findings
        if f.sheet == at.sheet and f.cell.lstrip(string.ascii_uppercase) == str(at.row)
    ]  # fmt: skip
    here = [f for f in row if f.cell == at.cell]
    if here:
        gist = f"{at.cell}: {_counted(len(here), 'finding')}."
    elif row:
        many = _counted(len(row), "finding")
        gist = f"{at.cell}: nothing was found in this cell; on its row, {many}."
    else:
        gist = f"{at.cell}: nothing was found in this cell or on its row."
    told = tuple(here or row)
    lines = (gist, *(line for f in told for line in _explained(f)), ADVICE)
    return Said(lines, None, told, leads_and_teams(loaded))


def write_for_rows(kind: Kind, desk: Desk) -> Said:
    """A document of this kind for each row that is selected; what holds one back is told."""
    at = desk.selected
    if at is None:
        raise Refused("No row is selected; select one or more rows of the register.")
    rows = at.rows or (at.row,)
    if len(rows) > MOST_AT_ONCE:
        raise Refused(
            f"{len(rows):,} rows are selected, and a button writes for at most {MOST_AT_ONCE} at "
            "once; select fewer, or use the command on the closed file: s117xl write"
        )

    def choose(source: Source, kind: Kind) -> list[Chosen | Unfit]:
        return by_rows(source, kind, at.sheet, rows)

    outcome, loaded, shelf = write_documents(
        desk.workbook, kind, choose, lambda settings: desk.shelf or _own_folder(settings),
        desk.today, templates=desk.templates, tell=desk.tell,
    )  # fmt: skip
    folder = str(shelf.folder) if isinstance(shelf, FolderShelf) else ""
    lines = tuple(said_of(outcome, loaded.notes, asked=True, folder=folder))
    if not outcome.made:
        raise Refused(" ".join(lines[1:]) or "No document was made.")
    return Said(lines, ("Letters", "A1") if "tblLetters" in desk.workbook.tables else None)


def _own_folder(settings: Settings) -> Shelf:
    """The folder that Settings names, else one among the person's own documents."""
    named = settings.text("documents_folder")
    folder = Path(named).expanduser() if named else Path.home() / "Documents" / "Section 117"
    if not folder.is_absolute():
        raise Refused(
            "Settings names the folder for documents by a part of its path; write the whole path."
        )
    return FolderShelf(folder)


def show_worklist(desk: Desk) -> Said:
    """The person is taken to the worklist that the last check wrote."""
    if "tblWorklist" not in desk.workbook.tables:
        raise Refused("The workbook has no worklist; take the sheet from a dated copy.")
    return Said(("The worklist is that of the last check.",), ("Worklist", "A1"))


def show_guide(desk: Desk) -> Said:
    """The person is taken to the guide inside the workbook."""
    told = "The Guide says how the register works and what the colours mean."
    return Said((told,), ("Guide", "A1"))


def _explained(finding: Finding) -> Iterator[str]:
    yield f"{finding.severity.capitalize()} ({finding.code}): {finding.message}"
    yield f"What to do: {finding.fix}"
    for name in finding.authority:
        law = authority(name)
        doubt = f" To be confirmed by your lawyer: {law.check}." if law.check else ""
        yield f"Law: {law.citation}.{doubt}"


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" + ("" if count == 1 else "s")


_LOOKS = {
    "assessment": ("Assessment", "FormControlEditBox", "DA"),
    "plan": ("Aftercare plan", "DocumentTemplate", "DP"),
    "review": ("Full review", "ReviewTrackChanges", "DR"),
    "light-review": ("Light-touch review", "ReviewAcceptChange", "DL"),
    "panel-application": ("Panel application", "FileSendAsAttachment", "DN"),
    "decision": ("Decision letter", "EnvelopesAndLabelsDialog", "DD"),
    "dispute": ("Dispute notice", "CompareAndCombine", "DI"),
    "ending-record": ("Ending record", "TagMarkComplete", "DE"),
    "ending-letter": ("Ending letter", "MailMergeMergeToDocument", "DT"),
    "reinstatement": ("Reinstatement letter", "Redo", "DS"),
    "refund": ("Refund letter", "AccountingFormat", "DF"),
    "rights": ("Rights leaflet", "ContentsAndIndex", "DG"),
    "reminder": ("Reminder to lead", "ReminderSound", "DM"),
}
"""Each document's button: its label, its picture, its key tip."""

DOCUMENTS = tuple(
    Action(
        f"write_{kind.id.replace('-', '_')}", "Documents", _LOOKS[kind.id][0], _LOOKS[kind.id][1],
        kind.tip, _LOOKS[kind.id][2], "selected row", partial(write_for_rows, kind),
        f"write {kind.id} FILE --id ID --out DIR",
    )
    for kind in KINDS.values()
)  # fmt: skip

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
