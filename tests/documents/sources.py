"""Checked registers for documents, from rows of cells."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from s117xl.check import check
from s117xl.derived import derive
from s117xl.documents.gather.rows import Source
from s117xl.register.schema import TABLES
from s117xl.settings import Settings
from tests.people import AS_AT, context

ORGANISATION = {
    "la_name": "Northvale Council",
    "icb_name": "NHS Northvale ICB",
    "trust_name": "Northvale NHS Trust",
    "address": "Aftercare Team; 1 Example Square; Northvale",
    "phone": "01632 960117",
    "email": "aftercare@northvale.example",
    "signed_by": "R. Stead, Director of Adult Social Services",
    "signed_by_board": "T. Ull, Director of Commissioning",
    "advocacy": "Northvale Advocacy, 01632 960118",
    "crisis": "01632 960119",
    "holds": "invented people",
}
ADDRESS = {"address": "3 Mill Lane, Northvale", "postcode": "LS1 4AP"}

PANEL: dict[str, Any] = {
    "panel_id": "P-001",
    "register_id": "V-001",
    "panel_date": date(2026, 6, 12),
    "request": "Six more hours of support a week.",
    "decision": "approved",
    "reasons": "The support meets a need that comes from your illness.",
    "reason_category": "needs met",
    "la_share": 0.5,
    "icb_share": 0.5,
    "start_date": date(2026, 6, 26),
    "members": "Head of Mental Health (council); Complex Care Lead (board)",
}


def source(
    *, settings: Mapping[str, Any] | None = None, as_at: date = AS_AT, off: tuple[str, ...] = (),
    **tables: Any,
) -> Source:  # fmt: skip
    """A register of these rows, checked; every table is there, the others empty."""
    rows = {name: tables.get(name, ()) for name in TABLES}
    made = context(as_at=as_at, settings={**ORGANISATION, **(settings or {})}, **rows)
    made.settings = Settings(made.settings.values, off=frozenset(off))
    checked = check(made)
    return Source(made, checked, derive(made), as_at)
