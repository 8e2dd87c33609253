"""The words of the leaflet on rights in Easy Read: by heading, one idea beside each picture.

Sentences of twelve words at most, in the active voice; a hard word is bold where it is explained.
"""

from __future__ import annotations

# A picture's name, the words beside it, and perhaps the condition on which they stand.
Row = tuple[str, str] | tuple[str, str, str]

WORDS: dict[str, tuple[Row, ...]] = {
    "About this leaflet": (
        ("leaflet", "This leaflet is about your **rights**.\n"
                    "A right is something that the law gives you."),
        ("friend", "You can ask someone to read it with you.\n"
                   "Hard words are in **bold**. We say what they mean."),
    ),
    "What is aftercare?": (
        ("support", "**Aftercare** is help for your mental health.\n"
                    "You get it when you leave hospital.\n"
                    "It helps you to stay well."),
        ("together", "{{ say.easy_legal_duty }}"),
        ("law", "The law is the **Mental Health Act**.\n"
                "This part of it is called **section 117**."),
    ),
    "Who can get it?": (
        ("hospital", "Were you kept in hospital on a **section**?\n"
                     "A section is a part of the law.\n"
                     "It says that you must stay in hospital."),
        ("papers", "You get aftercare after one of these:\n"
                   "section 3, 37, 45A, 47 or 48.\n"
                   "You do not know your section? Ask us."),
        ("review", "One day on that section is enough.\n"
                   "It does not matter how old you are."),
        ("leaving", "Aftercare starts when you leave hospital.\n"
                    "We start to plan it before you leave."),
        ("world", "{{ say.easy_immigration }}"),
    ),
    "What help can you get?": (
        ("plan", "We write a **plan** with you.\n"
                 "Your plan says what help you get."),
        ("team", "You may see a nurse, a doctor or a social worker."),
        ("home", "You may get help at home.\n"
                 "You may get a home with support."),
        ("work", "You may get help to find work.\n"
                 "You may get help to do things you like."),
    ),
    "Do you have to pay?": (
        ("free", "{{ say.easy_no_charge }}\n"
                 "We do not count your savings or your benefits.\n"
                 "Did someone ask you to pay for it? Tell us."),
    ),
    "How long does it last?": (
        ("long", "{{ say.easy_as_long_as_needed }}"),
        ("team", "It does not end just because a team stops seeing you.\n"
                 "It does not end just because you feel better."),
        ("move", "It does not end just because you move home."),
        ("hospital", "It does not end if you choose to go back to hospital."),
        ("prison", "It does not end just because you go to prison.\n"
                   "We plan with you for when you come out."),
    ),
    "You have your say": (
        ("say", "Tell us what you want.\n"
                "We listen to you. We write it down."),
        ("friend", "You can bring someone you trust.\n"
                   "It can be a friend or someone in your family."),
        ("advocate", "You can have an **advocate**.\n"
                     "An advocate helps you to speak up.\n"
                     "An advocate is on your side.\n"
                     "Ask {% if organisation.advocacy %}here: {{ organisation.advocacy }}"
                     "{% else %}us for one.{% endif %}"),
        ("review", "A **review** is when we look at your plan again.\n"
                   "You can ask for a review at any time."),
    ),
    "You can choose": (
        ("choice", "Is a home part of your aftercare?\n"
                   "You can choose one that is right for you.\n"
                   "No one pays more for it unless they sign to say yes."),
        ("money_to_you", "You can ask for money to buy your own help.\n"
                         "This is called a **direct payment**.\n"
                         "From the NHS it is a **personal health budget**."),
        ("come_back", "You can say no to help.\n"
                      "You still have your rights.\n"
                      "You can come back and ask again."),
    ),
    "If you are not happy": (
        ("complain", "You can **complain**.\n"
                     "This means that you tell us what is wrong.\n"
                     "Tell the council{% if organisation.complaints_council %}: "
                     "{{ organisation.complaints_council }}{% else %}.{% endif %}\n"
                     "Or tell the NHS{% if organisation.complaints_board %}: "
                     "{{ organisation.complaints_board }}{% else %}.{% endif %}"),
        ("looked_into", "Are you still not happy? Ask an **ombudsman**.\n"
                        "An ombudsman checks if we were fair to you.\n"
                        "You usually have 12 months to ask."),
        ("together", "There is one for the council.\n"
                     "It is the Local Government and Social Care Ombudsman.\n"
                     "There is one for the NHS.\n"
                     "It is the Parliamentary and Health Service Ombudsman."),
        ("law", "A **court** can check if we broke the law.\n"
                "Be quick. You have 3 months at most.\n"
                "Ask a lawyer to help you straight away."),
    ),
    "Your information": (
        ("private", "{{ say.easy_your_data }}\n"
                    "Is some of it wrong? Ask us to put it right."),
    ),
    "Who can help?": (
        ("phone", "Do you want to ask us something?\n"
                  "Phone: {{ organisation.phone }}\n"
                  "Email: {{ organisation.email }}"),
        ("crisis", "Do you need help now?\n{{ organisation.crisis }}\n"
                   "Is someone in danger? Call 999.",
         "organisation.crisis"),
        ("crisis", "Do you need help now?\n"
                   "Call 111. Then choose mental health.\n"
                   "Is someone in danger? Call 999.",
         "not organisation.crisis"),
    ),
}  # fmt: skip
