"""Settings that cannot be used."""

from __future__ import annotations

from s117xl.rules.catalogue import Elsewhere, Found, Scope, rule
from s117xl.rules.rows import Rows


@rule(
    "R207",
    "A setting that cannot be used",
    "invalid",
    scope=Scope(Rows.all_rows, "Every setting can be used.", rowless=True),
    fields=("*",),
    authority=("data-quality",),
    pillar=8,
    message="A setting cannot be used, and its default is.",
    fix="Correct the value on the Settings sheet, or leave it blank for the default.",
)
def bad_setting(r: Rows) -> Found:
    places = tuple(
        Elsewhere(bad.key, "Settings", bad.cell, bad.label, bad.sentence)
        for bad in r.context.settings.bad
    )
    return Found(~r.all_rows(), r.table.schema.id_field, elsewhere=places)
