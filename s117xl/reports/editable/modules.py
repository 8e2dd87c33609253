"""The modules of the training programme: level, outcomes, and the competencies they build."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Module:
    """One module. `statements` are those of the competency framework that it builds."""

    ref: str
    level: str
    title: str
    hours: str
    outcomes: str
    statements: tuple[str, ...]


def _module(ref: str, level: str, title: str, hours: str, outcomes: str, covers: str) -> Module:
    return Module(ref, level, title, hours, outcomes, tuple(covers.split()))


P, S, L = "Practitioner", "Senior", "Leader"

MODULES: tuple[Module, ...] = (
    _module("P1", P, "The right to aftercare", "2",
            "Tell from a person's papers whether aftercare is owed and since when; explain it to "
            "the person and the carer in plain words.", "C1.P1 C6.P2"),
    _module("P2", P, "The two tests", "2",
            "Put every need through tests A and B, keep Care Act and continuing healthcare apart, "
            "and write the reason down.", "C1.P2 C1.P3 C5.P1"),
    _module("P3", P, "Planning with the person", "3",
            "Make an assessment and a plan with the person, carer and advocate, in the person's "
            "own words, with strengths that never stand in for a need.",
            "C2.P1 C2.P2 C2.P3"),
    _module("P4", P, "From admission to home", "2",
            "Start at admission, bring the right people together, and hand over so that nothing "
            "is lost on the day of leaving.", "C3.P1 C3.P2 C3.P3"),
    _module("P5", P, "Reviews that look ahead", "2",
            "Hold a review on outcomes, know early signs, keep the crisis plan alive, and see when "
            "a light-touch review will not do.", "C4.P1 C4.P2 C4.P3"),
    _module("P6", P, "Money and records", "2",
            "Know what can be paid for, give a panel clear evidence, spot a charge that should not "
            "be, and keep the register right.", "C5.P2 C6.P1"),
    _module("S1", S, "Hard cases in law", "3",
            "Advise on residence, recall, prison, children and no recourse to public funds; know "
            "when to ask a lawyer.", "C1.S1 C1.S2 C1.S3"),
    _module("S2", S, "Coaching and inclusion", "2",
            "Coach others in planning with people, counter what shuts people out, and see that "
            "advocates come in.", "C2.S1 C2.S2 C2.S3"),
    _module("S3", S, "Between services", "2",
            "Settle problems where two services meet, and help to draw pathways anew.",
            "C3.S1 C3.S2 C3.S3"),
    _module("S4", S, "Reviews and endings", "3",
            "Check reviews, help with complex risk, and question an ending that is unsafe, too "
            "soon, or by one body.", "C4.S1 C4.S2 C4.S3"),
    _module("S5", S, "Panels and disputes", "3",
            "Lead or advise a panel that goes by need, write reasons, and take a dispute up in "
            "time.", "C5.S1 C5.S2 C5.S3"),
    _module("S6", S, "Reading the register", "2",
            "Check how good the data are, decide what comes first, and help with the audit.",
            "C6.S1 C6.S2 C6.S3"),
    _module("L1", L, "Lawful policy and panels", "2",
            "Hold policy and panels to the Act and the cases, watch disputes and risk, and act on "
            "what audits find.", "C1.L1 C1.L2 C1.L3 C5.L1"),
    _module("L2", L, "Joint leadership", "2",
            "Build planning with people and inclusion into all partners, make sharing agreements "
            "hold, and take obstacles away.", "C2.L1 C2.L2 C2.L3 C3.L1 C3.L2 C3.L3"),
    _module("L3", L, "Money and learning", "2",
            "Oversee joint money, see patterns of dispute and delay, and draw lessons from crises "
            "and returns to hospital.", "C5.L2 C5.L3 C4.L2 C4.L3"),
    _module("L4", L, "Governing by the register", "2",
            "Follow reviews by the figures, see that the register is reviewed, and that actions "
            "are done.", "C4.L1 C6.L1 C6.L2 C6.L3"),
)  # fmt: skip
"""Every statement of the framework is in one of them."""
