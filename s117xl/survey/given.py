"""A file of answers as it was given: CSV or a workbook, as sheets of plain cells."""

from __future__ import annotations

import codecs
import csv
import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from s117xl.refusal import Refused

Cells = dict[int, Any]
"""The filled cells of a row, by column from 1."""

_TEXT = (".csv", ".txt", ".tsv")
_PARTED_BY = ",;\t|"


@dataclass(frozen=True, slots=True)
class Given:
    """One sheet: its rows that hold anything, each with its number."""

    sheet: str
    rows: list[tuple[int, Cells]]


def read_given(path: Path) -> list[Given]:
    """The sheets of a file of answers; it is only read. Raises Refused where it cannot be."""
    if path.suffix.lower() in _TEXT:
        return [Given("", _csv_rows(path))]
    from s117xl.adopt.source import read_source

    return [Given(sheet.name, list(sheet.rows().items())) for sheet in read_source(path)]


def _csv_rows(path: Path) -> list[tuple[int, Cells]]:
    text = _text(path)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    try:
        lines = [(reader.line_num, line) for line in reader]
    except csv.Error:
        raise Refused(
            f"{path.name}, line {reader.line_num}, is not well-formed CSV; open it in Excel, save "
            "it as CSV UTF-8, and try again."
        ) from None
    rows = ((number, _filled(line)) for number, line in lines)
    return [(number, cells) for number, cells in rows if cells]


def _filled(line: list[str]) -> Cells:
    return {column: cell for column, cell in enumerate(line, 1) if cell.strip()}


def _text(path: Path) -> str:
    """The file's text: UTF-8 or UTF-16 as its first bytes say, UTF-8, or else Windows' own."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise Refused(f"There is no file {path.name}; check its name and its folder.") from None
    except OSError:
        raise Refused(
            f"{path.name} may not be read, or is a folder; name the file of answers."
        ) from None
    utf16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if utf16 else ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refused(f"{path.name} is not plain text; save it as CSV UTF-8 and try again.")


def _delimiter(text: str) -> str:
    """What parts the cells of the first filled line, most often; a comma where nothing does."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    outside = "".join(first.split('"')[::2])
    return max(_PARTED_BY, key=outside.count)
