"""The map from their workbook to ours: proposed, written as TOML to be corrected, read again."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from s117xl.adopt.headings import WAYS, assign, choose_table, sheet_hint, surely
from s117xl.adopt.layout import Block, block_at, find_block
from s117xl.adopt.source import Sheet
from s117xl.adopt.values import has_values, meaning, words_of
from s117xl.refusal import Refused
from s117xl.register.kinds import Text
from s117xl.register.schema import TABLES
from s117xl.workbook.areas import column_letters


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class ValueMap(_Strict):
    """What one of their values stands for: the fields that it sets."""

    theirs: str
    sets: dict[str, str | int | float]
    confidence: float = 1.0
    apply: bool = True
    keep: bool = False


class ColumnMap(_Strict):
    """What one of their columns is brought to: a field, or one of the ways."""

    column: str
    heading: str
    to: str
    confidence: float = 1.0
    apply: bool = True
    values: list[ValueMap] = Field(default_factory=list)


class SheetMap(_Strict):
    """What one of their sheets holds: a table of ours, its header row, its columns.

    `always` are fields that every row of it is given.
    """

    name: str
    table: str
    header_row: int
    always: dict[str, str] = Field(default_factory=dict)
    columns: list[ColumnMap] = Field(default_factory=list)


class Map(_Strict):
    """The whole map."""

    sheets: list[SheetMap] = Field(default_factory=list)


def blocks_of(sheets: Iterable[Sheet], file: str) -> dict[str, Block]:
    """The table of each sheet that has one. Raises Refused where no sheet has."""
    found = {sheet.name: find_block(sheet, surely, file) for sheet in sheets}
    blocks = {name: block for name, block in found.items() if block}
    if not blocks:
        raise Refused(
            f"{file}: no row of headings was found on any sheet; name the sheet and its header row "
            "in a map, and give it with --map."
        )
    return blocks


def propose(sheets: Iterable[Sheet], blocks: dict[str, Block]) -> Map:
    """A map for these tables, each column and value with its confidence."""
    by_name = {sheet.name: sheet for sheet in sheets}
    return Map(sheets=[_propose(by_name[name], block) for name, block in blocks.items()])


def _propose(sheet: Sheet, block: Block) -> SheetMap:
    table = choose_table(block.headings.values(), sheet.name)
    columns = []
    for column, found, applied in assign(block.headings, table):
        to = found.to if found else "nothing"
        columns.append(
            ColumnMap(
                column=column_letters(column),
                heading=block.headings[column],
                to=to,
                confidence=found.confidence if found else 0.0,
                apply=applied,
                values=list(_values(sheet, block, column, to, table)),
            )
        )
    ended = sheet_hint(sheet.name) == "Ended" and table == "Register"
    status = any(c.to == "record_status" and c.apply for c in columns)
    always = {"record_status": "ENDED"} if ended and not status else {}
    return SheetMap(
        name=sheet.name, table=table, header_row=block.header_row, always=always, columns=columns
    )


def _values(sheet: Sheet, block: Block, column: int, to: str, table: str) -> Iterator[ValueMap]:
    """Each distinct value of a column that holds words of a list, in order of their first row."""
    if to in ("name", "notes", "nothing", "initial_review") or not has_values(to, table):
        return
    seen: dict[str, Any] = {}
    for row in block.rows:
        cell = sheet.cells.get((row, column))
        if cell is not None:
            seen.setdefault(words_of(cell), cell)
    free_text = to in TABLES[table].by_key and isinstance(TABLES[table].by_key[to].kind, Text)
    for words, cell in seen.items():
        found = meaning(to, table, cell)
        if free_text and found and found.confidence == 1.0:
            continue  # a name or a sentence, taken as it stands
        yield ValueMap(
            theirs=words,
            sets=found.sets if found else {},
            confidence=found.confidence if found else 0.0,
            apply=bool(found and found.sure),
            keep=bool(found and found.keep),
        )


_OPENING = """\
# How {file} is brought into a register of ours.
# Correct it, and run `s117xl adopt` again with --map. It quotes cells: keep it as you keep the
# register.
#
# apply = false  is only a proposal: the column is listed as not placed, or the value is kept as
#                it stands. Set it to true where the proposal is right, or correct it first.
# to             a field of the table (`s117xl fields` lists them), or one of:
#                {ways}
# sets           the fields that a value gives; "" leaves a field blank; per cents as 50
# keep           also puts their words into the Notes of the record
# confidence     how sure the proposal is, from 0 to 1; it has no effect
"""


def write_map(path: Path, mapping: Map, file: str) -> None:
    """Write a map as TOML."""
    path.write_text("\n".join(_lines(mapping, file)) + "\n", "utf-8")


def _lines(mapping: Map, file: str) -> Iterator[str]:
    yield _OPENING.format(file=file, ways=", ".join(WAYS))
    for sheet in mapping.sheets:
        yield "[[sheets]]"
        yield from _keys(sheet.model_dump(exclude={"columns"}))
        for column in sheet.columns:
            yield "\n[[sheets.columns]]"
            yield from _keys(column.model_dump(exclude={"values"}))
            if column.values:
                yield "values = ["
                yield from (f"  {_value(_short(value))}," for value in column.values)
                yield "]"
        yield ""


def _short(value: ValueMap) -> dict[str, Any]:
    return value.model_dump(exclude=None if value.keep else {"keep"})


def _keys(parts: dict[str, Any]) -> Iterator[str]:
    return (f"{key} = {_value(value)}" for key, value in parts.items())


def _value(value: Any) -> str:
    """A value as TOML writes it; a JSON string is a TOML string but for one character."""
    if isinstance(value, dict):
        inner = ", ".join(f"{key} = {_value(each)}" for key, each in value.items())
        return f"{{ {inner} }}" if inner else "{}"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F")


def read_map(path: Path, sheets: list[Sheet], file: str) -> tuple[Map, dict[str, Block]]:
    """A map that somebody corrected, and the tables that it names.

    Raises Refused with one sentence for what is no map, and for a sheet, column, table or field
    that is not there.
    """
    try:
        mapping = Map.model_validate(tomllib.loads(path.read_text("utf-8-sig")))
    except OSError:
        raise Refused(f"There is no map {path.name} to read; check its name.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Refused(f"{path.name} is not well-formed TOML: {error}.") from None
    except ValidationError as error:
        raise Refused(f"{path.name}: {_first(error)}.") from None
    by_name = {sheet.name: sheet for sheet in sheets}
    blocks = {}
    for sheet in mapping.sheets:
        if sheet.name not in by_name:
            raise Refused(
                f"{path.name} names the sheet {sheet.name!r}, which {file} does not have."
            )
        if sheet.table not in TABLES:
            tables = ", ".join(TABLES)
            raise Refused(f"{path.name} names the table {sheet.table!r}; use one of: {tables}.")
        blocks[sheet.name] = block_at(by_name[sheet.name], sheet.header_row, surely, file)
        _require_columns(path.name, sheet, blocks[sheet.name])
    return mapping, blocks


def _first(error: ValidationError) -> str:
    what = error.errors()[0]
    place = ".".join(str(part) for part in what["loc"])
    return f"{place} is wrong ({what['msg'][:1].lower()}{what['msg'][1:]})"


def _require_columns(file: str, sheet: SheetMap, block: Block) -> None:
    headings = {column_letters(column): text for column, text in block.headings.items()}
    taken: set[str] = set()
    for column in sheet.columns:
        where = f"{file}: column {column.column} of the sheet {sheet.name!r}"
        if headings.get(column.column) != column.heading:
            raise Refused(
                f"{where} has no heading {column.heading!r} in row {sheet.header_row}; correct the "
                "letter or the heading."
            )
        if column.to not in WAYS:
            _require_field(where, sheet.table, column.to)
        for value in column.values:
            for key in value.sets:
                _require_field(where, sheet.table, key)
        if column.apply and column.to in taken and column.to not in ("notes", "nothing"):
            raise Refused(f"{where} goes to {column.to}, to which another column goes already.")
        if column.apply:
            taken.add(column.to)
    for key in sheet.always:
        _require_field(f"{file}: the sheet {sheet.name!r}", sheet.table, key)


def _require_field(where: str, table: str, key: str) -> None:
    if key not in TABLES[table].by_key:
        raise Refused(
            f"{where} names the field {key!r}, which the {table} table does not have; the command "
            "'s117xl fields' lists them."
        )


__all__ = ["Map", "blocks_of", "propose", "read_map", "write_map"]
