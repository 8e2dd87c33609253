"""What is asked of every message that a person reads."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tests.people import run_rule


def spoken(codes: Iterable[str], **tables: Any) -> list[str]:
    """Every message and fix of these rules over these tables; each rule finds something."""
    texts: list[str] = []
    for code in codes:
        _, findings = run_rule(code, **tables)
        assert findings, code
        texts += [text for finding in findings for text in (finding.message, finding.fix)]
    return texts


def is_plain(text: str) -> bool:
    """Whether a text is a finished sentence with nothing left over from its making."""
    unfinished = ("{", "}", "(unknown)", "None", "NaT", "nan", "  ")
    return text.endswith(".") and not any(mark in text for mark in unfinished)
