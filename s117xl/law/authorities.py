"""What the rules rest on: statutes, cases, the Code, guidance and local standards, with dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from s117xl.law.facts import read_facts

KINDS = {
    "statute": "Statutes",
    "regulations": "Regulations",
    "case": "Cases",
    "code": "Code of Practice",
    "guidance": "Guidance",
    "ombudsman": "Ombudsman",
    "standard": "Standards for data",
    "local": "Local standards and rules of ours",
}
STATUSES = {
    "in_force": "in force",
    "enacted_not_commenced": "enacted, not in force",
    "repealed": "repealed",
    "guidance": "guidance",
    "local_policy": "local policy",
    "design": "a rule of this product",
}


@dataclass(frozen=True, slots=True)
class Authority:
    """One source. `check` is what a lawyer must still confirm; `link` may be empty.

    A date that is not held is None: an authority with no `in_force_from` may be old or may not
    have begun, as `status` says. `recorded_on` is the day on which the entry was written down.
    """

    id: str
    kind: str
    citation: str
    summary: str
    link: str
    status: str
    recorded_on: date
    in_force_from: date | None = None
    in_force_to: date | None = None
    check: str = ""
    verified_on: date | None = None
    verified_by: str = ""

    @property
    def verified(self) -> str:
        """When and by whom it was held against its source, in words."""
        if self.verified_on is None:
            return f"written down on {self.recorded_on:%d.%m.%Y}, not yet verified"
        return f"verified on {self.verified_on:%d.%m.%Y} by {self.verified_by}"

    @property
    def confidence(self) -> str:
        """`settled`, or `to be confirmed` where something is still to be checked."""
        return "to be confirmed" if self.check else "settled"

    def in_force_on(self, day: date) -> bool:
        """Whether it spoke on that day; what is enacted and not commenced never does."""
        if self.status in ("enacted_not_commenced", "repealed") and self.in_force_to is None:
            return False
        begun = self.in_force_from is None or self.in_force_from <= day
        return begun and (self.in_force_to is None or day <= self.in_force_to)


def authority(id: str) -> Authority:
    """The authority with this id; a KeyError where there is none."""
    return all_authorities()[id]


@cache
def all_authorities() -> dict[str, Authority]:
    """Every authority by its id, in the order of the file."""
    rows = dict(read_facts("authorities"))
    recorded: date = rows.pop("recorded_on")
    return {id: Authority(id=id, recorded_on=recorded, **row) for id, row in rows.items()}
