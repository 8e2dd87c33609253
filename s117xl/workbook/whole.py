"""New files, written whole or not at all, and never over another."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from s117xl.refusal import Refused


def require_absent(path: Path) -> None:
    """Refused where the path is taken or its folder is not there."""
    if path.exists():
        raise Refused(
            f"{path.name} exists already; choose another name, as nothing is overwritten."
        )
    if not path.absolute().parent.is_dir():
        raise Refused(f"The folder for {path.name} does not exist; make it first.")


def require_new_workbook(path: Path) -> None:
    """Refused where the path is no name for an Excel workbook, or `require_absent` refuses it."""
    if path.suffix.lower() != ".xlsx":
        raise Refused(f"{path.name} is to be an Excel workbook; give it a name that ends in .xlsx.")
    require_absent(path)


def write_whole(path: Path, write: Callable[[Path], None]) -> None:
    """Let `write` make a file beside `path`, then put it there at one stroke."""
    require_absent(path)
    try:
        handle, name = tempfile.mkstemp(dir=path.absolute().parent, suffix=path.suffix)
        os.close(handle)
    except OSError:
        raise Refused(f"{path.name} cannot be written there; choose another folder.") from None
    part = Path(name)
    try:
        write(part)
        part.chmod(0o644)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
