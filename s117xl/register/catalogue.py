"""The schema as people and other programs read it: JSON, and a page of the documents."""

from __future__ import annotations

from collections.abc import Iterator

from s117xl.register.fields import Field, Table
from s117xl.register.kinds import OneOf, SeveralOf
from s117xl.register.schema import TABLES

PREFACE = """\
# The fields of the register

Made from the schema: change that, not this page.

The workbook shows the heading. The key names the field in CSV files, in JSON and in rules.
"""


def fields_json() -> list[dict[str, object]]:
    """One entry for each field, in order: table, key, heading, type, required, values."""
    return [_entry(field) for table in TABLES.values() for field in table.fields]


def fields_markdown() -> str:
    """The page of all fields: a section for each table, a table row for each field."""
    return "\n".join([PREFACE, *(_section(table) for table in TABLES.values())])


def required_words(field: Field) -> str:
    """When the field is required: yes, no, or a condition in words."""
    return field.required.words if field.required else "no"


def listed_values(field: Field) -> list[str]:
    """The values that a cell may hold; empty where they are not a list."""
    kind = field.kind
    return list(kind.values) if isinstance(kind, OneOf | SeveralOf) else []


def _entry(field: Field) -> dict[str, object]:
    return {
        "table": field.table,
        "key": field.key,
        "heading": field.heading,
        "type": field.kind.word,
        "required": required_words(field),
        "values": listed_values(field),
    }


def _section(table: Table) -> str:
    return "\n".join([f"## {table.key}", "", table.about, "", *_rows(table), ""])


def _rows(table: Table) -> Iterator[str]:
    yield "| Heading | Key | Type | Required | What to type |"
    yield "| --- | --- | --- | --- | --- |"
    for field in table.fields:
        yield (
            f"| {field.heading} | `{field.key}` | {field.kind.word} "
            f"| {required_words(field)} | {_advice(field)} |"
        )


def _advice(field: Field) -> str:
    """The help, and the values of a list unless its type names them."""
    values = listed_values(field)
    if not values or field.kind.word.startswith("yes/"):
        return field.help
    number = "Any" if isinstance(field.kind, SeveralOf) else "One"
    return f"{field.help} {number} of: {'; '.join(values)}."
