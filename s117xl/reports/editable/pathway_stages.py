"""The stages of the pathway, by phase. Evidence is named by the keys of the register's fields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage. `evidence` are keys of fields by table, `rules` are codes, each by spaces."""

    name: str
    done: str
    who: str
    by: str
    evidence: Mapping[str, str]
    rules: str
    authorities: tuple[str, ...]


PHASES: dict[str, tuple[Stage, ...]] = {
    "1. In hospital": (
        Stage("Notice", "The section is seen to give a right to aftercare, and adult social care "
              "is told.", "Ward, Mental Health Act office",
              "within {{ periods.asc_notified }} of detention",
              {"Register": "section_code detention_start detention_hospital asc_notified"},
              "R027 R028 R107", ("mha-117-1", "audit-s003")),
        Stage("Who is responsible", "Council and board are worked out, each by its own rule, with "
              "the reason.", "Council and board", "with the first planning",
              {"Register": "or_postcode or_basis or_determined_on la_code icb_code icb_basis"},
              "R066 R067 R070 R071 R072 R073 R074",
              ("mha-117-3", "worcestershire-2023", "icbreg-2022", "who-pays-2024")),
        Stage("Planning begins", "A lead is named. The person is told of the right, with the "
              "leaflet and an advocate.", "Trust and council together",
              "within {{ periods.planning_start }} of detention",
              {"Register": "planning_start lead_name advocacy_offered communication_need "
                           "rights_leaflet_date"},
              "R100 R101 R104 R105 R108", ("code-33-10", "code-33-19", "mha-130a", "leaflet-s001")),
        Stage("Assessment", "Both bodies assess with the person and the carer; each need is put to "
              "tests A and B.", "Council and NHS, with the person", "before the plan",
              {"Register": "assessment_date assessment_la assessment_nhs person_voice",
               "Services": "test_a test_b link_rationale"},
              "R060 R061 R062 R063 R064 R103", ("mha-117-6", "code-33-11", "care-act-10")),
        Stage("Plan and funding", "The plan says what is aftercare, who does what, and what to do "
              "in a crisis. Both bodies agree the funding; care does not wait for it.",
              "Lead; panel where needed", "plan before leaving; funding within "
              "{{ periods.funding_agreed }} of the start",
              {"Register": "meeting_date plan_date plan_ref plan_shared_date contingency_plan "
                           "accommodation_rationale",
               "Services": "is_s117 la_agreed icb_agreed"},
              "R054 R055 R056 R057 R058 R059 R081 R084",
              ("code-33-11", "code-33-13", "disch-2024", "audit-s003")),
    ),
    "2. Leaving hospital": (
        Stage("Leaving, or long leave", "Services start on the day. This is when the duty to "
              "provide begins, also on leave to live out or a community treatment order.",
              "Ward and lead", "on the day",
              {"Register": "discharge_date trigger leave_start cto_start cd_start",
               "Services": "start"}, "R029 R030 R031 R037 R038",
              ("mha-117-1", "watson-1999", "code-33-2")),
        Stage("Register", "The person stands on the register as entitled.",
              "Register administrator", "within {{ periods.registered_within }} of discharge",
              {"Register": "record_status entitlement_evidence_ref registered_on"},
              "R122 R203", ("code-33-7", "register-practice")),
        Stage("Follow-up", "Somebody sees or speaks with the person.", "Trust",
              "within 72 hours", {"Register": "follow_up_72h"}, "R109", ("nhs-72-hours",)),
    ),
    "3. At home": (
        Stage("First review", "A full review by both bodies: did services start, what has changed, "
              "what does the person say?", "Lead, council and NHS",
              "within {{ periods.first_review }} of leaving",
              {"Reviews": "kind type due held la_present nhs_present person_present outcome"},
              "R041 R042 R046 R047 R048 R049 R050", ("audit-s003",)),
        Stage("Later reviews", "Each service is put to tests A and B again. Light-touch only where "
              "nothing has changed.", "Lead, council and NHS",
              "every {{ periods.review_cycle }}; a full one every {{ periods.full_review }}",
              {"Reviews": "type held change_of_need next_due escalated"},
              "R043 R045 R046 R048 R052 R053 R106", ("audit-s003", "local-camden")),
        Stage("Change and crisis", "The plan is changed when life does. A service that fails is "
              "replaced before it stops.", "Lead", "at once",
              {"Services": "end end_reason replacement_plan", "Admissions": "admitted kind"},
              "R135", ("code-33-13", "lgo-21-008-501")),
        Stage("Charges and disputes", "A charge is stopped and paid back. A dispute moves up while "
              "care goes on.", "Finance; managers",
              "paid back within {{ periods.refund_within }}; next stage within "
              "{{ periods.dispute_stage }}",
              {"Services": "charged", "Register": "refund_found refund_paid",
               "Disputes": "stage stage_date interim_funder support_paused"},
              "R001 R076 R077 R078 R079 R085 R088",
              ("stennett-2002", "richards-2017", "si-2014-2829", "care-act-40")),
        Stage("Prison", "The record stays open, and release is planned.", "Lead",
              "{{ periods.prison_planning }} before release",
              {"Register": "prison_start prison_release_due release_planning_start"},
              "R015 R098 R099", ("code-33-10", "worcestershire-2023-49")),
        Stage("Becoming 18", "The plan for adult services is made with the young person.",
              "Children's and adult leads", "from the age of {{ periods.transition_age }}",
              {"Register": "cyp_lead ehcp looked_after transition_plan_date"},
              "R094 R095 R096 R097", ("code-33-2", "care-act-58")),
    ),
    "4. Ending, and afterwards": (
        Stage("A request to end", "The person asks; the answer comes after a reassessment.",
              "Lead", "answered within {{ periods.end_request_answer }}",
              {"Register": "end_requested_date end_request_answered"}, "R127",
              ("lgo-23-019-903", "code-33-23")),
        Stage("Reassessment", "A full one, with the person, carer and advocate, of every service.",
              "Council and NHS", "within {{ periods.reassessment_within }} before the ending",
              {"Register": "end_reassessment_date end_person_involved end_involvement_reason"},
              "R006 R010", ("code-33-20", "audit-s003")),
        Stage("Joint decision", "Both bodies are satisfied that there is no need. Never while a "
              "community treatment order is in force.", "Council and board; authorised by "
              "{{ authorisers }}", "within {{ periods.decisions_apart }} of each other",
              {"Register": "cto_end end_la_decider end_la_date end_icb_decider end_icb_date "
                           "end_reason end_rationale end_authorised_by"},
              "R002 R003 R004 R005 R007 R008 R013 R014 R016 R017 R126",
              ("mha-117-2", "code-33-20", "code-33-21", "code-33-22")),
        Stage("Notice, and what follows", "The person is told in writing, with what else there is "
              "and how to come back.", "Lead, for both bodies", "with the ending",
              {"Register": "end_date end_notice_date end_notice_joint end_follow_on"},
              "R009 R011 R012 R130", ("code-33-20", "local-camden", "mha-25-46")),
        Stage("Given again", "Where it ended too soon, aftercare goes on as if it had not ended.",
              "Council and board", "looked at after a readmission within "
              "{{ periods.premature_readmission }}",
              {"Register": "record_status status_reason", "Admissions": "admitted legal_status"},
              "R018", ("code-33-24",)),
    ),
}  # fmt: skip
