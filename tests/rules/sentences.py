"""Whether the message of a finding reads as a sentence."""

from __future__ import annotations

from s117xl.findings import Finding


def is_whole(finding: Finding) -> bool:
    """Whether nothing in the message is left open, and no number is at odds with its noun."""
    message = finding.message
    holes = ("{", "}", "(unknown)", "(blank)", "NaT", " 1 days", "-1 ", "  ")
    return message.endswith(".") and not any(hole in message for hole in holes)
