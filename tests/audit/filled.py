"""An audit that people have filled in, with every figure worked out by hand beside it."""

from __future__ import annotations

from datetime import date

from s117xl.audit.book import Filled

YES = {"Answer": "Yes", "Evidence": "Minute 12 of 3 March 2026"}
LONG = "Three letters went out late, and nobody had told the ward why it matters."


def _yes(*refs: str) -> dict[str, dict[str, str]]:
    return {ref: dict(YES) for ref in refs}


def _refs(prefix: str, count: int) -> list[str]:
    return [f"{prefix}.{number}" for number in range(1, count + 1)]


def _answers() -> dict[str, str | dict[str, str]]:
    """See SCORES for what comes of them."""
    answers: dict[str, str | dict[str, str]] = {}
    answers |= _yes(*_refs("D1", 5))
    answers |= _yes("D2.1", "D2.2") | {"D2.3": "Partial"}
    answers |= {"D3.3": {"Register proposes": "Yes", "Comment": "Read with the team."}}
    answers |= _yes("D4.1", "D4.2", "D4.4") | {
        "D4.3": {"Answer": "No", "Register proposes": "No", "Register says": "2 of 40 charged"},
        "D4.5": {"Answer": "N/A", "Why not applicable": "Nobody has such needs."},
    }
    answers |= _yes("D5.1", "D5.3", "D5.4", "D5.5") | {"D5.2": "Partial"}
    answers["D5.1"] = {**YES, "Register proposes": "Partial", "Register says": "31 of 40 in time"}
    answers |= _yes(*_refs("D6", 4))
    answers |= _yes("D7.1", "D7.4", "D7.5") | {"D7.2": "Yes", "D7.3": "N/A"}
    for group, count in (("D8.1", 5), ("D8.2", 6), ("D8.3", 5), ("D8.4", 5), ("D8.5", 5)):
        answers |= _yes(*_refs(group, count))
    answers |= {"D8.6.1": "No", "D8.6.2": "No", "D8.6.3": "Partial", "D8.6.4": "Partial"}
    answers |= {"D8.4.5": "Partial", "D9.1": "Rates by quarter, report of May 2026"}
    return answers


def _case(number: int, marks: str, **more: str) -> dict[str, str]:
    """A case with an answer for each letter: y, p, n, - for N/A, a blank for none."""
    words = {"y": "Yes", "p": "Partial", "n": "No", "-": "N/A", " ": ""}
    row = {"Case": str(number), "Record": f"V-{number:03d}", "Stratum": "live, section 3"}
    return row | {f"D3.{n}": words[mark] for n, mark in enumerate(marks, 1)} | more


CASES = [
    _case(1, "yyyyyy"),
    _case(2, "yypyy-"),
    _case(3, "yynyyp"),
    _case(4, "yy yyn"),
    _case(5, "nnnnnn", **{"Not auditable because": "The papers could not be found."}),
    _case(6, "ny y  "),
]
FILLED = Filled(
    scope={
        "period": "2025/26", "as_at": date(2026, 3, 31), "completed": date(2025, 11, 30),
        "la_name": "Northshire Council", "lead_name": "A. Lead", "lead_role": "Head of quality",
        "partner_la": "yes", "partner_icb": "yes", "partner_trust": "no",
    },
    answers=_answers(),
    cases=CASES,
    ratings={
        1: "Green",
        2: {"Rating": "Green"},
        3: {"Rating": "Amber", "Narrative": LONG},
        4: {"Rating": "Red", "Narrative": "Too short"},
        5: {"Rating": "Green", "Why better than suggested": "The late ones were in hospital.",
            "Second name": "B. Second"},
        6: {"Rating": "Amber", "Narrative": LONG},
        9: {"Rating": "Amber", "Narrative": LONG},
    },
    summary={"Areas of strength": "Reviews are held, and people say that they help."},
    actions=[
        {"Action id": "A-001", "Domain": "D4", "Action": "Pay the two charges back",
         "Owner": "Head of finance", "Due": date(2026, 1, 31), "RAG": "Red", "State": "Open"},
        {"Domain": "D3", "Action": "Train two teams", "State": "Done", "Owner": "Head of practice",
         "Due": date(2026, 2, 28), "RAG": "Green"},
    ],
    escalation={
        "D4": {"Escalated on": date(2025, 12, 9), "Board minute": "12/25",
               "Re-audited on": date(2026, 3, 1)},
        "D6": {"Escalated on": date(2025, 12, 9)},
        "D9": {"Not escalated because": "The board agreed on 9 December."},
    },
)  # fmt: skip

SCORES = {
    "D1": (1.0, "Green"),
    # (1 + 1 + 0.5) / 3 = 0.8333
    "D2": (0.833333333, "Amber"),
    # Indicators over the cases 1, 2, 3, 4 and 6: 4/5; 5/5; (1 + 0.5 + 0)/3; 5/5; 4/4; (1+0.5+0)/3
    "D3": (0.8, "Amber"),
    # (1 + 1 + 0 + 1) / 4 = 0.75, but nobody may be charged: D4.3 is critical
    "D4": (0.75, "Red"),
    # 4.5 / 5 = 0.9, but D5.2 is critical and in part
    "D5": (0.9, "Amber"),
    "D6": (1.0, "Green"),
    "D7": (1.0, "Green"),
    # (25 + 0.5 + 1) / 30, and part 8.6 has 1 / 4
    "D8": (0.883333333, "Red"),
    "D9": ("", ""),
}
"""The score and the suggestion of each domain of FILLED, by hand."""

GROUPS = {
    "D8.1": (1.0, "Green"), "D8.2": (1.0, "Green"), "D8.3": (1.0, "Green"), "D8.4": (0.9, "Green"),
    "D8.5": (1.0, "Green"), "D8.6": (0.25, "Red"),
}  # fmt: skip
INDICATORS = {
    "D3.1": (5, 4, 0, 1, 0, 0.8, "Partial"),
    "D3.2": (5, 5, 0, 0, 0, 1.0, "Yes"),
    "D3.3": (3, 1, 1, 1, 0, 0.5, "No"),
    "D3.4": (5, 5, 0, 0, 0, 1.0, "Yes"),
    "D3.5": (4, 4, 0, 0, 0, 1.0, "Yes"),
    "D3.6": (3, 1, 1, 1, 1, 0.5, "No"),
}
"""Cases, Yes, Partial, No, N/A, Score, Counts as."""
