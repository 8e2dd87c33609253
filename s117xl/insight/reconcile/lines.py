"""A Trust's file as lines of plain cells, whatever program wrote it. The file is only read."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, NamedTuple

from s117xl.refusal import Refused

_ZIP, _OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")
_SEPARATORS = ",;\t|"
_MOST_CELLS = 50_000_000
csv.field_size_limit(1_000_000)


class Line(NamedTuple):
    """One row of a list: its number as a person sees it, and its cells."""

    number: int
    cells: list[Any]


class Sheet(NamedTuple):
    """The lines of one sheet; a CSV file is one sheet with no name."""

    name: str
    lines: list[Line]


def read_lines(path: Path) -> list[Sheet]:
    """Every sheet of the file that holds anything.

    Raises Refused for what is neither a workbook nor a text, and for what holds nothing.
    """
    data = _bytes(path)
    if data.startswith((_ZIP, _OLD_OFFICE)):
        sheets = list(_sheets(path))
    else:
        sheets = [Sheet("", list(_text_lines(path.name, data)))]
    filled = [sheet for sheet in sheets if sheet.lines]
    if not filled:
        raise Refused(f"{path.name} holds nothing; export the list again.")
    return filled


def _bytes(path: Path) -> bytes:
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise Refused(f"There is no file {path.name}; check its name and its folder.") from None
    except OSError:
        raise Refused(
            f"{path.name} cannot be read; close it where it is open, or copy it."
        ) from None
    if not data.strip():
        raise Refused(f"{path.name} is empty; export the list again.")
    return data


def _text_lines(name: str, data: bytes) -> Iterator[Line]:
    text = _decoded(name, data)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text))
    start = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield Line(start, cells)
            start = reader.line_num + 1
    except csv.Error:
        raise Refused(
            f"{name}, line {start}, is not well-formed CSV; save the list as CSV again."
        ) from None


def _decoded(name: str, data: bytes) -> str:
    """The text: UTF-8 with or without its mark, UTF-16 with one, else Windows' own (cp1252)."""
    if data.startswith(_WIDE_MARKS):
        return data.decode("utf-16", "replace")
    if b"\x00" in data:
        raise Refused(f"{name} is neither a CSV file nor an Excel workbook; export the list again.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _separator(text: str) -> str:
    """What parts the cells: of the usual four, the one that stands most on the first lines."""
    first = text[:4000].splitlines()[:5]
    return max(_SEPARATORS, key=lambda each: sum(line.count(each) for line in first))


def _sheets(path: Path) -> Iterator[Sheet]:
    from python_calamine import CalamineWorkbook

    from s117xl.workbook.door import open_package

    open_package(path)
    book = CalamineWorkbook.from_path(str(path))
    for name in book.sheet_names:
        sheet = book.get_sheet_by_name(name)
        if sheet.total_height * sheet.total_width > _MOST_CELLS:
            raise Refused(
                f"{path.name}: the sheet {name!r} reaches too far; delete the empty rows and "
                "columns beyond the list, and save it again."
            )
        rows = enumerate(sheet.to_python(skip_empty_area=False), 1)
        yield Sheet(name, [line for number, row in rows if (line := _line(number, row))])


def _line(number: int, row: list[Any]) -> Line | None:
    cells = [_plain(cell) for cell in row]
    return Line(number, cells) if any(str(cell).strip() for cell in cells) else None


def _plain(cell: Any) -> Any:
    """A day with no time as a day."""
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date()
    return "" if cell is None else cell


def shown(cell: Any) -> str:
    """A cell as a person would write it."""
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return " ".join(str(cell).split())
