"""What the funding panel was asked, and decided."""

from __future__ import annotations

from s117xl.register.conditions import Is
from s117xl.register.fields import ALWAYS, Field, Table
from s117xl.register.kinds import DATE, DATE_AHEAD, IDENT, PERCENT, TEXT, one_of

APPROVED = Is(
    "decision", ("approved", "approved in part"), "if the request was approved, wholly or in part"
)

# A field in three or four lines reads as a row of a table would.
# fmt: off
FIELDS = (
    Field("panel_id", "Panel id", IDENT, ALWAYS,
          "The request's own id, such as P-001, used for no other request.",
          "Panel", 7, "D4", 12),
    Field("register_id", "Register id", IDENT, ALWAYS,
          "Id of the person's row on the Register sheet, typed exactly as it stands there.",
          "Panel", 7, "D4", 12),
    Field("panel_date", "Panel date", DATE_AHEAD, ALWAYS,
          "Day on which the panel sat, or will sit.",
          "Panel", 7, "D4", 12),
    Field("request", "Request", TEXT, ALWAYS,
          "What the panel was asked for, and what it would cost.",
          "Panel", 7, "D4", 40),
    Field("decision", "Decision", one_of("approved", "approved in part", "deferred", "declined"),
          ALWAYS,
          "What the panel decided.",
          "Panel", 7, "D4", 16),
    Field("reasons", "Reasons", TEXT, ALWAYS,
          "Why, in words that the person can read. Cost alone is not a reason.",
          "Panel", 7, "D4", 40),
    Field("reason_category", "Main reason",
          one_of("needs met", "evidence missing", "not aftercare need", "cost only", "other"),
          ALWAYS,
          "The kind of reason that decided.",
          "Panel", 7, "D4", 18),
    Field("la_share", "Council share", PERCENT, APPROVED,
          "The council's share that was approved, in per cent. The two shares make 100.",
          "Panel", 7, "D4", 10),
    Field("icb_share", "ICB share", PERCENT, APPROVED,
          "The board's share that was approved, in per cent. The two shares make 100.",
          "Panel", 7, "D4", 10),
    Field("interim_arrangement", "Support meanwhile", TEXT,
          Is("decision", ("deferred", "declined"), "if the request was deferred or declined"),
          "What supports the person until a new decision, and who pays.",
          "Panel", 7, "D4", 30),
    Field("conditions", "Conditions", TEXT, None,
          "Conditions that the panel set, if any.",
          "Panel", 7, "D4", 24),
    Field("start_date", "Start date", DATE_AHEAD, APPROVED,
          "Day from which the approval holds. It may be in the future.",
          "Panel", 7, "D4", 12),
    Field("ask_again_by", "Ask again by", DATE_AHEAD, None,
          "Day by which a deferred or declined request comes back to the panel.",
          "Panel", 7, "D4", 12),
    Field("members", "Members", TEXT, ALWAYS,
          "Who decided, by role, for each body.",
          "Panel", 7, "D4", 24),
    Field("letter_date", "Letter sent on", DATE, None,
          "Day on which the person was sent the decision in writing.",
          "Panel", 7, "D4", 12),
)
# fmt: on

TABLE = Table(
    "Panel",
    about="One row for each request to the funding panel.",
    id_field="panel_id",
    parent_field="register_id",
    fields=FIELDS,
)
