"""Dated copies of a workbook, made before it is first changed each day."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from datetime import date
from pathlib import Path

from s117xl.refusal import Refused


def keep_copy(path: Path, folder: Path, on: date, keep: int = 5) -> Path | None:
    """Copy the workbook into the folder, once for each day, and give the copy's path.

    At most `keep` copies of this workbook stay, the newest; no other file is touched. None where
    the day's copy was there already, or none are to be kept.
    """
    copy = folder / f"{path.stem} {on.isoformat()} before check{path.suffix}"
    made = keep > 0 and not copy.exists()
    try:
        if made:
            folder.mkdir(parents=True, exist_ok=True)
            _copy_whole(path, copy)
        for old in _older(path, folder, copy, keep):
            old.unlink()
    except OSError as error:
        raise Refused(
            f"The dated copy of {path.name} could not be kept in the folder {folder.name} "
            f"({error.strerror}); choose another folder for copies in Settings."
        ) from None
    return copy if made else None


def _older(path: Path, folder: Path, copy: Path, keep: int) -> list[Path]:
    """The copies of this workbook that are to go: all but the newest, and never today's."""
    name = re.compile(
        re.escape(path.stem) + r" \d{4}-\d\d-\d\d before check" + re.escape(path.suffix)
    )
    if not folder.is_dir():
        return []
    copies = sorted(old for old in folder.iterdir() if name.fullmatch(old.name) and old.is_file())
    if keep > 0 and copy in copies:
        copies.remove(copy)
        keep -= 1
    return copies[: max(0, len(copies) - keep)]


def _copy_whole(path: Path, copy: Path) -> None:
    """Make the copy appear only when all of it is on the disk."""
    handle, name = tempfile.mkstemp(".tmp", f".{copy.stem}", copy.parent)
    try:
        with os.fdopen(handle, "wb") as out, path.open("rb") as file:
            shutil.copyfileobj(file, out, 1 << 20)
            out.flush()
            os.fsync(out.fileno())
        shutil.copystat(path, name)
        os.replace(name, copy)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
