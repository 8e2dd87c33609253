"""A closed workbook: read from its file, and written back by patching it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from s117xl.refusal import Refused
from s117xl.workbook import file
from s117xl.workbook.door import open_package, require_unlocked
from s117xl.workbook.edits import Edit
from s117xl.workbook.file import Result
from s117xl.workbook.headings import Wanted
from s117xl.workbook.package import Package, Table
from s117xl.workbook.raw import RawTable
from s117xl.workbook.read import read_tables


class ClosedWorkbook:
    """A workbook's file. Raises Refused where it is none, or would do harm."""

    def __init__(self, path: Path) -> None:
        self._package: Package = open_package(path)

    @property
    def name(self) -> str:
        """The file's name, with no folder."""
        return self._package.path.name

    @property
    def digest(self) -> str:
        """The file's sha256 in hex, as it was when it was opened."""
        return self._package.sha256

    @property
    def tables(self) -> Mapping[str, Table]:
        """Its Excel tables by name."""
        return self._package.tables

    def read(self, wanted: Sequence[Wanted], tell: Callable[[str], None]) -> Iterator[RawTable]:
        """Each of the wanted tables that it holds; `tell` is told of each sheet."""
        return read_tables(self._package, wanted, tell)

    def require_writable(self) -> None:
        """Refused where somebody has the file open."""
        require_unlocked(self._package.path)

    def apply(self, edits: Sequence[Edit]) -> Result:
        """Make the edits in the file, whole or not at all."""
        result = file.apply(edits, self._package)
        self._package = open_package(self._package.path)
        return result

    def keep_copy(self, folder: str, today: date, keep: int) -> None:
        """Keep the day's copy in the folder named, by default the workbook's own."""
        path = self._package.path
        place = Path(folder or path.parent)
        if not place.is_dir():
            raise Refused(
                "The folder for dated copies that Settings names is not there; make it, or leave "
                "the setting blank for the workbook's own folder."
            )
        file.keep_copy(path, place, today, keep)
