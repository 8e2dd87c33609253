"""What is shown on the screen: summaries and lists for people. Imported late, as rich is."""

from __future__ import annotations

import sys
from collections import Counter
from types import TracebackType
from typing import Any

from s117xl.check import Checked
from s117xl.findings import ACTIONS, SEVERITIES
from s117xl.load import Loaded
from s117xl.rules.catalogue import Rule, all_rules

_SHOWN = 20
_STYLES = {
    "unlawful": "bold white on dark_red",
    "risk": "bold dark_orange3",
    "overdue": "yellow4",
    "missing": "blue",
    "invalid": "magenta",
    "prompt": "dim",
    "info": "dim",
}


class Progress:
    """A line on standard error that says what is being done; nothing where that is no screen."""

    def __init__(self) -> None:
        self._on = sys.stderr.isatty()

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._on:
            sys.stderr.write("\r\x1b[K")

    def tell(self, text: str) -> None:
        """Put this in place of the line before."""
        if self._on:
            sys.stderr.write(f"\r\x1b[K{text} …")
            sys.stderr.flush()


class Screen:
    """Standard output, in colour where it is a terminal. Colour is never the only sign."""

    def __init__(self) -> None:
        from rich.console import Console

        self.console = Console(highlight=False, soft_wrap=False)

    def say(self, text: str) -> None:
        """One plain line."""
        self.console.print(text, markup=False, soft_wrap=True)

    def show_check(
        self,
        loaded: Loaded,
        checked: Checked,
        counts: dict[str, Any],
        *,
        marked: bool,
    ) -> None:
        """The summary of a check: how much of what, the gravest findings, and every doubt."""
        rows = len(loaded.register["Register"])
        day = f"{checked.as_at.day} {checked.as_at:%B %Y}"
        records = "1 record" if rows == 1 else f"{rows:,} records"
        self.say(f"{loaded.workbook.name}: {records}, as at {day}.")
        if checked.what_if:
            self.say(checked.law_applied)
        self._severities(counts)
        self._changes(counts)
        self._gravest(checked)
        self._doubts(loaded, checked, counts)
        if marked:
            self.say("The marks are in the workbook: see To do on each row, Findings and Worklist.")
        elif checked.findings:
            self.say(
                "To write this into the workbook, add --mark. To read why: s117xl explain CODE"
            )
        self.say("The checks apply recorded law and guidance; they are not legal advice.")

    def _severities(self, counts: dict[str, Any]) -> None:
        table = self._table("Severity", "Findings", "What to do")
        words = {
            "fix": "mend it",
            "explain": "mend it, or write why and until when",
            "note": "nothing is asked",
        }
        for name in SEVERITIES:
            if counts["severity"][name]:
                number = f"{counts['severity'][name]:,}"
                table.add_row(self._severity(name), number, words[ACTIONS[name]])
        if counts["findings"]:
            self.console.print(table)
        else:
            self.say("Nothing was found.")

    def _changes(self, counts: dict[str, Any]) -> None:
        if counts["explained"]:
            self.say(f"Explained, and not counted above: {counts['explained']:,}.")
        changed = counts["changes"]
        if changed is None:
            self.say("No earlier check is in the workbook to compare with.")
        else:
            self.say(
                f"Since the check that the workbook holds: {changed['new']:,} new, "
                f"{changed['gone']:,} gone, {changed['still']:,} still there."
            )

    def _severity(self, name: str) -> Any:
        from rich.text import Text

        return Text(name, style=_STYLES[name])

    def _gravest(self, checked: Checked) -> None:
        asked = [f for f in checked.findings if f.action != "note" and not f.explained]
        if not asked:
            return
        table = self._table("Rule", "Severity", "Where", "What is wrong")
        for finding in asked[:_SHOWN]:
            where = f"{finding.sheet}!{finding.cell}"
            table.add_row(finding.code, self._severity(finding.severity), where, finding.message)
        self.console.print(table)
        if len(asked) > _SHOWN:
            self.say(f"and {len(asked) - _SHOWN:,} more: --format csv lists them all.")

    def _doubts(self, loaded: Loaded, checked: Checked, counts: dict[str, Any]) -> None:
        for note in counts["notes"]:
            self.say(f"Note: {note}")
        if counts["settings"]:
            self.say("Settings that differ from the default: " + "; ".join(counts["settings"]))
        outcomes = counts["outcome"]
        self.say(
            f"Rules: {outcomes['found']} found something, {outcomes['clean']} are clean, "
            f"{outcomes['not-applicable']} do not apply, {outcomes['not-run']} not run."
        )
        if counts["untested"]:
            self.say(
                f"{counts['untested']:,} tests of single rows could not be made, as a cell is "
                "blank or cannot be read."
            )
        reasons = Counter(o.reason for o in checked.outcomes if o.outcome == "not-run")
        for reason, number in reasons.most_common(8):
            self.say(f"Not run ({number} rule{'' if number == 1 else 's'}): {reason}")

    def show_rule(self, rule: Rule) -> None:
        """One rule in full: what it looks for, what to do, its law and its dates."""
        from s117xl.law.authorities import authority

        self.console.print(f"{rule.code}  {rule.title}", style="bold", markup=False)
        self.say(f"Severity: {rule.severity} ({rule.action}). Who: {rule.owner}.")
        audit = f" Audit: {', '.join(rule.audit)}." if rule.audit else ""
        self.say(f"Pillar {rule.pillar}.{audit}")
        self.say("In force." if rule.in_force else f"Not run: {rule.dormant}")
        self.say("Looks at: " + ", ".join(rule.fields))
        self.say(f"What to do: {rule.fix}")
        self.say("Law and guidance:")
        for name in rule.authority:
            self._authority(authority(name))
        self.say("Not legal advice.")

    def _authority(self, law: Any) -> None:
        since = f", from {law.in_force_from}" if law.in_force_from else ""
        kinds = ", ".join(dict.fromkeys((law.kind, law.status.replace("_", " "))))
        self.say(f"  {law.citation} ({kinds}{since})")
        self.say(f"    {law.summary}")
        if law.confidence != "settled":
            self.say(f"    To be confirmed by your lawyer: {law.check}")
        if law.link:
            self.say(f"    {law.link}")
        self.say(f"    {law.verified.capitalize()}.")

    def show_rules(self) -> None:
        """The catalogue, one line a rule."""
        table = self._table("Rule", "Severity", "To do", "What it looks for")
        for rule in all_rules().values():
            title = rule.title if rule.in_force else f"{rule.title} (not in force)"
            table.add_row(rule.code, self._severity(rule.severity), rule.action, title)
        self.console.print(table)

    def show_fields(self) -> None:
        """The schema, one line a field."""
        from s117xl.register.catalogue import fields_json

        table = self._table("Table", "Key", "Heading", "Type", "Required")
        for field in fields_json():
            table.add_row(
                *(str(field[name]) for name in ("table", "key", "heading", "type", "required"))
            )
        self.console.print(table)

    def _table(self, *headings: str) -> Any:
        from rich import box
        from rich.table import Table

        table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
        for heading in headings:
            number = heading == "Findings"
            table.add_column(heading, justify="right" if number else "left", overflow="fold")
        return table
