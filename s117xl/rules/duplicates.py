"""Duplicates: one row for each episode, one live episode for each person, one id for each row."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from s117xl.register.schema import TABLES
from s117xl.register.truth import Truth
from s117xl.rules.catalogue import Found, also, rule
from s117xl.rules.people import (
    Clash,
    each_row,
    people,
    same,
    same_day,
    same_name,
    together,
)
from s117xl.rules.rows import Rows
from s117xl.rules.scopes import LIVE, is_live


@rule(
    "R112",
    "Two records disagree on who the person is",
    "invalid",
    fields=("nhs_number", "surname", "forename", "dob"),
    authority=("dd-nhs-number", "hsca-251a"),
    pillar=8,
    message="{other} has the same NHS number and another date of birth.",
    fix="Find out whose number it is, and correct the record that is wrong.",
)
def identities_disagree(r: Rows) -> Iterator[Found]:
    numbers, born = same(r.nhs_number), same_day(r.dob)
    clash = Clash(numbers, born)
    yield Found(clash.truth, facts={"other": clash.names(r)})
    clash = Clash(together(same_name(r.surname), same_name(r.forename), born), numbers)
    yield Found(
        clash.truth,
        facts={"other": clash.names(r)},
        message="{other} has the same name and date of birth and another NHS number.",
    )


@rule(
    "R113",
    "Two live episodes for one person",
    "invalid",
    scope=LIVE,
    fields=("record_status", "nhs_number", "la_person_id"),
    authority=("worcestershire-2023",),
    pillar=8,
    message="{other} is a live record of the same person, and there is one live duty.",
    fix="Keep the latest episode live and set the earlier one to SUPERSEDED.",
)
def two_live_episodes(r: Rows) -> Found:
    live = np.where(is_live(r).yes, people(r), -1)
    clash = Clash(live, each_row(r))
    return Found(clash.truth, facts={"other": clash.names(r)}, regardless=True)


@rule(
    "R114",
    "Probably one person under two identities",
    "prompt",
    fields=("surname", "dob", "postcode", "nhs_number", "la_person_id"),
    authority=("register-practice",),
    pillar=8,
    message="{other} has the same surname, date of birth and postcode, and is held as another "
    "person.",
    fix="Check whether they are one person; if so, give both records the same NHS number.",
)
def probable_duplicate(r: Rows) -> Found:
    alike = together(same_name(r.surname), same_day(r.dob), same(r.postcode))
    clash = Clash(alike, people(r))
    return Found(clash.truth, facts={"other": clash.names(r)}, regardless=True)


@rule(
    "R202",
    "Id used twice, or a row that belongs to no record",
    "invalid",
    fields=("register_id",),
    authority=("data-quality",),
    pillar=8,
    message="The id also stands in row {other}.",
    fix="Give each row an id of its own; an id is never used again.",
)
def ids_wrong(r: Rows) -> Iterator[Found]:
    clash = Clash(same(r.text(r.table.schema.id_field)), each_row(r))
    rows = {row: r.table.rows[clash.other[row]] for row in np.flatnonzero(clash.found).tolist()}
    yield Found(clash.truth, r.table.schema.id_field, {"other": rows})
    if r.table.schema.parent_field:
        yield Found(
            Truth.of(r.context.parents(r.table.schema.key) < 0, r.register_id.known),
            "register_id",
            message="No record of the Register has this id.",
            fix="Correct the id, or restore the record: entries are closed, never deleted.",
        )


for _table in TABLES.values():
    if _table.key != "Register":
        _ids = tuple(filter(None, (_table.id_field, _table.parent_field)))
        also("R202", table=_table.key, fields=_ids)(ids_wrong)
