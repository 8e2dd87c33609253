"""What changed since the last check that was written into the workbook."""

from __future__ import annotations

from dataclasses import dataclass

from s117xl.check import Checked
from s117xl.load import Loaded, records


@dataclass(frozen=True, slots=True)
class Changes:
    """How many findings are new, are gone, and were there before."""

    new: int
    gone: int
    still: int


def changes(loaded: Loaded, checked: Checked) -> Changes | None:
    """What changed against the findings that the workbook holds.

    None where it holds none and none are known to have been found: no check was written into
    it, or its marks were taken out again.
    """
    if "Findings" not in loaded.ours:
        return None
    before = {str(row.get("Key") or "") for row in records(loaded.ours["Findings"])} - {""}
    if not before and not _last_was_clean(loaded):
        return None
    now = {finding.key for finding in checked.findings}
    return Changes(len(now - before), len(before - now), len(now & before))


def _last_was_clean(loaded: Loaded) -> bool:
    runs = list(records(loaded.ours["Runs"])) if "Runs" in loaded.ours else []
    numbered = [run for run in runs if run.get("Run") not in ("", None)]
    counts = ("Unlawful", "Risk", "Overdue", "Missing", "Invalid", "Prompt", "Info")
    return bool(numbered) and not any(numbered[-1].get(name) for name in counts)
