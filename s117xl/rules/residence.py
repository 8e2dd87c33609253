"""Ordinary residence: on what the choice of the council rests, and what only a map can tell."""

from __future__ import annotations

from s117xl.register.truth import Truth
from s117xl.rules.catalogue import rule
from s117xl.rules.rows import NotRun, Rows
from s117xl.rules.scopes import lacks

NO_POSTCODES = "No table of which council each postcode lies in is configured."
NO_AREAS = "No table of which councils lie in which Integrated Care Board's area is configured."


@rule(
    "R070",
    "No basis for the responsible council",
    "prompt",
    fields=("or_basis",),
    authority=("mha-117-3", "cass-19"),
    pillar=7,
    audit=("D8.2.3",),
    message="The record does not say on what basis the responsible council was decided.",
    fix="Record where the person was ordinarily resident immediately before the detention, and "
    "on what basis.",
    speaks_for=("or_basis",),
)
def no_basis(r: Rows) -> Truth:
    return lacks(r, "or_basis")


@rule(
    "R071",
    "Council of the present address, though the person moved after discharge",
    "risk",
    fields=("la_code", "postcode", "or_postcode"),
    authority=("mha-117-3", "cass-19"),
    pillar=7,
    audit=("D8.2.3",),
    message="The responsible council is that of the present address, and not of the address "
    "before the detention.",
    fix="Decide the council again by where the person lived immediately before the detention.",
)
def council_of_new_address(r: Rows) -> Truth:
    raise NotRun(NO_POSTCODES)


@rule(
    "R072",
    "Council of the hospital's area",
    "risk",
    fields=("la_code", "hospital_la_code", "or_postcode"),
    authority=("mha-117-3", "worcestershire-2023"),
    pillar=7,
    message="The responsible council is that of the hospital, where the person did not live "
    "before the detention.",
    fix="Decide the council again: being detained in a place is not living there.",
)
def council_of_hospital(r: Rows) -> Truth:
    raise NotRun(NO_POSTCODES)


@rule(
    "R075",
    "The council does not lie in the board's area",
    "prompt",
    fields=("la_code", "icb_code"),
    authority=("who-pays-2024", "worcestershire-2023"),
    pillar=7,
    message="The responsible council does not lie in the area of the responsible Integrated Care "
    "Board.",
    fix="Confirm both; this is right where the person moved or was placed between detentions.",
)
def council_outside_board(r: Rows) -> Truth:
    raise NotRun(NO_AREAS)
