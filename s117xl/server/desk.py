"""A button pressed in the task pane: the tables that were sent, and the answer as JSON."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from s117xl.actions import Desk, Said, Selected, action
from s117xl.findings import Finding
from s117xl.refusal import Refused
from s117xl.register.schema import TABLES
from s117xl.workbook.wire import SentWorkbook, WireWorkbook


class SentSelected(BaseModel):
    """The selected cell; row and column are counted from 1."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    sheet: str = Field(max_length=31)
    row: int = Field(ge=1, le=1_048_576)
    column: int = Field(ge=1, le=16_384)


class Sent(BaseModel):
    """What the task pane sends for a press. `today` is the person's own date, as YYYY-MM-DD."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    workbook: SentWorkbook
    today: date
    selected: SentSelected | None = None


def answer(id: str, body: bytes) -> bytes:
    """The action with this id done on what was sent: what it says, and the steps to take, as JSON.

    Raises Refused.
    """
    chosen = action(id)
    try:
        sent = Sent.model_validate_json(body)
    except ValidationError:  # its text quotes what was sent
        raise Refused(
            "What Excel sent could not be read; close this pane, open it again and press the "
            "button once more. If it goes on, tell your IT that the pane and the server differ."
        ) from None
    workbook = WireWorkbook(sent.workbook)
    at = sent.selected
    selected = Selected(at.sheet, at.row, at.column) if at else None
    said = chosen.run(Desk(workbook, lambda: sent.today, selected))
    return json.dumps(
        _as_json(said, workbook.steps), allow_nan=False, separators=(",", ":")
    ).encode()


def _as_json(said: Said, steps: list[dict[str, Any]]) -> dict[str, Any]:
    goes_to = {"sheet": said.goes_to[0], "cell": said.goes_to[1]} if said.goes_to else None
    return {
        "lines": said.lines,
        "goes_to": goes_to,
        "steps": steps,
        "findings": [_finding(finding, said) for finding in said.findings],
    }


def _finding(finding: Finding, said: Said) -> dict[str, Any]:
    lead, team = said.people.get(finding.record, ("", ""))
    excel_name = TABLES[finding.table].excel_name if finding.table in TABLES else ""
    return {
        "key": finding.key, "code": finding.code, "severity": finding.severity,
        "record": finding.record, "row": finding.row, "table": excel_name,
        "sheet": finding.sheet, "cell": finding.cell, "heading": finding.heading,
        "message": finding.message, "fix": finding.fix, "due": finding.due,
        "explained": finding.explained, "lead": lead, "team": team,
    }  # fmt: skip
