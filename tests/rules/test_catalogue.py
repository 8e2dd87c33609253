"""What a rule of the catalogue says about itself."""

from __future__ import annotations

import pytest

from s117xl.rules.catalogue import all_rules, rules_json
from tests.people import ending, run_rule


@pytest.mark.parametrize(
    ("code", "tables"),
    [
        ("R041", ("Register", "Reviews")),
        ("R001", ("Services", "Register")),
        ("R046", ("Reviews", "Admissions", "Disputes", "Register")),
        ("R066", ("Register",)),
    ],
)
def test_a_rule_names_every_table_that_it_looks_at(code: str, tables: tuple[str, ...]) -> None:
    assert all_rules()[code].tables == tables


def test_the_catalogue_as_plain_values_has_the_names_that_others_rely_on() -> None:
    rows = rules_json()
    codes = {f"R{number:03}" for number in range(1, 136)} | {f"R{n}" for n in range(200, 207)}
    assert codes <= {row["code"] for row in rows}
    wanted = {"code", "title", "severity", "action", "fields", "authority", "pillar", "audit",
              "fix", "in_force", "tables"}  # fmt: skip
    assert all(wanted <= row.keys() for row in rows)
    assert all(row["authority"] and row["fix"] and row["owner"] for row in rows)
    assert {row["code"] for row in rows if not row["in_force"]} == {"R012", "R129", "R208"}


def test_a_rule_of_a_table_with_no_rows_does_not_apply() -> None:
    assert run_rule("R066", Register=[])[0].outcome == "not-applicable"


def test_a_required_blank_is_told_with_the_condition() -> None:
    row = ending(dob=None, end_notice_joint=None)
    told = {f.field: f.message for f in run_rule("R200", Register=[row])[1]}
    assert told["dob"].endswith("it is required on each row.")
    assert told["end_notice_joint"].endswith("it is required if the record is ENDED.")
