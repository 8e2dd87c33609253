"""The measures of inclusive practice, by subject, each with what shows it in the register."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure. `evidence` are keys of fields by table, `rules` are codes, each by spaces."""

    what: str
    evidence: Mapping[str, str]
    rules: str
    figures: str
    authorities: tuple[str, ...]


MEASURES: dict[str, tuple[Measure, ...]] = {
    "Communication": (
        Measure("Each person's way of getting information is asked for, written down, passed on "
                "and used.", {"Register": "communication_need"}, "R101", "K28", ("ais-dcb1605",)),
        Measure("The leaflet on rights is given in a form that the person can use.",
                {"Register": "rights_leaflet_date rights_leaflet_format"}, "R104", "",
                ("leaflet-s001", "ais-dcb1605")),
    ),
    "Language and interpreters": (
        Measure("The main language is known, and an interpreter is there when decisions are made: "
                "a trained one, and not a relative.", {"Register": "language interpreter_needed"},
                "", "", ("audit-s003", "framework-s000")),
    ),
    "Advocacy and the person's voice": (
        Measure("Advocacy is offered to everyone, the kind is recorded, and people who decline are "
                "asked again.", {"Register": "advocacy_offered advocacy_type"}, "R100", "K27",
                ("mha-130a", "care-act-67")),
        Measure("The person's own words stand in the record, and the person is at the review.",
                {"Register": "person_voice", "Reviews": "person_present advocate_present"},
                "R064", "K29", ("audit-s003", "code-33-19")),
    ),
    "Ethnicity and fair results": (
        Measure("Ethnicity is asked for and not guessed. Who is not asked is as telling as who is.",
                {"Register": "ethnic_category"}, "R102", "K31", ("dd-ethnic", "audit-s003")),
        Measure("Late reviews, endings and readmissions are looked at by group, each quarter.",
                {"Register": "ethnic_category gender dob", "Reviews": "due held"}, "R041 R043",
                "K05, K06, K18, K31", ("audit-s003", "framework-s000")),
    ),
    "Culture, faith and identity": (
        Measure("What matters to the person in culture, faith, food, family and who they are is in "
                "the plan, also as aftercare where it meets both tests.",
                {"Register": "religion_belief preferred_name person_voice"}, "", "",
                ("code-33-4", "mha-117-6", "pathway-s004")),
    ),
    "No recourse to public funds": (
        Measure("It bars nobody from aftercare, and how it was handled is written down.",
                {"Register": "nrpf nrpf_note record_status"}, "R092 R093", "",
                ("niaa-2002-sch3", "phb-2019")),
    ),
    "Children and young people": (
        Measure("A lead in children's services is named, and it is known whether there is an "
                "education, health and care plan and whether the child is looked after.",
                {"Register": "cyp_lead ehcp looked_after"}, "R094", "", ("code-33-2",)),
        Measure("Nobody is shut out for being young, and becoming 18 is planned from "
                "{{ periods.transition_age }}.", {"Register": "transition_plan_date"},
                "R095 R096 R097", "K32", ("code-33-2", "care-act-58")),
    ),
    "Disability and reasonable adjustments": (
        Measure("Learning disability, autism, sensory and physical needs are known, and the "
                "adjustments are made.", {"Register": "disability reasonable_adjustments"},
                "", "K31", ("ais-dcb1605", "lgo-22-009-742")),
        Measure("It is written down for which decision capacity was looked at, and what help to "
                "decide was given.", {"Register": "capacity"}, "", "", ("register-practice",)),
    ),
    "Carers": (
        Measure("The carer is known, the person has said whether they may be told, and an "
                "assessment of their own is offered.",
                {"Register": "carer_name carer_consent carer_assessment_offered",
                 "Reviews": "carer_present"}, "R103", "K30", ("care-act-10", "code-33-19")),
    ),
    "People who are seldom seen": (
        Measure("People in prison, people with no team, and people who said no for now stay on the "
                "list and are reviewed.",
                {"Register": "prison_start open_case declined_date declined_informed"},
                "R019 R098 R106", "K33", ("code-33-10", "code-33-23", "local-camden")),
    ),
}  # fmt: skip
