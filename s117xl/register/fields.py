"""A field and a table: the shapes in which the schema is declared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from s117xl.register.conditions import Always, Condition
from s117xl.register.kinds import Kind

ALWAYS = Always()
"""Required on every row."""


@dataclass(frozen=True, slots=True)
class Field:
    """One column.

    `required` is None where the field may always stay blank. `width` is in characters, as
    Excel counts them. An `essential` field stays in sight when the outline is folded.
    `table` is the key of its table, set by the table that holds the field.
    """

    key: str
    heading: str
    kind: Kind
    required: Condition | None
    help: str
    group: str
    pillar: int
    audit: str
    width: float
    essential: bool = False
    table: str = ""


@dataclass(frozen=True)
class Table:
    """One Excel table, alone on the sheet that bears its key.

    `parent_field` names the Register row that a child row belongs to; None where there is none.
    """

    key: str
    about: str
    id_field: str
    parent_field: str | None
    fields: tuple[Field, ...]

    def __post_init__(self) -> None:
        """Every field knows its table."""
        owned = tuple(replace(field, table=self.key) for field in self.fields)
        object.__setattr__(self, "fields", owned)

    @property
    def sheet(self) -> str:
        """The name of the sheet."""
        return self.key

    @property
    def excel_name(self) -> str:
        """The name of the Excel table."""
        return f"tbl{self.key}"

    def field(self, key: str) -> Field:
        """The field with this key; KeyError where the table has none."""
        return self.by_key[key]

    @cached_property
    def by_key(self) -> Mapping[str, Field]:
        """The fields by key, in order."""
        return {field.key: field for field in self.fields}

    @cached_property
    def by_heading(self) -> Mapping[str, Field]:
        """The fields by heading as the template writes it, in order."""
        return {field.heading: field for field in self.fields}
