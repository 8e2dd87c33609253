"""Who the person is, and what includes them: the first fields of the Register."""

from __future__ import annotations

from s117xl.register.conditions import Blank, Is
from s117xl.register.fields import ALWAYS, Field
from s117xl.register.kinds import (
    DATE,
    IDENT,
    NHS_NUMBER,
    POSTCODE,
    TEXT,
    YES_NO_UNKNOWN,
    code,
    one_of,
    several_of,
)

# A field in three or four lines reads as a row of a table would.
# fmt: off
FIELDS = (
    Field("register_id", "Register id", IDENT, ALWAYS,
          "The entry's own id, such as V-001. Each episode has a new one; an id is never used "
          "again, even when the entry is closed.",
          "Identity", 8, "D8.1", 12, essential=True),
    Field("nhs_number", "NHS number", NHS_NUMBER,
          Blank("nhs_number_reason", "unless a reason for having none is given"),
          "Ten digits, kept as text. It is how the person is matched with NHS lists; where there "
          "is none, give the reason in the next column.",
          "Identity", 8, "D8.2", 14, essential=True),
    Field("nhs_number_reason", "Reason for no NHS number",
          one_of("none issued", "refused", "not yet traced"),
          Blank("nhs_number", "if the NHS number is blank"),
          "Why there is no NHS number. Only needed while the NHS number is blank; trace it if "
          "you can.",
          "Identity", 8, "D8.2", 14),
    Field("la_person_id", "Council person id", IDENT, ALWAYS,
          "The person's id in the council's case system, so that the register and the case "
          "record can be matched.",
          "Identity", 8, "D8.5", 14),
    Field("trust_person_id", "Trust person id", IDENT, None,
          "The person's id in the Trust's record system, used to reconcile with discharge and "
          "caseload lists.",
          "Identity", 8, "D8.5", 14),
    Field("surname", "Surname", TEXT, ALWAYS,
          "Family name, as on the NHS record.",
          "Identity", 8, "D8.2", 18, essential=True),
    Field("forename", "Forename", TEXT, ALWAYS,
          "First name, as on the NHS record. The name that the person likes to be called has its "
          "own column.",
          "Identity", 8, "D8.2", 16, essential=True),
    Field("preferred_name", "Preferred name", TEXT, None,
          "How the person likes to be addressed, such as Ms Hill or Sam. Letters use it where it "
          "is filled.",
          "Identity", 2, "D8.2", 18),
    Field("dob", "Date of birth", DATE, ALWAYS,
          "Day, month and year. Duties to children and to people turning 18 are worked out from "
          "it.",
          "Identity", 8, "D8.2", 12, essential=True),
    Field("dod", "Date of death", DATE, None,
          "Only if the person has died. It closes the entry and stops letters; set the record "
          "status to DECEASED as well.",
          "Identity", 9, "D8.5", 12),
    Field("gender", "Gender", one_of("male", "female", "indeterminate", "not known"), ALWAYS,
          "As the person states it. Used to see whether aftercare is fair to all.",
          "Identity", 6, "D7", 14),
    Field("ethnic_category", "Ethnic category", code("ethnic"), ALWAYS,
          "National one-letter code, A to S; Z for not stated, 99 for not known. Reports on "
          "fairness need it.",
          "Identity", 6, "D7", 12),
    Field("religion_belief", "Religion or belief", TEXT, None,
          "What the person says, if they wish to. It helps to plan support that suits them.",
          "Inclusion", 6, "D7", 16),
    Field("language", "Main language", TEXT, ALWAYS,
          "The language in which the person prefers to speak and read, such as English or Urdu.",
          "Inclusion", 6, "D7", 14),
    Field("interpreter_needed", "Interpreter needed", YES_NO_UNKNOWN, ALWAYS,
          "Whether an interpreter is needed at meetings. Say unknown only until the person has "
          "been asked.",
          "Inclusion", 6, "D7", 12),
    Field("communication_need", "Communication need",
          several_of("none", "Easy Read", "large print", "BSL", "audio", "braille", "other"),
          ALWAYS,
          "What the person needs so as to read and follow what we send, under the Accessible "
          "Information Standard. Part several with a semicolon; none if there is no need.",
          "Inclusion", 6, "D7", 16, essential=True),
    Field("reasonable_adjustments", "Reasonable adjustments", TEXT, None,
          "What is done differently so that the person can take part, such as meetings after "
          "midday.",
          "Inclusion", 6, "D7", 24),
    Field("disability", "Disability",
          several_of("none", "learning disability", "autism", "sensory", "physical", "other"),
          None,
          "Disabilities as recorded with the person. Part several with a semicolon; none if "
          "there are none.",
          "Inclusion", 6, "D7", 16),
    Field("postcode", "Current postcode", POSTCODE, ALWAYS,
          "Where the person lives now. Use ZZ99 3VZ for no fixed abode. It does not decide which "
          "council is responsible.",
          "Identity", 8, "D8.2", 12),
    Field("address", "Address for letters", TEXT, None,
          "The address to which letters go, on one line with commas.",
          "Identity", 8, "D8.2", 30),
    Field("write_to", "Write to", one_of("person", "representative", "do not write"), ALWAYS,
          "Who gets letters: the person, their representative, or nobody by post. Ask the person "
          "which they prefer.",
          "Identity", 6, "D7", 14),
    Field("representative_address", "Representative and address", TEXT,
          Is("write_to", ("representative",), "if letters go to the representative"),
          "Name and address of the representative, when letters go to them in place of the "
          "person.",
          "Identity", 6, "D7", 30),
    Field("accommodation_status", "Accommodation status",
          one_of("settled", "supported", "residential", "nursing", "temporary", "no fixed abode",
                 "prison", "hospital", "not known"), ALWAYS,
          "Where the person lives now, by kind. Update it at each review.",
          "Funding", 7, "D8.2", 18),
    Field("gp_practice_code", "GP practice code", code("gp"), ALWAYS,
          "The practice's national code: a letter and five digits, such as B81001. V81997 if "
          "there is no practice.",
          "Identity", 8, "D8.2", 12),
    Field("nrpf", "No recourse to public funds", YES_NO_UNKNOWN, ALWAYS,
          "Whether the person has no recourse to public funds. It never takes away the right to "
          "aftercare; it is held to show that it was handled rightly.",
          "Inclusion", 6, "D7", 12),
    Field("nrpf_note", "No recourse: how handled", TEXT,
          Is("nrpf", ("yes",), "if the person has no recourse to public funds"),
          "How it was made sure that immigration status did not limit the aftercare, and who "
          "advised.",
          "Inclusion", 6, "D7", 24),
)
