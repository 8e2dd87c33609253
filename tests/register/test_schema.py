"""The schema says what the field catalogue beside this file says, and is fit for Excel."""

from __future__ import annotations

import csv
import textwrap
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import pytest

from s117xl.law.reasons import all_reasons
from s117xl.register.catalogue import listed_values
from s117xl.register.conditions import (
    All,
    Always,
    Blank,
    Condition,
    Either,
    Filled,
    Is,
    Reached,
    Under,
    WholeShare,
)
from s117xl.register.kinds import Code, OneOf, Text
from s117xl.register.schema import ALWAYS, TABLES, Field, defined_name, field
from s117xl.register.tables.status import RECORD_STATUSES

LINES = Path(__file__).with_name("fields.csv").read_text(encoding="utf-8").splitlines()
CATALOGUE = list(csv.DictReader(LINES))
FIELDS = [field for table in TABLES.values() for field in table.fields]
LISTS = ("list", "list (several)")
CONDITIONAL = [row for row in CATALOGUE if row["required"] not in ("yes", "no")]


def named(row: dict[str, str]) -> Field:
    return field(row["table"], row["key"])


def parts(condition: Condition | None) -> Iterator[Condition]:
    """The condition and all that it is made of."""
    if condition is None:
        return
    yield condition
    for part in condition.parts if isinstance(condition, All | Either) else ():
        yield from parts(part)


def conditions_on_fields() -> list[tuple[Field, Condition]]:
    return [
        (owner, part)
        for owner in FIELDS
        for part in parts(owner.required)
        if not isinstance(part, Always | All | Either)
    ]


def test_it_holds_each_row_of_the_catalogue_once_and_in_its_order():
    assert [(f.table, f.key) for f in FIELDS] == [(r["table"], r["key"]) for r in CATALOGUE]
    assert list(TABLES) == [table for table, _ in groupby(r["table"] for r in CATALOGUE)]


@pytest.mark.parametrize("row", CATALOGUE, ids=lambda row: f"{row['table']}.{row['key']}")
def test_a_field_has_the_type_group_pillar_and_audit_of_the_catalogue(row):
    ours = named(row)
    group = row["group"] or row["table"]
    assert (ours.kind.word, ours.group) == (row["type"], group)
    assert (ours.pillar, ours.audit) == (int(row["pillar"]), row["audit"])


def test_lists_hold_the_values_of_the_catalogue():
    listed = [r for r in CATALOGUE if r["type"] in LISTS and r["key"] != "end_reason"]
    differing = [r for r in listed if listed_values(named(r)) != r["values"].split("|")]
    assert len(listed) == 36
    assert differing == []


def test_the_reasons_for_ending_are_those_that_the_law_module_knows():
    assert listed_values(field("Register", "end_reason")) == list(all_reasons())


def test_a_yes_or_no_column_takes_unknown_only_where_its_type_says_so():
    assert listed_values(field("Services", "is_s117")) == ["yes", "no"]
    assert listed_values(field("Services", "test_a")) == ["yes", "no", "unknown"]


def test_a_field_is_always_required_where_the_catalogue_says_yes_and_never_where_it_says_no():
    assert [f.key for f in FIELDS if f.required == ALWAYS] == keys_required("yes")
    assert [f.key for f in FIELDS if f.required is None] == keys_required("no")


def keys_required(word: str) -> list[str]:
    return [row["key"] for row in CATALOGUE if row["required"] == word]


def test_fields_with_one_requirement_in_the_catalogue_share_one_condition():
    # One wording may stand in two tables; within a table it has one meaning, and no other has it.
    pairs = {(r["table"], r["required"], named(r).required) for r in CONDITIONAL}
    assert len(pairs) == len({pair[:2] for pair in pairs}) == len({pair[::2] for pair in pairs})


@pytest.mark.parametrize(
    ("table", "key", "on", "values"),
    [
        ("Register", "representative_address", "write_to", ("representative",)),
        ("Register", "nrpf_note", "nrpf", ("yes",)),
        ("Register", "transfer_to", "record_status", ("TRANSFERRED-OUT",)),
        ("Register", "status_reason", "record_status", ("NOT-ENTITLED", "TRANSFERRED-OUT")),
        ("Register", "end_date", "record_status", ("ENDED",)),
        ("Register", "end_involvement_reason", "end_person_involved", ("no", "unknown")),
        ("Register", "refund_status", "charged", ("yes",)),
        ("Services", "link_rationale", "is_s117", ("yes",)),
        ("Services", "replacement_plan", "ended_by", ("provider",)),
        ("Services", "accommodation_paid_by", "service_type", ("accommodation",)),
        ("Panel", "la_share", "decision", ("approved", "approved in part")),
        ("Panel", "interim_arrangement", "decision", ("deferred", "declined")),
    ],
)
def test_a_field_is_required_by_the_values_of_another(table, key, on, values):
    required = field(table, key).required
    assert isinstance(required, Is)
    assert (required.field, required.values) == (on, values)


def test_an_nhs_number_and_the_reason_for_having_none_ask_for_one_another():
    number = field("Register", "nhs_number").required
    reason = field("Register", "nhs_number_reason").required
    assert isinstance(number, Blank)
    assert isinstance(reason, Blank)
    assert (number.field, reason.field) == ("nhs_number_reason", "nhs_number")


@pytest.mark.parametrize(
    ("table", "key", "on"),
    [
        ("Register", "declined_informed", "declined_date"),
        ("Register", "leave_kind", "leave_start"),
        ("Register", "carer_consent", "carer_name"),
        ("Register", "rights_leaflet_format", "rights_leaflet_date"),
        ("Register", "last_review_type", "last_review_date"),
        ("Services", "ended_by", "end"),
        ("Services", "topup_payer", "topup_amount"),
        ("Reviews", "outcome", "held"),
        ("Disputes", "outcome", "resolved"),
    ],
)
def test_a_field_is_required_once_another_is_filled(table, key, on):
    required = field(table, key).required
    assert isinstance(required, Filled)
    assert required.field == on


def test_one_payer_is_the_council_or_the_icb():
    shares = list(parts(field("Register", "split_rationale").required))[1:]
    assert all(isinstance(share, WholeShare) for share in shares)
    assert [share.field for share in shares] == ["la_share", "icb_share"]


def test_childrens_fields_go_by_age():
    under_18 = field("Register", "ehcp").required
    assert isinstance(under_18, Under)
    assert under_18.years == 18
    reached, under = list(parts(field("Register", "transition_plan_date").required))[1:]
    assert isinstance(reached, Reached)
    assert (reached.years, reached.months) == (17, 6)
    assert under == under_18


def test_unless_prospective_or_not_entitled_names_every_other_status():
    required = field("Register", "plan_date").required
    assert isinstance(required, Is)
    assert set(RECORD_STATUSES) - set(required.values) == {"PROSPECTIVE", "NOT-ENTITLED"}


def test_a_discharge_date_is_not_required_of_those_on_leave_or_a_cto():
    status, trigger = list(parts(field("Register", "discharge_date").required))[1:]
    assert isinstance(status, Is)
    assert isinstance(trigger, Is)
    assert set(RECORD_STATUSES) - set(status.values) == {"PROSPECTIVE"}
    triggers = set(listed_values(field("Register", "trigger")))
    assert triggers - set(trigger.values) == {"leave", "CTO"}


def test_a_condition_reads_a_field_of_its_own_table():
    strays = [
        (owner.table, owner.key)
        for owner, condition in conditions_on_fields()
        if condition.field not in TABLES[owner.table].by_key
    ]
    assert strays == []


def test_a_condition_on_values_names_only_values_of_that_list():
    for owner, condition in conditions_on_fields():
        if isinstance(condition, Is):
            listed = listed_values(field(owner.table, condition.field))
            assert set(condition.values) <= set(listed), owner.key


def test_a_condition_is_told_in_words():
    for owner in FIELDS:
        if owner.required not in (None, ALWAYS):
            assert owner.required.words.startswith(("if ", "unless ")), owner.key


def test_headings_are_unique_in_their_table_and_differ_from_our_own_two():
    for table in TABLES.values():
        headings = [f.heading.casefold() for f in table.fields]
        assert len({*headings, "to do", "flags"}) == len(headings) + 2, table.key
        assert list(table.by_heading.values()) == list(table.fields)


def test_headings_need_no_escape_in_excel_and_serve_as_the_title_of_a_message():
    for f in FIELDS:
        assert not set(f.heading) & set("|=[]#'\"@\r\n\t"), f.heading
        assert f.heading == f.heading.strip()
        assert 0 < len(f.heading) <= 32, f.heading


def test_a_heading_fits_its_column_on_three_lines():
    for f in FIELDS:
        lines = textwrap.wrap(f.heading, int(f.width) - 1, break_long_words=False)
        assert len(lines) <= 3, f.heading
        assert max(map(len, lines)) <= f.width - 1, f.heading
        assert f.width <= 40


def test_help_is_a_plain_sentence_or_two():
    for f in FIELDS:
        assert 0 < len(f.help) <= 220, f.key
        assert f.help.endswith("."), f.key
        assert "  " not in f.help, f.key
        assert f.help.isprintable(), f.key


def test_ids_are_known_as_ids():
    for table in TABLES.values():
        for key in (table.id_field, table.parent_field):
            assert key is None or table.field(key).kind == Text(ident=True)


def test_children_of_a_person_name_the_register_row():
    parents = {key: table.parent_field for key, table in TABLES.items()}
    alone = {"Register", "RegisterReviews"}
    assert {key for key, parent in parents.items() if parent is None} == alone
    assert {parent for parent in parents.values() if parent} == {"register_id"}


def test_each_code_belongs_to_a_known_set():
    systems = {f.key: f.kind.system for f in FIELDS if isinstance(f.kind, Code)}
    assert systems == {
        "ethnic_category": "ethnic",
        "gp_practice_code": "gp",
        "transfer_to": "la",
        "section_code": "section",
        "la_code": "la",
        "icb_code": "icb",
        "host_la_code": "la",
        "hospital_la_code": "la",
        "provider_trust_code": "trust",
        "legal_status": "section",
    }


def test_each_group_of_the_register_keeps_a_field_open_when_folded_but_not_too_many():
    register = TABLES["Register"].fields
    essential = [f for f in register if f.essential]
    assert {f.group for f in essential} == {f.group for f in register}
    assert 20 <= len(essential) <= 26


def test_list_values_can_be_typed_and_parted():
    for f in FIELDS:
        assert not any(set(value) & set(';,"|') for value in listed_values(f)), f.key
        assert len(set(listed_values(f))) == len(listed_values(f))
    assert isinstance(field("Register", "gender").kind, OneOf)


def test_a_defined_name_tells_the_table_but_for_the_register():
    assert defined_name("Register", "dob") == "s117_dob"
    assert defined_name("Services", "start") == "s117_Services_start"
    names = {defined_name(f.table, f.key).casefold() for f in FIELDS}
    assert len(names) == len(FIELDS)


def test_sheet_and_table_names_derive_from_the_key():
    assert (TABLES["Panel"].sheet, TABLES["Panel"].excel_name) == ("Panel", "tblPanel")


def test_an_unknown_field_is_a_key_error():
    with pytest.raises(KeyError):
        field("Register", "shoe_size")
