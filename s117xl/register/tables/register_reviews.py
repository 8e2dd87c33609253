"""The quarterly reviews of the register as a whole."""

from __future__ import annotations

from s117xl.register.fields import ALWAYS, Field, Table
from s117xl.register.kinds import DATE, DATE_AHEAD, IDENT, TEXT, WHOLE, several_of

# A field in three or four lines reads as a row of a table would.
# fmt: off
FIELDS = (
    Field("review_ref", "Review ref", IDENT, ALWAYS,
          "The register review's own reference, such as Q-001, used for no other.",
          "RegisterReviews", 9, "D8.4", 12),
    Field("held", "Held on", DATE, ALWAYS,
          "Day on which the register as a whole was reviewed, which is done each quarter.",
          "RegisterReviews", 9, "D8.4", 12),
    Field("forum", "Forum", TEXT, ALWAYS,
          "Which multi-agency meeting or board reviewed it.",
          "RegisterReviews", 9, "D8.4", 24),
    Field("partners", "Partners present", several_of("LA", "ICB", "Trust"), ALWAYS,
          "Which partners took part. Part several with a semicolon; all three should.",
          "RegisterReviews", 9, "D8.4", 16),
    Field("exceptions_escalated", "Exceptions escalated", WHOLE, ALWAYS,
          "How many cases were taken higher. A whole number, 0 if none.",
          "RegisterReviews", 9, "D8.4", 13),
    Field("themes", "Themes and risks", TEXT, ALWAYS,
          "What the review found across cases, with no names.",
          "RegisterReviews", 9, "D8.4", 40),
    Field("actions", "Actions", TEXT, ALWAYS,
          "What will be done, by whom and by when.",
          "RegisterReviews", 9, "D8.4", 40),
    Field("next_due", "Next review due", DATE_AHEAD, ALWAYS,
          "Day of the next quarterly review. It may be in the future.",
          "RegisterReviews", 9, "D8.4", 12),
)
# fmt: on

TABLE = Table(
    "RegisterReviews",
    about="One row for each quarterly review of the register itself.",
    id_field="review_ref",
    parent_field=None,
    fields=FIELDS,
)
