"""Invented cases to talk over in training, each with what is right and what that rests on."""

from __future__ import annotations

from s117xl.reports.editable.shared_blocks import Point

EXERCISES: tuple[tuple[str, str, Point], ...] = (
    ("P1", "Ama was in hospital for three weeks under section 2 and went home.",
     ("No right to aftercare from this: section 2 is not among the sections. Other help may be "
      "owed.", "mha-117-1")),
    ("P1", "Ben was under section 3 for one day, stayed on as an informal patient for a month, and "
     "went home.",
     ("Entitled. One day is enough, and the stay in between takes nothing away. The duty begins "
      "when he leaves hospital.", "mha-117-1")),
    ("P1", "Cara, under section 3, goes to the shops with a nurse. A month later she goes on leave "
     "to try a flat for four weeks.",
     ("The outing brings no duty into being. The leave to live in the flat does.", "cxf-2018",
      "watson-1999")),
    ("P1", "Dev's papers say section 37. On reading them, the court made a guardianship order.",
     ("No right from that order: it is no hospital order, though the section has the same "
      "number. Correct the entry, and check for other detentions.", "mha-7", "mha-117-1")),
    ("P6", "A new provider bills Ellis for part of a support service that is aftercare.",
     ("Nobody may be charged. Stop the bills, find out since when, pay the money back, and look "
      "for others.", "stennett-2002", "richards-2017")),
    ("S4", "Farah is on a community treatment order and doing well. The team asks to close her "
     "aftercare.",
     ("It cannot end while the order is in force. Doing well may be because of the services.",
      "mha-117-2", "code-33-22")),
    ("S4", "Gio's order ended last week. His record says: settled, now with the GP. One body has "
     "signed.",
     ("Not lawful. The end of an order, leaving specialist care and being settled are no grounds "
      "by themselves, and both bodies decide after a full reassessment.", "mha-117-2",
      "code-33-20", "code-33-21", "code-33-22")),
    ("S1", "Hana lived in area A, was placed in B by A, was detained under section 3 there, and "
     "leaves.",
     ("As the law stands, B's council, where she was ordinarily resident just before the "
      "detention; the first board stays. Look again when the new rule on residence begins.",
      "worcestershire-2023", "icbreg-2022", "mha-25-46")),
    ("S1", "Ivo was in hospital under sections 47 and 49 and is back in prison. Somebody wants to "
     "take him off the register.",
     ("Keep him on the register and plan for release. A remark in one judgment is not settled "
      "law.", "code-33-10", "worcestershire-2023-49")),
    ("S1", "Jun is 16 and was under section 3. In two years' time someone wants to close the case, "
     "as Jun turns 18.",
     ("Entitled at any age, and 18 ends nothing. Name a lead in children's services, and plan the "
      "change early.", "code-33-2", "care-act-58")),
    ("S1", "Kofi has no recourse to public funds. A worker says that nothing can be offered.",
     ("Immigration status does not touch this right. Plan and fund as for anyone.",
      "niaa-2002-sch3", "phb-2019")),
    ("P5", "Lena does not want her support worker any more and does not open letters.",
     ("To say no is not to have no need. Make sure that she knows what she declines, offer it in "
      "another way, go on reviewing, and leave the door open.", "code-33-23")),
    ("S5", "Two councils have argued for five months over where Max was ordinarily resident; his "
     "placement is on hold.",
     ("His care starts at once, with one council in the lead. The question should have gone to the "
      "Secretary of State after four months (how they are counted is to be confirmed).",
      "care-act-40", "si-2014-2829")),
    ("S5", "A panel agrees that Noor needs supported living and declines, as the price is high.",
     ("Cost alone settles nothing. Name the ways that meet the need, choose between them, and give "
      "reasons by need.", "framework-s000", "mha-117-6")),
    ("S6", "A review of Omar by telephone is entered as light-touch. It was his first since he "
     "left hospital.",
     ("A first review is a full one, with both bodies. Hold it, and correct the type.",
      "audit-s003")),
)  # fmt: skip
"""The module that each belongs to, the case, and what is right."""
