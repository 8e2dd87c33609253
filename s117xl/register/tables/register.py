"""The Register: one row for each person's episode of aftercare."""

from __future__ import annotations

from s117xl.register.fields import Table
from s117xl.register.tables import ending, entitlement, funding, person, planning

TABLE = Table(
    "Register",
    about="One row for each episode of aftercare: a person and the detention that gave the right.",
    id_field="register_id",
    parent_field=None,
    fields=(
        *person.FIELDS,
        *entitlement.FIELDS,
        *planning.FIELDS,
        *funding.FIELDS,
        *ending.FIELDS,
    ),
)
