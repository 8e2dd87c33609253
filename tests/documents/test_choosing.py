"""Which rows are written for: by id, by field, all; never a row whose id another row shares."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from s117xl.documents.catalogue import kind
from s117xl.documents.choosing import Chosen, Unfit, by_fields, by_ids, by_rows
from s117xl.refusal import Refused
from tests.documents.sources import PANEL, source
from tests.people import DISPUTE, REVIEW, person

PEOPLE = [person(), person(register_id="V-002", nhs_number="9990000026", team="South team")]
REQUESTS = [
    PANEL,
    PANEL | {"panel_id": "P-002", "panel_date": date(2026, 5, 1)},
    PANEL | {"panel_id": "P-003", "register_id": "V-002"},
]


def made(**tables: Any) -> Any:
    return source(**({"Register": PEOPLE, "Panel": REQUESTS} | tables))


def ids(chosen: Any) -> list[str]:
    return [
        f"unfit {each.id}"
        if isinstance(each, Unfit)
        else each.row.text(each.row.rows.table.schema.id_field)
        for each in chosen
    ]


def test_a_child_id_is_that_row_and_a_register_id_the_latest_one() -> None:
    s = made()
    assert ids(by_ids(s, kind("decision"), ["P-002"])) == ["P-002"]
    (latest,) = by_ids(s, kind("decision"), ["V-001"])
    assert isinstance(latest, Chosen)
    assert ids([latest]) == ["P-001"]
    assert "P-001" in latest.note
    assert latest.owner.text("register_id") == "V-001"


def test_a_child_id_leads_to_its_person_for_a_document_about_the_person() -> None:
    assert ids(by_ids(made(Reviews=[REVIEW]), kind("plan"), ["RV-001"])) == ["V-001"]


def test_a_person_with_no_such_row_is_told() -> None:
    (unfit,) = by_ids(made(), kind("dispute"), ["V-001"])
    assert isinstance(unfit, Unfit)
    assert "no row on the sheet Disputes" in unfit.reason


@pytest.mark.parametrize("id", ["V-999", "", "Example"])
def test_an_id_that_stands_nowhere_is_refused_and_not_repeated(id: str) -> None:
    with pytest.raises(Refused, match="number 1 stands on no row") as refused:
        list(by_ids(made(), kind("plan"), [id]))
    assert not id or id not in str(refused.value)


def test_an_id_on_two_rows_is_refused_with_the_rows() -> None:
    twice = [person(), person(forename="Other")]
    with pytest.raises(Refused, match="rows 2 and 3"):
        list(by_ids(made(Register=twice, Panel=[]), kind("plan"), ["V-001"]))


def test_no_row_whose_id_is_shared_is_written_for_among_all() -> None:
    twice = [person(), person(forename="Other"), person(register_id="V-003")]
    assert ids(by_fields(made(Register=twice, Panel=[]), kind("plan"), [])) == [
        "unfit V-001", "unfit V-001", "V-003",
    ]  # fmt: skip


def test_a_child_of_a_shared_or_unknown_id_is_written_for_by_nobody() -> None:
    twice = [person(), person(forename="Other")]
    stray = PANEL | {"panel_id": "P-9", "register_id": "V-404"}
    chosen = by_fields(made(Register=twice, Panel=[PANEL, stray]), kind("decision"), [])
    assert ids(chosen) == ["unfit P-001", "unfit P-9"]


def test_all_and_fields_choose_rows_of_the_documents_own_table() -> None:
    s = made()
    assert ids(by_fields(s, kind("decision"), [])) == ["P-001", "P-002", "P-003"]
    assert ids(by_fields(s, kind("decision"), ["team=south TEAM"])) == ["P-003"]
    assert ids(by_fields(s, kind("decision"), ["Panel date=2026-05-01"])) == ["P-002"]
    assert ids(by_fields(s, kind("decision"), ["decision=approved", "panel_date=1 May 2026"])) == [
        "P-002"
    ]
    assert ids(by_fields(s, kind("decision"), ["decision=declined"])) == []


@pytest.mark.parametrize("where", ["nonsense=1", "team", "=x"])
def test_a_field_that_is_none_is_refused(where: str) -> None:
    with pytest.raises(Refused, match="--where"):
        list(by_fields(made(), kind("decision"), [where]))


def test_selected_rows_of_any_sheet_lead_to_the_document_each_once() -> None:
    s = made(Disputes=[DISPUTE], Reviews=[REVIEW, REVIEW | {"review_id": "RV-002"}])
    assert ids(by_rows(s, kind("decision"), "Register", [2, 3])) == ["P-001", "P-003"]
    assert ids(by_rows(s, kind("decision"), "Panel", [3])) == ["P-002"]
    assert ids(by_rows(s, kind("plan"), "Reviews", [2, 3])) == ["V-001"]
    with pytest.raises(Refused, match="No row of the sheet Panel is selected"):
        by_rows(s, kind("decision"), "Panel", [1, 99])
    with pytest.raises(Refused, match="Register or Panel"):
        by_rows(s, kind("decision"), "Dashboard", [2])
