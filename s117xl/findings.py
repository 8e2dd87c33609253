"""What a check finds, and what the person must do about it."""

from __future__ import annotations

from typing import NamedTuple

SEVERITIES = ("unlawful", "risk", "overdue", "missing", "invalid", "prompt", "info")
"""From the gravest. `unlawful` breaches statute or binding case law on its face."""

ACTIONS = {
    "unlawful": "fix",
    "missing": "fix",
    "invalid": "fix",
    "risk": "explain",
    "overdue": "explain",
    "prompt": "note",
    "info": "note",
}
"""fix: mend it. explain: mend it, or write why and until when. note: nothing is asked."""


class Finding(NamedTuple):
    """One thing that a rule found at one cell.

    `key` is stable from run to run. `record` is the register_id; `row` is the id of the child
    row, or the same. `cell` is A1 as the sheet stood when it was read. `due` is YYYY-MM-DD or "".
    """

    key: str
    code: str
    severity: str
    action: str
    table: str
    record: str
    row: str
    field: str
    sheet: str
    cell: str
    heading: str
    value: str
    message: str
    fix: str
    authority: tuple[str, ...]
    due: str
    explained: bool


def gravest_first(finding: Finding) -> tuple[int, str, str]:
    """The order of findings in every list: by severity, then record, then code."""
    return SEVERITIES.index(finding.severity), finding.record, finding.code
