"""What is often said of aftercare and is wrong, with what is right and what that rests on."""

from __future__ import annotations

Myth = tuple[str, str, tuple[str, ...]]

MYTHS: tuple[Myth, ...] = (
    ("It lasts six weeks, or a year.", "There is no clock. It lasts until both bodies are "
     "satisfied that it is no longer needed.", ("mha-117-2", "code-33-21")),
    ("It stops with the order, or with discharge to the GP.", "It cannot end during a community "
     "treatment order. Neither the order's end nor leaving specialist care is a ground by itself.",
     ("mha-117-2", "code-33-21")),
    ("She is well, so she does not need it.", "The services may be why she is well.",
     ("code-33-22",)),
    ("He does not turn up, so we close it.", "To decline is not to have no need. Inform, offer "
     "again, review, and leave the door open.", ("code-33-23",)),
    ("One of us can sign it off.", "Both bodies decide. One signature ends nothing.",
     ("mha-117-2", "code-33-20")),
    ("He moved, so it is their case now.", "Moving does not move the duty.",
     ("mha-117-3", "icbreg-2022")),
    ("Back in hospital, so it is gone.", "An informal or section 2 stay ends nothing. A new "
     "qualifying detention ends the council's earlier duty, and a new one arises on leaving.",
     ("worcestershire-2023", "code-33-21")),
    ("He is in prison, so we take him off.", "He stays on the register, and release is planned. "
     "The aside in one judgment is not settled law.", ("code-33-10", "worcestershire-2023-49")),
    ("She has savings. Or: no public funds.", "Neither means nor immigration status count, and "
     "there is no power to charge.", ("stennett-2002", "tinsley-2017", "niaa-2002-sch3")),
    ("He is a child; it is for adults.", "It is owed at any age, and 18 ends nothing.",
     ("mha-117-1", "code-33-2")),
    ("A flat counts for everyone. Or: for no one.", "Neither holds in each case. It turns on "
     "why the person needs this kind of place, and what the place is.",
     ("afework-2013", "mwanza-2010")),
    ("She must first meet the Care Act criteria.", "The two tests of section 117 decide, and no "
     "others.", ("mha-117-6", "pathway-s004")),
    ("Continuing healthcare took over.", "It can stand beside aftercare for other needs, and does "
     "not end it.", ("chc-framework-2022",)),
    ("We wait until the funders agree.", "Support starts and goes on. Who pays is settled "
     "afterwards.", ("mha-117-2", "who-pays-2024", "care-act-40")),
    ("The new Act has changed endings.", "Enacted is not in force: see the table above.",
     ("mha-25-46",)),
)  # fmt: skip
"""What is said, what is right, and its authorities."""
