"""What a joint policy settles: each point with the authorities that it rests on."""

from __future__ import annotations

from s117xl.reports.editable.shared_blocks import Point

POINTS: dict[str, tuple[Point, ...]] = {
    "The duty": (
        ("which bodies share the duty, and what each provides or arranges with the Trust and "
         "voluntary organisations.", "mha-117-2", "mha-117-2d"),
        ("that the duty is owed to the person, and support goes on while bodies differ.",
         "fox-1993", "mha-117-2"),
    ),
    "Who is entitled": (
        ("which detentions give the right, and which do not: sections 2, 4, 5, 135 and 136, and "
         "guardianship.", "mha-117-1", "mha-7"),
        ("when the duty begins: on leaving hospital, also after an informal stay, on leave to live "
         "outside, or on a community treatment order.", "mha-117-1", "watson-1999", "cxf-2018",
         "code-33-2"),
        ("that age, means, immigration status and no recourse to public funds take nothing away.",
         "code-33-2", "stennett-2002", "niaa-2002-sch3", "phb-2019"),
        ("who decides in doubt, who enters the person on the register, and how soon "
         "({{ periods.registered_within }} here).", "code-33-7", "register-practice"),
    ),
    "Which council and which board": (
        ("that the council is that of ordinary residence just before the detention, and a move "
         "afterwards does not change it.", "mha-117-3", "worcestershire-2023", "cass-19"),
        ("that the board follows rules of its own, so that the two may lie in different areas.",
         "icbreg-2022", "who-pays-2024"),
        ("when a lawyer is asked: detention before April 2015, recall or revocation, prison.",
         "mha-117-3", "worcestershire-2023-44", "worcestershire-2023-49"),
    ),
    "What counts as aftercare": (
        ("that each service meets both tests, A (a need from or related to the mental disorder) "
         "and B (less risk of getting worse and of going back to hospital), with the reason in "
         "writing.", "mha-117-6"),
        ("that aftercare is read broadly, and is not measured by the Care Act's criteria.",
         "code-33-4", "pathway-s004"),
        ("which services are aftercare and which are not, with examples.", "hsc-2000-003",
         "audit-s003"),
        ("when accommodation is part of it, and who writes down why.", "mwanza-2010",
         "afework-2013"),
        ("how continuing healthcare is considered, and that it does not end aftercare.",
         "chc-framework-2022"),
        ("what is done about prescriptions and transport: both are to be confirmed by your "
         "lawyer.", "mha-117-6", "leaflet-s001"),
    ),
    "Money": (
        ("that nobody is charged for aftercare, whatever they own, earn or were awarded.",
         "mha-117-2", "stennett-2002", "tinsley-2017"),
        ("how wrongful charges are found and paid back (within {{ periods.refund_within }} here).",
         "richards-2017", "lgo-18-010-781", "register-practice"),
        ("how the bodies share costs, and by when both agree ({{ periods.funding_agreed }} from "
         "the start of a service here).", "disch-2024", "audit-s003"),
        ("what the panel decides, by need and never on cost alone.", "framework-s000",
         "mha-117-6"),
        ("how disputes are settled, and who pays meanwhile.", "audit-s003", "care-act-40",
         "si-2014-2829", "who-pays-2024"),
        ("choice of accommodation, and the only conditions on which a top-up is lawful.",
         "mha-117a", "si-2014-2670", "cass-annex-a"),
        ("how a direct payment or personal health budget is offered.", "mha-117-2c", "phb-2019"),
    ),
    "Planning": (
        ("who tells adult social care of a detention, and by when ({{ periods.asc_notified }} "
         "here).", "audit-s003", "register-practice"),
        ("that planning begins at admission (within {{ periods.planning_start }} here), and what "
         "stands ready before the person leaves.", "code-33-10", "code-33-11", "disch-2024"),
        ("what a plan covers, with crisis and contingency, and who gets it.", "code-33-13",
         "lgo-21-008-501"),
        ("who is the named lead, and what happens when that person leaves.", "code-33-19"),
        ("how the person, the carer and an advocate take part.", "code-33-19", "mha-130a",
         "care-act-67", "care-act-10"),
    ),
    "Reviews": (
        ("the first review within {{ periods.first_review }}, then at least every "
         "{{ periods.review_cycle }}, by both bodies. This is a local standard and no statute.",
         "audit-s003"),
        ("when a light-touch review will do and when not, that a person may ask for a full one at "
         "any time, and that people with no team stay on the list.", "audit-s003",
         "local-camden"),
    ),
    "Ending": (
        ("that both bodies decide, within {{ periods.decisions_apart }} of each other here, and "
         "never while a community treatment order is in force.", "mha-117-2",
         "register-practice"),
        ("that a full reassessment comes first, what follows is in place, and the person takes "
         "part.", "code-33-20"),
        ("which reasons are no ground when they stand alone.", "code-33-21", "code-33-22",
         "code-33-23"),
        ("who authorises it ({{ authorisers }}), and how the person is told in writing.",
         "audit-s003", "local-camden"),
        ("how aftercare is given again where it ended too soon.", "code-33-24"),
        ("what will change when the new rule on endings begins, and who watches for it.",
         "mha-25-46"),
    ),
    "People who are easily overlooked": (
        ("people in prison: they stay on the register, and release is planned.", "code-33-10",
         "worcestershire-2023-49", "care-act-76"),
        ("children and young people, and becoming 18.", "code-33-2", "care-act-58"),
        ("communication, interpreters, reasonable adjustments.", "ais-dcb1605",
         "framework-s000"),
        ("people who say no for now: informed, not written off, welcome back.", "code-33-23"),
    ),
    "Register and assurance": (
        ("one register: its owner, who may see and change it, and a look at each record every "
         "{{ periods.register_update }}.", "code-33-7", "audit-s003", "lgo-20-006-910"),
        ("what is shared between the bodies, on which basis, and how people are told.", "uk-gdpr",
         "hsca-251a"),
        ("the yearly audit, the training of staff, and who hears the results.", "audit-s003",
         "framework-s000"),
        ("how people learn of their rights and complain.", "leaflet-s001", "lga-1974"),
    ),
}  # fmt: skip
