"""The aftercare plan: what the person wants, what is done for it, by whom, and what if it fails."""

from __future__ import annotations

from functools import partial

from s117xl.documents.building.kit import Draft, choose, pick_date, write_here
from s117xl.documents.building.shared_blocks import (
    IDENTITY,
    Fact,
    Section,
    all_signatures,
    carer,
    communication,
    held,
    known,
    lead,
    opening,
    questions,
    standing,
    told,
    voice,
    write,
)

TOPICS = (
    "Mental health care that goes on: team, clinic, visits",
    "Psychological help and talking treatment",
    "Physical health",
    "Activity by day, learning and work",
    "A suitable place to live",
    "Risk and safety, of the person and of others",
    "Learning disability, autism, senses, alcohol and drugs",
    "Parenting and caring",
    "Social, cultural and spiritual needs",
    "Counselling and someone to talk to",
    "Benefits, money and advice on rights",
    "Bodies of other areas that are to take part",
    "Probation and voluntary organisations",
    "Restrictions, conditions, public protection (MAPPA)",
    "What to do if the plan fails or a crisis comes",
)

"""What a plan should have thought of, in our words."""

COPIES = (
    "The person",
    "The carer, if the person agrees",
    "The advocate",
    "The GP",
    "The council and the Integrated Care Board",
    "The NHS Trust and each provider",
)


def plan() -> bytes:
    """The plan."""
    draft = Draft("Aftercare plan", "form")
    opening(draft, "This is {{ person.called }}'s own plan, made with them. They keep a copy.")
    sections: dict[str, Section] = {
        "What the person wants": wants,
        "Aftercare": aftercare,
        "Other help": other_help,
        "Accommodation": accommodation,
        "What the plan covers": topics,
        "Treatment and medicines": treatment,
        "Early signs and crisis": crisis,
        "People": people,
        "Choice, and what is agreed": choice,
        "Review": review,
        "Rights": partial(told, kind="plan", also=("complaint",)),
        "Signatures": all_signatures,
    }
    return write(draft, sections, contents=True)


def wants(draft: Draft) -> None:
    """The person's words and outcomes; then whose plan it is."""
    voice(draft)
    draft.para("**Outcomes in the person's own words,** with the strengths to build on:")
    draft.grid(
        ["What I want", "What I can do, and who helps", "How we shall know"],
        [[write_here(f"Outcome {n}"), write_here(f"Outcome {n}: help"),
          write_here(f"Outcome {n}: sign")] for n in (1, 2, 3)],
        [5.8, 5.6, 5.2],
        "Outcomes in the person's own words",
    )  # fmt: skip
    draft.heading("Whose plan it is", 2)
    rows: list[Fact] = [
        *IDENTITY,
        *communication(),
        *standing(),
        *held("Date of this plan", "plan.date", pick_date("Date of this plan")),
        *held("Planning meeting", "plan.meeting", pick_date("Planning meeting")),
    ]
    known(draft, *rows)


def aftercare(draft: Draft) -> None:
    """Each service with its reason, its cost and who pays."""
    draft.para("There is no charge for aftercare. Why each service is aftercare stands beside it.")
    draft.when("aftercare")
    draft.table(
        ["Service and who provides it", "From", "Why it is aftercare", "Cost, and who pays"],
        "service in aftercare",
        [
            ["**{{ service.name }}**",
             "{{ service.provider }}{% if service.direct_payment %}, by direct payment{% endif %}"],
            "{{ service.started }}",
            ["{{ service.why }}",
             "Test A: {{ service.meets_need }}. Test B: {{ service.reduces_risk }}."],
            "{% if service.weekly_cost %}{{ service.weekly_cost }}. {% endif %}"
            "{{ service.funded_by }}.{% if service.top_up %} Top-up: {{ service.top_up }}."
            "{% endif %}",
        ],
        [4.4, 3.0, 5.1, 4.1],
        "Aftercare under section 117",
    )  # fmt: skip
    draft.otherwise()
    draft.para("The register holds no aftercare that is going on.")
    draft.end()
    draft.para(
        "**Agreed and not yet on the register.** Test A: it meets a need that comes from or is "
        "related to the mental disorder. Test B: it reduces the risk of getting worse and so of "
        "going to hospital again."
    )
    draft.grid(
        ["Service and who provides it", "From", "Why: tests A and B", "Cost, and who pays"],
        [[write_here(f"New service {n}"), pick_date(f"New service {n} from"),
          write_here(f"New service {n}: why"), write_here(f"New service {n}: cost and payer")]
         for n in (1, 2)],
        [4.4, 3.0, 5.1, 4.1],
        "Aftercare agreed and not yet on the register",
    )  # fmt: skip
    draft.para(
        "Funding: {{ plan.funding }}. {{ plan.shares }}."
        "{% if plan.share_reason %} Why so: {{ plan.share_reason }}{% endif %}"
    )


def other_help(draft: Draft) -> None:
    """Help that is not aftercare, kept apart."""
    draft.para(
        "This is not aftercare, and rests on other law. The person is told beforehand if any of it "
        "has a charge."
    )
    draft.when("other_services")
    draft.table(
        ["Service", "Who provides it", "From"],
        "service in other_services",
        ["{{ service.name }}", "{{ service.provider }}", "{{ service.started }}"],
        [6.6, 6.4, 3.6],
        "Services that are not aftercare",
    )
    draft.otherwise()
    draft.para("The register holds no other service that is going on.")
    draft.end()
    draft.heading("Other help agreed today", 2)
    draft.grid(
        ["Service", "Who provides it", "From"],
        [[write_here("Other help"), write_here("Who provides it"), pick_date("Other help from")]],
        [6.6, 6.4, 3.6],
        "Other help agreed today",
    )


def accommodation(draft: Draft) -> None:
    """Where the person lives, and why it is part of the aftercare where it is."""
    draft.when("plan.home_is_aftercare")
    draft.para(
        "Accommodation is part of this aftercare. The reason says why this kind of home, and not "
        "only a roof, is needed because of the mental disorder."
    )
    known(
        draft,
        ("Why it is part of it", "{{ plan.home_reason }}", None),
        ("Kind of home", "{{ person.living }}", None),
        ("Homes that were offered", write_here("Homes that were offered"), None),
        ("What the person chose", write_here("What the person chose"), None),
        ("Offer with no extra payment", write_here("Offer with no extra payment"), None),
    )
    draft.otherwise()
    draft.para("The register does not hold accommodation as part of this aftercare.")
    answers = ("Considered, and not needed", "Still to be considered", "To be part of it: see why")
    questions(
        draft,
        ("Kind of home", "{{ person.living }}"),
        "Does the home suit? Can it be kept?",
        ("Accommodation as aftercare", choose("Accommodation as aftercare", answers)),
        "Why?",
    )
    draft.end()


def topics(draft: Draft) -> None:
    """Everything that a plan should have thought of."""
    draft.para("Go through every line. What is not needed is said to be so, and why.")
    options = ("Covered", "To be arranged", "Not needed")
    draft.grid(
        ["Topic", "In the plan?", "What, who and when, or why not"],
        [[topic, choose(topic.partition(":")[0], options), write_here(topic.partition(":")[0])]
         for topic in TOPICS],
        [6.8, 3.2, 6.6],
        "What the plan covers",
        row_headings=True,
    )  # fmt: skip


def treatment(draft: Draft) -> None:
    """Medicines and treatment, and what the person thinks of them."""
    questions(
        draft,
        "Medicines: what, how much, when",
        "Who prescribes, who checks health",
        ("Next injection, blood test or check", pick_date("Next dose or check")),
        "Other treatment, and with whom",
        "What suits the person, and what not",
        "Advance statement: wishes set down",
    )


def crisis(draft: Draft) -> None:
    """Early signs, whom to call, and what if help fails."""
    draft.para("Write numbers, not only names. In danger of life, call 999.")
    any_hour = "Whom to call in a crisis, at any hour"
    questions(
        draft,
        "Early signs that the person knows",
        "Early signs that others see",
        "What the person can do; what helps",
        "What must not be done",
        "Whom to call by day: name, number",
        (any_hour, "{{ organisation.crisis }}", "organisation.crisis"),
        (any_hour, write_here(any_hour), "not organisation.crisis"),
        "A service fails or a carer is ill: what then?",
        "In hospital: who sees to home, children, pets?",
    )


def people(draft: Draft) -> None:
    """The lead, the carers, and who gets the plan."""
    known(draft, *lead(), *carer())
    draft.para("**Who gets a copy.** Nobody gets more of it than they need.")
    for who in COPIES:
        draft.tick(who)


def choice(draft: Draft) -> None:
    """Direct payments, what is agreed, and what the person does not want."""
    questions(
        draft,
        ("Direct payment or budget offered?", "{{ plan.budget_offered }}",
         "plan.budget_offered"),
        "What the person chose about it",
        "What the person agrees with",
        "What the person disagrees with",
        "What the person does not want for now",
        "What the bodies still have to settle",
    )  # fmt: skip
    draft.para(
        "To say no to a service is a choice. It does not show that the need has gone, and the "
        "service can be taken up later."
    )


def review(draft: Draft) -> None:
    """When it is looked at again. A plan has no last day."""
    rows: list[Fact] = [
        *held("Next review by", "next_review.due", pick_date("Next review by")),
        ("Overdue", "{{ next_review.overdue }}", "next_review.overdue"),
        ("What the review is to look at", write_here("What the review is to look at"), None),
        ("How it is to be held", write_here("How it is to be held"), None),
    ]
    known(draft, *rows)
    draft.para(
        "This plan has no last day. It is reviewed, and changed when needs change. An ending takes "
        "a full reassessment and a decision of both bodies, with the person taking part."
    )
