"""The assessment: what the person needs once out of hospital, worked out together with them."""

from __future__ import annotations

from functools import partial

from s117xl.documents.building.kit import Draft, choose, pick_date, write_here
from s117xl.documents.building.shared_blocks import (
    IDENTITY,
    YES_NO,
    Fact,
    Section,
    all_signatures,
    bodies,
    carer,
    communication,
    decided_for,
    held,
    known,
    lead,
    legal_basis,
    opening,
    questions,
    told,
    voice,
    write,
    yes_no,
)

DOMAINS: tuple[tuple[str, str], ...] = (
    ("Mental health", "mood, sleep, voices"),
    ("Psychological needs", "trauma, loss, self-worth"),
    ("Physical health", "illness, pain, medicines"),
    ("Daily living", "food, washing, the home"),
    ("Accommodation", "a safe place, support"),
    ("Work, education and activity", "job, course, volunteering"),
    ("Money and benefits", "income, debts, claims"),
    ("Alcohol, drugs and other substances", "use, effects, wishes"),
    ("Parenting or caring", "children, relatives, pets"),
    ("Social, cultural and spiritual life", "friends, faith, customs"),
    ("Senses, learning disability and autism", "sight, hearing, noise"),
    ("Relationships, sex and safety", "abuse, exploitation"),
    ("Other needs", "anything not named above"),
)
"""Every part of life that is looked at, with what it can be."""


def assessment() -> bytes:
    """The form for the assessment."""
    draft = Draft("Aftercare assessment", "form")
    opening(
        draft,
        "Fill in this form together with {{ person.called }}, who is an equal partner in it and "
        "knows their own life best.",
    )
    sections: dict[str, Section] = {
        "The person's voice": in_their_words,
        "Who the person is": who_it_is,
        "Why aftercare is owed": legal_basis,
        "What matters, and strengths": strengths,
        "History and early signs": history,
        "Needs, part by part": needs,
        "Services now": services_now,
        "The carer's view": carers,
        "Risk, and risks worth taking": risk,
        "Capacity": capacity,
        "Advocacy": advocacy,
        "Other duties": other_duties,
        "Who is responsible": responsible,
        "What the person is told": partial(told, kind="assessment"),
        "Signatures": all_signatures,
    }
    return write(draft, sections, contents=True)


def in_their_words(draft: Draft) -> None:
    """The person's view, first of all."""
    voice(draft)
    together = ("Together, all of it", "Together, in part", "Not together: say why")
    questions(
        draft,
        "What would make life good?",
        "What has helped, and what not?",
        "Who should be part of this, who not?",
        ("How was this form filled in?", choose("How this form was filled in", together)),
    )


def who_it_is(draft: Draft) -> None:
    """Identity, and how to communicate."""
    address = "{{ person.address_lines|join(', ') }}"
    rows: list[Fact] = [
        *IDENTITY,
        ("Address", address, "person.address_lines"),
        ("Address", write_here("Address"), "not person.address_lines"),
        ("Kind of home", "{{ person.living }}", None),
        ("GP practice (code)", "{{ person.gp_practice }}", None),
        ("Gender and ethnicity", "{{ person.gender }}; {{ person.ethnicity }}", None),
        *held("Religion or belief", "person.religion"),
        *held("Disability", "person.disability"),
        *communication(),
    ]
    known(draft, *rows)


def strengths(draft: Draft) -> None:
    """What matters; strengths beside needs, never in their place."""
    draft.box(
        "A strength stands beside a need and never in its place. What a person can do, or what "
        "family and friends give, does not take a need away. Record every need that is not met, "
        "also where no service is at hand to meet it."
    )
    questions(
        draft,
        "What matters most to the person?",
        "People, places, faith that give strength",
        "Good at, and proud of",
        "Hopes: home, work, love, health",
        "A good day, and a bad day",
    )


def history(draft: Draft) -> None:
    """What went before, and how a relapse begins."""
    questions(
        draft,
        "What has happened so far",
        "The mental disorder, as the person sees it",
        "Diagnoses, and who made them",
        "What led to the last stay in hospital",
        "Early signs that the person knows",
        "Early signs that others see",
        "What helps then, and whom to call",
    )


def needs(draft: Draft) -> None:
    """Each part of life: need, strength, both tests, and what would meet it."""
    draft.para(
        "Go through each part with the person. A service is aftercare where the answer to both "
        "tests is Yes. What it costs and what the person owns play no part in the answers. Where "
        "an answer is No, the need stays on record: section 12 says who else may meet it."
    )
    draft.bullets(
        [
            "**Test A:** the need comes from the person's mental disorder or is related to it. It "
            "may be another disorder than the one that led to the detention.",
            "**Test B:** the service makes it less likely that the mental condition gets worse, "
            "and so that the person has to go to hospital for it again.",
        ]
    )
    for name, such_as in DOMAINS:
        domain(draft, name, such_as)


def domain(draft: Draft, name: str, such_as: str) -> None:
    """One part of life."""
    draft.heading(name, 2)
    met = ("Met", "Met in part", "Not met", "No need here")
    draft.grid(
        ["About", f"Such as {such_as}", "To decide", "Answer"],
        [
            [
                "Need",
                write_here(f"{name}: need", 2),
                "Met now?",
                choose("Met now", met),
            ],
            ["Strength", write_here(f"{name}: strength"), "Test A", choose("Test A", YES_NO)],
            ["Service", write_here(f"{name}: service"), "Test B", choose("Test B", YES_NO)],
        ],
        [2.5, 7.8, 3.0, 3.3],
        f"{name}: need, strength, service and the two tests",
        row_headings=True,
    )


def services_now(draft: Draft) -> None:
    """What there is already."""
    draft.when("services")
    draft.table(
        ["Service", "Who provides it", "From", "Aftercare?", "Tests"],
        "service in services",
        [
            "{{ service.name }}",
            "{{ service.provider }}",
            "{{ service.started }}",
            "{{ service.aftercare }}",
            "{% if service.is_aftercare %}A: {{ service.meets_need }}\n"
            "B: {{ service.reduces_risk }}{% else %}Not asked{% endif %}",
        ],
        [4.2, 3.8, 3.0, 2.9, 2.7],
        "Services that the register holds",
    )
    draft.otherwise()
    draft.para("The register holds no service that is going on.")
    draft.end()
    draft.heading("What the person says about them", 2)
    questions(
        draft,
        "What works well?",
        "What does not, or is missing?",
    )


def carers(draft: Draft) -> None:
    """The carer's view, and an assessment of their own."""
    known(draft, *carer())
    draft.para(
        "A carer may have an assessment of their own under the Care Act. What carers give is their "
        "choice. It is no reason to leave a need without a service."
    )
    own = ("Wanted", "Not wanted now", "Already done", "To be offered")
    questions(
        draft,
        "What the carer sees, hopes, fears",
        "What the carer can and will do",
        ("The carer's own assessment", choose("The carer's own assessment", own)),
        "Child or young person who gives care",
    )


def risk(draft: Draft) -> None:
    """What could go wrong, and what is worth trying."""
    questions(
        draft,
        "What the person feels unsafe about",
        "Risks to the person",
        "Risks to other people",
        "Risks worth taking for a fuller life",
        "How we support that, as agreed",
        yes_no("Is safeguarding a concern?"),
    )


def capacity(draft: Draft) -> None:
    """Whether the person can decide on aftercare, and who helps where not."""
    answers = ("Has capacity for this decision", "Lacks capacity for this decision",
               "Not in doubt", "To be assessed")  # fmt: skip
    questions(
        draft,
        ("Last recorded", "{{ person.capacity }}", "person.capacity"),
        ("Capacity to decide on aftercare", choose("Capacity to decide on aftercare", answers)),
        "Help that was given to decide",
        "Who assessed capacity, and when?",
        "If lacking: wishes, and who was asked",
        "Attorney, deputy, advance statement",
    )


def advocacy(draft: Draft) -> None:
    """Who speaks with or for the person."""
    rows: list[Fact] = [
        *held("Advocacy offered on", "person.advocacy_offered", pick_date("Advocacy offered on")),
        ("Last recorded", "{{ person.advocacy_type }}", "person.advocacy_type"),
        ("Advocacy here", "{{ organisation.advocacy }}", "organisation.advocacy"),
        (
            "Advocate today",
            choose("Advocate today", ("Independent Mental Health Advocate", "Care Act advocate",
                                      "Independent Mental Capacity Advocate",
                                      "None: the person said no", "To be arranged")),
            None,
        ),
        ("Name, and what they say", write_here("Advocate's name and view", 2), None),
    ]  # fmt: skip
    known(draft, *rows)


def other_duties(draft: Draft) -> None:
    """What the law gives besides aftercare."""
    draft.para(
        "The Care Act's criteria do not decide what is aftercare. Needs that are not aftercare are "
        "looked at under these duties. NHS continuing healthcare may be considered for other "
        "needs. It is no reason to end aftercare."
    )
    questions(
        draft,
        ("NHS continuing healthcare", "{{ plan.healthcare }}"),
        yes_no("Care Act assessment called for?"),
        "Health needs for the GP or others",
        "Housing and benefits: who helps?",
        (
            "No recourse to public funds: who advises?",
            write_here("Who gives advice on public funds"),
            "person.no_public_funds",
        ),
    )
    draft.when("person.under_18")
    draft.heading("Under 18", 2)
    draft.para("The right to aftercare does not stop on the 18th birthday.")
    rows: list[Fact] = [
        *held("Children's lead", "person.cyp_lead"),
        *held("Education, health and care plan", "person.ehcp"),
        *held("Looked after by a council", "person.looked_after"),
        *held("Plan for becoming 18, made on", "person.transition_plan",
              pick_date("Plan for becoming 18, made on")),
        ("Who holds parental responsibility?", write_here("Parental responsibility"), None),
    ]  # fmt: skip
    known(draft, *rows)
    draft.end()


def responsible(draft: Draft) -> None:
    """Which bodies owe it. A doubt must not hold up care."""
    known(draft, *bodies(), *decided_for(), *lead())
    draft.para("A doubt about who is responsible does not hold up care.")
    questions(
        draft,
        "Who took part for the council?",
        "Who took part for the NHS?",
        ("Assessed on", pick_date("Assessed on")),
        "Doubt about who is responsible",
    )
