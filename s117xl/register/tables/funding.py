"""Reviews, money and children: fields of the Register."""

from __future__ import annotations

from s117xl.register.conditions import All, Either, Filled, Is, Reached, Under, WholeShare
from s117xl.register.fields import ALWAYS, Field
from s117xl.register.kinds import (
    DATE,
    DATE_AHEAD,
    MONEY,
    PERCENT,
    TEXT,
    YES_NO,
    YES_NO_UNKNOWN,
    one_of,
)
from s117xl.register.tables.status import IN_AFTERCARE

ONE_PAYER = Either(
    (
        WholeShare("la_share", "if the council pays all"),
        WholeShare("icb_share", "if the ICB pays all"),
    ),
    "if one body pays all",
)
CHARGED = Is("charged", ("yes",), "if the person was charged")
CHILD = Under(18, "if the person is under 18")
NEARLY_18 = All(
    (Reached(17, 6, "if the person is 17 and a half or over"), CHILD),
    "if the person is 17 and a half or over and under 18",
)

# A field in three or four lines reads as a row of a table would.
# fmt: off
FIELDS = (
    Field("last_review_date", "Last review date", DATE, None,
          "Day on which the latest review was held. Where the Reviews sheet has a later one, "
          "that one counts.",
          "Reviews", 9, "D8.3", 12, essential=True),
    Field("last_review_type", "Last review type", one_of("full", "light-touch"),
          Filled("last_review_date", "if there is a last review date"),
          "Whether the latest review was a full one or a light-touch one.",
          "Reviews", 9, "D8.3", 13, essential=True),
    Field("next_review_due", "Next review due", DATE_AHEAD, None,
          "When you plan the next review. The latest lawful date is worked out by the check and "
          "may be earlier.",
          "Reviews", 9, "D8.3", 12, essential=True),
    Field("funding_status", "Funding status", one_of("agreed", "pending", "in dispute"),
          IN_AFTERCARE,
          "Where the two bodies stand on funding. Support goes on during a dispute.",
          "Funding", 7, "D8.2", 13, essential=True),
    Field("la_share", "Council share", PERCENT, IN_AFTERCARE,
          "The council's share of the cost, in per cent. The two shares make 100.",
          "Funding", 7, "D8.2", 10),
    Field("icb_share", "ICB share", PERCENT, IN_AFTERCARE,
          "The board's share of the cost, in per cent. The two shares make 100.",
          "Funding", 7, "D8.2", 10),
    Field("split_rationale", "Reason for one payer", TEXT, ONE_PAYER,
          "Why one body pays all. The duty is joint, so this needs a reason.",
          "Funding", 7, "D8.2", 30),
    Field("accommodation_s117", "Accommodation is aftercare", YES_NO, ALWAYS,
          "Whether the person's accommodation is part of the section 117 aftercare.",
          "Funding", 7, "D8.2", 16),
    Field("accommodation_rationale", "Reason for accommodation", TEXT,
          Is("accommodation_s117", ("yes",), "if the accommodation is aftercare"),
          "Why the accommodation itself meets a need from the mental disorder and is more than "
          "ordinary housing.",
          "Funding", 7, "D8.2", 30),
    Field("charged", "Charged", YES_NO_UNKNOWN, ALWAYS,
          "Whether the person was ever charged for section 117 services. There is no power to "
          "charge for them.",
          "Funding", 7, "D8.6", 10, essential=True),
    Field("refund_status", "Refund status", one_of("not due", "due", "paid"), CHARGED,
          "Whether money is owed back to the person, and whether it has been paid.",
          "Funding", 7, "D8.6", 12),
    Field("refund_amount", "Refund amount", MONEY, CHARGED,
          "Pounds owed back to the person for what they were wrongly charged.",
          "Funding", 7, "D8.6", 12),
    Field("refund_found", "Charge found on", DATE, CHARGED,
          "Day on which the wrong charge came to light.",
          "Funding", 7, "D8.6", 12),
    Field("refund_paid", "Refund paid on", DATE, None,
          "Day on which the money was paid back.",
          "Funding", 7, "D8.6", 12),
    Field("chc_status", "Continuing healthcare",
          one_of("not considered", "considered not eligible", "eligible", "not relevant"), ALWAYS,
          "Whether NHS continuing healthcare was considered for needs beyond section 117, and "
          "the answer.",
          "Funding", 7, "D8.2", 16),
    Field("chc_date", "Continuing healthcare decided on", DATE, None,
          "Day of the latest decision on continuing healthcare.",
          "Funding", 7, "D8.2", 14),
    Field("phb_offered", "Personal budget offered", YES_NO_UNKNOWN, ALWAYS,
          "Whether a personal health budget or a direct payment was offered. People on aftercare "
          "have a right to one.",
          "Funding", 7, "D8.6", 12),
    Field("cyp_lead", "Lead for children", TEXT, CHILD,
          "Worker in children's services or CAMHS who answers for a person under 18.",
          "Children", 5, "D8.5", 18, essential=True),
    Field("ehcp", "Has EHC plan", YES_NO_UNKNOWN, CHILD,
          "Whether a person under 18 has an education, health and care plan.",
          "Children", 5, "D8.5", 10),
    Field("looked_after", "Looked after", YES_NO_UNKNOWN, CHILD,
          "Whether a person under 18 is looked after by a council.",
          "Children", 5, "D8.5", 10),
    Field("transition_plan_date", "Transition plan date", DATE, NEARLY_18,
          "Date of the plan for moving to adult services, needed from 17 and a half. The right "
          "goes on at 18.",
          "Children", 5, "D8.5", 12),
)
