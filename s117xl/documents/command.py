"""What `s117xl templates` does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from s117xl.documents.templates import Templated, Templates, ours, read_template
from s117xl.refusal import Refused
from s117xl.screen import Screen
from s117xl.workbook.whole import require_absent, write_whole

Known = Mapping[str, Templated]
"""Every template by the name of its file."""


def list_templates(known: Known, folder: Path | None) -> None:
    """Print every template, and which of them are the organisation's own."""
    screen, templates = Screen(), Templates(folder)
    for name, kind in known.items():
        whose = "your own" if templates.own(name) else "ours"
        screen.say(f"{kind.template}.docx  ({whose})  {kind.title}")
    if folder is not None:
        unknown = sorted(
            path.name for path in folder.glob("*.docx")
            if path.stem.lower() not in known and not path.name.startswith("~$")
        )  # fmt: skip
        for name in unknown:
            screen.say(f"{name}  (not used: no document has this name)")


def export_templates(known: Known, folder: Path) -> None:
    """Every template of ours stands in the folder, to be edited in Word. None is overwritten."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise Refused(f"The folder {folder.name} cannot be made there; name another.") from None
    for name in known:
        require_absent(folder / f"{name}.docx")
    for name in known:
        write_whole(folder / f"{name}.docx", partial(_write, ours(name)))
    Screen().say(
        f"{len(known)} templates are in {folder.name}. Edit them in Word, keep their names, "
        "and name the folder in Settings; s117xl templates check FILE looks one through."
    )


def check_template(known: Known, file: Path, as_kind: str, out: Path | None) -> bool:
    """Say what is wrong with a template, and write a copy with comments; whether anything is."""
    from s117xl.documents.template_doctor import remarks, with_comments

    kind = _kind_of(known, file, as_kind)
    copy = out or file.with_name(f"{file.stem} with comments.docx")
    data = read_template(file)
    found = remarks(data, kind, file.name)
    screen = Screen()
    if not found:
        screen.say(f"{file.name}: nothing is wrong with it, as a template for {kind.title}.")
        return False
    require_absent(copy)
    write_whole(copy, partial(_write, with_comments(data, found)))
    grave = sum(each.grave for each in found)
    told = Counter((each.grave, each.sort, each.text) for each in found)
    for (is_grave, sort, text), many in told.items():
        places = f" ({many} places)" if many > 1 else ""
        screen.say(f"{'MUST' if is_grave else 'better'} ({sort}): {text}{places}")
    screen.say(
        f"{file.name}: {len(found)} remarks, of which {grave} must be put right before it can be "
        f"used. {copy.name} has each as a comment at its place."
    )
    return True


def _kind_of(known: Known, file: Path, named: str) -> Templated:
    name = (named or file.stem).lower()
    if name not in known:
        raise Refused(
            f"It cannot be told which document {file.name} is a template for; add --as with one "
            f"of: {', '.join(known)}."
        )
    return known[name]


def _write(data: bytes, path: Path) -> None:
    path.write_bytes(data)
