"""Codes of published sets, read from a cell: one reader for each set that the schema names.

A code comes out in its normal form, with the faults that need no other cell to be seen. What
depends on a day, such as a board that was abolished, is a rule's business.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time, timedelta
from functools import partial
from typing import Any

from s117xl.law.bodies import read_gp, read_icb, read_la, read_trust
from s117xl.law.codes import CodeReading, read_ethnic
from s117xl.law.sections import read_section
from s117xl.register.columns import Fault
from s117xl.register.plain_text import tidy_code

Reading = tuple[str | None, list[Fault]]

GUARDIANSHIP = (
    "says section 37 with guardianship, which is code 36 and not a hospital order: check the papers"
)


def _told(problem: str) -> str:
    """A problem as the rest of a sentence that begins with the heading."""
    return problem[0].lower() + problem[1:].rstrip(".")


def _unreadable(code: str, problem: str) -> Fault:
    return Fault(code, f"cannot be used: {_told(problem)}")


def _plain(cell: Any, code: str) -> tuple[str, list[Fault]]:
    """The cell as text with its faults; no text where Excel took the code for something else."""
    if isinstance(cell, bool | date | time | timedelta):
        return "", [Fault(code, "was turned by Excel into a date, a time or TRUE: type it as text")]
    text, faults = tidy_code(cell)
    return str(text), faults


def _read_section(cell: Any) -> Reading:
    text, faults = _plain(cell, "R024")
    if not text:
        return None, faults
    reading = read_section(text)
    if reading.problem:
        return None, [*faults, _unreadable("R024", reading.problem)]
    if reading.guardianship:
        faults = [*faults, Fault("R026", GUARDIANSHIP, unreadable=False)]
    return reading.code, faults


def _read_coded(read: Callable[[str], CodeReading], code: str, cell: Any) -> Reading:
    text, faults = _plain(cell, code)
    if not text:
        return None, faults
    reading = read(text)
    fault = _fault(reading, code)
    return reading.code, [*faults, fault] if fault else faults


def _fault(reading: CodeReading, code: str) -> Fault | None:
    """The fault that is in the code itself, if any."""
    problem = reading.problem or ""
    if reading.kind == "shape":
        return _unreadable(code, problem)
    if reading.kind == "district":
        return Fault(code, f"is not the right council: {_told(problem)}", unreadable=False)
    if reading.kind in ("pseudo", "unknown"):
        return Fault(code, f"is to be confirmed: {_told(problem)}", "prompt", unreadable=False)
    return None


CODE_READERS: dict[str, Callable[[Any], Reading]] = {
    "section": _read_section,
    "ethnic": partial(_read_coded, read_ethnic, "R120"),
    "gp": partial(_read_coded, read_gp, "R118"),
    "trust": partial(_read_coded, read_trust, "R119"),
    "la": partial(_read_coded, read_la, "R068"),
    "icb": partial(_read_coded, read_icb, "R069"),
}
"""For each set a function of a filled cell: its code, None where it cannot be read, and faults."""
