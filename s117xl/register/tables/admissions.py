"""Stays in hospital after the discharge that the Register records."""

from __future__ import annotations

from s117xl.register.fields import ALWAYS, Field, Table
from s117xl.register.kinds import DATE, IDENT, code, one_of

# A field in three or four lines reads as a row of a table would.
# fmt: off
FIELDS = (
    Field("admission_id", "Admission id", IDENT, ALWAYS,
          "The admission's own id, such as A-001, used for no other admission.",
          "Admissions", 4, "D9", 13),
    Field("register_id", "Register id", IDENT, ALWAYS,
          "Id of the person's row on the Register sheet, typed exactly as it stands there.",
          "Admissions", 4, "D9", 12),
    Field("admitted", "Admitted on", DATE, ALWAYS,
          "Day of admission to hospital, after the discharge that the register row records.",
          "Admissions", 4, "D9", 12),
    Field("legal_status", "Legal status", code("section"), ALWAYS,
          "National code of the status on admission: 01 informal, 02 section 2, 03 section 3. A "
          "section such as s3 may be typed.",
          "Admissions", 4, "D9", 12),
    Field("discharged", "Discharged on", DATE, None,
          "Day of leaving hospital; blank while the person is there.",
          "Admissions", 4, "D9", 13),
    Field("kind", "Kind of admission",
          one_of("admission", "recall", "transfer", "planned respite"), ALWAYS,
          "Why the person came to hospital. A new qualifying detention needs a new register row.",
          "Admissions", 4, "D9", 16),
)
# fmt: on

TABLE = Table(
    "Admissions",
    about="One row for each later stay in hospital.",
    id_field="admission_id",
    parent_field="register_id",
    fields=FIELDS,
)
