"""Where the table stands on a sheet: its headings, its rows, and what is no row of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from s117xl.adopt.source import At, Sheet
from s117xl.refusal import Refused

_LEAST = 3
"""Known headings that a row must hold to be taken for the headings."""
_TOTALS = ("total", "count", "sum", "grand total")

Known = Callable[[str], str]
"""The field for which a heading surely stands, blank where it is not known."""


@dataclass(frozen=True, slots=True)
class Block:
    """A table: its header row, its headings by column, its rows, and the lines between them.

    `asides` are rows within or around the table that are none of it, with what each is.
    """

    header_row: int
    headings: dict[int, str]
    rows: tuple[int, ...]
    asides: dict[int, str]


def find_block(sheet: Sheet, known: Known, file: str) -> Block | None:
    """The table of a sheet, None where no row is known for headings.

    Raises Refused where the headings stand in two rows, or two tables on the sheet.
    """
    lines = sheet.rows()
    scores = {row: _score(cells, known) for row, cells in lines.items()}
    best = max(scores, key=lambda row: (scores[row], -row), default=0)
    _require_one_row(sheet, lines, scores, best, known, file)
    if not best or scores[best] < _LEAST:
        return None
    return block_at(sheet, best, known, file)


def block_at(sheet: Sheet, header: int, known: Known, file: str) -> Block:
    """The table below a header row. Raises Refused where there are two, or none."""
    lines = sheet.rows()
    if header not in lines:
        raise Refused(f"{file}: row {header} of the sheet {sheet.name!r} holds no headings.")
    headings = {column: " ".join(str(cell).split()) for column, cell in lines[header].items()}
    _require_one_table(sheet, lines, header, headings, known, file)
    rows: list[int] = []
    asides: dict[int, str] = {}
    for row, cells in lines.items():
        if row == header:
            continue
        aside = "above the headings" if row < header else _aside(sheet, row, cells, headings)
        if aside:
            asides[row] = aside
        else:
            rows.append(row)
    return Block(header, headings, tuple(rows), asides)


def _score(cells: dict[int, Any], known: Known) -> int:
    """How many fields a row names; none where it holds anything but text, as headings do not."""
    if not all(isinstance(cell, str) for cell in cells.values()):
        return 0
    return len({known(cell) for cell in cells.values() if isinstance(cell, str)} - {""})


def _aside(sheet: Sheet, row: int, cells: dict[int, Any], headings: dict[int, str]) -> str:
    first = str(cells[min(cells)]).strip().casefold()
    if first.startswith(_TOTALS) and _few(cells, headings):
        return "a row of totals"
    texts = {" ".join(str(cell).split()) for cell in cells.values()}
    if len(texts) >= _LEAST and texts <= set(headings.values()):
        return "the headings again"
    if len(cells) == 1 and len(headings) > 1:
        return "a line with one cell alone"
    computed: set[At] = {(row, column) for column in cells} & sheet.formulas
    return "a row of totals" if computed and _few(cells, headings) else ""


def _few(cells: dict[int, Any], headings: dict[int, str]) -> bool:
    return len(cells) <= max(2, len(headings) // 4)


def _require_one_row(
    sheet: Sheet, lines: dict[int, dict[int, Any]], scores: dict[int, int], best: int,
    known: Known, file: str,
) -> None:  # fmt: skip
    """Raise Refused where two rows together make more headings than either alone."""
    for row in lines:
        below = lines.get(row + 1)
        if below is None or best not in (0, row, row + 1):
            continue
        both = _score(_joined(lines[row], below), known)
        alone = max(scores[row], scores[row + 1])
        shared = min(scores[row], scores[row + 1]) >= 2 and lines[row] != below
        if (both >= _LEAST and both > alone + 1) or shared:
            raise Refused(
                f"{file}: the headings on the sheet {sheet.name!r} stand in two rows ({row} and "
                f"{row + 1}); in a copy, put each heading into one cell of one row."
            )


def _joined(above: dict[int, Any], below: dict[int, Any]) -> dict[int, Any]:
    """Two rows read as one; a heading above stands over the columns to its right too."""
    result = {}
    over = ""
    for column in sorted({*above, *below}):
        over = str(above.get(column, over))
        result[column] = f"{over} {below.get(column, '')}".strip()
    return result


def _require_one_table(
    sheet: Sheet, lines: dict[int, dict[int, Any]], header: int, headings: dict[int, str],
    known: Known, file: str,
) -> None:  # fmt: skip
    """Raise Refused where another table stands below, or beside with an empty column between."""
    for row, cells in lines.items():
        texts = {" ".join(str(cell).split()) for cell in cells.values()}
        if row > header and _score(cells, known) >= _LEAST and texts != set(headings.values()):
            raise _two_tables(sheet, f"in rows {header} and {row}", file)
    columns = sorted(headings)
    for place, column in enumerate(columns[1:], 1):
        if column - columns[place - 1] > 1:
            left, right = (
                {known(headings[c]) for c in part} - {""}
                for part in (columns[:place], columns[place:])
            )
            if left & right:
                raise _two_tables(sheet, "side by side", file)


def _two_tables(sheet: Sheet, where: str, file: str) -> Refused:
    return Refused(
        f"{file}: the sheet {sheet.name!r} holds two tables ({where}); in a copy, put each on a "
        "sheet of its own."
    )
