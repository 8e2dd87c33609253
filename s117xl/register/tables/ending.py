"""How the duty ended, and who stands for the entry: the last fields of the Register."""

from __future__ import annotations

from s117xl.register.conditions import Is
from s117xl.register.fields import ALWAYS, Field
from s117xl.register.kinds import DATE, TEXT, YES_NO, YES_NO_UNKNOWN, several_of
from s117xl.register.tables.status import ENDED

END_REASONS = (
    *(f"L{number}" for number in range(1, 7)),
    *(f"X{number}" for number in range(1, 19)),
    "X99",
)

# A field in three or four lines reads as a row of a table would.
# fmt: off
FIELDS = (
    Field("end_date", "Ended on", DATE, ENDED,
          "Day on which the duty ended by joint decision. Both decisions and the notice to the "
          "person come first.",
          "Ending", 9, "D6", 12, essential=True),
    Field("end_reason", "End reason", several_of(*END_REASONS), ENDED,
          "Codes L1 to L6, X1 to X18 or X99, the one that decided first; part several with a "
          "semicolon. No X code is lawful on its own.",
          "Ending", 9, "D6", 14, essential=True),
    Field("end_rationale", "Reasons for ending", TEXT, ENDED,
          "Why the person no longer needs aftercare, with the evidence. Stability under "
          "treatment is not enough.",
          "Ending", 9, "D6", 40),
    Field("end_reassessment_date", "Ending: reassessed on", DATE, ENDED,
          "Day of the reassessment on which the ending rests.",
          "Ending", 9, "D6", 13),
    Field("end_la_decider", "Ending: decided for council by", TEXT, ENDED,
          "Name and role of the person who decided for the council.",
          "Ending", 1, "D6", 18),
    Field("end_la_date", "Ending: council decision", DATE, ENDED,
          "Day on which the council decided.",
          "Ending", 1, "D6", 12),
    Field("end_icb_decider", "Ending: decided for ICB by", TEXT, ENDED,
          "Name and role of the person who decided for the board.",
          "Ending", 1, "D6", 18),
    Field("end_icb_date", "Ending: ICB decision", DATE, ENDED,
          "Day on which the board decided.",
          "Ending", 1, "D6", 12),
    Field("end_person_involved", "Ending: person involved", YES_NO_UNKNOWN, ENDED,
          "Whether the person, and their carer if they wish, took part in the decision.",
          "Ending", 2, "D6", 12),
    Field("end_involvement_reason", "Ending: why not involved", TEXT,
          Is("end_person_involved", ("no", "unknown"),
             "if the ending does not say that the person was involved"),
          "Why the person took no part, and what was tried.",
          "Ending", 2, "D6", 30),
    Field("end_authorised_by", "Ending: authorised by", TEXT, ENDED,
          "The manager who authorised the ending, by a role listed in Settings.",
          "Ending", 1, "D6", 18),
    Field("end_panel_ref", "Ending: panel reference", TEXT, None,
          "Panel id or minute of the panel that saw the ending, if one did.",
          "Ending", 7, "D6", 13),
    Field("end_notice_date", "Ending: notice given", DATE, ENDED,
          "Day on which the person was told in writing, with the reasons and how to challenge "
          "them.",
          "Ending", 2, "D6", 12),
    Field("end_notice_joint", "Ending: joint notice", YES_NO, ENDED,
          "Whether the notice was given by both bodies together.",
          "Ending", 2, "D6", 12),
    Field("end_follow_on", "Ending: other help offered", TEXT, ENDED,
          "What help goes on or was offered: Care Act support, GP, community services.",
          "Ending", 2, "D6", 30),
    Field("end_requested_date", "Ending asked for on", DATE, None,
          "Day on which the person asked that the duty end, if they did.",
          "Ending", 2, "D6", 12),
    Field("end_request_answered", "Request answered on", DATE, None,
          "Day on which the person's request was answered in writing.",
          "Ending", 2, "D6", 12),
    Field("verified_on", "Verified on", DATE, ALWAYS,
          "Day on which the whole entry was last checked against the case records.",
          "Assurance", 8, "D8.4", 12, essential=True),
    Field("verified_by", "Verified by", TEXT, ALWAYS,
          "Who checked the entry against the case records.",
          "Assurance", 8, "D8.4", 18),
    Field("inpatient_checked_on", "Matched with discharges on", DATE, None,
          "Day on which the entry was last matched with the Trust's list of discharges.",
          "Assurance", 8, "D8.5", 14),
    Field("cmht_checked_on", "Matched with caseload on", DATE, None,
          "Day on which the entry was last matched with the community team's caseload.",
          "Assurance", 8, "D8.5", 14),
    Field("isa_ref", "Sharing agreement", TEXT, None,
          "Reference of the information-sharing agreement under which the entry is held.",
          "Assurance", 8, "D8.1", 16),
    Field("updated_on", "Updated on", DATE, ALWAYS,
          "Day of the last change to this entry. Over 90 days is too long.",
          "Assurance", 8, "D8.4", 12),
    Field("registered_on", "Registered on", DATE, ALWAYS,
          "Day on which the person was first put on the register for this episode.",
          "Assurance", 8, "D8.4", 13),
    Field("notes", "Notes", TEXT, None,
          "Anything else that the next reader needs. Keep clinical detail in the case record.",
          "Assurance", 8, "D8.4", 40),
)
