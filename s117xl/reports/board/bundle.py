"""Files bundled beside the index of the evidence pack: copied whole, and listed with their hash."""

from __future__ import annotations

import csv
import hashlib
import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from s117xl.refusal import Refused

INDEX, LIST = "index.docx", "index.csv"
HEADINGS = ("File", "Title", "Dated", "Statements", "SHA-256", "Bytes")
_UNFIT = re.compile(r"[^A-Za-z0-9]+")


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    """A file that is evidence: what it is, its day, the statements (by key) it speaks to."""

    path: Path
    title: str
    dated: date | None = None
    statements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bundled:
    """A file as it goes into the bundle: its name there is made from its title."""

    name: str
    title: str
    dated: date | None
    statements: tuple[str, ...]
    sha256: str
    size: int
    source: Path = field(repr=False)


def bundled(files: Sequence[EvidenceFile]) -> tuple[Bundled, ...]:
    """The files with their names in the bundle and their hashes. Refused where one is not there.

    Nothing of a file's own name is used: it may hold somebody's name.
    """
    from s117xl.reports.board.evidence import statements

    made = []
    for number, each in enumerate(files, start=1):
        unknown = [key for key in each.statements if key not in statements()]
        if unknown:
            raise Refused(
                f"Evidence file {number} names the statement {unknown[0]}, which is none; use "
                f"one of {', '.join(statements())}."
            )
        if not each.path.is_file():
            raise Refused(
                f"Evidence file {number} is not there; name a file that can be read, or leave "
                "it out."
            )
        digest, size = _hashed(each.path, number)
        made.append(Bundled(_name(number, each), each.title, each.dated, each.statements, digest,
                            size, each.path))  # fmt: skip
    return tuple(made)


def _name(number: int, file: EvidenceFile) -> str:
    """`01 annual-audit.docx`."""
    words = _UNFIT.sub("-", file.title.lower()).strip("-")[:60].rstrip("-") or "evidence"
    return f"{number:02} {words}{_ending(file.path)}"


def _ending(path: Path) -> str:
    return path.suffix.lower() if re.fullmatch(r"\.[A-Za-z0-9]{1,8}", path.suffix) else ""


def _hashed(path: Path, number: int) -> tuple[str, int]:
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        return digest, path.stat().st_size
    except OSError:
        raise Refused(f"Evidence file {number} cannot be read; close it and try again.") from None


def bundle(folder: Path, files: Sequence[Bundled], index: bytes) -> list[str]:
    """A new folder with the index, a list with hashes and a copy of each file: all or nothing.

    Gives the names in it. Refused where the folder is there already, or a file has changed since
    it was listed.
    """
    if folder.exists():
        raise Refused(f"The folder {folder.name} is there already; name a new one.")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(prefix=".s117xl-", dir=folder.parent))
    except OSError:
        raise Refused(f"The folder {folder.name} cannot be made there; name another.") from None
    try:
        names = list(_fill(made, files, index))
        os.replace(made, folder)
    except OSError:
        raise Refused(
            f"The folder {folder.name} could not be filled; see that there is room, and that no "
            "file is open."
        ) from None
    finally:
        shutil.rmtree(made, ignore_errors=True)
    return names


def _fill(made: Path, files: Sequence[Bundled], index: bytes) -> Iterator[str]:
    (made / INDEX).write_bytes(index)
    yield INDEX
    for number, each in enumerate(files, start=1):
        shutil.copyfile(each.source, made / each.name)
        if _hashed(made / each.name, number)[0] != each.sha256:
            raise Refused(f"Evidence file {number} has changed since it was listed; start again.")
        yield each.name
    with (made / LIST).open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(HEADINGS)
        for each in files:
            day = each.dated.isoformat() if each.dated else ""
            row = (each.name, each.title, day, "; ".join(each.statements), each.sha256)
            writer.writerow([*map(_harmless, row), each.size])
    yield LIST


def _harmless(text: str) -> str:
    """A text that a spreadsheet would run as a formula, made plain by an apostrophe."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
