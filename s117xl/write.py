"""Documents made from a register, wherever it is: what the command and the buttons share."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from s117xl.commands import study
from s117xl.documents.catalogue import Kind
from s117xl.documents.catalogue import kind as kind_of
from s117xl.documents.choosing import Chosen, Unfit, by_fields, by_ids
from s117xl.documents.gather.rows import Source
from s117xl.documents.letters_sheet import letters_edit
from s117xl.documents.making import Held, Made, Maker, Outcome
from s117xl.documents.shelf import FolderShelf, Shelf
from s117xl.documents.templates import Templates
from s117xl.load import Loaded, Workbook, records
from s117xl.refusal import Refused
from s117xl.report import write_json
from s117xl.screen import Progress, Screen
from s117xl.settings import Settings
from s117xl.workbook.templates.ours import LETTERS

Clock = Callable[[], date]
Choose = Callable[[Source, Kind], Iterable[Chosen | Unfit]]

ADVICE = "Read each document before it is sent. It is not legal advice."
_NAMED = 20


def write_documents(
    workbook: Path | Workbook,
    kind: Kind,
    choose: Choose,
    shelf_for: Callable[[Settings], Shelf],
    today: Clock,
    *,
    as_at: date | None = None,
    state: str = "",
    easy_read: bool | None = None,
    templates: Templates | None = None,
    tell: Callable[[str], None] = lambda _: None,
) -> tuple[Outcome, Loaded, Shelf]:
    """Documents of one kind for the chosen rows, and a line for each in the Letters sheet.

    All that can be refused is refused before the first is put on the shelf, and where the
    workbook cannot be written to, none stays there. Raises Refused.
    """
    loaded, context, checked, derived = study(workbook, as_at, today, tell=tell)
    settings = loaded.settings
    loaded.workbook.require_writable()
    source = Source(context, checked, derived, checked.as_at)
    maker = Maker(
        kind, source, templates or own_templates(settings, workbook), shelf_for(settings),
        state or settings.text("documents_state") or "DRAFT", easy_read, tell,
    )  # fmt: skip
    chosen = list(choose(source, kind))
    tell("writing the documents")
    outcome = maker.make(chosen, _listed(loaded))
    if outcome.made:
        _list(loaded, outcome, maker.shelf, today)
    else:
        maker.shelf.clear()
    return outcome, loaded, maker.shelf


def own_templates(settings: Settings, workbook: Path | Workbook) -> Templates:
    """The templates of the folder that Settings names, else ours. Refused where it is not there."""
    named = settings.text("templates_folder")
    if not named:
        return Templates(None, settings.text("logo"))
    folder = Path(named).expanduser()
    if not folder.is_absolute():
        if not isinstance(workbook, Path):
            raise Refused(
                "Settings names the folder of Word templates by a part of its path; write the "
                "whole path."
            )
        folder = workbook.absolute().parent / folder
    return Templates(folder, settings.text("logo"))


def _listed(loaded: Loaded) -> Iterator[str]:
    """The names of the documents that the Letters sheet lists already."""
    if "Letters" in loaded.ours:
        yield from (str(row.get("File", "")) for row in records(loaded.ours["Letters"]))


def _list(loaded: Loaded, outcome: Outcome, shelf: Shelf, today: Clock) -> None:
    if LETTERS.excel_name not in loaded.workbook.tables:
        loaded.notes.append("The workbook has no sheet Letters: no line was added to it.")
        return
    settings = loaded.settings
    try:
        loaded.workbook.keep_copy(
            settings.text("copies_folder"), today(), settings.period("copies_kept")
        )
        result = loaded.workbook.apply([letters_edit(outcome, today(), shelf)])
    except BaseException:
        shelf.clear()
        raise
    loaded.notes.extend(result.notes)


def write(
    kind: str,
    file: Path,
    ids: Sequence[str],
    wheres: Sequence[str],
    out: Path,
    as_at: date | None,
    today: Clock,
    *,
    every: bool,
    state: str,
    easy_read: bool | None,
    pdf: bool,
    form: str,
) -> int:
    """Make documents from a closed register, say what became of each row, and give the status."""
    wanted = kind_of(kind)
    if sum(map(bool, (ids, wheres, every))) != 1:
        raise Refused("Say for whom: give --id once or more, or --where, or --all.")
    if pdf:
        from s117xl.documents.pdf import require_converter

        require_converter()

    def choose(source: Source, kind: Kind) -> Iterable[Chosen | Unfit]:
        return by_ids(source, kind, ids) if ids else by_fields(source, kind, wheres)

    def shelf(_: Settings) -> Shelf:
        return FolderShelf(out, file.absolute().parent)

    with Progress() as progress:
        outcome, loaded, _ = write_documents(
            file, wanted, choose, shelf, today, as_at=as_at, state=state, easy_read=easy_read,
            tell=progress.tell,
        )  # fmt: skip
        if pdf and outcome.made:
            from s117xl.documents.pdf import to_pdf

            progress.tell("making the PDF files")
            to_pdf([out / made.file for made in outcome.made])
    asked = bool(ids)
    if form == "json":
        write_json(as_json(outcome, loaded), sys.stdout)
    else:
        screen = Screen()
        for line in said(outcome, loaded.notes, asked=asked, folder=out.name):
            screen.say(line)
    return status(outcome, asked=asked)


def status(outcome: Outcome, *, asked: bool) -> int:
    """0 all is done; 1 done, and something is to be mended or read; 2 nothing could be made."""
    stopped = bool(outcome.held or (asked and outcome.unfit))
    if not outcome.made:
        return 2 if stopped or not outcome.unfit else 0
    return 1 if stopped or any(made.doubts or made.gaps for made in outcome.made) else 0


def said(outcome: Outcome, notes: Sequence[str], *, asked: bool, folder: str = "") -> Iterator[str]:
    """What became of each row, in words; of rows that a document is not for, only how many."""
    where = f" in {folder}" if folder else ""
    title = outcome.kind.title
    yield f"{title}: {_counted(len(outcome.made), 'document')} made{where}."
    for made in outcome.made[:_NAMED]:
        yield from _made(made)
    if len(outcome.made) > _NAMED:
        yield f"and {len(outcome.made) - _NAMED:,} more."
    for held in outcome.held:
        yield from _held(held)
    if asked:
        yield from (f"{each.id}: not made: {each.reason}." for each in outcome.unfit)
    elif outcome.unfit:
        reasons = dict.fromkeys(each.reason for each in outcome.unfit)
        for reason in reasons:
            many = sum(each.reason == reason for each in outcome.unfit)
            yield f"{_counted(many, 'row')} passed over: {reason}."
    yield from (f"Note: {note}" for note in notes)
    if outcome.made:
        yield ADVICE


def _made(made: Made) -> Iterator[str]:
    gaps = f"; to be completed: {made.gaps}" if made.gaps else ""
    note = f"; {made.note}" if made.note else ""
    yield f"{made.file} ({made.state}{gaps}{note})"
    if made.note_file:
        yield f"  Read first: {made.note_file} ({_counted(made.doubts, 'point')})"


def _held(held: Held) -> Iterator[str]:
    name = held.record if held.row == held.record else f"{held.record} / {held.row}"
    for stop in held.stops:
        code = f" ({stop.code})" if stop.code else ""
        yield f"{name}: NOT MADE{code}: {stop.reason}"
        yield f"  What to do: {stop.mend}"
        yield f"  Law: {stop.citations}."


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}" + ("" if count == 1 else "s")


def as_json(outcome: Outcome, loaded: Loaded) -> dict[str, Any]:
    """The outcome as plain values."""
    return {
        "kind": outcome.kind.id,
        "made": [
            {"record": m.record, "row": m.row, "file": m.file, "state": m.state,
             "gaps": m.gaps, "note_for_the_author": m.note_file, "points": m.doubts,
             "chosen": m.note}
            for m in outcome.made
        ],
        "stopped": [
            {"record": h.record, "row": h.row, "stops": [
                {"code": s.code, "reason": s.reason, "mend": s.mend, "authority": list(s.law),
                 "law": s.citations} for s in h.stops]}
            for h in outcome.held
        ],
        "passed_over": [{"row": u.id, "reason": u.reason} for u in outcome.unfit],
        "notes": list(loaded.notes),
    }  # fmt: skip
