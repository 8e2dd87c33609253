"""The buttons of the menu Documents: a Word document for each row that is selected."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from s117xl.actions.desk import Action, Desk, Said
from s117xl.documents.catalogue import KINDS, Kind
from s117xl.documents.choosing import Chosen, Unfit, by_rows
from s117xl.documents.gather.rows import Source
from s117xl.documents.shelf import FolderShelf, Shelf
from s117xl.refusal import Refused
from s117xl.settings import Settings
from s117xl.write import said as said_of
from s117xl.write import write_documents

MOST_AT_ONCE = 200


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
        desk.workbook, kind, choose, lambda settings: desk.shelf or own_folder(settings),
        desk.today, templates=desk.templates, tell=desk.tell,
    )  # fmt: skip
    folder = str(shelf.folder) if isinstance(shelf, FolderShelf) else ""
    lines = tuple(said_of(outcome, loaded.notes, asked=True, folder=folder))
    if not outcome.made:
        raise Refused(" ".join(lines[1:]) or "No document was made.")
    return Said(lines, ("Letters", "A1") if "tblLetters" in desk.workbook.tables else None)


def own_folder(settings: Settings) -> Shelf:
    """The folder that Settings names, else one among the person's own documents."""
    named = settings.text("documents_folder")
    folder = Path(named).expanduser() if named else Path.home() / "Documents" / "Section 117"
    if not folder.is_absolute():
        raise Refused(
            "Settings names the folder for documents by a part of its path; write the whole path."
        )
    return FolderShelf(folder)


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
