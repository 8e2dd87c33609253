"""No register makes a rule fail, whatever it holds or lacks."""

from __future__ import annotations

import random
from datetime import date, datetime
from typing import Any

import pytest

from s117xl.check import check
from s117xl.law.authorities import all_authorities
from s117xl.register.schema import TABLES
from s117xl.rules.catalogue import all_rules
from s117xl.workbook.cells import UNCOMPUTED
from tests.people import (
    ADMISSION,
    DISPUTE,
    LAWFUL,
    LAWFUL_ENDING,
    REVIEW,
    SERVICE,
    context,
)

WHOLE: dict[str, list[dict[str, Any]]] = {
    "Register": [LAWFUL, LAWFUL_ENDING | {"register_id": "V-002"}],
    "Services": [SERVICE],
    "Reviews": [REVIEW],
    "Panel": [{"panel_id": "P-001", "register_id": "V-001"}],
    "Disputes": [DISPUTE],
    "Admissions": [ADMISSION],
    "RegisterReviews": [{"review_ref": "Q-001"}],
}
ANYTHING = [
    *(None, "  ", "\u00a7", UNCOMPUTED, True, 0.5, 1, 99, -3, 1e12),
    *(date(2026, 1, 1), date(1950, 1, 1), date(2030, 1, 1), datetime(2026, 1, 2, 3, 4)),
    *("yes", "no", "unknown", "03", "37", "V-001", "L1", "X8", "2026-01-01"),
]


def filled_with(table: str, cell: Any) -> dict[str, Any]:
    return {field.key: cell for field in TABLES[table].fields}


@pytest.mark.parametrize("table", WHOLE)
def test_a_table_may_be_absent_empty_blank_or_unreadable(table: str) -> None:
    check(context(**{name: rows for name, rows in WHOLE.items() if name != table}))
    for rows in ([], [{}, {}], [filled_with(table, "\u00a7")] * 2, [filled_with(table, ...)]):
        check(context(**(WHOLE | {table: rows})))


@pytest.mark.parametrize("table", WHOLE)
def test_an_id_column_may_be_missing(table: str) -> None:
    schema = TABLES[table]
    for key in filter(None, (schema.id_field, schema.parent_field)):
        check(context(**(WHOLE | {table: [WHOLE[table][0] | {key: ...}]})))


@pytest.mark.parametrize("seed", range(12))
def test_any_cells_at_all_are_checked(seed: int) -> None:
    chance = random.Random(seed)

    def cell(values: tuple[str, ...]) -> Any:
        return chance.choice([*ANYTHING, *values, *values])

    tables = {
        table.key: [
            {field.key: cell(getattr(field.kind, "values", ())) for field in table.fields}
            | ({"register_id": chance.choice(["V-001", "V-002"])} if table.parent_field else {})
            for _ in range(chance.choice([0, 2, 6]))
        ]
        for table in TABLES.values()
    }
    for finding in check(context(**tables)).findings:
        assert "{" not in finding.message


def test_every_rule_names_authorities_and_fields_that_exist() -> None:
    for whole in all_rules().values():
        for part in (whole, *whole.parts):
            assert set(part.authority) <= set(all_authorities()), part.code
            for name in part.fields:
                table, _, key = name.rpartition(".")
                assert key == "*" or TABLES[table or part.table].field(key), part.code
