"""The reasons for ending aftercare, and which of them are lawful when they stand alone."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from s117xl.law.facts import read_facts


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason. `lawful_alone` is yes, no, legal advice or records closure.

    `check` is what a lawyer must confirm; `told` is how a letter tells the person.
    """

    code: str
    text: str
    lawful_alone: str
    authority: tuple[str, ...]
    note: str = ""
    check: str = ""
    told: str = ""


def reason(code: str) -> Reason:
    """The reason with this code; a KeyError where there is none."""
    return all_reasons()[code]


@cache
def all_reasons() -> dict[str, Reason]:
    """Every reason by its code, in the order of the list."""
    rows = read_facts("reasons")
    return {
        code: Reason(code, **{**row, "authority": tuple(row["authority"])})
        for code, row in rows.items()
    }


@cache
def unlawful_alone() -> frozenset[str]:
    """The codes of the reasons that do not carry an ending by themselves."""
    return frozenset(code for code, r in all_reasons().items() if r.lawful_alone == "no")
