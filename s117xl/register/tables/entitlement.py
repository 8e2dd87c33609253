"""How the right to aftercare arose, and where it stands: fields of the Register."""

from __future__ import annotations

from s117xl.register.conditions import All, Filled, Is
from s117xl.register.fields import ALWAYS, Field
from s117xl.register.kinds import (
    DATE,
    DATE_AHEAD,
    IDENT,
    TEXT,
    WHOLE,
    YES_NO,
    YES_NO_UNKNOWN,
    code,
    one_of,
)
from s117xl.register.tables.status import RECORD_STATUSES, TRIGGERS, statuses_but

TRANSFERRED = Is("record_status", ("TRANSFERRED-OUT",), "if the record is TRANSFERRED-OUT")
LEFT_FOR_GOOD = All(
    (
        Is("record_status", statuses_but("PROSPECTIVE"), "unless the record is PROSPECTIVE"),
        Is(
            "trigger",
            tuple(trigger for trigger in TRIGGERS if trigger not in ("leave", "CTO")),
            "unless the person left on leave or a CTO",
        ),
    ),
    "unless the record is PROSPECTIVE or the person left on leave or a CTO",
)

# A field in three or four lines reads as a row of a table would.
# fmt: off
FIELDS = (
    Field("record_status", "Record status", one_of(*RECORD_STATUSES), ALWAYS,
          "Where the entry stands now. People who are in prison, in hospital or decline help "
          "stay on the register with their own status.",
          "Entitlement", 8, "D8.2", 20, essential=True),
    Field("status_reason", "Status reason",
          one_of("never qualified", "entered in error", "under 18", "no recourse to public funds",
                 "accepted by another authority", "moved", "other"),
          Is("record_status", ("NOT-ENTITLED", "TRANSFERRED-OUT"),
             "if the record is NOT-ENTITLED or TRANSFERRED-OUT"),
          "Why the entry is NOT-ENTITLED or TRANSFERRED-OUT. Age and immigration status do not "
          "take the right away.",
          "Entitlement", 8, "D8.2", 18),
    Field("transfer_to", "Transferred to", code("la"), TRANSFERRED,
          "Code of the council that accepted the duty. A move of home alone does not move the "
          "duty.",
          "Entitlement", 7, "D8.2", 12),
    Field("transfer_accepted", "Transfer accepted on", DATE, TRANSFERRED,
          "Date of the other council's written acceptance. Until then the duty stays here.",
          "Entitlement", 7, "D8.2", 12),
    Field("declined_date", "Declined on", DATE,
          Is("record_status", ("ACTIVE-DECLINED",), "if the record is ACTIVE-DECLINED"),
          "When the person last said no to services. The right stays, and so do the reviews.",
          "Entitlement", 2, "D8.2", 12),
    Field("declined_informed", "Informed choice recorded", YES_NO_UNKNOWN,
          Filled("declined_date", "if a date of declining is given"),
          "Whether the choice was explained, understood and written down.",
          "Entitlement", 2, "D8.2", 12),
    Field("episode_no", "Episode number", WHOLE, ALWAYS,
          "1 for the first qualifying detention, 2 for the next, and so on for each person.",
          "Entitlement", 1, "D8.2", 10),
    Field("section_code", "Section code", code("section"), ALWAYS,
          "National code of the detention that gives the right: 03 for section 3, 09 for 37/41, "
          "10 for 37. A section such as s37/41 may be typed. On a CTO, give the section beneath "
          "it.",
          "Entitlement", 1, "D8.2", 12, essential=True),
    Field("restricted", "Restricted", YES_NO, ALWAYS,
          "Whether a restriction order or direction applies, so that the Ministry of Justice has "
          "a say.",
          "Entitlement", 1, "D8.2", 11),
    Field("detention_start", "Detention start", DATE, ALWAYS,
          "First day under the qualifying section, from the section papers.",
          "Entitlement", 1, "D8.2", 12, essential=True),
    Field("detention_end", "Detention end", DATE, None,
          "Day on which the qualifying section ended; blank while it is in force. One day under "
          "the section is enough.",
          "Entitlement", 1, "D8.2", 12),
    Field("detention_hospital", "Hospital of detention", TEXT, ALWAYS,
          "Name or national site code of the hospital where the person was detained.",
          "Entitlement", 1, "D8.5", 20),
    Field("discharge_date", "Discharge date", DATE, LEFT_FOR_GOOD,
          "Day on which the person left hospital, which may be later than the end of the "
          "section. The first review is counted from it.",
          "Entitlement", 5, "D8.2", 12, essential=True),
    Field("trigger", "Left hospital by", one_of(*TRIGGERS), ALWAYS,
          "How the person came to leave hospital and the duty came to life.",
          "Entitlement", 5, "D8.2", 18, essential=True),
    Field("entitlement_evidence_ref", "Evidence reference", IDENT, ALWAYS,
          "Reference of the papers that prove the section and the discharge. A reference, not a "
          "folder address.",
          "Entitlement", 1, "D8.2", 16),
    Field("cto_start", "CTO start", DATE, None,
          "First day of the community treatment order. While it runs, the duty cannot end.",
          "Entitlement", 5, "D8.2", 12),
    Field("cto_expiry", "CTO expiry", DATE_AHEAD, None,
          "Day on which the order runs out unless it is renewed. It may be in the future.",
          "Entitlement", 5, "D8.2", 12),
    Field("cto_renewed", "CTO last renewed", DATE, None,
          "Day of the latest renewal, if any; then update the expiry too.",
          "Entitlement", 5, "D8.2", 12),
    Field("cto_end", "CTO end", DATE, None,
          "Day on which the order was discharged, revoked or lapsed. Blank while it runs.",
          "Entitlement", 5, "D8.2", 12),
    Field("cd_start", "Conditional discharge start", DATE, None,
          "First day of a conditional discharge by the tribunal or the Ministry of Justice.",
          "Entitlement", 5, "D8.2", 13),
    Field("cd_end", "Conditional discharge end", DATE, None,
          "Day of absolute discharge or recall. Blank while the conditions are in force.",
          "Entitlement", 5, "D8.2", 13),
    Field("cd_dol", "Conditions deprive of liberty", YES_NO, None,
          "Whether the conditions of discharge amount to a deprivation of liberty, which needs "
          "lawful authority.",
          "Entitlement", 5, "D8.2", 12),
    Field("leave_start", "Section 17 leave start", DATE, None,
          "First day of leave under section 17. Leave to live out of hospital brings the duty to "
          "life.",
          "Entitlement", 5, "D8.6", 12),
    Field("leave_kind", "Kind of leave", one_of("escorted", "day", "overnight or longer"),
          Filled("leave_start", "if there is a leave start"),
          "Overnight or longer leave may bring the duty to life; an escorted outing does not.",
          "Entitlement", 5, "D8.6", 14),
    Field("prison_name", "Prison", TEXT, None,
          "Where the person is held, if in custody. The right goes on; keep the entry open.",
          "Entitlement", 5, "D8.5", 18),
    Field("prison_start", "Prison start", DATE, None,
          "First day in custody, for someone already entitled or returned from hospital to "
          "prison.",
          "Entitlement", 5, "D8.5", 12),
    Field("release_planning_start", "Release planning start", DATE, None,
          "Day on which planning of aftercare for release began. Begin six months before release "
          "at the latest.",
          "Entitlement", 5, "D8.5", 12),
    Field("prison_release_due", "Prison release due", DATE_AHEAD, None,
          "Planned day of release, from the prison or probation. It may be in the future.",
          "Entitlement", 5, "D8.5", 12),
    Field("prison_released", "Prison released", DATE, None,
          "Day on which the person left prison. Then set the record status to ACTIVE.",
          "Entitlement", 5, "D8.5", 12),
)
