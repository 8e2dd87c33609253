"""The leaflet on rights, in plain words and in Easy Read.

Drawn up after the flyer of the national framework: who is entitled, what it can be, that it is
free, that immigration status does not matter, that it lasts, and the right to a say, to an
advocate and to challenge. The pictures are our own; the SVG beside each says what it shows.
"""

from __future__ import annotations

import re
from pathlib import Path

from s117xl.documents.building.easy_read import WORDS, Row
from s117xl.documents.building.kit import Draft

PICTURES = Path(__file__).with_name("pictures")
_TITLE = re.compile("<title>(.+)</title>")


def picture(name: str) -> tuple[bytes, str]:
    """A picture of ours as PNG, and in words."""
    drawing = PICTURES / f"{name}.svg"
    shown = _TITLE.search(drawing.read_text(encoding="utf-8"))
    if shown is None:
        raise ValueError(f"The picture {name} has no title")
    return drawing.with_suffix(".png").read_bytes(), shown[1]


def beside_picture(row: Row) -> tuple[bytes, str, str, str | None]:
    """A row as the kit wants it: the picture, what it shows, the words, and their condition."""
    name, words, *condition = row
    return (*picture(name), words, condition[0] if condition else None)


def rights_easy_read() -> bytes:
    """The leaflet in Easy Read: one idea at a time, each with its picture."""
    draft = Draft("Your rights to aftercare, in Easy Read", "leaflet", "Your rights to aftercare")
    for heading, rows in WORDS.items():
        draft.heading(heading)
        draft.pictured(map(beside_picture, rows), caption=heading)
    draft.para("This leaflet is not legal advice.")
    return draft.bytes()


def rights() -> bytes:
    """The leaflet in plain words: its headings are the questions that people ask."""
    draft = Draft("Your rights to aftercare", "plain leaflet")
    entitled(draft)
    support(draft)
    lasting(draft)
    your_say(draft)
    challenge(draft)
    to_ask(draft)
    return draft.bytes()


def entitled(draft: Draft) -> None:
    """What it is, who has the right, and that neither money nor passport bears on it."""
    draft.heading("What is aftercare?")
    draft.para(
        "Aftercare is help for your mental health once you have left hospital. It meets needs "
        "that come from your mental health. It helps you to stay well and out of hospital."
    )
    draft.para("{{ say.legal_duty }}")
    draft.heading("Who has this right?")
    draft.para("You have it if you left hospital after you were kept there under one of these:")
    draft.bullets(
        [
            "section 3: you were detained for treatment",
            "section 37: a court sent you to hospital (with or without section 41)",
            "section 45A, 47 or 48: you went to hospital from a court, from prison or from "
            "another place where you were held.",
        ]
    )
    draft.para(
        "One day on that section is enough. You can be of any age. You may have stayed on as a "
        "voluntary patient before you left. It can start, too, when you live outside the hospital "
        "on leave or on a community treatment order. We begin to plan it while you are still in "
        "hospital."
    )
    draft.heading("Do I have to pay?")
    draft.para("{{ say.no_charge }} If someone has asked you to pay for it, tell us.")
    draft.heading("Does my immigration status matter?")
    draft.para("No. {{ say.immigration }}")


def support(draft: Draft) -> None:
    """What the support can be."""
    draft.heading("What can the support be?")
    draft.para("It depends on what you need. Your plan says what you get. It can be:")
    draft.bullets(
        [
            "care from doctors, nurses and social workers, and talking therapy",
            "help at home and with daily life",
            "a home with support, if your mental health calls for one",
            "help to work, to learn, and to do things that matter to you",
            "help to see people, and to live by your culture and your faith",
            "a plan for a crisis: what to do, and who to call.",
        ]
    )
    draft.para("Ask us which of your services are aftercare.")


def lasting(draft: Draft) -> None:
    """That it lasts, and what does not end it."""
    draft.heading("How long does it last?")
    draft.para("{{ say.as_long_as_needed }} It does not end just because:")
    draft.bullets(
        [
            "some time has passed, or you are doing well",
            "your mental health team or your hospital has discharged you",
            "your leave or your community treatment order has ended",
            "you have moved to another area",
            "you are back in hospital as a voluntary patient, or under section 2",
            "you are in prison",
            "you have said no to a service.",
        ]
    )
    draft.para(
        "{{ say.cto }} If you are detained in hospital under a new order, such as a new section 3, "
        "the right begins again when you leave. It may then be another council's duty."
    )


def your_say(draft: Draft) -> None:
    """The right to be heard, to be helped to speak, and to choose."""
    draft.heading("Do I have a say?")
    draft.para(
        "Yes. The plan is about your life. Tell us what matters to you, and ask for a copy of "
        "your plan. We involve you before anything changes or ends. {{ say.review_any_time }}"
    )
    draft.heading("Who can be with me?")
    draft.para(
        "{{ say.advocacy }}{% if organisation.advocacy %} Advocacy here: "
        "{{ organisation.advocacy }}{% endif %}"
    )
    draft.heading("Can I arrange the support myself?")
    draft.para("{{ say.direct_payment }}")
    draft.heading("Can I choose where I live?")
    draft.para("{{ say.choice_of_home }}")
    draft.heading("Can I say no?")
    draft.para("{{ say.decline_and_return }} To say no does not end your right.")


def challenge(draft: Draft) -> None:
    """How to complain, and the way to a court."""
    draft.heading("What if I do not agree?")
    draft.para("Talk to us first, if you can. {{ say.complaint }}")
    draft.bullets(
        [
            ("The council: {{ organisation.complaints_council }}",
             "organisation.complaints_council"),
            ("The NHS: {{ organisation.complaints_board }}", "organisation.complaints_board"),
        ]
    )  # fmt: skip
    draft.para(
        "You can also ask a court whether a decision is lawful (judicial review). The time limit "
        "is strict: act promptly, and at the latest within three months. Get legal advice at once."
    )


def to_ask(draft: Draft) -> None:
    """What is held about the person, whom to ask, and whom to call in a crisis."""
    draft.heading("What about my information?")
    draft.para("{{ say.your_data }}")
    draft.heading("Who can I ask?")
    draft.when("organisation.contact_lines")
    draft.bullet_each("line in organisation.contact_lines", "{{ line }}")
    draft.otherwise()
    draft.para("{{ organisation.phone }}")
    draft.end()
    draft.para(
        "You can ask us for this leaflet in Easy Read, in large print or in another language."
    )
    draft.box(
        "**If you need help now:** {% if organisation.crisis %}{{ organisation.crisis }}"
        "{% else %}Call NHS 111 and choose the mental health option.{% endif %}"
    )
    draft.box("If a life is in danger, call 999.")
    draft.para("Nothing here is legal advice.")
