"""The reviews of each person's aftercare."""

from __future__ import annotations

from s117xl.register.conditions import Filled
from s117xl.register.fields import ALWAYS, Field, Table
from s117xl.register.kinds import DATE, DATE_AHEAD, IDENT, TEXT, YES_NO, YES_NO_UNKNOWN, one_of

HELD = Filled("held", "if the review was held")

# A field in three or four lines reads as a row of a table would.
# fmt: off
FIELDS = (
    Field("review_id", "Review id", IDENT, ALWAYS,
          "The review's own id, such as R-001, used for no other review.",
          "Reviews", 9, "D5", 12),
    Field("register_id", "Register id", IDENT, ALWAYS,
          "Id of the person's row on the Register sheet, typed exactly as it stands there.",
          "Reviews", 9, "D5", 12),
    Field("kind", "Occasion", one_of("initial", "annual", "unscheduled"), ALWAYS,
          "The first review after leaving hospital, the yearly one, or one that an event called "
          "for.",
          "Reviews", 9, "D5", 13),
    Field("type", "Review type", one_of("full", "light-touch"), ALWAYS,
          "Full or light-touch. A light-touch review only fits where nothing has changed and "
          "nobody asked for more.",
          "Reviews", 9, "D8.3", 13),
    Field("due", "Due", DATE_AHEAD, None,
          "Day by which this review has to be held. It may be in the future.",
          "Reviews", 9, "D8.3", 12),
    Field("held", "Held", DATE, None,
          "Day on which the review was held; blank until then.",
          "Reviews", 9, "D8.3", 12),
    Field("la_present", "Council present", YES_NO, HELD,
          "Whether the council took part.",
          "Reviews", 3, "D5", 10),
    Field("nhs_present", "NHS present", YES_NO, HELD,
          "Whether the board or the Trust took part.",
          "Reviews", 3, "D5", 10),
    Field("person_present", "Person present", YES_NO, HELD,
          "Whether the person took part.",
          "Reviews", 2, "D5", 10),
    Field("carer_present", "Carer present", YES_NO_UNKNOWN, None,
          "Whether the carer took part, where there is one.",
          "Reviews", 2, "D5", 10),
    Field("advocate_present", "Advocate present", YES_NO_UNKNOWN, None,
          "Whether an advocate took part, where there is one.",
          "Reviews", 6, "D5", 11),
    Field("change_of_need", "Change of need", YES_NO_UNKNOWN, HELD,
          "Whether the person's needs have changed. If they have, the review must be a full one.",
          "Reviews", 4, "D5", 11),
    Field("full_requested", "Full review asked for", YES_NO_UNKNOWN, None,
          "Whether the person asked for a full review. If they did, it must be one.",
          "Reviews", 2, "D5", 11),
    Field("crisis_since", "Crisis since last review", YES_NO_UNKNOWN, None,
          "Whether there was a crisis or a return to hospital since the last review.",
          "Reviews", 4, "D5", 11),
    Field("funding_change", "Funding change", YES_NO_UNKNOWN, None,
          "Whether a change of funding is proposed.",
          "Reviews", 7, "D5", 11),
    Field("outcome", "Outcome", one_of("continue", "modify", "end proposed"), HELD,
          "What the review decided. An end is only proposed here: both bodies decide it.",
          "Reviews", 9, "D5", 15),
    Field("outcomes_recorded", "Outcomes and wellbeing", TEXT, HELD,
          "What has gone well or badly for the person, and what matters next.",
          "Reviews", 9, "D5", 40),
    Field("next_due", "Next review due", DATE_AHEAD, HELD,
          "Day by which the next review has to be held: within twelve months, or sooner.",
          "Reviews", 9, "D8.3", 12),
    Field("cancelled_reason", "Why cancelled", TEXT, None,
          "Why the review was not held as planned.",
          "Reviews", 9, "D5", 24),
    Field("escalated", "Escalated on", DATE, None,
          "Day on which it was taken to a manager, after two reviews were declined or cancelled.",
          "Reviews", 9, "D5", 12),
)
# fmt: on

TABLE = Table(
    "Reviews",
    about="One row for each review of a person's aftercare, held or still to come.",
    id_field="review_id",
    parent_field="register_id",
    fields=FIELDS,
)
