"""Disputes between bodies, and how far they have gone."""

from __future__ import annotations

from s117xl.register.conditions import Filled
from s117xl.register.fields import ALWAYS, Field, Table
from s117xl.register.kinds import DATE, IDENT, TEXT, YES_NO, one_of

# A field in three or four lines reads as a row of a table would.
# fmt: off
FIELDS = (
    Field("dispute_id", "Dispute id", IDENT, ALWAYS,
          "The dispute's own id, such as D-001, used for no other dispute.",
          "Disputes", 7, "D8.4", 12),
    Field("register_id", "Register id", IDENT, ALWAYS,
          "Id of the person's row on the Register sheet, typed exactly as it stands there.",
          "Disputes", 7, "D8.4", 12),
    Field("type", "Dispute about", one_of("ordinary residence", "ICB", "funding split", "care"),
          ALWAYS,
          "What the bodies disagree on.",
          "Disputes", 7, "D8.4", 18),
    Field("raised", "Raised on", DATE, ALWAYS,
          "Day on which the dispute was raised in writing.",
          "Disputes", 7, "D8.4", 12),
    Field("stage", "Stage",
          one_of("operational", "senior", "executive", "legal or Secretary of State", "resolved"),
          ALWAYS,
          "How far up it has gone.",
          "Disputes", 7, "D8.4", 18),
    Field("stage_date", "Stage reached on", DATE, ALWAYS,
          "Day on which it came to this stage. A stage should not last over 28 days, unless "
          "Settings say otherwise.",
          "Disputes", 7, "D8.4", 12),
    Field("interim_funder", "Interim funder", one_of("LA", "ICB", "both", "none"), ALWAYS,
          "Who pays until it is settled. Somebody must.",
          "Disputes", 7, "D8.4", 12),
    Field("support_paused", "Support paused", YES_NO, ALWAYS,
          "Whether support to the person was held up. It must never be.",
          "Disputes", 7, "D8.4", 11),
    Field("referred", "Referred on", DATE, None,
          "Day on which it was referred to the Secretary of State.",
          "Disputes", 7, "D8.4", 12),
    Field("resolved", "Resolved on", DATE, None,
          "Day on which it was settled; blank until then.",
          "Disputes", 7, "D8.4", 12),
    Field("outcome", "Outcome", TEXT, Filled("resolved", "if the dispute is resolved"),
          "How it was settled, and who pays from when.",
          "Disputes", 7, "D8.4", 30),
)
# fmt: on

TABLE = Table(
    "Disputes",
    about="One row for each dispute over who is responsible, who pays or what is provided.",
    id_field="dispute_id",
    parent_field="register_id",
    fields=FIELDS,
)
