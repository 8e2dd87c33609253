"""The door: what is looked at before a user's workbook is opened, or written to.

Each odd file is turned away with one sentence, quickly, in little memory, and is never changed.
"""

from __future__ import annotations

import os
from pathlib import Path

from s117xl.refusal import Refused
from s117xl.workbook.archive_checks import require_sound_archive
from s117xl.workbook.file_kinds import require_workbook, require_zip
from s117xl.workbook.members import Members
from s117xl.workbook.package import Package

__all__ = ["open_package", "require_unlocked"]

_LIVE = "close it in Excel, or press Check on the Section 117 tab inside Excel"
_LOCKS = ("~${name}", ".~lock.{name}#")
_WRITE_BITS = 0o222


def open_package(path: Path) -> Package:
    """The workbook as a package, known to be safe to read but for the rows of its sheets.

    Those are proved by `scan.scan_sheet`, as they are large and read only where needed.
    """
    _require_file(path)
    require_zip(path)
    members = Members(path)
    require_sound_archive(members)
    require_workbook(members)
    package = Package(path, members)
    _read_small_parts(package)
    return package


def require_unlocked(path: Path) -> None:
    """Raise Refused if the workbook is open elsewhere, or it or its folder is read-only."""
    for lock in _LOCKS:
        if os.path.exists(beside := path.with_name(lock.format(name=path.name))):
            raise Refused(
                f"{path.name} is open, as the file {beside.name} beside it shows; {_LIVE}. "
                f"If nobody has it open, delete {beside.name}."
            )
    _require_file(path)
    if not path.stat().st_mode & _WRITE_BITS:
        raise Refused(f"{path.name} is read-only; clear that in its properties, or use a copy.")
    _require_writable(path)


def _require_file(path: Path) -> None:
    """Raise Refused unless there is a file that can be read and is not empty."""
    try:
        with path.open("rb") as file:
            if not file.read(1):
                raise Refused(f"{path.name} is empty (0 bytes); use the copy that was last saved.")
    except FileNotFoundError:
        raise Refused(f"There is no file {path.name}; check its name and its folder.") from None
    except OSError as error:
        raise _unreadable(path, error) from None


def _unreadable(path: Path, error: OSError) -> Refused:
    if os.path.isdir(path):  # Path.is_dir raises where a folder above may not be read
        return Refused(f"{path.name} is a folder; name the workbook inside it.")
    if isinstance(error, PermissionError):
        return Refused(
            f"{path.name} may not be read; close it wherever it is open, or ask whoever looks "
            "after the folder for permission."
        )
    return Refused(f"{path.name} cannot be read from its disk; copy it to another and try again.")


def _require_writable(path: Path) -> None:
    """Raise Refused if the file cannot be opened for writing, or a file not be made beside it."""
    try:
        with path.open("r+b"):
            pass
    except OSError:
        raise Refused(f"{path.name} is open elsewhere or may not be changed; {_LIVE}.") from None
    folder = path.absolute().parent
    if not folder.stat().st_mode & _WRITE_BITS or not os.access(folder, os.W_OK):
        raise Refused(
            f"The folder of {path.name} is read-only, and a checked copy cannot be put in it; "
            "copy the workbook to a folder of yours."
        )


def _read_small_parts(package: Package) -> None:
    """Prove every XML part but the sheets: undamaged, of its declared size, no document type."""
    sheets = {sheet.part for sheet in package.sheets}
    for part in package.parts:
        if part not in sheets and part.lower().endswith((".xml", ".rels")):
            for _ in package.chunks(part):
                pass
