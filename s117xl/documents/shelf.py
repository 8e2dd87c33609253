"""Where documents are put: a folder, or the answer to the task pane. Nothing is overwritten."""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path
from typing import Protocol

from s117xl.refusal import Refused

_NOT_PLAIN = re.compile("[^A-Za-z0-9._-]+")
_VERSION = re.compile(r"(?P<stem>.+) v(?P<number>[0-9]+)( note for the author)?\.docx", re.I)
_LONGEST = 40


class Shelf(Protocol):
    """A place for documents."""

    def taken(self) -> set[str]:
        """The names that are there already."""

    def put(self, name: str, data: bytes) -> None:
        """The document is there under this name, whole."""

    def clear(self) -> None:
        """What was put there in this run is gone again."""

    def link(self, name: str) -> str:
        """What leads to it from a workbook, nothing where no link could."""


class FolderShelf:
    """A folder. `beside` is the folder of the workbook, from which links may be counted."""

    def __init__(self, folder: Path, beside: Path | None = None) -> None:
        self.folder = folder.absolute()
        self._beside = beside.absolute() if beside else None
        self._put: list[Path] = []
        self._made = not self.folder.exists()
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            raise Refused(
                f"The folder {folder.name} for the documents cannot be made there; name another."
            ) from None

    def taken(self) -> set[str]:
        """The names of the files in it."""
        return {each.name for each in self.folder.iterdir()}

    def put(self, name: str, data: bytes) -> None:
        """The file is written beside its place, then put there at one stroke."""
        path, part = self.folder / name, self.folder / f"{name}.part"
        try:
            with part.open("xb") as file:
                file.write(data)
            # A hard link fails where the name is taken by now, as a move would not.
            if hasattr(os, "link") and os.name != "nt":
                os.link(part, path)
            else:
                part.rename(path)
        except OSError:
            raise Refused(
                f"The documents cannot be written into the folder {self.folder.name}, or one of "
                "their names is taken there; name another folder."
            ) from None
        finally:
            part.unlink(missing_ok=True)
        self._put.append(path)

    def clear(self) -> None:
        """The files of this run are deleted, and the folder where it was made for them."""
        for path in self._put:
            path.unlink(missing_ok=True)
        self._put.clear()
        if self._made and self.folder.exists() and not any(self.folder.iterdir()):
            self.folder.rmdir()

    def link(self, name: str) -> str:
        """The way from the workbook where the folder lies below it, else the whole path."""
        path = self.folder / name
        if self._beside and path.is_relative_to(self._beside):
            return path.relative_to(self._beside).as_posix()
        return str(path)


class MemoryShelf:
    """Documents that are handed over in an answer."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}

    def taken(self) -> set[str]:
        """The names put so far."""
        return set(self.files)

    def put(self, name: str, data: bytes) -> None:
        """The document is kept until it is handed over."""
        self.files[name] = data

    def clear(self) -> None:
        """Nothing is handed over."""
        self.files.clear()

    def link(self, name: str) -> str:
        """Nothing: where a browser puts it is not known."""
        return ""


class Names:
    """Names for documents, from ids alone, each with the number that comes next for it."""

    def __init__(self, taken: set[str]) -> None:
        self._last: dict[str, int] = {}
        for name in taken:
            if found := _VERSION.fullmatch(name):
                stem = found["stem"].casefold()
                self._last[stem] = max(self._last.get(stem, 0), int(found["number"]))

    def next(self, *parts: str) -> str:
        """`V-001 decision P-003 v2`, without the ending."""
        stem = " ".join(map(plain, filter(None, parts)))
        number = self._last.get(stem.casefold(), 0) + 1
        self._last[stem.casefold()] = number
        return f"{stem} v{number}"


def plain(id: str) -> str:
    """The id as a part of a file's name; two ids never become one."""
    text = _NOT_PLAIN.sub("_", id).strip("._")[:_LONGEST]
    if text == id:
        return text
    return f"{text or 'id'}-{hashlib.sha256(id.encode('utf-8', 'replace')).hexdigest()[:6]}"
