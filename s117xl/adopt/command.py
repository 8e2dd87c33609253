"""The command: their workbook in, our workbook and a map out, or nothing at all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from s117xl.adopt.bring import Brought, bring, summary
from s117xl.adopt.mapping import Map, blocks_of, propose, read_map, write_map
from s117xl.adopt.report_sheet import SHEET, report_sheet
from s117xl.adopt.source import read_source
from s117xl.new import write_rows_as_register
from s117xl.refusal import Refused
from s117xl.workbook.whole import require_new_workbook, write_whole


@dataclass(frozen=True, slots=True)
class Adopted:
    """What was brought in, by which map; `map_path` is where a proposed map was written."""

    brought: Brought
    mapping: Map
    map_path: Path | None

    @property
    def doubts(self) -> int:
        """How many cells, comments and notes somebody should look at."""
        counts = self.brought.counts()
        return counts["kept as it stands"] + counts["not placed"] + len(self.brought.notes)

    def lines(self, file: Path) -> list[str]:
        """What a person is told of it."""
        rows = ", ".join(f"{len(rows):,} in {table}" for table, rows in self.brought.rows.items())
        proposed = [
            f"{sheet.name!r} column {column.column} ({column.heading})"
            for sheet in self.mapping.sheets
            for column in sheet.columns
            if not column.apply
        ]
        lines = [
            f"{file.name} is made. Rows: {rows}.",
            f"Cells: {', '.join(summary(self.brought))}.",
        ]
        if proposed:
            lines.append(f"Columns with no sure place: {', '.join(proposed)}.")
        lines += [f"Note: {note}" for note in self.brought.notes]
        lines.append(f"The sheet {SHEET!r} lists each cell that was not placed just as it stood.")
        if self.map_path:
            lines.append(
                f"The map is {self.map_path.name}: correct it, and adopt again with --map into a "
                "new file."
            )
        return [*lines, f"Then: s117xl check {file.name} --mark"]


def adopt(theirs: Path, file: Path, map_path: Path | None, today: date) -> Adopted:
    """Bring `theirs` into a new register `file`, by the map given or by one that is proposed.

    All is worked out before anything is written. Raises Refused, with nothing written, for what
    cannot be read, for a map that does not fit, and where a file to be written is there already.
    """
    require_new_workbook(file)
    proposed = None if map_path else file.with_suffix(".map.toml")
    if proposed and proposed.exists():
        raise Refused(
            f"There is a map {proposed.name} already; give it with --map, or rename it, as it is "
            "not overwritten."
        )
    sheets = read_source(theirs)
    if map_path:
        mapping, blocks = read_map(map_path, sheets, theirs.name)
    else:
        blocks = blocks_of(sheets, theirs.name)
        mapping = propose(sheets, blocks)
    brought = bring(sheets, mapping, blocks)
    write_rows_as_register(file, brought.rows, today, extra=report_sheet(brought, theirs.name))
    if proposed:
        try:
            write_whole(proposed, lambda path: write_map(path, mapping, theirs.name))
        except BaseException:
            file.unlink()
            raise
    return Adopted(brought, mapping, proposed)
