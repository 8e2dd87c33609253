"""What one check found: a verdict, what was seen, and the mend."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Verdict = Literal["fine", "warning", "fault", "not known"]
VERDICTS: tuple[Verdict, ...] = ("fault", "warning", "not known", "fine")
"""Gravest first. What could not be looked at is not known, which is not fine."""


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """One thing that was looked at. `mend` is what to do, blank where nothing is asked."""

    name: str
    verdict: Verdict
    said: str
    mend: str = ""

    @property
    def asks(self) -> bool:
        """Whether there is something to mend."""
        return self.verdict in ("fault", "warning")


def fine(name: str, said: str) -> Diagnosis:
    """Nothing stands in the way."""
    return Diagnosis(name, "fine", said)


def warning(name: str, said: str, mend: str) -> Diagnosis:
    """Some of s117xl will not work, or may not."""
    return Diagnosis(name, "warning", said, mend)


def fault(name: str, said: str, mend: str) -> Diagnosis:
    """What depends on this does not work until it is mended."""
    return Diagnosis(name, "fault", said, mend)


def not_known(name: str, said: str, mend: str = "") -> Diagnosis:
    """It could not be looked at: `said` has the reason, `mend` where a person may look."""
    return Diagnosis(name, "not known", said, mend)
