"""Rows given as CSV files, one for each table, made ready for a new register."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from s117xl.refusal import Refused
from s117xl.register.fields import Field, Table
from s117xl.register.kinds import Date, Number
from s117xl.register.schema import TABLES

Rows = dict[str, list[dict[str, Any]]]

_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NUMBER = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]+)?")
_LONGEST = 32_767
"""Characters, as Excel counts them, that a cell can hold."""
_UNWRITABLE = re.compile("[\ufffe\uffff]")
"""No XML, and so no workbook, can hold these."""


def read_rows(folder: Path) -> Rows:
    """The rows of register.csv, services.csv and so on in a folder, by table.

    UTF-8, a BOM is welcome; headings are field keys, any of them in any order; days are
    YYYY-MM-DD, per cents whole numbers. What cannot be read is kept as text, as it stands.
    Raises Refused for a folder with none of these files, an unknown heading, a row that is
    longer than its headings, or a text that no cell can hold.
    """
    if not folder.is_dir():
        raise Refused(f"There is no folder {folder.name}; give the folder that holds register.csv.")
    rows = {key: list(_rows(path, TABLES[key])) for key, path in _files(folder).items()}
    if not rows:
        names = ", ".join(f"{key.lower()}.csv" for key in TABLES)
        raise Refused(f"The folder {folder.name} holds none of {names}; put at least one there.")
    return rows


def _files(folder: Path) -> dict[str, Path]:
    found = {path.name.lower(): path for path in sorted(folder.iterdir()) if path.is_file()}
    return {key: found[f"{key.lower()}.csv"] for key in TABLES if f"{key.lower()}.csv" in found}


def _rows(path: Path, table: Table) -> Iterator[dict[str, Any]]:
    lines = _lines(path)
    _, headings = next(lines, (1, []))
    if not headings:
        raise Refused(f"{path.name} is empty; its first line must hold field keys.")
    fields = _fields(path, table, headings)
    for number, line in lines:
        _require_sound(path, number, line, len(fields))
        if any(cell.strip() for cell in line):
            yield {f.key: read_csv_cell(cell, f) for f, cell in zip(fields, line, strict=False)}


def _lines(path: Path) -> Iterator[tuple[int, list[str]]]:
    """The rows of a file, each with the number of the line on which it ends."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused(f"{path.name} is not UTF-8; save it as CSV UTF-8.") from None
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        for line in reader:
            yield reader.line_num, line
    except csv.Error as error:
        raise Refused(
            f"{path.name}, line {reader.line_num}, is not well-formed CSV ({error}); save it again."
        ) from None


def _fields(path: Path, table: Table, headings: list[str]) -> list[Field]:
    fields: list[Field] = []
    for number, heading in enumerate(headings, 1):
        field = table.by_key.get(heading.strip())
        if field is None:
            raise Refused(
                f"{path.name}: heading {number} is no field of the {table.key} table; the command "
                "'s117xl fields' lists them."
            )
        if field in fields:
            raise Refused(f"{path.name}: the heading {field.key} stands twice; take one out.")
        fields.append(field)
    return fields


def _require_sound(path: Path, number: int, line: list[str], count: int) -> None:
    if any(line[count:]):
        raise Refused(
            f"{path.name}, line {number}, has {len(line)} cells for {count} headings; "
            "put quotation marks round a cell that holds a comma."
        )
    for cell in line:
        if len(cell) > _LONGEST // 2 and len(cell.encode("utf-16-le")) > 2 * _LONGEST:
            raise Refused(
                f"{path.name}, line {number}, has a cell of more than {_LONGEST:,} characters, "
                "which Excel cannot hold; shorten it."
            )
        if _UNWRITABLE.search(cell):
            raise Refused(
                f"{path.name}, line {number}, holds a character that no workbook can hold (U+FFFE "
                "or U+FFFF); take it out."
            )


def read_csv_cell(text: str, field: Field) -> Any:
    """One CSV cell as the workbook is to hold it; None where it is blank."""
    plain = text.strip()
    if not plain:
        return None
    if isinstance(field.kind, Date) and _DAY.fullmatch(plain):
        return _day(plain, text)
    if isinstance(field.kind, Number) and _NUMBER.fullmatch(plain):
        return _number(float(plain), text, field.kind)
    return text


def _day(plain: str, text: str) -> date | str:
    try:
        day = date.fromisoformat(plain)
    except ValueError:
        return text
    return day if day.year >= 1900 else text  # Excel has no day before.


def _number(number: float, text: str, kind: Number) -> float | str:
    if kind.word != "percent":
        return number
    # Excel holds 50 % as 0.5. Over 100 is a fault that must stay in sight.
    return number / 100 if 0 <= number <= 100 else text
