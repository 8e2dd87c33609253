"""The result of a check as data: JSON, CSV, and a findings workbook of its own."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, TextIO

from s117xl import __version__
from s117xl.changes import changes
from s117xl.check import Checked
from s117xl.derived import Derived
from s117xl.findings import SEVERITIES, Finding
from s117xl.load import Loaded
from s117xl.rules.catalogue import all_rules


def summary(loaded: Loaded, checked: Checked) -> dict[str, Any]:
    """Counts by severity, action and outcome, what could not be tested, and every doubt.

    What is explained is counted apart. `changes` is None where no earlier check is to be seen.
    """
    changed = changes(loaded, checked)
    asked = [finding for finding in checked.findings if not finding.explained]
    severities = Counter(finding.severity for finding in asked)
    actions = Counter(finding.action for finding in asked)
    outcomes = Counter(outcome.outcome for outcome in checked.outcomes)
    return {
        "findings": len(checked.findings),
        "records": len({finding.record for finding in checked.findings}),
        "severity": {name: severities[name] for name in SEVERITIES},
        "explained": len(checked.findings) - len(asked),
        "changes": asdict(changed) if changed else None,
        "action": {name: actions[name] for name in ("fix", "explain", "note")},
        "outcome": {
            name: outcomes[name] for name in ("found", "clean", "not-applicable", "not-run")
        },
        "untested": sum(outcome.untested for outcome in checked.outcomes),
        "what_if": checked.what_if,
        "settings": list(loaded.settings.differences),
        "notes": list(loaded.notes),
    }


def as_json(loaded: Loaded, checked: Checked, derived: Sequence[Derived]) -> dict[str, Any]:
    """The whole result, in the shape that `check --format json` prints."""
    return {
        "s117xl": __version__,
        "as_at": checked.as_at.isoformat(),
        "file": loaded.workbook.name,
        "sha256": loaded.workbook.digest,
        "tables": {name: len(table) for name, table in loaded.register.tables.items()},
        "rules": [
            {
                "code": outcome.code,
                "outcome": outcome.outcome,
                "reason": outcome.reason,
                "tested": outcome.tested,
                "found": outcome.found,
                "untested": outcome.untested,
            }
            for outcome in checked.outcomes
        ],
        "findings": [finding._asdict() for finding in checked.findings],
        "derived": [each._asdict() for each in derived],
        "summary": summary(loaded, checked),
    }


def write_json(result: Any, out: TextIO) -> None:
    """The result alone, as JSON in one line and a line end."""
    out.write(json.dumps(result, ensure_ascii=False, separators=(",", ":")))
    out.write("\n")


def write_csv(findings: Sequence[Finding], out: TextIO) -> None:
    """The findings as CSV, the headings first; a cell never begins like a formula."""
    writer = csv.writer(out)
    writer.writerow(Finding._fields)
    for finding in findings:
        writer.writerow([_harmless(value) for value in finding])


def _harmless(value: Any) -> Any:
    """A text that a spreadsheet would run as a formula, made plain by an apostrophe."""
    if isinstance(value, tuple):
        value = ";".join(value)
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r"):
        return f"'{value}"
    return value


def write_findings_workbook(path: Path, loaded: Loaded, checked: Checked) -> None:
    """The findings as a workbook of their own, with the rules, their outcomes and every doubt."""
    from s117xl.workbook.templates.findings import write_findings

    titles = {code: rule.title for code, rule in all_rules().items()}
    outcomes = [
        (o.code, titles[o.code], o.outcome, o.tested, o.found, o.untested, o.reason)
        for o in checked.outcomes
    ]
    about = [
        ("Register", loaded.workbook.name),
        ("As at", f"{checked.as_at:%d %B %Y}".lstrip("0")),
        ("Checked by", f"s117xl {__version__}"),
        ("Law", checked.law_applied),
        *(("Differs from the default", text) for text in loaded.settings.differences),
        *(("Note", text) for text in loaded.notes),
        ("Advice", "The checks apply recorded law and guidance; they are not legal advice."),
    ]
    write_findings(path, checked.as_at, checked.findings, outcomes, about)
