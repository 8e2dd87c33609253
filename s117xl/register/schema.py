"""The schema: every table and field of the register, declared once.

The template, its lists and help, the parsing, the `fields` command and docs/fields.md derive
from it.
"""

from __future__ import annotations

from s117xl.register.fields import ALWAYS, Field, Table
from s117xl.register.tables import (
    admissions,
    disputes,
    panel,
    register,
    register_reviews,
    reviews,
    services,
)

__all__ = ["ALWAYS", "TABLES", "Field", "Table", "defined_name", "field"]

TABLES: dict[str, Table] = {
    module.TABLE.key: module.TABLE
    for module in (register, services, reviews, panel, disputes, admissions, register_reviews)
}


def field(table: str, key: str) -> Field:
    """The field of a table; KeyError where either is unknown."""
    return TABLES[table].field(key)


def defined_name(table: str, key: str) -> str:
    """The hidden name by which the workbook knows the column, wherever a person moves it."""
    return f"s117_{key}" if table == "Register" else f"s117_{table}_{key}"
