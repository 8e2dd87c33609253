"""Documents made from rows: full, sparse, hostile; each says what it must, of its own person."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from s117xl.documents.catalogue import COVER_NOTE, KINDS, kind
from s117xl.documents.choosing import by_fields
from s117xl.documents.making import Maker, Outcome
from s117xl.documents.shelf import MemoryShelf
from s117xl.documents.statements import all_statements, required, say
from s117xl.documents.templates import Templates
from s117xl.documents.values import has_unprintable, prose
from s117xl.refusal import Refused
from s117xl.register.kinds import Text
from s117xl.register.schema import TABLES
from tests.documents.reading import bare_headings, parts, text
from tests.documents.sources import ADDRESS, ORGANISATION, PANEL, source
from tests.people import ADMISSION, DISPUTE, REVIEW, SERVICE, ending, person

TEMPLATES = Templates()
ENDED = ("ending-letter", "ending-record", "reinstatement")
HOME = SERVICE | {
    "service_id": "S-002", "service_type": "accommodation", "service_name": "Supported living",
    "accommodation_paid_by": "LA and ICB",
}  # fmt: skip
PLAIN = SERVICE | {"service_id": "S-003", "is_s117": "no", "test_a": None, "test_b": None,
                   "link_rationale": None, "service_name": "Swimming"}  # fmt: skip
FULL = ADDRESS | {
    "preferred_name": "Ms Example", "religion_belief": "Quaker", "reasonable_adjustments": "Quiet",
    "disability": "autism; sensory", "communication_need": "large print", "interpreter_needed":
    "yes", "language": "Polish", "carer_name": "Pat Carer", "carer_consent": "yes",
    "carer_assessment_offered": date(2026, 1, 5), "capacity": "has capacity",
    "meeting_date": date(2025, 12, 20), "accommodation_s117": "yes", "nrpf": "yes", "nrpf_note":
    "Advised by the legal team; aftercare goes on.", "accommodation_rationale":
    "Staffed housing; watches for early signs.", "trust_person_id": "T-1", "notes": "-",
    "charged": "yes", "refund_status": "paid", "refund_amount": 120.5,
    "refund_found": date(2026, 5, 1), "refund_paid": date(2026, 5, 20),
}  # fmt: skip


def tables(id: str, row: Mapping[str, Any], n: int = 1) -> dict[str, list[dict[str, Any]]]:
    """A register of one person with a row of each sort."""
    own = {"register_id": row["register_id"]}
    return {
        "Register": [dict(row)],
        "Panel": [PANEL | own],
        "Disputes": [DISPUTE | own],
        "Services": [SERVICE | own, HOME | own, PLAIN | own],
        "Reviews": [REVIEW | own],
        "Admissions": [ADMISSION | own],
    }


def record(id: str, **changes: Any) -> dict[str, Any]:
    return (ending if id in ENDED else person)(**FULL | changes)


def make(
    id: str, given: Mapping[str, Any], state: str = "DRAFT", **more: Any
) -> tuple[Outcome, dict[str, bytes]]:
    shelf = MemoryShelf()
    maker = Maker(kind(id), source(**given), more.pop("templates", TEMPLATES), shelf, state, **more)
    return maker.make(by_fields(maker.source, maker.kind, [])), shelf.files


def only(files: Mapping[str, bytes]) -> bytes:
    (data,) = [data for name, data in files.items() if "note for the author" not in name]
    return data


LEFT_OVER = re.compile(
    r"\bNone\b(?! of)|\bnan\b|\bNaT\b|\{\{|\}\}|\{%|%\}|"
    r"\b(?:person|panel|plan|ending|dispute|responsible|organisation|entitlement|recipient|refund|service|review|document|say)\.[a-z_]+|<[a-z]|True|"
    r"False|\bBlank\b"
)


def sound(data: bytes) -> str:
    """The text of a document in which nothing was left over."""
    said = text(data)
    assert LEFT_OVER.findall(said.replace("document.", "document. ")) == []
    assert list(bare_headings(data)) == []
    return said


@pytest.mark.parametrize("id", KINDS)
def test_a_full_record_gives_a_whole_document(id: str) -> None:
    outcome, files = make(id, tables(id, record(id)), "FINAL")
    (made,) = outcome.made
    assert made.gaps == 0
    assert made.state == "FINAL"
    said = sound(only(files))
    assert "to be completed" not in said
    assert "FINAL" in said
    assert "DRAFT" not in said
    assert "30 June 2026" in said


@pytest.mark.parametrize("id", [id for id in KINDS if id not in ENDED and id != "refund"])
def test_a_minimal_record_gives_a_document_that_says_what_is_missing(id: str) -> None:
    row = {"register_id": "V-001", "record_status": "ACTIVE"}
    own = {"register_id": "V-001"}
    given = {
        "Register": [row],
        "Panel": [{"panel_id": "P-001"} | own],
        "Disputes": [{"dispute_id": "D-001"} | own],
    }
    outcome, files = make(id, given, "FINAL", templates=Templates())
    (made,) = outcome.made
    said = sound(only(files))
    # These two say nothing of the person, so nothing can be missing.
    assert bool(made.gaps) == (id not in ("reminder", "rights")) or id == "reminder"
    assert (made.state == "DRAFT") == bool(made.gaps)
    assert ("completed" in said) == bool(made.gaps)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
@pytest.mark.parametrize("id", KINDS)
def test_a_half_empty_record_says_what_is_missing(id: str, data: st.DataObject) -> None:
    kept = {"register_id", "record_status", "write_to", "panel_id", "dispute_id", "service_id",
            "review_id", "end_la_date", "end_la_decider", "end_icb_date", "end_icb_decider",
            "end_date", "end_reason", "end_reassessment_date", "end_rationale", "charged",
            "trigger"}  # fmt: skip
    given = tables(id, record(id))
    for name, rows in given.items():
        for row in rows:
            for key in sorted(row.keys() - kept):
                if data.draw(st.booleans(), label=f"{name}.{key}"):
                    row[key] = None
    outcome, files = make(id, given, "FINAL")
    for made in outcome.made:
        said = sound(files[made.file])
        if made.gaps:
            assert made.state == "DRAFT"
            assert "DRAFT" in said
            assert "completed" in said


@pytest.mark.parametrize("id", KINDS)
def test_a_document_carries_every_statement_that_it_must(id: str) -> None:
    _, files = make(id, tables(id, record(id)))
    said = " ".join(text(only(files)).split())
    words = say(ORGANISATION["la_name"], ORGANISATION["icb_name"])
    must = list(required(id, home=True, no_public_funds=True))
    assert must
    assert [each for each in must if getattr(words, each) not in said] == []


def test_the_easy_read_leaflet_goes_to_who_needs_it() -> None:
    for change, name in (
        ({"communication_need": "Easy Read"}, "V-001 rights-easy-read v1.docx"),
        ({"disability": "learning disability"}, "V-001 rights-easy-read v1.docx"),
        ({"communication_need": "none", "disability": None}, "V-001 rights v1.docx"),
    ):
        outcome, _ = make("rights", tables("rights", record("rights", **change)))
        assert [made.file for made in outcome.made] == [name]
    outcome, _ = make("rights", tables("rights", record("rights")), easy_read=True)
    assert outcome.made[0].file == "V-001 rights-easy-read v1.docx"


def test_a_letter_to_a_representative_is_addressed_to_them_and_says_of_whom_it_speaks() -> None:
    row = record("decision", write_to="representative",
                 representative_address="Sam Rep, 9 Other Road, Northvale")  # fmt: skip
    _, files = make("decision", tables("decision", row))
    said = text(only(files))
    assert "Sam Rep\n9 Other Road\nNorthvale" in said
    assert "3 Mill Lane" not in said
    assert "Avery Example" in said


def test_equal_rows_give_equal_bytes() -> None:
    for id in KINDS:
        assert make(id, tables(id, record(id)))[1] == make(id, tables(id, record(id)))[1]


MARK = re.compile(r"zq(\d+)zq")


def marked(table: str, row: Mapping[str, Any], number: int) -> dict[str, Any]:
    """The row with every text made to tell whose it is."""
    schema = TABLES[table]
    texts = {f.key for f in schema.fields if isinstance(f.kind, Text) and not f.kind.ident}
    return {
        key: f"{value} zq{number}zq" if key in texts and value else value
        for key, value in row.items()
    }


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.permutations(range(6)), st.integers(0, 2**12))
@pytest.mark.parametrize("id", KINDS)
def test_no_fact_of_one_person_stands_in_the_document_of_another(
    id: str, order: list[int], blanks: int
) -> None:
    given: dict[str, list[dict[str, Any]]] = {}
    for number in order:
        name = f"V-{number:03d}"
        # An NHS number shared by two would be a finding about both, which names both.
        row = record(id, register_id=name, nhs_number=None, nhs_number_reason="refused")
        row |= {
            "la_person_id": f"LA-{number}",
            "surname": f"Sur{number}",
            "dob": date(1980, 1, 2 + number),
        }
        if blanks >> number & 1:
            row |= {"address": None, "person_voice": None, "preferred_name": None}
        for table, rows in tables(id, row).items():
            for place, each in enumerate(rows):
                child = TABLES[table].id_field
                if table != "Register":
                    each = each | {child: f"{each[child]}-{number}-{place}"}
                given.setdefault(table, []).append(marked(table, each, number))
    outcome, files = make(id, given)
    assert len(outcome.made) == 6
    for made in outcome.made:
        own = str(int(made.record[2:]))
        for name in filter(None, (made.file, made.note_file)):
            whole = "".join(parts(files[name]).values())
            assert set(MARK.findall(whole)) <= {own}
            assert set(re.findall(r"\bV-\d{3}\b", whole)) <= {made.record}


HOSTILE = [
    "Smith & Sons <b>bold</b>", "{{ 7*7 }} {% raw %} {%p if x %} {#", "=cmd|' /C calc'!A0",
    "a\x00b\x07c\x1bd", "\u202eevil\u2066x", "\u05d3\u05d5\u05d3 \u0645\u062d\u0645\u062f",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467 \U0001f600", "]]> <!-- --> &amp; \"q\" 'q'",
    "x" * 32767, "line one\nline two\r\nline three\ttab", "{_{ }_} %_}", "\ufffe\uffff\ud800",
    "-1+1", "@SUM(A1)", "https://example.invalid/?a=1&b=<script>",
]  # fmt: skip


@pytest.mark.parametrize("id", KINDS)
@pytest.mark.parametrize("value", HOSTILE, ids=lambda value: repr(value[:12]))
def test_a_hostile_text_is_printed_as_the_text_that_it_is(id: str, value: str) -> None:
    given = tables(id, record(id))
    for name, rows in given.items():
        for place, row in enumerate(rows):
            for field in TABLES[name].fields:
                if isinstance(field.kind, Text) and not field.kind.ident and row.get(field.key):
                    given[name][place] = given[name][place] | {field.key: value}
    outcome, files = make(id, given)
    (made,) = outcome.made
    said = text(files[made.file])
    squeezed = " ".join(said.split())
    if id in ("assessment", "plan", "decision", "ending-letter", "refund"):
        assert " ".join(prose(value).split()) in squeezed
    assert "49" not in squeezed.replace(value, "")
    if has_unprintable(value):
        note = text(files[made.note_file])
        assert "cannot be printed were left out" in note


def test_what_the_rules_found_stands_in_the_note_and_not_in_the_letter() -> None:
    row = record("decision", contingency_plan="no")
    outcome, files = make("decision", tables("decision", row))
    (made,) = outcome.made
    assert made.doubts
    note, letter = text(files[made.note_file]), text(files[made.file])
    told = "does not say what to do in a crisis"
    assert told in note
    assert told not in letter
    assert made.file in note


def test_better_words_are_told_in_the_note() -> None:
    given = tables("decision", record("decision"))
    given["Panel"][0]["reasons"] = "He is not engaging and is non-compliant."
    outcome, files = make("decision", given)
    assert "non-compliant" in text(files[outcome.made[0].note_file])


def test_a_note_is_made_only_where_there_is_something_to_tell() -> None:
    row = person(**ADDRESS)
    given = {"Register": [row], "Panel": [PANEL], "Services": [SERVICE], "Reviews": [REVIEW]}
    outcome, files = make("decision", given)
    assert outcome.made[0].note_file == ""
    assert len(files) == 1


def test_a_person_who_needs_another_form_is_named_by_it_in_the_note() -> None:
    outcome, files = make("decision", tables("decision", record("decision")))
    note = text(files[outcome.made[0].note_file])
    assert "large print" in note
    assert "interpreter" in note


@pytest.mark.parametrize("key", ["request", "reasons", "conditions", "interim_arrangement"])
def test_a_decision_whose_text_asks_for_a_charge_is_not_made(key: str) -> None:
    given = tables("decision", record("decision"))
    given["Panel"][0] |= {"decision": "deferred", "interim_arrangement": "As now."}
    given["Panel"][0][key] = "You must contribute £40 a week to the support."
    outcome, files = make("decision", given)
    assert files == {}
    assert [stop.code for held in outcome.held for stop in held.stops] == ["R001"]


def test_the_persons_own_words_are_theirs() -> None:
    row = record("assessment", person_voice="I was told that I must pay £40 a week.")
    outcome, _ = make("assessment", tables("assessment", row))
    assert len(outcome.made) == 1


def test_where_one_cannot_be_made_none_is_left_on_the_shelf() -> None:
    class Broken(MemoryShelf):
        def put(self, name: str, data: bytes) -> None:
            super().put(name, data)
            if len(self.files) == 2:
                raise Refused("The disk is full.")

    people = [person(register_id=f"V-{n}", nhs_number=None, nhs_number_reason="refused")
              for n in range(4)]  # fmt: skip
    shelf = Broken()
    made = source(Register=people)
    maker = Maker(kind("reminder"), made, TEMPLATES, shelf)
    with pytest.raises(Refused):
        maker.make(by_fields(made, maker.kind, []))
    assert shelf.files == {}


def test_a_reminder_does_not_name_the_person() -> None:
    row = record("reminder", contingency_plan="no")
    _, files = make("reminder", tables("reminder", row))
    said = text(only(files))
    assert "V-001" in said
    assert "Example" not in said
    assert "Avery" not in said


def test_every_statement_has_its_law_and_stands_somewhere() -> None:
    from s117xl.documents.catalogue import TEMPLATES as ALL
    from s117xl.law.authorities import all_authorities

    for each in all_statements().values():
        assert set(each.authority) <= all_authorities().keys()
        assert {*each.where, *each.where_home, *each.where_no_public_funds} <= ALL.keys()
    assert COVER_NOTE.template in ALL
