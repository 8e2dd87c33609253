"""The test cases of the domain again, the whole way: CSV files, a new register, a check of it."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from s117xl.commands import examine
from s117xl.findings import Finding
from s117xl.new import write_new_register
from s117xl.register.fields import Table
from s117xl.register.schema import TABLES
from tests.people import AS_AT, LAWFUL, REVIEW, SERVICE, ending
from tests.test_domain_cases import CASES, Case


def write_csv(folder: Path, tables: dict[str, list[dict[str, Any]]]) -> None:
    """The rows as a person would give them: field keys, ISO dates, per cents as whole numbers."""
    for name, rows in tables.items():
        if not rows:
            continue
        keys = list(dict.fromkeys(key for row in rows for key in row))
        with (folder / f"{name.lower()}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(keys)
            writer.writerows(
                [_text(TABLES[name], key, row.get(key)) for key in keys] for row in rows
            )


def _text(table: Table, key: str, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if table.field(key).kind.word == "percent" and isinstance(value, float):
        return f"{value * 100:g}"
    return str(value)


def checked(folder: Path, as_at: date, tables: dict[str, Any]) -> tuple[Finding, ...]:
    write_csv(folder, tables)
    register = folder / "register.xlsx"
    write_new_register(register, folder, as_at)
    return examine(register, as_at, lambda: as_at)[1].findings


@pytest.mark.parametrize(
    "case", [case for case in CASES if not case.what_if], ids=lambda case: case.name
)
def test_a_case_gives_its_codes_and_no_other_unlawful_one(case: Case, tmp_path: Path) -> None:
    given = checked(tmp_path, case.as_at, case.tables)
    codes = {finding.code for finding in given}
    assert case.codes <= codes
    assert not case.never & codes
    assert {f.code for f in given if f.severity == "unlawful"} <= case.codes


@pytest.mark.parametrize(
    "tables",
    [
        {"Register": [LAWFUL], "Services": [SERVICE], "Reviews": [REVIEW]},
        {"Register": [ending()]},
    ],
    ids=["a record", "an ending"],
)
def test_a_full_and_lawful_one_gives_nothing_to_fix_or_explain(
    tables: dict[str, Any], tmp_path: Path
) -> None:
    given = checked(tmp_path, AS_AT, tables)
    assert [(f.code, f.field, f.message) for f in given if f.action != "note"] == []
