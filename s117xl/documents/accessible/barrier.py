"""What keeps a person from reading a document, where it is, and what to do."""

from __future__ import annotations

from dataclasses import dataclass

STOP = "stop"
WARN = "warn"


@dataclass(frozen=True, slots=True)
class Barrier:
    """One barrier. `severity` is stop, or warn where it may be meant.

    `place` names the part and the number of the paragraph or table, and holds nothing personal.
    `text` is the beginning of what stands there, for the screen of the author alone. `sentence`
    says what to do.
    """

    kind: str
    severity: str
    place: str
    text: str
    sentence: str
