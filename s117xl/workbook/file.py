"""Writing into a closed workbook: its parts patched, its file replaced at one stroke."""

from __future__ import annotations

import hashlib
import os
import stat
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, NamedTuple, cast

from s117xl.refusal import Refused
from s117xl.workbook import door
from s117xl.workbook.copies import keep_copy
from s117xl.workbook.edits import Edit, Value
from s117xl.workbook.members import Members, plain_name
from s117xl.workbook.package import Package
from s117xl.workbook.patch.archive import Packed, Store, copy_bytes, write_archive
from s117xl.workbook.patch.markup import UnknownShapeError
from s117xl.workbook.patch.work import Work

__all__ = ["Result", "apply", "keep_copy"]

_IN_MEMORY = 8 << 20


class Result(NamedTuple):
    """What was done: the parts that changed, and what the caller should pass on.

    `left_over` has what people typed beside rows of ours that are gone: for each such row its
    table (under `table`), its key and the person's cells by heading. `notes` are sentences.
    """

    changed: tuple[str, ...] = ()
    left_over: tuple[dict[str, Value], ...] = ()
    notes: tuple[str, ...] = ()


def apply(edits: Sequence[Edit], package: Package, out: Path | None = None) -> Result:
    """Make the edits in the package's file, or in a copy of it at `out`.

    Only the parts that must change are written anew. The file is replaced whole or not at all,
    and is left alone when the edits find everything done. Refused, with the file as it was, where
    it is open elsewhere, has changed since it was opened here, or has a shape not known here.
    """
    target = (out or package.path).resolve()
    if target.exists():
        door.require_unlocked(target)
    _require_unchanged(package)
    try:
        with tempfile.SpooledTemporaryFile(_IN_MEMORY, "w+b", dir=str(target.parent)) as spool:
            store = Store(cast(BinaryIO, spool))
            work = Work(package, edits, store)
            if work.changes or out:
                _replace(package, target, work.changes, store)
    except UnknownShapeError as error:
        raise Refused(
            f"{package.path.name} cannot be written to safely, as {error}; "
            "open it in Excel, save it, and try again."
        ) from None
    except OSError as error:
        raise Refused(
            f"{target.name} could not be written ({error.strerror}); "
            "see that its folder can be written to and that the disk is not full."
        ) from None
    return Result(tuple(work.changes), tuple(work.left_over), tuple(work.notes))


def _replace(
    package: Package, target: Path, changes: dict[str, Packed | None], store: Store
) -> None:
    """Put the patched file in the place of the target, once it has been proved sound."""
    with _temporary(target) as (new, file):
        with file:
            if changes:
                write_archive(package.path, file, changes, store)
            else:
                _copy(package.path, file)
            file.flush()
            os.fsync(file.fileno())
        _require_sound(package, new, changes)
        _require_unchanged(package)
        model = target if target.exists() else package.path
        os.chmod(new, stat.S_IMODE(model.stat().st_mode))
        os.replace(new, target)
    _sync_folder(target.parent)


@contextmanager
def _temporary(target: Path) -> Iterator[tuple[Path, BinaryIO]]:
    """A new file beside the target, gone at the end unless it has taken a place."""
    handle, name = tempfile.mkstemp(".tmp", f".{target.stem}", target.parent)
    try:
        yield Path(name), cast(BinaryIO, os.fdopen(handle, "wb"))
    finally:
        Path(name).unlink(missing_ok=True)


def _copy(path: Path, out: BinaryIO) -> None:
    with path.open("rb") as file:
        copy_bytes(file, out, path.stat().st_size)


def _require_sound(package: Package, new: Path, changes: dict[str, Packed | None]) -> None:
    """Refused unless the new file opens, has the same parts, and unpacks where it changed."""
    members = Members(new)
    gone = {plain_name(part) for part, packed in changes.items() if packed is None}
    before = [plain_name(part) for part in package.parts]
    after = [plain_name(info.filename) for info in members.infos]
    if after != [name for name in before if name not in gone]:
        raise Refused(f"{package.path.name} could not be written whole; nothing was changed.")
    for part, packed in changes.items():
        if packed:
            for _ in members.chunks(part):
                pass


def _require_unchanged(package: Package) -> None:
    with package.path.open("rb") as file:
        if hashlib.file_digest(file, "sha256").hexdigest() != package.sha256:
            raise Refused(
                f"{package.path.name} was changed by somebody while it was being worked on, so "
                "nothing was written; try again."
            )


def _sync_folder(folder: Path) -> None:
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
