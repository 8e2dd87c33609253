"""The national legal status codes, and what people write in their place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from s117xl.law.facts import read_facts
from s117xl.law.section_words import plain, section_form


@dataclass(frozen=True, slots=True)
class Section:
    """A national code and what it means for section 117.

    `qualifies` is yes, no, review (a person must look) or missing (nobody knows). `cto` says
    whether a community treatment order can follow: yes, no or review. `refused` is a reason
    why a register row may not hold the code, or nothing. `check` is what a lawyer must confirm.
    """

    code: str
    label: str
    group: str
    qualifies: str
    cto: str
    restricted: bool = False
    note: str = ""
    refused: str = ""
    check: str = ""
    written: tuple[str, ...] = ()

    @property
    def cto_possible(self) -> bool:
        """Whether a community treatment order can follow from this section."""
        return self.cto == "yes"


@dataclass(frozen=True, slots=True)
class SectionReading:
    """What a cell says: a national code, or the problem in one sentence.

    `guardianship` is true where the cell wrote section 37 and guardianship, which is code 36
    and not a hospital order.
    """

    code: str | None
    problem: str | None = None
    guardianship: bool = False


def code(text: str) -> Section:
    """The section with this national code; a KeyError where there is none."""
    return all_sections()[text]


@cache
def all_sections() -> dict[str, Section]:
    """Every national code, in order."""
    return {row["code"]: _section(row) for row in read_facts("sections")["section"]}


def _section(row: dict[str, Any]) -> Section:
    return Section(**{**row, "written": tuple(row.get("written", ()))})


QUALIFYING = frozenset(c for c, s in all_sections().items() if s.qualifies == "yes")
FOR_REVIEW = frozenset(c for c, s in all_sections().items() if s.qualifies == "review")
UNKNOWN = frozenset(c for c, s in all_sections().items() if s.qualifies == "missing")
RESTRICTED = frozenset(c for c, s in all_sections().items() if s.restricted)
CTO_IMPOSSIBLE = frozenset(c for c, s in all_sections().items() if s.cto == "no")

NO_SUCH_CODE = "There is no national legal status code with this number; enter the code in use now."
UNREAD = "This cannot be read as a legal status; enter the two-digit national code."
SEVERAL = "This names more than one section; enter the two-digit code of one."


def read_section(cell: str | int | float) -> SectionReading:
    """The national code for which a cell stands, however it was typed.

    A bare number is a national code, as that is what the column holds: 37 is code 37 (section
    45A) and 17 is code 17 (section 48 with 49). With the word before it a number is a section
    of the Act: s37 is code 10. A number from Excel has lost its nought: 3 is 03.
    """
    text = plain(cell)
    bare = re.fullmatch(r"(\d{1,2})(?:\.0*)?", text)
    if bare:
        return _national(bare[1].zfill(2))
    return _coded_and_named(text) or _named(text)


def _national(number: str) -> SectionReading:
    section = all_sections().get(number)
    if section:
        return SectionReading(None, section.refused) if section.refused else SectionReading(number)
    return SectionReading(None, _refusals().get(number, NO_SUCH_CODE))


def _coded_and_named(text: str) -> SectionReading | None:
    """The reading of `03 - section 3`, where the code and the words agree."""
    parts = re.fullmatch(r"(\d\d)\s*[-:.(\s]\s*(.+)", text)
    if not parts or parts[1] not in all_sections():
        return None
    if parts[2] == plain(all_sections()[parts[1]].label):
        return _national(parts[1])
    named = _named(parts[2])
    return named if named.code == parts[1] else None


def _named(text: str) -> SectionReading:
    form = section_form(text)
    if form in _forms():
        found = _national(_forms()[form])
        return SectionReading(found.code, found.problem, form == "37 guardianship")
    problem = _refusals().get(form, SEVERAL if "/" in form else UNREAD)
    return SectionReading(None, problem)


@cache
def _forms() -> dict[str, str]:
    return {form: s.code for s in all_sections().values() for form in s.written}


@cache
def _refusals() -> dict[str, str]:
    return {
        form: row["problem"] for row in read_facts("sections")["refused"] for form in row["written"]
    }
