"""The schema as JSON and as a page."""

from __future__ import annotations

import json

from s117xl.register.catalogue import fields_json, fields_markdown
from s117xl.register.schema import TABLES


def entry(table: str, key: str) -> dict[str, object]:
    return next(e for e in fields_json() if (e["table"], e["key"]) == (table, key))


def test_json_has_an_entry_for_each_field_in_order():
    expected = [(f.table, f.key) for table in TABLES.values() for f in table.fields]
    assert [(e["table"], e["key"]) for e in fields_json()] == expected


def test_an_entry_gives_heading_type_requirement_and_values():
    assert entry("Register", "refund_status") == {
        "table": "Register",
        "key": "refund_status",
        "heading": "Refund status",
        "type": "list",
        "required": "if the person was charged",
        "values": ["not due", "due", "paid"],
    }


def test_an_entry_says_yes_or_no_where_there_is_no_condition():
    assert entry("Register", "surname")["required"] == "yes"
    assert entry("Register", "notes")["required"] == "no"
    assert entry("Register", "notes")["values"] == []


def test_the_entries_are_plain_json():
    assert json.loads(json.dumps(fields_json())) == fields_json()


def test_the_page_has_a_section_for_each_table_and_a_row_for_each_field():
    lines = fields_markdown().splitlines()
    assert [line[3:] for line in lines if line.startswith("## ")] == list(TABLES)
    rows = [line for line in lines if line.startswith("| ") and "`" in line]
    assert len(rows) == len(fields_json())
    assert {line.count("|") for line in rows} == {6}


def test_the_page_names_the_values_of_a_list_but_not_of_a_yes_or_no():
    page = fields_markdown()
    assert "One of: not due; due; paid." in page
    assert "One of: yes" not in page
    assert "Any of: LA; ICB; Trust." in page
