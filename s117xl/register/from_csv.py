"""Rows given as CSV files, one for each table, made ready for a new register."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from s117xl.refusal import Refused
from s117xl.register.fields import Field, Table
from s117xl.register.kinds import Date, Number
from s117xl.register.schema import TABLES

Rows = dict[str, list[dict[str, Any]]]


def read_rows(folder: Path) -> Rows:
    """The rows of register.csv, services.csv and so on in a folder, by table.

    UTF-8, a BOM is welcome; headings are field keys, any of them in any order; days are
    YYYY-MM-DD, per cents whole numbers. What cannot be read is kept as text, as it stands.
    Raises Refused for a folder with none of these files, an unknown heading, or a row that is
    longer than its headings.
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
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused(f"{path.name} is not UTF-8; save it as CSV UTF-8.") from None
    try:
        lines = list(csv.reader(text.splitlines(keepends=True), strict=True))
    except csv.Error as error:
        raise Refused(f"{path.name} is not well-formed CSV ({error}); save it again.") from None
    if not lines:
        raise Refused(f"{path.name} is empty; its first line must hold field keys.")
    fields = _fields(path, table, lines[0])
    for number, line in enumerate(lines[1:], 2):
        if len(line) > len(fields) and any(line[len(fields) :]):
            raise Refused(
                f"{path.name}, line {number}, has {len(line)} cells for {len(fields)} headings; "
                "put quotation marks round a cell that holds a comma."
            )
        if any(cell.strip() for cell in line):
            yield {field.key: read_csv_cell(cell, field) for field, cell in zip(fields, line)}  # noqa: B905


def _fields(path: Path, table: Table, headings: list[str]) -> list[Field]:
    fields: list[Field] = []
    known = {field.key: field for field in table.fields}
    for number, heading in enumerate(headings, 1):
        field = known.get(heading.strip())
        if field is None:
            raise Refused(
                f"{path.name}: heading {number} is no field of the {table.key} table; the command "
                "'s117xl fields' lists them."
            )
        if field in fields:
            raise Refused(f"{path.name}: the heading {field.key} stands twice; take one out.")
        fields.append(field)
    return fields


def read_csv_cell(text: str, field: Field) -> Any:
    """One CSV cell as the workbook is to hold it; None where it is blank."""
    if not text.strip():
        return None
    if isinstance(field.kind, Date):
        try:
            return date.fromisoformat(text.strip())
        except ValueError:
            return text
    if isinstance(field.kind, Number):
        return _number(text, field.kind)
    return text


def _number(text: str, kind: Number) -> Any:
    try:
        number = float(text)
    except ValueError:
        return text
    if number != number or number in (float("inf"), float("-inf")):
        return text
    if kind.word == "percent":
        # Excel holds 50 % as 0.5. Over 100 is a fault that must stay in sight.
        return number / 100 if 0 <= number <= 100 else text
    return number
