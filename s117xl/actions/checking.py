"""The buttons of the register: check, clear, explain, and the ways to its sheets."""

from __future__ import annotations

import string
from collections.abc import Iterator

from s117xl.actions.desk import Desk, Said
from s117xl.commands import clear_marks, examine, write_marks
from s117xl.findings import SEVERITIES, Finding
from s117xl.law.authorities import authority
from s117xl.marks import leads_and_teams
from s117xl.refusal import Refused
from s117xl.report import summary

ADVICE = "The checks apply recorded law and guidance; they are not legal advice."


def check_register(desk: Desk) -> Said:
    """The register is checked and marked; what was found is told by severity."""
    loaded, checked, derived = examine(desk.workbook, None, desk.today, tell=desk.tell)
    counts = summary(loaded, checked)
    desk.tell("writing the marks")
    write_marks(loaded, checked, derived, desk.today)
    found = [
        f"{counts['severity'][name]:,} {name}" for name in SEVERITIES if counts["severity"][name]
    ]
    lines = [f"Checked as at {checked.as_at.day} {checked.as_at:%B %Y}: "
             + (", ".join(found) if found else "nothing was found") + "."]  # fmt: skip
    if counts["explained"]:
        lines.append(f"Explained, and not counted above: {counts['explained']:,}.")
    if changed := counts["changes"]:
        lines.append(
            f"Since the check before: {changed['new']:,} new, {changed['gone']:,} gone, "
            f"{changed['still']:,} still there."
        )
    if counts["untested"]:
        lines.append(
            f"{counts['untested']:,} tests of single rows could not be made, as a cell is blank or "
            "cannot be read."
        )
    lines += [f"Note: {note}" for note in counts["notes"]]
    lines += [f"Differs from the default: {text}." for text in counts["settings"]]
    goes_to = ("Findings", "A1") if found else None
    return Said((*lines, ADVICE), goes_to, checked.findings, leads_and_teams(loaded))


def take_marks_out(desk: Desk) -> Said:
    """The marks, the findings and the worklist are taken out; nothing that was typed is touched."""
    clear_marks(desk.workbook, desk.today)
    return Said(("The marks are out. Nothing that a person typed was touched.",))


def explain_cell(desk: Desk) -> Said:
    """What was found at the selected cell, else on its row, with what to do and the law."""
    at = desk.selected
    if at is None:
        raise Refused("No cell is selected; select one in a row of the register.")
    loaded, checked, _ = examine(desk.workbook, None, desk.today, tell=desk.tell)
    if not any(table.sheet == at.sheet for table in loaded.raw.values()):
        raise Refused(
            f"The sheet {at.sheet} holds no table that is checked; select a cell in a row of the "
            "register or of another sheet that you fill in."
        )
    row = [
        f for f in checked.findings
        if f.sheet == at.sheet and f.cell.lstrip(string.ascii_uppercase) == str(at.row)
    ]  # fmt: skip
    here = [f for f in row if f.cell == at.cell]
    if here:
        gist = f"{at.cell}: {_counted(len(here), 'finding')}."
    elif row:
        many = _counted(len(row), "finding")
        gist = f"{at.cell}: nothing was found in this cell; on its row, {many}."
    else:
        gist = f"{at.cell}: nothing was found in this cell or on its row."
    told = tuple(here or row)
    lines = (gist, *(line for f in told for line in _explained(f)), ADVICE)
    return Said(lines, None, told, leads_and_teams(loaded))


def show_worklist(desk: Desk) -> Said:
    """The person is taken to the worklist that the last check wrote."""
    if "tblWorklist" not in desk.workbook.tables:
        raise Refused("The workbook has no worklist; take the sheet from a dated copy.")
    return Said(("The worklist is that of the last check.",), ("Worklist", "A1"))


def show_guide(desk: Desk) -> Said:
    """The person is taken to the guide inside the workbook."""
    told = "The Guide says how the register works and what the colours mean."
    return Said((told,), ("Guide", "A1"))


def _explained(finding: Finding) -> Iterator[str]:
    yield f"{finding.severity.capitalize()} ({finding.code}): {finding.message}"
    yield f"What to do: {finding.fix}"
    for name in finding.authority:
        law = authority(name)
        doubt = f" To be confirmed by your lawyer: {law.check}." if law.check else ""
        yield f"Law: {law.citation}.{doubt}"


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" + ("" if count == 1 else "s")
