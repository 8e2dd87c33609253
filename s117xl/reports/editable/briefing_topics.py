"""The topics of the briefing: what to know, and what it rests on."""

from __future__ import annotations

Topic = tuple[tuple[str, ...], tuple[str, ...]]
"""Its points, and the ids of its authorities."""

TOPICS: dict[str, Topic] = {
    "Who is entitled": (
        ("Anyone who was detained under section 3, admitted under a hospital order (section 37), "
         "or moved to hospital under section 45A, 47 or 48, and who then ceases to be detained and "
         "leaves hospital.",
         "One day is enough, at any age. An informal stay before leaving takes nothing away.",
         "Sections 2, 4, 5, 135 and 136 and guardianship give no right of themselves, and take "
         "none away that a person already has. Means and immigration status do not count."),
        ("mha-117-1", "mha-7", "code-33-2", "niaa-2002-sch3")),
    "What counts: the two tests": (
        ("Test A: the service meets a need that comes from, or relates to, the person's mental "
         "disorder. It need not be the disorder that led to the detention.",
         "Test B: it lowers the risk of the mental condition getting worse, and so of a return to "
         "hospital for it.",
         "Both must be met, for each service, with the reason in writing. Read them broadly: "
         "health, social care, work, a suitable home, social, cultural and spiritual needs."),
        ("mha-117-6", "code-33-4")),
    "Free of charge": (
        ("Nobody is charged for aftercare. What a person owns, earns or was awarded is not "
         "counted.",
         "Charged by mistake? Stop it, pay it back within {{ periods.refund_within }} here, and "
         "look for others.",
         "Where accommodation is aftercare, do not send the person to claim housing benefit for "
         "it."),
        ("stennett-2002", "tinsley-2017", "richards-2017", "lgo-18-010-781", "lgo-20-006-910")),
    "Who is responsible": (
        ("The council: that of the area where the person was ordinarily resident just before the "
         "detention. If there was none: where the person was resident, or else was sent on "
         "leaving.",
         "The board: by rules of its own. It is first found by the GP at the time of the "
         "detention, and stays until aftercare ends, also after a new detention. So the two may "
         "lie in different areas. Moving house or changing GP moves neither.",
         "A new qualifying detention ends the council's earlier duty. Residence is then looked at "
         "afresh, and being placed in an area can count.",
         "Bodies that differ: care goes on. Two councils go to the Secretary of State within "
         "{{ periods.or_dispute_referral }}.",
         "Ask a lawyer: detention before April 2015, recall, and revocation of a community "
         "treatment order."),
        ("mha-117-3", "worcestershire-2023", "worcestershire-2023-44", "icbreg-2022",
         "who-pays-2024", "care-act-40", "si-2014-2829")),
    "Planning": (
        ("Planning begins at admission: here within {{ periods.planning_start }}, with social care "
         "told within {{ periods.asc_notified }}.",
         "Before discharge, long leave or a community treatment order the needs are assessed, "
         "talked over and in the plan. The conditions of a tribunal are met with reasonable "
         "endeavours.",
         "The plan is made with the person, the carer (who is offered an assessment) and an "
         "advocate. It says who leads, which "
         "services are aftercare, early signs, and what to do in a crisis.",
         "The person may ask for a direct payment or personal health budget. Follow-up comes "
         "within 72 hours of leaving."),
        ("code-33-10", "code-33-11", "code-33-13", "code-33-19", "k-2001", "mha-117-2c",
         "phb-2019", "care-act-10", "nhs-72-hours")),
    "Reviews": (
        ("The first within {{ periods.first_review }} of leaving hospital, then at least every "
         "{{ periods.review_cycle }}. This is local policy and no statute.",
         "Both bodies take part. Each service meets both tests again, or the review says what "
         "changes.",
         "Light-touch only where nothing has changed: never the first, nor with an order in force, "
         "a crisis, a dispute, a child, or when the person asks for a full one.",
         "A review is no deadline for the right. It stays open for people with no team."),
        ("audit-s003", "local-camden", "code-33-7")),
    "Ending": (
        ("Only when both bodies are satisfied that the person no longer needs it. They decide "
         "together, within {{ periods.decisions_apart }} of each other here.",
         "First a full reassessment (within {{ periods.reassessment_within }} before, here), with "
         "the person, and what follows is in place. It is authorised by: {{ authorisers }}.",
         "No ground by itself: settled; left specialist care; time passed; an order ended; "
         "informal or section 2 admission; deprived of liberty; moved; turned 18; other funding.",
         "Tell the person in writing: what, why, who decided, what else, how to challenge, how to "
         "come back. Where it ended too soon, it is given again.",
         "A person may decline. That is not the end of need: say so, and keep the door open."),
        ("mha-117-2", "mha-117-3", "code-33-2", "code-33-20", "code-33-21", "code-33-22",
         "code-33-23", "code-33-24", "chc-framework-2022")),
    "Community treatment orders and conditional discharge": (
        ("While a community treatment order is in force aftercare cannot end.",
         "A conditional discharge has no such bar in the Act. To end while conditions are in force "
         "is very hard to justify: take legal advice.",
         "The conditions of a community treatment order cannot deprive of liberty. Those of a "
         "conditional discharge can since 18 February 2026, where others need protection from "
         "serious harm."),
        ("mha-117-2", "mha-42-73", "pj-2018", "mm-2018", "mha-25-35")),
    "Leave": (
        ("Leave to live outside hospital, such as a trial in a flat, brings the duty into being, "
         "though the person may still be recalled.",
         "Escorted outings by day, from a hospital where the person lives, do not. So plan and "
         "fund before the leave begins."),
        ("watson-1999", "cxf-2018", "code-33-2")),
    "Prison": (
        ("Going to prison closes nothing on the register. Plan for release: here at least "
         "{{ periods.prison_planning }} ahead.",
         "The council where the prison stands has the Care Act duties inside. The section 117 "
         "bodies stay the same.",
         "A remark by the Supreme Court in passing points another way. It was not argued in full: "
         "do not act on it without advice."),
        ("code-33-10", "care-act-76", "worcestershire-2023-49")),
    "Children and young people": (
        ("There is no lower age. The duty stands beside those to children in need, looked-after "
         "children and education, health and care plans.",
         "A lead in children's services is named. From {{ periods.transition_age }} (a planning "
         "convention) there is a plan for becoming 18, and 18 ends nothing."),
        ("code-33-2", "care-act-58")),
    "No recourse to public funds": (
        ("It does not touch aftercare: section 117 is not among the kinds of help that "
         "immigration status can bar. Plan and fund as for anyone.",),
        ("niaa-2002-sch3", "phb-2019")),
    "The Care Act and continuing healthcare": (
        ("Aftercare needs are not judged by the Care Act's eligibility rules. Other needs still "
         "are, and one plan can hold both, kept apart.",
         "Needs that section 117 meets are not continuing healthcare. That can stand beside it for "
         "other needs, such as physical ones, and does not end it."),
        ("pathway-s004", "chc-framework-2022")),
    "Accommodation: when it is more than a roof": (
        ("An ordinary home is not aftercare. Accommodation is, where the need for it flows from "
         "the disorder and the place is more than ordinary: supported, specialist, with care.",
         "It is neither so in each case nor ruled out: write down why this kind of place.",
         "The person may choose a place of the same kind. A top-up is lawful only with a real "
         "choice without one, a willing payer, and a written agreement; it never makes up for a "
         "sum that is too low."),
        ("mwanza-2010", "afework-2013", "mha-117a", "si-2014-2670", "cass-annex-a")),
    "Prescriptions and transport": (
        ("Prescriptions: whether the rules on NHS prescription charges free a person, beyond those "
         "on medicine under a community treatment order, is to be confirmed by your lawyer.",
         "Transport: it can be aftercare where both tests are met; else the NHS scheme for travel "
         "costs may help. To be confirmed by your lawyer."),
        ("mha-117-6", "leaflet-s001")),
}  # fmt: skip
